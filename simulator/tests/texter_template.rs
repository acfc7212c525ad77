//! Texter sends templates, by help.texterchat.com/api-reference/manage-templates.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, assert_bare, body, keys, with};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

const SEND: &str = "/texter/server/api/v2/whatsapp/templates/send";

fn send(simulator: &Simulator, message: &Value) -> RequestBuilder {
    let request = simulator.post(SEND).bearer_auth("sim-texter-token-c4b1");
    request.json(message)
}

/// The page's sample.
fn sample() -> Value {
    json!({"templateName": "inbox_marketing_98", "to": "972521234567"})
}

fn full() -> Value {
    json!({
        "templateName": "inbox-98",
        "to": "+972 52-123-4567",
        "from": "14155550100",
        "language": "he",
        "body": ["Ada", "Monday    morning"],
        "header": {"type": "document", "url": "https://example.com/a.pdf", "filename": "a.pdf"},
        "setChat": {"title": "Ada"},
        "buttons": [{"anything": 1}, {}],
        "replyAction": {},
        "sessionMessage": {"text": "Hi"},
    })
}

#[tokio::test]
async fn takes_templates() {
    let simulator = Simulator::start().await;
    let image = json!({"type": "image", "url": "https://example.com/a.jpg"});
    for message in [
        sample(),
        full(),
        with(&sample(), "/to", Some(json!("0521234567"))),
        with(&full(), "/header", Some(image)),
        with(&full(), "/body", Some(json!([]))),
    ] {
        let answer = send(&simulator, &message).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{message}");
        let answer = body(answer).await;
        let shape = ["success", "text", "sentAsSessionMessage", "messageId"];
        assert_eq!(keys(&answer), shape);
        assert_eq!(answer["success"], true);
        assert_eq!(answer["sentAsSessionMessage"], false);
        let id = answer["messageId"].as_str().unwrap();
        assert!(id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
    let answer = send(&simulator, &full()).send().await.unwrap();
    assert_eq!(body(answer).await["text"], "Ada Monday    morning");
}

#[tokio::test]
async fn says_who_unsubscribed() {
    let simulator = Simulator::start().await;
    for to in ["+15550131050", "15550131050", "+1 (555) 013-1050"] {
        let message = with(&sample(), "/to", Some(json!(to)));
        let answer = send(&simulator, &message).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let answer = body(answer).await;
        assert_eq!(keys(&answer), ["success", "error"]);
        assert_eq!(answer["success"], false);
        let said = "Recipient unsubscribed from template messages on ";
        assert!(answer["error"].as_str().unwrap().starts_with(said));
    }
}

#[tokio::test]
async fn refuses_with_a_bare_status() {
    let simulator = Simulator::start().await;
    let text = json!({"type": "text", "url": "https://example.com/a"});
    let named = json!({"type": "image", "url": "https://example.com/a", "filename": "a.jpg"});
    let cases = [
        ("/templateName", None, "templateName: is required"),
        ("/templateName", Some(json!("")), "templateName: has 0"),
        (
            "/templateName",
            Some(json!("a b")),
            "templateName: has other",
        ),
        ("/templateName", Some(json!("é")), "templateName: has other"),
        ("/to", None, "to: is required"),
        ("/to", Some(json!(972)), "to: must be a string"),
        ("/to", Some(json!("Ada")), "to: is no phone number"),
        ("/to", Some(json!("+")), "to: is no phone number"),
        ("/from", Some(json!("shop")), "from: is no phone number"),
        (
            "/language",
            Some(json!({"code": "he"})),
            "language: must be",
        ),
        ("/body", Some(json!("Ada")), "body: must be an array"),
        ("/body/1", Some(json!(1)), "body.1: must be a string"),
        ("/body/1", Some(json!("a\nb")), "body.1: holds a line break"),
        ("/body/1", Some(json!("a\rb")), "body.1: holds a line break"),
        ("/body/1", Some(json!("a\tb")), "body.1: holds a tab"),
        (
            "/body/0",
            Some(json!("a     b")),
            "body.0: holds more than 4",
        ),
        ("/header", Some(text), "header.type: must be one of"),
        ("/header", Some(named), "header.filename: is for documents"),
        ("/header/url", None, "header.url: is required"),
        (
            "/header/url",
            Some(json!("a.pdf")),
            "header.url: is no http",
        ),
        (
            "/header/text",
            Some(json!("x")),
            "header.text: is not a documented",
        ),
        ("/setChat", Some(json!([])), "setChat: must be an object"),
        ("/buttons", Some(json!({})), "buttons: must be an array"),
        (
            "/buttons/0",
            Some(json!("x")),
            "buttons.0: must be an object",
        ),
        (
            "/replyAction",
            Some(json!("x")),
            "replyAction: must be an object",
        ),
        ("/sessionMessage", Some(json!(1)), "sessionMessage: must be"),
        (
            "/variables",
            Some(json!([])),
            "variables: is not a documented",
        ),
    ];
    for (pointer, value, wrong) in cases {
        let message = with(&full(), pointer, value);
        let answer = send(&simulator, &message).send().await.unwrap();
        assert_bare(answer, 400, wrong).await;
    }
    let stranger = simulator.post(SEND).json(&sample()).send().await.unwrap();
    assert_bare(stranger, 401, "bearer token").await;
    let request = simulator.post(SEND).bearer_auth("sim-texter-token-c4b1");
    assert_bare(
        request.body("{}").send().await.unwrap(),
        415,
        "JSON".to_lowercase().as_str(),
    )
    .await;
    let get = simulator.get(SEND).bearer_auth("sim-texter-token-c4b1");
    assert_bare(get.send().await.unwrap(), 405, "method").await;
}
