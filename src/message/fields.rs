//! Reading typed fields from a JSON object, collecting every problem with its path.

use super::MAX_TEXT_BYTES;
use crate::json::{Foreign, Json, Members};
use crate::problem::{Code, Problem, Problems, Unit, join, push_index};
use crate::text::{quoted, shown};

/// The fields of one object. Each getter, [`Fields::has`] included, takes a field by name; what none asked for is
/// `unknown_field`.
pub struct Fields<'a> {
    members: &'a Members,
    path: &'a str,
    /// Where the names asked for begin among those of all open objects.
    asked_from: usize,
    problems: &'a mut Problems,
}

/// Reads an object with `read`, then reports the fields that it did not ask for. `None`, and one
/// `invalid_type`, where the value is no object.
pub fn read_object<T>(
    value: &Json,
    path: &str,
    problems: &mut Problems,
    read: impl FnOnce(&mut Fields<'_>) -> T,
) -> Option<T> {
    let mut fields = Fields::of(value, path, problems)?;
    let read = read(&mut fields);
    fields.report_unknown();
    Some(read)
}

// What is not inlined here would else be copied for each type that is read.
impl<'a> Fields<'a> {
    #[inline(never)]
    fn of(value: &'a Json, path: &'a str, problems: &'a mut Problems) -> Option<Self> {
        let Json::Object(members) = value else {
            problems.add_unreadable(wrong_type(path, "an object", value));
            return None;
        };
        Some(Self {
            members,
            path,
            asked_from: problems.asked.len(),
            problems,
        })
    }

    /// The path of a field of this object.
    #[must_use]
    pub fn path(&self, key: &str) -> String {
        join(self.path, key)
    }

    /// The path of this object.
    #[must_use]
    pub fn own_path(&self) -> &str {
        self.path
    }

    /// Adds a problem of its own.
    pub fn add(&mut self, problem: Problem) {
        self.problems.add(problem);
    }

    /// Adds a problem after which nothing at or below its path can be judged.
    pub fn add_unreadable(&mut self, problem: Problem) {
        self.problems.add_unreadable(problem);
    }

    /// Nothing at or below a field can be judged; why is told already.
    pub fn leave_out(&mut self, key: &str) {
        let path = self.path(key);
        self.problems.leave_out(&path);
    }

    /// Whether the object has the field.
    #[must_use]
    pub fn has(&mut self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// The field as it stands.
    pub fn value(&mut self, key: &'static str) -> Option<&'a Json> {
        let asked = &mut self.problems.asked;
        // Once each, since they are listed to whoever names another.
        if !asked.iter().skip(self.asked_from).any(|it| *it == key) {
            asked.push(key);
        }
        self.members
            .iter()
            .rev()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    #[inline(never)]
    fn wrong_type(&mut self, key: &str, expected: &str, found: &Json) {
        let make = |path: String| wrong_type(&path, expected, found);
        self.problems.add_unreadable_at(self.path, key, &make);
    }

    #[inline(never)]
    fn needed(&mut self, key: &'static str) {
        if !self.has(key) {
            let make = |path: String| missing(&path);
            self.problems.add_unreadable_at(self.path, key, &make);
        }
    }

    fn typed<T, W: AsRef<str>>(
        &mut self,
        key: &'static str,
        expected: impl FnOnce() -> W,
        read: impl FnOnce(&'a Json) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let typed = read(value);
        if typed.is_none() {
            let words = (!self.problems.is_full()).then(expected);
            self.wrong_type(key, words.as_ref().map_or("", AsRef::as_ref), value);
        }
        typed
    }

    /// A string, where the field is there.
    pub fn string(&mut self, key: &'static str) -> Option<String> {
        self.typed(
            key,
            || "a string",
            |value| value.as_str().map(str::to_owned),
        )
    }

    /// A string that the model needs; empty where it is missing, for the rules to report.
    pub fn text(&mut self, key: &'static str) -> String {
        self.string(key).unwrap_or_default()
    }

    /// A number that the model needs.
    pub fn number(&mut self, key: &'static str) -> f64 {
        self.needed(key);
        self.typed(
            key,
            || "a number",
            |value| match value {
                Json::Number(number) => number.as_f64(),
                _ => None,
            },
        )
        .unwrap_or_default()
    }

    /// A whole number of at least `min`, where the field is there.
    pub fn integer(&mut self, key: &'static str, min: i64) -> Option<i64> {
        let expected = || format!("a whole number of at least {min}");
        self.typed(key, expected, |value| match value {
            Json::Number(number) => whole(number).filter(|number| *number >= min),
            _ => None,
        })
    }

    /// A time as a whole number, where the field is there: in whatever unit, for `time_fault` to judge.
    pub fn time(&mut self, key: &'static str) -> Option<i64> {
        let expected = || "a whole number of milliseconds";
        self.typed(key, expected, |value| match value {
            Json::Number(number) => whole(number).or_else(|| in_another_unit(number)),
            _ => None,
        })
    }

    /// `true` or `false`, where the field is there.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        self.typed(
            key,
            || "true or false",
            |value| match value {
                Json::Bool(value) => Some(*value),
                _ => None,
            },
        )
    }

    /// A string or a whole number, as text, where the field is there.
    pub fn id(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        if let Json::Number(number) = value
            && number.is_rounded()
        {
            let words = "JavaScript has rounded this number, so that it may name another: give the id as text.";
            let path = self.path(key);
            self.add_unreadable(Problem::error(path, Code::InvalidFormat, words));
            return None;
        }
        self.typed(
            key,
            || "a string or a whole number",
            |value| match value {
                Json::String(text) => Some(text.clone()),
                other => other.as_id(),
            },
        )
    }

    /// An array, each item read with `read` at its own path; empty where the field is missing. An item that
    /// could not be read keeps its place, so that the others keep theirs.
    pub fn list<T: Default>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&Json, &str, &mut Problems) -> Option<T>,
    ) -> Vec<T> {
        let items = self.items(key);
        let mut path = self.path(key);
        let length = path.len();
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            push_index(&mut path, index);
            list.push(read(item, &path, self.problems).unwrap_or_else(|| {
                self.problems.leave_out(&path);
                T::default()
            }));
            path.truncate(length);
        }
        list
    }

    #[inline(never)]
    fn items(&mut self, key: &'static str) -> &'a [Json] {
        self.typed(key, || "an array", Json::as_array)
            .unwrap_or_default()
    }

    /// As [`Fields::list`], for a list that the model needs.
    pub fn required_list<T: Default>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&Json, &str, &mut Problems) -> Option<T>,
    ) -> Vec<T> {
        self.needed(key);
        self.list(key, read)
    }

    /// An object read with `read`, where the field is there.
    pub fn object<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<T> {
        let value = self.value(key)?;
        let path = self.path(key);
        read_object(value, &path, self.problems, read)
    }

    /// Any value read with `read` at its own path, where the field is there.
    pub fn with<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Json, &str, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let path = self.path(key);
        read(value, &path, self.problems)
    }

    /// An AbortSignal. The bindings take it out beforehand, so what is still there is none.
    pub fn signal(&mut self) {
        self.with("signal", |value, path, problems| {
            problems.add(wrong_type(path, "an AbortSignal", value));
            Some(())
        });
    }

    #[inline(never)]
    fn report_unknown(self) {
        // Taken out, since problems are added while they are looked at.
        let asked = std::mem::take(&mut self.problems.asked);
        let known = asked.get(self.asked_from..).unwrap_or_default();
        for (key, _) in self.members {
            if !known.contains(&&**key) {
                let make = |path| {
                    let shown = quoted(shown(key));
                    let known = known.join(", ");
                    let words = format!("There is no field {shown} here. Known fields: {known}.");
                    Problem::error(path, Code::UnknownField, words)
                };
                self.problems.add_at(self.path, key, &make);
            }
        }
        self.problems.asked = asked;
        self.problems.asked.truncate(self.asked_from);
    }
}

