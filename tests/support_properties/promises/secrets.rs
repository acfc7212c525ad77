//! Secrets: in nothing that a caller may log.

use std::fmt::Debug;

use serde::Serialize;
use sessage::json::Json;
use sessage::url::encode;

/// None of the secrets stands in what a value prints or writes as JSON, as it stands or percent-encoded.
pub fn are_not_in<T: Debug + Serialize>(value: &T, raw: Option<&str>, secrets: &[String]) {
    let printed = format!("{value:?}");
    let written = Json::parse(&serde_json::to_string(value).unwrap()).unwrap();
    let raw = raw.map(|raw| Json::parse(raw).unwrap_or_else(|_| Json::from(raw)));
    for secret in secrets {
        for form in [secret.clone(), encode(secret)] {
            let is_printed = has_escaped(&printed, &form);
            assert!(!is_printed, "{form:?} is printed: {printed}");
            assert!(!holds(&written, &form), "{form:?} is in {written}");
            if let Some(raw) = &raw {
                assert!(!holds(raw, &form), "{form:?} is in the raw answer {raw}");
            }
        }
    }
}

/// Debug writes strings with escapes.
fn has_escaped(printed: &str, form: &str) -> bool {
    let quoted = format!("{form:?}");
    // One quote at each end: the form may end with one of its own.
    let escaped = quoted.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    printed.contains(form) || escaped.is_some_and(|escaped| printed.contains(escaped))
}

fn holds(value: &Json, text: &str) -> bool {
    match value {
        Json::String(string) => string.contains(text),
        Json::Number(number) => number.to_string().contains(text),
        Json::Array(items) => items.iter().any(|item| holds(item, text)),
        Json::Object(members) => members
            .iter()
            .any(|(key, member)| key.contains(text) || holds(member, text)),
        _ => false,
    }
}
