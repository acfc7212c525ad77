//! What was changed in a message so that a provider can carry it.

use serde::Serialize;

use super::names::names;

/// One change of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// JSON Pointer to what was changed, in the message as it was given.
    pub path: String,
    /// What became of it, for a person.
    pub message: String,
    /// The kind of change.
    pub kind: ChangeKind,
}

/// The kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Buttons became the rows of a list.
    ButtonsToList,
    /// Buttons or a list became numbered text.
    InteractiveToText,
    /// A caption became a text message of its own.
    CaptionSplit,
    /// A text became several messages.
    TextSplit,
    /// An album became one message for each item.
    AlbumSplit,
    /// A location became text with a link to a map.
    LocationToText,
    /// Contact cards became text.
    ContactsToText,
    /// A file became text with a link to it.
    MediaToLink,
    /// A header moved into the text, or before it.
    HeaderMoved,
    /// A footer moved into the text.
    FooterMoved,
    /// A text was cut.
    Truncated,
}

names! { ChangeKind:
    ButtonsToList = "buttons_to_list",
    InteractiveToText = "interactive_to_text",
    CaptionSplit = "caption_split",
    TextSplit = "text_split",
    AlbumSplit = "album_split",
    LocationToText = "location_to_text",
    ContactsToText = "contacts_to_text",
    MediaToLink = "media_to_link",
    HeaderMoved = "header_moved",
    FooterMoved = "footer_moved",
    Truncated = "truncated",
}
