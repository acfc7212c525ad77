//! Turning what happened into the error that the caller reads.

use super::TransportError;
use crate::outcome::{Error, ErrorCode, Outcome, PartOutcome, PartReceipt};
use crate::provider::{Answer, END_OF_TIME, Failure, Purpose};
use crate::rules::Operation;
use crate::secret::{Secret, mask, mask_answer};

/// Why an attempt failed, with the answer where one came.
#[derive(Debug, Clone)]
pub struct Fault {
    pub failure: Failure,
    pub answer: Option<Answer>,
    pub status: Option<u16>,
    /// The wait that the provider asked for.
    pub wait_ms: Option<i64>,
    /// A wait of our own that did not fit before the deadline.
    pub held_ms: Option<i64>,
    /// What the provider was asked for, where that is not to send.
    pub asked: Option<Operation>,
}

impl Fault {
    pub fn new(code: ErrorCode, outcome: Outcome, note: &str) -> Self {
        Self::unasked(Failure::new(code, outcome).noted(note))
    }

    /// The fault of a send that needed no call to fail.
    pub fn unasked(failure: Failure) -> Self {
        Self {
            failure,
            answer: None,
            status: None,
            wait_ms: None,
            held_ms: None,
            asked: None,
        }
    }

    /// A fault of sessage itself.
    pub fn internal() -> Self {
        Self::new(ErrorCode::Internal, Outcome::NotSent, "")
    }

    /// Whether the message surely was not sent because the session window is closed.
    pub fn is_window_closed(&self) -> bool {
        self.failure.code == ErrorCode::WindowClosed && self.failure.outcome == Outcome::NotSent
    }

    pub fn aborted(outcome: Outcome) -> Self {
        Self::new(ErrorCode::Aborted, outcome, "")
    }

    pub fn timeout(outcome: Outcome) -> Self {
        Self::new(ErrorCode::Timeout, outcome, "")
    }

    /// The fault of an answer, with the wait that it asks for; a code may be known to need a longer one.
    pub fn answered(failure: Failure, answer: &Answer, asked: Option<i64>) -> Self {
        let wait_ms = asked.max(failure.least_wait_ms);
        Self {
            failure,
            answer: Some(answer.clone()),
            status: Some(answer.status),
            wait_ms,
            held_ms: None,
            asked: None,
        }
    }

    /// The fault of a call whose answer could not be had. Only a request that had left may have sent
    /// anything.
    pub fn transport(error: &TransportError, hint: &str) -> Self {
        match error {
            TransportError::NotBuilt(reason) => {
                Self::new(ErrorCode::Internal, Outcome::NotSent, reason)
            }
            TransportError::NeverOpened(reason) => {
                let mut fault = Self::new(ErrorCode::Network, Outcome::NotSent, reason);
                fault.failure.retry = true;
                fault
            }
            TransportError::Broken(reason) => {
                let note = format!("{reason} {hint}");
                Self::new(ErrorCode::Network, Outcome::Unknown, note.trim())
            }
            TransportError::Unreadable { status, reason } => Self {
                status: Some(*status),
                ..Self::new(ErrorCode::Network, Outcome::Unknown, reason)
            },
            TransportError::TooLarge { status } => {
                let answer = Answer {
                    status: *status,
                    ..Answer::default()
                };
                let note = "The answer is too large to be one of its own.";
                Self {
                    status: Some(*status),
                    ..Self::unasked(answer.failure().noted(note))
                }
            }
        }
    }

    /// Only the call that carries the message can have sent it. What answers a token call and is no report
    /// of failure may hold a token that nobody knows yet, so it is not kept.
    pub fn of(mut self, purpose: Purpose) -> Self {
        if purpose != Purpose::Send {
            self.failure.outcome = Outcome::NotSent;
        }
        if purpose == Purpose::Token && self.failure.provider_code.is_none() {
            self.answer = None;
        }
        self
    }

