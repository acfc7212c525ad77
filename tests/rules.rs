//! The rules of every provider, on both sides of each.
//!
//! The first half is generated: it walks each provider's table of capabilities over messages that hold every
//! field of the model, so a rule that is added is tested as it stands. The second half is a table of messages
//! with the problems that they have.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support {
    pub mod blobs;
    pub mod cases;
    pub mod examples;
    pub mod pointer;
}

use std::collections::BTreeSet;

use sessage::json::{Json, object};
use sessage::message::{Attachment, Content, Field, Kind, Message, Value, Walk};
use sessage::problem::{Code, Problem, Problems, Severity, Unit};
use sessage::provider::{Entry, PROVIDERS, Surroundings, by_name, configure, validate};
use sessage::rules::{Format, Limit, Rule, Support, whatsapp};

use support::cases::Expected;
use support::examples::{self, Example};
use support::{blobs, cases, pointer};

// ---------------------------------------------------------------------------------------------- generated

#[test]
fn the_examples_hold_every_field_that_a_rule_names() {
    for entry in PROVIDERS {
        let mut unseen: BTreeSet<String> = all_rules(entry)
            .map(|(scope, rule)| scope.rule_name(rule.field))
            .collect();
        for example in examples::all() {
            let Some(usable) = carried_part(entry, &example) else {
                continue;
            };
            for place in places(&usable.message, &usable.attachments) {
                unseen.remove(&place.scope.rule_name(&place.name));
            }
        }
        // What is dropped is no part of a message that is carried whole; the examples hold it.
        for example in examples::all() {
            for place in places(&example.message, &example.attachments) {
                if support(entry, &place) == Some(Support::Dropped) {
                    unseen.remove(&place.scope.rule_name(&place.name));
                }
            }
        }
        let provider = entry.capabilities.provider;
        assert!(unseen.is_empty(), "{provider}: no message has {unseen:?}");
    }
}

#[test]
fn the_walk_visits_every_field_of_the_examples() {
    for example in examples::all() {
        let visited: BTreeSet<String> = places(&example.message, &example.attachments)
            .into_iter()
            .map(|place| place.path)
            .collect();
        for leaf in pointer::leaves(&example.message) {
            let names_a_kind = leaf == "/content/type"
                || leaf == "/content/items/0/type"
                || leaf == "/content/header/type";
            let within_upload = leaf.contains("/uploaded/");
            assert!(
                names_a_kind || within_upload || visited.contains(&leaf),
                "{leaf} of {}",
                example.message
            );
        }
    }
}

#[test]
fn no_rule_stands_twice_in_a_table() {
    for entry in PROVIDERS {
        let mut seen = BTreeSet::new();
        for (scope, rule) in all_rules(entry) {
            let name = scope.rule_name(rule.field);
            assert!(
                seen.insert(name.clone()),
                "{}: {name}",
                entry.capabilities.provider
            );
            assert!(
                rule.source.starts_with("https://"),
                "{name}: {}",
                rule.source
            );
        }
    }
}

#[test]
fn every_limit_holds_what_fits_and_refuses_one_more() {
    let mut checked = 0;
    each_carried_field(|entry, example, place, rule| {
        let Some(limit) = rule.limit else { return };
        for (fits, value) in at_the_limit(limit, example, place) {
            let found = problems_of(entry, &with(example, place, value));
            assert_eq!(
                found,
                [],
                "{}: {fits} at {}",
                entry.capabilities.provider,
                place.path
            );
        }
        for beyond in beyond_the_limit(limit, example, place) {
            let message = with(example, place, beyond.value);
            let mut expected = vec![Problem {
                limit: Some(beyond.limit),
                actual: Some(beyond.actual),
                unit: unit_of(limit),
                ..problem(&place.path, beyond.code, source_of(rule))
            }];
            // Eleven sections are eleven rows, too.
            if place.name == "sections" && beyond.code == Code::TooMany {
                let rows = rule_of(entry, &Scope::Kind(Kind::List), "rows").unwrap();
                expected.insert(
                    0,
                    Problem {
                        source: Some(rows.source.to_owned()),
                        ..expected[0].clone()
                    },
                );
            }
            let found = wordless(problems_of(entry, &message));
            assert_eq!(
                found, expected,
                "{}: {}",
                entry.capabilities.provider, beyond.what
            );
            checked += 1;
        }
    });
    assert!(checked > 200, "only {checked} limits were passed");
}

