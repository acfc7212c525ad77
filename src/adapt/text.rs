//! Text over the limit, split into several messages at a paragraph, a sentence or a word.

use super::Adapter;
use super::segment::{graphemes, head};
use crate::message::{Content, Kind, Text};
use crate::outcome::ChangeKind;
use crate::unseen;

impl Adapter<'_> {
    /// The text messages that a text becomes; the text as it is where it cannot be split.
    pub(super) fn split_text(&mut self, text: &str, path: &str) -> Vec<Content> {
        let room = self.room(Kind::Text, "text");
        let pieces = self.pieces(text, room);
        let count = self.count(&pieces, text, room);
        if self.allows(count, path) {
            if count > 1 {
                let words =
                    format!("The text is sent in {count} messages, since it is too long for one.");
                self.note(ChangeKind::TextSplit, path, words);
            } else {
                self.note_trimmed(text, &pieces, path);
            }
        }
        pieces.into_iter().map(text_content).collect()
    }

    /// A text may fit without the white space around it.
    pub(super) fn note_trimmed(&mut self, text: &str, pieces: &[String], path: &str) {
        if pieces.first().is_some_and(|piece| piece != text) {
            let words = "The white space around the text is left out, so that it fits one message.";
            self.note(ChangeKind::TextSplit, path, words);
        }
    }

    /// How many pieces there are of a text; at least so many, where it was not cut on.
    pub(super) fn count(&self, pieces: &[String], text: &str, room: usize) -> usize {
        if pieces.len() <= self.max_parts {
            return pieces.len();
        }
        let least = text.chars().count().div_ceil(room.max(1));
        least.max(pieces.len())
    }

    /// The pieces of a text, none of which is longer than `max` code points or blank. The text whole where
    /// it fits, and where a single grapheme is longer. What would be more messages than are allowed is not cut on.
    pub(super) fn pieces(&self, text: &str, max: usize) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while pieces.len() <= self.max_parts && !head(rest, max).1 {
            let window = graphemes(self.segmenter, rest, max);
            let (piece, after) = match window.iter().take_while(|it| is_blank(it)).count() {
                0 => cut(&window, max),
                blank => (0, length(&window, blank)),
            };
            if after == 0 {
                return vec![text.to_owned()];
            }
            let piece = rest.get(..piece).unwrap_or_default();
            if !unseen::is_blank(piece) {
                pieces.push(piece.trim_end().to_owned());
            }
            rest = rest.get(after..).unwrap_or_default();
        }
        if pieces.len() <= self.max_parts && !unseen::is_blank(rest) {
            pieces.push(rest.to_owned());
        }
        if pieces.is_empty() {
            vec![text.to_owned()]
        } else {
            pieces
        }
    }
}

/// Where a piece ends and where the next begins, in bytes: at the last paragraph within the limit, else
/// line, sentence, word, or grapheme. A break in the first third would leave a piece too short to be worth
/// it, unless there is no other.
fn cut(window: &[&str], max: usize) -> (usize, usize) {
    let fitting = fitting(window, max);
    let mut last = [None; 4];
    for index in 1..=fitting {
        if let Some(rank) = rank(window, index)
            && let Some(last) = last.get_mut(rank)
        {
            *last = Some(index);
        }
    }
    let least = fitting / 3;
    let broad = last.iter().flatten().find(|index| **index > least);
    let end = broad.or_else(|| last.iter().flatten().max());
    let Some(end) = end.copied() else {
        let end = length(window, fitting);
        return (end, end);
    };
    let blank = window.iter().skip(end).take_while(|it| is_blank(it));
    (
        length(window, end),
        length(window, end.saturating_add(blank.count())),
    )
}

/// How good it is to break before this grapheme, 0 being best; `None` where it lies within a word.
fn rank(window: &[&str], index: usize) -> Option<usize> {
    let before = window
        .get(index.saturating_sub(1))
        .copied()
        .unwrap_or_default();
    if is_blank(before) {
        return None;
    }
    let blank = window.iter().skip(index).take_while(|it| is_blank(it));
    let blank: Vec<&str> = blank.copied().collect();
    let lines = blank.iter().filter(|it| is_line_break(it)).count();
    let blank = !blank.is_empty();
    match lines {
        0 if blank && before.ends_with(['.', '!', '?', '…']) => Some(2),
        0 if blank => Some(3),
        0 => before.ends_with(['。', '！', '？']).then_some(2),
        1 => Some(1),
        _ => Some(0),
    }
}

/// How many graphemes at the start have at most `max` code points together.
fn fitting(window: &[&str], max: usize) -> usize {
    let mut characters: usize = 0;
    let fits = |grapheme: &&&str| {
        characters = characters.saturating_add(grapheme.chars().count());
        characters <= max
    };
    window.iter().take_while(fits).count()
}

/// The bytes of the first graphemes.
fn length(window: &[&str], count: usize) -> usize {
    window.iter().take(count).map(|it| it.len()).sum()
}

/// Whether this is white space, and not one that carries a mark.
fn is_blank(grapheme: &str) -> bool {
    !grapheme.is_empty() && grapheme.trim().is_empty()
}

fn is_line_break(grapheme: &str) -> bool {
    matches!(grapheme, "\n" | "\r\n" | "\r" | "\u{2028}" | "\u{2029}")
}

pub(super) fn text_content(text: String) -> Content {
    Content::Text(Text { text })
}

/// Paragraphs of one text, those that are there with a blank line between.
pub(super) fn paragraphs(paragraphs: &[&str]) -> String {
    let filled: Vec<&str> = paragraphs
        .iter()
        .copied()
        .filter(|text| !text.trim().is_empty())
        .collect();
    filled.join("\n\n")
}
