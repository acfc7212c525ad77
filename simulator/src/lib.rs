//! A server that plays iSlash, Connectly, Texter and Yeastar P-Series as their documents describe them.
//!
//! It exists for tests and for the demo, and shares no code with the library it tests: what one
//! misreads, the other must be able to show.

pub mod bounds;
mod call;
mod check;
mod clock;
mod connection;
mod connectly;
mod control;
pub mod credentials;
mod fault;
mod files;
mod islash;
mod kept;
mod multipart;
mod numbered;
mod play;
mod provider;
mod record;
mod respond;
mod server;
mod state;
mod template;
mod texter;
mod whatsapp;
mod yeastar;

pub use server::{Options, StaticFolder, serve};
