//! The parts of a send: what is known of each, and what the caller is told.

use crate::outcome::{Details, Error, Outcome, PartOutcome, PartReceipt};
use crate::problem::{Code, Problem};

/// What is known of each part, before anything is sent: nothing, or what a send before this one told.
///
/// # Errors
/// `invalid_config` where `resume` does not have the parts that the message has now.
pub fn begin(count: usize, resume: Option<&[PartReceipt]>) -> Result<Vec<PartReceipt>, Error> {
    let fresh = |index| PartReceipt::failed(index, PartOutcome::NotSent);
    let Some(resume) = resume else {
        return Ok((0..count).map(fresh).collect());
    };
    let in_order = resume
        .iter()
        .enumerate()
        .all(|(index, part)| part.index == index);
    if resume.len() == count && in_order {
        Ok(resume.to_vec())
    } else {
        let words = format!("The message has {count} parts; resume must name each, in order.");
        let problem = Problem::error("/resume", Code::Conflict, words);
        Err(Error::invalid_config(vec![problem]))
    }
}

/// Gives an error the parts, and the outcome of the whole: some parts out and some not is partial.
pub fn conclude(error: &mut Details, mut parts: Vec<PartReceipt>, failed: usize) {
    if let Some(part) = parts.get_mut(failed) {
        part.outcome = match error.outcome {
            Outcome::Unknown => PartOutcome::Unknown,
            Outcome::NotSent | Outcome::Partial => PartOutcome::NotSent,
        };
    }
    let has = |outcome| parts.iter().any(|part| part.outcome == outcome);
    if has(PartOutcome::Sent) {
        error.outcome = Outcome::Partial;
        error.retryable = false;
    } else if has(PartOutcome::Unknown) {
        error.outcome = Outcome::Unknown;
        error.retryable = false;
    }
    error.parts = parts;
}
