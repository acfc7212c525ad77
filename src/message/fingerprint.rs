//! A short text for a message, to tell whether two are the same.

use super::Attachment;
use crate::hash::{Hash, hex};
use crate::json::{Foreign, Json, Number};

/// A text for a message as it was written: 32 hexadecimal digits. It is the same for every order of fields, and
/// another for every other change but the bytes of a file.
///
/// An id counts the same as number and as text, and a whole number however it is spelled. The values of a
/// template's body that have names count in their order, and a file by its name, type and size. The text is no
/// proof against who forges one.
///
/// ```
/// use sessage::json::Json;
/// use sessage::message::fingerprint;
///
/// let of = |text: &str| fingerprint(&Json::parse(text).unwrap(), &[]);
/// let first = of(r#"{"to": {"conversationId": 30}, "content": {"type": "text", "text": "Hello"}}"#);
/// let second = of(r#"{"content": {"text": "Hello", "type": "text"}, "to": {"conversationId": "30"}}"#);
/// assert_eq!((first.len(), &first), (32, &second));
/// assert_ne!(first, of(r#"{"to": {"conversationId": 31}, "content": {"type": "text", "text": "Hello"}}"#));
/// ```
#[must_use]
pub fn fingerprint(message: &Json, attachments: &[Attachment]) -> String {
    hex(value(message, Place::Message, attachments), 32)
}

/// Where in a message a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Message,
    To,
    /// The content, or the fallback.
    Content,
    /// Named values, whose order counts.
    Body,
    Id,
    Elsewhere,
}

impl Place {
    fn below(self, key: &str) -> Self {
        match (self, key) {
            (Self::Message, "to") => Self::To,
            (Self::Message, "content" | "fallback") => Self::Content,
            (Self::Content, "body") => Self::Body,
            (Self::To, "conversationId") | (Self::Content, "id") => Self::Id,
            _ => Self::Elsewhere,
        }
    }
}

fn value(json: &Json, place: Place, files: &[Attachment]) -> u128 {
    let mut hash = Hash::default();
    let member = |key: &str, json: &Json| {
        let mut hash = Hash::default();
        hash.write_text(key);
        hash.write(&value(json, place.below(key), files).to_le_bytes());
        hash.finish()
    };
    match json {
        Json::Null => hash.write(b"0"),
        Json::Bool(is_true) => hash.write(if *is_true { b"+" } else { b"-" }),
        Json::Number(number) => {
            let tag = if place == Place::Id { b"\"" } else { b"1" };
            hash.write(tag);
            hash.write(digits(number).as_bytes());
        }
        Json::String(text) => {
            hash.write(b"\"");
            hash.write(text.as_bytes());
        }
        Json::Array(items) => {
            hash.write(b"[");
            for item in items {
                hash.write(&value(item, Place::Elsewhere, files).to_le_bytes());
            }
        }
        Json::Object(members) if place == Place::Body => {
            hash.write(b"<");
            for (key, json) in members {
                hash.write(&member(key, json).to_le_bytes());
            }
        }
        Json::Object(members) => {
            // A sum, since it is the same in every order.
            let sum = members.iter().fold(0_u128, |sum, (key, json)| {
                sum.wrapping_add(member(key, json))
            });
            hash.write(b"{");
            hash.write(&sum.to_le_bytes());
        }
        // Of a request, never of a message.
        Json::Written(_) => hash.write(b"_"),
        Json::Foreign(foreign) => write_foreign(foreign, files, &mut hash),
    }
    hash.finish()
}

fn write_foreign(foreign: &Foreign, files: &[Attachment], hash: &mut Hash) {
    hash.write(b"?");
    let file = match foreign {
        Foreign::Blob(handle) => files.get(*handle),
        Foreign::Function => return hash.write_text("function"),
        Foreign::TooMuchText(bytes) => return hash.write_text(&bytes.to_string()),
        Foreign::LoneSurrogate => return hash.write_text("surrogate"),
        Foreign::Other(what) => return hash.write_text(what),
    };
    if let Some(file) = file {
        hash.write_text(&file.content_type);
        hash.write(&file.size.to_le_bytes());
        // No name is another than an empty one.
        if let Some(name) = &file.name {
            hash.write_text(name);
        }
    }
}

/// A number, however it was spelled: `1`, `1.0` and `1e0` are one.
fn digits(number: &Number) -> String {
    let text = number.to_string();
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_plain && text != "-0" {
        return text;
    }
    let float = number.as_f64().map(|float| float + 0.0);
    match float.and_then(Json::from_f64) {
        Some(Json::Number(number)) => number.to_string(),
        _ => text,
    }
}
