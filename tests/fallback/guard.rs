//! The guard: what goes out by the time of the contact's last message.

use sessage::delivery::TransportError::Broken;
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::Answer;

use crate::support_delivery::{Bench, Reply, START, YEASTAR_LOGIN, answer};
use crate::{DAY, NOT_SENT, SENT, WINDOWS, outcomes, sending, templates, three};

#[test]
fn a_closed_window_sends_the_template_alone() {
    for window in &WINDOWS {
        for text in ["Hello".to_owned(), three()] {
            let bench = window.bench();
            bench.script([window.template_taken]);
            let rest = format!(r#""lastInboundAt":{},"#, START - DAY);
            let message = window.guarded(&text, &rest);
            let receipt = bench.send_one(sending(&bench, message)).unwrap();
            let name = window.line.name;
            assert_eq!(templates(&bench), [true], "{name}");
            assert!(receipt.used_fallback, "{name}");
            assert_eq!(receipt.message_id, window.template_id, "{name}");
            assert_eq!((receipt.attempts, receipt.changes.len()), (1, 0), "{name}");
            assert_eq!(outcomes(&receipt.parts), [SENT], "{name}");
            assert_eq!(receipt.raw, window.template_taken, "{name}");
        }
    }
}

/// Lets the window close two seconds from now.
fn closing() -> String {
    format!(r#""lastInboundAt":{},"#, START - DAY + 2000)
}

#[test]
fn a_window_that_closes_before_a_repeat_keeps_the_message_here() {
    for window in &WINDOWS {
        let slow = || Answer {
            retry_after: Some("5".to_owned()),
            ..answer(429, "")
        };
        let name = window.line.name;
        let bench = Bench::new(window.line);
        bench.script([slow()]);
        let error = bench
            .send_one(sending(&bench, window.message("x", &closing())))
            .unwrap_err();
        assert_eq!(error.code, ErrorCode::WindowClosed, "{name}");
        assert_eq!(
            (error.outcome, error.attempts),
            (Outcome::NotSent, 1),
            "{name}"
        );

        let bench = Bench::new(window.line);
        bench.script([Reply::from(slow()), window.template_taken.into()]);
        let receipt = bench.send_one(sending(&bench, window.guarded("x", &closing())));
        assert!(receipt.unwrap().used_fallback, "{name}");
        assert_eq!(templates(&bench), [false, true], "{name}");

        // What may be out already gets no template.
        let bench = Bench::with(window.line, r#"{"retry":{"onUnknown":true}}"#);
        bench.script([Reply::from(Broken("reset".to_owned())).after(3000)]);
        let error = bench
            .send_one(sending(&bench, window.guarded("x", &closing())))
            .unwrap_err();
        assert_eq!(error.code, ErrorCode::WindowClosed, "{name}");
        assert_eq!(
            (error.outcome, error.attempts),
            (Outcome::Unknown, 1),
            "{name}"
        );
    }
}

#[test]
fn a_window_that_closes_between_parts_keeps_the_rest_here() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([
            window.taken("71").after(1500),
            window.taken("72").after(1500),
        ]);
        let message = window.guarded(&three(), &closing());
        let error = bench.send_one(sending(&bench, message)).unwrap_err();
        let name = window.line.name;
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::WindowClosed, Outcome::Partial),
            "{name}"
        );
        assert_eq!(outcomes(&error.parts), [SENT, SENT, NOT_SENT], "{name}");
        assert_eq!(templates(&bench), [false, false], "{name}");
    }
}

#[test]
fn a_window_that_closes_during_a_login_keeps_the_message_here() {
    let bench = Bench::new(&YEASTAR_LOGIN);
    let token = r#"{"errcode":0,"access_token":"fresh-1","access_token_expire_time":1800}"#;
    bench.script([Reply::from(token).after(3000)]);
    let message = WINDOWS[3].message("x", &closing());
    let error = bench.send_one(sending(&bench, message)).unwrap_err();
    assert_eq!((error.code, error.attempts), (ErrorCode::WindowClosed, 0));
}

#[test]
fn an_open_window_sends_the_message_alone() {
    for window in &WINDOWS {
        for rest in [
            String::new(),
            format!(r#""lastInboundAt":{},"#, START - DAY + 1),
        ] {
            let bench = window.bench();
            bench.script([window.line.accepted]);
            let message = window.guarded("Hello", &rest);
            let receipt = bench.send_one(sending(&bench, message)).unwrap();
            assert_eq!(templates(&bench), [false], "{}", window.line.name);
            assert!(!receipt.used_fallback, "{}", window.line.name);
        }
    }
}

#[test]
fn a_template_passes_the_guard() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([window.template_taken]);
        let message = window.message("x", r#""lastInboundAt":0,"#);
        let message = message.replace(r#"{"type":"text","text":"x"}"#, &window.template());
        let receipt = bench.send_one(sending(&bench, message)).unwrap();
        assert!(!receipt.used_fallback, "{}", window.line.name);
        assert_eq!(templates(&bench), [true], "{}", window.line.name);
    }
}

#[test]
fn a_message_tag_passes_the_guard_and_needs_no_fallback() {
    let window = &WINDOWS[3];
    let bench = window.bench();
    bench.script([window.line.accepted]);
    let rest = r#""lastInboundAt":0,"messageTag":"HUMAN_AGENT","#;
    let receipt = bench.send_one(sending(&bench, window.guarded("x", rest)));
    assert!(!receipt.unwrap().used_fallback);
    assert_eq!(templates(&bench), [false]);
}

#[test]
fn a_template_goes_out_without_the_quote_and_the_tag_and_with_the_rest() {
    let window = &WINDOWS[3];
    let bench = window.bench();
    bench.script([window.closed, window.template_taken]);
    let rest = r#""messageTag":"HUMAN_AGENT","reference":"r-1","from":"+16045550199","#;
    let receipt = bench.send_one(sending(&bench, window.guarded("x", rest)));
    assert_eq!(receipt.unwrap().reference.as_deref(), Some("r-1"));
    let bodies: Vec<String> = bench
        .seen()
        .iter()
        .map(|it| format!("{:?}", it.request.body))
        .collect();
    assert!(bodies[0].contains("HUMAN_AGENT") && !bodies[1].contains("HUMAN_AGENT"));
    for kept in ["r-1", "+16045550199"] {
        assert!(bodies[1].contains(kept), "{kept}");
    }
    let bench = WINDOWS[0].bench();
    bench.script([WINDOWS[0].template_taken]);
    let rest = r#""replyTo":"9126","lastInboundAt":0,"#;
    bench
        .send_one(sending(&bench, WINDOWS[0].guarded("x", rest)))
        .unwrap();
    assert!(!format!("{:?}", bench.seen()).contains("9126"));
}

#[test]
fn a_window_that_closes_between_two_parts_ends_the_send() {
    for window in &WINDOWS {
        let bench = window.bench();
        bench.script([window.taken("11").after(100), window.taken("22").after(100)]);
        let rest = format!(r#""lastInboundAt":{},"#, START - DAY + 150);
        let message = window.guarded(&three(), &rest);
        let error = bench.send_one(sending(&bench, message)).unwrap_err();
        let name = window.line.name;
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::WindowClosed, Outcome::Partial)
        );
        assert_eq!(outcomes(&error.parts), [SENT, SENT, NOT_SENT], "{name}");
        assert_eq!(templates(&bench), [false, false], "{name}");
    }
}
