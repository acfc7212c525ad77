//! The record shows what was received, and nothing else.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{Simulator, keys};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

#[tokio::test]
async fn keeps_json_as_it_was_written() {
    let simulator = Simulator::start().await;
    let text = "{\"z\": 1.50, \"a\": 12345678901234567890123, \"é\": \"\\u00e9\"}";
    let path = "/connectly/v1/x%2Fy?b=2&a=%C3%A9+1&b=";
    let request = simulator
        .request(Method::PUT, path)
        .header("X-API-Key", "k");
    let request = request.header("content-type", "application/json; charset=utf-8");
    request.body(text).send().await.unwrap();
    let requests = simulator.get("/_simulator/requests").send().await.unwrap();
    let raw = requests.text().await.unwrap();
    assert!(
        raw.contains(r#""value":{"z":1.50,"a":12345678901234567890123,"é":"é"}"#),
        "{raw}"
    );

    let requests: Value = serde_json::from_str(&raw).unwrap();
    let request = &requests[0];
    let shape = [
        "provider", "method", "path", "query", "headers", "body", "status",
    ];
    assert_eq!(keys(request), shape);
    assert_eq!(request["provider"], "connectly");
    assert_eq!(request["method"], "PUT");
    assert_eq!(request["path"], "/connectly/v1/x%2Fy");
    assert_eq!(
        request["query"],
        json!([["b", "2"], ["a", "é 1"], ["b", ""]])
    );
    assert_eq!(request["headers"]["x-api-key"], "k");
    assert_eq!(
        request["headers"]["content-type"],
        "application/json; charset=utf-8"
    );
    assert_eq!(request["headers"]["user-agent"], "OpenAPI");
    assert_eq!(keys(&request["body"]), ["type", "value", "text"]);
    assert_eq!(request["body"]["type"], "json");
    assert_eq!(request["body"]["text"], text);
    assert_eq!(request["status"], 404);
}

#[tokio::test]
async fn keeps_every_part_of_a_form() {
    let simulator = Simulator::start().await;
    let file = Part::bytes(vec![0, 255, 13, 10]).file_name("a \"b\".jpg");
    let form = Form::new()
        .text("session", "s")
        .text("text", "line\r\nünd")
        .part("file", file.mime_str("image/jpeg").unwrap())
        .part("text", Part::text("t").file_name("t.txt"));
    let path = "/islash/api/public/send-session-message";
    simulator.post(path).multipart(form).send().await.unwrap();
    let requests = simulator.requests().await;
    assert_eq!(
        requests[0]["body"],
        json!({"type": "multipart", "parts": [
            {"name": "session", "size": 1, "value": "s"},
            {"name": "text", "size": 10, "value": "line\r\nünd"},
            {
                "name": "file",
                "filename": "a \"b\".jpg",
                "contentType": "image/jpeg",
                "size": 4,
                "base64": "AP8NCg==",
            },
            {"name": "text", "filename": "t.txt", "size": 1, "base64": "dA=="},
        ]})
    );
    assert_eq!(requests[0]["status"], 401);
}

#[tokio::test]
async fn keeps_other_bodies_and_none() {
    let simulator = Simulator::start().await;
    let post = |kind: &str, body: &str| {
        let request = simulator.post("/texter/x").header("content-type", kind);
        request.body(body.to_owned()).send()
    };
    post("text/plain", "{}").await.unwrap();
    post("application/json", "{\"a\":").await.unwrap();
    post("multipart/form-data; boundary=x", "--y")
        .await
        .unwrap();
    simulator
        .post("/yeastar/x")
        .body("{\"a\":1}")
        .send()
        .await
        .unwrap();
    simulator.get("/texter").send().await.unwrap();
    let requests = simulator.requests().await;
    let bodies: Vec<&Value> = requests
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["body"])
        .collect();
    assert_eq!(*bodies[0], json!({"type": "text", "text": "{}"}));
    assert_eq!(*bodies[1], json!({"type": "text", "text": "{\"a\":"}));
    assert_eq!(*bodies[2], json!({"type": "text", "text": "--y"}));
    assert_eq!(
        *bodies[3],
        json!({"type": "json", "value": {"a": 1}, "text": "{\"a\":1}"})
    );
    assert_eq!(*bodies[4], Value::Null);
}

#[tokio::test]
async fn joins_repeated_headers() {
    let simulator = Simulator::start().await;
    let request = simulator
        .get("/texter/x")
        .header("x-two", "a")
        .header("x-two", "b");
    request.send().await.unwrap();
    assert_eq!(simulator.requests().await[0]["headers"]["x-two"], "a, b");
}

#[tokio::test]
async fn records_providers_alone_and_no_preflights() {
    let simulator = Simulator::start().await;
    simulator.get("/_simulator/health").send().await.unwrap();
    simulator.get("/elsewhere").send().await.unwrap();
    simulator
        .request(Method::OPTIONS, "/texter/x")
        .send()
        .await
        .unwrap();
    assert_eq!(simulator.requests().await, json!([]));
}

#[tokio::test]
async fn filters_and_clears() {
    let simulator = Simulator::start().await;
    simulator.get("/texter/1").send().await.unwrap();
    simulator.get("/yeastar/2").send().await.unwrap();
    simulator.get("/texter/3").send().await.unwrap();
    let of = async |query: &str| {
        let path = format!("/_simulator/requests{query}");
        let answer = simulator.get(&path).send().await.unwrap();
        let list: Value = answer.json().await.unwrap();
        let paths = list.as_array().unwrap().iter();
        paths
            .map(|request| request["path"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("").await, ["/texter/1", "/yeastar/2", "/texter/3"]);
    assert_eq!(of("?provider=texter").await, ["/texter/1", "/texter/3"]);
    assert!(of("?provider=islash").await.is_empty());
    let unknown = simulator
        .get("/_simulator/requests?provider=other")
        .send()
        .await
        .unwrap();
    assert_eq!(unknown.status(), 400);
    let cleared = simulator
        .request(Method::DELETE, "/_simulator/requests")
        .send()
        .await;
    assert_eq!(cleared.unwrap().status(), 204);
    assert!(of("").await.is_empty());
}
