//! The list of templates: help.yeastar.com, get WhatsApp message templates.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::answer;
use crate::{
    call::Call,
    credentials::YEASTAR_OMNICHANNEL,
    respond::Reply,
    state::State,
    template::{Template, Templates, read},
};

/// The templates there are; the first is the page's own.
pub static TEMPLATES: Templates = LazyLock::new(|| read(include_str!("../templates/yeastar.json")));

const FIELDS: [&str; 7] = [
    "access_token",
    "omnichannel_id",
    "category",
    "language",
    "search_value",
    "page",
    "page_size",
];
const CATEGORIES: [&str; 3] = ["MARKETING", "UTILITY", "AUTHENTICATION"];
const PAGE_SIZE: usize = 10;

/// One page of the templates that match.
pub fn play(_: &State, call: &Call) -> Reply {
    let query = match Query::read(call) {
        Ok(query) => query,
        Err((field, value)) => {
            let wrong = [(field.to_owned(), json!(value))];
            return answer::invalid(answer::PARAMETER, &wrong);
        }
    };
    if query.channel != YEASTAR_OMNICHANNEL {
        return answer::failure(answer::NO_CHANNEL);
    }
    let found: Vec<&Template> = TEMPLATES
        .iter()
        .filter(|template| query.finds(template))
        .collect();
    let before = query.page.saturating_sub(1).saturating_mul(query.size);
    let shown: Vec<Value> = found
        .iter()
        .skip(before)
        .take(query.size)
        .map(|template| shown(&template.given))
        .collect();
    answer::success(&[("total_number", json!(found.len())), ("data", json!(shown))])
}

/// A template as the list has it, its components as a text.
fn shown(given: &Map<String, Value>) -> Value {
    let fields = given.iter().map(|(key, value)| match key.as_str() {
        "components" => ("components_data".to_owned(), json!(value.to_string())),
        _ => (key.clone(), value.clone()),
    });
    Value::Object(fields.collect())
}

struct Query {
    channel: u64,
    categories: Vec<String>,
    languages: Vec<String>,
    words: String,
    page: usize,
    size: usize,
}

impl Query {
    /// The parameters, or the name and value of the first that is wrong.
    fn read(call: &Call) -> Result<Self, (&str, &str)> {
        for (name, value) in &call.query {
            if !FIELDS.contains(&name.as_str()) || call.parameter(name).is_none() {
                return Err((name, value));
            }
        }
        let given = |name| call.parameter(name).unwrap_or_default();
        let list = |name| -> Vec<String> {
            let words = given(name).split(',').filter(|word| !word.is_empty());
            words.map(str::to_owned).collect()
        };
        let categories = list("category");
        let is_known = |category: &String| CATEGORIES.contains(&category.as_str());
        if !categories.iter().all(is_known) {
            return Err(("category", given("category")));
        }
        let channel = given("omnichannel_id");
        Ok(Self {
            channel: channel.parse().map_err(|_| ("omnichannel_id", channel))?,
            categories,
            languages: list("language"),
            words: given("search_value").to_lowercase(),
            page: count(call, "page", 1)?,
            size: count(call, "page_size", PAGE_SIZE)?,
        })
    }

    fn finds(&self, template: &Template) -> bool {
        let category = template.given.get("category").and_then(Value::as_str);
        let category = category.unwrap_or_default();
        template.name.to_lowercase().contains(&self.words)
            && (self.languages.is_empty() || self.languages.contains(&template.language))
            && (self.categories.is_empty() || self.categories.iter().any(|one| one == category))
    }
}

/// A parameter that counts from one.
fn count<'a>(
    call: &'a Call,
    name: &'static str,
    default: usize,
) -> Result<usize, (&'a str, &'a str)> {
    let Some(text) = call.parameter(name) else {
        return Ok(default);
    };
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or((name, text))
}
