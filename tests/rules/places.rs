//! The fields of the examples, and the rules that they fall under.

use sessage::json::{Json, object};
use sessage::message::{Attachment, Content, Field, Kind, Message, Value, Walk};
use sessage::problem::{Code, Problem, Problems, Unit};
use sessage::provider::{Entry, PROVIDERS, validate};
use sessage::rules::{Format, Limit, Rule, Support, whatsapp};

use crate::support::examples::Example;
use crate::support::{examples, pointer};

/// The clock that judges the times of messages: Mon, 1 Dec 2025 00:00:00 GMT.
const NOW: i64 = 1_764_547_200_000;

/// What a rule belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The fields beside a session message.
    Message,
    /// The fields beside a template.
    Template,
    Kind(Kind),
}

impl Scope {
    pub fn rule_name(&self, field: &str) -> String {
        match self {
            Self::Message => format!("message: {field}"),
            Self::Template => format!("beside a template: {field}"),
            Self::Kind(kind) => format!("{}: {field}", kind.name()),
        }
    }
}

/// A field of an example.
#[derive(Debug, Clone)]
pub struct Place {
    pub scope: Scope,
    /// Where it stands.
    pub path: String,
    /// The rule's name of it.
    pub name: String,
    pub is_text: bool,
    pub is_file: bool,
}

impl Place {
    pub fn new(scope: Scope, field: Field<'_>) -> Self {
        Self {
            scope,
            path: field.path.to_owned(),
            name: field.name.to_owned(),
            is_text: matches!(field.value, Value::Text(_)),
            is_file: matches!(field.value, Value::File(_)),
        }
    }
}

pub fn read(message: &Json, attachments: &[Attachment]) -> Message {
    Message::read(message, attachments, &mut Problems::new()).unwrap()
}

/// Every field of a message, an album's items included.
pub fn places(message: &Json, attachments: &[Attachment]) -> Vec<Place> {
    let message = read(message, attachments);
    let mut found = Vec::new();
    let beside = match message.content.kind() {
        Kind::Template => Scope::Template,
        _ => Scope::Message,
    };
    message.walk(&mut Walk::new("", &mut |field| {
        found.push(Place::new(beside.clone(), field));
    }));
    let mut content = |content: &Content, path: &str| {
        let kind = content.kind();
        content.walk(&mut Walk::new(path, &mut |field| {
            found.push(Place::new(Scope::Kind(kind), field));
        }));
    };
    content(&message.content, "/content");
    if let Content::Album(album) = &*message.content {
        for (index, item) in album.items.iter().enumerate() {
            content(
                &Content::Media(item.clone()),
                &format!("/content/items/{index}"),
            );
        }
    }
    found
}

pub fn rules_of(entry: &Entry, scope: &Scope) -> Option<&'static [Rule]> {
    match scope {
        Scope::Message => Some(entry.capabilities.message),
        Scope::Template => Some(entry.capabilities.template),
        Scope::Kind(kind) => entry.capabilities.kind(*kind),
    }
}

pub fn all_rules(entry: &Entry) -> impl Iterator<Item = (Scope, &'static Rule)> {
    let content = entry.capabilities.content.iter();
    let content = content.map(|kind| (Scope::Kind(kind.kind), kind.rules));
    let beside = [
        (Scope::Message, entry.capabilities.message),
        (Scope::Template, entry.capabilities.template),
    ];
    beside
        .into_iter()
        .chain(content)
        .flat_map(|(scope, rules)| rules.iter().map(move |rule| (scope.clone(), rule)))
}

pub fn rule_of(entry: &Entry, scope: &Scope, name: &str) -> Option<&'static Rule> {
    rules_of(entry, scope)?
        .iter()
        .find(|rule| rule.field == name)
}

pub fn support(entry: &Entry, place: &Place) -> Option<Support> {
    rule_of(entry, &place.scope, &place.name).map(|rule| rule.support)
}

pub fn is_carried(entry: &Entry, place: &Place) -> bool {
    support(entry, place) == Some(Support::Carried)
}

/// The example without what the provider lacks, where what is left is a valid message.
pub fn carried_part(entry: &Entry, example: &Example) -> Option<Example> {
    let part = carried_part_with(entry, example, None);
    problems_of(entry, &part).is_empty().then_some(part)
}

