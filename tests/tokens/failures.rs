//! A login that fails.

use sessage::delivery::TransportError::{Broken, NeverOpened, NotBuilt, TooLarge, Unreadable};
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::Answer;

use crate::support_delivery::{Reply, answer};
use crate::{LIMIT, OVERLOAD, bench, bench_with, side_by_side, taken, tokens};

#[test]
fn a_login_refused_for_its_credentials_is_the_last() {
    let named = r#"{"errcode":-1,"errmsg":"FAILURE","invalid_param_list":[{"field":"username or password","value":"error"}]}"#;
    let password = r#"{"errcode":-1,"invalid_param_list":[{"field":"x"},{"field":"password"}]}"#;
    let denied = r#"{"errcode":10005,"errmsg":"ACCESS DENIED"}"#;
    for (refusal, code) in [
        (named, ErrorCode::Unauthorized),
        (password, ErrorCode::Unauthorized),
        (denied, ErrorCode::Forbidden),
    ] {
        let bench = bench();
        bench.script([Reply::from(refusal).after(50)]);
        let ended = side_by_side(&bench, &[0, 0, 10]);
        let first = ended[0].as_ref().unwrap_err();
        assert_eq!(
            (first.code, first.outcome),
            (code, Outcome::NotSent),
            "{refusal}"
        );
        assert!(first.provider_code.is_some(), "{refusal}");
        // Who waited meanwhile, and who comes later, asks no more.
        let later = bench.fail();
        let waited = ended[1..].iter().map(|ended| ended.as_ref().unwrap_err());
        for error in waited.chain([&later]) {
            assert_eq!(error.code, ErrorCode::Unauthorized, "{refusal}");
            assert_eq!((error.outcome, error.attempts), (Outcome::NotSent, 0));
            assert!(!error.retryable);
        }
        assert_eq!(bench.calls(), ["get_token"], "{refusal}");
    }
}

#[test]
fn a_refused_login_is_the_last_of_that_client_alone() {
    let denied = r#"{"errcode":10005,"errmsg":"ACCESS DENIED"}"#;
    let refused = bench();
    refused.script([denied]);
    refused.fail();
    let other = bench();
    other.script([tokens(1), taken()]);
    other.send().unwrap();
}

#[test]
fn a_login_that_fails_otherwise_ends_that_send_alone() {
    use ErrorCode::*;
    let other_field = r#"{"errcode":-1,"errmsg":"FAILURE","invalid_param_list":[{"field":"x"}]}"#;
    let cases: [(&str, Reply, ErrorCode); 14] = [
        ("too many tokens", LIMIT.into(), RateLimited),
        ("internal", r#"{"errcode":-2}"#.into(), Unavailable),
        ("version", r#"{"errcode":10003}"#.into(), Unavailable),
        (
            "failure",
            r#"{"errcode":-1,"errmsg":"FAILURE"}"#.into(),
            Rejected,
        ),
        ("another field", other_field.into(), Rejected),
        ("500", answer(500, "").into(), Unavailable),
        ("502 in HTML", answer(502, "<html>").into(), Unavailable),
        ("401", answer(401, "").into(), Unauthorized),
        ("a redirect", answer(302, "").into(), BadResponse),
        ("HTML", "<html>".into(), BadResponse),
        ("no token", r#"{"errcode":0}"#.into(), BadResponse),
        (
            "an empty token",
            r#"{"errcode":0,"access_token":""}"#.into(),
            BadResponse,
        ),
        ("broken", Broken("reset".to_owned()).into(), Network),
        ("a timeout", Reply::never(), Timeout),
    ];
    for (name, reply, code) in cases {
        let bench = bench();
        bench.script([reply]);
        let error = bench.fail();
        assert_eq!(
            (error.code, error.outcome),
            (code, Outcome::NotSent),
            "{name}"
        );
        assert_eq!(error.attempts, 0, "{name}");
        bench.script([tokens(1), taken()]);
        bench.send().unwrap();
        assert_eq!(bench.calls(), ["get_token", "get_token", "send"], "{name}");
    }
}

#[test]
fn who_waited_for_a_login_that_failed_logs_in_itself_one_at_a_time() {
    let bench = bench();
    bench.script([Reply::from(LIMIT).after(20), tokens(1).after(20)]);
    bench.script([taken(), taken()]);
    let ended = side_by_side(&bench, &[0, 0, 0]);
    let failed: Vec<bool> = ended.iter().map(Result::is_err).collect();
    assert_eq!(failed, [true, false, false]);
    assert_eq!(bench.wire.most_tokens.get(), 1);
    assert_eq!(bench.calls(), ["get_token", "get_token", "send", "send"]);
}

#[test]
fn no_failure_of_a_token_call_is_unknown() {
    let unreadable = Unreadable {
        status: 200,
        reason: "cut".to_owned(),
    };
    let mut replies: Vec<(String, Reply)> = vec![
        ("a timeout".to_owned(), Reply::never()),
        ("broken".to_owned(), Broken("reset".to_owned()).into()),
        ("unreadable".to_owned(), unreadable.into()),
        ("too large".to_owned(), TooLarge { status: 200 }.into()),
        ("not built".to_owned(), NotBuilt("no".to_owned()).into()),
        ("no object".to_owned(), "[]".into()),
        ("an empty object".to_owned(), "{}".into()),
        ("another's".to_owned(), r#"{"errcode":null}"#.into()),
    ];
    for status in [0, 302, 400, 401, 403, 404, 409, 500, 502, 503, 504] {
        replies.push((status.to_string(), answer(status, "").into()));
    }
    for (name, reply) in replies {
        // Not even the wish to repeat what is unknown makes it so.
        let bench = bench_with(r#"{"retry":{"onUnknown":true}}"#);
        bench.script([reply]);
        let error = bench.fail();
        assert_eq!(error.outcome, Outcome::NotSent, "{name}");
        assert_eq!(error.attempts, 0, "{name}");
        assert_eq!(bench.calls(), ["get_token"], "{name}");
    }
}

#[test]
fn a_token_call_is_repeated_as_others_are() {
    let throttled = Answer {
        retry_after: Some("2".to_owned()),
        ..answer(503, "")
    };
    for (name, first, wait) in [
        ("429", answer(429, "").into(), 250),
        ("503 with a time", throttled.into(), 2000),
        ("overload", OVERLOAD.into(), 250),
        (
            "no connection",
            Reply::from(NeverOpened("refused".to_owned())),
            250,
        ),
    ] {
        let bench = bench();
        bench.script([first, tokens(1), taken()]);
        assert_eq!(bench.send().unwrap().attempts, 1, "{name}");
        assert_eq!(bench.times(), [0, wait, wait], "{name}");
    }
}
