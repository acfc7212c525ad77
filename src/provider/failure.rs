//! Why a call failed, as its provider's answer tells.

use crate::outcome::{ErrorCode, Outcome};

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The kind of error.
    pub code: ErrorCode,
    /// Whether the contact may have the message.
    pub outcome: Outcome,
    /// Whether the same request may be sent again after a wait.
    pub retry: bool,
    /// Whether waiting alone does not mend it, though failures of its kind pass.
    pub lasts: bool,
    /// The least wait before it may be sent again, where one is documented.
    pub least_wait_ms: Option<i64>,
    /// The provider's own code, verbatim.
    pub provider_code: Option<String>,
    /// The provider's own words, verbatim.
    pub provider_message: Option<String>,
    /// What there is to say beside them.
    pub note: Option<String>,
}

impl Failure {
    /// A failure of a kind.
    #[must_use]
    pub fn new(code: ErrorCode, outcome: Outcome) -> Self {
        Self {
            code,
            outcome,
            retry: false,
            lasts: false,
            least_wait_ms: None,
            provider_code: None,
            provider_message: None,
            note: None,
        }
    }

    /// An answer that cannot be read as the provider's: the message may have been sent.
    #[must_use]
    pub fn bad_response(note: &str) -> Self {
        Self {
            note: Some(note.to_owned()),
            ..Self::new(ErrorCode::BadResponse, Outcome::Unknown)
        }
    }

    /// What a provider's writer has no form for. The table refuses it before, so that this is a fault of the table; a
    /// request without it would say something else.
    #[must_use]
    pub fn uncarried(what: &str) -> Self {
        let note = ["It has no form for ", what, ", so nothing was sent."].concat();
        Self::new(ErrorCode::Unsupported, Outcome::NotSent).noted(&note)
    }

    /// The same failure with something more to say beside the provider's words.
    #[must_use]
    pub fn noted(mut self, note: &str) -> Self {
        if !note.is_empty() {
            let said = self.note.take().map_or_else(String::new, |said| said + " ");
            self.note = Some(said + note);
        }
        self
    }
}
