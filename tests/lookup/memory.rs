//! How long a chat is remembered.

use sessage::outcome::{ErrorCode, Outcome};

use crate::support_delivery::{Bench, Sending, TEXTER, answer};
use crate::{TO_PHONE, chats, one_chat, taken, to_phone};

/// How long a chat is remembered.
const CACHE_MS: i64 = 600_000;

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
