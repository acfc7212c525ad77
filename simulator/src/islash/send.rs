//! A session message: api-docs.islash.io/session-message/send-session-message.

use axum::http::StatusCode;

use super::{
    answer::{self, Media},
    form::{self, part, text},
    is_known_session, stickers, unknown_session,
};
use crate::{
    call::Call, check::is_web_url, credentials::ISLASH_CLOSED, multipart::Part, respond::Reply,
    state::State, whatsapp,
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
    let parts = match form::of_form(call) {
        Ok(parts) => parts,
        Err((status, wrong)) => return Reply::undocumented(status, wrong),
    };
    match check(&parts) {
        Ok(message) if !is_known_session(Some(message.session)) => unknown_session(),
        Ok(message) if message.identity == ISLASH_CLOSED => answer::window_closed(),
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
    form::only(parts, &FIELDS)?;
    let (session, identity) = form::ends(parts)?;
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
        form::check_file("file", file)?;
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
