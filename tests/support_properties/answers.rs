//! Answers: any at all, and those of the providers' documents, damaged.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use sessage::json::Json;
use sessage::provider::Answer;
use sessage::url::encode;

use super::promises::answer::Setup;
use super::trees;

const WORDS: &[&str] = &[
    "meta",
    "code",
    "message",
    "data",
    "id",
    "sid",
    "conversation_id",
    "status",
    "sent_at",
    "RESP_OKAY",
    "pending",
    "read",
    "success",
    "messages",
    "_id",
    "channelInfo",
    "parent_chat",
    "timestamp",
    "error",
    "type",
    "ERROR_TYPE_DEADLINE_EXCEEDED",
    "ERROR_CODE_BUSINESS_REACHED_LIMITS",
    "errcode",
    "errmsg",
    "msg_id",
    "session_id",
    "invalid_param_list",
    "duplicate_field_list",
    "field",
    "username or password",
    "access_token",
    "refresh_token",
    "access_token_expire_time",
    "refresh_token_expire_time",
    "131047",
    "130429",
    "16044441111",
    "total",
    "value",
];

/// The documented answers: tokens and chats that lead on, successes, failures.
const DOCUMENTED: &[&str] = &[
    r#"{"meta":{"code":"RESP_OKAY","message":"Success"},"data":{"message":{"id":9126,"conversation_id":246,"status":"sent","sid":"gBGGhSlIRoQvAgk","sent_at":1700000000,"body":null}}}"#,
    r#"{"meta":{"code":"RESP_FAIL","message":"Nope"}}"#,
    r#"{"id":"01FPW47QF69Y5JZH24605VAKQB"}"#,
    r#"{"message":"m","type":"ERROR_TYPE_INVALID_REQUEST","code":"ERROR_CODE_MESSAGE_TEXT_EMPTY","userTitle":"","details":{}}"#,
    r#"{"message":"m","type":"ERROR_TYPE_DEADLINE_EXCEEDED"}"#,
    r#"{"success":true,"messages":[{"_id":"6909","channelInfo":{"id":"wamid.A"},"parent_chat":"67a8","status":0,"timestamp":1700000000000}]}"#,
    r#"{"success":false,"error":"Recipient unsubscribed from template messages on 2025-11-30"}"#,
    r#"{"success":true,"text":"Hello","sentAsSessionMessage":false,"messageId":"wamid.B"}"#,
    r#"{"meta":{"code":"RESP_OKAY"},"data":{"stickers":[{"id":66,"name":"smile","type":"image/webp","width":"512","height":512}]}}"#,
    r#"{"meta":{"code":"RESP_OKAY"},"data":{"templates":[{"id":19,"name":"t","language":"en","components":[{"type":"BODY","text":"Hello {{1}}"}]}]}}"#,
    r#"{"errcode":0,"errmsg":"SUCCESS","list":[{"id":"f1","name":"a.jpg","uri":"20250725/f1","type":"image/jpeg","size":5}]}"#,
    r#"{"data":[{"_id":"67a8","channelInfo":{"name":"whatsapp","id":"16044441111","accountId":"1"}}],"total":1}"#,
    r#"{"data":[],"total":0}"#,
    r#"{"errcode":0,"errmsg":"SUCCESS","msg_id":10273,"session_id":3077}"#,
    r#"{"errcode":10004,"errmsg":"TOKEN EXPIRED"}"#,
    r#"{"errcode":2,"errmsg":"PROCESSING","msg_id":1}"#,
    r#"{"errcode":-1,"errmsg":"FAILURE","invalid_param_list":[{"field":"username or password","value":"error"}]}"#,
    r#"{"errcode":0,"errmsg":"SUCCESS","access_token_expire_time":1800,"access_token":"acc-1","refresh_token_expire_time":86400,"refresh_token":"ref-1"}"#,
    r#"{"errcode":0,"errmsg":"SUCCESS","access_token_expire_time":0,"access_token":"acc-2","refresh_token_expire_time":86400,"refresh_token":"ref-2"}"#,
    r#"{"error":{"message":"(#131047) Re-engagement message","code":131047}}"#,
    "<html><body>502 Bad Gateway</body></html>",
    "",
];

/// One to seven answers to a send, which echo its secrets at times.
pub fn to(setup: &'static Setup) -> BoxedStrategy<Vec<Answer>> {
    vec(one(setup), 1..8).boxed()
}

fn one(setup: &'static Setup) -> BoxedStrategy<Answer> {
    let status = prop_oneof![
        8 => Just(200_u16),
        1 => Just(201_u16),
        2 => select(&[0_u16, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503][..]),
        2 => 0..600_u16,
    ];
    let location = prop_oneof![
        Just("https://x.example/y".to_owned()),
        "\\PC{0,20}",
        echo(setup)
    ];
    (
        status,
        weighted(0.2, header()),
        weighted(0.2, location),
        text(setup),
    )
        .prop_map(|(status, retry_after, location, text)| Answer {
            status,
            retry_after,
            location,
            text,
            echoes: Vec::new(),
        })
        .boxed()
}

fn header() -> BoxedStrategy<String> {
    let known = select(
        &[
            "0",
            "2",
            "99999999999999999999",
            "-1",
            "Sun, 06 Nov 1994 08:49:37 GMT",
        ][..],
    );
    prop_oneof![known.prop_map(str::to_owned), "\\PC{0,30}"].boxed()
}

fn text(setup: &'static Setup) -> BoxedStrategy<String> {
    let documented = select(DOCUMENTED).prop_filter_map("JSON", |text| Json::parse(text).ok());
    let echoing = trees::damaged(documented, WORDS);
    prop_oneof![
        5 => select(DOCUMENTED).prop_map(str::to_owned),
        4 => echoing.clone().prop_map(|tree| tree.to_string()),
        5 => (echoing, echo(setup), any::<prop::sample::Index>())
            .prop_map(|(tree, echo, at)| with_echo(tree, &echo, at).to_string()),
        2 => trees::of(WORDS).prop_map(|tree| tree.to_string()),
        1 => ("\\PC{0,20}", echo(setup), "\\PC{0,20}").prop_map(|(a, b, c)| format!("{a}{b}{c}")),
        1 => (select(DOCUMENTED), any::<prop::sample::Index>()).prop_map(|(text, at)| {
            text.get(..at.index(text.len() + 1)).unwrap_or_default().to_owned()
        }),
    ]
    .boxed()
}

/// A secret as a provider may give it back: alone, within words, or percent-encoded.
fn echo(setup: &'static Setup) -> BoxedStrategy<String> {
    (select(setup.secrets()), 0..3_u8)
        .prop_map(|(secret, form)| match form {
            0 => secret,
            1 => format!("the value {secret} is wrong"),
            _ => format!("/x?token={}&y=1", encode(&secret)),
        })
        .boxed()
}

/// The tree with one of its texts or numbers replaced.
fn with_echo(mut tree: Json, echo: &str, at: prop::sample::Index) -> Json {
    let mut leaves = Vec::new();
    collect(&mut tree, &mut leaves);
    if !leaves.is_empty() {
        let index = at.index(leaves.len());
        *leaves.swap_remove(index) = Json::from(echo);
    }
    tree
}

fn collect<'a>(tree: &'a mut Json, leaves: &mut Vec<&'a mut Json>) {
    match tree {
        Json::Array(items) => items.iter_mut().for_each(|item| collect(item, leaves)),
        Json::Object(members) => members
            .iter_mut()
            .for_each(|(_, member)| collect(member, leaves)),
        leaf => leaves.push(leaf),
    }
}
