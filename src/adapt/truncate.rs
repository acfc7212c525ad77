//! Labels that still do not fit, cut at a grapheme and closed with an ellipsis.

use super::Adapter;
use super::segment::whole_graphemes;
use crate::message::{Content, Kind};
use crate::outcome::ChangeKind;
use crate::text::Met;

const ELLIPSIS: &str = "…";

impl Adapter<'_> {
    /// Cuts the labels of buttons and lists. An id is never cut: a reply would carry another. `given` is what
    /// the content was before, into which paths point.
    pub(super) fn truncate(
        &mut self,
        mut content: Content,
        given: &Content,
        given_path: &str,
    ) -> Content {
        let path = given_path;
        match &mut content {
            Content::Buttons(buttons) => {
                let titles = buttons.buttons.iter().map(|button| button.title.as_str());
                let mut labels = Labels::of(titles);
                for (index, button) in buttons.buttons.iter_mut().enumerate() {
                    let at = format!("{path}/buttons/{index}/title");
                    let field = "buttons/*/title";
                    self.cut_apart(&mut button.title, &mut labels, Kind::Buttons, field, &at);
                }
            }
            Content::List(list) => {
                self.cut(
                    &mut list.button,
                    Kind::List,
                    "button",
                    &format!("{path}/button"),
                );
                // Rows that were cut to the same words could not be told apart.
                let mut labels = Labels::of(list.rows().map(|(_, row)| row.title.as_str()));
                for (at, section) in list.sections.iter_mut().enumerate() {
                    let path = format!("{path}/sections/{at}");
                    if let Some(title) = &mut section.title {
                        self.cut(
                            title,
                            Kind::List,
                            "sections/*/title",
                            &format!("{path}/title"),
                        );
                    }
                    for (at, row) in section.rows.iter_mut().enumerate() {
                        let path = match given {
                            Content::Buttons(_) => format!("{given_path}/buttons/{at}"),
                            _ => format!("{path}/rows/{at}"),
                        };
                        let field = "sections/*/rows/*/title";
                        let title = format!("{path}/title");
                        self.cut_apart(&mut row.title, &mut labels, Kind::List, field, &title);
                        if let Some(description) = &mut row.description {
                            let field = "sections/*/rows/*/description";
                            let path = format!("{path}/description");
                            self.cut(description, Kind::List, field, &path);
                        }
                    }
                }
            }
            _ => {}
        }
        content
    }

    fn cut(&mut self, text: &mut String, kind: Kind, field: &str, path: &str) {
        self.cut_apart(text, &mut Labels::default(), kind, field, path);
    }

    /// Cuts a text to another one than the `labels`: with a number behind the ellipsis, where it takes one.
    fn cut_apart(
        &mut self,
        text: &mut String,
        labels: &mut Labels,
        kind: Kind,
        field: &str,
        path: &str,
    ) {
        let room = self.room(kind, field);
        let length = text.chars().count();
        if length <= room {
            return;
        }
        let Some(shorter) = self.label(text, room, labels) else {
            return;
        };
        let words = format!("Cut to “{shorter}”, since it has {length} characters and {room} fit.");
        labels.taken.set(&shorter, 0);
        *text = shorter;
        self.note(ChangeKind::Truncated, path, words);
    }

    /// The longest cut text that no other has. `None` where a single grapheme is too long, so that there is nothing to
    /// keep.
    fn label(&self, text: &str, room: usize, labels: &mut Labels) -> Option<String> {
        let mut digits: usize = 0;
        loop {
            let ending = if digits == 0 {
                1
            } else {
                digits.saturating_add(2)
            };
            let kept = whole_graphemes(self.segmenter, text, room.saturating_sub(ending));
            let kept = kept.trim_end();
            if kept.is_empty() {
                return None;
            }
            if let Some(label) = labels.free(kept, digits) {
                return Some(label);
            }
            digits = digits.saturating_add(1);
        }
    }
}

/// The labels of a message while they are cut.
#[derive(Default)]
struct Labels {
    /// Those that there are.
    taken: Met,
    /// For each beginning, by how many digits follow it, the number that comes next: so that the thousandth of equal
    /// labels does not try what the ones before it took.
    next: Met,
}

impl Labels {
    fn of<'a>(mut labels: impl Iterator<Item = &'a str>) -> Self {
        Self {
            taken: Met::of(&mut labels),
            next: Met::default(),
        }
    }

    /// The first label that nothing else has, of this beginning and a number of so many digits.
    fn free(&mut self, kept: &str, digits: usize) -> Option<String> {
        if digits == 0 {
            let label = [kept, ELLIPSIS].concat();
            return self.taken.get(&label).is_none().then_some(label);
        }
        let power = u32::try_from(digits).unwrap_or(u32::MAX);
        let end = 10_usize.saturating_pow(power);
        let key = format!("{digits} {kept}");
        let mut number = self.next.get(&key).unwrap_or_else(|| (end / 10).max(2));
        while number < end {
            let label = format!("{kept}{ELLIPSIS} {number}");
            number = number.saturating_add(1);
            if self.taken.get(&label).is_none() {
                self.next.set(&key, number);
                return Some(label);
            }
        }
        self.next.set(&key, number);
        None
    }
}
