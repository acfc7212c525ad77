//! The client that the package's JavaScript wraps.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::abort::Listener;
use super::clock::JsClock;
use super::fetch::Fetch;
use super::input::{self, Input};
use super::observer::JsObserver;
use super::output;
use super::store::JsStore;
use crate::delivery::{
    Client, Clock, Io, Never, Options, SendOptions, TokenStore, read_plan_options,
};
use crate::listing::{ChatQuery, TemplateQuery, Upload};
use crate::outcome::{Error, Receipt};
use crate::plan::Plan;
use crate::provider::{self, Found, Task};

/// A client. What it is given and what it gives is plain; errors are the fields of a SessageError.
#[wasm_bindgen]
pub struct WasmClient(pub(super) Rc<Inner>);

/// What a client and the runs that it started share.
pub(super) struct Inner {
    pub client: Client,
    fetch: Option<Function>,
    on_attempt: Option<Function>,
    store: Option<JsStore>,
    browser: bool,
}

#[wasm_bindgen]
impl WasmClient {
    /// A client for a configuration and options, both made plain, with the functions among the options.
    ///
    /// # Errors
    /// The fields of an `invalid_config`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        config: &str,
        options: &str,
        fetch: Option<Function>,
        on_attempt: Option<Function>,
        get_tokens: Option<Function>,
        set_tokens: Option<Function>,
        browser: bool,
    ) -> Result<WasmClient, JsValue> {
        let client = create(config, options, browser).map_err(|error| output::error(&error))?;
        Ok(Self(Rc::new(Inner {
            client,
            fetch,
            on_attempt,
            browser,
            store: get_tokens
                .zip(set_tokens)
                .map(|(get, set)| JsStore { get, set }),
        })))
    }

    /// The provider's name.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn provider(&self) -> String {
        self.0.client.provider().to_owned()
    }

    /// The problems of a message made plain.
    ///
    /// # Errors
    /// The fields of an `internal` error.
    pub fn validate(&self, message: &str) -> Result<JsValue, JsValue> {
        let message = input::read(message).map_err(|error| output::error(&error))?;
        let now = JsClock.now();
        let problems = self
            .0
            .client
            .validate(&message.value, &message.attachments, now);
        Ok(output::plain(&problems))
    }

    /// What sending a message made plain would do, with options made plain.
    ///
    /// # Errors
    /// The fields of an `invalid_config` where the options are wrong.
    pub fn plan(&self, message: &str, options: &str) -> Result<JsValue, JsValue> {
        let plan = self.0.plan(message, options);
        plan.map(|plan| output::plan(&plan))
            .map_err(|error| output::error(&error))
    }

    /// Sends a message made plain. The promise gives a receipt, or rejects with the fields of a
    /// SessageError.
    pub fn send(
        &self,
        message: String,
        blobs: Vec<JsValue>,
        options: String,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let inner = Rc::clone(&self.0);
        future_to_promise(async move {
            match inner.send(&message, blobs, &options, signal).await {
                Ok(receipt) => Ok(output::receipt(&receipt)),
                Err(error) => Err(output::error(&error)),
            }
        })
    }
}

#[wasm_bindgen]
impl WasmClient {
    /// Asks for what is no send: `upload`, `templates`, `stickers` or `chats`, with what is given made plain.
    pub fn ask(
        &self,
        operation: String,
        given: String,
        blobs: Vec<JsValue>,
        options: String,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let inner = Rc::clone(&self.0);
        future_to_promise(async move {
            let found = inner.ask(&operation, &given, blobs, &options, signal).await;
            found
                .map(|found| output::found(&found))
                .map_err(|error| output::error(&error))
        })
    }
}

impl Inner {
    async fn ask(
        &self,
        operation: &str,
        given: &str,
        blobs: Vec<JsValue>,
        options: &str,
        signal: Option<AbortSignal>,
    ) -> Result<Found, Error> {
        let task = task(operation, given, options)?;
        let world = self.world(blobs, signal.map(Listener::new).map(Rc::new));
        self.client.ask(&task, world.io(self)).await
    }

    /// What carries requests, with the Blobs of a message.
    pub fn fetch(&self, blobs: Vec<JsValue>) -> Fetch {
        Fetch {
            own: self.fetch.clone(),
            blobs,
            browser: self.browser,
        }
    }

    /// What a send needs of the world outside.
    pub fn world(&self, blobs: Vec<JsValue>, abort: Option<Rc<Listener>>) -> World {
        World {
            transport: self.fetch(blobs),
            abort,
            observer: JsObserver(self.on_attempt.clone()),
        }
    }

    fn plan(&self, message: &str, options: &str) -> Result<Plan, Error> {
        let message = input::read(message)?;
        let mode = read_plan_options(&input::value(options)?)?;
        let now = JsClock.now();
        Ok(self
            .client
            .plan(&message.value, &message.attachments, mode, now))
    }

    async fn send(
        &self,
        message: &str,
        blobs: Vec<JsValue>,
        options: &str,
        signal: Option<AbortSignal>,
    ) -> Result<Receipt, Error> {
        let message = input::read(message)?;
        let options = SendOptions::read(&input::value(options)?)?;
        let world = self.world(blobs, signal.map(Listener::new).map(Rc::new));
        let Input { value, attachments } = message;
        let io = world.io(self);
        self.client.send(&value, &attachments, &options, io).await
    }
}

/// What a send needs of the world outside.
pub(super) struct World {
    transport: Fetch,
    abort: Option<Rc<Listener>>,
    observer: JsObserver,
}

impl World {
    pub fn io<'a>(&'a self, inner: &'a Inner) -> Io<'a, Fetch, JsClock> {
        Io {
            transport: &self.transport,
            clock: &JsClock,
            abort: self.abort.as_deref().map_or(&Never, |abort| abort),
            observer: &self.observer,
            store: inner.store.as_ref().map(|store| store as &dyn TokenStore),
        }
    }
}

fn task(operation: &str, given: &str, options: &str) -> Result<Task, Error> {
    let Input { value, attachments } = input::read(given)?;
    Ok(match operation {
        "upload" => Task::Upload(Upload::read(&value, &attachments, &input::value(options)?)?),
        "templates" => Task::Templates(TemplateQuery::read(&value)?),
        "chats" => Task::Chats(ChatQuery::read(&value)?),
        _ => Task::Stickers,
    })
}

fn create(config: &str, options: &str, browser: bool) -> Result<Client, Error> {
    let options = Options::read(&input::value(options)?)?;
    Client::new(&input::value(config)?, options, browser)
}

/// The problems of a message made plain, as far as they show without a configuration.
///
/// # Errors
/// The fields of an `invalid_config` where there is no such provider.
#[wasm_bindgen(js_name = validate)]
pub fn free_validate(message: &str, name: &str) -> Result<JsValue, JsValue> {
    let validated = provider::by_name(name)
        .ok_or_else(|| provider::unknown_provider(""))
        .and_then(|entry| {
            let message = input::read(message)?;
            let now = JsClock.now();
            let (_, problems) =
                provider::validate(&message.value, &message.attachments, entry, None, now);
            Ok(problems)
        });
    validated
        .map(|problems| output::plain(&problems))
        .map_err(|error| output::error(&error))
}
