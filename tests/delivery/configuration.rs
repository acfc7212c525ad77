//! The configurations of every provider.

use sessage::delivery::{Client, Options};
use sessage::json::Json;
use sessage::outcome::Error;
use sessage::problem::Code;

use crate::support_delivery::{
    Bench, CONNECTLY, ISLASH, Line, Sending, TEXTER, YEASTAR, YEASTAR_LOGIN, assert_wrong,
};

/// Each provider's fields that must be there, and whether the field travels in a header.
const REQUIRED: &[(&Line, &str, &str, bool)] = &[
    (&ISLASH, "token", "T0k/isl+1=", true),
    (&ISLASH, "session", "4711081599", false),
    (
        &ISLASH,
        "baseUrl",
        "https://islash.example/api/public",
        false,
    ),
    (&CONNECTLY, "businessId", "biz", false),
    (&CONNECTLY, "apiKey", "K3y/con+2=", true),
    (&TEXTER, "token", "T0k/tex+3=", true),
    (&TEXTER, "projectId", "demo", false),
    (&YEASTAR, "accessToken", "T0k/yea+4=", true),
    (&YEASTAR, "baseUrl", "https://pbx.example", false),
    (&YEASTAR_LOGIN, "clientId", "Cl1/ent+5=", false),
    (&YEASTAR_LOGIN, "clientSecret", "S3c/ret+6=", false),
];

fn configure(config: &str, options: &str) -> Result<(), Error> {
    let options = Options::read(&Json::parse(options).unwrap()).unwrap();
    let config = Json::from_input(config).unwrap();
    Client::new(&config, options, false).map(drop)
}

#[test]
fn what_a_configuration_needs_must_be_there() {
    for (line, key, value, in_header) in REQUIRED {
        let name = format!("{} {key}", line.name);
        let path = format!("/{key}");
        let with = |text: &str| {
            let (old, new) = (
                format!("\"{key}\":\"{value}\""),
                format!("\"{key}\":{text}"),
            );
            assert!(line.config.contains(&old), "{name}");
            configure(&line.config.replace(&old, &new), "{}")
        };
        let wrong = |text: &str, code: Code| {
            let error = with(text).expect_err(text);
            assert_wrong(&error, &format!("{name} {text}"), &[(&path, code)]);
            assert!(!format!("{error:?}").contains(value), "{name}");
        };
        assert!(with(&format!("\"{value}\"")).is_ok(), "{name}");
        for text in ["5", "null", "true", "[]", "{}", r#"{"\u0000":"function"}"#] {
            wrong(text, Code::InvalidType);
        }
        let blank = match *key {
            "baseUrl" => Code::InvalidFormat,
            _ => Code::Required,
        };
        for text in [r#""""#, r#"" ""#, r#""\r\n\t""#] {
            wrong(text, blank);
        }
        if *in_header {
            for text in [
                r#""a\r\nX: y""#,
                r#""a\nb""#,
                r#""a b""#,
                r#""aé""#,
                r#""a\u0000""#,
            ] {
                wrong(text, Code::InvalidFormat);
            }
        }

        // Without the field, which the JSON's next field or its end follows.
        let field = format!("\"{key}\":\"{value}\"");
        let renamed = line.config.replace(&field, "\"gone\":1");
        let error = configure(&renamed, "{}").expect_err(&name);
        let found: Vec<_> = error
            .problems
            .iter()
            .map(|problem| (problem.path.as_str(), problem.code))
            .collect();
        assert!(
            found.contains(&(path.as_str(), Code::Required)),
            "{name}: {found:?}"
        );
        assert!(
            found.contains(&("/gone", Code::UnknownField)),
            "{name}: {found:?}"
        );
        assert_eq!(found.len(), 2, "{name}: {found:?}");
    }
}

