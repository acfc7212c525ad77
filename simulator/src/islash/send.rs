//! A session message: api-docs.islash.io/session-message/send-session-message.

use axum::http::StatusCode;

use super::{
    answer::{self, Media},
    is_known_session, stickers, unknown_session,
};
use crate::{
    call::{Call, Content},
    check::is_web_url,
    multipart::Part,
    respond::Reply,
    state::State,
    whatsapp,
};

const FIELDS: [&str; 7] = [
    "session",
    "identity",
    "text",
    "file",
    "file_url",
    "sticker_id",
    "quoted_message_id",
];

/// Checks the form and takes the message.
pub fn play(state: &State, call: &Call) -> Reply {
    let Content::Form(parts) = &call.body else {
        let (status, wrong) = match call.media_type().as_deref() {
            Some("multipart/form-data") => (StatusCode::BAD_REQUEST, "the form cannot be read"),
            _ => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "the body must be multipart/form-data",
            ),
        };
        return Reply::undocumented(status, wrong);
    };
    match check(parts) {
        Ok(message) if !is_known_session(Some(message.session)) => unknown_session(),
        Ok(message) => answer::sent(state, &message),
        Err(wrong) => Reply::undocumented(StatusCode::BAD_REQUEST, &wrong),
    }
}

/// The length of a text. In a form every line break travels as two characters, and is one nevertheless.
fn characters(text: &str) -> usize {
    text.replace("\r\n", "\n").chars().count()
}

/// A message that passed.
pub struct Message<'a> {
    session: &'a str,
    pub identity: &'a str,
    pub text: Option<&'a str>,
    pub media: Option<Media>,
}

fn check(parts: &[Part]) -> Result<Message<'_>, String> {
    for (index, part) in parts.iter().enumerate() {
        if !FIELDS.contains(&part.name.as_str()) {
            return Err(format!("{}: is not a documented field", part.name));
        }
        if parts
            .iter()
            .take(index)
            .any(|other| other.name == part.name)
        {
            return Err(format!("{}: is given twice", part.name));
        }
    }
    let session = text(parts, "session")?.ok_or("session: is required")?;
    let identity = text(parts, "identity")?.ok_or("identity: is required")?;
    if identity.is_empty() || !identity.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("identity: must be digits with the country code, without a plus".to_owned());
    }
    // A field without a character provides nothing.
    let words = text(parts, "text")?.filter(|text| !text.is_empty());
    if words.is_some_and(|text| characters(text) > whatsapp::TEXT) {
        return Err(format!(
            "text: is longer than {} characters",
            whatsapp::TEXT
        ));
    }
    let media = media(parts)?;
    if words.is_none() && media.is_none() {
        return Err("text, file, file_url or sticker_id: one of them is required".to_owned());
    }
    if let Some(quoted) = text(parts, "quoted_message_id")?
        && (quoted.is_empty() || !quoted.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Err("quoted_message_id: must be an integer".to_owned());
    }
    Ok(Message {
        session,
        identity,
        text: words,
        media,
    })
}

/// The message's file, wherever it comes from. Which combinations are legal beyond text and file is
/// not documented, so all are; the answer then shows the first.
fn media(parts: &[Part]) -> Result<Option<Media>, String> {
    let file = part(parts, "file");
    if let Some(file) = file {
        if file.filename.is_none() {
            return Err("file: must be a file part, with a filename".to_owned());
        }
        if file.bytes.is_empty() {
            return Err("file: is empty".to_owned());
        }
        let media_type = file.content_type.as_deref().unwrap_or_default();
        let most = largest(media_type);
        if file.bytes.len() > most {
            return Err(format!("file: is larger than {most} bytes"));
        }
    }
    let url = text(parts, "file_url")?.filter(|url| !url.is_empty());
    if url.is_some_and(|url| !is_web_url(url)) {
        return Err("file_url: is no http or https URL".to_owned());
    }
    let sticker = text(parts, "sticker_id")?.filter(|id| !id.is_empty());
    let sticker = match sticker {
        Some(id) => Some(stickers::name(id).ok_or("sticker_id: there is no such sticker")?),
        None => None,
    };
    let file = file.map(Media::of_file);
    Ok(file
        .or_else(|| url.map(Media::of_url))
        .or_else(|| sticker.map(Media::of_sticker)))
}

/// WhatsApp's largest file of a kind; iSlash documents no sizes of its own.
fn largest(media_type: &str) -> usize {
    match media_type.split('/').next() {
        Some("image") => 5_000_000,
        Some("video" | "audio") => 16_000_000,
        _ => 100_000_000,
    }
}

fn part<'a>(parts: &'a [Part], name: &str) -> Option<&'a Part> {
    parts.iter().find(|part| part.name == name)
}

fn text<'a>(parts: &'a [Part], name: &str) -> Result<Option<&'a str>, String> {
    let Some(part) = part(parts, name) else {
        return Ok(None);
    };
    let text = part
        .text()
        .ok_or(format!("{name}: must be text, not a file"))?;
    Ok(Some(text))
}
