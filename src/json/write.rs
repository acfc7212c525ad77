//! Writing a tree as JSON text.

use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::Json;

/// JSON text that is written once, and put in as it stands wherever it belongs.
#[derive(Debug, Clone)]
pub struct Written(Rc<RawValue>);

impl Deref for Written {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Json {
    /// Puts the text of a list or an object in its place.
    pub fn settle(&mut self) {
        if let Self::Array(_) | Self::Object(_) = self {
            *self = Self::Written(self.written());
        }
    }

    /// The value as JSON text that may stand within other JSON.
    #[must_use]
    pub fn written(&self) -> Written {
        // The tree holds nothing that cannot be written.
        let text = to_raw_value(self).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Written(text.into())
    }

    /// The value as JSON text. A foreign value is written as `null`.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
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
            Self::Written(text) => text.serialize(serializer),
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
