//! The boundary to JavaScript. The package's own JavaScript in `npm/js` is the only caller: it makes input
//! plain, and turns what comes back into the classes that users see.

mod abort;
mod bulk;
mod cause;
mod client;
mod clock;
mod failover;
mod fetch;
mod input;
mod observer;
mod output;
mod segment;
mod source;
mod store;
mod table;

pub use bulk::WasmBulk;
pub use client::{WasmClient, free_validate};
pub use failover::{WasmClients, WasmFailover};
pub use segment::Intl;
pub use table::{
    capabilities, fingerprint, measure, next_step, recipient_key, validate_template, window_state,
};
