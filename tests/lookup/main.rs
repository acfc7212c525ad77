//! Texter's look-up: which chat a phone number leads to, how long it is remembered, and what ends a send.
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

mod chats;
mod failures;
mod memory;

use support_delivery::{Bench, Reply, Sending, TEXTER, body};

/// A message to a phone number, whose chat must be looked up.
const TO_PHONE: &str = r#"{"to":"+852 5687-2847","content":{"type":"text","text":"Hello"}}"#;

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
