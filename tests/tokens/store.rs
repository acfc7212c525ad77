//! A store of tokens that the caller keeps: when it is read, what is taken from it and what is put into it.

use sessage::delivery::TransportError::Broken;
use sessage::json::Json;
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::Tokens;

use crate::support_delivery::{Bench, Reply, START, Sending, YEASTAR_LOGIN};
use crate::{
    EXPIRED, REFRESH_MS, TOKEN_MS, bench_with, expired, side_by_side, taken, tokens, tokens_used,
};

const STORE: &str = r#"{"tokenStore":{"get":{"\u0000":"function"},"set":{"\u0000":"function"}}}"#;
/// How long one attempt, and so the store, may take.
const TIMEOUT_MS: i64 = 15_000;

/// A client with an empty store.
fn bench() -> Bench {
    bench_with(STORE).with_shelf()
}

/// Tokens of a number, as a store keeps them; both end so many milliseconds from the start.
fn kept(number: usize, ends: i64, refresh_ends: i64) -> String {
    let (ends, refresh_ends) = (START + ends, START + refresh_ends);
    format!(
        r#"{{"accessToken":"acc/ess+{number}=","refreshToken":"ref/resh+{number}=","expiresAt":{ends},"refreshExpiresAt":{refresh_ends}}}"#
    )
}

fn live(number: usize) -> String {
    kept(number, TOKEN_MS, REFRESH_MS)
}

/// A client whose tokens of number 1 came by a login and have ended, their refresh not.
fn warm() -> Bench {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    bench.world.pass(TOKEN_MS);
    bench
}

// ---- reading

#[test]
fn tokens_of_the_store_are_used() {
    let bench = bench();
    bench.shelf().put(&live(3));
    bench.script([taken()]);
    bench.send().unwrap();
    assert_eq!(bench.calls(), ["send"]);
    assert_eq!(tokens_used(&bench), [3]);
    assert!(bench.shelf().writes.borrow().is_empty());
}

#[test]
fn sends_that_wait_read_the_store_once() {
    let bench = bench();
    bench.shelf().put(&live(3));
    bench.shelf().slow_ms.set(50);
    bench.script(vec![taken(); 8]);
    let ended = side_by_side(&bench, &[0, 0, 0, 10, 20, 49, 50, 60]);
    assert!(ended.iter().all(Result::is_ok));
    assert_eq!(bench.shelf().reads.get(), 1);
    assert_eq!(tokens_used(&bench), [3; 8]);
}

#[test]
fn a_store_is_not_read_while_the_memory_has_live_tokens() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    bench.shelf().put(&live(3));
    bench.script([taken(), taken()]);
    let ended = side_by_side(&bench, &[0, 0]);
    assert!(ended.iter().all(Result::is_ok));
    assert_eq!(bench.shelf().reads.get(), 1, "by the first send alone");
    assert_eq!(tokens_used(&bench), [1, 1, 1]);
}

#[test]
fn tokens_of_the_store_that_have_ended_are_renewed() {
    let cases: [(&str, String, &[&str]); 4] = [
        (
            "the access alone",
            kept(3, -1, REFRESH_MS),
            &["refresh_token", "send"],
        ),
        ("both", kept(3, -1, -1), &["get_token", "send"]),
        (
            "no refresh token",
            r#"{"accessToken":"acc/ess+3=","expiresAt":0}"#.to_owned(),
            &["get_token", "send"],
        ),
        (
            "a refresh token of no end",
            r#"{"accessToken":"acc/ess+3=","refreshToken":"ref/resh+3=","expiresAt":0}"#.to_owned(),
            &["refresh_token", "send"],
        ),
    ];
    for (name, stored, calls) in cases {
        let bench = bench();
        bench.shelf().put(&stored);
        bench.script([tokens(2), taken()]);
        bench.send().unwrap();
        assert_eq!(bench.calls(), calls, "{name}");
        if calls[0] == "refresh_token" {
            let credentials = [("refresh_token", "ref/resh+3=")];
            assert_eq!(bench.seen()[0].credentials(), credentials, "{name}");
        }
        assert_eq!(tokens_used(&bench), [2], "{name}");
        assert_eq!(bench.shelf().writes.borrow().len(), 1, "{name}");
    }
}

