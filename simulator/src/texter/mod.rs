//! Texter: session messages and the search for chats, as help.texterchat.com has them.
//!
//! No error of these two calls is documented: every refusal is a bare status.

mod answer;
mod search;
mod send;

use axum::http::{Method, StatusCode};

pub use answer::own_error;

use crate::{
    call::Call, credentials::TEXTER_TOKEN, provider::no_such_path, respond::Reply, state::State,
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
        ["messages", "send", _] => Method::POST,
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
        _ => search::play(call),
    }
}
