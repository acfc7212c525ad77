//! Results in a checkpoint: written as JSON and read again, in full.

use serde::Serialize;

use super::checkpoint::{count, index_at};
use super::{BulkResult, Sent};
use crate::delivery::options;
use crate::json::{Json, object};
use crate::message::{Fields, missing, read_object};
use crate::outcome::{Change, ChangeKind, Error, ErrorCode, Outcome, PartReceipt, Receipt, Status};
use crate::problem::{Code, Problem, Problems, Severity, Unit};
use crate::provider::by_name;

/// A result as JSON.
pub fn write(result: &BulkResult) -> Json {
    let (receipt, error) = match &result.sent {
        Ok(receipt) => (Some(written(receipt, receipt.raw.as_deref())), None),
        Err(error) => (None, Some(written_error(error))),
    };
    object([
        ("index", Some(count(result.index))),
        ("to", Some(result.to.clone())),
        ("reference", result.reference.as_deref().map(Json::from)),
        ("receipt", receipt),
        ("error", error),
    ])
}

/// An error as `SessageError.toJSON` gives it.
fn written_error(error: &Error) -> Json {
    let mut json = written(error, error.raw.as_deref());
    if let Json::Object(members) = &mut json {
        members.insert(0, ("name".into(), Json::from("SessageError")));
    }
    json
}

/// As JavaScript is given it: the answer parsed, where it is JSON.
fn written(value: &impl Serialize, raw: Option<&str>) -> Json {
    // What is written here can be read again.
    let text = serde_json::to_string(value).unwrap_or_default();
    let mut json = Json::parse(&text).unwrap_or(Json::Null);
    if let (Json::Object(members), Some(raw)) = (&mut json, raw) {
        let parsed = Json::parse(raw).unwrap_or_else(|_| Json::from(raw));
        members.push(("raw".into(), parsed));
    }
    json
}

/// The text of an answer that was written parsed; text that is no JSON was written as it is.
fn raw(fields: &mut Fields<'_>) -> Option<String> {
    Some(match fields.value("raw")? {
        Json::String(text) if Json::parse(text).is_err() => text.clone(),
        other => other.text(),
    })
}

/// Reads what [`write()`] wrote.
pub fn read(value: &Json, path: &str, problems: &mut Problems) -> Option<BulkResult> {
    read_object(value, path, problems, |fields| {
        let index = index_at(fields, "index")?;
        let receipt = fields.object("receipt", receipt).flatten();
        let error = fields.object("error", error).flatten();
        let sent: Option<Sent> = receipt.map(Ok).or(error.map(Err));
        if sent.is_none() {
            fields.add(missing(&fields.path("receipt")));
        }
        Some(BulkResult {
            index,
            to: fields.value("to").cloned().unwrap_or(Json::Null),
            reference: fields.string("reference"),
            sent: sent?,
        })
    })
    .flatten()
}

fn receipt(fields: &mut Fields<'_>) -> Option<Receipt> {
    let provider = provider(fields);
    let receipt = Receipt {
        provider: provider.unwrap_or_default(),
        message_id: fields.text("messageId"),
        channel_message_id: fields.string("channelMessageId"),
        conversation_id: fields.string("conversationId"),
        status: named(fields, "status", Status::NAMES)?,
        sent_at: fields.integer("sentAt", i64::MIN),
        reference: fields.string("reference"),
        to: fields.string("to"),
        used_fallback: fields.boolean("usedFallback").unwrap_or_default(),
        attempts: attempts(fields),
        parts: parts(fields),
        changes: fields
            .list("changes", |value, path, problems| {
                read_object(value, path, problems, change)
                    .flatten()
                    .map(Some)
            })
            .into_iter()
            .flatten()
            .collect(),
        raw: raw(fields),
    };
    provider.map(|_| receipt)
}

fn change(fields: &mut Fields<'_>) -> Option<Change> {
    Some(Change {
        path: fields.text("path"),
        message: fields.text("message"),
        kind: named(fields, "kind", ChangeKind::NAMES)?,
    })
}

