//! What an attacker or an accident makes the library do: its work grows as what it is given, and what it gives back and
//! keeps is bounded. Work is counted: allocations, bytes held at once, calls.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

use std::alloc::System;
use std::cell::Cell;
use std::sync::Mutex;

use sessage::adapt::{Adapt, Adapted, Segmenter, adapt, default_segmenter};
use sessage::delivery::{Client, Options};
use sessage::json::Json;
use sessage::listing::validate_template;
use sessage::message::Message;
use sessage::outcome::ErrorCode;
use sessage::problem::{Code, Problem, Problems, Severity};
use sessage::provider::{Surroundings, by_name, capabilities, configure, validate};
use sessage::secret::{Secret, mask_answer};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// When messages are judged: Tue, 14 Nov 2023 22:13:20 GMT.
const START: i64 = 1_700_000_000_000;

/// What is counted is counted over all threads, so one test works at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What some work took: how many allocations, and their bytes together.
struct Work {
    allocations: usize,
    bytes: usize,
}

fn work<T>(of: impl FnOnce() -> T) -> (T, Work) {
    let region = Region::new(ALLOCATOR);
    let done = of();
    let took = region.change();
    let took = Work {
        allocations: took.allocations,
        bytes: took.bytes_allocated,
    };
    (done, took)
}

fn alone() -> std::sync::MutexGuard<'static, ()> {
    ONE_AT_A_TIME
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Twice as much takes at most twice as much work.
#[track_caller]
fn assert_linear<T>(name: &str, size: usize, of: impl Fn(usize) -> T) {
    let once = work(|| of(size)).1;
    let twice = work(|| of(size * 2)).1;
    let (once, twice) = (once.allocations, twice.allocations);
    assert!(twice * 10 <= once * 22, "{name}: {once}, then {twice}");
}

fn client(provider: &str) -> Client {
    client_with(provider, Options::default())
}

fn client_with(provider: &str, options: Options) -> Client {
    let config = match provider {
        "islash" => {
            r#"{"provider": "islash", "baseUrl": "https://a.example/api/public", "token": "t", "session": "s"}"#
        }
        "texter" => r#"{"provider": "texter", "projectId": "acme", "token": "t"}"#,
        _ => {
            r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k", "from": "+14155550100"}"#
        }
    };
    Client::new(&Json::parse(config).unwrap(), options, false).unwrap()
}

fn message(content: &str) -> Json {
    Json::parse(&format!(
        r#"{{"to": "+85256872847", "content": {content}}}"#
    ))
    .unwrap()
}

/// So many times the same, between commas.
fn repeated(item: &str, times: usize) -> String {
    vec![item; times].join(",")
}

fn list(rows: &str) -> Json {
    message(&format!(
        r#"{{"type": "list", "text": "t", "button": "b", "sections": [{{"rows": [{rows}]}}]}}"#
    ))
}

fn total(problems: &[Problem]) -> f64 {
    assert_eq!(problems.len(), 101);
    let more = problems.last().unwrap();
    assert_eq!((more.path.as_str(), more.code), ("", Code::TooMany));
    assert_eq!(more.limit, Some(100.0));
    more.actual.unwrap()
}

#[test]
fn a_hundred_thousand_problems_are_counted_and_not_kept() {
    let _alone = alone();
    let texter = client("texter");
    // 200 kB of empty rows: an id and a title are missing in each, and there are too many.
    let rows = 66_634;
    let given = list(&repeated("{}", rows));
    let (problems, took) = work(|| texter.validate(&given, &[], START));
    assert_eq!(total(&problems), 133_269.0);
    assert!(serde_json::to_string(&problems).unwrap().len() < 40_000);
    // The model of that many rows, and what is made of a problem before it is seen that there is no room for it.
    assert!(took.bytes < 60_000_000, "{}", took.bytes);
    assert!(
        problems[..100]
            .iter()
            .all(|it| it.severity == Severity::Error)
    );
    assert_eq!(
        total(&texter.plan(&given, &[], None, 0).problems),
        133_269.0
    );
}

