//! Capabilities: the table of one provider, on which validation runs.

use super::MediaLimits;
use crate::message::Kind;
use crate::problem::Unit;

/// What one provider takes.
#[derive(Debug)]
pub struct Capabilities {
    /// The provider's name as code writes it: `islash`.
    pub provider: &'static str,
    /// The provider's name as people write it: `iSlash`.
    pub title: &'static str,
    /// The page that lists the calls these rules are about.
    pub source: &'static str,
    /// The fields beside the content.
    pub message: &'static [Rule],
    /// The fields beside a template, which may go out by a call of its own.
    pub template: &'static [Rule],
    /// What it can be asked for beside sending.
    pub operations: &'static [Operation],
    /// The kinds of content; one that is not listed is not carried.
    pub content: &'static [KindRules],
}

/// What a provider can be asked for beside sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// To keep a file for messages to come.
    Upload,
    /// To list its templates.
    Templates,
    /// To list its stickers.
    Stickers,
    /// To search its chats.
    Chats,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 4] = [Self::Upload, Self::Templates, Self::Stickers, Self::Chats];

    /// The client's method, by its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Upload => "upload",
            Self::Templates => "templates",
            Self::Stickers => "stickers",
            Self::Chats => "chats",
        }
    }
}

/// The fields that a provider carries of one kind of content.
#[derive(Debug)]
pub struct KindRules {
    /// The kind.
    pub kind: Kind,
    /// Its fields; one that is not listed is not carried.
    pub rules: &'static [Rule],
}

/// One field: whether it is carried, its limit and form, and where that is written.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The field's pointer within the content, or the message, without the leading slash; `*` for an index.
    ///
    /// `rows` counts the rows of all sections, `header` is a text header and `header/image` a media one,
    /// and a file name stands behind the source it goes with: `url/filename`. Of a template, `body/only/*` is
    /// a value of a body that stands alone, `body/named` a body with named values, and `buttons/*/url` the
    /// value of a URL button.
    pub field: &'static str,
    /// Whether the provider carries it.
    pub support: Support,
    /// How much of it.
    pub limit: Option<Limit>,
    /// In what form.
    pub format: Format,
    /// The form that is documented for it, where the provider alone decides what has another.
    pub likely: Option<Likely>,
    /// Whether the provider asks for it although a message may do without.
    pub needed: bool,
    /// Where the rule is written.
    pub source: &'static str,
}

/// Whether a field reaches the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It does.
    Carried,
    /// It does not, and the contact does not see the difference: a warning.
    Dropped,
}

/// How much a field may hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// Unicode code points.
    Characters(usize),
    /// Bytes of UTF-8.
    Bytes(usize),
    /// Items of a list, at least and at most.
    Items(usize, usize),
    /// A number, at least and at most.
    Range(f64, f64),
}

/// The form of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text that is not blank, or no text.
    Any,
    /// Text without a space at either end.
    Trimmed,
    /// An absolute `http:` or `https:` URL that the provider fetches.
    Url,
    /// `+` and 7 to 15 digits; white space, dashes, `.()` and what cannot be seen do not count.
    Phone,
    /// A leading `+`, then digits, spaces and `().-*#`; other white space, dashes and what cannot be seen do not count.
    DialString,
    /// Digits alone.
    Digits,
    /// Visible ASCII without spaces.
    Token,
    /// One part of a path: not empty, `.` or `..`.
    PathPart,
    /// `YYYY-MM-DD`.
    Date,
    /// Letters, digits, `_` and `-`.
    Name,
    /// Small letters and `_`.
    ParameterName,
    /// Text without a line break, a tab or more than four spaces in a row.
    Parameter,
    /// A file of one of these MIME types.
    MediaType(&'static [&'static str]),
    /// One of these; anything else is malformed.
    OneOf(&'static [&'static str]),
    /// One of these; anything else is not carried.
    Only(&'static [&'static str]),
}

/// A documented form. A value that does not have it may still be taken, so that it is a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likely {
    /// Two or three small letters, then at most `_` and two capitals, or a script: `fil`, `pt_BR`, `zh_Hans`.
    Language,
    /// A business-scoped user id: two capitals, a dot, a parent's `ENT.`, up to 128 letters and digits.
    Bsuid,
    /// Digits alone.
    Digits,
    /// The end of an address, not the whole.
    AddressEnd,
}

impl Rule {
    /// A field that the provider carries.
    #[must_use]
    pub const fn carried(field: &'static str, source: &'static str) -> Self {
        Self {
            field,
            support: Support::Carried,
            limit: None,
            format: Format::Any,
            likely: None,
            needed: false,
            source,
        }
    }

    /// A field that the provider has no place for and the contact never sees.
    #[must_use]
    pub const fn dropped(field: &'static str, source: &'static str) -> Self {
        Self {
            support: Support::Dropped,
            ..Self::carried(field, source)
        }
    }

    /// The file of a kind of media, within the channel's types and size.
    #[must_use]
    pub const fn file(source: &'static str, limits: MediaLimits) -> Self {
        Self::carried("file", source)
            .limit(Limit::Bytes(limits.max_bytes))
            .format(Format::MediaType(limits.types))
    }

    /// The same rule for another field.
    #[must_use]
    pub const fn named(self, field: &'static str) -> Self {
        Self { field, ..self }
    }

    /// The same rule with a limit.
    #[must_use]
    pub const fn limit(self, limit: Limit) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    /// The same rule with a limit in code points.
    #[must_use]
    pub const fn characters(self, max: usize) -> Self {
        self.limit(Limit::Characters(max))
    }

    /// The same rule with a limit in items.
    #[must_use]
    pub const fn items(self, min: usize, max: usize) -> Self {
        self.limit(Limit::Items(min, max))
    }

    /// The same rule with the form that is documented, where the provider alone decides.
    #[must_use]
    pub const fn likely(self, likely: Likely) -> Self {
        Self {
            likely: Some(likely),
            ..self
        }
    }

    /// The same rule for a field that the provider asks for.
    #[must_use]
    pub const fn needed(self) -> Self {
        Self {
            needed: true,
            ..self
        }
    }

    /// The same rule with a form.
    #[must_use]
    pub const fn format(self, format: Format) -> Self {
        Self { format, ..self }
    }
}

impl Limit {
    /// What the limit counts, where it counts.
    #[must_use]
    pub fn unit(self) -> Option<Unit> {
        match self {
            Self::Characters(_) => Some(Unit::Characters),
            Self::Bytes(_) => Some(Unit::Bytes),
            Self::Items(..) => Some(Unit::Items),
            Self::Range(..) => None,
        }
    }
}

impl Capabilities {
    /// The rules of the fields beside a content of this kind.
    #[must_use]
    pub fn beside(&self, kind: Kind) -> &'static [Rule] {
        match kind {
            Kind::Template => self.template,
            _ => self.message,
        }
    }

    /// The rules of a kind of content, where the provider carries it.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Option<&'static [Rule]> {
        self.content
            .iter()
            .find(|rules| rules.kind == kind)
            .map(|rules| rules.rules)
    }
}

/// The rule of a field, where the provider carries or knowingly drops it.
#[must_use]
pub fn rule<'a>(rules: &'a [Rule], field: &str) -> Option<&'a Rule> {
    rules.iter().find(|rule| rule.field == field)
}
