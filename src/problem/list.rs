//! The list of problems: it keeps the first hundred and counts all.

use std::collections::BTreeSet;

use super::{Code, Problem, Severity, Unit, escape, join};
use crate::hash::Hash;

/// The most problems that are listed: a caller may have a hundred thousand of them.
pub const MAX_LISTED: usize = 100;

/// Problems as they are found. A value that could not be read is reported once: nothing at or below its
/// path is added after it.
///
/// The first [`MAX_LISTED`] are kept, and all are counted: what is decided is decided over all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems {
    errors: Kept,
    warnings: Kept,
    /// How many errors are `unsupported`.
    unsupported: usize,
    unreadable: BTreeSet<u128>,
    /// Where a path here begins so, what is unreadable is looked up at the other.
    moved: Option<(&'static str, &'static str)>,
    /// What no path outside of it is added to.
    within: &'static str,
    /// The names that the readers of the objects now open have asked for: one list for all of them.
    pub(crate) asked: Vec<&'static str>,
}

/// The first problems of a severity, and how many there are.
#[derive(Debug, Clone, Default, PartialEq)]
struct Kept {
    first: Vec<Problem>,
    count: usize,
}

impl Kept {
    fn is_full(&self) -> bool {
        self.first.len() >= MAX_LISTED
    }

    fn add(&mut self, problem: Problem) {
        self.count = self.count.saturating_add(1);
        if !self.is_full() {
            self.first.push(problem);
        }
    }

    /// Adds those of another list, and gives back how many of those it has already are `unsupported`.
    fn merge(&mut self, others: Self) -> usize {
        let known = self.first.len();
        let mut again: usize = 0;
        self.count = self.count.saturating_add(others.count);
        for problem in others.first {
            let same =
                |other: &&Problem| other.path == problem.path && other.message == problem.message;
            if self.first.iter().take(known).any(|it| same(&it)) {
                self.count = self.count.saturating_sub(1);
                again = again.saturating_add(usize::from(problem.code == Code::Unsupported));
            } else if !self.is_full() {
                self.first.push(problem);
            }
        }
        again
    }
}

impl Problems {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty list that takes what is wrong at or below a path alone.
    #[must_use]
    pub fn within(path: &'static str) -> Self {
        Self {
            within: path,
            ..Self::default()
        }
    }

    /// Adds a problem, unless it follows from one that made the place unreadable.
    pub fn add(&mut self, problem: Problem) {
        if self.is_left_out(&problem.path, None) {
            return;
        }
        if problem.severity == Severity::Warning {
            self.warnings.add(problem);
        } else {
            self.unsupported = self
                .unsupported
                .saturating_add(usize::from(problem.code == Code::Unsupported));
            self.errors.add(problem);
        }
    }

    /// Adds an error at the member of a path, other than `unsupported`. It is not made where the list is full.
    pub fn add_at(&mut self, path: &str, key: &str, make: &dyn Fn(String) -> Problem) {
        if self.is_left_out(path, Some(key)) {
            return;
        }
        if self.errors.is_full() {
            self.errors.count = self.errors.count.saturating_add(1);
        } else {
            self.errors.add(make(join(path, key)));
        }
    }

    /// As [`Problems::add_at`], after which nothing at or below that member can be judged.
    pub fn add_unreadable_at(&mut self, path: &str, key: &str, make: &dyn Fn(String) -> Problem) {
        self.add_at(path, key, make);
        let (mark, _) = self.mark(path, Some(key));
        self.unreadable.insert(mark);
    }

