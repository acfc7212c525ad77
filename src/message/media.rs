//! Media: an image, a video, a sound, a document or a sticker.

use serde::Serialize;

use super::{Fields, Kind, Value, Walk, read_object, wrong_type};
use crate::json::{Foreign, Json};
use crate::problem::{Code, Problem, Problems};
use crate::text::split_once;
use crate::unseen::is_blank;

/// One file, by its address, as a Blob, or by what an upload gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Media {
    /// What the file is shown as.
    pub kind: MediaKind,
    /// Where the file comes from.
    pub source: MediaSource,
    /// Text under the file.
    pub caption: Option<String>,
    /// The name that the contact sees.
    pub filename: Option<String>,
}

/// The kinds of media.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MediaKind {
    /// A picture.
    #[default]
    Image,
    /// A video.
    Video,
    /// A sound or voice recording.
    Audio,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

/// Where a file comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum MediaSource {
    /// A public address that the provider fetches.
    Url(String),
    /// A file that travels in the request.
    File(Attachment),
    /// A file that the provider already has.
    Uploaded(UploadedFile),
}

/// A Blob of the caller's. The bytes stay in JavaScript; this is what the rules and requests need of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The Blob's place in the list handed over beside the message.
    pub handle: usize,
    /// MIME type, empty where unknown.
    pub content_type: String,
    /// Size in bytes.
    pub size: u64,
    /// `File.name`, where the Blob is a File.
    pub name: Option<String>,
}

/// A file that the provider already has, as an upload returned it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UploadedFile {
    /// The provider's id of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// File name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How the provider finds the file; the only part given when the caller writes a plain string.
    pub uri: String,
    /// MIME type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// Size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
}

impl MediaKind {
    /// The name that `type` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }

    /// The kind of media in a header, by its `type`.
    pub(super) fn read_header(fields: &mut Fields<'_>) -> Self {
        let name = fields.text("type");
        let kinds = [Self::Image, Self::Video, Self::Document];
        let kind = kinds.into_iter().find(|kind| kind.name() == name);
        kind.unwrap_or_else(|| {
            let code = if fields.has("type") {
                Code::InvalidFormat
            } else {
                Code::Required
            };
            let path = fields.path("type");
            let words = "A media header is of type image, video or document.";
            fields.add_unreadable(Problem::error(path, code, words));
            Self::Image
        })
    }
}

impl From<MediaKind> for Kind {
    fn from(kind: MediaKind) -> Self {
        match kind {
            MediaKind::Image => Self::Image,
            MediaKind::Video => Self::Video,
            MediaKind::Audio => Self::Audio,
            MediaKind::Document => Self::Document,
            MediaKind::Sticker => Self::Sticker,
        }
    }
}

impl Default for MediaSource {
    fn default() -> Self {
        Self::Url(String::new())
    }
}

impl Media {
    pub(super) fn read(
        kind: MediaKind,
        fields: &mut Fields<'_>,
        attachments: &[Attachment],
    ) -> Self {
        Self {
            kind,
            source: MediaSource::read(fields, attachments),
            caption: fields.string("caption"),
            filename: fields.string("filename"),
        }
    }

    pub(crate) fn walk(&self, walk: &mut Walk<'_>) {
        // Whether a provider carries a file name depends on how the file travels.
        let filename_rule = match &self.source {
            MediaSource::Url(url) => {
                walk.field("url", Value::Text(url));
                "url/filename"
            }
            MediaSource::File(file) => {
                walk.field("file", Value::File(file));
                "file/filename"
            }
            MediaSource::Uploaded(uploaded) => {
                walk.field("uploaded", Value::Text(&uploaded.uri));
                "uploaded/filename"
            }
        };
        walk.optional("caption", self.caption.as_deref());
        walk.optional_as("filename", filename_rule, self.filename.as_deref());
    }

    /// The name to send a file under.
    #[must_use]
    pub fn filename_for(&self, file: &Attachment) -> String {
        file.named(self.filename.as_ref())
    }
}

impl Attachment {
    /// Reads a Blob or File.
    pub fn read(
        value: &Json,
        path: &str,
        attachments: &[Attachment],
        problems: &mut Problems,
    ) -> Option<Self> {
        let found = match value {
            Json::Foreign(Foreign::Blob(handle)) => attachments
                .iter()
                .find(|attachment| attachment.handle == *handle)
                .cloned(),
            _ => None,
        };
        if found.is_none() {
            problems.add_unreadable(wrong_type(path, "a Blob or File", value));
        }
        found
    }

    /// The name to send the file under: the caller's, else the file's own, else `file` with the ending of its
    /// type. It stands in a header, which FormData keeps whole by escaping quotes and line breaks; other
    /// control characters would break the form, so they are left out.
    #[must_use]
    pub fn named(&self, filename: Option<&String>) -> String {
        let is_fit = |c: &char| !c.is_ascii_control() || matches!(c, '\t' | '\n' | '\r');
        let given = [filename, self.name.as_ref()];
        given
            .into_iter()
            .flatten()
            .map(|name| name.chars().filter(is_fit).collect::<String>())
            .find(|name| !is_blank(name))
            .unwrap_or_else(|| format!("file{}", ending(&self.content_type)))
    }

