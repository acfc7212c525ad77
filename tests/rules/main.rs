//! The rules of every provider, on both sides of each.
//!
//! `generated` walks each provider's table of capabilities over messages that hold every field of the model, so
//! a rule that is added is tested as it stands. `by_hand` is a table of messages with the problems that they have,
//! `templates` one of templates and fallbacks.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

#[path = "../support"]
mod support {
    pub mod blobs;
    pub mod cases;
    pub mod examples;
    pub mod pointer;
}

mod by_hand;
mod generated;
mod places;
mod templates;
mod values;
