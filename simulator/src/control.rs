//! The simulator's own paths below `/_simulator`.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Query, State as Shared},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    bounds::FAULTS_BYTES,
    credentials,
    fault::Fault,
    provider::Provider,
    respond::Reply,
    state::{State, lock},
};

/// The router for these paths.
pub fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/health", get(async || Json(json!({"ok": true}))))
        .route("/credentials", get(async || Json(credentials::as_json())))
        .route("/requests", get(requests).delete(clear_requests))
        .route("/faults", get(faults).post(add_faults).delete(clear_faults))
        .route("/clock", post(advance_clock))
        .route("/tokens", get(tokens))
        .route("/tokens/expire", post(expire_tokens))
        .route("/purge", post(purge))
        .route("/reset", post(reset))
        .layer(DefaultBodyLimit::max(FAULTS_BYTES))
        .with_state(state)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    provider: Option<Provider>,
}

async fn requests(Shared(state): Shared<Arc<State>>, Query(filter): Query<Filter>) -> Response {
    let records = lock(&state.records);
    let reply = Reply::empty(StatusCode::OK)
        .with_body(records.as_json(filter.provider).into())
        .with_header(header::CONTENT_TYPE, "application/json");
    // Whoever counts requests must not count too few without a word.
    let reply = match records.gone() {
        0 => reply,
        gone => reply.with_note(&format!("{gone} earlier requests gave way to these")),
    };
    reply.into_response()
}

async fn clear_requests(Shared(state): Shared<Arc<State>>) -> StatusCode {
    lock(&state.records).clear();
    StatusCode::NO_CONTENT
}

async fn faults(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    Json(json!({"waiting": lock(&state.faults).len()}))
}

async fn add_faults(Shared(state): Shared<Arc<State>>, Json(given): Json<Value>) -> Response {
    let list = match given {
        Value::Array(list) => list,
        one => vec![one],
    };
    let read: Result<Vec<Fault>, String> = list.into_iter().map(Fault::read).collect();
    match read.and_then(|list| lock(&state.faults).add(list)) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        // A fault that nobody understands, or that finds no room, must not look like one that was set.
        Err(problem) => (StatusCode::BAD_REQUEST, Json(json!({"error": problem}))).into_response(),
    }
}

async fn clear_faults(Shared(state): Shared<Arc<State>>) -> StatusCode {
    lock(&state.faults).clear();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Advance {
    advance_ms: u64,
}

async fn advance_clock(
    Shared(state): Shared<Arc<State>>,
    Json(advance): Json<Advance>,
) -> StatusCode {
    state.clock.advance(advance.advance_ms);
    StatusCode::NO_CONTENT
}

async fn tokens(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    let now = state.clock.now_s();
    Json(lock(&state.yeastar).tokens(now))
}

async fn expire_tokens(Shared(state): Shared<Arc<State>>) -> StatusCode {
    let now = state.clock.now_s();
    lock(&state.yeastar).expire_tokens(now);
    StatusCode::NO_CONTENT
}

async fn purge(Shared(state): Shared<Arc<State>>) -> StatusCode {
    lock(&state.yeastar).purge();
    StatusCode::NO_CONTENT
}

async fn reset(Shared(state): Shared<Arc<State>>) -> StatusCode {
    state.reset();
    StatusCode::NO_CONTENT
}
