//! A gate that one task passes at a time: token calls of a client.
//!
//! Whoever waits looks again by a timer of their own, and is never woken by whoever holds the gate: in a Worker a
//! task that another request wakes would go on in that request, and may not send there. A request may also end
//! without a word while it holds the gate, so that a hold lasts for a time only.

use std::cell::Cell;

/// When whoever waits looks again for the first time; each wait is twice the one before it, up to the second.
pub const LOOK_AGAIN_MS: i64 = 10;
pub const LOOK_AGAIN_MOST_MS: i64 = 200;

/// The gate.
#[derive(Debug, Default)]
pub struct Gate {
    held: Cell<Option<Hold>>,
    passed: Cell<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hold {
    pass: u32,
    since: i64,
    until: i64,
}

/// Holds the gate until dropped, or until its time is up and another takes it.
#[derive(Debug)]
pub struct Pass<'a> {
    gate: &'a Gate,
    pub number: u32,
}

impl Gate {
    /// Takes the gate until a time, where it is free.
    pub fn take(&self, now: i64, until: i64) -> Option<Pass<'_>> {
        // A hold that begins in the future was taken before the clock was set back.
        let held = self.held.get();
        if held.is_some_and(|hold| hold.until > now && hold.since <= now) {
            return None;
        }
        let pass = self.passed.get().wrapping_add(1);
        self.passed.set(pass);
        self.held.set(Some(Hold {
            pass,
            since: now,
            until,
        }));
        let number = pass;
        Some(Pass { gate: self, number })
    }

    /// Holds the gate longer, where that pass still holds it.
    pub fn hold(&self, pass: u32, until: i64) {
        if let Some(hold) = self.held.get().filter(|hold| hold.pass == pass) {
            self.held.set(Some(Hold { until, ..hold }));
        }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if self
            .gate
            .held
            .get()
            .is_some_and(|hold| hold.pass == self.number)
        {
            self.gate.held.set(None);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let gate = Gate::default();
        let pass = gate.take(0, 10).unwrap();
        assert!(gate.take(9, 20).is_none());
        drop(pass);
        assert!(gate.take(9, 20).is_some());
    }

    #[test]
    fn a_hold_that_was_given_up_ends_by_itself() {
        let gate = Gate::default();
        let lost = gate.take(0, 10).unwrap();
        gate.hold(lost.number, 30);
        assert!(gate.take(29, 40).is_none());
        let next = gate.take(30, 40).unwrap();
        gate.hold(lost.number, 99);
        drop(lost);
        assert!(gate.take(39, 50).is_none());
        drop(next);
        let _kept = gate.take(39, 50).unwrap();
        assert!(gate.take(45, 60).is_none());
        // The clock was set back.
        assert!(gate.take(5, 20).is_some());
    }
}
