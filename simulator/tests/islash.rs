//! iSlash, by api-docs.islash.io.
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
const PATH: &str = "/islash/api/public/send-session-message";

fn form() -> Form {
    Form::new()
        .text("session", SESSION)
        .text("identity", "85256872847")
}

fn jpeg() -> Part {
    Part::bytes(vec![0xff, 0xd8, 0xff])
        .file_name("testing.jpg")
        .mime_str("image/jpeg")
        .unwrap()
}

fn send(simulator: &Simulator, form: Form) -> RequestBuilder {
    simulator
        .post(PATH)
        .header("X-USER-TOKEN", TOKEN)
        .multipart(form)
}

/// The keys of the samples, in their order.
const KEYS: [&str; 30] = [
    "id",
    "conversation_id",
    "user",
    "user_id",
    "contact",
    "status",
    "body",
    "media_type",
    "media_url",
    "sid",
    "direction",
    "is_auto_message",
    "is_forwarded",
    "is_template_message",
    "is_sticker",
    "is_cloned",
    "quoted_message",
    "media_thumbnail",
    "media_filename",
    "media_status",
    "media_resolution_x",
    "media_resolution_y",
    "message_at",
    "sent_at",
    "delivered_at",
    "received_at",
    "read_at",
    "read_by",
    "read_by_user",
    "revoked_at",
];

async fn message(simulator: &Simulator, form: Form) -> Value {
    let answer = send(simulator, form).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/json");
    let answer = body(answer).await;
    assert_eq!(keys(&answer), ["meta", "data"]);
    assert_eq!(
        answer["meta"],
        json!({"code": "RESP_OKAY", "message": "Success"})
    );
    let message = answer["data"]["message"].clone();
    assert_eq!(keys(&message), KEYS);
    message
}

#[tokio::test]
async fn answers_the_samples_in_their_shape() {
    let simulator = Simulator::start().await;
    let text = message(&simulator, form().text("text", "Hello Testing")).await;
    assert_eq!(text["id"], 9126);
    assert_eq!(text["conversation_id"], 246);
    assert_eq!(text["status"], "sent");
    assert_eq!(text["body"], "Hello Testing");
    assert_eq!(text["media_type"], Value::Null);
    assert_eq!(text["is_sticker"], false);
    assert!(text["sid"].as_str().unwrap().starts_with("gBGG"));
    assert!(text["sent_at"].as_u64().unwrap() > 1_600_000_000);
    assert!(text["sent_at"].as_u64().unwrap() < 10_000_000_000);

    let image = message(&simulator, form().part("file", jpeg())).await;
    assert_eq!(image["id"], 9127);
    assert_eq!(image["conversation_id"], 246);
    assert_eq!(image["body"], Value::Null);
    assert_eq!(image["media_type"], "image/jpeg");
    assert_eq!(image["media_filename"], "testing.jpg");
    assert_eq!(image["media_status"], "ready");
    let url = image["media_url"].as_str().unwrap();
    assert!(
        url.starts_with("https://cms.islash.io/media/9127/"),
        "{url}"
    );

    let sticker = message(&simulator, form().text("sticker_id", "66")).await;
    assert_eq!(sticker["id"], 9128);
    assert_eq!(sticker["body"], Value::Null);
    assert_eq!(sticker["is_sticker"], true);
    assert_eq!(sticker["media_filename"], "sticker7.webp");
    assert_eq!(sticker["media_resolution_x"], 0);
    // The blanks are the sample's own.
    let url = sticker["media_url"].as_str().unwrap();
    assert!(
        url.starts_with(" https://cms.islash.io/media/9128/"),
        "{url}"
    );
    let thumbnail = sticker["media_thumbnail"].as_str().unwrap();
    assert!(
        thumbnail.starts_with(" https://cms.islash.io /media/9128/thumb/"),
        "{thumbnail}"
    );
}

#[tokio::test]
async fn takes_every_kind() {
    let simulator = Simulator::start().await;
    let url = message(
        &simulator,
        form().text("file_url", "https://example.com/a.pdf?x=1"),
    )
    .await;
    assert_eq!(url["media_type"], "application/pdf");
    assert_eq!(url["media_filename"], "a.pdf");
    assert_eq!(url["media_thumbnail"], Value::Null);
    let both = message(&simulator, form().part("file", jpeg()).text("text", "Look")).await;
    assert_eq!(both["body"], "Look");
    assert_eq!(both["media_type"], "image/jpeg");
    let quoting = form().text("text", "yes").text("quoted_message_id", "9126");
    assert_eq!(
        message(&simulator, quoting).await["quoted_message"],
        Value::Null
    );
    message(&simulator, form().text("text", "é".repeat(4096))).await;
    // A form writes every line break as two characters.
    message(&simulator, form().text("text", "\r\n".repeat(4096))).await;
    let other = Form::new()
        .text("session", SESSION)
        .text("identity", "14155552671")
        .text("text", "Hi");
    assert_eq!(message(&simulator, other).await["conversation_id"], 247);
}

