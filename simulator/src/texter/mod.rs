//! Texter: session messages, templates and the search for chats, as help.texterchat.com has them.
//!
//! Of errors only that of an unsubscribed recipient is documented: every other refusal is a bare status.

mod answer;
mod search;
mod send;
mod template;

use axum::http::{Method, StatusCode};
use serde_json::Value;

pub use answer::own_error;

use crate::{
    call::{Call, Content},
    credentials::TEXTER_TOKEN,
    provider::no_such_path,
    respond::Reply,
    state::State,
};

/// What Texter counts.
#[derive(Debug, Default)]
pub struct Counters {
    next_message: u64,
}

/// Texter's answer to a call.
pub fn answer(state: &State, call: &Call) -> Reply {
    let segments = call.segments();
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let ["server", "api", "v2", rest @ ..] = path.as_slice() else {
        return no_such_path();
    };
    let method = match rest {
        ["messages", "send", _] | ["whatsapp", "templates", "send"] => Method::POST,
        ["chats", "search"] => Method::GET,
        _ => return no_such_path(),
    };
    if call.method != method {
        return Reply::undocumented(StatusCode::METHOD_NOT_ALLOWED, "another method is needed");
    }
    // help.texterchat.com/api-reference/authentication
    let token = call
        .header("authorization")
        .and_then(|value| value.strip_prefix("Bearer "));
    if token != Some(TEXTER_TOKEN) {
        let wrong = "the bearer token is missing or unknown";
        return Reply::undocumented(StatusCode::UNAUTHORIZED, wrong);
    }
    match rest {
        ["messages", "send", chat] => send::play(state, call, chat),
        ["whatsapp", ..] => template::play(state, call),
        _ => search::play(call),
    }
}

/// The body of a call, which must be declared as JSON, or a status and what was wrong.
fn json_body(call: &Call) -> Result<&Value, (StatusCode, &'static str)> {
    if call.media_type().as_deref() != Some("application/json") {
        let wrong = "the body must be application/json";
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, wrong));
    }
    match &call.body {
        Content::Json { value, .. } => Ok(value),
        _ => Err((StatusCode::BAD_REQUEST, "the body cannot be read as JSON")),
    }
}
