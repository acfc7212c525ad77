//! Writing a tree as JSON text. Not by serde_json, which cannot put in a text that was written before as it is.

use std::fmt;
use std::rc::Rc;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use super::Json;

impl Json {
    /// Puts the text of a list or an object in its place.
    pub fn settle(&mut self) {
        if let Self::Array(_) | Self::Object(_) = self {
            *self = Self::Written(Rc::from(self.text()));
        }
    }

    /// The value as JSON text. A foreign value is written as `null`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Null | Self::Foreign(_) => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => text.push_str(number.as_str()),
            Self::String(value) => write_string(value, text),
            Self::Written(written) => text.push_str(written),
            Self::Array(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    item.write(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    write_string(key, text);
                    text.push(':');
                    value.write(text);
                }
                text.push('}');
            }
        }
    }
}

/// A text in quotes, with what JSON escapes.
fn write_string(value: &str, text: &mut String) {
    let is_special = |character: char| matches!(character, '"' | '\\' | '\0'..='\u{1f}');
    text.push('"');
    let mut rest = value;
    while let Some((plain, special)) = rest
        .find(is_special)
        .and_then(|at| rest.split_at_checked(at))
    {
        text.push_str(plain);
        let mut characters = special.chars();
        match characters.next().unwrap_or_default() {
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            character @ ('"' | '\\') => text.extend(['\\', character]),
            control => {
                let digit = |value| char::from_digit(value, 16).unwrap_or_default();
                let code = u32::from(control);
                text.push_str("\\u00");
                text.extend([digit(code >> 4), digit(code & 15)]);
            }
        }
        rest = characters.as_str();
    }
    text.push_str(rest);
    text.push('"');
}

impl fmt::Display for Json {
    /// The value as [`Json::text`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Foreign(_) => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Written(text) => Self::parse(text)
                .map_err(S::Error::custom)?
                .serialize(serializer),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
