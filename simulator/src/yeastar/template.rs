//! A template filled in: help.yeastar.com, WhatsApp message template component description.

use serde_json::Value;

use super::{templates::TEMPLATES, upload};
use crate::{
    check::{
        Kind,
        Need::{Optional, Required},
        Object, Report,
    },
    template::{Header, Template, wrong_value},
    whatsapp::HEADER_AND_FOOTER,
};

const PARAM: &str = "whatsapp_msg_param";
const NAMED: &str = "NAMED";
const TYPES: [&str; 3] = ["HEADER", "BODY", "BUTTONS"];

/// What must be there for a message to be sent.
#[derive(Debug, Default)]
pub struct Needs {
    /// Whether the template is, if there is one.
    pub is_known: bool,
    /// The files it names.
    pub uris: Vec<String>,
}

/// Reads and checks the parameter, which is a text of JSON.
pub fn check(body: &Object<'_>) -> Needs {
    let Some(text) = body.text(PARAM, Required, 1..=usize::MAX) else {
        return Needs::default();
    };
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        body.refuse(PARAM, Kind::Value, "is no JSON");
        return Needs::default();
    };
    let report = Report::default();
    let needs = report.root(&value).map(|param| check_param(&param));
    body.refuse_inside(PARAM, report.take());
    needs.unwrap_or_default()
}

fn check_param(param: &Object<'_>) -> Needs {
    param.only(&[
        "id",
        "template_id",
        "name",
        "language",
        "parameter_format",
        "components",
    ]);
    let id = param.integer("id", Required);
    let meta = param.text("template_id", Required, 1..=usize::MAX);
    let name = param.text("name", Required, 1..=usize::MAX);
    let format = param.choice("parameter_format", Required, &["POSITIONAL", NAMED]);
    let language = param.object("language", Required).and_then(|language| {
        language.only(&["code"]);
        language.text("code", Required, 1..=usize::MAX)
    });
    let components = param.objects("components", Required, 0..=TYPES.len());
    let given = |template: &'static Template, key: &str| template.given.get(key);
    let Some(template) = TEMPLATES
        .iter()
        .find(|template| given(template, "id").and_then(Value::as_u64) == id)
    else {
        return Needs::default();
    };
    let own = |key| given(template, key).and_then(Value::as_str);
    for (field, said, own) in [
        ("template_id", meta, own("template_id")),
        ("name", name, own("name")),
        ("language", language, own("language")),
        ("parameter_format", format, own("parameter_format")),
    ] {
        if said.is_some() && said != own {
            param.refuse(field, Kind::Value, "is not the template's");
        }
    }
    let is_named = own("parameter_format") == Some(NAMED);
    let uris = components.map(|list| check_components(param, &list, template, is_named));
    Needs {
        is_known: true,
        uris: uris.unwrap_or_default(),
    }
}

/// The components, each at most once; what has nothing to fill in may be left out.
fn check_components(
    param: &Object<'_>,
    components: &[Object<'_>],
    template: &Template,
    is_named: bool,
) -> Vec<String> {
    let mut uris = Vec::new();
    let mut seen = Vec::new();
    for component in components {
        component.only(&["type", "parameters"]);
        let Some(kind) = component.choice("type", Required, &TYPES) else {
            continue;
        };
        if seen.contains(&kind) {
            component.refuse("type", Kind::Value, "is there already");
        }
        seen.push(kind);
        let wanted = wanted(template, kind);
        let Some(parameters) = component.objects("parameters", Required, wanted..=wanted) else {
            continue;
        };
        match (kind, &template.header) {
            ("HEADER", Some(header)) => {
                for parameter in parameters {
                    uris.extend(check_header(&parameter, header, is_named));
                }
            }
            ("BODY", _) => check_body(&parameters, template, is_named),
            ("BUTTONS", _) => check_buttons(&parameters, template),
            _ => {}
        }
    }
    for kind in TYPES {
        if wanted(template, kind) > 0 && !seen.contains(&kind) {
            param.refuse("components", Kind::Missing, &format!("lack {kind}"));
        }
    }
    uris
}

/// How many parameters a component must have. Buttons without a variable count too.
fn wanted(template: &Template, kind: &str) -> usize {
    match kind {
        "HEADER" => {
            let header = template.header.as_ref();
            let filled = header.filter(|header| header.is_media() || header.variable.is_some());
            filled.map_or(0, |_| 1)
        }
        "BODY" => template.body.len(),
        _ => template.buttons.len(),
    }
}

/// A header's one parameter, and the files in it.
fn check_header(parameter: &Object<'_>, header: &Header, is_named: bool) -> Vec<String> {
    parameter.choice("type", Required, &[header.format.as_str()]);
    if header.is_media() {
        parameter.only(&["type", "file_list"]);
        let files = parameter.objects("file_list", Required, 1..=1);
        let files = files.unwrap_or_default();
        return files.iter().filter_map(upload::check).collect();
    }
    parameter.only(&["type", "text", "parameter_name"]);
    check_text(parameter, HEADER_AND_FOOTER);
    let own = header.variable.as_deref();
    let name = parameter.text("parameter_name", Optional, 1..=usize::MAX);
    if name.is_some() && (!is_named || name != own) {
        let why = "is no variable of the template";
        parameter.refuse("parameter_name", Kind::Value, why);
    }
    Vec::new()
}

/// The body's values: by their place, or by their names in any order.
fn check_body(parameters: &[Object<'_>], template: &Template, is_named: bool) {
    let mut names: Vec<&String> = template.body.iter().collect();
    for parameter in parameters {
        let fields: &[&str] = match is_named {
            true => &["type", "text", "parameter_name"],
            false => &["type", "text"],
        };
        parameter.only(fields);
        parameter.choice("type", Required, &["TEXT"]);
        check_text(parameter, template.longest_value());
        if !is_named {
            continue;
        }
        let Some(name) = parameter.text("parameter_name", Required, 1..=usize::MAX) else {
            continue;
        };
        match names.iter().position(|known| *known == name) {
            Some(index) => {
                names.remove(index);
            }
            None => {
                let why = "is no variable of the template, or was given already";
                parameter.refuse("parameter_name", Kind::Value, why);
            }
        }
    }
}

/// One entry for each button of the template, in its order; a static one has an empty text.
fn check_buttons(parameters: &[Object<'_>], template: &Template) {
    for (parameter, button) in parameters.iter().zip(&template.buttons) {
        parameter.only(&["type", "text"]);
        parameter.choice("type", Required, &[button.kind.as_str()]);
        if button.is_variable {
            check_text(parameter, usize::MAX);
        } else {
            parameter.text("text", Required, 0..=0);
        }
    }
}

fn check_text(parameter: &Object<'_>, most: usize) {
    if let Some(text) = parameter.text("text", Required, 1..=most)
        && let Some(wrong) = wrong_value(text)
    {
        parameter.refuse("text", Kind::Value, wrong);
    }
}
