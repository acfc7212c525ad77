//! Tables of providers' own codes, and WhatsApp's, which any of them may pass on.

use super::{Answer, Failure};
use crate::outcome::{ErrorCode, Outcome};

/// One documented code.
#[derive(Debug, Clone, Copy)]
pub struct KnownCode {
    /// The code as the provider writes it.
    pub code: &'static str,
    /// The kind of error.
    pub means: ErrorCode,
    /// Whether it asks to slow down, so that the same request may be repeated after a wait.
    pub throttles: bool,
}

impl KnownCode {
    /// A code that ends a send.
    #[must_use]
    pub const fn new(code: &'static str, means: ErrorCode) -> Self {
        Self {
            code,
            means,
            throttles: false,
        }
    }

    /// A code that asks to slow down.
    #[must_use]
    pub const fn throttling(code: &'static str) -> Self {
        Self {
            code,
            means: ErrorCode::RateLimited,
            throttles: true,
        }
    }
}

/// WhatsApp's codes.
/// <https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes>
pub const WHATSAPP: &[KnownCode] = &[
    KnownCode::new("0", ErrorCode::Unauthorized),
    KnownCode::new("100", ErrorCode::Rejected),
    KnownCode::new("190", ErrorCode::Unauthorized),
    KnownCode::new("368", ErrorCode::Forbidden),
    KnownCode::throttling("130429"),
    KnownCode::new("130497", ErrorCode::Forbidden),
    KnownCode::new("131000", ErrorCode::Unavailable),
    KnownCode::new("131008", ErrorCode::Rejected),
    KnownCode::new("131026", ErrorCode::Rejected),
    KnownCode::new("131047", ErrorCode::WindowClosed),
    KnownCode::new("131048", ErrorCode::RateLimited),
    KnownCode::new("131049", ErrorCode::Rejected),
    KnownCode::new("131051", ErrorCode::Unsupported),
    KnownCode::new("131053", ErrorCode::Rejected),
    KnownCode::throttling("131056"),
    KnownCode::new("132000", ErrorCode::Rejected),
    KnownCode::new("132001", ErrorCode::NotFound),
    KnownCode::new("132005", ErrorCode::Rejected),
    KnownCode::new("132007", ErrorCode::Rejected),
    KnownCode::new("132012", ErrorCode::Rejected),
    KnownCode::new("132015", ErrorCode::Rejected),
    KnownCode::new("132016", ErrorCode::Rejected),
];

/// The failure that a provider itself reports: its code looked up in its own table, then in WhatsApp's;
/// else a WhatsApp code that stands somewhere in the answer; else what the status says. WhatsApp's code of
/// the closed window goes before all, since a provider may pass it on behind a general code of its own.
#[must_use]
pub fn reported(
    answer: &Answer,
    table: &[KnownCode],
    code: Option<String>,
    words: Option<String>,
) -> Failure {
    let passed_on = whatsapp_in(&answer.text);
    let known = passed_on
        .filter(|known| known.means == ErrorCode::WindowClosed)
        .or_else(|| {
            let code = code.as_deref()?;
            find(table, code).or_else(|| whatsapp(table, code))
        })
        .or(passed_on);
    let by_status = answer.failure();
    let means = match known {
        Some(known) => known.means,
        None if answer.is_success() => ErrorCode::Rejected,
        None => by_status.code,
    };
    Failure {
        retry: by_status.retry || known.is_some_and(|known| known.throttles),
        provider_code: code.or_else(|| known.map(|known| known.code.to_owned())),
        provider_message: words,
        ..Failure::new(means, Outcome::NotSent)
    }
}

/// The failure of an answer that is no report of the provider's: by a WhatsApp code in it, else by its
/// status. Only JSON is searched: in a gateway's page a number of six digits may be anything.
#[must_use]
pub fn unreported(answer: &Answer) -> Failure {
    let is_refusal = answer.status >= 400 && answer.json().is_some();
    if is_refusal && whatsapp_in(&answer.text).is_some() {
        return reported(answer, &[], None, None);
    }
    answer.failure()
}

/// As [`unreported`], with what the answer says kept: a gateway's words are no report that nothing was sent.
#[must_use]
pub fn unreported_with(answer: &Answer, code: Option<String>, words: Option<String>) -> Failure {
    let failure = unreported(answer);
    Failure {
        provider_code: failure.provider_code.clone().or(code),
        provider_message: words,
        ..failure
    }
}

/// A code of WhatsApp's in the place of the provider's own. A provider whose own codes are numbers, or not
/// documented, may use short ones for itself.
fn whatsapp(table: &[KnownCode], code: &str) -> Option<&'static KnownCode> {
    let has_own_words = table.iter().any(|known| !is_number(known.code));
    let is_ambiguous = code.len() < 6 && !has_own_words;
    find(WHATSAPP, code).filter(|_| !is_ambiguous)
}

fn is_number(code: &str) -> bool {
    code.parse::<i64>().is_ok()
}

fn find<'a>(table: &'a [KnownCode], code: &str) -> Option<&'a KnownCode> {
    table.iter().find(|known| known.code == code)
}

/// A WhatsApp code of six digits that stands in the text as a number of its own.
fn whatsapp_in(text: &str) -> Option<&'static KnownCode> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() == 6)
        .find_map(|word| find(WHATSAPP, word))
}
