//! A message that leaves in several parts: their order, and what is known of each when one fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

#[path = "../support_delivery/mod.rs"]
mod support_delivery;

mod resume;

use sessage::adapt::Adapt;
use sessage::delivery::TransportError::{Broken, NeverOpened};
use sessage::outcome::{ErrorCode, Outcome, PartOutcome, PartReceipt};
use sessage::provider::{Body, PartValue};
use support_delivery::{
    Bench, CONNECTLY, EVERY, ISLASH, Line, Reply, Sending, TEXTER, YEASTAR_LOGIN,
};

/// Sends are adapted; nothing is repeated, so that an attempt is a request.
const ONCE: &str = r#"{"adapt":"reshape","retry":false}"#;

/// A text of three parts: `a`, `b` and `c`, each so often that it fills one.
fn three(line: &Line, rest: &str) -> String {
    let text: Vec<String> = ["a", "b", "c"].map(|it| it.repeat(4000)).into();
    let to = match line.name {
        "texter" => r#"{"conversationId":"chat1"}"#,
        _ => r#""+85256872847""#,
    };
    let text = text.join(" ");
    format!(r#"{{"to":{to},{rest}"content":{{"type":"text","text":"{text}"}}}}"#)
}

fn sending(bench: &Bench, rest: &str, options: &'static str) -> Sending {
    Sending {
        message: three(bench.line, rest),
        options,
        ..bench.sending()
    }
}

/// The provider's answer to a message that it took, with another id.
fn taken(line: &Line, id: &str) -> Reply {
    let accepted = line.accepted.replace(line.message_id, id);
    Reply::from(accepted.as_str())
}

fn outcomes(parts: &[PartReceipt]) -> Vec<PartOutcome> {
    for (index, part) in parts.iter().enumerate() {
        assert_eq!(part.index, index);
        assert_eq!(part.message_id.is_some(), part.outcome == PartOutcome::Sent);
    }
    parts.iter().map(|part| part.outcome).collect()
}

/// The first letter of what each request carried.
fn letters(bench: &Bench) -> String {
    let seen = bench.seen();
    let sends = seen.iter().filter_map(|seen| match &seen.request.body {
        Body::Json(text) => Some(text.to_string()),
        Body::Form(parts) => Some(format!("{parts:?}")),
        _ => None,
    });
    let letter = |text: String| {
        ["a", "b", "c"]
            .into_iter()
            .find(|it| text.contains(&it.repeat(9)))
    };
    sends.filter_map(letter).collect()
}

const SENT: PartOutcome = PartOutcome::Sent;
const NOT_SENT: PartOutcome = PartOutcome::NotSent;
const UNKNOWN: PartOutcome = PartOutcome::Unknown;

#[test]
fn parts_leave_in_order_one_after_the_other() {
    for line in EVERY {
        let bench = Bench::with(line, ONCE);
        bench.script(["11", "22", "33"].map(|id| taken(line, id).after(100)));
        let receipt = bench.send_one(sending(&bench, "", "{}")).unwrap();
        assert_eq!(letters(&bench), "abc", "{}", line.name);
        assert_eq!(bench.times(), [0, 100, 200], "{}", line.name);
        assert_eq!(outcomes(&receipt.parts), [SENT; 3]);
        let ids: Vec<_> = receipt
            .parts
            .iter()
            .flat_map(|it| it.message_id.as_deref())
            .collect();
        assert_eq!(ids, ["11", "22", "33"], "{}", line.name);
        assert_eq!(receipt.message_id, "11", "{}", line.name);
        assert_eq!((receipt.attempts, receipt.changes.len()), (3, 1));
    }
}

#[test]
fn the_ids_of_a_receipt_are_of_one_part() {
    let bench = Bench::with(&ISLASH, ONCE);
    let with_sid = r#"{"meta":{"code":"RESP_OKAY"},"data":{"message":{"id":2,"sid":"wamid.2","status":"sent"}}}"#;
    bench.script([
        taken(&ISLASH, "1"),
        Reply::from(with_sid),
        taken(&ISLASH, "3"),
    ]);
    let receipt = bench.send_one(sending(&bench, "", "{}")).unwrap();
    assert_eq!(receipt.message_id, "1");
    assert_eq!(receipt.channel_message_id, None);
    assert_eq!(
        receipt.parts[1].channel_message_id.as_deref(),
        Some("wamid.2")
    );
}

#[test]
fn what_is_quoted_goes_with_the_first_part_and_the_reference_with_each() {
    let bench = Bench::with(&TEXTER, ONCE);
    bench.script(["11", "22", "33"].map(|id| taken(&TEXTER, id)));
    let rest = r#""replyTo":"wamid.A","reference":"order-1","#;
    let receipt = bench.send_one(sending(&bench, rest, "{}")).unwrap();
    let found: Vec<(bool, bool)> = bench
        .seen()
        .iter()
        .map(|seen| {
            let body = format!("{:?}", seen.request.body);
            (body.contains("wamid.A"), body.contains("order-1"))
        })
        .collect();
    assert_eq!(found, [(true, true), (false, true), (false, true)]);
    assert_eq!(receipt.reference.as_deref(), Some("order-1"));

    let bench = Bench::with(&ISLASH, ONCE);
    bench.script(["11", "22", "33"].map(|id| taken(&ISLASH, id)));
    bench
        .send_one(sending(&bench, r#""replyTo":"9126","#, "{}"))
        .unwrap();
    let quotes = |body: &Body| match body {
        Body::Form(parts) => parts
            .iter()
            .any(|part| matches!(&part.value, PartValue::Text(text) if text.to_string() == "9126")),
        _ => false,
    };
    let quoted: Vec<bool> = bench
        .seen()
        .iter()
        .map(|it| quotes(&it.request.body))
        .collect();
    assert_eq!(quoted, [true, false, false]);
}

#[test]
fn a_send_stops_at_the_first_part_that_fails() {
    for line in EVERY {
        // How the failing part fails, and which it is; the outcome of the whole and of each part.
        let refused = || Reply::from(line.refused);
        let lost = || Reply::from(Broken("reset".to_owned()));
        let cases: [(Reply, usize, Outcome, [PartOutcome; 3]); 6] = [
            (refused(), 0, Outcome::NotSent, [NOT_SENT; 3]),
            (refused(), 1, Outcome::Partial, [SENT, NOT_SENT, NOT_SENT]),
            (refused(), 2, Outcome::Partial, [SENT, SENT, NOT_SENT]),
            (lost(), 0, Outcome::Unknown, [UNKNOWN, NOT_SENT, NOT_SENT]),
            (lost(), 1, Outcome::Partial, [SENT, UNKNOWN, NOT_SENT]),
            (lost(), 2, Outcome::Partial, [SENT, SENT, UNKNOWN]),
        ];
        for (reply, index, outcome, parts) in cases {
            let bench = Bench::with(line, ONCE);
            bench.script((0..index).map(|id| taken(line, &format!("7{id}"))));
            bench.script([reply]);
            let error = bench.send_one(sending(&bench, "", "{}")).unwrap_err();
            let name = format!("{}: part {index}", line.name);
            assert_eq!(error.outcome, outcome, "{name}");
            assert_eq!(outcomes(&error.parts), parts, "{name}");
            assert_eq!(error.attempts as usize, index + 1, "{name}");
            assert_eq!(bench.seen().len(), index + 1, "{name}");
            assert!(!error.retryable || outcome == Outcome::NotSent, "{name}");
        }
    }
}

#[test]
fn attempts_count_over_all_parts() {
    let bench = Bench::with(&CONNECTLY, r#"{"adapt":"reshape"}"#);
    let closed = || Reply::from(NeverOpened("refused".to_owned()));
    bench.script([closed(), taken(&CONNECTLY, "1")]);
    bench.script([taken(&CONNECTLY, "2"), closed(), taken(&CONNECTLY, "3")]);
    let receipt = bench.send_one(sending(&bench, "", "{}")).unwrap();
    assert_eq!(receipt.attempts, 5);
    assert_eq!(letters(&bench), "aabcc");
}

#[test]
fn a_deadline_is_that_of_all_parts() {
    let bench = Bench::with(
        &CONNECTLY,
        r#"{"adapt":"reshape","deadlineMs":1000,"retry":false}"#,
    );
    bench.script([
        taken(&CONNECTLY, "1").after(600),
        taken(&CONNECTLY, "2").after(600),
    ]);
    let error = bench.send_one(sending(&bench, "", "{}")).unwrap_err();
    assert_eq!(error.code, ErrorCode::Timeout);
    assert_eq!(outcomes(&error.parts), [SENT, UNKNOWN, NOT_SENT]);
    assert_eq!(bench.took(), 1000);
}

#[test]
fn an_abort_between_parts_leaves_the_rest_unsent() {
    let bench = Bench::with(&CONNECTLY, ONCE);
    bench.script([taken(&CONNECTLY, "1").after(100), Reply::never()]);
    let sending = Sending {
        abort_at: Some(150),
        ..sending(&bench, "", "{}")
    };
    let error = bench.send_one(sending).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Aborted, Outcome::Partial)
    );
    assert_eq!(outcomes(&error.parts), [SENT, UNKNOWN, NOT_SENT]);
}

#[test]
fn all_parts_share_one_token() {
    let bench = Bench::with(&YEASTAR_LOGIN, ONCE);
    bench.script([
        r#"{"errcode":0,"access_token":"fresh-1","access_token_expire_time":1800,"refresh_token":"r-1","refresh_token_expire_time":86400}"#,
    ]);
    bench.script(["11", "22", "33"].map(|id| taken(&YEASTAR_LOGIN, id)));
    bench.keep_secret("fresh-1");
    let receipt = bench.send_one(sending(&bench, "", "{}")).unwrap();
    assert_eq!(bench.calls(), ["get_token", "send", "send", "send"]);
    assert_eq!((receipt.attempts, receipt.parts.len()), (3, 3));
}

#[test]
fn a_token_that_is_refused_leaves_every_part_unsent() {
    let bench = Bench::with(&YEASTAR_LOGIN, ONCE);
    bench.script([r#"{"errcode":10005,"errmsg":"ACCESS DENIED"}"#]);
    let error = bench.send_one(sending(&bench, "", "{}")).unwrap_err();
    assert_eq!(error.outcome, Outcome::NotSent);
    assert_eq!(outcomes(&error.parts), [NOT_SENT; 3]);
    assert_eq!(error.attempts, 0);
}

#[test]
fn all_parts_share_one_look_up() {
    let bench = Bench::with(&TEXTER, ONCE);
    bench.script([
        r#"{"data":[{"_id":"chat9","channelInfo":{"name":"whatsapp","id":"85256872847"}}],"total":1}"#,
    ]);
    bench.script(["11", "22", "33"].map(|id| taken(&TEXTER, id)));
    let text = three(&TEXTER, "").replace(r#"{"conversationId":"chat1"}"#, r#""+85256872847""#);
    let sending = Sending {
        message: text,
        ..bench.sending()
    };
    let receipt = bench.send_one(sending).unwrap();
    let calls = bench.calls();
    assert_eq!(calls[1..], ["chat9", "chat9", "chat9"], "{calls:?}");
    assert_eq!((receipt.attempts, receipt.parts.len()), (3, 3));
}

#[test]
fn the_options_of_a_send_outrank_those_of_its_client() {
    let bench = Bench::with(&CONNECTLY, ONCE);
    let error = bench
        .send_one(sending(&bench, "", r#"{"adapt":"off"}"#))
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidMessage);
    assert_eq!(bench.seen().len(), 0);
    assert_eq!(Adapt::by_name("off"), Some(Adapt::Off));

    let bench = Bench::new(&CONNECTLY);
    bench.script(["1", "2", "3"].map(|id| taken(&CONNECTLY, id)));
    let receipt = bench
        .send_one(sending(&bench, "", r#"{"adapt":"truncate"}"#))
        .unwrap();
    assert_eq!(receipt.parts.len(), 3);
}
