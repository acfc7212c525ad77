//! What adapting makes of messages: a table by hand, and what must hold of every message.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support {
    pub mod adaptations;
    pub mod pointer;
}

use std::collections::BTreeSet;

use sessage::adapt::{Adapt, Adapted, adapt, default_segmenter};
use sessage::json::{Json, object};
use sessage::message::{Content, Kind, Message, Shared, Text};
use sessage::problem::Problems;
use sessage::provider::{PROVIDERS, by_name};
use sessage::rules::{Capabilities, KindRules, Rule};

use support::adaptations::{self, Mode};
use support::pointer;

#[test]
fn each_message_becomes_what_its_case_says() {
    let mut wrong = Vec::new();
    for case in adaptations::ALL {
        let capabilities = by_name(case.provider).unwrap().capabilities;
        let (message, value) = message_of(case.content);
        let mode = match case.mode {
            Mode::Reshape => Adapt::Reshape,
            Mode::Truncate => Adapt::Truncate,
        };
        let adapted = adapt(&message, capabilities, mode, 20, default_segmenter());
        let found: Vec<&Content> = adapted.parts.iter().map(|part| &*part.content).collect();
        let expected: Vec<Shared> = case
            .parts
            .iter()
            .map(|it| message_of(it).0.content)
            .collect();
        if found != expected.iter().map(|it| &**it).collect::<Vec<_>>() {
            wrong.push(format!(
                "{}\n  expected {expected:?}\n  found    {found:?}",
                case.name
            ));
        }
        let changes = changes_of(&adapted);
        let changes: Vec<(&str, &str)> = changes
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        if changes != case.changes {
            wrong.push(format!(
                "{}\n  expected {:?}\n  found    {changes:?}",
                case.name, case.changes
            ));
        }
        for change in &adapted.changes {
            let is_there = pointer::get(&value, &change.path).is_some();
            assert!(
                is_there,
                "{}: {} is not in the message",
                case.name, change.path
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_cases_show_every_kind_of_change() {
    let shown: BTreeSet<&str> = adaptations::ALL
        .iter()
        .flat_map(|case| case.changes.iter().map(|(kind, _)| *kind))
        .collect();
    let kinds = [
        "album_split",
        "buttons_to_list",
        "caption_split",
        "contacts_to_text",
        "footer_moved",
        "header_moved",
        "interactive_to_text",
        "location_to_text",
        "media_to_link",
        "text_split",
        "truncated",
    ];
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), kinds);
    let names: BTreeSet<&str> = adaptations::ALL.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), adaptations::ALL.len());
}

/// A provider whose texts have 20 characters.
static TINY: Capabilities = Capabilities {
    provider: "tiny",
    title: "Tiny",
    source: "https://example.com",
    message: &[],
    template: &[],
    operations: &[],
    content: &[KindRules {
        kind: Kind::Text,
        rules: &[Rule::carried("text", "https://example.com").characters(20)],
    }],
};

#[test]
fn each_text_is_split_as_its_case_says() {
    for (name, text, expected) in adaptations::SPLITS {
        let content = Content::Text(Text {
            text: (*text).to_owned(),
        });
        let message = Message {
            content: content.into(),
            ..message_of(r#"{"type": "text", "text": "x"}"#).0
        };
        let adapted = adapt(&message, &TINY, Adapt::Reshape, 20, default_segmenter());
        let found: Vec<&str> = adapted.parts.iter().map(text_of).collect();
        assert_eq!(found, *expected, "{name}");
        let is_changed = *expected != [*text];
        assert_eq!(adapted.changes.len(), usize::from(is_changed), "{name}");
    }
}

#[test]
fn nothing_beside_the_content_is_changed_but_that_one_part_quotes() {
    let given = Json::parse(
        r#"{"to": {"conversationId": "c", "phone": "+85256872847"}, "from": "+14151111234", "channel": "whatsapp",
            "replyTo": "9126", "reference": "order-4711", "messageTag": "HUMAN_AGENT", "lastInboundAt": 5,
            "providerOptions": {"a": 1}, "content": {"type": "text", "text": "x"}}"#,
    )
    .unwrap();
    let message = Message::read(&given, &[], &mut Problems::new()).unwrap();
    let (long, _) = message_of(r#"{"type": "text", "text": "<5000> <5000>"}"#);
    let message = Message {
        content: long.content,
        ..message
    };
    for entry in PROVIDERS {
        let parts = adapt(
            &message,
            entry.capabilities,
            Adapt::Truncate,
            20,
            default_segmenter(),
        )
        .parts;
        assert_eq!(parts.len(), 4);
        for (index, part) in parts.into_iter().enumerate() {
            let quoted = (index == 0).then(|| "9126".to_owned());
            let expected = Message {
                content: part.content.clone(),
                reply_to: quoted,
                ..message.clone()
            };
            assert_eq!(part, expected);
        }
    }
}

#[test]
fn off_changes_nothing() {
    for case in adaptations::ALL {
        let capabilities = by_name(case.provider).unwrap().capabilities;
        let (message, _) = message_of(case.content);
        let adapted = adapt(&message, capabilities, Adapt::Off, 20, default_segmenter());
        assert_eq!(adapted.parts, [message], "{}", case.name);
        assert_eq!(adapted.changes, [], "{}", case.name);
    }
}

fn text_of(part: &Message) -> &str {
    match &*part.content {
        Content::Text(text) => &text.text,
        other => panic!("no text: {other:?}"),
    }
}

fn changes_of(adapted: &Adapted) -> Vec<(String, String)> {
    let kind = |kind| {
        serde_json::to_string(&kind)
            .unwrap()
            .trim_matches('"')
            .to_owned()
    };
    let changes = adapted.changes.iter();
    changes
        .map(|change| (kind(change.kind), change.path.clone()))
        .collect()
}

/// A message with that content, and the JSON that it was read from.
fn message_of(content: &str) -> (Message, Json) {
    let content =
        Json::parse(&filled(content)).unwrap_or_else(|error| panic!("{error}: {content}"));
    let value = object([
        ("to", Some(Json::from("+85256872847"))),
        ("content", Some(content)),
    ]);
    let mut problems = Problems::new();
    let message = Message::read(&value, &[], &mut problems).unwrap();
    assert!(!problems.has_errors(), "{value}: {problems:?}");
    (message, value)
}

/// The text with `<61>` replaced by so many letters, `<61 ab>` by so many times `ab`.
fn filled(text: &str) -> String {
    let mut filled = String::new();
    for (index, part) in text.split('<').enumerate() {
        match part.split_once('>') {
            Some((inner, rest)) if index > 0 => {
                let (count, unit) = inner.split_once(' ').unwrap_or((inner, "x"));
                filled.push_str(&unit.repeat(count.parse().unwrap()));
                filled.push_str(rest);
            }
            _ => filled.push_str(part),
        }
    }
    filled
}
