//! Texter's answers: `success` decides, whatever the HTTP status.

use crate::json::Json;
use crate::outcome::{ErrorCode, Status};
use crate::provider::codes::Report;
use crate::provider::{Answer, Failure, Sent, Step};

pub(super) fn read(answer: &Answer) -> Step {
    match succeeded(answer) {
        Ok(body) => match sent(&body) {
            Some(sent) => Step::Sent(sent),
            None => Step::Failed(Failure::bad_response("It reports success and no message.")),
        },
        Err(failure) => Step::Failed(failure),
    }
}

/// The answer to a template: success, and an id. A contact who wants no templates is a failure with status 200.
pub(super) fn read_template(answer: &Answer) -> Step {
    match succeeded(answer) {
        Ok(body) => match body.get("messageId").and_then(Json::as_id) {
            Some(message_id) => Step::Sent(Sent {
                message_id,
                channel_message_id: None,
                conversation_id: None,
                status: Status::Accepted,
                sent_at: None,
            }),
            None => Step::Failed(Failure::bad_response("It reports success and no message.")),
        },
        Err(failure) => Step::Failed(failure),
    }
}

/// The body of an answer that reports success.
fn succeeded(answer: &Answer) -> Result<Json, Failure> {
    let body = answer.json().ok_or_else(|| answer.failure())?;
    match body.get("success") {
        Some(Json::Bool(true)) if answer.is_success() => Ok(body),
        _ => Err(failure(answer, &body)),
    }
}

/// The failure of an answer that is no success. Error bodies are not documented: a code may stand in `code`, in
/// `error.code`, or alone in `error`; the words in `error`, `error.message` or `message`.
pub(super) fn failure(answer: &Answer, body: &Json) -> Failure {
    let is_failure = body.get("success") == Some(&Json::Bool(false));
    let report = Report {
        code: code(body),
        words: words(body),
        holders: &[body],
        is_failure,
        ..Report::default()
    };
    let failure = report.failure(answer);
    let said = failure.provider_message.as_deref().unwrap_or_default();
    if is_failure && failure.code == ErrorCode::Rejected && is_unsubscribed(said) {
        return Failure {
            code: ErrorCode::OptedOut,
            ..failure
        };
    }
    failure
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

/// What Texter says of a contact who wants no templates; there is no code for it. Only where its words begin so:
/// further on they may quote the message.
/// <https://help.texterchat.com/api-reference/manage-templates/send-template-message>
fn is_unsubscribed(words: &str) -> bool {
    const UNSUBSCRIBED: &str = "recipient unsubscribed from template messages";
    let start = words.trim_start().get(..UNSUBSCRIBED.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(UNSUBSCRIBED))
}

fn code(body: &Json) -> Option<String> {
    let code = body.get("code").or_else(|| body.at(&["error", "code"]));
    let alone = || {
        let error = body.get("error").and_then(Json::as_id);
        error.filter(|error| error.bytes().all(|byte| byte.is_ascii_digit()))
    };
    code.and_then(Json::as_id).or_else(alone)
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