/// The example without what the provider lacks, but for the field at `kept` and what is in it.
pub fn carried_part_with(entry: &Entry, example: &Example, kept: Option<&str>) -> Example {
    let mut message = example.message.clone();
    for place in places(&example.message, &example.attachments) {
        let is_kept = kept.is_some_and(|kept| is_within(&place.path, kept));
        if !is_carried(entry, &place) && !is_kept {
            message = pointer::remove(message, &place.path);
        }
    }
    Example {
        message,
        attachments: example.attachments.clone(),
    }
}

pub fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

pub fn content_alone(example: &Example) -> Example {
    let message = object([
        (
            "to",
            Some(object([("phone", Some(Json::from("+85256872847")))])),
        ),
        ("content", example.message.get("content").cloned()),
    ]);
    Example {
        message,
        attachments: example.attachments.clone(),
    }
}

/// Each field that a provider carries, in a valid message.
pub fn each_carried_field(mut check: impl FnMut(&'static Entry, &Example, &Place, &'static Rule)) {
    for entry in PROVIDERS.iter().copied() {
        for example in examples::all() {
            let Some(usable) = carried_part(entry, &example) else {
                continue;
            };
            for place in places(&usable.message, &usable.attachments) {
                let rule = rule_of(entry, &place.scope, &place.name).unwrap();
                // The rule of a key says nothing of the value that stands there.
                if rule.format != Format::ParameterName {
                    check(entry, &usable, &place, rule);
                }
            }
        }
    }
}

/// Each field that a provider does not carry, in a message that is valid but for it.
pub fn each_uncarried_field(mut check: impl FnMut(&'static Entry, &Example, &Place)) {
    // Without these a message is not valid either.
    const NEEDED: [&str; 5] = ["to/conversationId", "to/bsuid", "url", "file", "uploaded"];
    for entry in PROVIDERS.iter().copied() {
        for example in examples::all() {
            let places = places(&example.message, &example.attachments);
            if places
                .iter()
                .any(|place| rules_of(entry, &place.scope).is_none())
            {
                continue;
            }
            let is_valid_without = carried_part(entry, &example).is_some();
            let lacking: Vec<&Place> = places
                .iter()
                .filter(|place| !is_carried(entry, place))
                .collect();
            for place in &lacking {
                let is_inside_another = lacking
                    .iter()
                    .any(|other| other.path != place.path && is_within(&place.path, &other.path));
                let is_needed = NEEDED.contains(&place.name.as_str());
                if !is_inside_another && (is_valid_without || is_needed) {
                    check(
                        entry,
                        &carried_part_with(entry, &example, Some(&place.path)),
                        place,
                    );
                }
            }
        }
    }
}

pub fn titles(entry: &Entry, is_able: impl Fn(&Entry) -> bool) -> Vec<&'static str> {
    PROVIDERS
        .iter()
        .filter(|peer| peer.capabilities.provider != entry.capabilities.provider && is_able(peer))
        .map(|peer| peer.capabilities.title)
        .collect()
}

pub fn carriers(entry: &Entry, place: &Place) -> Vec<&'static str> {
    titles(entry, |peer| is_carried(peer, place))
}

pub fn assert_names(problem: &Problem, who: &[&str]) {
    let expected = if who.is_empty() {
        "No other provider here carries it either.".to_owned()
    } else {
        format!("Carried by: {}.", who.join(", "))
    };
    assert!(
        problem.message.contains(&expected),
        "{expected} not in {}",
        problem.message
    );
}

pub fn problems_of(entry: &Entry, example: &Example) -> Vec<Problem> {
    validate(&example.message, &example.attachments, entry, None, NOW).1
}

/// An error without its words.
pub fn problem(path: &str, code: Code, source: &str) -> Problem {
    Problem::error(path, code, "").with_source(source)
}

/// Where a problem of a field says that its rule is written: files are judged by the channel's page.
pub fn source_of(rule: &Rule) -> &'static str {
    match rule.format {
        Format::MediaType(_) => whatsapp::MEDIA,
        _ => rule.source,
    }
}

pub fn wordless(mut problems: Vec<Problem>) -> Vec<Problem> {
    for problem in &mut problems {
        assert!(!problem.message.is_empty(), "{problem:?}");
        problem.message.clear();
    }
    problems
}

pub fn unit_of(limit: Limit) -> Option<Unit> {
    match limit {
        Limit::Characters(_) => Some(Unit::Characters),
        Limit::Bytes(_) => Some(Unit::Bytes),
        Limit::Items(..) => Some(Unit::Items),
        Limit::Range(..) => None,
    }
}
