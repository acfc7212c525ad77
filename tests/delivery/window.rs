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
    let now = 100 * HOUR;
    let cases = [
        (
            r#"{"lastInboundAt":360000000}"#,
            "open",
            124 * HOUR,
            24 * HOUR,
        ),
        (r#"{"lastInboundAt":0}"#, "closed", 24 * HOUR, 0),
        (
            r#"{"lastInboundAt":0,"options":{}}"#,
            "closed",
            24 * HOUR,
            0,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"now":0}}"#,
            "open",
            24 * HOUR,
            24 * HOUR,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"now":86399999}}"#,
            "open",
            24 * HOUR,
            1,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"now":86400000}}"#,
            "closed",
            24 * HOUR,
            0,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":72}}"#,
            "closed",
            72 * HOUR,
            0,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":101}}"#,
            "open",
            101 * HOUR,
            HOUR,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":72,"now":86400000}}"#,
            "open",
            72 * HOUR,
            48 * HOUR,
        ),
        (
            r#"{"lastInboundAt":0,"options":{"hours":0.5,"now":0}}"#,
            "open",
            HOUR / 2,
            HOUR / 2,
        ),
        (
            r#"{"lastInboundAt":5,"options":{"hours":0,"now":5}}"#,
            "closed",
            5,
            0,
        ),
        (
            r#"{"lastInboundAt":1e3,"options":{"hours":8760,"now":1000}}"#,
            "open",
            8760 * HOUR + 1000,
            8760 * HOUR,
        ),
    ];
    for (question, state, closes_at, ms_left) in cases {
        let found = WindowState::read(&Json::parse(question).unwrap(), now).unwrap();
        let expected = WindowState {
            state,
            closes_at,
            ms_left,
        };
        assert_eq!(found, expected, "{question}");
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
        (r#"{"lastInboundAt":-1}"#, "/lastInboundAt", InvalidType),
        (r#"{"lastInboundAt":0.5}"#, "/lastInboundAt", InvalidType),
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
            InvalidType,
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
