//! What the providers received, kept exactly, for tests to read.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use crate::{
    call::{Call, Content},
    multipart::Part,
    provider::Provider,
    state::take_next,
};

/// Every request to a provider since the last clearing.
#[derive(Debug, Default)]
pub struct Records {
    next: u64,
    list: Vec<Record>,
}

#[derive(Debug)]
struct Record {
    number: u64,
    provider: Provider,
    value: Value,
    status: Option<u16>,
}

impl Records {
    /// Keeps a request and gives its number; the status follows when it is answered.
    pub fn push(&mut self, provider: Provider, call: &Call) -> u64 {
        let number = take_next(&mut self.next);
        self.list.push(Record {
            number,
            provider,
            value: json!({
                "provider": provider.name(),
                "method": call.method.as_str(),
                "path": call.path,
                "query": call.query,
                "headers": headers(&call.headers),
                "body": body(&call.body),
            }),
            status: None,
        });
        number
    }

    /// Notes the status a request was answered with.
    pub fn answered(&mut self, number: u64, status: u16) {
        // The record may have been cleared while the request was being answered. It is among the last.
        let mut latest = self.list.iter_mut().rev();
        if let Some(record) = latest.find(|record| record.number == number) {
            record.status = Some(status);
        }
    }

    /// Forgets all requests.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// The requests in order of arrival, of one provider or of all.
    pub fn as_json(&self, only: Option<Provider>) -> Value {
        let kept = |record: &&Record| only.is_none_or(|provider| provider == record.provider);
        self.list
            .iter()
            .filter(kept)
            .map(|record| {
                let mut value = record.value.clone();
                if let Some(fields) = value.as_object_mut() {
                    fields.insert("status".to_owned(), json!(record.status));
                }
                value
            })
            .collect()
    }
}

fn headers(headers: &HeaderMap) -> Value {
    let mut found = Map::new();
    for name in headers.keys() {
        let values: Vec<_> = headers
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        found.insert(name.as_str().to_owned(), json!(values.join(", ")));
    }
    Value::Object(found)
}

fn body(body: &Content) -> Value {
    match body {
        Content::Empty => Value::Null,
        Content::Json { value, text } => json!({"type": "json", "value": value, "text": text}),
        Content::Form(parts) => {
            let parts: Vec<Value> = parts.iter().map(part).collect();
            json!({"type": "multipart", "parts": parts})
        }
        Content::Text(text) => json!({"type": "text", "text": text}),
    }
}

fn part(part: &Part) -> Value {
    let mut found = Map::new();
    found.insert("name".to_owned(), json!(part.name));
    if let Some(filename) = &part.filename {
        found.insert("filename".to_owned(), json!(filename));
    }
    if let Some(content_type) = &part.content_type {
        found.insert("contentType".to_owned(), json!(content_type));
    }
    found.insert("size".to_owned(), json!(part.bytes.len()));
    match part.text() {
        Some(text) => found.insert("value".to_owned(), json!(text)),
        None => found.insert("base64".to_owned(), json!(STANDARD.encode(&part.bytes))),
    };
    Value::Object(found)
}
