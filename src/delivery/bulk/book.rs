//! What a run knows of its messages: what was read, named, started, finished and handed out. The rule that it
//! keeps is told in the module above.

mod read;
mod stage;

use std::collections::VecDeque;

use super::done::Done;
use super::heard::{Account, hear};
use super::lanes::Lanes;
use super::pace::Pace;
use super::prefix::Prefix;
use super::sorted::Sorted;
use super::taken::Taken;
use super::valve::{Gate, Valve};
use super::{BulkOptions, BulkProgress, BulkResult, Checkpoint, Sending, Sent};
use crate::delivery::Retry;
use crate::outcome::{Error, ErrorCode, Outcome, PartOutcome, PartReceipt};
use crate::provider::{Entry, by_name};

/// The most indexes from the first that is not done to the newest taken.
pub const SPAN: usize = 10_000;

/// The most messages read that wait for another to the same recipient: at least this, or so many times the
/// concurrency.
const LOOK_AHEAD: usize = 64;
const LOOK_AHEAD_TIMES: usize = 8;

/// How many messages are named while one goes alone: it, and another where that one is refused.
const NAMED_ON_TRIAL: usize = 2;

/// The book of one run.
pub struct Book<F> {
    provider: &'static str,
    entry: Option<&'static Entry>,
    concurrency: usize,
    retry: Retry,
    pace: Pace,
    valve: Valve,
    lanes: Lanes,
    prefix: Prefix,
    /// The index that the source gives next.
    next: usize,
    /// Read and not started.
    waiting: Sorted<Taken>,
    /// Named as in flight and not started, read or not; with whether they are released.
    staged: Sorted<bool>,
    running: Sorted<Taken>,
    /// Finished and not handed out.
    held: VecDeque<BulkResult>,
    done: Done,
    /// In flight at the checkpoint, and not met again yet.
    lost: Sorted<()>,
    /// Finished at the checkpoint, and not handed out by then.
    finished: Sorted<()>,
    /// Whether a saved checkpoint may be in the caller's hands, so that it must name what leaves.
    is_bound: bool,
    /// Whether the source has no more to give.
    is_at_end: bool,
    /// Why the source failed.
    fault: Option<F>,
    /// Whether nothing more may start.
    is_stopped: bool,
    is_aborted: bool,
    /// Whether the source is not the one of the checkpoint.
    is_refused: bool,
    progress: BulkProgress,
}

/// Whether a message may start.
pub enum Start {
    /// This one, now.
    Now(usize, Sending),
    /// One, at this time.
    At(i64),
    /// One, once the provider was asked whether it is back.
    Probe,
    /// None before something else happens.
    No,
}

impl<F: Clone> Book<F> {
    pub fn new(options: BulkOptions) -> Self {
        let mark = options.resume.as_ref().map(|resume| resume.taken);
        let Checkpoint {
            done,
            in_flight,
            held,
            ..
        } = options.resume.unwrap_or_default();
        // None of them is done or held as well: a checkpoint names each index in one place.
        let mut lost = Sorted::default();
        for index in in_flight {
            lost.insert(index, ());
        }
        let mut finished = Sorted::default();
        for result in &held {
            finished.insert(result.index, ());
        }
        Self {
            provider: options.provider,
            entry: by_name(options.provider),
            concurrency: options.concurrency,
            retry: options.retry,
            pace: Pace::new(options.per_second),
            valve: Valve::new(options.concurrency, options.breaker),
            prefix: Prefix::new(mark),
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
            finished,
            is_at_end: false,
            fault: None,
            is_stopped: false,
            is_aborted: false,
            is_refused: false,
        }
    }

    // ---- starting