#[test]
fn every_form_takes_what_has_it_and_refuses_what_has_not() {
    each_carried_field(|entry, example, place, rule| {
        if !place.is_text {
            return;
        }
        let try_text = |text: &str| {
            let message = with(example, place, Json::from(text));
            wordless(problems_of(entry, &message))
        };
        let provider = entry.capabilities.provider;
        let (good, bad) = texts_of(rule.format);
        for text in good {
            assert_eq!(
                try_text(&text),
                [],
                "{provider}: {text:?} at {}",
                place.path
            );
        }
        let code = match rule.format {
            Format::Only(_) => Code::Unsupported,
            _ => Code::InvalidFormat,
        };
        for text in bad {
            let expected = [problem(&place.path, code, rule.source)];
            assert_eq!(
                try_text(text),
                expected,
                "{provider}: {text:?} at {}",
                place.path
            );
        }
        if rule.format != Format::PathPart {
            for blank in ["", " ", "\u{a0}\n\t"] {
                let expected = [problem(&place.path, Code::Required, rule.source)];
                assert_eq!(
                    try_text(blank),
                    expected,
                    "{provider}: {blank:?} at {}",
                    place.path
                );
            }
        }
    });
}

#[test]
fn every_file_is_of_a_type_that_its_kind_has() {
    let mut checked = 0;
    each_carried_field(|entry, example, place, rule| {
        let Format::MediaType(types) = rule.format else {
            return;
        };
        let try_type = |content_type: &str| {
            let message = with(example, place, blob(content_type, 1));
            wordless(problems_of(entry, &message))
        };
        let provider = entry.capabilities.provider;
        for content_type in types {
            let loud = content_type.to_uppercase();
            for fits in [
                *content_type,
                &loud,
                &format!("{content_type} ;codecs=opus"),
            ] {
                assert_eq!(try_type(fits), [], "{provider}: {fits} at {}", place.path);
            }
        }
        let expected = problem(&place.path, Code::InvalidFormat, source_of(rule));
        for other in ["application/x-sh", "image/gif", "image", "image/*"] {
            let place = format!("{provider}: {other} at {}", place.path);
            assert_eq!(try_type(other), std::slice::from_ref(&expected), "{place}");
        }
        assert_eq!(try_type(""), [expected.warning()], "{provider}");
        checked += 1;
    });
    assert_eq!(checked, 4, "files that a provider takes");
}

#[test]
fn a_field_that_a_provider_lacks_is_unsupported_and_the_message_names_who_has_it() {
    let mut lacking = 0;
    each_uncarried_field(|entry, message, place| {
        if support(entry, place).is_some() {
            return;
        }
        let found = problems_of(entry, message);
        let expected = [problem(
            &place.path,
            Code::Unsupported,
            entry.capabilities.source,
        )];
        let provider = entry.capabilities.provider;
        assert_eq!(
            wordless(found.clone()),
            expected,
            "{provider}: {}",
            message.message
        );
        assert_names(&found[0], &carriers(entry, place));
        lacking += 1;
    });
    assert!(lacking > 50, "only {lacking} fields were refused");
}

