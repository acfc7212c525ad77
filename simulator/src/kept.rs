//! What the record keeps of a body: all of an ordinary one, the beginning of a large one.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::{bounds::RECORD_BYTES, call::Content, multipart::Part};

/// A body as it is kept.
#[derive(Debug)]
pub enum Body {
    Empty,
    /// JSON as its text; it is read again when somebody asks.
    Json(Text),
    Text(Text),
    Form {
        parts: Vec<KeptPart>,
        /// How many parts more there were.
        left: usize,
    },
}

/// A text, or its beginning.
#[derive(Debug)]
pub struct Text {
    head: Box<str>,
    size: usize,
}

/// A part of a form.
#[derive(Debug)]
pub struct KeptPart {
    name: Box<str>,
    filename: Option<Box<str>>,
    content_type: Option<Box<str>>,
    value: PartValue,
    /// How many bytes it takes.
    bytes: usize,
}

#[derive(Debug)]
enum PartValue {
    Text(Text),
    File { head: Box<[u8]>, size: usize },
}

/// What a part takes beside its texts, so that many empty ones count too.
const PART_BYTES: usize = 64;

impl Body {
    /// Keeps a copy that holds on to nothing of the request's own memory.
    pub fn keep(content: &Content) -> Self {
        match content {
            Content::Empty => Self::Empty,
            Content::Json { text, .. } => Self::Json(Text::keep(text, RECORD_BYTES, text.len())),
            Content::Text { head, size } => Self::Text(Text::keep(head, RECORD_BYTES, *size)),
            Content::Form(parts) => Self::form(parts),
        }
    }

    fn form(parts: &[Part]) -> Self {
        let mut kept = Vec::new();
        let mut room = RECORD_BYTES;
        for part in parts {
            let Some(rest) = room.checked_sub(head_bytes(part)) else {
                break;
            };
            let part = KeptPart::keep(part, rest);
            room = room.saturating_sub(part.bytes);
            kept.push(part);
        }
        let left = parts.len().saturating_sub(kept.len());
        kept.shrink_to_fit();
        Self::Form { parts: kept, left }
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Json(text) | Self::Text(text) => text.head.len(),
            Self::Form { parts, .. } => parts
                .iter()
                .fold(0, |sum, part| sum.saturating_add(part.bytes)),
        }
    }

    /// The body as the record shows it.
    pub fn as_json(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Json(text) if text.is_whole() => {
                let value: Value = serde_json::from_str(&text.head).unwrap_or_default();
                json!({"type": "json", "value": value, "text": text.head})
            }
            Self::Json(text) => text.show(json!({"type": "json"}), "text"),
            Self::Text(text) => text.show(json!({"type": "text"}), "text"),
            Self::Form { parts, left } => {
                let parts: Vec<Value> = parts.iter().map(KeptPart::as_json).collect();
                let mut shown = json!({"type": "multipart", "parts": parts});
                if *left > 0 {
                    set(&mut shown, "left", json!(left));
                }
                shown
            }
        }
    }
}

impl Text {
    /// `size` is the whole text's, of which the beginning is given.
    fn keep(text: &str, most: usize, size: usize) -> Self {
        let mut end = text.len().min(most);
        while !text.is_char_boundary(end) {
            end = end.saturating_sub(1);
        }
        Self {
            head: text.get(..end).unwrap_or_default().into(),
            size,
        }
    }

    fn is_whole(&self) -> bool {
        self.head.len() >= self.size
    }

    /// Adds the text under a key. What says that it is cut stands only there where it is.
    fn show(&self, mut shown: Value, key: &str) -> Value {
        set(&mut shown, key, json!(self.head));
        if !self.is_whole() {
            set(&mut shown, "size", json!(self.size));
            set(&mut shown, "cut", json!(true));
        }
        shown
    }
}

impl KeptPart {
    fn keep(part: &Part, most: usize) -> Self {
        let value = match part.text() {
            Some(text) => PartValue::Text(Text::keep(text, most, part.size)),
            None => PartValue::File {
                head: head(&part.head, most),
                size: part.size,
            },
        };
        let length = match &value {
            PartValue::Text(text) => text.head.len(),
            PartValue::File { head, .. } => head.len(),
        };
        Self {
            name: part.name.as_str().into(),
            filename: part.filename.as_deref().map(Box::from),
            content_type: part.content_type.as_deref().map(Box::from),
            value,
            bytes: head_bytes(part).saturating_add(length),
        }
    }

    fn as_json(&self) -> Value {
        let mut found = Map::new();
        found.insert("name".to_owned(), json!(self.name));
        if let Some(filename) = &self.filename {
            found.insert("filename".to_owned(), json!(filename));
        }
        if let Some(content_type) = &self.content_type {
            found.insert("contentType".to_owned(), json!(content_type));
        }
        match &self.value {
            PartValue::Text(text) => {
                found.insert("size".to_owned(), json!(text.size));
                text.show(Value::Object(found), "value")
            }
            PartValue::File { head, size } => {
                found.insert("size".to_owned(), json!(size));
                found.insert("base64".to_owned(), json!(STANDARD.encode(head)));
                if head.len() < *size {
                    found.insert("cut".to_owned(), json!(true));
                }
                Value::Object(found)
            }
        }
    }
}

fn head(bytes: &Bytes, most: usize) -> Box<[u8]> {
    let end = bytes.len().min(most);
    bytes.get(..end).unwrap_or_default().into()
}

/// What a part takes before its value.
fn head_bytes(part: &Part) -> usize {
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    PART_BYTES
        .saturating_add(part.name.len())
        .saturating_add(length(&part.filename))
        .saturating_add(length(&part.content_type))
}

fn set(value: &mut Value, key: &str, new: Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.insert(key.to_owned(), new);
    }
}