    /// The error, with every secret in the provider's words masked.
    pub fn into_error(
        self,
        provider: &'static str,
        title: &str,
        attempts: u32,
        now: i64,
        secrets: &[Secret],
    ) -> Error {
        let failure = self.failure;
        let masked = |text: Option<String>| text.map(|text| mask(&text, secrets));
        let words = masked(failure.provider_message);
        let code = masked(failure.provider_code);
        let retryable = failure.outcome == Outcome::NotSent
            && !failure.lasts
            && matches!(
                failure.code,
                ErrorCode::RateLimited
                    | ErrorCode::Unavailable
                    | ErrorCode::Network
                    | ErrorCode::Timeout
            );
        let mut message = format!("{title} {}.", phrase(failure.code, self.asked));
        let said = match (&words, &code) {
            (Some(words), Some(code)) => format!(" It says: {words} ({code})."),
            (Some(words), None) => format!(" It says: {words}."),
            (None, Some(code)) => format!(" Its code: {code}."),
            (None, None) => String::new(),
        };
        message.push_str(&said);
        if let Some(note) = masked(failure.note).filter(|note| !note.is_empty()) {
            message.push(' ');
            message.push_str(&note);
        }
        if failure.outcome == Outcome::Unknown {
            message
                .push_str(" The contact may have the message; sending it again may send it twice.");
        }
        let part = match failure.outcome {
            Outcome::Unknown => PartOutcome::Unknown,
            _ => PartOutcome::NotSent,
        };
        let mut error = Error::new(failure.code, message);
        error.provider = Some(provider);
        error.outcome = failure.outcome;
        error.retryable = retryable;
        error.retry_after_ms = self.wait_ms;
        let wait = self.wait_ms.or(self.held_ms);
        // The wait was counted from when the answer came, a moment ago.
        error.retry_at = wait.map(|wait| now.saturating_add(wait).min(END_OF_TIME));
        error.status = self.status.filter(|status| *status != 0);
        error.provider_code = code;
        error.provider_message = words;
        error.attempts = attempts;
        error.parts = vec![PartReceipt::failed(0, part)];
        error.raw = self.answer.map(|answer| mask_answer(&answer.text, secrets));
        error
    }
}

/// What a provider did, in words: to a message, or to a call that asks for something else.
fn phrase(code: ErrorCode, asked: Option<Operation>) -> String {
    let Some(name) = asked.map(Operation::name) else {
        return of_message(code).to_owned();
    };
    let (before, after) = match code {
        ErrorCode::NotFound => ("did not find what ", "() asks for"),
        ErrorCode::Conflict => ("says that what ", "() asks for exists twice, or already"),
        ErrorCode::Rejected => ("refused ", "()"),
        ErrorCode::Unsupported => ("does not offer ", "()"),
        ErrorCode::RateLimited => ("asks for fewer calls of ", "()"),
        ErrorCode::Aborted => ("was not waited for: ", "() was aborted"),
        ErrorCode::WindowClosed | ErrorCode::OptedOut => ("does not allow ", "() now"),
        _ => return of_message(code).to_owned(),
    };
    format!("{before}{name}{after}")
}

fn of_message(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::Unauthorized => "did not accept the credentials",
        ErrorCode::Forbidden => "does not allow this call",
        ErrorCode::NotFound => "did not find what the message needs",
        ErrorCode::Conflict => "found more than one recipient, or has this message already",
        ErrorCode::WindowClosed => {
            "takes no session message now, only a template: the session is over"
        }
        ErrorCode::RateLimited => "asks to send more slowly",
        ErrorCode::OptedOut => "says that the contact wants no messages",
        ErrorCode::Rejected => "refused the message",
        ErrorCode::Unsupported => "cannot carry the message",
        ErrorCode::Unavailable => "is not working at the moment",
        ErrorCode::Network => "gave no answer that could be read",
        ErrorCode::Timeout => "did not answer in time",
        ErrorCode::Aborted => "was not waited for: the send was aborted",
        ErrorCode::BadResponse => "gave an answer that is not its own",
        ErrorCode::NotInitialised
        | ErrorCode::Closed
        | ErrorCode::InvalidConfig
        | ErrorCode::InvalidMessage
        | ErrorCode::Internal => "could not be asked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_is_never_after_the_last_date_of_javascript() {
        let now = 1_700_000_000_000;
        let cases = [
            ("soon", 1_000, now + 1_000),
            ("the last date", END_OF_TIME - now, END_OF_TIME),
            (
                "asked for a moment earlier",
                END_OF_TIME - now + 1,
                END_OF_TIME,
            ),
            ("beyond what fits", i64::MAX, END_OF_TIME),
        ];
        for (name, wait, at) in cases {
            let mut fault = Fault::new(ErrorCode::RateLimited, Outcome::NotSent, "");
            fault.wait_ms = Some(wait);
            let error = fault.into_error("texter", "Texter", 1, now, &[]);
            assert_eq!(error.retry_at, Some(at), "{name}");
        }
    }
}
