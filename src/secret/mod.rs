//! Values that must not be shown, and masking them wherever they turn up.

mod needle;
mod view;

use std::fmt;

use crate::json::Json;
use needle::{Hit, Needle, TELLING_LENGTH, merged};
use view::View;

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

/// `text` with every secret in it masked, in whatever form it stands there.
#[must_use]
pub fn mask(text: &str, secrets: &[Secret]) -> String {
    Masker::new(secrets).mask(text)
}

/// An id, or a URL with one, with every secret in it masked. A short secret may stand there by chance, so it
/// counts where it is the whole id.
#[must_use]
pub fn mask_id(id: &str, secrets: &[Secret]) -> String {
    Masker::new(secrets).mask_id(id)
}

/// An answer's text with every secret that the provider echoed masked. JSON stays JSON: a secret is looked
/// for in its strings, names and numbers.
#[must_use]
pub fn mask_answer(text: &str, secrets: &[Secret]) -> String {
    let masker = Masker::new(secrets);
    // What stands in a string of JSON stands in the text too, escaped: few answers need to be read again.
    if masker.hits(text, 0).is_empty() {
        return text.to_owned();
    }
    match Json::parse(text) {
        Ok(value) => mask_json(value, &|text| masker.mask(text)).to_string(),
        Err(_) => masker.mask(text),
    }
}

/// Masks secrets: as they stand, percent-encoded or form-encoded, as JSON or HTML escapes them, and in base64, alone or
/// as a part of more. The time it takes grows with the text, whatever the text and the secrets are.
///
/// A secret of less than seven bytes is found in base64 only where it stands there alone: a shorter piece of base64
/// would be found in what is none of it.
pub struct Masker<'s> {
    secrets: &'s [Secret],
    needles: Vec<Needle>,
}

impl<'s> Masker<'s> {
    /// For these secrets.
    #[must_use]
    pub fn new(secrets: &'s [Secret]) -> Self {
        let secrets_with_text = secrets
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.value.is_empty());
        let needles = secrets_with_text.flat_map(|(place, it)| Needle::all(&it.value, place));
        Self {
            secrets,
            needles: needles.collect(),
        }
    }

    /// As [`mask()`].
    #[must_use]
    pub fn mask(&self, text: &str) -> String {
        self.masked(text, 0)
    }

    /// As [`mask_id()`].
    #[must_use]
    pub fn mask_id(&self, id: &str) -> String {
        match self
            .secrets
            .iter()
            .find(|secret| !id.is_empty() && secret.value == id)
        {
            Some(secret) => secret.label.clone(),
            None => self.masked(id, TELLING_LENGTH),
        }
    }

    /// The text, secrets of at least so many bytes masked. Where one secret is part of another or overlaps it, the
    /// longer one is named.
    fn masked(&self, text: &str, least: usize) -> String {
        let hits = self.hits(text, least);
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for hit in hits {
            masked.push_str(text.get(end..hit.start).unwrap_or_default());
            let label = self
                .secrets
                .get(hit.secret)
                .map(|secret| secret.label.as_str());
            masked.push_str(label.unwrap_or_default());
            end = hit.end;
        }
        masked.push_str(text.get(end..).unwrap_or_default());
        masked
    }

    fn hits(&self, text: &str, least: usize) -> Vec<Hit> {
        let mut found = Vec::new();
        let is_long = |secret: &Secret| secret.value.len() >= least;
        let mut view = Some(View::plain(text));
        // As it stands, as text within JSON, and as JSON within such text.
        for _ in 0..3 {
            let Some(read) = view else {
                break;
            };
            view = read.unescaped();
            for reading in read.readings() {
                for needle in &self.needles {
                    if self.secrets.get(needle.secret).is_some_and(is_long) {
                        let hits = needle.hits(&reading, reading.holds_base64);
                        if !hits.is_empty() {
                            found = merged(&found, &hits);
                        }
                    }
                }
            }
        }
        found
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
    fn a_secret_is_masked_in_every_spelling() {
        let secrets = [Secret::new("token", "K3y &\"/+ü=1")];
        let spellings = [
            "K3y &\"/+ü=1",
            "K3y%20%26%22%2F%2B%C3%BC%3D1",
            "K3y%20%26%22%2f%2b%c3%bc%3d1",
            "K3y+%26%22%2F%2B%C3%BC%3D1",
            "K3y &amp;&quot;/+ü=1",
            "K3y &#38;&#x22;/+&#252;=1",
            r#"K3y &\"/+ü=1"#,
            r#"K3y \u0026\u0022\/+\u00FC=1"#,
            r#"K3y &\\\"/+ü=1"#,
            r#"K3y+%26%22\/%2B%C3%BC%3D1"#,
        ];
        for text in spellings {
            assert_eq!(
                mask(&format!("<{text}>"), &secrets),
                "<MASKED_token>",
                "{text}"
            );
        }
        // Base64 of it with nothing, one, two and three bytes ahead, in both alphabets, its padding left.
        let encoded = [
            ("SzN5ICYiLyvDvD0x", "MASKED_token"),
            ("OkszeSAmIi8rw7w9MQ==", "OMASKED_token=="),
            ("YTpLM3kgJiIvK8O8PTE=", "YTMASKED_token="),
            ("YTpLM3kgJiIvK8O8PTE", "YTMASKED_token"),
            ("YTpLM3kgJiIvK8O8PTE%3D", "YTMASKED_token%3D"),
            ("YWI6SzN5ICYiLyvDvD0x", "YWI6MASKED_token"),
            ("YWI6SzN5ICYiLyvDvD0xIQ==", "YWI6MASKED_tokenIQ=="),
            ("OkszeSAmIi8rw7w9MSEh", "OMASKED_tokenEh"),
            ("OkszeSAmIi8rw7w9MSEh\\/x", "OMASKED_tokenEh\\/x"),
        ];
        for (text, masked) in encoded {
            assert_eq!(mask(text, &secrets), masked, "{text}");
        }
        let secrets = [Secret::new("token", "????>>>>????")];
        for text in [
            "Pz8_Pz4-Pj4_Pz8_",
            "Pz8/Pz4+Pj4/Pz8/",
            "Pz8\\/Pz4+Pj4\\/Pz8\\/",
            "Pz8%2FPz4%2BPj4%2FPz8%2F",
        ] {
            assert_eq!(mask(text, &secrets), "MASKED_token", "{text}");
        }
    }

    #[test]
    fn a_short_secret_is_found_in_base64_only_where_it_is_alone() {
        let secrets = [Secret::new("session", "4711"), Secret::new("tiny", "ab")];
        let cases = [
            ("NDcxMQ==", "MASKED_session=="),
            ("x NDcxMQ y", "x MASKED_session y"),
            ("xNDcxMQ", "xNDcxMQ"),
            ("YWI YWI=", "YWI YWI="),
        ];
        for (text, masked) in cases {
            assert_eq!(mask(text, &secrets), masked);
        }
    }

    #[test]
    fn of_secrets_that_overlap_nothing_is_left() {
        let secrets = [Secret::new("one", "abcd"), Secret::new("two", "cdefgh")];
        assert_eq!(mask("abcdefgh abcd", &secrets), "MASKED_two MASKED_one");
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
