//! The WebAssembly module of the npm package. A cdylib of its own, since a crate that is also an rlib
//! loses link-time optimisation.
#[cfg(target_arch = "wasm32")]
pub use sessage::bindings::*;
