//! Delivery over a scripted wire in virtual time: what each answer means, what is repeated and when, what
//! ends a send, and that no secret comes out of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support_delivery;

use sessage::delivery::TransportError::{
    self, Broken, NeverOpened, NotBuilt, TooLarge, Unreadable,
};
use sessage::delivery::{Client, Options, Phase, SendOptions};
use sessage::json::Json;
use sessage::outcome::{Error, ErrorCode, Outcome, PartOutcome};
use sessage::problem::Code;
use sessage::provider::{Answer, Purpose};
use support_delivery::{
    Bench, CONNECTLY, EVERY, ISLASH, Line, Reply, START, Sending, TEXTER, YEASTAR, YEASTAR_LOGIN,
    answer, body, forms,
};

// ---- one attempt

#[test]
fn one_attempt_that_succeeds() {
    for line in EVERY {
        let bench = Bench::new(line);
        bench.script([Reply::from(line.accepted).after(120)]);
        let receipt = bench.send().unwrap();
        assert_eq!(receipt.provider, line.name);
        assert_eq!(receipt.message_id, line.message_id, "{}", line.name);
        assert_eq!(receipt.attempts, 1);
        assert!(!receipt.used_fallback);
        assert_eq!(receipt.raw, line.accepted);
        let [part] = receipt.parts.as_slice() else {
            panic!("{}: one part", line.name);
        };
        assert_eq!((part.index, part.outcome), (0, PartOutcome::Sent));
        assert_eq!(part.message_id.as_deref(), Some(line.message_id));
        assert_eq!(bench.wire.dropped.get(), 0);
    }
}

#[test]
fn an_attempt_is_heard_of_at_its_start_and_its_end() {
    for line in EVERY {
        let bench = Bench::new(line);
        bench.script([Reply::from(line.accepted).after(120)]);
        bench.send().unwrap();
        let events = bench.events();
        let [start, end] = events.as_slice() else {
            panic!("{}: {events:?}", line.name);
        };
        assert_eq!((start.phase, end.phase), (Phase::Start, Phase::End));
        for event in [start, end] {
            assert_eq!(event.provider, line.name);
            assert_eq!((event.purpose, event.attempt), (Purpose::Send, 1));
            assert_eq!(event.url, line.url);
            assert_eq!((event.wait_ms, event.code), (None, None));
        }
        assert_eq!((start.status, start.duration_ms), (None, None));
        assert_eq!((end.status, end.duration_ms), (Some(200), Some(120)));
    }
}

