//! Connectly's answer: an id, or an error with a string code.

use crate::json::Json;
use crate::outcome::{ErrorCode, Status};
use crate::provider::codes::{KnownCode, reported, unreported, unreported_with};
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
    KnownCode::new("ERROR_TYPE_AUTHENTICATION", ErrorCode::Unauthorized),
    KnownCode::new("ERROR_TYPE_DEADLINE_EXCEEDED", ErrorCode::Rejected),
    KnownCode::new("ERROR_TYPE_INVALID_REQUEST", ErrorCode::Rejected),
];

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
            to: None,
            status: Status::Accepted,
            sent_at: None,
        }),
        _ => {
            let string = |key: &str| body.get(key).and_then(Json::as_str).map(str::to_owned);
            let (kind, words) = (string("type"), string("message"));
            // Its codes are strings; what has none may be a gateway's.
            Step::Failed(if string("code").is_some() || kind.is_some() {
                refusal(answer, text("code"), kind, words)
            } else {
                unreported_with(answer, text("code"), words)
            })
        }
    }
}

fn refusal(
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
    let failure = reported(answer, CODES, looked_up, words);
    Failure {
        provider_code: code.or(failure.provider_code),
        ..failure
    }
}