    /// The next message to start, where one may.
    pub fn start(&mut self, now: i64) -> Start {
        self.lanes.pass(now);
        self.stage_unbound();
        let most = if self.valve.is_trying() {
            self.concurrency
        } else {
            self.valve.width()
        };
        if self.is_stopped || self.busy() >= most {
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
        if let Some(at) = self.pace.wait(now) {
            return Start::At(at);
        }
        match self.valve.gate(now) {
            Gate::Open => {}
            Gate::At(at) => return Start::At(at),
            Gate::Probe => return Start::Probe,
            Gate::Shut => return Start::No,
        }
        self.staged.remove(index);
        let Some(mut message) = self.waiting.remove(index) else {
            return Start::No;
        };
        self.pace.take(now);
        self.prefix.take(index);
        self.lanes.start(&message.key, index);
        let round = self.valve.start(index, now);
        let was_counted = message.has_part_out();
        let sending = message.start(round, self.valve.goods);
        self.running.insert(index, message);
        if !was_counted {
            self.progress.taken = self.progress.taken.saturating_add(1);
        }
        Start::Now(index, sending)
    }

    /// A message that started has ended, or is put back to leave again. Whether a hold begins by that.
    pub fn finish(&mut self, index: usize, sent: Sent, now: i64, chance: f64) -> bool {
        let Some(mut message) = self.running.remove(index) else {
            return false;
        };
        let heard = hear(&sent, self.retry.on_unknown);
        let was_trial = self.valve.is_trying();
        let is_held = self.valve.hear(heard.account, index, message.round, now);
        let is_account = matches!(heard.account, Account::Slower(_));
        let counts = heard.is_own
            || (matches!(heard.account, Account::Dead(_)) && !self.valve.has_breaker())
            || message.counts(is_account, self.valve.goods);
        match sent {
            Err(error)
                if heard.again
                    && !self.is_stopped
                    && message.may_go_again(counts, self.valve.goods, &self.retry) =>
            {
                let wait_ms = match heard.account {
                    // Another one goes next, where the account is not what refuses this one.
                    Account::Slower(_) if was_trial => self.after_hold(now),
                    Account::Slower(_) => 0,
                    Account::Good if heard.recipient_ms > 0 => heard.recipient_ms,
                    _ => message.backoff_ms(&self.retry, chance),
                };
                message.put_back(error);
                self.lanes.put_back(&message.key, index, now, wait_ms);
                if !message.has_part_out() {
                    self.progress.taken = self.progress.taken.saturating_sub(1);
                }
                self.waiting.insert(index, message);
                // Every checkpoint since it was named has it in flight.
                self.staged.insert(index, true);
            }
            sent => {
                self.lanes.end(&message.key, now, heard.recipient_ms);
                self.held.push_back(message.end(index, sent));
            }
        }
        if self.valve.is_trying() {
            self.unstage();
        }
        is_held
    }

    /// From now to just after the hold.
    fn after_hold(&self, now: i64) -> i64 {
        let held = self.valve.held(now);
        held.map_or(0, |(until, _)| until.saturating_sub(now).saturating_add(1))
    }

    /// The provider answers again, or still does not.
    pub fn probed(&mut self, answers: bool, now: i64) {
        self.valve.probed(answers, now);
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
        // Before the source is known to be the same, nothing is told that a checkpoint could take for its own.
        if self.is_refused || !(self.prefix.is_met() || self.is_stopped) {
            return None;
        }
        let result = self.held.pop_front()?;
        self.is_bound = true;
        self.done.insert(result.index, result.index);
        self.progress.count(&result);
        self.stage();
        Some(result)
    }

    // ---- ending

    /// Nothing more starts. What runs is to finish.
    pub fn stop(&mut self) {
        self.is_stopped = true;
        self.staged.clear();
        // What is out in part has a result; what was put back whole is as if it had never left.
        for (index, message) in std::mem::take(&mut self.waiting).into_entries() {
            self.held.extend(message.end_in_part(index));
        }
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

    /// The counts, and whether the run is held now.
    pub fn progress(&self, now: i64) -> BulkProgress {
        let held = self.valve.held(now).filter(|_| !self.is_all_sent());
        BulkProgress {
            held_until: held.map(|(until, _)| until),
            held_by: held.map(|(_, by)| by),
            ..self.progress
        }
    }

    /// Whether a hold would hold nothing.
    fn is_all_sent(&self) -> bool {
        self.is_stopped || (self.is_at_end && self.waiting.is_empty())
    }

    pub fn checkpoint(&self) -> Checkpoint {
        let named = self.staged.indexes().chain(self.running.indexes());
        let mut in_flight = Sorted::default();
        for index in named.chain(self.lost.indexes()) {
            in_flight.insert(index, ());
        }
        Checkpoint {
            provider: self.provider,
            taken: self.prefix.mark(),
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
