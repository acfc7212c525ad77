//! JSON trees: any at all, and sensible ones that are damaged.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sessage::json::{Foreign, Json, Key, Members, number};

/// Any tree, its keys and texts often from the given words.
pub fn of(words: &'static [&'static str]) -> BoxedStrategy<Json> {
    let inner = leaf(words).prop_recursive(5, 48, 8, move |inner| {
        prop_oneof![
            3 => vec((key(words), inner.clone()), 0..8).prop_map(Json::Object),
            2 => vec(inner.clone(), 0..5).prop_map(Json::Array),
            1 => wide(inner),
        ]
    });
    prop_oneof![20 => inner.clone(), 1 => deep(inner)].boxed()
}

/// A tree of the strategy, with one to four of its places damaged.
pub fn damaged(
    base: impl Strategy<Value = Json> + 'static,
    words: &'static [&'static str],
) -> BoxedStrategy<Json> {
    let damage = (any::<Index>(), change(words));
    (base, vec(damage, 1..5))
        .prop_map(|(mut tree, damages)| {
            for (place, change) in damages {
                let mut at = place.index(count(&tree));
                apply(&mut tree, &mut at, &change);
            }
            tree
        })
        .boxed()
}

/// One item, many times.
fn wide(item: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
    (item, 1..400_usize).prop_map(|(item, times)| Json::Array(vec![item; times]))
}

/// As deep as JavaScript's side lets it become.
fn deep(inner: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
    (inner, 1..120_usize, any::<bool>()).prop_map(|(inner, levels, list)| {
        (0..levels).fold(inner, |tree, _| {
            if list {
                Json::Array(vec![tree])
            } else {
                Json::Object(vec![("content".into(), tree)])
            }
        })
    })
}

fn key(words: &'static [&'static str]) -> impl Strategy<Value = Key> {
    prop_oneof![
        8 => select(words).prop_map(Key::from),
        1 => select(&["", "~", "/", "~1/0", "__proto__", "constructor", "ключ", "a\u{0}b"][..])
            .prop_map(Key::from),
        1 => ".{0,6}".prop_map(Key::from),
    ]
}

fn leaf(words: &'static [&'static str]) -> BoxedStrategy<Json> {
    prop_oneof![
        4 => select(words).prop_map(Json::from),
        2 => select(TEXTS).prop_map(Json::from),
        1 => "\\PC{0,12}".prop_map(Json::from),
        1 => long(),
        2 => select(NUMBERS).prop_map(|digits| number(digits).unwrap()),
        1 => any::<i64>().prop_map(Json::from),
        1 => any::<f64>().prop_map(|number| Json::from_f64(number).unwrap_or(Json::Null)),
        1 => any::<bool>().prop_map(Json::Bool),
        1 => Just(Json::Null),
        1 => foreign().prop_map(Json::Foreign),
        1 => Just(Json::Array(Vec::new())),
        1 => Just(Json::Object(Vec::new())),
    ]
    .boxed()
}

fn long() -> impl Strategy<Value = Json> {
    let lengths = [20, 24, 60, 72, 127, 200, 256, 1024, 4096];
    let part = select(&["x", "ß", "👍", " ", "\n", "\u{301}"][..]);
    (part, select(lengths.to_vec()), 0..3_usize)
        .prop_map(|(part, length, more)| Json::from(part.repeat(length - 1 + more)))
}

fn foreign() -> impl Strategy<Value = Foreign> {
    prop_oneof![
        (0..9_usize).prop_map(Foreign::Blob),
        Just(Foreign::Function),
        Just(Foreign::LoneSurrogate),
        select(&["NaN", "a cycle", "a Map object", ""][..])
            .prop_map(|what| Foreign::Other(what.to_owned())),
    ]
}

const TEXTS: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "+16044441111",
    "+1 (604) 444-11.11",
    "3077",
    "0",
    "..",
    ".",
    "a/b",
    "https://e.com/a.jpg",
    "HTTP://e.com",
    "javascript:alert(1)",
    "https://user@",
    "http://127.0.0.1:1/p",
    "http://[::1]",
    "https://a.example:99999",
    "2026-11-20",
    "2026-02-31",
    "hello\r\nX: y",
    "tok-0123456789abcdef",
    "é\u{301}",
    "\u{202e}x",
    "🏳️‍🌈",
];

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "9",
    "5.0",
    "1e3",
    "0.5",
    "90",
    "90.00000000000001",
    "-180",
    "180.5",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
    "1e308",
    "1e400",
    "-1e400",
    "1e-400",
    "2147483647",
    "2147483648",
    "123456789012345678901234567890",
];

/// What becomes of a place.
#[derive(Debug, Clone)]
enum Change {
    Replace(Json),
    Insert(Key, Json),
    Repeat,
    Remove,
    Wrap,
}

fn change(words: &'static [&'static str]) -> impl Strategy<Value = Change> {
    let small = leaf(words).prop_recursive(2, 8, 4, move |inner| {
        prop_oneof![
            vec((key(words), inner.clone()), 0..4).prop_map(Json::Object),
            vec(inner, 0..4).prop_map(Json::Array),
        ]
    });
    prop_oneof![
        4 => small.clone().prop_map(Change::Replace),
        2 => (key(words), small).prop_map(|(key, value)| Change::Insert(key, value)),
        2 => Just(Change::Repeat),
        2 => Just(Change::Remove),
        1 => Just(Change::Wrap),
    ]
}

fn count(tree: &Json) -> usize {
    let below: usize = match tree {
        Json::Array(items) => items.iter().map(count).sum(),
        Json::Object(members) => members.iter().map(|(_, member)| count(member)).sum(),
        _ => 0,
    };
    below + 1
}

/// Changes the place that `at` counts down to, in order of appearance.
fn apply(tree: &mut Json, at: &mut usize, change: &Change) -> bool {
    if *at == 0 {
        alter(tree, change);
        return true;
    }
    *at -= 1;
    match tree {
        Json::Array(items) => {
            for index in 0..items.len() {
                if *at == 0 && matches!(change, Change::Remove | Change::Repeat) {
                    alter_item(items, index, change);
                    return true;
                }
                if apply(&mut items[index], at, change) {
                    return true;
                }
            }
            false
        }
        Json::Object(members) => {
            for index in 0..members.len() {
                if *at == 0 && matches!(change, Change::Remove | Change::Repeat) {
                    alter_item(members, index, change);
                    return true;
                }
                if apply(&mut members[index].1, at, change) {
                    return true;
                }
            }
            false
        }
        _ => false,
    }
}

fn alter_item<T: Clone>(items: &mut Vec<T>, index: usize, change: &Change) {
    if matches!(change, Change::Remove) {
        items.remove(index);
    } else {
        items.push(items[index].clone());
    }
}

fn alter(tree: &mut Json, change: &Change) {
    match (change, &mut *tree) {
        (Change::Insert(key, value), Json::Object(members)) => {
            insert(members, key, value);
        }
        (Change::Insert(_, value), Json::Array(items)) => items.insert(0, value.clone()),
        (Change::Replace(value) | Change::Insert(_, value), _) => *tree = value.clone(),
        (Change::Wrap, _) => *tree = Json::Array(vec![tree.clone()]),
        (Change::Remove | Change::Repeat, _) => *tree = Json::Null,
    }
}

fn insert(members: &mut Members, key: &str, value: &Json) {
    members.push((key.to_owned().into(), value.clone()));
}
