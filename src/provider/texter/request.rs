//! The calls to Texter: the search for a chat, and the JSON that sends a message to it.

use super::Texter;
use super::capabilities::CAPABILITIES;
use crate::json::{Json, Members, object};
use crate::message::{Button, Contact, Content, List, Location, Media, MediaSource, Message};
use crate::problem::{Code, Problem, Problems};
use crate::provider::request::{check_replaced, members, merge, nested};
use crate::provider::{Body, Failure, Header, Method, Purpose, Request, Text};
use crate::rules::whatsapp;
use crate::url::encode;

/// WhatsApp wants another part of the name beside the formatted one. Texter's own page does not say so, hence
/// a warning.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    if !message.provider_options.is_empty() {
        let content = written(message).unwrap_or_default();
        check_replaced(&nested(&content), message, CAPABILITIES.source, problems);
    }
    let Content::Contacts(cards) = &*message.content else {
        super::template::check(message, problems);
        return;
    };
    for (index, card) in cards.contacts.iter().enumerate() {
        let name = &card.name;
        let is_alone = name.first.is_none() && name.last.is_none();
        if is_alone && !name.formatted.trim().is_empty() {
            let path = format!("/content/contacts/{index}/name/first");
            let words = "WhatsApp asks for a first or a last name beside the formatted one.";
            let problem = Problem::error(path, Code::Required, words);
            problems.add(problem.warning().with_source(whatsapp::CONTACTS));
        }
    }
}

pub(super) fn authorization(config: &Texter) -> Header {
    (
        "Authorization",
        Text::Secret("Bearer ", config.token.clone()),
    )
}

pub(super) fn send(config: &Texter, message: &Message, chat: &str) -> Result<Request, Failure> {
    let mut body = written(message)?;
    let generic = object([
        ("context", message.reply_to.as_deref().map(Json::from)),
        ("tmpSendId", message.reference.as_deref().map(Json::from)),
    ]);
    body.extend(members(generic));
    let path = format!("messages/send/{}", encode(chat));
    Ok(post(config, &path, body, message))
}

/// The members that hold the content.
fn written(message: &Message) -> Result<Members, Failure> {
    message.content.written(CAPABILITIES.provider, content)
}

/// A call that sends, by its path.
pub(super) fn post(config: &Texter, path: &str, body: Members, message: &Message) -> Request {
    Request {
        purpose: Purpose::Send,
        method: Method::Post,
        address: format!("{}/{path}", config.base_url),
        query: Vec::new(),
        headers: vec![authorization(config)],
        body: Body::json(merge(body, &message.provider_options)),
    }
}

fn content(content: &Content) -> Result<Members, Failure> {
    let (kind, text, payload) = match content {
        Content::Text(text) => ("text", Some(&text.text), None),
        Content::Media(media) => ("media", None, Some(Json::Array(vec![self::media(media)?]))),
        Content::Album(album) => {
            let items: Result<Vec<Json>, Failure> = album.items.iter().map(self::media).collect();
            ("media", None, Some(Json::Array(items?)))
        }
        Content::Location(place) => ("location", None, Some(location(place))),
        Content::Contacts(cards) => ("contacts", None, Some(items(&cards.contacts, contact))),
        Content::Buttons(buttons) => (
            "buttons",
            Some(&buttons.text),
            Some(items(&buttons.buttons, button)),
        ),
        Content::List(choices) => ("list", Some(&choices.text), Some(list(choices))),
        // A template has a call of its own.
        other => return Err(Failure::uncarried(other.kind().name())),
    };
    Ok(members(object([
        ("type", Some(Json::from(kind))),
        ("text", text.map(|text| Json::from(text.as_str()))),
        (kind, payload),
    ])))
}

fn items<'a, T: 'a>(items: impl IntoIterator<Item = &'a T>, write: impl Fn(&T) -> Json) -> Json {
    Json::Array(items.into_iter().map(write).collect())
}

fn text(text: &str) -> Option<Json> {
    Some(Json::from(text))
}

fn optional(text: Option<&String>) -> Option<Json> {
    text.map(|text| Json::from(text.as_str()))
}

fn media(media: &Media) -> Result<Json, Failure> {
    let (url, file) = match &media.source {
        MediaSource::Url(url) => (Some(url.as_str()), None),
        MediaSource::Uploaded(file) => (None, Some(file.id_or_uri())),
        MediaSource::File(_) => return Err(Failure::uncarried("a file that it does not have yet")),
    };
    Ok(object([
        ("mediaType", text(media.kind.name())),
        ("url", url.map(Json::from)),
        ("fileId", file.map(Json::from)),
        ("caption", optional(media.caption.as_ref())),
        ("filename", optional(media.filename.as_ref())),
    ]))
}

fn location(place: &Location) -> Json {
    object([
        ("latitude", Json::from_f64(place.latitude)),
        ("longitude", Json::from_f64(place.longitude)),
        ("name", optional(place.name.as_ref())),
        ("address", optional(place.address.as_ref())),
    ])
}

/// Ids travel as `payload`, not as WhatsApp's `id`.
fn button(button: &Button) -> Json {
    object([
        ("title", text(&button.title)),
        ("payload", text(&button.id)),
    ])
}

fn list(list: &List) -> Json {
    let sections = items(&list.sections, |section| {
        let rows = items(&section.rows, |row| {
            object([
                ("title", text(&row.title)),
                ("payload", text(&row.id)),
                ("description", optional(row.description.as_ref())),
            ])
        });
        object([
            ("title", optional(section.title.as_ref())),
            ("rows", Some(rows)),
        ])
    });
    object([("button", text(&list.button)), ("sections", Some(sections))])
}

/// Cards are written as WhatsApp's.
fn contact(card: &Contact) -> Json {
    let name = object([
        ("formatted_name", text(&card.name.formatted)),
        ("first_name", optional(card.name.first.as_ref())),
        ("last_name", optional(card.name.last.as_ref())),
    ]);
    let phones = items(&card.phones, |phone| {
        object([
            ("phone", text(&phone.phone)),
            ("type", optional(phone.kind.as_ref())),
            ("wa_id", optional(phone.wa_id.as_ref())),
        ])
    });
    let emails = items(&card.emails, |email| {
        object([
            ("email", text(&email.email)),
            ("type", optional(email.kind.as_ref())),
        ])
    });
    let urls = items(&card.urls, |website| {
        object([
            ("url", text(&website.url)),
            ("type", optional(website.kind.as_ref())),
        ])
    });
    let org = card.org.as_ref().map(|org| {
        object([
            ("company", optional(org.company.as_ref())),
            ("department", optional(org.department.as_ref())),
            ("title", optional(org.title.as_ref())),
        ])
    });
    let addresses = items(&card.addresses, |address| {
        object([
            ("street", optional(address.street.as_ref())),
            ("city", optional(address.city.as_ref())),
            ("state", optional(address.state.as_ref())),
            ("zip", optional(address.zip.as_ref())),
            ("country", optional(address.country.as_ref())),
            ("type", optional(address.kind.as_ref())),
        ])
    });
    object([
        ("name", Some(name)),
        ("phones", filled(phones)),
        ("emails", filled(emails)),
        ("urls", filled(urls)),
        ("org", org),
        ("addresses", filled(addresses)),
        ("birthday", optional(card.birthday.as_ref())),
    ])
}

fn filled(list: Json) -> Option<Json> {
    Some(list).filter(|list| list.as_array().is_some_and(|items| !items.is_empty()))
}
