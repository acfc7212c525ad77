//! Contact cards that the provider does not carry: text with everything that the cards say.

use super::Adapter;
use super::text::paragraphs;
use crate::message::{Contact, Contacts, Content, Field, Kind, Value, Walk};
use crate::outcome::ChangeKind;
use crate::text::contains;

impl Adapter<'_> {
    pub(super) fn contacts(&mut self, cards: &Contacts, path: &str) -> Vec<Content> {
        let texts: Vec<String> = cards.contacts.iter().map(text).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let text = paragraphs(&texts);
        if text.is_empty() || self.carries(Kind::Contacts) {
            return vec![Content::Contacts(cards.clone())];
        }
        let words = format!(
            "The contact cards are sent as text, since {} carries none.",
            self.title()
        );
        self.note(
            ChangeKind::ContactsToText,
            &format!("{path}/contacts"),
            words,
        );
        self.split_text(&text, path)
    }
}

/// Each list item and object of a card on a line of its own, in the order of the card. What its line says
/// already, such as a first name after the whole name, is not said again.
fn text(card: &Contact) -> String {
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    let mut visit = |field: Field<'_>| {
        if let Value::Text(text) = field.value
            && !text.trim().is_empty()
        {
            let line = field.path.rsplit_once('/').map_or("", |(line, _)| line);
            match lines.last_mut() {
                Some((last, words)) if last == line => {
                    if !words.iter().any(|said| says(said, text)) {
                        words.push(text.to_owned());
                    }
                }
                _ => lines.push((line.to_owned(), vec![text.to_owned()])),
            }
        }
    };
    card.walk(&mut Walk::new("", &mut visit));
    let lines: Vec<String> = lines
        .into_iter()
        .map(|(_, words)| words.join(", "))
        .collect();
    lines.join("\n")
}

/// From so many bytes on, words are no name that is told twice, and looking for them takes long.
const MAX_WORDS: usize = 200;

/// Whether the words of `text` stand in `said`, a number with its plus or without.
fn says(said: &str, text: &str) -> bool {
    if text.len().max(said.len()) > MAX_WORDS {
        return said == text;
    }
    let spaced = |text: &str| format!(" {text} ");
    let said = said.strip_prefix('+').unwrap_or(said);
    contains(&spaced(said), &spaced(text))
}
