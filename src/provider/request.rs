//! A request to a provider, which knows which of its parts are secret.

use std::fmt;

use serde::Serialize;

use super::codes::spelled_codes;
use crate::json::{Json, Members, Written};
use crate::message::{Attachment, Message};
use crate::problem::{Code, Problem, Problems, join};
use crate::secret::Secret;
use crate::text::{Met, replace};
use crate::url::encode;

/// One call, ready to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What the call is for.
    pub purpose: Purpose,
    /// Its method.
    pub method: Method,
    /// Its address without the query; holds no secret.
    pub address: String,
    /// The query.
    pub query: Vec<(&'static str, Text)>,
    /// The headers beside those that the body brings along.
    pub headers: Vec<Header>,
    /// What it carries.
    pub body: Body,
}

/// A header.
pub type Header = (&'static str, Text);

/// What a call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// To obtain an access token.
    Token,
    /// To find the conversation with a contact, or to list what the provider has.
    Lookup,
    /// To have the provider keep a file.
    Upload,
    /// To send the message.
    Send,
}

impl Purpose {
    /// The most bytes of an answer that are read: to one message it has a few thousand, and a list may have thousands
    /// of items.
    #[must_use]
    pub fn max_answer_bytes(self) -> usize {
        match self {
            Self::Lookup => 16 << 20,
            Self::Token | Self::Upload | Self::Send => 1 << 20,
        }
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
}

/// Text that is or holds a secret, or neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// Nothing secret.
    Plain(String),
    /// Plain text, then a secret: `Bearer `, and the token.
    Secret(&'static str, Secret),
}

/// What a request carries.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Nothing.
    None,
    /// A JSON object, as text: it is built once, and may be sent and shown several times.
    Json(Written),
    /// A JSON object of secrets.
    Credentials(Vec<(&'static str, Secret)>),
    /// A multipart form.
    Form(Vec<Part>),
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: PartValue,
}

/// The value of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum PartValue {
    /// Text.
    Text(Text),
    /// A file, and the name to send it under.
    File(Attachment, String),
}

impl Body {
    /// A JSON object of these members.
    #[must_use]
    pub fn json(members: Members) -> Self {
        Self::Json(Json::Object(members).written())
    }
}

impl Text {
    /// The text with its secret, for the wire.
    #[must_use]
    pub fn reveal(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Secret(prefix, secret) => format!("{prefix}{}", secret.reveal()),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Secret(prefix, secret) => write!(f, "{prefix}{secret}"),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<Secret> for Text {
    fn from(secret: Secret) -> Self {
        Self::Secret("", secret)
    }
}

impl Part {
    /// A text part. Its line breaks are CRLF, as FormData writes them.
    #[must_use]
    pub fn text(name: &str, value: impl Into<Text>) -> Self {
        let value = match value.into() {
            Text::Plain(text) => Text::Plain(crlf(&text)),
            secret => secret,
        };
        Self {
            name: crlf(name),
            value: PartValue::Text(value),
        }
    }
}

impl Request {
    /// Every header but the one that a form brings along with its boundary.
    #[must_use]
    pub fn all_headers(&self) -> Vec<Header> {
        let mut headers = self.headers.clone();
        if matches!(self.body, Body::Json(_) | Body::Credentials(_)) {
            headers.push(("Content-Type", Text::from("application/json")));
        }
        headers
    }

    /// The URL with its secrets, for the wire.
    #[must_use]
    pub fn url(&self) -> String {
        self.render(|text| encode(&text.reveal()))
    }

    /// The URL with its secrets masked.
    #[must_use]
    pub fn masked_url(&self) -> String {
        self.render(|text| match text {
            Text::Plain(text) => encode(text),
            Text::Secret(..) => text.to_string(),
        })
    }

    /// The codes that its body spells as `(#131047)`, such as in the text of the message.
    #[must_use]
    pub fn spelled_codes(&self) -> Vec<String> {
        let mut codes = Vec::new();
        match &self.body {
            Body::Json(body) => collect_codes(body, &mut codes),
            Body::Form(parts) => {
                for part in parts {
                    if let PartValue::Text(Text::Plain(text)) = &part.value {
                        collect_codes(text, &mut codes);
                    }
                }
            }
            Body::None | Body::Credentials(_) => {}
        }
        codes
    }

    fn render(&self, value: impl Fn(&Text) -> String) -> String {
        let mut url = self.address.clone();
        for (index, (name, text)) in self.query.iter().enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            url.push_str(name);
            url.push('=');
            url.push_str(&value(text));
        }
        url
    }
}

fn collect_codes(text: &str, codes: &mut Vec<String>) {
    let spelled = spelled_codes(text).map(|(_, code)| code);
    codes.extend(spelled.filter(|code| !code.is_empty()).map(str::to_owned));
}

fn crlf(text: &str) -> String {
    let unified = replace(&replace(text, "\r\n", "\n"), "\r", "\n");
    replace(&unified, "\n", "\r\n")
}

/// Merges the caller's own fields into the top level of a JSON body, last.
#[must_use]
pub fn merge(mut body: Members, options: &Members) -> Members {
    let mut places = Met::of(&mut body.iter().map(|(name, _)| &**name));
    for (key, value) in options {
        match places.get(key).and_then(|place| body.get_mut(place)) {
            Some((_, member)) => *member = value.clone(),
            None => {
                places.set(key, body.len());
                body.push((key.clone(), value.clone()));
            }
        }
    }
    body
}

/// Adds a warning for each of the caller's own fields that takes the place of an object or a list that is `written`
/// for the message: the merge is shallow.
pub fn check_replaced(written: &[&str], message: &Message, source: &str, problems: &mut Problems) {
    for (key, _) in &message.provider_options {
        if written.contains(&&**key) {
            let path = join("/providerOptions", key);
            let words = format!(
                "This takes the place of the whole {key} that the message says: own fields are merged at the top level \
                 alone. Give all of it here."
            );
            let problem = Problem::error(path, Code::Conflict, words);
            problems.add(problem.warning().with_source(source));
        }
    }
}

/// The names of the objects and lists that were written for a content.
#[must_use]
pub fn nested(written: &Members) -> Vec<&str> {
    let is_nested = |value: &Json| matches!(value, Json::Written(_));
    let nested = written.iter().filter(|(_, value)| is_nested(value));
    nested.map(|(name, _)| &**name).collect()
}

/// The object of a [`Body::Credentials`], each secret written by `write`.
#[must_use]
pub fn credentials(secrets: &[(&'static str, Secret)], write: impl Fn(&Secret) -> String) -> Json {
    let member =
        |(name, secret): &(&'static str, Secret)| ((*name).into(), Json::from(write(secret)));
    Json::Object(secrets.iter().map(member).collect())
}

/// Merges the caller's own fields into a form, last. Values are text, numbers or booleans, as validated.
#[must_use]
pub fn merge_form(mut parts: Vec<Part>, options: &Members) -> Vec<Part> {
    let mut places = Met::of(&mut parts.iter().map(|part| part.name.as_str()));
    for (key, value) in options {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let part = Part::text(key, text.as_str());
        match places.get(key).and_then(|place| parts.get_mut(place)) {
            Some(there) => *there = part,
            None => {
                places.set(key, parts.len());
                parts.push(part);
            }
        }
    }
    parts
}

/// The members of an object that [`crate::json::object`] built.
#[must_use]
pub fn members(value: Json) -> Members {
    match value {
        Json::Object(members) => members,
        _ => Members::new(),
    }
}
