//! Reading a tree from JSON text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Json, Members};
use crate::number::{KEY as NUMBER_KEY, Number};
use crate::text::contains;

impl Json {
    /// Reads JSON text. An escaped half of a surrogate pair, which JavaScript writes where it cuts a text, is
    /// read as U+FFFD.
    ///
    /// # Errors
    /// Text that is not one JSON value, or nests deeper than 127 levels.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text).or_else(|error| {
            // Read once more only where that may be why.
            if contains(text, "\\ud") || contains(text, "\\uD") {
                serde_json::from_str(&whole_pairs(text))
            } else {
                Err(error)
            }
        })
    }
}

/// The most levels of nesting that are read.
const MAX_DEPTH: usize = 127;

/// Whether JSON text nests no deeper than [`Json::parse`] reads, told without reading it.
#[must_use]
pub fn is_shallow(text: &str) -> bool {
    let mut depth: usize = 0;
    let mut is_string = false;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_string = !is_string,
            // What follows is escaped.
            b'\\' if is_string => {
                bytes.next();
            }
            b'[' | b'{' if !is_string => {
                depth = depth.saturating_add(1);
                if depth > MAX_DEPTH {
                    return false;
                }
            }
            b']' | b'}' if !is_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

/// JSON text with `\ufffd` for every escape that is half of a surrogate pair.
fn whole_pairs(text: &str) -> String {
    let code = |at: &str| {
        let digits = at.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at_checked(start).unwrap_or((rest, ""));
        whole.push_str(before);
        let next = escape.get(6..).and_then(code);
        let (length, replaced) = match (code(escape), next) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, false),
            (Some(0xD800..=0xDFFF), _) => (6, true),
            _ => (2, false),
        };
        let (kept, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        whole.push_str(if replaced { "\\ufffd" } else { kept });
        rest = after;
    }
    whole.push_str(rest);
    whole
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::from_f64(number).unwrap_or(Json::Null))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Members::new();
        while let Some((key, value)) = map.next_entry::<String, Json>()? {
            let number = (key == NUMBER_KEY && members.is_empty())
                .then(|| value.as_str().map(Number::from_str));
            members.push((Cow::Owned(key), value));
            if let Some(Some(Ok(number))) = number {
                // A number has this one member. With more it is an object that somebody wrote so.
                match map.next_entry::<String, Json>()? {
                    None => return Ok(Json::Number(number)),
                    Some((key, value)) => members.push((Cow::Owned(key), value)),
                }
            }
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn what_nests_too_deep_to_be_read_is_told_without_reading() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        for levels in [0, 1, 126, 127, 128, 129, 400] {
            let text = format!(r#"{{"a\\\"[[[":[{}]}}"#, nested(levels));
            assert_eq!(
                is_shallow(&text),
                Json::parse(&text).is_ok() || levels == 0,
                "{levels}"
            );
        }
        let flat = format!(r#"["{}",[],{{}},[]]"#, "[".repeat(500));
        assert!(is_shallow(&flat) && Json::parse(&flat).is_ok());
    }

    #[test]
    fn half_a_surrogate_pair_is_read_as_a_replacement() {
        let cases = [
            (r#""\ud83d""#, "\u{fffd}"),
            (r#""\ude00\ud83dé""#, "\u{fffd}\u{fffd}é"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
            (r#""\\ud83d\\\ud83d""#, "\\ud83d\\\u{fffd}"),
        ];
        for (text, read) in cases {
            assert_eq!(Json::parse(text).unwrap(), Json::from(read), "{text}");
        }
        for text in [r#""\ud83"#, r#""\"#, "\\é", r#""\ud83d"#] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_number_by_name_is_one_only_where_it_stands_alone() {
        let text = r#"{"$serde_json::private::Number":"7","b":1}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), text);
    }

    #[test]
    fn the_last_of_two_members_counts_as_in_javascript() {
        let value = Json::parse(r#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(value.get("a").and_then(Json::as_i64), Some(2));
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let text = "[".repeat(10_000);
        assert!(Json::parse(&text).is_err());
    }
}
