//! The error of a message that was not sent, or may not have been.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::Serialize;

use super::names::names;
use super::{PartOutcome, PartReceipt};
use crate::problem::{Problem, Problems, Severity};

/// Why a message was not sent, and whether the contact may have it even so.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Error(Box<Details>);

/// What an [`Error`] tells. It is read through the error itself: `error.code`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// The kind of error.
    pub code: ErrorCode,
    /// What happened, for a person; never with a secret in it.
    pub message: String,
    /// The provider, where one was asked or chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<&'static str>,
    /// Whether the contact may have the message.
    pub outcome: Outcome,
    /// Whether it was surely not sent and is likely to succeed later as it is.
    pub retryable: bool,
    /// How long the provider asked to wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<i64>,
    /// When to try again, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<i64>,
    /// The HTTP status of the last answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The provider's own code, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_code: Option<String>,
    /// The provider's own words, secrets masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_message: Option<String>,
    /// What is wrong with the message or the configuration.
    pub problems: Vec<Problem>,
    /// How many requests carried the message.
    pub attempts: u32,
    /// The parts of the message.
    pub parts: Vec<PartReceipt>,
    /// The last answer's text, secrets masked; JavaScript receives it parsed.
    #[serde(skip)]
    pub raw: Option<String>,
}

/// Whether the contact may have a message that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It surely was not sent.
    NotSent,
    /// Some of its parts were.
    Partial,
    /// It may have been, so sending again may send it twice.
    Unknown,
}

names! { Outcome:
    NotSent = "not_sent",
    Partial = "partial",
    Unknown = "unknown",
}

/// The kinds of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// `init` has not been awaited.
    NotInitialised,
    /// The client was freed.
    Closed,
    /// The configuration or an option is wrong.
    InvalidConfig,
    /// The message has errors; see the problems.
    InvalidMessage,
    /// The provider cannot carry the message.
    Unsupported,
    /// The credentials are wrong or expired.
    Unauthorized,
    /// The credentials are right and do not allow this.
    Forbidden,
    /// The recipient, chat or resource does not exist.
    NotFound,
    /// It exists twice, or already.
    Conflict,
    /// The contact's session is over; only a template goes through.
    WindowClosed,
    /// Too many messages.
    RateLimited,
    /// The contact does not want messages.
    OptedOut,
    /// The provider refused the message.
    Rejected,
    /// The provider does not work at the moment.
    Unavailable,
    /// No answer came.
    Network,
    /// No answer came in time.
    Timeout,
    /// The caller aborted.
    Aborted,
    /// The answer is not one that the provider documents.
    BadResponse,
    /// A fault of sessage itself.
    Internal,
}

names! { ErrorCode:
    NotInitialised = "not_initialised",
    Closed = "closed",
    InvalidConfig = "invalid_config",
    InvalidMessage = "invalid_message",
    Unsupported = "unsupported",
    Unauthorized = "unauthorized",
    Forbidden = "forbidden",
    NotFound = "not_found",
    Conflict = "conflict",
    WindowClosed = "window_closed",
    RateLimited = "rate_limited",
    OptedOut = "opted_out",
    Rejected = "rejected",
    Unavailable = "unavailable",
    Network = "network",
    Timeout = "timeout",
    Aborted = "aborted",
    BadResponse = "bad_response",
    Internal = "internal",
}

impl ErrorCode {
    /// Whether what surely was not sent for such a reason is likely to succeed later as it is.
    #[must_use]
    pub const fn is_passing(self) -> bool {
        matches!(
            self,
            Self::RateLimited | Self::Unavailable | Self::Network | Self::Timeout
        )
    }
}

impl Error {
    /// An error that was found before anything was sent.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            code,
            message: message.into(),
            provider: None,
            outcome: Outcome::NotSent,
            retryable: false,
            retry_after_ms: None,
            retry_at: None,
            status: None,
            provider_code: None,
            provider_message: None,
            problems: Vec::new(),
            attempts: 0,
            parts: Vec::new(),
            raw: None,
        }))
    }

    /// The error of a configuration with these problems.
    #[must_use]
    pub fn invalid_config(problems: Vec<Problem>) -> Self {
        Self::invalid("The configuration has problems", problems)
    }

    /// The error of options with these problems.
    #[must_use]
    pub fn invalid_options(problems: Vec<Problem>) -> Self {
        Self::invalid("The options have problems", problems)
    }

    /// The error of a query with these problems.
    #[must_use]
    pub fn invalid_query(problems: Vec<Problem>) -> Self {
        Self::invalid("The query has problems", problems)
    }

    /// The error of something else that a caller gave and that has these problems, in words that name it.
    #[must_use]
    pub fn invalid(what: &str, problems: Vec<Problem>) -> Self {
        let message = summary(what, &problems);
        let mut error = Self::new(ErrorCode::InvalidConfig, message);
        error.problems = problems;
        error
    }

    /// The error of what is no recipient.
    #[must_use]
    pub fn no_recipient(provider: &'static str, problems: Vec<Problem>) -> Self {
        let words = summary("This is no recipient", &problems);
        let mut error = Self::new(ErrorCode::InvalidMessage, words);
        error.provider = Some(provider);
        error.problems = problems;
        error
    }

    /// The error of a file with these problems, which was not uploaded.
    #[must_use]
    pub fn invalid_file(provider: &'static str, problems: Vec<Problem>) -> Self {
        let words = summary("The file was not uploaded", &problems);
        let mut error = Self::new(ErrorCode::InvalidMessage, words);
        error.provider = Some(provider);
        error.problems = problems;
        error
    }

    /// The error of a message with these problems: `unsupported` where that is the only kind of error.
    #[must_use]
    pub fn invalid_message(provider: &'static str, problems: Problems) -> Self {
        let only_unsupported = problems.only_unsupported();
        let problems = problems.into_vec();
        let code = if only_unsupported {
            ErrorCode::Unsupported
        } else {
            ErrorCode::InvalidMessage
        };
        let mut error = Self::new(code, summary("The message was not sent", &problems));
        error.provider = Some(provider);
        error.parts = vec![PartReceipt::failed(0, PartOutcome::NotSent)];
        error.problems = problems;
        error
    }
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

fn summary(what: &str, problems: &[Problem]) -> String {
    let errors: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    let Some(first) = errors.first() else {
        return format!("{what}.");
    };
    let path = if first.path.is_empty() {
        "the value"
    } else {
        &first.path
    };
    let more = match errors.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(" ({more} more in problems)"),
    };
    format!("{what}: {path}: {}{more}", first.message)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
