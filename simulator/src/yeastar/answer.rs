//! The shapes of Yeastar's answers: help.yeastar.com, response result, error code and error message.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    check::{Kind, Refusal},
    respond::Reply,
    whatsapp::WINDOW_CLOSED,
};

/// A code and its message.
pub type Code = (i64, &'static str);

pub const FAILURE: Code = (-1, "FAILURE");
pub const NO_INTERFACE: Code = (10_001, "INTERFACE NOT EXISTED");
pub const VERSION_UNSUPPORTED: Code = (10_003, "API VERSION UNSUPPORTED");
pub const TOKEN_EXPIRED: Code = (10_004, "TOKEN EXPIRED");
pub const SYNTAX: Code = (40_001, "PARAMETER SYNTAX ERROR");
pub const PARAMETER: Code = (40_002, "PARAMETER ERROR");
pub const FILE_SIZE: Code = (40_004, "FILE SIZE EXCEEDED");
pub const NOT_FOUND: Code = (60_001, "DATA NOT FOUND");
pub const LIMIT: Code = (60_002, "MAX LIMITATION EXCEEDED");
/// The message is misspelt in the document.
pub const NO_CHANNEL: Code = (70_130, "CAHNNEL ID NOT FOUND");

/// Codes that only a fault answers with.
const OTHERS: [Code; 14] = [
    (-2, "INTERNAL SERVER ERROR"),
    (1, "PARTIAL SUCCESS"),
    (2, "PROCESSING"),
    (10_002, "API VERSION OUT OF MAINTENANCE"),
    (10_005, "ACCESS DENIED"),
    (10_009, "OPERATION FAILED"),
    (40_003, "DUPLICATE KEY VALUE"),
    (70_004, "ACCOUNT IP BLOCKED"),
    (70_082, "OVERLOAD_TASK_RUNNING"),
    (70_084, "ACTION FORBIDDEN"),
    (70_087, "IP FORBIDDEN"),
    (70_120, "ORGANIZATION DISABLED"),
    (70_123, "API UNAVAILABLE"),
    (70_132, "OPERATION NOT SUPPORTED"),
];
const OVERLOAD: i64 = 70_082;

/// Success with further fields.
pub fn success(fields: &[(&str, Value)]) -> Reply {
    let mut body = json!({"errcode": 0, "errmsg": "SUCCESS"});
    if let Some(body) = body.as_object_mut() {
        body.extend(
            fields
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone())),
        );
    }
    Reply::json(StatusCode::OK, &body)
}

/// A failure by its code alone.
pub fn failure((code, message): Code) -> Reply {
    Reply::json(StatusCode::OK, &json!({"errcode": code, "errmsg": message}))
}

/// The answer to a message whose contact has not written for a day. No code is documented for that, so
/// the generic one carries WhatsApp's.
pub fn window_closed() -> Reply {
    let (code, message) = FAILURE;
    let message = format!("{message}: {WINDOW_CLOSED}");
    let body = json!({"errcode": code, "errmsg": message});
    Reply::json(StatusCode::OK, &body).with_note("the code for a closed window is not documented")
}

/// A failure that names parameters, each with the value that was given.
pub fn invalid((code, message): Code, parameters: &[(String, Value)]) -> Reply {
    let list: Vec<Value> = parameters
        .iter()
        .map(|(field, value)| json!({"field": field, "value": value}))
        .collect();
    let body = json!({"errcode": code, "errmsg": message, "invalid_param_list": list});
    Reply::json(StatusCode::OK, &body)
}

/// The answer to a body that is refused, with all its problems.
pub fn refused(refusals: &[Refusal]) -> Reply {
    let wrong: Vec<String> = refusals
        .iter()
        .map(|refusal| format!("{}: {}", refusal.field, refusal.why))
        .collect();
    let reply = if refusals.iter().any(|refusal| refusal.field.is_empty()) {
        failure(SYNTAX)
    } else {
        let list: Vec<(String, Value)> = refusals
            .iter()
            .map(|refusal| (refusal.field.clone(), shown(refusal)))
            .collect();
        invalid(PARAMETER, &list)
    };
    reply.with_note(&wrong.join("; "))
}

/// The documented samples show values as text.
fn shown(refusal: &Refusal) -> Value {
    match &refusal.value {
        None => json!(""),
        Some(Value::String(text)) => json!(text),
        Some(_) if refusal.kind == Kind::Unknown => json!(""),
        Some(value) => json!(value.to_string()),
    }
}

/// A failure asked for by a fault. The message is the documented one, unless the fault has its own.
pub fn own_error(code: Option<&Value>, message: Option<&str>) -> Reply {
    let code = code.and_then(Value::as_i64).unwrap_or(OVERLOAD);
    let played = [
        FAILURE,
        NO_INTERFACE,
        VERSION_UNSUPPORTED,
        TOKEN_EXPIRED,
        SYNTAX,
        PARAMETER,
        FILE_SIZE,
        NOT_FOUND,
        LIMIT,
        NO_CHANNEL,
    ];
    let documented = played
        .iter()
        .chain(&OTHERS)
        .find(|(known, _)| *known == code)
        .map_or("FAILURE", |(_, documented)| *documented);
    let body = json!({"errcode": code, "errmsg": message.unwrap_or(documented)});
    Reply::json(StatusCode::OK, &body)
}
