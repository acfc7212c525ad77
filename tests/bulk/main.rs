//! Sending many messages, in virtual time: order, concurrency, pace, backpressure, ends, and checkpoints.
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

mod again;
mod backpressure;
mod bench;
mod checkpoint;
mod ending;
mod held;
mod kill;
mod limits;
mod options;
mod order;
mod outage;
mod pace;
mod source;
