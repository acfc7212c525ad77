//! Templates over Texter, which go to a phone number.
//! <https://help.texterchat.com/api-reference/manage-templates/send-template-message>

use super::Texter;
use super::capabilities::TEMPLATE;
use super::request::post;
use crate::json::{Json, object};
use crate::message::{
    Content, Media, MediaKind, MediaSource, Message, Recipient, TemplateBody, TemplateContent,
    TemplateHeader,
};
use crate::problem::{Code, Problem, Problems};
use crate::provider::request::{check_replaced, members};
use crate::provider::{Failure, Request};
use crate::rules::phone_digits;

/// A chat's id is not enough.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    if let Content::Template(template) = &*message.content {
        let header = template.header.as_ref().map_or("", |_| "header");
        let body = if template.body.is_empty() { "" } else { "body" };
        check_replaced(&[header, body], message, TEMPLATE, problems);
    }
    let is_chat_alone = matches!(message.to, Recipient::Conversation { phone: None, .. });
    if is_chat_alone && matches!(*message.content, Content::Template(_)) {
        let words = "Texter sends a template to a phone number: give it beside the conversationId.";
        let problem = Problem::error("/to/phone", Code::Required, words);
        problems.add(problem.with_source(TEMPLATE));
    }
}

pub(super) fn send(
    config: &Texter,
    message: &Message,
    template: &TemplateContent,
) -> Result<Request, Failure> {
    let text = |text: &String| Json::from(text.as_str());
    let digits = |phone: Option<&str>| phone.and_then(phone_digits).map(Json::from);
    let header = match &template.header {
        Some(TemplateHeader::Media(media)) => Some(header(media)?),
        Some(TemplateHeader::Text(_)) => return Err(Failure::uncarried("a header of text")),
        None => None,
    };
    let body = object([
        ("templateName", Some(text(&template.name))),
        ("to", digits(message.to.phone())),
        ("from", digits(message.from.as_deref())),
        ("language", template.language.as_ref().map(text)),
        ("body", body(&template.body)?),
        ("header", header),
    ]);
    let path = "whatsapp/templates/send";
    Ok(post(config, path, members(body), message))
}

fn body(body: &TemplateBody) -> Result<Option<Json>, Failure> {
    match body {
        body if body.is_empty() => Ok(None),
        TemplateBody::Positional(values) => {
            let values = values.iter().map(|text| Json::from(text.as_str()));
            Ok(Some(Json::Array(values.collect())))
        }
        TemplateBody::Named(_) => Err(Failure::uncarried("values by name")),
    }
}

/// A file name is carried for documents alone.
fn header(media: &Media) -> Result<Json, Failure> {
    let MediaSource::Url(url) = &media.source else {
        return Err(Failure::uncarried("a header without an address"));
    };
    let filename = media.filename.as_deref();
    let filename = filename.filter(|_| media.kind == MediaKind::Document);
    Ok(object([
        ("type", Some(Json::from(media.kind.name()))),
        ("url", Some(Json::from(url.as_str()))),
        ("filename", filename.map(Json::from)),
    ]))
}
