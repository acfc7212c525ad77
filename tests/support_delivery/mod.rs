//! A client on a bench: its transport is scripted, its time virtual. What every send gives, and every event
//! of it, is searched for the secrets that the client holds.

#![allow(dead_code, unused_imports, reason = "each test file uses its part")]

mod bench;
mod chance;
mod providers;
mod secrets;
mod shelf;
mod wire;
mod world;
mod wrong;

pub use bench::{Abort, Bench, Ended, Sending};
pub use chance::{Chance, seeds};
pub use providers::{CONNECTLY, EVERY, ISLASH, Line, TEXTER, YEASTAR, YEASTAR_LOGIN};
pub use secrets::{assert_hidden, forms};
pub use shelf::Shelf;
pub use wire::{Reply, answer, body};
pub use world::{START, Timer, World};
pub use wrong::assert_wrong;
