//! A template's values against the template that a provider lists.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

mod support {
    pub mod blobs;
}

use sessage::json::Json;
use sessage::listing::{Component, ParameterFormat, Template, validate_template};
use sessage::outcome::ErrorCode;
use sessage::problem::{Severity, Unit};
use support::blobs;

/// A text header, two values, and four buttons of which the second has a value.
const ORDER: &str = r#"{"name":"order_update","language":"en","id":"1774","templateId":"77","parameterFormat":"positional","components":[
    {"type":"header","format":"text","text":"Order {{1}}","parameters":["1"]},
    {"type":"body","text":"Hello {{1}}, it comes on {{2}}.","parameters":["1","2"]},
    {"type":"footer","text":"Example","parameters":[]},
    {"type":"buttons","parameters":[],"buttons":[
        {"type":"quick_reply","text":"OK","parameters":[]},
        {"type":"url","text":"Track","url":"https://e.com/{{1}}","parameters":["1"]},
        {"type":"url","text":"Shop","url":"https://e.com","parameters":[]},
        {"type":"catalog","text":"All","parameters":[]}]}],"raw":{}}"#;

const NAMED: &str = r#"{"name":"appointment","parameterFormat":"named","components":[
    {"type":"header","format":"image","parameters":[]},
    {"type":"body","text":"On {{day}} at {{a/b}}.","parameters":["day","a/b"]}],"raw":{}}"#;

const PLAIN: &str = r#"{"name":"hello","components":[{"type":"header","format":"text","text":"Hi","parameters":[]},
    {"type":"body","text":"Hello!","parameters":[]}]}"#;

