//! Properties: what holds for every message, every configuration and every answer there can be.
//!
//! The cases are the same in every run. `SESSAGE_CASES=100000 cargo test --release --test properties` runs more
//! of them, and `SESSAGE_SEED=1` others.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support_properties;

use std::cell::Cell;

use proptest::prelude::*;
use sessage::json::Json;
use sessage::message::{Attachment, Content, Media, Message, Recipient};
use sessage::problem::Problems;
use sessage::provider::Answer;
use support_properties::promises::{self, answer::SETUPS, bytes};
use support_properties::simulated::Simulator;
use support_properties::{answers, corpus, known, messages, run, trees, written};

/// The names of the model's fields, and the words that some of them take.
const MESSAGE_WORDS: &[&str] = &[
    "to",
    "content",
    "type",
    "text",
    "url",
    "file",
    "uploaded",
    "caption",
    "filename",
    "items",
    "latitude",
    "longitude",
    "name",
    "address",
    "contacts",
    "phones",
    "phone",
    "waId",
    "emails",
    "email",
    "urls",
    "org",
    "company",
    "department",
    "title",
    "addresses",
    "street",
    "birthday",
    "formatted",
    "first",
    "last",
    "header",
    "footer",
    "buttons",
    "button",
    "sections",
    "rows",
    "id",
    "description",
    "conversationId",
    "bsuid",
    "from",
    "channel",
    "replyTo",
    "reference",
    "messageTag",
    "lastInboundAt",
    "providerOptions",
    "fallback",
    "language",
    "templateId",
    "category",
    "body",
    "quick_reply",
    "copy_code",
    "uri",
    "size",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "album",
    "location",
    "list",
    "template",
    "whatsapp",
    "HUMAN_AGENT",
    "session",
    "data",
];

const CONFIG_WORDS: &[&str] = &[
    "provider",
    "islash",
    "connectly",
    "texter",
    "yeastar",
    "baseUrl",
    "token",
    "session",
    "businessId",
    "apiKey",
    "from",
    "projectId",
    "accessToken",
    "clientId",
    "clientSecret",
    "senderType",
    "senderNo",
    "channel",
    "userAgent",
    "api",
];

const OPTION_WORDS: &[&str] = &[
    "timeoutMs",
    "deadlineMs",
    "retry",
    "maxAttempts",
    "baseDelayMs",
    "maxDelayMs",
    "onUnknown",
    "chatCacheMs",
    "allowInsecure",
    "fetch",
    "onAttempt",
    "adapt",
    "signal",
];

// ---- whatever comes in

#[test]
fn any_value_as_a_message() {
    run::check(
        "any value as a message",
        trees::of(MESSAGE_WORDS),
        |value| {
            promises::message::holds(&value, &bytes::attachments(&value));
        },
    );
}

fn damaged_message(provider: &'static str) {
    let message = messages::of(provider).prop_map(|message| written::message(&message));
    let damaged = trees::damaged(message, MESSAGE_WORDS);
    run::check(&format!("damaged message, {provider}"), damaged, |value| {
        promises::message::holds(&value, &bytes::attachments(&value));
    });
}

fn damaged_config(provider: &'static str) {
    let config = known::config(provider).prop_map(|config| known::at("https://a.example", &config));
    let damaged = trees::damaged(config, CONFIG_WORDS);
    run::check(
        &format!("damaged configuration, {provider}"),
        damaged,
        |value| {
            promises::config::holds(&value);
        },
    );
}

#[test]
fn any_value_as_a_configuration() {
    let value = trees::of(CONFIG_WORDS);
    run::check("any value as a configuration", value, |value| {
        promises::config::holds(&value);
    });
}

#[test]
fn any_value_as_options() {
    let options = r#"{"timeoutMs":1000,"deadlineMs":9000,"retry":{"maxAttempts":2,"baseDelayMs":0,"maxDelayMs":1,"onUnknown":true},"chatCacheMs":0,"allowInsecure":true}"#;
    let damaged = trees::damaged(Just(Json::parse(options).unwrap()), OPTION_WORDS);
    let value = prop_oneof![trees::of(OPTION_WORDS), damaged];
    run::check("any value as options", value, |value| {
        promises::config::options_hold(&value);
    });
}

// ---- whatever comes back

fn any_answer(setup: usize) {
    let setup = &SETUPS[setup];
    run::check(
        &format!("any answer, {}", setup.name),
        answers::to(setup),
        |given| {
            promises::answer::holds(setup, &given);
        },
    );
}

#[test]
fn any_answer_to_islash() {
    any_answer(0);
}

#[test]
fn any_answer_to_connectly() {
    any_answer(1);
}

#[test]
fn any_answer_to_texter() {
    any_answer(2);
}

#[test]
fn any_answer_to_texter_with_a_look_up() {
    any_answer(3);
}

#[test]
fn any_answer_to_yeastar_with_a_token() {
    any_answer(4);
}

#[test]
fn any_answer_to_yeastar_with_a_login() {
    any_answer(5);
}

#[test]
fn any_answer_to_a_template_of_texter() {
    any_answer(6);
}