#[test]
fn a_field_that_the_contact_never_sees_is_dropped_with_a_warning() {
    let mut dropped = BTreeSet::new();
    each_uncarried_field(|entry, message, place| {
        let Some(rule) = rule_of(entry, &place.scope, &place.name) else {
            return;
        };
        let found = problems_of(entry, message);
        let expected = [Problem {
            severity: Severity::Warning,
            ..problem(&place.path, Code::Unsupported, rule.source)
        }];
        let provider = entry.capabilities.provider;
        assert_eq!(
            wordless(found.clone()),
            expected,
            "{provider}: {}",
            message.message
        );
        assert_names(&found[0], &carriers(entry, place));
        dropped.insert((provider, place.scope.rule_name(&place.name)));
    });
    let dropped: Vec<(&str, &str)> = dropped
        .iter()
        .map(|(provider, name)| (*provider, name.as_str()))
        .collect();
    assert_eq!(
        dropped,
        [
            ("connectly", "audio: url/filename"),
            ("connectly", "buttons: header/image/filename"),
            ("connectly", "buttons: header/video/filename"),
            ("connectly", "image: url/filename"),
            ("connectly", "video: url/filename"),
            ("islash", "audio: url/filename"),
            ("islash", "image: url/filename"),
            ("islash", "message: reference"),
            ("islash", "video: url/filename"),
        ]
    );
}

#[test]
fn a_kind_that_a_provider_lacks_is_unsupported_and_the_message_names_who_has_it() {
    for entry in PROVIDERS {
        for example in examples::all() {
            let kind = read(&example.message, &example.attachments).content.kind();
            if entry.capabilities.kind(kind).is_some() {
                continue;
            }
            let found = problems_of(entry, &content_alone(&example));
            let expected = [problem(
                "/content/type",
                Code::Unsupported,
                entry.capabilities.source,
            )];
            assert_eq!(
                wordless(found.clone()),
                expected,
                "{}",
                entry.capabilities.provider
            );
            let who = titles(entry, |peer| peer.capabilities.kind(kind).is_some());
            assert_names(&found[0], &who);
        }
    }
}

// ------------------------------------------------------------------------------------- what generates them

/// What a rule belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    Message,
    Kind(Kind),
}

impl Scope {
    fn rule_name(&self, field: &str) -> String {
        match self {
            Self::Message => format!("message: {field}"),
            Self::Kind(kind) => format!("{}: {field}", kind.name()),
        }
    }
}

/// A field of an example.
#[derive(Debug, Clone)]
struct Place {
    scope: Scope,
    /// Where it stands.
    path: String,
    /// The rule's name of it.
    name: String,
    is_text: bool,
    is_file: bool,
}

impl Place {
    fn new(scope: Scope, field: Field<'_>) -> Self {
        Self {
            scope,
            path: field.path.to_owned(),
            name: field.name.to_owned(),
            is_text: matches!(field.value, Value::Text(_)),
            is_file: matches!(field.value, Value::File(_)),
        }
    }
}

fn read(message: &Json, attachments: &[Attachment]) -> Message {
    Message::read(message, attachments, &mut Problems::new()).unwrap()
}

/// Every field of a message, an album's items included.
fn places(message: &Json, attachments: &[Attachment]) -> Vec<Place> {
    let message = read(message, attachments);
    let mut found = Vec::new();
    message.walk(&mut Walk::new("", &mut |field| {
        found.push(Place::new(Scope::Message, field));
    }));
    let mut content = |content: &Content, path: &str| {
        let kind = content.kind();
        content.walk(&mut Walk::new(path, &mut |field| {
            found.push(Place::new(Scope::Kind(kind), field));
        }));
    };
    content(&message.content, "/content");
    if let Content::Album(album) = &message.content {
        for (index, item) in album.items.iter().enumerate() {
            content(
                &Content::Media(item.clone()),
                &format!("/content/items/{index}"),
            );
        }
    }
    found
}

fn rules_of(entry: &Entry, scope: &Scope) -> Option<&'static [Rule]> {
    match scope {
        Scope::Message => Some(entry.capabilities.message),
        Scope::Kind(kind) => entry.capabilities.kind(*kind),
    }
}

fn all_rules(entry: &Entry) -> impl Iterator<Item = (Scope, &'static Rule)> {
    let content = entry.capabilities.content.iter();
    let content = content.map(|kind| (Scope::Kind(kind.kind), kind.rules));
    std::iter::once((Scope::Message, entry.capabilities.message))
        .chain(content)
        .flat_map(|(scope, rules)| rules.iter().map(move |rule| (scope.clone(), rule)))
}

