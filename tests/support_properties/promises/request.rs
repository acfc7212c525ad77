//! Requests: what every transport can put on the wire, to the configured host alone.

use sessage::json::Json;
use sessage::provider::{Body, PartValue, Request};
use sessage::url::is_web_url;

/// A request that no byte of a message or a configuration can turn into another one.
pub fn is_sound(request: &Request) {
    let url = request.url();
    assert!(is_web_url(&url), "no address: {url:?}");
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '\\' | '#');
    assert!(url.chars().all(is_plain), "no clean URL: {url:?}");
    assert_eq!(
        url.matches('?').count(),
        usize::from(!request.query.is_empty()),
        "{url:?}"
    );
    for (name, value) in &request.headers {
        let value = value.reveal();
        let is_clean = value.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !value.is_empty();
        assert!(is_clean, "no value for a header: {name}: {value:?}");
    }
    match &request.body {
        Body::Json(text) => is_json(&Json::parse(text).unwrap()),
        Body::Form(parts) => {
            for (index, part) in parts.iter().enumerate() {
                let twice = parts
                    .iter()
                    .take(index)
                    .any(|other| other.name == part.name);
                assert!(!twice, "{:?} stands twice", part.name);
                if let PartValue::File(_, name) = &part.value {
                    assert!(!name.is_empty(), "a file without a name");
                }
            }
        }
        Body::None | Body::Credentials(_) => {}
    }
}

/// What is written is JSON, and reads back as what was meant.
fn is_json(value: &Json) {
    let text = value.to_string();
    let back = Json::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(back.to_string(), text);
    assert!(!has_foreign(value), "a value that JSON cannot say: {text}");
}

fn has_foreign(value: &Json) -> bool {
    match value {
        Json::Foreign(_) => true,
        Json::Array(items) => items.iter().any(has_foreign),
        Json::Object(members) => members.iter().any(|(_, member)| has_foreign(member)),
        _ => false,
    }
}
