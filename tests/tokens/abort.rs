//! Abort and deadline of token calls, and of the wait for them.

use sessage::outcome::{ErrorCode, Outcome};

use crate::support_delivery::{Bench, Reply, Sending};
use crate::{bench, bench_with, taken, tokens};

fn aborted(bench: &Bench, at: i64) -> Sending {
    Sending {
        abort_at: Some(at),
        ..bench.sending()
    }
}

#[test]
fn an_abort_during_a_token_call_drops_it_and_nothing_was_sent() {
    let bench = bench();
    bench.script([Reply::never()]);
    let error = bench.send_one(aborted(&bench, 40)).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Aborted, Outcome::NotSent)
    );
    assert_eq!((error.attempts, bench.took()), (0, 40));
    assert_eq!(bench.wire.dropped.get(), 1);

    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
}

#[test]
fn an_abort_while_waiting_for_anothers_token_call() {
    let bench = bench();
    bench.script([tokens(1).after(100), taken()]);
    let ended = bench.send_all(vec![bench.sending(), aborted(&bench, 40)]);
    assert!(ended[0].is_ok());
    let error = ended[1].as_ref().unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Aborted, Outcome::NotSent)
    );
    assert_eq!(error.attempts, 0);
    assert_eq!(bench.wire.dropped.get(), 0, "the other's call goes on");
}

#[test]
fn an_aborted_token_call_lets_the_next_send_log_in() {
    let bench = bench();
    bench.script([Reply::never(), tokens(1), taken(), taken()]);
    let ended = bench.send_all(vec![aborted(&bench, 40), bench.sending(), bench.sending()]);
    let failed: Vec<bool> = ended.iter().map(Result::is_err).collect();
    assert_eq!(failed, [true, false, false]);
    // Who waits looks at 10, at 30 and at 70.
    assert_eq!(bench.times(), [0, 70, 70, 70]);
    assert_eq!(bench.wire.most_tokens.get(), 1);
}

#[test]
fn the_deadline_covers_the_wait_for_anothers_token_call() {
    let bench = bench();
    bench.script([tokens(1).after(10_000), taken()]);
    let hurried = Sending {
        options: r#"{"deadlineMs":3000}"#,
        ..bench.sending()
    };
    let ended = bench.send_all(vec![bench.sending(), hurried]);
    assert!(ended[0].is_ok());
    let error = ended[1].as_ref().unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Timeout, Outcome::NotSent)
    );
    assert!(error.retryable);
}

#[test]
fn the_deadline_covers_the_token_call() {
    // The login takes all but 10 ms.
    let bench = bench_with(r#"{"deadlineMs":3000}"#);
    bench.script([tokens(1).after(2990), Reply::never()]);
    let error = bench.fail();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Timeout, Outcome::Unknown)
    );
    assert_eq!((error.attempts, bench.took()), (1, 3000));

    let bench = bench_with(r#"{"deadlineMs":3000}"#);
    bench.script([tokens(1).after(3000)]);
    let error = bench.fail();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Timeout, Outcome::NotSent)
    );
    assert_eq!((error.attempts, bench.took()), (0, 3000));
}
