//! The model: one session message for every provider.

mod album;
mod buttons;
mod contacts;
mod content;
mod fields;
mod fingerprint;
mod header;
mod list;
mod location;
mod media;
mod read;
mod recipient;
mod shared;
mod size;
mod template;
mod text;
mod time;
mod walk;

pub use album::Album;
pub use buttons::{Button, Buttons};
pub use contacts::{
    Address, Contact, ContactName, ContactPhone, Contacts, Email, Organisation, Website,
};
pub use content::{Content, Kind};
pub use fields::{Fields, missing, read_object, wrong_type};
pub use fingerprint::fingerprint;
pub use header::Header;
pub use list::{List, Row, Section};
pub use location::Location;
pub use media::{Attachment, Media, MediaKind, MediaSource, UploadedFile, type_of_url};
pub use recipient::Recipient;
pub use shared::Shared;
pub use size::{MAX_TEXT_BYTES, check_size};
pub use template::{ButtonKind, TemplateBody, TemplateButton, TemplateContent, TemplateHeader};
pub use text::Text;
pub use time::{now_fault, time_fault};
pub use walk::{Field, Value, Walk};

use crate::json::Members;

/// One message to one recipient.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Who receives it.
    pub to: Recipient,
    /// What they receive.
    pub content: Shared,
    /// Which of the account's numbers sends; overrides the configuration's.
    pub from: Option<String>,
    /// The channel; overrides the configuration's.
    pub channel: Option<String>,
    /// The message that this one quotes.
    pub reply_to: Option<String>,
    /// The caller's own id, echoed where the provider can.
    pub reference: Option<String>,
    /// Facebook message tag, for a message outside the 24-hour window.
    pub message_tag: Option<String>,
    /// When the contact last wrote, in epoch milliseconds: turns the window guard on.
    pub last_inbound_at: Option<i64>,
    /// What is sent instead when the session window is closed.
    pub fallback: Option<TemplateContent>,
    /// Fields of the provider's body that the model lacks, merged last into its top level.
    pub provider_options: Members,
}

impl Message {
    /// A message with nothing but its recipient and content.
    #[must_use]
    pub fn new(to: Recipient, content: Content) -> Self {
        Self {
            to,
            content: content.into(),
            from: None,
            channel: None,
            reply_to: None,
            reference: None,
            message_tag: None,
            last_inbound_at: None,
            fallback: None,
            provider_options: Members::new(),
        }
    }

    /// The same message with another content.
    #[must_use]
    pub fn with(&self, content: Content) -> Self {
        Self {
            to: self.to.clone(),
            content: content.into(),
            from: self.from.clone(),
            channel: self.channel.clone(),
            reply_to: self.reply_to.clone(),
            reference: self.reference.clone(),
            message_tag: self.message_tag.clone(),
            last_inbound_at: self.last_inbound_at,
            fallback: self.fallback.clone(),
            provider_options: self.provider_options.clone(),
        }
    }

    /// The message that goes out where the session window is closed: the template, with what it can have of
    /// this message. A template quotes nothing and needs no tag.
    #[must_use]
    pub fn instead(&self) -> Option<Self> {
        let fallback = self.fallback.clone()?;
        Some(Self {
            reply_to: None,
            message_tag: None,
            last_inbound_at: None,
            fallback: None,
            ..self.with(Content::Template(fallback))
        })
    }

    /// Visits the fields beside the content.
    pub fn walk(&self, walk: &mut Walk<'_>) {
        self.to.walk(walk);
        walk.optional("from", self.from.as_deref());
        walk.optional("channel", self.channel.as_deref());
        walk.optional("replyTo", self.reply_to.as_deref());
        walk.optional("reference", self.reference.as_deref());
        walk.optional("messageTag", self.message_tag.as_deref());
    }
}
