//! What the property tests are made of.

pub mod answers;
pub mod corpus;
pub mod known;
pub mod messages;
pub mod multipart;
pub mod promises;
pub mod run;
pub mod simulated;
pub mod templates;
pub mod trees;
pub mod written;
