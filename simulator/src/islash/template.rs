//! Templates: api-docs.islash.io/template-message, where they are listed and sent.

use std::sync::LazyLock;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    answer::{okay, type_of},
    form::{self, part, text},
    is_known_session, unknown_session,
};
use crate::{
    call::Call,
    multipart::Part,
    respond::Reply,
    state::State,
    template::{Template, Templates, read, wrong_value},
};

/// The templates there are; the first is the page's own.
pub static TEMPLATES: Templates = LazyLock::new(|| read(include_str!("../templates/islash.json")));

const FIELDS: [&str; 8] = [
    "session",
    "identity",
    "template_name",
    VARIABLES[0],
    VARIABLES[1],
    VARIABLES[2],
    BUTTON,
    "media",
];
const VARIABLES: [&str; 3] = ["variable_1", "variable_2", "variable_3"];
const BUTTON: &str = "button_url_variable_1";

/// The list.
pub fn list(_: &State, call: &Call) -> Reply {
    let fields = match form::of_json(call) {
        Ok(fields) => fields,
        Err((status, wrong)) => return Reply::undocumented(status, wrong),
    };
    let bad = |wrong: &str| Reply::undocumented(StatusCode::BAD_REQUEST, wrong);
    if let Some(field) = fields.keys().find(|field| *field != "session") {
        return bad(&format!("{field}: is not a documented field"));
    }
    match fields.get("session").and_then(Value::as_str) {
        None => bad("session: is required and must be a string"),
        session if !is_known_session(session) => unknown_session(),
        _ => {
            let all: Vec<_> = TEMPLATES.iter().map(|template| &template.given).collect();
            okay(json!({"templates": all}))
        }
    }
}

/// Checks the fields and takes the message. The page shows JSON, which can hold no file; a form can.
pub fn send(_: &State, call: &Call) -> Reply {
    let bad = |wrong: &str| Reply::undocumented(StatusCode::BAD_REQUEST, wrong);
    let parts = if call.media_type().as_deref() == Some("application/json") {
        form::of_json(call).map(form::parts)
    } else {
        form::of_form(call).map(Ok)
    };
    match parts.map(|parts| parts.and_then(|parts| check(&parts))) {
        Ok(Ok(session)) if !is_known_session(Some(&session)) => unknown_session(),
        // No id of the message: the page's sample has nothing in `data`.
        Ok(Ok(_)) => okay(json!({})),
        Ok(Err(wrong)) => bad(&wrong),
        Err((status, wrong)) => Reply::undocumented(status, wrong),
    }
}

/// The session of a message that passed.
fn check(parts: &[Part]) -> Result<String, String> {
    form::only(parts, &FIELDS)?;
    let (session, _) = form::ends(parts)?;
    let name = text(parts, "template_name")?.ok_or("template_name: is required")?;
    let template = TEMPLATES
        .iter()
        .find(|template| template.name == name)
        .ok_or("template_name: there is no such template")?;
    for (index, field) in VARIABLES.iter().enumerate() {
        let is_wanted = index < template.body.len();
        check_variable(parts, field, is_wanted, template.longest_value())?;
    }
    let is_wanted = template.buttons.iter().any(|button| button.is_variable);
    check_variable(parts, BUTTON, is_wanted, usize::MAX)?;
    check_media(parts, template)?;
    Ok(session.to_owned())
}

/// A text that is given if the template has such a variable, and only then. `$name` stands for the
/// contact's name and passes as any text does.
fn check_variable(parts: &[Part], field: &str, is_wanted: bool, most: usize) -> Result<(), String> {
    // A field without a character provides nothing.
    let value = text(parts, field)?.filter(|value| !value.is_empty());
    match value {
        None if is_wanted => Err(format!("{field}: is required by the template")),
        Some(_) if !is_wanted => Err(format!("{field}: is no variable of the template")),
        Some(value) if value.chars().count() > most => {
            Err(format!("{field}: is longer than {most} characters"))
        }
        Some(value) => match wrong_value(value) {
            Some(wrong) => Err(format!("{field}: {wrong}")),
            None => Ok(()),
        },
        None => Ok(()),
    }
}

/// A file of the kind that the template's header has.
fn check_media(parts: &[Part], template: &Template) -> Result<(), String> {
    let header = template.header.as_ref().filter(|header| header.is_media());
    let (header, file) = match (header, part(parts, "media")) {
        (None, None) => return Ok(()),
        (Some(_), None) => return Err("media: is required by the template's header".to_owned()),
        (None, Some(_)) => return Err("media: the template's header is no file".to_owned()),
        (Some(header), Some(file)) => (header, file),
    };
    form::check_file("media", file)?;
    let filename = file.filename.as_deref().unwrap_or_default();
    let declared = file.content_type.as_deref();
    let media_type = declared.unwrap_or_else(|| type_of(filename));
    if kind_of(media_type) == Some(header.format.as_str()) {
        return Ok(());
    }
    let format = header.format.to_lowercase();
    Err(format!(
        "media: {media_type} is no {format} that WhatsApp takes"
    ))
}

/// The header that a file of WhatsApp's types can be.
fn kind_of(media_type: &str) -> Option<&'static str> {
    let bare = media_type.split(';').next().unwrap_or_default().trim();
    match bare.to_ascii_lowercase().as_str() {
        "image/jpeg" | "image/png" => Some("IMAGE"),
        "video/mp4" | "video/3gpp" | "video/3gp" => Some("VIDEO"),
        "text/plain" => Some("DOCUMENT"),
        other if other.starts_with("application/") => Some("DOCUMENT"),
        _ => None,
    }
}
