//! A template: help.texterchat.com/api-reference/manage-templates/send-template-message.

use axum::http::StatusCode;

use super::{answer, json_body};
use crate::{
    call::Call,
    check::{
        Kind,
        Need::{Optional, Required},
        Object, Report,
    },
    credentials::TEXTER_UNSUBSCRIBED,
    respond::Reply,
    state::State,
    template::wrong_value,
};

/// Checks the body and takes the message. Which templates there are is not asked: every name of the
/// documented form is taken.
pub fn play(state: &State, call: &Call) -> Reply {
    let value = match json_body(call) {
        Ok(value) => value,
        Err((status, wrong)) => return Reply::undocumented(status, wrong),
    };
    let report = Report::default();
    let message = report.root(value).and_then(|body| check(&body));
    match (report.take().first(), message) {
        (None, Some(message)) if message.to == digits(TEXTER_UNSUBSCRIBED) => {
            answer::unsubscribed()
        }
        (None, Some(message)) => answer::template_sent(state, &message.words),
        (refusal, _) => {
            let wrong = refusal.map(|refusal| format!("{}: {}", refusal.field, refusal.why));
            Reply::undocumented(StatusCode::BAD_REQUEST, &wrong.unwrap_or_default())
        }
    }
}

struct Message {
    /// The phone's digits.
    to: String,
    /// The body's values.
    words: String,
}

fn check(body: &Object<'_>) -> Option<Message> {
    body.only(&[
        "templateName",
        "to",
        "from",
        "language",
        "body",
        "header",
        "setChat",
        "buttons",
        "replyAction",
        "sessionMessage",
    ]);
    if let Some(name) = body.text("templateName", Required, 1..=usize::MAX)
        && !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    {
        body.refuse(
            "templateName",
            Kind::Value,
            "has other characters than letters, digits, _ and -",
        );
    }
    check_phone(body, "from", body.text("from", Optional, 1..=usize::MAX));
    body.text("language", Optional, 1..=usize::MAX);
    let words = body.texts("body", Optional).unwrap_or_default();
    for (index, value) in words.iter().enumerate() {
        if let Some(wrong) = wrong_value(value) {
            body.refuse(&format!("body.{index}"), Kind::Value, wrong);
        }
    }
    if let Some(header) = body.object("header", Optional) {
        check_header(&header);
    }
    // What these hold is not shown.
    for field in ["setChat", "replyAction", "sessionMessage"] {
        body.object(field, Optional);
    }
    body.objects("buttons", Optional, 0..=usize::MAX);
    let to = body.text("to", Required, 1..=usize::MAX);
    check_phone(body, "to", to);
    Some(Message {
        to: digits(to?),
        words: words.join(" "),
    })
}

/// Local or international, in the ways the page writes one.
fn check_phone(body: &Object<'_>, field: &str, phone: Option<&str>) {
    let Some(phone) = phone else { return };
    let rest = phone.strip_prefix('+').unwrap_or(phone);
    let is_phone = rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b" -().".contains(&byte));
    if !is_phone {
        body.refuse(field, Kind::Value, "is no phone number");
    }
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// Media only: a header's text cannot be set.
fn check_header(header: &Object<'_>) {
    header.only(&["type", "url", "filename"]);
    let kind = header.choice("type", Required, &["image", "video", "document"]);
    header.web_url("url", Required);
    header.text("filename", Optional, 1..=usize::MAX);
    if kind.is_some_and(|kind| kind != "document") && header.has("filename") {
        header.refuse("filename", Kind::Value, "is for documents only");
    }
}
