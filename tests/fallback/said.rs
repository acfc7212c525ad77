//! A provider that says the window is closed, and a template that fails.

use sessage::delivery::TransportError::Broken;
use sessage::outcome::{ErrorCode, Outcome};

use crate::support_delivery::{Bench, Reply, Sending};
use crate::{NOT_SENT, SENT, UNKNOWN, WINDOWS, outcomes, sending, templates, three};

#[test]
fn a_provider_that_says_the_window_is_closed_gets_the_template() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([window.closed, window.template_taken]);
        let message = window.guarded(&three(), "");
        let receipt = bench.send_one(sending(&bench, message)).unwrap();
        let name = window.line.name;
        assert_eq!(templates(&bench), [false, true], "{name}");
        assert!(receipt.used_fallback, "{name}");
        assert_eq!((receipt.attempts, receipt.changes.len()), (2, 0), "{name}");
        assert_eq!(outcomes(&receipt.parts), [SENT], "{name}");
    }
}

#[test]
fn without_a_fallback_it_is_told_that_the_window_is_closed() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([window.closed]);
        let error = bench
            .send_one(sending(&bench, window.message("x", "")))
            .unwrap_err();
        let name = window.line.name;
        assert_eq!(error.code, ErrorCode::WindowClosed, "{name}");
        assert_eq!(
            (error.outcome, error.attempts),
            (Outcome::NotSent, 1),
            "{name}"
        );
        assert!(!error.retryable, "{name}");
    }
}

#[test]
fn other_refusals_get_no_template() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([window.line.refused]);
        let message = window.guarded("x", "");
        let error = bench.send_one(sending(&bench, message)).unwrap_err();
        assert_ne!(error.code, ErrorCode::WindowClosed, "{}", window.line.name);
        assert_eq!(templates(&bench), [false], "{}", window.line.name);
    }
}

#[test]
fn no_template_goes_out_where_the_message_may_have() {
    let repeats = r#"{"retry":{"onUnknown":true,"baseDelayMs":0}}"#;
    for window in &WINDOWS {
        let bench = Bench::with(window.line, repeats);
        bench.script([
            Reply::from(Broken("reset".to_owned())),
            window.closed.into(),
        ]);
        let message = window.guarded("x", "");
        let error = bench.send_one(sending(&bench, message)).unwrap_err();
        let name = window.line.name;
        assert_eq!(
            (error.outcome, error.attempts),
            (Outcome::Unknown, 2),
            "{name}"
        );
        assert_eq!(templates(&bench), [false, false], "{name}");
    }
}

#[test]
fn no_template_goes_out_after_a_part() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([window.taken("11"), window.closed.into()]);
        let message = window.guarded(&three(), "");
        let error = bench.send_one(sending(&bench, message)).unwrap_err();
        let name = window.line.name;
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::WindowClosed, Outcome::Partial)
        );
        assert_eq!(outcomes(&error.parts), [SENT, NOT_SENT, NOT_SENT], "{name}");
        assert_eq!(templates(&bench), [false, false], "{name}");
    }
}

#[test]
fn a_resumed_send_gets_the_template_only_where_no_part_is_out() {
    let part = |index: usize, outcome: &str| {
        let id = if outcome == "sent" {
            r#","messageId":"m""#
        } else {
            ""
        };
        format!(r#"{{"index":{index},"outcome":"{outcome}"{id}}}"#)
    };
    let cases = [
        (["not_sent", "not_sent", "not_sent"], true),
        (["sent", "not_sent", "not_sent"], false),
        (["unknown", "not_sent", "not_sent"], false),
        (["not_sent", "unknown", "not_sent"], false),
    ];
    for window in &WINDOWS {
        for (known, goes) in cases {
            let parts = [0, 1, 2].map(|index| part(index, known[index])).join(",");
            let options = format!(r#"{{"resume":[{parts}]}}"#);
            let bench = window.bench();
            let sending = Sending {
                options: options.leak(),
                ..sending(&bench, window.guarded(&three(), r#""lastInboundAt":0,"#))
            };
            let name = format!("{}: {known:?}", window.line.name);
            if goes {
                bench.script([window.template_taken]);
                assert!(bench.send_one(sending).unwrap().used_fallback, "{name}");
                assert_eq!(templates(&bench), [true], "{name}");
            } else {
                let error = bench.send_one(sending).unwrap_err();
                assert_eq!(error.code, ErrorCode::WindowClosed, "{name}");
                assert_ne!(error.outcome, Outcome::NotSent, "{name}");
                assert!(bench.seen().is_empty(), "{name}");
            }
        }
    }
}

// ---- a template that fails

#[test]
fn a_template_that_was_refused_leaves_every_part_unsent() {
    for window in &WINDOWS {
        for refusal in [window.line.refused, window.closed] {
            let bench = window.bench();
            bench.script([refusal]);
            let message = window.guarded(&three(), r#""lastInboundAt":0,"#);
            let error = bench.send_one(sending(&bench, message)).unwrap_err();
            let name = window.line.name;
            assert_eq!(
                (error.outcome, error.attempts),
                (Outcome::NotSent, 1),
                "{name}"
            );
            assert_eq!(outcomes(&error.parts), [NOT_SENT; 3], "{name}");
            assert_eq!(templates(&bench), [true], "{name}: once");
        }
    }
}

#[test]
fn a_template_that_may_be_out_leaves_every_part_unknown() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([
            Reply::from(window.closed),
            Broken("reset".to_owned()).into(),
        ]);
        let message = window.guarded(&three(), "");
        let error = bench.send_one(sending(&bench, message)).unwrap_err();
        let name = window.line.name;
        assert_eq!(
            (error.outcome, error.attempts),
            (Outcome::Unknown, 2),
            "{name}"
        );
        assert_eq!(outcomes(&error.parts), [UNKNOWN; 3], "{name}");
        assert!(!error.retryable, "{name}");
    }
}

#[test]
fn an_opt_out_is_told_as_such() {
    let unsubscribed = "Recipient unsubscribed from template messages on 2025-11-30";
    let bench = WINDOWS[2].bench();
    let refusal = format!(r#"{{"success":false,"error":"{unsubscribed}"}}"#);
    bench.script([refusal.as_str()]);
    let message = WINDOWS[2].guarded("x", r#""lastInboundAt":0,"#);
    let error = bench.send_one(sending(&bench, message)).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::OptedOut, Outcome::NotSent)
    );
    assert_eq!(error.provider_message.as_deref(), Some(unsubscribed));
}
