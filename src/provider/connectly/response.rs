//! Connectly's answer: an id, or an error with a string code.

use crate::json::Json;
use crate::outcome::{ErrorCode, Outcome, Status};
use crate::provider::codes::{KnownCode, reported, unreported};
use crate::provider::{Answer, Failure, Sent, Step};

/// Connectly's codes, without their prefix `ERROR_CODE_`, and its error types.
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
    KnownCode::new("ERROR_TYPE_AUTHENTICATION", ErrorCode::Unauthorized),
    KnownCode::new(DEADLINE_EXCEEDED, ErrorCode::Unavailable),
    KnownCode::new("ERROR_TYPE_INVALID_REQUEST", ErrorCode::Rejected),
];

/// Connectly gave up waiting: the one report of failure after which the message may still go out.
const DEADLINE_EXCEEDED: &str = "ERROR_TYPE_DEADLINE_EXCEEDED";

pub(super) fn read(answer: &Answer) -> Step {
    let Some(body) = answer.json() else {
        return Step::Failed(unreported(answer));
    };
    let text = |key: &str| body.get(key).and_then(Json::as_id);
    match text("id") {
        Some(id) if answer.is_success() => Step::Sent(Sent {
            message_id: id,
            channel_message_id: None,
            conversation_id: None,
            status: Status::Accepted,
            sent_at: None,
        }),
        _ => {
            let is_report = text("code").or_else(|| text("type")).is_some();
            let words = body
                .get("message")
                .and_then(Json::as_str)
                .map(str::to_owned);
            let (code, kind) = (text("code"), text("type"));
            Step::Failed(if is_report || (!answer.is_success() && words.is_some()) {
                failure(answer, code, kind, words)
            } else {
                unreported(answer)
            })
        }
    }
}

fn failure(
    answer: &Answer,
    code: Option<String>,
    kind: Option<String>,
    words: Option<String>,
) -> Failure {
    let is_known = |code: &String| CODES.iter().any(|known| known.code == *code);
    // A code that the table lacks still has its type to go by.
    let looked_up = match (&code, &kind) {
        (Some(code), _) if is_known(code) => Some(code.clone()),
        (_, Some(kind)) if is_known(kind) => Some(kind.clone()),
        _ => code.clone(),
    };
    let may_have_gone_out = looked_up.as_deref() == Some(DEADLINE_EXCEEDED);
    let mut failure = reported(answer, CODES, looked_up, words);
    if code.is_some() {
        failure.provider_code = code;
    }
    if may_have_gone_out {
        failure.outcome = Outcome::Unknown;
        failure.retry = false;
    }
    failure
}
