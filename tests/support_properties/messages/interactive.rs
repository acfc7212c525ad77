//! Buttons and lists.

use std::ops::RangeInclusive;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use sessage::message::{Button, Buttons, Content, Header, List, MediaKind, Row, Section};

use super::fields::Fields;

fn header(field: Fields) -> BoxedStrategy<Option<Header>> {
    let kinds: Vec<MediaKind> = [MediaKind::Image, MediaKind::Video, MediaKind::Document]
        .into_iter()
        .filter(|kind| field.rule(&format!("header/{}", kind.name())).is_some())
        .collect();
    let words = field.text("header").prop_map(Header::Text);
    let one = if kinds.is_empty() {
        words.boxed()
    } else {
        let media = (
            select(kinds),
            field.text("header/url"),
            field.optional("header/filename", 0.5),
        )
            .prop_map(|(kind, url, filename)| Header::Media {
                kind,
                url,
                filename,
            });
        prop_oneof![words, media].boxed()
    };
    weighted(field.often("header", 0.5), one).boxed()
}

pub fn buttons(field: Fields) -> BoxedStrategy<Content> {
    let one = (field.text("buttons/*/id"), field.text("buttons/*/title"))
        .prop_map(|(id, title)| Button { id, title });
    let count = field.count("buttons", 3);
    (
        field.text("text"),
        header(field),
        field.optional("footer", 0.5),
        count.prop_flat_map(move |count| vec(one.clone(), count)),
    )
        .prop_map(|(text, header, footer, buttons)| {
            Content::Buttons(Buttons {
                text,
                header,
                footer,
                buttons,
            })
        })
        .boxed()
}

pub fn list(field: Fields) -> BoxedStrategy<Content> {
    let row = (
        field.text("sections/*/rows/*/id"),
        field.text("sections/*/rows/*/title"),
        field.optional("sections/*/rows/*/description", 0.5),
    )
        .prop_map(|(id, title, description)| Row {
            id,
            title,
            description,
        });
    let section = move |rows: RangeInclusive<usize>, titled: f64| {
        (
            weighted(titled, field.text("sections/*/title")),
            vec(row.clone(), rows),
        )
            .prop_map(|(title, rows)| Section { title, rows })
    };
    let sections = prop_oneof![
        3 => vec(section(1..=10, 0.5), 1..=1),
        3 => vec(section(1..=3, 0.97), 2..=4),
        1 => vec(section(1..=1, 0.99), 10..=10),
        1 => vec(section(1..=6, 0.97), 2..=2),
    ];
    (
        field.text("text"),
        header(field),
        field.optional("footer", 0.5),
        field.text("button"),
        sections,
    )
        .prop_map(|(text, header, footer, button, sections)| {
            Content::List(List {
                text,
                header,
                footer,
                button,
                sections,
            })
        })
        .boxed()
}