    /// The MIME type that the file travels under: FormData gives one to a file of no known type.
    #[must_use]
    pub fn sent_type(&self) -> &str {
        if self.content_type.is_empty() {
            "application/octet-stream"
        } else {
            &self.content_type
        }
    }
}

impl MediaSource {
    pub(super) fn read(fields: &mut Fields<'_>, attachments: &[Attachment]) -> Self {
        let given = ["url", "file", "uploaded"]
            .into_iter()
            .filter(|key| fields.has(key))
            .count();
        let url = fields.string("url").map(Self::Url);
        let file = fields
            .with("file", |value, path, problems| {
                Attachment::read(value, path, attachments, problems)
            })
            .map(Self::File);
        let uploaded = fields
            .with("uploaded", UploadedFile::read)
            .map(Self::Uploaded);
        if given != 1 {
            let (code, found) = if given == 0 {
                (Code::Required, "none is given")
            } else {
                (Code::Conflict, "several are given")
            };
            let path = fields.own_path().to_owned();
            let message = format!("Media needs exactly one of url, file and uploaded; {found}.");
            fields.add_unreadable(Problem::error(path, code, message));
        }
        url.or(file).or(uploaded).unwrap_or_else(|| {
            // What stands in for it is an empty address.
            fields.leave_out("url");
            Self::default()
        })
    }
}

impl UploadedFile {
    /// What a provider that knows files by one name calls it: its id, where it has one.
    #[must_use]
    pub fn id_or_uri(&self) -> &str {
        let id = self.id.as_deref().filter(|id| !is_blank(id));
        id.unwrap_or(&self.uri)
    }

    fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        match value {
            Json::String(uri) => Some(Self {
                uri: uri.clone(),
                ..Self::default()
            }),
            _ => read_object(value, path, problems, |fields| Self {
                id: fields.string("id"),
                name: fields.string("name"),
                uri: fields.text("uri"),
                content_type: fields.string("type"),
                size: fields.integer("size", 0),
            }),
        }
    }
}

/// The usual file endings of media types; the first of a type is the one that a file without a name is given.
const ENDINGS: [(&str, &str); 57] = [
    ("image/jpeg", ".jpg"),
    ("image/jpeg", ".jpeg"),
    ("image/png", ".png"),
    ("image/webp", ".webp"),
    ("image/gif", ".gif"),
    ("image/heic", ".heic"),
    ("image/heif", ".heif"),
    ("image/avif", ".avif"),
    ("image/svg+xml", ".svg"),
    ("image/bmp", ".bmp"),
    ("image/tiff", ".tiff"),
    ("image/tiff", ".tif"),
    ("image/jxl", ".jxl"),
    ("image/x-icon", ".ico"),
    ("image/vnd.adobe.photoshop", ".psd"),
    ("video/mp4", ".mp4"),
    ("video/3gpp", ".3gp"),
    ("video/webm", ".webm"),
    ("video/quicktime", ".mov"),
    ("video/x-matroska", ".mkv"),
    ("video/x-msvideo", ".avi"),
    ("video/x-ms-wmv", ".wmv"),
    ("video/x-flv", ".flv"),
    ("video/x-m4v", ".m4v"),
    ("video/mpeg", ".mpeg"),
    ("video/mpeg", ".mpg"),
    ("video/ogg", ".ogv"),
    ("application/vnd.apple.mpegurl", ".m3u8"),
    ("audio/aac", ".aac"),
    ("audio/amr", ".amr"),
    ("audio/mpeg", ".mp3"),
    ("audio/mp4", ".m4a"),
    ("audio/ogg", ".ogg"),
    ("audio/ogg", ".oga"),
    ("audio/opus", ".opus"),
    ("audio/wav", ".wav"),
    ("audio/flac", ".flac"),
    ("audio/aiff", ".aiff"),
    ("audio/x-ms-wma", ".wma"),
    ("audio/midi", ".mid"),
    ("text/plain", ".txt"),
    ("text/csv", ".csv"),
    ("text/html", ".html"),
    ("text/html", ".htm"),
    ("application/json", ".json"),
    ("application/pdf", ".pdf"),
    ("application/zip", ".zip"),
    ("application/vnd.rar", ".rar"),
    ("application/x-7z-compressed", ".7z"),
    ("application/vnd.android.package-archive", ".apk"),
    ("application/rtf", ".rtf"),
    ("application/msword", ".doc"),
    ("application/vnd.ms-excel", ".xls"),
    ("application/vnd.ms-powerpoint", ".ppt"),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx",
    ),
];

/// The MIME type that a URL's ending stands for, where it is a known one.
#[must_use]
pub fn type_of_url(url: &str) -> Option<&'static str> {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    // What ends a host is no file's.
    let (_, rest) = split_once(url, "://")?;
    let (_, path) = rest.split_once('/')?;
    let path = path.to_ascii_lowercase();
    let known = ENDINGS.iter().find(|(_, ending)| path.ends_with(ending));
    known.map(|(content_type, _)| *content_type)
}

/// The usual file ending of a media type.
fn ending(content_type: &str) -> &'static str {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    ENDINGS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(essence))
        .map_or("", |(_, ending)| ending)
}