fn rule_of(entry: &Entry, scope: &Scope, name: &str) -> Option<&'static Rule> {
    rules_of(entry, scope)?
        .iter()
        .find(|rule| rule.field == name)
}

fn support(entry: &Entry, place: &Place) -> Option<Support> {
    rule_of(entry, &place.scope, &place.name).map(|rule| rule.support)
}

fn is_carried(entry: &Entry, place: &Place) -> bool {
    support(entry, place) == Some(Support::Carried)
}

/// The example without what the provider lacks, where what is left is a valid message.
fn carried_part(entry: &Entry, example: &Example) -> Option<Example> {
    let part = carried_part_with(entry, example, None);
    problems_of(entry, &part).is_empty().then_some(part)
}

/// The example without what the provider lacks, but for the field at `kept` and what is in it.
fn carried_part_with(entry: &Entry, example: &Example, kept: Option<&str>) -> Example {
    let mut message = example.message.clone();
    for place in places(&example.message, &example.attachments) {
        let is_kept = kept.is_some_and(|kept| is_within(&place.path, kept));
        if !is_carried(entry, &place) && !is_kept {
            message = pointer::remove(message, &place.path);
        }
    }
    Example {
        message,
        attachments: example.attachments.clone(),
    }
}

fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn content_alone(example: &Example) -> Example {
    let message = object([
        (
            "to",
            Some(object([("phone", Some(Json::from("+85256872847")))])),
        ),
        ("content", example.message.get("content").cloned()),
    ]);
    Example {
        message,
        attachments: example.attachments.clone(),
    }
}

/// Each field that a provider carries, in a valid message.
fn each_carried_field(mut check: impl FnMut(&'static Entry, &Example, &Place, &'static Rule)) {
    for entry in PROVIDERS.iter().copied() {
        for example in examples::all() {
            let Some(usable) = carried_part(entry, &example) else {
                continue;
            };
            for place in places(&usable.message, &usable.attachments) {
                let rule = rule_of(entry, &place.scope, &place.name).unwrap();
                check(entry, &usable, &place, rule);
            }
        }
    }
}

/// Each field that a provider does not carry, in a message that is valid but for it.
fn each_uncarried_field(mut check: impl FnMut(&'static Entry, &Example, &Place)) {
    // Without these a message is not valid either.
    const NEEDED: [&str; 5] = ["to/conversationId", "to/bsuid", "url", "file", "uploaded"];
    for entry in PROVIDERS.iter().copied() {
        for example in examples::all() {
            let places = places(&example.message, &example.attachments);
            if places
                .iter()
                .any(|place| rules_of(entry, &place.scope).is_none())
            {
                continue;
            }
            let is_valid_without = carried_part(entry, &example).is_some();
            let lacking: Vec<&Place> = places
                .iter()
                .filter(|place| !is_carried(entry, place))
                .collect();
            for place in &lacking {
                let is_inside_another = lacking
                    .iter()
                    .any(|other| other.path != place.path && is_within(&place.path, &other.path));
                let is_needed = NEEDED.contains(&place.name.as_str());
                if !is_inside_another && (is_valid_without || is_needed) {
                    check(
                        entry,
                        &carried_part_with(entry, &example, Some(&place.path)),
                        place,
                    );
                }
            }
        }
    }
}

fn titles(entry: &Entry, is_able: impl Fn(&Entry) -> bool) -> Vec<&'static str> {
    PROVIDERS
        .iter()
        .filter(|peer| peer.capabilities.provider != entry.capabilities.provider && is_able(peer))
        .map(|peer| peer.capabilities.title)
        .collect()
}

fn carriers(entry: &Entry, place: &Place) -> Vec<&'static str> {
    titles(entry, |peer| is_carried(peer, place))
}

fn assert_names(problem: &Problem, who: &[&str]) {
    let expected = if who.is_empty() {
        "No other provider here carries it either.".to_owned()
    } else {
        format!("Carried by: {}.", who.join(", "))
    };
    assert!(
        problem.message.contains(&expected),
        "{expected} not in {}",
        problem.message
    );
}

