//! A template that a provider lists, in one form for all of them.

use serde::Serialize;

use crate::json::Json;
use crate::message::ButtonKind;
use crate::outcome::Error;
use crate::problem::{Code, Problem};
use crate::text::{Met, split_once};

/// A template on file with a provider.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Template {
    /// Its name: `name` of a template message.
    pub name: String,
    /// The language it is written in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The category it was approved for, in capitals as WhatsApp writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Whether it may be sent, in capitals as WhatsApp writes it: `APPROVED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The provider's own id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// WhatsApp's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// The channel it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
    /// How its body's values are given.
    pub parameter_format: ParameterFormat,
    /// Its components, in order.
    pub components: Vec<Component>,
    /// The provider's own entry.
    pub raw: Json,
}

/// How a body's values are given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParameterFormat {
    /// By place: an array.
    #[default]
    Positional,
    /// By name: an object.
    Named,
}

/// One component of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Component {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ComponentKind,
    /// What a header holds: `text`, `image`, `video`, `document` or `location`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Its text with the placeholders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The placeholders that need a value, in order: `1`, `2`, or names.
    pub parameters: Vec<String>,
    /// The buttons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<ListedButton>,
}

/// What a component is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ComponentKind {
    /// Above the text.
    Header,
    /// The text.
    Body,
    /// Below the text.
    Footer,
    /// The buttons.
    Buttons,
}

/// A button of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedButton {
    /// What it does, by the names that a template message's buttons have.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The address that it opens, with its placeholder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The placeholders that need a value.
    pub parameters: Vec<String>,
}

impl Template {
    /// Reads a template as [`Template`] writes it: what a caller was given, and gives back.
    ///
    /// # Errors
    /// `invalid_config` where it is no such template.
    pub fn read(value: &Json) -> Result<Self, Error> {
        let id = |key: &str| value.get(key).and_then(Json::as_id);
        let list = value.get("components").and_then(Json::as_array);
        let components = list.map(|items| items.iter().map(Component::reread).collect());
        match (id("name"), components) {
            (Some(name), Some(Some(components))) => Ok(Self {
                name,
                language: id("language"),
                category: id("category"),
                status: id("status"),
                id: id("id"),
                template_id: id("templateId"),
                channel_id: id("channelId"),
                parameter_format: match id("parameterFormat").as_deref() {
                    Some("named") => ParameterFormat::Named,
                    _ => ParameterFormat::Positional,
                },
                components,
                raw: value.get("raw").cloned().unwrap_or(Json::Null),
            }),
            _ => {
                let words = "Give a template as templates() lists it.";
                let problem = Problem::error("", Code::InvalidType, words);
                Err(Error::invalid("The template cannot be read", vec![problem]))
            }
        }
    }

    /// The component of a kind, where the template has it.
    #[must_use]
    pub fn component(&self, kind: ComponentKind) -> Option<&Component> {
        self.components.iter().find(|it| it.kind == kind)
    }
}

impl Component {
    /// A component as it was written for a caller; its own list of placeholders counts.
    fn reread(component: &Json) -> Option<Self> {
        let read = Self::read(component)?;
        let parameters = component.get("parameters").and_then(Json::as_array)?;
        let parameters = parameters.iter().filter_map(Json::as_id).collect();
        Some(Self { parameters, ..read })
    }

    /// The components of WhatsApp's own form, which providers pass on; what is none of the four is left to
    /// the entry's `raw`.
    #[must_use]
    pub fn read_all(components: &Json) -> Vec<Self> {
        let items = components.as_array().unwrap_or_default();
        items.iter().filter_map(Self::read).collect()
    }

    fn read(component: &Json) -> Option<Self> {
        let name = component.get("type").and_then(Json::as_str)?;
        let kind = match name.to_ascii_uppercase().as_str() {
            "HEADER" => ComponentKind::Header,
            "BODY" => ComponentKind::Body,
            "FOOTER" => ComponentKind::Footer,
            "BUTTONS" => ComponentKind::Buttons,
            _ => return None,
        };
        let string = |key: &str| component.get(key).and_then(Json::as_str);
        let text = string("text").map(str::to_owned);
        let buttons = component.get("buttons").and_then(Json::as_array);
        let buttons = buttons.unwrap_or_default();
        Some(Self {
            kind,
            format: string("format").map(str::to_ascii_lowercase),
            parameters: placeholders(text.as_deref().unwrap_or_default()),
            text,
            buttons: buttons.iter().filter_map(ListedButton::read).collect(),
        })
    }
}

impl ListedButton {
    fn read(button: &Json) -> Option<Self> {
        let string = |key: &str| button.get(key).and_then(Json::as_str).map(str::to_owned);
        let url = string("url");
        Some(Self {
            kind: string("type")?.to_ascii_lowercase(),
            text: string("text"),
            parameters: placeholders(url.as_deref().unwrap_or_default()),
            url,
        })
    }

    /// The kind that a template message's button has, where it is a known one.
    #[must_use]
    pub fn known_kind(&self) -> Option<ButtonKind> {
        ButtonKind::by_name(&self.kind)
    }
}

/// The names between double braces, each once, in order.
fn placeholders(text: &str) -> Vec<String> {
    let mut known = Met::default();
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((_, opened)) = split_once(rest, "{{") {
        rest = opened;
        let piece = split_once(opened, "{{").map_or(opened, |(piece, _)| piece);
        let Some((name, _)) = split_once(piece, "}}") else {
            continue;
        };
        let name = name.trim();
        if !name.is_empty() && known.get(name).is_none() {
            known.set(name, names.len());
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_in_order_each_once() {
        let cases: [(&str, &[&str]); 5] = [
            ("Hello {{1}}, order {{2}}; again {{1}}", &["1", "2"]),
            ("{{ first_name }}{{last}}", &["first_name", "last"]),
            ("no {braces} {{open", &[]),
            ("{{}} {{ }}", &[]),
            ("https://e.com/{{1}}", &["1"]),
        ];
        for (text, names) in cases {
            assert_eq!(placeholders(text), names, "{text}");
        }
    }
}
