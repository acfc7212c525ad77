//! Runs of many messages, read one by one from the package's JavaScript.

use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::AbortSignal;

use super::abort::Listener;
use super::client::{Inner, WasmClient};
use super::clock::JsClock;
use super::input::{self, Input, Plain};
use super::output;
use super::source::JsSource;
use crate::adapt::Adapt;
use crate::delivery::{
    Abort, Begin, Broadcast, BulkItem, BulkOptions, BulkResult, BulkRun, Never, Outside, Probe,
    SendOptions, Sending,
};
use crate::json::{Json, object};
use crate::outcome::{Error, ErrorCode};

/// A run of many messages. What it gives is plain.
#[wasm_bindgen]
pub struct WasmBulk {
    run: Rc<BulkRun<JsSource, JsClock>>,
    /// Called once nothing of the run runs any more.
    end: Function,
}

#[wasm_bindgen]
impl WasmClient {
    /// A run over messages. `take` gives the next one, or a promise of it, or nothing after the last; `leave`
    /// is called once no more will be taken, and `end` once nothing of a run that started runs any more. Options
    /// are made plain.
    ///
    /// # Errors
    /// The fields of an `invalid_config`.
    #[wasm_bindgen(js_name = sendMany)]
    pub fn send_many(
        &self,
        take: Function,
        leave: Function,
        end: Function,
        options: &str,
        on_progress: Option<Function>,
        signal: Option<AbortSignal>,
    ) -> Result<WasmBulk, JsValue> {
        let options = self.options_of(options)?;
        let abort = signal.map(Listener::new).map(Rc::new);
        let send = Messages {
            inner: Rc::clone(&self.0),
            adapt: options.adapt,
            abort: abort.clone(),
        };
        let source = JsSource::new(take, leave, Box::new(move |taken| send.item(taken)));
        Ok(self.run(source, end, options, on_progress, abort))
    }

    /// A run that sends one content, made plain, to many recipients; else as `sendMany`.
    ///
    /// # Errors
    /// The fields of an `invalid_config`.
    #[expect(
        clippy::too_many_arguments,
        reason = "called from one place, by position"
    )]
    pub fn broadcast(
        &self,
        content: &str,
        blobs: Vec<JsValue>,
        take: Function,
        leave: Function,
        end: Function,
        options: &str,
        on_progress: Option<Function>,
        signal: Option<AbortSignal>,
    ) -> Result<WasmBulk, JsValue> {
        let options = self.options_of(options)?;
        let content = input::read(content).map_err(|error| output::error(&error))?;
        let abort = signal.map(Listener::new).map(Rc::new);
        let Input { value, attachments } = content;
        let broadcast = self.0.client.broadcast(&value, &attachments, options.adapt);
        let send = Recipients {
            inner: Rc::clone(&self.0),
            broadcast: Rc::new(broadcast),
            blobs,
            adapt: options.adapt,
            abort: abort.clone(),
        };
        let source = JsSource::new(take, leave, Box::new(move |taken| send.item(taken)));
        Ok(self.run(source, end, options, on_progress, abort))
    }
}

impl WasmClient {
    fn options_of(&self, options: &str) -> Result<BulkOptions, JsValue> {
        let options = input::value(options);
        let options = options.and_then(|options| self.0.client.bulk_options(&options));
        let mut options = options.map_err(|error| output::error(&error))?;
        if let Some(resume) = &mut options.resume
            && !self.0.client.keeps_raw()
        {
            resume.drop_raw();
        }
        Ok(options)
    }

    fn run(
        &self,
        source: JsSource,
        end: Function,
        options: BulkOptions,
        on_progress: Option<Function>,
        abort: Option<Rc<Listener>>,
    ) -> WasmBulk {
        let abort: Box<dyn Abort> = match abort {
            Some(abort) => Box::new(abort),
            None => Box::new(Never),
        };
        let report = move |progress: &_| {
            if let Some(callback) = &on_progress {
                // What a callback throws is its own affair: it must not harm the run.
                let _ = callback.call1(&JsValue::UNDEFINED, &output::plain(progress));
            }
        };
        let outside = Outside {
            abort,
            probe: probe(&self.0),
            on_progress: Box::new(report),
        };
        let run = Rc::new(BulkRun::new(source, options, JsClock, outside));
        WasmBulk { run, end }
    }
}

/// Asks the client's provider whether it is back.
fn probe(inner: &Rc<Inner>) -> Probe {
    let inner = Rc::clone(inner);
    Box::new(move || {
        let inner = Rc::clone(&inner);
        Box::pin(async move { inner.client.probe(&inner.fetch(Vec::new()), &JsClock).await })
    })
}

