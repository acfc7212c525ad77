//! Templates over Connectly: a call of its own, where the sender is a plain string.
//! <https://docs.connectly.ai/messaging/template-messages>

use super::Connectly;
use super::capabilities::TEMPLATE;
use super::request::{address, post, sender};
use crate::json::{Json, object};
use crate::message::{
    ButtonKind, Content, Media, MediaKind, Message, Recipient, TemplateBody, TemplateContent,
    TemplateHeader,
};
use crate::problem::{Code, Problem, Problems};
use crate::provider::request::{check_replaced, members};
use crate::provider::{Failure, Request};
use crate::rules::phone_digits;

/// A template is written in several languages, and none is the default.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    let Content::Template(template) = &*message.content else {
        super::request::check(message, problems);
        return;
    };
    if parameters(template).is_ok_and(|values| !values.is_empty()) {
        check_replaced(&["parameters"], message, TEMPLATE, problems);
    }
    if template.language.is_none() {
        let words = "Connectly needs the language of the template, such as en.";
        let problem = Problem::error("/content/language", Code::Required, words);
        problems.add(problem.with_source(TEMPLATE));
    }
}

pub(super) fn send(
    config: &Connectly,
    message: &Message,
    template: &TemplateContent,
) -> Result<Request, Failure> {
    let text = |text: &String| Json::from(text.as_str());
    let parameters = parameters(template)?;
    let body = object([
        ("number", Some(Json::from(number(&message.to)))),
        ("templateName", Some(text(&template.name))),
        ("language", template.language.as_ref().map(text)),
        (
            "parameters",
            (!parameters.is_empty()).then_some(Json::Array(parameters)),
        ),
        ("sender", sender(config, message).map(Json::from)),
        ("callbackData", message.reference.as_ref().map(text)),
    ]);
    let call = "whatsapp_templated_messages";
    Ok(post(config, call, members(body), message))
}

fn number(to: &Recipient) -> String {
    match to {
        Recipient::Bsuid(bsuid) => format!("bsuid:{bsuid}"),
        other => {
            let digits = other.phone().and_then(phone_digits);
            format!("+{}", digits.unwrap_or_default())
        }
    }
}

fn parameters(template: &TemplateContent) -> Result<Vec<Json>, Failure> {
    let mut parameters = Vec::new();
    match &template.header {
        Some(TemplateHeader::Text(text)) => parameters.push(parameter("header_text", text, None)),
        Some(TemplateHeader::Media(media)) => parameters.push(header(media)?),
        None => {}
    }
    if let TemplateBody::Positional(values) = &template.body {
        let places = 1_usize..;
        let values = places.zip(values);
        parameters
            .extend(values.map(|(place, text)| parameter(&format!("body_{place}"), text, None)));
    }
    // Buttons are counted over all kinds, and only those that open a page have a value.
    for (place, button) in (1_usize..).zip(&template.buttons) {
        if let (ButtonKind::Url, Some(text)) = (button.kind, &button.text) {
            parameters.push(parameter(&format!("button_{place}_url"), text, None));
        }
    }
    Ok(parameters)
}

/// A file name is carried for documents alone.
fn header(media: &Media) -> Result<Json, Failure> {
    let filename = media.filename.as_deref();
    let filename = filename.filter(|_| media.kind == MediaKind::Document);
    let name = format!("header_{}", media.kind.name());
    Ok(parameter(&name, address(media)?, filename))
}

fn parameter(name: &str, value: &str, filename: Option<&str>) -> Json {
    object([
        ("name", Some(Json::from(name))),
        ("value", Some(Json::from(value))),
        ("filename", filename.map(Json::from)),
    ])
}
