//! A table of messages with the problems that they have, and the limits that were agreed.

use std::collections::BTreeSet;

use sessage::json::Json;
use sessage::message::Kind;
use sessage::problem::{Problem, Severity};
use sessage::provider::{PROVIDERS, Surroundings, by_name, configure, validate};
use sessage::rules::Limit;

use crate::places::{Scope, all_rules, problems_of, rule_of};
use crate::support::cases::Expected;
use crate::support::{cases, examples};

#[test]
fn the_agreed_limits_stand_in_the_tables() {
    use Kind::{
        Album, Audio, Buttons, Contacts, Document, Image, List, Location, Template, Text, Video,
    };
    const ALL: &[&str] = &["islash", "connectly", "texter", "yeastar"];
    const LISTS: &[&str] = &["connectly", "texter"];
    let message = Scope::Message;
    let of = Scope::Kind;
    let agreed: [(&[&str], Scope, &str, Limit); 52] = [
        (ALL, of(Text), "text", Limit::Characters(4096)),
        (LISTS, of(List), "text", Limit::Characters(4096)),
        (LISTS, of(Buttons), "text", Limit::Characters(1024)),
        (
            &["islash", "connectly", "texter"],
            of(Image),
            "caption",
            Limit::Characters(1024),
        ),
        (
            &["islash", "connectly", "texter"],
            of(Video),
            "caption",
            Limit::Characters(1024),
        ),
        (
            &["islash", "connectly", "texter"],
            of(Document),
            "caption",
            Limit::Characters(1024),
        ),
        (&["connectly"], of(Buttons), "header", Limit::Characters(60)),
        (&["connectly"], of(List), "header", Limit::Characters(60)),
        (&["connectly"], of(Buttons), "footer", Limit::Characters(60)),
        (&["connectly"], of(List), "footer", Limit::Characters(60)),
        (LISTS, of(Buttons), "buttons", Limit::Items(1, 3)),
        (LISTS, of(Buttons), "buttons/*/id", Limit::Characters(256)),
        (LISTS, of(Buttons), "buttons/*/title", Limit::Characters(20)),
        (LISTS, of(List), "button", Limit::Characters(20)),
        (LISTS, of(List), "sections", Limit::Items(1, 10)),
        (LISTS, of(List), "sections/*/title", Limit::Characters(24)),
        (
            LISTS,
            of(List),
            "sections/*/rows",
            Limit::Items(1, usize::MAX),
        ),
        (LISTS, of(List), "rows", Limit::Items(0, 10)),
        (
            LISTS,
            of(List),
            "sections/*/rows/*/id",
            Limit::Characters(200),
        ),
        (
            LISTS,
            of(List),
            "sections/*/rows/*/title",
            Limit::Characters(24),
        ),
        (
            LISTS,
            of(List),
            "sections/*/rows/*/description",
            Limit::Characters(72),
        ),
        (LISTS, of(Location), "latitude", Limit::Range(-90.0, 90.0)),
        (
            LISTS,
            of(Location),
            "longitude",
            Limit::Range(-180.0, 180.0),
        ),
        (&["texter"], of(Contacts), "contacts", Limit::Items(1, 257)),
        (&["texter"], of(Album), "items", Limit::Items(1, 10)),
        (&["connectly"], of(Album), "items", Limit::Items(1, 1)),
        (&["yeastar"], of(Album), "items", Limit::Items(1, 1)),
        (
            &["yeastar"],
            message.clone(),
            "reference",
            Limit::Characters(127),
        ),
        (&["connectly"], message, "reference", Limit::Bytes(1024)),
        (&["islash"], of(Image), "file", Limit::Bytes(5 << 20)),
        (&["islash"], of(Video), "file", Limit::Bytes(16 << 20)),
        (&["islash"], of(Audio), "file", Limit::Bytes(16 << 20)),
        (&["islash"], of(Document), "file", Limit::Bytes(100 << 20)),
        (&["yeastar"], of(Image), "file", Limit::Bytes(100 << 20)),
        (&["yeastar"], of(Video), "file", Limit::Bytes(100 << 20)),
        (&["yeastar"], of(Audio), "file", Limit::Bytes(100 << 20)),
        (&["yeastar"], of(Document), "file", Limit::Bytes(100 << 20)),
        (
            &["yeastar"],
            Scope::Template,
            "reference",
            Limit::Characters(127),
        ),
        (
            &["connectly"],
            Scope::Template,
            "reference",
            Limit::Bytes(1024),
        ),
        (
            &["connectly", "yeastar"],
            of(Template),
            "header",
            Limit::Characters(60),
        ),
        (ALL, of(Template), "body/*", Limit::Characters(1024)),
        (ALL, of(Template), "body/only/*", Limit::Characters(32_768)),
        (ALL, of(Template), "buttons", Limit::Items(0, 10)),
        (&["islash"], of(Template), "body", Limit::Items(0, 3)),
        (&["connectly"], of(Template), "body", Limit::Items(0, 15)),
        (
            &["yeastar"],
            of(Template),
            "body/named/name",
            Limit::Characters(20),
        ),
        (
            &["islash"],
            of(Template),
            "header/image/file",
            Limit::Bytes(5 << 20),
        ),
        (
            &["islash"],
            of(Template),
            "header/video/file",
            Limit::Bytes(16 << 20),
        ),
        (
            &["islash"],
            of(Template),
            "header/document/file",
            Limit::Bytes(100 << 20),
        ),
        (
            &["yeastar"],
            of(Template),
            "header/image/file",
            Limit::Bytes(100 << 20),
        ),
        (
            &["yeastar"],
            of(Template),
            "header/video/file",
            Limit::Bytes(100 << 20),
        ),
        (
            &["yeastar"],
            of(Template),
            "header/document/file",
            Limit::Bytes(100 << 20),
        ),
    ];
    let mut listed = BTreeSet::new();
    for (providers, scope, field, limit) in agreed {
        for provider in providers {
            let rule = rule_of(by_name(provider).unwrap(), &scope, field);
            let found = rule.and_then(|rule| rule.limit);
            assert_eq!(found, Some(limit), "{provider} {}", scope.rule_name(field));
            listed.insert((*provider, scope.rule_name(field)));
        }
    }
    for entry in PROVIDERS {
        for (scope, rule) in all_rules(entry) {
            let name = (entry.capabilities.provider, scope.rule_name(rule.field));
            assert!(
                rule.limit.is_none() || listed.contains(&name),
                "not agreed: {name:?}"
            );
        }
    }
}

