//! What each rule of each table does on both sides of it.

use std::collections::BTreeSet;

use sessage::json::Json;
use sessage::message::Kind;
use sessage::problem::{Code, Problem, Severity};
use sessage::provider::PROVIDERS;
use sessage::rules::{Format, Likely, Support};

use crate::places::{
    Scope, all_rules, assert_names, carried_part, carriers, content_alone, each_carried_field,
    each_uncarried_field, places, problem, problems_of, read, rule_of, source_of, support, titles,
    unit_of, wordless,
};
use crate::support::{examples, pointer};
use crate::values::{at_the_limit, beyond_the_limit, blob, texts_of, with};

#[test]
fn the_examples_hold_every_field_that_a_rule_names() {
    for entry in PROVIDERS {
        let mut unseen: BTreeSet<String> = all_rules(entry)
            .map(|(scope, rule)| scope.rule_name(rule.field))
            .collect();
        for example in examples::all() {
            let Some(usable) = carried_part(entry, &example) else {
                continue;
            };
            for place in places(&usable.message, &usable.attachments) {
                unseen.remove(&place.scope.rule_name(&place.name));
            }
        }
        // What is dropped is no part of a message that is carried whole; the examples hold it.
        for example in examples::all() {
            for place in places(&example.message, &example.attachments) {
                if support(entry, &place) == Some(Support::Dropped) {
                    unseen.remove(&place.scope.rule_name(&place.name));
                }
            }
        }
        let provider = entry.capabilities.provider;
        assert!(unseen.is_empty(), "{provider}: no message has {unseen:?}");
    }
}

#[test]
fn the_walk_visits_every_field_of_the_examples() {
    for example in examples::all() {
        let visited: BTreeSet<String> = places(&example.message, &example.attachments)
            .into_iter()
            .map(|place| place.path)
            .collect();
        for leaf in pointer::leaves(&example.message) {
            let kinds = ["", "/items/0", "/header", "/buttons/0", "/buttons/1"];
            let names_a_kind = kinds.iter().any(|it| leaf == format!("/content{it}/type"));
            let within_upload = leaf.contains("/uploaded/");
            assert!(
                names_a_kind || within_upload || visited.contains(&leaf),
                "{leaf} of {}",
                example.message
            );
        }
    }
}

#[test]
fn no_rule_stands_twice_in_a_table() {
    for entry in PROVIDERS {
        let mut seen = BTreeSet::new();
        for (scope, rule) in all_rules(entry) {
            let name = scope.rule_name(rule.field);
            assert!(
                seen.insert(name.clone()),
                "{}: {name}",
                entry.capabilities.provider
            );
            assert!(
                rule.source.starts_with("https://"),
                "{name}: {}",
                rule.source
            );
        }
    }
}

#[test]
fn every_limit_holds_what_fits_and_refuses_one_more() {
    let mut checked = 0;
    each_carried_field(|entry, example, place, rule| {
        let Some(limit) = rule.limit else { return };
        for (fits, value) in at_the_limit(limit, example, place) {
            let mut found = problems_of(entry, &with(example, place, value));
            // What a provider keeps may be more than the channel takes.
            found.retain(|problem| !place.is_file || problem.severity == Severity::Error);
            assert_eq!(
                found,
                [],
                "{}: {fits} at {}",
                entry.capabilities.provider,
                place.path
            );
        }
        for beyond in beyond_the_limit(limit, example, place) {
            let message = with(example, place, beyond.value);
            let mut expected = vec![Problem {
                limit: Some(beyond.limit),
                actual: Some(beyond.actual),
                unit: unit_of(limit),
                ..problem(&place.path, beyond.code, source_of(rule))
            }];
            // Eleven sections are eleven rows, too.
            if place.name == "sections" && beyond.code == Code::TooMany {
                let rows = rule_of(entry, &Scope::Kind(Kind::List), "rows").unwrap();
                expected.insert(
                    0,
                    Problem {
                        source: Some(rows.source.to_owned()),
                        ..expected[0].clone()
                    },
                );
            }
            let found = wordless(problems_of(entry, &message));
            assert_eq!(
                found, expected,
                "{}: {}",
                entry.capabilities.provider, beyond.what
            );
            checked += 1;
        }
    });
    assert!(checked > 200, "only {checked} limits were passed");
}

