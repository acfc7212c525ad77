//! A request that has been received whole.

use axum::http::{HeaderMap, Method, header};
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::multipart::{Part, parts};

/// A request to a provider, its body in memory.
#[derive(Debug)]
pub struct Call {
    pub method: Method,
    /// The path as received, still encoded.
    pub path: String,
    /// Name and value of every query parameter, decoded, in order.
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub body: Content,
}

/// A body as its content type declares it.
#[derive(Debug)]
pub enum Content {
    /// No byte at all.
    Empty,
    /// JSON that could be read.
    Json { value: Value, text: String },
    /// A form that could be read.
    Form(Vec<Part>),
    /// Anything else.
    Text(String),
}

impl Call {
    /// Reads a request's head and its body.
    pub async fn read(
        method: Method,
        path: String,
        query: Option<&str>,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        let query = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
        let content_type = media_type(&headers);
        let body = Content::read(content_type.as_deref(), &headers, body).await;
        Self {
            method,
            path,
            query,
            headers,
            body,
        }
    }

    /// The path's parts after the provider's prefix, decoded.
    pub fn segments(&self) -> Vec<String> {
        self.path
            .split('/')
            .skip(2)
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect()
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A query parameter that is given exactly once.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut values = self.query.iter().filter(|(given, _)| given == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    /// The content type without its parameters, in lower case.
    pub fn media_type(&self) -> Option<String> {
        media_type(&self.headers)
    }
}

impl Content {
    async fn read(media_type: Option<&str>, headers: &HeaderMap, body: Bytes) -> Self {
        if body.is_empty() {
            return Self::Empty;
        }
        if media_type == Some("multipart/form-data") {
            let header = headers.get(header::CONTENT_TYPE);
            let declared = header.and_then(|value| value.to_str().ok());
            if let Some(parts) = parts(declared.unwrap_or_default(), body.clone()).await {
                return Self::Form(parts);
            }
        }
        let text = String::from_utf8_lossy(&body).into_owned();
        // A body without a content type may still be JSON: one provider's own example is.
        if matches!(media_type, None | Some("application/json"))
            && let Ok(value) = serde_json::from_slice(&body)
        {
            return Self::Json { value, text };
        }
        Self::Text(text)
    }
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?;
    let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
    let bare = text.split(';').next().unwrap_or_default();
    Some(bare.trim().to_ascii_lowercase())
}
