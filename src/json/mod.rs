//! One JSON tree for what comes in, goes out and comes back.
//!
//! Numbers keep the digits they were written with, so a 64-bit id survives, and objects keep their order.

mod foreign;
mod read;
mod write;

use std::borrow::Cow;
use std::str::FromStr;

pub use crate::number::Number;
pub use foreign::Foreign;
pub use read::is_shallow;
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

impl Json {
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
}
