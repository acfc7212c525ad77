//! A sticker that a provider lists.

use serde::Serialize;

use crate::json::Json;

/// A sticker of the account's library.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sticker {
    /// Its id: `uploaded` of a sticker message.
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its MIME type, as the provider gives it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// Its width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    /// Its height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    /// The provider's own entry.
    pub raw: Json,
}
