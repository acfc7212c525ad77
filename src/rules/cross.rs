//! What no single field shows.

use std::cell::OnceCell;

use super::{media_limits, whatsapp};
use crate::message::{
    Content, Header, List, Media, MediaKind, MediaSource, TemplateHeader, type_of_url,
};
use crate::problem::{Code, Problem, Problems};
use crate::text::Met;
use crate::url::is_web_url;

pub(super) fn check(content: &Content, problems: &mut Problems) {
    match content {
        Content::Buttons(buttons) => {
            let field = |key: &'static str| move |index| format!("/content/buttons/{index}/{key}");
            let ids = buttons.buttons.iter().map(|button| button.id.as_str());
            unique(ids, field("id"), whatsapp::REPLY_BUTTONS, problems);
            let titles = buttons.buttons.iter().map(|button| button.title.as_str());
            unique(titles, field("title"), whatsapp::REPLY_BUTTONS, problems);
            header_ending(buttons.header.as_ref(), problems);
        }
        Content::List(list) => {
            // Collected where a problem names one: a caller may have a hundred thousand of them.
            let places = OnceCell::new();
            let path = |index: usize| {
                let places: &Vec<(usize, usize)> =
                    places.get_or_init(|| list.rows().map(|(place, _)| place).collect());
                let (section, row) = places.get(index).copied().unwrap_or_default();
                format!("/content/sections/{section}/rows/{row}/id")
            };
            let ids = list.rows().map(|(_, row)| row.id.as_str());
            unique(ids, path, whatsapp::LISTS, problems);
            section_titles(list, problems);
        }
        Content::Media(media) => media_ending(media, "/content", problems),
        Content::Album(album) => {
            for (index, item) in album.items.iter().enumerate() {
                media_ending(item, &format!("/content/items/{index}"), problems);
            }
        }
        Content::Template(template) => {
            if let Some(TemplateHeader::Media(media)) = &template.header {
                media_ending(media, "/content/header", problems);
            }
        }
        _ => {}
    }
}

fn media_ending(media: &Media, path: &str, problems: &mut Problems) {
    if let MediaSource::Url(url) = &media.source {
        url_ending(media.kind, url, path, problems);
    }
}

fn header_ending(header: Option<&Header>, problems: &mut Problems) {
    if let Some(Header::Media { kind, url, .. }) = header {
        url_ending(*kind, url, "/content/header", problems);
    }
}

/// A URL whose ending is another kind's may still give the right file: a warning.
fn url_ending(kind: MediaKind, url: &str, path: &str, problems: &mut Problems) {
    if !is_web_url(url) {
        return;
    }
    let limits = media_limits(kind);
    // Sound alone ends so too.
    let is_sound = |found: &str| kind == MediaKind::Audio && found == "video/mp4";
    let is_taken = |found: &&str| limits.types.contains(found) || is_sound(found);
    if let Some(found) = type_of_url(url).filter(|found| !is_taken(found)) {
        let kind = kind.name();
        let words = format!("The URL ends like {found}, which WhatsApp does not take as {kind}.");
        let problem = Problem::error(format!("{path}/url"), Code::InvalidFormat, words);
        problems.add(problem.warning().with_source(limits.source));
    }
}

fn unique<'a>(
    values: impl Iterator<Item = &'a str>,
    path: impl Fn(usize) -> String,
    source: &str,
    problems: &mut Problems,
) {
    let mut seen = Met::default();
    for (index, value) in values.enumerate() {
        match seen.get(value) {
            Some(first) if !value.trim().is_empty() => {
                let words = format!(
                    "The same value stands at {}. Each must differ.",
                    path(first)
                );
                let problem = Problem::error(path(index), Code::Duplicate, words);
                problems.add(problem.with_source(source));
            }
            Some(_) => {}
            None => seen.set(value, index),
        }
    }
}

fn section_titles(list: &List, problems: &mut Problems) {
    if list.sections.len() < 2 {
        return;
    }
    for (index, section) in list.sections.iter().enumerate() {
        if section.title.is_none() {
            let problem = Problem::error(
                format!("/content/sections/{index}/title"),
                Code::Required,
                "Every section needs a title where there is more than one.",
            );
            problems.add(problem.with_source(whatsapp::LISTS));
        }
    }
}
