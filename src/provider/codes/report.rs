//! What a provider reports of a call that failed, and what follows from it.

use super::{Again, KnownCode, decide, whatsapp, whatsapp_in};
use crate::json::Json;
use crate::outcome::{ErrorCode, Outcome};
use crate::provider::{Answer, Failure};

/// A provider's report of failure: what stands where its codes and its words stand.
///
/// WhatsApp's own error may stand beside them, as the object `error` or the first of `errors`: a `code`, and a
/// `message` or `title`. Nothing else in an answer is a code: not a trace's id, and not what echoes the message.
#[derive(Debug, Default)]
pub struct Report<'a> {
    /// The provider's table of codes.
    pub table: &'static [KnownCode],
    /// The provider's own code.
    pub code: Option<String>,
    /// The general type beside it, where the provider has such.
    pub kind: Option<String>,
    /// The provider's own words.
    pub words: Option<String>,
    /// More of its own words, which are read and not shown.
    pub more_words: Option<&'a str>,
    /// What may hold an error of WhatsApp's that is passed on.
    pub holders: &'a [&'a Json],
    /// Whether it surely reports a failure, so that the message was not sent even under a 2xx.
    pub is_failure: bool,
}

impl Report<'_> {
    /// The failure that the report and the answer's status tell of: a listed code decides, else the status.
    #[must_use]
    pub fn failure(self, answer: &Answer) -> Failure {
        let passed_on: Vec<&Json> = self.holders.iter().filter_map(|it| passed_on(it)).collect();
        let theirs = passed_on
            .iter()
            .find_map(|error| error.get("code").and_then(Json::as_id));
        let spelled = self.spelled(&passed_on, &answer.echoes);
        let own = [self.code.as_deref(), self.kind.as_deref()];
        let known = decide(self.table, own, || {
            let mut in_field = [self.code.as_deref(), theirs.as_deref()]
                .into_iter()
                .flatten();
            let in_field = in_field.find_map(|code| whatsapp(self.table, code));
            in_field.or(spelled.as_ref().map(|(known, _)| *known))
        });
        let by_status = answer.failure();
        let said = match known {
            Some(known) => of_code(known, by_status.retry),
            None if answer.is_success() && self.is_failure => {
                Failure::new(ErrorCode::Rejected, Outcome::NotSent)
            }
            None => by_status,
        };
        let spelled = spelled.map(|(_, code)| code);
        let first_words = passed_on.iter().find_map(|error| words_of(error).next());
        let first_words = first_words.map(str::to_owned);
        Failure {
            provider_code: self.code.or(self.kind).or(theirs).or(spelled),
            provider_message: self.words.or(first_words),
            ..said
        }
    }

    /// A code that its words spell.
    fn spelled(
        &self,
        passed_on: &[&Json],
        echoes: &[String],
    ) -> Option<(&'static KnownCode, String)> {
        let mut all: Vec<&str> = [self.words.as_deref(), self.more_words]
            .into_iter()
            .flatten()
            .collect();
        for error in passed_on {
            all.extend(words_of(error));
        }
        all.into_iter().find_map(|words| {
            let (known, code) = whatsapp_in(self.table, words, echoes)?;
            Some((known, code.to_owned()))
        })
    }
}

/// What follows from a code, whatever the status; only a code that passes leaves a repeat to the status.
fn of_code(known: &KnownCode, is_asked_to_wait: bool) -> Failure {
    let outcome = if known.is_open() {
        Outcome::Unknown
    } else {
        Outcome::NotSent
    };
    Failure {
        retry: known.throttles() || (known.again == Again::Later && is_asked_to_wait),
        lasts: known.again == Again::Never,
        least_wait_ms: known.wait_ms,
        ..Failure::new(known.means, outcome)
    }
}

fn words_of(error: &Json) -> impl Iterator<Item = &str> {
    ["message", "title"]
        .into_iter()
        .filter_map(|key| error.get(key).and_then(Json::as_str))
}

/// WhatsApp's own error, where it is passed on.
fn passed_on(holder: &Json) -> Option<&Json> {
    let one = holder.get("error").filter(|error| is_object(error));
    let first = || holder.get("errors")?.as_array()?.first();
    one.or_else(first)
}

fn is_object(value: &Json) -> bool {
    matches!(value, Json::Object(_))
}
