//! The parts of a send: what is known of each, and what the caller is told.

use crate::outcome::{Details, Error, ErrorCode, Outcome, PartOutcome, PartReceipt};
use crate::problem::{Code, Problem};

/// What is known of each part, before anything is sent: nothing, or what a send before this one told.
///
/// # Errors
/// `invalid_config` where `resume` does not have the parts that the message has now, or lacks the id of a first part
/// that is out, which is the receipt's.
pub fn begin(count: usize, resume: Option<&[PartReceipt]>) -> Result<Vec<PartReceipt>, Error> {
    let fresh = |index| PartReceipt::failed(index, PartOutcome::NotSent);
    let Some(resume) = resume else {
        return Ok((0..count).map(fresh).collect());
    };
    let in_order = resume
        .iter()
        .enumerate()
        .all(|(index, part)| part.index == index);
    let problem = match resume.first() {
        _ if resume.len() != count || !in_order => {
            let words = format!("The message has {count} parts; resume must name each, in order.");
            Problem::error("/resume", Code::Conflict, words)
        }
        Some(first) if first.outcome == PartOutcome::Sent && first.message_id.is_none() => {
            let words = "Give the id of the first part, as the error's parts have it.";
            Problem::error("/resume/0/messageId", Code::Required, words)
        }
        _ => return Ok(resume.to_vec()),
    };
    Err(Error::invalid_options(vec![problem]))
}

/// The error of a send that left a part alone, since that may be out already; none where every part is out.
pub fn left_open(provider: &'static str, parts: &[PartReceipt], attempts: u32) -> Option<Error> {
    let open = parts
        .iter()
        .position(|part| part.outcome == PartOutcome::Unknown)?;
    let words = format!(
        "Part {} of {} may be out already, and was left alone. Look at the provider; to send it again all the same, \
         set it to not_sent in resume.",
        open.saturating_add(1),
        parts.len()
    );
    let mut error = Error::new(ErrorCode::Conflict, words);
    error.provider = Some(provider);
    error.attempts = attempts;
    error.outcome = Outcome::Unknown;
    conclude(&mut error, parts.to_vec(), open);
    Some(error)
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
