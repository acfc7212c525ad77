//! What is wrong with a message: problems, and the list that collects them.

mod list;

use std::borrow::Cow;

use serde::Serialize;

use crate::number;
use crate::text::replace;

pub use list::{MAX_LISTED, Problems};

/// The kind of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The field is missing, or blank.
    Required,
    /// The text has more characters, or bytes, than the limit.
    TooLong,
    /// The list has more items than the limit.
    TooMany,
    /// The list has fewer items than it needs.
    TooFew,
    /// The file is larger than the limit, or the text of all fields together.
    TooLarge,
    /// The number is outside its range.
    OutOfRange,
    /// The text does not have the form that the field needs.
    InvalidFormat,
    /// The value is of another type than the field.
    InvalidType,
    /// The value must be unique and stands twice.
    Duplicate,
    /// Two fields exclude each other.
    Conflict,
    /// The provider cannot carry it.
    Unsupported,
    /// The model has no such field.
    UnknownField,
}

/// Whether a problem stops the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The message cannot be sent so.
    Error,
    /// The message can be sent; something the contact never sees is lost.
    Warning,
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Unicode code points.
    Characters,
    /// Bytes of UTF-8 text or of a file.
    Bytes,
    /// Items of a list.
    Items,
}

impl Unit {
    /// The name that JavaScript sees.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Bytes => "bytes",
            Self::Items => "items",
        }
    }
}

/// One thing that is wrong with a message or a configuration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// JSON Pointer (RFC 6901) to the field.
    pub path: String,
    /// The kind of problem.
    pub code: Code,
    /// Whether it stops the message.
    pub severity: Severity,
    /// What is wrong and what to do, for a person.
    pub message: String,
    /// The limit that was passed.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "number::serialize_option"
    )]
    pub limit: Option<f64>,
    /// What was found instead.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "number::serialize_option"
    )]
    pub actual: Option<f64>,
    /// What `limit` and `actual` count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// Where the rule is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Problem {
    /// An error at a path.
    #[must_use]
    pub fn error(path: impl Into<String>, code: Code, message: impl Into<String>) -> Self {
        Self::new(path.into(), code, message.into())
    }

    #[inline(never)]
    fn new(path: String, code: Code, message: String) -> Self {
        Self {
            path,
            code,
            severity: Severity::Error,
            message,
            limit: None,
            actual: None,
            unit: None,
            source: None,
        }
    }

    /// The same problem as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same problem with the source of its rule.
    #[must_use]
    pub fn with_source(mut self, source: &str) -> Self {
        if !source.is_empty() {
            self.source = Some(source.to_owned());
        }
        self
    }

    /// The same problem with the limit that was passed and what was found.
    #[must_use]
    pub fn with_limit(mut self, limit: f64, actual: f64, unit: Option<Unit>) -> Self {
        self.limit = Some(limit);
        self.actual = Some(actual);
        self.unit = unit;
        self
    }
}

/// A JSON Pointer with one more reference token.
#[must_use]
#[inline(never)]
pub fn join(path: &str, key: &str) -> String {
    let key = escape(key);
    let length = path.len().saturating_add(key.len()).saturating_add(1);
    let mut joined = String::with_capacity(length);
    joined.push_str(path);
    joined.push('/');
    joined.push_str(&key);
    joined
}

/// Adds an index as a reference token to a JSON Pointer, without a text of its own.
pub fn push_index(path: &mut String, index: usize) {
    path.push('/');
    let above = |power| index.checked_div(power).unwrap_or_default();
    let mut power: usize = 1;
    while above(power) > 9 {
        power = power.saturating_mul(10);
    }
    while power > 0 {
        let digit = u32::try_from(above(power) % 10).unwrap_or_default();
        path.extend(char::from_digit(digit, 10));
        power /= 10;
    }
}

/// A key as a reference token of a JSON Pointer.
#[must_use]
pub fn escape(key: &str) -> Cow<'_, str> {
    if key.bytes().any(|byte| byte == b'~' || byte == b'/') {
        Cow::Owned(replace(&replace(key, "~", "~0"), "/", "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_written_in_full() {
        for index in [0, 9, 10, 99, 100, 1_234, 100_000, usize::MAX] {
            let mut path = "/a".to_owned();
            push_index(&mut path, index);
            assert_eq!(path, format!("/a/{index}"));
        }
    }
}