type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// A name, a template, what is given beside the type and the problems. `B2` stands for a body of two values.
#[rustfmt::skip]
const CASES: &[Case] = &[
    ("all that there is", ORDER, r#""name":"order_update","language":"en","id":1774,"templateId":"77","header":"4711",B2,
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"},{"type":"url"},{"type":"url"}]"#, &[]),
    ("buttons that never change left out at the end", ORDER, r#""name":"order_update","header":"4711",B2,
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"}]"#, &[]),
    ("nothing but the name", ORDER, r#""name":"order_update""#,
        &[("/header", "required"), ("/body/0", "required"), ("/body/1", "required"), ("/buttons/1", "required")]),
    ("another template", ORDER, r#""name":"other","language":"de","id":"1","templateId":"2","header":"4711",B2,
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"}]"#,
        &[("/name", "conflict"), ("/language", "conflict"), ("/id", "conflict"), ("/templateId", "conflict")]),
    ("one value too few", ORDER, r#""name":"order_update","header":"4711","body":["Ann"],
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"}]"#, &[("/body/1", "required")]),
    ("one value too many", ORDER, r#""name":"order_update","header":"4711","body":["Ann","b","c"],
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"}]"#, &[("/body", "too_many")]),
    ("values by name", ORDER, r#""name":"order_update","header":"4711","body":{"day":"x"},
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"}]"#, &[("/body", "invalid_type")]),
    ("a picture for a text", ORDER, r#""name":"order_update","header":{"type":"image","url":"https://e.com"},B2,
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"}]"#, &[("/header", "invalid_type")]),
    ("a button of another type", ORDER, r#""name":"order_update","header":"4711",B2,
        "buttons":[{"type":"url"},{"type":"url","text":"4711"}]"#, &[("/buttons/0/type", "conflict")]),
    ("a button without its value", ORDER, r#""name":"order_update","header":"4711",B2,
        "buttons":[{"type":"quick_reply"},{"type":"url"}]"#, &[("/buttons/1/text", "required")]),
    ("a value for an address that never changes", ORDER, r#""name":"order_update","header":"4711",B2,
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"},{"type":"url","text":"x"}]"#, &[("/buttons/2/text", "too_many")]),
    ("a button too many", ORDER, r#""name":"order_update","header":"4711",B2,
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"4711"},{"type":"url"},{"type":"flow"},{"type":"url"}]"#,
        &[("/buttons", "too_many")]),

    ("values by name where they go so", NAMED, r#""name":"appointment","header":{"type":"image","uploaded":"x"},"body":{"a/b":"1","day":"2"}"#, &[]),
    ("a picture by Blob", NAMED, r#""name":"appointment","header":{"type":"image","file":{"$blob":{"type":"image/png","size":1}}},"body":{"a/b":"1","day":"2"}"#, &[]),
    ("no values where they go by name", NAMED, r#""name":"appointment""#,
        &[("/header", "required"), ("/body/day", "required"), ("/body/a~1b", "required")]),
    ("other names", NAMED, r#""name":"appointment","header":{"type":"image","uploaded":"x"},"body":{"day":"1","x/y":"2"}"#,
        &[("/body/a~1b", "required"), ("/body/x~1y", "unknown_field")]),
    ("values by place where they go by name", NAMED, r#""name":"appointment","header":{"type":"image","uploaded":"x"},B2"#,
        &[("/body", "invalid_type")]),
    ("a text for a picture", NAMED, r#""name":"appointment","header":"x","body":{"day":"1","a/b":"2"}"#, &[("/header", "invalid_type")]),
    ("a video for a picture", NAMED, r#""name":"appointment","header":{"type":"video","uploaded":"x"},"body":{"day":"1","a/b":"2"}"#,
        &[("/header/type", "invalid_type")]),

    ("a template without placeholders", PLAIN, r#""name":"hello""#, &[]),
    ("values for a template without placeholders", PLAIN, r#""name":"hello","header":"x","body":["y"],"buttons":[{"type":"url"}]"#,
        &[("/header", "too_many"), ("/body", "too_many"), ("/buttons", "too_many")]),
    ("ids that the list does not tell", PLAIN, r#""name":"hello","language":"en","id":1,"templateId":"2""#, &[]),
    ("a shape that cannot be read is not compared", PLAIN, r#""name":"other","body":["y",5],"colour":"red""#,
        &[("/body/1", "invalid_type"), ("/colour", "unknown_field")]),
];

fn check(template: &str, content: &str) -> Vec<(String, String)> {
    let (content, attachments) = blobs::take_out(&Json::parse(content).unwrap());
    let template = Json::parse(template).unwrap();
    let found = validate_template(&template, &content, &attachments).unwrap();
    found
        .iter()
        .map(|problem| {
            assert_eq!(problem.severity, Severity::Error);
            assert!(!problem.message.is_empty(), "{problem:?}");
            let code = serde_json::to_string(&problem.code).unwrap();
            (problem.path.clone(), code.trim_matches('"').to_owned())
        })
        .collect()
}

#[test]
fn each_content_has_the_problems_of_its_case() {
    let mut wrong = Vec::new();
    for (name, template, given, expected) in CASES {
        let given = given.replace("B2", r#""body":["Ann","July 31"]"#);
        let mut found = check(template, &format!(r#"{{"type":"template",{given}}}"#));
        let owned = |(path, code): &(&str, &str)| ((*path).to_owned(), (*code).to_owned());
        let mut expected: Vec<(String, String)> = expected.iter().map(owned).collect();
        found.sort();
        expected.sort();
        if found != expected {
            wrong.push(format!(
                "{name}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_content_of_another_kind_is_no_template() {
    for (content, path, code) in [
        (r#"{"type":"text","text":"x"}"#, "/type", "invalid_format"),
        (r#"{"name":"hello"}"#, "/type", "required"),
        ("5", "", "invalid_type"),
    ] {
        assert_eq!(
            check(PLAIN, content),
            [(path.to_owned(), code.to_owned())],
            "{content}"
        );
    }
}

#[test]
fn too_many_values_come_with_their_numbers() {
    let template = Json::parse(ORDER).unwrap();
    let content = r#"{"type":"template","name":"order_update","header":"1","body":["a","b","c"],
        "buttons":[{"type":"quick_reply"},{"type":"url","text":"x"}]}"#;
    let found = validate_template(&template, &Json::parse(content).unwrap(), &[]).unwrap();
    assert_eq!((found[0].limit, found[0].actual), (Some(2.0), Some(3.0)));
    assert_eq!(found[0].unit, Some(Unit::Items));
}

#[test]
fn what_was_never_listed_is_no_template() {
    let content = Json::parse(r#"{"type":"template","name":"x"}"#).unwrap();
    for template in [
        "null",
        "5",
        "[]",
        "{}",
        r#"{"name":"x"}"#,
        r#"{"components":[]}"#,
        r#"{"name":"x","components":{}}"#,
        r#"{"name":"x","components":[5]}"#,
        r#"{"name":"x","components":[{"type":"body"}]}"#,
        r#"{"name":"x","components":[{"type":"carousel","parameters":[]}]}"#,
    ] {
        let error = validate_template(&Json::parse(template).unwrap(), &content, &[]);
        assert_eq!(
            error.unwrap_err().code,
            ErrorCode::InvalidConfig,
            "{template}"
        );
    }
}

#[test]
fn a_listed_template_is_read_as_it_was_written() {
    let components = r#"[{"type":"HEADER","format":"LOCATION"},{"type":"BODY","text":"{{ b }} {{a}} {{ b }}"},
        {"type":"BUTTONS","buttons":[{"type":"COPY_CODE"},{"type":"URL","text":"x","url":"https://e.com/{{1}}"},{"no":"type"}]}]"#;
    let template = Template {
        name: "x".to_owned(),
        language: Some("en".to_owned()),
        category: None,
        status: Some("APPROVED".to_owned()),
        id: Some("7".to_owned()),
        template_id: None,
        channel_id: Some("1".to_owned()),
        parameter_format: ParameterFormat::Named,
        components: Component::read_all(&Json::parse(components).unwrap()),
        raw: Json::Null,
    };
    assert_eq!(template.components[1].parameters, ["b", "a"]);
    assert_eq!(template.components[2].buttons.len(), 2);
    let written = Json::parse(&serde_json::to_string(&template).unwrap()).unwrap();
    assert_eq!(Template::read(&written).unwrap(), template);
}
