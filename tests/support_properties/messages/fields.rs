//! Texts that fit the rules of their fields, or just do not.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use sessage::rules::{Format, Limit, Rule};

/// The rules of one kind of content.
#[derive(Debug, Clone, Copy)]
pub struct Fields(pub &'static [Rule]);

impl Fields {
    pub fn rule(self, name: &str) -> Option<&'static Rule> {
        self.0.iter().find(|rule| rule.field == name)
    }

    /// A text that fits its rule, or just does not.
    pub fn text(self, name: &str) -> BoxedStrategy<String> {
        let rule = self.rule(name);
        let limit = rule.and_then(|rule| rule.limit);
        match rule.map(|rule| rule.format) {
            Some(Format::Url) => url(),
            Some(Format::Date) => {
                "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])".boxed()
            }
            Some(Format::Only(values) | Format::OneOf(values)) => {
                select(values).prop_map(str::to_owned).boxed()
            }
            Some(Format::Trimmed) => words(limit)
                .prop_map(|text| match text.trim() {
                    "" => "id".to_owned(),
                    text => text.to_owned(),
                })
                .boxed(),
            Some(Format::Parameter) => words(limit).prop_map(|text| on_one_line(&text)).boxed(),
            _ => words(limit),
        }
    }

    /// A text, more seldom where the provider does not carry it.
    pub fn optional(self, name: &str, often: f64) -> BoxedStrategy<Option<String>> {
        weighted(self.often(name, often), self.text(name)).boxed()
    }

    /// As often as said, seldom where the provider does not carry the field.
    pub fn often(self, name: &str, often: f64) -> f64 {
        match self.rule(name) {
            Some(_) => often,
            None => 0.01,
        }
    }

    /// The most items of a list.
    pub fn most(self, name: &str, otherwise: usize) -> usize {
        match self.rule(name).and_then(|rule| rule.limit) {
            Some(Limit::Items(_, most)) => most,
            _ => otherwise,
        }
    }

    /// How many items a list has: up to the most, and one more at times.
    pub fn count(self, name: &str, otherwise: usize) -> BoxedStrategy<usize> {
        let most = self.most(name, otherwise);
        prop_oneof![20 => 1..=most, 1 => Just(most + 1)].boxed()
    }
}

/// The text as a template's value may be, as long as before.
fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], "n")
        .replace("     ", "xxxxx")
}

/// Text whose length lies anywhere up to its limit, often on it, seldom beyond.
pub fn words(limit: Option<Limit>) -> BoxedStrategy<String> {
    let (most, in_bytes) = match limit {
        Some(Limit::Characters(most)) => (most, false),
        Some(Limit::Bytes(most)) => (most, true),
        _ => (80, false),
    };
    let length = prop_oneof![
        24 => 1..=most.min(40),
        6 => Just(most),
        3 => Just(most - 1),
        3 => 1..=most,
        1 => Just(most + 1),
    ];
    (vec(character(), 1..8), length)
        .prop_map(move |(characters, length)| {
            let mut text = String::new();
            let mut size = 0;
            for character in characters.iter().cycle() {
                size += if in_bytes { character.len_utf8() } else { 1 };
                if size > length {
                    break;
                }
                text.push(*character);
            }
            text
        })
        .boxed()
}

fn character() -> BoxedStrategy<char> {
    prop_oneof![
        12 => proptest::char::range('a', 'z'),
        3 => proptest::char::range('0', '9'),
        2 => select(&[' ', '\n', '\r', '\t', '"', '\'', '\\', '/', '%', '&', '<', ';', '=', '-'][..]),
        2 => select(&['ß', 'é', '漢', '👍', '\u{301}', '\u{200d}', 'ש', '\u{202e}', '\u{2028}'][..]),
        1 => select(&['\u{0}', '\u{1}', '\u{7f}', '\u{a0}', '\u{feff}', '\u{fffd}', '\u{10ffff}'][..]),
    ]
    .boxed()
}

pub fn url() -> BoxedStrategy<String> {
    let known = [
        "https://e.example/a.jpg",
        "http://e.example",
        "HTTPS://E.Example/B.PDF",
        "Http://user:pass@e.example:8080/x?y=1&z=%20#f",
        "https://[::1]:8443/v.mp4",
        "https://bücher.example/ü.png?q='1'",
    ];
    prop_oneof![
        2 => select(known.to_vec()).prop_map(str::to_owned),
        1 => "https?://[a-z0-9.-]{1,20}(:[0-9]{1,4})?(/[!#-;=?-\\[\\]-~]{0,40})?",
    ]
    .boxed()
}