    /// Whether no more errors are listed, so that none needs to be made.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.errors.is_full()
    }

    /// Adds a problem after which nothing at or below its path can be judged.
    pub fn add_unreadable(&mut self, problem: Problem) {
        let (mark, _) = self.mark(&problem.path, None);
        self.add(problem);
        self.unreadable.insert(mark);
    }

    /// Nothing at or below the path can be judged; why is told already.
    pub fn leave_out(&mut self, path: &str) {
        let (mark, _) = self.mark(path, None);
        self.unreadable.insert(mark);
    }

    fn is_left_out(&self, path: &str, key: Option<&str>) -> bool {
        let is_outside = !path.starts_with(self.within);
        is_outside || (!self.unreadable.is_empty() && self.mark(path, key).1)
    }

    /// What stands for a path among the unreadable ones, and whether it or one above it is among them. A caller may
    /// have a hundred thousand of them, so that no text is kept. Two paths with one mark would hide a problem of a
    /// message that is refused anyway.
    fn mark(&self, path: &str, key: Option<&str>) -> (u128, bool) {
        let at = |(here, there): (&str, &'static str)| Some((there, path.strip_prefix(here)?));
        let (start, rest) = self.moved.and_then(at).unwrap_or(("", path));
        let key = key.map(escape);
        let slash = key.as_ref().map_or("", |_| "/");
        let mut hash = Hash::default();
        let mut is_covered = false;
        for part in [start, rest, slash, key.as_deref().unwrap_or_default()] {
            for byte in part.bytes() {
                is_covered |= byte == b'/' && self.unreadable.contains(&hash.finish());
                hash.write(&[byte]);
            }
        }
        let mark = hash.finish();
        (mark, is_covered || self.unreadable.contains(&mark))
    }

    /// An empty list for which the same is unreadable.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            unreadable: self.unreadable.clone(),
            moved: self.moved,
            within: self.within,
            ..Self::default()
        }
    }

    /// An empty list for all of a message, for which the same is unreadable.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self {
            within: "",
            ..self.emptied()
        }
    }

    /// An empty list that takes what this one takes.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self::within(self.within)
    }

    /// An empty list for what stands at `from` as if it stood at `to`: what is unreadable there stays so.
    #[must_use]
    pub fn moved(&self, from: &'static str, to: &'static str) -> Self {
        Self {
            moved: Some((to, from)),
            ..self.emptied()
        }
    }

    /// Adds the problems of another list that this one does not list yet.
    pub fn merge(&mut self, others: Self) {
        let again = self.errors.merge(others.errors);
        let unsupported = others.unsupported.saturating_sub(again);
        self.unsupported = self.unsupported.saturating_add(unsupported);
        self.warnings.merge(others.warnings);
    }

    /// The same problems at other paths.
    #[must_use]
    pub fn repointed(mut self, path: impl Fn(&str) -> String) -> Self {
        for problem in self.errors.first.iter_mut().chain(&mut self.warnings.first) {
            problem.path = path(&problem.path);
        }
        self
    }

    /// Whether any problem stops the message.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors.count > 0
    }

    /// Whether an error is listed at that path.
    #[must_use]
    pub fn has_error_at(&self, path: &str) -> bool {
        self.errors.first.iter().any(|problem| problem.path == path)
    }

    /// Whether there is no error but those listed at other paths than this one and those below it.
    #[must_use]
    pub fn has_none_below(&self, path: &str) -> bool {
        let is_below = |problem: &Problem| problem.path.starts_with(path);
        self.errors.count == self.errors.first.len() && !self.errors.first.iter().any(is_below)
    }

    /// Whether no error is other than `unsupported`.
    #[must_use]
    pub fn only_unsupported(&self) -> bool {
        self.errors.count == self.unsupported
    }

    /// The problems, errors first, each in the order they were found; beyond [`MAX_LISTED`], how many there are.
    #[must_use]
    pub fn into_vec(self) -> Vec<Problem> {
        let total = self.errors.count.saturating_add(self.warnings.count);
        let has_more_errors = self.errors.count > self.errors.first.len();
        let mut listed = self.errors.first;
        let room = MAX_LISTED.saturating_sub(listed.len());
        listed.extend(self.warnings.first.into_iter().take(room));
        if total > listed.len() {
            let more = beyond(total.saturating_sub(listed.len()), total);
            listed.push(if has_more_errors {
                more
            } else {
                more.warning()
            });
        }
        listed
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        for problem in problems {
            self.add(problem);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn beyond(more: usize, total: usize) -> Problem {
    let words =
        format!("The first {MAX_LISTED} problems are listed. Besides them there are: {more}.");
    let problem = Problem::error("", Code::TooMany, words);
    problem.with_limit(MAX_LISTED as f64, total as f64, Some(Unit::Items))
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]
mod tests {
    use super::*;

    fn found(count: usize, code: Code) -> Problems {
        let mut problems = Problems::new();
        problems.extend((0..count).map(|index| Problem::error(format!("/{index}"), code, "x")));
        problems
    }

    #[test]
    fn a_hundred_are_listed_errors_first_and_one_more_counts_the_others() {
        let mut problems = Problems::new();
        problems.extend((0..300).map(|index| {
            let problem = Problem::error(format!("/{index}"), Code::Required, "x");
            if index % 2 == 0 {
                problem.warning()
            } else {
                problem
            }
        }));
        let listed = problems.into_vec();
        let paths = listed.iter().map(|it| it.path.as_str());
        let odd: Vec<String> = (0..100)
            .map(|index| format!("/{}", index * 2 + 1))
            .collect();
        let odd = odd.iter().map(String::as_str);
        assert!(paths.eq(odd.chain([""])));
        let more = listed
            .last()
            .map(|it| (it.code, it.severity, it.limit, it.actual, it.unit));
        let expected = (
            Code::TooMany,
            Severity::Error,
            Some(100.0),
            Some(300.0),
            Some(Unit::Items),
        );
        assert_eq!(more, Some(expected));
        assert_eq!(
            listed[100].message,
            "The first 100 problems are listed. Besides them there are: 200."
        );
    }

    #[test]
    fn where_only_warnings_are_left_out_the_one_more_is_a_warning() {
        let mut problems = found(100, Code::Required);
        assert_eq!(problems.clone().into_vec().len(), 100);
        problems.add(Problem::error("/w", Code::Required, "x").warning());
        let listed = problems.into_vec();
        assert_eq!(
            (listed.len(), listed[100].severity),
            (101, Severity::Warning)
        );
    }

    #[test]
    fn what_is_not_listed_decides_as_well() {
        let mut problems = found(150, Code::Unsupported);
        assert!(problems.only_unsupported());
        let mut later = found(150, Code::Unsupported).repointed(|path| format!("/x{path}"));
        later.add(Problem::error("/y", Code::Required, "x"));
        problems.merge(later);
        assert!(!problems.only_unsupported());
        assert_eq!(problems.into_vec()[100].actual, Some(301.0));
    }

    #[test]
    fn what_two_lists_have_counts_once() {
        let mut problems = found(3, Code::Unsupported);
        problems.merge(found(5, Code::Unsupported));
        assert!(problems.only_unsupported());
        assert_eq!(problems.into_vec().len(), 5);
    }

    #[test]
    fn nothing_is_added_at_or_below_what_could_not_be_read() {
        let mut problems = Problems::new();
        let make = |path: String| Problem::error(path, Code::InvalidType, "x");
        problems.add_unreadable_at("/a", "b/c", &make);
        problems.leave_out("/fallback/name");
        for path in ["/a/b~1c", "/a/b~1c/0", "/fallback/name/x"] {
            problems.add(Problem::error(path, Code::Required, "y"));
        }
        problems.add_at("/a/b~1c", "d", &make);
        for path in ["/a/b", "/a/b~1cd", "/fallback"] {
            problems.add(Problem::error(path, Code::Required, "y"));
        }
        let mut moved = problems.moved("/fallback", "/content");
        moved.add(Problem::error("/content/name", Code::Required, "z"));
        moved.add(Problem::error("/a/b~1c", Code::Required, "z"));
        moved.add(Problem::error("/content/language", Code::Required, "z"));
        assert_eq!(moved.into_vec().len(), 1);
        let listed = problems.into_vec();
        let paths: Vec<&str> = listed.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["/a/b~1c", "/a/b", "/a/b~1cd", "/fallback"]);
    }
}
