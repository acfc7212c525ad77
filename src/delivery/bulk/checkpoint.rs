//! Where a run stands, as JSON that the caller keeps.

use super::book::SPAN;
use super::done::Done;
use super::prefix::Mark;
use super::{BulkResult, restore};
use crate::hash::hex;
use crate::json::{Json, object};
use crate::message::{Fields, read_object};
use crate::problem::{Code, Problem, Problems};

/// The form of checkpoint that this version writes and reads.
const VERSION: i64 = 2;

/// The most messages of a run: indexes have 32 bits in WebAssembly.
const MOST: i64 = (u32::MAX as i64) - (SPAN as i64);

/// Where a run stands: what is done, what is in flight, and the results not handed out yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checkpoint {
    /// Whose messages they are.
    pub(super) provider: &'static str,
    /// What was taken from the source.
    pub(super) taken: Mark,
    pub(super) done: Done,
    /// The indexes that are being sent or may be before the next result is handed out.
    pub(super) in_flight: Vec<usize>,
    /// Finished and not handed out.
    pub(super) held: Vec<BulkResult>,
}

impl Checkpoint {
    /// The checkpoint as JSON: `version`; `provider`; `taken`, how many messages were taken from the source, and
    /// `recipients`, the hash of theirs in order; `below`, the index below which all are done; `done`, the ranges
    /// beyond it, first to last; `inFlight`; `held`.
    #[must_use]
    pub fn write(&self) -> Json {
        let beyond = self.done.beyond();
        let done = beyond.map(|(first, last)| Json::Array(vec![count(first), count(last)]));
        let in_flight = self.in_flight.iter().copied().map(count);
        object([
            ("version", Some(Json::from(VERSION))),
            ("provider", Some(Json::from(self.provider))),
            ("taken", Some(count(self.taken.taken))),
            (
                "recipients",
                Some(Json::from(hex(self.taken.hash.into(), 16))),
            ),
            ("below", Some(count(self.done.below))),
            ("done", Some(Json::Array(done.collect()))),
            ("inFlight", Some(Json::Array(in_flight.collect()))),
            (
                "held",
                Some(Json::Array(self.held.iter().map(restore::write).collect())),
            ),
        ])
    }

    /// Lets go of the providers' answers in the results that were not handed out.
    pub fn drop_raw(&mut self) {
        for result in &mut self.held {
            match &mut result.sent {
                Ok(receipt) => receipt.raw = None,
                Err(error) => error.raw = None,
            }
        }
    }

    /// Reads what [`Checkpoint::write`] wrote in a run of that provider's.
    pub(super) fn read(
        value: &Json,
        provider: &'static str,
        path: &str,
        problems: &mut Problems,
    ) -> Option<Self> {
        if value.get("version").and_then(Json::as_i64) == Some(1) {
            // It names neither its provider nor its source, so that nothing could be compared.
            let words = "This checkpoint was made by an earlier version, which did not keep what tells whether \
                         the source is the same. Finish that run with the version that began it.";
            problems.add(Problem::error(
                crate::problem::join(path, "version"),
                Code::Unsupported,
                words,
            ));
            return None;
        }
        read_object(value, path, problems, |fields| {
            if fields.integer("version", 0) != Some(VERSION) {
                let words = format!("This is no checkpoint of version {VERSION}.");
                let path = fields.path("version");
                fields.add(Problem::error(path, Code::Unsupported, words));
            }
            let of = fields.text("provider");
            if of != provider {
                let words = format!("This checkpoint is of a run by {of}, not by {provider}.");
                let path = fields.path("provider");
                fields.add(Problem::error(path, Code::Conflict, words));
            }
            let below = index_at(fields, "below").unwrap_or_default();
            let mut done = Done::up_to(below);
            // Those that one of the lists below names already.
            let mut named = Done::up_to(below);
            fields.required_list::<()>("done", |value, path, problems| {
                let range = range(value, below);
                if let Some((first, last)) = range
                    && !named.overlaps(first, last)
                {
                    named.insert(first, last);
                    done.insert(first, last);
                } else {
                    problems.add(not_an_index(path));
                }
                Some(())
            });
            let in_flight = fields.required_list("inFlight", |value, path, problems| {
                let index = index(value, below).filter(|index| !named.contains(*index));
                match index {
                    Some(index) => named.insert(index, index),
                    None => problems.add(not_an_index(path)),
                }
                index
            });
            let held = fields.required_list("held", |value, path, problems| {
                let result = restore::read(value, path, problems)?;
                if is_near(result.index, below) && !named.contains(result.index) {
                    named.insert(result.index, result.index);
                } else {
                    let path = crate::problem::join(path, "index");
                    problems.add(not_an_index(&path));
                }
                Some(Some(result))
            });
            let held: Vec<BulkResult> = held.into_iter().flatten().collect();
            let over = held.iter().map(|result| result.index.saturating_add(1));
            let least = over.fold(done.end(), usize::max);
            Self {
                provider,
                taken: Mark {
                    taken: taken(fields, least, below),
                    hash: recipients(fields),
                },
                done,
                in_flight,
                held,
            }
        })
    }
}

/// How many messages were taken: all that are done or finished, and no more than a run takes.
fn taken(fields: &mut Fields<'_>, least: usize, below: usize) -> usize {
    let taken = index_at(fields, "taken").unwrap_or_default();
    if taken < least || taken.saturating_sub(below) > SPAN {
        let words = "This is not how many messages were taken, by what is done of them.";
        let path = fields.path("taken");
        fields.add(Problem::error(path, Code::OutOfRange, words));
    }
    taken
}

fn recipients(fields: &mut Fields<'_>) -> u64 {
    let text = fields.text("recipients");
    let hash = u64::from_str_radix(&text, 16).ok();
    hash.filter(|_| text.len() == 16).unwrap_or_else(|| {
        let path = fields.path("recipients");
        let words = "Must be 16 hexadecimal digits.";
        fields.add(Problem::error(path, Code::InvalidFormat, words));
        0
    })
}

pub(super) fn index_at(fields: &mut Fields<'_>, key: &'static str) -> Option<usize> {
    if !fields.has(key) {
        fields.add(crate::message::missing(&fields.path(key)));
    }
    let index = fields.integer(key, 0)?;
    if index > MOST {
        let words = format!("A run has at most {MOST} messages.");
        let path = fields.path(key);
        fields.add(Problem::error(path, Code::OutOfRange, words));
    }
    usize::try_from(index.min(MOST)).ok()
}

/// An index as JSON.
pub(super) fn count(index: usize) -> Json {
    Json::from(i64::try_from(index).unwrap_or(i64::MAX))
}

fn range(value: &Json, below: usize) -> Option<(usize, usize)> {
    let [first, last] = value.as_array()? else {
        return None;
    };
    let (first, last) = (index(first, below)?, index(last, below)?);
    (first <= last).then_some((first, last))
}

fn index(value: &Json, below: usize) -> Option<usize> {
    let index = usize::try_from(value.as_i64()?).ok();
    index.filter(|index| is_near(*index, below))
}

/// Whether an index lies as near to the mark as a run lets it.
fn is_near(index: usize, below: usize) -> bool {
    index.checked_sub(below).is_some_and(|beyond| beyond < SPAN)
}

fn not_an_index(path: &str) -> Problem {
    let words = "These must be indexes of messages between those that are all done and those not taken yet, \
                 ranges from the first to the last, and each index in one place alone.";
    Problem::error(path, Code::OutOfRange, words)
}
