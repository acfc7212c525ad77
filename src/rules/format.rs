//! The forms of text fields.

use super::Format;
use super::media::essence;
use crate::text::contains;
use crate::url;

/// The digits of a phone number written with `+`; `None` where it is no such number. Spaces and `-.()` do
/// not count. E.164 allows 15 digits: <https://www.itu.int/rec/T-REC-E.164>
#[must_use]
pub fn phone_digits(text: &str) -> Option<String> {
    let mut characters = text.chars().filter(|c| !is_phone_filler(*c));
    if characters.next() != Some('+') {
        return None;
    }
    let digits: String = characters.collect();
    let is_number = (7..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    is_number.then_some(digits)
}

fn is_phone_filler(character: char) -> bool {
    matches!(character, ' ' | '-' | '.' | '(' | ')')
}

impl Format {
    /// What is wrong with the text's form, in words that end a sentence.
    pub(super) fn fault(self, text: &str) -> Option<String> {
        let (fits, expected) = match self {
            Self::Any => return None,
            Self::Trimmed => (
                !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace),
                "must have no space at its start or end",
            ),
            Self::Url => (
                url::is_web_url(text),
                "must be an absolute http: or https: URL without spaces",
            ),
            Self::Phone => (
                phone_digits(text).is_some(),
                "must be an international phone number: + and 7 to 15 digits, such as +85256872847",
            ),
            Self::DialString => (
                is_dial_string(text),
                "may hold a leading +, then digits, spaces and ( ) . - * #",
            ),
            Self::Digits => (
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
                "must be digits only",
            ),
            Self::Token => (
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()),
                "must be visible ASCII characters without spaces",
            ),
            Self::PathPart => (
                url::is_path_part(text),
                "must not be empty, \".\" or \"..\"",
            ),
            Self::Date => (is_date(text), "must be a date written YYYY-MM-DD"),
            Self::Name => (
                text.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)),
                "may hold letters, digits, _ and -",
            ),
            Self::ParameterName => (
                text.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
                "names a placeholder whose name may hold small letters and _",
            ),
            Self::Parameter => (
                !text.contains(['\n', '\r', '\t']) && !contains(text, "     "),
                "must hold no line break, no tab and no more than four spaces in a row",
            ),
            Self::MediaType(types) => {
                let fits = types.contains(&essence(text).as_str());
                return (!fits).then(|| format!("must be of a type in: {}", types.join(", ")));
            }
            Self::OneOf(values) | Self::Only(values) => {
                return (!values.contains(&text))
                    .then(|| format!("must be one of: {}", values.join(", ")));
            }
        };
        (!fits).then(|| expected.to_owned())
    }

    /// The name under which the table shows the form.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Any => return None,
            Self::Trimmed => "no space at either end",
            Self::Url => "http: or https: URL",
            Self::Phone => "+ and 7 to 15 digits",
            Self::DialString => "digits, spaces, + ( ) . - * #",
            Self::Digits => "digits",
            Self::Token => "visible ASCII",
            Self::PathPart => "not empty, . or ..",
            Self::Date => "YYYY-MM-DD",
            Self::Name => "letters, digits, _ and -",
            Self::ParameterName => "small letters and _",
            Self::Parameter => "no line break, no tab, at most 4 spaces in a row",
            Self::MediaType(_) => "MIME type",
            Self::OneOf(_) | Self::Only(_) => "one of",
        })
    }

    /// Whether blank text has this form's own answer, so that it is not also reported as missing.
    pub(super) fn judges_blank(self) -> bool {
        matches!(self, Self::PathPart)
    }
}

fn is_dial_string(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"().-*# ".contains(&byte))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str, digits: usize| {
        let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u32>().ok()).flatten()
    };
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers() {
        let cases = [
            ("+85256872847", Some("85256872847")),
            ("+1 (604) 444-11.11", Some("16044441111")),
            ("85256872847", None),
            ("+0123456789", None),
            ("+12345", None),
            ("+1234567890123456", None),
            ("+1604444111x", None),
            ("+١٢٣٤٥٦٧٨", None),
            ("++16044441111", None),
            ("", None),
        ];
        for (text, digits) in cases {
            assert_eq!(phone_digits(text).as_deref(), digits, "{text}");
        }
    }

    #[test]
    fn each_form_has_texts_on_both_sides() {
        let tags = Format::OneOf(&["A", "B"]);
        let cases = [
            (Format::Any, "anything", ""),
            (Format::Trimmed, "a b", " a"),
            (Format::Url, "https://e.com/a.jpg", "javascript:alert(1)"),
            (Format::DialString, "+1 (604)*#", "1604x"),
            (Format::DialString, "100", "+"),
            (Format::Digits, "3077", "30 77"),
            (Format::Token, "US.1349", "US 1349"),
            (Format::PathPart, "a/b?c", ".."),
            (Format::Date, "2026-11-20", "2026-13-20"),
            (Format::Name, "Order_ready-2", "order ready"),
            (Format::ParameterName, "first_name", "firstName"),
            (Format::Parameter, "a    b", "a     b"),
            (Format::Parameter, "a b", "a\tb"),
            (Format::Parameter, "a b", "a\r\nb"),
            (tags, "A", "a"),
        ];
        for (format, good, bad) in cases {
            assert_eq!(format.fault(good), None, "{format:?} {good}");
            let refuses = format.fault(bad).is_some();
            assert_eq!(refuses, format != Format::Any, "{format:?} {bad}");
        }
    }
}
