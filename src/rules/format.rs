//! The forms of text fields.

use super::likely::is_digits;
use super::media::fits_type;
use super::{Format, phone};
use crate::text::{contains, number};
use crate::url;

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
            Self::Phone => return phone::fault(text),
            Self::DialString => return phone::dial_fault(text),
            Self::Digits => (is_digits(text), "must be digits only"),
            Self::Token => (
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()),
                "must be visible ASCII characters without spaces",
            ),
            Self::PathPart => (
                url::is_path_part(text),
                "must not be empty, \".\" or \"..\"",
            ),
            Self::Date => (
                is_date(text),
                "must be a date that there is, written YYYY-MM-DD",
            ),
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
                let fits = fits_type(text, types);
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

    /// Whether the contact sees the text, so that it must be such as a receiver can show.
    pub(super) fn is_seen(self) -> bool {
        matches!(self, Self::Any | Self::Parameter)
    }

    /// Whether blank text has this form's own answer, so that it is not also reported as missing.
    pub(super) fn judges_blank(self) -> bool {
        matches!(self, Self::PathPart)
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number =
        |text: &str, digits: usize| number(text.as_bytes(), 10).filter(|_| text.len() == digits);
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let days = number(year, 4)
        .zip(number(month, 2))
        .and_then(|(year, month)| days_of(year, month));
    let day = number(day, 2);
    day.zip(days)
        .is_some_and(|(day, days)| (1..=days).contains(&day))
}

/// How many days a month has.
fn days_of(year: u32, month: u32) -> Option<u32> {
    let is_divided = |by| year.checked_rem(by) == Some(0);
    Some(match month {
        2 if is_divided(4) && (!is_divided(100) || is_divided(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
