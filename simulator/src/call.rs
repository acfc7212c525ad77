//! A request that has been received whole.

use axum::{
    body::Body,
    http::{HeaderMap, Method, header, request},
};
use bytes::{Bytes, BytesMut};
use futures_util::stream;
use http_body_util::BodyExt as _;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::{
    bounds::{BODY_BYTES, FORM_BYTES, RECORD_BYTES},
    multipart::{Part, add, parts},
};

/// A request to a provider, received whole; of a large form's values the beginnings are in memory.
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
    /// Anything else: its text, or the beginning of it, and how long it is in bytes.
    Text { head: String, size: usize },
}

/// Why a body was not received.
#[derive(Debug)]
pub enum NotReceived {
    /// It has more bytes than this.
    TooLarge(usize),
    /// The connection broke off.
    BrokenOff,
}

impl Call {
    /// Receives the body of a request whose head is there.
    pub async fn receive(head: request::Parts, body: Body) -> Result<Self, NotReceived> {
        let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes())
            .into_owned()
            .collect();
        let body = Content::receive(&head.headers, body).await?;
        Ok(Self {
            method: head.method,
            path: head.uri.path().to_owned(),
            query,
            headers: head.headers,
            body,
        })
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
    async fn receive(headers: &HeaderMap, body: Body) -> Result<Self, NotReceived> {
        let media_type = media_type(headers);
        if media_type.as_deref() == Some("multipart/form-data") {
            let declared = headers.get(header::CONTENT_TYPE);
            let declared = declared.and_then(|value| value.to_str().ok());
            return Self::form(declared.unwrap_or_default(), body).await;
        }
        let mut chunks = Chunks::of(body, BODY_BYTES);
        let mut bytes = BytesMut::new();
        while let Some(chunk) = chunks.next().await? {
            bytes.extend_from_slice(&chunk);
        }
        // A body without a content type may still be JSON: one provider's own example is.
        if matches!(media_type.as_deref(), None | Some("application/json"))
            && let Ok(value) = serde_json::from_slice(&bytes)
        {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            return Ok(Self::Json { value, text });
        }
        Ok(Self::text(&bytes, chunks.size))
    }

    /// Reads a form as it arrives, so that a file of 100 MB is never in memory at once.
    async fn form(declared: &str, body: Body) -> Result<Self, NotReceived> {
        let (sender, receiver) = mpsc::channel(1);
        let handed = stream::unfold(receiver, async |mut receiver: mpsc::Receiver<Bytes>| {
            let chunk = receiver.recv().await?;
            Some((Ok(chunk), receiver))
        });
        let (received, parts) = tokio::join!(hand_over(body, sender), parts(declared, handed));
        let (beginning, size) = received?;
        Ok(match parts {
            Some(parts) if size > 0 => Self::Form(parts),
            _ => Self::text(&beginning, size),
        })
    }

    fn text(bytes: &[u8], size: usize) -> Self {
        if size == 0 {
            return Self::Empty;
        }
        Self::Text {
            head: String::from_utf8_lossy(bytes).into_owned(),
            size,
        }
    }
}

/// Hands over a form's chunks as they arrive, and gives its beginning and its length. Whoever reads the parts stops at
/// the last one, or at what is no part; the rest is received all the same.
async fn hand_over(
    body: Body,
    sender: mpsc::Sender<Bytes>,
) -> Result<(BytesMut, usize), NotReceived> {
    let mut chunks = Chunks::of(body, FORM_BYTES);
    let mut beginning = BytesMut::new();
    while let Some(chunk) = chunks.next().await? {
        add(&mut beginning, &chunk, RECORD_BYTES);
        let _ = sender.send(chunk).await;
    }
    Ok((beginning, chunks.size))
}

/// A body as it arrives.
struct Chunks {
    body: Body,
    most: usize,
    /// What has arrived so far.
    size: usize,
}

impl Chunks {
    fn of(body: Body, most: usize) -> Self {
        Self {
            body,
            most,
            size: 0,
        }
    }

    async fn next(&mut self) -> Result<Option<Bytes>, NotReceived> {
        while let Some(frame) = self.body.frame().await {
            let frame = frame.map_err(|_| NotReceived::BrokenOff)?;
            if let Ok(chunk) = frame.into_data() {
                self.size = self.size.saturating_add(chunk.len());
                if self.size > self.most {
                    return Err(NotReceived::TooLarge(self.most));
                }
                return Ok(Some(chunk));
            }
        }
        Ok(None)
    }
}

/// The content type without its parameters, in lower case.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?;
    let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
    let bare = text.split(';').next().unwrap_or_default();
    Some(bare.trim().to_ascii_lowercase())
}
