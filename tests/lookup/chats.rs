//! Which chat a phone number leads to.

use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::{Method, Purpose};

use crate::support_delivery::{Bench, Sending, TEXTER};
use crate::{chats, one_chat, taken, to_phone};

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
