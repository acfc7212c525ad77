//! Values that must not be shown, and masking them wherever they turn up.

use std::fmt;

use crate::json::Json;

/// A secret. It prints as its label; [`Secret::reveal`] alone gives the value.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    label: String,
    value: String,
}

impl Secret {
    /// A secret of the configuration, which prints as `MASKED_<field>`.
    #[must_use]
    pub fn new(field: &str, value: impl Into<String>) -> Self {
        Self {
            label: format!("MASKED_{field}"),
            value: value.into(),
        }
    }

    /// A secret that an earlier call's answer brought, which prints as `MASKED_<field>`; in a plan, which has
    /// no answer, it is the placeholder `{{<purpose>.<field>}}` and prints as that.
    #[must_use]
    pub fn obtained(purpose_and_field: &str, value: impl Into<String>) -> Self {
        let placeholder = later(purpose_and_field);
        let value = value.into();
        if value == placeholder {
            return Self {
                label: placeholder,
                value,
            };
        }
        let field = purpose_and_field.rsplit('.').next().unwrap_or_default();
        Self::new(field, value)
    }

    /// The value itself, for the request that carries it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What stands for a value that only an earlier call's answer will tell.
#[must_use]
pub fn later(purpose_and_field: &str) -> String {
    format!("{{{{{purpose_and_field}}}}}")
}

/// `text` with every secret in it masked, in whatever form it stands there. Where one secret is part of
/// another, the longer one counts.
#[must_use]
pub fn mask(text: &str, secrets: &[Secret]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let found = secrets
            .iter()
            .filter_map(|secret| Some((length_at_start(rest, &secret.value)?, secret)))
            .max_by_key(|(length, _)| *length);
        let length = if let Some((length, secret)) = found {
            masked.push_str(&secret.to_string());
            length
        } else {
            masked.push(character);
            character.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    masked
}

/// An id, or a URL with one, with every secret in it masked. A short secret may stand there by chance, so it
/// counts where it is the whole id.
#[must_use]
pub fn mask_id(id: &str, secrets: &[Secret]) -> String {
    let telling: Vec<Secret> = secrets
        .iter()
        .filter(|secret| secret.value.len() >= TELLING_LENGTH || secret.value == id)
        .cloned()
        .collect();
    mask(id, &telling)
}

/// From so many bytes on a secret does not stand in an id by chance.
const TELLING_LENGTH: usize = 8;

/// How many bytes at the start of `text` spell `value`, where they do: each character as it stands,
/// percent-encoded, or as JSON escapes it, which what is no JSON as a whole may hold too.
fn length_at_start(text: &str, value: &str) -> Option<usize> {
    if value.is_empty() {
        return None;
    }
    if text.starts_with(value) {
        return Some(value.len());
    }
    // A backslash may be one, or the first half of one that is escaped.
    [true, false]
        .into_iter()
        .find_map(|is_escaped| spelled(text, value, is_escaped))
}

fn spelled(text: &str, value: &str, is_escaped: bool) -> Option<usize> {
    let mut rest = text.as_bytes();
    for character in value.chars() {
        if let Some(after) = is_escaped.then(|| unescaped(rest, character)).flatten() {
            rest = after;
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            rest = match rest {
                [b'%', high, low, after @ ..] if from_hex(&[*high, *low]) == Some(byte.into()) => {
                    after
                }
                [first, after @ ..] if *first == byte => after,
                _ => return None,
            };
        }
    }
    text.len().checked_sub(rest.len())
}

/// What follows the character where JSON escapes it at the start.
fn unescaped(text: &[u8], character: char) -> Option<&[u8]> {
    let letter = match character {
        '"' => b'"',
        '\\' => b'\\',
        '/' => b'/',
        '\n' => b'n',
        '\r' => b'r',
        '\t' => b't',
        _ => b'u',
    };
    if let [b'\\', first, after @ ..] = text
        && *first == letter
        && letter != b'u'
    {
        return Some(after);
    }
    let mut rest = text;
    for unit in character.encode_utf16(&mut [0; 2]) {
        rest = match rest {
            [b'\\', b'u', digits @ ..] => {
                let (digits, after) = digits.split_at_checked(4)?;
                (from_hex(digits) == Some(u32::from(*unit))).then_some(after)?
            }
            _ => return None,
        };
    }
    Some(rest)
}

fn from_hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        Some((number << 4) | char::from(*digit).to_digit(16)?)
    })
}

