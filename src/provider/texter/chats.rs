//! The search for chats: for a caller, and for the chat of a phone number.
//! <https://help.texterchat.com/api-reference/chats/search-chats>, and for a chat's fields
//! <https://help.texterchat.com/api-reference/objects/chat>: what ends in `Timestamp` is in epoch milliseconds.

use super::Texter;
use super::request::authorization;
use super::response::failure;
use super::spelling::other_spelling;
use crate::json::{Json, object};
use crate::listing::Chat;
use crate::outcome::{ErrorCode, Outcome};
use crate::provider::{Answer, Body, Failure, Found, Method, Purpose, Request, Step, Text};
use crate::secret::later;
use crate::url::is_path_part;

/// How many chats the search for a number may return: it also finds names that hold the digits.
const LOOK_UP_LIMIT: i64 = 100;

pub(super) fn look_up(config: &Texter, phone: &str) -> Request {
    search(config, phone, Some(LOOK_UP_LIMIT))
}

pub(super) fn search(config: &Texter, text: &str, limit: Option<i64>) -> Request {
    let mut query = vec![("search", Text::from(text))];
    query.extend(limit.map(|limit| ("limit", Text::from(limit.to_string().as_str()))));
    Request {
        purpose: Purpose::Lookup,
        method: Method::Get,
        address: format!("{}/chats/search", config.base_url),
        query,
        headers: vec![authorization(config)],
        body: Body::None,
    }
}

/// The chats that a caller asked for.
pub(super) fn read(answer: &Answer) -> Step {
    match data(answer) {
        Ok((_, chats)) => Step::Found(Found::Chats(chats.iter().filter_map(chat).collect())),
        Err(failure) => Step::Failed(failure),
    }
}

/// The ids of the chats whose channel id is the phone number; where there is none, its other spelling.
pub(super) fn of_contact(
    answer: &Answer,
    phone: &str,
    other: Option<&str>,
) -> Result<Vec<String>, Failure> {
    let (body, chats) = data(answer)?;
    let mut found = of_phone(&chats, phone);
    if let Some(other) = other.filter(|_| found.is_empty()) {
        found = of_phone(&chats, other);
    }
    let total = body.get("total").and_then(Json::as_i64);
    let total = total.and_then(|total| usize::try_from(total).ok());
    if found.is_empty() && total.is_some_and(|total| total > chats.len()) {
        let failure = Failure::new(ErrorCode::Conflict, Outcome::NotSent);
        return Err(failure
            .noted("More chats match this number than a search gives: name the conversationId."));
    }
    Ok(found)
}

fn of_phone(chats: &[Json], phone: &str) -> Vec<String> {
    let has_phone = |chat: &&Json| {
        let id = chat.at(&["channelInfo", "id"]).and_then(Json::as_id);
        id.as_deref().map(|id| id.trim_start_matches('+')) == Some(phone)
    };
    let ids = chats
        .iter()
        .filter(has_phone)
        .filter_map(|chat| chat.get("_id").and_then(Json::as_id));
    ids.filter(|id| is_path_part(id)).collect()
}

/// An answer's body and its chats.
fn data(answer: &Answer) -> Result<(Json, Vec<Json>), Failure> {
    let Some(body) = answer.json() else {
        return Err(answer.failure());
    };
    match body.get("data").and_then(Json::as_array) {
        Some(chats) if answer.is_success() => {
            let chats = chats.to_vec();
            Ok((body, chats))
        }
        _ => Err(failure(answer, &body)),
    }
}

fn chat(entry: &Json) -> Option<Chat> {
    let text = |key: &str| entry.get(key).and_then(Json::as_id);
    let channel = |key: &str| entry.at(&["channelInfo", key]).and_then(Json::as_id);
    let number = |key: &str| entry.get(key).and_then(Json::as_i64);
    Some(Chat {
        id: text("_id")?,
        title: text("displayName").or_else(|| text("title")),
        phone: text("clientPhoneE164").or_else(|| text("clientPhone")),
        channel: channel("name").or_else(|| text("channel")),
        account: channel("accountId"),
        status: status(number("status")),
        last_inbound_at: number("lastIncomingMessageTimestamp"),
        raw: entry.clone(),
    })
}

/// <https://help.texterchat.com/api-reference/enums>
fn status(number: Option<i64>) -> Option<&'static str> {
    const NAMES: [&str; 5] = ["bot", "pending", "assigned", "resolved", "bulk"];
    let index = usize::try_from(number?).ok()?;
    NAMES.get(index).copied()
}

/// The answer of a search in a plan: one chat, whose id is not known yet. The first search for a number with another
/// spelling finds none, since a send may need the second.
pub(super) fn placeholder(request: &Request, calls_before: usize) -> Answer {
    let phone = request.query.first().map(|(_, phone)| phone.reveal());
    let other = phone.as_deref().and_then(other_spelling);
    let channel = object([("id", phone.map(Json::from))]);
    let chat = object([
        ("_id", Some(Json::from(later("lookup.conversationId")))),
        ("channelInfo", Some(channel)),
    ]);
    let chats = if calls_before == 0 && other.is_some() {
        Vec::new()
    } else {
        vec![chat]
    };
    let body = object([("data", Some(Json::Array(chats)))]);
    Answer {
        status: 200,
        text: body.to_string(),
        ..Answer::default()
    }
}
