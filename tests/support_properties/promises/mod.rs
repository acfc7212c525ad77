//! What the library promises for any input at all, as plain functions that panic where a promise is broken.
//!
//! The property tests, the fuzz targets and the run over the fuzz seeds share them. They need the library alone.

pub mod answer;
pub mod bytes;
pub mod config;
pub mod message;
pub mod problems;
pub mod request;
pub mod secrets;
pub mod wire;

/// The clock of every promise: Tue, 14 Nov 2023 22:13:20 GMT.
pub const NOW: i64 = 1_700_000_000_000;
