//! What a provider's table does not carry, handed to its writers all the same: a failure by name, and no request.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use sessage::json::Json;
use sessage::message::{Attachment, Message};
use sessage::outcome::{ErrorCode, Outcome};
use sessage::problem::Problems;
use sessage::provider::{Body, Memory, Provider, Request, Step, Surroundings, Task, configure};

const CONFIGS: [&str; 4] = [
    r#"{"provider": "islash", "baseUrl": "https://a.example/api/public", "token": "t", "session": "s"}"#,
    r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k", "from": "+14151111234"}"#,
    r#"{"provider": "texter", "projectId": "acme", "token": "t"}"#,
    r#"{"provider": "yeastar", "baseUrl": "https://pbx.example", "accessToken": "t", "from": "1000"}"#,
];

/// What each of the four has no form for, in the order of the configurations.
const UNCARRIED: [&[&str]; 4] = [
    &[
        r#"{"type": "album", "items": [{"type": "image", "url": "https://e.com/a.jpg"}]}"#,
        r#"{"type": "location", "latitude": 1, "longitude": 2}"#,
        r#"{"type": "contacts", "contacts": [{"name": {"formatted": "A"}}]}"#,
        r#"{"type": "buttons", "text": "t", "buttons": [{"id": "a", "title": "A"}]}"#,
        r#"{"type": "list", "text": "t", "button": "b", "sections": []}"#,
        r#"{"type": "template", "name": "n", "body": {"first": "A"}}"#,
        r#"{"type": "template", "name": "n", "header": "A"}"#,
        r#"{"type": "template", "name": "n", "header": {"type": "image", "url": "https://e.com/a.jpg"}}"#,
    ],
    &[
        r#"{"type": "contacts", "contacts": [{"name": {"formatted": "A"}}]}"#,
        r#"{"type": "image", "file": "blob"}"#,
        r#"{"type": "image", "uploaded": "id"}"#,
        r#"{"type": "album", "items": [{"type": "image", "uploaded": "id"}]}"#,
        r#"{"type": "template", "name": "n", "header": {"type": "image", "uploaded": "id"}}"#,
    ],
    &[
        r#"{"type": "image", "file": "blob"}"#,
        r#"{"type": "album", "items": [{"type": "image", "file": "blob"}]}"#,
        r#"{"type": "template", "name": "n", "header": "A"}"#,
        r#"{"type": "template", "name": "n", "header": {"type": "image", "uploaded": "id"}}"#,
        r#"{"type": "template", "name": "n", "body": {"first": "A"}}"#,
    ],
    &[
        r#"{"type": "location", "latitude": 1, "longitude": 2}"#,
        r#"{"type": "contacts", "contacts": [{"name": {"formatted": "A"}}]}"#,
        r#"{"type": "buttons", "text": "t", "buttons": [{"id": "a", "title": "A"}]}"#,
        r#"{"type": "list", "text": "t", "button": "b", "sections": []}"#,
        r#"{"type": "image", "url": "https://e.com/a.jpg"}"#,
        r#"{"type": "album", "items": [{"type": "image", "url": "https://e.com/a.jpg"}]}"#,
        r#"{"type": "template", "name": "n", "header": {"type": "image", "url": "https://e.com/a.jpg"}}"#,
    ],
];

fn provider(config: &str) -> Box<dyn Provider> {
    let config = Json::parse(config).unwrap();
    configure(&config, Surroundings::default()).unwrap().1
}

fn message(content: &str) -> Message {
    let text = format!(r#"{{"to": {{"conversationId": "7"}}, "content": {content}}}"#);
    // As the JavaScript side marks a Blob.
    let text = text.replace(r#""blob""#, r#"{"\u0000": "blob:0"}"#);
    let attachments = [Attachment {
        size: 1,
        content_type: "image/png".to_owned(),
        ..Attachment::default()
    }];
    let value = Json::from_input(&text).unwrap();
    Message::read(&value, &attachments, &mut Problems::new()).unwrap()
}

#[test]
fn what_a_writer_has_no_form_for_fails_by_name_and_sends_nothing() {
    for (config, contents) in CONFIGS.into_iter().zip(UNCARRIED) {
        for content in contents {
            let task = Task::Send(message(content));
            let mut exchange = provider(config).exchange(task).unwrap();
            let step = exchange.begin(&mut Memory::default(), 0);
            let Step::Failed(failure) = step else {
                panic!("{config}\n{content}\n{step:?}");
            };
            let found = (failure.code, failure.outcome, failure.retry);
            let expected = (ErrorCode::Unsupported, Outcome::NotSent, false);
            assert_eq!(found, expected, "{config}\n{content}");
            assert!(failure.note.unwrap().starts_with("It has no form for "));
        }
    }
}

#[test]
fn one_message_is_written_by_each_provider_for_itself() {
    let content = r#"{"type": "text", "text": "Hello"}"#;
    let message = message(content);
    let body = |config: &str| {
        let clone = message.clone();
        let mut exchange = provider(config).exchange(Task::Send(clone)).unwrap();
        match exchange.begin(&mut Memory::default(), 0) {
            Step::Call(Request {
                body: Body::Json(body),
                ..
            }) => body.to_string(),
            step => panic!("{step:?}"),
        }
    };
    let [_, connectly, texter, yeastar] = CONFIGS;
    // Whoever writes first, and again.
    for _ in 0..2 {
        assert_eq!(
            body(connectly),
            r#"{"sender":{"id":"+14151111234","channelType":"whatsapp"},"recipient":{"id":"+","channelType":"whatsapp"},"message":{"text":"Hello"}}"#
        );
        assert_eq!(body(texter), r#"{"type":"text","text":"Hello"}"#);
        assert_eq!(
            body(yeastar),
            r#"{"sender_type":9,"session_id":7,"msg_kind":0,"msg_type":0,"msg_body":"Hello"}"#
        );
    }
}