#[test]
fn any_answer_to_a_template_of_yeastar() {
    any_answer(7);
}

#[test]
fn any_answer_to_what_is_no_send() {
    for setup in &SETUPS[..6] {
        let name = format!("any answer to what is no send, {}", setup.name);
        run::check(&name, answers::to(setup), |given| {
            promises::answer::asks_hold(setup, &given);
        });
    }
}

// ---- whatever is valid

/// A message without an error is what the provider's documents allow: the simulator, which was written from
/// them alone, takes it, and receives what was built.
fn valid_message(provider: &'static str) {
    let simulator = Simulator::start();
    let valid = Cell::new(0_u32);
    let case = (known::config(provider), messages::of(provider));
    run::check(
        &format!("valid message, {provider}"),
        case,
        |(config, message)| {
            let value = written::message(&message);
            let attachments = messages::attachments(&message);
            is_read_as_it_was_meant(&message, &value);
            let client = simulator.client(&config).unwrap();
            let problems = client.validate(&value, &attachments, promises::NOW);
            if promises::problems::have_error(&problems) || !reaches_whatsapp(&config, &message) {
                return;
            }
            valid.set(valid.get() + 1);
            let sent = simulator.send(&client, &value, &attachments);
            let receipt = sent.unwrap_or_else(|(error, note)| panic!("{error}: {note}: {value}"));
            let is_late = messages::is_late(&message);
            let is_template = is_late || matches!(*message.content, Content::Template(_));
            // iSlash names no message where it takes a template.
            let is_named = provider != "islash" || !is_template;
            assert_eq!(!receipt.message_id.is_empty(), is_named, "{value}");
            assert_eq!(receipt.used_fallback, is_late, "{value}");
            assert_eq!(receipt.reference, message.reference);
            assert_eq!(receipt.attempts, 1);
        },
    );
    println!("{provider}: {} of {} were valid", valid.get(), run::cases());
    assert!(valid.get() >= run::cases() / 2, "too few were valid");
}

/// A template goes over WhatsApp alone, and only the account knows which channels are that.
fn reaches_whatsapp(config: &Json, message: &Message) -> bool {
    let is_template =
        messages::is_late(message) || matches!(*message.content, Content::Template(_));
    let starts_session = !matches!(message.to, Recipient::Conversation { .. });
    let is_elsewhere = message.channel.is_none() && config.get("channel").is_some();
    !(is_template && starts_session && is_elsewhere)
}

fn is_read_as_it_was_meant(message: &Message, value: &Json) {
    let mut problems = Problems::new();
    let read = Message::read(value, &messages::attachments(message), &mut problems);
    assert_eq!(problems.into_vec(), []);
    assert_eq!(read.as_ref(), Some(message));
}

macro_rules! for_each_provider {
    ($($property:ident),+) => {
        $(mod $property {
            #[test]
            fn islash() {
                super::$property("islash");
            }

            #[test]
            fn connectly() {
                super::$property("connectly");
            }

            #[test]
            fn texter() {
                super::$property("texter");
            }

            #[test]
            fn yeastar() {
                super::$property("yeastar");
            }
        })+
    };
}

for_each_provider!(damaged_message, damaged_config, valid_message);

// ---- what these properties found

#[test]
fn a_secret_that_comes_back_as_an_id_is_masked() {
    let answers = [
        r#"{"data":[{"_id":"tX7-TOKEN-tX7","channelInfo":{"id":"16044441111"}}],"total":1}"#,
        r#"{"success":true,"messages":[{"_id":"tX7-TOKEN-tX7","parent_chat":"tX7-TOKEN-tX7","channelInfo":{"id":"tX7-TOKEN-tX7"}}]}"#,
    ];
    let answers = answers.map(|text| Answer {
        status: 200,
        text: text.to_owned(),
        ..Answer::default()
    });
    promises::answer::holds(&SETUPS[3], &answers);
}

#[test]
fn a_file_name_holds_no_control_character_that_breaks_a_form() {
    let file = |name: &str| Attachment {
        handle: 0,
        content_type: "image/png".to_owned(),
        size: 1,
        name: Some(name.to_owned()),
    };
    let media = Media::default();
    let cases = [
        ("a\0b\u{7f}.png", "ab.png"),
        ("\0", "file.png"),
        ("\u{200b}\u{2800}", "file.png"),
        ("\u{1}a\t\"b\"\nü\u{85}", "a\t\"b\"\nü\u{85}"),
    ];
    for (given, sent) in cases {
        assert_eq!(media.filename_for(&file(given)), sent, "{given:?}");
    }
}

#[test]
fn a_member_that_stands_twice_has_a_place_for_each_problem() {
    let value = Json::from_input(
        r#"{"to":"+1000000","content":{"type":"text","text":"a"},"providerOptions":{"x":[{"\u0000":"function"}],"x":1}}"#,
    );
    promises::message::holds(&value.unwrap(), &[]);
}

// ---- the seeds of the fuzz targets, without a fuzzer

#[test]
fn seeds_of_the_fuzz_targets() {
    for (target, body) in bytes::TARGETS {
        corpus::check(target, body);
    }
}
