//! The providers there are.

use super::{Entry, Provider, Surroundings, connectly, islash, texter, yeastar};
use crate::json::Json;
use crate::message::{
    Attachment, Content, Message, Recipient, check_size, missing, read_object, time_fault,
};
use crate::outcome::Error;
use crate::problem::{Code, Problem, Problems};
use crate::rules::{self, Capabilities, whatsapp};

/// Every provider. A new one is its folder and a line here.
pub static PROVIDERS: &[&Entry] = &[
    &islash::ENTRY,
    &connectly::ENTRY,
    &texter::ENTRY,
    &yeastar::ENTRY,
];

/// The provider of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Entry> {
    PROVIDERS
        .iter()
        .find(|entry| entry.capabilities.provider == name)
        .copied()
}

/// What the provider of that name takes.
#[must_use]
pub fn capabilities(name: &str) -> Option<&'static Capabilities> {
    by_name(name).map(|entry| entry.capabilities)
}

/// Reads a configuration: its provider, and the provider configured by it.
///
/// # Errors
/// `invalid_config` with every problem of the configuration.
pub fn configure(
    config: &Json,
    surroundings: Surroundings,
) -> Result<(&'static Entry, Box<dyn Provider>), Error> {
    let mut problems = Problems::new();
    check_size(config, &mut problems);
    let entry = entry_of(config, &mut problems);
    let configured = entry.and_then(|entry| {
        read_object(config, "", &mut problems, |fields| {
            fields.value("provider");
            (entry, (entry.configure)(fields, surroundings))
        })
    });
    match configured {
        Some(configured) if !problems.has_errors() => Ok(configured),
        _ => Err(Error::invalid_config(problems.into_vec())),
    }
}

fn entry_of(config: &Json, problems: &mut Problems) -> Option<&'static Entry> {
    let Json::Object(_) = config else {
        problems.add(crate::message::wrong_type("", "an object", config));
        return None;
    };
    let entry = config
        .get("provider")
        .and_then(Json::as_str)
        .and_then(by_name);
    if entry.is_none() {
        problems.add(match config.get("provider") {
            None => missing("/provider"),
            Some(_) => not_a_provider("/provider"),
        });
    }
    entry
}

fn not_a_provider(path: &str) -> Problem {
    let names: Vec<&str> = PROVIDERS
        .iter()
        .map(|entry| entry.capabilities.provider)
        .collect();
    let words = format!("The provider must be one of: {}.", names.join(", "));
    Problem::error(path, Code::InvalidFormat, words)
}

/// The error of a name that is no provider's, at a path.
#[must_use]
pub fn unknown_provider(path: &str) -> Error {
    Error::invalid("There is no such provider", vec![not_a_provider(path)])
}

/// Reads a message and checks it against a provider. The message is given where its shape could be read;
/// it may be sent only where no problem is an error.
///
/// ```
/// use sessage::json::Json;
/// use sessage::problem::Code;
/// use sessage::provider::{by_name, validate};
///
/// let message = r#"{"to": "85256872847", "content": {"type": "text", "text": ""}}"#;
/// let message = Json::parse(message).unwrap();
/// let (_, problems) = validate(&message, &[], by_name("connectly").unwrap(), None, 0);
/// let found: Vec<_> = problems.iter().map(|it| (it.path.as_str(), it.code)).collect();
/// assert_eq!(found, [("/to", Code::InvalidFormat), ("/content/text", Code::Required)]);
/// ```
///
/// `now`, in epoch milliseconds, judges the times that the message names.
#[must_use]
pub fn validate(
    value: &Json,
    attachments: &[Attachment],
    entry: &Entry,
    configured: Option<&dyn Provider>,
    now: i64,
) -> (Option<Message>, Vec<Problem>) {
    let mut problems = Problems::new();
    let message = Message::read(value, attachments, &mut problems);
    if let Some(message) = &message {
        check(message, entry, configured, &mut problems);
        check_times(message, now, &mut problems);
        check_fallback(message, entry, configured, &mut problems);
    }
    (message, point_at(value.get("to"), problems).into_vec())
}

/// Checks a message against a provider's table and its own rules. Without a configured provider, what only a
/// configuration can supply is not reported.
pub fn check(
    message: &Message,
    entry: &Entry,
    configured: Option<&dyn Provider>,
    problems: &mut Problems,
) {
    rules::check(message, entry.capabilities, &peers(), problems);
    check_own(message, entry, configured, problems);
}

/// Checks a message whose content was checked before.
pub fn check_beside(
    message: &Message,
    entry: &Entry,
    configured: &dyn Provider,
    problems: &mut Problems,
) {
    rules::check_beside(message, entry.capabilities, &peers(), problems);
    check_own(message, entry, Some(configured), problems);
}

/// Checks the times that a message names, by a clock.
pub fn check_times(message: &Message, now: i64, problems: &mut Problems) {
    let last = message.last_inbound_at;
    if let Some(problem) = last.and_then(|last| time_fault("/lastInboundAt", last, now)) {
        problems.add(problem);
    }
}

/// Checks the recipient of a message that has no content yet; other problems than those at `/to` say nothing.
pub(super) fn check_recipient(message: &Message, entry: &Entry, problems: &mut Problems) {
    rules::check_beside(message, entry.capabilities, &peers(), problems);
    (entry.check)(message, problems);
}

fn peers() -> Vec<&'static Capabilities> {
    PROVIDERS.iter().map(|entry| entry.capabilities).collect()
}

/// What neither table nor content shows.
fn check_own(
    message: &Message,
    entry: &Entry,
    configured: Option<&dyn Provider>,
    problems: &mut Problems,
) {
    (entry.check)(message, problems);
    if goes_over_whatsapp(message, configured) {
        rules::check_channel(message, entry.capabilities, problems);
    }
    if let Some(configured) = configured {
        configured.check(message, problems);
    }
}

/// Whether WhatsApp carries the message. A session that exists has a channel that is not known here.
fn goes_over_whatsapp(message: &Message, configured: Option<&dyn Provider>) -> bool {
    let configured = configured.and_then(Provider::channel);
    let channel = message.channel.as_deref().or(configured);
    match (&message.to, &*message.content) {
        (_, Content::Template(_)) => true,
        (Recipient::Conversation { .. }, _) => false,
        _ => channel.is_none_or(|channel| channel == whatsapp::CHANNEL),
    }
}

/// Where a message has its content, and the template that goes out instead.
const CONTENT: &str = "/content";
const FALLBACK: &str = "/fallback";

/// Checks the template that goes out where the session window is closed, as the message that it then is.
pub fn check_fallback(
    message: &Message,
    entry: &Entry,
    configured: Option<&dyn Provider>,
    problems: &mut Problems,
) {
    if let Some(instead) = message.instead() {
        let mut found = problems.moved(FALLBACK, CONTENT);
        check(&instead, entry, configured, &mut found);
        let place = |path: &str| match path.strip_prefix(CONTENT) {
            Some(rest) => format!("{FALLBACK}{rest}"),
            None => path.to_owned(),
        };
        problems.merge(found.repointed(place));
    }
}

/// The problems with paths that the value has: a recipient that is a plain string has no field `phone`.
#[must_use]
pub fn point_at(to: Option<&Json>, problems: Problems) -> Problems {
    if matches!(to, Some(Json::Object(_))) {
        return problems;
    }
    problems.repointed(|path| match path {
        "/to/phone" => "/to".to_owned(),
        path => path.to_owned(),
    })
}
