//! The simulator keeps no more than README.md says, however long it runs.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::convert::Infallible;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use common::Simulator;
use futures_util::stream;
use http_body_util::StreamBody;
use hyper::body::Frame;
use reqwest::{
    Body,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use sessage_simulator::bounds;

const UPLOAD: &str =
    "/yeastar/openapi/v1.0/message/batchupload?access_token=sim-yeastar-access-2ab9";

fn file(bytes: usize) -> Part {
    let content: Vec<u8> = (0..=255).cycle().take(bytes).collect();
    Part::bytes(content).file_name("film.mp4")
}

/// The record as its text, and the note beside it.
async fn record(simulator: &Simulator) -> (String, Option<String>) {
    let answer = simulator.get("/_simulator/requests").send().await.unwrap();
    let note = answer.headers().get("x-simulator-note");
    let note = note.map(|note| note.to_str().unwrap().to_owned());
    (answer.text().await.unwrap(), note)
}

#[tokio::test]
async fn of_a_large_file_the_beginning_is_kept_and_its_size() {
    let simulator = Simulator::start().await;
    let large = 8 * 1024 * 1024;
    for _ in 0..10 {
        let form = Form::new()
            .part("files", file(large))
            .part("files", file(bounds::FILE_HEAD));
        let answer = simulator.post(UPLOAD).multipart(form).send().await;
        assert_eq!(answer.unwrap().status(), 200);
    }
    let (text, note) = record(&simulator).await;
    // Ten times 8 MiB came, ten times the two heads are kept, in base64.
    assert!(text.len() < 10 * 3 * bounds::FILE_HEAD, "{}", text.len());
    assert_eq!(note, None);
    let requests: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(requests.as_array().unwrap().len(), 10);
    for request in requests.as_array().unwrap() {
        let parts = &request["body"]["parts"];
        assert_eq!(parts[0]["size"], large);
        assert_eq!(parts[0]["cut"], true);
        let head = STANDARD
            .decode(parts[0]["base64"].as_str().unwrap())
            .unwrap();
        assert_eq!(head.len(), bounds::FILE_HEAD);
        assert!(head.iter().copied().eq((0..=255).cycle().take(head.len())));
        assert_eq!(parts[1]["size"], bounds::FILE_HEAD);
        assert_eq!(
            parts[1].get("cut"),
            None,
            "a file that just fits is kept whole"
        );
    }
}

#[tokio::test]
async fn of_large_texts_and_of_many_parts_too() {
    let simulator = Simulator::start().await;
    let long = "é".repeat(bounds::RECORD_BYTES);
    let send = async |kind: &str, body: String| {
        let request = simulator.post("/texter/x").header("content-type", kind);
        request.body(body).send().await.unwrap();
    };
    send("text/plain", long.clone()).await;
    send("application/json", format!("x{long}")).await;
    send("application/json", json!({"text": long}).to_string()).await;
    let form = Form::new()
        .text("text", long.clone())
        .text("text", long.clone());
    let path = "/islash/api/public/send-session-message";
    simulator.post(path).multipart(form).send().await.unwrap();
    let many = "--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n".repeat(100_000);
    let kind = "multipart/form-data; boundary=b";
    send(kind, format!("{many}--b--\r\n")).await;
    // What is just whole stays as it is.
    let whole = "x".repeat(bounds::RECORD_BYTES);
    send("text/plain", whole.clone()).await;

    let requests = simulator.requests().await;
    let bodies: Vec<&Value> = requests.as_array().unwrap().iter().collect();
    let bodies: Vec<&Value> = bodies.iter().map(|request| &request["body"]).collect();
    for (body, kind, size) in [
        (bodies[0], "text", 2 * bounds::RECORD_BYTES),
        (bodies[1], "text", 2 * bounds::RECORD_BYTES + 1),
        (bodies[2], "json", 2 * bounds::RECORD_BYTES + 11),
    ] {
        assert_eq!(body["type"], kind);
        assert_eq!(body["size"], size);
        assert_eq!(body["cut"], true);
        assert_eq!(body.get("value"), None);
        let kept = body["text"].as_str().unwrap().len();
        assert!(
            (bounds::RECORD_BYTES - 1..=bounds::RECORD_BYTES).contains(&kept),
            "{kept}"
        );
    }
    let parts = bodies[3]["parts"].as_array().unwrap();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0]["size"], 2 * bounds::RECORD_BYTES);
    assert_eq!(parts[0]["cut"], true);
    assert_eq!(bodies[3]["left"], 1);
    let shown = bodies[4]["parts"].as_array().unwrap().len();
    assert!(shown < 50_000, "{shown}");
    assert_eq!(bodies[4]["left"], 100_000 - shown);
    assert_eq!(*bodies[5], json!({"type": "text", "text": whole}));
}

