//! What is asked of a provider beside sending.

use super::Template;
use crate::json::Json;
use crate::message::{Attachment, Fields, missing, read_object, wrong_type};
use crate::outcome::Error;
use crate::problem::{Code, Problem, Problems, Unit};
use crate::text;

/// A file to be kept for messages to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The file.
    pub file: Attachment,
    /// The name to keep it under, instead of its own.
    pub filename: Option<String>,
}

/// Which templates to list: all that match each of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateQuery {
    /// Text in the name.
    pub search: Option<String>,
    /// The channel they belong to.
    pub channel_id: Option<String>,
    /// Categories, any of them.
    pub category: Vec<String>,
    /// Languages, any of them.
    pub language: Vec<String>,
}

/// Which chats to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChatQuery {
    /// A phone number or a name, or a part of one.
    pub search: String,
    /// The most chats to list.
    pub limit: Option<i64>,
}

impl TemplateQuery {
    /// Reads a query.
    ///
    /// # Errors
    /// `invalid_config` with every problem.
    pub fn read(value: &Json) -> Result<Self, Error> {
        read(value, Error::invalid_query, |fields| Self {
            search: fields.string("search"),
            channel_id: fields.id("channelId"),
            category: fields.list("category", text),
            language: fields.list("language", text),
        })
    }
}

impl TemplateQuery {
    /// Whether a template is one of those asked for, where the provider gives all.
    #[must_use]
    pub fn matches(&self, template: &Template) -> bool {
        let name = template.name.to_ascii_lowercase();
        let is_found = self
            .search
            .as_ref()
            .is_none_or(|text| text::contains(&name, &text.to_ascii_lowercase()));
        let is_in = |values: &[String], value: &Option<String>| {
            let value = value.as_deref().unwrap_or_default();
            values.is_empty() || values.iter().any(|it| it.eq_ignore_ascii_case(value))
        };
        is_found
            && is_in(&self.category, &template.category)
            && is_in(&self.language, &template.language)
            && self
                .channel_id
                .as_ref()
                .is_none_or(|id| template.channel_id.as_ref() == Some(id))
    }
}

impl ChatQuery {
    /// The most chats that a search gives.
    const MAX_LIMIT: i64 = 10_000;

    /// Reads a query.
    ///
    /// # Errors
    /// `invalid_config` with every problem.
    pub fn read(value: &Json) -> Result<Self, Error> {
        read(value, Error::invalid_query, |fields| {
            let search = search(fields);
            let limit = fields.integer("limit", 1);
            if limit.is_some_and(|limit| limit > Self::MAX_LIMIT) {
                let path = fields.path("limit");
                let words = format!("At most {} chats are given.", Self::MAX_LIMIT);
                fields.add(Problem::error(path, Code::OutOfRange, words));
            }
            Self { search, limit }
        })
    }
}

impl Upload {
    /// Reads a file and the options of its upload.
    ///
    /// # Errors
    /// `invalid_config` with every problem.
    pub fn read(file: &Json, attachments: &[Attachment], options: &Json) -> Result<Self, Error> {
        let mut problems = Problems::new();
        let file = Attachment::read(file, "", attachments, &mut problems);
        let Some(file) = file else {
            return Err(Error::invalid(
                "The file was not uploaded",
                problems.into_vec(),
            ));
        };
        read(options, Error::invalid_options, |fields| {
            fields.signal();
            Self {
                file,
                filename: fields.string("filename"),
            }
        })
    }
}

/// The fewest characters that a search takes.
/// <https://help.texterchat.com/api-reference/chats/search-chats>
const MIN_SEARCH: u32 = 2;

fn search(fields: &mut Fields<'_>) -> String {
    let path = fields.path("search");
    let search = fields.string("search");
    let length = search.as_deref().unwrap_or_default().trim().chars().count();
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    if search.is_none() && !fields.has("search") {
        fields.add(missing(&path));
    } else if search.is_some() && length < MIN_SEARCH {
        let words = format!("Name at least {MIN_SEARCH} characters of a phone number or a name.");
        let problem = Problem::error(path, Code::TooFew, words);
        let unit = Some(Unit::Characters);
        fields.add(problem.with_limit(MIN_SEARCH.into(), length.into(), unit));
    }
    search.unwrap_or_default()
}

fn text(value: &Json, path: &str, problems: &mut Problems) -> Option<String> {
    let text = value.as_str().map(str::to_owned);
    if text.is_none() {
        problems.add_unreadable(wrong_type(path, "a string", value));
    }
    text
}

fn read<T>(
    value: &Json,
    invalid: fn(Vec<Problem>) -> Error,
    read: impl FnOnce(&mut Fields<'_>) -> T,
) -> Result<T, Error> {
    let mut problems = Problems::new();
    let query = read_object(value, "", &mut problems, read);
    match query {
        Some(query) if !problems.has_errors() => Ok(query),
        _ => Err(invalid(problems.into_vec())),
    }
}
