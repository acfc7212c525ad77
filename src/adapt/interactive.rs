//! Buttons and lists: buttons into a list, either into numbered text, a text too long for either split off.

use std::fmt::Write as _;

use super::Adapter;
use super::header::{Frame, can_move};
use super::text::{paragraphs, text_content};
use crate::message::{Buttons, Content, Kind, List, Row, Section};
use crate::outcome::ChangeKind;
use crate::rules::Limit;

/// The label that opens a list made of buttons.
const LIST_LABEL: &str = "Options";

/// What buttons become.
enum Form {
    Buttons,
    List,
    Numbered,
}

impl Adapter<'_> {
    pub(super) fn buttons(&mut self, buttons: &Buttons, path: &str) -> Vec<Content> {
        let list = as_list(buttons);
        match self.form_of(buttons, &list) {
            Form::Numbered => self
                .numbered(&list, path)
                .unwrap_or_else(|| vec![Content::Buttons(buttons.clone())]),
            Form::List => {
                let words = format!(
                    "The {} buttons are the rows of a list, which “{LIST_LABEL}” opens.",
                    buttons.buttons.len()
                );
                self.note(ChangeKind::ButtonsToList, &format!("{path}/buttons"), words);
                self.frame_list(&list, path)
            }
            Form::Buttons => self.frame_buttons(buttons, path),
        }
    }

    /// What buttons become. Labels alone are no reason for numbered text: cutting them is the caller's
    /// choice.
    fn form_of(&self, buttons: &Buttons, list: &List) -> Form {
        let longest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or_default();
        let title = longest(&mut buttons.buttons.iter().map(|it| it.title.chars().count()));
        let id = longest(&mut buttons.buttons.iter().map(|it| it.id.chars().count()));
        let is_list = !self.too_many(list) && id <= self.room(Kind::List, "sections/*/rows/*/id");
        let row = self.room(Kind::List, "sections/*/rows/*/title");
        let button = self.room(Kind::Buttons, "buttons/*/title");
        let too_many = buttons.buttons.len() > self.most(Kind::Buttons, "buttons");
        if !self.carries(Kind::Buttons) {
            Form::Numbered
        } else if too_many {
            if is_list { Form::List } else { Form::Numbered }
        } else if is_list && title > button && title <= row {
            Form::List
        } else {
            Form::Buttons
        }
    }

    pub(super) fn list(&mut self, list: &List, path: &str) -> Vec<Content> {
        if self.carries(Kind::List) && !self.too_many(list) {
            return self.frame_list(list, path);
        }
        self.numbered(list, path)
            .unwrap_or_else(|| vec![Content::List(list.clone())])
    }

    fn too_many(&self, list: &List) -> bool {
        list.rows().count() > self.most(Kind::List, "rows")
            || list.sections.len() > self.most(Kind::List, "sections")
    }

    fn frame_buttons(&mut self, buttons: &Buttons, path: &str) -> Vec<Content> {
        let frame = Frame {
            header: buttons.header.clone(),
            text: buttons.text.clone(),
            footer: buttons.footer.clone(),
            before: Vec::new(),
        };
        let frame = self.reframe(frame, Kind::Buttons, path);
        let (mut contents, text) = self.shorten(frame.before, &frame.text, Kind::Buttons, path);
        contents.push(Content::Buttons(Buttons {
            text,
            header: frame.header,
            footer: frame.footer,
            buttons: buttons.buttons.clone(),
        }));
        contents
    }

    fn frame_list(&mut self, list: &List, path: &str) -> Vec<Content> {
        let frame = Frame {
            header: list.header.clone(),
            text: list.text.clone(),
            footer: list.footer.clone(),
            before: Vec::new(),
        };
        let frame = self.reframe(frame, Kind::List, path);
        let (mut contents, text) = self.shorten(frame.before, &frame.text, Kind::List, path);
        contents.push(Content::List(List {
            text,
            header: frame.header,
            footer: frame.footer,
            ..list.clone()
        }));
        contents
    }

    /// Sends what a body has no room for as text before it; the last piece stays.
    fn shorten(
        &mut self,
        mut before: Vec<Content>,
        text: &str,
        kind: Kind,
        path: &str,
    ) -> (Vec<Content>, String) {
        let room = self.room(kind, "text");
        let mut pieces = self.pieces(text, room);
        let at = format!("{path}/text");
        let count = self.count(&pieces, text, room);
        if !self.allows(before.len().saturating_add(count), &at) {
            pieces.truncate(1);
        } else if pieces.len() > 1 {
            let words =
                "The text is too long beside the choices; its beginning is sent before them.";
            self.note(ChangeKind::TextSplit, &at, words);
        } else {
            self.note_trimmed(text, &pieces, &at);
        }
        let last = pieces.pop().unwrap_or_default();
        before.extend(pieces.into_iter().map(text_content));
        (before, last)
    }

    /// The choices as numbered text, each with the id that a reply would have carried. `None` where a part
    /// of it is missing: what is wrong with it must be seen.
    fn numbered(&mut self, list: &List, path: &str) -> Option<Vec<Content>> {
        if !is_whole(list) {
            return None;
        }
        let words = format!(
            "The choices are numbered lines of text, each with its id: {} cannot carry them as they are.",
            self.title()
        );
        self.note(ChangeKind::InteractiveToText, path, words);
        let frame = Frame {
            header: list.header.clone(),
            text: paragraphs(&[&list.text, &lines(list)]),
            footer: list.footer.clone(),
            before: Vec::new(),
        };
        let frame = self.reframe(frame, Kind::Text, path);
        let mut contents = frame.before;
        let path = format!("{path}/text");
        contents.extend(self.split_text(&frame.text, &path));
        self.allows(contents.len(), &path);
        Some(contents)
    }

    fn most(&self, kind: Kind, field: &str) -> usize {
        match self.rule(kind, field).and_then(|rule| rule.limit) {
            Some(Limit::Items(_, max)) => max,
            _ => 0,
        }
    }
}

fn lines(list: &List) -> String {
    let mut lines = list.button.clone();
    let mut number: usize = 0;
    for section in &list.sections {
        if let Some(title) = &section.title {
            push_line(&mut lines, title);
        }
        for row in &section.rows {
            number = number.saturating_add(1);
            let mut line = format!("{number}. {}", row.title);
            if let Some(description) = &row.description {
                // Writing to a String cannot fail.
                let _ = write!(line, ": {description}");
            }
            let _ = write!(line, " ({})", row.id);
            push_line(&mut lines, &line);
        }
    }
    lines
}

fn push_line(lines: &mut String, line: &str) {
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines.push_str(line);
}

/// Whether nothing is missing that numbered text would hide.
fn is_whole(list: &List) -> bool {
    let is_filled = |text: &str| !text.trim().is_empty();
    let header = list.header.as_ref();
    [&list.text, &list.button]
        .into_iter()
        .all(|it| is_filled(it))
        && list.footer.as_deref().is_none_or(is_filled)
        && header.is_none_or(can_move)
        && list.rows().next().is_some()
        && list
            .rows()
            .all(|(_, row)| is_filled(&row.id) && is_filled(&row.title))
}

fn as_list(buttons: &Buttons) -> List {
    let rows = buttons.buttons.iter().map(|button| Row {
        id: button.id.clone(),
        title: button.title.clone(),
        description: None,
    });
    List {
        text: buttons.text.clone(),
        header: buttons.header.clone(),
        footer: buttons.footer.clone(),
        button: LIST_LABEL.to_owned(),
        sections: vec![Section {
            title: None,
            rows: rows.collect(),
        }],
    }
}
