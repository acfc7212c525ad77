//! Options of a client and of one send.

use crate::adapt::Adapt;
use crate::json::{Foreign, Json};
use crate::message::{Fields, missing, read_object, wrong_type};
use crate::outcome::{Error, PartOutcome, PartReceipt};
use crate::problem::{Code, Problem, Problems};

/// Options of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// One attempt, reading the body included, in milliseconds.
    pub timeout_ms: i64,
    /// One send, with its waits and its other calls, in milliseconds.
    pub deadline_ms: i64,
    /// Repeating what surely was not sent.
    pub retry: Retry,
    /// Whether the caller keeps the tokens, in a store that the send is given.
    pub token_store: bool,
    /// How long a looked-up chat is remembered, in milliseconds.
    pub chat_cache_ms: i64,
    /// Whether plain `http:` is allowed to hosts that are not loopback.
    pub allow_insecure: bool,
    /// How far a message may be changed to fit.
    pub adapt: Adapt,
    /// The most messages that one may become by adapting.
    pub max_parts: usize,
}

/// Repeating an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    /// The most attempts at one call, the first included.
    pub max_attempts: u32,
    /// The longest first wait, in milliseconds.
    pub base_delay_ms: i64,
    /// The longest wait, in milliseconds, where the provider names none.
    pub max_delay_ms: i64,
    /// Whether to repeat where the message may have been sent, at the risk of sending it twice.
    pub on_unknown: bool,
}

/// Options of one send, over those of its client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendOptions {
    /// One attempt, in milliseconds.
    pub timeout_ms: Option<i64>,
    /// The whole send, in milliseconds.
    pub deadline_ms: Option<i64>,
    /// How far the message may be changed to fit.
    pub adapt: Option<Adapt>,
    /// The parts of a send that stopped between them, to go on where it stopped.
    pub resume: Option<Vec<PartReceipt>>,
    /// The most attempts at one call, where a failover and no caller decides it.
    pub max_attempts: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout_ms: 15_000,
            deadline_ms: 60_000,
            retry: Retry::default(),
            token_store: false,
            chat_cache_ms: 600_000,
            allow_insecure: false,
            adapt: Adapt::Off,
            max_parts: 20,
        }
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay_ms: 500,
            max_delay_ms: 8_000,
            on_unknown: false,
        }
    }
}

impl Options {
    /// Reads the options of a client. The functions among them are read by the bindings; here they are
    /// only checked to be functions.
    ///
    /// # Errors
    /// `invalid_config` with every problem.
    pub fn read(value: &Json) -> Result<Self, Error> {
        read(value, |fields| {
            function(fields, "fetch");
            function(fields, "onAttempt");
            let default = Self::default();
            Self {
                timeout_ms: milliseconds(fields, "timeoutMs", 1).unwrap_or(default.timeout_ms),
                deadline_ms: milliseconds(fields, "deadlineMs", 1).unwrap_or(default.deadline_ms),
                retry: fields.with("retry", Retry::read).unwrap_or(default.retry),
                token_store: fields.object("tokenStore", store).is_some(),
                chat_cache_ms: milliseconds(fields, "chatCacheMs", 0)
                    .unwrap_or(default.chat_cache_ms),
                allow_insecure: fields
                    .boolean("allowInsecure")
                    .unwrap_or(default.allow_insecure),
                adapt: adapt(fields).unwrap_or(default.adapt),
                max_parts: fields
                    .integer("maxParts", 1)
                    .map_or(default.max_parts, |count| {
                        usize::try_from(count).unwrap_or(usize::MAX)
                    }),
            }
        })
    }
}

