//! Values at a limit and beyond it, in a form and not in it.

use sessage::json::{Json, object};
use sessage::problem::Code;
use sessage::rules::{Format, Limit};

use crate::places::Place;
use crate::support::examples::Example;
use crate::support::{blobs, pointer};

/// A value beyond a limit, and what must be said of it.
pub struct Beyond {
    pub what: String,
    pub value: Json,
    pub code: Code,
    pub limit: f64,
    pub actual: f64,
}

pub fn at_the_limit(limit: Limit, example: &Example, place: &Place) -> Vec<(String, Json)> {
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

pub fn beyond_the_limit(limit: Limit, example: &Example, place: &Place) -> Vec<Beyond> {
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

pub fn file_of_size(example: &Example, size: usize) -> Json {
    blob(&example.attachments[0].content_type, size)
}

pub fn blob(content_type: &str, size: usize) -> Json {
    let size = i64::try_from(size).unwrap();
    let blob = object([
        ("type", Some(Json::from(content_type))),
        ("size", Some(Json::from(size))),
    ]);
    object([("$blob", Some(blob))])
}

pub fn number(count: usize) -> f64 {
    u32::try_from(count).unwrap().into()
}

/// The list of a place with so many items, each like its first with an id and a title of its own. `rows`
/// counts over all sections, so there it is one section with so many rows.
pub fn items(example: &Example, place: &Place, count: usize) -> Json {
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

pub fn distinct(first: &Json, count: usize) -> Json {
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

pub fn with(example: &Example, place: &Place, value: Json) -> Example {
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
pub fn texts_of(format: Format) -> (Vec<String>, &'static [&'static str]) {
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
            good(&[
                "+1234567",
                "+123456789012345",
                "+1 (604) 444-11.11",
                "+1\u{a0}604\u{2011}444\u{200e}1111",
            ]),
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
                "+44 (0)20 7946 0958",
                "+1604\u{2212}4441111",
                "tel:+16044441111",
            ],
        ),
        Format::DialString => (
            good(&["+14155552671", "100", "(604) 444-11.11*2#", "0"]),
            &[
                "+",
                "1604x",
                "1+604",
                "++1604",
                "*#",
                "1/2",
                "١٢٣",
                "ann",
                "+44 (0)20 7946 0958",
            ],
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
            good(&[
                "1990-02-28",
                "2024-02-29",
                "2000-02-29",
                "2024-12-31",
                "0001-01-01",
            ]),
            &[
                "1990-2-28",
                "1990-13-01",
                "1990-02-29",
                "1900-02-29",
                "2024-04-31",
                "1990-00-10",
                "1990-01-32",
                "90-01-01",
                "28.02.1990",
                "1990-02-28T00:00",
                "1990/02/28",
            ],
        ),
        Format::Name => (
            good(&["order_ready", "Order-2", "en_US"]),
            &["order ready", "é", "a/b", "a.b", "a\nb"],
        ),
        // Keys of an object, which are tried by hand.
        Format::ParameterName => (Vec::new(), &[]),
        Format::Parameter => (
            good(&["x", " x ", "a    b", "שלום", "a\u{2028}b"]),
            &["a\nb", "a\r\nb", "a\tb", "a     b", "\u{e9}\r"],
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
