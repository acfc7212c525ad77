//! A running simulator and a client for it.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::panic)]

pub mod connectly;
pub mod texter;
pub mod yeastar;

use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::{Value, json};
use sessage_simulator::{Options, StaticFolder, serve};
use tokio::net::TcpListener;

/// A simulator of its own for one test.
pub struct Simulator {
    pub base: String,
    pub client: Client,
}

impl Simulator {
    pub async fn start() -> Self {
        Self::with_folders(&[]).await
    }

    pub async fn with_folders(folders: &[String]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let parse = |text: &String| StaticFolder::parse(text).unwrap();
        let folders = folders.iter().map(parse).collect();
        tokio::spawn(serve(listener, Options { folders }));
        let client = Client::builder()
            .user_agent("OpenAPI")
            // A cut that never comes must fail a test, not hang it.
            .timeout(Duration::from_secs(20))
            .redirect(redirect::Policy::none())
            .build()
            .unwrap();
        Self { base, client }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.request(Method::POST, path)
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    /// What was recorded.
    pub async fn requests(&self) -> Value {
        let answer = self.get("/_simulator/requests").send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// The statuses of what was recorded, in order.
    pub async fn statuses(&self) -> Vec<Value> {
        let requests = self.requests().await;
        let list = requests.as_array().unwrap();
        list.iter()
            .map(|request| request["status"].clone())
            .collect()
    }

    /// Sets faults.
    pub async fn fault(&self, fault: Value) {
        let answer = self.post("/_simulator/faults").json(&fault).send().await;
        assert_eq!(answer.unwrap().status(), 204, "{fault}");
    }

    /// A Connectly send.
    pub fn connectly(&self, body: &Value) -> RequestBuilder {
        self.post("/connectly/v1/businesses/0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00/send/messages")
            .header("x-api-key", "sim-connectly-key-5d8e")
            .json(body)
    }

    /// A Texter send.
    pub fn texter(&self, body: &Value) -> RequestBuilder {
        self.post("/texter/server/api/v2/messages/send/67a87067aeedqdee1271ck4d")
            .bearer_auth("sim-texter-token-c4b1")
            .json(body)
    }

    /// A Yeastar send with the token that lives for ever.
    pub fn yeastar(&self, body: &Value) -> RequestBuilder {
        self.post("/yeastar/openapi/v1.0/message/send?access_token=sim-yeastar-access-2ab9")
            .json(body)
    }
}

/// The answer's body.
pub async fn body(answer: Response) -> Value {
    answer.json().await.unwrap()
}

/// An answer whose shape is not documented: no body, and a note that says what was wrong.
pub async fn assert_bare(answer: Response, status: u16, wrong: &str) {
    let name = wrong;
    assert_eq!(answer.status(), status, "{name}");
    let note = answer.headers()["x-simulator-note"].to_str().unwrap();
    assert!(note.contains("is not documented"), "{note}");
    assert!(note.contains(wrong), "{note} lacks {wrong}");
    assert_eq!(answer.bytes().await.unwrap().len(), 0, "{name}");
}

/// The keys of an object, in order.
pub fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// A copy with the value at the pointer replaced, added, or (for none) taken out.
pub fn with(base: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut copy = base.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match (copy.pointer_mut(parent).unwrap(), value) {
        (Value::Object(fields), Some(value)) => {
            fields.insert(key.to_owned(), value);
        }
        (Value::Object(fields), None) => {
            assert!(fields.remove(key).is_some(), "{pointer} is not there");
        }
        (Value::Array(list), Some(value)) => list[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer} leads nowhere"),
    }
    copy
}

/// A text of that many characters, none of them ASCII.
pub fn long(characters: usize) -> Value {
    json!("é".repeat(characters))
}
