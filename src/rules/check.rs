//! Checking a message against a provider's table.

use super::capabilities::rule;
use super::{Capabilities, Format, Rule, Support, cross, whatsapp};
use crate::message::{Content, Field, Kind, Media, Message, Value, Walk};
use crate::problem::{Code, Problem, Problems};
use crate::reach;
use crate::text::shown;
use crate::unseen::{describe, is_blank};

/// Adds every problem that `capabilities` find in `message`. `peers` are all providers' tables, to name
/// those that carry what this one does not.
pub fn check(
    message: &Message,
    capabilities: &Capabilities,
    peers: &[&Capabilities],
    problems: &mut Problems,
) {
    check_beside(message, capabilities, peers, problems);
    let checker = Checker {
        capabilities,
        peers,
    };
    checker.content(&message.content, problems);
    cross::check(&message.content, problems);
}

/// Adds every problem of the fields beside the content.
pub fn check_beside(
    message: &Message,
    capabilities: &Capabilities,
    peers: &[&Capabilities],
    problems: &mut Problems,
) {
    let checker = Checker {
        capabilities,
        peers,
    };
    checker.message(message, problems);
}

/// Adds every problem of a content alone, without naming other providers.
pub fn check_content(content: &Content, capabilities: &Capabilities, problems: &mut Problems) {
    let checker = Checker {
        capabilities,
        peers: &[],
    };
    checker.content(content, problems);
    cross::check(content, problems);
}

struct Checker<'a> {
    capabilities: &'a Capabilities,
    peers: &'a [&'a Capabilities],
}

impl Checker<'_> {
    fn message(&self, message: &Message, problems: &mut Problems) {
        let kind = message.content.kind();
        let mut visit = |field: Field<'_>| {
            let who =
                |peer: &Capabilities| rule(peer.beside(kind), field.name).is_some_and(is_carried);
            self.field(self.capabilities.beside(kind), field, &who, problems);
        };
        message.walk(&mut Walk::new("", &mut visit));
    }

    fn content(&self, content: &Content, problems: &mut Problems) {
        let kind = content.kind();
        let Some(rules) = self.capabilities.kind(kind) else {
            let who = |peer: &Capabilities| peer.kind(kind).is_some();
            let what = format!("{} messages", kind.name());
            problems.add_unreadable(self.unsupported("/content/type", &what, &who));
            return;
        };
        self.fields("/content", kind, rules, |walk| content.walk(walk), problems);
        if let Content::Album(album) = content {
            for (index, item) in album.items.iter().enumerate() {
                self.album_item(&format!("/content/items/{index}"), item, problems);
            }
        }
    }

    fn album_item(&self, path: &str, item: &Media, problems: &mut Problems) {
        let kind = Kind::from(item.kind);
        match self.capabilities.kind(kind) {
            Some(rules) => self.fields(path, kind, rules, |walk| item.walk(walk), problems),
            None => {
                let who = |peer: &Capabilities| peer.kind(kind).is_some();
                let what = format!("{} items", kind.name());
                problems.add_unreadable(self.unsupported(&format!("{path}/type"), &what, &who));
            }
        }
    }

    fn fields(
        &self,
        path: &str,
        kind: Kind,
        rules: &[Rule],
        walk: impl FnOnce(&mut Walk<'_>),
        problems: &mut Problems,
    ) {
        let mut visit = |field: Field<'_>| {
            let who = |peer: &Capabilities| {
                peer.kind(kind)
                    .and_then(|rules| rule(rules, field.name))
                    .is_some_and(is_carried)
            };
            self.field(rules, field, &who, problems);
        };
        walk(&mut Walk::new(path, &mut visit));
    }

    fn field(
        &self,
        rules: &[Rule],
        field: Field<'_>,
        who: &dyn Fn(&Capabilities) -> bool,
        problems: &mut Problems,
    ) {
        let name = field.name;
        match rule(rules, name) {
            None => problems.add_unreadable(self.unsupported(field.path, &in_words(name), who)),
            Some(rule) if rule.support == Support::Dropped => {
                let problem = self.unsupported(field.path, &in_words(name), who);
                problems.add(problem.warning().with_source(rule.source));
            }
            Some(rule) => {
                let source = match rule.format {
                    Format::MediaType(_) => whatsapp::MEDIA,
                    _ => rule.source,
                };
                let fault = self.fault(rule, field, who);
                // What is wrong for certain is not doubted as well.
                let doubt = fault.is_none().then(|| doubt(rule, field)).flatten();
                for problem in [file_type(rule, field), fault, doubt].into_iter().flatten() {
                    problems.add(problem.with_source(source));
                }
            }
        }
    }

    fn fault(
        &self,
        rule: &Rule,
        field: Field<'_>,
        who: &dyn Fn(&Capabilities) -> bool,
    ) -> Option<Problem> {
        if let Value::Text(text) = field.value {
            if is_blank(text) && !rule.format.judges_blank() {
                let words = blank(text, field.is_optional && !rule.needed);
                return Some(Problem::error(field.path, Code::Required, words));
            }
            if let Some(fault) = rule.format.fault(text) {
                return Some(match rule.format {
                    Format::Only(_) => self
                        .unsupported(field.path, &format!("this {}", in_words(field.name)), who)
                        .explained(&fault),
                    _ => {
                        let words = format!("The value {fault}.");
                        Problem::error(field.path, Code::InvalidFormat, words)
                    }
                });
            }
            if rule.format.is_seen()
                && is_content(field)
                && may_hold_control(text)
                && let Some(control) = text.chars().find(|c| is_control(*c))
            {
                let name = describe(control);
                let words = ["Holds ", &name, ", which no receiver can show. Remove it."].concat();
                return Some(Problem::error(field.path, Code::InvalidFormat, words));
            }
        }
        if let Value::File(file) = field.value
            && file.size == 0
        {
            return Some(empty_file(field.path));
        }
        rule.limit
            .and_then(|limit| limit.fault(field.path, field.value))
    }

    fn unsupported(&self, path: &str, what: &str, who: &dyn Fn(&Capabilities) -> bool) -> Problem {
        let able: Vec<&str> = self
            .peers
            .iter()
            .filter(|peer| peer.provider != self.capabilities.provider && who(peer))
            .map(|peer| peer.title)
            .collect();
        let hint = match able.as_slice() {
            [] => "No other provider here carries it either.".to_owned(),
            titles => format!("Carried by: {}.", titles.join(", ")),
        };
        let title = self.capabilities.title;
        Problem::error(
            path,
            Code::Unsupported,
            format!("{title} does not carry {what}. {hint}"),
        )
        .with_source(self.capabilities.source)
    }
}

