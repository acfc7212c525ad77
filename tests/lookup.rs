//! Texter's look-up: which chat a phone number leads to, how long it is remembered, and what ends a send.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support_delivery;

use sessage::delivery::TransportError::{Broken, NeverOpened, NotBuilt, TooLarge, Unreadable};
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::{Answer, Method, Purpose};
use support_delivery::{Bench, Reply, Sending, TEXTER, answer, body};

/// A message to a phone number, whose chat must be looked up.
const TO_PHONE: &str = r#"{"to":"+852 5687-2847","content":{"type":"text","text":"Hello"}}"#;
/// How long a chat is remembered.
const CACHE_MS: i64 = 600_000;

fn to_phone(bench: &Bench) -> Sending {
    Sending {
        message: TO_PHONE.to_owned(),
        ..bench.sending()
    }
}

/// The answer to a search: each chat's id and its channel's.
fn chats(found: &[(&str, &str)]) -> Reply {
    let chat = |(id, channel): &(&str, &str)| {
        format!(r#"{{"_id":"{id}","channelInfo":{{"name":"whatsapp","id":"{channel}"}}}}"#)
    };
    let items: Vec<String> = found.iter().map(chat).collect();
    let text = format!(
        r#"{{"data":[{}],"total":{}}}"#,
        items.join(","),
        found.len()
    );
    body(&text).into()
}

fn one_chat() -> Reply {
    chats(&[("chat9", "85256872847")])
}

fn taken() -> Reply {
    TEXTER.accepted.into()
}

#[test]
fn a_phone_number_leads_to_its_chat() {
    let bench = Bench::new(&TEXTER);
    bench.script([one_chat().after(30), taken().after(70)]);
    let receipt = bench.send_one(to_phone(&bench)).unwrap();
    assert_eq!(receipt.attempts, 1, "the look-up carries no message");
    let seen = bench.seen();
    assert_eq!(
        seen[0].request.url(),
        "https://demo.texterchat.com/server/api/v2/chats/search?search=85256872847&limit=100"
    );
    assert_eq!(
        (seen[0].request.method, seen[0].request.purpose),
        (Method::Get, Purpose::Lookup)
    );
    assert_eq!(
        seen[1].request.url(),
        "https://demo.texterchat.com/server/api/v2/messages/send/chat9"
    );
    for seen in &seen {
        let (name, value) = &seen.request.headers[0];
        assert_eq!(
            (*name, value.reveal()),
            ("Authorization", "Bearer T0k/tex+3=".to_owned())
        );
    }
    let heard: Vec<_> = bench
        .ends()
        .iter()
        .map(|event| (event.purpose, event.attempt, event.duration_ms))
        .collect();
    assert_eq!(
        heard,
        [(Purpose::Lookup, 1, Some(30)), (Purpose::Send, 1, Some(70))]
    );
}

#[test]
fn only_the_chat_of_exactly_that_number_is_taken() {
    use ErrorCode::{Conflict, NotFound};
    type Found = &'static [(&'static str, &'static str)];
    let cases: [(&str, Found, Result<&str, ErrorCode>); 10] = [
        ("none", &[], Err(NotFound)),
        ("it", &[("a", "85256872847")], Ok("a")),
        ("it, written with +", &[("a", "+85256872847")], Ok("a")),
        (
            "one that only begins so",
            &[("a", "852568728471")],
            Err(NotFound),
        ),
        (
            "one that only ends so",
            &[("a", "185256872847")],
            Err(NotFound),
        ),
        (
            "one that only holds it",
            &[("a", "x-85256872847")],
            Err(NotFound),
        ),
        ("no channel id", &[("a", "")], Err(NotFound)),
        (
            "it among others",
            &[
                ("a", "852568728471"),
                ("b", "85256872847"),
                ("c", "185256872847"),
            ],
            Ok("b"),
        ),
        (
            "two",
            &[("a", "85256872847"), ("b", "85256872847")],
            Err(Conflict),
        ),
        (
            "two, once with +",
            &[("a", "85256872847"), ("b", "+85256872847")],
            Err(Conflict),
        ),
    ];
    for (name, found, expected) in cases {
        let bench = Bench::new(&TEXTER);
        bench.script([chats(found)]);
        match expected {
            Ok(chat) => {
                bench.script([taken()]);
                bench.send_one(to_phone(&bench)).unwrap();
                assert_eq!(bench.calls()[1], chat, "{name}");
            }
            Err(code) => {
                let error = bench.send_one(to_phone(&bench)).unwrap_err();
                assert_eq!(
                    (error.code, error.outcome),
                    (code, Outcome::NotSent),
                    "{name}"
                );
                assert_eq!((error.attempts, error.retryable), (0, false), "{name}");
                assert_eq!(bench.calls(), ["search"], "{name}");
            }
        }
    }
}

#[test]
fn chats_that_share_a_number_are_named() {
    let bench = Bench::new(&TEXTER);
    bench.script([chats(&[
        ("chat-a", "85256872847"),
        ("chat-x", "852568728471"),
        ("chat-b", "+85256872847"),
        ("..", "85256872847"),
    ])]);
    let error = bench.send_one(to_phone(&bench)).unwrap_err();
    assert_eq!(error.code, ErrorCode::Conflict);
    assert!(error.message.contains("2 chats"), "{error}");
    assert!(error.message.contains("chat-a, chat-b"), "{error}");
    assert!(!error.message.contains("chat-x"), "{error}");
}

#[test]
fn ids_that_are_numbers_are_taken_to_the_last_digit() {
    let text = r#"{"data":[{"_id":9007199254740993,"channelInfo":{"id":85256872847}}]}"#;
    let bench = Bench::new(&TEXTER);
    bench.script([text.into(), taken()]);
    bench.send_one(to_phone(&bench)).unwrap();
    assert_eq!(bench.calls()[1], "9007199254740993");
}

#[test]
fn a_chats_id_is_one_part_of_the_path() {
    let bench = Bench::new(&TEXTER);
    bench.script([chats(&[("a/b?c", "85256872847")]), taken()]);
    bench.send_one(to_phone(&bench)).unwrap();
    assert_eq!(bench.calls()[1], "a%2Fb%3Fc");
}

#[test]
fn a_chats_id_that_is_no_part_of_a_path_is_not_sent_to() {
    for id in [".", ".."] {
        let bench = Bench::new(&TEXTER);
        bench.script([chats(&[(id, "85256872847")])]);
        let error = bench.send_one(to_phone(&bench)).unwrap_err();
        assert_eq!(error.outcome, Outcome::NotSent, "{id}");
        assert_eq!(bench.calls(), ["search"], "{id}");
    }
}

#[test]
fn a_conversation_id_needs_no_look_up() {
    let with_phone = r#"{"to":{"conversationId":"chat1","phone":"+85256872847"},"content":{"type":"text","text":"Hello"}}"#;
    for message in [TEXTER.message, with_phone] {
        let bench = Bench::new(&TEXTER);
        bench.script([taken()]);
        let sending = Sending {
            message: message.to_owned(),
            ..bench.sending()
        };
        bench.send_one(sending).unwrap();
        assert_eq!(bench.calls(), ["chat1"]);
    }
}

// ---- remembering

#[test]
fn a_chat_is_remembered_for_its_time() {
    let cases: [(&str, i64, bool); 7] = [
        ("{}", 0, true),
        ("{}", CACHE_MS - 1, true),
        ("{}", CACHE_MS, false),
        (r#"{"chatCacheMs":1000}"#, 999, true),
        (r#"{"chatCacheMs":1000}"#, 1000, false),
        (r#"{"chatCacheMs":0}"#, 0, false),
        (r#"{"chatCacheMs":2147483647}"#, 86_400_000, true),
    ];
    for (options, later, remembered) in cases {
        let name = format!("{options}, {later} ms later");
        let bench = Bench::with(&TEXTER, options);
        bench.script([one_chat(), taken()]);
        bench.send_one(to_phone(&bench)).unwrap();
        bench.world.pass(later);
        if !remembered {
            bench.script([one_chat()]);
        }
        bench.script([taken()]);
        bench.send_one(to_phone(&bench)).unwrap();
        let calls: &[&str] = if remembered {
            &["chat9"]
        } else {
            &["search", "chat9"]
        };
        assert_eq!(bench.calls()[2..], *calls, "{name}");
    }
}

#[test]
fn chats_of_several_numbers_are_remembered_side_by_side() {
    let bench = Bench::new(&TEXTER);
    let to = |phone: &str| Sending {
        message: TO_PHONE.replace("+852 5687-2847", phone),
        ..bench.sending()
    };
    for (phone, digits, chat) in [
        ("+16045550100", "16045550100", "one"),
        ("+16045550101", "16045550101", "two"),
    ] {
        bench.script([chats(&[(chat, digits)]), taken()]);
        bench.send_one(to(phone)).unwrap();
    }
    // However a number is written.
    for phone in ["+1 (604) 555-0100", "+16045550101"] {
        bench.script([taken()]);
        bench.send_one(to(phone)).unwrap();
    }
    assert_eq!(bench.calls()[4..], ["one", "two"]);
}

#[test]
fn another_clients_chats_are_not_known() {
    for _ in 0..2 {
        let bench = Bench::new(&TEXTER);
        bench.script([one_chat(), taken()]);
        bench.send_one(to_phone(&bench)).unwrap();
    }
}

#[test]
fn a_chat_that_is_gone_is_forgotten() {
    let gone = r#"{"success":false,"error":"Chat not found"}"#;
    for reply in [answer(404, ""), answer(404, gone)] {
        let bench = Bench::new(&TEXTER);
        bench.script([one_chat(), taken()]);
        bench.send_one(to_phone(&bench)).unwrap();

        bench.script([reply]);
        let error = bench.send_one(to_phone(&bench)).unwrap_err();
        assert_eq!(
            (error.code, error.outcome),
            (ErrorCode::NotFound, Outcome::NotSent)
        );
        assert_eq!(error.attempts, 1);

        bench.script([chats(&[("chat10", "85256872847")]), taken()]);
        bench.send_one(to_phone(&bench)).unwrap();
        assert_eq!(bench.calls()[2..], ["chat9", "search", "chat10"]);
    }
}

#[test]
fn a_chat_is_kept_through_other_failures() {
    for status in [400, 403, 500] {
        let bench = Bench::new(&TEXTER);
        bench.script([one_chat(), answer(status, "").into()]);
        bench.send_one(to_phone(&bench)).unwrap_err();
        bench.script([taken()]);
        bench.send_one(to_phone(&bench)).unwrap();
        assert_eq!(bench.calls(), ["search", "chat9", "chat9"], "{status}");
    }
}

#[test]
fn a_number_without_a_chat_is_asked_for_again() {
    let bench = Bench::new(&TEXTER);
    bench.script([chats(&[])]);
    bench.send_one(to_phone(&bench)).unwrap_err();
    bench.script([one_chat(), taken()]);
    bench.send_one(to_phone(&bench)).unwrap();
}

// ---- failures

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
