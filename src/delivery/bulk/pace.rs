//! An even pace: the least time between two starts.

/// How late a timer may be without the pace falling behind, in milliseconds.
const LATE_MS: f64 = 50.0;

/// When the next message may start.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pace {
    /// Between two starts, in milliseconds.
    interval: f64,
    /// The earliest next start, in epoch milliseconds.
    next: f64,
    /// Whether a message waits for it, and whether the last one did.
    is_waited_for: bool,
    was_waited_for: bool,
}

impl Pace {
    /// That many starts a second, or as many as there are.
    pub fn new(per_second: Option<f64>) -> Self {
        Self {
            interval: per_second.map_or(0.0, |count| 1000.0 / count),
            ..Self::default()
        }
    }

    /// How many may be named as about to leave: what the pace lets leave in a second, and one. More would only
    /// be in doubt after a run that was killed.
    pub fn ahead(&self) -> usize {
        if self.interval <= 0.0 {
            return usize::MAX;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive; a number too large is the largest"
        )]
        let count = (1000.0 / self.interval).ceil() as usize;
        count.saturating_add(1)
    }

    /// Another pace from now on.
    pub fn set(&mut self, per_second: f64) {
        self.interval = 1000.0 / per_second;
    }

    /// Whether the pace is what the last message waited for.
    pub fn was_waited_for(&self) -> bool {
        self.was_waited_for
    }

    /// Until when a message that could start must wait; `None` where it may start now.
    pub fn wait(&mut self, now: i64) -> Option<i64> {
        let time = exact(now);
        // Later than the pace itself: the clock was set back.
        if self.next > time + self.interval + LATE_MS {
            self.next = time;
        }
        if self.interval <= 0.0 || time >= self.next {
            return None;
        }
        self.is_waited_for = true;
        #[expect(clippy::cast_possible_truncation, reason = "a wait too long is cut")]
        Some(self.next.ceil() as i64)
    }

    /// A message starts.
    pub fn take(&mut self, now: i64) {
        let time = exact(now);
        // A late timer must not slow the pace; a time in which nothing was there must not speed it up.
        let base = if self.is_waited_for {
            self.next.max(time - LATE_MS)
        } else {
            time
        };
        self.next = base + self.interval;
        self.was_waited_for = self.is_waited_for;
        self.is_waited_for = false;
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of any real date are exact"
)]
fn exact(now: i64) -> f64 {
    now as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Pace {
        fn start(&mut self, now: i64) -> Option<i64> {
            let wait = self.wait(now);
            if wait.is_none() {
                self.take(now);
            }
            wait
        }
    }

    #[test]
    fn starts_are_even() {
        let mut pace = Pace::new(Some(3.0));
        assert_eq!(pace.start(1000), None);
        assert_eq!(pace.start(1000), Some(1334));
        assert_eq!(pace.start(1333), Some(1334));
        assert_eq!(pace.start(1334), None);
        assert_eq!(pace.start(1334), Some(1667));
        // A timer 20 ms late, and then in time.
        assert_eq!(pace.start(1687), None);
        assert_eq!(pace.start(1999), Some(2000));
        assert_eq!(pace.start(2000), None);
        // After a time without messages the pace begins anew.
        assert_eq!(pace.start(9000), None);
        assert_eq!(pace.start(9000), Some(9334));
        // A clock that was set back does not hold up the run.
        let mut back = Pace::new(Some(3.0));
        assert_eq!(back.start(1000), None);
        assert_eq!(back.start(10), None);
        // A timer later than a timer is.
        assert_eq!(pace.start(12_000), None);
        assert_eq!(pace.start(12_000), Some(12_284));
    }

    #[test]
    fn a_second_is_named_ahead() {
        let ahead = |per_second| Pace::new(per_second).ahead();
        assert_eq!(ahead(None), usize::MAX);
        assert_eq!(
            [0.1, 1.0, 2.5, 80.0].map(|count| ahead(Some(count))),
            [2, 2, 4, 81]
        );
    }

    #[test]
    fn without_a_pace_nothing_waits() {
        let mut pace = Pace::new(None);
        assert_eq!((pace.start(0), pace.start(0)), (None, None));
    }
}
