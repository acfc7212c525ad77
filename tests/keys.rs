//! What tells recipients and messages apart: `recipient_key` and `fingerprint`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeSet;

use sessage::json::Json;
use sessage::message::fingerprint;
use sessage::outcome::ErrorCode;
use sessage::provider::{PROVIDERS, by_name, recipient_key};

fn of(text: &str) -> String {
    fingerprint(&Json::parse(text).unwrap(), &[])
}

#[test]
fn one_key_for_every_spelling() {
    let recipients: [&[&str]; 3] = [
        &[
            r#""+85256872847""#,
            r#""+852 5687 2847""#,
            r#"{"phone":"+852-5687.2847"}"#,
            r#""+(852)56872847""#,
        ],
        &[
            r#"{"conversationId":30}"#,
            r#"{"conversationId":"30"}"#,
            r#"{"phone":"+85256872847","conversationId":30}"#,
        ],
        &[r#"{"bsuid":"US.13491208655302741918"}"#],
    ];
    for entry in PROVIDERS {
        let key = |to: &str| recipient_key(&Json::parse(to).unwrap(), entry).unwrap();
        let keys = recipients.map(|same| same.iter().map(|to| key(to)).collect::<BTreeSet<_>>());
        let name = entry.capabilities.provider;
        assert!(keys.iter().all(|keys| keys.len() == 1), "{name}: {keys:?}");
        assert_eq!(
            keys.iter().flatten().collect::<BTreeSet<_>>().len(),
            3,
            "{name}"
        );
        // Brazil's two spellings are two.
        assert_ne!(key(r#""+5511987654321""#), key(r#""+551187654321""#));
    }
    // A PBX dials what has no country too.
    let yeastar = |to: &str| recipient_key(&Json::from(to), by_name("yeastar").unwrap()).unwrap();
    assert_eq!(yeastar("604 444-1111"), yeastar("6044441111"));
    assert_ne!(yeastar("6044441111"), yeastar("+6044441111"));
}

#[test]
fn what_is_no_recipient_has_no_key() {
    for entry in PROVIDERS {
        for to in [
            "null",
            "7",
            r#""""#,
            r#""nobody""#,
            "{}",
            "[]",
            r#"{"phone":7}"#,
        ] {
            let error = recipient_key(&Json::parse(to).unwrap(), entry).expect_err(to);
            assert_eq!(error.code, ErrorCode::InvalidMessage, "{to}");
            assert!(
                error.problems.iter().all(|it| it.path.starts_with("/to")),
                "{to}"
            );
        }
    }
}

#[test]
fn numbers_are_one_however_they_are_spelled() {
    let at = |number: &str| {
        of(&format!(
            r#"{{"to":"+85256872847","lastInboundAt":{number}}}"#
        ))
    };
    for same in ["1000.0", "1e3", "1.0e3", "1E+3", "10000e-1"] {
        assert_eq!(at(same), at("1000"), "{same}");
    }
    assert_eq!(at("0"), at("-0"));
    for other in ["1001", "-1000", "1000.5", r#""1000""#, "null", "true"] {
        assert_ne!(at(other), at("1000"), "{other}");
    }
    // To its last digit.
    let id = |id: &str| of(&format!(r#"{{"to":{{"conversationId":{id}}}}}"#));
    assert_ne!(id("9223372036854775807"), id("9223372036854775806"));
    assert_eq!(id("9223372036854775807"), id(r#""9223372036854775807""#));
}

#[test]
fn no_two_of_many_small_changes_are_one() {
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for a in 0..60 {
        for b in 0..60 {
            let text = format!(r#"{{"providerOptions":{{"a":"{a}","b":"{b}","c":[{a},{b}]}}}}"#);
            count += usize::from(seen.insert(of(&text)));
        }
    }
    assert_eq!(count, 3600);
    assert_eq!(seen.iter().next().map(String::len), Some(32));
}

#[test]
fn a_fingerprint_stays_what_it_is() {
    let text = r#"{"to":"+85256872847","content":{"type":"text","text":"Hello"}}"#;
    assert_eq!(of(text), "955670aacf6c6572c6725faec8adc399");
}
