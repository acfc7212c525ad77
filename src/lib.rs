//! One typed session message, validated before it leaves, sent to WhatsApp-style providers.
//!
//! The crate is the core of the npm package `sessage`. [`message`] is the model, [`provider`] turns it into
//! what each provider expects, [`rules`] says what is wrong with it before, and [`delivery`] sends it and
//! says what is certain afterwards.

pub mod adapt;
pub mod delivery;
pub mod hash;
pub mod json;
pub mod listing;
pub mod message;
pub mod number;
pub mod outcome;
pub mod plan;
pub mod problem;
pub mod provider;
pub mod reach;
pub mod rules;
pub mod secret;
pub mod text;
pub mod unseen;
pub mod url;

#[cfg(target_arch = "wasm32")]
pub mod bindings;