#[tokio::test]
async fn the_oldest_give_way_by_bytes_and_the_answer_says_so() {
    let simulator = Simulator::start().await;
    let whole = "x".repeat(bounds::RECORD_BYTES);
    for index in 0..20 {
        let path = format!("/texter/{index}");
        let request = simulator.post(&path).header("content-type", "text/plain");
        request.body(whole.clone()).send().await.unwrap();
    }
    let (text, note) = record(&simulator).await;
    assert!(text.len() <= bounds::RECORDS_BYTES, "{}", text.len());
    let requests: Value = serde_json::from_str(&text).unwrap();
    let requests = requests.as_array().unwrap();
    let fit = bounds::RECORDS_BYTES / bounds::RECORD_BYTES - 1;
    assert_eq!(requests.len(), fit);
    assert_eq!(requests[0]["path"], format!("/texter/{}", 20 - fit));
    assert_eq!(requests[fit - 1]["path"], "/texter/19");
    assert_eq!(requests[fit - 1]["status"], 404);
    assert_eq!(note.unwrap(), "5 earlier requests gave way to these");

    let path = "/_simulator/requests";
    let cleared = simulator.request(reqwest::Method::DELETE, path).send();
    assert_eq!(cleared.await.unwrap().status(), 204);
    assert_eq!(record(&simulator).await, ("[]".to_owned(), None));
}

#[tokio::test]
async fn a_body_is_bounded_while_it_is_read() {
    let simulator = Simulator::start().await;
    // The length is not told before, as of a stream.
    let endless = |kind: &'static str| {
        let chunk = || {
            let bytes = bytes::Bytes::from(vec![b'x'; 1024 * 1024]);
            Ok::<_, Infallible>(Frame::data(bytes))
        };
        let chunks = StreamBody::new(stream::iter(std::iter::repeat_with(chunk)));
        let request = simulator.post("/texter/x").header("content-type", kind);
        request.body(Body::wrap(chunks)).send()
    };
    for (kind, most) in [
        ("application/json", bounds::BODY_BYTES),
        ("multipart/form-data; boundary=b", bounds::FORM_BYTES),
    ] {
        // Whether the answer is read depends on whether the client still writes; that it ends does not.
        if let Ok(answer) = endless(kind).await {
            assert_eq!(answer.status(), 413);
            let note = answer.headers()["x-simulator-note"].to_str().unwrap();
            assert!(note.contains(&most.to_string()), "{note}");
        }
    }
    assert_eq!(simulator.requests().await, json!([]));
}

#[tokio::test]
async fn faults_are_bounded_all_or_none() {
    let simulator = Simulator::start().await;
    let waiting = async || {
        let answer = simulator.get("/_simulator/faults").send().await.unwrap();
        answer.json::<Value>().await.unwrap()["waiting"].clone()
    };
    let add = async |faults: Value| {
        let request = simulator.post("/_simulator/faults").json(&faults);
        request.send().await.unwrap().status()
    };
    assert_eq!(
        add(json!(vec![json!({"status": 500}); bounds::FAULTS])).await,
        204
    );
    assert_eq!(add(json!([{"status": 500}])).await, 400);
    assert_eq!(waiting().await, bounds::FAULTS);

    simulator.post("/_simulator/reset").send().await.unwrap();
    let large = json!({"body": "x".repeat(bounds::FAULTS_BYTES / 2)});
    assert_eq!(add(large.clone()).await, 204);
    assert_eq!(add(large).await, 400);
    assert_eq!(waiting().await, 1);
    let larger = json!({"body": "x".repeat(bounds::FAULTS_BYTES)});
    assert_eq!(add(larger).await, 413);
}

#[test]
fn the_readme_states_each_figure() {
    let readme = include_str!("../README.md");
    for figure in [
        bounds::FORM_BYTES,
        bounds::BODY_BYTES,
        bounds::UPLOAD_BYTES,
        bounds::FILE_HEAD,
        bounds::RECORD_BYTES,
        bounds::RECORDS,
        bounds::RECORDS_BYTES,
        bounds::FAULTS,
        bounds::FAULTS_BYTES,
        bounds::REMEMBERED,
    ] {
        let digits = figure.to_string();
        let mut written = String::new();
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                written.push(',');
            }
            written.push(digit);
        }
        assert!(readme.contains(&written), "README.md lacks {written}");
    }
}
