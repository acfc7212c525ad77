//! Times of messages, in epoch milliseconds.

use crate::problem::{Code, Problem};

/// The beginning of 2009, before which nobody wrote.
const EARLIEST: i64 = 1_230_768_000_000;
/// A day of 2286: a time from then on is in a smaller unit.
const LATEST: i64 = 10_000_000_000_000;
/// How far another clock may run ahead.
const DAY_MS: i64 = 86_400_000;

/// What is wrong with the time of a message, `now` being the clock that judges it. Exactly 0 says that the contact
/// never wrote.
#[must_use]
pub fn time_fault(path: &str, time: i64, now: i64) -> Option<Problem> {
    // A clock that does not run, as in a Worker that has not been asked anything yet, judges nothing.
    let latest = if now < EARLIEST {
        LATEST
    } else {
        now.saturating_add(DAY_MS)
    };
    let is_time = time == 0 || (EARLIEST..=latest).contains(&time);
    (!is_time).then(|| out_of_range(path, time, latest))
}

/// What is wrong with a `now`, which no clock judges.
#[must_use]
pub fn now_fault(path: &str, now: i64) -> Option<Problem> {
    (!(EARLIEST..LATEST).contains(&now)).then(|| out_of_range(path, now, LATEST))
}

fn out_of_range(path: &str, time: i64, latest: i64) -> Problem {
    let (limit, why) = if time < EARLIEST {
        (EARLIEST, "before 2009")
    } else {
        (latest, "more than a day from now")
    };
    let words = match unit(time) {
        Some(unit) => [
            "Looks like ",
            unit,
            ": give milliseconds, as Date.now() counts.",
        ]
        .concat(),
        None => [
            "Is no time of a message: it lies ",
            why,
            ". Give epoch milliseconds.",
        ]
        .concat(),
    };
    #[expect(clippy::cast_precision_loss, reason = "to be shown")]
    Problem::error(path, Code::OutOfRange, words).with_limit(limit as f64, time as f64, None)
}

/// The unit in which the number would be a time.
fn unit(time: i64) -> Option<&'static str> {
    let milliseconds = [
        ("seconds", time.checked_mul(1000)),
        ("microseconds", time.checked_div(1000)),
        ("nanoseconds", time.checked_div(1_000_000)),
    ];
    let is_time = |time: &Option<i64>| time.is_some_and(|time| (EARLIEST..LATEST).contains(&time));
    let found = milliseconds.iter().find(|(_, time)| is_time(time));
    found.map(|(unit, _)| *unit)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    const NOW: i64 = 1_700_000_000_000;

    #[test]
    fn only_times_of_messages_pass() {
        for time in [0, EARLIEST, NOW, NOW + 86_400_000] {
            assert_eq!(time_fault("", time, NOW), None, "{time}");
        }
        let cases = [
            (1, "before 2009"),
            (EARLIEST - 1, "before 2009"),
            (NOW + 86_400_001, "a day from now"),
            (NOW / 1000, "seconds"),
            (1_230_768_000, "seconds"),
            (NOW * 1000, "microseconds"),
            (NOW * 1_000_000, "nanoseconds"),
            (i64::MAX, "nanoseconds"),
            (100_000_000_000_000, "a day from now"),
        ];
        for (time, words) in cases {
            let problem = time_fault("/x", time, NOW).unwrap();
            assert_eq!(problem.code, Code::OutOfRange, "{time}");
            assert!(
                problem.message.contains(words),
                "{time}: {}",
                problem.message
            );
        }
    }

    #[test]
    fn a_clock_that_stands_still_judges_nothing() {
        assert_eq!(time_fault("", NOW, 0), None);
        assert!(time_fault("", NOW / 1000, 0).is_some());
    }
}
