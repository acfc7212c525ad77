//! Values that must not be shown, and masking them wherever they turn up.

use std::fmt;

use crate::json::Json;

/// A secret of the configuration. It prints as `MASKED_<field>`; [`Secret::reveal`] alone gives the value.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    field: &'static str,
    value: String,
}

impl Secret {
    /// A secret under the name of the configuration field that holds it.
    #[must_use]
    pub fn new(field: &'static str, value: impl Into<String>) -> Self {
        Self {
            field,
            value: value.into(),
        }
    }

    /// The value itself, for the request that carries it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MASKED_{}", self.field)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `text` with every secret in it masked, as it stands or percent-encoded.
#[must_use]
pub fn mask(text: &str, secrets: &[Secret]) -> String {
    let mut masked = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.value.is_empty()) {
        for form in [secret.value.clone(), crate::url::encode(&secret.value)] {
            if masked.contains(&form) {
                masked = masked.replace(&form, &secret.to_string());
            }
        }
    }
    masked
}

/// An answer's text with every secret that the provider echoed masked. JSON stays JSON: a secret is looked
/// for in its strings, names and numbers.
#[must_use]
pub fn mask_answer(text: &str, secrets: &[Secret]) -> String {
    match Json::parse(text) {
        Ok(value) => {
            let masked = mask_json(value.clone(), secrets);
            if masked == value {
                text.to_owned()
            } else {
                masked.to_string()
            }
        }
        Err(_) => mask(text, secrets),
    }
}

fn mask_json(value: Json, secrets: &[Secret]) -> Json {
    match value {
        Json::String(text) => Json::String(mask(&text, secrets)),
        Json::Number(number) => {
            let digits = number.to_string();
            let masked = mask(&digits, secrets);
            if masked == digits {
                Json::Number(number)
            } else {
                Json::String(masked)
            }
        }
        Json::Array(items) => Json::Array(
            items
                .into_iter()
                .map(|item| mask_json(item, secrets))
                .collect(),
        ),
        Json::Object(members) => Json::Object(
            members
                .into_iter()
                .map(|(key, value)| (mask(&key, secrets), mask_json(value, secrets)))
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
    fn an_echoed_secret_is_masked_in_every_form() {
        let secrets = [
            Secret::new("token", "a b/\"c"),
            Secret::new("session", "4711"),
        ];
        let cases = [
            ("plain a b/\"c text", "plain MASKED_token text"),
            ("GET /x?t=a%20b%2F%22c", "GET /x?t=MASKED_token"),
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
