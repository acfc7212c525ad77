//! Yeastar's access tokens: when sessage logs in, refreshes and repeats, and what a refused login ends.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support_delivery;

use sessage::delivery::TransportError::{Broken, NeverOpened, NotBuilt, TooLarge, Unreadable};
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::{Answer, Purpose};
use support_delivery::{Bench, Ended, Reply, Sending, YEASTAR, YEASTAR_LOGIN, answer, body};

const EXPIRED: &str = r#"{"errcode":10004,"errmsg":"TOKEN EXPIRED"}"#;
const OVERLOAD: &str = r#"{"errcode":70082,"errmsg":"OVERLOAD_TASK_RUNNING"}"#;
const LIMIT: &str = r#"{"errcode":60002,"errmsg":"MAX LIMITATION EXCEEDED"}"#;
/// 30 minutes, as the provider gives.
const TOKEN_MS: i64 = 1_800_000;
/// A day.
const REFRESH_MS: i64 = 86_400_000;
/// A token counts as ended this long before its end.
const MARGIN_MS: i64 = 30_000;

/// A client that logs in, and whose tokens are looked for in everything it gives.
fn bench() -> Bench {
    bench_with("{}")
}

fn bench_with(options: &str) -> Bench {
    let bench = Bench::with(&YEASTAR_LOGIN, options);
    for number in 1..=4 {
        bench.keep_secret(&access(number));
        bench.keep_secret(&refresh(number));
    }
    bench
}

fn access(number: usize) -> String {
    format!("acc/ess+{number}=")
}

fn refresh(number: usize) -> String {
    format!("ref/resh+{number}=")
}

/// The answer that brings tokens of that number.
fn tokens(number: usize) -> Reply {
    let (access, refresh) = (access(number), refresh(number));
    let text = format!(
        r#"{{"errcode":0,"errmsg":"SUCCESS","access_token":"{access}","access_token_expire_time":1800,
        "refresh_token":"{refresh}","refresh_token_expire_time":86400}}"#
    );
    body(&text).into()
}

fn taken() -> Reply {
    YEASTAR_LOGIN.accepted.into()
}

fn expired() -> Reply {
    EXPIRED.into()
}

/// The number of the access token in each request that carries a message.
fn tokens_used(bench: &Bench) -> Vec<usize> {
    let seen = bench.seen();
    let sends = seen
        .iter()
        .filter(|seen| seen.request.purpose == Purpose::Send);
    sends
        .map(|seen| {
            let url = seen.request.url();
            let number = |number: &usize| url.ends_with(&format!("=acc%2Fess%2B{number}%3D"));
            (1..=4).find(number).expect("a token of the tests")
        })
        .collect()
}

/// Sends side by side, each at its time.
fn side_by_side(bench: &Bench, starts: &[i64]) -> Vec<Ended> {
    let sendings = starts.iter().map(|at| Sending {
        at: *at,
        ..bench.sending()
    });
    bench.send_all(sendings.collect())
}

// ---- one token for many sends

#[test]
fn a_cold_client_logs_in_and_sends() {
    let bench = bench();
    bench.script([tokens(1).after(30), taken().after(70)]);
    let receipt = bench.send().unwrap();
    assert_eq!(receipt.attempts, 1, "the login carries no message");
    assert_eq!(bench.calls(), ["get_token", "send"]);
    let login = &bench.seen()[0];
    assert_eq!(
        login.request.address,
        "https://pbx.example/openapi/v1.0/get_token"
    );
    assert_eq!(login.request.query, []);
    assert_eq!(
        login.credentials(),
        [("username", "Cl1/ent+5="), ("password", "S3c/ret+6=")]
    );
    assert_eq!(tokens_used(&bench), [1]);
}

#[test]
fn token_calls_are_heard_of_too() {
    let bench = bench();
    bench.script([tokens(1).after(30), taken().after(70)]);
    bench.send().unwrap();
    let heard: Vec<_> = bench
        .events()
        .iter()
        .map(|event| {
            (
                event.purpose,
                event.attempt,
                event.status,
                event.duration_ms,
            )
        })
        .collect();
    assert_eq!(
        heard,
        [
            (Purpose::Token, 1, None, None),
            (Purpose::Token, 1, Some(200), Some(30)),
            (Purpose::Send, 1, None, None),
            (Purpose::Send, 1, Some(200), Some(70)),
        ]
    );
    assert_eq!(bench.events()[3].url, YEASTAR_LOGIN.url);
}