#[wasm_bindgen]
impl WasmBulk {
    /// A promise of the next result, or of nothing after the last. It rejects with what the source failed with; a
    /// source that is refused is an object with the fields of the error as `refused`.
    pub fn next(&self) -> Promise {
        let run = self.started();
        future_to_promise(async move {
            match run.next().await {
                Ok(next) => Ok(next.map_or(JsValue::UNDEFINED, |result| written(&result))),
                Err(fault) => fault.into_promised(),
            }
        })
    }

    /// A promise of the last progress, every result having been dropped; it fails as that of `next`.
    pub fn done(&self) -> Promise {
        let run = self.started();
        future_to_promise(async move {
            match run.done().await {
                Ok(progress) => Ok(output::plain(&progress)),
                Err(fault) => fault.into_promised(),
            }
        })
    }

    /// How far the run has come.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn progress(&self) -> JsValue {
        output::plain(&self.run.progress())
    }

    /// Where the run stands.
    #[must_use]
    pub fn checkpoint(&self) -> JsValue {
        output::plain(&self.run.checkpoint().write())
    }

    /// Takes no more messages.
    pub fn stop(&self) {
        self.run.stop();
    }
}

impl WasmBulk {
    fn started(&self) -> Rc<BulkRun<JsSource, JsClock>> {
        if let Some(driver) = self.run.start() {
            let end = self.end.clone();
            spawn_local(async move {
                driver.await;
                // It never throws.
                let _ = end.call0(&JsValue::UNDEFINED);
            });
        }
        Rc::clone(&self.run)
    }
}

fn written(result: &BulkResult) -> JsValue {
    let value = output::plain(&object([
        ("index", i64::try_from(result.index).ok().map(Json::from)),
        ("to", Some(result.to.clone())),
        ("reference", result.reference.as_deref().map(Json::from)),
        ("outcome", Some(Json::from(result.outcome()))),
    ]));
    let (key, sent) = match &result.sent {
        Ok(receipt) => ("receipt", output::receipt(receipt)),
        Err(error) => ("error", output::error(error)),
    };
    // Setting a field of a fresh object cannot fail.
    let _ = Reflect::set(&value, &JsValue::from_str(key), &sent);
    value
}

/// Sends messages.
struct Messages {
    inner: Rc<Inner>,
    adapt: Option<Adapt>,
    abort: Option<Rc<Listener>>,
}

impl Messages {
    fn item(&self, taken: &Plain) -> BulkItem {
        let message = match taken.read() {
            Ok(message) => message,
            Err(error) => return unreadable(error),
        };
        let to = message.value.get("to").cloned().unwrap_or(Json::Null);
        let reference = message.value.get("reference").and_then(Json::as_str);
        let reference = reference.map(str::to_owned);
        let (inner, adapt) = (Rc::clone(&self.inner), self.adapt);
        let (abort, blobs) = (self.abort.clone(), taken.blobs());
        let message = Rc::new(message);
        let begin: Begin = Box::new(move |parts| -> Sending {
            let (inner, message) = (Rc::clone(&inner), Rc::clone(&message));
            let world = inner.world(blobs.clone(), abort.clone());
            let options = SendOptions::in_run(adapt, parts);
            Box::pin(async move {
                let io = world.io(&inner);
                let Input { value, attachments } = &*message;
                inner.client.send(value, attachments, &options, io).await
            })
        });
        BulkItem {
            to,
            reference,
            begin,
        }
    }
}

/// Sends one content to recipients.
struct Recipients {
    inner: Rc<Inner>,
    broadcast: Rc<Broadcast>,
    blobs: Vec<JsValue>,
    adapt: Option<Adapt>,
    abort: Option<Rc<Listener>>,
}

impl Recipients {
    fn item(&self, taken: &Plain) -> BulkItem {
        let to = match taken.read() {
            Ok(to) => to.value,
            Err(error) => return unreadable(error),
        };
        let (inner, adapt) = (Rc::clone(&self.inner), self.adapt);
        let broadcast = Rc::clone(&self.broadcast);
        let (abort, blobs) = (self.abort.clone(), self.blobs.clone());
        let recipient = to.clone();
        let begin: Begin = Box::new(move |parts| -> Sending {
            let (inner, broadcast) = (Rc::clone(&inner), Rc::clone(&broadcast));
            let world = inner.world(blobs.clone(), abort.clone());
            let options = SendOptions::in_run(adapt, parts);
            let recipient = recipient.clone();
            Box::pin(async move {
                let io = world.io(&inner);
                inner
                    .client
                    .send_to(&broadcast, &recipient, &options, io)
                    .await
            })
        });
        BulkItem {
            to,
            reference: None,
            begin,
        }
    }
}

/// Only the package's own JavaScript can be at fault here.
fn unreadable(error: Error) -> BulkItem {
    debug_assert_eq!(error.code, ErrorCode::Internal);
    BulkItem {
        to: Json::Null,
        reference: None,
        begin: Box::new(move |_| {
            let error = error.clone();
            Box::pin(async move { Err(error) })
        }),
    }
}