fn problems_of(entry: &Entry, example: &Example) -> Vec<Problem> {
    validate(&example.message, &example.attachments, entry, None).1
}

/// An error without its words.
fn problem(path: &str, code: Code, source: &str) -> Problem {
    Problem::error(path, code, "").with_source(source)
}

/// Where a problem of a field says that its rule is written: files are judged by the channel's page.
fn source_of(rule: &Rule) -> &'static str {
    match rule.format {
        Format::MediaType(_) => whatsapp::MEDIA,
        _ => rule.source,
    }
}

fn wordless(mut problems: Vec<Problem>) -> Vec<Problem> {
    for problem in &mut problems {
        assert!(!problem.message.is_empty(), "{problem:?}");
        problem.message.clear();
    }
    problems
}

fn unit_of(limit: Limit) -> Option<Unit> {
    match limit {
        Limit::Characters(_) => Some(Unit::Characters),
        Limit::Bytes(_) => Some(Unit::Bytes),
        Limit::Items(..) => Some(Unit::Items),
        Limit::Range(..) => None,
    }
}

/// A value beyond a limit, and what must be said of it.
struct Beyond {
    what: String,
    value: Json,
    code: Code,
    limit: f64,
    actual: f64,
}

fn at_the_limit(limit: Limit, example: &Example, place: &Place) -> Vec<(String, Json)> {
    let text = |what: &str, text: String| (what.to_owned(), Json::from(text));
    match limit {
        Limit::Bytes(max) if place.is_file => {
            vec![("a file".to_owned(), file_of_size(example, max))]
        }
        Limit::Characters(max) => vec![
            text("letters", "x".repeat(max)),
            text("characters outside the basic plane", "😀".repeat(max)),
        ],
        Limit::Bytes(max) => vec![
            text("letters", "x".repeat(max)),
            text("letters of two bytes", "é".repeat(max / 2)),
        ],
        Limit::Items(min, max) => [min.max(1), max]
            .into_iter()
            .filter(|count| *count != usize::MAX)
            .map(|count| (format!("{count} items"), items(example, place, count)))
            .collect(),
        Limit::Range(min, max) => [min, max]
            .map(|number| (number.to_string(), Json::from_f64(number).unwrap()))
            .to_vec(),
    }
}

fn beyond_the_limit(limit: Limit, example: &Example, place: &Place) -> Vec<Beyond> {
    let beyond = |what: &str, value: Json, code: Code, limit: usize, actual: usize| Beyond {
        what: format!("{what} at {}", place.path),
        value,
        code,
        limit: number(limit),
        actual: number(actual),
    };
    match limit {
        Limit::Characters(max) => ["x", "😀"]
            .map(|character| {
                let text = Json::from(character.repeat(max + 1));
                beyond(character, text, Code::TooLong, max, max + 1)
            })
            .into(),
        Limit::Bytes(max) if place.is_file => {
            let file = file_of_size(example, max + 1);
            vec![beyond("a file", file, Code::TooLarge, max, max + 1)]
        }
        Limit::Bytes(max) => {
            let letters = "x".repeat(max + 1);
            let wide = format!("{}x", "é".repeat(max / 2));
            [letters, wide]
                .map(|text| beyond("bytes", Json::from(text), Code::TooLong, max, max + 1))
                .into()
        }
        Limit::Items(min, max) => {
            let few = min.checked_sub(1).map(|few| (few, Code::TooFew, min));
            let many = max.checked_add(1).map(|many| (many, Code::TooMany, max));
            [few, many]
                .into_iter()
                .flatten()
                .map(|(count, code, limit)| {
                    beyond("items", items(example, place, count), code, limit, count)
                })
                .collect()
        }
        Limit::Range(min, max) => [(min, min - 0.001), (max, max + 0.001)]
            .map(|(limit, actual)| Beyond {
                what: format!("{actual} at {}", place.path),
                value: Json::from_f64(actual).unwrap(),
                code: Code::OutOfRange,
                limit,
                actual,
            })
            .into(),
    }
}

fn file_of_size(example: &Example, size: usize) -> Json {
    blob(&example.attachments[0].content_type, size)
}

