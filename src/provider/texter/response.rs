//! Texter's answers: `success` decides, whatever the HTTP status.

use crate::json::{Json, object};
use crate::outcome::{ErrorCode, Outcome, Status};
use crate::provider::codes::{reported, unreported, unreported_with};
use crate::provider::{Answer, Failure, Request, Sent, Step};
use crate::secret::later;
use crate::url::is_path_part;

pub(super) fn read(answer: &Answer) -> Step {
    let Some(body) = answer.json() else {
        return Step::Failed(unreported(answer));
    };
    match body.get("success") {
        Some(Json::Bool(true)) if answer.is_success() => match sent(&body) {
            Some(sent) => Step::Sent(sent),
            None => Step::Failed(Failure::bad_response("It reports success and no message.")),
        },
        Some(Json::Bool(false)) => Step::Failed(refusal(answer, &body)),
        _ => Step::Failed(unreported_with(answer, code(&body), words(&body))),
    }
}

/// The ids of the chats whose channel id is the phone number.
pub(super) fn chats_of(answer: &Answer, phone: &str) -> Result<Vec<String>, Failure> {
    let body = answer.json().filter(|_| answer.is_success());
    let data = body.as_ref().and_then(|body| body.get("data"));
    let Some(chats) = data.and_then(Json::as_array) else {
        return Err(match answer.json() {
            Some(body) if says_failure(&body) => refusal(answer, &body),
            Some(body) => unreported_with(answer, code(&body), words(&body)),
            None => answer.failure(),
        });
    };
    let of_phone = |chat: &&Json| {
        let id = chat.at(&["channelInfo", "id"]).and_then(Json::as_id);
        id.as_deref().map(|id| id.trim_start_matches('+')) == Some(phone)
    };
    let found: Vec<String> = chats
        .iter()
        .filter(of_phone)
        .filter_map(|chat| chat.get("_id").and_then(Json::as_id))
        .filter(|id| is_path_part(id))
        .collect();
    let total = body.as_ref().and_then(|body| body.get("total"));
    let total = total
        .and_then(Json::as_i64)
        .and_then(|total| usize::try_from(total).ok());
    if found.is_empty() && total.is_some_and(|total| total > chats.len()) {
        let failure = Failure::new(ErrorCode::Conflict, Outcome::NotSent);
        return Err(failure
            .noted("More chats match this number than a search gives: name the conversationId."));
    }
    Ok(found)
}

fn says_failure(body: &Json) -> bool {
    body.get("success") == Some(&Json::Bool(false))
}

/// The answer of a search in a plan: one chat, whose id is not known yet.
pub(super) fn placeholder(request: &Request) -> Answer {
    let phone = request.query.first().map(|(_, phone)| phone.reveal());
    let channel = object([("id", phone.map(Json::from))]);
    let chat = object([
        ("_id", Some(Json::from(later("lookup.conversationId")))),
        ("channelInfo", Some(channel)),
    ]);
    let body = object([("data", Some(Json::Array(vec![chat])))]);
    Answer {
        status: 200,
        text: body.to_string(),
        ..Answer::default()
    }
}

fn sent(body: &Json) -> Option<Sent> {
    let message = body.get("messages").and_then(Json::as_array)?.first()?;
    let channel_id = message.at(&["channelInfo", "id"]).and_then(Json::as_id);
    Some(Sent {
        message_id: message.get("_id").and_then(Json::as_id)?,
        channel_message_id: channel_id,
        conversation_id: message.get("parent_chat").and_then(Json::as_id),
        status: status(message.get("status").and_then(Json::as_i64)),
        sent_at: message.get("timestamp").and_then(Json::as_i64),
    })
}

/// <https://help.texterchat.com/api-reference/enums>
fn status(number: Option<i64>) -> Status {
    match number {
        Some(0) => Status::Sent,
        Some(1) => Status::Accepted,
        Some(2) => Status::Delivered,
        Some(3) => Status::Read,
        Some(4 | 5) => Status::Failed,
        Some(6) => Status::Deleted,
        _ => Status::Unknown,
    }
}

/// Error bodies of this call are not documented: what is there is kept, nothing is assumed.
fn refusal(answer: &Answer, body: &Json) -> Failure {
    reported(answer, &[], code(body), words(body))
}

fn code(body: &Json) -> Option<String> {
    let code = body.get("code").or_else(|| body.at(&["error", "code"]));
    code.and_then(Json::as_id)
}

fn words(body: &Json) -> Option<String> {
    let places = [
        body.get("error"),
        body.at(&["error", "message"]),
        body.get("message"),
    ];
    places
        .into_iter()
        .flatten()
        .find_map(Json::as_str)
        .map(str::to_owned)
}
