//! The plan of each fixture's message against the fixture's requests.

use sessage::delivery::{Client, Options};
use sessage::json::{Json, object};
use sessage::message::Attachment;
use sessage::plan::Plan;
use sessage::problem::{Problem, Severity};
use sessage::provider::{PROVIDERS, Surroundings, configure};
use sessage::secret::{Secret, mask};
use sessage::url::encode;

use crate::support::fixtures::{self, Case, member};
use crate::support_delivery::assert_hidden;
use crate::written;

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

fn plan_of(config: &Json, message: &Json, attachments: &[Attachment]) -> Plan {
    let client = Client::new(config, Options::default(), false).unwrap();
    client.plan(message, attachments, None, 0)
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
