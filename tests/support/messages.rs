//! Messages by chance: every kind, every field there or not, lengths on both sides of every limit.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use sessage::json::{Json, Members};

/// Words of several scripts, with graphemes of many code points.
const WORDS: [&str; 16] = [
    "a",
    "tea",
    "parcel",
    "Straße",
    "שלום",
    "مرحبا",
    "नमस्ते",
    "क्षि",
    "한국어",
    "\u{1112}\u{1161}\u{11ab}",
    "e\u{301}\u{323}",
    "👩‍👩‍👧‍👧",
    "🇩🇪🇫🇷",
    "👍🏽",
    "明日は。雨",
    "https://e.com/x?y=1",
];
const GAPS: [&str; 7] = [" ", " ", " ", "\n", "\n\n", ". ", "\r\n"];
const URLS: [&str; 3] = [
    "https://e.com/a",
    "https://e.com/a.jpg",
    "http://e.com/b.pdf?c=d",
];
/// Lengths around the limits of labels, headers, descriptions, bodies and texts.
const LENGTHS: [usize; 18] = [
    1, 3, 10, 19, 20, 21, 24, 25, 60, 61, 72, 73, 1024, 1025, 1500, 4096, 4097, 9000,
];

/// A text of about so many code points.
fn text_of(length: usize) -> BoxedStrategy<String> {
    let pieces = vec((select(&WORDS[..]), select(&GAPS[..])), 1..24);
    let fill = move |pieces: Vec<(&str, &str)>| {
        let mut text = String::new();
        let mut left = length;
        for (word, gap) in pieces.iter().cycle() {
            let piece = format!("{word}{gap}");
            let size = piece.chars().count();
            if size > left {
                break;
            }
            left -= size;
            text.push_str(&piece);
        }
        text.push_str(&"x".repeat(left));
        text
    };
    pieces.prop_map(fill).boxed()
}

/// A text around some limit up to `most`.
fn text(most: usize) -> BoxedStrategy<Json> {
    let lengths = LENGTHS.into_iter().filter(|length| *length <= most);
    let lengths: Vec<usize> = lengths.collect();
    select(lengths)
        .prop_flat_map(text_of)
        .prop_filter("is not blank", |text| !text.trim().is_empty())
        .prop_map(Json::from)
        .boxed()
}

