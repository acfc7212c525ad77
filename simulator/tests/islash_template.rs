//! iSlash lists templates and sends them, by api-docs.islash.io/template-message.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, assert_bare, body, keys};
use reqwest::{
    RequestBuilder,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

const TOKEN: &str = "sim-islash-token-7f3a";
const SESSION: &str = "sim-islash-session-91c2";
const SEND: &str = "/islash/api/public/send-message";
const LIST: &str = "/islash/api/public/template-message";

fn form(template: &'static str) -> Form {
    Form::new()
        .text("session", SESSION)
        .text("identity", "85256872847")
        .text("template_name", template)
}

/// The page's own template, filled in.
fn payment() -> Form {
    form("payment_update_en")
        .text("variable_1", "$name")
        .text("variable_2", "4711")
}

fn file(name: &'static str, media_type: &str, size: usize) -> Part {
    let part = Part::bytes(vec![1; size]).file_name(name);
    part.mime_str(media_type).unwrap()
}

/// A template with everything, but for its file.
fn shipped() -> Form {
    form("order_shipped_en")
        .text("variable_1", "Ada")
        .text("variable_2", "4711")
        .text("variable_3", "Monday    morning")
        .text("button_url_variable_1", "4711")
}

fn post(simulator: &Simulator, path: &str) -> RequestBuilder {
    simulator.post(path).header("X-USER-TOKEN", TOKEN)
}

#[tokio::test]
async fn lists_templates() {
    let simulator = Simulator::start().await;
    let ask = |body: Value| post(&simulator, LIST).json(&body).send();
    let answer = body(ask(json!({"session": SESSION})).await.unwrap()).await;
    assert_eq!(answer["meta"]["code"], "RESP_OKAY");
    let sample = json!({
        "id": 19,
        "emma_template_id": "1457356487940772",
        "namespace": "e0c33801_c325_469b_bdb0_dfd2915b75ea",
        "name": "payment_update_en",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Payment Update"},
            {
                "type": "BODY",
                "text": "Hello {{1}}, the payment of your order {{2}} has been received",
            },
            {"type": "FOOTER", "text": "iSlash"},
            {"type": "BUTTONS", "buttons": [
                {"type": "URL", "text": "Order Detail", "url": "https://islash.io/order"},
                {"type": "PHONE_NUMBER", "text": "Contact Us", "phone_number": "+85298297833"},
            ]},
        ],
        "language": "en_US",
        "status": "APPROVED",
        "category": "PAYMENT_UPDATE",
        "created_at": 1_644_220_818,
        "updated_at": 1_644_220_818,
    });
    let templates = answer["data"]["templates"].as_array().unwrap();
    assert_eq!(templates[0], sample);
    for template in templates {
        assert_eq!(keys(template), keys(&sample));
    }
    for (body, status, wrong) in [
        (json!({}), 400, "session: is required"),
        (json!({"session": 1}), 400, "session: is required"),
        (json!({"session": SESSION, "page": 1}), 400, "page: is not"),
        (json!({"session": "x"}), 401, "session is unknown"),
        (json!([]), 400, "JSON object"),
    ] {
        assert_bare(ask(body).await.unwrap(), status, wrong).await;
    }
    let plain = post(&simulator, LIST).body("{}").send().await.unwrap();
    assert_bare(plain, 415, "application/json").await;
    let stranger = simulator.post(LIST).json(&json!({"session": SESSION}));
    assert_bare(stranger.send().await.unwrap(), 401, "X-USER-TOKEN").await;
}

