//! What is wrong with a message: problems, and the list that collects them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::number;
use crate::text::replace;

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
    /// The file, or the whole input, is larger than the limit.
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

    /// What tells problems apart.
    fn identity(&self) -> String {
        [&self.path, "\n", &self.message].concat()
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

/// Problems as they are found. A value that could not be read is reported once: nothing at or below its
/// path is added after it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems {
    found: Vec<Problem>,
    unreadable: BTreeSet<String>,
    /// The names that the readers of the objects now open have asked for: one list for all of them.
    pub(crate) asked: Vec<&'static str>,
}

impl Problems {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem, unless it follows from one that made the place unreadable.
    pub fn add(&mut self, problem: Problem) {
        let path = problem.path.as_str();
        // The path itself, or one above it. Looked up, since a caller may have a hundred thousand of them.
        let is_covered = self.unreadable.contains(path)
            || path
                .match_indices('/')
                .filter_map(|(end, _)| path.get(..end))
                .any(|above| self.unreadable.contains(above));
        if !is_covered {
            self.found.push(problem);
        }
    }

    /// Adds a problem after which nothing at or below its path can be judged.
    pub fn add_unreadable(&mut self, problem: Problem) {
        let path = problem.path.clone();
        self.add(problem);
        self.leave_out(path);
    }

    /// Nothing at or below the path can be judged; why is told already.
    pub fn leave_out(&mut self, path: String) {
        self.unreadable.insert(path);
    }

    /// An empty list for which the same is unreadable.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            unreadable: self.unreadable.clone(),
            ..Self::default()
        }
    }

    /// An empty list for what stands at `from` as if it stood at `to`: what is unreadable there stays so.
    #[must_use]
    pub fn moved(&self, from: &str, to: &str) -> Self {
        let place = |path: &String| match path.strip_prefix(from) {
            Some(rest) => Some(format!("{to}{rest}")),
            None => (!path.starts_with(to)).then(|| path.clone()),
        };
        let mut moved = Self::default();
        for path in self.unreadable.iter().filter_map(place) {
            moved.leave_out(path);
        }
        moved
    }

    /// Adds the problems of another list that this one does not have yet.
    pub fn merge(&mut self, others: Self) {
        // Most messages have one part, and hostile ones a problem in each of very many items.
        if self.found.is_empty() {
            self.found = others.found;
            return;
        }
        // Filled one by one: collecting would bring a sort along, which is 8 KB of wasm.
        let mut known: BTreeSet<String> = BTreeSet::new();
        for problem in &self.found {
            known.insert(problem.identity());
        }
        let is_new = |problem: &Problem| !known.contains(&problem.identity());
        let new: Vec<Problem> = others.found.into_iter().filter(is_new).collect();
        self.found.extend(new);
    }

    /// The same problems at other paths.
    #[must_use]
    pub fn repointed(mut self, path: impl Fn(&str) -> String) -> Self {
        for problem in &mut self.found {
            problem.path = path(&problem.path);
        }
        self
    }

    /// Whether any problem stops the message.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// The problems, in the order they were found.
    #[must_use]
    pub fn into_vec(self) -> Vec<Problem> {
        self.found
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

/// Adds an index as a reference token to a JSON Pointer: without the machinery of formatting where it is one digit,
/// as most are.
pub fn push_index(path: &mut String, index: usize) {
    path.push('/');
    match u32::try_from(index)
        .ok()
        .and_then(|index| char::from_digit(index, 10))
    {
        Some(digit) => path.push(digit),
        None => path.push_str(&index.to_string()),
    }
}

/// A key as a reference token of a JSON Pointer.
#[must_use]
pub fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(replace(&replace(key, "~", "~0"), "/", "~1"))
    } else {
        Cow::Borrowed(key)
    }
}
