//! Yeastar takes and refuses messages, by help.yeastar.com.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, assert_bare, body, keys, long, with, yeastar::*};
use serde_json::{Value, json};

async fn answer(simulator: &Simulator, message: &Value) -> Value {
    let answer = simulator.yeastar(message).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    body(answer).await
}

#[tokio::test]
async fn answers_the_examples_in_their_shape() {
    let simulator = Simulator::start().await;
    let first = answer(&simulator, &image()).await;
    assert_eq!(keys(&first), ["errcode", "errmsg", "msg_id", "session_id"]);
    let expected = json!({"errcode": 0, "errmsg": "SUCCESS", "msg_id": 10273, "session_id": 3077});
    assert_eq!(first, expected);
    // The second example declares no content type.
    let path = format!("{API}/message/send?access_token=sim-yeastar-access-2ab9");
    let bare = simulator
        .post(&path)
        .body(tagged().to_string())
        .send()
        .await
        .unwrap();
    let expected = json!({"errcode": 0, "errmsg": "SUCCESS", "msg_id": 10274, "session_id": 3069});
    assert_eq!(body(bare).await, expected);
}

#[tokio::test]
async fn starts_a_session_once_for_a_number() {
    let simulator = Simulator::start().await;
    let first = answer(&simulator, &started()).await;
    assert_eq!(first["errcode"], 0, "{first}");
    let spelled = with(&started(), "/to", Some(json!("+1 (415) 555-2671")));
    let second = answer(&simulator, &spelled).await;
    assert_eq!(second["session_id"], first["session_id"]);
    let other = with(&started(), "/to", Some(json!("1003*#")));
    let third = answer(&simulator, &other).await;
    assert_eq!(third["errcode"], 0, "{third}");
    assert_ne!(third["session_id"], first["session_id"]);
    let within = with(&tagged(), "/session_id", Some(first["session_id"].clone()));
    assert_eq!(
        answer(&simulator, &within).await["session_id"],
        first["session_id"]
    );
}

#[tokio::test]
async fn takes_what_lies_just_within_the_limits() {
    let simulator = Simulator::start().await;
    let only_uri = json!([{"uri": "20250725/65a7872eedb341068369fe67664e0fa1"}]);
    for message in [
        with(&image(), "/msg_kind", None),
        with(&image(), "/msg_type", None),
        with(&image(), "/files", Some(only_uri)),
        with(&image(), "/request_id", Some(long(127))),
        with(&tagged(), "/msg_body", Some(long(4096))),
        with(&tagged(), "/tag", Some(json!("HUMAN_AGENT"))),
        with(&started(), "/sender_no", Some(json!("api"))),
        with(&started(), "/sender_no", Some(json!(""))),
    ] {
        let answer = answer(&simulator, &message).await;
        assert_eq!(answer["errcode"], 0, "{message}: {answer}");
    }
}

