//! What a provider takes, and how long a text is.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::clock::JsClock;
use super::{input, output};
use crate::delivery::{self, Clock, Ended, NextOptions, WindowState};
use crate::outcome::Error;
use crate::problem::Problem;
use crate::provider::{self, PROVIDERS, by_name, unknown_provider};
use crate::rules::{self, Capabilities};
use crate::{listing, message};

/// The table of the provider of that name.
///
/// # Errors
/// The fields of an `invalid_config` where there is no such provider.
#[wasm_bindgen]
pub fn capabilities(name: &str) -> Result<JsValue, JsValue> {
    let entry = by_name(name).ok_or_else(|| output::error(&unknown_provider("")))?;
    let peers: Vec<&Capabilities> = PROVIDERS.iter().map(|entry| entry.capabilities).collect();
    Ok(output::plain(&entry.capabilities.describe(&peers)))
}

/// The length of a text in code points, UTF-16 units and bytes of UTF-8, as an array of the three.
#[wasm_bindgen]
#[must_use]
pub fn measure(text: &str) -> JsValue {
    let measure = rules::measure(text);
    let lengths = [measure.characters, measure.utf16, measure.utf8];
    // Numbers are nothing that the serializer refuses.
    serde_wasm_bindgen::to_value(&lengths).unwrap_or(JsValue::UNDEFINED)
}

/// Whether a session is open, of a question made plain: `lastInboundAt` and `options`.
///
/// # Errors
/// The fields of an `invalid_config`.
#[wasm_bindgen(js_name = windowState)]
pub fn window_state(question: &str) -> Result<JsValue, JsValue> {
    let state =
        input::value(question).and_then(|question| WindowState::read(&question, JsClock.now()));
    state
        .map(|state| output::plain(&state))
        .map_err(|error| output::error(&error))
}

/// One text for every spelling of a recipient, made plain.
///
/// # Errors
/// The fields of an `invalid_message` for what is no recipient, of an `invalid_config` where there is no such
/// provider.
#[wasm_bindgen(js_name = recipientKey)]
pub fn recipient_key(to: &str, name: &str) -> Result<String, JsValue> {
    let entry = by_name(name).ok_or_else(|| unknown_provider(""));
    let key = entry.and_then(|entry| provider::recipient_key(&input::value(to)?, entry));
    key.map_err(|error| output::error(&error))
}

/// A text for a message made plain, to tell whether two are the same.
///
/// # Errors
/// The fields of an `internal` error.
#[wasm_bindgen]
pub fn fingerprint(message: &str) -> Result<String, JsValue> {
    let message = input::read(message).map_err(|error| output::error(&error))?;
    Ok(message::fingerprint(&message.value, &message.attachments))
}

/// What a content, made plain, lacks for a listed template, made plain too.
///
/// # Errors
/// The fields of an `invalid_config` where the template is none that was listed.
#[wasm_bindgen(js_name = validateTemplate)]
pub fn validate_template(template: &str, content: &str) -> Result<JsValue, JsValue> {
    problems(template, content)
        .map(|problems| output::plain(&problems))
        .map_err(|error| output::error(&error))
}

/// What to do next: of how a message ended, and of the options, both made plain.
///
/// # Errors
/// The fields of an `invalid_config`.
#[wasm_bindgen(js_name = nextStep)]
pub fn next_step(ended: &str, options: &str) -> Result<JsValue, JsValue> {
    let step = input::value(ended)
        .and_then(|ended| Ended::read(&ended))
        .and_then(|ended| {
            let options = NextOptions::read(&input::value(options)?)?;
            Ok(delivery::next_step(&ended, &options, JsClock.now()))
        });
    step.map(|step| output::plain(&step))
        .map_err(|error| output::error(&error))
}

fn problems(template: &str, content: &str) -> Result<Vec<Problem>, Error> {
    let template = input::value(template)?;
    let content = input::read(content)?;
    listing::validate_template(&template, &content.value, &content.attachments)
}
