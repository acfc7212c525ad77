//! iSlash: session messages, templates and stickers, as api-docs.islash.io has them.
//!
//! Only status 200 is documented, and of codes only `RESP_OKAY`: every refusal is a bare status.

mod answer;
mod form;
mod send;
mod stickers;
mod template;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    call::Call,
    credentials::{ISLASH_SESSION, ISLASH_TOKEN},
    numbered::Numbered,
    provider::no_such_path,
    respond::Reply,
    state::State,
};

pub use template::TEMPLATES;

/// What iSlash counts.
#[derive(Debug)]
pub struct Memory {
    next_message: u64,
    /// The conversation of each contact.
    conversations: Numbered,
}

impl Default for Memory {
    fn default() -> Self {
        // The samples' own numbers.
        Self {
            next_message: 9126,
            conversations: Numbered::from(246),
        }
    }
}

/// iSlash's answer to a call.
pub fn answer(state: &State, call: &Call) -> Reply {
    let segments = call.segments();
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (method, handler): (_, fn(&State, &Call) -> Reply) = match path.as_slice() {
        ["api", "public", "send-session-message"] => (Method::POST, send::play),
        ["api", "public", "send-message"] => (Method::POST, template::send),
        ["api", "public", "template-message"] => (Method::POST, template::list),
        ["api", "public", "sticker"] => (Method::GET, stickers::play),
        _ => return no_such_path(),
    };
    if call.method != method {
        return Reply::undocumented(StatusCode::METHOD_NOT_ALLOWED, "another method is needed");
    }
    if call.header("x-user-token") != Some(ISLASH_TOKEN) {
        let wrong = "X-USER-TOKEN is missing or unknown";
        return Reply::undocumented(StatusCode::UNAUTHORIZED, wrong);
    }
    handler(state, call)
}

/// A failure that iSlash would report in `meta`. No code of a failure is documented.
pub fn own_error(code: Option<&Value>, message: Option<&str>) -> Reply {
    let code = code.cloned().unwrap_or_else(|| json!("SIMULATED_FAILURE"));
    let message = message.unwrap_or("Simulated failure");
    let body = json!({"meta": {"code": code, "message": message}});
    Reply::json(StatusCode::OK, &body)
        .with_note("iSlash documents no failure; this one was asked for")
}

/// Whether the session is the known one.
fn is_known_session(session: Option<&str>) -> bool {
    session == Some(ISLASH_SESSION)
}

/// The answer to an unknown session.
fn unknown_session() -> Reply {
    Reply::undocumented(StatusCode::UNAUTHORIZED, "the session is unknown")
}
