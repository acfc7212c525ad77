//! A message: help.yeastar.com, send a message in a message session.

use serde_json::json;

use super::{
    Memory, answer, body,
    template::{self, Needs},
    upload,
};
use crate::{
    call::Call,
    check::{
        Kind,
        Need::{Optional, Required},
        Object, Report,
    },
    credentials::{YEASTAR_CLOSED, YEASTAR_CLOSED_SESSION, YEASTAR_DID, YEASTAR_SESSIONS},
    respond::Reply,
    state::{State, lock, take_next},
    whatsapp,
};

const FIELDS: [&str; 13] = [
    "sender_type",
    "sender_no",
    "session_id",
    "channel",
    "did_number",
    "to",
    "msg_kind",
    "msg_type",
    "msg_body",
    "files",
    "whatsapp_msg_param",
    "tag",
    "request_id",
];

/// The channels of all editions; which of them a PBX has depends on its edition and firmware.
const CHANNELS: [&str; 18] = [
    "general",
    "apidaze",
    "athena",
    "bandwidth",
    "flowroute",
    "ixica",
    "siptrunk",
    "skyetel",
    "telnyx",
    "twilio",
    "vetta",
    "voicemeup",
    "whatsapp",
    "facebook",
    "livechat",
    "alhambra",
    "aspsms",
    "netplanet",
];

const TAGS: [&str; 4] = [
    "ACCOUNT_UPDATE",
    "CONFIRMED_EVENT_UPDATE",
    "HUMAN_AGENT",
    "POST_PURCHASE_UPDATE",
];

const TEMPLATE: u64 = 1;
const REQUEST_ID: usize = 127;

/// Checks the body and takes the message.
pub fn play(state: &State, call: &Call) -> Reply {
    let report = Report::default();
    let message = body(call, &report).map(|body| check(&body));
    let refusals = report.take();
    let message = match message {
        Some(message) if refusals.is_empty() => message,
        _ => return answer::refused(&refusals),
    };
    let not_found = |wrong| answer::failure(answer::NOT_FOUND).with_note(wrong);
    if !message.needs.is_known {
        return not_found("there is no such template; the code for that is not documented");
    }
    let mut memory = lock(&state.yeastar);
    if !message.needs.uris.iter().all(|uri| memory.files.has(uri)) {
        return not_found("a file was not uploaded or is purged; the code is not documented");
    }
    let Some(session) = session(&mut memory, &message.place) else {
        let wrong = "there is no such session or DID number; the code for that is not documented";
        return not_found(wrong);
    };
    if session == YEASTAR_CLOSED_SESSION && !message.is_template {
        return answer::window_closed();
    }
    let id = take_next(&mut memory.next_message);
    answer::success(&[("msg_id", json!(id)), ("session_id", json!(session))])
}

struct Message {
    place: Place,
    is_template: bool,
    needs: Needs,
}

/// Where a message goes.
enum Place {
    Session(u64),
    Number {
        channel: String,
        did: String,
        to: String,
    },
    /// Refused already.
    Nowhere,
}

fn check(body: &Object<'_>) -> Message {
    body.only(&FIELDS);
    check_sender(body);
    let place = check_place(body);
    // Both are optional in the table, and no other value of msg_type is listed for sending.
    let kind = body.integer("msg_kind", Optional).unwrap_or_default();
    if kind > TEMPLATE {
        body.refuse("msg_kind", Kind::Value, "must be 0 or 1");
    }
    if body.integer("msg_type", Optional).unwrap_or_default() != 0 {
        body.refuse("msg_type", Kind::Value, "must be 0");
    }
    let is_template = kind == TEMPLATE;
    let needs = if is_template {
        check_template(body)
    } else {
        check_content(body)
    };
    body.choice("tag", Optional, &TAGS);
    body.text("request_id", Optional, 0..=REQUEST_ID);
    Message {
        place,
        is_template,
        needs,
    }
}

/// A template is all of its message, and goes over WhatsApp.
fn check_template(body: &Object<'_>) -> Needs {
    for field in ["msg_body", "files"] {
        if body.has(field) {
            body.refuse(field, Kind::Value, "has no place beside a template");
        }
    }
    body.choice("channel", Optional, &["whatsapp"]);
    template::check(body)
}

fn check_sender(body: &Object<'_>) {
    match body.integer("sender_type", Required) {
        Some(1) => {
            body.text("sender_no", Required, 1..=usize::MAX);
        }
        Some(9) => {
            body.choice("sender_no", Optional, &["api", ""]);
        }
        Some(_) => body.refuse("sender_type", Kind::Value, "must be 1 or 9"),
        None => {}
    }
}

fn check_place(body: &Object<'_>) -> Place {
    let need = if body.has("session_id") {
        Optional
    } else {
        Required
    };
    let session = body.integer("session_id", Optional);
    let channel = body.choice("channel", need, &CHANNELS);
    let did = body.text("did_number", need, 1..=usize::MAX);
    let to = body.text("to", need, 1..=usize::MAX);
    if to.is_some_and(|to| !is_number(to)) {
        body.refuse("to", Kind::Value, "has characters that no number has");
    }
    match (session, channel, did, to) {
        (Some(session), ..) => Place::Session(session),
        (None, Some(channel), Some(did), Some(to)) => Place::Number {
            channel: channel.to_owned(),
            did: did.to_owned(),
            to: to.chars().filter(char::is_ascii_digit).collect(),
        },
        _ => Place::Nowhere,
    }
}

/// A plus at the start, then digits and `( ) . - * #` and spaces.
fn is_number(to: &str) -> bool {
    let rest = to.strip_prefix('+').unwrap_or(to);
    rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"().-*# ".contains(&byte))
}

/// A normal message has a text or one file; whether it may have both is not documented.
fn check_content(body: &Object<'_>) -> Needs {
    if !body.has("msg_body") && !body.has("files") {
        body.refuse("msg_body", Kind::Missing, "msg_body or files is required");
    }
    body.text("msg_body", Optional, 1..=whatsapp::TEXT);
    let files = body.objects("files", Optional, 1..=1).unwrap_or_default();
    Needs {
        is_known: true,
        uris: files.iter().filter_map(upload::check).collect(),
    }
}

/// The session of a message: one that exists, or a new one for a number without one.
fn session(memory: &mut Memory, place: &Place) -> Option<u64> {
    match place {
        Place::Session(id) => {
            let known = YEASTAR_SESSIONS.contains(id) || *id == YEASTAR_CLOSED_SESSION;
            (known || memory.sessions.has(*id)).then_some(*id)
        }
        Place::Number { channel, did, to } if did == YEASTAR_DID => {
            let closed = YEASTAR_CLOSED.strip_prefix('+').unwrap_or(YEASTAR_CLOSED);
            if channel == "whatsapp" && to == closed {
                return Some(YEASTAR_CLOSED_SESSION);
            }
            Some(memory.sessions.of(&(channel, did, to)))
        }
        Place::Number { .. } | Place::Nowhere => None,
    }
}
