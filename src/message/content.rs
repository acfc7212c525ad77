//! The content of a message: one kind of several.

use serde::Serialize;

use super::{
    Album, Attachment, Buttons, Contacts, Fields, List, Location, Media, MediaKind, MediaSource,
    TemplateContent, Text, Walk, read_object,
};
use crate::json::Json;
use crate::problem::{Code, Problem, Problems};

/// What the contact receives.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Plain text.
    Text(Text),
    /// One image, video, audio, document or sticker.
    Media(Media),
    /// Several media in one message.
    Album(Album),
    /// A place.
    Location(Location),
    /// Contact cards.
    Contacts(Contacts),
    /// Text with reply buttons.
    Buttons(Buttons),
    /// Text with a list to choose from.
    List(List),
    /// A template that the provider has on file.
    Template(TemplateContent),
}

/// The kinds of content, by the names that `type` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Plain text.
    Text,
    /// A picture.
    Image,
    /// A video.
    Video,
    /// A sound or voice recording.
    Audio,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
    /// Several media in one message.
    Album,
    /// A place.
    Location,
    /// Contact cards.
    Contacts,
    /// Text with reply buttons.
    Buttons,
    /// Text with a list to choose from.
    List,
    /// A template that the provider has on file.
    Template,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::Document,
        Self::Sticker,
        Self::Album,
        Self::Location,
        Self::Contacts,
        Self::Buttons,
        Self::List,
        Self::Template,
    ];

    /// The name that `type` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => MediaKind::Image.name(),
            Self::Video => MediaKind::Video.name(),
            Self::Audio => MediaKind::Audio.name(),
            Self::Document => MediaKind::Document.name(),
            Self::Sticker => MediaKind::Sticker.name(),
            Self::Album => "album",
            Self::Location => "location",
            Self::Contacts => "contacts",
            Self::Buttons => "buttons",
            Self::List => "list",
            Self::Template => "template",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Content {
    /// The kind of this content.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Media(media) => media.kind.into(),
            Self::Album(_) => Kind::Album,
            Self::Location(_) => Kind::Location,
            Self::Contacts(_) => Kind::Contacts,
            Self::Buttons(_) => Kind::Buttons,
            Self::List(_) => Kind::List,
            Self::Template(_) => Kind::Template,
        }
    }

    pub(super) fn read(
        value: &Json,
        path: &str,
        attachments: &[Attachment],
        problems: &mut Problems,
    ) -> Option<Self> {
        // The kind is settled first: without it no other field could be told from an unknown one.
        if let Json::Object(_) = value
            && let Err(problem) = kind_of(value, path)
        {
            problems.add_unreadable(problem);
            return None;
        }
        let kind = kind_of(value, path).unwrap_or(Kind::Text);
        read_object(value, path, problems, |fields| {
            fields.value("type");
            Self::read_kind(kind, fields, attachments)
        })
    }

    /// A template, where nothing else will do.
    pub(super) fn read_template(
        value: &Json,
        path: &str,
        attachments: &[Attachment],
        problems: &mut Problems,
    ) -> Option<TemplateContent> {
        match Self::read(value, path, attachments, problems)? {
            Self::Template(template) => Some(template),
            _ => {
                let path = crate::problem::join(path, "type");
                let words = "Only a template may be sent outside the session window.";
                problems.add_unreadable(Problem::error(path, Code::InvalidFormat, words));
                None
            }
        }
    }

    fn read_kind(kind: Kind, fields: &mut Fields<'_>, attachments: &[Attachment]) -> Self {
        let mut media = |kind| Self::Media(Media::read(kind, fields, attachments));
        match kind {
            Kind::Image => media(MediaKind::Image),
            Kind::Video => media(MediaKind::Video),
            Kind::Audio => media(MediaKind::Audio),
            Kind::Document => media(MediaKind::Document),
            Kind::Sticker => media(MediaKind::Sticker),
            Kind::Text => Self::Text(Text::read(fields)),
            Kind::Album => Self::Album(Album::read(fields, attachments)),
            Kind::Location => Self::Location(Location::read(fields)),
            Kind::Contacts => Self::Contacts(Contacts::read(fields)),
            Kind::Buttons => Self::Buttons(Buttons::read(fields)),
            Kind::List => Self::List(List::read(fields)),
            Kind::Template => Self::Template(TemplateContent::read(fields, attachments)),
        }
    }

    /// Visits the fields of this content; an album's items are visited on their own.
    pub fn walk(&self, walk: &mut Walk<'_>) {
        match self {
            Self::Text(text) => text.walk(walk),
            Self::Media(media) => media.walk(walk),
            Self::Album(album) => album.walk(walk),
            Self::Location(location) => location.walk(walk),
            Self::Contacts(contacts) => contacts.walk(walk),
            Self::Buttons(buttons) => buttons.walk(walk),
            Self::List(list) => list.walk(walk),
            Self::Template(template) => template.walk(walk),
        }
    }

    /// The first file that the provider does not have yet, to be replaced by what an upload gives.
    #[must_use]
    pub fn file_mut(&mut self) -> Option<&mut Media> {
        let media: Vec<&mut Media> = match self {
            Self::Media(media) => vec![media],
            Self::Album(album) => album.items.iter_mut().collect(),
            Self::Template(template) => template.header_media_mut().into_iter().collect(),
            _ => Vec::new(),
        };
        let is_file = |media: &&mut Media| matches!(media.source, MediaSource::File(_));
        media.into_iter().find(is_file)
    }
}

/// The kind that an object's `type` names.
fn kind_of(value: &Json, path: &str) -> Result<Kind, Problem> {
    let path = crate::problem::join(path, "type");
    match value.get("type") {
        None => Err(super::missing(&path)),
        Some(Json::String(name)) => Kind::from_name(name).ok_or_else(|| {
            let names: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
            Problem::error(
                path,
                Code::InvalidFormat,
                format!(
                    "There is no such kind of content. Known kinds: {}.",
                    names.join(", ")
                ),
            )
        }),
        Some(other) => Err(super::wrong_type(&path, "a string", other)),
    }
}
