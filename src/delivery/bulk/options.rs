//! Options of a run.

use super::Checkpoint;
use super::valve::Breaker;
use crate::adapt::Adapt;
use crate::delivery::options::{adapt, function, milliseconds, read};
use crate::delivery::race::{Ended, race};
use crate::delivery::{Client, Clock, Never, Retry, SendOptions, Transport};
use crate::json::Json;
use crate::message::{Fields, read_object};
use crate::outcome::{Error, PartReceipt};
use crate::problem::{Code, Problem, Problems};

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
    /// When the provider is taken for dead; none where it never is.
    pub breaker: Option<Breaker>,
    /// How its client repeats: a run does that itself, since what one message waits for, all wait for.
    pub retry: Retry,
    /// Whose run it is.
    pub provider: &'static str,
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
            breaker: Some(Breaker::default()),
            retry: Retry::default(),
            provider: "",
        }
    }
}

impl SendOptions {
    /// The options of a send in a run that adapts so; it goes on from these parts where there are some, and makes
    /// each call once.
    #[must_use]
    pub fn in_run(adapt: Option<Adapt>, parts: Option<Vec<PartReceipt>>) -> Self {
        Self {
            adapt,
            resume: parts,
            max_attempts: Some(1),
            ..Self::default()
        }
    }
}

impl BulkOptions {
    /// Reads the options of a provider's run. `onProgress` is read by the bindings; here it is only checked to be a
    /// function.
    ///
    /// ```
    /// use sessage::delivery::BulkOptions;
    /// use sessage::json::Json;
    ///
    /// let options = Json::parse(r#"{"concurrency": 20, "perSecond": 80}"#).unwrap();
    /// let options = BulkOptions::read(&options, "texter").unwrap();
    /// assert_eq!((options.concurrency, options.per_second), (20, Some(80.0)));
    ///
    /// let none = Json::parse(r#"{"perSecond": 0}"#).unwrap();
    /// let error = BulkOptions::read(&none, "texter").unwrap_err();
    /// assert_eq!(error.problems[0].path, "/perSecond");
    /// ```
    ///
    /// # Errors
    /// `invalid_config` with every problem; those of the checkpoint lie below `/resume`.
    pub fn read(value: &Json, provider: &'static str) -> Result<Self, Error> {
        read(value, |fields| {
            fields.signal();
            function(fields, "onProgress");
            let default = Self::default();
            Self {
                concurrency: concurrency(fields).unwrap_or(default.concurrency),
                per_second: per_second(fields),
                per_recipient_ms: milliseconds(fields, "perRecipientMs", 0).unwrap_or_default(),
                adapt: adapt(fields),
                resume: fields.with("resume", |value, path, problems| {
                    Checkpoint::read(value, provider, path, problems)
                }),
                breaker: fields.with("breaker", breaker).unwrap_or(default.breaker),
                retry: default.retry,
                provider,
            }
        })
    }
}

impl Client {
    /// Reads the options of a run by this client.
    ///
    /// # Errors
    /// As [`BulkOptions::read`].
    pub fn bulk_options(&self, value: &Json) -> Result<BulkOptions, Error> {
        let options = BulkOptions::read(value, self.provider())?;
        Ok(BulkOptions {
            retry: self.options().retry.clone(),
            ..options
        })
    }

    /// Asks the origin of the base URL whether anything answers there, within the time of one attempt: whatever
    /// does not say that it stands in for a server that is away.
    pub async fn probe<T: Transport, C: Clock>(&self, transport: &T, clock: &C) -> bool {
        let base = self.configured().base_url();
        let url = [origin(base), "/"].concat();
        let work = Box::pin(transport.probe(&url));
        let timer = Box::pin(clock.sleep(self.options().timeout_ms));
        let is_away = |status: u16| matches!(status, 502..=504 | 520..=530);
        match race(work, timer, &Never).await {
            Ended::Done(status) => status.is_some_and(|status| !is_away(status)),
            Ended::TimedOut | Ended::Aborted => false,
        }
    }
}

/// Scheme, host and port of a base URL.
fn origin(base: &str) -> &str {
    // The third slash begins the path.
    let mut slashes = base.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
    let path = slashes.nth(2).map(|(place, _)| place);
    base.get(..path.unwrap_or(base.len())).unwrap_or(base)
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

/// `false` is none.
fn breaker(value: &Json, path: &str, problems: &mut Problems) -> Option<Option<Breaker>> {
    if *value == Json::Bool(false) {
        return Some(None);
    }
    let default = Breaker::default();
    read_object(value, path, problems, |fields| {
        let failures = fields.integer("failures", 1);
        Some(Breaker {
            failures: failures.map_or(default.failures, |count| {
                u32::try_from(count).unwrap_or(u32::MAX)
            }),
            probe_ms: milliseconds(fields, "probeMs", 1).unwrap_or(default.probe_ms),
        })
    })
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
