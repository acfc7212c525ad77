//! What an abort ends, and what it leaves alone.

use sessage::outcome::{Error, ErrorCode, Outcome};

use crate::later;
use crate::support_delivery::{Bench, EVERY, ISLASH, Reply, Sending};

fn abort(bench: &Bench, at: i64) -> Error {
    let sending = Sending {
        abort_at: Some(at),
        ..bench.sending()
    };
    bench.send_one(sending).expect_err("the abort must end it")
}

#[test]
fn an_abort_before_the_start_lets_nothing_leave() {
    for line in EVERY {
        let bench = Bench::new(line);
        let error = abort(&bench, 0);
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::Aborted, Outcome::NotSent)
        );
        assert_eq!(
            (error.attempts, error.retryable),
            (0, false),
            "{}",
            line.name
        );
        assert!(bench.seen().is_empty(), "{}", line.name);
    }
}

#[test]
fn an_abort_during_an_attempt_leaves_it_open_and_drops_the_call() {
    for line in EVERY {
        let bench = Bench::with(line, r#"{"retry":{"onUnknown":true}}"#);
        bench.script([Reply::never()]);
        let error = abort(&bench, 40);
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::Aborted, Outcome::Unknown)
        );
        assert_eq!((error.attempts, bench.took()), (1, 40), "{}", line.name);
        assert_eq!(bench.wire.dropped.get(), 1, "{}", line.name);
        assert_eq!(bench.ends()[0].code, Some(ErrorCode::Aborted));
    }
}

#[test]
fn an_abort_during_a_wait_ends_it_and_nothing_was_sent() {
    for line in EVERY {
        let bench = Bench::new(line);
        bench.script([later(429, "30")]);
        let error = abort(&bench, 40);
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::Aborted, Outcome::NotSent)
        );
        assert_eq!((error.attempts, bench.took()), (1, 40), "{}", line.name);
    }
}

#[test]
fn an_abort_of_one_send_leaves_the_others_alone() {
    let bench = Bench::new(&ISLASH);
    bench.script([Reply::never(), Reply::from(ISLASH.accepted).after(100)]);
    let aborted = Sending {
        abort_at: Some(40),
        ..bench.sending()
    };
    let ended = bench.send_all(vec![aborted, bench.sending()]);
    assert!(ended[0].is_err());
    assert!(ended[1].is_ok());
}