#[test]
fn every_call_names_its_user_agent_outside_browsers() {
    for (browser, agent) in [(false, Some("OpenAPI")), (true, None)] {
        let bench = Bench::configured(&YEASTAR_LOGIN, YEASTAR_LOGIN.config, "{}", browser);
        bench.script([tokens(1), taken()]);
        bench.send().unwrap();
        for seen in bench.seen() {
            let headers: Vec<_> = seen
                .request
                .headers
                .iter()
                .map(|(name, value)| (*name, value.reveal()))
                .collect();
            let expected: Vec<_> = agent
                .map(|agent| ("User-Agent", agent.to_owned()))
                .into_iter()
                .collect();
            assert_eq!(headers, expected);
        }
    }
}

#[test]
fn the_next_send_uses_the_same_token() {
    let bench = bench();
    bench.script([tokens(1)]);
    for _ in 0..3 {
        bench.script([taken()]);
        bench.send().unwrap();
    }
    assert_eq!(bench.calls(), ["get_token", "send", "send", "send"]);
}

#[test]
fn sends_side_by_side_share_one_login() {
    let bench = bench();
    bench.script([tokens(1).after(50)]);
    bench.script(vec![taken(); 8]);
    let ended = side_by_side(&bench, &[0, 0, 0, 10, 20, 49, 50, 60]);
    assert!(ended.iter().all(Result::is_ok));
    assert_eq!(bench.wire.most_tokens.get(), 1);
    assert_eq!(tokens_used(&bench), [1; 8]);
}

// ---- the end of a token

#[test]
fn a_token_is_refreshed_before_its_end() {
    for (later, calls) in [
        (0, &["send"] as &[&str]),
        (TOKEN_MS - MARGIN_MS - 1, &["send"]),
        (TOKEN_MS - MARGIN_MS, &["refresh_token", "send"]),
        (TOKEN_MS, &["refresh_token", "send"]),
        (REFRESH_MS - MARGIN_MS - 1, &["refresh_token", "send"]),
        (REFRESH_MS - MARGIN_MS, &["get_token", "send"]),
        (2 * REFRESH_MS, &["get_token", "send"]),
    ] {
        let bench = bench();
        bench.script([tokens(1), taken()]);
        bench.send().unwrap();
        bench.world.pass(later);
        bench.script(calls.iter().map(|call| match *call {
            "send" => taken(),
            _ => tokens(2),
        }));
        bench.send().unwrap();
        assert_eq!(bench.calls()[2..], *calls, "{later} ms later");
        if let Some(seen) = bench.seen().iter().find(|it| it.call() == "refresh_token") {
            assert_eq!(seen.credentials(), [("refresh_token", "ref/resh+1=")]);
        }
    }
}

#[test]
fn a_refresh_brings_a_new_refresh_token() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    for number in 2..=3 {
        bench.world.pass(TOKEN_MS);
        bench.script([tokens(number), taken()]);
        bench.send().unwrap();
    }
    let seen = bench.seen();
    assert_eq!(seen[4].credentials(), [("refresh_token", "ref/resh+2=")]);
    assert_eq!(tokens_used(&bench), [1, 2, 3]);
}

#[test]
fn without_a_refresh_token_it_logs_in_again() {
    let only_access =
        r#"{"errcode":0,"access_token":"acc/ess+1=","access_token_expire_time":1800}"#;
    let bench = bench();
    bench.script([only_access.into(), taken()]);
    bench.send().unwrap();
    bench.world.pass(TOKEN_MS);
    bench.script([tokens(2), taken()]);
    bench.send().unwrap();
    assert_eq!(bench.calls(), ["get_token", "send", "get_token", "send"]);
}

