//! The fixtures of each provider: `fixtures/<provider>/<case>.{message,request,response}.json`, and `errors.json`.
//!
//! - `message`: a `config` and a `message`, as the npm package takes them.
//! - `request`: the request that carries the message, secrets as they travel. Calls that come first stand in
//!   `before`, each with its `purpose` and its `response`. Where the send ends with such a call, the file is
//!   that call and names its `purpose`.
//! - `response`: what comes back, and the `receipt` or `error` that it makes.
//! - `errors.json`: answers to the case `text`, each with the error that it makes.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sessage::json::{Json, Key};
use sessage::message::Attachment;
use sessage::provider::Answer;

use super::blobs;

const FILES: [&str; 3] = ["message", "request", "response"];
const ERRORS: &str = "errors.json";

/// One message, its request and its answer.
pub struct Case {
    /// `<provider>/<case>`
    pub name: String,
    pub config: Json,
    pub message: Json,
    pub attachments: Vec<Attachment>,
    pub request: Json,
    pub response: Json,
}

/// One answer of `errors.json`.
pub struct Refusal {
    pub name: String,
    pub response: Json,
}

/// The names of the folders.
pub fn providers() -> Vec<String> {
    file_names(&root())
}

/// The cases of a provider, by name.
pub fn cases(provider: &str) -> Vec<Case> {
    let names: BTreeSet<String> = file_names(&root().join(provider))
        .into_iter()
        .filter(|file| file != ERRORS)
        .map(|file| case_of(provider, &file))
        .collect();
    names.iter().map(|name| case(provider, name)).collect()
}

/// One case by its name.
pub fn case(provider: &str, name: &str) -> Case {
    let [message, request, response] = FILES.map(|part| {
        let file = format!("{name}.{part}.json");
        let json = load(&root().join(provider).join(file));
        let known: &[&str] = match part {
            "message" => &["config", "message"],
            "request" => &["before", "purpose", "method", "url", "headers", "body"],
            _ => &["status", "headers", "body", "receipt", "error"],
        };
        only(&json, known, &format!("{provider}/{name}.{part}.json"));
        json
    });
    let (plain, attachments) = blobs::take_out(member(&message, "message"));
    Case {
        name: format!("{provider}/{name}"),
        config: member(&message, "config").clone(),
        message: plain,
        attachments,
        request,
        response,
    }
}

/// The answers that a provider must make errors of.
pub fn refusals(provider: &str) -> Vec<Refusal> {
    let table = load(&root().join(provider).join(ERRORS));
    let entries = table.as_array().unwrap();
    let refusals: Vec<Refusal> = entries
        .iter()
        .map(|entry| {
            let name = member(entry, "name").as_str().unwrap().to_owned();
            only(
                entry,
                &["name", "status", "headers", "body", "error"],
                &name,
            );
            Refusal {
                name,
                response: entry.clone(),
            }
        })
        .collect();
    let names: BTreeSet<&str> = refusals.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(
        names.len(),
        refusals.len(),
        "{provider}: a name stands twice"
    );
    refusals
}

/// The answer that a file writes: its body is JSON, or a string that is the text itself.
pub fn answer(response: &Json) -> Answer {
    let body = member(response, "body");
    let headers = member(response, "headers");
    only(
        headers,
        &["retry-after", "location", "content-type"],
        "headers",
    );
    let header = |name: &str| headers.get(name).and_then(Json::as_str).map(str::to_owned);
    Answer {
        status: member(response, "status")
            .as_i64()
            .unwrap()
            .try_into()
            .unwrap(),
        retry_after: header("retry-after"),
        location: header("location"),
        text: body
            .as_str()
            .map_or_else(|| body.to_string(), str::to_owned),
        echoes: Vec::new(),
    }
}

/// A member that must be there.
pub fn member<'a>(value: &'a Json, key: &str) -> &'a Json {
    value
        .get(key)
        .unwrap_or_else(|| panic!("no {key:?} in {value}"))
}

/// The members of an object.
pub fn members(value: &Json) -> &[(Key, Json)] {
    match value {
        Json::Object(members) => members,
        other => panic!("not an object: {other}"),
    }
}

fn only(value: &Json, known: &[&str], place: &str) {
    for (key, _) in members(value) {
        assert!(known.contains(&&**key), "{place} has no field {key:?}");
    }
}

fn case_of(provider: &str, file: &str) -> String {
    FILES
        .iter()
        .find_map(|part| file.strip_suffix(&format!(".{part}.json")))
        .unwrap_or_else(|| panic!("{provider}/{file} belongs to no case"))
        .to_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn file_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn load(path: &Path) -> Json {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    Json::parse(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}
