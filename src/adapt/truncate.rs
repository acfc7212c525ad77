//! Labels that still do not fit, cut at a grapheme and closed with an ellipsis.

use super::Adapter;
use super::segment::whole_graphemes;
use crate::message::{Content, Kind};
use crate::outcome::ChangeKind;

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
                let titles = buttons.buttons.iter().map(|button| button.title.clone());
                let mut titles: Vec<String> = titles.collect();
                for (index, button) in buttons.buttons.iter_mut().enumerate() {
                    let at = format!("{path}/buttons/{index}/title");
                    let field = "buttons/*/title";
                    self.cut_apart(&mut button.title, &titles, Kind::Buttons, field, &at);
                    if let Some(title) = titles.get_mut(index) {
                        title.clone_from(&button.title);
                    }
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
                let mut titles: Vec<String> =
                    list.rows().map(|(_, row)| row.title.clone()).collect();
                let mut index: usize = 0;
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
                        self.cut_apart(&mut row.title, &titles, Kind::List, field, &title);
                        if let Some(title) = titles.get_mut(index) {
                            title.clone_from(&row.title);
                        }
                        index = index.saturating_add(1);
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
        self.cut_apart(text, &[], kind, field, path);
    }

    /// Cuts a text to another one than the `others`: with a number behind the ellipsis, where it takes one.
    fn cut_apart(
        &mut self,
        text: &mut String,
        others: &[String],
        kind: Kind,
        field: &str,
        path: &str,
    ) {
        let room = self.room(kind, field);
        let length = text.chars().count();
        if length <= room {
            return;
        }
        let endings = std::iter::once(ELLIPSIS.to_owned())
            .chain((2..=others.len()).map(|number| format!("{ELLIPSIS} {number}")));
        for ending in endings {
            let left = room.saturating_sub(ending.chars().count());
            let kept = whole_graphemes(self.segmenter, text, left).trim_end();
            // A single grapheme that is too long has nothing to keep.
            if kept.is_empty() {
                return;
            }
            let shorter = format!("{kept}{ending}");
            if !others.contains(&shorter) {
                let words =
                    format!("Cut to “{shorter}”, since it has {length} characters and {room} fit.");
                *text = shorter;
                self.note(ChangeKind::Truncated, path, words);
                return;
            }
        }
    }
}
