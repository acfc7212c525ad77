//! An album: several media in one message.

use super::{Attachment, Content, Fields, Media, Value, Walk};
use crate::problem::{Code, Problem};

/// Several media in one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Album {
    /// The media, in order.
    pub items: Vec<Media>,
}

impl Album {
    pub(super) fn read(fields: &mut Fields<'_>, attachments: &[Attachment]) -> Self {
        let items = fields.required_list("items", |value, path, problems| {
            match Content::read(value, path, attachments, problems)? {
                Content::Media(media) => Some(media),
                _ => {
                    problems.add_unreadable(Problem::error(
                        crate::problem::join(path, "type"),
                        Code::InvalidFormat,
                        "An album holds image, video, audio, document and sticker only.",
                    ));
                    None
                }
            }
        });
        Self { items }
    }

    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.field("items", Value::Count(self.items.len()));
    }
}
