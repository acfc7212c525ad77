//! What a run knows of its messages: what was read, named, started, finished and handed out. The rule that it
//! keeps is told in the module above.

use std::collections::VecDeque;
use std::rc::Rc;

use super::done::Done;
use super::lanes::{Lanes, key};
use super::pace::Pace;
use super::sorted::Sorted;
use super::{BulkItem, BulkOptions, BulkProgress, BulkResult, Checkpoint, Sending, Sent};
use crate::json::Json;
use crate::outcome::{Error, ErrorCode, Outcome, PartOutcome, PartReceipt};

/// The most indexes from the first that is not done to the newest taken.
pub const SPAN: usize = 10_000;

/// The most messages read that wait for another to the same recipient: at least this, or so many times the
/// concurrency.
const LOOK_AHEAD: usize = 64;
const LOOK_AHEAD_TIMES: usize = 8;

/// The book of one run.
pub struct Book<F> {
    concurrency: usize,
    pace: Pace,
    lanes: Lanes,
    /// The index that the source gives next.
    next: usize,
    /// Read and not started.
    waiting: Sorted<Message>,
    /// Named as in flight and not started, read or not; with whether they are released.
    staged: Sorted<bool>,
    running: Sorted<Message>,
    /// Finished and not handed out.
    held: VecDeque<BulkResult>,
    done: Done,
    /// In flight at the checkpoint, and not met again yet.
    lost: Sorted<()>,
    /// Whether a saved checkpoint may be in the caller's hands, so that it must name what leaves.
    is_bound: bool,
    /// Whether the source has no more to give.
    is_at_end: bool,
    /// Why the source failed.
    fault: Option<F>,
    /// Whether nothing more may start.
    is_stopped: bool,
    is_aborted: bool,
    progress: BulkProgress,
}

struct Message {
    key: Rc<str>,
    to: Json,
    reference: Option<String>,
    sending: Option<Sending>,
}

/// Whether a message may start.
pub enum Start {
    /// This one, now.
    Now(usize, Sending),
    /// One, at this time.
    At(i64),
    /// None before something else happens.
    No,
}

impl<F: Clone> Book<F> {
    pub fn new(options: &BulkOptions) -> Self {
        let Checkpoint {
            done,
            in_flight,
            held,
        } = options.resume.clone().unwrap_or_default();
        let is_held = |index: &usize| held.iter().any(|result| result.index == *index);
        let mut lost = Sorted::default();
        for index in in_flight {
            if !done.contains(index) && !is_held(&index) {
                lost.insert(index, ());
            }
        }
        Self {
            concurrency: options.concurrency,
            pace: Pace::new(options.per_second),
            lanes: Lanes::new(options.per_recipient_ms),
            next: 0,
            waiting: Sorted::default(),
            staged: Sorted::default(),
            running: Sorted::default(),
            is_bound: !held.is_empty(),
            progress: BulkProgress {
                taken: held.len(),
                ..BulkProgress::default()
            },
            held: held.into(),
            done,
            lost,
            is_at_end: false,
            fault: None,
            is_stopped: false,
            is_aborted: false,
        }
    }

    // ---- reading

    /// Whether the source should be read: for a place that is free or will be, or to find what the checkpoint
    /// names.
    pub fn wants(&self) -> bool {
        let is_ready = |index: &usize| self.lanes.is_ready(*index);
        let spare = self.staged.indexes().filter(is_ready).count();
        let spare = self.lanes.ready_count().saturating_sub(spare);
        let named = self.staged.indexes().next_back();
        let is_needed = spare <= self.room() || named.is_some_and(|last| last >= self.next);
        // What the checkpoint names must be met before anything leaves, however much waits.
        let is_sought = !self.is_bound
            && self
                .lost
                .indexes()
                .next_back()
                .is_some_and(|last| self.next <= last);
        self.can_read() && (is_sought || (is_needed && self.look_ahead() > 0))
    }

    fn can_read(&self) -> bool {
        !self.is_stopped && !self.is_at_end && self.next.saturating_sub(self.done.below) < SPAN
    }

    /// How many more messages may be read and wait.
    fn look_ahead(&self) -> usize {
        let times = self.concurrency.saturating_mul(LOOK_AHEAD_TIMES);
        times.max(LOOK_AHEAD).saturating_sub(self.waiting.len())
    }

    /// The source gave a message.
    pub fn read(&mut self, item: BulkItem) {
        let index = self.next;
        self.next = index.saturating_add(1);
        if self.done.contains(index) || self.held.iter().any(|held| held.index == index) {
            return;
        }
        let BulkItem {
            to,
            reference,
            sending,
        } = item;
        if self.lost.remove(index).is_some() {
            self.is_bound = true;
            self.progress.taken = self.progress.taken.saturating_add(1);
            self.held.push_back(BulkResult {
                index,
                to,
                reference,
                sent: Err(lost()),
            });
            return;
        }
        let key = key(&to, index);
        self.lanes.push(&key, index);
        let message = Message {
            key,
            to,
            reference,
            sending: Some(sending),
        };
        self.waiting.insert(index, message);
        self.stage_unbound();
    }

    /// The source has no more, or failed: then nothing more starts.
    pub fn end_source(&mut self, fault: Option<F>) {
        self.is_at_end = true;
        if fault.is_some() {
            self.fault = fault;
            self.stop();
        } else {
            // What the source does not hold is not in flight.
            self.lost.clear();
            self.staged.cut(self.next);
        }
    }

    // ---- starting

