//! A template over Yeastar: an object that travels as JSON text within the JSON.
//! <https://help.yeastar.com/en/p-series-software-edition/developer-guide/whatsapp-message-template-component-description.html>

use super::capabilities::TEMPLATE;
use super::request::{DEFAULT_CHANNEL, file};
use crate::json::{Json, number, object};
use crate::message::{
    Content, Message, TemplateBody, TemplateButton, TemplateContent, TemplateHeader,
};
use crate::problem::{Code, Problem, Problems};
use crate::provider::Failure;
use crate::text::quoted;

/// A PBX knows a template by all of these.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    let Content::Template(template) = &*message.content else {
        return;
    };
    let needed = [
        (
            "id",
            &template.id,
            "the PBX's own id of the template, a number",
        ),
        (
            "templateId",
            &template.template_id,
            "WhatsApp's id of the template",
        ),
        (
            "language",
            &template.language,
            "the template's language, such as en",
        ),
    ];
    for (key, value, what) in needed {
        if value.is_none() {
            let words = format!("Yeastar needs {what}; templates() lists it.");
            let problem = Problem::error(format!("/content/{key}"), Code::Required, words);
            problems.add(problem.with_source(TEMPLATE));
        }
    }
}

/// Templates are WhatsApp's.
pub(super) fn check_channel(message: &Message, channel: &str, problems: &mut Problems) {
    if matches!(*message.content, Content::Template(_)) && channel != DEFAULT_CHANNEL {
        let words = format!(
            "A template goes out over {DEFAULT_CHANNEL}, and the channel is {}.",
            quoted(channel)
        );
        let problem = Problem::error("/channel", Code::Conflict, words);
        problems.add(problem.with_source(TEMPLATE));
    }
}

/// The template as JSON text.
pub(super) fn parameter(template: &TemplateContent) -> Result<String, Failure> {
    let text = |text: &String| Json::from(text.as_str());
    let language = object([("code", template.language.as_ref().map(text))]);
    let format = match template.body {
        TemplateBody::Positional(_) => "POSITIONAL",
        TemplateBody::Named(_) => "NAMED",
    };
    let header = template.header.as_ref().map(header).transpose()?;
    let components = [
        header.map(|header| ("HEADER", vec![header])),
        (!template.body.is_empty()).then(|| ("BODY", body(&template.body))),
        (!template.buttons.is_empty())
            .then(|| ("BUTTONS", template.buttons.iter().map(button).collect())),
    ];
    let components = components.into_iter().flatten().map(|(name, parameters)| {
        object([
            ("type", Some(Json::from(name))),
            ("parameters", Some(Json::Array(parameters))),
        ])
    });
    let parameter = object([
        ("id", template.id.as_deref().and_then(number)),
        ("template_id", template.template_id.as_ref().map(text)),
        ("name", Some(text(&template.name))),
        ("language", Some(language)),
        ("parameter_format", Some(Json::from(format))),
        ("components", Some(Json::Array(components.collect()))),
    ]);
    Ok(parameter.to_string())
}

fn header(header: &TemplateHeader) -> Result<Json, Failure> {
    Ok(match header {
        TemplateHeader::Text(text) => value("TEXT", text, None),
        TemplateHeader::Media(media) => {
            let kind = media.kind.name().to_ascii_uppercase();
            object([
                ("type", Some(Json::from(kind))),
                ("file_list", Some(Json::Array(vec![file(media)?]))),
            ])
        }
    })
}

fn body(body: &TemplateBody) -> Vec<Json> {
    match body {
        TemplateBody::Positional(values) => values
            .iter()
            .map(|text| value("TEXT", text, None))
            .collect(),
        TemplateBody::Named(values) => {
            let values = values.iter();
            values
                .map(|(name, text)| value("TEXT", text, Some(name)))
                .collect()
        }
    }
}

/// A button that never changes is there too, with an empty text.
fn button(button: &TemplateButton) -> Json {
    let kind = button.kind.name().to_ascii_uppercase();
    value(&kind, button.text.as_deref().unwrap_or_default(), None)
}

fn value(kind: &str, text: &str, name: Option<&String>) -> Json {
    object([
        ("type", Some(Json::from(kind))),
        ("text", Some(Json::from(text))),
        ("parameter_name", name.map(|name| Json::from(name.as_str()))),
    ])
}
