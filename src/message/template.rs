//! A template: a text that the provider has on file, with values for its placeholders.

use super::media::MediaSource;
use super::{Attachment, Content, Fields, Media, MediaKind, Value, Walk, read_object, wrong_type};
use crate::json::{Json, Key};
use crate::problem::{Code, Problem, Problems, escape};

/// Which template to send, and the values for its placeholders.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateContent {
    /// The template's name.
    pub name: String,
    /// The language it is written in: `en`, `en_US`.
    pub language: Option<String>,
    /// The PBX's own id of the template.
    pub id: Option<String>,
    /// WhatsApp's id of the template.
    pub template_id: Option<String>,
    /// The category it was approved for.
    pub category: Option<String>,
    /// The header's value.
    pub header: Option<TemplateHeader>,
    /// The body's values.
    pub body: TemplateBody,
    /// The buttons, in the template's order.
    pub buttons: Vec<TemplateButton>,
}

/// The value of a template's header.
#[derive(Debug, Clone, PartialEq)]
pub enum TemplateHeader {
    /// Text for its placeholder.
    Text(String),
    /// An image, video or document; it has no caption.
    Media(Media),
}

/// The values of a template's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateBody {
    /// For `{{1}}`, `{{2}}` and so on, in order.
    Positional(Vec<String>),
    /// For placeholders with names, in the order written.
    Named(Vec<(String, String)>),
}

/// A button of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateButton {
    /// What it does.
    pub kind: ButtonKind,
    /// The value of its placeholder; none for a button that never changes. Of a button that opens a page it may be
    /// empty, for the rules to report.
    pub text: Option<String>,
}

/// What a template's button does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Opens a page.
    #[default]
    Url,
    /// Answers with a text.
    QuickReply,
    /// Opens a WhatsApp flow.
    Flow,
    /// Copies a code.
    CopyCode,
    /// Calls over WhatsApp.
    VoiceCall,
    /// Calls a number.
    PhoneNumber,
}

impl Default for TemplateBody {
    fn default() -> Self {
        Self::Positional(Vec::new())
    }
}

impl TemplateBody {
    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Positional(values) => values.is_empty(),
            Self::Named(values) => values.is_empty(),
        }
    }
}

impl ButtonKind {
    const ALL: [Self; 6] = [
        Self::Url,
        Self::QuickReply,
        Self::Flow,
        Self::CopyCode,
        Self::VoiceCall,
        Self::PhoneNumber,
    ];

    /// The name that `type` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::QuickReply => "quick_reply",
            Self::Flow => "flow",
            Self::CopyCode => "copy_code",
            Self::VoiceCall => "voice_call",
            Self::PhoneNumber => "phone_number",
        }
    }

    /// The button of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl TemplateContent {
    /// Reads a template's content by itself, with every problem that its shape shows.
    pub fn read_alone(
        value: &Json,
        attachments: &[Attachment],
        problems: &mut Problems,
    ) -> Option<Self> {
        Content::read_template(value, "", attachments, problems)
    }

    pub(super) fn read(fields: &mut Fields<'_>, attachments: &[Attachment]) -> Self {
        Self {
            name: fields.text("name"),
            language: fields.string("language"),
            id: fields.id("id"),
            template_id: fields.string("templateId"),
            category: fields.string("category"),
            header: fields.with("header", |value, path, problems| {
                TemplateHeader::read(value, path, attachments, problems)
            }),
            body: fields.with("body", TemplateBody::read).unwrap_or_default(),
            buttons: fields.list("buttons", TemplateButton::read),
        }
    }

    /// The body's rule depends on whether it is alone: a template that is a body only may be much longer.
    pub(super) fn walk(&self, walk: &mut Walk<'_>) {
        walk.field("name", Value::Text(&self.name));
        walk.optional("language", self.language.as_deref());
        walk.optional("id", self.id.as_deref());
        walk.optional("templateId", self.template_id.as_deref());
        walk.optional("category", self.category.as_deref());
        if let Some(header) = &self.header {
            header.walk(walk);
        }
        let is_alone = self.header.is_none() && self.buttons.is_empty();
        self.body.walk(if is_alone { "only/*" } else { "*" }, walk);
        if !self.buttons.is_empty() {
            walk.list("buttons", &self.buttons, |button, walk| {
                walk.optional_as("text", button.kind.name(), button.text.as_deref());
            });
        }
    }

    /// The media of the header, where it has one.
    #[must_use]
    pub fn header_media_mut(&mut self) -> Option<&mut Media> {
        match &mut self.header {
            Some(TemplateHeader::Media(media)) => Some(media),
            _ => None,
        }
    }
}

