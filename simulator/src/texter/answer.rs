//! The shapes of Texter's answers: help.texterchat.com/api-reference/objects/message and /chat.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::{
    clock::iso,
    credentials::TexterChat,
    respond::Reply,
    state::{State, lock, take_next},
    whatsapp::WINDOW_CLOSED,
};

/// How Texter's own ids of messages sent here begin.
const OWN_ID: &str = "6909177d962e17ab30";

/// Whether an id is Texter's own and not WhatsApp's.
pub fn is_own_id(id: &str) -> bool {
    id.starts_with(OWN_ID)
}

/// The answer to a message that was taken. WhatsApp has no albums, so every file of one is a message.
pub fn sent(state: &State, chat: &TexterChat, kind: &str, body: &Value) -> Reply {
    let files = body.get("media").and_then(Value::as_array);
    let messages: Vec<Value> = match files {
        Some(files) => files
            .iter()
            .map(|file| message(state, chat, kind, body, Some(file)))
            .collect(),
        None => [message(state, chat, kind, body, None)].into(),
    };
    Reply::json(
        StatusCode::OK,
        &json!({"success": true, "messages": messages}),
    )
}

/// The answer to a message whose contact has not written for a day. The page says that it fails and not
/// how, so WhatsApp's code stands in the shape that templates have.
pub fn window_closed() -> Reply {
    let body = json!({"success": false, "error": WINDOW_CLOSED});
    Reply::json(StatusCode::BAD_REQUEST, &body)
        .with_note("the shape of this error is not documented; the chat's window is closed")
}

/// The answer to a template that was taken. The template's own words are not known here: its text is
/// made of its values.
pub fn template_sent(state: &State, words: &str) -> Reply {
    let number = take_next(&mut lock(&state.texter).next_message);
    let body = json!({
        "success": true,
        "text": words,
        "sentAsSessionMessage": false,
        "messageId": format!("{OWN_ID}{number:06x}"),
    });
    Reply::json(StatusCode::OK, &body)
}

/// The answer to a template whose recipient wants none.
pub fn unsubscribed() -> Reply {
    own_error(Some(
        "Recipient unsubscribed from template messages on 2025-11-03T20:58:37.936Z",
    ))
}

fn message(
    state: &State,
    chat: &TexterChat,
    kind: &str,
    body: &Value,
    file: Option<&Value>,
) -> Value {
    let number = take_next(&mut lock(&state.texter).next_message);
    let now = state.clock.now_ms();
    let mut message = Map::new();
    let mut put = |key: &str, value: Value| message.insert(key.to_owned(), value);
    put("_id", json!(format!("{OWN_ID}{number:06x}")));
    put("chatChannelInfo", channel(chat));
    put(
        "channelInfo",
        json!({"id": format!("wamid.HBgMOTcyNTI3NzYwOTg5FQIAERgS{number:08X}==")}),
    );
    put("direction", json!("outgoing"));
    put("parent_chat", json!(chat.id));
    put("status", json!(0));
    put("statusHistory", json!([{"status": 0, "timestamp": now}]));
    put("text", body.get("text").cloned().unwrap_or(json!("")));
    put("timestamp", json!(now));
    put("type", json!(kind));
    put("updatedAt", json!(iso(now)));
    if let Some(file) = file {
        put("media", json!([file]));
    }
    for key in ["buttons", "list", "contacts"] {
        if let Some(value) = body.get(key) {
            put(key, value.clone());
        }
    }
    Value::Object(message)
}

fn channel(chat: &TexterChat) -> Value {
    let id: String = chat.phone.chars().filter(char::is_ascii_digit).collect();
    json!({"name": chat.channel, "id": id, "accountId": chat.account})
}

/// A chat as the search shows it.
pub fn chat(chat: &TexterChat) -> Value {
    json!({
        "_id": chat.id,
        "title": chat.title,
        "agent": {"uid": null, "displayName": ""},
        "channel": chat.channel,
        "entityPhone": format!("+{}", chat.account),
        "clientPhoneE164": chat.phone,
        "clientPhone": chat.phone,
        "created": "2025-02-26T13:02:58.353Z",
        "botState": {},
        "last_message_timestamp": 1_762_012_091_000_u64,
        "lastIncomingMessageTimestamp": 1_762_012_091_000_u64,
        "status": chat.status,
        "unreadCount": 0,
        "channelInfo": channel(chat),
        "departmentId": null,
        "resolvedUpdateTime": 1_762_012_093,
        "crmData": {},
        "externalBot": false,
        "updatedAt": "2025-11-01T15:48:14.076Z",
    })
}

/// The search's answer; `total` counts what the limit left out too.
pub fn chats(shown: Vec<Value>, total: usize) -> Reply {
    Reply::json(StatusCode::OK, &json!({"data": shown, "total": total}))
}

/// A failure with status 200, as the page on templates describes it; for session messages none is
/// documented.
pub fn own_error(message: Option<&str>) -> Reply {
    let error = message.unwrap_or("Simulated failure");
    Reply::json(StatusCode::OK, &json!({"success": false, "error": error}))
}
