//! A number of JSON, with the digits it was written with.

use std::fmt;
use std::str::FromStr;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// The name by which serde_json hands over, and is handed, a number as text.
pub(crate) const KEY: &str = "$serde_json::private::Number";

/// A number as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

/// The text is no number of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANumber;

impl Number {
    /// The whole number, where this is one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The float nearest to it, where that is finite.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        parsed(&self.0).filter(|float| float.is_finite())
    }

    /// Whether JavaScript wrote this whole number, and cannot tell it from its neighbours: what the caller wrote may
    /// have been another. Elsewhere a number keeps the digits it was written with.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        const SAFE: f64 = 9_007_199_254_740_991.0;
        let float = self.as_f64();
        let unsafe_whole = float.filter(|float| float.fract() == 0.0 && float.abs() > SAFE);
        cfg!(target_arch = "wasm32")
            && unsafe_whole.is_some_and(|float| Self::from_f64(float).as_ref() == Some(self))
    }

    /// A float as a number, where it is finite.
    #[must_use]
    pub fn from_f64(float: f64) -> Option<Self> {
        written(float)?.parse().ok()
    }
}

// Rust's tables for reading and writing floats are 16 KB of a compressed module, and JavaScript has its own.

#[cfg(not(target_arch = "wasm32"))]
fn parsed(digits: &str) -> Option<f64> {
    digits.parse().ok()
}

#[cfg(not(target_arch = "wasm32"))]
fn written(float: f64) -> Option<String> {
    serde_json::to_string(&float).ok()
}

#[cfg(target_arch = "wasm32")]
fn parsed(digits: &str) -> Option<f64> {
    Some(js_sys::parse_float(digits))
}

#[cfg(target_arch = "wasm32")]
fn written(float: f64) -> Option<String> {
    let text = js_sys::Number::from(float).to_string_with_radix(10);
    text.ok().map(String::from)
}

impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let (mantissa, exponent) = parts(text, &['e', 'E']);
        let (whole, fraction) = parts(mantissa.strip_prefix('-').unwrap_or(mantissa), &['.']);
        let is_whole = digits(whole) && (whole == "0" || !whole.starts_with('0'));
        let power = exponent.map(|it| it.strip_prefix(['+', '-']).unwrap_or(it));
        if !is_whole || !fraction.is_none_or(digits) || !power.is_none_or(digits) {
            return Err(NotANumber);
        }
        // As serde_json writes it, so that a number is the same however it came in.
        Ok(Self(match exponent.filter(|_| power == exponent) {
            Some(power) => format!("{mantissa}e+{power}"),
            None => text.to_owned(),
        }))
    }
}

fn parts<'a>(text: &'a str, marks: &[char]) -> (&'a str, Option<&'a str>) {
    text.split_once(marks)
        .map_or((text, None), |(before, after)| (before, Some(after)))
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<u64> for Number {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut number = serializer.serialize_struct(KEY, 1)?;
        number.serialize_field(KEY, &self.0)?;
        number.end()
    }
}

/// For a field of a type that is serialised.
///
/// # Errors
/// As the serializer.
pub fn serialize<S: Serializer>(float: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    Number::from_f64(*float).serialize(serializer)
}

/// As [`serialize`], for a field that may be missing.
///
/// # Errors
/// As the serializer.
pub fn serialize_option<S: Serializer>(
    float: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    float.and_then(Number::from_f64).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_json_are_numbers() {
        let good = ["0", "-0", "12", "-1.50", "1e+5", "1E+400", "0.1e-7"];
        for text in good {
            let read = text.parse::<Number>().map(|number| number.to_string());
            assert_eq!(read.as_deref(), Ok(text));
        }
        assert_eq!("1E5".parse::<Number>(), "1e+5".parse());
        let bad = [
            "", "-", "01", "+1", "1.", ".5", "1e", "1e+", "0x1", "NaN", "1 ", "--1", "1.2.3",
        ];
        for text in bad {
            assert_eq!(text.parse::<Number>(), Err(NotANumber), "{text}");
        }
    }
}
