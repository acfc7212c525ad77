//! Connectly refuses in the shape of docs.connectly.ai/messaging/error-codes.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, assert_bare, body, connectly::*, keys, long, with};
use serde_json::{Value, json};

const UNSPECIFIED: &str = "ERROR_CODE_UNSPECIFIED";

/// A body, where to change it, and the code it is refused with.
type Case = (Value, &'static str, Option<Value>, &'static str);

fn refused_ends() -> Vec<Case> {
    vec![
        (text(), "/recipient", None, UNSPECIFIED),
        (text(), "/message", None, UNSPECIFIED),
        (text(), "/colour", Some(json!("red")), UNSPECIFIED),
        (text(), "/message/colour", Some(json!("red")), UNSPECIFIED),
        (text(), "/message/text", Some(json!(7)), UNSPECIFIED),
        (text(), "/message", Some(json!("Hi")), UNSPECIFIED),
        (text(), "/campaignName", Some(json!(1)), UNSPECIFIED),
        (text(), "/callbackData", Some(long(513)), UNSPECIFIED),
        (text(), "/recipient/channelType", None, UNSPECIFIED),
        (text(), "/recipient/colour", Some(json!("red")), UNSPECIFIED),
        (
            text(),
            "/recipient/channelType",
            Some(json!("sms")),
            "ERROR_CODE_BUSINESS_MISSES_MATCHING_CHANNEL",
        ),
        (
            text(),
            "/recipient/id",
            Some(json!("16044441111")),
            "ERROR_CODE_PHONE_NUMBER_BAD_FORMAT",
        ),
        (
            text(),
            "/recipient/id",
            Some(json!("+1 604 444")),
            "ERROR_CODE_PHONE_NUMBER_BAD_FORMAT",
        ),
        (
            text(),
            "/recipient/id",
            Some(json!("+06044441111")),
            "ERROR_CODE_PHONE_NUMBER_BAD_FORMAT",
        ),
        (
            text(),
            "/recipient/id",
            Some(json!("")),
            "ERROR_CODE_PHONE_NUMBER_BAD_FORMAT",
        ),
        (
            text(),
            "/recipient/id",
            Some(json!("+14151111234")),
            "ERROR_CODE_MESSAGE_SELF_INVALID",
        ),
        (
            text(),
            "/sender/id",
            Some(json!("+14151119999")),
            "ERROR_CODE_INVALID_SENDER_ID",
        ),
        (text(), "/sender/channelType", None, UNSPECIFIED),
        (text(), "/sender", Some(json!("+14151111234")), UNSPECIFIED),
    ]
}

fn refused_contents() -> Vec<Case> {
    let item = "/message/attachments/0";
    let two = json!([
        {"type": "image", "url": "https://example.com/1.jpg"},
        {"type": "image", "url": "https://example.com/2.jpg"},
    ]);
    let number = "ERROR_CODE_MESSAGE_ATTACHMENTS_NUMBER_INVALID";
    vec![
        (
            text(),
            "/message/text",
            Some(json!("")),
            "ERROR_CODE_MESSAGE_TEXT_EMPTY",
        ),
        (text(), "/message/text", Some(long(4097)), UNSPECIFIED),
        (text(), "/message/text", None, UNSPECIFIED),
        (
            location(),
            "/message/text",
            Some(json!("Here")),
            UNSPECIFIED,
        ),
        (
            document(),
            "/message/text",
            Some(json!("Here")),
            UNSPECIFIED,
        ),
        (
            document(),
            "/message/location",
            Some(json!({"latitude": 1, "longitude": 1})),
            UNSPECIFIED,
        ),
        (document(), "/message/attachments", Some(two), number),
        (document(), "/message/attachments", Some(json!([])), number),
        (
            document(),
            item,
            Some(json!({"type": "image"})),
            "ERROR_CODE_MESSAGE_ATTACHMENT_EMPTY",
        ),
        (
            document(),
            "/message/attachments/0/url",
            Some(json!("document.pdf")),
            "ERROR_CODE_MESSAGE_ATTACHMENT_INVALID",
        ),
        (
            document(),
            "/message/attachments/0/type",
            Some(json!("sticker")),
            UNSPECIFIED,
        ),
        (
            document(),
            "/message/attachments/0/type",
            Some(json!("image")),
            UNSPECIFIED,
        ),
        (
            document(),
            "/message/attachments/0/caption",
            Some(long(1025)),
            UNSPECIFIED,
        ),
        (
            document(),
            item,
            Some(json!({"type": "audio", "url": "https://example.com/a.mp3", "caption": "A"})),
            UNSPECIFIED,
        ),
        (
            location(),
            "/message/location/latitude",
            Some(json!(90.5)),
            UNSPECIFIED,
        ),
        (
            location(),
            "/message/location/longitude",
            Some(json!("-122.4194")),
            UNSPECIFIED,
        ),
        (location(), "/message/location/longitude", None, UNSPECIFIED),
        (
            text(),
            "/message",
            Some(json!({"multiProductMessage": {}})),
            UNSPECIFIED,
        ),
    ]
}

