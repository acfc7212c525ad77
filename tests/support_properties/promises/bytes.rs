//! The same promises for bytes, as a fuzzer hands them over.

use sessage::json::{Foreign, Json};
use sessage::message::Attachment;
use sessage::provider::Answer;

use super::answer::SETUPS;
use super::{answer, config, message};

/// A fuzz target: what it is called, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 3] = [
    ("message", as_message),
    ("config", as_config),
    ("answer", as_answer),
];

/// The bytes are the text that JavaScript hands over as a message.
pub fn as_message(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(value) = Json::from_input(&text) {
        message::holds(&value, &attachments(&value));
    }
}

/// The bytes are the text of a configuration, or of options.
pub fn as_config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(value) = Json::from_input(&text) {
        config::holds(&value);
        config::options_hold(&value);
    }
}

/// One byte for the setup; then answers, divided by the byte 1E: two bytes of status, one for headers, and text.
pub fn as_answer(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else {
        return;
    };
    let answers: Vec<Answer> = rest.split(|byte| *byte == 0x1e).map(answer_of).collect();
    if let Some(setup) = SETUPS.get(usize::from(*which) % SETUPS.len()) {
        answer::holds(setup, &answers);
    }
}

fn answer_of(bytes: &[u8]) -> Answer {
    let byte = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let text = String::from_utf8_lossy(bytes.get(3..).unwrap_or_default()).into_owned();
    let headers = byte(2);
    // The text again: a header may hold anything too.
    Answer {
        status: u16::from_be_bytes([byte(0), byte(1)]) % 600,
        retry_after: (headers & 1 != 0).then(|| (headers >> 2).to_string()),
        location: (headers & 2 != 0).then(|| text.clone()),
        text,
        echoes: Vec::new(),
    }
}

/// A file for every mark of one, but for the mark of number 7.
pub fn attachments(value: &Json) -> Vec<Attachment> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found
}

fn collect(value: &Json, found: &mut Vec<Attachment>) {
    match value {
        Json::Foreign(Foreign::Blob(handle)) if *handle != 7 => found.push(Attachment {
            handle: *handle,
            content_type: "image/png".to_owned(),
            size: 5,
            name: None,
        }),
        Json::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Json::Object(members) => members
            .iter()
            .for_each(|(_, member)| collect(member, found)),
        _ => {}
    }
}
