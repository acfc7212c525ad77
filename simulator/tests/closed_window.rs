//! A contact who has not written for a day gets templates and nothing else, whoever the provider.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, body, connectly, texter, with, yeastar};
use reqwest::{RequestBuilder, multipart::Form};
use serde_json::{Value, json};

async fn credentials(simulator: &Simulator) -> Value {
    let answer = simulator.get("/_simulator/credentials").send().await;
    body(answer.unwrap()).await
}

async fn answer(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), body(answer).await)
}

#[tokio::test]
async fn islash() {
    let simulator = Simulator::start().await;
    let islash = credentials(&simulator).await["islash"].clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let post = |path: &str, field: &'static str, value: &'static str| {
        let form = Form::new()
            .text("session", text(&islash["session"]))
            .text("identity", text(&islash["closedWindow"]["identity"]))
            .text(field, value);
        let path = format!("/islash/api/public/{path}");
        let request = simulator.post(&path).multipart(form);
        request.header("X-USER-TOKEN", text(&islash["token"]))
    };
    let (status, refused) = answer(post("send-session-message", "text", "Hi")).await;
    assert_eq!(status, 200);
    assert_eq!(refused["meta"]["code"], "131047");
    let name = "opening_hours_en";
    let (_, sent) = answer(post("send-message", "template_name", name)).await;
    assert_eq!(sent["meta"]["code"], "RESP_OKAY");
}

#[tokio::test]
async fn connectly() {
    let simulator = Simulator::start().await;
    let number = credentials(&simulator).await["connectly"]["closedWindow"]["number"].clone();
    let message = with(&connectly::text(), "/recipient/id", Some(number.clone()));
    let (status, refused) = answer(simulator.connectly(&message)).await;
    assert_eq!(status, 400);
    assert_eq!(refused["type"], "ERROR_TYPE_DEADLINE_EXCEEDED");
    let code = "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW";
    assert_eq!(refused["code"], code);
    let business = "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00";
    let path = format!("/connectly/v1/businesses/{business}/send/whatsapp_templated_messages");
    let template = json!({"number": number, "templateName": "hello", "language": "en"});
    let request = simulator.post(&path).json(&template);
    let request = request.header("x-api-key", "sim-connectly-key-5d8e");
    assert_eq!(answer(request).await.0, 201);
}

#[tokio::test]
async fn texter() {
    let simulator = Simulator::start().await;
    let closed = credentials(&simulator).await["texter"]["closedWindow"].clone();
    let token = "sim-texter-token-c4b1";
    let api = "/texter/server/api/v2";
    let phone = closed["phone"].as_str().unwrap();
    let search = format!("{api}/chats/search?search={}", phone.replace('+', "%2B"));
    let (_, found) = answer(simulator.get(&search).bearer_auth(token)).await;
    assert_eq!(found["total"], 1);
    assert_eq!(found["data"][0]["_id"], closed["chatId"]);
    let chat = closed["chatId"].as_str().unwrap();
    let path = format!("{api}/messages/send/{chat}");
    let send = simulator.post(&path).bearer_auth(token);
    let (status, refused) = answer(send.json(&texter::text())).await;
    assert_eq!(status, 400);
    let expected = json!({"success": false, "error": "(#131047) Re-engagement message"});
    assert_eq!(refused, expected);
    let path = format!("{api}/whatsapp/templates/send");
    let template = json!({"templateName": "inbox_marketing_98", "to": phone});
    let send = simulator.post(&path).bearer_auth(token).json(&template);
    let (status, sent) = answer(send).await;
    assert_eq!((status, &sent["success"]), (200, &json!(true)));
}

#[tokio::test]
async fn yeastar() {
    let simulator = Simulator::start().await;
    let closed = credentials(&simulator).await["yeastar"]["closedWindow"].clone();
    let started = with(&yeastar::started(), "/to", Some(closed["to"].clone()));
    let within = with(
        &yeastar::tagged(),
        "/session_id",
        Some(closed["sessionId"].clone()),
    );
    for message in [&started, &within] {
        let (status, refused) = answer(simulator.yeastar(message)).await;
        assert_eq!((status, &refused["errcode"]), (200, &json!(-1)));
        assert!(refused["errmsg"].as_str().unwrap().contains("131047"));
    }
    let template = with(&yeastar::template(), "/to", Some(closed["to"].clone()));
    let (_, sent) = answer(simulator.yeastar(&template)).await;
    assert_eq!(sent["errcode"], 0);
    assert_eq!(sent["session_id"], closed["sessionId"]);
    // Messages that are no instant messages know no window.
    let sms = with(&started, "/channel", Some(json!("twilio")));
    assert_eq!(answer(simulator.yeastar(&sms)).await.1["errcode"], 0);
}
