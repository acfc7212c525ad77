//! The window guard.

use sessage::outcome::{ErrorCode, Outcome, PartOutcome};

use crate::support_delivery::{Bench, EVERY, START, Sending, YEASTAR};

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
