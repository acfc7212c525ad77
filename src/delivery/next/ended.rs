//! How a message ended, as far as it decides what to do next.

use crate::json::Json;
use crate::outcome::{Error, ErrorCode, Outcome, PartOutcome, Receipt, Status};
use crate::problem::{Code, Problem};
use crate::provider::codes::{KnownCode, known};

/// How a message ended, as far as it decides what to do next.
#[derive(Debug, Clone)]
pub enum Ended {
    /// It is out.
    Out,
    /// It was taken and failed after that, or was deleted, and nobody says why.
    Lost,
    /// It failed for a reason.
    Failed(Failed),
}

/// Why a message failed.
#[derive(Debug, Clone)]
pub struct Failed {
    pub(super) code: ErrorCode,
    pub(super) outcome: Outcome,
    pub(super) retryable: bool,
    pub(super) retry_at: Option<i64>,
    /// What its provider's code is known to mean.
    pub(super) known: Option<&'static KnownCode>,
    pub(super) attempts: i64,
    /// Whether nobody knows of some part whether it is out.
    pub(super) is_open: bool,
}

impl From<&Receipt> for Ended {
    fn from(receipt: &Receipt) -> Self {
        Self::taken(receipt.status)
    }
}

impl From<&Error> for Ended {
    fn from(error: &Error) -> Self {
        let mut parts = error.parts.iter();
        Self::Failed(Failed {
            code: error.code,
            outcome: error.outcome,
            retryable: error.retryable,
            retry_at: error.retry_at,
            known: known(
                error.provider.unwrap_or_default(),
                error.provider_code.as_deref(),
                error.provider_message.as_deref(),
            ),
            attempts: error.attempts.into(),
            is_open: parts.any(|part| part.outcome == PartOutcome::Unknown),
        })
    }
}

impl Ended {
    /// Reads a receipt, an error or a change of status, each as JSON; only what decides is looked at.
    ///
    /// # Errors
    /// `invalid_config` where it is none of them.
    pub fn read(value: &Json) -> Result<Self, Error> {
        read_ended(value).ok_or_else(|| {
            let words = "Give a receipt, a SessageError, its JSON, or a change of status.";
            let problem = Problem::error("", Code::InvalidType, words);
            let mut error = Error::new(ErrorCode::InvalidConfig, words);
            error.problems = vec![problem];
            error
        })
    }

    fn taken(status: Status) -> Self {
        match status {
            Status::Failed | Status::Deleted => Self::Lost,
            _ => Self::Out,
        }
    }
}

fn read_ended(value: &Json) -> Option<Ended> {
    if value.get("kind").and_then(Json::as_str) == Some("status") {
        return read_change(value);
    }
    if value.get("code").is_some() {
        return read_error(value).map(Ended::Failed);
    }
    text(value, "messageId")?;
    Status::by_name(text(value, "status")?).map(Ended::taken)
}

/// A later change names its provider beside the reason.
fn read_change(value: &Json) -> Option<Ended> {
    let status = Status::by_name(text(value, "status")?)?;
    Some(match value.get("error") {
        _ if status != Status::Failed => Ended::Out,
        None | Some(Json::Null) => Ended::Lost,
        Some(error) => Ended::Failed(read_reason(error, text(value, "provider"))?),
    })
}

/// What a failed message and an error tell alike. A message that failed later did not arrive.
fn read_reason(value: &Json, provider: Option<&str>) -> Option<Failed> {
    let Json::Bool(retryable) = value.get("retryable")? else {
        return None;
    };
    Some(Failed {
        code: ErrorCode::by_name(text(value, "code")?)?,
        outcome: Outcome::NotSent,
        retryable: *retryable,
        retry_at: None,
        known: known(
            provider.unwrap_or_default(),
            text(value, "providerCode"),
            text(value, "providerMessage"),
        ),
        attempts: 0,
        is_open: false,
    })
}

fn read_error(value: &Json) -> Option<Failed> {
    let mut is_open = false;
    for part in value.get("parts")?.as_array()? {
        is_open |= PartOutcome::by_name(text(part, "outcome")?)? == PartOutcome::Unknown;
    }
    Some(Failed {
        outcome: Outcome::by_name(text(value, "outcome")?)?,
        retry_at: value.get("retryAt").and_then(Json::as_i64),
        attempts: value.get("attempts").and_then(Json::as_i64).unwrap_or(0),
        is_open,
        ..read_reason(value, text(value, "provider"))?
    })
}

fn text<'a>(value: &'a Json, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Json::as_str)
}
