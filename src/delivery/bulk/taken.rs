//! A message of a run, from when it was read until it ends.

use std::rc::Rc;

use super::{Begin, BulkResult, Sending, Sent};
use crate::delivery::{Retry, backoff};
use crate::json::Json;
use crate::outcome::{Error, Outcome, PartOutcome, PartReceipt};

/// The most refusals of one message that say more of the account than of it: so that one which alone is refused
/// with the account's words does not hold a run for ever.
const MOST_REFUSALS: u32 = 20;

/// A message that was read.
pub struct Taken {
    pub key: Rc<str>,
    to: Json,
    reference: Option<String>,
    begin: Begin,
    /// The round of the valve in which it last left.
    pub round: u32,
    /// How many requests carried it before it last left.
    attempts: u32,
    /// How often it was put back, and how often of those it used up an attempt.
    refusals: u32,
    counted: u32,
    /// The good answers that the run had when it first left, or was last refused.
    goods: Option<u64>,
    /// Whether it may have been sent, though it was sent again since.
    is_uncertain: bool,
    /// What it was put back with, and the parts from which it goes on.
    parts: Option<Vec<PartReceipt>>,
    in_part: Option<Error>,
}

impl Taken {
    pub fn new(key: Rc<str>, to: Json, reference: Option<String>, begin: Begin) -> Self {
        Self {
            key,
            to,
            reference,
            begin,
            round: 0,
            attempts: 0,
            refusals: 0,
            counted: 0,
            goods: None,
            is_uncertain: false,
            parts: None,
            in_part: None,
        }
    }

    /// Whether some of it may be out, so that a checkpoint must name it while it waits.
    pub fn has_part_out(&self) -> bool {
        self.in_part.is_some()
    }

    /// It leaves.
    pub fn start(&mut self, round: u32, goods: u64) -> Sending {
        self.round = round;
        self.goods = self.goods.or(Some(goods));
        (self.begin)(self.parts.clone())
    }

    /// Whether a refusal uses up an attempt: not while all are refused, since that is the account's doing. The
    /// first time that the account asks to wait is one in any case.
    pub fn counts(&self, is_asked: bool, goods: u64) -> bool {
        let is_first = is_asked && self.refusals == 0;
        is_first || self.goods.is_some_and(|before| before < goods)
    }

    /// Counts a refusal. Whether the message may leave once more.
    pub fn may_go_again(&mut self, counts: bool, goods: u64, retry: &Retry) -> bool {
        self.refusals = self.refusals.saturating_add(1);
        self.counted = self.counted.saturating_add(u32::from(counts));
        self.goods = Some(goods);
        self.counted < retry.max_attempts && self.refusals < MOST_REFUSALS
    }

    /// How long it waits by itself.
    pub fn backoff_ms(&self, retry: &Retry, chance: f64) -> i64 {
        backoff::jitter_ms(retry, self.refusals, chance)
    }

    /// It waits for its turn again. What is unknown is here because the caller wants it repeated.
    pub fn put_back(&mut self, mut error: Error) {
        self.attempts = self.attempts.saturating_add(error.attempts);
        self.is_uncertain |= error.outcome == Outcome::Unknown;
        let is_out = |part: &PartReceipt| part.outcome != PartOutcome::NotSent;
        if !error.parts.iter().any(is_out) && !self.is_uncertain {
            return;
        }
        let mut parts = error.parts.clone();
        for part in &mut parts {
            if part.outcome == PartOutcome::Unknown {
                part.outcome = PartOutcome::NotSent;
            }
        }
        self.parts = Some(parts);
        error.attempts = self.attempts;
        self.in_part = Some(error);
    }

    /// Its result.
    pub fn end(self, index: usize, mut sent: Sent) -> BulkResult {
        match &mut sent {
            Ok(receipt) => receipt.attempts = receipt.attempts.saturating_add(self.attempts),
            Err(error) => {
                error.attempts = error.attempts.saturating_add(self.attempts);
                if self.is_uncertain && error.outcome == Outcome::NotSent {
                    error.outcome = Outcome::Unknown;
                    error.retryable = false;
                    for part in &mut error.parts {
                        part.outcome = PartOutcome::Unknown;
                    }
                }
            }
        }
        BulkResult {
            index,
            to: self.to,
            reference: self.reference,
            sent,
        }
    }

    /// The result of one that waits with a part out and leaves no more.
    pub fn end_in_part(self, index: usize) -> Option<BulkResult> {
        Some(BulkResult {
            index,
            to: self.to,
            reference: self.reference,
            sent: Err(self.in_part?),
        })
    }
}
