//! Where a run stands, as JSON that the caller keeps.

use super::book::SPAN;
use super::done::Done;
use super::{BulkResult, restore};
use crate::json::{Json, object};
use crate::message::{Fields, read_object};
use crate::problem::{Code, Problem, Problems};

/// The form of checkpoint that this version writes and reads.
const VERSION: i64 = 1;

/// Where a run stands: what is done, what is in flight, and the results not handed out yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checkpoint {
    pub(super) done: Done,
    /// The indexes that are being sent or may be before the next result is handed out.
    pub(super) in_flight: Vec<usize>,
    /// Finished and not handed out.
    pub(super) held: Vec<BulkResult>,
}

impl Checkpoint {
    /// The checkpoint as JSON: `version`; `below`, the index below which all are done; `done`, the ranges
    /// beyond it, first to last; `inFlight`; `held`.
    #[must_use]
    pub fn write(&self) -> Json {
        let beyond = self.done.beyond();
        let done = beyond.map(|(first, last)| Json::Array(vec![count(first), count(last)]));
        let in_flight = self.in_flight.iter().copied().map(count);
        object([
            ("version", Some(Json::from(VERSION))),
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

    /// Reads what [`Checkpoint::write`] wrote.
    pub(super) fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        read_object(value, path, problems, |fields| {
            if fields.integer("version", 0) != Some(VERSION) {
                let words = format!("This is no checkpoint of version {VERSION}.");
                fields.add(Problem::error(
                    fields.path("version"),
                    Code::Unsupported,
                    words,
                ));
            }
            let mut done = Done::up_to(index_at(fields, "below").unwrap_or_default());
            let below = done.below;
            let index = |value: &Json, path: &str, problems: &mut Problems| {
                let index = value.as_i64().and_then(|index| usize::try_from(index).ok());
                let index = index.filter(|index| is_near(*index, below));
                if index.is_none() {
                    problems.add(not_an_index(path));
                }
                index
            };
            let ranges = fields.required_list("done", |value, path, problems| {
                let Some([first, last]) = value.as_array() else {
                    problems.add(not_an_index(path));
                    return None;
                };
                Some((index(first, path, problems)?, index(last, path, problems)?))
            });
            for (first, last) in ranges {
                if first <= last {
                    done.insert(first, last);
                }
            }
            let in_flight = fields.required_list("inFlight", index);
            let held = fields.required_list("held", |value, path, problems| {
                restore::read(value, path, problems).map(Some)
            });
            let mut held: Vec<BulkResult> = held.into_iter().flatten().collect();
            if held.iter().any(|result| !is_near(result.index, below)) {
                fields.add(not_an_index(&fields.path("held")));
            }
            held.retain(|result| !done.contains(result.index));
            let mut met: Vec<usize> = Vec::new();
            held.retain(|result| {
                let is_new = !met.contains(&result.index);
                met.push(result.index);
                is_new
            });
            Self {
                done,
                in_flight,
                held,
            }
        })
    }
}

pub(super) fn index_at(fields: &mut Fields<'_>, key: &'static str) -> Option<usize> {
    if !fields.has(key) {
        fields.add(crate::message::missing(&fields.path(key)));
    }
    usize::try_from(fields.integer(key, 0)?).ok()
}

/// An index as JSON.
pub(super) fn count(index: usize) -> Json {
    Json::from(i64::try_from(index).unwrap_or(i64::MAX))
}

/// Whether an index lies as near to the mark as a run lets it.
fn is_near(index: usize, below: usize) -> bool {
    index.checked_sub(below).is_some_and(|beyond| beyond < SPAN)
}

fn not_an_index(path: &str) -> Problem {
    let words =
        "This is no index of a message between those that are done and those not taken yet.";
    Problem::error(path, Code::OutOfRange, words)
}
