//! One token for many sends, its end, and what renews it.

use sessage::delivery::TransportError::Broken;
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::Purpose;

use crate::support_delivery::{Bench, Reply, YEASTAR, YEASTAR_LOGIN, answer};
use crate::{
    EXPIRED, MARGIN_MS, REFRESH_MS, TOKEN_MS, bench, expired, side_by_side, taken, tokens,
    tokens_used,
};

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
