//! Reading the fields that configurations share.

use super::Surroundings;
use crate::message::{Fields, missing};
use crate::problem::{Code, Problem};
use crate::secret::Secret;
use crate::url;

/// A text that must be there and not blank.
pub fn required(fields: &mut Fields<'_>, key: &'static str) -> String {
    let text = optional(fields, key);
    if text.is_none() && !fields.has(key) {
        let path = fields.path(key);
        fields.add(missing(&path));
    }
    text.unwrap_or_default()
}

/// A text that is not blank, where it is there.
pub fn optional(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.string(key)?;
    if text.trim().is_empty() {
        let path = fields.path(key);
        fields.add(Problem::error(path, Code::Required, "Must not be blank."));
    }
    Some(text)
}

/// A secret that travels in a body.
pub fn secret(fields: &mut Fields<'_>, key: &'static str) -> Secret {
    Secret::new(key, required(fields, key))
}

/// A secret that travels in a header or a URL.
pub fn header_secret(fields: &mut Fields<'_>, key: &'static str) -> Secret {
    let text = required(fields, key);
    check_header(fields, key, &text);
    Secret::new(key, text)
}

/// A header's value that is no secret, where it is there: words of visible ASCII, a single space between them.
pub fn header_text(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = optional(fields, key)?;
    let is_word = |word: &str| !word.is_empty() && is_visible(word);
    if !text.trim().is_empty() && !text.split(' ').all(is_word) {
        let path = fields.path(key);
        let words = "Must be words of visible ASCII characters with one space between them, and none around.";
        fields.add(Problem::error(path, Code::InvalidFormat, words));
    }
    Some(text)
}

fn check_header(fields: &mut Fields<'_>, key: &'static str, text: &str) {
    if !text.trim().is_empty() && !is_visible(text) {
        let path = fields.path(key);
        let words = "Must be visible ASCII characters: no space, line break or other script.";
        fields.add(Problem::error(path, Code::InvalidFormat, words));
    }
}

fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// One part of a path.
pub fn path_part(fields: &mut Fields<'_>, key: &'static str) -> String {
    let text = required(fields, key);
    if !text.trim().is_empty() && !url::is_path_part(&text) {
        let path = fields.path(key);
        let words = "Must not be \".\" or \"..\".";
        fields.add(Problem::error(path, Code::InvalidFormat, words));
    }
    text
}

/// The base URL, or `default` where none is given; `required` where there is no default.
pub fn base_url(
    fields: &mut Fields<'_>,
    surroundings: Surroundings,
    default: Option<String>,
) -> String {
    let Some(text) = fields.string("baseUrl") else {
        if default.is_none() && !fields.has("baseUrl") {
            let path = fields.path("baseUrl");
            fields.add(missing(&path));
        }
        return default.unwrap_or_default();
    };
    match url::base(&text, surroundings.allow_insecure) {
        Ok(base) => base,
        Err(fault) => {
            let path = fields.path("baseUrl");
            let words = format!("The base URL {fault}.");
            fields.add(Problem::error(path, Code::InvalidFormat, words));
            String::new()
        }
    }
}
