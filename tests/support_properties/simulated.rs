//! The simulator behind a real connection: what it received, and whether that is what was built.

use std::cell::RefCell;
use std::future::{Future, pending};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use serde_json::Value;
use sessage::delivery::{
    Client, Clock, Io, Never, Options, SendOptions, Transport, TransportError, Unobserved,
};
use sessage::json::{Json, object};
use sessage::message::Attachment;
use sessage::outcome::{Error, Receipt};
use sessage::provider::{Answer, Body, Method, Part, PartValue, Request};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use super::promises::NOW;
use super::{known, multipart};

/// A simulator of its own, and a client that keeps its connection.
pub struct Simulator {
    runtime: Runtime,
    http: reqwest::Client,
    /// Its address.
    base: String,
}

impl Simulator {
    /// Starts on any free port.
    pub fn start() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(sessage_simulator::serve(
            listener,
            sessage_simulator::Options::default(),
        ));
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            // An answer that never comes must fail the test, not hang it.
            .timeout(Duration::from_secs(60))
            .no_proxy()
            .build()
            .unwrap();
        Self {
            runtime,
            http,
            base,
        }
    }

    /// A client of the library for a configuration without an address.
    pub fn client(&self, config: &Json) -> Result<Client, Error> {
        Client::new(&known::at(&self.base, config), Options::default(), false)
    }

    /// Sends a message. What the simulator recorded must be what the library built.
    pub fn send(
        &self,
        client: &Client,
        message: &Json,
        attachments: &[Attachment],
    ) -> Result<Receipt, (Error, String)> {
        let wire = Wire {
            http: &self.http,
            requests: RefCell::default(),
            notes: RefCell::default(),
        };
        let io = Io {
            transport: &wire,
            clock: &Patient,
            abort: &Never,
            observer: &Unobserved,
            store: None,
        };
        let options = SendOptions::default();
        let sent = self
            .runtime
            .block_on(client.send(message, attachments, &options, io));
        let records = self.records();
        let requests = wire.requests.borrow();
        assert_eq!(records.len(), requests.len(), "{records:?}");
        for (record, request) in records.iter().zip(requests.iter()) {
            is_what_was_built(record, request, &self.base);
        }
        let notes = wire.notes.borrow().join("; ");
        sent.map_err(|error| (error, notes))
    }

    /// What was received since the last time.
    fn records(&self) -> Vec<Value> {
        let address = format!("{}/_simulator/requests", self.base);
        self.runtime.block_on(async {
            let answer = self.http.get(&address).send().await.unwrap();
            let records = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
            // Yeastar lets eight tokens live, and every case may log in.
            let reset = format!("{}/_simulator/reset", self.base);
            self.http.post(&reset).send().await.unwrap();
            records
        })
    }
}

/// Time that stands still, and waits that nothing needs.
struct Patient;

impl Clock for Patient {
    fn now(&self) -> i64 {
        NOW
    }

    fn sleep(&self, _ms: i64) -> impl Future<Output = ()> {
        pending()
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// Puts requests on the wire as fetch would.
struct Wire<'a> {
    http: &'a reqwest::Client,
    requests: RefCell<Vec<Request>>,
    notes: RefCell<Vec<String>>,
}

impl Transport for Wire<'_> {
    async fn call(&self, request: &Request) -> Result<Answer, TransportError> {
        self.requests.borrow_mut().push(request.clone());
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let mut builder = self.http.request(method, request.url());
        for (name, value) in &request.headers {
            builder = builder.header(*name, value.reveal());
        }
        builder = match written(&request.body) {
            Some((content_type, bytes)) => builder.header("content-type", content_type).body(bytes),
            None => builder,
        };
        let broken = |error: reqwest::Error| TransportError::Broken(error.to_string());
        let answer = builder.send().await.map_err(broken)?;
        let header = |headers: &HeaderMap, name: &str| {
            let value = headers.get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let headers = answer.headers().clone();
        self.notes
            .borrow_mut()
            .extend(header(&headers, "x-simulator-note"));
        Ok(Answer {
            status: answer.status().as_u16(),
            retry_after: header(&headers, "retry-after"),
            location: header(&headers, "location"),
            text: answer.text().await.map_err(broken)?,
            echoes: Vec::new(),
        })
    }
}

fn written(body: &Body) -> Option<(String, Vec<u8>)> {
    match body {
        Body::None => None,
        Body::Form(parts) => Some(multipart::encode(parts)),
        Body::Json(_) | Body::Credentials(_) => Some((
            "application/json".to_owned(),
            json(body).unwrap_or_default().into_bytes(),
        )),
    }
}

fn json(body: &Body) -> Option<String> {
    match body {
        Body::Json(text) => Some(text.to_string()),
        Body::Credentials(fields) => {
            let members = fields
                .iter()
                .map(|(key, secret)| ((*key).into(), Json::from(secret.reveal())))
                .collect();
            Some(Json::Object(members).to_string())
        }
        Body::None | Body::Form(_) => None,
    }
}

/// Method, path, query, headers and body, to the last character.
fn is_what_was_built(record: &Value, request: &Request, base: &str) {
    let method = match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    assert_eq!(record["method"], method);
    assert_eq!(
        record["path"].as_str(),
        request.address.strip_prefix(base),
        "{request:?}"
    );
    let query: Vec<Value> = request
        .query
        .iter()
        .map(|(name, value)| Value::from(vec![(*name).to_owned(), value.reveal()]))
        .collect();
    assert_eq!(record["query"], Value::from(query));
    for (name, value) in &request.headers {
        let received = &record["headers"][name.to_ascii_lowercase()];
        assert_eq!(received.as_str(), Some(value.reveal().as_str()), "{name}");
    }
    let body = &record["body"];
    match &request.body {
        Body::None => assert!(body.is_null(), "{body}"),
        Body::Json(_) | Body::Credentials(_) => {
            assert_eq!(body["type"], "json");
            assert_eq!(body["text"].as_str(), json(&request.body).as_deref());
        }
        Body::Form(parts) => {
            assert_eq!(body["type"], "multipart");
            let expected: Vec<Value> = parts.iter().map(part).collect();
            assert_eq!(body["parts"], Value::from(expected));
        }
    }
}

/// A part as the simulator records it.
fn part(part: &Part) -> Value {
    let name = multipart::name(&multipart::crlf(&part.name));
    let text = match &part.value {
        PartValue::Text(text) => {
            let text = multipart::crlf(&text.reveal());
            object([
                ("name", Some(Json::from(name))),
                ("size", i64::try_from(text.len()).ok().map(Json::from)),
                ("value", Some(Json::from(text))),
            ])
        }
        PartValue::File(file, given) => object([
            ("name", Some(Json::from(name))),
            ("filename", Some(Json::from(multipart::name(given)))),
            (
                "contentType",
                Some(Json::from(multipart::content_type(&file.content_type))),
            ),
            ("size", i64::try_from(file.size).ok().map(Json::from)),
            (
                "base64",
                Some(Json::from(STANDARD.encode(super::messages::bytes(file)))),
            ),
        ]),
    };
    serde_json::from_str(&text.to_string()).unwrap()
}
