//! Every provider against its fixtures: the exact request of each message, and what each answer makes of it.
//!
//! A new provider needs no code here, only its folder in `fixtures/`; `support/fixtures.rs` says what is in it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support {
    pub mod blobs;
    pub mod fixtures;
}

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::Serialize;
use sessage::json::{Json, object};
use sessage::problem::{Problem, Severity};
use sessage::provider::{
    Answer, Body, Entry, Exchange, Failure, Memory, PROVIDERS, Part, PartValue, Provider, Request,
    Sent, Step, Surroundings, Task, configure, validate,
};
use sessage::url::encode;

use support::fixtures::{self, Case, answer, member};

const NOW: i64 = 1_764_547_200_000;

#[test]
fn every_provider_has_a_folder_and_every_folder_a_provider() {
    let providers: BTreeSet<String> = PROVIDERS.iter().map(|entry| name_of(entry)).collect();
    let folders: BTreeSet<String> = fixtures::providers().into_iter().collect();
    assert_eq!(folders, providers);
    for provider in providers {
        assert!(
            !fixtures::cases(&provider).is_empty(),
            "{provider}: no case"
        );
        assert!(
            !fixtures::refusals(&provider).is_empty(),
            "{provider}: no error"
        );
    }
}

#[test]
fn every_kind_of_content_that_a_provider_carries_has_a_case() {
    for entry in PROVIDERS {
        let shown: BTreeSet<String> = fixtures::cases(entry.capabilities.provider)
            .iter()
            .filter_map(|case| case.message.at(&["content", "type"]).and_then(Json::as_str))
            .map(str::to_owned)
            .collect();
        let carried: BTreeSet<String> = entry
            .capabilities
            .content
            .iter()
            .map(|rules| rules.kind.name().to_owned())
            .collect();
        assert_eq!(shown, carried, "{}", entry.capabilities.provider);
    }
}

#[test]
fn every_message_is_valid_with_its_configuration_and_without() {
    each_case(|case, entry, provider| {
        for configured in [Some(provider), None] {
            let (message, problems) =
                validate(&case.message, &case.attachments, entry, configured, NOW);
            assert!(message.is_some(), "{}", case.name);
            assert_eq!(errors(problems), [], "{}", case.name);
        }
    });
}

#[test]
fn every_message_becomes_the_requests_of_its_file() {
    let differences = Differences::default();
    each_case(|case, entry, provider| {
        let mut sending = Sending::of(case, entry, provider);
        for expected in sending.calls_before(case) {
            let request = sending.called(&case.name);
            differences.compare(&case.name, &written(&request), &call_of(&expected));
            sending.receive(&answer(member(&expected, "response")));
        }
        let request = sending.called(&case.name);
        differences.compare(&case.name, &written(&request), &call_of(&case.request));
    });
}

#[test]
fn every_answer_becomes_the_receipt_or_error_of_its_file() {
    let differences = Differences::default();
    each_case(|case, entry, provider| {
        let mut sending = Sending::of(case, entry, provider);
        sending.reach_the_last_call(case);
        sending.receive(&answer(&case.response));
        differences.compare_end(&case.name, &sending, &case.response);
    });
}

#[test]
fn a_failure_moves_nothing_so_that_the_same_request_may_be_repeated() {
    let busy = Answer {
        status: 503,
        retry_after: Some("1".to_owned()),
        ..Answer::default()
    };
    let differences = Differences::default();
    each_case(|case, entry, provider| {
        let mut sending = Sending::of(case, entry, provider);
        sending.reach_the_last_call(case);
        sending.receive(&busy);
        let may_repeat = matches!(&sending.step, Step::Failed(failure) if failure.retry);
        assert!(may_repeat, "{}: {:?}", case.name, sending.step);
        sending.receive(&answer(&case.response));
        differences.compare_end(&case.name, &sending, &case.response);
    });
}

