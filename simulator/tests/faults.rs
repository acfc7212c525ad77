//! Faults: which requests they meet and what arrives then.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::time::Duration;

use common::{Simulator, body};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

fn text() -> Value {
    json!({"type": "text", "text": "Hi"})
}

async fn send(simulator: &Simulator) -> Response {
    simulator.texter(&text()).send().await.unwrap()
}

async fn statuses(simulator: &Simulator, count: usize) -> Vec<u16> {
    let mut found = Vec::new();
    for _ in 0..count {
        found.push(send(simulator).await.status().as_u16());
    }
    found
}

#[tokio::test]
async fn meets_so_many_requests_after_so_many() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"status": 500})).await;
    assert_eq!(statuses(&simulator, 2).await, [500, 200]);
    simulator
        .fault(json!({"status": 500, "skip": 1, "times": 2}))
        .await;
    assert_eq!(statuses(&simulator, 4).await, [200, 500, 500, 200]);
    simulator
        .fault(json!([{"status": 500}, {"status": 503}, {"status": 418, "times": 0}]))
        .await;
    assert_eq!(statuses(&simulator, 3).await, [500, 503, 200]);
    // One that skips lets the request through to the one behind it.
    simulator
        .fault(json!([{"status": 500, "skip": 1}, {"status": 503}]))
        .await;
    assert_eq!(statuses(&simulator, 3).await, [503, 500, 200]);
}

#[tokio::test]
async fn meets_its_provider_and_path_alone() {
    let simulator = Simulator::start().await;
    simulator
        .fault(json!([
            {"status": 500, "provider": "yeastar"},
            {"status": 500, "path": "/chats/"},
        ]))
        .await;
    assert_eq!(statuses(&simulator, 1).await, [200]);
    let search = "/texter/server/api/v2/chats/search?search=ada";
    assert_eq!(simulator.get(search).send().await.unwrap().status(), 500);
    assert_eq!(simulator.get(search).send().await.unwrap().status(), 401);
    assert_eq!(
        simulator.get("/yeastar/x").send().await.unwrap().status(),
        500
    );
}

#[tokio::test]
async fn shapes_the_answer() {
    let simulator = Simulator::start().await;
    simulator
        .fault(json!([
            {"status": 502, "body": "<html>", "headers": {"Content-Type": "text/html", "X-A": "b"}},
            {"body": {"b": 1, "a": 2}},
            {"headers": {"X-A": "b"}},
            {"redirect": "https://example.com/elsewhere"},
        ]))
        .await;
    let page = send(&simulator).await;
    assert_eq!(page.status(), 502);
    assert_eq!(page.headers()["content-type"], "text/html");
    assert_eq!(page.headers()["x-a"], "b");
    assert_eq!(page.text().await.unwrap(), "<html>");
    let json = send(&simulator).await;
    assert_eq!(json.status(), 200);
    assert_eq!(json.headers()["content-type"], "application/json");
    assert_eq!(json.text().await.unwrap(), r#"{"b":1,"a":2}"#);
    let marked = send(&simulator).await;
    assert_eq!(marked.headers()["x-a"], "b");
    assert_eq!(body(marked).await["success"], true);
    let moved = send(&simulator).await;
    assert_eq!(moved.status(), 302);
    assert_eq!(moved.headers()["location"], "https://example.com/elsewhere");
    assert_eq!(simulator.statuses().await, [502, 200, 200, 302]);
}

#[tokio::test]
async fn does_not_ask_the_provider_when_it_stands_in_for_it() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"status": 500})).await;
    assert_eq!(statuses(&simulator, 1).await, [500]);
    let first = body(send(&simulator).await).await;
    assert_eq!(first["messages"][0]["_id"], "6909177d962e17ab30000000");
}

