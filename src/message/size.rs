//! How much text a message may hold over all its fields.

use super::fields::too_much_text;
use crate::json::{Foreign, Json};
use crate::problem::{Problems, escape, push_index};

/// The most bytes of UTF-8 that the texts of one message may have together, and as many its names of fields.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// Adds `too_large` at the place where the text of a value passes what a message may hold: one problem. What does not
/// fit there is not judged, and what comes after it still fits where it would without it.
pub fn check_size(value: &Json, problems: &mut Problems) {
    let mut left = MAX_TEXT_BYTES;
    let mut weigh = Weigh {
        text: 0,
        names: 0,
        is_told: false,
        path: String::new(),
        problems,
    };
    // What is no object is told where it is read.
    if let Json::Array(_) | Json::Object(_) = value
        && !fits(value, &mut left)
    {
        weigh.value(value);
    }
}

/// Whether texts and names together leave some of what there is `left`: then no place need be known, as for most
/// messages.
fn fits(value: &Json, left: &mut usize) -> bool {
    let take = |text: &str, left: &mut usize| {
        let rest = left.checked_sub(text.len());
        *left = rest.unwrap_or_default();
        rest.is_some()
    };
    match value {
        Json::String(text) => take(text, left),
        Json::Foreign(Foreign::TooMuchText(_)) => false,
        Json::Array(items) => items.iter().all(|item| fits(item, left)),
        Json::Object(members) => members
            .iter()
            .all(|(key, member)| take(key, left) && fits(member, left)),
        _ => true,
    }
}

struct Weigh<'a> {
    text: usize,
    names: usize,
    is_told: bool,
    path: String,
    problems: &'a mut Problems,
}

impl Weigh<'_> {
    fn value(&mut self, value: &Json) {
        match value {
            Json::String(text) => match self.text.saturating_add(text.len()) {
                total if total > MAX_TEXT_BYTES => self.pass(total),
                total => self.text = total,
            },
            // The JavaScript side counted it, and left it where it was.
            Json::Foreign(Foreign::TooMuchText(total)) => self.pass(*total),
            Json::Array(items) => {
                let length = self.path.len();
                for (index, item) in items.iter().enumerate() {
                    push_index(&mut self.path, index);
                    self.value(item);
                    self.path.truncate(length);
                }
            }
            Json::Object(members) => {
                let length = self.path.len();
                for (key, member) in members {
                    self.names = self.names.saturating_add(key.len());
                    if self.names > MAX_TEXT_BYTES {
                        self.pass(self.names);
                        return;
                    }
                    self.path.push('/');
                    self.path.push_str(&escape(key));
                    self.value(member);
                    self.path.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn pass(&mut self, total: usize) {
        if self.is_told {
            self.problems.leave_out(&self.path);
        } else {
            self.is_told = true;
            self.problems
                .add_unreadable(too_much_text(&self.path, total));
        }
    }
}
