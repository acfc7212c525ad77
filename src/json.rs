//! One JSON tree for what comes in, goes out and comes back.
//!
//! Numbers keep the digits they were written with, so a 64-bit id survives, and objects keep their order.

mod write;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::number::KEY as NUMBER_KEY;
pub use crate::number::Number;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
pub use write::Written;

/// The name of a member: most that are written here stand in the code.
pub type Key = Cow<'static, str>;
/// The members of an object, in the order they were written.
pub type Members = Vec<(Key, Json)>;

/// A JSON value, or a mark for a JavaScript value that JSON cannot say.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number with its digits as written.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Members),
    /// A list or an object of a request, as the text that it was written as.
    Written(Written),
    /// A value from JavaScript that is no JSON. Only [`Json::from_input`] makes it.
    Foreign(Foreign),
}

/// What stood in the input where JSON has no word for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreign {
    /// A Blob or File, by its place in the list handed over beside the text.
    Blob(usize),
    /// A function.
    Function,
    /// A string with half of a surrogate pair.
    LoneSurrogate,
    /// Anything else, by the name a person would call it: `Map`, `NaN`, `a cycle`.
    Other(String),
}

/// The one key of the object that marks a foreign value in input text: no JavaScript caller can write it,
/// since the walk that makes input plain escapes a leading NUL.
const FOREIGN_KEY: &str = "\0";

impl Json {
    /// Reads JSON text. An escaped half of a surrogate pair, which JavaScript writes where it cuts a text, is
    /// read as U+FFFD.
    ///
    /// # Errors
    /// Text that is not one JSON value, or nests deeper than 127 levels.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text).or_else(|_| serde_json::from_str(&whole_pairs(text)))
    }

    /// Reads text in which the JavaScript side has marked what JSON cannot say.
    ///
    /// # Errors
    /// As [`Json::parse`].
    pub fn from_input(text: &str) -> Result<Self, serde_json::Error> {
        Self::parse(text).map(Self::with_foreign)
    }

    fn with_foreign(self) -> Self {
        match self {
            Self::Array(items) => Self::Array(items.into_iter().map(Self::with_foreign).collect()),
            Self::Object(members) => {
                if let [(key, Self::String(what))] = members.as_slice()
                    && key == FOREIGN_KEY
                {
                    return Self::Foreign(Foreign::read(what));
                }
                Self::Object(
                    members
                        .into_iter()
                        .map(|(key, value)| (unescaped(key), value.with_foreign()))
                        .collect(),
                )
            }
            other => other,
        }
    }

    /// A number, where it is finite. Whole numbers are written without a fraction, as JavaScript does.
    #[must_use]
    pub fn from_f64(number: f64) -> Option<Self> {
        const SAFE: f64 = 9_007_199_254_740_991.0;
        if number.fract() == 0.0 && number.abs() <= SAFE {
            #[expect(clippy::cast_possible_truncation, reason = "whole and in range")]
            return Some(Self::from(number as i64));
        }
        Number::from_f64(number).map(Self::Number)
    }

    /// The member of that name, where this is an object that has one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .rev()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value at a path of member names.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The text, where this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where this is one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// The items, where this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// An id as the wire writes it: a string that is not empty, or a whole number to its last digit.
    #[must_use]
    pub fn as_id(&self) -> Option<String> {
        match self {
            Self::String(text) if !text.is_empty() => Some(text.clone()),
            Self::Number(number) => {
                let digits = number.to_string();
                digits
                    .strip_prefix('-')
                    .unwrap_or(&digits)
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
                    .then_some(digits)
            }
            _ => None,
        }
    }

    /// What a person calls this kind of value.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) | Self::Written(_) => "an object",
            Self::Foreign(foreign) => foreign.kind(),
        }
    }
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

/// A caller's own key as they wrote it: the walk puts a NUL before one that would be taken for a mark.
fn unescaped(mut key: Key) -> Key {
    if key.starts_with(FOREIGN_KEY) {
        key.to_mut().remove(0);
    }
    key
}