impl TemplateHeader {
    fn read(
        value: &Json,
        path: &str,
        attachments: &[Attachment],
        problems: &mut Problems,
    ) -> Option<Self> {
        match value {
            Json::String(text) => Some(Self::Text(text.clone())),
            Json::Object(_) => read_object(value, path, problems, |fields| {
                Self::Media(Media {
                    kind: MediaKind::read_header(fields),
                    source: MediaSource::read(fields, attachments),
                    caption: None,
                    filename: fields.string("filename"),
                })
            }),
            _ => {
                problems.add_unreadable(wrong_type(path, "a string or an object", value));
                None
            }
        }
    }

    fn walk(&self, walk: &mut Walk<'_>) {
        match self {
            Self::Text(text) => walk.optional("header", Some(text)),
            Self::Media(media) => {
                let rule = format!("header/{}", media.kind.name());
                walk.object_as("header", &rule, |walk| media.walk(walk));
            }
        }
    }
}

impl TemplateBody {
    fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        match value {
            Json::Array(items) => {
                let text = |(index, item)| text(item, &format!("{path}/{index}"), problems);
                Some(Self::Positional(
                    items.iter().enumerate().map(text).collect(),
                ))
            }
            Json::Object(members) => {
                let pair = |(name, value): &(Key, Json)| {
                    let path = format!("{path}/{}", escape(name));
                    (name.to_string(), text(value, &path, problems))
                };
                Some(Self::Named(members.iter().map(pair).collect()))
            }
            _ => {
                let expected = "an array of strings, or an object of strings";
                problems.add_unreadable(wrong_type(path, expected, value));
                None
            }
        }
    }

    fn walk(&self, rule: &str, walk: &mut Walk<'_>) {
        match self {
            Self::Positional(values) if values.is_empty() => {}
            Self::Positional(values) => {
                walk.field("body", Value::Count(values.len()));
                walk.object("body", |walk| {
                    for (index, value) in values.iter().enumerate() {
                        walk.field_as(&index.to_string(), rule, Value::Text(value));
                    }
                });
            }
            Self::Named(values) => {
                walk.field_as("body", "body/named", Value::Count(values.len()));
                walk.object("body", |walk| {
                    for (name, value) in values {
                        let key = escape(name);
                        walk.field_as(&key, "named/name", Value::Text(name));
                        walk.field_as(&key, rule, Value::Text(value));
                    }
                });
            }
        }
    }
}

/// A value that is no text stands empty, so that the others keep their places.
fn text(value: &Json, path: &str, problems: &mut Problems) -> String {
    value.as_str().map(str::to_owned).unwrap_or_else(|| {
        problems.add_unreadable(wrong_type(path, "a string", value));
        String::new()
    })
}

impl TemplateButton {
    fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        read_object(value, path, problems, |fields| {
            let name = fields.text("type");
            let kind = ButtonKind::by_name(&name);
            if kind.is_none() {
                let path = fields.path("type");
                let names = ButtonKind::ALL.map(ButtonKind::name).join(", ");
                let words = format!("A template's button is one of: {names}.");
                let code = if fields.has("type") {
                    Code::InvalidFormat
                } else {
                    Code::Required
                };
                fields.add_unreadable(Problem::error(path, code, words));
            }
            let kind = kind.unwrap_or_default();
            // Yeastar's own form gives an empty text to buttons that never change; the address of one that opens a
            // page is cut short by it.
            let is_value = |text: &String| !text.is_empty() || kind == ButtonKind::Url;
            Self {
                kind,
                text: fields.string("text").filter(is_value),
            }
        })
    }
}
