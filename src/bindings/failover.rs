//! Trying one client after another.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::abort::Listener;
use super::client::{Inner, WasmClient};
use super::clock::JsClock;
use super::input::{self, Input, Plain};
use super::output;
use crate::delivery::{Failover, SendOptions, Turn};
use crate::outcome::{Error, ErrorCode, Receipt};

/// Clients that are tried in order.
#[wasm_bindgen]
pub struct WasmFailover(Rc<Clients>);

struct Clients {
    clients: Vec<Rc<Inner>>,
    failover: Failover,
}

/// Clients to be tried, as they are collected.
#[wasm_bindgen]
#[derive(Default)]
pub struct WasmClients(Vec<Rc<Inner>>);

#[wasm_bindgen]
impl WasmClients {
    /// None yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more, to be tried after the others.
    pub fn add(&mut self, client: &WasmClient) {
        self.0.push(Rc::clone(&client.0));
    }

    /// All of them.
    #[must_use]
    pub fn failover(self) -> WasmFailover {
        let failover = Failover::new(self.0.len());
        WasmFailover(Rc::new(Clients {
            clients: self.0,
            failover,
        }))
    }
}

#[wasm_bindgen]
impl WasmFailover {
    /// Sends. `message` gives the message for the provider of that name; where it throws, the promise rejects
    /// with the fields of an `internal` error, and what was thrown is the caller's to tell.
    pub fn send(&self, message: Function, options: String, signal: Option<AbortSignal>) -> Promise {
        let clients = Rc::clone(&self.0);
        future_to_promise(async move {
            let abort = signal.map(Listener::new).map(Rc::new);
            match clients.send(&message, &options, abort).await {
                Ok(receipt) => Ok(output::receipt(&receipt)),
                Err(error) => Err(output::error(&error)),
            }
        })
    }
}

impl Clients {
    async fn send(
        &self,
        message: &Function,
        options: &str,
        abort: Option<Rc<Listener>>,
    ) -> Result<Receipt, Error> {
        let options = SendOptions::read(&input::value(options)?)?;
        let turn = async |turn: Turn| {
            let failed = || Error::new(ErrorCode::Internal, "There is no message to send.");
            let inner = self.clients.get(turn.client).ok_or_else(failed)?;
            let provider = JsValue::from_str(inner.client.provider());
            let given = message.call1(&JsValue::UNDEFINED, &provider);
            let given: Plain = given.map_err(|_| failed())?.unchecked_into();
            let Input { value, attachments } = given.read()?;
            let world = inner.world(given.blobs(), abort.clone());
            let io = world.io(inner);
            // A client's own deadline holds for its turn too.
            let own = inner.client.deadline_ms();
            let options = SendOptions {
                deadline_ms: turn.options.deadline_ms.map(|left| left.min(own)),
                ..turn.options
            };
            inner.client.send(&value, &attachments, &options, io).await
        };
        self.failover.send(&options, &JsClock, turn).await
    }
}
