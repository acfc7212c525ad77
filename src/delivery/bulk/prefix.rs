//! What a run took from its source, kept small: the number of messages, and a hash of their recipients in order.
//! A run that resumes compares it before anything leaves.

use std::collections::VecDeque;

use crate::hash::Hash;

/// The first messages of a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// How many there are.
    pub taken: usize,
    /// The hash of their recipients.
    pub hash: u64,
}

/// What was read of a source and what was taken.
#[derive(Debug)]
pub struct Prefix {
    hash: Hash,
    read: usize,
    mark: Mark,
    /// The hashes after each message that was read and not taken.
    ahead: VecDeque<u64>,
    /// Whether the messages that an earlier run took are met.
    is_met: bool,
}

impl Prefix {
    /// A source of which an earlier run took so much.
    pub fn new(mark: Option<Mark>) -> Self {
        Self {
            hash: Hash::default(),
            read: 0,
            mark: mark.unwrap_or_default(),
            ahead: VecDeque::new(),
            is_met: mark.is_none_or(|mark| mark.taken == 0),
        }
    }

    /// Whether all that an earlier run took was read again.
    pub fn is_met(&self) -> bool {
        self.is_met
    }

    /// What was taken so far.
    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// A message was read. `false` where the source is not that of the earlier run.
    pub fn read(&mut self, recipient: &str) -> bool {
        self.hash.write_text(recipient);
        self.read = self.read.saturating_add(1);
        let hash = half(self.hash.finish());
        if self.is_met {
            self.ahead.push_back(hash);
            return true;
        }
        self.is_met = self.read == self.mark.taken;
        !self.is_met || hash == self.mark.hash
    }

    /// A message leaves, so that it and those before it are taken.
    pub fn take(&mut self, index: usize) {
        while self.mark.taken <= index {
            let Some(hash) = self.ahead.pop_front() else {
                return;
            };
            self.mark = Mark {
                taken: self.mark.taken.saturating_add(1),
                hash,
            };
        }
    }
}

fn half(hash: u128) -> u64 {
    u64::try_from(hash & u128::from(u64::MAX)).unwrap_or_default()
}
