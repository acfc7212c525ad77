//! Going on where a send of several parts stopped.

use sessage::outcome::{ErrorCode, Outcome, PartOutcome};
use sessage::problem::Code;

use crate::support_delivery::{Bench, CONNECTLY, EVERY, answer, assert_wrong};
use crate::{NOT_SENT, ONCE, SENT, UNKNOWN, letters, outcomes, sending, taken};

#[test]
fn resume_sends_what_was_not_sent_and_gives_the_whole_receipt() {
    let bench = Bench::with(&CONNECTLY, ONCE);
    bench.script([taken(&CONNECTLY, "con-11"), answer(500, "").into()]);
    let error = bench.send_one(sending(&bench, "", "{}")).unwrap_err();
    assert_eq!(outcomes(&error.parts), [SENT, UNKNOWN, NOT_SENT]);

    // As the caller hands it back, the second part set to not_sent.
    let options = r#"{"resume":[{"index":0,"outcome":"sent","messageId":"con-11","channelMessageId":"wamid.1"},
        {"index":1,"outcome":"not_sent"},{"index":2,"outcome":"not_sent"}]}"#;
    bench.script([taken(&CONNECTLY, "con-22"), taken(&CONNECTLY, "con-33")]);
    let receipt = bench.send_one(sending(&bench, "", options)).unwrap();
    assert_eq!(letters(&bench), "abbc");
    assert_eq!(outcomes(&receipt.parts), [SENT; 3]);
    assert_eq!(receipt.message_id, "con-11");
    assert_eq!(receipt.channel_message_id.as_deref(), Some("wamid.1"));
    assert_eq!(receipt.attempts, 2);
}

#[test]
fn resume_sends_the_rest_and_rejects_while_a_part_is_left_unknown() {
    // What is known of each part; what is sent; the outcome of the whole and of each part.
    let cases: [(&str, &str, Outcome, [PartOutcome; 3]); 7] = [
        ("sun", "c", Outcome::Partial, [SENT, UNKNOWN, SENT]),
        ("unn", "bc", Outcome::Partial, [UNKNOWN, SENT, SENT]),
        ("nnu", "ab", Outcome::Partial, [SENT, SENT, UNKNOWN]),
        ("ssu", "", Outcome::Partial, [SENT, SENT, UNKNOWN]),
        ("suu", "", Outcome::Partial, [SENT, UNKNOWN, UNKNOWN]),
        ("uuu", "", Outcome::Unknown, [UNKNOWN; 3]),
        ("uus", "", Outcome::Partial, [UNKNOWN, UNKNOWN, SENT]),
    ];
    for line in EVERY {
        for (known, sent, outcome, parts) in cases {
            let name = format!("{}: {known}", line.name);
            let bench = Bench::with(line, ONCE);
            bench.script(sent.chars().map(|_| taken(line, "77")));
            let error = bench
                .send_one(sending(&bench, "", resume(known)))
                .unwrap_err();
            assert_eq!(letters(&bench), sent, "{name}");
            assert_eq!(
                (error.code, error.outcome),
                (ErrorCode::Conflict, outcome),
                "{name}"
            );
            assert_eq!(outcomes(&error.parts), parts, "{name}");
            assert_eq!(
                (error.attempts as usize, error.retryable),
                (sent.len(), false)
            );
            assert_eq!(error.provider, Some(line.name), "{name}");
            assert!(error.message.contains("not_sent in resume"), "{error}");
        }
    }
}

#[test]
fn the_id_of_a_resumed_send_is_that_of_its_first_part() {
    let bench = Bench::with(&CONNECTLY, ONCE);
    bench.script([taken(&CONNECTLY, "con-33")]);
    let receipt = bench.send_one(sending(&bench, "", resume("ssn"))).unwrap();
    assert_eq!(receipt.message_id, "m0");

    let bench = Bench::with(&CONNECTLY, ONCE);
    let nameless = r#"{"resume":[{"index":0,"outcome":"sent"},{"index":1,"outcome":"not_sent"},
        {"index":2,"outcome":"not_sent"}]}"#;
    let error = bench.send_one(sending(&bench, "", nameless)).unwrap_err();
    assert_wrong(&error, "no id", &[("/resume/0/messageId", Code::Required)]);
    assert_eq!(bench.seen().len(), 0);
}

/// Options that resume: `s` for a part that is sent, `n` not sent, `u` unknown.
fn resume(known: &str) -> &'static str {
    let parts = known.chars().enumerate().map(|(index, outcome)| {
        let rest = match outcome {
            's' => format!(r#""outcome":"sent","messageId":"m{index}""#),
            'u' => r#""outcome":"unknown""#.to_owned(),
            _ => r#""outcome":"not_sent""#.to_owned(),
        };
        format!(r#"{{"index":{index},{rest}}}"#)
    });
    let parts: Vec<String> = parts.collect();
    format!(r#"{{"resume":[{}]}}"#, parts.join(",")).leak()
}

#[test]
fn resume_that_fails_again_tells_of_every_part() {
    let bench = Bench::with(&CONNECTLY, ONCE);
    let options = r#"{"resume":[{"index":0,"outcome":"sent","messageId":"con-11"},
        {"index":1,"outcome":"not_sent"},{"index":2,"outcome":"not_sent"}]}"#;
    bench.script([CONNECTLY.refused]);
    let error = bench.send_one(sending(&bench, "", options)).unwrap_err();
    assert_eq!(error.outcome, Outcome::Partial);
    assert_eq!(outcomes(&error.parts), [SENT, NOT_SENT, NOT_SENT]);
    assert_eq!(error.parts[0].message_id.as_deref(), Some("con-11"));
}

#[test]
fn resume_of_what_is_all_out_sends_nothing() {
    let bench = Bench::with(&CONNECTLY, ONCE);
    let options = r#"{"resume":[{"index":0,"outcome":"sent","messageId":"a"},
        {"index":1,"outcome":"sent","messageId":"b"},{"index":2,"outcome":"sent","messageId":"c"}]}"#;
    let receipt = bench.send_one(sending(&bench, "", options)).unwrap();
    assert_eq!((bench.seen().len(), receipt.attempts), (0, 0));
    assert_eq!((receipt.message_id.as_str(), receipt.parts.len()), ("a", 3));
}

#[test]
fn resume_must_name_every_part_in_order() {
    let cases = [
        "[]",
        r#"[{"index":0,"outcome":"sent","messageId":"a"}]"#,
        r#"[{"index":1,"outcome":"sent"},{"index":0,"outcome":"sent"},{"index":2,"outcome":"sent"}]"#,
        r#"[{"index":0,"outcome":"sent"},{"index":0,"outcome":"sent"},{"index":2,"outcome":"sent"}]"#,
    ];
    for resume in cases {
        let bench = Bench::with(&CONNECTLY, ONCE);
        let options = format!(r#"{{"resume":{resume}}}"#).leak();
        let error = bench.send_one(sending(&bench, "", options)).unwrap_err();
        assert_wrong(&error, resume, &[("/resume", Code::Conflict)]);
        assert_eq!(bench.seen().len(), 0);
    }
}
