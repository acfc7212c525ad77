//! The window guard.

use sessage::delivery::WindowState;
use sessage::json::Json;
use sessage::outcome::{ErrorCode, Outcome, PartOutcome};
use sessage::problem::Code;

use crate::support_delivery::{Bench, EVERY, START, Sending, YEASTAR, assert_wrong};

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

// ---- asked for by itself

const HOUR: i64 = 3_600_000;

#[test]
fn a_window_is_told_for_its_hours() {
    const AT: i64 = START - 100 * HOUR;
    let at = |options: &str| format!(r#"{{"lastInboundAt":{AT}{options}}}"#);
    let now = |hours: i64| format!(r#","options":{{"now":{}}}"#, AT + hours * HOUR);
    let cases = [
        (
            format!(r#"{{"lastInboundAt":{START}}}"#),
            "open",
            START + 24 * HOUR,
            24 * HOUR,
        ),
        (at(""), "closed", AT + 24 * HOUR, 0),
        (at(r#","options":{}"#), "closed", AT + 24 * HOUR, 0),
        (at(&now(0)), "open", AT + 24 * HOUR, 24 * HOUR),
        (at(&now(23)), "open", AT + 24 * HOUR, HOUR),
        (at(&now(24)), "closed", AT + 24 * HOUR, 0),
        (
            at(r#","options":{"hours":72}"#),
            "closed",
            AT + 72 * HOUR,
            0,
        ),
        (
            at(r#","options":{"hours":101}"#),
            "open",
            AT + 101 * HOUR,
            HOUR,
        ),
        (
            at(r#","options":{"hours":100.5}"#),
            "open",
            AT + 100 * HOUR + HOUR / 2,
            HOUR / 2,
        ),
        (at(r#","options":{"hours":0}"#), "closed", AT, 0),
        (
            r#"{"lastInboundAt":1.6e12,"options":{"hours":8760,"now":1.6e12}}"#.to_owned(),
            "open",
            1_600_000_000_000 + 8760 * HOUR,
            8760 * HOUR,
        ),
        // The contact never wrote.
        (r#"{"lastInboundAt":0}"#.to_owned(), "closed", 24 * HOUR, 0),
    ];
    for (question, state, closes_at, ms_left) in cases {
        let found = WindowState::read(&Json::parse(&question).unwrap(), START).unwrap();
        let expected = WindowState {
            state,
            closes_at,
            ms_left,
        };
        assert_eq!(found, expected, "{question}");
    }
}

#[test]
fn a_time_in_another_unit_is_told() {
    let cases = [
        (
            r#"{"lastInboundAt":1700000000}"#,
            "/lastInboundAt",
            "seconds",
        ),
        (
            r#"{"lastInboundAt":1700000000.25}"#,
            "/lastInboundAt",
            "seconds",
        ),
        (
            r#"{"lastInboundAt":1700000000000000}"#,
            "/lastInboundAt",
            "microseconds",
        ),
        (
            r#"{"lastInboundAt":1.7e18}"#,
            "/lastInboundAt",
            "nanoseconds",
        ),
        (
            r#"{"lastInboundAt":1.7e21}"#,
            "/lastInboundAt",
            "nanoseconds",
        ),
        (
            r#"{"lastInboundAt":86400000}"#,
            "/lastInboundAt",
            "before 2009",
        ),
        (
            r#"{"lastInboundAt":1700086400001}"#,
            "/lastInboundAt",
            "more than a day",
        ),
        (
            r#"{"lastInboundAt":1700000000000,"options":{"now":1600000000000}}"#,
            "/lastInboundAt",
            "more than a day",
        ),
        (
            r#"{"lastInboundAt":1700000000000,"options":{"now":1700000000}}"#,
            "/options/now",
            "seconds",
        ),
        (
            r#"{"lastInboundAt":1700000000000,"options":{"now":0}}"#,
            "/options/now",
            "before 2009",
        ),
    ];
    for (question, path, words) in cases {
        let error = WindowState::read(&Json::parse(question).unwrap(), START).unwrap_err();
        assert_wrong(&error, question, &[(path, Code::OutOfRange)]);
        assert!(
            error.problems[0].message.contains(words),
            "{question}: {error:?}"
        );
    }
}

#[test]
fn wrong_questions_are_named_by_their_paths() {
    use Code::{InvalidType, OutOfRange, Required, UnknownField};
    let cases = [
        ("null", "", InvalidType),
        ("5", "", InvalidType),
        ("{}", "/lastInboundAt", Required),
        (r#"{"lastInboundAt":null}"#, "/lastInboundAt", InvalidType),
        (r#"{"lastInboundAt":"0"}"#, "/lastInboundAt", InvalidType),
        (r#"{"lastInboundAt":-1}"#, "/lastInboundAt", OutOfRange),
        (r#"{"lastInboundAt":0.5}"#, "/lastInboundAt", InvalidType),
        (
            r#"{"lastInboundAt":1700000000000.5}"#,
            "/lastInboundAt",
            InvalidType,
        ),
        (
            r#"{"lastInboundAt":{"\u0000":"NaN"}}"#,
            "/lastInboundAt",
            InvalidType,
        ),
        (r#"{"lastInboundAt":0,"hours":72}"#, "/hours", UnknownField),
        (
            r#"{"lastInboundAt":0,"options":72}"#,
            "/options",
            InvalidType,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"at":5}}"#,
            "/options/at",
            UnknownField,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"now":-1}}"#,
            "/options/now",
            OutOfRange,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"now":null}}"#,
            "/options/now",
            InvalidType,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":"72"}}"#,
            "/options/hours",
            InvalidType,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":-0.1}}"#,
            "/options/hours",
            OutOfRange,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":8760.5}}"#,
            "/options/hours",
            OutOfRange,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":{"\u0000":"NaN"}}}"#,
            "/options/hours",
            InvalidType,
        ),
    ];
    for (question, path, code) in cases {
        let error = WindowState::read(&Json::from_input(question).unwrap(), 0).unwrap_err();
        assert_wrong(&error, question, &[(path, code)]);
    }
}
