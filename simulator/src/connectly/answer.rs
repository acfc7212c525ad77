//! The shapes of Connectly's answers: docs.connectly.ai/messaging/error-codes.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Counters;
use crate::{
    check::{Kind, Refusal},
    respond::Reply,
    state::{State, lock, take_next},
};

const UNSPECIFIED: &str = "ERROR_CODE_UNSPECIFIED";
const WINDOW: &str = "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW";
const NO_TEMPLATE: &str = "ERROR_CODE_MESSAGE_TEMPLATE_NOT_FOUND";

/// The answer to a message that was taken.
pub fn sent(state: &State) -> Reply {
    let number = take_next(&mut lock(&state.connectly).next_message);
    // The samples' ids are ULIDs: 26 characters.
    let body = json!({"id": format!("01FPW47QF6{number:016}")});
    Reply::json(StatusCode::CREATED, &body)
}

/// The answer to a missing or unknown key. No code is documented for that.
pub fn unauthorized(state: &State, message: &str) -> Reply {
    let authentication = "ERROR_TYPE_AUTHENTICATION";
    let status = StatusCode::UNAUTHORIZED;
    error(
        &mut lock(&state.connectly),
        status,
        authentication,
        UNSPECIFIED,
        message,
    )
}

/// The answer to a body that is refused; of several problems the first is reported.
pub fn refused(state: &State, refusal: &Refusal) -> Reply {
    let message = format!("{}: {}", refusal.field, refusal.why);
    let code = code_of(refusal);
    let status = StatusCode::BAD_REQUEST;
    let invalid = "ERROR_TYPE_INVALID_REQUEST";
    error(&mut lock(&state.connectly), status, invalid, code, &message)
}

/// The answer to a message whose recipient has not written for a day.
pub fn window_closed(state: &State) -> Reply {
    let message = "The recipient has not written within the last 24 hours";
    let counters = &mut lock(&state.connectly);
    error(
        counters,
        StatusCode::BAD_REQUEST,
        type_of(WINDOW),
        WINDOW,
        message,
    )
}

/// The answer to a template that there is none of.
pub fn no_template(state: &State) -> Reply {
    let message = "there is no such template in this language";
    let counters = &mut lock(&state.connectly);
    let status = StatusCode::BAD_REQUEST;
    error(counters, status, type_of(NO_TEMPLATE), NO_TEMPLATE, message)
}

/// The type that the documented sample pairs with a code; elsewhere none is shown.
fn type_of(code: &str) -> &'static str {
    match code {
        WINDOW => "ERROR_TYPE_DEADLINE_EXCEEDED",
        _ => "ERROR_TYPE_INVALID_REQUEST",
    }
}

/// A failure asked for by a fault.
pub fn own_error(code: Option<&Value>, message: Option<&str>) -> Reply {
    let code = code.and_then(Value::as_str).unwrap_or(WINDOW);
    let kind = type_of(code);
    let message = message.unwrap_or("Simulated failure");
    let status = StatusCode::BAD_REQUEST;
    error(&mut Counters::default(), status, kind, code, message)
}

fn error(
    counters: &mut Counters,
    status: StatusCode,
    kind: &str,
    code: &str,
    message: &str,
) -> Reply {
    let trace = 11_824_978_358_485_860_716_u64.wrapping_add(take_next(&mut counters.next_trace));
    let body = json!({
        "message": message,
        "type": kind,
        "code": code,
        "userTitle": message,
        "userMessage":
            "Pass along the connectly trace id 'cnct_trace_id' to the team for more information.",
        "cntTraceId": trace.to_string(),
        "details": {},
    });
    Reply::json(status, &body)
}

/// The documented code that fits, if one does.
fn code_of(refusal: &Refusal) -> &'static str {
    let field = refusal.field.as_str();
    match (field, refusal.kind) {
        ("recipient.id" | "number", Kind::Value | Kind::Empty) => {
            "ERROR_CODE_PHONE_NUMBER_BAD_FORMAT"
        }
        ("recipient", Kind::Value) => "ERROR_CODE_MESSAGE_SELF_INVALID",
        ("sender.id" | "sender", Kind::Value | Kind::Empty) => "ERROR_CODE_INVALID_SENDER_ID",
        ("sender.channelType" | "recipient.channelType", Kind::Value) => {
            "ERROR_CODE_BUSINESS_MISSES_MATCHING_CHANNEL"
        }
        ("message.text", Kind::Empty) => "ERROR_CODE_MESSAGE_TEXT_EMPTY",
        ("message.attachments", Kind::Length) => "ERROR_CODE_MESSAGE_ATTACHMENTS_NUMBER_INVALID",
        ("message.attachments.0.url", Kind::Empty | Kind::Missing) => {
            "ERROR_CODE_MESSAGE_ATTACHMENT_EMPTY"
        }
        ("message.attachments.0.url", _) => "ERROR_CODE_MESSAGE_ATTACHMENT_INVALID",
        (field, _) if field.split('.').next() == Some("parameters") => {
            "ERROR_CODE_MESSAGE_TEMPLATE_INPUT_INVALID"
        }
        _ => UNSPECIFIED,
    }
}
