//! Dates of HTTP headers, in each of the forms that a recipient must read.
//! <https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats>

/// The months, and the days before each in a year without a leap day.
const MONTHS: [(&str, i64); 12] = [
    ("Jan", 0),
    ("Feb", 31),
    ("Mar", 59),
    ("Apr", 90),
    ("May", 120),
    ("Jun", 151),
    ("Jul", 181),
    ("Aug", 212),
    ("Sep", 243),
    ("Oct", 273),
    ("Nov", 304),
    ("Dec", 334),
];

/// The days from the first of the year 0 to 1970, counted as below.
const EPOCH: i64 = 719_528;

/// A date in epoch milliseconds; `None` for any other text, and for a date before 1970.
pub fn read(text: &str) -> Option<i64> {
    let words = text.split([' ', ',', '-', ':']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words.as_slice() {
        // Sun, 06 Nov 1994 08:49:37 GMT; and the older Sunday, 06-Nov-94 08:49:37 GMT
        [_, day, month, year, time @ .., "GMT"] => (day, month, year, time),
        // Sun Nov  6 08:49:37 1994
        [_, month, day, time @ .., year] => (day, month, year, time),
        _ => return None,
    };
    let [hour, minute, second] = time else {
        return None;
    };
    let (_, days) = MONTHS.iter().find(|(name, _)| name == month)?;
    let year = match number(year, 9999)? {
        year @ 0..70 => year.saturating_add(2000),
        year @ 70..100 => year.saturating_add(1900),
        year => year,
    };
    let leap_years = if *days > 31 {
        year
    } else {
        year.saturating_sub(1)
    };
    let leap_days = (leap_years / 4)
        .saturating_sub(leap_years / 100)
        .saturating_add(leap_years / 400);
    let steps = [
        (365, *days),
        (1, leap_days),
        (1, number(day, 31)?),
        (1, EPOCH.saturating_neg()),
        (24, number(hour, 23)?),
        (60, number(minute, 59)?),
        (60, number(second, 60)?),
        (1000, 0),
    ];
    let at = steps.iter().fold(year, |sum, (times, more)| {
        sum.saturating_mul(*times).saturating_add(*more)
    });
    Some(at).filter(|at| *at >= 0)
}

fn number(text: &str, most: i64) -> Option<i64> {
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = text.parse().ok()?;
    (is_digits && number <= most).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_form() {
        let cases = [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777_000)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777_000)),
            ("Sun Nov  6 08:49:37 1994", Some(784_111_777_000)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Thu, 29 Feb 2024 12:00:00 GMT", Some(1_709_208_000_000)),
            ("Fri, 01 Mar 2024 00:00:00 GMT", Some(1_709_251_200_000)),
            ("Sun, 31 Dec 2000 23:59:59 GMT", Some(978_307_199_000)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(253_402_300_799_000)),
            ("Wed, 31 Dec 1969 23:59:59 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37", None),
            ("Sun, 06 Nov 1994 24:49:37 GMT", None),
            ("Sun, +6 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 10000 08:49:37 GMT", None),
            ("1994-11-06T08:49:37Z", None),
            ("soon", None),
        ];
        for (text, at) in cases {
            assert_eq!(read(text), at, "{text}");
        }
    }
}
