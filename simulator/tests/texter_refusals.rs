//! Texter refuses with a bare status: no error shape is documented.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, assert_bare, long, texter::*, with};
use serde_json::{Value, json};

const TOKEN: &str = "sim-texter-token-c4b1";

const SEND: &str = "/texter/server/api/v2/messages/send";

/// A body, where to change it, and what is said of it.
type Case = (Value, &'static str, Option<Value>, &'static str);

fn refused_messages() -> Vec<Case> {
    let item = json!({"mediaType": "image", "url": "https://example.com/1.jpg"});
    vec![
        (text(), "/type", None, "type: is required"),
        (
            text(),
            "/type",
            Some(json!("sticker")),
            "type: must be one of",
        ),
        (text(), "/text", None, "text: is required"),
        (text(), "/text", Some(json!("")), "text: has 0 characters"),
        (
            text(),
            "/text",
            Some(long(4097)),
            "text: has 4097 characters",
        ),
        (text(), "/text", Some(json!(1)), "text: must be a string"),
        (
            text(),
            "/colour",
            Some(json!(1)),
            "colour: is not a documented field",
        ),
        (
            text(),
            "/media",
            Some(json!([])),
            "media: is not a documented field",
        ),
        (
            text(),
            "/tmpSendId",
            Some(json!(7)),
            "tmpSendId: must be a string",
        ),
        (
            text(),
            "/tmpSendId",
            Some(Value::Null),
            "tmpSendId: must be a string",
        ),
        (
            text(),
            "/context",
            Some(json!("6909177d962e17ab30000000")),
            "context: must be the provider's",
        ),
        (media(), "/media", None, "media: is required"),
        (media(), "/media", Some(json!([])), "media: has 0 entries"),
        (
            media(),
            "/media",
            Some(vec![item; 11].into()),
            "media: has 11 entries",
        ),
        (
            media(),
            "/media/0/mediaType",
            None,
            "media.0.mediaType: is required",
        ),
        (
            media(),
            "/media/0/mediaType",
            Some(json!("sticker")),
            "media.0.mediaType: must be one of",
        ),
        (
            media(),
            "/media/0/mediaType",
            Some(json!("audio")),
            "media.0.caption: audio has no caption",
        ),
        (
            media(),
            "/media/0/url",
            None,
            "media.0.url: either url or fileId",
        ),
        (
            media(),
            "/media/0/fileId",
            Some(json!("f")),
            "media.0.url: either url or fileId",
        ),
        (
            media(),
            "/media/0/url",
            Some(json!("1.jpg")),
            "media.0.url: is no http",
        ),
        (
            media(),
            "/media/0/caption",
            Some(long(1025)),
            "media.0.caption: has 1025",
        ),
        (
            media(),
            "/media/0",
            Some(json!("x")),
            "media.0: must be an object",
        ),
    ]
}

