//! What the simulator knows: credentials, senders, chats, sessions and stickers.

use proptest::prelude::*;
use proptest::sample::select;
use sessage::json::{Json, Members};
use sessage::message::{Recipient, UploadedFile};
use sessage_simulator::credentials::{
    CONNECTLY_BUSINESS, CONNECTLY_KEY, CONNECTLY_SENDER, ISLASH_SESSION, ISLASH_TOKEN,
    TEXTER_CHATS, TEXTER_CLOSED_CHAT, TEXTER_TOKEN, TexterChat, YEASTAR_CLIENT, YEASTAR_DID,
    YEASTAR_FILES, YEASTAR_SECRET, YEASTAR_SESSIONS, YEASTAR_TOKEN,
};

/// Yeastar's channels, of all editions.
const YEASTAR_CHANNELS: &[&str] = &["whatsapp", "facebook", "livechat", "general", "twilio"];

/// A configuration that the simulator takes, the simulator being at `base`.
pub fn config(provider: &str) -> BoxedStrategy<Json> {
    let texts: Vec<String> = match provider {
        "islash" => vec![format!(
            r#"{{"provider":"islash","baseUrl":"BASE/islash/api/public","token":"{ISLASH_TOKEN}","session":"{ISLASH_SESSION}"}}"#
        )],
        "connectly" => ["", r#","from":"+1 (415) 111-1234""#]
            .map(|more| {
                format!(
                    r#"{{"provider":"connectly","baseUrl":"BASE/connectly/","businessId":"{CONNECTLY_BUSINESS}","apiKey":"{CONNECTLY_KEY}"{more}}}"#
                )
            })
            .to_vec(),
        "texter" => ["", r#","projectId":"p1""#]
            .map(|more| {
                format!(
                    r#"{{"provider":"texter","baseUrl":"BASE/texter/server/api/v2","token":"{TEXTER_TOKEN}"{more}}}"#
                )
            })
            .to_vec(),
        _ => yeastar_configs(),
    };
    select(texts)
        .prop_map(|text| Json::parse(&text).unwrap())
        .boxed()
}

fn yeastar_configs() -> Vec<String> {
    let access = [
        format!(r#""accessToken":"{YEASTAR_TOKEN}""#),
        format!(r#""clientId":"{YEASTAR_CLIENT}","clientSecret":"{YEASTAR_SECRET}""#),
    ];
    let senders = [
        "",
        r#","senderNo":"1000""#,
        r#","senderType":1,"senderNo":"1000""#,
        r#","senderType":9"#,
        r#","senderType":9,"senderNo":"api""#,
        r#","channel":"facebook""#,
        r#","userAgent":"My App/1.0""#,
    ];
    let mut texts = Vec::new();
    for access in &access {
        for sender in senders {
            texts.push(format!(
                r#"{{"provider":"yeastar","baseUrl":"BASE/yeastar","from":"{YEASTAR_DID}",{access}{sender}}}"#
            ));
        }
    }
    texts
}

/// The configuration with the simulator's address in it.
pub fn at(base: &str, config: &Json) -> Json {
    Json::parse(&config.to_string().replace("BASE", base)).unwrap()
}

/// A recipient.
pub fn recipient(provider: &str) -> BoxedStrategy<Recipient> {
    let phones = || e164().prop_map(Recipient::Phone);
    let chat = |ids: Vec<String>| {
        (select(ids), proptest::option::weighted(0.1, e164()))
            .prop_map(|(id, phone)| Recipient::Conversation { id, phone })
    };
    match provider {
        "islash" => phones().boxed(),
        "connectly" => prop_oneof![
            4 => phones(),
            1 => "[A-Z]{2}\\.[0-9A-Za-z]{1,30}".prop_map(Recipient::Bsuid),
        ]
        .boxed(),
        "texter" => prop_oneof![
            2 => chat(open_chats().map(|chat| chat.id.to_owned()).collect()),
            1 => texter_phone().prop_map(Recipient::Phone),
        ]
        .boxed(),
        _ => prop_oneof![
            2 => chat(YEASTAR_SESSIONS.map(|id| id.to_string()).to_vec()),
            1 => chat(vec!["003077".to_owned()]),
            2 => phones(),
            2 => "\\+?[0-9().*#-][0-9().*# -]{0,18}[0-9]".prop_map(Recipient::Phone),
        ]
        .boxed(),
    }
}

/// `+` and 7 to 15 digits, with or without what does not count.
fn e164() -> BoxedStrategy<String> {
    (
        "[1-9][0-9]{6,14}",
        select(&["", " ", "-", ".", "(", ") "][..]),
        0..7_usize,
    )
        .prop_map(|(digits, filler, at)| {
            let (before, after) = digits.split_at(at);
            format!("+{before}{filler}{after}")
        })
        .boxed()
}

/// The chats that take a session message.
fn open_chats() -> impl Iterator<Item = &'static TexterChat> {
    let chats = TEXTER_CHATS.iter();
    chats.filter(|chat| chat.id != TEXTER_CLOSED_CHAT)
}

/// A number that exactly one chat has.
fn texter_phone() -> BoxedStrategy<String> {
    let single: Vec<String> = open_chats()
        .map(|chat| chat.phone)
        .filter(|phone| {
            let same = TEXTER_CHATS.iter().filter(|chat| chat.phone == *phone);
            same.count() == 1
        })
        .flat_map(|phone| [phone.to_owned(), phone.replace("+1", "+1 (")])
        .collect();
    select(single).boxed()
}

/// A number to send from.
pub fn from(provider: &str) -> BoxedStrategy<Option<String>> {
    let known: &[&str] = match provider {
        "connectly" => &[CONNECTLY_SENDER, "+1 415 111-12.34"],
        "yeastar" => &[YEASTAR_DID],
        _ => &[],
    };
    often(known)
}

/// A channel.
pub fn channel(provider: &str) -> BoxedStrategy<Option<String>> {
    often(match provider {
        "connectly" => &["whatsapp"],
        "yeastar" => YEASTAR_CHANNELS,
        _ => &[],
    })
}

fn often(known: &'static [&'static str]) -> BoxedStrategy<Option<String>> {
    match known {
        [] => Just(None).boxed(),
        known => proptest::option::weighted(0.3, select(known).prop_map(str::to_owned)).boxed(),
    }
}

/// A message to quote.
pub fn quoted(provider: &str) -> BoxedStrategy<Option<String>> {
    match provider {
        "islash" => proptest::option::weighted(0.3, "[0-9]{1,20}").boxed(),
        "texter" => proptest::option::weighted(0.3, "wamid\\.[A-Za-z0-9+/=]{1,40}").boxed(),
        _ => Just(None).boxed(),
    }
}

/// A file that the provider has.
pub fn uploaded(provider: &str) -> BoxedStrategy<UploadedFile> {
    let named = |uri: &str| UploadedFile {
        uri: uri.to_owned(),
        ..UploadedFile::default()
    };
    match provider {
        "islash" => select(vec![
            named("66"),
            named("67"),
            UploadedFile {
                id: Some("66".to_owned()),
                ..named("any")
            },
        ])
        .boxed(),
        "texter" => "[!-~]{1,40}".prop_map(move |uri| named(&uri)).boxed(),
        _ => (
            select(&YEASTAR_FILES[..]),
            proptest::option::of("[a-f0-9]{1,32}"),
            proptest::option::of("\\PC{1,20}"),
            proptest::option::of(select(&["image/png", "video/mp4", ""][..])),
            proptest::option::of(0..=i64::MAX),
        )
            .prop_map(|(uri, id, name, kind, size)| UploadedFile {
                id,
                name,
                uri: uri.to_owned(),
                content_type: kind.map(str::to_owned),
                size,
            })
            .boxed(),
    }
}

/// Fields of the provider's own that its documents list.
pub fn options(provider: &str) -> BoxedStrategy<Members> {
    let listed: &[&str] = match provider {
        "islash" => &[
            r#"{"text":"another \"text\"\nof two lines"}"#,
            r#"{"quoted_message_id":9126}"#,
            r#"{"file_url":"https://e.com/x.png","text":"y"}"#,
        ],
        "connectly" => &[
            r#"{"campaignName":"Spring – 1"}"#,
            r#"{"callbackData":{"order":12345678901234567890,"tags":["a",null,true,1.50]}}"#,
        ],
        "texter" => &[r#"{"tmpSendId":"t-1"}"#, r#"{"context":"wamid.X=="}"#],
        _ => &[
            r#"{"request_id":"r-1"}"#,
            r#"{"whatsapp_msg_param":"{}"}"#,
            r#"{"msg_type":0}"#,
        ],
    };
    prop_oneof![
        8 => Just(Members::new()),
        2 => select(listed).prop_map(|text| match Json::parse(text).unwrap() {
            Json::Object(members) => members,
            _ => Members::new(),
        }),
    ]
    .boxed()
}
