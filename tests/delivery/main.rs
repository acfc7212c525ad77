//! Delivery over a scripted wire in virtual time: what each answer means, what is repeated and when, what
//! ends a send, and that no secret comes out of it.
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

mod abort;
mod configuration;
mod messages;
mod options;
mod outcomes;
mod retry;
mod secrets;
mod time;
mod unknown;
mod window;

use sessage::delivery::TransportError::{self, NeverOpened, Unreadable};
use sessage::provider::Answer;
use support_delivery::answer;

/// One attempt, so that what would be repeated ends the send.
const ONCE: &str = r#"{"retry":false}"#;

fn later(status: u16, retry_after: &str) -> Answer {
    Answer {
        retry_after: Some(retry_after.to_owned()),
        ..answer(status, "")
    }
}

fn refused_connection() -> TransportError {
    NeverOpened("connect ECONNREFUSED.".to_owned())
}

fn unreadable() -> TransportError {
    Unreadable {
        status: 200,
        reason: "terminated".to_owned(),
    }
}