#[test]
fn every_kind_of_many_problems_ends_in_a_hundred_and_one() {
    let _alone = alone();
    let texter = client("texter");
    let many = 20_000;
    let unknown: Vec<String> = (0..many).map(|index| format!(r#""u{index}": 1"#)).collect();
    let unknown = unknown.join(",");
    let cases = [
        ("rows of another type", list(&repeated("1", many))),
        (
            "fields of another type",
            list(&repeated(r#"{"id": 1, "title": 2}"#, many)),
        ),
        (
            "equal rows",
            list(&repeated(r#"{"id": "a", "title": "b"}"#, many)),
        ),
        (
            "unknown fields",
            message(&format!(r#"{{"type": "text", "text": "t", {unknown}}}"#)),
        ),
        (
            "sections",
            message(&format!(
                r#"{{"type": "list", "text": "t", "button": "b", "sections": [{}]}}"#,
                repeated(r#"{"rows": [{"id": "a", "title": "b"}]}"#, many)
            )),
        ),
        (
            "cards",
            message(&format!(
                r#"{{"type": "contacts", "contacts": [{}]}}"#,
                repeated(r#"{"name": {"formatted": ""}}"#, many)
            )),
        ),
    ];
    for (name, given) in cases {
        let listed = texter.validate(&given, &[], START);
        assert!(total(&listed) >= 20_000.0, "{name}: {:?}", listed.last());
    }
    let own: Vec<String> = (0..many)
        .map(|index| format!(r#""o{index}": []"#))
        .collect();
    let given = format!(
        r#"{{"to": "+85256872847", "content": {{"type": "text", "text": "t"}}, "providerOptions": {{{}}}}}"#,
        own.join(",")
    );
    let listed = client("islash").validate(&Json::parse(&given).unwrap(), &[], START);
    assert_eq!(total(&listed), 20_000.0);
    let config =
        format!(r#"{{"provider": "texter", "projectId": "acme", "token": "t", {unknown}}}"#);
    let failed = configure(&Json::parse(&config).unwrap(), Surroundings::default());
    let Err(error) = failed else {
        panic!("it was taken")
    };
    assert_eq!(
        (error.code, total(&error.problems)),
        (ErrorCode::InvalidConfig, 20_000.0)
    );
    let error = Options::read(&Json::parse(&format!("{{{unknown}}}")).unwrap()).unwrap_err();
    assert_eq!(
        (error.code, total(&error.problems)),
        (ErrorCode::InvalidConfig, 20_000.0)
    );
    let template = r#"{"name": "n", "components": [{"type": "BODY", "text": "{{a}}", "parameters": ["a"]}], "parameterFormat": "named"}"#;
    let values: Vec<String> = (0..many)
        .map(|index| format!(r#""v{index}": "x""#))
        .collect();
    let content = format!(
        r#"{{"type": "template", "name": "n", "body": {{{}}}}}"#,
        values.join(",")
    );
    let [template, content] = [template, &content].map(|text| Json::parse(text).unwrap());
    let listed = validate_template(&template, &content, &[]).unwrap();
    assert_eq!(total(&listed), 20_001.0);
    let entry = by_name("texter").unwrap();
    let (_, listed) = validate(&list(&repeated("{}", many)), &[], entry, None, START);
    assert_eq!(total(&listed), 40_001.0);
}

#[test]
fn no_text_is_made_for_what_is_read_and_not_listed() {
    let _alone = alone();
    let given = list(&repeated(r#"{"id": 1, "title": 2}"#, 20_000));
    let ((), took) = work(|| {
        let mut problems = Problems::new();
        let _ = Message::read(&given, &[], &mut problems);
        assert!(problems.has_errors());
    });
    // The marks of what is unreadable are in nodes of up to eleven; the rows themselves are one allocation.
    assert!(took.allocations < 20_000, "{}", took.allocations);
}

#[test]
fn work_grows_as_what_is_given() {
    let _alone = alone();
    let texter = client("texter");
    let islash = client("islash");
    let rows = |count: usize, row: fn(usize) -> String| {
        let rows: Vec<String> = (0..count).map(row).collect();
        list(&rows.join(","))
    };
    let own = |count: usize| {
        let own: Vec<String> = (0..count)
            .map(|index| format!(r#""o{index}": "x""#))
            .collect();
        let text = format!(
            r#"{{"to": {{"conversationId": "c", "phone": "+85256872847"}}, "content": {{"type": "text", "text": "t"}},
                "providerOptions": {{{}}}}}"#,
            own.join(",")
        );
        Json::parse(&text).unwrap()
    };
    assert_linear("empty rows", 2_000, |count| {
        texter.validate(&rows(count, |_| "{}".to_owned()), &[], START)
    });
    assert_linear("equal rows", 2_000, |count| {
        texter.validate(
            &rows(count, |_| r#"{"id": "a", "title": "b"}"#.to_owned()),
            &[],
            START,
        )
    });
    assert_linear("different rows", 2_000, |count| {
        let row = |index| format!(r#"{{"id": "a{index}", "title": "b"}}"#);
        texter.validate(&rows(count, row), &[], START)
    });
    assert_linear("own fields", 2_000, |count| {
        texter.plan(&own(count), &[], None, 0)
    });
    assert_linear("own fields of a form", 2_000, |count| {
        islash.plan(&own(count), &[], None, 0)
    });
}

/// Counts what it is asked to segment.
#[derive(Default)]
struct CountingSegmenter {
    calls: Cell<usize>,
    bytes: Cell<usize>,
}

impl Segmenter for CountingSegmenter {
    fn ends(&self, text: &str) -> Vec<usize> {
        self.calls.set(self.calls.get() + 1);
        self.bytes.set(self.bytes.get() + text.len());
        default_segmenter().ends(text)
    }
}

fn adapted(content: &str, mode: Adapt) -> (Adapted, CountingSegmenter) {
    let message = Message::read(&message(content), &[], &mut Problems::new()).unwrap();
    let counting = CountingSegmenter::default();
    let texter = capabilities("texter").unwrap();
    let adapted = adapt(&message, texter, mode, 20, &counting);
    (adapted, counting)
}

#[test]
fn a_text_is_cut_no_further_than_the_parts_that_are_allowed() {
    let _alone = alone();
    let text = "word ".repeat(200_000);
    let (adapted, counting) = adapted(
        &format!(r#"{{"type": "text", "text": "{text}"}}"#),
        Adapt::Reshape,
    );
    let problem = adapted.too_many.unwrap();
    assert_eq!(
        (problem.path.as_str(), problem.code),
        ("/content/text", Code::TooMany)
    );
    assert_eq!((problem.limit, problem.actual), (Some(20.0), Some(245.0)));
    assert!(counting.calls.get() <= 21, "{}", counting.calls.get());
    assert!(
        counting.bytes.get() <= 21 * 4_200,
        "{}",
        counting.bytes.get()
    );
    assert_eq!(adapted.changes, []);
}

#[test]
fn white_space_is_no_part() {
    let _alone = alone();
    let text = " ".repeat(400_000);
    let (adapted, _) = adapted(
        &format!(r#"{{"type": "text", "text": "a{text}b"}}"#),
        Adapt::Reshape,
    );
    assert_eq!((adapted.parts.len(), adapted.too_many), (2, None));
}

#[test]
fn equal_labels_are_cut_apart_without_trying_what_others_took() {
    let _alone = alone();
    let segmented = |count: usize| {
        let row = r#"{"id": "a", "title": "a title that is far too long for a row of a list"}"#;
        let rows = repeated(row, count);
        let content = format!(
            r#"{{"type": "list", "text": "t", "button": "b", "sections": [{{"rows": [{rows}]}}]}}"#
        );
        let message = Message::read(&message(&content), &[], &mut Problems::new()).unwrap();
        let counting = CountingSegmenter::default();
        // A table that takes so many rows, with Texter's limits of labels.
        let texter = capabilities("texter").unwrap();
        let adapted = work(|| adapt(&message, texter, Adapt::Truncate, 20, &counting));
        (adapted.0, adapted.1.allocations, counting.calls.get())
    };
    // More rows than a list takes become text, so that ten is the most that are cut.
    let (ten, _, calls) = segmented(10);
    assert!(calls <= 10 * 6, "{calls}");
    let titles: Vec<&str> = ten.changes.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(titles.len(), 10);
    let (_, once, _) = segmented(4_000);
    let (_, twice, _) = segmented(8_000);
    assert!(twice * 10 <= once * 22, "{once}, then {twice}");
}

#[test]
fn an_answer_without_a_secret_is_not_parsed_to_be_masked() {
    let _alone = alone();
    let item = r#"{"id":"a","text":"b\u00e9"}"#;
    let answer = format!(r#"{{"items":[{}]}}"#, repeated(item, 4_000));
    let secrets = [Secret::new("token", "T0k/isl+1=")];
    let (masked, took) = work(|| mask_answer(&answer, &secrets));
    assert_eq!(masked, answer);
    assert!(took.allocations < 100, "{}", took.allocations);
}