fn refused_lists_and_buttons() -> Vec<Case> {
    let rows = |count: usize| -> Value {
        (0..count)
            .map(|n| json!({"id": n.to_string(), "text": "Row"}))
            .collect()
    };
    let section = "/message/listMessage/sections";
    let eleven = json!([{"title": "A", "rows": rows(6)}, {"title": "B", "rows": rows(5)}]);
    let media = json!({"attachment": {"type": "image", "url": "https://example.com/1.jpg"}});
    let button = "/message/replyButtonMessage/buttons";
    let four: Value = (0..4)
        .map(|n| json!({"id": "b", "text": n.to_string()}))
        .collect();
    let header = "/message/replyButtonMessage/header";
    vec![
        (
            list_as_printed(),
            "/campaignName",
            Some(json!("")),
            UNSPECIFIED,
        ),
        (list(), "/message/text", Some(long(4097)), UNSPECIFIED),
        (
            list(),
            "/message/listMessage/header",
            Some(media),
            UNSPECIFIED,
        ),
        (
            list(),
            "/message/listMessage/header/text",
            Some(long(61)),
            UNSPECIFIED,
        ),
        (
            list(),
            "/message/listMessage/button/text",
            Some(long(21)),
            UNSPECIFIED,
        ),
        (list(), "/message/listMessage/button", None, UNSPECIFIED),
        (list(), section, Some(eleven), UNSPECIFIED),
        (list(), section, Some(json!([])), UNSPECIFIED),
        (
            list(),
            "/message/listMessage/sections/0/title",
            None,
            UNSPECIFIED,
        ),
        (
            list(),
            "/message/listMessage/sections/0/title",
            Some(long(25)),
            UNSPECIFIED,
        ),
        (
            list(),
            "/message/listMessage/sections/0/rows/0/text",
            Some(long(25)),
            UNSPECIFIED,
        ),
        (
            list(),
            "/message/listMessage/sections/0/rows/0/description",
            Some(long(73)),
            UNSPECIFIED,
        ),
        (
            list(),
            "/message/listMessage/sections/0/rows/0/id",
            Some(long(201)),
            UNSPECIFIED,
        ),
        (
            list(),
            "/message/listMessage/sections/0/rows/0/title",
            Some(json!("x")),
            UNSPECIFIED,
        ),
        (buttons(), "/message/text", Some(long(1025)), UNSPECIFIED),
        (buttons(), "/message/text", None, UNSPECIFIED),
        (buttons(), button, Some(four), UNSPECIFIED),
        (buttons(), button, Some(json!([])), UNSPECIFIED),
        (
            buttons(),
            "/message/replyButtonMessage/buttons/1/text",
            Some(json!("Button 1")),
            UNSPECIFIED,
        ),
        (
            buttons(),
            "/message/replyButtonMessage/buttons/1/text",
            Some(long(21)),
            UNSPECIFIED,
        ),
        (
            buttons(),
            "/message/replyButtonMessage/buttons/1/id",
            Some(json!(" b2")),
            UNSPECIFIED,
        ),
        (
            buttons(),
            "/message/replyButtonMessage/buttons/1/id",
            Some(long(257)),
            UNSPECIFIED,
        ),
        (
            buttons(),
            "/message/replyButtonMessage/footer/text",
            Some(long(61)),
            UNSPECIFIED,
        ),
        (buttons(), header, Some(json!({})), UNSPECIFIED),
        (
            buttons(),
            header,
            Some(json!({"attachment": {"type": "audio", "url": "https://example.com/a.mp3"}})),
            UNSPECIFIED,
        ),
        (
            buttons(),
            "/message/listMessage",
            Some(json!({})),
            UNSPECIFIED,
        ),
    ]
}

#[tokio::test]
async fn refuses_in_the_documented_shape() {
    let simulator = Simulator::start().await;
    let cases = [
        refused_ends(),
        refused_contents(),
        refused_lists_and_buttons(),
    ]
    .concat();
    for (base, pointer, value, code) in cases {
        let message = with(&base, pointer, value);
        let answer = simulator.connectly(&message).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{pointer}: {message}");
        let answer = body(answer).await;
        let shape = [
            "message",
            "type",
            "code",
            "userTitle",
            "userMessage",
            "cntTraceId",
            "details",
        ];
        assert_eq!(keys(&answer), shape);
        assert_eq!(answer["code"], code, "{pointer}: {answer}");
        assert_eq!(answer["type"], "ERROR_TYPE_INVALID_REQUEST");
        assert_eq!(answer["details"], json!({}));
        assert!(answer["cntTraceId"].is_string());
    }
}

#[tokio::test]
async fn says_which_field_was_refused() {
    let simulator = Simulator::start().await;
    let cases = [
        (list_as_printed(), "message.text: is required"),
        (
            with(&text(), "/colour", Some(json!(1))),
            "colour: is not a documented field",
        ),
        (
            with(&document(), "/message/text", Some(json!("x"))),
            "message.text: is a second content",
        ),
    ];
    for (message, wrong) in cases {
        let answer = body(simulator.connectly(&message).send().await.unwrap()).await;
        assert_eq!(answer["message"], wrong);
    }
}

#[tokio::test]
async fn refuses_strangers_and_other_bodies() {
    let simulator = Simulator::start().await;
    let base = "/connectly/v1/businesses";
    let own = format!("{base}/0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00/send/messages");
    let other = format!("{base}/other/send/messages");
    let key = "sim-connectly-key-5d8e";
    for (path, key) in [(&own, ""), (&own, "wrong"), (&other, key)] {
        let request = simulator.post(path).header("x-api-key", key).json(&text());
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401, "{path} {key}");
        assert_eq!(body(answer).await["type"], "ERROR_TYPE_AUTHENTICATION");
    }
    let post = || simulator.post(&own).header("x-api-key", key);
    let plain = post()
        .header("content-type", "text/plain")
        .body(text().to_string());
    assert_eq!(plain.send().await.unwrap().status(), 400);
    let broken = post().header("content-type", "application/json").body("{");
    assert_eq!(broken.send().await.unwrap().status(), 400);
    let get = simulator
        .get(&own)
        .header("x-api-key", key)
        .send()
        .await
        .unwrap();
    assert_bare(get, 405, "POST").await;
    let elsewhere = simulator.post("/connectly/v2/x").send().await.unwrap();
    assert_bare(elsewhere, 404, "no such path").await;
}
