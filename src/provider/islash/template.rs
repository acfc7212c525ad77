//! Templates over iSlash: a form with up to three values, one end of an address, and a file.
//! <https://api-docs.islash.io/template-message/send-template-message>

use super::Islash;
use super::capabilities::TEMPLATE;
use super::request::{addressed, call};
use crate::message::{
    ButtonKind, Content, MediaSource, Message, TemplateBody, TemplateContent, TemplateHeader,
};
use crate::problem::{Code, Problem, Problems, Unit};
use crate::provider::request::merge_form;
use crate::provider::{Body, Failure, Part, PartValue, Purpose, Request};

/// There is a place for the value of one button.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    let Content::Template(template) = &*message.content else {
        return;
    };
    let with_value = template
        .buttons
        .iter()
        .filter(|button| button.text.is_some());
    let count = u32::try_from(with_value.count()).unwrap_or(u32::MAX);
    if count > 1 {
        let words = format!("iSlash has a place for the value of one button; {count} have one.");
        let problem = Problem::error("/content/buttons", Code::TooMany, words);
        let problem = problem.with_limit(1.0, count.into(), Some(Unit::Items));
        problems.add(problem.with_source(TEMPLATE));
    }
}

pub(super) fn send(
    config: &Islash,
    message: &Message,
    template: &TemplateContent,
) -> Result<Request, Failure> {
    let mut parts = addressed(config, message);
    parts.push(Part::text("template_name", template.name.as_str()));
    match &template.body {
        body if body.is_empty() => {}
        TemplateBody::Named(_) => return Err(Failure::uncarried("values by name")),
        TemplateBody::Positional(values) => {
            let values = (1_usize..).zip(values);
            parts.extend(
                values.map(|(place, text)| Part::text(&format!("variable_{place}"), text.as_str())),
            );
        }
    }
    let is_url = |kind| kind == ButtonKind::Url;
    let mut buttons = template.buttons.iter().filter(|button| is_url(button.kind));
    if let Some(text) = buttons.find_map(|button| button.text.as_deref()) {
        parts.push(Part::text("button_url_variable_1", text));
    }
    match &template.header {
        None => {}
        Some(TemplateHeader::Text(_)) => return Err(Failure::uncarried("a header of text")),
        Some(TemplateHeader::Media(media)) => {
            let MediaSource::File(file) = &media.source else {
                return Err(Failure::uncarried("a header that is no file"));
            };
            parts.push(Part {
                name: "media".to_owned(),
                value: PartValue::File(file.clone(), media.filename_for(file)),
            });
        }
    }
    let form = merge_form(parts, &message.provider_options);
    Ok(call(
        config,
        Purpose::Send,
        "send-message",
        Body::Form(form),
    ))
}