fn blob(content_type: &str, size: usize) -> Json {
    let size = i64::try_from(size).unwrap();
    let blob = object([
        ("type", Some(Json::from(content_type))),
        ("size", Some(Json::from(size))),
    ]);
    object([("$blob", Some(blob))])
}

fn number(count: usize) -> f64 {
    u32::try_from(count).unwrap().into()
}

/// The list of a place with so many items, each like its first with an id and a title of its own. `rows`
/// counts over all sections, so there it is one section with so many rows.
fn items(example: &Example, place: &Place, count: usize) -> Json {
    let list = pointer::get(&example.message, &place.path).unwrap();
    let first = &list.as_array().unwrap()[0];
    if place.name == "rows" {
        let row = pointer::get(first, "/rows/0").unwrap();
        return Json::Array(vec![pointer::set(
            first.clone(),
            "/rows",
            distinct(row, count),
        )]);
    }
    distinct(first, count)
}

fn distinct(first: &Json, count: usize) -> Json {
    let item = |index: usize| {
        let mut item = first.clone();
        for field in ["/id", "/title", "/rows/0/id"] {
            if pointer::get(&item, field).is_some() {
                item = pointer::set(item, field, Json::from(format!("n{index}")));
            }
        }
        item
    };
    Json::Array((0..count).map(item).collect())
}

fn with(example: &Example, place: &Place, value: Json) -> Example {
    let message = pointer::set(example.message.clone(), &place.path, value);
    let (message, replaced) = blobs::take_out(&message);
    let attachments = if replaced.is_empty() {
        example.attachments.clone()
    } else {
        replaced
    };
    Example {
        message,
        attachments,
    }
}

/// Texts that have a form, and texts that have not.
fn texts_of(format: Format) -> (Vec<String>, &'static [&'static str]) {
    let good = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    match format {
        Format::Any => (good(&["x", " x ", "a\nb", "שלום", "👩‍👩‍👧", "<b>&amp;"]), &[]),
        Format::Trimmed => (good(&["x", "a b", "é/?#"]), &[" x", "x ", "\tx", "x\n"]),
        Format::Url => (
            good(&[
                "https://e.com",
                "http://e.com:8080/a?b=c&d=%20#e",
                "HTTPS://E.COM/ü",
            ]),
            &[
                "e.com/a",
                "/a.jpg",
                "//e.com/a",
                "ftp://e.com/a",
                "file:///etc/passwd",
                "data:text/plain,x",
                "javascript:alert(1)",
                "https://",
                "https:///a",
                "https://e.com/a b",
                " https://e.com",
                "https://e.com/a\nb",
            ],
        ),
        Format::Phone => (
            good(&["+1234567", "+123456789012345", "+1 (604) 444-11.11"]),
            &[
                "85256872847",
                "+123456",
                "+1234567890123456",
                "+0123456789",
                "00 1 604 444 1111",
                "+1604444111x",
                "++16044441111",
                "+",
                "+١٢٣٤٥٦٧٨",
                "ann",
                "+1/604/4441111",
                "tel:+16044441111",
            ],
        ),
        Format::DialString => (
            good(&["+14155552671", "100", "(604) 444-11.11*2#", "0"]),
            &["+", "1604x", "1+604", "++1604", "*#", "1/2", "١٢٣", "ann"],
        ),
        Format::Digits => (
            good(&["0", "3077", "123456789012345678901234567890"]),
            &["-1", "1.5", "1e3", "30 77", "+1", "0x1f", "wamid.A", "١٢"],
        ),
        Format::Token => (
            good(&["US.1349", "a/b", "~!"]),
            &["a b", " a", "a\n", "é", "a\u{7f}"],
        ),
        Format::PathPart => (
            good(&["67a87067aeedqdee1271ck4d", "a/b?c", "...", "שלום"]),
            &["", ".", ".."],
        ),
        Format::Date => (
            good(&["1990-02-28", "2024-12-31", "0001-01-01"]),
            &[
                "1990-2-28",
                "1990-13-01",
                "1990-00-10",
                "1990-01-32",
                "90-01-01",
                "28.02.1990",
                "1990-02-28T00:00",
                "1990/02/28",
            ],
        ),
        Format::OneOf(values) => (
            good(values),
            &["NO_SUCH_TAG", "human_agent", "HUMAN_AGENT "],
        ),
        Format::Only(values) => (good(values), &["sms", "facebook", "WhatsApp", "whatsapp "]),
        // The form of files, not of text.
        Format::MediaType(_) => (Vec::new(), &[]),
    }
}

