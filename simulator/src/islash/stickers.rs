//! The sticker list: api-docs.islash.io/sticker-list/get-sticker-list.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{answer::okay, is_known_session, unknown_session};
use crate::{call::Call, respond::Reply, state::State};

/// Id and name of the stickers there are.
const STICKERS: [(u64, &str); 2] = [(66, "sticker7"), (67, "sticker5")];

/// The name of a sticker, if there is one of that id.
pub fn name(id: &str) -> Option<&'static str> {
    STICKERS
        .iter()
        .find(|(known, _)| known.to_string() == id)
        .map(|(_, name)| *name)
}

/// The list.
pub fn play(_: &State, call: &Call) -> Reply {
    if call.parameter("session").is_none() {
        return Reply::undocumented(StatusCode::BAD_REQUEST, "session: is required once");
    }
    if !is_known_session(call.parameter("session")) {
        return unknown_session();
    }
    let stickers: Vec<Value> = STICKERS
        .iter()
        .map(|(id, name)| {
            json!({"id": id, "name": name, "type": "image/webp", "width": 512, "height": 512})
        })
        .collect();
    okay(json!({"stickers": stickers}))
}