#[tokio::test]
async fn knows_presets() {
    let simulator = Simulator::start().await;
    simulator
        .fault(json!([
            {"preset": "rate_limited", "retryAfter": 2},
            {"preset": "rate_limited", "retryAfter": "Wed, 21 Oct 2026 07:28:00 GMT"},
            {"preset": "unavailable"},
            {"preset": "provider_error", "message": "Unsubscribed"},
        ]))
        .await;
    let limited = send(&simulator).await;
    assert_eq!(limited.status(), 429);
    assert_eq!(limited.headers()["retry-after"], "2");
    let dated = send(&simulator).await;
    assert_eq!(
        dated.headers()["retry-after"],
        "Wed, 21 Oct 2026 07:28:00 GMT"
    );
    let away = send(&simulator).await;
    assert_eq!(away.status(), 503);
    assert_eq!(away.headers()["retry-after"], "1");
    let failed = send(&simulator).await;
    assert_eq!(failed.status(), 200);
    assert_eq!(
        body(failed).await,
        json!({"success": false, "error": "Unsubscribed"})
    );
}

#[tokio::test]
async fn plays_each_providers_own_failure() {
    let simulator = Simulator::start().await;
    let fails = async |path: &str, fault: Value| {
        simulator.fault(fault).await;
        let answer = simulator.post(path).send().await.unwrap();
        (answer.status().as_u16(), body(answer).await)
    };
    let preset = json!({"preset": "provider_error"});
    let coded = |code: Value| json!({"preset": "provider_error", "code": code});
    let (status, answer) = fails("/yeastar/x", preset.clone()).await;
    assert_eq!(
        (status, answer),
        (
            200,
            json!({"errcode": 70082, "errmsg": "OVERLOAD_TASK_RUNNING"})
        )
    );
    let (_, answer) = fails("/yeastar/x", coded(json!(10004))).await;
    assert_eq!(answer, json!({"errcode": 10004, "errmsg": "TOKEN EXPIRED"}));
    let (status, answer) = fails("/connectly/x", preset).await;
    assert_eq!(status, 400);
    assert_eq!(
        answer["code"],
        "ERROR_CODE_MESSAGE_OUTSIDE_OF_ELIGIBILITY_WINDOW"
    );
    assert_eq!(answer["type"], "ERROR_TYPE_DEADLINE_EXCEEDED");
    let (_, answer) = fails(
        "/connectly/x",
        coded(json!("ERROR_CODE_BUSINESS_REACHED_LIMITS")),
    )
    .await;
    assert_eq!(answer["code"], "ERROR_CODE_BUSINESS_REACHED_LIMITS");
    let (status, answer) = fails("/islash/x", coded(json!("RESP_X"))).await;
    assert_eq!(status, 200);
    assert_eq!(
        answer,
        json!({"meta": {"code": "RESP_X", "message": "Simulated failure"}})
    );
}

#[tokio::test]
async fn comes_with_a_request() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"status": 500})).await;
    let own = simulator
        .texter(&text())
        .header("x-simulator-fault", r#"{"status":418}"#);
    assert_eq!(own.send().await.unwrap().status(), 418);
    // The one in line still waits.
    assert_eq!(statuses(&simulator, 2).await, [500, 200]);
    let broken = simulator
        .texter(&text())
        .header("x-simulator-fault", "{status:418}");
    let broken = broken.send().await.unwrap();
    assert_eq!(broken.status(), 400);
    let note = broken.headers()["x-simulator-note"].to_str().unwrap();
    assert!(
        note.starts_with("x-simulator-fault cannot be read"),
        "{note}"
    );
    assert_eq!(simulator.statuses().await, [418, 500, 200, 400]);
}

#[tokio::test]
async fn refuses_faults_it_does_not_understand() {
    let simulator = Simulator::start().await;
    for fault in [
        json!({"statuz": 500}),
        json!({"status": 99}),
        json!({"status": 101}),
        json!({"provider": "other"}),
        json!({"cut": "middle"}),
        json!({"preset": "other"}),
        json!({"headers": {"a b": "c"}}),
        json!({"redirect": "https://example.com/\n"}),
        json!([{"status": 500}, 7]),
    ] {
        let answer = simulator
            .post("/_simulator/faults")
            .json(&fault)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 400, "{fault}");
        assert!(body(answer).await["error"].is_string());
    }
    assert_eq!(statuses(&simulator, 1).await, [200]);
}