#[tokio::test]
async fn names_every_refused_parameter() {
    let simulator = Simulator::start().await;
    let file = json!({"uri": "a/b"});
    let long_id = long(128);
    let cases = [
        (image(), "/sender_type", None, "sender_type", json!("")),
        (
            image(),
            "/sender_type",
            Some(json!(2)),
            "sender_type",
            json!("2"),
        ),
        (
            image(),
            "/sender_type",
            Some(json!("1")),
            "sender_type",
            json!("1"),
        ),
        (image(), "/sender_no", None, "sender_no", json!("")),
        (
            image(),
            "/sender_no",
            Some(json!(1003)),
            "sender_no",
            json!("1003"),
        ),
        (
            started(),
            "/sender_no",
            Some(json!("1003")),
            "sender_no",
            json!("1003"),
        ),
        (
            image(),
            "/session_id",
            Some(json!("3077")),
            "session_id",
            json!("3077"),
        ),
        (image(), "/msg_kind", Some(json!(2)), "msg_kind", json!("2")),
        (image(), "/msg_type", Some(json!(4)), "msg_type", json!("4")),
        (image(), "/files", None, "msg_body", json!("")),
        (image(), "/files", Some(json!([])), "files", json!("[]")),
        (
            image(),
            "/files",
            Some(json!([file, file])),
            "files",
            json!(r#"[{"uri":"a/b"},{"uri":"a/b"}]"#),
        ),
        (image(), "/files/0/uri", None, "files.0.uri", json!("")),
        (
            image(),
            "/files/0/size",
            Some(json!("88555")),
            "files.0.size",
            json!("88555"),
        ),
        (
            image(),
            "/files/0/url",
            Some(json!("x")),
            "files.0.url",
            json!("x"),
        ),
        (
            image(),
            "/request_id",
            Some(long_id.clone()),
            "request_id",
            long_id,
        ),
        (
            image(),
            "/colour",
            Some(json!("red")),
            "colour",
            json!("red"),
        ),
        (
            tagged(),
            "/msg_body",
            Some(json!("")),
            "msg_body",
            json!(""),
        ),
        (
            tagged(),
            "/msg_body",
            Some(long(4097)),
            "msg_body",
            long(4097),
        ),
        (
            tagged(),
            "/tag",
            Some(json!("PROMOTION")),
            "tag",
            json!("PROMOTION"),
        ),
        (started(), "/channel", None, "channel", json!("")),
        (
            started(),
            "/channel",
            Some(json!("telegraph")),
            "channel",
            json!("telegraph"),
        ),
        (started(), "/did_number", None, "did_number", json!("")),
        (started(), "/to", None, "to", json!("")),
        (
            started(),
            "/to",
            Some(json!("tel:+1415")),
            "to",
            json!("tel:+1415"),
        ),
        (started(), "/to", Some(json!("1+415")), "to", json!("1+415")),
    ];
    for (base, pointer, value, field, shown) in cases {
        let message = with(&base, pointer, value);
        let answer = answer(&simulator, &message).await;
        let list = json!([{"field": field, "value": shown}]);
        let expected = json!({
            "errcode": 40002,
            "errmsg": "PARAMETER ERROR",
            "invalid_param_list": list,
        });
        assert_eq!(answer, expected, "{message}");
    }
    let two = json!({"sender_type": 9, "session_id": 3077, "colour": 1});
    let answer = answer(&simulator, &two).await;
    let list = answer["invalid_param_list"].as_array().unwrap();
    let fields: Vec<&Value> = list.iter().map(|entry| &entry["field"]).collect();
    assert_eq!(fields, ["colour", "msg_body"]);
}

#[tokio::test]
async fn refuses_what_it_does_not_have() {
    let simulator = Simulator::start().await;
    let session = with(&tagged(), "/session_id", Some(json!(1)));
    let did = with(&started(), "/did_number", Some(json!("+15550000000")));
    let file = with(&image(), "/files/0/uri", Some(json!("20250725/f-00af")));
    for message in [session, did, file] {
        let expected = json!({"errcode": 60001, "errmsg": "DATA NOT FOUND"});
        assert_eq!(answer(&simulator, &message).await, expected);
    }
    let path = |path: &str| format!("{path}?access_token=sim-yeastar-access-2ab9");
    for (path, code) in [
        (path("/yeastar/openapi/v1.0/message/sent"), 10001),
        (path("/yeastar/openapi/v9.0/message/send"), 10003),
    ] {
        let answer = simulator.post(&path).json(&tagged()).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(body(answer).await["errcode"], code);
    }
    let send = path("/yeastar/openapi/v1.0/message/send");
    let get = body(simulator.get(&send).send().await.unwrap()).await;
    assert_eq!(get["errcode"], 10001);
    let outside = simulator
        .post("/yeastar/message/send")
        .send()
        .await
        .unwrap();
    assert_bare(outside, 404, "no such path").await;
    for broken in [
        simulator.post(&send).body("{"),
        simulator.post(&send).json(&json!([])),
    ] {
        let expected = json!({"errcode": 40001, "errmsg": "PARAMETER SYNTAX ERROR"});
        assert_eq!(body(broken.send().await.unwrap()).await, expected);
    }
    let nameless = simulator
        .post(&send)
        .header("user-agent", "")
        .json(&tagged());
    assert_eq!(body(nameless.send().await.unwrap()).await["errcode"], -1);
}
