//! What the end of one send tells of the account, of the recipient and of the message itself.

use super::Sent;
use crate::outcome::{Details, ErrorCode, Outcome, PartOutcome};

/// The shortest wait after WhatsApp's limit for one recipient: about one message in six seconds.
const PAIR_MS: i64 = 6_000;
/// Codes of WhatsApp that concern one recipient; the first of them is that limit.
const OF_RECIPIENT: [&str; 4] = ["131056", "131049", "130472", "130497"];

/// What the account is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// Nothing was asked of the provider.
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
    let code = error.provider_code.as_deref().unwrap_or_default();
    let is_of_recipient = OF_RECIPIENT.contains(&code);
    let is_pair_limit = OF_RECIPIENT.first() == Some(&code);
    let is_unknown = has_part(error, PartOutcome::Unknown);
    let is_repeatable = !matches!(error.code, ErrorCode::Aborted | ErrorCode::Internal);
    let again = is_refusal(error) || (is_unknown && on_unknown && is_repeatable);
    let account = if is_of_recipient {
        Account::Good
    } else {
        account(error)
    };
    let least = if is_pair_limit { PAIR_MS } else { 0 };
    let asked = error.retry_after_ms.filter(|_| is_of_recipient);
    Heard {
        account,
        recipient_ms: asked.unwrap_or_default().max(least),
        again,
        is_own: is_of_recipient || is_unknown,
    }
}

fn account(error: &Details) -> Account {
    let asked = error.retry_after_ms;
    let is_throttle = error.code == ErrorCode::RateLimited && is_refusal(error);
    let is_dead = matches!(
        error.code,
        ErrorCode::Network | ErrorCode::Timeout | ErrorCode::Unavailable
    );
    match error.code {
        _ if is_dead && (asked.is_none() || has_part(error, PartOutcome::Unknown)) => {
            Account::Dead(asked)
        }
        _ if asked.is_some() || is_throttle => Account::Slower(asked),
        _ if error.status.is_none() => Account::Unknown,
        _ => Account::Good,
    }
}

/// Whether what is not sent yet surely is not, and may go later as it is. An error of several parts does not
/// say so by itself once one of them is out.
fn is_refusal(error: &Details) -> bool {
    let may_pass = matches!(
        error.code,
        ErrorCode::RateLimited | ErrorCode::Unavailable | ErrorCode::Network | ErrorCode::Timeout
    );
    error.retryable
        || (error.outcome == Outcome::Partial && may_pass && !has_part(error, PartOutcome::Unknown))
}

fn has_part(error: &Details, outcome: PartOutcome) -> bool {
    error.parts.iter().any(|part| part.outcome == outcome)
}