// ------------------------------------------------------------------------------------------------ by hand

#[test]
fn the_agreed_limits_stand_in_the_tables() {
    use Kind::{Album, Audio, Buttons, Contacts, Document, Image, List, Location, Text, Video};
    const ALL: &[&str] = &["islash", "connectly", "texter", "yeastar"];
    const LISTS: &[&str] = &["connectly", "texter"];
    let message = Scope::Message;
    let of = Scope::Kind;
    let agreed: [(&[&str], Scope, &str, Limit); 33] = [
        (ALL, of(Text), "text", Limit::Characters(4096)),
        (LISTS, of(List), "text", Limit::Characters(4096)),
        (LISTS, of(Buttons), "text", Limit::Characters(1024)),
        (
            &["islash", "connectly", "texter"],
            of(Image),
            "caption",
            Limit::Characters(1024),
        ),
        (
            &["islash", "connectly", "texter"],
            of(Video),
            "caption",
            Limit::Characters(1024),
        ),
        (
            &["islash", "connectly", "texter"],
            of(Document),
            "caption",
            Limit::Characters(1024),
        ),
        (&["connectly"], of(Buttons), "header", Limit::Characters(60)),
        (&["connectly"], of(List), "header", Limit::Characters(60)),
        (&["connectly"], of(Buttons), "footer", Limit::Characters(60)),
        (&["connectly"], of(List), "footer", Limit::Characters(60)),
        (LISTS, of(Buttons), "buttons", Limit::Items(1, 3)),
        (LISTS, of(Buttons), "buttons/*/id", Limit::Characters(256)),
        (LISTS, of(Buttons), "buttons/*/title", Limit::Characters(20)),
        (LISTS, of(List), "button", Limit::Characters(20)),
        (LISTS, of(List), "sections", Limit::Items(1, 10)),
        (LISTS, of(List), "sections/*/title", Limit::Characters(24)),
        (
            LISTS,
            of(List),
            "sections/*/rows",
            Limit::Items(1, usize::MAX),
        ),
        (LISTS, of(List), "rows", Limit::Items(0, 10)),
        (
            LISTS,
            of(List),
            "sections/*/rows/*/id",
            Limit::Characters(200),
        ),
        (
            LISTS,
            of(List),
            "sections/*/rows/*/title",
            Limit::Characters(24),
        ),
        (
            LISTS,
            of(List),
            "sections/*/rows/*/description",
            Limit::Characters(72),
        ),
        (LISTS, of(Location), "latitude", Limit::Range(-90.0, 90.0)),
        (
            LISTS,
            of(Location),
            "longitude",
            Limit::Range(-180.0, 180.0),
        ),
        (&["texter"], of(Contacts), "contacts", Limit::Items(1, 257)),
        (&["texter"], of(Album), "items", Limit::Items(1, 10)),
        (&["connectly"], of(Album), "items", Limit::Items(1, 1)),
        (&["yeastar"], of(Album), "items", Limit::Items(1, 1)),
        (
            &["yeastar"],
            message.clone(),
            "reference",
            Limit::Characters(127),
        ),
        (&["connectly"], message, "reference", Limit::Bytes(1024)),
        (&["islash"], of(Image), "file", Limit::Bytes(5 << 20)),
        (&["islash"], of(Video), "file", Limit::Bytes(16 << 20)),
        (&["islash"], of(Audio), "file", Limit::Bytes(16 << 20)),
        (&["islash"], of(Document), "file", Limit::Bytes(100 << 20)),
    ];
    let mut listed = BTreeSet::new();
    for (providers, scope, field, limit) in agreed {
        for provider in providers {
            let rule = rule_of(by_name(provider).unwrap(), &scope, field);
            let found = rule.and_then(|rule| rule.limit);
            assert_eq!(found, Some(limit), "{provider} {}", scope.rule_name(field));
            listed.insert((*provider, scope.rule_name(field)));
        }
    }
    for entry in PROVIDERS {
        for (scope, rule) in all_rules(entry) {
            let name = (entry.capabilities.provider, scope.rule_name(rule.field));
            assert!(
                rule.limit.is_none() || listed.contains(&name),
                "not agreed: {name:?}"
            );
        }
    }
}

