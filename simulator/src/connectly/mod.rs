//! Connectly: session messages and templates, as docs.connectly.ai has them.

mod answer;
mod content;
mod send;
mod template;

use axum::http::{Method, StatusCode};

pub use answer::own_error;
pub use template::TEMPLATES;

use crate::{
    call::Call,
    credentials::{CONNECTLY_BUSINESS, CONNECTLY_KEY},
    provider::no_such_path,
    respond::Reply,
    state::State,
};

/// What Connectly counts.
#[derive(Debug, Default)]
pub struct Counters {
    next_message: u64,
    next_trace: u64,
}

/// Connectly's answer to a call.
pub fn answer(state: &State, call: &Call) -> Reply {
    let segments = call.segments();
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let ["v1", "businesses", business, "send", call_name] = path.as_slice() else {
        return no_such_path();
    };
    let handler: fn(&State, &Call) -> Reply = match *call_name {
        "messages" => send::play,
        "whatsapp_templated_messages" => template::play,
        _ => return no_such_path(),
    };
    if call.method != Method::POST {
        return Reply::undocumented(StatusCode::METHOD_NOT_ALLOWED, "POST is needed");
    }
    // docs.connectly.ai/quick-start: the key goes in this header and belongs to one business.
    if call.header("x-api-key") != Some(CONNECTLY_KEY) {
        return answer::unauthorized(state, "X-API-Key is missing or unknown");
    }
    if *business != CONNECTLY_BUSINESS {
        return answer::unauthorized(state, "the key does not belong to this business");
    }
    handler(state, call)
}
