//! What the providers received, for tests to read: kept exactly, and of what is large the beginning.

use std::collections::VecDeque;

use axum::http::HeaderMap;
use serde_json::{Map, Value, json};

use crate::{
    bounds::{RECORDS, RECORDS_BYTES},
    call::Call,
    kept::Body,
    provider::Provider,
    state::take_next,
};

/// The latest requests to the providers since the last clearing.
#[derive(Debug, Default)]
pub struct Records {
    next: u64,
    list: VecDeque<Record>,
    /// What `list` takes.
    bytes: usize,
    /// How many gave way to later ones.
    gone: u64,
}

#[derive(Debug)]
struct Record {
    number: u64,
    provider: Provider,
    /// Method, path, query and headers, as the record shows them.
    head: Box<str>,
    body: Body,
    status: Option<u16>,
}

/// What a record takes beside its texts.
const RECORD_BYTES: usize = 128;

impl Records {
    /// Keeps a request and gives its number; the status follows when it is answered.
    pub fn push(&mut self, provider: Provider, call: &Call) -> u64 {
        let number = take_next(&mut self.next);
        let record = Record {
            number,
            provider,
            head: head(provider, call).to_string().into(),
            body: Body::keep(&call.body),
            status: None,
        };
        self.bytes = self.bytes.saturating_add(record.bytes());
        self.list.push_back(record);
        while self.list.len() > RECORDS || self.bytes > RECORDS_BYTES {
            let Some(oldest) = self.list.pop_front() else {
                break;
            };
            self.bytes = self.bytes.saturating_sub(oldest.bytes());
            self.gone = self.gone.saturating_add(1);
        }
        number
    }

    /// Notes the status a request was answered with.
    pub fn answered(&mut self, number: u64, status: u16) {
        // It may have been cleared, or have given way, while it was being answered. It is among the last.
        let mut latest = self.list.iter_mut().rev();
        if let Some(record) = latest.find(|record| record.number == number) {
            record.status = Some(status);
        }
    }

    /// Forgets all requests.
    pub fn clear(&mut self) {
        let next = self.next;
        *self = Self {
            next,
            ..Self::default()
        };
    }

    /// How many requests gave way to later ones since the last clearing.
    pub fn gone(&self) -> u64 {
        self.gone
    }

    /// The requests in order of arrival, of one provider or of all, as the text of a JSON array. One is made readable
    /// after the other, so that asking takes no more room than the answer.
    pub fn as_json(&self, only: Option<Provider>) -> String {
        let mut text = String::from("[");
        let kept = |record: &&Record| only.is_none_or(|provider| provider == record.provider);
        for record in self.list.iter().filter(kept) {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&record.as_json().to_string());
        }
        text.push(']');
        text
    }
}

impl Record {
    fn bytes(&self) -> usize {
        RECORD_BYTES
            .saturating_add(self.head.len())
            .saturating_add(self.body.bytes())
    }

    fn as_json(&self) -> Value {
        let mut value: Value = serde_json::from_str(&self.head).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.insert("body".to_owned(), self.body.as_json());
            fields.insert("status".to_owned(), json!(self.status));
        }
        value
    }
}

fn head(provider: Provider, call: &Call) -> Value {
    json!({
        "provider": provider.name(),
        "method": call.method.as_str(),
        "path": call.path,
        "query": call.query,
        "headers": headers(&call.headers),
    })
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
