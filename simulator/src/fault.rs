//! Faults on demand: which request one meets, and what it does to the answer.

use std::collections::BTreeMap;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    bounds::{FAULTS, FAULTS_BYTES},
    provider::Provider,
    respond::Reply,
};

/// A fault as it is given in JSON.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Fault {
    /// What it takes, as JSON.
    #[serde(skip)]
    bytes: usize,
    provider: Option<Provider>,
    path: Option<String>,
    #[serde(default = "once")]
    times: u64,
    #[serde(default)]
    skip: u64,
    /// How long the answer is held back.
    pub delay_ms: Option<u64>,
    status: Option<u16>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
    /// Where the connection is closed.
    pub cut: Option<Cut>,
    redirect: Option<String>,
    preset: Option<Preset>,
    retry_after: Option<Value>,
    code: Option<Value>,
    message: Option<String>,
}

/// Where a connection is closed.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Cut {
    /// After the request was received, before any byte of the answer.
    Before,
    /// After the status and the headers.
    Headers,
    /// After half of the body.
    Body,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Preset {
    RateLimited,
    Unavailable,
    ProviderError,
}

fn once() -> u64 {
    1
}

impl Fault {
    /// Reads one fault; what cannot be carried out is refused here, not when a request meets it.
    pub fn read(value: Value) -> Result<Self, String> {
        let bytes = value.to_string().len();
        let mut fault: Self = serde_json::from_value(value).map_err(|error| error.to_string())?;
        fault.bytes = bytes;
        if let Some(status) = fault.status
            && !(200..=599).contains(&status)
        {
            return Err(format!("status {status} is no final status"));
        }
        for (name, value) in &fault.headers {
            let named = HeaderName::try_from(name.as_str()).is_ok();
            if !named || HeaderValue::from_str(value).is_err() {
                return Err(format!("header {name} cannot be sent"));
            }
        }
        let redirect = fault.redirect.as_deref().unwrap_or_default();
        if HeaderValue::from_str(redirect).is_err() {
            return Err("redirect cannot be sent in a header".to_owned());
        }
        Ok(fault)
    }

    fn meets(&self, provider: Provider, path: &str) -> bool {
        self.provider.is_none_or(|wanted| wanted == provider)
            && self.path.as_deref().is_none_or(|part| path.contains(part))
    }

    /// The answer that stands in for the provider's, which then is not asked at all.
    pub fn instead(&self, provider: Provider) -> Option<Reply> {
        let reply = if let Some(preset) = self.preset {
            self.of_preset(preset, provider)
        } else if let Some(url) = &self.redirect {
            Reply::empty(StatusCode::FOUND).with_header(header::LOCATION, url)
        } else if self.status.is_some() || self.body.is_some() {
            Reply::empty(StatusCode::OK)
        } else {
            return None;
        };
        Some(self.over(reply))
    }

    /// The answer with what the fault says of its status, headers and body.
    pub fn over(&self, mut reply: Reply) -> Reply {
        if let Some(status) = self.status.and_then(|code| StatusCode::from_u16(code).ok()) {
            reply.status = status;
        }
        if let Some(body) = &self.body {
            let (text, media_type) = match body {
                Value::String(text) => (text.clone(), "text/plain; charset=utf-8"),
                value => (value.to_string(), "application/json"),
            };
            reply = reply
                .with_body(Bytes::from(text))
                .with_header(header::CONTENT_TYPE, media_type);
        }
        for (name, value) in &self.headers {
            if let Ok(name) = HeaderName::try_from(name.as_str()) {
                reply = reply.with_header(name, value);
            }
        }
        reply
    }

    fn of_preset(&self, preset: Preset, provider: Provider) -> Reply {
        let status = match preset {
            Preset::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Preset::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Preset::ProviderError => {
                return provider.own_error(self.code.as_ref(), self.message.as_deref());
            }
        };
        let after = match &self.retry_after {
            Some(Value::String(date)) => date.clone(),
            Some(value) => value.to_string(),
            None => "1".to_owned(),
        };
        Reply::empty(status).with_header(header::RETRY_AFTER, &after)
    }
}

/// The faults that wait for their requests.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds faults behind those that wait already: all, or none where there is no room for them.
    pub fn add(&mut self, faults: Vec<Fault>) -> Result<(), String> {
        let faults: Vec<Fault> = faults.into_iter().filter(|fault| fault.times > 0).collect();
        let waiting = self.0.iter().chain(&faults);
        let (count, bytes) = waiting.fold((0_usize, 0_usize), |(count, bytes), fault| {
            (count.saturating_add(1), bytes.saturating_add(fault.bytes))
        });
        if count > FAULTS || bytes > FAULTS_BYTES {
            return Err(format!(
                "there would be {count} faults of {bytes} bytes waiting; the most is {FAULTS} of {FAULTS_BYTES}"
            ));
        }
        self.0.extend(faults);
        Ok(())
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How many still wait.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The first fault in line for this request, taken once. A fault that still skips lets the
    /// request through to those behind it.
    pub fn take(&mut self, provider: Provider, path: &str) -> Option<Fault> {
        for (index, fault) in self.0.iter_mut().enumerate() {
            if !fault.meets(provider, path) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip = fault.skip.saturating_sub(1);
                continue;
            }
            fault.times = fault.times.saturating_sub(1);
            let taken = fault.clone();
            if taken.times == 0 {
                self.0.remove(index);
            }
            return Some(taken);
        }
        None
    }
}
