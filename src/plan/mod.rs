//! What a send would do: its requests in order, every secret masked, nothing sent.
//!
//! A plan walks the same [`Exchange`](crate::provider::Exchange) as a send, with placeholders for what only
//! an earlier answer will tell, so it cannot differ from one.

mod curl;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::json::Written;
use crate::message::Message;
use crate::outcome::Change;
use crate::problem::Problem;
use crate::provider::{
    Body, Memory, Method, Part, PartValue, Provider, Purpose, Request, Step, Task, credentials,
};
use crate::secret::later;
use crate::text::replace;
use crate::url::encode;

/// What a send would do.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Plan {
    /// The provider.
    pub provider: &'static str,
    /// The requests that a client would make that has sent nothing yet; none where a problem is an error.
    pub requests: Vec<PlannedRequest>,
    /// The problems left after adapting.
    pub problems: Vec<Problem>,
    /// What adapting changed.
    pub changes: Vec<Change>,
}

/// One request of a plan. Secrets stand as `MASKED_<field>`, what an earlier answer will tell as
/// `{{purpose.field}}`.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct PlannedRequest {
    /// What the call is for.
    pub purpose: Purpose,
    /// Its method.
    pub method: Method,
    /// Its URL.
    pub url: String,
    /// Its headers.
    pub headers: Headers,
    /// What it carries.
    pub body: Option<PlannedBody>,
    /// A cURL line that makes the same request once masks and placeholders are filled in.
    // JavaScript is given it beside the rest: to escape it within JSON would cost more than all else of a plan.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub curl: String,
}

/// Headers, written as an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers(pub Vec<(&'static str, String)>);

/// What a planned request carries.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum PlannedBody {
    /// A JSON value.
    Json {
        /// The value.
        value: Written,
    },
    /// A multipart form.
    Multipart {
        /// Its parts.
        parts: Vec<PlannedPart>,
    },
}

/// A part of a form: text, or a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedPart {
    /// Its name.
    pub name: String,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The name of its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// The MIME type of its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The size of its file in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
}

/// The requests that send these parts, from a client that remembers nothing but for how long it remembers a
/// chat.
#[must_use]
pub fn requests(
    provider: &dyn Provider,
    parts: Vec<Message>,
    chat_cache_ms: i64,
) -> Vec<PlannedRequest> {
    let mut memory = Memory {
        chat_cache_ms,
        ..Memory::default()
    };
    let mut requests = Vec::new();
    for part in parts {
        let Some(mut exchange) = provider.exchange(Task::Send(part)) else {
            continue;
        };
        let mut step = exchange.begin(&mut memory, 0);
        let mut calls_before: usize = 0;
        while let Step::Call(request) = step {
            requests.push(planned(&request));
            if request.purpose == Purpose::Send {
                break;
            }
            let placeholder = provider.placeholder(&request, calls_before);
            step = exchange.answer(&placeholder, &mut memory, 0);
            calls_before = calls_before.saturating_add(1);
        }
    }
    requests
}

fn planned(request: &Request) -> PlannedRequest {
    let headers = request.all_headers();
    let headers = headers
        .into_iter()
        .map(|(name, value)| (name, value.to_string()));
    let mut planned = PlannedRequest {
        purpose: request.purpose,
        method: request.method,
        url: url(request),
        headers: Headers(headers.collect()),
        body: body(&request.body),
        curl: String::new(),
    };
    planned.curl = curl::line(&planned);
    planned
}

/// The URL, in which a placeholder is not percent-encoded.
fn url(request: &Request) -> String {
    let placeholder = later("lookup.conversationId");
    replace(&request.masked_url(), &encode(&placeholder), &placeholder)
}

fn body(body: &Body) -> Option<PlannedBody> {
    match body {
        Body::None => None,
        Body::Json(value) => Some(PlannedBody::Json {
            value: value.clone(),
        }),
        Body::Credentials(secrets) => Some(PlannedBody::Json {
            value: credentials(secrets, ToString::to_string).written(),
        }),
        Body::Form(parts) => Some(PlannedBody::Multipart {
            parts: parts.iter().map(part).collect(),
        }),
    }
}

fn part(part: &Part) -> PlannedPart {
    let name = part.name.clone();
    match &part.value {
        PartValue::Text(text) => PlannedPart {
            name,
            value: Some(text.to_string()),
            ..PlannedPart::default()
        },
        PartValue::File(file, filename) => PlannedPart {
            name,
            filename: Some(filename.clone()),
            content_type: Some(file.sent_type().to_owned()),
            size: Some(file.size),
            value: None,
        },
    }
}

impl Serialize for Headers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
