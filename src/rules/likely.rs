//! Documented forms that a provider may not insist on.

use super::Likely;
use crate::text::contains;

impl Likely {
    /// What the text lacks of the form, in words that end a sentence.
    pub(super) fn doubt(self, text: &str) -> Option<&'static str> {
        let (fits, words) = match self {
            Self::Language => (
                is_language(text),
                "does not look like a language that WhatsApp knows: two or three small letters, then at most _ and \
                 two capitals or a script, such as en, pt_BR or zh_Hans",
            ),
            Self::Bsuid => (
                is_bsuid(text),
                "does not look like a business-scoped user id: two capitals for the country, a dot, then letters and \
                 digits, such as US.13491208655302741918; give it whole",
            ),
            Self::Digits => (is_digits(text), "should be digits alone"),
            Self::AddressEnd => (
                !contains(text, "://"),
                "looks like a whole address; the template has its beginning, so give what follows it",
            ),
        };
        (!fits).then_some(words)
    }

    /// The name under which the table shows the form, where it says more than what the field is held to.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Language => "`en`, `pt_BR`, `zh_Hans`",
            Self::Bsuid => "`US.1349…`",
            Self::Digits => "digits",
            Self::AddressEnd => return None,
        })
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_language(text: &str) -> bool {
    let (language, rest) = match text.split_once('_') {
        Some((language, rest)) => (language, Some(rest)),
        None => (text, None),
    };
    let is_small = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_region =
        |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_script = |text: &str| {
        text.len() == 4
            && text.get(1..).is_some_and(is_small)
            && text.starts_with(|c: char| c.is_ascii_uppercase())
    };
    (2..=3).contains(&language.len())
        && is_small(language)
        && rest.is_none_or(|rest| is_region(rest) || is_script(rest))
}

/// Two capitals, a dot, up to 128 letters and digits; a parent's has `ENT.` after the country.
pub(super) fn is_bsuid(text: &str) -> bool {
    let Some((country, id)) = text.split_once('.') else {
        return false;
    };
    let id = id.strip_prefix("ENT.").unwrap_or(id);
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=128).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_texts_on_both_sides() {
        let long = format!("US.{}", "a".repeat(129));
        let cases: [(Likely, &[&str], &[&str]); 4] = [
            (
                Likely::Language,
                &["en", "fil", "zh_CN", "pt_BR", "zh_Hans"],
                &[
                    "pt-BR", "English", "en_us", "EN", "e", "en_", "en_US_x", "en_USA", "zh_hans",
                    "_US", "en_U1",
                ],
            ),
            (
                Likely::Bsuid,
                &[
                    "US.1",
                    "US.13491208655302741918",
                    "IN.ENT.11815799212886844830",
                    "BR.abC9",
                ],
                &[
                    "13491208655302741918",
                    "us.1",
                    "USA.1",
                    "US.",
                    "US.ENT.",
                    "US.1.2",
                    "US.1-2",
                    "bsuid:US.1",
                    &long,
                ],
            ),
            (Likely::Digits, &["0", "16505551234"], &["+1650", "x", ""]),
            (
                Likely::AddressEnd,
                &["4711", "orders/4711?x=1"],
                &["https://e.com/4711", "http://e.com"],
            ),
        ];
        for (likely, good, bad) in cases {
            for text in good {
                assert_eq!(likely.doubt(text), None, "{likely:?} {text}");
            }
            for text in bad {
                assert!(likely.doubt(text).is_some(), "{likely:?} {text}");
            }
        }
    }
}
