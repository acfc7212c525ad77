//! A template: docs.connectly.ai/messaging/template-messages.

use std::sync::LazyLock;

use super::{
    answer,
    send::{body, check_marks, is_business_scoped},
};
use crate::{
    call::Call,
    check::{
        Kind,
        Need::{Optional, Required},
        Object, Report, is_e164, is_web_url,
    },
    credentials::CONNECTLY_SENDER,
    respond::Reply,
    state::State,
    template::{Template, Templates, read, wrong_value},
    whatsapp::HEADER_AND_FOOTER,
};

/// The templates there are. No call of this API lists them.
pub static TEMPLATES: Templates =
    LazyLock::new(|| read(include_str!("../templates/connectly.json")));

const BODY_VARIABLES: usize = 15;
/// WhatsApp's most buttons below a template.
const BUTTONS: usize = 10;

/// Checks the body and takes the message.
pub fn play(state: &State, call: &Call) -> Reply {
    let report = Report::default();
    let body = body(call, &report);
    let template = body.as_ref().and_then(check);
    let refusals = report.take();
    if let Some(refusal) = refusals.first() {
        return answer::refused(state, refusal);
    }
    let (Some(body), Some(template)) = (body, template) else {
        return answer::no_template(state);
    };
    check_parameters(&body, template);
    match report.take().first() {
        Some(refusal) => answer::refused(state, refusal),
        None => answer::sent(state),
    }
}

/// The template that is meant, if it is known.
fn check(body: &Object<'_>) -> Option<&'static Template> {
    body.only(&[
        "number",
        "templateName",
        "language",
        "parameters",
        "sender",
        "campaignName",
        "callbackData",
    ]);
    if let Some(number) = body.text("number", Required, 1..=usize::MAX)
        && !is_recipient(number)
    {
        let why = "must be E.164 with a plus, or bsuid: and a business-scoped user id";
        body.refuse("number", Kind::Value, why);
    }
    // A text here, where a session message has an object.
    if let Some(sender) = body.text("sender", Optional, 1..=usize::MAX)
        && sender != CONNECTLY_SENDER
    {
        body.refuse("sender", Kind::Value, "is not a number of this business");
    }
    check_marks(body);
    let parameters = body.objects("parameters", Optional, 0..=usize::MAX);
    for parameter in parameters.unwrap_or_default() {
        check_parameter(&parameter);
    }
    let name = body.text("templateName", Required, 1..=usize::MAX)?;
    let language = body.text("language", Required, 1..=usize::MAX)?;
    TEMPLATES
        .iter()
        .find(|template| template.name == name && template.language == language)
}

fn is_recipient(number: &str) -> bool {
    match number.strip_prefix("bsuid:") {
        Some(id) => is_business_scoped(id),
        None => is_e164(number),
    }
}

/// What a parameter may be in any template.
fn check_parameter(parameter: &Object<'_>) {
    parameter.only(&["name", "value", "filename"]);
    let name = parameter.text("name", Required, 1..=usize::MAX);
    let value = parameter.text("value", Required, 1..=usize::MAX);
    parameter.text("filename", Optional, 1..=usize::MAX);
    let Some(name) = name else { return };
    if parameter.has("filename") && name != "header_document" {
        parameter.refuse("filename", Kind::Value, "is for documents only");
    }
    if !is_documented(name) {
        parameter.refuse("name", Kind::Value, "is no documented parameter");
    }
    let Some(value) = value else { return };
    let is_media = name.starts_with("header_") && name != "header_text";
    if is_media && !is_web_url(value) {
        parameter.refuse("value", Kind::Value, "is no http or https URL");
    }
    if let Some(wrong) = wrong_value(value) {
        parameter.refuse("value", Kind::Value, wrong);
    }
    if name == "header_text" && value.chars().count() > HEADER_AND_FOOTER {
        let why = format!("is longer than {HEADER_AND_FOOTER} characters");
        parameter.refuse("value", Kind::Length, &why);
    }
}

fn is_documented(name: &str) -> bool {
    let numbered = |before: &str, after: &str, most: usize| {
        (1..=most).any(|number| name == format!("{before}{number}{after}"))
    };
    [
        "header_text",
        "header_image",
        "header_video",
        "header_document",
    ]
    .contains(&name)
        || numbered("body_", "", BODY_VARIABLES)
        || numbered("button_", "_url", BUTTONS)
}

/// Each variable of the template once, and nothing else.
fn check_parameters(body: &Object<'_>, template: &Template) {
    let mut wanted = variables(template);
    let parameters = body.objects("parameters", Optional, 0..=usize::MAX);
    for parameter in parameters.unwrap_or_default() {
        let name = parameter.text("name", Required, 0..=usize::MAX);
        let name = name.unwrap_or_default();
        let Some(index) = wanted.iter().position(|variable| variable == name) else {
            let why = "is no variable of the template, or was given already";
            parameter.refuse("name", Kind::Value, why);
            continue;
        };
        wanted.remove(index);
        if name.starts_with("body_") {
            parameter.text("value", Required, 1..=template.longest_value());
        }
    }
    if !wanted.is_empty() {
        let why = format!("lack {}", wanted.join(", "));
        body.refuse("parameters", Kind::Missing, &why);
    }
}

/// A template's variables under Connectly's names. That a button's number counts all buttons is not
/// documented; here the buttons with variables come first.
fn variables(template: &Template) -> Vec<String> {
    let header = template.header.as_ref();
    let header = header.filter(|header| header.is_media() || header.variable.is_some());
    let header = header.map(|header| format!("header_{}", header.format.to_lowercase()));
    let body = template.body.iter().map(|name| format!("body_{name}"));
    let buttons = template.buttons.iter().zip(1..);
    let buttons = buttons
        .filter(|(button, _)| button.is_variable)
        .map(|(_, number): (_, usize)| format!("button_{number}_url"));
    header.into_iter().chain(body).chain(buttons).collect()
}
