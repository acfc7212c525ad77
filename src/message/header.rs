//! The header of buttons and lists.

use super::{MediaKind, Value, Walk, read_object, wrong_type};
use crate::json::Json;
use crate::problem::Problems;

/// What stands above the text of buttons or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Header {
    /// A line of text.
    Text(String),
    /// An image, video or document by its address.
    Media {
        /// Image, video or document.
        kind: MediaKind,
        /// Public address of the file.
        url: String,
        /// The name that the contact sees.
        filename: Option<String>,
    },
}

impl Header {
    pub(super) fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        match value {
            Json::String(text) => Some(Self::Text(text.clone())),
            Json::Object(_) => read_object(value, path, problems, |fields| Self::Media {
                kind: MediaKind::read_header(fields),
                url: fields.text("url"),
                filename: fields.string("filename"),
            }),
            _ => {
                problems.add_unreadable(wrong_type(path, "a string or an object", value));
                None
            }
        }
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        match self {
            Self::Text(text) => walk.optional("header", Some(text)),
            Self::Media {
                kind,
                url,
                filename,
            } => {
                walk.field_as("header", &format!("header/{}", kind.name()), Value::Present);
                walk.object("header", |walk| {
                    walk.field("url", Value::Text(url));
                    let rule = format!("{}/filename", kind.name());
                    walk.optional_as("filename", &rule, filename.as_deref());
                });
            }
        }
    }
}
