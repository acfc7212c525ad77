//! How far a run has come.

use serde::Serialize;

use super::BulkResult;
use super::valve::HeldBy;
use crate::number;
use crate::outcome::Outcome;

/// How far a run has come. A message is counted by its outcome once its result was handed out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BulkProgress {
    /// Messages that started, or whose result came from the checkpoint. What is only read ahead does not
    /// count, nor what a resumed run skips, nor what was refused and waits with the run.
    pub taken: usize,
    /// Taken by their provider.
    pub sent: usize,
    /// Surely not sent.
    pub not_sent: usize,
    /// Sent in part.
    pub partial: usize,
    /// Perhaps sent.
    pub unknown: usize,
    /// Taken and not handed out: being sent, or waiting for the caller to ask.
    pub in_flight: usize,
    /// Results handed out a second, since the run started.
    #[serde(serialize_with = "number::serialize")]
    pub per_second: f64,
    /// Until when nothing more starts, in epoch milliseconds, where the run is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_until: Option<i64>,
    /// Why it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<HeldBy>,
}

impl BulkProgress {
    /// A result is handed out.
    pub(super) fn count(&mut self, result: &BulkResult) {
        let counter = match &result.sent {
            Ok(_) => &mut self.sent,
            Err(error) => match error.outcome {
                Outcome::NotSent => &mut self.not_sent,
                Outcome::Partial => &mut self.partial,
                Outcome::Unknown => &mut self.unknown,
            },
        };
        *counter = counter.saturating_add(1);
    }

    /// The counts with what follows from them, that long after the start.
    pub(super) fn after(mut self, ms: i64) -> Self {
        let out = [self.sent, self.not_sent, self.partial, self.unknown];
        let out = out.into_iter().fold(0, usize::saturating_add);
        self.in_flight = self.taken.saturating_sub(out);
        if ms > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a rate need not be exact")]
            let rate = out as f64 * 1000.0 / ms as f64;
            self.per_second = rate;
        }
        self
    }
}