#[tokio::test]
async fn takes_templates() {
    let simulator = Simulator::start().await;
    let expected = json!({"meta": {"code": "RESP_OKAY", "message": "Success"}, "data": {}});
    for form in [
        payment(),
        form("opening_hours_en"),
        form("opening_hours_en").text("variable_1", ""),
        shipped().part("media", file("a.jpg", "image/jpeg", 9)),
        shipped().part("media", Part::bytes(vec![1]).file_name("a.png")),
        form("how_it_works_en").part("media", file("a.mp4", "video/mp4", 5_242_881)),
        form("invoice_en")
            .text("variable_1", "é".repeat(1024))
            .part("media", file("a.pdf", "application/pdf", 9)),
    ] {
        let answer = post(&simulator, SEND).multipart(form).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{:?}", answer.headers());
        assert_eq!(body(answer).await, expected);
    }
    // The page's sample is JSON, with null for what is left out.
    let as_json = json!({
        "session": SESSION,
        "identity": "85256872847",
        "template_name": "payment_update_en",
        "variable_1": "Ada",
        "variable_2": "4711",
        "media": null,
    });
    let answer = post(&simulator, SEND).json(&as_json).send().await.unwrap();
    assert_eq!(body(answer).await, expected);
}

#[tokio::test]
async fn refuses_templates() {
    let simulator = Simulator::start().await;
    let half = || form("payment_update_en").text("variable_1", "Ada");
    let bare = |name: &'static str| Form::new().text(name, "1");
    let cases: Vec<(Form, &str)> = vec![
        (bare("identity"), "session: is required"),
        (bare("session"), "identity: is required"),
        (
            bare("identity").text("session", SESSION),
            "template_name: is required",
        ),
        (form("unknown"), "template_name: there is no such template"),
        (payment().text("text", "Hi"), "text: is not a documented"),
        (
            payment().text("variable_2", "x"),
            "variable_2: is given twice",
        ),
        (half(), "variable_2: is required by the template"),
        (half().text("variable_2", ""), "variable_2: is required"),
        (
            payment().text("variable_3", "x"),
            "variable_3: is no variable",
        ),
        (
            payment().text("button_url_variable_1", "x"),
            "button_url_variable_1: is no variable",
        ),
        (
            half().text("variable_2", "a\nb"),
            "variable_2: holds a line break",
        ),
        (half().text("variable_2", "a\tb"), "variable_2: holds a tab"),
        (
            half().text("variable_2", "a     b"),
            "variable_2: holds more than 4 spaces",
        ),
        (
            half().text("variable_2", "é".repeat(1025)),
            "variable_2: is longer than 1024",
        ),
        (shipped(), "media: is required by the template"),
        (
            payment().part("media", file("a.jpg", "image/jpeg", 9)),
            "media: the template's header is no file",
        ),
        (
            shipped().text("media", "bytes"),
            "media: must be a file part",
        ),
        (
            shipped().part("media", file("a.jpg", "image/jpeg", 0)),
            "media: is empty",
        ),
        (
            shipped().part("media", file("a.jpg", "image/jpeg", 5_242_881)),
            "media: is larger than 5242880 bytes",
        ),
        (
            shipped().part("media", file("a.mp4", "video/mp4", 9)),
            "media: video/mp4 is no image",
        ),
        (
            shipped().part("media", file("a.gif", "image/gif", 9)),
            "media: image/gif is no image",
        ),
        (
            form("how_it_works_en").part("media", file("a.mp3", "audio/mpeg", 9)),
            "media: audio/mpeg is no video",
        ),
    ];
    for (form, wrong) in cases {
        let answer = post(&simulator, SEND).multipart(form).send().await.unwrap();
        assert_bare(answer, 400, wrong).await;
    }
    let number = json!({"session": SESSION, "variable_1": 1});
    let answer = post(&simulator, SEND).json(&number).send().await.unwrap();
    assert_bare(answer, 400, "variable_1: must be a string").await;
    let plain = post(&simulator, SEND).body("x").send().await.unwrap();
    assert_bare(plain, 415, "multipart/form-data").await;
    let stranger = Form::new()
        .text("session", "x")
        .text("identity", "85256872847")
        .text("template_name", "opening_hours_en");
    let answer = post(&simulator, SEND).multipart(stranger).send().await;
    assert_bare(answer.unwrap(), 401, "session is unknown").await;
    let stranger = simulator.post(SEND).multipart(payment()).send().await;
    assert_bare(stranger.unwrap(), 401, "X-USER-TOKEN").await;
}
