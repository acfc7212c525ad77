//! What is not asked, and answers that are no use.

use sessage::delivery::TransportError::{Broken, NeverOpened};
use sessage::outcome::{ErrorCode, Outcome};
use sessage::problem::Code;
use sessage::provider::{Answer, Task};

use crate::support_delivery::{
    Bench, CONNECTLY, EVERY, ISLASH, Line, Reply, TEXTER, YEASTAR, answer, assert_wrong,
};
use crate::{chats, templates, upload};

/// Each provider's own tasks.
fn asked() -> Vec<(&'static Line, &'static str, Task)> {
    vec![
        (&ISLASH, "templates", templates("{}")),
        (&ISLASH, "stickers", Task::Stickers),
        (&TEXTER, "chats", chats(r#"{"search":"Ann"}"#)),
        (&YEASTAR, "upload", upload(1, "{}")),
        (&YEASTAR, "templates", templates(r#"{"channelId":1}"#)),
    ]
}

#[test]
fn what_a_provider_lacks_is_not_asked() {
    let tasks = [
        ("upload", upload(1, "{}")),
        ("templates", templates(r#"{"channelId":1}"#)),
        ("stickers", Task::Stickers),
        ("chats", chats(r#"{"search":"Ann"}"#)),
    ];
    let mut lacking = Vec::new();
    for line in EVERY {
        for (name, task) in &tasks {
            let is_carried = asked()
                .iter()
                .any(|(it, own, _)| it.name == line.name && own == name);
            if is_carried {
                continue;
            }
            let bench = Bench::new(line);
            let error = bench.ask(task).unwrap_err();
            let place = format!("{}: {name}", line.name);
            assert_eq!(
                (error.code, error.outcome),
                (ErrorCode::Unsupported, Outcome::NotSent),
                "{place}"
            );
            assert_eq!(error.provider, Some(line.name), "{place}");
            assert!(!error.retryable && error.parts.is_empty(), "{place}");
            assert!(
                bench.seen().is_empty() && bench.events().is_empty(),
                "{place}"
            );
            lacking.push(place);
        }
    }
    assert_eq!(lacking.len(), 16 - asked().len(), "{lacking:?}");
}

#[test]
fn what_failed_is_named_and_is_no_message() {
    let statuses = [400, 401, 403, 404, 429, 500, 302, 200];
    for (line, name, task) in asked() {
        for status in statuses {
            let bench = Bench::with(line, r#"{"retry":false}"#);
            bench.script([answer(status, "{}")]);
            let said = bench.ask(&task).unwrap_err().message.clone();
            let place = format!("{} {name} {status}: {said}", line.name);
            for wrong in [
                "the message",
                "the send",
                "configuration",
                "contact",
                "one of what",
            ] {
                assert!(!said.contains(wrong), "{place}");
            }
            if matches!(status, 400 | 404 | 429) {
                assert!(said.contains(&format!("{name}()")), "{place}");
            }
        }
    }
    // A code that means a conflict.
    let bench = Bench::new(&YEASTAR);
    bench.script([r#"{"errcode":40003,"errmsg":"DUPLICATE KEY VALUE"}"#]);
    let said = bench.ask(&upload(1, "{}")).unwrap_err().message.clone();
    assert!(said.contains("what upload() asks for exists"), "{said}");
}

#[test]
fn a_wrong_query_is_called_a_query() {
    let bench = Bench::new(&YEASTAR);
    let error = bench.ask(&templates("{}")).unwrap_err();
    assert!(
        error
            .message
            .starts_with("The query has problems: /channelId"),
        "{error}"
    );
}

#[test]
fn a_channel_is_named_where_one_is_needed() {
    let cases: [(&Line, &str, Code); 5] = [
        (&YEASTAR, "{}", Code::Required),
        (&YEASTAR, r#"{"channelId":""}"#, Code::InvalidFormat),
        (&YEASTAR, r#"{"channelId":"one"}"#, Code::InvalidFormat),
        (&YEASTAR, r#"{"channelId":-1}"#, Code::InvalidFormat),
        (&ISLASH, r#"{"channelId":"1"}"#, Code::Unsupported),
    ];
    for (line, query, code) in cases {
        let bench = Bench::new(line);
        let error = bench.ask(&templates(query)).unwrap_err();
        assert_wrong(&error, query, &[("/channelId", code)]);
        assert!(bench.seen().is_empty(), "{query}");
    }
}

#[test]
fn no_failure_of_a_list_is_unknown() {
    use ErrorCode::*;
    let cases: [(&str, Reply, ErrorCode); 10] = [
        ("a timeout", Reply::never(), Timeout),
        ("broken", Broken("reset".to_owned()).into(), Network),
        ("refused", NeverOpened("refused".to_owned()).into(), Network),
        ("HTML", "<html>".into(), BadResponse),
        ("an empty object", "{}".into(), BadResponse),
        ("a redirect", answer(302, "").into(), BadResponse),
        ("401", answer(401, "").into(), Unauthorized),
        ("404", answer(404, "").into(), NotFound),
        ("429", answer(429, "").into(), RateLimited),
        ("500", answer(500, "").into(), Unavailable),
    ];
    for (line, task_name, task) in asked() {
        for (name, reply, code) in cases.clone() {
            let bench = Bench::with(line, r#"{"retry":false}"#);
            bench.script([reply]);
            let error = bench.ask(&task).unwrap_err();
            let place = format!("{}: {task_name}: {name}", line.name);
            assert_eq!(
                (error.code, error.outcome),
                (code, Outcome::NotSent),
                "{place}"
            );
            assert_eq!((error.attempts, error.parts.len()), (0, 0), "{place}");
        }
    }
}

#[test]
fn an_answer_without_its_list_is_no_answer() {
    for (line, task_name, task) in asked() {
        let empty = match line.name {
            "islash" => r#"{"meta":{"code":"RESP_OKAY"},"data":{}}"#,
            "texter" => r#"{"total":0}"#,
            _ => r#"{"errcode":0,"errmsg":"SUCCESS"}"#,
        };
        let bench = Bench::new(line);
        bench.script([empty]);
        let error = bench.ask(&task).unwrap_err();
        assert_eq!(
            error.code,
            ErrorCode::BadResponse,
            "{}: {task_name}",
            line.name
        );
        assert_eq!(
            error.raw.as_deref(),
            Some(empty),
            "{}: {task_name}",
            line.name
        );
    }
}

#[test]
fn a_refusal_is_told_with_its_words_and_no_secret() {
    for (line, task_name, task) in asked() {
        let secret = line.secrets[0];
        let refused = line
            .refused
            .replace("Not today", &format!("Not today {secret}"));
        let bench = Bench::new(line);
        bench.script([refused.as_str()]);
        let error = bench.ask(&task).unwrap_err();
        let words = error.provider_message.clone().unwrap();
        let place = format!("{}: {task_name}: {words}", line.name);
        assert!(words.starts_with("Not today MASKED_"), "{place}");
        assert!(error.raw.as_ref().unwrap().contains("MASKED_"), "{place}");
    }
}

#[test]
fn a_list_is_asked_for_again_where_the_provider_is_busy() {
    let busy = Answer {
        retry_after: Some("2".to_owned()),
        ..answer(429, "")
    };
    for (line, task_name, task) in asked() {
        let taken = match (line.name, task_name) {
            ("islash", list) => {
                format!(r#"{{"meta":{{"code":"RESP_OKAY"}},"data":{{"{list}":[]}}}}"#)
            }
            ("texter", _) => r#"{"data":[]}"#.to_owned(),
            (_, "upload") => r#"{"errcode":0,"list":[{"uri":"a"}]}"#.to_owned(),
            _ => r#"{"errcode":0,"total_number":0,"data":[]}"#.to_owned(),
        };
        let bench = Bench::new(line);
        bench.script([Reply::from(busy.clone()), Reply::from(taken.as_str())]);
        assert!(bench.ask(&task).is_ok(), "{}: {task_name}", line.name);
        assert_eq!(bench.times(), [0, 2000], "{}: {task_name}", line.name);
    }
}

#[test]
fn connectly_can_be_asked_for_nothing() {
    assert!(asked().iter().all(|(line, ..)| line.name != CONNECTLY.name));
}
