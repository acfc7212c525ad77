//! Writing values for JavaScript: plain objects and arrays, no Map, no BigInt.

use js_sys::{JSON, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::json::is_shallow;
use crate::outcome::{Error, Receipt};
use crate::plan::Plan;
use crate::provider::Found;

/// A value as plain objects, made by `JSON.parse` of its text. A field that is not there is left out.
pub fn plain(value: &impl Serialize) -> JsValue {
    let text = serde_json::to_string(value).unwrap_or_default();
    JSON::parse(&text).unwrap_or(JsValue::UNDEFINED)
}

/// A plan, with its cURL lines.
pub fn plan(plan: &Plan) -> JsValue {
    let value = plain(plan);
    let requests = Reflect::get(&value, &JsValue::from_str("requests")).unwrap_or_default();
    for (index, request) in (0_u32..).zip(&plan.requests) {
        // Getting what was just written and setting fields of it cannot fail.
        let written = Reflect::get_u32(&requests, index).unwrap_or_default();
        set(&written, "curl", &JsValue::from_str(&request.curl));
    }
    value
}

fn set(value: &JsValue, key: &str, member: &JsValue) {
    let _ = Reflect::set(value, &JsValue::from_str(key), member);
}

/// What a provider was asked for and gave.
pub fn found(found: &Found) -> JsValue {
    match found {
        Found::File(file) => plain(file),
        Found::Templates(templates) => plain(templates),
        Found::Stickers(stickers) => plain(stickers),
        Found::Chats(chats) => plain(chats),
    }
}

/// A receipt, with its raw answer parsed.
pub fn receipt(receipt: &Receipt) -> JsValue {
    let value = plain(receipt);
    set_raw(&value, Some(&receipt.raw));
    value
}

/// An error as the fields of a SessageError, with its raw answer parsed.
pub fn error(error: &Error) -> JsValue {
    let value = plain(error);
    set_raw(&value, error.raw.as_deref());
    value
}

fn set_raw(value: &JsValue, text: Option<&str>) {
    if let Some(text) = text {
        // What nests deeper than Rust reads it masked as text alone: text it stays.
        let parsed = is_shallow(text).then(|| JSON::parse(text).ok()).flatten();
        let raw = parsed.unwrap_or_else(|| JsValue::from_str(text));
        // Setting a field of a fresh object cannot fail.
        set(value, "raw", &raw);
    }
}
