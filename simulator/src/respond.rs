//! Answers: a status, headers and a body in memory.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use serde_json::Value;

/// Says in words what was wrong where the provider's error shape is not documented.
pub const NOTE: HeaderName = HeaderName::from_static("x-simulator-note");

/// An answer before it is put on the wire.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    /// A bare status.
    pub fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    /// A JSON body.
    pub fn json(status: StatusCode, value: &Value) -> Self {
        let body = Bytes::from(value.to_string());
        Self::empty(status)
            .with_body(body)
            .with_header(header::CONTENT_TYPE, "application/json")
    }

    /// A failure whose shape the provider does not document: no shape is invented, only a note given.
    pub fn undocumented(status: StatusCode, wrong: &str) -> Self {
        Self::empty(status).with_note(&format!(
            "the shape of this error is not documented; what was wrong: {wrong}"
        ))
    }

    /// The same answer with a body.
    pub fn with_body(mut self, body: Bytes) -> Self {
        self.body = body;
        self
    }

    /// The same answer with a header; a value that no header can carry is left out.
    pub fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The same answer with a note; what a header cannot carry is replaced.
    pub fn with_note(self, note: &str) -> Self {
        let visible: String = note
            .chars()
            .map(|c| {
                if c == ' ' || c.is_ascii_graphic() {
                    c
                } else {
                    '?'
                }
            })
            .collect();
        self.with_header(NOTE, &visible)
    }

    /// The answer for the wire.
    pub fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