#[test]
fn events_in_json_have_the_names_of_the_interface() {
    let bench = Bench::new(&YEASTAR);
    bench.script([answer(429, ""), body(YEASTAR.accepted)]);
    bench.send().unwrap();
    let events: Vec<String> = bench
        .events()
        .iter()
        .map(|event| serde_json::to_string(event).unwrap())
        .collect();
    let about = r#""provider":"yeastar","purpose":"send","attempt":"#;
    let url = format!(r#""method":"POST","url":"{}""#, YEASTAR.url);
    assert_eq!(
        events,
        [
            format!(r#"{{"phase":"start",{about}1,{url}}}"#),
            format!(
                r#"{{"phase":"end",{about}1,{url},"status":429,"durationMs":0,"waitMs":250,"code":"rate_limited"}}"#
            ),
            format!(r#"{{"phase":"start",{about}2,{url}}}"#),
            format!(r#"{{"phase":"end",{about}2,{url},"status":200,"durationMs":0}}"#),
        ]
    );
}

// ---- what a status says where the body says nothing better

/// One attempt, so that what would be repeated ends the send.
const ONCE: &str = r#"{"retry":false}"#;

#[test]
fn an_answer_without_a_readable_body_is_judged_by_its_status() {
    use ErrorCode::*;
    use Outcome::{NotSent, Unknown};
    let soon = Some("7");
    let cases = [
        (200, None, BadResponse, Unknown, false),
        (204, None, BadResponse, Unknown, false),
        (400, None, Rejected, NotSent, false),
        (401, None, Unauthorized, NotSent, false),
        (403, None, Forbidden, NotSent, false),
        (404, None, NotFound, NotSent, false),
        (409, None, Rejected, NotSent, false),
        (422, None, Rejected, NotSent, false),
        (429, None, RateLimited, NotSent, true),
        (429, soon, RateLimited, NotSent, true),
        (500, None, Unavailable, Unknown, false),
        (500, soon, Unavailable, Unknown, false),
        (502, None, Unavailable, Unknown, false),
        (503, None, Unavailable, Unknown, false),
        (503, soon, Unavailable, NotSent, true),
        (504, None, Unavailable, Unknown, false),
    ];
    let bodies = [
        "",
        "<html>oops</html>",
        "{\"half\":",
        "[]",
        "{}",
        "null",
        "\"text\"",
    ];
    for line in EVERY {
        for (status, retry_after, code, outcome, retryable) in cases {
            for text in bodies {
                let name = format!("{} {status} {retry_after:?} {text}", line.name);
                let bench = Bench::with(line, ONCE);
                bench.script([Answer {
                    retry_after: retry_after.map(str::to_owned),
                    ..answer(status, text)
                }]);
                let error = bench.fail();
                assert_eq!((error.code, error.outcome), (code, outcome), "{name}");
                assert_eq!(error.retryable, retryable, "{name}");
                assert_eq!(error.status, Some(status), "{name}");
                assert_eq!(error.raw.as_deref(), Some(text), "{name}");
                assert_eq!(error.attempts, 1, "{name}");
                let wait = retry_after.map(|_| 7000);
                assert_eq!(error.retry_after_ms, wait, "{name}");
                assert_eq!(error.retry_at, wait.map(|wait| START + wait), "{name}");
                let part = match outcome {
                    Unknown => PartOutcome::Unknown,
                    _ => PartOutcome::NotSent,
                };
                assert_eq!(error.parts[0].outcome, part, "{name}");
                let end = &bench.ends()[0];
                assert_eq!((end.status, end.code), (Some(status), Some(code)), "{name}");
            }
        }
    }
}

#[test]
fn a_failure_that_the_provider_reports_is_not_sent_whatever_the_status() {
    for line in EVERY {
        for status in [200, 400, 401, 403, 404, 429, 500, 502, 503] {
            let name = format!("{} {status}", line.name);
            let bench = Bench::with(line, ONCE);
            bench.script([answer(status, line.refused)]);
            let error = bench.fail();
            assert_eq!(error.outcome, Outcome::NotSent, "{name}");
            let said = error.provider_message.as_deref();
            assert_eq!(said, Some("Not today"), "{name}");
            assert!(error.message.contains("Not today"), "{name}");
            assert_eq!(error.raw.as_deref(), Some(line.refused), "{name}");
        }
    }
}

#[test]
fn a_redirect_is_not_followed_and_names_only_the_host() {
    let cases = [
        (
            301,
            Some("https://login.example/private/path?q=query#f"),
            Some("login.example"),
        ),
        (
            302,
            Some("http://user:pass@login.example:8443/private"),
            Some("login.example:8443"),
        ),
        (
            307,
            Some("https://login.example\\private\\path"),
            Some("login.example"),
        ),
        (
            308,
            Some("HTTPS://login.example?query"),
            Some("login.example"),
        ),
        (302, Some("/private/path"), None),
        (302, Some("//login.example/private"), None),
        (303, Some("javascript:private"), None),
        (304, None, None),
        (0, None, None),
    ];
    for line in EVERY {
        for (status, location, host) in cases {
            let name = format!("{} {status} {location:?}", line.name);
            let bench = Bench::new(line);
            bench.script([Answer {
                location: location.map(str::to_owned),
                ..answer(status, "")
            }]);
            let error = bench.fail();
            assert_eq!(error.code, ErrorCode::BadResponse, "{name}");
            assert_eq!(error.outcome, Outcome::NotSent, "{name}");
            assert!(!error.retryable, "{name}");
            // A browser hides the status of a redirect, and 0 is none.
            let shown = Some(status).filter(|status| *status != 0);
            assert_eq!(error.status, shown, "{name}");
            assert_eq!(bench.ends()[0].status, shown, "{name}");
            let everything = format!("{error:?}");
            for hidden in ["private", "path", "query", "user", "pass@", "javascript"] {
                assert!(!everything.contains(hidden), "{name}: {everything}");
            }
            if let Some(host) = host {
                assert!(
                    error.message.contains(&format!(" {host}, ")),
                    "{name}: {error}"
                );
            }
        }
    }
}

// ---- what is repeated

fn later(status: u16, retry_after: &str) -> Answer {
    Answer {
        retry_after: Some(retry_after.to_owned()),
        ..answer(status, "")
    }
}

fn refused_connection() -> TransportError {
    NeverOpened("connect ECONNREFUSED.".to_owned())
}

#[test]
fn what_was_surely_not_taken_is_repeated() {
    // Chance stands at a half, and the first wait is at most 500 ms: 250 where nothing else is asked.
    let date = "Tue, 14 Nov 2023 22:13:24 GMT";
    let passed = "Tue, 14 Nov 2023 22:13:19 GMT";
    let cases: [(&str, Reply, i64); 9] = [
        ("429", answer(429, "").into(), 250),
        ("429, in seconds", later(429, "3").into(), 3000),
        ("429, at once", later(429, "0").into(), 0),
        ("503, in seconds", later(503, "2").into(), 2000),
        ("503, at a date", later(503, date).into(), 4000),
        (
            "503, at a date that has passed",
            later(503, passed).into(),
            0,
        ),
        ("503, at no date", later(503, "soon").into(), 250),
        (
            "429, longer than maxDelayMs",
            later(429, "20").into(),
            20_000,
        ),
        ("no connection", refused_connection().into(), 250),
    ];
    for line in EVERY {
        for (name, first, wait) in cases.clone() {
            let name = format!("{}: {name}", line.name);
            let bench = Bench::new(line);
            bench.script([first, line.accepted.into()]);
            let receipt = bench.send().unwrap();
            assert_eq!(receipt.attempts, 2, "{name}");
            assert_eq!(bench.times(), [0, wait], "{name}");
            let seen = bench.seen();
            assert_eq!(seen[0].request, seen[1].request, "{name}: the same request");
            let ends = bench.ends();
            assert_eq!(
                (ends[0].wait_ms, ends[1].wait_ms),
                (Some(wait), None),
                "{name}"
            );
            assert_eq!((ends[0].attempt, ends[1].attempt), (1, 2), "{name}");
        }
    }
}

#[test]
fn codes_that_ask_to_slow_down_are_repeated() {
    const ISLASH_SAYS: &str = r#"{"meta":{"code":"E","message":"(#130429)"}}"#;
    const LIMITS: &str = r#"{"code":"ERROR_CODE_BUSINESS_REACHED_LIMITS"}"#;
    let cases: [(&Line, u16, &str); 9] = [
        (&ISLASH, 200, ISLASH_SAYS),
        (&ISLASH, 400, ISLASH_SAYS),
        (&ISLASH, 400, r#"{"error":{"code":131056}}"#),
        (&CONNECTLY, 400, LIMITS),
        (&CONNECTLY, 400, r#"{"code":"131056","message":"m"}"#),
        (&CONNECTLY, 400, r#"{"type":"T","message":"(#130429)"}"#),
        (&TEXTER, 200, r#"{"success":false,"error":"(#131056)"}"#),
        (&TEXTER, 400, r#"{"error":{"code":130429}}"#),
        (&YEASTAR, 200, r#"{"errcode":70082}"#),
    ];
    for (line, status, text) in cases {
        let name = format!("{} {status} {text}", line.name);
        let bench = Bench::new(line);
        bench.script([answer(status, text), body(line.accepted)]);
        let receipt = bench
            .send()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(receipt.attempts, 2, "{name}");
        assert_eq!(bench.ends()[0].code, Some(ErrorCode::RateLimited), "{name}");
    }
}

#[test]
fn nothing_else_is_repeated() {
    let cases: [(&str, Reply); 17] = [
        ("400", answer(400, "").into()),
        ("401", answer(401, "").into()),
        ("403", answer(403, "").into()),
        ("404", answer(404, "").into()),
        ("408", answer(408, "").into()),
        ("409", answer(409, "").into()),
        ("500", answer(500, "").into()),
        ("500 that names a time", later(500, "1").into()),
        ("502", answer(502, "").into()),
        ("503 without a time", answer(503, "").into()),
        ("a redirect", answer(302, "").into()),
        ("no answer of its own", body("<html>").into()),
        ("a timeout", Reply::never()),
        ("a broken connection", Broken("reset".to_owned()).into()),
        ("half a body", unreadable().into()),
        ("a body too large", TooLarge { status: 200 }.into()),
        ("no request", NotBuilt("bad header".to_owned()).into()),
    ];
    for line in EVERY {
        for (name, reply) in cases.clone() {
            let bench = Bench::new(line);
            bench.script([reply]);
            let error = bench.fail();
            // A request that could not be built has not left.
            let left = u32::from(name != "no request");
            assert_eq!(bench.seen().len(), 1, "{}: {name}", line.name);
            assert_eq!(error.attempts, left, "{}: {name}", line.name);
            assert_eq!(bench.ends()[0].wait_ms, None, "{}: {name}", line.name);
        }
    }
}

fn unreadable() -> TransportError {
    Unreadable {
        status: 200,
        reason: "terminated".to_owned(),
    }
}

#[test]
fn attempts_end_at_their_maximum() {
    let cases = [
        ("{}", 3),
        (r#"{"retry":{}}"#, 3),
        (r#"{"retry":{"maxAttempts":1}}"#, 1),
        (r#"{"retry":{"maxAttempts":5}}"#, 5),
        (ONCE, 1),
    ];
    for line in EVERY {
        for (options, most) in cases {
            let bench = Bench::with(line, options);
            bench.script(vec![answer(429, ""); most]);
            let error = bench.fail();
            assert_eq!(error.code, ErrorCode::RateLimited, "{options}");
            assert_eq!(error.attempts as usize, most, "{options}");
            assert!(error.retryable, "{options}");
            assert_eq!(bench.ends().last().unwrap().wait_ms, None, "{options}");
        }
    }
}

#[test]
fn a_wait_is_jitter_that_doubles_up_to_its_maximum() {
    let own = r#"{"retry":{"maxAttempts":5,"baseDelayMs":100,"maxDelayMs":300}}"#;
    let none = r#"{"retry":{"maxAttempts":3,"baseDelayMs":0}}"#;
    let all = r#"{"retry":{"maxAttempts":7}}"#;
    let nearly = 0.999_999;
    let cases: [(&str, f64, &[i64]); 6] = [
        (all, 0.0, &[0, 0, 0, 0, 0, 0]),
        (all, 0.5, &[250, 500, 1000, 2000, 4000, 4000]),
        (all, nearly, &[499, 999, 1999, 3999, 7999, 7999]),
        (own, 0.5, &[50, 100, 150, 150]),
        (own, nearly, &[99, 199, 299, 299]),
        (none, nearly, &[0, 0]),
    ];
    for (options, chance, waits) in cases {
        let bench = Bench::with(&ISLASH, options);
        bench.world.set_chance(chance);
        bench.script(vec![answer(429, ""); waits.len()]);
        bench.script([body(ISLASH.accepted)]);
        bench.send().unwrap();
        let times = bench.times();
        let waited: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(waited, waits, "{options} {chance}");
    }
}

// ---- where a message may have been sent

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

// ---- time

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
    assert_eq!(
        (error.retry_after_ms, error.retry_at),
        (Some(250), Some(START + 250))
    );
    assert_eq!(bench.took(), 0);
}

#[test]
fn an_endless_wait_stays_a_number_that_javascript_can_hold() {
    let safe = (1_i64 << 53) - 1;
    for retry_after in [
        "9999999999999",
        "99999999999999999999",
        "9223372036854775807",
    ] {
        let bench = Bench::new(&ISLASH);
        bench.script([later(429, retry_after)]);
        let error = bench.fail();
        assert!(
            error.retry_after_ms.unwrap() <= safe,
            "{retry_after}: {error:?}"
        );
        assert!(error.retry_at.unwrap() <= safe, "{retry_after}: {error:?}");
    }
}

#[test]
fn a_time_of_sending_beyond_all_time_is_left_out() {
    let text = r#"{"success":true,"messages":[{"_id":"m","timestamp":9223372036854775807}]}"#;
    let bench = Bench::new(&TEXTER);
    bench.script([text]);
    assert_eq!(bench.send().unwrap().sent_at, None);
}

// ---- abort

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

// ---- the window guard

#[test]
fn a_closed_window_lets_nothing_leave() {
    const DAY: i64 = 86_400_000;
    let cases = [
        ("a moment ago", START, true),
        ("a moment before the end", START - DAY + 1, true),
        ("a day ago", START - DAY, false),
        ("long ago", 0, false),
        ("by a clock that runs ahead", START + DAY, true),
    ];
    for line in EVERY {
        for (name, last_inbound_at, is_open) in cases {
            let name = format!("{}: {name}", line.name);
            let bench = Bench::new(line);
            let sending = Sending {
                message: with_field(line.message, "lastInboundAt", &last_inbound_at.to_string()),
                ..bench.sending()
            };
            if is_open {
                bench.script([line.accepted]);
                assert!(bench.send_one(sending).is_ok(), "{name}");
                continue;
            }
            let error = bench.send_one(sending).unwrap_err();
            assert_eq!(error.code, ErrorCode::WindowClosed, "{name}");
            assert_eq!(error.outcome, Outcome::NotSent, "{name}");
            assert_eq!((error.attempts, error.retryable), (0, false), "{name}");
            assert_eq!(error.parts[0].outcome, PartOutcome::NotSent, "{name}");
            assert!(
                bench.seen().is_empty() && bench.events().is_empty(),
                "{name}"
            );
        }
    }
}

#[test]
fn a_message_tag_passes_the_guard() {
    let bench = Bench::new(&YEASTAR);
    bench.script([YEASTAR.accepted]);
    let tagged = with_field(YEASTAR.message, "messageTag", r#""HUMAN_AGENT""#);
    let sending = Sending {
        message: with_field(&tagged, "lastInboundAt", "0"),
        ..bench.sending()
    };
    assert!(bench.send_one(sending).is_ok());
}

/// A JSON object with one more member in front.
fn with_field(object: &str, key: &str, value: &str) -> String {
    object.replacen('{', &format!("{{\"{key}\":{value},"), 1)
}

// ---- messages that must not leave

#[test]
fn a_message_with_errors_does_not_leave() {
    for line in EVERY {
        let bench = Bench::new(line);
        let message = r#"{"to":"","content":{"type":"text","text":""},"nonsense":1}"#;
        let sending = Sending {
            message: message.to_owned(),
            ..bench.sending()
        };
        let error = bench.send_one(sending).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidMessage, "{}", line.name);
        assert_eq!((error.outcome, error.attempts), (Outcome::NotSent, 0));
        let paths: Vec<&str> = error.problems.iter().map(|it| it.path.as_str()).collect();
        for path in ["/to", "/content/text", "/nonsense"] {
            assert!(paths.contains(&path), "{}: {paths:?}", line.name);
        }
        assert_eq!(error.parts[0].outcome, PartOutcome::NotSent);
        assert!(bench.seen().is_empty() && bench.events().is_empty());
    }
}

#[test]
fn what_is_only_unsupported_is_unsupported() {
    let contacts = r#"{"type":"contacts","contacts":[{"name":{"formatted":"Ann"}}]}"#;
    for line in [&ISLASH, &CONNECTLY, &YEASTAR] {
        let bench = Bench::new(line);
        let sending = Sending {
            message: format!(r#"{{"to":"+85256872847","content":{contacts}}}"#),
            ..bench.sending()
        };
        let error = bench.send_one(sending).unwrap_err();
        assert_eq!(error.code, ErrorCode::Unsupported, "{}", line.name);
        assert_eq!(error.outcome, Outcome::NotSent, "{}", line.name);
        let unsupported = |code: Code| code == Code::Unsupported;
        assert!(
            error.problems.iter().all(|it| unsupported(it.code)),
            "{error:?}"
        );
        assert!(bench.seen().is_empty());
    }
}

#[test]
fn a_message_that_is_no_object_does_not_leave() {
    for line in EVERY {
        for message in ["null", "[]", "\"text\"", "5", r#"{"\u0000":"Map"}"#] {
            let bench = Bench::new(line);
            let sending = Sending {
                message: message.to_owned(),
                ..bench.sending()
            };
            let error = bench.send_one(sending).unwrap_err();
            let [problem] = error.problems.as_slice() else {
                panic!("{message}: {error:?}");
            };
            assert_eq!(
                (problem.path.as_str(), problem.code),
                ("", Code::InvalidType)
            );
        }
    }
}

// ---- secrets

/// Answers in which a provider says a secret back, with the field that it stands in.
fn echoes(line: &Line, said: &str) -> Vec<(String, Answer)> {
    let words = line
        .refused
        .replace("Not today", &format!("key {said} is bad"));
    let member = line
        .refused
        .replacen('{', &format!("{{\"{said}\":true,"), 1);
    let nested = line
        .refused
        .replacen('{', &format!("{{\"x\":[{{\"y\":\"{said}\"}}],"), 1);
    let html = format!("<p>No such key: {said}</p>");
    let answers = [
        ("in its words", answer(401, &words)),
        ("with HTTP 200", answer(200, &words)),
        ("as a member's name", answer(400, &member)),
        ("deep down", answer(400, &nested)),
        ("in HTML", answer(403, &html)),
        ("in HTML with HTTP 200", answer(200, &html)),
        (
            "in half a body",
            answer(500, &format!("{{\"key\":\"{said}")),
        ),
    ];
    let named = |(name, answer): (&str, Answer)| (name.to_owned(), answer);
    answers.into_iter().map(named).collect()
}

#[test]
fn an_echoed_secret_is_masked() {
    for line in EVERY {
        for said in line.secrets.iter().flat_map(|secret| forms(secret)) {
            for (name, answer) in echoes(line, &said) {
                let bench = Bench::with(line, ONCE);
                bench.script([answer]);
                // That no secret is in it is checked with every send.
                let raw = bench.fail().raw.clone().unwrap();
                assert!(raw.contains("MASKED_"), "{} {name}: {raw}", line.name);
            }
        }
    }
}

#[test]
fn a_secret_that_is_a_number_is_masked_as_a_number() {
    let bench = Bench::with(&ISLASH, ONCE);
    bench.script([r#"{"meta":{"code":"RESP_NO","message":"no session"},"session":4711081599}"#]);
    let raw = bench.fail().raw.clone().unwrap();
    assert!(raw.ends_with(r#""session":"MASKED_session"}"#), "{raw}");

    let bench = Bench::with(&ISLASH, ONCE);
    bench.script([r#"{"meta":{"code":4711081599,"message":"no session"}}"#]);
    let code = bench.fail().provider_code.clone();
    assert_eq!(code.as_deref(), Some("MASKED_session"));
}

#[test]
fn an_echo_in_a_receipt_is_masked() {
    for line in EVERY {
        for secret in line.secrets {
            let bench = Bench::new(line);
            let said = line
                .accepted
                .replacen('{', &format!("{{\"key\":\"{secret}\","), 1);
            bench.script([said.as_str()]);
            let raw = bench.send().unwrap().raw;
            assert!(raw.contains(r#""key":"MASKED_"#), "{raw}");
        }
    }
}

#[test]
fn an_echo_in_a_redirect_is_masked() {
    for line in EVERY {
        for said in line.secrets.iter().flat_map(|secret| forms(secret)) {
            for location in [
                format!("https://login.example/{said}?key={said}#{said}"),
                format!("https://{said}@login.example/"),
                format!("https://{said}/"),
            ] {
                let bench = Bench::new(line);
                bench.script([Answer {
                    location: Some(location),
                    ..answer(302, "")
                }]);
                assert_eq!(bench.fail().code, ErrorCode::BadResponse);
            }
        }
    }
}

#[test]
fn an_echo_in_the_words_of_the_runtime_is_masked() {
    for line in EVERY {
        for said in line.secrets.iter().flat_map(|secret| forms(secret)) {
            let reason = || format!("Failed to fetch https://a.example/?key={said}.");
            for error in [
                NotBuilt(reason()),
                NeverOpened(reason()),
                Broken(reason()),
                Unreadable {
                    status: 200,
                    reason: reason(),
                },
            ] {
                let bench = Bench::with(line, ONCE);
                bench.script([error]);
                let message = bench.fail().message.clone();
                assert!(message.contains("?key=MASKED_"), "{message}");
            }
        }
    }
}

#[test]
fn a_secret_within_another_does_not_lay_bare_the_rest() {
    let config = r#"{"provider":"islash","baseUrl":"https://islash.example",
        "token":"short","session":"short-and-the-rest"}"#;
    let bench = Bench::configured(&ISLASH, config, ONCE, false);
    bench.keep_secret("short");
    bench.keep_secret("the-rest");
    bench.script([answer(500, "no short-and-the-rest here")]);
    let raw = bench.fail().raw.clone();
    assert_eq!(raw.as_deref(), Some("no MASKED_session here"));
}

// ---- options

type Wrong = (&'static str, &'static str, Code);

#[test]
fn wrong_options_are_named_by_their_paths() {
    use Code::{InvalidType, OutOfRange, UnknownField};
    let cases: [Wrong; 45] = [
        ("null", "", InvalidType),
        ("[]", "", InvalidType),
        ("5", "", InvalidType),
        (r#"{"timeout":1}"#, "/timeout", UnknownField),
        (r#"{"a/b~c":1}"#, "/a~1b~0c", UnknownField),
        (r#"{"timeoutMs":0}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":-1}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":1.5}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":2147483648}"#, "/timeoutMs", OutOfRange),
        (r#"{"timeoutMs":1e300}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":1e999}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":"1000"}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":null}"#, "/timeoutMs", InvalidType),
        (
            r#"{"timeoutMs":{"\u0000":"NaN"}}"#,
            "/timeoutMs",
            InvalidType,
        ),
        (
            r#"{"timeoutMs":{"\u0000":"Infinity"}}"#,
            "/timeoutMs",
            InvalidType,
        ),
        (r#"{"deadlineMs":0}"#, "/deadlineMs", InvalidType),
        (r#"{"deadlineMs":-60000}"#, "/deadlineMs", InvalidType),
        (
            r#"{"deadlineMs":9007199254740991}"#,
            "/deadlineMs",
            OutOfRange,
        ),
        (
            r#"{"deadlineMs":{"\u0000":"NaN"}}"#,
            "/deadlineMs",
            InvalidType,
        ),
        (r#"{"deadlineMs":true}"#, "/deadlineMs", InvalidType),
        (r#"{"chatCacheMs":-1}"#, "/chatCacheMs", InvalidType),
        (r#"{"chatCacheMs":2147483648}"#, "/chatCacheMs", OutOfRange),
        (r#"{"chatCacheMs":"no"}"#, "/chatCacheMs", InvalidType),
        (r#"{"allowInsecure":"yes"}"#, "/allowInsecure", InvalidType),
        (r#"{"allowInsecure":1}"#, "/allowInsecure", InvalidType),
        (r#"{"fetch":"f"}"#, "/fetch", InvalidType),
        (r#"{"fetch":null}"#, "/fetch", InvalidType),
        (r#"{"onAttempt":{}}"#, "/onAttempt", InvalidType),
        (r#"{"retry":true}"#, "/retry", InvalidType),
        (r#"{"retry":null}"#, "/retry", InvalidType),
        (r#"{"retry":3}"#, "/retry", InvalidType),
        (
            r#"{"retry":{"attempts":3}}"#,
            "/retry/attempts",
            UnknownField,
        ),
        (
            r#"{"retry":{"maxAttempts":0}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxAttempts":-1}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxAttempts":2.5}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxAttempts":{"\u0000":"NaN"}}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"baseDelayMs":-1}}"#,
            "/retry/baseDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"baseDelayMs":2147483648}}"#,
            "/retry/baseDelayMs",
            OutOfRange,
        ),
        (
            r#"{"retry":{"baseDelayMs":"1"}}"#,
            "/retry/baseDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxDelayMs":-1}}"#,
            "/retry/maxDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxDelayMs":1e15}}"#,
            "/retry/maxDelayMs",
            OutOfRange,
        ),
        (
            r#"{"retry":{"maxDelayMs":[]}}"#,
            "/retry/maxDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"onUnknown":"no"}}"#,
            "/retry/onUnknown",
            InvalidType,
        ),
        (
            r#"{"retry":{"onUnknown":0}}"#,
            "/retry/onUnknown",
            InvalidType,
        ),
        (
            r#"{"retry":{"onUnknown":null}}"#,
            "/retry/onUnknown",
            InvalidType,
        ),
    ];
    for (options, path, code) in cases {
        let error = Options::read(&Json::from_input(options).unwrap()).unwrap_err();
        assert_wrong(&error, options, path, code);
    }
}

#[test]
fn wrong_options_of_one_send_are_named_by_their_paths() {
    use Code::{InvalidType, OutOfRange, UnknownField};
    let cases: [Wrong; 9] = [
        ("null", "", InvalidType),
        (r#"{"retry":false}"#, "/retry", UnknownField),
        (r#"{"timeoutMs":0}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":"5"}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":2147483648}"#, "/timeoutMs", OutOfRange),
        (r#"{"deadlineMs":-5}"#, "/deadlineMs", InvalidType),
        (r#"{"deadlineMs":0.1}"#, "/deadlineMs", InvalidType),
        (r#"{"deadlineMs":1e12}"#, "/deadlineMs", OutOfRange),
        (
            r#"{"deadlineMs":{"\u0000":"NaN"}}"#,
            "/deadlineMs",
            InvalidType,
        ),
    ];
    for (options, path, code) in cases {
        let error = SendOptions::read(&Json::from_input(options).unwrap()).unwrap_err();
        assert_wrong(&error, options, path, code);
    }
}

#[track_caller]
fn assert_wrong(error: &Error, given: &str, path: &str, code: Code) {
    assert_eq!(error.code, ErrorCode::InvalidConfig, "{given}");
    assert_eq!(
        (error.outcome, error.attempts),
        (Outcome::NotSent, 0),
        "{given}"
    );
    let found: Vec<_> = error
        .problems
        .iter()
        .map(|problem| (problem.path.as_str(), problem.code))
        .collect();
    assert_eq!(found, [(path, code)], "{given}");
}

#[test]
fn every_wrong_option_is_named_at_once() {
    let options = r#"{"timeoutMs":0,"retry":{"maxAttempts":"3","x":1},"y":2}"#;
    let error = Options::read(&Json::parse(options).unwrap()).unwrap_err();
    let paths: Vec<&str> = error.problems.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(
        paths,
        ["/timeoutMs", "/retry/maxAttempts", "/retry/x", "/y"]
    );
}

#[test]
fn options_at_their_limits_are_fine() {
    for options in [
        r#"{"timeoutMs":1,"deadlineMs":1,"chatCacheMs":0}"#,
        r#"{"timeoutMs":2147483647,"deadlineMs":2147483647,"chatCacheMs":2147483647}"#,
        r#"{"timeoutMs":1e3,"deadlineMs":5.0}"#,
        r#"{"retry":{"maxAttempts":1,"baseDelayMs":0,"maxDelayMs":0,"onUnknown":true}}"#,
        r#"{"fetch":{"\u0000":"function"},"onAttempt":{"\u0000":"function"}}"#,
    ] {
        let read = Options::read(&Json::from_input(options).unwrap());
        assert!(read.is_ok(), "{options}: {read:?}");
    }
}

// ---- configurations

/// Each provider's fields that must be there, and whether the field travels in a header.
const REQUIRED: &[(&Line, &str, &str, bool)] = &[
    (&ISLASH, "token", "T0k/isl+1=", true),
    (&ISLASH, "session", "4711081599", false),
    (
        &ISLASH,
        "baseUrl",
        "https://islash.example/api/public",
        false,
    ),
    (&CONNECTLY, "businessId", "biz", false),
    (&CONNECTLY, "apiKey", "K3y/con+2=", true),
    (&TEXTER, "token", "T0k/tex+3=", true),
    (&TEXTER, "projectId", "demo", false),
    (&YEASTAR, "accessToken", "T0k/yea+4=", true),
    (&YEASTAR, "baseUrl", "https://pbx.example", false),
    (&YEASTAR_LOGIN, "clientId", "Cl1/ent+5=", false),
    (&YEASTAR_LOGIN, "clientSecret", "S3c/ret+6=", false),
];

fn configure(config: &str, options: &str) -> Result<(), Error> {
    let options = Options::read(&Json::parse(options).unwrap()).unwrap();
    let config = Json::from_input(config).unwrap();
    Client::new(&config, options, false).map(drop)
}

#[test]
fn what_a_configuration_needs_must_be_there() {
    for (line, key, value, in_header) in REQUIRED {
        let name = format!("{} {key}", line.name);
        let path = format!("/{key}");
        let with = |text: &str| {
            let (old, new) = (
                format!("\"{key}\":\"{value}\""),
                format!("\"{key}\":{text}"),
            );
            assert!(line.config.contains(&old), "{name}");
            configure(&line.config.replace(&old, &new), "{}")
        };
        let wrong = |text: &str, code: Code| {
            let error = with(text).expect_err(text);
            assert_wrong(&error, &format!("{name} {text}"), &path, code);
            assert!(!format!("{error:?}").contains(value), "{name}");
        };
        assert!(with(&format!("\"{value}\"")).is_ok(), "{name}");
        for text in ["5", "null", "true", "[]", "{}", r#"{"\u0000":"function"}"#] {
            wrong(text, Code::InvalidType);
        }
        let blank = match *key {
            "baseUrl" => Code::InvalidFormat,
            _ => Code::Required,
        };
        for text in [r#""""#, r#"" ""#, r#""\r\n\t""#] {
            wrong(text, blank);
        }
        if *in_header {
            for text in [
                r#""a\r\nX: y""#,
                r#""a\nb""#,
                r#""a b""#,
                r#""aé""#,
                r#""a\u0000""#,
            ] {
                wrong(text, Code::InvalidFormat);
            }
        }

        // Without the field, which the JSON's next field or its end follows.
        let field = format!("\"{key}\":\"{value}\"");
        let renamed = line.config.replace(&field, "\"gone\":1");
        let error = configure(&renamed, "{}").expect_err(&name);
        let found: Vec<_> = error
            .problems
            .iter()
            .map(|problem| (problem.path.as_str(), problem.code))
            .collect();
        assert!(
            found.contains(&(path.as_str(), Code::Required)),
            "{name}: {found:?}"
        );
        assert!(
            found.contains(&("/gone", Code::UnknownField)),
            "{name}: {found:?}"
        );
        assert_eq!(found.len(), 2, "{name}: {found:?}");
    }
}

#[test]
fn base_urls_are_held_to_https_alone() {
    let wrong = [
        "",
        "islash.example",
        "//islash.example",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://islash.example",
        "data:text/plain,x",
        "https://",
        "https://user@islash.example",
        "https://user:pass@islash.example",
        "https://islash.example?x=1",
        "https://islash.example/api?x=1",
        "https://islash.example#f",
        "https://islash.example:99999",
        "https://is lash.example",
        "http://islash.example",
        "http://192.168.1.5",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
    ];
    let right = [
        "https://islash.example",
        "https://islash.example/",
        "https://islash.example:8443/a/b/",
        "HTTPS://islash.example",
        "http://localhost:8787/x",
        "http://127.0.0.1:1",
        "http://[::1]:8787",
    ];
    let fields = [
        (&ISLASH, r#""token":"t","session":"s""#),
        (&CONNECTLY, r#""businessId":"b","apiKey":"k""#),
        (&TEXTER, r#""token":"t""#),
        (&YEASTAR, r#""accessToken":"t""#),
    ];
    for (line, fields) in fields {
        let config = |base: &str| {
            let provider = line.name;
            format!(r#"{{"provider":"{provider}",{fields},"baseUrl":"{base}"}}"#)
        };
        for base in wrong {
            let error = configure(&config(base), "{}").expect_err(base);
            assert_wrong(&error, base, "/baseUrl", Code::InvalidFormat);
            assert!(!error.message.contains("pass"), "{error}");
        }
        for base in right {
            assert!(
                configure(&config(base), "{}").is_ok(),
                "{} {base}",
                line.name
            );
        }
        let insecure = r#"{"allowInsecure":true}"#;
        assert!(configure(&config("http://192.168.1.5:80"), insecure).is_ok());
        for base in ["file:///x", "http://a@192.168.1.5", "http://192.168.1.5?x"] {
            assert!(configure(&config(base), insecure).is_err(), "{base}");
        }
    }
}

#[test]
fn a_base_url_replaces_all_before_the_path_of_the_call() {
    let message = r#"{"to":"+85256872847","content":{"type":"text","text":"Hello"}}"#;
    let cases = [
        (
            &ISLASH,
            r#""token":"t","session":"s""#,
            message,
            "/send-session-message",
        ),
        (
            &CONNECTLY,
            r#""businessId":"b/z","apiKey":"k""#,
            message,
            "/v1/businesses/b%2Fz/send/messages",
        ),
        (
            &TEXTER,
            r#""projectId":"p","token":"t""#,
            TEXTER.message,
            "/messages/send/chat1",
        ),
        (
            &YEASTAR,
            r#""accessToken":"t","from":"1""#,
            message,
            "/openapi/v1.0/message/send",
        ),
    ];
    for (line, fields, message, path) in cases {
        for base in [
            "https://gate.example/one/two",
            "https://gate.example/one/two/",
        ] {
            let provider = line.name;
            let config = format!(r#"{{"provider":"{provider}",{fields},"baseUrl":"{base}"}}"#);
            let bench = Bench::configured(line, &config, "{}", false);
            bench.script([line.accepted]);
            let sending = Sending {
                message: message.to_owned(),
                ..bench.sending()
            };
            bench.send_one(sending).unwrap();
            let address = &bench.seen()[0].request.address;
            assert_eq!(*address, format!("https://gate.example/one/two{path}"));
        }
    }
}

#[test]
fn configurations_that_contradict_themselves() {
    use Code::*;
    const OWN: &str = r#""provider":"islash","baseUrl":"https://a.example","token":"t""#;
    const CON: &str = r#""provider":"connectly","apiKey":"k""#;
    const TEX: &str = r#""provider":"texter","token":"t""#;
    const PBX: &str = r#""provider":"yeastar","baseUrl":"https://a.example""#;
    const KEPT: &str = r#""provider":"yeastar","baseUrl":"https://a.example","accessToken":"t""#;
    let cases = [
        (r#""token":"t""#, "", "/provider", Required),
        (r#""provider":"whatsapp""#, "", "/provider", InvalidFormat),
        (r#""provider":"Texter""#, "", "/provider", InvalidFormat),
        (r#""provider":"""#, "", "/provider", InvalidFormat),
        (OWN, r#","session":"s","from":"1""#, "/from", UnknownField),
        (CON, r#","businessId":".""#, "/businessId", InvalidFormat),
        (CON, r#","businessId":"..""#, "/businessId", InvalidFormat),
        (
            CON,
            r#","businessId":"b","from":"0123""#,
            "/from",
            InvalidFormat,
        ),
        (CON, r#","businessId":"b","from":" ""#, "/from", Required),
        (
            CON,
            r#","businessId":"b","from":1604"#,
            "/from",
            InvalidType,
        ),
        (TEX, "", "/projectId", Required),
        (TEX, r#","projectId":"a.b/""#, "/projectId", InvalidFormat),
        (TEX, r#","projectId":"-a""#, "/projectId", InvalidFormat),
        (TEX, r#","projectId":"a_b""#, "/projectId", InvalidFormat),
        (PBX, "", "/accessToken", Required),
        (PBX, r#","clientId":"i""#, "/clientSecret", Required),
        (PBX, r#","clientSecret":"s""#, "/clientId", Required),
        (
            KEPT,
            r#","clientId":"i","clientSecret":"s""#,
            "/accessToken",
            Conflict,
        ),
        (KEPT, r#","senderType":1"#, "/senderNo", Required),
        (KEPT, r#","senderType":0"#, "/senderType", InvalidFormat),
        (KEPT, r#","senderType":2"#, "/senderType", InvalidFormat),
        (KEPT, r#","senderType":-1"#, "/senderType", InvalidType),
        (KEPT, r#","senderType":"1""#, "/senderType", InvalidType),
        (KEPT, r#","senderNo":" ""#, "/senderNo", Required),
        (KEPT, r#","senderNo":1000"#, "/senderNo", InvalidType),
        (
            KEPT,
            r#","userAgent":"a\r\nb""#,
            "/userAgent",
            InvalidFormat,
        ),
        (KEPT, r#","userAgent":"é""#, "/userAgent", InvalidFormat),
        (KEPT, r#","from":7"#, "/from", InvalidType),
        (KEPT, r#","token":"x""#, "/token", UnknownField),
    ];
    for (before, after, path, code) in cases {
        let config = format!("{{{before}{after}}}");
        let error = configure(&config, "{}").expect_err(&config);
        assert_wrong(&error, &config, path, code);
    }
    for config in ["null", "[]", "5", r#""texter""#] {
        let error = configure(config, "{}").expect_err(config);
        assert_wrong(&error, config, "", InvalidType);
    }
}

#[test]
fn configurations_that_are_fine() {
    const CON: &str = r#""provider":"connectly","businessId":"b","apiKey":"k""#;
    const TEX: &str = r#""provider":"texter","token":"t""#;
    const PBX: &str = r#""provider":"yeastar","baseUrl":"https://a.example""#;
    let cases = [
        (CON, r#","from":"+1 (604) 555-01.00""#),
        (TEX, r#","projectId":"my-project-2""#),
        (TEX, r#","baseUrl":"https://gate.example""#),
        (TEX, r#","projectId":"p","baseUrl":"https://gate.example""#),
        (PBX, r#","accessToken":"t","senderType":9"#),
        (PBX, r#","accessToken":"t","senderNo":"1000""#),
        (
            PBX,
            r#","accessToken":"t","senderType":1,"senderNo":"1000""#,
        ),
        (PBX, r#","accessToken":"t","userAgent":"My App/1.0""#),
        (PBX, r#","clientId":"é","clientSecret":"a b""#),
    ];
    for (before, after) in cases {
        let config = format!("{{{before}{after}}}");
        assert!(configure(&config, "{}").is_ok(), "{config}");
    }
}
