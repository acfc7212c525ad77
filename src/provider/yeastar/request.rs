//! The JSON that sends a message over Yeastar.

use super::capabilities::CAPABILITIES;
use super::{Yeastar, template};
use crate::json::{Json, Members, number, object};
use crate::message::{Content, Media, MediaSource, Message, Recipient};
use crate::problem::{Code, Problem, Problems};
use crate::provider::request::{check_replaced, members, merge};
use crate::provider::{Body, Failure, Header, Method, Purpose, Request, Text};
use crate::rules::{dial_string, did_fault, did_number};
use crate::secret::Secret;

/// The channel where neither message nor configuration names one.
pub(super) const DEFAULT_CHANNEL: &str = "whatsapp";
/// A message that is no template, and one that is.
const NORMAL: i64 = 0;
const TEMPLATE: i64 = 1;
/// The member that holds a template.
const TEMPLATE_PARAMETER: &str = "whatsapp_msg_param";
/// A message that a user writes.
const USER_MESSAGE: i64 = 0;

/// An existing session has its channel and its number.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    template::check(message, problems);
    // The template is an object too, as text.
    let written = match &*message.content {
        Content::Media(_) | Content::Album(_) => "files",
        Content::Template(_) => TEMPLATE_PARAMETER,
        _ => "",
    };
    check_replaced(&[written], message, CAPABILITIES.source, problems);
    if !matches!(message.to, Recipient::Conversation { .. }) {
        problems.extend(did_fault("/from", message.from.as_deref()));
        return;
    }
    let named = [("/from", &message.from), ("/channel", &message.channel)];
    for (path, value) in named {
        if value.is_some() {
            let words = "The session that conversationId names has its own. Leave one of them out.";
            let problem = Problem::error(path, Code::Conflict, words);
            problems.add(problem.with_source(CAPABILITIES.source));
        }
    }
}

/// The problem of a message that would start a session from no number.
pub(super) fn missing_number() -> Problem {
    Problem::error(
        "/from",
        Code::Required,
        "Yeastar needs the number to send from: give it here or as the configuration's from.",
    )
    .with_source(CAPABILITIES.source)
}

/// The User-Agent header, which every call needs.
pub(super) fn headers(config: &Yeastar) -> Vec<Header> {
    let agent = config.user_agent.as_deref().map(Text::from);
    agent
        .map(|agent| ("User-Agent", agent))
        .into_iter()
        .collect()
}

pub(super) fn send(
    config: &Yeastar,
    message: &Message,
    token: &Secret,
) -> Result<Request, Failure> {
    let body = Body::json(merge(body(config, message)?, &message.provider_options));
    Ok(call(
        config,
        Purpose::Send,
        Method::Post,
        "message/send",
        body,
        token,
    ))
}

/// A call by its name, with the token in its URL.
pub(super) fn call(
    config: &Yeastar,
    purpose: Purpose,
    method: Method,
    name: &str,
    body: Body,
    token: &Secret,
) -> Request {
    Request {
        purpose,
        method,
        address: format!("{}/openapi/v1.0/{name}", config.base_url),
        query: vec![("access_token", Text::from(token.clone()))],
        headers: headers(config),
        body,
    }
}

fn body(config: &Yeastar, message: &Message) -> Result<Members, Failure> {
    let text = |text: &str| Some(Json::from(text));
    let mut body = members(object([
        ("sender_type", Some(Json::from(config.sender_type))),
        ("sender_no", config.sender_no.as_deref().map(Json::from)),
    ]));
    body.extend(members(match &message.to {
        Recipient::Conversation { id, .. } => object([("session_id", session(id))]),
        to => {
            let channel = message.channel.as_ref().or(config.channel.as_ref());
            let from = message.from.as_ref().or(config.from.as_ref());
            object([
                (
                    "channel",
                    text(channel.map_or(DEFAULT_CHANNEL, String::as_str)),
                ),
                ("did_number", from.map(|from| Json::from(did_number(from)))),
                ("to", text(&dial_string(to.phone().unwrap_or_default()))),
            ])
        }
    }));
    body.extend(message.content.written(CAPABILITIES.provider, content)?);
    body.extend(members(object([
        ("tag", message.message_tag.as_deref().map(Json::from)),
        ("request_id", message.reference.as_deref().map(Json::from)),
    ])));
    Ok(body)
}

/// The id as a number; leading zeros, which JSON does not allow, change nothing.
fn session(digits: &str) -> Option<Json> {
    match digits.trim_start_matches('0') {
        "" => number("0"),
        digits => number(digits),
    }
}

fn content(content: &Content) -> Result<Members, Failure> {
    let files = |media: &[Media]| -> Result<Json, Failure> {
        let files: Result<Vec<Json>, Failure> = media.iter().map(file).collect();
        Ok(Json::Array(files?))
    };
    let (kind, name, value) = match content {
        Content::Text(text) => (NORMAL, "msg_body", Json::from(text.text.as_str())),
        Content::Media(media) => (NORMAL, "files", files(std::slice::from_ref(media))?),
        Content::Album(album) => (NORMAL, "files", files(&album.items)?),
        Content::Template(template) => (
            TEMPLATE,
            TEMPLATE_PARAMETER,
            Json::from(template::parameter(template)?),
        ),
        other => return Err(Failure::uncarried(other.kind().name())),
    };
    Ok(members(object([
        ("msg_kind", Some(Json::from(kind))),
        ("msg_type", Some(Json::from(USER_MESSAGE))),
        (name, Some(value)),
    ])))
}

/// A file that the PBX has, under the message's name for it or its own.
pub(super) fn file(media: &Media) -> Result<Json, Failure> {
    let MediaSource::Uploaded(file) = &media.source else {
        return Err(Failure::uncarried("a file that it does not have"));
    };
    let name = media.filename.as_ref().or(file.name.as_ref());
    Ok(object([
        ("id", file.id.as_deref().map(Json::from)),
        ("name", name.map(|name| Json::from(name.as_str()))),
        ("uri", Some(Json::from(file.uri.as_str()))),
        ("type", file.content_type.as_deref().map(Json::from)),
        ("size", file.size.map(Json::from)),
    ]))
}