#[test]
fn base_urls_are_held_to_https_alone() {
    let wrong = [
        "",
        "islash.example",
        "//islash.example",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://islash.example",
        "data:text/plain,x",
        "https://",
        "https://user@islash.example",
        "https://user:pass@islash.example",
        "https://islash.example?x=1",
        "https://islash.example/api?x=1",
        "https://islash.example#f",
        "https://islash.example:99999",
        "https://is lash.example",
        "http://islash.example",
        "http://192.168.1.5",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
    ];
    let right = [
        "https://islash.example",
        "https://islash.example/",
        "https://islash.example:8443/a/b/",
        "HTTPS://islash.example",
        "http://localhost:8787/x",
        "http://127.0.0.1:1",
        "http://[::1]:8787",
    ];
    let fields = [
        (&ISLASH, r#""token":"t","session":"s""#),
        (&CONNECTLY, r#""businessId":"b","apiKey":"k""#),
        (&TEXTER, r#""token":"t""#),
        (&YEASTAR, r#""accessToken":"t""#),
    ];
    for (line, fields) in fields {
        let config = |base: &str| {
            let provider = line.name;
            format!(r#"{{"provider":"{provider}",{fields},"baseUrl":"{base}"}}"#)
        };
        for base in wrong {
            let error = configure(&config(base), "{}").expect_err(base);
            assert_wrong(&error, base, &[("/baseUrl", Code::InvalidFormat)]);
            assert!(!error.message.contains("pass"), "{error}");
        }
        for base in right {
            assert!(
                configure(&config(base), "{}").is_ok(),
                "{} {base}",
                line.name
            );
        }
        let insecure = r#"{"allowInsecure":true}"#;
        assert!(configure(&config("http://192.168.1.5:80"), insecure).is_ok());
        for base in ["file:///x", "http://a@192.168.1.5", "http://192.168.1.5?x"] {
            assert!(configure(&config(base), insecure).is_err(), "{base}");
        }
    }
}

#[test]
fn a_base_url_replaces_all_before_the_path_of_the_call() {
    let message = r#"{"to":"+85256872847","content":{"type":"text","text":"Hello"}}"#;
    let cases = [
        (
            &ISLASH,
            r#""token":"t","session":"s""#,
            message,
            "/send-session-message",
        ),
        (
            &CONNECTLY,
            r#""businessId":"b/z","apiKey":"k""#,
            message,
            "/v1/businesses/b%2Fz/send/messages",
        ),
        (
            &TEXTER,
            r#""projectId":"p","token":"t""#,
            TEXTER.message,
            "/messages/send/chat1",
        ),
        (
            &YEASTAR,
            r#""accessToken":"t","from":"1""#,
            message,
            "/openapi/v1.0/message/send",
        ),
    ];
    for (line, fields, message, path) in cases {
        for base in [
            "https://gate.example/one/two",
            "https://gate.example/one/two/",
        ] {
            let provider = line.name;
            let config = format!(r#"{{"provider":"{provider}",{fields},"baseUrl":"{base}"}}"#);
            let bench = Bench::configured(line, &config, "{}", false);
            bench.script([line.accepted]);
            let sending = Sending {
                message: message.to_owned(),
                ..bench.sending()
            };
            bench.send_one(sending).unwrap();
            let address = &bench.seen()[0].request.address;
            assert_eq!(*address, format!("https://gate.example/one/two{path}"));
        }
    }
}

#[test]
fn configurations_that_contradict_themselves() {
    use Code::*;
    const OWN: &str = r#""provider":"islash","baseUrl":"https://a.example","token":"t""#;
    const CON: &str = r#""provider":"connectly","apiKey":"k""#;
    const TEX: &str = r#""provider":"texter","token":"t""#;
    const PBX: &str = r#""provider":"yeastar","baseUrl":"https://a.example""#;
    const KEPT: &str = r#""provider":"yeastar","baseUrl":"https://a.example","accessToken":"t""#;
    let cases = [
        (r#""token":"t""#, "", "/provider", Required),
        (r#""provider":"whatsapp""#, "", "/provider", InvalidFormat),
        (r#""provider":"Texter""#, "", "/provider", InvalidFormat),
        (r#""provider":"""#, "", "/provider", InvalidFormat),
        (OWN, r#","session":"s","from":"1""#, "/from", UnknownField),
        (CON, r#","businessId":".""#, "/businessId", InvalidFormat),
        (CON, r#","businessId":"..""#, "/businessId", InvalidFormat),
        (
            CON,
            r#","businessId":"b","from":"0123""#,
            "/from",
            InvalidFormat,
        ),
        (CON, r#","businessId":"b","from":" ""#, "/from", Required),
        (
            CON,
            r#","businessId":"b","from":1604"#,
            "/from",
            InvalidType,
        ),
        (TEX, "", "/projectId", Required),
        (TEX, r#","projectId":"a.b/""#, "/projectId", InvalidFormat),
        (TEX, r#","projectId":"-a""#, "/projectId", InvalidFormat),
        (TEX, r#","projectId":"a_b""#, "/projectId", InvalidFormat),
        (PBX, "", "/accessToken", Required),
        (PBX, r#","clientId":"i""#, "/clientSecret", Required),
        (PBX, r#","clientSecret":"s""#, "/clientId", Required),
        (
            KEPT,
            r#","clientId":"i","clientSecret":"s""#,
            "/accessToken",
            Conflict,
        ),
        (KEPT, r#","senderType":1"#, "/senderNo", Required),
        (KEPT, r#","senderType":0"#, "/senderType", InvalidFormat),
        (KEPT, r#","senderType":2"#, "/senderType", InvalidFormat),
        (KEPT, r#","senderType":-1"#, "/senderType", InvalidType),
        (KEPT, r#","senderType":"1""#, "/senderType", InvalidType),
        (KEPT, r#","senderNo":" ""#, "/senderNo", Required),
        (KEPT, r#","senderNo":1000"#, "/senderNo", InvalidType),
        (
            KEPT,
            r#","userAgent":"a\r\nb""#,
            "/userAgent",
            InvalidFormat,
        ),
        (KEPT, r#","userAgent":"é""#, "/userAgent", InvalidFormat),
        (KEPT, r#","from":7"#, "/from", InvalidType),
        (KEPT, r#","token":"x""#, "/token", UnknownField),
    ];
    for (before, after, path, code) in cases {
        let config = format!("{{{before}{after}}}");
        let error = configure(&config, "{}").expect_err(&config);
        assert_wrong(&error, &config, &[(path, code)]);
    }
    for config in ["null", "[]", "5", r#""texter""#] {
        let error = configure(config, "{}").expect_err(config);
        assert_wrong(&error, config, &[("", InvalidType)]);
    }
}

#[test]
fn configurations_that_are_fine() {
    const CON: &str = r#""provider":"connectly","businessId":"b","apiKey":"k""#;
    const TEX: &str = r#""provider":"texter","token":"t""#;
    const PBX: &str = r#""provider":"yeastar","baseUrl":"https://a.example""#;
    let cases = [
        (CON, r#","from":"+1 (604) 555-01.00""#),
        (TEX, r#","projectId":"my-project-2""#),
        (TEX, r#","baseUrl":"https://gate.example""#),
        (TEX, r#","projectId":"p","baseUrl":"https://gate.example""#),
        (PBX, r#","accessToken":"t","senderType":9"#),
        (PBX, r#","accessToken":"t","senderNo":"1000""#),
        (
            PBX,
            r#","accessToken":"t","senderType":1,"senderNo":"1000""#,
        ),
        (PBX, r#","accessToken":"t","userAgent":"My App/1.0""#),
        (PBX, r#","clientId":"é","clientSecret":"a b""#),
    ];
    for (before, after) in cases {
        let config = format!("{{{before}{after}}}");
        assert!(configure(&config, "{}").is_ok(), "{config}");
    }
}
