//! One attempt, and what its answer means.

use sessage::delivery::Phase;
use sessage::outcome::{ErrorCode, Outcome, PartOutcome};
use sessage::provider::{Answer, Purpose};

use crate::ONCE;
use crate::support_delivery::{Bench, EVERY, Reply, START, YEASTAR, answer, body};

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
fn a_failure_that_the_provider_reports_is_not_sent_unless_a_5xx_comes_without_a_known_code() {
    for line in EVERY {
        for status in [200, 400, 401, 403, 404, 429, 500, 502, 503] {
            let name = format!("{} {status}", line.name);
            let bench = Bench::with(line, ONCE);
            bench.script([answer(status, line.refused)]);
            let error = bench.fail();
            // Of the four refusals Yeastar's alone has a code that its table lists.
            let is_open = status >= 500 && line.name != "yeastar";
            let outcome = if is_open {
                Outcome::Unknown
            } else {
                Outcome::NotSent
            };
            assert_eq!(error.outcome, outcome, "{name}");
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
