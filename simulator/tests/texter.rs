//! Texter takes what help.texterchat.com allows.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, body, keys, long, texter::*, with};
use serde_json::{Value, json};

async fn messages(simulator: &Simulator, message: &Value) -> Vec<Value> {
    let answer = simulator.texter(message).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{message}");
    let answer = body(answer).await;
    assert_eq!(keys(&answer), ["success", "messages"]);
    assert_eq!(answer["success"], true);
    answer["messages"].as_array().unwrap().clone()
}

#[tokio::test]
async fn answers_the_example_in_its_shape() {
    let simulator = Simulator::start().await;
    let messages = messages(&simulator, &text()).await;
    let [message] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    let shape = [
        "_id",
        "chatChannelInfo",
        "channelInfo",
        "direction",
        "parent_chat",
        "status",
        "statusHistory",
        "text",
        "timestamp",
        "type",
        "updatedAt",
    ];
    assert_eq!(keys(message), shape);
    let channel = json!({"name": "whatsapp", "id": "14155552671", "accountId": "14155550100"});
    assert_eq!(message["chatChannelInfo"], channel);
    assert_eq!(message["_id"].as_str().unwrap().len(), 24);
    assert!(
        message["channelInfo"]["id"]
            .as_str()
            .unwrap()
            .starts_with("wamid.")
    );
    assert_eq!(message["direction"], "outgoing");
    assert_eq!(message["parent_chat"], "67a87067aeedqdee1271ck4d");
    assert_eq!(message["status"], 0);
    assert_eq!(message["text"], "Hey there!");
    assert_eq!(message["type"], "text");
    assert_eq!(
        message["statusHistory"],
        json!([{"status": 0, "timestamp": message["timestamp"]}])
    );
    assert!(message["timestamp"].as_u64().unwrap() > 1_600_000_000_000);
    assert!(message["updatedAt"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn takes_every_kind() {
    let simulator = Simulator::start().await;
    for (message, key) in [
        (media(), "media"),
        (buttons(), "buttons"),
        (list(), "list"),
        (contacts(), "contacts"),
    ] {
        let messages = messages(&simulator, &message).await;
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0][key], message[key]);
    }
    assert_eq!(
        messages(&simulator, &location()).await[0]["type"],
        "location"
    );
    let album = messages(&simulator, &album()).await;
    assert_eq!(album.len(), 3);
    assert_eq!(album[1]["media"][0]["fileId"], "f-2");
    assert_ne!(album[0]["_id"], album[1]["_id"]);
}

#[tokio::test]
async fn takes_what_lies_just_within_the_limits() {
    let simulator = Simulator::start().await;
    let item = json!({"mediaType": "video", "url": "https://example.com/1.mp4"});
    let as_text = json!({"latitude": "37.7", "longitude": "-122"});
    for message in [
        with(&text(), "/text", Some(long(4096))),
        with(&text(), "/tmpSendId", Some(json!("mine-1"))),
        with(&text(), "/context", Some(json!("wamid.HBgM"))),
        with(&media(), "/media", Some(vec![item; 10].into())),
        with(&media(), "/media/0/caption", Some(long(1024))),
        with(&buttons(), "/text", Some(long(1024))),
        with(&buttons(), "/buttons/0/title", Some(long(20))),
        with(&buttons(), "/buttons/0/payload", Some(long(256))),
        with(&list(), "/text", Some(long(4096))),
        with(&list(), "/list/sections/0/rows/0/title", Some(long(24))),
        with(
            &list(),
            "/list/sections/0/rows/0/description",
            Some(long(72)),
        ),
        with(&location(), "/location", Some(as_text)),
    ] {
        let answer = simulator.texter(&message).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{message}");
    }
}
