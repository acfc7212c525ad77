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
use crate::provider::Request;
use crate::provider::request::members;
use crate::rules::phone_digits;

/// A chat's id is not enough.
pub(super) fn check(message: &Message, problems: &mut Problems) {
    let is_chat_alone = matches!(message.to, Recipient::Conversation { phone: None, .. });
    if is_chat_alone && matches!(*message.content, Content::Template(_)) {
        let words = "Texter sends a template to a phone number: give it beside the conversationId.";
        let problem = Problem::error("/to/phone", Code::Required, words);
        problems.add(problem.with_source(TEMPLATE));
    }
}

pub(super) fn send(config: &Texter, message: &Message, template: &TemplateContent) -> Request {
    let text = |text: &String| Json::from(text.as_str());
    let digits = |phone: Option<&str>| phone.and_then(phone_digits).map(Json::from);
    let header = match &template.header {
        Some(TemplateHeader::Media(media)) => Some(header(media)),
        _ => None,
    };
    let body = object([
        ("templateName", Some(text(&template.name))),
        ("to", digits(message.to.phone())),
        ("from", digits(message.from.as_deref())),
        ("language", template.language.as_ref().map(text)),
        ("body", body(&template.body)),
        ("header", header),
    ]);
    post(config, "whatsapp/templates/send", members(body), message)
}

fn body(body: &TemplateBody) -> Option<Json> {
    match body {
        TemplateBody::Positional(values) if !values.is_empty() => {
            let values = values.iter().map(|text| Json::from(text.as_str()));
            Some(Json::Array(values.collect()))
        }
        _ => None,
    }
}

/// A file name is carried for documents alone.
fn header(media: &Media) -> Json {
    let url = match &media.source {
        MediaSource::Url(url) => Some(Json::from(url.as_str())),
        // The capabilities list addresses alone.
        _ => None,
    };
    let filename = media.filename.as_deref();
    let filename = filename.filter(|_| media.kind == MediaKind::Document);
    object([
        ("type", Some(Json::from(media.kind.name()))),
        ("url", url),
        ("filename", filename.map(Json::from)),
    ])
}
