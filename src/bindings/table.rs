//! What a provider takes, and how long a text is.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::output;
use crate::provider::{PROVIDERS, by_name, unknown_provider};
use crate::rules::{self, Capabilities};

/// The table of the provider of that name.
///
/// # Errors
/// The fields of an `invalid_config` where there is no such provider.
#[wasm_bindgen]
pub fn capabilities(name: &str) -> Result<JsValue, JsValue> {
    let entry = by_name(name).ok_or_else(|| output::error(&unknown_provider("")))?;
    let peers: Vec<&Capabilities> = PROVIDERS.iter().map(|entry| entry.capabilities).collect();
    Ok(output::parsed(&entry.capabilities.describe(&peers)))
}

/// The length of a text in code points, UTF-16 units and bytes of UTF-8.
#[wasm_bindgen]
#[must_use]
pub fn measure(text: &str) -> JsValue {
    output::plain(&rules::measure(text))
}
