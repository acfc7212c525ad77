//! The time of an attempt, and the deadline of a send.

use sessage::outcome::{ErrorCode, Outcome};

use crate::later;
use crate::support_delivery::{
    Bench, CONNECTLY, EVERY, ISLASH, Reply, START, Sending, TEXTER, answer,
};

#[test]
fn each_attempt_has_its_time() {
    for line in EVERY {
        for (options, sending, limit) in [
            ("{}", "{}", 15_000),
            (r#"{"timeoutMs":700}"#, "{}", 700),
            (r#"{"timeoutMs":700}"#, r#"{"timeoutMs":40}"#, 40),
            (r#"{"timeoutMs":700}"#, r#"{"timeoutMs":900}"#, 900),
            (r#"{"deadlineMs":300}"#, "{}", 300),
            (r#"{"deadlineMs":300}"#, r#"{"deadlineMs":200}"#, 200),
            (r#"{"deadlineMs":300}"#, r#"{"deadlineMs":20000}"#, 15_000),
        ] {
            let name = format!("{}: {options} {sending}", line.name);
            let bench = Bench::with(line, options);
            bench.script([Reply::from(line.accepted).after(limit + 1)]);
            let error = bench
                .send_one(Sending {
                    options: sending,
                    ..bench.sending()
                })
                .unwrap_err();
            assert_eq!(error.code, ErrorCode::Timeout, "{name}");
            assert_eq!(error.outcome, Outcome::Unknown, "{name}");
            assert_eq!(bench.took(), limit, "{name}");
            assert_eq!(bench.wire.dropped.get(), 1, "{name}: the call is dropped");
            assert_eq!(bench.ends()[0].duration_ms, Some(limit), "{name}");
        }
    }
}

#[test]
fn an_answer_within_its_time_counts() {
    let bench = Bench::with(&ISLASH, r#"{"timeoutMs":700}"#);
    bench.script([Reply::from(ISLASH.accepted).after(699)]);
    assert!(bench.send().is_ok());
}

#[test]
fn each_attempt_begins_its_time_anew() {
    let options = r#"{"timeoutMs":700,"retry":{"onUnknown":true,"baseDelayMs":0}}"#;
    let bench = Bench::with(&CONNECTLY, options);
    bench.script([
        Reply::never(),
        Reply::never(),
        Reply::from(CONNECTLY.accepted).after(650),
    ]);
    assert_eq!(bench.send().unwrap().attempts, 3);
    assert_eq!(bench.times(), [0, 700, 1400]);
}

#[test]
fn the_deadline_covers_attempts_and_waits() {
    // 300 + 1000 + 300 + 1000 ms are gone when the third attempt starts, and 400 are left to it.
    let bench = Bench::with(&ISLASH, r#"{"deadlineMs":3000}"#);
    let slow = || Reply::from(later(429, "1")).after(300);
    bench.script([slow(), slow(), Reply::never()]);
    let error = bench.fail();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Timeout, Outcome::Unknown)
    );
    assert_eq!(bench.times(), [0, 1300, 2600]);
    assert_eq!(bench.took(), 3000);
}

#[test]
fn a_wait_that_would_pass_the_deadline_fails_at_once() {
    let whole_day = "Wed, 15 Nov 2023 22:13:20 GMT";
    let cases = [
        ("{}", "59", None),
        ("{}", "60", Some(60_000)),
        ("{}", "3600", Some(3_600_000)),
        ("{}", whole_day, Some(86_400_000)),
        (r#"{"deadlineMs":2000}"#, "1", None),
        (r#"{"deadlineMs":2000}"#, "2", Some(2000)),
    ];
    for line in EVERY {
        for (options, retry_after, too_long) in cases {
            let name = format!("{}: {options} {retry_after}", line.name);
            let bench = Bench::with(line, options);
            bench.script([later(429, retry_after)]);
            let Some(wait) = too_long else {
                bench.script([line.accepted]);
                assert!(bench.send().is_ok(), "{name}");
                continue;
            };
            let error = bench.fail();
            assert_eq!(
                (error.code, error.outcome),
                (ErrorCode::RateLimited, Outcome::NotSent)
            );
            assert!(error.retryable, "{name}");
            assert_eq!(error.retry_after_ms, Some(wait), "{name}");
            assert_eq!(error.retry_at, Some(START + wait), "{name}");
            assert_eq!((bench.took(), bench.seen().len()), (0, 1), "{name}");
            assert_eq!(bench.ends()[0].wait_ms, None, "{name}: nothing follows");
        }
    }
}

#[test]
fn a_jitter_that_would_pass_the_deadline_fails_at_once_too() {
    let bench = Bench::with(&ISLASH, r#"{"deadlineMs":250}"#);
    bench.script([answer(429, "")]);
    let error = bench.fail();
    // The provider asked for no wait; when to try again is sessage's own advice.
    assert_eq!(
        (error.retry_after_ms, error.retry_at),
        (None, Some(START + 250))
    );
    assert_eq!(bench.took(), 0);
}

#[test]
fn a_wait_of_more_than_a_day_is_not_believed() {
    for retry_after in ["86401", "9999999999999", "99999999999999999999"] {
        let bench = Bench::with(&ISLASH, crate::ONCE);
        bench.script([later(429, retry_after)]);
        let error = bench.fail();
        assert_eq!((error.retry_after_ms, error.retry_at), (None, None));
        assert!(error.retryable, "{retry_after}");
        assert!(error.message.contains(retry_after), "{error}");

        let bench = Bench::new(&ISLASH);
        bench.script([later(503, retry_after)]);
        let error = bench.fail();
        assert_eq!(error.outcome, Outcome::Unknown, "{retry_after}");
        assert!(error.message.contains(retry_after), "{error}");
    }
}

#[test]
fn a_time_of_sending_beyond_all_time_is_left_out() {
    let text = r#"{"success":true,"messages":[{"_id":"m","timestamp":9223372036854775807}]}"#;
    let bench = Bench::new(&TEXTER);
    bench.script([text]);
    assert_eq!(bench.send().unwrap().sent_at, None);
}
