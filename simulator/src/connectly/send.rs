//! A session message: docs.connectly.ai/messaging/session-messages.

use serde_json::Value;

use super::{answer, content};
use crate::{
    call::{Call, Content},
    check::{
        Kind,
        Need::{Optional, Required},
        Object, Report, is_e164,
    },
    credentials::{CONNECTLY_CLOSED, CONNECTLY_SENDER},
    respond::Reply,
    state::State,
};

const CALLBACK_BYTES: usize = 1024;

/// Checks the body and takes the message.
pub fn play(state: &State, call: &Call) -> Reply {
    let report = Report::default();
    let recipient = body(call, &report).and_then(|body| check(&body));
    match report.take().first() {
        Some(refusal) => answer::refused(state, refusal),
        None if recipient == Some(CONNECTLY_CLOSED) => answer::window_closed(state),
        None => answer::sent(state),
    }
}

/// The body of a call, which must be declared as JSON.
pub fn body<'a>(call: &'a Call, report: &'a Report) -> Option<Object<'a>> {
    match &call.body {
        _ if call.media_type().as_deref() != Some("application/json") => {
            report.refuse("body", Kind::Type, None, "must be application/json");
            None
        }
        Content::Json { value, .. } => report.root(value),
        _ => {
            report.refuse("body", Kind::Type, None, "cannot be read as JSON");
            None
        }
    }
}

/// The recipient of a message that passed.
fn check<'a>(body: &Object<'a>) -> Option<&'a str> {
    body.only(&[
        "sender",
        "recipient",
        "message",
        "campaignName",
        "callbackData",
    ]);
    let sender = body
        .object("sender", Optional)
        .and_then(|sender| check_sender(&sender));
    let recipient = body
        .object("recipient", Required)
        .and_then(|recipient| check_recipient(&recipient));
    if recipient.is_some() && recipient == Some(sender.unwrap_or(CONNECTLY_SENDER)) {
        body.refuse("recipient", Kind::Value, "is the sender");
    }
    if let Some(message) = body.object("message", Required) {
        content::check(&message);
    }
    check_marks(body);
    recipient
}

/// What marks a message for reports and webhooks.
pub fn check_marks(body: &Object<'_>) {
    body.text("campaignName", Optional, 0..=usize::MAX);
    if let Some(data) = body.any("callbackData", Optional)
        && size(data) > CALLBACK_BYTES
    {
        let why = format!("is longer than {CALLBACK_BYTES} bytes");
        body.refuse("callbackData", Kind::Length, &why);
    }
}

/// The bytes of a value: of a text as it is, of anything else as JSON. Whether a text's quotes count is not
/// documented.
fn size(data: &Value) -> usize {
    data.as_str()
        .map_or_else(|| data.to_string().len(), str::len)
}

/// The business has one number. Of channels only `whatsapp` is documented.
fn check_sender<'a>(sender: &Object<'a>) -> Option<&'a str> {
    sender.only(&["id", "channelType", "name"]);
    sender.choice("channelType", Required, &["whatsapp"]);
    sender.text("name", Optional, 0..=usize::MAX);
    let id = sender.text("id", Required, 1..=usize::MAX)?;
    if id != CONNECTLY_SENDER {
        sender.refuse("id", Kind::Value, "is not a number of this business");
        return None;
    }
    Some(id)
}

fn check_recipient<'a>(recipient: &Object<'a>) -> Option<&'a str> {
    recipient.only(&["id", "channelType", "name", "userId"]);
    recipient.choice("channelType", Required, &["whatsapp"]);
    recipient.text("name", Optional, 0..=usize::MAX);
    if let Some(user) = recipient.text("userId", Optional, 1..=usize::MAX)
        && !is_business_scoped(user)
    {
        recipient.refuse("userId", Kind::Value, "is no business-scoped user id");
    }
    let id = recipient.text("id", Required, 1..=usize::MAX)?;
    if !is_e164(id) && !is_business_scoped(id) {
        let why = "must be E.164 with a plus, or a business-scoped user id";
        recipient.refuse("id", Kind::Value, why);
        return None;
    }
    Some(id)
}

/// An id such as `US.13491208655302741918`. Digits alone are a phone number that lacks its plus.
pub fn is_business_scoped(id: &str) -> bool {
    id.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
        && id.chars().any(|c| c.is_ascii_alphabetic())
}
