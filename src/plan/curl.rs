//! A planned request as a cURL line for a POSIX shell.

use super::{PlannedBody, PlannedPart, PlannedRequest};
use crate::provider::Method;
use crate::text::replace;

/// The line. Everything a message says is single-quoted, and travels by options that read no file: a text
/// may begin with `@` or `<`. A file itself stands as `@NAME`.
pub fn line(request: &PlannedRequest) -> String {
    let mut line = "curl".to_owned();
    // In a URL cURL takes brackets for a pattern.
    if request.url.contains('[') {
        line.push_str(" --globoff");
    }
    let mut option = |name: &str, value: &str| {
        line.push(' ');
        line.push_str(name);
        line.push(' ');
        push_quoted(&mut line, value);
    };
    if request.method == Method::Post {
        option("--request", "POST");
    }
    option("--url", &request.url);
    for (name, value) in &request.headers.0 {
        option("--header", &format!("{name}: {value}"));
    }
    match &request.body {
        None => {}
        Some(PlannedBody::Json { value }) => option("--data-raw", value),
        Some(PlannedBody::Multipart { parts }) => {
            for part in parts {
                match &part.value {
                    Some(text) => option("--form-string", &format!("{}={text}", part.name)),
                    None => option("--form", &file(part)),
                }
            }
        }
    }
    line
}

fn push_quoted(line: &mut String, text: &str) {
    line.push('\'');
    for (index, piece) in text.split('\'').enumerate() {
        if index > 0 {
            line.push_str(r"'\''");
        }
        line.push_str(piece);
    }
    line.push('\'');
}

/// A file, its name quoted where cURL would read more into it.
fn file(part: &PlannedPart) -> String {
    let name = part.filename.as_deref().unwrap_or_default();
    let content_type = part.content_type.as_deref().unwrap_or_default();
    let path = match name {
        // Alone it would be the standard input.
        "-" => "./-".to_owned(),
        name => file_word(name),
    };
    // Of a path cURL would send the last part alone.
    let filename = if name.contains('/') {
        format!(";filename={}", file_word(name))
    } else {
        String::new()
    };
    format!("{}=@{path};type={content_type}{filename}", part.name)
}

fn file_word(name: &str) -> String {
    let plain = name
        .chars()
        .all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' '))
        && name.trim() == name;
    if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", replace(&replace(name, r"\", r"\\"), "\"", "\\\""))
    }
}
