//! Providers' own codes and WhatsApp's, which any of them may pass on: what each means, and where one counts.

mod report;
mod whatsapp;

use super::registry::by_name;
use crate::outcome::ErrorCode;
use crate::text::split_once;

pub use report::Report;
pub use whatsapp::WHATSAPP;

/// One documented code, or a row of them.
#[derive(Debug, Clone, Copy)]
pub struct KnownCode {
    /// The code as the provider writes it; the first of a row.
    pub code: &'static str,
    /// The last of a row; for one code alone, the same.
    pub last: &'static str,
    /// The kind of error.
    pub means: ErrorCode,
    /// Whether the same request may be sent again.
    pub again: Again,
    /// Whether it only names a kind of failure: a specific code beside it says more.
    pub is_general: bool,
    /// Whether it is true of this recipient alone, and not of the account.
    pub of_recipient: bool,
    /// The least wait before the same request may be sent again, where one is documented.
    pub wait_ms: Option<i64>,
}

/// Whether a request that ended in a code may be sent again as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It would fail again, or waits for a day or more.
    Never,
    /// Later, but not within this send.
    Later,
    /// After a wait: the code asks to slow down.
    AfterWait,
    /// The code leaves open whether the message was sent.
    Open,
}

impl KnownCode {
    /// A code with which the message was surely not sent.
    #[must_use]
    pub const fn new(code: &'static str, means: ErrorCode) -> Self {
        Self {
            code,
            last: code,
            means,
            again: match means {
                ErrorCode::Unavailable => Again::Later,
                _ => Again::Never,
            },
            is_general: false,
            of_recipient: false,
            wait_ms: None,
        }
    }

    /// A code that asks to slow down.
    #[must_use]
    pub const fn throttling(code: &'static str) -> Self {
        Self {
            again: Again::AfterWait,
            ..Self::new(code, ErrorCode::RateLimited)
        }
    }

    /// A code that leaves open whether the message was sent.
    #[must_use]
    pub const fn open(code: &'static str) -> Self {
        Self {
            again: Again::Open,
            ..Self::new(code, ErrorCode::Unavailable)
        }
    }

    /// Every code from this one to that, which have as many digits.
    #[must_use]
    pub const fn to(self, last: &'static str) -> Self {
        Self { last, ..self }
    }

    /// The same code, which only names a kind of failure.
    #[must_use]
    pub const fn general(self) -> Self {
        Self {
            is_general: true,
            ..self
        }
    }

    /// The same code, true of one recipient alone.
    #[must_use]
    pub const fn of_recipient(self) -> Self {
        Self {
            of_recipient: true,
            ..self
        }
    }

    /// The same code, with the least wait that is documented for it.
    #[must_use]
    pub const fn waits(self, ms: i64) -> Self {
        Self {
            wait_ms: Some(ms),
            ..self
        }
    }

    /// Whether it asks to slow down.
    #[must_use]
    pub fn throttles(&self) -> bool {
        self.again == Again::AfterWait
    }

    /// Whether it leaves open whether the message was sent.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.again == Again::Open
    }

    /// Whether the message was surely not sent and is likely to succeed later as it is.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self.again, Again::Later | Again::AfterWait)
    }

    /// Of equal length, digits stand in the order of their numbers.
    fn is(&self, code: &str) -> bool {
        code == self.code
            || (self.last != self.code
                && code.len() == self.code.len()
                && is_number(code)
                && self.code <= code
                && code <= self.last)
    }
}

/// The code that an error's or a status's `providerCode` and `providerMessage` name, where a table lists it: the
/// provider's own, else WhatsApp's.
///
/// ```
/// use sessage::provider::codes::known;
///
/// let pair_rate = known("texter", Some("131056"), None).unwrap();
/// assert!(pair_rate.throttles() && pair_rate.of_recipient);
/// let passed_on = known("islash", Some("RESP_ERROR"), Some("(#131048) Spam rate limit hit"));
/// assert!(!passed_on.unwrap().is_retryable());
/// assert!(known("yeastar", Some("79999"), Some("ref 131047")).is_none());
/// ```
#[must_use]
pub fn known(
    provider: &str,
    code: Option<&str>,
    words: Option<&str>,
) -> Option<&'static KnownCode> {
    let table = by_name(provider).map_or(&[][..], |entry| entry.codes);
    decide(table, [code, None], || {
        let in_field = code.and_then(|code| whatsapp(table, code));
        in_field.or_else(|| Some(whatsapp_in(table, words?, &[])?.0))
    })
}

/// Which code decides, of the provider's own and what it passes on of WhatsApp's: a known own code before
/// WhatsApp's, a specific code before a general one, and of the provider's own a closed one before an open one: a
/// code that is not specified says less than the type beside it.
fn decide(
    table: &'static [KnownCode],
    own: [Option<&str>; 2],
    passed_on: impl FnOnce() -> Option<&'static KnownCode>,
) -> Option<&'static KnownCode> {
    let own = own.map(|code| find(table, code?));
    let pick = |is: fn(&KnownCode) -> bool| own.into_iter().flatten().find(|known| is(known));
    let specific = pick(|known| !known.is_general);
    let closed = || pick(|known| !known.is_open());
    match specific {
        Some(known) if !known.is_open() => specific,
        Some(_) => closed().or(specific),
        None => passed_on()
            .or_else(closed)
            .or_else(|| pick(KnownCode::is_open)),
    }
}

/// The code in a table.
fn find(table: &'static [KnownCode], code: &str) -> Option<&'static KnownCode> {
    table.iter().find(|known| known.is(code))
}

/// A code of WhatsApp's in a place where a code stands. Where the provider's own codes are numbers, or not
/// documented, a short one may be its own.
fn whatsapp(table: &[KnownCode], code: &str) -> Option<&'static KnownCode> {
    let has_own_words = || table.iter().any(|known| !is_number(known.code));
    let is_whatsapps = code.len() >= 6 || has_own_words();
    find(WHATSAPP, code).filter(|_| is_whatsapps)
}

/// A code of WhatsApp's in a report's words, as `(#131047)`, with its spelling: anywhere else a number may be anything.
/// What the words quote is not their own, and neither is what the message itself spells so (`echoes`).
fn whatsapp_in<'a>(
    table: &[KnownCode],
    words: &'a str,
    echoes: &[String],
) -> Option<(&'static KnownCode, &'a str)> {
    let mut is_quoted = false;
    spelled_codes(words).find_map(|(before, code)| {
        for mark in before.chars() {
            match mark {
                '"' | '`' => is_quoted = !is_quoted,
                '\u{201c}' | '\u{201e}' | '\u{ab}' => is_quoted = true,
                '\u{201d}' | '\u{bb}' => is_quoted = false,
                _ => {}
            }
        }
        let is_own = !is_quoted && !echoes.iter().any(|echo| echo == code);
        whatsapp(table, code)
            .filter(|_| is_own)
            .map(|known| (known, code))
    })
}

/// The codes that a text spells as `(#131047)`, each with what stands before it and after the one before.
pub(super) fn spelled_codes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (before, after) = split_once(rest, "(#")?;
        rest = after;
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let code = after.get(..digits).unwrap_or_default();
        let is_closed = after.as_bytes().get(digits) == Some(&b')');
        Some((before, if is_closed { code } else { "" }))
    })
}

fn is_number(code: &str) -> bool {
    let digits = code.strip_prefix('-').unwrap_or(code);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
