//! The WebAssembly module of the npm package. A cdylib of its own, since a crate that is also an rlib
//! loses link-time optimisation.
use sessage as _;