impl Retry {
    fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<Self> {
        let default = Self::default();
        if *value == Json::Bool(false) {
            return Some(Self {
                max_attempts: 1,
                ..default
            });
        }
        read_object(value, path, problems, |fields| Self {
            max_attempts: fields
                .integer("maxAttempts", 1)
                .map_or(default.max_attempts, |count| {
                    u32::try_from(count).unwrap_or(u32::MAX)
                }),
            base_delay_ms: milliseconds(fields, "baseDelayMs", 0).unwrap_or(default.base_delay_ms),
            max_delay_ms: milliseconds(fields, "maxDelayMs", 0).unwrap_or(default.max_delay_ms),
            on_unknown: fields.boolean("onUnknown").unwrap_or(default.on_unknown),
        })
    }
}

impl SendOptions {
    /// Reads the options of one send.
    ///
    /// # Errors
    /// `invalid_config` with every problem.
    pub fn read(value: &Json) -> Result<Self, Error> {
        read(value, |fields| {
            fields.signal();
            Self {
                timeout_ms: milliseconds(fields, "timeoutMs", 1),
                deadline_ms: milliseconds(fields, "deadlineMs", 1),
                adapt: adapt(fields),
                resume: fields
                    .has("resume")
                    .then(|| fields.list("resume", part).into_iter().flatten().collect()),
                max_attempts: None,
            }
        })
    }
}

/// Reads the options of a plan: how far the message may be changed.
///
/// # Errors
/// `invalid_config` with every problem.
pub fn read_plan_options(value: &Json) -> Result<Option<Adapt>, Error> {
    read(value, adapt)
}

pub(super) fn adapt(fields: &mut Fields<'_>) -> Option<Adapt> {
    let name = fields.string("adapt")?;
    let mode = Adapt::by_name(&name);
    if mode.is_none() {
        let path = fields.path("adapt");
        let words = format!("Must be one of: {}.", Adapt::NAMES.join(", "));
        fields.add(Problem::error(path, Code::InvalidFormat, words));
    }
    mode
}

pub(super) fn part(
    value: &Json,
    path: &str,
    problems: &mut Problems,
) -> Option<Option<PartReceipt>> {
    let part = read_object(value, path, problems, |fields| {
        let index = fields
            .integer("index", 0)
            .and_then(|index| usize::try_from(index).ok());
        let outcome = fields.text("outcome");
        let known = PartOutcome::by_name(&outcome);
        if known.is_none() {
            let path = fields.path("outcome");
            let words = "Must be sent, not_sent or unknown.";
            fields.add(Problem::error(path, Code::InvalidFormat, words));
        }
        PartReceipt {
            index: index.unwrap_or_default(),
            outcome: known.unwrap_or(PartOutcome::Unknown),
            message_id: fields.string("messageId"),
            channel_message_id: fields.string("channelMessageId"),
        }
    });
    Some(part)
}

pub(super) fn read<T>(value: &Json, read: impl FnOnce(&mut Fields<'_>) -> T) -> Result<T, Error> {
    let mut problems = Problems::new();
    let options = read_object(value, "", &mut problems, read);
    match options {
        Some(options) if !problems.has_errors() => Ok(options),
        _ => Err(Error::invalid_options(problems.into_vec())),
    }
}

/// JavaScript's timers count in 32 bits: about 24.8 days.
const MAX_MS: i64 = i32::MAX as i64;

pub(super) fn milliseconds(fields: &mut Fields<'_>, key: &'static str, min: i64) -> Option<i64> {
    let ms = fields.integer(key, min)?;
    if ms > MAX_MS {
        let path = fields.path(key);
        let words = format!("Must be at most {MAX_MS} milliseconds.");
        fields.add(Problem::error(path, Code::OutOfRange, words));
    }
    Some(ms)
}

/// Both ends of a store.
fn store(fields: &mut Fields<'_>) {
    for key in ["get", "set"] {
        if !fields.has(key) {
            let path = fields.path(key);
            fields.add(missing(&path));
        }
        function(fields, key);
    }
}

pub(super) fn function(fields: &mut Fields<'_>, key: &'static str) {
    fields.with(key, |value, path, problems| {
        if *value != Json::Foreign(Foreign::Function) {
            problems.add(wrong_type(path, "a function", value));
        }
        Some(())
    });
}
