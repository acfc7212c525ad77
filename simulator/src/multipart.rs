//! Reading `multipart/form-data` while it arrives: of each part its head and the beginning of its value.

use std::{
    convert::Infallible,
    future::ready,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _};

use crate::bounds::{FILE_HEAD, RECORD_BYTES};

/// One part of a form.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
    /// Present for files only.
    pub filename: Option<String>,
    pub content_type: Option<String>,
    /// The value, or the beginning of a long one.
    pub head: Bytes,
    /// How long the value is.
    pub size: usize,
}

impl Part {
    /// The part's text, if it is a plain field in UTF-8. Of a long one it is the beginning.
    pub fn text(&self) -> Option<&str> {
        if self.filename.is_some() {
            return None;
        }
        match str::from_utf8(&self.head) {
            Ok(text) => Some(text),
            // Cut amid a character.
            Err(error) if error.error_len().is_none() && self.head.len() < self.size => {
                let whole = self.head.get(..error.valid_up_to())?;
                str::from_utf8(whole).ok()
            }
            Err(_) => None,
        }
    }
}

/// The parts of a form, or nothing if it is malformed.
pub async fn parts(
    content_type: &str,
    body: impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static,
) -> Option<Vec<Part>> {
    let boundary = multer::parse_boundary(content_type).ok()?;
    // What lies before a part is searched as a whole with each chunk, so it may not grow for ever.
    let unread = Arc::new(AtomicUsize::new(0));
    let counted = unread.clone();
    let body = body.take_while(move |chunk| {
        let length = chunk.as_ref().map_or(0, Bytes::len);
        let before = counted.fetch_add(length, Ordering::Relaxed);
        ready(before.saturating_add(length) <= RECORD_BYTES)
    });
    let mut form = multer::Multipart::new(body, boundary);
    let mut found = Vec::new();
    while let Some(mut field) = form.next_field().await.ok()? {
        unread.store(0, Ordering::Relaxed);
        let content_type = field.headers().get("content-type");
        let content_type =
            content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let name = field.name()?.to_owned();
        let filename = field.file_name().map(str::to_owned);
        let most = match filename {
            Some(_) => FILE_HEAD,
            None => RECORD_BYTES,
        };
        let mut head = BytesMut::new();
        let mut size: usize = 0;
        while let Some(chunk) = field.chunk().await.ok()? {
            unread.store(0, Ordering::Relaxed);
            size = size.saturating_add(chunk.len());
            add(&mut head, &chunk, most);
        }
        found.push(Part {
            name,
            filename,
            content_type,
            head: head.freeze(),
            size,
        });
    }
    Some(found)
}

/// Adds to what is kept, up to the most.
pub fn add(kept: &mut BytesMut, chunk: &[u8], most: usize) {
    let room = most.saturating_sub(kept.len());
    kept.extend_from_slice(chunk.get(..room).unwrap_or(chunk));
}