impl Foreign {
    fn read(what: &str) -> Self {
        match what.strip_prefix("blob:").map(usize::from_str) {
            Some(Ok(index)) => Self::Blob(index),
            _ => match what {
                "function" => Self::Function,
                "lone surrogate" => Self::LoneSurrogate,
                other => Self::Other(other.to_owned()),
            },
        }
    }

    fn kind(&self) -> &str {
        match self {
            Self::Blob(_) => "a Blob",
            Self::Function => "a function",
            Self::LoneSurrogate => "a string with half of a surrogate pair",
            Self::Other(what) => what,
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<Members> for Json {
    fn from(members: Members) -> Self {
        Self::Object(members)
    }
}

/// An object from its members; a member whose value is `None` is left out.
#[must_use]
pub fn object<const N: usize>(mut members: [(&'static str, Option<Json>); N]) -> Json {
    Json::Object(present(&mut members))
}

/// One copy of the code for objects of any size.
fn present(members: &mut [(&'static str, Option<Json>)]) -> Members {
    members
        .iter_mut()
        .filter_map(|(key, value)| Some((Cow::Borrowed(*key), value.take()?)))
        .collect()
}

/// A number written in decimal digits, such as an id that stays a number on the wire.
#[must_use]
pub fn number(digits: &str) -> Option<Json> {
    Number::from_str(digits).ok().map(Json::Number)
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
    fn numbers_keep_their_digits() {
        for text in [
            "9007199254740993",
            "18446744073709551616",
            "-122.41940000000001",
            "1e+400",
            "0.10",
        ] {
            assert_eq!(Json::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn objects_keep_their_order() {
        let text = r#"{"z":1,"a":[true,null,{"__proto__":"x"}],"m":"é\n"}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), text);
    }

    #[test]
    fn the_last_of_two_members_counts_as_in_javascript() {
        let value = Json::parse(r#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(value.get("a").and_then(Json::as_i64), Some(2));
    }

    #[test]
    fn floats_are_written_as_javascript_writes_them() {
        let cases = [
            (37.7749, Some("37.7749")),
            (-122.4194, Some("-122.4194")),
            (37.0, Some("37")),
            (-0.0, Some("0")),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ];
        for (number, text) in cases {
            let written = Json::from_f64(number).map(|number| number.to_string());
            assert_eq!(written.as_deref(), text, "{number}");
        }
    }

    #[test]
    fn an_id_is_text_or_a_whole_number() {
        let cases = [
            ("123456789012345678901", Some("123456789012345678901")),
            ("\"wamid.A\"", Some("wamid.A")),
            ("\"\"", None),
            ("1.5", None),
            ("1e3", None),
            ("null", None),
            ("[1]", None),
        ];
        for (text, id) in cases {
            assert_eq!(Json::parse(text).unwrap().as_id().as_deref(), id, "{text}");
        }
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
    fn a_key_that_starts_with_nul_comes_in_as_it_was() {
        let text = "{\"\\u0000\\u0000\":\"blob:0\",\"\\u0000$serde_json::private::Number\":\"7\"}";
        let input = Json::from_input(text).unwrap();
        assert_eq!(input.get("\0"), Some(&Json::from("blob:0")));
        assert_eq!(input.get(NUMBER_KEY), Some(&Json::from("7")));
    }

    #[test]
    fn foreign_values_are_read_from_input_alone() {
        let text = "{\"file\":{\"\\u0000\":\"blob:2\"},\"f\":{\"\\u0000\":\"function\"}}";
        let input = Json::from_input(text).unwrap();
        assert_eq!(input.get("file"), Some(&Json::Foreign(Foreign::Blob(2))));
        assert_eq!(input.get("f"), Some(&Json::Foreign(Foreign::Function)));
        assert!(matches!(
            Json::parse(text).unwrap().get("file"),
            Some(Json::Object(_))
        ));
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let text = "[".repeat(10_000);
        assert!(Json::parse(&text).is_err());
    }
}
