//! iSlash's answer: `meta.code` decides.

use crate::json::Json;
use crate::outcome::Status;
use crate::provider::codes::Report;
use crate::provider::{Answer, Failure, Sent, Step};

/// The one code that iSlash documents.
const OKAY: &str = "RESP_OKAY";

pub(super) fn read(answer: &Answer) -> Step {
    match okay(answer) {
        Ok(body) => sent(&body).map_or_else(
            || {
                Step::Failed(Failure::bad_response(
                    "It says RESP_OKAY and names no message.",
                ))
            },
            Step::Sent,
        ),
        Err(failure) => Step::Failed(failure),
    }
}

/// The answer to a template, for which iSlash documents no message and so no id.
pub(super) fn read_template(answer: &Answer) -> Step {
    match okay(answer) {
        Ok(body) => Step::Sent(sent(&body).unwrap_or_else(|| Sent {
            message_id: String::new(),
            channel_message_id: None,
            conversation_id: None,
            status: Status::Accepted,
            sent_at: None,
        })),
        Err(failure) => Step::Failed(failure),
    }
}

/// The body of an answer that reports success.
pub(super) fn okay(answer: &Answer) -> Result<Json, Failure> {
    let body = answer.json().ok_or_else(|| answer.failure())?;
    let code = body.at(&["meta", "code"]).and_then(Json::as_id);
    if code.as_deref() == Some(OKAY) && answer.is_success() {
        return Ok(body);
    }
    Err(refusal(answer, &body, code.filter(|code| code != OKAY)))
}

/// Its code stands in `meta.code`, its words in `meta.message`; `data` may hold an error that is passed on.
fn refusal(answer: &Answer, body: &Json, code: Option<String>) -> Failure {
    let is_failure = code.is_some();
    let words = body.at(&["meta", "message"]).and_then(Json::as_str);
    let words = words.filter(|_| is_failure).map(str::to_owned);
    let report = Report {
        code,
        words,
        holders: &[body, body.get("data").unwrap_or(&Json::Null)],
        is_failure,
        ..Report::default()
    };
    report.failure(answer)
}

fn sent(body: &Json) -> Option<Sent> {
    let message = body.at(&["data", "message"])?;
    let id = |key: &str| message.get(key).and_then(Json::as_id);
    Some(Sent {
        message_id: id("id")?,
        channel_message_id: id("sid"),
        conversation_id: id("conversation_id"),
        status: status(message.get("status").and_then(Json::as_str)),
        sent_at: message.get("sent_at").and_then(milliseconds),
    })
}

fn status(name: Option<&str>) -> Status {
    match name {
        Some("pending") => Status::Pending,
        Some("sent") => Status::Sent,
        Some("delivered") => Status::Delivered,
        Some("received") => Status::Received,
        Some("read") => Status::Read,
        Some("revoked") => Status::Revoked,
        _ => Status::Unknown,
    }
}

/// Times are seconds, as a number in the samples and as a string in the schema.
fn milliseconds(value: &Json) -> Option<i64> {
    let seconds = value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())?;
    seconds.checked_mul(1000)
}
