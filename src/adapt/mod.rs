//! Changing a message so that a provider can carry it, and saying what was changed.
//!
//! What fits is not changed. [`Adapt::Reshape`] changes the form and drops no word; [`Adapt::Truncate`]
//! does the same, then cuts labels that still do not fit. Only the content is changed, never the recipient.

mod album;
mod contacts;
mod header;
mod interactive;
mod links;
mod location;
mod media;
mod origin;
mod segment;
mod text;
mod truncate;

use crate::message::{Content, Kind, Message};
use crate::outcome::{Change, ChangeKind};
use crate::problem::{Code, Problem, Problems, Unit};
use crate::rules::{self, Capabilities, Limit, Rule};

pub use segment::{Segmenter, default_segmenter};

/// How far a message may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Adapt {
    /// Not at all.
    #[default]
    Off,
    /// Its form, without losing a word.
    Reshape,
    /// Its form, and then labels may be cut.
    Truncate,
}

impl Adapt {
    /// The names that options take.
    pub const NAMES: [&str; 3] = ["off", "reshape", "truncate"];

    /// The mode of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            "reshape" => Some(Self::Reshape),
            "truncate" => Some(Self::Truncate),
            _ => None,
        }
    }
}

/// A message as it will be sent: one part, or several in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Adapted {
    /// The parts.
    pub parts: Vec<Message>,
    /// Where in the given message the content of each part comes from, and its kind there.
    places: Vec<(String, Kind)>,
    /// What was changed.
    pub changes: Vec<Change>,
    /// What is wrong where it would take more messages than are allowed; then the parts are only the first of them.
    pub too_many: Option<Problem>,
}

impl Adapted {
    /// A message as it stands.
    #[must_use]
    pub fn unchanged(message: Message) -> Self {
        Self {
            places: vec![("/content".to_owned(), message.content.kind())],
            parts: vec![message],
            changes: Vec::new(),
            too_many: None,
        }
    }
}

/// Adapts a message to a provider, into `max_parts` messages at most.
///
/// ```
/// use sessage::adapt::{Adapt, adapt, default_segmenter};
/// use sessage::message::{Content, Location, Message, Recipient};
/// use sessage::outcome::ChangeKind;
/// use sessage::provider::capabilities;
///
/// let place = Location {
///     latitude: 37.5,
///     longitude: -122.25,
///     name: Some("Office".to_owned()),
///     address: None,
/// };
/// let to = Recipient::Phone("+85256872847".to_owned());
/// let message = Message::new(to, Content::Location(place));
/// let islash = capabilities("islash").unwrap();
///
/// let adapted = adapt(&message, islash, Adapt::Reshape, 20, default_segmenter());
/// assert_eq!(adapted.changes[0].kind, ChangeKind::LocationToText);
/// let Content::Text(text) = &*adapted.parts[0].content else { panic!() };
/// assert_eq!(text.text, "Office\nhttps://www.google.com/maps?q=37.5,-122.25");
/// ```
#[must_use]
pub fn adapt(
    message: &Message,
    capabilities: &Capabilities,
    mode: Adapt,
    max_parts: usize,
    segmenter: &dyn Segmenter,
) -> Adapted {
    if mode == Adapt::Off {
        return Adapted::unchanged(message.clone());
    }
    let mut adapter = Adapter {
        capabilities,
        mode,
        max_parts,
        segmenter,
        places: Vec::new(),
        changes: Vec::new(),
        too_many: None,
    };
    let contents = adapter.content(&message.content, "/content");
    let placed = |place: String| {
        let kind = origin::kind_at(&message.content, &place);
        (place, kind)
    };
    let parts = contents.into_iter().enumerate().map(|(index, content)| {
        let mut part = message.with(content);
        // What is quoted is quoted once.
        part.reply_to = part.reply_to.filter(|_| index == 0);
        part
    });
    Adapted {
        parts: parts.collect(),
        places: adapter.places.into_iter().map(placed).collect(),
        changes: adapter.changes,
        too_many: adapter.too_many,
    }
}

/// One adaptation under way.
struct Adapter<'a> {
    capabilities: &'a Capabilities,
    mode: Adapt,
    max_parts: usize,
    segmenter: &'a dyn Segmenter,
    /// Where each content comes from, in the order of the contents.
    places: Vec<String>,
    changes: Vec<Change>,
    too_many: Option<Problem>,
}

impl Adapter<'_> {
    /// The contents that one content becomes; itself where it fits or nothing helps.
    fn content(&mut self, content: &Content, path: &str) -> Vec<Content> {
        if self.fits(content) {
            self.place(path, 1);
            return vec![content.clone()];
        }
        let placed = self.places.len();
        let contents = match content {
            Content::Text(text) => self.split_text(&text.text, &format!("{path}/text")),
            Content::Media(media) => self.media(media, path),
            Content::Album(album) => self.album(album, path),
            Content::Location(place) => self.location(place, path),
            Content::Contacts(cards) => self.contacts(cards, path),
            Content::Buttons(buttons) => self.buttons(buttons, path),
            Content::List(list) => self.list(list, path),
            // What a template says is fixed: it is sent as it is, or not.
            Content::Template(_) => vec![content.clone()],
        };
        // An album's items have named their own places.
        if self.places.len() == placed {
            self.place(path, contents.len());
        }
        if self.mode == Adapt::Truncate {
            let cut = |part| self.truncate(part, content, path);
            contents.into_iter().map(cut).collect()
        } else {
            contents
        }
    }

    fn place(&mut self, path: &str, count: usize) {
        let places = std::iter::repeat_n(path, count);
        self.places.extend(places.map(str::to_owned));
    }

    /// Whether the provider carries the content as it is.
    fn fits(&self, content: &Content) -> bool {
        !self.problems(content).has_errors()
    }

    fn problems(&self, content: &Content) -> Problems {
        let mut problems = Problems::new();
        rules::check_content(content, self.capabilities, &mut problems);
        problems
    }

    fn carries(&self, kind: Kind) -> bool {
        self.capabilities.kind(kind).is_some()
    }

    fn rule(&self, kind: Kind, field: &str) -> Option<&'static Rule> {
        rules::rule(self.capabilities.kind(kind)?, field)
    }

    /// The most characters that a field of a kind may have; 0 where it is not carried.
    fn room(&self, kind: Kind, field: &str) -> usize {
        match self.rule(kind, field).map(|rule| rule.limit) {
            Some(Some(Limit::Characters(max))) => max,
            Some(_) => usize::MAX,
            None => 0,
        }
    }

    fn note(&mut self, kind: ChangeKind, path: &str, message: impl Into<String>) {
        self.changes.push(Change {
            path: path.to_owned(),
            message: message.into(),
            kind,
        });
    }

    /// Whether so many messages are allowed for one; if not, what stands at the path is told to be too much, once.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    fn allows(&mut self, count: usize, path: &str) -> bool {
        let max = self.max_parts;
        if count <= max {
            return true;
        }
        if self.too_many.is_none() {
            let words = format!(
                "This would take {count} messages or more; at most {max} are sent for one (maxParts). Shorten it."
            );
            let problem = Problem::error(path, Code::TooMany, words);
            let problem = problem.with_limit(max as f64, count as f64, Some(Unit::Items));
            self.too_many = Some(problem);
        }
        false
    }

    fn title(&self) -> &'static str {
        self.capabilities.title
    }
}