#[test]
fn every_form_takes_what_has_it_and_refuses_what_has_not() {
    each_carried_field(|entry, example, place, rule| {
        if !place.is_text {
            return;
        }
        let try_text = |text: &str| {
            let message = with(example, place, Json::from(text));
            wordless(problems_of(entry, &message))
        };
        let provider = entry.capabilities.provider;
        let (good, bad) = texts_of(rule.format);
        for text in good {
            // What has not the documented form is doubted, not refused.
            let mut found = try_text(&text);
            found.retain(|problem| rule.likely.is_none() || problem.severity == Severity::Error);
            assert_eq!(found, [], "{provider}: {text:?} at {}", place.path);
        }
        let code = match rule.format {
            Format::Only(_) => Code::Unsupported,
            _ => Code::InvalidFormat,
        };
        for text in bad {
            let expected = [problem(&place.path, code, rule.source)];
            assert_eq!(
                try_text(text),
                expected,
                "{provider}: {text:?} at {}",
                place.path
            );
        }
        if rule.format != Format::PathPart {
            // A button of a template without a text is one that never changes; of one that opens a page it would be the
            // end of its address.
            let is_still = place.scope == Scope::Kind(Kind::Template)
                && place.name.starts_with("buttons/")
                && place.name != "buttons/*/url";
            for blank in ["", " ", "\u{a0}\n\t", "\u{200b}", "\u{2800}\u{feff}"] {
                if blank.is_empty() && is_still {
                    assert_eq!(try_text(blank), [], "{provider}: {}", place.path);
                    continue;
                }
                let expected = [problem(&place.path, Code::Required, rule.source)];
                assert_eq!(
                    try_text(blank),
                    expected,
                    "{provider}: {blank:?} at {}",
                    place.path
                );
            }
        }
    });
}

#[test]
fn what_has_not_the_documented_form_is_a_warning() {
    let mut checked = 0;
    each_carried_field(|entry, example, place, rule| {
        let Some(likely) = rule.likely else { return };
        let (good, bad): (&[&str], &[&str]) = match likely {
            Likely::Language => (
                &["en", "fil", "zh_CN", "pt_BR", "zh_Hans"],
                &["pt-BR", "English", "en_us", "EN_US"],
            ),
            Likely::Bsuid => (
                &["US.13491208655302741918", "US.ENT.11815799212886844830"],
                &["13491208655302741918", "us.1349", "US.", "bsuid:US.1"],
            ),
            Likely::Digits => (&["16044441111"], &["+16044441111", "x"]),
            Likely::AddressEnd => (&["4711", "a/b?c=d"], &["https://e.com/4711"]),
        };
        let try_text =
            |text: &str| wordless(problems_of(entry, &with(example, place, Json::from(text))));
        for text in good {
            assert_eq!(try_text(text), [], "{text} at {}", place.path);
        }
        for text in bad {
            let doubt = problem(&place.path, Code::InvalidFormat, rule.source).warning();
            assert_eq!(try_text(text), [doubt], "{text} at {}", place.path);
        }
        checked += 1;
    });
    assert!(checked > 10, "only {checked} fields have a documented form");
}

#[test]
fn what_no_receiver_can_show_is_refused_in_what_the_contact_sees() {
    let mut checked = 0;
    each_carried_field(|entry, example, place, rule| {
        let is_seen = matches!(rule.format, Format::Any | Format::Parameter);
        let is_id = place.name.ends_with("uploaded") || place.name == "templateId";
        if !place.is_text || !is_seen || !place.path.starts_with("/content/") || is_id {
            return;
        }
        for control in [
            "a\0b",
            "\u{7}",
            "a\u{b}b",
            "x\u{1b}[0m",
            "a\u{7f}",
            "\u{80}b\u{9f}",
        ] {
            let message = with(example, place, Json::from(control));
            let found = wordless(problems_of(entry, &message));
            let expected = problem(&place.path, Code::InvalidFormat, rule.source);
            assert_eq!(found, [expected], "{control:?} at {}", place.path);
        }
        for marked in [
            "\u{202b}שלום\u{202c}",
            "☺\u{fe0f}",
            "a\u{200d}b",
            "🏴\u{e0067}\u{e007f}",
        ] {
            let message = with(example, place, Json::from(marked));
            let mut found = problems_of(entry, &message);
            found.retain(|problem| rule.likely.is_none() || problem.severity == Severity::Error);
            assert_eq!(found, [], "{marked:?} at {}", place.path);
        }
        checked += 1;
    });
    assert!(checked > 100, "only {checked} fields are seen");
}

