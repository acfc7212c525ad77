//! Problems: well formed, and each at a place that the input has or lacks.

use sessage::json::Json;
use sessage::problem::{Code, Problem, Severity};

/// Every problem of an input can be shown, and found again in the input.
pub fn are_well_formed(problems: &[Problem], input: &Json) {
    for problem in problems {
        assert!(
            !problem.message.trim().is_empty(),
            "no message: {problem:?}"
        );
        assert!(is_pointer(&problem.path), "no JSON Pointer: {problem:?}");
        assert!(
            leads_into(input, problem),
            "its path leads nowhere: {problem:?} in {input}"
        );
        if matches!(
            problem.code,
            Code::TooLong | Code::TooMany | Code::TooFew | Code::TooLarge
        ) {
            let (limit, actual) = (problem.limit.unwrap(), problem.actual.unwrap());
            assert!(problem.unit.is_some(), "no unit: {problem:?}");
            let passed = match problem.code {
                Code::TooFew => actual < limit,
                _ => actual > limit,
            };
            assert!(passed, "the limit was kept: {problem:?}");
        }
    }
}

/// Whether any problem stops the message.
pub fn have_error(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}

/// RFC 6901: empty, or parts that each follow a slash, with `~` in `~0` and `~1` alone.
fn is_pointer(path: &str) -> bool {
    (path.is_empty() || path.starts_with('/'))
        && path
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']))
}

/// Whether the value is there, or it is a missing one of an object that is there.
fn leads_into(input: &Json, problem: &Problem) -> bool {
    let parts: Vec<String> = problem
        .path
        .split('/')
        .skip(1)
        .map(|part| part.replace("~1", "/").replace("~0", "~"))
        .collect();
    has(input, &parts, problem.code == Code::Required)
}

fn has(place: &Json, parts: &[String], may_be_missing: bool) -> bool {
    let Some((key, rest)) = parts.split_first() else {
        return true;
    };
    match place {
        Json::Array(items) => {
            let item = key.parse().ok().and_then(|index: usize| items.get(index));
            item.is_some_and(|item| has(item, rest, may_be_missing))
        }
        // JSON text may name a member twice.
        Json::Object(members) => {
            let mut named = members.iter().filter(|(name, _)| name == key).peekable();
            (may_be_missing && named.peek().is_none())
                || named.any(|(_, member)| has(member, rest, may_be_missing))
        }
        _ => false,
    }
}
