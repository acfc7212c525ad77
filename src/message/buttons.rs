//! Text with reply buttons.

use super::{Fields, Header, Value, Walk, read_object};

/// Text with one to three buttons, one of which the contact taps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buttons {
    /// The text.
    pub text: String,
    /// What stands above it.
    pub header: Option<Header>,
    /// Small text below it.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<Button>,
}

/// A reply button.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Button {
    /// What comes back when the contact taps it; unique in the message.
    pub id: String,
    /// Its label.
    pub title: String,
}

impl Buttons {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            text: fields.text("text"),
            header: fields.with("header", Header::read),
            footer: fields.string("footer"),
            buttons: fields.required_list("buttons", |value, path, problems| {
                read_object(value, path, problems, |fields| Button {
                    id: fields.text("id"),
                    title: fields.text("title"),
                })
            }),
        }
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.field("text", Value::Text(&self.text));
        if let Some(header) = &self.header {
            header.walk(walk);
        }
        walk.optional("footer", self.footer.as_deref());
        walk.list("buttons", &self.buttons, |button, walk| {
            walk.field("id", Value::Text(&button.id));
            walk.field("title", Value::Text(&button.title));
        });
    }
}