#[test]
fn every_file_is_of_a_type_that_its_kind_has() {
    let mut checked = 0;
    each_carried_field(|entry, example, place, rule| {
        let Format::MediaType(types) = rule.format else {
            return;
        };
        let try_type = |content_type: &str| {
            let message = with(example, place, blob(content_type, 1));
            wordless(problems_of(entry, &message))
        };
        let provider = entry.capabilities.provider;
        for content_type in types {
            let loud = content_type.to_uppercase();
            for fits in [
                *content_type,
                &loud,
                &format!("{content_type} ;codecs=opus"),
            ] {
                assert_eq!(try_type(fits), [], "{provider}: {fits} at {}", place.path);
            }
        }
        let expected = problem(&place.path, Code::InvalidFormat, source_of(rule));
        for other in ["application/x-sh", "image/gif", "image", "image/*"] {
            let place = format!("{provider}: {other} at {}", place.path);
            assert_eq!(try_type(other), std::slice::from_ref(&expected), "{place}");
        }
        assert_eq!(try_type(""), [expected.warning()], "{provider}");
        checked += 1;
    });
    assert_eq!(checked, 7, "files that a provider takes");
}

#[test]
fn a_field_that_a_provider_lacks_is_unsupported_and_the_message_names_who_has_it() {
    let mut lacking = 0;
    each_uncarried_field(|entry, message, place| {
        if support(entry, place).is_some() {
            return;
        }
        let found = problems_of(entry, message);
        let expected = [problem(
            &place.path,
            Code::Unsupported,
            entry.capabilities.source,
        )];
        let provider = entry.capabilities.provider;
        assert_eq!(
            wordless(found.clone()),
            expected,
            "{provider}: {}",
            message.message
        );
        assert_names(&found[0], &carriers(entry, place));
        lacking += 1;
    });
    assert!(lacking > 50, "only {lacking} fields were refused");
}

#[test]
fn a_field_that_the_contact_never_sees_is_dropped_with_a_warning() {
    let mut dropped = BTreeSet::new();
    each_uncarried_field(|entry, message, place| {
        let Some(rule) = rule_of(entry, &place.scope, &place.name) else {
            return;
        };
        let found = problems_of(entry, message);
        let expected = [Problem {
            severity: Severity::Warning,
            ..problem(&place.path, Code::Unsupported, rule.source)
        }];
        let provider = entry.capabilities.provider;
        assert_eq!(
            wordless(found.clone()),
            expected,
            "{provider}: {}",
            message.message
        );
        assert_names(&found[0], &carriers(entry, place));
        dropped.insert((provider, place.scope.rule_name(&place.name)));
    });
    let dropped: Vec<(&str, &str)> = dropped
        .iter()
        .map(|(provider, name)| (*provider, name.as_str()))
        .collect();
    assert_eq!(
        dropped,
        [
            ("connectly", "audio: url/filename"),
            ("connectly", "buttons: header/image/filename"),
            ("connectly", "buttons: header/video/filename"),
            ("connectly", "image: url/filename"),
            ("connectly", "template: category"),
            ("connectly", "template: header/image/url/filename"),
            ("connectly", "template: header/video/url/filename"),
            ("connectly", "template: id"),
            ("connectly", "template: templateId"),
            ("connectly", "video: url/filename"),
            ("islash", "audio: url/filename"),
            ("islash", "beside a template: reference"),
            ("islash", "image: url/filename"),
            ("islash", "message: reference"),
            ("islash", "template: category"),
            ("islash", "template: id"),
            ("islash", "template: templateId"),
            ("islash", "video: url/filename"),
            ("texter", "beside a template: reference"),
            ("texter", "template: category"),
            ("texter", "template: header/image/url/filename"),
            ("texter", "template: header/video/url/filename"),
            ("texter", "template: id"),
            ("texter", "template: templateId"),
            ("yeastar", "template: category"),
        ]
    );
}

#[test]
fn a_kind_that_a_provider_lacks_is_unsupported_and_the_message_names_who_has_it() {
    for entry in PROVIDERS {
        for example in examples::all() {
            let kind = read(&example.message, &example.attachments).content.kind();
            if entry.capabilities.kind(kind).is_some() {
                continue;
            }
            let found = problems_of(entry, &content_alone(&example));
            let expected = [problem(
                "/content/type",
                Code::Unsupported,
                entry.capabilities.source,
            )];
            assert_eq!(
                wordless(found.clone()),
                expected,
                "{}",
                entry.capabilities.provider
            );
            let who = titles(entry, |peer| peer.capabilities.kind(kind).is_some());
            assert_names(&found[0], &who);
        }
    }
}