#[test]
fn a_token_that_hardly_lives_is_used_once_and_not_renewed_for_ever() {
    for seconds in ["30", "1", "0", "-5"] {
        let brief = format!(
            r#"{{"errcode":0,"access_token":"acc/ess+1=","access_token_expire_time":{seconds},
            "refresh_token":"ref/resh+1=","refresh_token_expire_time":86400}}"#
        );
        let bench = bench();
        bench.script([Reply::from(brief.as_str()), taken()]);
        bench.send().unwrap();
        assert_eq!(bench.calls(), ["get_token", "send"], "{seconds} s");
    }
}

#[test]
fn sends_side_by_side_share_one_refresh() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    bench.world.pass(TOKEN_MS);
    bench.script([tokens(2).after(50), taken(), taken(), taken()]);
    let ended = side_by_side(&bench, &[0, 0, 20]);
    assert!(ended.iter().all(Result::is_ok));
    assert_eq!(tokens_used(&bench), [1, 2, 2, 2]);
    assert_eq!(bench.wire.most_tokens.get(), 1);
}

#[test]
fn a_refused_refresh_is_followed_by_a_login() {
    for refusal in [
        EXPIRED,
        r#"{"errcode":-1,"errmsg":"FAILURE"}"#,
        r#"{"errcode":10005,"errmsg":"ACCESS DENIED"}"#,
        r#"{"errcode":40002,"errmsg":"PARAMETER ERROR","invalid_param_list":[{"field":"refresh_token"}]}"#,
    ] {
        let bench = bench();
        bench.script([tokens(1), taken()]);
        bench.send().unwrap();
        bench.world.pass(TOKEN_MS);
        bench.script([refusal.into(), tokens(2), taken()]);
        assert_eq!(bench.send().unwrap().attempts, 1, "{refusal}");
        assert_eq!(bench.calls()[2..], ["refresh_token", "get_token", "send"]);
        assert_eq!(tokens_used(&bench), [1, 2], "{refusal}");
    }
}

#[test]
fn a_refresh_that_got_no_answer_ends_that_send_alone() {
    for (name, reply) in [
        ("500", answer(500, "").into()),
        ("403", answer(403, "").into()),
        ("HTML", "<html>".into()),
        ("broken", Reply::from(Broken("reset".to_owned()))),
        ("a timeout", Reply::never()),
    ] {
        let bench = bench();
        bench.script([tokens(1), taken()]);
        bench.send().unwrap();
        bench.world.pass(TOKEN_MS);
        bench.script([reply]);
        let error = bench.fail();
        assert_eq!(
            (error.outcome, error.attempts),
            (Outcome::NotSent, 0),
            "{name}"
        );
        bench.script([tokens(2), taken()]);
        bench.send().unwrap();
        assert_eq!(
            bench.calls()[2..],
            ["refresh_token", "refresh_token", "send"]
        );
    }
}

// ---- a token that the provider says has ended

#[test]
fn an_expired_token_is_renewed_and_the_message_repeated_once() {
    let bench = bench();
    bench.script([tokens(1), expired(), tokens(2), taken()]);
    let receipt = bench.send().unwrap();
    assert_eq!(receipt.attempts, 2, "both requests carried the message");
    assert_eq!(
        bench.calls(),
        ["get_token", "send", "refresh_token", "send"]
    );
    assert_eq!(tokens_used(&bench), [1, 2]);
    let seen = bench.seen();
    assert_eq!(
        seen[1].request.body, seen[3].request.body,
        "the same message"
    );
}

#[test]
fn an_expired_token_whose_refresh_is_refused_leads_to_a_login() {
    let bench = bench();
    bench.script([tokens(1), expired(), expired(), tokens(2), taken()]);
    assert_eq!(bench.send().unwrap().attempts, 2);
    let calls = ["get_token", "send", "refresh_token", "get_token", "send"];
    assert_eq!(bench.calls(), calls);
}

#[test]
fn a_token_that_has_ended_twice_ends_the_send() {
    let bench = bench();
    bench.script([tokens(1), expired(), tokens(2), expired()]);
    let error = bench.fail();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Unauthorized, Outcome::NotSent)
    );
    assert_eq!((error.attempts, error.retryable), (2, false));
    assert_eq!(error.provider_code.as_deref(), Some("10004"));
    assert_eq!(error.provider_message.as_deref(), Some("TOKEN EXPIRED"));
    assert_eq!(error.raw.as_deref(), Some(EXPIRED));

    bench.script([taken()]);
    assert_eq!(bench.send().unwrap().attempts, 1, "the client goes on");
}

