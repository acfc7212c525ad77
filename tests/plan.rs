//! Plans: the requests that a send would make, with nothing secret in them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support {
    pub mod blobs;
    pub mod fixtures;
}
mod support_delivery;

use std::process::Command;

use sessage::adapt::Adapt;
use sessage::delivery::{Client, Options};
use sessage::json::{Json, object};
use sessage::plan::Plan;
use sessage::problem::{Problem, Severity};
use sessage::provider::{PROVIDERS, Surroundings, configure};
use sessage::secret::{Secret, mask};
use sessage::url::encode;

use support::blobs;
use support::fixtures::{self, Case, member};
use support_delivery::{
    CONNECTLY, EVERY, ISLASH, Line, TEXTER, YEASTAR, YEASTAR_LOGIN, assert_hidden,
};

#[test]
fn each_plan_has_the_requests_of_its_fixture() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in PROVIDERS {
        for case in fixtures::cases(entry.capabilities.provider) {
            let plan = plan_of(&case.config, &case.message, &case.attachments);
            let is_warning = |it: &Problem| it.severity == Severity::Warning;
            assert!(plan.problems.iter().all(is_warning), "{}", case.name);
            let expected = expected_requests(&case);
            let planned = written(&plan);
            let found = member(&planned, "requests").as_array().unwrap();
            // A send that ends with a call before the message's is planned beyond it.
            let found: Vec<Json> = found
                .iter()
                .take(expected.len())
                .map(without_curl)
                .collect();
            if found != expected {
                let [expected, found] = [expected, found].map(|it| Json::Array(it).to_string());
                wrong.push(format!(
                    "{}\n  expected {expected}\n  found    {found}",
                    case.name
                ));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 100, "only {count} plans");
}

#[test]
fn each_plan_ends_with_the_message_and_names_no_secret() {
    for entry in PROVIDERS {
        for case in fixtures::cases(entry.capabilities.provider) {
            let plan = plan_of(&case.config, &case.message, &case.attachments);
            let planned = written(&plan);
            let requests = member(&planned, "requests").as_array().unwrap();
            let purposes: Vec<&str> = requests
                .iter()
                .map(|request| member(request, "purpose").as_str().unwrap())
                .collect();
            let (last, before) = purposes.split_last().unwrap();
            assert_eq!(*last, "send", "{}", case.name);
            assert!(!before.contains(&"send"), "{}: {purposes:?}", case.name);
            let (_, provider) = configure(&case.config, Surroundings::default()).unwrap();
            let secrets = provider.secrets();
            let secrets: Vec<String> = secrets.iter().map(|it| it.reveal().to_owned()).collect();
            assert_hidden(&planned.to_string(), &secrets);
            assert_hidden(&format!("{plan:?}"), &secrets);
        }
    }
}

#[test]
fn what_only_an_earlier_answer_tells_stands_as_its_name() {
    let to_phone = r#"{"to":"+85256872847","content":{"type":"text","text":"x"}}"#;
    let plan = plan_line(&TEXTER, to_phone);
    let urls: Vec<&str> = plan.requests.iter().map(|it| it.url.as_str()).collect();
    assert_eq!(urls.len(), 2);
    assert!(
        urls[1].ends_with("/messages/send/{{lookup.conversationId}}"),
        "{urls:?}"
    );
    let plan = plan_line(&YEASTAR_LOGIN, to_phone);
    let urls: Vec<&str> = plan.requests.iter().map(|it| it.url.as_str()).collect();
    assert!(urls[0].ends_with("/get_token"), "{urls:?}");
    assert!(
        urls[1].ends_with("?access_token={{token.accessToken}}"),
        "{urls:?}"
    );
}

#[test]
fn a_split_message_asks_for_a_token_or_a_chat_once() {
    let text = "a word ".repeat(1500);
    let message = format!(r#"{{"to":"+85256872847","content":{{"type":"text","text":"{text}"}}}}"#);
    for line in [&TEXTER, &YEASTAR_LOGIN] {
        let message = Json::parse(&message).unwrap();
        let plan = client(line).plan(&message, &[], Some(Adapt::Reshape), 0);
        let purposes: Vec<String> = plan
            .requests
            .iter()
            .map(|it| serde_json::to_string(&it.purpose).unwrap())
            .collect();
        let first = if line.name == "texter" {
            "\"lookup\""
        } else {
            "\"token\""
        };
        assert_eq!(
            purposes,
            [first, "\"send\"", "\"send\"", "\"send\""],
            "{}",
            line.name
        );
        assert_eq!(plan.changes.len(), 1);
    }
}

#[test]
fn with_an_error_among_the_problems_there_is_no_request() {
    for line in EVERY {
        for message in [
            "null",
            "{}",
            r#"{"to":"x","content":{"type":"text","text":"x"}}"#,
            r#"{"to":"+85256872847","content":{"type":"text","text":" "}}"#,
        ] {
            let plan = plan_line(line, message);
            assert_eq!(plan.requests, [], "{}: {message}", line.name);
            assert!(!plan.problems.is_empty(), "{}: {message}", line.name);
        }
    }
    let warned = plan_line(
        &ISLASH,
        r#"{"to":"+85256872847","reference":"r","content":{"type":"text","text":"x"}}"#,
    );
    assert_eq!((warned.requests.len(), warned.problems.len()), (1, 1));
}

#[test]
fn the_messages_of_the_acceptance_can_be_planned_everywhere() {
    let text = "Nine words stand in this sentence of a text. ".repeat(34);
    let text = text.chars().take(1500).collect::<String>();
    let buttons: Vec<String> = (1..=5)
        .map(|it| format!(r#"{{"id":"day-{it}","title":"A day of the week that is number {it}"}}"#))
        .collect();
    let buttons = format!(
        r#"{{"type":"buttons","text":"{}","header":{{"type":"image","url":"https://e.com/a.jpg"}},"footer":"Thanks","buttons":[{}]}}"#,
        text.trim(),
        buttons.join(",")
    );
    let audio = r#"{"type":"audio","url":"https://e.com/a.ogg","caption":"Listen to this"}"#;
    for line in EVERY {
        for content in [buttons.as_str(), audio] {
            let message = format!(r#"{{"to":"+85256872847","content":{content}}}"#);
            let message = Json::parse(&message).unwrap();
            let plan = client(line).plan(&message, &[], Some(Adapt::Truncate), 0);
            assert_eq!(plan.problems, [], "{}", line.name);
            assert!(!plan.requests.is_empty() && !plan.changes.is_empty());
        }
    }
}

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

fn client(line: &Line) -> Client {
    Client::new(
        &Json::parse(line.config).unwrap(),
        Options::default(),
        false,
    )
    .unwrap()
}

fn plan_line(line: &Line, message: &str) -> Plan {
    client(line).plan(&Json::parse(message).unwrap(), &[], None, 0)
}

fn plan_of(config: &Json, message: &Json, attachments: &[sessage::message::Attachment]) -> Plan {
    let client = Client::new(config, Options::default(), false).unwrap();
    client.plan(message, attachments, None, 0)
}

/// The plan as JavaScript sees it.
fn written(plan: &Plan) -> Json {
    Json::parse(&serde_json::to_string(plan).unwrap()).unwrap()
}

/// A planned request as fixtures write it: the header that a body brings along is not written there.
fn without_curl(request: &Json) -> Json {
    let member = |key| member(request, key).clone();
    let headers = fixtures::members(&member("headers"))
        .iter()
        .filter(|(name, _)| name != "Content-Type")
        .cloned()
        .collect();
    object([
        ("purpose", Some(member("purpose"))),
        ("method", Some(member("method"))),
        ("url", Some(member("url"))),
        ("headers", Some(Json::Object(headers))),
        ("body", Some(member("body"))),
    ])
}

/// The calls of a fixture up to the first that carries the message, as a plan writes them: it foresees no
/// token that ends on the way.
fn expected_requests(case: &Case) -> Vec<Json> {
    let (_, provider) = configure(&case.config, Surroundings::default()).unwrap();
    let secrets = provider.secrets();
    let mut told = Vec::new();
    let before = case.request.get("before").and_then(Json::as_array);
    let calls = before.unwrap_or_default().iter().chain([&case.request]);
    let mut expected = Vec::new();
    for call in calls {
        let purpose = call.get("purpose").and_then(Json::as_str).unwrap_or("send");
        let answer = call.at(&["response", "body"]);
        if !is_foreseen(call) {
            told.extend(answer.and_then(token));
            continue;
        }
        let with_purpose = object([
            ("purpose", Some(Json::from(purpose))),
            ("method", Some(member(call, "method").clone())),
            ("url", Some(member(call, "url").clone())),
            ("headers", Some(member(call, "headers").clone())),
            ("body", Some(member(call, "body").clone())),
        ]);
        expected.push(masked(&with_purpose, &secrets, &told));
        let Some(answer) = answer.filter(|_| purpose != "send") else {
            break;
        };
        told.extend(token(answer));
        for chat in list(answer, "data") {
            let id = member(chat, "_id").as_str().unwrap();
            told.push((id.to_owned(), "{{lookup.conversationId}}"));
        }
        for file in list(answer, "list") {
            if !is_kept_as_sent(file, call) {
                return expected;
            }
            // The id is a part of the other.
            for (key, name) in [("uri", "{{upload.uri}}"), ("id", "{{upload.id}}")] {
                told.push((member(file, key).as_str().unwrap().to_owned(), name));
            }
        }
    }
    expected
}

/// Whether a call is one of a send where every token lives.
fn is_foreseen(call: &Json) -> bool {
    let code = call.at(&["response", "body", "errcode"]);
    let has_ended = code == Some(&Json::from(10004)) && call.get("purpose") != Some(&"send".into());
    !has_ended
        && !member(call, "url")
            .as_str()
            .unwrap()
            .ends_with("/refresh_token")
}

fn token(answer: &Json) -> Option<(String, &'static str)> {
    let token = answer.get("access_token").and_then(Json::as_str)?;
    Some((token.to_owned(), "{{token.accessToken}}"))
}

fn list<'a>(answer: &'a Json, key: &str) -> &'a [Json] {
    let items = answer.get(key).and_then(Json::as_array);
    items.unwrap_or_default()
}

/// Whether a PBX calls a file what the upload called it.
fn is_kept_as_sent(file: &Json, upload: &Json) -> bool {
    let part = &member(member(upload, "body"), "parts").as_array().unwrap()[0];
    [
        ("name", "filename"),
        ("type", "contentType"),
        ("size", "size"),
    ]
    .iter()
    .all(|(kept, sent)| file.get(kept) == part.get(sent))
}

/// The value with secrets masked, and what an earlier answer told by its placeholder.
fn masked(value: &Json, secrets: &[Secret], told: &[(String, &str)]) -> Json {
    let masked = |value| masked(value, secrets, told);
    match value {
        Json::String(text) => {
            let text = told
                .iter()
                .fold(mask(text, secrets), |text, (value, name)| {
                    text.replace(&encode(value), name).replace(value, name)
                });
            Json::String(text)
        }
        Json::Array(items) => Json::Array(items.iter().map(masked).collect()),
        Json::Object(members) => {
            let members = members.iter();
            Json::Object(members.map(|(key, it)| (key.clone(), masked(it))).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn a_problem_that_is_left_stands_where_it_was_written() {
    let row = "x".repeat(25);
    let buttons = format!(
        r#"{{"type":"buttons","text":"x","buttons":[{{"id":"1","title":"a"}},{{"id":"2","title":"b"}},{{"id":"3","title":"c"}},{{"id":"4","title":"{row}"}}]}}"#
    );
    let album = r#"{"type":"album","items":[{"type":"image","url":"https://e.com/a"},{"type":"image","uploaded":"f"}]}"#;
    for (content, path) in [
        (buttons.as_str(), "/content/buttons/3/title"),
        (album, "/content/items/1/uploaded"),
    ] {
        let message = format!(r#"{{"to":"+85256872847","content":{content}}}"#);
        let message = Json::parse(&message).unwrap();
        let plan = client(&CONNECTLY).plan(&message, &[], Some(Adapt::Reshape), 0);
        let paths: Vec<&str> = plan.problems.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, [path]);
    }
}