#[tokio::test]
async fn lists_stickers() {
    let simulator = Simulator::start().await;
    let path = format!("/islash/api/public/sticker?session={SESSION}");
    let ask = || simulator.get(&path).header("X-USER-TOKEN", TOKEN);
    let answer = body(ask().send().await.unwrap()).await;
    assert_eq!(answer["meta"]["code"], "RESP_OKAY");
    let first =
        json!({"id": 66, "name": "sticker7", "type": "image/webp", "width": 512, "height": 512});
    assert_eq!(answer["data"]["stickers"][0], first);

    let answer = simulator.get(&path).send().await.unwrap();
    assert_bare(answer, 401, "X-USER-TOKEN").await;
    let path = "/islash/api/public/sticker";
    let answer = simulator
        .get(path)
        .header("X-USER-TOKEN", TOKEN)
        .send()
        .await;
    assert_bare(answer.unwrap(), 400, "session").await;
    let answer = simulator.get("/islash/api/public/sticker?session=x");
    let answer = answer.header("X-USER-TOKEN", TOKEN).send().await;
    assert_bare(answer.unwrap(), 401, "session").await;
}

#[tokio::test]
async fn refuses_what_the_form_may_not_be() {
    let simulator = Simulator::start().await;
    let plain = |name: &'static str| Form::new().text(name, "x");
    let hello = || form().text("text", "Hi");
    let refused: Vec<(Form, &str)> = vec![
        (plain("identity").text("text", "Hi"), "session: is required"),
        (
            Form::new().text("session", SESSION).text("text", "Hi"),
            "identity: is required",
        ),
        (form(), "one of them is required"),
        (form().text("text", ""), "one of them is required"),
        (
            hello().text("colour", "red"),
            "colour: is not a documented field",
        ),
        (hello().text("text", "again"), "text: is given twice"),
        (
            form().text("text", "é".repeat(4097)),
            "text: is longer than 4096",
        ),
        (form().text("file", "bytes"), "file: must be a file part"),
        (
            form().part("file", Part::bytes(vec![]).file_name("a.jpg")),
            "file: is empty",
        ),
        (form().part("text", jpeg()), "text: must be text"),
        (
            form().text("file_url", "ftp://example.com/a"),
            "file_url: is no http",
        ),
        (form().text("file_url", "https://"), "file_url: is no http"),
        (
            form().text("sticker_id", "1"),
            "sticker_id: there is no such sticker",
        ),
        (
            hello().text("quoted_message_id", "wamid.x"),
            "quoted_message_id: must be an integer",
        ),
        (
            hello().text("quoted_message_id", ""),
            "quoted_message_id: must be an integer",
        ),
    ];
    for (form, wrong) in refused {
        let answer = send(&simulator, form).send().await.unwrap();
        assert_bare(answer, 400, wrong).await;
    }
    for identity in ["+85256872847", "852 5687", "", "８５２"] {
        let form = Form::new()
            .text("session", SESSION)
            .text("identity", identity)
            .text("text", "Hi");
        let answer = send(&simulator, form).send().await.unwrap();
        assert_bare(answer, 400, "identity: must be digits").await;
    }
    let large = Part::bytes(vec![0; 5_242_881]).file_name("a.jpg");
    let form = form().part("file", large.mime_str("image/jpeg").unwrap());
    let answer = send(&simulator, form).send().await.unwrap();
    assert_bare(answer, 400, "file: is larger than 5242880 bytes").await;
}

#[tokio::test]
async fn refuses_strangers_and_other_bodies() {
    let simulator = Simulator::start().await;
    let hello = || form().text("text", "Hi");
    let answer = simulator
        .post(PATH)
        .multipart(hello())
        .send()
        .await
        .unwrap();
    assert_bare(answer, 401, "X-USER-TOKEN").await;
    let answer = simulator
        .post(PATH)
        .header("X-USER-TOKEN", "x")
        .multipart(hello());
    assert_bare(answer.send().await.unwrap(), 401, "X-USER-TOKEN").await;
    let stranger = Form::new()
        .text("session", "x")
        .text("identity", "85256872847")
        .text("text", "Hi");
    assert_bare(
        send(&simulator, stranger).send().await.unwrap(),
        401,
        "session",
    )
    .await;

    let post = || simulator.post(PATH).header("X-USER-TOKEN", TOKEN);
    let json = json!({"session": SESSION, "identity": "85256872847", "text": "Hi"});
    assert_bare(
        post().json(&json).send().await.unwrap(),
        415,
        "multipart/form-data",
    )
    .await;
    let broken = post()
        .header("content-type", "multipart/form-data; boundary=x")
        .body("--y");
    assert_bare(broken.send().await.unwrap(), 400, "the form cannot be read").await;
    let get = simulator
        .get(PATH)
        .header("X-USER-TOKEN", TOKEN)
        .send()
        .await;
    assert_bare(get.unwrap(), 405, "method").await;
    let elsewhere = simulator
        .post("/islash/api/public/schedule-message")
        .send()
        .await;
    assert_bare(elsewhere.unwrap(), 404, "no such path").await;
}
