//! A session message: help.texterchat.com/api-reference/messages/send-a-message-to-chat.

use axum::http::StatusCode;
use serde_json::Value;

use super::{answer, json_body};
use crate::{
    call::Call,
    check::{
        Kind,
        Need::{Optional, Required},
        Object, Report,
    },
    credentials::{TEXTER_CHATS, TEXTER_CLOSED_CHAT},
    respond::Reply,
    state::State,
    whatsapp::{self, Keys},
};

const KEYS: Keys = Keys {
    id: "payload",
    label: "title",
};
const TYPES: [&str; 6] = ["text", "media", "buttons", "list", "contacts", "location"];

/// Checks the body and takes the message.
pub fn play(state: &State, call: &Call, chat: &str) -> Reply {
    let value = match json_body(call) {
        Ok(value) => value,
        Err((status, wrong)) => return Reply::undocumented(status, wrong),
    };
    // Session messages reach chats that exist, and no others.
    let Some(chat) = TEXTER_CHATS.iter().find(|known| known.id == chat) else {
        return Reply::undocumented(StatusCode::NOT_FOUND, "there is no such chat");
    };
    let report = Report::default();
    let kind = report.root(value).and_then(|body| check(&body));
    match (report.take().first(), kind) {
        (None, Some(_)) if chat.id == TEXTER_CLOSED_CHAT => answer::window_closed(),
        (None, Some(kind)) => answer::sent(state, chat, kind, value),
        (refusal, _) => {
            let wrong = refusal.map(|refusal| format!("{}: {}", refusal.field, refusal.why));
            Reply::undocumented(StatusCode::BAD_REQUEST, &wrong.unwrap_or_default())
        }
    }
}

fn check<'a>(body: &Object<'a>) -> Option<&'a str> {
    let kind = body.choice("type", Required, &TYPES)?;
    let content: &[&str] = match kind {
        "text" => &["text"],
        "media" => &["media"],
        "buttons" => &["text", "buttons"],
        "list" => &["text", "list"],
        "contacts" => &["contacts"],
        _ => &["location"],
    };
    // The type selects the structure: what belongs to another type has no place in this one.
    body.only(&[["type", "context", "tmpSendId"].as_slice(), content].concat());
    body.text("tmpSendId", Optional, 1..=usize::MAX);
    if let Some(context) = body.text("context", Optional, 1..=usize::MAX)
        && answer::is_own_id(context)
    {
        let why = "must be the provider's id from channelInfo.id, not Texter's";
        body.refuse("context", Kind::Value, why);
    }
    match kind {
        "text" => {
            body.text("text", Required, 1..=whatsapp::TEXT);
        }
        "media" => check_media(body),
        "buttons" => {
            body.text("text", Required, 1..=whatsapp::BUTTONS_TEXT);
            whatsapp::buttons(body, "buttons", KEYS);
        }
        "list" => {
            body.text("text", Required, 1..=whatsapp::LIST_TEXT);
            if let Some(list) = body.object("list", Required) {
                list.only(&["button", "sections"]);
                list.text("button", Required, 1..=whatsapp::LABEL);
                whatsapp::sections(&list, KEYS);
            }
        }
        "contacts" => {
            let cards = body.objects("contacts", Required, 1..=whatsapp::CONTACTS);
            for card in cards.unwrap_or_default() {
                whatsapp::contact(&card);
            }
        }
        _ => {
            if let Some(location) = body.object("location", Required) {
                whatsapp::place_words(&location);
                check_degrees(&location, "latitude", 90.0);
                check_degrees(&location, "longitude", 180.0);
            }
        }
    }
    Some(kind)
}

fn check_media(body: &Object<'_>) {
    for item in body.objects("media", Required, 1..=10).unwrap_or_default() {
        item.only(&["mediaType", "url", "fileId", "caption", "filename"]);
        // Stickers are received and never sent: help.texterchat.com/api-reference/enums
        let types = ["image", "video", "document", "audio"];
        let kind = item.choice("mediaType", Required, &types);
        if item.has("url") == item.has("fileId") {
            item.refuse("url", Kind::Value, "either url or fileId is required");
        }
        item.web_url("url", Optional);
        item.text("fileId", Optional, 1..=usize::MAX);
        item.text("filename", Optional, 1..=usize::MAX);
        item.text("caption", Optional, 1..=whatsapp::CAPTION);
        if kind == Some("audio") && item.has("caption") {
            item.refuse("caption", Kind::Value, "audio has no caption");
        }
    }
}

/// Texter's page does not show a location's keys, and WhatsApp's table has its degrees as strings, so
/// numbers and strings of numbers are taken.
fn check_degrees(location: &Object<'_>, field: &str, most: f64) {
    let Some(value) = location.any(field, Required) else {
        return;
    };
    let degrees = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    if !degrees.is_some_and(|degrees: f64| degrees.abs() <= most) {
        location.refuse(field, Kind::Value, "must be degrees within range");
    }
}
