//! Numbers that a channel may know in another spelling than people write: the same contact has one of the two.

/// The other spelling of a number's digits, where its country has two.
pub(super) fn other_spelling(digits: &str) -> Option<String> {
    let is_long = |rest: &str, length: usize| rest.len() == length;
    // Mexico's 1 and Argentina's 9 stand behind the country code.
    for (country, mark) in [("52", "1"), ("54", "9")] {
        if let Some(rest) = digits.strip_prefix(country) {
            let without = rest.strip_prefix(mark).filter(|rest| is_long(rest, 10));
            return match without {
                Some(rest) => Some([country, rest].concat()),
                None => is_long(rest, 10).then(|| [country, mark, rest].concat()),
            };
        }
    }
    // Brazil's ninth digit stands behind the area code, of mobile numbers alone: those of landlines begin with 2 to 5,
    // and with a 9 before it they are somebody else's.
    let rest = digits.strip_prefix("55")?;
    let (area, local) = rest.split_at_checked(2)?;
    let is_mobile = |local: &str| is_long(local, 8) && !local.starts_with(['2', '3', '4', '5']);
    let without = local.strip_prefix('9').filter(|local| is_mobile(local));
    match without {
        Some(local) => Some(["55", area, local].concat()),
        None => is_mobile(local).then(|| ["55", area, "9", local].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::other_spelling;

    #[test]
    fn three_countries_have_two_spellings() {
        let pairs = [
            ("5511987654321", "551187654321"),
            ("5541912345678", "554112345678"),
            ("5215512345678", "525512345678"),
            ("5491123456789", "541123456789"),
        ];
        for (one, other) in pairs {
            assert_eq!(other_spelling(one).as_deref(), Some(other));
            assert_eq!(other_spelling(other).as_deref(), Some(one));
        }
        let single = [
            "85256872847",
            "551133334444",
            "5511933334444",
            "55118765432",
            "52551234567",
            "549112345678901",
            "14155550100",
            "55",
            "",
        ];
        for digits in single {
            assert_eq!(other_spelling(digits), None, "{digits}");
        }
    }
}