/// An object of the members that are there.
fn record(members: Vec<(&'static str, BoxedStrategy<Option<Json>>)>) -> BoxedStrategy<Json> {
    let (keys, values): (Vec<&'static str>, Vec<_>) = members.into_iter().unzip();
    values
        .prop_map(move |values| {
            let members = keys.iter().zip(values);
            let there = members.filter_map(|(key, value)| Some(((*key).into(), value?)));
            Json::Object(there.collect::<Members>())
        })
        .boxed()
}

fn must(value: impl Strategy<Value = Json> + 'static) -> BoxedStrategy<Option<Json>> {
    value.prop_map(Some).boxed()
}

fn may(value: impl Strategy<Value = Json> + 'static) -> BoxedStrategy<Option<Json>> {
    of(value).boxed()
}

fn word(word: &'static str) -> BoxedStrategy<Option<Json>> {
    must(Just(Json::from(word)))
}

fn url() -> BoxedStrategy<Json> {
    select(&URLS[..]).prop_map(Json::from).boxed()
}

/// A file, its Blob written as `{"$blob": …}`.
fn media(kinds: &'static [&'static str]) -> BoxedStrategy<Json> {
    let source = prop_oneof![
        4 => url().prop_map(|url| ("url", url)),
        1 => Just(("uploaded", Json::from("f-00af"))),
        1 => Just(("file", Json::parse(r#"{"$blob": {"type": "", "size": 5}}"#).unwrap())),
    ];
    let kind = select(kinds).prop_map(Json::from);
    let rest = record(vec![
        ("type", must(kind)),
        ("caption", may(text(9000))),
        ("filename", may(Just(Json::from("price list.pdf")))),
    ]);
    let joined = (rest, source).prop_map(|(rest, (key, source))| match rest {
        Json::Object(mut members) => {
            members.push((key.into(), source));
            Json::Object(members)
        }
        other => other,
    });
    joined.boxed()
}

fn header() -> BoxedStrategy<Json> {
    let kind = select(&["image", "video", "document"][..]).prop_map(Json::from);
    let media = record(vec![
        ("type", must(kind)),
        ("url", must(url())),
        ("filename", may(Just(Json::from("a.pdf")))),
    ]);
    prop_oneof![text(1500), media].boxed()
}

/// Choices, each with an id and a label of its own.
fn choices(most: usize, with_description: bool) -> BoxedStrategy<Vec<Json>> {
    let description = if with_description {
        of(text(73)).boxed()
    } else {
        Just(None).boxed()
    };
    let id = select(&[0_usize, 0, 0, 190, 250][..]);
    let choice = (id, text(61), description);
    let number = |(index, (pad, title, description)): (usize, (usize, Json, Option<Json>))| {
        let mut members = vec![
            (
                "id".into(),
                Json::from(format!("n{index}{}", "i".repeat(pad))),
            ),
            (
                "title".into(),
                Json::from(format!("{index}{}", title.as_str().unwrap())),
            ),
        ];
        members.extend(description.map(|text| ("description".into(), text)));
        Json::Object(members)
    };
    vec(choice, 1..=most)
        .prop_map(move |choices| choices.into_iter().enumerate().map(number).collect())
        .boxed()
}

fn buttons() -> BoxedStrategy<Json> {
    record(vec![
        ("type", word("buttons")),
        ("text", must(text(9000))),
        ("header", may(header())),
        ("footer", may(text(1500))),
        ("buttons", must(choices(12, false).prop_map(Json::Array))),
    ])
}

fn list() -> BoxedStrategy<Json> {
    let sections =
        (choices(14, true), 1..4_usize, vec(text(61), 4)).prop_map(|(rows, count, titles)| {
            let size = rows.len().div_ceil(count);
            let sections = rows.chunks(size).zip(titles).map(|(rows, title)| {
                let members = vec![
                    ("title".into(), title),
                    ("rows".into(), Json::Array(rows.to_vec())),
                ];
                Json::Object(members)
            });
            Json::Array(sections.collect())
        });
    record(vec![
        ("type", word("list")),
        ("text", must(text(9000))),
        ("header", may(header())),
        ("footer", may(text(1500))),
        ("button", must(text(61))),
        ("sections", must(sections)),
    ])
}

fn location() -> BoxedStrategy<Json> {
    let degrees = |most: f64| (-most..=most).prop_map(|value| Json::from_f64(value).unwrap());
    record(vec![
        ("type", word("location")),
        ("latitude", must(degrees(90.0))),
        ("longitude", must(degrees(180.0))),
        ("name", may(text(1500))),
        ("address", may(text(9000))),
    ])
}

fn contacts() -> BoxedStrategy<Json> {
    let name = record(vec![
        ("formatted", must(text(61))),
        ("first", may(text(10))),
    ]);
    let phone = record(vec![
        ("phone", must(Just(Json::from("+16044441111")))),
        ("type", may(Just(Json::from("CELL")))),
        ("waId", may(Just(Json::from("16044441111")))),
    ]);
    let email = record(vec![("email", must(Just(Json::from("ann@e.com"))))]);
    let org = record(vec![("company", may(text(25))), ("title", may(text(25)))]);
    let card = record(vec![
        ("name", must(name)),
        ("phones", may(vec(phone, 1..3).prop_map(Json::Array))),
        ("emails", may(vec(email, 1..3).prop_map(Json::Array))),
        ("org", may(org)),
        ("birthday", may(Just(Json::from("1990-02-28")))),
    ]);
    record(vec![
        ("type", word("contacts")),
        ("contacts", must(vec(card, 1..90).prop_map(Json::Array))),
    ])
}

/// A content in which nothing is missing, blank, malformed or there twice.
pub fn content() -> BoxedStrategy<Json> {
    let kinds = &["image", "video", "audio", "document", "sticker"][..];
    let text = record(vec![("type", word("text")), ("text", must(text(9000)))]);
    let album = record(vec![
        ("type", word("album")),
        (
            "items",
            must(vec(media(kinds), 1..12).prop_map(Json::Array)),
        ),
    ]);
    Union::new([
        text,
        media(kinds),
        album,
        location(),
        contacts(),
        buttons(),
        list(),
    ])
    .boxed()
}

/// A content with a text, an address or a list made empty, perhaps.
pub fn faulty_content() -> BoxedStrategy<Json> {
    (content(), any::<prop::sample::Index>(), any::<bool>())
        .prop_map(|(content, index, is_blank)| {
            let leaves = super::pointer::leaves(&content);
            let leaves: Vec<&String> = leaves
                .iter()
                .filter(|leaf| !leaf.ends_with("/type") && !leaf.contains("$blob"))
                .filter(|leaf| {
                    super::pointer::get(&content, leaf)
                        .unwrap()
                        .as_str()
                        .is_some()
                })
                .collect();
            match leaves.is_empty() {
                true => content,
                false => {
                    let leaf = *index.get(&leaves);
                    let text = if is_blank { " " } else { "nope" };
                    super::pointer::set(content, leaf, Json::from(text))
                }
            }
        })
        .boxed()
}
