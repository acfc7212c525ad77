//! A provider's table as data for others: what `capabilities()` gives and the documentation is made of.

use super::capabilities::rule;
use super::{Capabilities, Format, Likely, Limit, MediaLimits, Rule, Support, media_limits};
use crate::json::{Json, Key, Members, object};
use crate::message::{Kind, MediaKind};

/// Recipients, as the message's rules name them.
const RECIPIENTS: &str = "to/";

impl Capabilities {
    /// This table as a JSON object. `peers` are all providers' tables: a field that another one carries and
    /// this one does not is named, and marked as not carried.
    ///
    /// ```
    /// use sessage::json::Json;
    /// use sessage::provider::{PROVIDERS, capabilities};
    ///
    /// let peers: Vec<_> = PROVIDERS.iter().map(|entry| entry.capabilities).collect();
    /// let table = capabilities("texter").unwrap().describe(&peers);
    /// let text = ["content", "text", "fields", "text", "max"];
    /// assert_eq!(table.at(&text), Some(&Json::from(4096)));
    /// assert_eq!(table.at(&["features", "albums"]), Some(&Json::Bool(true)));
    /// ```
    #[must_use]
    pub fn describe(&self, peers: &[&Capabilities]) -> Json {
        let (recipients, fields): (Members, Members) =
            all(self.message, peers.iter().map(|peer| peer.message))
                .into_iter()
                .partition(|(field, _)| field.starts_with(RECIPIENTS));
        let template = all(self.template, peers.iter().map(|peer| peer.template));
        let operations = self.operations.iter().map(|operation| operation.name());
        let recipients = recipients.into_iter().map(|(field, rule)| {
            let form = field.strip_prefix(RECIPIENTS).unwrap_or(&field);
            (Key::from(form.to_owned()), rule)
        });
        let content = Kind::ALL.into_iter().map(|kind| {
            let described = self.describe_kind(kind, peers);
            (Key::from(kind.name()), described)
        });
        object([
            ("provider", Some(Json::from(self.provider))),
            ("title", Some(Json::from(self.title))),
            ("source", Some(Json::from(self.source))),
            ("recipients", Some(Json::Object(recipients.collect()))),
            ("message", Some(Json::Object(fields))),
            ("template", Some(Json::Object(template))),
            ("content", Some(Json::Object(content.collect()))),
            ("features", Some(self.features())),
            ("operations", Some(list(&operations.collect::<Vec<_>>()))),
        ])
    }

    fn describe_kind(&self, kind: Kind, peers: &[&Capabilities]) -> Json {
        let own = self.kind(kind);
        let others = peers.iter().filter_map(|peer| peer.kind(kind));
        let fields = all(own.unwrap_or_default(), others);
        object([
            ("carried", Some(Json::Bool(own.is_some()))),
            ("fields", Some(Json::Object(fields))),
            ("media", kind.media().map(|kind| media(media_limits(kind)))),
        ])
    }

    /// What a caller may ask of the provider at all.
    fn features(&self) -> Json {
        let message = |field| rule(self.message, field).is_some_and(is_carried);
        // A sticker is named by its id in a library, not uploaded; a template's header is none of the caller's.
        let others = [Kind::Sticker, Kind::Template];
        let any_kind = |field: &str| {
            let kinds = self.content.iter().filter(|it| !others.contains(&it.kind));
            let mut rules = kinds.flat_map(|kind| kind.rules);
            rules.any(|rule| rule.field == field && is_carried(rule))
        };
        let flag = |value: bool| Some(Json::Bool(value));
        object([
            ("reference", flag(message("reference"))),
            ("replyTo", flag(message("replyTo"))),
            ("messageTag", flag(message("messageTag"))),
            ("albums", flag(self.kind(Kind::Album).is_some())),
            ("headers", flag(any_kind("header"))),
            ("uploads", flag(any_kind("uploaded"))),
            ("templates", flag(self.kind(Kind::Template).is_some())),
        ])
    }
}

fn is_carried(rule: &Rule) -> bool {
    rule.support == Support::Carried
}

/// A table's fields, then those that only other tables have.
fn all<'a>(own: &[Rule], others: impl Iterator<Item = &'a [Rule]>) -> Members {
    let mut fields: Members = own
        .iter()
        .map(|rule| (Key::from(rule.field), describe_rule(rule)))
        .collect();
    for rule in others.flatten() {
        if fields.iter().all(|(field, _)| field != rule.field) {
            let missing = object([("carried", Some(Json::Bool(false)))]);
            fields.push((Key::from(rule.field), missing));
        }
    }
    fields
}

fn describe_rule(rule: &Rule) -> Json {
    let (min, max) = match rule.limit {
        Some(Limit::Characters(max) | Limit::Bytes(max)) => (None, count(max)),
        Some(Limit::Items(min, max)) => (count(min), count(max)),
        Some(Limit::Range(min, max)) => (Json::from_f64(min), Json::from_f64(max)),
        None => (None, None),
    };
    let unit = rule.limit.and_then(Limit::unit);
    let values = match rule.format {
        Format::OneOf(values) | Format::Only(values) | Format::MediaType(values) => {
            Some(list(values))
        }
        _ => None,
    };
    object([
        ("carried", Some(Json::Bool(is_carried(rule)))),
        ("min", min),
        ("max", max),
        ("unit", unit.map(|unit| Json::from(unit.name()))),
        ("format", form(rule).map(Json::from)),
        ("values", values),
        ("source", Some(Json::from(rule.source))),
    ])
}

/// The form that a field is held to, else the one that is documented.
fn form(rule: &Rule) -> Option<&'static str> {
    let likely = rule.likely.and_then(Likely::name);
    likely.or_else(|| rule.format.name())
}

fn media(limits: MediaLimits) -> Json {
    object([
        ("channel", Some(Json::from("whatsapp"))),
        ("types", Some(list(limits.types))),
        ("maxBytes", count(limits.max_bytes)),
        ("source", Some(Json::from(limits.source))),
    ])
}

fn list(texts: &[&str]) -> Json {
    Json::Array(texts.iter().copied().map(Json::from).collect())
}

/// A number that a limit names; `usize::MAX` stands for no limit.
fn count(number: usize) -> Option<Json> {
    let number = i64::try_from(number).ok()?;
    (number < i64::from(i32::MAX)).then(|| Json::from(number))
}

impl Kind {
    /// The kind of media that this is, where it is one.
    #[must_use]
    pub fn media(self) -> Option<MediaKind> {
        let kinds = [
            MediaKind::Image,
            MediaKind::Video,
            MediaKind::Audio,
            MediaKind::Document,
            MediaKind::Sticker,
        ];
        kinds.into_iter().find(|kind| Self::from(*kind) == self)
    }
}