#[test]
fn every_refusal_becomes_the_error_of_its_entry() {
    let differences = Differences::default();
    for entry in PROVIDERS {
        let provider_name = entry.capabilities.provider;
        let case = fixtures::case(provider_name, "text");
        let (_, provider) = configured(&case);
        for refusal in fixtures::refusals(provider_name) {
            let mut sending = Sending::of(&case, entry, provider.as_ref());
            sending.receive(&answer(&refusal.response));
            let place = format!("{provider_name}: {}", refusal.name);
            differences.compare_end(&place, &sending, &refusal.response);
        }
    }
}

#[test]
fn no_secret_stands_in_what_is_printed_of_a_request() {
    each_case(|case, entry, provider| {
        let mut sending = Sending::of(case, entry, provider);
        let mut requests = Vec::new();
        for call in sending.calls_before(case) {
            requests.push(sending.called(&case.name));
            sending.receive(&answer(member(&call, "response")));
        }
        requests.push(sending.called(&case.name));
        let mut secrets = provider.secrets();
        assert!(!secrets.is_empty(), "{}: no secret to look for", case.name);
        secrets.extend(sending.memory.secrets());
        let mut printed = format!("{:?}", sending.memory);
        for request in &requests {
            printed.push_str(&format!("\n{request:?}\n{}", request.masked_url()));
        }
        for secret in &secrets {
            for form in [secret.reveal().to_owned(), encode(secret.reveal())] {
                assert!(
                    !printed.contains(&form),
                    "{}: {form} in {printed}",
                    case.name
                );
            }
        }
    });
}

/// What did not come out as its file says, all of it told at the end of a test.
#[derive(Default)]
struct Differences(RefCell<Vec<String>>);

impl Differences {
    fn compare(&self, place: &str, found: &Json, expected: &Json) {
        if found != expected {
            let words = format!("{place}\n  expected {expected}\n  found    {found}");
            self.0.borrow_mut().push(words);
        }
    }

    fn compare_end(&self, place: &str, sending: &Sending, response: &Json) {
        self.compare(place, &sending.end(response), &expected_end(response));
    }
}

impl Drop for Differences {
    fn drop(&mut self) {
        let found = self.0.take();
        if !std::thread::panicking() {
            assert!(found.is_empty(), "{}", found.join("\n"));
        }
    }
}

/// One send, as far as it has come.
struct Sending {
    exchange: Box<dyn Exchange>,
    memory: Memory,
    step: Step,
}

impl Sending {
    fn of(case: &Case, entry: &Entry, provider: &dyn Provider) -> Self {
        let (message, _) = validate(&case.message, &case.attachments, entry, Some(provider), NOW);
        let mut exchange = provider.exchange(Task::Send(message.unwrap())).unwrap();
        let mut memory = Memory {
            chat_cache_ms: 600_000,
            ..Memory::default()
        };
        let step = exchange.begin(&mut memory, NOW);
        Self {
            exchange,
            memory,
            step,
        }
    }

    fn calls_before(&self, case: &Case) -> Vec<Json> {
        let calls = case.request.get("before").and_then(Json::as_array);
        calls.unwrap_or_default().to_vec()
    }

    fn reach_the_last_call(&mut self, case: &Case) {
        for call in self.calls_before(case) {
            self.receive(&answer(member(&call, "response")));
        }
    }

    fn called(&self, name: &str) -> Request {
        match &self.step {
            Step::Call(request) => request.clone(),
            other => panic!("{name}: no call but {other:?}"),
        }
    }

    fn receive(&mut self, answer: &Answer) {
        self.step = self.exchange.answer(answer, &mut self.memory, NOW);
    }

    /// How the send ended, as its file writes it. What sessage adds in its own words is compared where the
    /// file gives it.
    fn end(&self, response: &Json) -> Json {
        match &self.step {
            Step::Sent(sent) => object([("receipt", Some(receipt(sent)))]),
            Step::Failed(failure) => {
                let with_note = response.at(&["error", "note"]).is_some();
                object([("error", Some(error(failure, with_note)))])
            }
            Step::Call(request) => object([("call", Some(written(request)))]),
            Step::Recall | Step::Found(_) => panic!("no end of a send: {:?}", self.step),
        }
    }
}