#[test]
fn each_message_has_the_problems_of_its_case() {
    let mut wrong = Vec::new();
    for case in cases::ALL {
        let entry = by_name(case.provider).unwrap();
        let example = examples::read(&filled(case.message));
        let found = problems_of(entry, &example);
        compare(case.name, &found, case.expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_names_of_the_cases_differ() {
    let names: BTreeSet<&str> = cases::ALL.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), cases::ALL.len());
}

#[test]
fn what_a_configuration_decides() {
    let token = r#"{"provider": "yeastar", "baseUrl": "https://pbx.example", "accessToken": "t"}"#;
    let with_number = r#"{"provider": "yeastar", "baseUrl": "https://pbx.example", "accessToken": "t", "from": "+1"}"#;
    let to_phone = r#"{"to": "100", "content": {"type": "text", "text": "x"}}"#;
    let to_phone_from = r#"{"to": "100", "from": "+1", "content": {"type": "text", "text": "x"}}"#;
    let to_session = r#"{"to": {"conversationId": 1}, "content": {"type": "text", "text": "x"}}"#;
    let faulty = r#"{"to": "ann", "content": {"type": "text"}}"#;
    let missing: Expected = &[("/from", "required")];
    let all: Expected = &[
        ("/to", "invalid_format"),
        ("/content/text", "required"),
        ("/from", "required"),
    ];
    let cases: [(&str, &str, &str, Expected); 5] = [
        ("a session from no number", token, to_phone, missing),
        ("the message's number", token, to_phone_from, &[]),
        ("the configuration's number", with_number, to_phone, &[]),
        ("an existing session", token, to_session, &[]),
        ("a missing number beside other faults", token, faulty, all),
    ];
    let mut wrong = Vec::new();
    for (name, config, message, expected) in cases {
        let config = Json::parse(config).unwrap();
        let (entry, provider) = configure(&config, Surroundings::default()).unwrap();
        let example = examples::read(message);
        let (_, found) = validate(&example.message, &[], entry, Some(provider.as_ref()));
        compare(name, &found, expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare(name: &str, found: &[Problem], expected: Expected, wrong: &mut Vec<String>) {
    let mut found: Vec<(String, String)> = found.iter().map(path_and_code).collect();
    let mut expected: Vec<(String, String)> = expected
        .iter()
        .map(|(path, code)| ((*path).to_owned(), (*code).to_owned()))
        .collect();
    found.sort();
    expected.sort();
    if found != expected {
        wrong.push(format!(
            "{name}\n  expected {expected:?}\n  found    {found:?}"
        ));
    }
}

fn path_and_code(problem: &Problem) -> (String, String) {
    let code = serde_json::to_string(&problem.code).unwrap();
    let warning = if problem.severity == Severity::Warning {
        ", a warning"
    } else {
        ""
    };
    (
        problem.path.clone(),
        format!("{}{warning}", code.trim_matches('"')),
    )
}

/// The text with `<61>` replaced by so many letters.
fn filled(text: &str) -> String {
    let mut filled = String::new();
    for part in text.split('<') {
        match part
            .split_once('>')
            .map(|(count, rest)| (count.parse::<usize>(), rest))
        {
            Some((Ok(count), rest)) => {
                filled.push_str(&"x".repeat(count));
                filled.push_str(rest);
            }
            _ => filled.push_str(part),
        }
    }
    filled
}
