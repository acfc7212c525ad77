//! What each provider takes, as data, and the checks that run on it.

mod capabilities;
mod check;
mod cross;
mod format;
mod limit;
pub mod whatsapp;

pub use capabilities::{Capabilities, Format, KindRules, Limit, Rule, Support};
pub use check::check;
pub use format::phone_digits;
