//! WhatsApp's templates: what one asks of whoever sends it, read from its components.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

/// The templates of one provider, read once.
pub type Templates = LazyLock<Vec<Template>>;

/// A template that a provider knows.
#[derive(Debug)]
pub struct Template {
    pub name: String,
    pub language: String,
    pub header: Option<Header>,
    /// The names of the body's variables in order: `1`, `2` and so on, or words.
    pub body: Vec<String>,
    pub buttons: Vec<Button>,
    /// Whether the body is all there is, which lets its values be longer.
    body_alone: bool,
    /// The template as it stands in the provider's file.
    pub given: Map<String, Value>,
}

/// What stands above the body.
#[derive(Debug)]
pub struct Header {
    /// `TEXT`, `IMAGE`, `VIDEO` or `DOCUMENT`.
    pub format: String,
    /// The name of a text header's variable; WhatsApp allows one.
    pub variable: Option<String>,
}

/// A button below the body.
#[derive(Debug)]
pub struct Button {
    pub kind: String,
    /// Whether its address ends in a variable.
    pub is_variable: bool,
}

impl Header {
    /// Whether the header is a file that comes with the message.
    pub fn is_media(&self) -> bool {
        self.format != "TEXT"
    }
}

/// Reads a provider's file of templates.
pub fn read(file: &str) -> Vec<Template> {
    let list: Vec<Map<String, Value>> = serde_json::from_str(file).unwrap_or_default();
    list.into_iter().map(Template::new).collect()
}

impl Template {
    fn new(given: Map<String, Value>) -> Self {
        let text = |object: &Map<String, Value>, key: &str| {
            let value = object.get(key).and_then(Value::as_str);
            value.unwrap_or_default().to_owned()
        };
        let list = given.get("components").and_then(Value::as_array);
        let components: Vec<&Map<String, Value>> = list
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .collect();
        let component = |kind: &str| {
            let mut of_kind = components.iter().filter(|part| text(part, "type") == kind);
            of_kind.next()
        };
        let buttons = component("BUTTONS")
            .and_then(|part| part.get("buttons")?.as_array())
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .map(|button| Button {
                kind: text(button, "type"),
                is_variable: !variables(&text(button, "url")).is_empty(),
            })
            .collect();
        Self {
            name: text(&given, "name"),
            language: text(&given, "language"),
            header: component("HEADER").map(|header| Header {
                format: text(header, "format"),
                variable: variables(&text(header, "text")).pop(),
            }),
            body: component("BODY").map_or_else(Vec::new, |body| variables(&text(body, "text"))),
            buttons,
            body_alone: components.len() == 1,
            given,
        }
    }

    /// The most characters that one of the body's values may have.
    pub fn longest_value(&self) -> usize {
        if self.body_alone { 32_768 } else { 1024 }
    }

    /// What a sender must know of the template.
    pub fn summary(&self) -> Value {
        let buttons: Vec<Value> = self
            .buttons
            .iter()
            .map(|button| json!({"type": button.kind, "variable": button.is_variable}))
            .collect();
        let header = self
            .header
            .as_ref()
            .map(|header| json!({"format": header.format, "variable": header.variable}));
        let mut summary = json!({
            "name": self.name,
            "language": self.language,
            "header": header,
            "body": self.body,
            "buttons": buttons,
        });
        // What one provider's messages repeat.
        for key in ["id", "template_id", "parameter_format"] {
            if let (Some(fields), Some(value)) = (summary.as_object_mut(), self.given.get(key)) {
                fields.insert(key.to_owned(), value.clone());
            }
        }
        summary
    }
}

/// The names between double braces, in order.
fn variables(text: &str) -> Vec<String> {
    text.split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(name, _)| name.trim().to_owned())
        .collect()
}

/// What WhatsApp allows in no value of a variable: line breaks, tabs and more than four spaces in a row.
pub fn wrong_value(text: &str) -> Option<&'static str> {
    if text.contains(['\n', '\r']) {
        Some("holds a line break")
    } else if text.contains('\t') {
        Some("holds a tab")
    } else if text.contains("     ") {
        Some("holds more than 4 spaces in a row")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{read, variables};

    #[test]
    fn reads_every_file() {
        for file in [
            include_str!("templates/islash.json"),
            include_str!("templates/connectly.json"),
            include_str!("templates/yeastar.json"),
        ] {
            let templates = read(file);
            assert!(templates.len() > 2);
            assert!(templates.iter().all(|template| !template.name.is_empty()));
        }
    }

    #[test]
    fn finds_variables() {
        assert_eq!(variables("{{1}} and {{ name }}, {{"), ["1", "name"]);
        assert!(variables("none {here}").is_empty());
    }
}
