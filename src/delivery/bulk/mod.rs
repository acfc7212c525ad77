//! Many messages, one after another and side by side.
//!
//! A [`BulkRun`] takes messages from a [`Source`], sends several at a time and hands out a [`BulkResult`] for
//! each in the order in which they end. Its [`Driver`] does the work and is to be polled beside whoever asks
//! for results.
//!
//! # Nothing is sent twice
//! A run can be killed at any moment and resumed from the last checkpoint that was saved after a result was
//! handed out. For that, one rule holds:
//!
//! > Between two requests for a result, only messages leave that every checkpoint taken since the last result
//! > was handed out names as in flight.
//!
//! So a message is first *staged*: named as in flight, by its index alone, when a result is handed out. Asking
//! for the next result says that the checkpoint is safe, and *releases* what is staged; only what is released
//! may start. A message that ends stays named, as one held or done. When a result is handed out, messages that
//! did not start may lose their place to others, since no checkpoint but the coming ones speaks for those.
//!
//! As many are staged as have room: staged, running, and finished but not handed out are together no more than
//! may be under way, and no more are staged than the pace lets leave in a second. One message is read ahead so
//! that there is one to stage. Where the source is slower than
//! that, the index that it will give next is staged before its message is known; where all that is ready must
//! first wait out a gap, one index is staged beside it, beyond the room, so that neither waits for the other.
//!
//! Before the first result no checkpoint was taken that could name anything. A run that begins with nothing in
//! flight and nothing held therefore sends as it reads until then, and who kills it there and begins again from
//! where it began sends up to the concurrency twice. A run that begins with either hands that out first.
//!
//! # What one message learns holds for all
//! A send in a run makes each call once. What ends is heard (`heard.rs`) by the valve (`valve.rs`), which
//! decides how many may be under way, how fast they start and whether they may at all: few at first and one more
//! with every few good answers; none while the account asks to wait or the provider is taken for dead; after
//! that one alone, whose end opens or holds again, and then the pace that the account took before.
//!
//! What was refused and may go again is put back at the head of its lane. It was named in every checkpoint since
//! it was staged and stays so, and so may start again at any time. While a run is held, two messages stay
//! named and the others are not: those cannot start before they are staged again, when a result was handed out.
//! Two, so that one which alone is refused with the account's words does not hold the run: the other goes next.
//! A message that is out in part, or perhaps, is named for as long as it waits.
//!
//! # The same source
//! A checkpoint keeps how many messages were taken and a hash of their recipients in order (`prefix.rs`). A run
//! that resumes reads as many again before it stages anything or hands anything out.
//!
//! # Nothing stands still
//! A result is always under way while there is something to send. Where nothing runs and nothing is held, all
//! lanes are free: what waits is ready or waits out a gap, and was staged when the last result was handed out,
//! or else nothing waits and the next index was staged. Where reading pauses because too much waits or because
//! the span is full, something waits, runs or is held.

mod book;
mod checkpoint;
mod done;
mod driver;
mod heard;
mod lanes;
mod options;
mod pace;
mod prefix;
mod progress;
mod restore;
mod run;
mod slots;
mod sorted;
mod taken;
mod valve;

use std::pin::Pin;
use std::task::{Context, Poll};

pub use checkpoint::Checkpoint;
pub use driver::Driver;
pub use options::BulkOptions;
pub use progress::BulkProgress;
pub use run::{BulkRun, Outside};
pub use valve::{Breaker, HeldBy};

use crate::json::Json;
use crate::outcome::{Error, Outcome, PartReceipt, Receipt};

/// How one send ended.
pub type Sent = Result<Receipt, Error>;

/// One send that has not begun: polling it begins it.
pub type Sending = Pin<Box<dyn Future<Output = Sent>>>;

/// Begins a send of a message, from the parts that an earlier one of it left, where one did. A message that is
/// refused may be sent again. The send itself repeats nothing: that is the run's.
pub type Begin = Box<dyn Fn(Option<Vec<PartReceipt>>) -> Sending>;

/// Asks whether a provider that was taken for dead answers again.
pub type Probe = Box<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// Where messages come from. It is dropped once it is read no more.
pub trait Source: Unpin {
    /// What it fails with.
    type Fault: Clone;

    /// The fault of a source that is not the one of the checkpoint.
    fn refused(error: Error) -> Self::Fault;

    /// The next message, or none after the last. It is asked no more after the end or a failure.
    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<BulkItem>, Self::Fault>>;
}

/// A message to send.
pub struct BulkItem {
    /// Its recipient as the caller gave it.
    pub to: Json,
    /// The caller's own id.
    pub reference: Option<String>,
    /// Sends it. A run that is aborted waits for it, so it should end by the same abort.
    pub begin: Begin,
}

/// What became of one message.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkResult {
    /// Its place in the source, from 0.
    pub index: usize,
    /// Its recipient as the caller gave it.
    pub to: Json,
    /// The caller's own id.
    pub reference: Option<String>,
    /// Its receipt, or why it was not sent or may not have been.
    pub sent: Sent,
}

impl BulkResult {
    /// The outcome: `sent`, `not_sent`, `partial` or `unknown`.
    #[must_use]
    pub fn outcome(&self) -> &'static str {
        match &self.sent {
            Ok(_) => "sent",
            Err(error) => match error.outcome {
                Outcome::NotSent => "not_sent",
                Outcome::Partial => "partial",
                Outcome::Unknown => "unknown",
            },
        }
    }
}
