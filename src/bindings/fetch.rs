//! Requests over fetch. gloo-net builds them; calling fetch, aborting it and reading its body are done here,
//! since a rejection may be any value, which gloo-net 0.7 takes for an Error.

use gloo_net::http::{Headers, RequestBuilder};
use js_sys::{Function, Promise, Reflect, Symbol, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Blob, FormData, RequestInit, RequestMode, RequestRedirect,
};

use super::cause::{describe, not_taken, rejected};
use crate::delivery::{Transport, TransportError};
use crate::provider::{Answer, Body, Method, Part, PartValue, Request, credentials};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    fn global_fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = Error)]
    type JsError;
    #[wasm_bindgen(constructor, js_class = Error)]
    fn new(message: &str) -> JsError;

    #[wasm_bindgen(extends = Uint8Array, js_name = Uint8Array)]
    type Bytes;
    #[wasm_bindgen(constructor, js_class = Uint8Array, catch)]
    fn new(given: &JsValue) -> Result<Bytes, JsValue>;

    /// A Response, a part of one, an error, or what a caller's own fetch gives for them: nothing is taken for
    /// granted, and each look at it may throw.
    pub type Given;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn status(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch, js_name = type)]
    fn kind(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn headers(this: &Given) -> Result<Given, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    fn get(this: &Given, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    fn text(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn body(this: &Given) -> Result<Given, JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = getReader)]
    fn get_reader(this: &Given) -> Result<Given, JsValue>;
    #[wasm_bindgen(method, structural, catch)]
    fn read(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn done(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    fn value(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    pub fn cause(this: &Given) -> Result<Given, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    pub fn code(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch)]
    pub fn message(this: &Given) -> Result<JsValue, JsValue>;
}

/// fetch, or the caller's own in its place.
pub struct Fetch {
    /// The caller's own fetch.
    pub own: Option<Function>,
    /// The Blobs of the message, by their handles.
    pub blobs: Vec<JsValue>,
    /// Whether a page hides from this code how an answer was packed.
    pub browser: bool,
}

/// Aborts its request when dropped before the answer was read.
struct Cancel {
    controller: AbortController,
    is_over: bool,
}

impl Drop for Cancel {
    fn drop(&mut self) {
        if !self.is_over {
            // An Error, as every runtime expects.
            let reason = JsError::new("The send was stopped.");
            self.controller.abort_with_reason(&reason);
        }
    }
}

impl Transport for Fetch {
    async fn call(&self, request: &Request) -> Result<Answer, TransportError> {
        let not_built = |error: JsValue| TransportError::NotBuilt(describe(error.unchecked_ref()));
        let mut cancel = Cancel {
            controller: AbortController::new().map_err(not_built)?,
            is_over: false,
        };
        let parts = self.parts(request).map_err(not_built)?;
        let response = self.fetch(parts, &cancel.controller.signal()).await?;
        // Only HTTP itself keeps what a header says of the length, and where every header is seen.
        let is_measured = self.own.is_none() && !self.browser;
        let answer = answer(&response, is_measured, request.purpose.max_answer_bytes()).await?;
        cancel.is_over = true;
        Ok(answer)
    }

    async fn probe(&self, url: &str) -> Option<u16> {
        let cancel = Cancel {
            controller: AbortController::new().ok()?,
            is_over: false,
        };
        let init = RequestInit::new();
        init.set_method("HEAD");
        init.set_signal(Some(&cancel.controller.signal()));
        if self.browser {
            // No provider need allow the page to read this answer: that there is one says enough.
            init.set_mode(RequestMode::NoCors);
        } else {
            init.set_redirect(RequestRedirect::Manual);
        }
        let returned = match &self.own {
            Some(own) => {
                let request = web_sys::Request::new_with_str_and_init(url, &init).ok()?;
                own.call1(&JsValue::UNDEFINED, &request)
            }
            None => global_fetch(url, &init).map(JsValue::from),
        };
        let response: Given = settled(&returned.ok()?).await.ok()?.unchecked_into();
        let status = response.status().ok()?.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "what is out of range is the nearest that is not"
        )]
        Some(status as u16)
    }
}

/// What a request is made of.
struct Parts {
    url: String,
    method: gloo_net::http::Method,
    headers: Headers,
    body: JsValue,
}

impl Parts {
    /// The Request that a caller's own fetch is given.
    fn request(self, signal: &AbortSignal) -> Result<web_sys::Request, JsValue> {
        let builder = RequestBuilder::new(&self.url)
            .method(self.method)
            .headers(self.headers)
            .redirect(RequestRedirect::Manual)
            .abort_signal(Some(signal));
        let built = if self.body.is_undefined() {
            builder.build()
        } else {
            builder.body(self.body)
        };
        built
            .map(Into::into)
            .map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// What the runtime's fetch is given: Node copies the body of a Request through a pair of streams.
    fn init(self, signal: &AbortSignal) -> RequestInit {
        let init = RequestInit::new();
        init.set_method(self.method.as_str());
        init.set_headers(&self.headers.into_raw());
        init.set_redirect(RequestRedirect::Manual);
        init.set_signal(Some(signal));
        init.set_body(&self.body);
        init
    }
}

impl Fetch {
    fn parts(&self, request: &Request) -> Result<Parts, JsValue> {
        let headers = Headers::new();
        for (name, value) in request.all_headers() {
            headers.set(name, &value.reveal());
        }
        Ok(Parts {
            url: request.url(),
            method: match request.method {
                Method::Get => gloo_net::http::Method::GET,
                Method::Post => gloo_net::http::Method::POST,
            },
            headers,
            body: match &request.body {
                Body::None => JsValue::UNDEFINED,
                Body::Json(text) => JsValue::from_str(text),
                Body::Credentials(secrets) => {
                    let body = credentials(secrets, |secret| secret.reveal().to_owned());
                    JsValue::from_str(&body.to_string())
                }
                Body::Form(parts) => self.form(parts)?.into(),
            },
        })
    }

