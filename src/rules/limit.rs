//! Measuring a field against its limit.

use super::Limit;
use crate::json::Json;
use crate::message::Value;
use crate::problem::{Code, Problem};

impl Limit {
    /// The problem of a value that passes the limit.
    pub(crate) fn fault(self, path: &str, value: Value<'_>) -> Option<Problem> {
        match (self, value) {
            (Self::Characters(max), Value::Text(text)) => {
                // No text has more characters than bytes, which need no counting.
                let actual = match text.len() {
                    bytes if bytes <= max => return None,
                    _ => text.chars().count(),
                };
                (actual > max).then(|| {
                    let words = format!(
                        "Has {actual} characters (Unicode code points); at most {max} fit. Shorten it."
                    );
                    self.problem(path, Code::TooLong, words, max, actual)
                })
            }
            (Self::Bytes(max), Value::Text(text)) => {
                let actual = text.len();
                (actual > max).then(|| {
                    let words =
                        format!("Has {actual} bytes of UTF-8; at most {max} fit. Shorten it.");
                    self.problem(path, Code::TooLong, words, max, actual)
                })
            }
            (Self::Bytes(max), Value::File(file)) => {
                let actual = usize::try_from(file.size).unwrap_or(usize::MAX);
                (actual > max).then(|| {
                    let words = format!("The file has {actual} bytes; at most {max} are taken.");
                    self.problem(path, Code::TooLarge, words, max, actual)
                })
            }
            (Self::Items(min, _), Value::Count(actual)) if actual < min => {
                let words = format!("Has {actual} items; the least is {min}.");
                Some(self.problem(path, Code::TooFew, words, min, actual))
            }
            (Self::Items(_, max), Value::Count(actual)) if actual > max => {
                let words = format!("Has {actual} items; the most is {max}.");
                Some(self.problem(path, Code::TooMany, words, max, actual))
            }
            (Self::Range(min, max), Value::Number(actual)) if !(min..=max).contains(&actual) => {
                let limit = if actual < min { min } else { max };
                let [actual_text, min, max] = [actual, min, max].map(in_words);
                let words = format!("Is {actual_text}; must lie between {min} and {max}.");
                Some(Problem::error(path, Code::OutOfRange, words).with_limit(limit, actual, None))
            }
            _ => None,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    fn problem(
        self,
        path: &str,
        code: Code,
        words: String,
        limit: usize,
        actual: usize,
    ) -> Problem {
        Problem::error(path, code, words).with_limit(limit as f64, actual as f64, self.unit())
    }
}

/// Written by the JSON writer, which the module has anyway: formatting floats costs 20 KB of wasm.
fn in_words(number: f64) -> String {
    Json::from_f64(number).unwrap_or(Json::Null).to_string()
}
