//! What each provider takes, as data, and the checks that run on it.

mod capabilities;
mod check;
mod cross;
mod describe;
mod format;
mod limit;
mod measure;
pub mod media;
pub mod whatsapp;

pub use capabilities::{Capabilities, Format, KindRules, Limit, Operation, Rule, Support, rule};
pub use check::{check, check_beside, check_content};
pub use format::phone_digits;
pub use measure::{Measure, measure};
pub use media::{MediaLimits, media_limits};
