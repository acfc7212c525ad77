//! Checking the values for a template against the template itself.

use super::{Component, ComponentKind, ListedButton, ParameterFormat, Template};
use crate::json::Json;
use crate::message::{Attachment, TemplateBody, TemplateButton, TemplateContent, TemplateHeader};
use crate::outcome::Error;
use crate::problem::{Code, Problem, Problems, Unit, escape};
use crate::text::{Met, quoted};

/// What is missing from a content, or too much, for this template; with pointers into the content.
///
/// # Errors
/// `invalid_config` where the template is none that was listed.
pub fn validate_template(
    template: &Json,
    content: &Json,
    attachments: &[Attachment],
) -> Result<Vec<Problem>, Error> {
    let template = Template::read(template)?;
    let mut problems = Problems::new();
    let read = TemplateContent::read_alone(content, attachments, &mut problems);
    // What could not be read is not compared.
    if let Some(content) = read.filter(|_| !problems.has_errors()) {
        compare(&template, &content, &mut problems);
    }
    Ok(problems.into_vec())
}

fn compare(template: &Template, content: &TemplateContent, found: &mut Problems) {
    identity(template, content, found);
    let component = |kind| template.component(kind);
    header(component(ComponentKind::Header), content, found);
    body(template, component(ComponentKind::Body), content, found);
    let buttons = component(ComponentKind::Buttons);
    buttons_of(buttons.map_or(&[], |it| &it.buttons), content, found);
}

/// A content for another template has other placeholders.
fn identity(template: &Template, content: &TemplateContent, found: &mut Problems) {
    let name = Some(content.name.as_str());
    let pairs = [
        ("/name", name, Some(template.name.as_str())),
        (
            "/language",
            content.language.as_deref(),
            template.language.as_deref(),
        ),
        ("/id", content.id.as_deref(), template.id.as_deref()),
        (
            "/templateId",
            content.template_id.as_deref(),
            template.template_id.as_deref(),
        ),
    ];
    for (path, given, listed) in pairs {
        if let (Some(given), Some(listed)) = (given, listed)
            && given != listed
        {
            let words = format!("The template's own is {}.", quoted(listed));
            found.add(Problem::error(path, Code::Conflict, words));
        }
    }
}

fn header(component: Option<&Component>, content: &TemplateContent, found: &mut Problems) {
    let format = component
        .and_then(|header| header.format.as_deref())
        .unwrap_or("text");
    let takes_text = component.is_some_and(|header| !header.parameters.is_empty());
    let is_media = matches!(format, "image" | "video" | "document");
    match &content.header {
        None if takes_text => found.add(missing("/header", "The header has a placeholder.")),
        None if is_media => {
            let words = format!("The header is of type {format}.");
            found.add(missing("/header", &words));
        }
        Some(TemplateHeader::Text(_)) if is_media => {
            let words = format!("The header is no text; it is of type {format}.");
            found.add(Problem::error("/header", Code::InvalidType, words));
        }
        Some(TemplateHeader::Text(_)) if !takes_text => found.add(beyond("/header", 0, 1)),
        Some(TemplateHeader::Media(media)) if media.kind.name() != format => {
            let words = format!("The header is of type {format}.");
            let path = if is_media { "/header/type" } else { "/header" };
            found.add(Problem::error(path, Code::InvalidType, words));
        }
        _ => {}
    }
}

fn body(
    template: &Template,
    component: Option<&Component>,
    content: &TemplateContent,
    found: &mut Problems,
) {
    let expected = component.map_or(&[][..], |body| &body.parameters);
    match (&content.body, template.parameter_format) {
        (body, _) if body.is_empty() => {
            let missing = expected.iter().enumerate().map(|(index, name)| {
                let place = match template.parameter_format {
                    ParameterFormat::Positional => index.to_string(),
                    ParameterFormat::Named => escape(name).into_owned(),
                };
                no_value(&place, name)
            });
            found.extend(missing);
        }
        (TemplateBody::Positional(values), ParameterFormat::Positional) => {
            let left = expected.iter().enumerate().skip(values.len());
            found.extend(left.map(|(index, name)| no_value(&index.to_string(), name)));
            if values.len() > expected.len() {
                found.add(beyond("/body", expected.len(), values.len()));
            }
        }
        (TemplateBody::Named(values), ParameterFormat::Named) => {
            let given = Met::of(&mut values.iter().map(|(name, _)| name.as_str()));
            let left = expected.iter().filter(|name| given.get(name).is_none());
            found.extend(left.map(|name| no_value(&escape(name), name)));
            let expected = Met::of(&mut expected.iter().map(String::as_str));
            for (name, _) in values
                .iter()
                .filter(|(name, _)| expected.get(name).is_none())
            {
                let path = format!("/body/{}", escape(name));
                let words = format!("The body has no placeholder {}.", quoted(name));
                found.add(Problem::error(path, Code::UnknownField, words));
            }
        }
        (_, format) => {
            let words = match format {
                ParameterFormat::Positional => "This template's values go by place: an array.",
                ParameterFormat::Named => "This template's values go by name: an object.",
            };
            found.add(Problem::error("/body", Code::InvalidType, words));
        }
    }
}

/// Buttons that never change may be left out at the end, for a provider that does not ask for them.
fn buttons_of(listed: &[ListedButton], content: &TemplateContent, found: &mut Problems) {
    let given = &content.buttons;
    if given.len() > listed.len() {
        found.add(beyond("/buttons", listed.len(), given.len()));
    }
    for (index, button) in listed.iter().enumerate() {
        let path = format!("/buttons/{index}");
        match given.get(index) {
            Some(given) => self::button(button, given, &path, found),
            None if button.parameters.is_empty() => {}
            None => found.add(missing(&path, "The button has a placeholder.")),
        }
    }
}

fn button(listed: &ListedButton, given: &TemplateButton, path: &str, found: &mut Problems) {
    if listed.known_kind().is_some_and(|kind| kind != given.kind) {
        let words = format!("The template's button is of type {}.", listed.kind);
        found.add(Problem::error(
            format!("{path}/type"),
            Code::Conflict,
            words,
        ));
    } else if given.text.is_none() && !listed.parameters.is_empty() {
        let path = format!("{path}/text");
        found.add(missing(&path, "The button's address has a placeholder."));
    } else if given.text.is_some() && listed.parameters.is_empty() && listed.url.is_some() {
        found.add(beyond(&format!("{path}/text"), 0, 1));
    }
}

fn no_value(place: &str, name: &str) -> Problem {
    let words = format!("The placeholder {{{{{name}}}}} has no value.");
    missing(&format!("/body/{place}"), &words)
}

fn missing(path: &str, words: &str) -> Problem {
    Problem::error(path, Code::Required, words)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn beyond(path: &str, limit: usize, actual: usize) -> Problem {
    let words = format!("The template has {limit} placeholders here; {actual} values are given.");
    let problem = Problem::error(path, Code::TooMany, words);
    problem.with_limit(limit as f64, actual as f64, Some(Unit::Items))
}
