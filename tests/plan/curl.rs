//! The cURL line of a planned request.

use std::process::Command;

use sessage::json::{Json, object};

use crate::support::blobs;
use crate::support::fixtures::member;
use crate::support_delivery::{CONNECTLY, ISLASH, TEXTER, YEASTAR};
use crate::{client, plan_line, written};

/// Texts that a shell or cURL would read more into.
const TEXTS: [&str; 12] = [
    "it's",
    "''",
    "@/etc/passwd",
    "<https://e.com",
    "a\nb",
    "$HOME ${x} $(id)",
    "`id`",
    "a\\b \\'",
    "\"quoted\"; rm -rf /",
    "שלום 👩‍👩‍👧",
    "!! # ~ * ? [a] {b,c}",
    "--url x",
];

#[test]
fn a_curl_line_says_to_a_shell_what_the_request_is() {
    for text in TEXTS {
        for line in [&ISLASH, &CONNECTLY] {
            let content = object([
                ("type", Some(Json::from("text"))),
                ("text", Some(Json::from(text))),
            ]);
            let message = object([
                ("to", Some(Json::from("+85256872847"))),
                ("content", Some(content)),
            ]);
            let plan = client(line).plan(&message, &[], None, 0);
            let request = &plan.requests[0];
            let words = shell_words(&request.curl);
            assert_eq!(
                words[..5],
                ["curl", "--request", "POST", "--url", &request.url]
            );
            let mut expected: Vec<String> = Vec::new();
            for (name, value) in &request.headers.0 {
                expected.extend(["--header".to_owned(), format!("{name}: {value}")]);
            }
            let planned = written(&plan);
            let body = planned.at(&["requests"]).unwrap().as_array().unwrap()[0].get("body");
            let body = body.unwrap();
            if let Some(value) = body.get("value") {
                expected.extend(["--data-raw".to_owned(), value.to_string()]);
            }
            let parts = body
                .get("parts")
                .and_then(Json::as_array)
                .unwrap_or_default();
            for part in parts {
                let [name, value] = ["name", "value"].map(|it| member(part, it).as_str().unwrap());
                expected.extend(["--form-string".to_owned(), format!("{name}={value}")]);
            }
            assert_eq!(words[5..], expected, "{}: {text}", line.name);
        }
    }
}

#[test]
fn a_file_stands_in_a_curl_line_by_its_name() {
    let cases = [
        ("a.png", "file=@a.png;type=image/png"),
        ("two words.png", "file=@two words.png;type=image/png"),
        (" edge.png", "file=@\" edge.png\";type=image/png"),
        ("it's.png", "file=@\"it's.png\";type=image/png"),
        ("a;type=x.png", "file=@\"a;type=x.png\";type=image/png"),
        ("a,b.png", "file=@\"a,b.png\";type=image/png"),
        ("a\"b\\c.png", "file=@\"a\\\"b\\\\c.png\";type=image/png"),
        ("שלום.png", "file=@שלום.png;type=image/png"),
        // Alone it would be the standard input.
        ("-", "file=@./-;type=image/png"),
    ];
    for (filename, expected) in cases {
        let blob = object([
            ("type", Some(Json::from("image/png"))),
            ("size", Some(Json::from(5))),
            ("name", Some(Json::from(filename))),
        ]);
        let content = object([
            ("type", Some(Json::from("image"))),
            ("file", Some(object([("$blob", Some(blob))]))),
        ]);
        let message = object([
            ("to", Some(Json::from("+85256872847"))),
            ("content", Some(content)),
        ]);
        let (message, attachments) = blobs::take_out(&message);
        let plan = client(&ISLASH).plan(&message, &attachments, None, 0);
        let words = shell_words(&plan.requests[0].curl);
        let last = &words[words.len() - 2..];
        assert_eq!(last, ["--form", expected], "{filename}");
    }
}

#[test]
fn a_look_up_is_a_curl_line_without_a_body() {
    let plan = plan_line(
        &TEXTER,
        r#"{"to":"+85256872847","content":{"type":"text","text":"x"}}"#,
    );
    let words = shell_words(&plan.requests[0].curl);
    assert_eq!(words[..2], ["curl", "--url"]);
    assert_eq!(
        words[3..],
        ["--header", "Authorization: Bearer MASKED_token"]
    );
    let plan = plan_line(&YEASTAR, YEASTAR.message);
    assert!(
        plan.requests[0]
            .curl
            .contains("access_token=MASKED_accessToken")
    );
}

/// The words that a POSIX shell makes of a line.
fn shell_words(line: &str) -> Vec<String> {
    let script = format!("set -- {line}\nprintf '%s\\0' \"$@\"");
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(output.status.success(), "{line}: {output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}
