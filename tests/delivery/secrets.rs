//! No secret comes out of what a provider or the runtime says.

use sessage::delivery::TransportError::{Broken, NeverOpened, NotBuilt, Unreadable};
use sessage::outcome::ErrorCode;
use sessage::provider::Answer;

use crate::ONCE;
use crate::support_delivery::{Bench, EVERY, ISLASH, Line, answer, forms};

/// Answers in which a provider says a secret back, with the field that it stands in.
fn echoes(line: &Line, said: &str) -> Vec<(String, Answer)> {
    let words = line
        .refused
        .replace("Not today", &format!("key {said} is bad"));
    let member = line
        .refused
        .replacen('{', &format!("{{\"{said}\":true,"), 1);
    let nested = line
        .refused
        .replacen('{', &format!("{{\"x\":[{{\"y\":\"{said}\"}}],"), 1);
    let html = format!("<p>No such key: {said}</p>");
    let answers = [
        ("in its words", answer(401, &words)),
        ("with HTTP 200", answer(200, &words)),
        ("as a member's name", answer(400, &member)),
        ("deep down", answer(400, &nested)),
        ("in HTML", answer(403, &html)),
        ("in HTML with HTTP 200", answer(200, &html)),
        (
            "in half a body",
            answer(500, &format!("{{\"key\":\"{said}")),
        ),
    ];
    let named = |(name, answer): (&str, Answer)| (name.to_owned(), answer);
    answers.into_iter().map(named).collect()
}

#[test]
fn an_echoed_secret_is_masked() {
    for line in EVERY {
        for said in line.secrets.iter().flat_map(|secret| forms(secret)) {
            for (name, answer) in echoes(line, &said) {
                let bench = Bench::with(line, ONCE);
                bench.script([answer]);
                // That no secret is in it is checked with every send.
                let raw = bench.fail().raw.clone().unwrap();
                assert!(raw.contains("MASKED_"), "{} {name}: {raw}", line.name);
            }
        }
    }
}

#[test]
fn a_secret_that_is_a_number_is_masked_as_a_number() {
    let bench = Bench::with(&ISLASH, ONCE);
    bench.script([r#"{"meta":{"code":"RESP_NO","message":"no session"},"session":4711081599}"#]);
    let raw = bench.fail().raw.clone().unwrap();
    assert!(raw.ends_with(r#""session":"MASKED_session"}"#), "{raw}");

    let bench = Bench::with(&ISLASH, ONCE);
    bench.script([r#"{"meta":{"code":4711081599,"message":"no session"}}"#]);
    let code = bench.fail().provider_code.clone();
    assert_eq!(code.as_deref(), Some("MASKED_session"));
}

#[test]
fn an_echo_in_a_receipt_is_masked() {
    for line in EVERY {
        for secret in line.secrets {
            let bench = Bench::new(line);
            let said = line
                .accepted
                .replacen('{', &format!("{{\"key\":\"{secret}\","), 1);
            bench.script([said.as_str()]);
            let raw = bench.send().unwrap().raw.unwrap();
            assert!(raw.contains(r#""key":"MASKED_"#), "{raw}");
        }
    }
}

#[test]
fn an_echo_in_a_redirect_is_masked() {
    for line in EVERY {
        for said in line.secrets.iter().flat_map(|secret| forms(secret)) {
            for location in [
                format!("https://login.example/{said}?key={said}#{said}"),
                format!("https://{said}@login.example/"),
                format!("https://{said}/"),
            ] {
                let bench = Bench::new(line);
                bench.script([Answer {
                    location: Some(location),
                    ..answer(302, "")
                }]);
                assert_eq!(bench.fail().code, ErrorCode::BadResponse);
            }
        }
    }
}

#[test]
fn an_echo_in_the_words_of_the_runtime_is_masked() {
    for line in EVERY {
        for said in line.secrets.iter().flat_map(|secret| forms(secret)) {
            let reason = || format!("Failed to fetch https://a.example/?key={said}.");
            for error in [
                NotBuilt(reason()),
                NeverOpened(reason()),
                Broken(reason()),
                Unreadable {
                    status: 200,
                    reason: reason(),
                },
            ] {
                let bench = Bench::with(line, ONCE);
                bench.script([error]);
                let message = bench.fail().message.clone();
                assert!(message.contains("?key=MASKED_"), "{message}");
            }
        }
    }
}

#[test]
fn a_secret_within_another_does_not_lay_bare_the_rest() {
    let config = r#"{"provider":"islash","baseUrl":"https://islash.example",
        "token":"short","session":"short-and-the-rest"}"#;
    let bench = Bench::configured(&ISLASH, config, ONCE, false);
    bench.keep_secret("short");
    bench.keep_secret("the-rest");
    bench.script([answer(500, "no short-and-the-rest here")]);
    let raw = bench.fail().raw.clone();
    assert_eq!(raw.as_deref(), Some("no MASKED_session here"));
}
