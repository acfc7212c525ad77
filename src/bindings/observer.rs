//! The caller's `onAttempt`.

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::output::plain;
use crate::delivery::{AttemptEvent, Observer};

/// Calls a function of the caller's, where there is one.
pub struct JsObserver(pub Option<Function>);

impl Observer for JsObserver {
    fn listens(&self) -> bool {
        self.0.is_some()
    }

    fn attempt(&self, event: &AttemptEvent) {
        if let Some(callback) = &self.0 {
            // What a callback throws is its own affair: it must not harm the send.
            let _ = callback.call1(&JsValue::UNDEFINED, &plain(event));
        }
    }
}
