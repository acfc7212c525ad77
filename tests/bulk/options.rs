//! Options of a run.

use sessage::adapt::Adapt;
use sessage::delivery::{Breaker, BulkOptions};
use sessage::json::Json;
use sessage::problem::Code;

use crate::bench::PROVIDER;
use crate::support_delivery::assert_wrong;

fn read(text: &str) -> Result<BulkOptions, sessage::outcome::Error> {
    BulkOptions::read(&Json::from_input(text).unwrap(), PROVIDER)
}

#[test]
fn defaults() {
    let options = read("{}").unwrap();
    let expected = BulkOptions {
        provider: PROVIDER,
        ..BulkOptions::default()
    };
    assert_eq!(options, expected);
    assert_eq!(
        (
            options.concurrency,
            options.per_second,
            options.per_recipient_ms
        ),
        (8, None, 0)
    );
}

#[test]
fn every_option_is_read() {
    let text = r#"{"concurrency":1000,"perSecond":0.25,"perRecipientMs":6000,"adapt":"reshape",
        "breaker":{"failures":1,"probeMs":250},
        "onProgress":{"\u0000":"function"}}"#;
    let expected = BulkOptions {
        concurrency: 1000,
        per_second: Some(0.25),
        per_recipient_ms: 6000,
        adapt: Some(Adapt::Reshape),
        resume: None,
        breaker: Some(Breaker {
            failures: 1,
            probe_ms: 250,
        }),
        provider: PROVIDER,
        ..BulkOptions::default()
    };
    assert_eq!(read("{\"breaker\":false}").unwrap().breaker, None);
    assert_eq!(read(text).unwrap(), expected);
}

#[test]
fn every_problem_is_told() {
    let cases = [
        ("7", "", Code::InvalidType),
        (r#"{"concurrency":0}"#, "/concurrency", Code::InvalidType),
        (r#"{"concurrency":1001}"#, "/concurrency", Code::OutOfRange),
        (r#"{"concurrency":2.5}"#, "/concurrency", Code::InvalidType),
        (r#"{"perSecond":0}"#, "/perSecond", Code::OutOfRange),
        (r#"{"perSecond":-1}"#, "/perSecond", Code::OutOfRange),
        (r#"{"perSecond":"9"}"#, "/perSecond", Code::InvalidType),
        (
            r#"{"perRecipientMs":-1}"#,
            "/perRecipientMs",
            Code::InvalidType,
        ),
        (
            r#"{"perRecipientMs":2147483648}"#,
            "/perRecipientMs",
            Code::OutOfRange,
        ),
        (r#"{"breaker":true}"#, "/breaker", Code::InvalidType),
        (
            r#"{"breaker":{"failures":0}}"#,
            "/breaker/failures",
            Code::InvalidType,
        ),
        (
            r#"{"breaker":{"probeMs":0}}"#,
            "/breaker/probeMs",
            Code::InvalidType,
        ),
        (
            r#"{"breaker":{"after":5}}"#,
            "/breaker/after",
            Code::UnknownField,
        ),
        (r#"{"signal":{}}"#, "/signal", Code::InvalidType),
        (r#"{"onProgress":1}"#, "/onProgress", Code::InvalidType),
        (r#"{"adapt":"some"}"#, "/adapt", Code::InvalidFormat),
        (r#"{"concurency":8}"#, "/concurency", Code::UnknownField),
    ];
    for (text, path, code) in cases {
        let error = read(text).expect_err(text);
        assert_wrong(&error, text, &[(path, code)]);
    }
}