#[test]
fn a_token_of_the_store_that_the_provider_does_not_take_is_refreshed() {
    let bench = bench();
    bench.shelf().put(&live(3));
    bench.script([expired(), tokens(2), taken()]);
    assert_eq!(bench.send().unwrap().attempts, 2);
    assert_eq!(bench.calls(), ["send", "refresh_token", "send"]);
    assert_eq!(tokens_used(&bench), [3, 2]);
}

#[test]
fn what_is_no_token_does_no_harm() {
    for garbage in [
        "null",
        "5",
        r#""acc/ess+3=""#,
        "[]",
        "{}",
        r#"{"accessToken":"acc/ess+3="}"#,
        r#"{"accessToken":"acc/ess+3=","expiresAt":"soon"}"#,
        r#"{"accessToken":"acc/ess+3=","expiresAt":1.5e308}"#,
        r#"{"accessToken":"","expiresAt":9999999999999}"#,
        r#"{"accessToken":7,"expiresAt":9999999999999}"#,
        r#"{"expiresAt":9999999999999,"refreshToken":"ref/resh+3="}"#,
    ] {
        assert_eq!(
            Tokens::read(&Json::parse(garbage).unwrap()),
            None,
            "{garbage}"
        );
        let bench = bench();
        bench.shelf().put(garbage);
        bench.script([tokens(1), taken()]);
        bench.send().unwrap();
        assert_eq!(bench.calls(), ["get_token", "send"], "{garbage}");
    }
}

#[test]
fn what_is_kept_is_read_as_it_was() {
    for kept in [live(3), r#"{"accessToken":"a","expiresAt":0}"#.to_owned()] {
        let tokens = Tokens::read(&Json::parse(&kept).unwrap()).unwrap();
        assert_eq!(tokens.reveal().to_string(), kept);
    }
}

// ---- writing

#[test]
fn new_tokens_are_put_into_the_store() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    assert_eq!(*bench.shelf().writes.borrow(), [live(1)]);
    bench.world.pass(TOKEN_MS);
    bench.script([tokens(2), taken()]);
    bench.send().unwrap();
    let second = kept(2, 2 * TOKEN_MS, TOKEN_MS + REFRESH_MS);
    assert_eq!(*bench.shelf().writes.borrow(), [live(1), second]);
}

#[test]
fn a_login_that_failed_puts_nothing_into_the_store() {
    for reply in [
        r#"{"errcode":60002,"errmsg":"MAX LIMITATION EXCEEDED"}"#.into(),
        Reply::from(Broken("reset".to_owned())),
    ] {
        let bench = bench();
        bench.script([reply]);
        bench.fail();
        assert!(bench.shelf().writes.borrow().is_empty());
    }
}

// ---- a refused refresh

#[test]
fn after_a_refused_refresh_newer_tokens_of_the_store_are_used() {
    let bench = warm();
    bench.shelf().put(&kept(3, 2 * TOKEN_MS, REFRESH_MS));
    bench.script([EXPIRED.into(), taken()]);
    bench.send().unwrap();
    assert_eq!(bench.calls()[2..], ["refresh_token", "send"]);
    assert_eq!(tokens_used(&bench), [1, 3]);
    assert_eq!(bench.shelf().reads.get(), 2);
}

