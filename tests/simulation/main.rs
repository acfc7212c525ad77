//! Runs of many messages through the real clients, to providers that fail in every way there is, in virtual time.
//! Seeds decide what happens: `SESSAGE_SEED` runs one again, and `SESSAGE_SENDS` sends more than a quick test does.
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

mod fate;
mod kill;
mod provider;
mod whole;
