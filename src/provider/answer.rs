//! A provider's answer, and what its status says where its body says nothing better.

use super::Failure;
use crate::json::Json;
use crate::outcome::{ErrorCode, Outcome};

/// What came back from a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; 0 for a redirect that a browser hides.
    pub status: u16,
    /// The Retry-After header, where it can be read and is believed.
    pub retry_after: Option<String>,
    /// The Location header.
    pub location: Option<String>,
    /// The body's text.
    pub text: String,
    /// The codes that the request itself spelled as `(#131047)`: in the answer's words they may be its echo.
    pub echoes: Vec<String>,
}

impl Answer {
    /// The body as JSON, where it is an object.
    #[must_use]
    pub fn json(&self) -> Option<Json> {
        Json::parse(&self.text)
            .ok()
            .filter(|value| matches!(value, Json::Object(_)))
    }

    /// Whether the status is 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The failure of an answer that is no success, judged by its status alone.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let retry = self.status == 429 || (self.status == 503 && self.retry_after.is_some());
        let (code, outcome) = match self.status {
            200..300 => return Failure::bad_response("Its answer is not one that it documents."),
            401 => (ErrorCode::Unauthorized, Outcome::NotSent),
            403 => (ErrorCode::Forbidden, Outcome::NotSent),
            404 => (ErrorCode::NotFound, Outcome::NotSent),
            429 => (ErrorCode::RateLimited, Outcome::NotSent),
            400..500 => (ErrorCode::Rejected, Outcome::NotSent),
            503 if retry => (ErrorCode::Unavailable, Outcome::NotSent),
            500..600 => (ErrorCode::Unavailable, Outcome::Unknown),
            _ => return self.redirect(),
        };
        Failure {
            retry,
            ..Failure::new(code, outcome)
        }
    }

    fn redirect(&self) -> Failure {
        let target = self
            .location
            .as_deref()
            .and_then(crate::url::host)
            .map_or_else(String::new, |host| format!(" to {host}"));
        Failure {
            outcome: Outcome::NotSent,
            ..Failure::bad_response(&format!(
                "It redirects{target}, and redirects are not followed. Check baseUrl."
            ))
        }
    }
}
