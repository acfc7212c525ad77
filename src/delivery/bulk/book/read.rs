//! Reading the source: when, and what becomes of what it gives.

use std::rc::Rc;

use super::super::taken::Taken;
use super::super::{BulkItem, BulkResult};
use super::{Book, LOOK_AHEAD, LOOK_AHEAD_TIMES, SPAN, lost};
use crate::json::Json;
use crate::outcome::Error;
use crate::problem::{Code, Problem};
use crate::provider::recipient_key;

impl<F: Clone> Book<F> {
    /// Whether the source should be read: for a place that is free or will be, or to find what the checkpoint
    /// names.
    pub fn wants(&self) -> bool {
        let is_ready = |index: &usize| self.lanes.is_ready(*index);
        let spare = self.staged.indexes().filter(is_ready).count();
        let spare = self.lanes.ready_count().saturating_sub(spare);
        let named = self.staged.indexes().next_back();
        let is_needed = spare <= self.room() || named.is_some_and(|last| last >= self.next);
        // What the checkpoint names must be met before anything leaves, however much waits.
        let last = self.lost.indexes().next_back();
        let is_sought =
            !self.prefix.is_met() || (!self.is_bound && last.is_some_and(|last| self.next <= last));
        self.can_read() && (is_sought || (is_needed && self.look_ahead() > 0))
    }

    pub(super) fn can_read(&self) -> bool {
        !self.is_stopped && !self.is_at_end && self.next.saturating_sub(self.done.below) < SPAN
    }

    /// How many more messages may be read and wait.
    pub(super) fn look_ahead(&self) -> usize {
        let times = self.concurrency.saturating_mul(LOOK_AHEAD_TIMES);
        times.max(LOOK_AHEAD).saturating_sub(self.waiting.len())
    }

    /// The source gave a message.
    ///
    /// # Errors
    /// `invalid_config` where the source is not the one that the checkpoint was made of.
    pub fn read(&mut self, item: BulkItem) -> Result<(), Error> {
        let index = self.next;
        self.next = index.saturating_add(1);
        let key = self.key(&item.to, index);
        if !self.prefix.read(&key) {
            return Err(
                self.refuse("Its first messages go to other recipients, or in another order.")
            );
        }
        self.file(index, key, item);
        Ok(())
    }

    /// One that is no recipient is nobody else.
    fn key(&self, to: &Json, index: usize) -> Rc<str> {
        let key = self.entry.and_then(|entry| recipient_key(to, entry).ok());
        Rc::from(key.unwrap_or_else(|| ["#", &index.to_string()].concat()))
    }

    /// Ends a run whose source is not the one of its checkpoint, before anything has left.
    fn refuse(&mut self, why: &str) -> Error {
        self.is_refused = true;
        let words = [
            "The source is not the one that this checkpoint was made of. ",
            why,
        ]
        .concat();
        let problem = Problem::error("/resume/recipients", Code::Conflict, words);
        Error::invalid_options(vec![problem])
    }

    fn file(&mut self, index: usize, key: Rc<str>, item: BulkItem) {
        if self.done.contains(index) || self.finished.contains(index) {
            return;
        }
        let BulkItem {
            to,
            reference,
            begin,
        } = item;
        if self.lost.remove(index).is_some() {
            self.is_bound = true;
            self.prefix.take(index);
            self.progress.taken = self.progress.taken.saturating_add(1);
            self.held.push_back(BulkResult {
                index,
                to,
                reference,
                sent: Err(lost()),
            });
            return;
        }
        self.lanes.push(&key, index);
        let message = Taken::new(key, to, reference, begin);
        self.waiting.insert(index, message);
        self.stage_unbound();
    }

    /// The source has no more.
    ///
    /// # Errors
    /// `invalid_config` where the checkpoint was made of a longer one.
    pub fn end_source(&mut self) -> Result<(), Error> {
        if !self.prefix.is_met() {
            return Err(self.refuse("It has fewer messages than were taken."));
        }
        self.is_at_end = true;
        // What the source does not hold is not in flight.
        self.lost.clear();
        self.staged.cut(self.next);
        Ok(())
    }

    /// The source failed: nothing more starts.
    pub fn fail_source(&mut self, fault: F) {
        self.is_at_end = true;
        self.fault = Some(fault);
        self.stop();
    }
}
