//! A file by address that the provider does not fetch: a text with the link.

use super::Adapter;
use super::text::paragraphs;
use crate::message::{Header, Kind, Media, MediaSource};
use crate::url::is_web_url;

impl Adapter<'_> {
    /// The text that stands for a file, where it is given by an address and the provider carries none.
    pub(super) fn link_of(&self, media: &Media) -> Option<String> {
        match self.rule(Kind::from(media.kind), "url") {
            None => link_text(media),
            Some(_) => None,
        }
    }
}

/// The text that stands for a file by address: its caption, its name, its address.
fn link_text(media: &Media) -> Option<String> {
    let url = match &media.source {
        MediaSource::Url(url) if is_web_url(url) => url,
        _ => return None,
    };
    let caption = media.caption.as_deref().unwrap_or_default();
    let link = named_link(media.filename.as_deref(), url);
    Some(paragraphs(&[caption, &link]))
}

/// The text that stands for a media header.
pub(super) fn header_text(header: &Header) -> String {
    match header {
        Header::Text(text) => text.clone(),
        Header::Media { url, filename, .. } => named_link(filename.as_deref(), url),
    }
}

fn named_link(filename: Option<&str>, url: &str) -> String {
    match filename {
        Some(name) if !name.trim().is_empty() => format!("{name}\n{url}"),
        _ => url.to_owned(),
    }
}
