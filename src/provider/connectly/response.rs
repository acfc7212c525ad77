//! Connectly's answer: an id, or an error with a string code.

use crate::json::Json;
use crate::outcome::{ErrorCode, Status};
use crate::provider::codes::{KnownCode, Report};
use crate::provider::{Answer, Failure, Sent, Step};

/// Connectly's codes, and its error types for a code that is not listed. The documents pair the type
/// DEADLINE_EXCEEDED with the closed session window, so it does not mean a send that timed out.
/// <https://docs.connectly.ai/messaging/error-codes>
pub const CODES: &[KnownCode] = &[
    KnownCode::new("ERROR_CODE_INVALID_SENDER_ID", ErrorCode::Rejected),
    KnownCode::new("ERROR_CODE_PHONE_NUMBER_BAD_FORMAT", ErrorCode::Rejected),
    KnownCode::new(
        "ERROR_CODE_MESSAGE_ATTACHMENTS_NUMBER_INVALID",
        ErrorCode::Rejected,
    ),
    KnownCode::new("ERROR_CODE_MESSAGE_TEXT_EMPTY", ErrorCode::Rejected),
    KnownCode::new("ERROR_CODE_MESSAGE_TEMPLATE_NOT_FOUND", ErrorCode::NotFound),
    KnownCode::new(
        "ERROR_CODE_MESSAGE_TEMPLATE_INPUT_INVALID",
        ErrorCode::Rejected,
    ),
    KnownCode::new("ERROR_CODE_MESSAGE_ATTACHMENT_EMPTY", ErrorCode::Rejected),
    KnownCode::new("ERROR_CODE_MESSAGE_ATTACHMENT_INVALID", ErrorCode::Rejected),
    KnownCode::new(
        "ERROR_CODE_BUSINESS_MISSES_MATCHING_CHANNEL",
        ErrorCode::NotFound,
    ),
    KnownCode::new(
        "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW",
        ErrorCode::WindowClosed,
    ),
    KnownCode::throttling("ERROR_CODE_BUSINESS_REACHED_LIMITS"),
    KnownCode::new("ERROR_CODE_MESSAGE_SELF_INVALID", ErrorCode::Rejected),
    KnownCode::new(
        "ERROR_CODE_MESSAGE_PHONE_NUMBER_INVALID",
        ErrorCode::Rejected,
    ),
    KnownCode::new("ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT", ErrorCode::OptedOut),
    KnownCode::new(
        "ERROR_CODE_MESSAGE_CUSTOMER_NO_CONVERSATION_INITIATION",
        ErrorCode::WindowClosed,
    ),
    KnownCode::new(
        "ERROR_CODE_BUSINESS_KEY_SECRET_ABSENT",
        ErrorCode::Unauthorized,
    ),
    KnownCode::new("ERROR_CODE_MESSAGE_TEMPLATE_DELETED", ErrorCode::NotFound),
    KnownCode::open("ERROR_CODE_UNSPECIFIED"),
    KnownCode::open("ERROR_TYPE_UNSPECIFIED").general(),
    KnownCode::new("ERROR_TYPE_AUTHENTICATION", ErrorCode::Unauthorized).general(),
    KnownCode::new("ERROR_TYPE_DEADLINE_EXCEEDED", ErrorCode::Rejected).general(),
    KnownCode::new("ERROR_TYPE_INVALID_REQUEST", ErrorCode::Rejected).general(),
];

pub(super) fn read(answer: &Answer) -> Step {
    let Some(body) = answer.json() else {
        return Step::Failed(answer.failure());
    };
    match body.get("id").and_then(Json::as_id) {
        Some(id) if answer.is_success() => Step::Sent(Sent {
            message_id: id,
            channel_message_id: None,
            conversation_id: None,
            status: Status::Accepted,
            sent_at: None,
        }),
        _ => Step::Failed(refusal(answer, &body)),
    }
}

/// Its codes stand in `code` and `type`, its words in `message`.
fn refusal(answer: &Answer, body: &Json) -> Failure {
    let string = |key: &str| body.get(key).and_then(Json::as_str).map(str::to_owned);
    let kind = string("type");
    // Its codes are words; a number may be a gateway's.
    let is_failure = string("code").is_some() || kind.is_some();
    let report = Report {
        table: CODES,
        code: body.get("code").and_then(Json::as_id),
        kind,
        words: string("message"),
        holders: &[body],
        is_failure,
        ..Report::default()
    };
    report.failure(answer)
}