#[test]
fn two_sends_that_hear_of_the_same_end_share_one_refresh() {
    // Both answers come at once, or the second while the first renews, or when it has renewed.
    for second in [10, 30, 200] {
        let bench = bench();
        bench.script([tokens(1), taken()]);
        bench.send().unwrap();
        bench.script([expired().after(10), expired().after(second)]);
        bench.script([tokens(2).after(50), taken(), taken()]);
        let ended = side_by_side(&bench, &[0, 0]);
        for ended in &ended {
            assert_eq!(ended.as_ref().unwrap().attempts, 2, "{second}");
        }
        let calls = bench.calls();
        let refreshes = calls.iter().filter(|call| *call == "refresh_token");
        assert_eq!(refreshes.count(), 1, "{second}: {calls:?}");
        assert_eq!(tokens_used(&bench), [1, 1, 1, 2, 2], "{second}");
    }
}

#[test]
fn the_callers_own_token_is_not_renewed() {
    let bench = Bench::new(&YEASTAR);
    bench.script([EXPIRED]);
    let error = bench.fail();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Unauthorized, Outcome::NotSent)
    );
    assert_eq!((error.attempts, error.retryable), (1, false));
    assert_eq!(error.provider_code.as_deref(), Some("10004"));
    assert_eq!(error.provider_message.as_deref(), Some("TOKEN EXPIRED"));
    assert!(error.message.contains("clientId"), "{error}");
    assert_eq!(bench.calls(), ["send"]);
}

// ---- a login that fails

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

// ---- abort and deadline

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
    assert_eq!(bench.times(), [0, 40, 40, 40]);
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

// ---- secrets

#[test]
fn tokens_that_an_answer_echoes_are_masked() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    for said in ["acc/ess+1=", "acc%2Fess%2B1%3D", "ref/resh+1="] {
        let text = format!(r#"{{"errcode":40002,"errmsg":"bad {said}","x":"{said}"}}"#);
        bench.script([text.as_str()]);
        let raw = bench.fail().raw.clone().unwrap();
        assert!(raw.contains("MASKED_"), "{raw}");
    }
}

#[test]
fn a_token_that_another_send_has_replaced_meanwhile_is_masked_too() {
    let bench = bench();
    bench.script([tokens(1), taken()]);
    bench.send().unwrap();
    let late = r#"{"errcode":40002,"errmsg":"bad access_token acc/ess+1="}"#;
    bench.script([Reply::from(late).after(100), expired().after(10)]);
    bench.script([tokens(2), taken()]);
    let ended = side_by_side(&bench, &[0, 0]);
    let words = ended[0].as_ref().unwrap_err().provider_message.clone();
    assert_eq!(
        words.as_deref(),
        Some("bad access_token MASKED_accessToken")
    );
}

#[test]
fn a_token_in_an_answer_that_is_no_use_is_not_shown() {
    for text in [
        r#"{"errcode":0,"refresh_token":"ref/resh+1="}"#,
        r#"{"access_token":"acc/ess+1="}"#,
        r#"{"errcode":0,"access_token":"acc/ess+1=","refresh_to"#,
    ] {
        let bench = bench();
        bench.script([text]);
        assert_eq!(bench.fail().code, ErrorCode::BadResponse, "{text}");
    }
}

#[test]
fn credentials_that_a_login_echoes_are_masked() {
    for said in ["Cl1/ent+5=", "S3c/ret+6=", "S3c%2fret%2b6%3d"] {
        for text in [
            format!(r#"{{"errcode":40002,"errmsg":"bad {said}"}}"#),
            format!(r#"{{"errcode":-1,"invalid_param_list":[{{"field":"{said}"}}]}}"#),
            format!("<p>{said}</p>"),
        ] {
            let bench = bench();
            bench.script([answer(400, &text)]);
            bench.fail();
        }
    }
}
