//! The templates of a WhatsApp channel, page by page.

use super::Yeastar;
use super::request::call;
use super::response::okay;
use crate::json::Json;
use crate::listing::{Component, ParameterFormat, Template, TemplateQuery};
use crate::problem::{Code, Problem, Problems};
use crate::provider::{Answer, Body, Failure, Method, Purpose, Request, Text};
use crate::secret::Secret;

const SOURCE: &str = "https://help.yeastar.com/en/p-series-software-edition/developer-guide/get-whatsapp-message-templates.html";

/// How many templates one page has.
pub(super) const PAGE_SIZE: usize = 50;

/// The most pages that are read, however many templates the PBX says there are.
pub(super) const MAX_PAGES: usize = 100;

/// One page.
pub(super) struct Page {
    pub templates: Vec<Template>,
    /// How many there are on all pages, where the PBX says so.
    pub total: Option<usize>,
}

/// Templates belong to a channel, and none is the default.
pub(super) fn check(query: &TemplateQuery, problems: &mut Problems) {
    let is_id = |id: &String| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let (code, words) = match &query.channel_id {
        None => (
            Code::Required,
            "Yeastar lists the templates of one WhatsApp channel: name its id.",
        ),
        Some(id) if is_id(id) => return,
        Some(_) => (
            Code::InvalidFormat,
            "Yeastar's channels have numbers for ids.",
        ),
    };
    problems.add(Problem::error("/channelId", code, words).with_source(SOURCE));
}

/// The page after so many pages.
pub(super) fn request(
    config: &Yeastar,
    query: &TemplateQuery,
    pages: usize,
    token: &Secret,
) -> Request {
    let page = pages.saturating_add(1);
    let given = |values: &[String]| (!values.is_empty()).then(|| values.join(","));
    let parameters = [
        ("omnichannel_id", query.channel_id.clone()),
        ("category", given(&query.category)),
        ("language", given(&query.language)),
        ("search_value", query.search.clone()),
        ("page", Some(page.to_string())),
        ("page_size", Some(PAGE_SIZE.to_string())),
    ];
    let name = "message_channel/whatsapp_template";
    let mut request = call(
        config,
        Purpose::Lookup,
        Method::Get,
        name,
        Body::None,
        token,
    );
    for (name, value) in parameters {
        request
            .query
            .extend(value.map(|value| (name, Text::Plain(value))));
    }
    request
}

pub(super) fn read(answer: &Answer) -> Result<Page, Failure> {
    let body = okay(answer)?;
    let items = body.get("data").and_then(Json::as_array);
    let items = items.ok_or_else(|| Failure::bad_response("It lists no templates."))?;
    let total = body.get("total_number").and_then(Json::as_i64);
    Ok(Page {
        templates: items.iter().filter_map(template).collect(),
        total: total.and_then(|total| usize::try_from(total).ok()),
    })
}

fn template(entry: &Json) -> Option<Template> {
    let text = |key: &str| entry.get(key).and_then(Json::as_id);
    let components = text("components_data").and_then(|text| Json::parse(&text).ok());
    Some(Template {
        name: text("name")?,
        language: text("language"),
        category: text("category"),
        status: text("status"),
        id: text("id"),
        template_id: text("template_id"),
        channel_id: text("omnichannel_id"),
        parameter_format: match text("parameter_format").as_deref() {
            Some("NAMED") => ParameterFormat::Named,
            _ => ParameterFormat::Positional,
        },
        components: Component::read_all(&components.unwrap_or(Json::Null)),
        raw: entry.clone(),
    })
}