#[test]
fn newer_tokens_without_a_refresh_token_are_new_too() {
    let lone = |number: usize, ends: i64| {
        let ends = START + ends;
        format!(r#"{{"accessToken":"acc/ess+{number}=","expiresAt":{ends}}}"#)
    };
    let bench = bench();
    bench.shelf().put(&lone(1, TOKEN_MS));
    // The token ends early; the login brings one that ends early too, and no refresh token.
    let brought = r#"{"errcode":0,"access_token":"acc/ess+2=","access_token_expire_time":1800,"refresh_token":"ref/resh+2="}"#;
    bench.script([expired(), brought.into(), taken()]);
    bench.send().unwrap();
    bench.shelf().put(&lone(3, 2 * TOKEN_MS));
    bench.world.pass(TOKEN_MS);
    bench.script([EXPIRED.into(), taken()]);
    bench.send().unwrap();
    assert_eq!(tokens_used(&bench), [1, 2, 3]);
}

#[test]
fn after_a_refused_refresh_the_same_tokens_lead_to_a_login() {
    let bench = warm();
    bench.script([EXPIRED.into(), tokens(2), taken()]);
    bench.send().unwrap();
    assert_eq!(bench.calls()[2..], ["refresh_token", "get_token", "send"]);
    assert_eq!(bench.shelf().reads.get(), 2);
    assert_eq!(tokens_used(&bench), [1, 2]);
}

#[test]
fn newer_tokens_that_have_ended_too_are_refreshed_and_then_a_login_follows() {
    let bench = warm();
    bench.shelf().put(&kept(3, 0, REFRESH_MS));
    bench.script([EXPIRED.into(), EXPIRED.into(), tokens(2), taken()]);
    bench.send().unwrap();
    let calls = ["refresh_token", "refresh_token", "get_token", "send"];
    assert_eq!(bench.calls()[2..], calls);
    assert_eq!(
        bench.seen()[3].credentials(),
        [("refresh_token", "ref/resh+3=")]
    );
    assert_eq!(bench.shelf().reads.get(), 2, "it is read again once");
}

// ---- a store that fails

#[test]
fn a_store_that_never_answers_is_done_without() {
    let bench = bench();
    bench.shelf().silent.set(true);
    bench.script([tokens(1), taken(), taken(), taken()]);
    let ended = side_by_side(&bench, &[0, 0, 10]);
    assert!(ended.iter().all(Result::is_ok), "{ended:?}");
    assert_eq!(bench.shelf().reads.get(), 1);
    let calls = bench.calls();
    assert_eq!(calls.iter().filter(|call| *call == "get_token").count(), 1);
    assert_eq!(bench.times()[0], TIMEOUT_MS);
}

#[test]
fn a_store_cannot_hold_a_send_beyond_its_deadline() {
    let bench = bench();
    bench.shelf().silent.set(true);
    let sending = Sending {
        options: r#"{"deadlineMs":1000}"#,
        ..bench.sending()
    };
    let error = bench.send_one(sending).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Timeout, Outcome::NotSent)
    );
    assert_eq!(bench.took(), 1000);
    assert!(bench.seen().is_empty());
}

#[test]
fn an_abort_while_the_store_is_asked() {
    let bench = bench();
    bench.shelf().silent.set(true);
    let sending = Sending {
        abort_at: Some(70),
        ..bench.sending()
    };
    let error = bench.send_one(sending).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Aborted, Outcome::NotSent)
    );
    assert_eq!((bench.took(), error.attempts), (70, 0));
}

#[test]
fn tokens_of_the_store_are_masked() {
    let bench = bench();
    bench.shelf().put(&live(3));
    let text = r#"{"errcode":40002,"errmsg":"bad acc/ess+3= and ref%2Fresh%2B3%3D"}"#;
    bench.script([text]);
    let words = bench.fail().provider_message.clone().unwrap();
    assert_eq!(words, "bad MASKED_accessToken and MASKED_refreshToken");
}

#[test]
fn a_client_without_a_store_asks_none() {
    let bench = bench_with("{}").with_shelf();
    bench.shelf().put(&live(3));
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    assert_eq!(bench.shelf().reads.get(), 0);
    assert_eq!(bench.line.name, YEASTAR_LOGIN.name);
}
