//! Reading `multipart/form-data`, every part kept as it was sent.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::stream;

/// One part of a form.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: String,
    /// Present for files only.
    pub filename: Option<String>,
    pub content_type: Option<String>,
    pub bytes: Bytes,
}

impl Part {
    /// The part's text, if it is a plain field in UTF-8.
    pub fn text(&self) -> Option<&str> {
        if self.filename.is_some() {
            return None;
        }
        str::from_utf8(&self.bytes).ok()
    }
}

/// The parts of a form, or nothing if it is malformed.
pub async fn parts(content_type: &str, body: Bytes) -> Option<Vec<Part>> {
    let boundary = multer::parse_boundary(content_type).ok()?;
    let stream = stream::iter([Ok::<_, Infallible>(body)]);
    let mut form = multer::Multipart::new(stream, boundary);
    let mut found = Vec::new();
    while let Some(field) = form.next_field().await.ok()? {
        let content_type = field.headers().get("content-type");
        let content_type =
            content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        found.push(Part {
            name: field.name()?.to_owned(),
            filename: field.file_name().map(str::to_owned),
            content_type,
            bytes: field.bytes().await.ok()?,
        });
    }
    Some(found)
}