#[test]
fn each_message_has_the_problems_of_its_case() {
    let mut wrong = Vec::new();
    for case in cases::ALL {
        let entry = by_name(case.provider).unwrap();
        let example = examples::read(&filled(case.message));
        let found = problems_of(entry, &example);
        compare(case.name, &found, case.expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_names_of_the_cases_differ() {
    let names: BTreeSet<&str> = cases::ALL.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), cases::ALL.len());
}

#[test]
fn what_a_configuration_decides() {
    let token = r#"{"provider": "yeastar", "baseUrl": "https://pbx.example", "accessToken": "t"}"#;
    let with_number = r#"{"provider": "yeastar", "baseUrl": "https://pbx.example", "accessToken": "t", "from": "+1"}"#;
    let to_phone = r#"{"to": "100", "content": {"type": "text", "text": "x"}}"#;
    let to_phone_from = r#"{"to": "100", "from": "+1", "content": {"type": "text", "text": "x"}}"#;
    let to_session = r#"{"to": {"conversationId": 1}, "content": {"type": "text", "text": "x"}}"#;
    let faulty = r#"{"to": "ann", "content": {"type": "text"}}"#;
    let missing: Expected = &[("/from", "required")];
    let all: Expected = &[
        ("/to", "invalid_format"),
        ("/content/text", "required"),
        ("/from", "required"),
    ];
    let template = r#"{"to": "100", "from": "+1", "content": {"type": "template", "name": "n", "id": 1, "templateId": "2", "language": "en"}}"#;
    let facebook = r#"{"provider": "yeastar", "baseUrl": "https://pbx.example", "accessToken": "t", "channel": "facebook"}"#;
    let elsewhere: Expected = &[("/channel", "conflict")];
    let cases: [(&str, &str, &str, Expected); 8] = [
        ("a template over the default channel", token, template, &[]),
        (
            "a template over another channel",
            facebook,
            template,
            elsewhere,
        ),
        ("a text over another channel", facebook, to_phone_from, &[]),
        ("a session from no number", token, to_phone, missing),
        ("the message's number", token, to_phone_from, &[]),
        ("the configuration's number", with_number, to_phone, &[]),
        ("an existing session", token, to_session, &[]),
        ("a missing number beside other faults", token, faulty, all),
    ];
    let mut wrong = Vec::new();
    for (name, config, message, expected) in cases {
        let config = Json::parse(config).unwrap();
        let (entry, provider) = configure(&config, Surroundings::default()).unwrap();
        let example = examples::read(message);
        let (_, found) = validate(&example.message, &[], entry, Some(provider.as_ref()), 0);
        compare(name, &found, expected, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub fn compare(name: &str, found: &[Problem], expected: Expected, wrong: &mut Vec<String>) {
    let mut found: Vec<(String, String)> = found.iter().map(path_and_code).collect();
    let mut expected: Vec<(String, String)> = expected
        .iter()
        .map(|(path, code)| ((*path).to_owned(), (*code).to_owned()))
        .collect();
    found.sort();
    expected.sort();
    if found != expected {
        wrong.push(format!(
            "{name}\n  expected {expected:?}\n  found    {found:?}"
        ));
    }
}

fn path_and_code(problem: &Problem) -> (String, String) {
    let code = serde_json::to_string(&problem.code).unwrap();
    let warning = if problem.severity == Severity::Warning {
        ", a warning"
    } else {
        ""
    };
    (
        problem.path.clone(),
        format!("{}{warning}", code.trim_matches('"')),
    )
}

/// The text with `<61>` replaced by so many letters.
pub fn filled(text: &str) -> String {
    let mut filled = String::new();
    for part in text.split('<') {
        match part
            .split_once('>')
            .map(|(count, rest)| (count.parse::<usize>(), rest))
        {
            Some((Ok(count), rest)) => {
                filled.push_str(&"x".repeat(count));
                filled.push_str(rest);
            }
            _ => filled.push_str(part),
        }
    }
    filled
}
