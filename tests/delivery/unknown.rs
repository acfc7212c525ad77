//! Where a message may have been sent, and what that ends.

use sessage::delivery::TransportError::{Broken, NotBuilt, TooLarge};
use sessage::outcome::{ErrorCode, Outcome, PartOutcome};

use crate::support_delivery::{Bench, EVERY, ISLASH, Reply, Sending, answer};
use crate::{refused_connection, unreadable};

/// What leaves it open whether the message was sent.
fn open_ends() -> [(&'static str, Reply, ErrorCode, Option<u16>); 7] {
    let broken = Broken("socket hang up".to_owned());
    [
        ("a timeout", Reply::never(), ErrorCode::Timeout, None),
        (
            "a broken connection",
            broken.into(),
            ErrorCode::Network,
            None,
        ),
        (
            "half a body",
            unreadable().into(),
            ErrorCode::Network,
            Some(200),
        ),
        (
            "a body too large",
            TooLarge { status: 200 }.into(),
            ErrorCode::BadResponse,
            Some(200),
        ),
        (
            "a body of somebody else",
            "<html>".into(),
            ErrorCode::BadResponse,
            Some(200),
        ),
        (
            "500",
            answer(500, "").into(),
            ErrorCode::Unavailable,
            Some(500),
        ),
        (
            "503",
            answer(503, "").into(),
            ErrorCode::Unavailable,
            Some(503),
        ),
    ]
}

#[test]
fn what_happens_after_a_request_has_left_leaves_it_open() {
    for line in EVERY {
        for (name, reply, code, status) in open_ends() {
            let name = format!("{}: {name}", line.name);
            let bench = Bench::new(line);
            bench.script([reply]);
            let error = bench.fail();
            assert_eq!(
                (error.code, error.outcome),
                (code, Outcome::Unknown),
                "{name}"
            );
            assert_eq!(error.status, status, "{name}");
            assert!(!error.retryable, "{name}");
            assert_eq!(error.attempts, 1, "{name}");
            assert_eq!(error.parts[0].outcome, PartOutcome::Unknown, "{name}");
            assert!(error.message.contains("send it twice"), "{name}: {error}");
        }
    }
}

#[test]
fn what_is_open_is_repeated_only_where_the_caller_wants_it() {
    for line in EVERY {
        for (name, reply, ..) in open_ends() {
            let name = format!("{}: {name}", line.name);
            let bench = Bench::with(line, r#"{"retry":{"onUnknown":true}}"#);
            bench.script([reply.clone(), line.accepted.into()]);
            assert_eq!(bench.send().unwrap().attempts, 2, "{name}");

            let bench = Bench::with(line, r#"{"retry":{"onUnknown":true,"maxAttempts":2}}"#);
            bench.script([reply.clone(), reply]);
            let error = bench.fail();
            assert_eq!(
                (error.attempts, error.outcome),
                (2, Outcome::Unknown),
                "{name}"
            );
        }
    }
}

#[test]
fn what_was_open_once_stays_open() {
    let last: [(&str, Reply, ErrorCode); 5] = [
        ("refused", answer(400, "").into(), ErrorCode::Rejected),
        ("throttled", answer(429, "").into(), ErrorCode::RateLimited),
        ("redirected", answer(302, "").into(), ErrorCode::BadResponse),
        (
            "no connection",
            refused_connection().into(),
            ErrorCode::Network,
        ),
        (
            "not built",
            NotBuilt("gone".to_owned()).into(),
            ErrorCode::Internal,
        ),
    ];
    for line in EVERY {
        for (name, reply, code) in last.clone() {
            let name = format!("{}: {name}", line.name);
            let bench = Bench::with(line, r#"{"retry":{"onUnknown":true,"maxAttempts":2}}"#);
            bench.script([Reply::from(answer(500, "")), reply]);
            let error = bench.fail();
            assert_eq!(
                (error.code, error.outcome),
                (code, Outcome::Unknown),
                "{name}"
            );
            assert!(!error.retryable, "{name}: it may be out");
            assert_eq!(error.parts[0].outcome, PartOutcome::Unknown, "{name}");
        }
    }
}

#[test]
fn an_abort_in_the_wait_after_an_open_end_stays_open() {
    let bench = Bench::with(&ISLASH, r#"{"retry":{"onUnknown":true}}"#);
    bench.script([answer(500, "")]);
    let error = bench
        .send_one(Sending {
            abort_at: Some(100),
            ..bench.sending()
        })
        .unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Aborted, Outcome::Unknown)
    );
}

#[test]
fn a_request_that_was_never_built_was_not_sent() {
    for line in EVERY {
        let bench = Bench::new(line);
        bench.script([NotBuilt("The file is gone.".to_owned())]);
        let error = bench.fail();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::Internal, Outcome::NotSent)
        );
        assert!(error.message.contains("The file is gone."));
    }
}

#[test]
fn a_browser_is_told_of_cors_and_the_way_out() {
    for (browser, told) in [(true, true), (false, false)] {
        let bench = Bench::configured(&ISLASH, ISLASH.config, "{}", browser);
        bench.script([Broken("Failed to fetch.".to_owned())]);
        let error = bench.fail();
        for word in ["CORS", "gateway", "baseUrl"] {
            assert_eq!(error.message.contains(word), told, "{error}");
        }
    }
}

#[test]
fn in_a_browser_a_refusal_after_a_broken_connection_leaves_it_open() {
    // A browser may have repeated the broken request by itself, so that its first copy arrived.
    let broken = || Reply::from(Broken("Failed to fetch.".to_owned()));
    let refusals = [
        answer(400, ""),
        answer(401, ""),
        answer(404, ""),
        answer(429, ""),
        answer(400, r#"{"error":{"code":131047}}"#),
    ];
    for line in EVERY {
        for refusal in &refusals {
            let options = r#"{"retry":{"onUnknown":true,"maxAttempts":2}}"#;
            let bench = Bench::configured(line, line.config, options, true);
            bench.script([broken(), refusal.clone().into()]);
            let error = bench.fail();
            let name = format!("{} {}", line.name, refusal.status);
            assert_eq!((error.outcome, error.retryable), (Outcome::Unknown, false));
            assert_eq!(error.attempts, 2, "{name}");
        }
    }
}