    fn form(&self, parts: &[Part]) -> Result<FormData, JsValue> {
        let form = FormData::new()?;
        for part in parts {
            match &part.value {
                PartValue::Text(text) => form.append_with_str(&part.name, &text.reveal())?,
                PartValue::File(file, name) => {
                    let blob = self.blobs.get(file.handle).ok_or("The file is gone.")?;
                    let blob = blob.unchecked_ref::<Blob>();
                    form.append_with_blob_and_filename(&part.name, blob, name)?;
                }
            }
        }
        Ok(form)
    }

    async fn fetch(&self, parts: Parts, signal: &AbortSignal) -> Result<Given, TransportError> {
        let returned = match &self.own {
            Some(own) => {
                let request = parts.request(signal);
                let request = request
                    .map_err(|error| TransportError::NotBuilt(describe(error.unchecked_ref())))?;
                own.call1(&JsValue::UNDEFINED, &request)
            }
            None => {
                let url = parts.url.clone();
                global_fetch(&url, &parts.init(signal)).map(JsValue::from)
            }
        };
        // What is thrown at once was thrown before any request could leave.
        let promise = returned.map_err(|thrown| not_taken(thrown.unchecked_ref()))?;
        let response = settled(&promise).await;
        let response = response.map_err(|error| rejected(error.unchecked_into()))?;
        let response: Given = response.unchecked_into();
        if status(&response).is_some() {
            Ok(response)
        } else {
            Err(TransportError::Broken(
                "The configured fetch returned no Response.".to_owned(),
            ))
        }
    }
}

async fn answer(
    response: &Given,
    is_measured: bool,
    most: usize,
) -> Result<Answer, TransportError> {
    let status = status(response).unwrap_or_default();
    let headers = response.headers().ok();
    let header = |name: &str| headers.as_ref()?.get(name).ok()?.as_string();
    let is_refusal = status == 0 || status >= 300;
    let length = header("content-length").and_then(|length| length.parse().ok());
    // A packed body may be any number of times as large.
    let is_small = is_measured
        && length.is_some_and(|length: usize| length <= most)
        && header("content-encoding").is_none();
    match text(response, is_small, most).await {
        Ok(Some(text)) => Ok(Answer {
            status,
            retry_after: is_refusal.then(|| header("retry-after")).flatten(),
            location: is_refusal.then(|| header("location")).flatten(),
            text,
            echoes: Vec::new(),
        }),
        Ok(None) => Err(TransportError::TooLarge { status }),
        Err(error) => Err(TransportError::Unreadable {
            status,
            reason: describe(error.unchecked_ref()),
        }),
    }
}

/// The HTTP status, which is 0 where a browser hides a redirect. `None` for what no answer has: what came of
/// such a call is not known.
fn status(response: &Given) -> Option<u16> {
    let status = response.status().ok()?.as_f64()?;
    let kind = || response.kind().ok()?.as_string();
    let hides_redirect = || kind().as_deref() == Some("opaqueredirect");
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be whole and in range"
    )]
    ((200.0..600.0).contains(&status) && status.fract() == 0.0 || status == 0.0 && hides_redirect())
        .then_some(status as u16)
}

/// The body's text, read piece by piece; `None` where it is larger than any answer. What is left is given
/// up: the send ends, and with it its connection.
async fn text(response: &Given, is_small: bool, most: usize) -> Result<Option<String>, JsValue> {
    let body = if is_small { None } else { response.body().ok() };
    let Some(body) = body.filter(|body| body.is_object()) else {
        // Known to be small, or empty, or a test's Response without a stream.
        let text = settled(&response.text()?).await?;
        let text = text.as_string().ok_or("The body is no text.")?;
        return Ok(Some(text).filter(|text| text.len() <= most));
    };
    let reader = body.get_reader()?;
    let mut bytes = Vec::new();
    loop {
        let piece: Given = settled(&reader.read()?).await?.unchecked_into();
        if piece.done()?.is_truthy() {
            // As Response.text() reads it: without the mark that UTF-8 may begin with.
            let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            return Ok(Some(String::from_utf8_lossy(text).into_owned()));
        }
        let value = piece.value()?;
        // Told by tag, and copied: those of another realm are no instance of this one's.
        if Reflect::get(&value, &Symbol::to_string_tag())? != "Uint8Array" {
            return Err("The body is no stream of bytes.".into());
        }
        let piece = Bytes::new(&value)?;
        // Measured before it enters the module, whose memory never shrinks.
        let length = usize::try_from(piece.length()).unwrap_or(usize::MAX);
        if length.saturating_add(bytes.len()) > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&piece.to_vec());
    }
}

/// What a value becomes that may be a promise, of whatever class or realm.
pub(super) fn settled(value: &JsValue) -> JsFuture {
    // Not Promise.resolve: it gives a promise back as it is, and one whose own `then` throws would throw here.
    let promise = Promise::new(&mut |resolve, _| {
        // What a promise resolves with is its own to look at; this cannot fail.
        let _ = resolve.call1(&JsValue::UNDEFINED, value);
    });
    JsFuture::from(promise)
}