    /// The next message to start, where one may.
    pub fn start(&mut self, now: i64) -> Start {
        self.lanes.pass(now);
        self.stage_unbound();
        let busy = self.running.len().saturating_add(self.held.len());
        if self.is_stopped || busy >= self.concurrency {
            return Start::No;
        }
        let is_next =
            |(index, released): &(usize, &bool)| **released && self.lanes.is_ready(*index);
        let next = self.staged.iter().find(is_next).map(|(index, _)| index);
        let Some(index) = next else {
            let waits = self
                .staged
                .indexes()
                .any(|index| self.waiting.contains(index));
            let at = self.lanes.next_at().filter(|_| waits);
            return at.map_or(Start::No, Start::At);
        };
        if let Some(at) = self.pace.start(now) {
            return Start::At(at);
        }
        self.staged.remove(index);
        let Some(mut message) = self.waiting.remove(index) else {
            return Start::No;
        };
        self.lanes.start(&message.key, index);
        let sending = message.sending.take();
        self.running.insert(index, message);
        self.progress.taken = self.progress.taken.saturating_add(1);
        sending.map_or(Start::No, |sending| Start::Now(index, sending))
    }

    /// A message that started has ended.
    pub fn finish(&mut self, index: usize, sent: Sent, now: i64) {
        let Some(message) = self.running.remove(index) else {
            return;
        };
        self.lanes.end(&message.key, now);
        let Message { to, reference, .. } = message;
        self.held.push_back(BulkResult {
            index,
            to,
            reference,
            sent,
        });
    }

    // ---- handing out

    /// The caller asks for a result: the checkpoints so far are in their hands.
    pub fn ask(&mut self) {
        for released in self.staged.values_mut() {
            *released = true;
        }
    }

    /// The next result, which is done with this. What may leave until the next is named now.
    pub fn hand_out(&mut self) -> Option<BulkResult> {
        let result = self.held.pop_front()?;
        self.is_bound = true;
        self.done.insert(result.index, result.index);
        self.progress.count(&result);
        self.stage();
        Some(result)
    }

    /// How many more messages may be named.
    fn room(&self) -> usize {
        let staged = self.staged.len();
        let taken = staged.saturating_add(self.running.len());
        let taken = taken.saturating_add(self.held.len());
        let free = self.concurrency.saturating_sub(taken);
        free.min(self.pace.ahead().saturating_sub(staged))
    }

    fn stage_unbound(&mut self) {
        if !self.is_bound && self.lost.is_empty() {
            self.stage();
        }
    }

    /// Names what may leave next.
    fn stage(&mut self) {
        let before = std::mem::take(&mut self.staged);
        if self.is_stopped {
            return;
        }
        let room = self.room();
        // What is released already goes first: the others must wait for the next request.
        let is_released = |index: &usize| before.get(*index).copied().unwrap_or(false);
        let (mut chosen, others): (Vec<usize>, Vec<usize>) =
            self.lanes.ready().partition(is_released);
        chosen.extend(others);
        chosen.truncate(room);
        let left = room.saturating_sub(chosen.len());
        if left > 0 {
            chosen.extend(self.lanes.soon().take(left));
            if self.is_bound {
                // At least one, so that a long gap does not keep others from leaving.
                let left = room.saturating_sub(chosen.len()).max(1);
                chosen.extend(self.coming(left));
            }
        }
        let is_free = !self.is_bound;
        for index in chosen {
            self.staged.insert(index, is_free || is_released(&index));
        }
    }

    /// The indexes that the source will give next, where it may be read.
    fn coming(&self, count: usize) -> Vec<usize> {
        if !self.can_read() {
            return Vec::new();
        }
        let known = |index: &usize| self.done.contains(*index) || self.lost.contains(*index);
        let held = |index: &usize| self.held.iter().any(|result| result.index == *index);
        let end = self.done.below.saturating_add(SPAN);
        (self.next..end)
            .filter(|index| !known(index) && !held(index))
            .take(count.min(self.look_ahead()))
            .collect()
    }

    // ---- ending

    /// Nothing more starts. What runs is to finish.
    pub fn stop(&mut self) {
        self.is_stopped = true;
        self.staged.clear();
        self.waiting.clear();
        self.lanes = Lanes::default();
    }

    /// As [`Book::stop`], and a failure of the source no longer counts: it may come of the abort itself.
    pub fn abort(&mut self) {
        self.is_aborted = true;
        self.stop();
    }

    pub fn is_aborted(&self) -> bool {
        self.is_aborted
    }

    /// Whether the source is to be let go.
    pub fn is_read_no_more(&self) -> bool {
        self.is_stopped || self.is_at_end
    }

    /// Whether no more results will come than those held.
    pub fn is_over(&self) -> bool {
        self.is_read_no_more() && self.running.is_empty() && self.waiting.is_empty()
    }

    /// Why the source failed, where that ended the run.
    pub fn fault(&self) -> Option<F> {
        self.fault.clone().filter(|_| !self.is_aborted)
    }

    pub fn progress(&self) -> BulkProgress {
        self.progress
    }

    pub fn checkpoint(&self) -> Checkpoint {
        let named = self.staged.indexes().chain(self.running.indexes());
        let mut in_flight = Sorted::default();
        for index in named.chain(self.lost.indexes()) {
            in_flight.insert(index, ());
        }
        Checkpoint {
            done: self.done.clone(),
            in_flight: in_flight.indexes().collect(),
            held: self.held.iter().cloned().collect(),
        }
    }
}

/// What is known of a message that was in flight when its run ended.
fn lost() -> Error {
    let words = "The run ended while this message was being sent. The contact may have the message; sending \
                 it again may send it twice.";
    let mut error = Error::new(ErrorCode::Aborted, words);
    error.outcome = Outcome::Unknown;
    error.parts = vec![PartReceipt::failed(0, PartOutcome::Unknown)];
    error
}
