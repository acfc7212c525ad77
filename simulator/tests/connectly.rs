//! Connectly takes what docs.connectly.ai allows.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, body, connectly::*, keys, long, with};
use serde_json::{Value, json};

fn with_header(attachment: Value) -> Value {
    let header = json!({"attachment": attachment});
    with(
        &buttons(),
        "/message/replyButtonMessage/header",
        Some(header),
    )
}

#[tokio::test]
async fn takes_the_examples() {
    let simulator = Simulator::start().await;
    let video =
        json!({"type": "video", "url": "https://example.com/video.mp4", "caption": "Video!"});
    let image =
        json!({"type": "image", "url": "https://example.com/image.jpg", "caption": "Image!"});
    let audio = json!({"type": "audio", "url": "https://example.com/audio.mp3"});
    let image_header = json!({
        "type": "image",
        "url": "https://cdn.connectly.ai/26fa/26fa1308-d328-41c9-a6a1-d5f4225a3768",
    });
    let document_header = json!({
        "type": "document",
        "url": "https://www.w3.org/WAI/ER/tests/xhtml/testfiles/resources/pdf/dummy.pdf",
        "filename": "feeeelsss",
    });
    let mut ids = Vec::new();
    for example in [
        text(),
        attachment(image),
        attachment(video),
        attachment(audio),
        document(),
        location(),
        list(),
        buttons(),
        with_header(image_header),
        with_header(document_header),
    ] {
        let answer = simulator.connectly(&example).send().await.unwrap();
        assert_eq!(answer.status(), 201, "{example}");
        let answer = body(answer).await;
        assert_eq!(keys(&answer), ["id"]);
        let id = answer["id"].as_str().unwrap().to_owned();
        assert_eq!(id.len(), 26);
        assert!(!ids.contains(&id));
        ids.push(id);
    }
}

#[tokio::test]
async fn takes_what_lies_just_within_the_limits() {
    let simulator = Simulator::start().await;
    let rows = |count: usize| -> Value {
        (0..count)
            .map(|n| json!({"id": n.to_string(), "text": "Row"}))
            .collect()
    };
    let taken = [
        with(&text(), "/message/text", Some(long(4096))),
        with(&text(), "/sender", None),
        with(&text(), "/sender/name", Some(json!("Shop"))),
        with(
            &text(),
            "/recipient/id",
            Some(json!("US.13491208655302741918")),
        ),
        with(
            &text(),
            "/recipient/userId",
            Some(json!("US.13491208655302741918")),
        ),
        with(
            &text(),
            "/message/id",
            Some(json!("01FPW47QF69Y5JZH24605VAKQB")),
        ),
        with(&text(), "/message/isEcho", Some(json!(false))),
        with(&text(), "/campaignName", Some(json!("spring"))),
        // 1024 bytes; the quotation marks around them do not count.
        with(&text(), "/callbackData", Some(long(512))),
        with(
            &document(),
            "/message/attachments/0/caption",
            Some(long(1024)),
        ),
        with(
            &location(),
            "/message/location",
            Some(json!({"latitude": -90, "longitude": 180})),
        ),
        with(&list(), "/message/text", Some(long(4096))),
        with(
            &list(),
            "/message/listMessage/button/id",
            Some(json!("open")),
        ),
        with(
            &list(),
            "/message/listMessage/sections",
            Some(json!([{"rows": rows(10)}])),
        ),
        with(&buttons(), "/message/text", Some(long(1024))),
        with(
            &buttons(),
            "/message/replyButtonMessage/footer/text",
            Some(long(60)),
        ),
        with(
            &buttons(),
            "/message/replyButtonMessage/buttons/0/text",
            Some(long(20)),
        ),
        with(
            &buttons(),
            "/message/replyButtonMessage/buttons/0/id",
            Some(long(256)),
        ),
        example(json!({"singleProductMessage": {
            "footer": {"text": "Footer"},
            "catalogId": "1",
            "productItem": {"productRetailerId": "2"},
        }})),
    ];
    for message in taken {
        let answer = simulator.connectly(&message).send().await.unwrap();
        assert_eq!(answer.status(), 201, "{message}");
    }
}
