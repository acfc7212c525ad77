//! What to do with a message once its send has ended.

mod ended;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use ended::{Ended, Failed};

use super::options::read;
use crate::json::Json;
use crate::outcome::{Error, ErrorCode, Outcome};
use crate::provider::codes::Again;

/// What to do next with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// What to do.
    #[serde(rename = "do")]
    pub verdict: Verdict,
    /// When to send again or resume, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// What it is true of.
    pub scope: Scope,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing: it is out.
    Done,
    /// Send it again.
    Again,
    /// Send the parts that did not go out.
    Resume,
    /// Find out whether the contact has it: from the provider, a webhook or a person.
    Ask,
    /// Send it no more as it is.
    GiveUp,
}

/// What a verdict is true of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// This message.
    Message,
    /// Every message of the account.
    Account,
}

/// How often a message was tried, how often it may be, and what time it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NextOptions {
    /// How often it was tried; where it is not told, the attempts of the send itself.
    pub attempts: Option<i64>,
    /// How often it may be tried; without it there is no limit.
    pub max_attempts: Option<i64>,
    /// The time to judge by, in epoch milliseconds.
    pub now: Option<i64>,
}

impl NextOptions {
    /// Reads the options.
    ///
    /// # Errors
    /// `invalid_config` with every problem.
    pub fn read(value: &Json) -> Result<Self, Error> {
        read(value, |fields| Self {
            attempts: fields.integer("attempts", 0),
            max_attempts: fields.integer("maxAttempts", 1),
            now: fields.integer("now", 0),
        })
    }
}

/// What to do next with a message that ended so, `now` being the time where the options name none.
///
/// ```
/// use sessage::delivery::{NextOptions, Verdict, next_step};
/// use sessage::outcome::{Error, ErrorCode};
///
/// let mut error = Error::new(ErrorCode::RateLimited, "Too many.");
/// error.retryable = true;
/// error.retry_at = Some(2_000);
/// let step = next_step(&(&error).into(), &NextOptions::default(), 1_000);
/// assert_eq!((step.verdict, step.at), (Verdict::Again, Some(2_000)));
/// ```
#[must_use]
pub fn next_step(ended: &Ended, options: &NextOptions, now: i64) -> NextStep {
    let failed = match ended {
        Ended::Out => return of_message(Verdict::Done),
        Ended::Lost => return of_message(Verdict::GiveUp),
        Ended::Failed(failed) => failed,
    };
    let tried = options.attempts.unwrap_or(failed.attempts);
    let has_attempts = options.max_attempts.is_none_or(|most| tried < most);
    let verdict = match failed.outcome {
        Outcome::Unknown => Verdict::Ask,
        _ if failed.is_open => Verdict::Ask,
        _ if !failed.passes() => Verdict::GiveUp,
        // Half a message is finished, however often it was tried.
        Outcome::Partial => Verdict::Resume,
        Outcome::NotSent if has_attempts => Verdict::Again,
        Outcome::NotSent => Verdict::GiveUp,
    };
    let now = options.now.unwrap_or(now);
    let goes_on = matches!(verdict, Verdict::Again | Verdict::Resume);
    NextStep {
        verdict,
        at: goes_on.then(|| failed.again_at(now)),
        scope: failed.scope(),
    }
}

fn of_message(verdict: Verdict) -> NextStep {
    NextStep {
        verdict,
        at: None,
        scope: Scope::Message,
    }
}

impl Failed {
    /// Whether the same is likely to succeed later. Of a message that is out in part an error says nothing, so its
    /// code decides as it would for a whole one.
    fn passes(&self) -> bool {
        let lasts = || self.known.is_some_and(|known| known.again == Again::Never);
        self.code == ErrorCode::Aborted
            || match self.outcome {
                Outcome::Partial => self.code.is_passing() && !lasts(),
                _ => self.retryable,
            }
    }

    /// When the same may be sent again: as the provider asked, or as long as its code is known to need.
    fn again_at(&self, now: i64) -> i64 {
        let least = || self.known.and_then(|known| known.wait_ms);
        let at = self.retry_at.or_else(|| Some(now.saturating_add(least()?)));
        at.unwrap_or(now).max(now)
    }

    fn scope(&self) -> Scope {
        let concerns_all = matches!(
            self.code,
            ErrorCode::RateLimited
                | ErrorCode::Unauthorized
                | ErrorCode::Forbidden
                | ErrorCode::Unavailable
                | ErrorCode::Network
        );
        if concerns_all && !self.known.is_some_and(|known| known.of_recipient) {
            Scope::Account
        } else {
            Scope::Message
        }
    }
}
