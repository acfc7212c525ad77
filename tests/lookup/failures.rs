//! Look-ups that fail, are repeated, or end the send.

use sessage::delivery::TransportError::{Broken, NeverOpened, NotBuilt, TooLarge, Unreadable};
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::Answer;

use crate::support_delivery::{Bench, Reply, Sending, TEXTER, answer};
use crate::{one_chat, taken, to_phone};

#[test]
fn no_failure_of_a_look_up_is_unknown() {
    use ErrorCode::*;
    let unreadable = Unreadable {
        status: 200,
        reason: "cut".to_owned(),
    };
    let reported = r#"{"success":false,"error":"Not today"}"#;
    let cases: [(&str, Reply, ErrorCode); 18] = [
        ("a timeout", Reply::never(), Timeout),
        ("broken", Broken("reset".to_owned()).into(), Network),
        ("unreadable", unreadable.into(), Network),
        ("too large", TooLarge { status: 200 }.into(), BadResponse),
        ("not built", NotBuilt("no".to_owned()).into(), Internal),
        ("HTML", "<html>".into(), BadResponse),
        ("no data", "{}".into(), BadResponse),
        (
            "data of another kind",
            r#"{"data":"x"}"#.into(),
            BadResponse,
        ),
        ("a redirect", answer(302, "").into(), BadResponse),
        ("400", answer(400, "").into(), Rejected),
        ("400 in words", answer(400, reported).into(), Rejected),
        ("200 in words", answer(200, reported).into(), Rejected),
        ("401", answer(401, "").into(), Unauthorized),
        ("403", answer(403, "").into(), Forbidden),
        ("404", answer(404, "").into(), NotFound),
        ("409", answer(409, "").into(), Rejected),
        ("500", answer(500, "").into(), Unavailable),
        ("503", answer(503, "").into(), Unavailable),
    ];
    for (name, reply, code) in cases {
        let bench = Bench::with(&TEXTER, r#"{"retry":{"onUnknown":true}}"#);
        bench.script([reply]);
        let error = bench.send_one(to_phone(&bench)).unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (code, Outcome::NotSent),
            "{name}"
        );
        assert_eq!(error.attempts, 0, "{name}");
        assert_eq!(bench.calls(), ["search"], "{name}");
        let words = error.provider_message.as_deref();
        assert_eq!(
            words,
            name.ends_with("in words").then_some("Not today"),
            "{name}"
        );
    }
}

#[test]
fn a_look_up_is_repeated_as_other_calls_are() {
    let later = |status, seconds: &str| Answer {
        retry_after: Some(seconds.to_owned()),
        ..answer(status, "")
    };
    for (name, first, wait) in [
        ("429", Reply::from(answer(429, "")), 250),
        ("429 with a time", later(429, "4").into(), 4000),
        ("503 with a time", later(503, "2").into(), 2000),
        (
            "no connection",
            NeverOpened("refused".to_owned()).into(),
            250,
        ),
    ] {
        let bench = Bench::new(&TEXTER);
        bench.script([first, one_chat(), taken()]);
        let receipt = bench.send_one(to_phone(&bench)).unwrap();
        assert_eq!(receipt.attempts, 1, "{name}");
        assert_eq!(bench.times(), [0, wait, wait], "{name}");
    }
}

#[test]
fn repeats_of_a_look_up_leave_the_message_its_own() {
    let bench = Bench::new(&TEXTER);
    let busy = || Reply::from(answer(429, ""));
    bench.script([busy(), busy(), one_chat(), busy(), busy(), taken()]);
    let receipt = bench.send_one(to_phone(&bench)).unwrap();
    assert_eq!(receipt.attempts, 3);
}

#[test]
fn an_abort_during_a_look_up_drops_it_and_nothing_was_sent() {
    let bench = Bench::new(&TEXTER);
    bench.script([Reply::never()]);
    let sending = Sending {
        abort_at: Some(40),
        ..to_phone(&bench)
    };
    let error = bench.send_one(sending).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Aborted, Outcome::NotSent)
    );
    assert_eq!((error.attempts, bench.took()), (0, 40));
    assert_eq!(bench.wire.dropped.get(), 1);
}

#[test]
fn the_deadline_covers_the_look_up() {
    let bench = Bench::with(&TEXTER, r#"{"deadlineMs":3000}"#);
    bench.script([one_chat().after(2990), Reply::never()]);
    let error = bench.send_one(to_phone(&bench)).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Timeout, Outcome::Unknown)
    );
    assert_eq!((error.attempts, bench.took()), (1, 3000));

    let bench = Bench::with(&TEXTER, r#"{"deadlineMs":3000}"#);
    bench.script([Reply::never()]);
    let error = bench.send_one(to_phone(&bench)).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Timeout, Outcome::NotSent)
    );
    assert_eq!((error.attempts, bench.took()), (0, 3000));
    assert!(error.retryable);
}

#[test]
fn a_secret_that_a_look_up_echoes_is_masked() {
    for said in ["T0k/tex+3=", "T0k%2Ftex%2B3%3D", "T0k%2ftex%2b3%3d"] {
        for (status, text) in [
            (
                401,
                format!(r#"{{"success":false,"error":"no such token: {said}"}}"#),
            ),
            (200, format!(r#"{{"data":null,"token":"{said}"}}"#)),
            (500, format!("<p>{said}</p>")),
        ] {
            let bench = Bench::new(&TEXTER);
            bench.script([answer(status, &text)]);
            let error = bench.send_one(to_phone(&bench)).unwrap_err();
            let raw = error.raw.as_deref().unwrap();
            assert!(raw.contains("MASKED_token"), "{raw}");
        }
    }
}
