//! Texter finds chats, by help.texterchat.com/api-reference/chats/search-chats.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, assert_bare, body, keys};
use serde_json::{Value, json};

const TOKEN: &str = "sim-texter-token-c4b1";

const SEARCH: &str = "/texter/server/api/v2/chats/search";

async fn found(simulator: &Simulator, query: &str) -> (Vec<String>, Value) {
    let path = format!("{SEARCH}?{query}");
    let answer = simulator
        .get(&path)
        .bearer_auth(TOKEN)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200, "{query}");
    let answer = body(answer).await;
    assert_eq!(keys(&answer), ["data", "total"]);
    let chats = answer["data"].as_array().unwrap();
    let ids = chats
        .iter()
        .map(|chat| chat["_id"].as_str().unwrap().to_owned());
    (ids.collect(), answer["total"].clone())
}

#[tokio::test]
async fn finds_chats() {
    let simulator = Simulator::start().await;
    let one = ["67a87067aeedqdee1271ck4d"];
    for query in [
        "search=14155552671",
        "search=%2B14155552671&limit=2",
        "search=ada",
    ] {
        let (ids, total) = found(&simulator, query).await;
        assert_eq!(ids, one, "{query}");
        assert_eq!(total, 1);
    }
    let both = ["67c0a1f58b24880cc9670002", "67c0a1f58b24880cc9670003"];
    assert_eq!(found(&simulator, "search=85256872847").await.0, both);
    let (ids, total) = found(&simulator, "search=85256872847&limit=1").await;
    assert_eq!((ids.len(), total), (1, json!(2)));
    let query = "search=85256872847&channel[name]=whatsapp&channel[accountId]=14155550101";
    assert_eq!(found(&simulator, query).await.0, both[1..]);
    assert_eq!(
        found(&simulator, "search=85256872847&statuses[]=ASSIGNED")
            .await
            .0,
        both[..1]
    );
    assert_eq!(
        found(&simulator, "search=99999999").await,
        (vec![], json!(0))
    );
    let (all, total) = found(&simulator, "").await;
    assert_eq!((all.len(), total), (6, json!(6)));
    let (rest, total) = found(&simulator, "skip=2&limit=3").await;
    assert_eq!((rest.as_slice(), total), (&all[2..5], json!(6)));
    assert_eq!(found(&simulator, "skip=6").await, (vec![], json!(6)));

    let path = format!("{SEARCH}?search=14155552671");
    let answer = body(
        simulator
            .get(&path)
            .bearer_auth(TOKEN)
            .send()
            .await
            .unwrap(),
    )
    .await;
    let channel = json!({"name": "whatsapp", "id": "14155552671", "accountId": "14155550100"});
    let chat = &answer["data"][0];
    assert_eq!(chat["channelInfo"], channel);
    for field in ["title", "channel", "entityPhone", "clientPhoneE164"] {
        assert!(chat[field].is_string(), "{field}");
    }
    assert!(chat["last_message_timestamp"].as_u64() > Some(1_600_000_000_000));
    assert!(chat["status"].is_u64() && chat["unreadCount"].is_u64());
    assert!(chat["updatedAt"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn refuses_searches() {
    let simulator = Simulator::start().await;
    let statuses = "statuses[]=BOT&".repeat(6);
    let labels = "labels[]=a&".repeat(101);
    for (query, wrong) in [
        ("search=1", "search: must have at least 2"),
        ("search=14&limit=0", "limit: must be"),
        ("search=14&limit=10001", "limit: must be"),
        ("search=14&limit=x", "limit: must be"),
        ("search=14&skip=-1", "skip: must be"),
        ("search=14&skip=x", "skip: must be"),
        ("search=14&statuses[]=TAKEN", "statuses[]: is no documented"),
        ("search=14&channel[name]=whatsapp", "only together"),
        (
            "search=14&channel[name]=fax&channel[accountId]=1",
            "channel[name]: is no documented",
        ),
        ("phone=14", "phone: is not a documented"),
        (&statuses, "too many"),
        (&labels, "too many"),
    ] {
        let path = format!("{SEARCH}?{query}");
        let answer = simulator
            .get(&path)
            .bearer_auth(TOKEN)
            .send()
            .await
            .unwrap();
        assert_bare(answer, 400, wrong).await;
    }
    let answer = simulator.get(SEARCH).send().await.unwrap();
    assert_bare(answer, 401, "bearer token").await;
}