fn expected_end(response: &Json) -> Json {
    let [receipt, error] = ["receipt", "error"].map(|key| response.get(key).cloned());
    assert_ne!(
        receipt.is_some(),
        error.is_some(),
        "one of receipt and error: {response}"
    );
    object([("receipt", receipt), ("error", error)])
}

fn receipt(sent: &Sent) -> Json {
    let text = |text: &Option<String>| text.clone().map(Json::from);
    object([
        ("messageId", Some(Json::from(sent.message_id.as_str()))),
        ("channelMessageId", text(&sent.channel_message_id)),
        ("conversationId", text(&sent.conversation_id)),
        ("to", text(&sent.to)),
        ("status", Some(name(sent.status))),
        ("sentAt", sent.sent_at.map(Json::from)),
    ])
}

fn error(failure: &Failure, with_note: bool) -> Json {
    let text = |text: &Option<String>| text.clone().map(Json::from);
    object([
        ("code", Some(name(failure.code))),
        ("outcome", Some(name(failure.outcome))),
        ("providerCode", text(&failure.provider_code)),
        ("providerMessage", text(&failure.provider_message)),
        ("retry", Some(Json::Bool(failure.retry))),
        ("note", text(&failure.note).filter(|_| with_note)),
    ])
}

/// A request as its file writes it.
fn written(request: &Request) -> Json {
    let headers = request.headers.iter();
    let headers = headers.map(|(name, text)| ((*name).into(), Json::from(text.reveal())));
    object([
        ("purpose", Some(name(request.purpose))),
        ("method", Some(name(request.method))),
        ("url", Some(Json::from(request.url()))),
        ("headers", Some(Json::Object(headers.collect()))),
        ("body", Some(body(&request.body))),
    ])
}

/// The call that a file writes; one that names no purpose carries the message.
fn call_of(file: &Json) -> Json {
    let purpose = file.get("purpose").cloned();
    object([
        ("purpose", purpose.or_else(|| Some(Json::from("send")))),
        ("method", Some(member(file, "method").clone())),
        ("url", Some(member(file, "url").clone())),
        ("headers", Some(member(file, "headers").clone())),
        ("body", Some(member(file, "body").clone())),
    ])
}

fn body(body: &Body) -> Json {
    let json = |value: Json| object([("type", Some(Json::from("json"))), ("value", Some(value))]);
    match body {
        Body::None => Json::Null,
        Body::Json(text) => json(Json::parse(text).unwrap()),
        Body::Credentials(secrets) => {
            let members = secrets.iter();
            let members = members.map(|(key, secret)| ((*key).into(), secret.reveal().into()));
            json(Json::Object(members.collect()))
        }
        Body::Form(parts) => object([
            ("type", Some(Json::from("multipart"))),
            ("parts", Some(Json::Array(parts.iter().map(part).collect()))),
        ]),
    }
}

fn part(part: &Part) -> Json {
    let name = Some(Json::from(part.name.as_str()));
    match &part.value {
        PartValue::Text(text) => object([("name", name), ("value", Some(text.reveal().into()))]),
        PartValue::File(file, filename) => object([
            ("name", name),
            ("filename", Some(Json::from(filename.as_str()))),
            ("contentType", Some(Json::from(file.sent_type()))),
            ("size", Some(Json::from(i64::try_from(file.size).unwrap()))),
        ]),
    }
}

/// The name that a value has in JavaScript.
fn name(value: impl Serialize) -> Json {
    Json::parse(&serde_json::to_string(&value).unwrap()).unwrap()
}

fn name_of(entry: &Entry) -> String {
    entry.capabilities.provider.to_owned()
}

fn errors(problems: Vec<Problem>) -> Vec<Problem> {
    let mut problems = problems;
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

fn configured(case: &Case) -> (&'static Entry, Box<dyn Provider>) {
    configure(&case.config, Surroundings::default())
        .unwrap_or_else(|error| panic!("{}: {error}", case.name))
}

fn each_case(check: impl Fn(&Case, &'static Entry, &dyn Provider)) {
    for entry in PROVIDERS {
        for case in fixtures::cases(entry.capabilities.provider) {
            let (entry, provider) = configured(&case);
            check(&case, entry, provider.as_ref());
        }
    }
}
