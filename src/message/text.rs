//! Text.

use super::{Fields, Value, Walk};

/// Plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The text; line breaks are kept.
    pub text: String,
}

impl Text {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            text: fields.text("text"),
        }
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.field("text", Value::Text(&self.text));
    }
}