/// An answer's text with every secret that the provider echoed masked. JSON stays JSON: a secret is looked
/// for in its strings, names and numbers.
#[must_use]
pub fn mask_answer(text: &str, secrets: &[Secret]) -> String {
    let mask = |text: &str| mask(text, secrets);
    match Json::parse(text) {
        Ok(value) => {
            let masked = mask_json(value.clone(), &mask);
            if masked == value {
                text.to_owned()
            } else {
                masked.to_string()
            }
        }
        Err(_) => mask(text),
    }
}

/// A value each of whose strings, names and numbers is masked.
pub(crate) fn mask_json(value: Json, mask: &dyn Fn(&str) -> String) -> Json {
    match value {
        Json::String(text) => Json::String(mask(&text)),
        Json::Number(number) => {
            let digits = number.to_string();
            let masked = mask(&digits);
            if masked == digits {
                Json::Number(number)
            } else {
                Json::String(masked)
            }
        }
        Json::Array(items) => Json::Array(
            items
                .into_iter()
                .map(|item| mask_json(item, mask))
                .collect(),
        ),
        Json::Object(members) => Json::Object(
            members
                .into_iter()
                .map(|(key, value)| (mask(&key).into(), mask_json(value, mask)))
                .collect(),
        ),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_prints_itself() {
        let secret = Secret::new("apiKey", "s3cr3t");
        assert_eq!(
            format!("{secret} {secret:?}"),
            "MASKED_apiKey MASKED_apiKey"
        );
    }

    #[test]
    fn of_a_secret_within_another_the_longer_one_counts() {
        let secrets = [
            Secret::new("token", "ab"),
            Secret::new("session", "abcd"),
            Secret::new("none", ""),
            Secret::new("percent", "x%41"),
        ];
        assert_eq!(
            mask("abab abcd abc", &secrets),
            "MASKED_tokenMASKED_token MASKED_session MASKED_tokenc"
        );
        assert_eq!(
            mask("x%41 x%2541", &secrets),
            "MASKED_percent MASKED_percent"
        );
    }

    #[test]
    fn an_id_keeps_a_short_secret_that_is_only_a_part_of_it() {
        let secrets = [
            Secret::new("token", "long-secret"),
            Secret::new("session", "47"),
        ];
        let cases = [
            ("1474", "1474"),
            ("47", "MASKED_session"),
            ("x-long-secret", "x-MASKED_token"),
        ];
        for (id, masked) in cases {
            assert_eq!(mask_id(id, &secrets), masked);
        }
    }

    #[test]
    fn an_echoed_secret_is_masked_in_every_form() {
        let secrets = [
            Secret::new("token", "a b/\"c"),
            Secret::new("session", "4711"),
        ];
        let cases = [
            ("plain a b/\"c text", "plain MASKED_token text"),
            ("GET /x?t=a%20b%2F%22c", "GET /x?t=MASKED_token"),
            ("GET /x?t=a%20b%2f\"c", "GET /x?t=MASKED_token"),
            ("half {\"a b\\/\"c", "half {\"MASKED_token"),
            (r#"half {"a b\/\"c"#, "half {\"MASKED_token"),
            (r#"half {"a\u0020b/\u0022c"#, "half {\"MASKED_token"),
            ("4711%2F47é11%47", "MASKED_session%2F47é11%47"),
            (r#"{"said":"a b\/\"c"}"#, r#"{"said":"MASKED_token"}"#),
            (r#"{"session":4711}"#, r#"{"session":"MASKED_session"}"#),
            (
                r#"{"id" : 9007199254740993}"#,
                r#"{"id" : 9007199254740993}"#,
            ),
        ];
        for (text, masked) in cases {
            assert_eq!(mask_answer(text, &secrets), masked);
        }
    }
}
