//! What JSON cannot say, as the JavaScript side marks it in the text that it hands over.

use std::str::FromStr;

use super::{Json, Key};

/// What stood in the input where JSON has no word for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreign {
    /// A Blob or File, by its place in the list handed over beside the text.
    Blob(usize),
    /// A function.
    Function,
    /// A string with half of a surrogate pair.
    LoneSurrogate,
    /// More text than a message may hold; with it there would be so many bytes.
    TooMuchText(usize),
    /// Anything else, by the name a person would call it: `Map`, `NaN`, `a cycle`.
    Other(String),
}

/// The one key of the object that marks a foreign value in input text: no JavaScript caller can write it,
/// since the walk that makes input plain escapes a leading NUL.
const FOREIGN_KEY: &str = "\0";

impl Json {
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
        let number = |mark: &str| what.strip_prefix(mark).map(usize::from_str);
        match (number("blob:"), number("text:")) {
            (Some(Ok(index)), _) => Self::Blob(index),
            (_, Some(Ok(total))) => Self::TooMuchText(total),
            _ => match what {
                "function" => Self::Function,
                "lone surrogate" => Self::LoneSurrogate,
                other => Self::Other(other.to_owned()),
            },
        }
    }

    pub(super) fn kind(&self) -> &str {
        match self {
            Self::Blob(_) => "a Blob",
            Self::Function => "a function",
            Self::TooMuchText(_) => "a value with too much text",
            Self::LoneSurrogate => "a string with half of a surrogate pair",
            Self::Other(what) => what,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::number::KEY as NUMBER_KEY;

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
}
