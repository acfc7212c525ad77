//! Phone numbers, as people write them.

use super::likely::is_bsuid;
use crate::problem::{Code, Problem};
use crate::unseen::{describe, is_unseen};

/// The digits of a phone number written with `+`; `None` where it is no such number. What only parts the digits for
/// the eye does not count. E.164 allows 15 digits: <https://www.itu.int/rec/T-REC-E.164>
#[must_use]
pub fn phone_digits(text: &str) -> Option<String> {
    let mut characters = text.chars().filter(|c| !is_filler(*c));
    if characters.next() != Some('+') {
        return None;
    }
    let digits: String = characters.collect();
    let is_number = (7..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
        && !has_trunk_zero(text);
    is_number.then_some(digits)
}

/// A number to dial without what a PBX does not take; white space, dashes and marks that it does not list are for the
/// eye alone.
#[must_use]
pub fn dial_string(text: &str) -> String {
    let dialled = text.chars().filter(|c| is_listed(*c) || !is_filler(*c));
    dialled.collect::<String>().trim().to_owned()
}

/// The number of a PBX that sends: as [`dial_string`] where it is one, and any other name as it is.
#[must_use]
pub fn did_number(text: &str) -> String {
    match dial_fault(text) {
        None => dial_string(text),
        Some(_) => text.to_owned(),
    }
}

/// The problem at a path whose number, one that sends, would become another one.
#[must_use]
pub fn did_fault(path: &str, text: Option<&str>) -> Option<Problem> {
    let words = || ["The value ", TRUNK_ZERO, "."].concat();
    let is_another = text.is_some_and(has_trunk_zero);
    is_another.then(|| Problem::error(path, Code::InvalidFormat, words()))
}

const TRUNK_ZERO: &str = "holds a zero in brackets, which is dialled within the country alone and would make it \
                          another number: leave that zero out, as in +442079460958";

/// What is wrong with a phone number, in words that end a sentence.
pub(super) fn fault(text: &str) -> Option<String> {
    if phone_digits(text).is_some() {
        return None;
    }
    let expected =
        "must be an international phone number: + and 7 to 15 digits, such as +85256872847";
    Some(explained(text, expected, |c| {
        c == '+' || c.is_ascii_digit()
    }))
}

/// The same of what a PBX dials.
pub(super) fn dial_fault(text: &str) -> Option<String> {
    let dialled = dial_string(text);
    let rest = dialled.strip_prefix('+').unwrap_or(&dialled);
    let fits = rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest.chars().all(|c| is_listed(c) && c != '+')
        && !has_trunk_zero(text);
    let expected = "may hold a leading +, then digits, spaces and ( ) . - * #";
    (!fits).then(|| explained(text, expected, is_listed))
}

/// The fault that a person can mend, where there is one.
fn explained(text: &str, expected: &str, is_allowed: fn(char) -> bool) -> String {
    if has_trunk_zero(text) {
        return TRUNK_ZERO.to_owned();
    }
    if is_bsuid(text.trim()) {
        return "is a business-scoped user id and no phone number: give it as { bsuid }".to_owned();
    }
    let other = text.chars().find(|c| !is_allowed(*c) && !is_filler(*c));
    match other {
        Some(other) => [expected, "; this one holds ", &describe(other)].concat(),
        None => expected.to_owned(),
    }
}

/// Whether a character only parts the digits for the eye.
fn is_filler(character: char) -> bool {
    matches!(character, '-' | '.' | '(' | ')' | '\u{2010}'..='\u{2015}') || is_unseen(character)
}

/// Whether a PBX's page lists the character.
fn is_listed(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '+' | '(' | ')' | '.' | '-' | '*' | '#' | ' ')
}

/// Countries whose numbers begin with a zero abroad too, so that `+39 (06) …` means what it says.
const KEEP_ZERO: [&str; 7] = ["225", "229", "241", "242", "378", "379", "39"];

/// Whether a zero stands in brackets after the country code: `+44 (0)20 …`, `+44 (020) …`.
fn has_trunk_zero(text: &str) -> bool {
    let is_part = |c: &char| matches!(c, '(' | ')') || !is_filler(*c);
    let parts: Vec<char> = text.chars().filter(is_part).collect();
    let mut before = String::new();
    for (index, part) in parts.iter().enumerate() {
        if part.is_ascii_digit() {
            before.push(*part);
        }
        let rest = parts.get(index..).unwrap_or_default();
        match rest {
            ['(', '0', ')', ..] if !before.is_empty() => return true,
            ['(', '0', ..] if !before.is_empty() => {
                let is_abroad = parts.iter().find(|c| !matches!(c, '(' | ')')) == Some(&'+');
                return is_abroad && !KEEP_ZERO.contains(&before.as_str());
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers() {
        let cases = [
            ("+85256872847", Some("85256872847")),
            ("+1 (604) 444-11.11", Some("16044441111")),
            (
                "+1\u{a0}(604)\u{2009}444\u{2011}11\u{2013}11",
                Some("16044441111"),
            ),
            ("\u{202a}+85256872847\u{202c}", Some("85256872847")),
            (
                "\u{feff}+852\u{200e}5687\u{2060}2847\u{3000}",
                Some("85256872847"),
            ),
            ("+39 (06) 698 12345", Some("390669812345")),
            ("+225 (07) 01 02 03 04", Some("2250701020304")),
            ("85256872847", None),
            ("+0123456789", None),
            ("+12345", None),
            ("+1234567890123456", None),
            ("+1604444111x", None),
            ("+١٢٣٤٥٦٧٨", None),
            ("++16044441111", None),
            ("", None),
            ("+44 (0)20 7946 0958", None),
            ("+44(0)2079460958", None),
            ("+49\u{a0}(\u{2009}0\u{200e}) 30 123456", None),
            ("+44 (020) 7946 0958", None),
            ("+39 (0)6 698 12345", None),
            ("+44 20 7946\u{2212}0958", None),
        ];
        for (text, digits) in cases {
            assert_eq!(phone_digits(text).as_deref(), digits, "{text}");
            assert_eq!(fault(text).is_none(), digits.is_some(), "{text}");
        }
    }

    #[test]
    fn numbers_to_dial() {
        let cases = [
            (" 100 ", "100"),
            ("(604) 444-1111*2#", "(604) 444-1111*2#"),
            ("(020) 7946 0958", "(020) 7946 0958"),
            ("+1\u{a0}604\u{2011}444\u{200e}1111", "+16044441111"),
        ];
        for (text, dialled) in cases {
            assert_eq!(dial_string(text), dialled);
            assert_eq!(dial_fault(text), None, "{text}");
        }
        for text in [
            "+",
            "+44 (0)20 7946 0958",
            "44(0)2079460958",
            "+1+2",
            "１００",
            "1604x",
        ] {
            assert!(dial_fault(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_number_is_named() {
        let cases = [
            ("+44 (0)20 7946 0958", "zero in brackets"),
            ("+8525687284７", "U+FF17 (full-width digit)"),
            ("+44 20\u{2212}7946 0958", "U+2212 (minus sign)"),
            ("+852x5687284", "U+0078 (letter)"),
            ("US.13491208655302741918", "{ bsuid }"),
        ];
        for (text, words) in cases {
            let said = fault(text).unwrap_or_default();
            assert!(said.contains(words), "{said}");
        }
    }
}