/// A time with a fraction, as seconds often have, or beyond all milliseconds, without what is behind the point.
fn in_another_unit(number: &crate::json::Number) -> Option<i64> {
    /// A day of January 1970, were it milliseconds.
    const SECONDS: f64 = 1e9;
    let float = number.as_f64()?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "ends at the largest there is"
    )]
    let time = float as i64;
    let is_off = float >= SECONDS && super::time_fault("", time, 0).is_some();
    is_off.then_some(time)
}

/// The number, where it has no fraction and fits; `1e3` and `5.0` are whole too.
fn whole(number: &crate::json::Number) -> Option<i64> {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    number.as_i64().or_else(|| {
        let float = number.as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be whole and in range"
        )]
        (float.fract() == 0.0 && float.abs() <= SAFE).then_some(float as i64)
    })
}

/// The problem of a text that passes what a message may hold, which with it comes to `total` bytes.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(super) fn too_much_text(path: &str, total: usize) -> Problem {
    let words = format!(
        "With this the text of all fields has {total} bytes of UTF-8; at most {MAX_TEXT_BYTES} fit. Shorten it, or send \
         a file."
    );
    let problem = Problem::error(path, Code::TooLarge, words);
    problem.with_limit(MAX_TEXT_BYTES as f64, total as f64, Some(Unit::Bytes))
}

/// The problem of a value of another type than the field's.
#[must_use]
pub fn wrong_type(path: &str, expected: &str, found: &Json) -> Problem {
    // At the root any string is as wrong as another.
    if let Json::Foreign(Foreign::TooMuchText(total)) = found
        && !path.is_empty()
    {
        return too_much_text(path, *total);
    }
    if *found == Json::Foreign(Foreign::LoneSurrogate) && !path.is_empty() {
        return Problem::error(
            path,
            Code::InvalidFormat,
            "The text holds half of a surrogate pair, which no provider can receive. Remove it.",
        );
    }
    Problem::error(
        path,
        Code::InvalidType,
        format!("Expected {expected}, found {}.", found.kind()),
    )
}

/// The problem of a field that is missing.
#[must_use]
pub fn missing(path: &str) -> Problem {
    Problem::error(path, Code::Required, "This field is required.")
}
