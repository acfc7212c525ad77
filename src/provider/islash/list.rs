//! What iSlash lists: templates and stickers.
//! <https://api-docs.islash.io/template-message/get-template-message>
//! <https://api-docs.islash.io/sticker-list/get-sticker-list>

use super::Islash;
use super::request::{SESSION, call};
use super::response::okay;
use crate::json::Json;
use crate::listing::{Component, ParameterFormat, Sticker, Template, TemplateQuery};
use crate::problem::{Code, Problem, Problems};
use crate::provider::{
    Answer, Body, Exchange, Failure, Found, Memory, Method, Purpose, Request, Step, Text,
};

pub(super) fn stickers(config: &Islash) -> Request {
    Request {
        method: Method::Get,
        query: vec![(SESSION, Text::from(config.session.clone()))],
        ..call(config, Purpose::Lookup, "sticker", Body::None)
    }
}

/// The session of the configuration is the channel.
pub(super) fn check(query: &TemplateQuery, problems: &mut Problems) {
    if query.channel_id.is_some() {
        let words = "iSlash lists the templates of the configuration's session. Leave it out.";
        problems.add(Problem::error("/channelId", Code::Unsupported, words));
    }
}

pub(super) fn templates(config: &Islash) -> Request {
    let session = vec![(SESSION, config.session.clone())];
    call(
        config,
        Purpose::Lookup,
        "template-message",
        Body::Credentials(session),
    )
}

/// The list of templates, which iSlash gives whole, so that it is searched here.
pub(super) struct Templates {
    pub request: Request,
    pub query: TemplateQuery,
}

impl Exchange for Templates {
    fn begin(&mut self, _memory: &mut Memory, _now: i64) -> Step {
        Step::Call(self.request.clone())
    }

    fn answer(&mut self, answer: &Answer, _memory: &mut Memory, _now: i64) -> Step {
        match items(answer, "templates") {
            Ok(items) => {
                let templates = items.iter().filter_map(template);
                let wanted = templates.filter(|template| self.query.matches(template));
                Step::Found(Found::Templates(wanted.collect()))
            }
            Err(failure) => Step::Failed(failure),
        }
    }
}

pub(super) fn read_stickers(answer: &Answer) -> Step {
    match items(answer, "stickers") {
        Ok(items) => Step::Found(Found::Stickers(items.iter().filter_map(sticker).collect())),
        Err(failure) => Step::Failed(failure),
    }
}

fn items(answer: &Answer, list: &str) -> Result<Vec<Json>, Failure> {
    let body = okay(answer)?;
    let items = body.at(&["data", list]).and_then(Json::as_array);
    items
        .map(<[Json]>::to_vec)
        .ok_or_else(|| Failure::bad_response(&format!("It says RESP_OKAY and lists no {list}.")))
}

fn template(entry: &Json) -> Option<Template> {
    let text = |key: &str| entry.get(key).and_then(Json::as_id);
    Some(Template {
        name: text("name")?,
        language: text("language"),
        category: text("category"),
        status: text("status"),
        id: text("id"),
        template_id: text("emma_template_id"),
        channel_id: None,
        parameter_format: ParameterFormat::Positional,
        components: Component::read_all(entry.get("components").unwrap_or(&Json::Null)),
        raw: entry.clone(),
    })
}

/// Sizes are numbers in the sample and strings in the schema.
fn sticker(entry: &Json) -> Option<Sticker> {
    let text = |key: &str| entry.get(key).and_then(Json::as_id);
    let pixels = |key: &str| text(key)?.parse().ok();
    Some(Sticker {
        id: text("id")?,
        name: text("name"),
        content_type: text("type"),
        width: pixels("width"),
        height: pixels("height"),
        raw: entry.clone(),
    })
}
