//! Media and albums.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use sessage::message::{Album, Attachment, Content, Media, MediaKind, MediaSource};
use sessage::rules::Capabilities;

use super::super::known;
use super::fields::{Fields, url, words};

pub fn media(table: &'static Capabilities, kind: MediaKind) -> BoxedStrategy<Content> {
    one_media(table, kind).prop_map(Content::Media).boxed()
}

fn one_media(table: &'static Capabilities, kind: MediaKind) -> BoxedStrategy<Media> {
    let field = Fields(table.kind(kind.into()).unwrap_or_default());
    let sources: Vec<&'static str> = ["url", "file", "uploaded"]
        .into_iter()
        .filter(|source| field.rule(source).is_some())
        .collect();
    let source = match sources.is_empty() {
        true => Just("url").boxed(),
        false => select(sources).boxed(),
    };
    source
        .prop_flat_map(move |source| {
            let filename = match source {
                "file" => "file/filename",
                "uploaded" => "uploaded/filename",
                _ => "url/filename",
            };
            (
                media_source(table.provider, source),
                field.optional("caption", 0.5),
                field.optional(filename, 0.4),
            )
                .prop_map(move |(source, caption, filename)| Media {
                    kind,
                    source,
                    caption,
                    filename: filename.map(unescaped),
                })
        })
        .boxed()
}

fn media_source(provider: &str, source: &str) -> BoxedStrategy<MediaSource> {
    match source {
        "file" => file().prop_map(MediaSource::File).boxed(),
        "uploaded" => known::uploaded(provider)
            .prop_map(MediaSource::Uploaded)
            .boxed(),
        _ => url().prop_map(MediaSource::Url).boxed(),
    }
}

/// A file whose name may be any. A browser gives a type in lower case, or none.
fn file() -> BoxedStrategy<Attachment> {
    let types = [
        "",
        "image/png",
        "video/mp4",
        "application/pdf",
        "text/plain;charset=utf-8",
    ];
    let name = prop_oneof![
        2 => words(None),
        1 => Just("a.jpg".to_owned()),
        1 => Just("C:\\x\\\"y\".png".to_owned()),
    ];
    (select(types.to_vec()), 1..3000_u64, weighted(0.7, name))
        .prop_map(|(content_type, size, name)| Attachment {
            handle: 0,
            content_type: content_type.to_owned(),
            size,
            name: name.map(unescaped),
        })
        .boxed()
}

/// FormData does not escape backslashes, and the simulator's reader takes one before the closing quote for an
/// escape.
pub fn unescaped(name: String) -> String {
    name.trim_end_matches(|c: char| c == '\\' || c.is_ascii_control())
        .to_owned()
}

pub fn album(table: &'static Capabilities, field: Fields) -> BoxedStrategy<Content> {
    let kinds = [
        MediaKind::Image,
        MediaKind::Video,
        MediaKind::Audio,
        MediaKind::Document,
    ];
    let item = select(kinds.to_vec()).prop_flat_map(move |kind| one_media(table, kind));
    field
        .count("items", 1)
        .prop_flat_map(move |count| vec(item.clone(), count))
        .prop_map(|items| Content::Album(Album { items }))
        .boxed()
}
