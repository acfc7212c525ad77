//! Which requests and problems a plan has.

use sessage::adapt::Adapt;
use sessage::json::Json;

use crate::support_delivery::{CONNECTLY, EVERY, ISLASH, TEXTER, YEASTAR_LOGIN};
use crate::{client, plan_line};

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
