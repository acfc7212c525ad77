//! What is asked for, as a caller writes it.

use sessage::listing::{ChatQuery, TemplateQuery, Upload};
use sessage::message::Attachment;
use sessage::problem::{Code, Unit};

use crate::parse;
use crate::support_delivery::assert_wrong;

type Expected<'a> = &'a [(&'a str, Code)];

#[test]
fn wrong_searches_of_chats() {
    use Code::{InvalidType, OutOfRange, Required, TooFew, UnknownField};
    let cases: [(&str, Expected<'_>); 13] = [
        ("null", &[("", InvalidType)]),
        ("[]", &[("", InvalidType)]),
        ("{}", &[("/search", Required)]),
        (r#"{"search":""}"#, &[("/search", TooFew)]),
        (r#"{"search":"a"}"#, &[("/search", TooFew)]),
        (r#"{"search":" 漢 "}"#, &[("/search", TooFew)]),
        (r#"{"search":5}"#, &[("/search", InvalidType)]),
        (r#"{"search":null}"#, &[("/search", InvalidType)]),
        (r#"{"search":"ab","limit":0}"#, &[("/limit", InvalidType)]),
        (r#"{"search":"ab","limit":1.5}"#, &[("/limit", InvalidType)]),
        (
            r#"{"search":"ab","limit":10001}"#,
            &[("/limit", OutOfRange)],
        ),
        (r#"{"search":"ab","page":2}"#, &[("/page", UnknownField)]),
        (
            r#"{"search":"a","limit":"9","x":1}"#,
            &[
                ("/search", TooFew),
                ("/limit", InvalidType),
                ("/x", UnknownField),
            ],
        ),
    ];
    for (query, expected) in cases {
        assert_wrong(
            &ChatQuery::read(&parse(query)).unwrap_err(),
            query,
            expected,
        );
    }
    for query in [
        r#"{"search":"ab"}"#,
        r#"{"search":"漢字","limit":1}"#,
        r#"{"search":"ab","limit":10000}"#,
    ] {
        assert!(ChatQuery::read(&parse(query)).is_ok(), "{query}");
    }
}

#[test]
fn a_search_that_is_too_short_says_how_long_it_must_be() {
    let error = ChatQuery::read(&parse(r#"{"search":"é"}"#)).unwrap_err();
    let problem = &error.problems[0];
    assert_eq!((problem.limit, problem.actual), (Some(2.0), Some(1.0)));
    assert_eq!(problem.unit, Some(Unit::Characters));
}

#[test]
fn wrong_searches_of_templates() {
    use Code::{InvalidType, UnknownField};
    let cases: [(&str, Expected<'_>); 8] = [
        ("5", &[("", InvalidType)]),
        (r#"{"search":5}"#, &[("/search", InvalidType)]),
        (r#"{"channelId":1.5}"#, &[("/channelId", InvalidType)]),
        (r#"{"channelId":null}"#, &[("/channelId", InvalidType)]),
        (r#"{"category":"UTILITY"}"#, &[("/category", InvalidType)]),
        (
            r#"{"category":["UTILITY",5]}"#,
            &[("/category/1", InvalidType)],
        ),
        (r#"{"language":[null]}"#, &[("/language/0", InvalidType)]),
        (r#"{"name":"x"}"#, &[("/name", UnknownField)]),
    ];
    for (query, expected) in cases {
        assert_wrong(
            &TemplateQuery::read(&parse(query)).unwrap_err(),
            query,
            expected,
        );
    }
    let read = TemplateQuery::read(&parse(r#"{"channelId":9007199254740993}"#)).unwrap();
    assert_eq!(read.channel_id.as_deref(), Some("9007199254740993"));
}

#[test]
fn wrong_uploads() {
    use Code::{InvalidType, UnknownField};
    let cases: [(&str, &str, Expected<'_>); 5] = [
        (r#""a.jpg""#, "{}", &[("", InvalidType)]),
        ("{}", "{}", &[("", InvalidType)]),
        (r#"{"\u0000":"undefined"}"#, "{}", &[("", InvalidType)]),
        (r#"{"\u0000":"Blob","at":0}"#, "{}", &[("", InvalidType)]),
        ("[]", r#"{"filename":5}"#, &[("", InvalidType)]),
    ];
    for (file, options, expected) in cases {
        let error = Upload::read(&parse(file), &[], &parse(options)).unwrap_err();
        assert_wrong(&error, file, expected);
    }
    let mark = sessage::json::Json::Foreign(sessage::json::Foreign::Blob(0));
    let cases: [(&str, Expected<'_>); 4] = [
        ("null", &[("", InvalidType)]),
        (r#"{"signal":{}}"#, &[("/signal", InvalidType)]),
        (r#"{"filename":5}"#, &[("/filename", InvalidType)]),
        (r#"{"name":"x"}"#, &[("/name", UnknownField)]),
    ];
    for (options, expected) in cases {
        let error = Upload::read(&mark, &[Attachment::default()], &parse(options)).unwrap_err();
        assert_wrong(&error, options, expected);
    }
}
