//! An error that tells what is wrong with what a caller gave.

use sessage::outcome::{Error, ErrorCode, Outcome};
use sessage::problem::Code;

/// Nothing was sent, since what was `given` has these problems, each at its path.
#[track_caller]
pub fn assert_wrong(error: &Error, given: &str, expected: &[(&str, Code)]) {
    assert_eq!(error.code, ErrorCode::InvalidConfig, "{given}");
    assert_eq!(
        (error.outcome, error.attempts),
        (Outcome::NotSent, 0),
        "{given}"
    );
    let found: Vec<_> = error
        .problems
        .iter()
        .map(|it| (it.path.as_str(), it.code))
        .collect();
    assert_eq!(found, expected, "{given}");
}
