//! Texter's answers: `success` decides, whatever the HTTP status.

use crate::json::Json;
use crate::outcome::{ErrorCode, Status};
use crate::provider::codes::{reported, unreported, unreported_with};
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
                to: None,
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
    let body = answer.json().ok_or_else(|| unreported(answer))?;
    match body.get("success") {
        Some(Json::Bool(true)) if answer.is_success() => Ok(body),
        _ => Err(failure(answer, &body)),
    }
}

/// The failure of an answer that is no success: the provider's own report, or what its status says.
pub(super) fn failure(answer: &Answer, body: &Json) -> Failure {
    if body.get("success") == Some(&Json::Bool(false)) {
        refusal(answer, body)
    } else {
        unreported_with(answer, code(body), words(body))
    }
}

fn sent(body: &Json) -> Option<Sent> {
    let message = body.get("messages").and_then(Json::as_array)?.first()?;
    let channel_id = message.at(&["channelInfo", "id"]).and_then(Json::as_id);
    Some(Sent {
        message_id: message.get("_id").and_then(Json::as_id)?,
        channel_message_id: channel_id,
        conversation_id: message.get("parent_chat").and_then(Json::as_id),
        to: message.at(&["chatChannelInfo", "id"]).and_then(Json::as_id),
        status: status(message.get("status").and_then(Json::as_i64)),
        sent_at: message.get("timestamp").and_then(Json::as_i64),
    })
}

/// <https://help.texterchat.com/api-reference/enums>
fn status(number: Option<i64>) -> Status {
    match number {
        Some(0 | 1) => Status::Accepted,
        Some(2) => Status::Delivered,
        Some(3) => Status::Read,
        Some(4 | 5) => Status::Failed,
        Some(6) => Status::Deleted,
        _ => Status::Unknown,
    }
}

/// Error bodies of this call are not documented: what is there is kept, nothing is assumed.
fn refusal(answer: &Answer, body: &Json) -> Failure {
    let failure = reported(answer, &[], code(body), words(body));
    let said = failure.provider_message.as_deref().unwrap_or_default();
    if failure.code == ErrorCode::Rejected && said.to_ascii_lowercase().contains(UNSUBSCRIBED) {
        return Failure {
            code: ErrorCode::OptedOut,
            ..failure
        };
    }
    failure
}

/// What Texter says of a contact who wants no templates; there is no code for it.
/// <https://help.texterchat.com/api-reference/manage-templates/send-template-message>
const UNSUBSCRIBED: &str = "unsubscribed from template messages";

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
