//! Every verdict, and what is no end of a send.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::outcome::Status;

const NOW: i64 = 1_000;

/// The verdict with its time and scope.
fn shown(step: NextStep) -> String {
    let text = serde_json::to_string(&step).unwrap();
    let step = Json::parse(&text).unwrap();
    let member = |key: &str| step.get(key).and_then(Json::as_str).unwrap().to_owned();
    let at = step.get("at");
    let at = at.map_or(String::new(), |at| format!(" at {at}"));
    format!("{}{at}, {}", member("do"), member("scope"))
}

fn judged(ended: &str, options: &str) -> String {
    let ended = Ended::read(&Json::parse(ended).unwrap()).unwrap();
    let options = NextOptions::read(&Json::parse(options).unwrap()).unwrap();
    shown(next_step(&ended, &options, NOW))
}

fn error(code: &str, outcome: &str, rest: &str) -> String {
    let parts = r#""parts":[{"index":0,"outcome":"sent"},{"index":1,"outcome":"not_sent"}]"#;
    format!(r#"{{"code":"{code}","outcome":"{outcome}","retryable":false,{parts}{rest}}}"#)
}

#[test]
fn every_code_has_a_verdict_for_every_outcome() {
    let passing = [
        "rate_limited",
        "unavailable",
        "network",
        "timeout",
        "aborted",
    ];
    let account = [
        "rate_limited",
        "unauthorized",
        "forbidden",
        "unavailable",
        "network",
    ];
    for (code, _) in ErrorCode::NAMES {
        let scope = if account.contains(code) {
            "account"
        } else {
            "message"
        };
        let again = if *code == "aborted" {
            "again at 1000"
        } else {
            "give_up"
        };
        let resume = if passing.contains(code) {
            "resume at 1000"
        } else {
            "give_up"
        };
        let cases = [
            ("not_sent", "", again),
            ("not_sent", r#","retryable":true"#, "again at 1000"),
            ("partial", "", resume),
            ("unknown", "", "ask"),
        ];
        for (outcome, rest, verdict) in cases {
            let expected = format!("{verdict}, {scope}");
            assert_eq!(
                judged(&error(code, outcome, rest), "{}"),
                expected,
                "{code} {outcome}"
            );
        }
    }
}

#[test]
fn a_message_that_is_out_is_done_unless_it_failed() {
    for (status, _) in Status::NAMES {
        let is_lost = ["failed", "deleted"].contains(status);
        let verdict = if is_lost {
            "give_up, message"
        } else {
            "done, message"
        };
        let receipt = format!(r#"{{"messageId":"","status":"{status}"}}"#);
        assert_eq!(judged(&receipt, "{}"), verdict, "{status}");
        let change = format!(r#"{{"kind":"status","status":"{status}"}}"#);
        let verdict = if *status == "failed" {
            "give_up, message"
        } else {
            "done, message"
        };
        assert_eq!(judged(&change, "{}"), verdict, "{status} told later");
    }
}

#[test]
fn what_decides_beside_the_code() {
    let retry = r#","retryable":true,"retryAt":5000,"attempts":3"#;
    let open = r#","parts":[{"index":0,"outcome":"sent"},{"index":1,"outcome":"unknown"}]"#;
    let code = |code: &str| format!(r#","providerCode":"{code}""#);
    let failed = |error: &str| format!(r#"{{"kind":"status","status":"failed","error":{error}}}"#);
    let limited = |outcome: &str, rest: &str| error("rate_limited", outcome, rest);
    let cases = [
        (
            "a wait",
            limited("not_sent", retry),
            "{}",
            "again at 5000, account",
        ),
        (
            "a wait that is over",
            limited("not_sent", retry),
            r#"{"now":6000}"#,
            "again at 6000, account",
        ),
        (
            "its attempts are spent",
            limited("not_sent", retry),
            r#"{"maxAttempts":3}"#,
            "give_up, account",
        ),
        (
            "the caller's are not",
            limited("not_sent", retry),
            r#"{"attempts":1,"maxAttempts":2}"#,
            "again at 5000, account",
        ),
        (
            "the caller's are",
            limited("not_sent", retry),
            r#"{"attempts":2,"maxAttempts":2}"#,
            "give_up, account",
        ),
        (
            "no limit",
            limited("not_sent", retry),
            r#"{"attempts":99}"#,
            "again at 5000, account",
        ),
        (
            "parts after a wait",
            limited("partial", retry),
            "{}",
            "resume at 5000, account",
        ),
        (
            "parts, attempts spent",
            limited("partial", retry),
            r#"{"maxAttempts":3}"#,
            "resume at 5000, account",
        ),
        (
            "a part unknown",
            limited("partial", open),
            "{}",
            "ask, account",
        ),
        (
            "spam limit, in part",
            limited("partial", &code("131048")),
            "{}",
            "give_up, account",
        ),
        (
            "withheld, in part",
            limited("partial", &code("131049")),
            "{}",
            "give_up, message",
        ),
        (
            "pair rate",
            limited("not_sent", &(retry.to_owned() + &code("131056"))),
            "{}",
            "again at 5000, message",
        ),
        (
            "an experiment",
            error("forbidden", "not_sent", &code("130472")),
            "{}",
            "give_up, message",
        ),
        (
            "a country",
            error("forbidden", "not_sent", &code("130497")),
            "{}",
            "give_up, message",
        ),
        (
            "a later failure without a reason",
            failed("null"),
            "{}",
            "give_up, message",
        ),
        (
            "a later failure",
            failed(r#"{"code":"rejected","retryable":false}"#),
            "{}",
            "give_up, message",
        ),
        (
            "a later limit",
            failed(r#"{"code":"rate_limited","retryable":true}"#),
            "{}",
            "again at 1000, account",
        ),
        (
            "a later pair rate",
            failed(r#"{"code":"rate_limited","retryable":true,"providerCode":"131056"}"#),
            "{}",
            "again at 7000, message",
        ),
        (
            "a pair rate in words",
            failed(
                r#"{"code":"rate_limited","retryable":true,"providerCode":"RESP_ERROR","providerMessage":"(#131056) Pair"}"#,
            ),
            "{}",
            "again at 7000, message",
        ),
        (
            "a later pair rate, attempts spent",
            failed(r#"{"code":"rate_limited","retryable":true,"providerCode":"131056"}"#),
            r#"{"attempts":2,"maxAttempts":2}"#,
            "give_up, message",
        ),
    ];
    for (name, ended, options, verdict) in cases {
        assert_eq!(judged(&ended, options), verdict, "{name}");
    }
}

#[test]
fn what_is_no_end_of_a_send_is_refused() {
    let others = [
        "null",
        "[]",
        "{}",
        "\"sent\"",
        r#"{"status":"sent"}"#,
        r#"{"messageId":"1","status":"gone"}"#,
        r#"{"kind":"message","messageId":"1"}"#,
        r#"{"kind":"status","status":"gone"}"#,
        r#"{"kind":"status","status":"failed","error":{"code":"gone","retryable":false}}"#,
        r#"{"code":"gone","outcome":"unknown","retryable":false,"parts":[]}"#,
        r#"{"code":"network","outcome":"gone","retryable":false,"parts":[]}"#,
        r#"{"code":"network","outcome":"unknown","parts":[]}"#,
        r#"{"code":"network","outcome":"unknown","retryable":false}"#,
        r#"{"code":"network","outcome":"partial","retryable":false,"parts":[{}]}"#,
    ];
    for other in others {
        let error = Ended::read(&Json::parse(other).unwrap()).unwrap_err();
        assert_eq!(
            (error.code, error.problems.len()),
            (ErrorCode::InvalidConfig, 1),
            "{other}"
        );
    }
    for options in [
        r#"{"maxAttempts":0}"#,
        r#"{"attempts":-1}"#,
        r#"{"now":"1"}"#,
        r#"{"tries":1}"#,
        "[]",
    ] {
        let error = NextOptions::read(&Json::parse(options).unwrap()).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidConfig, "{options}");
    }
}
