//! Yeastar P-Series: messages, files, templates and tokens, as help.yeastar.com has them.
//!
//! Every failure answers status 200 and says so in `errcode`.

mod answer;
mod send;
mod template;
mod templates;
mod token;
mod upload;

use axum::http::Method;
use serde_json::Value;

pub use answer::own_error;
pub use templates::TEMPLATES;

use crate::{
    call::{Call, Content},
    check::{Kind, Object, Report},
    numbered::Numbered,
    provider::no_such_path,
    respond::Reply,
    state::State,
};

/// What the PBX remembers.
#[derive(Debug)]
pub struct Memory {
    next_message: u64,
    /// Sessions started here, by channel, own number and the contact's digits.
    sessions: Numbered,
    tokens: token::Tokens,
    files: upload::Files,
}

impl Memory {
    /// How many tokens live, have lived and were asked for.
    pub fn tokens(&self, now: u64) -> Value {
        self.tokens.as_json(now)
    }

    /// Ends every access token but the fixed one; what refreshes them lives on.
    pub fn expire_tokens(&mut self, now: u64) {
        self.tokens.expire(now);
    }

    /// Forgets every upload.
    pub fn purge(&mut self) {
        self.files.purge();
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            // The sample's own number.
            next_message: 10_273,
            sessions: Numbered::from(4001),
            tokens: token::Tokens::default(),
            files: upload::Files::default(),
        }
    }
}

/// Yeastar's answer to a call.
pub fn answer(state: &State, call: &Call) -> Reply {
    let segments = call.segments();
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let rest = match path.as_slice() {
        ["openapi", "v1.0", rest @ ..] => rest,
        ["openapi", _, ..] => return answer::failure(answer::VERSION_UNSUPPORTED),
        _ => return no_such_path(),
    };
    // help.yeastar.com, request structure: every request names its user agent. What happens to one
    // that does not is not documented.
    if call.header("user-agent").is_none_or(str::is_empty) {
        return answer::failure(answer::FAILURE).with_note("User-Agent is missing");
    }
    match (&call.method, rest) {
        (&Method::POST, ["message", "send"]) => {
            token::guarded(state, call, || send::play(state, call))
        }
        (&Method::POST, ["message", "batchupload"]) => {
            token::guarded(state, call, || upload::play(state, call))
        }
        (&Method::GET, ["message_channel", "whatsapp_template"]) => {
            token::guarded(state, call, || templates::play(state, call))
        }
        (&Method::POST, ["get_token"]) => token::get(state, call),
        (&Method::POST, ["refresh_token"]) => token::refresh(state, call),
        (&Method::GET, ["del_token"]) => token::guarded(state, call, || token::delete(state, call)),
        _ => answer::failure(answer::NO_INTERFACE),
    }
}

/// The body of a call, read as JSON whether or not a content type says so: one of the page's own
/// examples has none.
fn body<'a>(call: &'a Call, report: &'a Report) -> Option<Object<'a>> {
    if let Content::Json { value, .. } = &call.body {
        return report.root(value);
    }
    report.refuse("", Kind::Type, None, "must be JSON");
    None
}
