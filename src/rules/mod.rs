//! What each provider takes, as data, and the checks that run on it.

mod capabilities;
mod channel;
mod check;
mod cross;
mod describe;
mod format;
mod likely;
mod limit;
mod measure;
pub mod media;
mod phone;
pub mod whatsapp;

pub use capabilities::{
    Capabilities, Format, KindRules, Likely, Limit, Operation, Rule, Support, rule,
};
pub use channel::check_channel;
pub(crate) use check::empty_file;
pub use check::{check, check_beside, check_content};
pub use measure::{Measure, measure};
pub use media::{MediaLimits, media_limits};
pub use phone::{dial_string, did_fault, did_number, phone_digits};
