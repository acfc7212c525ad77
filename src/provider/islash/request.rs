//! The form that sends a message over iSlash.

use super::Islash;
use super::capabilities::CAPABILITIES;
use crate::json::Json;
use crate::message::{Content, Media, MediaSource, Message};
use crate::problem::{Code, Problem, Problems, join};
use crate::provider::request::merge_form;
use crate::provider::{Body, Failure, Method, Part, PartValue, Purpose, Request, Text};
use crate::rules::phone_digits;

/// The form field that carries the session key.
pub(super) const SESSION: &str = "session";

/// A form carries text, numbers and booleans, and the session key is the configuration's.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    super::template::check(message, problems);
    for (key, value) in &message.provider_options {
        let path = join("/providerOptions", key);
        if key == SESSION {
            let words = "The session comes from the configuration and cannot be replaced.";
            let problem = Problem::error(path, Code::Conflict, words);
            problems.add(problem.with_source(CAPABILITIES.source));
        } else if !matches!(value, Json::String(_) | Json::Number(_) | Json::Bool(_)) {
            let words = "iSlash takes a form: give a string, a number or a boolean.";
            let problem = Problem::error(path, Code::InvalidType, words);
            problems.add(problem.with_source(CAPABILITIES.source));
        }
    }
}

pub(super) fn send(config: &Islash, message: &Message) -> Result<Request, Failure> {
    let mut parts = addressed(config, message);
    match &*message.content {
        Content::Text(text) => parts.push(Part::text("text", text.text.as_str())),
        Content::Media(media) => parts.extend(media_parts(media)),
        other => return Err(Failure::uncarried(other.kind().name())),
    }
    if let Some(quoted) = &message.reply_to {
        parts.push(Part::text("quoted_message_id", quoted.as_str()));
    }
    let form = merge_form(parts, &message.provider_options);
    let name = "send-session-message";
    Ok(call(config, Purpose::Send, name, Body::Form(form)))
}

/// A call by its name.
pub(super) fn call(config: &Islash, purpose: Purpose, name: &str, body: Body) -> Request {
    Request {
        purpose,
        method: Method::Post,
        address: format!("{}/{name}", config.base_url),
        query: Vec::new(),
        headers: vec![("X-USER-TOKEN", Text::from(config.token.clone()))],
        body,
    }
}

/// The form's parts that every message has: the channel, and who receives it.
pub(super) fn addressed(config: &Islash, message: &Message) -> Vec<Part> {
    let identity = message.to.phone().and_then(phone_digits);
    vec![
        Part::text(SESSION, config.session.clone()),
        Part::text("identity", identity.unwrap_or_default().as_str()),
    ]
}

fn media_parts(media: &Media) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Some(caption) = &media.caption {
        parts.push(Part::text("text", caption.as_str()));
    }
    parts.push(match &media.source {
        MediaSource::Url(url) => Part::text("file_url", url.as_str()),
        MediaSource::File(file) => Part {
            name: "file".to_owned(),
            value: PartValue::File(file.clone(), media.filename_for(file)),
        },
        MediaSource::Uploaded(file) => Part::text("sticker_id", file.id_or_uri()),
    });
    parts
}