impl Problem {
    fn explained(mut self, fault: &str) -> Self {
        self.message.push_str(" The value ");
        self.message.push_str(fault);
        self.message.push('.');
        self
    }
}

/// The problem of a file's type. What is not known may still be right: a warning.
fn file_type(rule: &Rule, field: Field<'_>) -> Option<Problem> {
    let Value::File(file) = field.value else {
        return None;
    };
    let fault = rule.format.fault(&file.content_type)?;
    let (found, is_unknown) = match file.content_type.as_str() {
        "" => ("unknown", true),
        known => (shown(known), false),
    };
    let words = format!("The file's type is {found}; it {fault}.");
    let problem = Problem::error(field.path, Code::InvalidFormat, words);
    Some(if is_unknown {
        problem.warning()
    } else {
        problem
    })
}

/// What to do about a text in which nothing can be seen.
fn blank(text: &str, is_optional: bool) -> String {
    let advice = match (is_optional, text) {
        (true, "") => "Is blank. Leave it out, or give it a value.",
        (true, _) => "Leave it out, or give it a value.",
        (false, "") => "Must not be missing or blank.",
        (false, _) => "It must not be blank.",
    };
    // White space is the usual one, and the other explains more.
    let first = text.chars().find(|c| !c.is_whitespace());
    match first.or_else(|| text.chars().next()) {
        Some(first) => {
            let name = describe(first);
            ["Holds nothing that can be seen, but ", &name, ". ", advice].concat()
        }
        None => advice.to_owned(),
    }
}

/// Whether a field is part of what the contact sees: ids of files and templates are not.
fn is_content(field: Field<'_>) -> bool {
    let last = field.name.rsplit('/').next().unwrap_or_default();
    field.path.starts_with("/content/") && !matches!(last, "uploaded" | "templateId")
}

/// Whether a byte of the text may begin a control character: most texts hold none.
fn may_hold_control(text: &str) -> bool {
    let begins_one = |byte: u8| byte < b' ' || byte == 0x7F || byte == 0xC2;
    text.bytes().any(begins_one)
}

/// What no receiver can show; the others of its category break lines.
fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r')
}

/// The problem of a file that has no bytes.
pub(crate) fn empty_file(path: &str) -> Problem {
    let words = "The file has no bytes: give one that has, or read it anew.";
    Problem::error(path, Code::Required, words)
}

/// What the provider may refuse: a warning.
fn doubt(rule: &Rule, field: Field<'_>) -> Option<Problem> {
    let Value::Text(text) = field.value else {
        return None;
    };
    let words = match rule.format {
        Format::Url => reach::unreachable(text),
        _ => rule.likely.and_then(|likely| likely.doubt(text)),
    };
    let words = ["The value ", words?, "."].concat();
    Some(Problem::error(field.path, Code::InvalidFormat, words).warning())
}

fn is_carried(rule: &Rule) -> bool {
    rule.support == Support::Carried
}

/// A field as a sentence names it: a rule's name tells more than the field's own.
fn in_words(name: &str) -> String {
    let (before, last) = name.rsplit_once('/').unwrap_or(("", name));
    match (before, last) {
        ("header/image" | "header/video", "filename") => "a filename of such a header".to_owned(),
        ("url" | "file" | "uploaded", "filename") => format!("a filename beside {before}"),
        ("header", kind) => format!("a header with {kind}"),
        ("header/image" | "header/video" | "header/document", source) => {
            format!("a header by {source}")
        }
        ("buttons/*", button) => format!("a value of a {button} button"),
        ("body", "named") => "values by name".to_owned(),
        ("to", form) => format!("a recipient by {form}"),
        _ => last.to_owned(),
    }
}
