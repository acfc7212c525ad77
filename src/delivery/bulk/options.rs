//! Options of a run.

use super::Checkpoint;
use crate::adapt::Adapt;
use crate::delivery::options::{adapt, function, milliseconds, read};
use crate::json::Json;
use crate::message::Fields;
use crate::outcome::Error;
use crate::problem::{Code, Problem};

/// Options of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkOptions {
    /// How many messages may be under way at once, from 1 to 1000.
    pub concurrency: usize,
    /// The most messages that start in a second, evenly.
    pub per_second: Option<f64>,
    /// The least time from the end of one message to the start of the next to the same recipient, in
    /// milliseconds.
    pub per_recipient_ms: i64,
    /// How far messages may be changed to fit; for whoever sends them.
    pub adapt: Option<Adapt>,
    /// Where a run before this one stood.
    pub resume: Option<Checkpoint>,
}

const MAX_CONCURRENCY: usize = 1000;

impl Default for BulkOptions {
    fn default() -> Self {
        Self {
            concurrency: 8,
            per_second: None,
            per_recipient_ms: 0,
            adapt: None,
            resume: None,
        }
    }
}

impl BulkOptions {
    /// Reads the options of a run. `onProgress` is read by the bindings; here it is only checked to be a
    /// function.
    ///
    /// ```
    /// use sessage::delivery::BulkOptions;
    /// use sessage::json::Json;
    ///
    /// let options = Json::parse(r#"{"concurrency": 20, "perSecond": 80}"#).unwrap();
    /// let options = BulkOptions::read(&options).unwrap();
    /// assert_eq!((options.concurrency, options.per_second), (20, Some(80.0)));
    ///
    /// let error = BulkOptions::read(&Json::parse(r#"{"perSecond": 0}"#).unwrap()).unwrap_err();
    /// assert_eq!(error.problems[0].path, "/perSecond");
    /// ```
    ///
    /// # Errors
    /// `invalid_config` with every problem; those of the checkpoint lie below `/resume`.
    pub fn read(value: &Json) -> Result<Self, Error> {
        read(value, |fields| {
            fields.signal();
            function(fields, "onProgress");
            let default = Self::default();
            Self {
                concurrency: concurrency(fields).unwrap_or(default.concurrency),
                per_second: per_second(fields),
                per_recipient_ms: milliseconds(fields, "perRecipientMs", 0).unwrap_or_default(),
                adapt: adapt(fields),
                resume: fields.with("resume", Checkpoint::read),
            }
        })
    }
}

fn concurrency(fields: &mut Fields<'_>) -> Option<usize> {
    let count = usize::try_from(fields.integer("concurrency", 1)?).unwrap_or(usize::MAX);
    if count > MAX_CONCURRENCY {
        let path = fields.path("concurrency");
        let words = format!("Must be at most {MAX_CONCURRENCY}.");
        fields.add(Problem::error(path, Code::OutOfRange, words));
    }
    Some(count)
}

fn per_second(fields: &mut Fields<'_>) -> Option<f64> {
    let given = fields
        .has("perSecond")
        .then(|| fields.number("perSecond"))?;
    if given <= 0.0 {
        let path = fields.path("perSecond");
        let words = "Must be more than 0.";
        fields.add(Problem::error(path, Code::OutOfRange, words));
    }
    Some(given)
}