fn refused_others() -> Vec<Case> {
    let button = |n: usize| json!({"title": n.to_string(), "payload": "p"});
    let rows: Value = (0..11)
        .map(|_| json!({"title": "t", "payload": "p"}))
        .collect();
    let row = "/list/sections/0/rows/0";
    vec![
        (buttons(), "/buttons", None, "buttons: is required"),
        (
            buttons(),
            "/buttons",
            Some((0..4).map(button).collect()),
            "buttons: has 4 entries",
        ),
        (buttons(), "/text", None, "text: is required"),
        (
            buttons(),
            "/text",
            Some(long(1025)),
            "text: has 1025 characters",
        ),
        (
            buttons(),
            "/buttons/0/title",
            Some(long(21)),
            "buttons.0.title: has 21",
        ),
        (
            buttons(),
            "/buttons/1/title",
            Some(json!("Yes")),
            "buttons.1.title: is on another",
        ),
        (
            buttons(),
            "/buttons/0/id",
            Some(json!("x")),
            "buttons.0.id: is not a documented",
        ),
        (
            buttons(),
            "/header",
            Some(json!({"text": "x"})),
            "header: is not a documented",
        ),
        (list(), "/list", None, "list: is required"),
        (list(), "/list/button", None, "list.button: is required"),
        (
            list(),
            "/list/button",
            Some(json!({"text": "Open"})),
            "list.button: must be a string",
        ),
        (
            list(),
            "/list/sections/0/title",
            None,
            "list.sections.0.title: is required",
        ),
        (
            list(),
            "/list/sections/0/rows",
            Some(rows),
            "list.sections.0.rows: has 11 entries",
        ),
        (
            list(),
            row,
            Some(json!({"id": "1", "text": "One"})),
            "rows.0.id: is not a documented",
        ),
        (
            list(),
            "/list/footer",
            Some(json!("x")),
            "list.footer: is not a documented",
        ),
        (
            contacts(),
            "/contacts",
            Some(json!([])),
            "contacts: has 0 entries",
        ),
        (
            contacts(),
            "/contacts/0/name",
            None,
            "contacts.0.name: is required",
        ),
        (
            contacts(),
            "/contacts/0/name/formatted_name",
            None,
            "formatted_name: is required",
        ),
        (
            contacts(),
            "/contacts/0/phones",
            Some(json!(["+1"])),
            "phones.0: must be an object",
        ),
        (
            contacts(),
            "/contacts/0/birthday",
            Some(json!("10/12/1990")),
            "birthday: must be",
        ),
        (
            location(),
            "/location/latitude",
            None,
            "location.latitude: is required",
        ),
        (
            location(),
            "/location/latitude",
            Some(json!(91)),
            "location.latitude: must be degrees",
        ),
        (
            location(),
            "/location/longitude",
            Some(json!("x")),
            "location.longitude: must be",
        ),
        (
            location(),
            "/text",
            Some(json!("x")),
            "text: is not a documented field",
        ),
    ]
}

#[tokio::test]
async fn refuses_with_a_bare_status() {
    let simulator = Simulator::start().await;
    for (base, pointer, value, wrong) in [refused_messages(), refused_others()].concat() {
        let message = with(&base, pointer, value);
        let answer = simulator.texter(&message).send().await.unwrap();
        assert_bare(answer, 400, wrong).await;
    }
}

#[tokio::test]
async fn refuses_strangers_unknown_chats_and_other_bodies() {
    let simulator = Simulator::start().await;
    let known = format!("{SEND}/67a87067aeedqdee1271ck4d");
    let answer = simulator.post(&known).json(&text()).send().await.unwrap();
    assert_bare(answer, 401, "bearer token").await;
    let answer = simulator
        .post(&known)
        .bearer_auth("x")
        .json(&text())
        .send()
        .await;
    assert_bare(answer.unwrap(), 401, "bearer token").await;
    let post = |path: &str| simulator.post(path).bearer_auth(TOKEN);
    let unknown = format!("{SEND}/%2B14155552671");
    let answer = post(&unknown).json(&text()).send().await.unwrap();
    assert_bare(answer, 404, "no such chat").await;
    let plain = post(&known).header("content-type", "text/plain").body("{}");
    assert_bare(plain.send().await.unwrap(), 415, "application/json").await;
    let broken = post(&known)
        .header("content-type", "application/json")
        .body("{");
    assert_bare(broken.send().await.unwrap(), 400, "cannot be read").await;
    let array = post(&known).json(&json!([]));
    assert_bare(array.send().await.unwrap(), 400, "must be an object").await;
    let get = simulator
        .get(&known)
        .bearer_auth(TOKEN)
        .send()
        .await
        .unwrap();
    assert_bare(get, 405, "method").await;
    let elsewhere = post("/texter/server/api/v2/chats/x/messages").send().await;
    assert_bare(elsewhere.unwrap(), 404, "no such path").await;
}
