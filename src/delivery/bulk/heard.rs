//! What the end of one send tells of the account, of the recipient and of the message itself.

use super::Sent;
use crate::outcome::{Details, ErrorCode, Outcome, PartOutcome, PartReceipt};
use crate::provider::codes::{KnownCode, known};

/// What the account is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// Nothing was asked of the provider, or its answer says nothing of the account.
    Unknown,
    /// It answers and takes messages at this pace.
    Good,
    /// It asks to wait, so long where it says.
    Slower(Option<i64>),
    /// No answer, or that of a provider that does not work; it may ask to wait even so.
    Dead(Option<i64>),
}

/// What one end tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    pub account: Account,
    /// How long nothing more should go to this recipient, in milliseconds.
    pub recipient_ms: i64,
    /// Whether the message may leave again.
    pub again: bool,
    /// Whether it is the message's own doing, so that each time uses up an attempt.
    pub is_own: bool,
}

/// What the end of a send tells. `on_unknown` is whether the caller wants repeated what may have been sent.
pub fn hear(sent: &Sent, on_unknown: bool) -> Heard {
    let Err(error) = sent else {
        return Heard {
            account: Account::Good,
            recipient_ms: 0,
            again: false,
            is_own: false,
        };
    };
    let code = error.provider.and_then(|provider| {
        let words = error.provider_message.as_deref();
        known(provider, error.provider_code.as_deref(), words)
    });
    let is_unknown = is_unknown(error);
    let is_repeatable = !matches!(error.code, ErrorCode::Aborted | ErrorCode::Internal);
    let is_of_recipient = code.is_some_and(|code| code.of_recipient);
    let asked = error.retry_after_ms.filter(|_| is_of_recipient);
    Heard {
        account: if is_of_recipient {
            Account::Good
        } else {
            account(error, code)
        },
        recipient_ms: asked.unwrap_or_default(),
        again: is_refusal(error, code) || (is_unknown && on_unknown && is_repeatable),
        is_own: is_of_recipient || is_unknown,
    }
}

fn account(error: &Details, code: Option<&KnownCode>) -> Account {
    let asked = error.retry_after_ms;
    if is_away(error.code) && (asked.is_none() || is_unknown(error)) {
        // A code that says so is an answer.
        return match code {
            Some(code) if !code.is_open() => Account::Unknown,
            _ => Account::Dead(asked),
        };
    }
    let throttles = error.code == ErrorCode::RateLimited && is_refusal(error, code);
    if asked.is_some() || throttles {
        Account::Slower(asked)
    } else if error.status.is_none() {
        Account::Unknown
    } else {
        Account::Good
    }
}

fn is_away(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Network | ErrorCode::Timeout | ErrorCode::Unavailable
    )
}

/// Whether what is not sent yet surely is not, and may go as soon as the account allows. An error of several parts
/// does not say so by itself once one of them is out.
fn is_refusal(error: &Details, code: Option<&KnownCode>) -> bool {
    let may_pass = error.code == ErrorCode::RateLimited || is_away(error.code);
    let is_in_part = error.outcome == Outcome::Partial && !is_unknown(error) && may_pass;
    (error.retryable || is_in_part) && code.is_none_or(KnownCode::throttles)
}

fn is_unknown(error: &Details) -> bool {
    let is_open = |part: &PartReceipt| part.outcome == PartOutcome::Unknown;
    error.outcome == Outcome::Unknown || error.parts.iter().any(is_open)
}
