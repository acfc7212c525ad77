//! Floats as the numbers of JSON. In wasm JavaScript reads and writes them: Rust's own tables for that are 16 KB of a
//! compressed module.

use serde::ser::{Serialize, Serializer};
use serde_json::Number;

/// The float that a number stands for, where it is finite.
#[must_use]
pub fn read(number: &Number) -> Option<f64> {
    parsed(number).filter(|float| float.is_finite())
}

/// A float as a number, where it is finite.
#[must_use]
pub fn write(float: f64) -> Option<Number> {
    if float.is_finite() {
        written(float)
    } else {
        None
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn parsed(number: &Number) -> Option<f64> {
    number.as_f64()
}

#[cfg(not(target_arch = "wasm32"))]
fn written(float: f64) -> Option<Number> {
    Number::from_f64(float)
}

#[cfg(target_arch = "wasm32")]
fn parsed(number: &Number) -> Option<f64> {
    Some(js_sys::parse_float(number.as_str()))
}

#[cfg(target_arch = "wasm32")]
fn written(float: f64) -> Option<Number> {
    let text = js_sys::Number::from(float).to_string_with_radix(10).ok()?;
    String::from(text).parse().ok()
}

/// For a field of a type that is serialised.
///
/// # Errors
/// As the serializer.
pub fn serialize<S: Serializer>(float: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    write(*float).serialize(serializer)
}

/// As [`serialize`], for a field that may be missing.
///
/// # Errors
/// As the serializer.
pub fn serialize_option<S: Serializer>(
    float: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    float.and_then(write).serialize(serializer)
}