#[tokio::test]
async fn can_be_cleared() {
    let simulator = Simulator::start().await;
    let waiting = async || body(simulator.get("/_simulator/faults").send().await.unwrap()).await;
    simulator.fault(json!({"status": 500, "times": 3})).await;
    assert_eq!(waiting().await, json!({"waiting": 1}));
    simulator
        .request(Method::DELETE, "/_simulator/faults")
        .send()
        .await
        .unwrap();
    assert_eq!(waiting().await, json!({"waiting": 0}));
    assert_eq!(statuses(&simulator, 1).await, [200]);
}

/// Sends one request over a socket and gives everything that came back before the socket closed.
async fn exchange(simulator: &Simulator) -> String {
    let address = simulator.base.strip_prefix("http://").unwrap();
    let mut socket = TcpStream::connect(address).await.unwrap();
    let body = text().to_string();
    let length = body.len();
    let request = format!(
        "POST /texter/server/api/v2/messages/send/67a87067aeedqdee1271ck4d HTTP/1.1\r\n\
         Host: {address}\r\nAuthorization: Bearer sim-texter-token-c4b1\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut received = Vec::new();
    let read = socket.read_to_end(&mut received);
    timeout(Duration::from_secs(20), read)
        .await
        .unwrap()
        .unwrap();
    String::from_utf8(received).unwrap()
}

#[tokio::test]
async fn closes_the_connection_before_the_answer() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"cut": "before"})).await;
    assert_eq!(exchange(&simulator).await, "");
    simulator.fault(json!({"cut": "before"})).await;
    let error = simulator.texter(&text()).send().await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    // The server lives on, and has the messages.
    assert_eq!(statuses(&simulator, 1).await, [200]);
    assert_eq!(
        simulator.statuses().await,
        [Value::Null, Value::Null, json!(200)]
    );
    assert_eq!(simulator.requests().await[0]["body"]["value"], text());
}

#[tokio::test]
async fn closes_the_connection_after_the_headers() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"cut": "headers"})).await;
    let received = exchange(&simulator).await;
    assert!(received.starts_with("HTTP/1.1 200 OK\r\n"), "{received}");
    let (head, rest) = received.split_once("\r\n\r\n").unwrap();
    assert_eq!(rest, "");
    let length: usize = declared(head);
    assert!(length > 100, "{head}");
    // Even an answer without a body declares more than it sends.
    simulator
        .fault(json!({"cut": "headers", "status": 503}))
        .await;
    let received = exchange(&simulator).await;
    assert!(received.starts_with("HTTP/1.1 503 "), "{received}");
    assert_eq!(declared(&received), 1);
}

fn declared(head: &str) -> usize {
    let line = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    line.unwrap().parse().unwrap()
}

#[tokio::test]
async fn closes_the_connection_in_the_body() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"cut": "body"})).await;
    let received = exchange(&simulator).await;
    let (head, rest) = received.split_once("\r\n\r\n").unwrap();
    assert!(rest.starts_with(r#"{"success":true,"#), "{rest}");
    assert_eq!(rest.len(), declared(head) / 2);
    simulator
        .fault(json!({"cut": "body", "status": 500, "body": "0123456789"}))
        .await;
    let answer = send(&simulator).await;
    assert_eq!(answer.status(), 500);
    assert!(answer.bytes().await.is_err());
    let statuses = simulator.statuses().await;
    assert_eq!(statuses, [Value::Null, Value::Null]);
}

#[tokio::test]
async fn holds_an_answer_back() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"delayMs": 600_000})).await;
    let held = tokio::spawn(simulator.texter(&text()).send());
    // The request has arrived, is recorded and not answered.
    while simulator.statuses().await.is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(statuses(&simulator, 1).await, [200]);
    assert_eq!(simulator.statuses().await, [Value::Null, json!(200)]);
    assert!(!held.is_finished());
    held.abort();
    simulator.fault(json!({"delayMs": 1})).await;
    assert_eq!(body(send(&simulator).await).await["success"], true);
}
