//! The options of a client and of one send.

use sessage::delivery::{Options, SendOptions};
use sessage::json::Json;
use sessage::problem::Code;

use crate::support_delivery::assert_wrong;

type Wrong = (&'static str, &'static str, Code);

#[test]
fn wrong_options_are_named_by_their_paths() {
    use Code::{InvalidType, OutOfRange, Required, UnknownField};
    let cases: [Wrong; 52] = [
        ("null", "", InvalidType),
        ("[]", "", InvalidType),
        ("5", "", InvalidType),
        (r#"{"timeout":1}"#, "/timeout", UnknownField),
        (r#"{"a/b~c":1}"#, "/a~1b~0c", UnknownField),
        (r#"{"timeoutMs":0}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":-1}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":1.5}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":2147483648}"#, "/timeoutMs", OutOfRange),
        (r#"{"timeoutMs":1e300}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":1e999}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":"1000"}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":null}"#, "/timeoutMs", InvalidType),
        (
            r#"{"timeoutMs":{"\u0000":"NaN"}}"#,
            "/timeoutMs",
            InvalidType,
        ),
        (
            r#"{"timeoutMs":{"\u0000":"Infinity"}}"#,
            "/timeoutMs",
            InvalidType,
        ),
        (r#"{"deadlineMs":0}"#, "/deadlineMs", InvalidType),
        (r#"{"deadlineMs":-60000}"#, "/deadlineMs", InvalidType),
        (
            r#"{"deadlineMs":9007199254740991}"#,
            "/deadlineMs",
            OutOfRange,
        ),
        (
            r#"{"deadlineMs":{"\u0000":"NaN"}}"#,
            "/deadlineMs",
            InvalidType,
        ),
        (r#"{"deadlineMs":true}"#, "/deadlineMs", InvalidType),
        (r#"{"chatCacheMs":-1}"#, "/chatCacheMs", InvalidType),
        (r#"{"chatCacheMs":2147483648}"#, "/chatCacheMs", OutOfRange),
        (r#"{"chatCacheMs":"no"}"#, "/chatCacheMs", InvalidType),
        (r#"{"allowInsecure":"yes"}"#, "/allowInsecure", InvalidType),
        (r#"{"allowInsecure":1}"#, "/allowInsecure", InvalidType),
        (r#"{"fetch":"f"}"#, "/fetch", InvalidType),
        (r#"{"fetch":null}"#, "/fetch", InvalidType),
        (r#"{"onAttempt":{}}"#, "/onAttempt", InvalidType),
        (r#"{"tokenStore":5}"#, "/tokenStore", InvalidType),
        (r#"{"tokenStore":null}"#, "/tokenStore", InvalidType),
        (
            r#"{"tokenStore":{"\u0000":"function"}}"#,
            "/tokenStore",
            InvalidType,
        ),
        (
            r#"{"tokenStore":{"get":{"\u0000":"function"}}}"#,
            "/tokenStore/set",
            Required,
        ),
        (
            r#"{"tokenStore":{"set":{"\u0000":"function"}}}"#,
            "/tokenStore/get",
            Required,
        ),
        (
            r#"{"tokenStore":{"get":{"\u0000":"function"},"set":5}}"#,
            "/tokenStore/set",
            InvalidType,
        ),
        (
            r#"{"tokenStore":{"get":{"\u0000":"function"},"set":{"\u0000":"function"},"delete":1}}"#,
            "/tokenStore/delete",
            UnknownField,
        ),
        (r#"{"retry":true}"#, "/retry", InvalidType),
        (r#"{"retry":null}"#, "/retry", InvalidType),
        (r#"{"retry":3}"#, "/retry", InvalidType),
        (
            r#"{"retry":{"attempts":3}}"#,
            "/retry/attempts",
            UnknownField,
        ),
        (
            r#"{"retry":{"maxAttempts":0}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxAttempts":-1}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxAttempts":2.5}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxAttempts":{"\u0000":"NaN"}}}"#,
            "/retry/maxAttempts",
            InvalidType,
        ),
        (
            r#"{"retry":{"baseDelayMs":-1}}"#,
            "/retry/baseDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"baseDelayMs":2147483648}}"#,
            "/retry/baseDelayMs",
            OutOfRange,
        ),
        (
            r#"{"retry":{"baseDelayMs":"1"}}"#,
            "/retry/baseDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxDelayMs":-1}}"#,
            "/retry/maxDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"maxDelayMs":1e15}}"#,
            "/retry/maxDelayMs",
            OutOfRange,
        ),
        (
            r#"{"retry":{"maxDelayMs":[]}}"#,
            "/retry/maxDelayMs",
            InvalidType,
        ),
        (
            r#"{"retry":{"onUnknown":"no"}}"#,
            "/retry/onUnknown",
            InvalidType,
        ),
        (
            r#"{"retry":{"onUnknown":0}}"#,
            "/retry/onUnknown",
            InvalidType,
        ),
        (
            r#"{"retry":{"onUnknown":null}}"#,
            "/retry/onUnknown",
            InvalidType,
        ),
    ];
    for (options, path, code) in cases {
        let error = Options::read(&Json::from_input(options).unwrap()).unwrap_err();
        assert_wrong(&error, options, &[(path, code)]);
    }
}

#[test]
fn wrong_options_of_one_send_are_named_by_their_paths() {
    use Code::{InvalidType, OutOfRange, UnknownField};
    let cases: [Wrong; 10] = [
        ("null", "", InvalidType),
        (r#"{"retry":false}"#, "/retry", UnknownField),
        (r#"{"signal":{}}"#, "/signal", InvalidType),
        (r#"{"timeoutMs":0}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":"5"}"#, "/timeoutMs", InvalidType),
        (r#"{"timeoutMs":2147483648}"#, "/timeoutMs", OutOfRange),
        (r#"{"deadlineMs":-5}"#, "/deadlineMs", InvalidType),
        (r#"{"deadlineMs":0.1}"#, "/deadlineMs", InvalidType),
        (r#"{"deadlineMs":1e12}"#, "/deadlineMs", OutOfRange),
        (
            r#"{"deadlineMs":{"\u0000":"NaN"}}"#,
            "/deadlineMs",
            InvalidType,
        ),
    ];
    for (options, path, code) in cases {
        let error = SendOptions::read(&Json::from_input(options).unwrap()).unwrap_err();
        assert_wrong(&error, options, &[(path, code)]);
    }
}

#[test]
fn every_wrong_option_is_named_at_once() {
    let options = r#"{"timeoutMs":0,"retry":{"maxAttempts":"3","x":1},"y":2}"#;
    let error = Options::read(&Json::parse(options).unwrap()).unwrap_err();
    let paths: Vec<&str> = error.problems.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(
        paths,
        ["/timeoutMs", "/retry/maxAttempts", "/retry/x", "/y"]
    );
}

#[test]
fn options_at_their_limits_are_fine() {
    for options in [
        r#"{"timeoutMs":1,"deadlineMs":1,"chatCacheMs":0}"#,
        r#"{"timeoutMs":2147483647,"deadlineMs":2147483647,"chatCacheMs":2147483647}"#,
        r#"{"timeoutMs":1e3,"deadlineMs":5.0}"#,
        r#"{"retry":{"maxAttempts":1,"baseDelayMs":0,"maxDelayMs":0,"onUnknown":true}}"#,
        r#"{"tokenStore":{"get":{"\u0000":"function"},"set":{"\u0000":"function"}}}"#,
        r#"{"fetch":{"\u0000":"function"},"onAttempt":{"\u0000":"function"}}"#,
    ] {
        let read = Options::read(&Json::from_input(options).unwrap());
        assert!(read.is_ok(), "{options}: {read:?}");
    }
}
