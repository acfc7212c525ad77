//! One request to a provider: received, recorded, met by a fault or not, answered.

use std::{io, sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::stream;

use crate::{
    call::{Call, NotReceived},
    connection::Cutter,
    fault::{Cut, Fault},
    provider::Provider,
    respond::Reply,
    state::{State, lock},
};

/// A fault for the request that carries it, as JSON.
const FAULT_HEADER: &str = "x-simulator-fault";

/// Answers one request.
pub async fn play(state: Arc<State>, provider: Provider, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let cutter = head.extensions.get::<Cutter>().cloned();
    // A request that broke off or was not taken whole was not received, so it is not recorded.
    let call = match Call::receive(head, body).await {
        Ok(call) => call,
        Err(NotReceived::TooLarge(most)) => {
            return Reply::empty(StatusCode::PAYLOAD_TOO_LARGE)
                .with_note(&format!(
                    "the simulator takes no more than {most} bytes of it"
                ))
                .into_response();
        }
        Err(NotReceived::BrokenOff) => {
            return Reply::empty(StatusCode::BAD_REQUEST).into_response();
        }
    };
    let number = lock(&state.records).push(provider, &call);

    let fault = match fault(&state, provider, &call) {
        Ok(fault) => fault,
        Err(problem) => {
            let note = format!("{FAULT_HEADER} cannot be read: {problem}");
            lock(&state.records).answered(number, 400);
            return Reply::empty(StatusCode::BAD_REQUEST)
                .with_note(&note)
                .into_response();
        }
    };
    let Some(fault) = fault else {
        let reply = provider.answer(&state, &call);
        lock(&state.records).answered(number, reply.status.as_u16());
        return reply.into_response();
    };

    let reply = fault
        .instead(provider)
        .unwrap_or_else(|| fault.over(provider.answer(&state, &call)));
    // Many may wait, and none needs its request any more.
    drop(call);
    if let Some(ms) = fault.delay_ms {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let Some(cut) = fault.cut else {
        lock(&state.records).answered(number, reply.status.as_u16());
        return reply.into_response();
    };
    if cut == Cut::Before
        && let Some(cutter) = cutter
    {
        match cutter.cut().await {}
    }
    broken_off(reply, cut)
}

/// The fault this request meets: its own, or the first in line.
fn fault(state: &State, provider: Provider, call: &Call) -> Result<Option<Fault>, String> {
    let Some(own) = call.headers.get(FAULT_HEADER) else {
        return Ok(lock(&state.faults).take(provider, &call.path));
    };
    let value = serde_json::from_slice(own.as_bytes()).map_err(|error| error.to_string())?;
    Fault::read(value).map(Some)
}

/// An answer that declares its whole length and ends early.
fn broken_off(reply: Reply, cut: Cut) -> Response {
    let whole = reply.body.len();
    let sent = if cut == Cut::Body { whole / 2 } else { 0 };
    let half = reply.body.slice(..sent);
    let mut response = reply.into_response();
    // An empty answer would be complete after its headers, so it declares a byte that never comes.
    let declared = HeaderValue::from(whole.max(1));
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, declared);
    *response.body_mut() = Body::from_stream(stream::unfold(Step::Send(half), step));
    response
}

enum Step {
    Send(Bytes),
    Break,
}

async fn step(now: Step) -> Option<(io::Result<Bytes>, Step)> {
    match now {
        Step::Send(half) if !half.is_empty() => Some((Ok(half), Step::Break)),
        _ => {
            // What was written leaves for the network while the body has nothing more to give.
            tokio::task::yield_now().await;
            Some((Err(io::Error::other("cut by a fault")), Step::Break))
        }
    }
}
