//! The JSON that sends a message over Connectly.

use super::Connectly;
use super::capabilities::CAPABILITIES;
use crate::json::{Json, Members, object};
use crate::message::{
    Buttons, Content, Header, List, Location, Media, MediaKind, MediaSource, Message, Recipient,
};
use crate::problem::Problems;
use crate::provider::request::{check_replaced, members, merge};
use crate::provider::{Body, Failure, Method, Purpose, Request, Text};
use crate::rules::phone_digits;
use crate::url::encode;

/// The only channel that the documents name.
const CHANNEL: &str = "whatsapp";

/// What own fields would take the place of.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    let sender = message.from.as_ref().map_or("", |_| "sender");
    let written = ["message", "recipient", sender];
    check_replaced(&written, message, CAPABILITIES.source, problems);
}

pub(super) fn send(config: &Connectly, message: &Message) -> Result<Request, Failure> {
    let body = body(config, message)?;
    Ok(post(config, "messages", body, message))
}

/// A call that sends, by its name.
pub(super) fn post(config: &Connectly, call: &str, body: Members, message: &Message) -> Request {
    let business = encode(&config.business_id);
    Request {
        purpose: Purpose::Send,
        method: Method::Post,
        address: format!("{}/v1/businesses/{business}/send/{call}", config.base_url),
        query: Vec::new(),
        headers: vec![("X-API-Key", Text::from(config.api_key.clone()))],
        body: Body::json(merge(body, &message.provider_options)),
    }
}

/// The number that sends, where one is named.
pub(super) fn sender(config: &Connectly, message: &Message) -> Option<String> {
    let from = message.from.as_deref().and_then(phone_digits);
    from.or_else(|| config.from.clone())
        .map(|digits| format!("+{digits}"))
}

fn body(config: &Connectly, message: &Message) -> Result<Members, Failure> {
    let mut body = members(object([
        ("sender", sender(config, message).map(party)),
        ("recipient", Some(party(recipient(&message.to)))),
    ]));
    let write = |it: &Content| Ok(members(object([("message", Some(content(it)?))])));
    body.extend(message.content.written(CAPABILITIES.provider, write)?);
    let reference = message.reference.clone().map(Json::from);
    body.extend(members(object([("callbackData", reference)])));
    Ok(body)
}

fn party(id: String) -> Json {
    object([
        ("id", Some(Json::from(id))),
        ("channelType", Some(Json::from(CHANNEL))),
    ])
}

fn recipient(to: &Recipient) -> String {
    match to {
        Recipient::Bsuid(bsuid) => bsuid.clone(),
        other => {
            let digits = other.phone().and_then(phone_digits);
            format!("+{}", digits.unwrap_or_default())
        }
    }
}

fn content(content: &Content) -> Result<Json, Failure> {
    Ok(match content {
        Content::Text(text) => object([("text", Some(Json::from(text.text.as_str())))]),
        Content::Media(media) => attachments(&[media])?,
        Content::Album(album) => attachments(&album.items.iter().collect::<Vec<_>>())?,
        Content::Location(place) => object([("location", Some(location(place)))]),
        Content::Buttons(buttons) => object([
            ("text", Some(Json::from(buttons.text.as_str()))),
            ("replyButtonMessage", Some(reply_buttons(buttons))),
        ]),
        Content::List(choices) => object([
            ("text", Some(Json::from(choices.text.as_str()))),
            ("listMessage", Some(list(choices))),
        ]),
        other => return Err(Failure::uncarried(other.kind().name())),
    })
}

fn attachments(media: &[&Media]) -> Result<Json, Failure> {
    let mut items = Vec::new();
    for media in media {
        let (caption, filename) = (media.caption.as_deref(), media.filename.as_deref());
        items.push(attachment(media.kind, address(media)?, caption, filename));
    }
    Ok(object([("attachments", Some(Json::Array(items)))]))
}

/// The one form of a file that Connectly takes.
pub(super) fn address(media: &Media) -> Result<&str, Failure> {
    match &media.source {
        MediaSource::Url(url) => Ok(url),
        _ => Err(Failure::uncarried("a file without an address")),
    }
}

/// A file name is carried for documents alone.
fn attachment(kind: MediaKind, url: &str, caption: Option<&str>, filename: Option<&str>) -> Json {
    let filename = filename.filter(|_| kind == MediaKind::Document);
    object([
        ("type", Some(Json::from(kind.name()))),
        ("url", Some(Json::from(url))),
        ("caption", caption.map(Json::from)),
        ("filename", filename.map(Json::from)),
    ])
}

fn location(place: &Location) -> Json {
    object([
        ("latitude", Json::from_f64(place.latitude)),
        ("longitude", Json::from_f64(place.longitude)),
        ("name", place.name.as_deref().map(Json::from)),
        ("address", place.address.as_deref().map(Json::from)),
    ])
}

fn text_object(text: &str) -> Json {
    object([("text", Some(Json::from(text)))])
}

fn header(header: &Header) -> Json {
    match header {
        Header::Text(text) => text_object(text),
        Header::Media {
            kind,
            url,
            filename,
        } => object([(
            "attachment",
            Some(attachment(*kind, url, None, filename.as_deref())),
        )]),
    }
}

fn reply_buttons(buttons: &Buttons) -> Json {
    let items = buttons
        .buttons
        .iter()
        .map(|button| {
            object([
                ("id", Some(Json::from(button.id.as_str()))),
                ("text", Some(Json::from(button.title.as_str()))),
            ])
        })
        .collect();
    object([
        ("header", buttons.header.as_ref().map(header)),
        ("footer", buttons.footer.as_deref().map(text_object)),
        ("buttons", Some(Json::Array(items))),
    ])
}

fn list(list: &List) -> Json {
    let sections = list
        .sections
        .iter()
        .map(|section| {
            let rows = section
                .rows
                .iter()
                .map(|row| {
                    object([
                        ("id", Some(Json::from(row.id.as_str()))),
                        ("text", Some(Json::from(row.title.as_str()))),
                        ("description", row.description.as_deref().map(Json::from)),
                    ])
                })
                .collect();
            object([
                ("title", section.title.as_deref().map(Json::from)),
                ("rows", Some(Json::Array(rows))),
            ])
        })
        .collect();
    object([
        ("header", list.header.as_ref().map(header)),
        ("footer", list.footer.as_deref().map(text_object)),
        ("button", Some(text_object(&list.button))),
        ("sections", Some(Json::Array(sections))),
    ])
}
