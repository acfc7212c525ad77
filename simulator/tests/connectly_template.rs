//! Connectly sends templates, by docs.connectly.ai/messaging/template-messages.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, body, keys, long, with};
use serde_json::{Value, json};

const INVALID: &str = "ERROR_CODE_MESSAGE_TEMPLATE_INPUT_INVALID";
const UNSPECIFIED: &str = "ERROR_CODE_UNSPECIFIED";
const PHONE: &str = "ERROR_CODE_PHONE_NUMBER_BAD_FORMAT";
const UNKNOWN: &str = "ERROR_CODE_MESSAGE_TEMPLATE_NOT_FOUND";

async fn send(simulator: &Simulator, message: &Value) -> (u16, Value) {
    let business = "0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00";
    let path = format!("/connectly/v1/businesses/{business}/send/whatsapp_templated_messages");
    let request = simulator
        .post(&path)
        .header("x-api-key", "sim-connectly-key-5d8e");
    let answer = request.json(message).send().await.unwrap();
    (answer.status().as_u16(), body(answer).await)
}

fn message(name: &str, language: &str, parameters: Value) -> Value {
    json!({
        "number": "+16502223333",
        "templateName": name,
        "language": language,
        "parameters": parameters,
    })
}

fn hello() -> Value {
    json!({"number": "+16502223333", "templateName": "hello", "language": "en"})
}

fn campaign() -> Value {
    let parameters = json!([
        {"name": "header_image", "value": "https://example.com/a.jpg"},
        {"name": "body_1", "value": "Ada"},
        {"name": "body_2", "value": "free"},
        {"name": "button_1_url", "value": "spring"},
        {"name": "button_2_url", "value": "2026"},
    ]);
    message("bogo_marketing_campaign", "en", parameters)
}

fn order() -> Value {
    let parameters = json!([
        {"name": "header_text", "value": "4711"},
        {"name": "body_1", "value": "Ada"},
        {"name": "body_2", "value": "Monday    morning"},
        {"name": "button_1_url", "value": "4711"},
    ]);
    message("order_update", "en_US", parameters)
}

fn invoice() -> Value {
    let parameters = json!([
        {"name": "header_document", "value": "https://example.com/a.pdf", "filename": "a.pdf"},
        {"name": "body_1", "value": "Ada"},
    ]);
    message("invoice", "en", parameters)
}

#[tokio::test]
async fn takes_templates() {
    let simulator = Simulator::start().await;
    let video = json!([{"name": "header_video", "value": "https://example.com/a.mp4"}]);
    let receipt: Value = (1..=15)
        .map(|number| json!({"name": format!("body_{number}"), "value": "x"}))
        .collect();
    for message in [
        hello(),
        with(&hello(), "/parameters", Some(json!([]))),
        with(
            &hello(),
            "/number",
            Some(json!("bsuid:US.13491208655302741918")),
        ),
        with(&hello(), "/sender", Some(json!("+14151111234"))),
        with(&hello(), "/campaignName", Some(json!("spring"))),
        with(&hello(), "/callbackData", Some(long(512))),
        with(&hello(), "/callbackData", Some(json!({"order": 4711}))),
        campaign(),
        with(&campaign(), "/language", Some(json!("pt_BR"))),
        order(),
        with(&order(), "/parameters/0/value", Some(long(60))),
        with(&order(), "/parameters/1/value", Some(long(1024))),
        invoice(),
        message("how_it_works", "en", video),
        message("long_receipt", "en", receipt),
    ] {
        let (status, answer) = send(&simulator, &message).await;
        assert_eq!(status, 201, "{message}: {answer}");
        assert_eq!(keys(&answer), ["id"]);
        assert_eq!(answer["id"].as_str().unwrap().len(), 26);
    }
}

#[tokio::test]
async fn refuses_in_the_documented_shape() {
    let simulator = Simulator::start().await;
    let value = "/parameters/1/value";
    let extra = json!([{"name": "body_1", "value": "Ada"}]);
    let twice = json!([
        {"name": "header_document", "value": "https://example.com/a.pdf"},
        {"name": "body_1", "value": "Ada"},
        {"name": "body_1", "value": "Grace"},
    ]);
    let sender = json!({"id": "+14151111234", "channelType": "whatsapp"});
    let cases = [
        (hello(), "/number", None, UNSPECIFIED),
        (hello(), "/number", Some(json!("16502223333")), PHONE),
        (hello(), "/number", Some(json!("+1(604) 585 2331")), PHONE),
        (hello(), "/number", Some(json!("US.1349120865")), PHONE),
        (hello(), "/number", Some(json!("bsuid:")), PHONE),
        (hello(), "/number", Some(json!("")), PHONE),
        (hello(), "/templateName", None, UNSPECIFIED),
        (hello(), "/templateName", Some(json!("unknown")), UNKNOWN),
        (hello(), "/language", None, UNSPECIFIED),
        (hello(), "/language", Some(json!("de")), UNKNOWN),
        (hello(), "/sender", Some(sender), UNSPECIFIED),
        (
            hello(),
            "/sender",
            Some(json!("+14150000000")),
            "ERROR_CODE_INVALID_SENDER_ID",
        ),
        (hello(), "/callbackData", Some(long(513)), UNSPECIFIED),
        (hello(), "/campaignName", Some(json!(1)), UNSPECIFIED),
        (hello(), "/message", Some(json!({})), UNSPECIFIED),
        (hello(), "/parameters", Some(extra), INVALID),
        (hello(), "/parameters", Some(json!({})), INVALID),
        (hello(), "/parameters", Some(json!(["x"])), INVALID),
        (invoice(), "/parameters", None, INVALID),
        (invoice(), "/parameters", Some(twice), INVALID),
        (invoice(), "/parameters/1/name", None, INVALID),
        (
            invoice(),
            "/parameters/1/name",
            Some(json!("body_0")),
            INVALID,
        ),
        (
            invoice(),
            "/parameters/1/name",
            Some(json!("body_01")),
            INVALID,
        ),
        (
            invoice(),
            "/parameters/1/name",
            Some(json!("body_16")),
            INVALID,
        ),
        (
            invoice(),
            "/parameters/1/name",
            Some(json!("button_1")),
            INVALID,
        ),
        (
            invoice(),
            "/parameters/1/colour",
            Some(json!("red")),
            INVALID,
        ),
        (
            invoice(),
            "/parameters/1/filename",
            Some(json!("a")),
            INVALID,
        ),
        (
            invoice(),
            "/parameters/0/value",
            Some(json!("a.pdf")),
            INVALID,
        ),
        (invoice(), value, None, INVALID),
        (invoice(), value, Some(json!("")), INVALID),
        (invoice(), value, Some(json!(1)), INVALID),
        (invoice(), value, Some(json!("a\nb")), INVALID),
        (invoice(), value, Some(json!("a\tb")), INVALID),
        (invoice(), value, Some(json!("a     b")), INVALID),
        (invoice(), value, Some(long(1025)), INVALID),
        (order(), "/parameters/0/value", Some(long(61)), INVALID),
    ];
    for (base, pointer, value, code) in cases {
        let message = with(&base, pointer, value);
        let (status, answer) = send(&simulator, &message).await;
        assert_eq!(status, 400, "{pointer}: {message}");
        assert_eq!(answer["code"], code, "{message}: {answer}");
        assert_eq!(answer["type"], "ERROR_TYPE_INVALID_REQUEST");
        assert_eq!(keys(&answer).len(), 7);
    }
}
