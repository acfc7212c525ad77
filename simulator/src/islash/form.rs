//! The fields of a call: a form, or the same fields as JSON where a page shows that.

use axum::http::StatusCode;
use bytes::Bytes;
use serde_json::{Map, Value};

use crate::{
    call::{Call, Content},
    multipart::Part,
};

/// A status, and what was wrong.
pub type Unread = (StatusCode, &'static str);

/// The parts of a form.
pub fn of_form(call: &Call) -> Result<Vec<Part>, Unread> {
    match (&call.body, call.media_type().as_deref()) {
        (Content::Form(parts), _) => Ok(parts.clone()),
        (_, Some("multipart/form-data")) => {
            Err((StatusCode::BAD_REQUEST, "the form cannot be read"))
        }
        _ => {
            let wrong = "the body must be multipart/form-data";
            Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, wrong))
        }
    }
}

/// The object of a JSON body.
pub fn of_json(call: &Call) -> Result<&Map<String, Value>, Unread> {
    if call.media_type().as_deref() != Some("application/json") {
        let wrong = "the body must be application/json";
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, wrong));
    }
    match &call.body {
        Content::Json {
            value: Value::Object(fields),
            ..
        } => Ok(fields),
        _ => {
            let wrong = "the body cannot be read as a JSON object";
            Err((StatusCode::BAD_REQUEST, wrong))
        }
    }
}

/// JSON's texts as the parts of a form. Null is how the page's sample leaves a field out.
pub fn parts(fields: &Map<String, Value>) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for (name, value) in fields {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            _ => return Err(format!("{name}: must be a string")),
        };
        parts.push(Part {
            name: name.clone(),
            filename: None,
            content_type: None,
            size: text.len(),
            head: Bytes::from(text),
        });
    }
    Ok(parts)
}

/// Refuses what is not documented, and what is given twice.
pub fn only(parts: &[Part], known: &[&str]) -> Result<(), String> {
    for (index, part) in parts.iter().enumerate() {
        if !known.contains(&part.name.as_str()) {
            return Err(format!("{}: is not a documented field", part.name));
        }
        if parts
            .iter()
            .take(index)
            .any(|other| other.name == part.name)
        {
            return Err(format!("{}: is given twice", part.name));
        }
    }
    Ok(())
}

/// The part of that name.
pub fn part<'a>(parts: &'a [Part], name: &str) -> Option<&'a Part> {
    parts.iter().find(|part| part.name == name)
}

/// The text of that name.
pub fn text<'a>(parts: &'a [Part], name: &str) -> Result<Option<&'a str>, String> {
    let Some(part) = part(parts, name) else {
        return Ok(None);
    };
    let text = part
        .text()
        .ok_or(format!("{name}: must be text, not a file"))?;
    Ok(Some(text))
}

/// The session and the contact, which every send names.
pub fn ends(parts: &[Part]) -> Result<(&str, &str), String> {
    let session = text(parts, "session")?.ok_or("session: is required")?;
    let identity = text(parts, "identity")?.ok_or("identity: is required")?;
    if identity.is_empty() || !identity.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("identity: must be digits with the country code, without a plus".to_owned());
    }
    Ok((session, identity))
}

/// A file that is there and not too large.
pub fn check_file(name: &str, file: &Part) -> Result<(), String> {
    if file.filename.is_none() {
        return Err(format!("{name}: must be a file part, with a filename"));
    }
    if file.size == 0 {
        return Err(format!("{name}: is empty"));
    }
    let most = largest(file.content_type.as_deref().unwrap_or_default());
    if file.size > most {
        return Err(format!("{name}: is larger than {most} bytes"));
    }
    Ok(())
}

/// WhatsApp's largest file of a kind; iSlash documents no sizes of its own.
fn largest(media_type: &str) -> usize {
    match media_type.split('/').next() {
        Some("image") => 5_242_880,
        Some("video" | "audio") => 16_777_216,
        _ => 104_857_600,
    }
}