fn error(fields: &mut Fields<'_>) -> Option<Error> {
    // Every error has the same, so it is only known here.
    let _ = fields.string("name");
    let code = named(fields, "code", ErrorCode::NAMES)?;
    let mut error = Error::new(code, fields.text("message"));
    error.provider = if fields.has("provider") {
        Some(provider(fields)?)
    } else {
        None
    };
    error.outcome = named(fields, "outcome", Outcome::NAMES)?;
    error.retryable = fields.boolean("retryable").unwrap_or_default();
    error.retry_after_ms = fields.integer("retryAfterMs", i64::MIN);
    error.retry_at = fields.integer("retryAt", i64::MIN);
    let status = fields.integer("status", 0);
    error.status = status.and_then(|status| u16::try_from(status).ok());
    error.provider_code = fields.string("providerCode");
    error.provider_message = fields.string("providerMessage");
    let problems = fields.list("problems", |value, path, problems| {
        read_object(value, path, problems, problem)
            .flatten()
            .map(Some)
    });
    error.problems = problems.into_iter().flatten().collect();
    error.attempts = attempts(fields);
    error.parts = parts(fields);
    error.raw = raw(fields);
    Some(error)
}

fn problem(fields: &mut Fields<'_>) -> Option<Problem> {
    let code = named(fields, "code", CODES)?;
    let mut problem = Problem::error(fields.text("path"), code, fields.text("message"));
    problem.severity = named(fields, "severity", SEVERITIES)?;
    problem.limit = fields.has("limit").then(|| fields.number("limit"));
    problem.actual = fields.has("actual").then(|| fields.number("actual"));
    if fields.has("unit") {
        problem.unit = named(fields, "unit", UNITS);
    }
    problem.source = fields.string("source");
    Some(problem)
}

fn attempts(fields: &mut Fields<'_>) -> u32 {
    let attempts = fields.integer("attempts", 0).unwrap_or_default();
    u32::try_from(attempts).unwrap_or(u32::MAX)
}

fn parts(fields: &mut Fields<'_>) -> Vec<PartReceipt> {
    fields
        .list("parts", options::part)
        .into_iter()
        .flatten()
        .collect()
}

fn provider(fields: &mut Fields<'_>) -> Option<&'static str> {
    let entry = by_name(&fields.text("provider"));
    if entry.is_none() {
        fields.add(unknown_name(&fields.path("provider")));
    }
    entry.map(|entry| entry.capabilities.provider)
}

/// What the name in the field stands for.
fn named<T: Copy>(fields: &mut Fields<'_>, key: &'static str, every: &[(&str, T)]) -> Option<T> {
    let given = fields.text(key);
    let found = every.iter().find(|(name, _)| *name == given);
    if found.is_none() {
        fields.add(unknown_name(&fields.path(key)));
    }
    found.map(|(_, value)| *value)
}

fn unknown_name(path: &str) -> Problem {
    Problem::error(path, Code::InvalidFormat, "This name is not known.")
}

const CODES: &[(&str, Code)] = &[
    ("required", Code::Required),
    ("too_long", Code::TooLong),
    ("too_many", Code::TooMany),
    ("too_few", Code::TooFew),
    ("too_large", Code::TooLarge),
    ("out_of_range", Code::OutOfRange),
    ("invalid_format", Code::InvalidFormat),
    ("invalid_type", Code::InvalidType),
    ("duplicate", Code::Duplicate),
    ("conflict", Code::Conflict),
    ("unsupported", Code::Unsupported),
    ("unknown_field", Code::UnknownField),
];

const SEVERITIES: &[(&str, Severity)] =
    &[("error", Severity::Error), ("warning", Severity::Warning)];

const UNITS: &[(&str, Unit)] = &[
    ("characters", Unit::Characters),
    ("bytes", Unit::Bytes),
    ("items", Unit::Items),
];
