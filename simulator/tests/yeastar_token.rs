//! Yeastar gives, refreshes and ends access tokens, by help.yeastar.com.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, body, keys, yeastar::*};
use serde_json::{Value, json};

/// A call that is expected to give this code.
async fn code(simulator: &Simulator, path: &str, message: &Value) -> Value {
    let answer = simulator
        .post(&format!("{API}{path}"))
        .json(message)
        .send()
        .await;
    body(answer.unwrap()).await["errcode"].clone()
}

async fn token(simulator: &Simulator) -> Value {
    let credentials = json!({
        "username": "sim-yeastar-client",
        "password": "sim-yeastar-secret-8e07",
    });
    let path = format!("{API}/get_token");
    body(
        simulator
            .post(&path)
            .json(&credentials)
            .send()
            .await
            .unwrap(),
    )
    .await
}

fn sending_with(token: &Value) -> String {
    format!("/message/send?access_token={}", token.as_str().unwrap())
}

#[tokio::test]
async fn gives_refreshes_and_ends_tokens() {
    let simulator = Simulator::start().await;
    let pair = token(&simulator).await;
    let shape = [
        "errcode",
        "errmsg",
        "access_token_expire_time",
        "access_token",
        "refresh_token_expire_time",
        "refresh_token",
    ];
    assert_eq!(keys(&pair), shape);
    assert_eq!(pair["access_token_expire_time"], 1800);
    assert_eq!(pair["refresh_token_expire_time"], 86400);
    let first = sending_with(&pair["access_token"]);
    assert_eq!(code(&simulator, &first, &tagged()).await, 0);

    let path = format!("{API}/refresh_token");
    let old = json!({"refresh_token": pair["refresh_token"]});
    let new = body(simulator.post(&path).json(&old).send().await.unwrap()).await;
    assert_eq!(keys(&new), shape);
    assert_ne!(new["refresh_token"], pair["refresh_token"]);
    assert_eq!(code(&simulator, "/refresh_token", &old).await, 10004);
    assert_eq!(code(&simulator, &first, &tagged()).await, 10004);
    let second = sending_with(&new["access_token"]);
    assert_eq!(code(&simulator, &second, &tagged()).await, 0);

    let token = new["access_token"].as_str().unwrap();
    let end = format!("{API}/del_token?access_token={token}");
    let ended = body(simulator.get(&end).send().await.unwrap()).await;
    assert_eq!(ended, json!({"errcode": 0, "errmsg": "SUCCESS"}));
    assert_eq!(code(&simulator, &second, &tagged()).await, 10004);
}

#[tokio::test]
async fn lets_tokens_expire() {
    let simulator = Simulator::start().await;
    let pair = token(&simulator).await;
    let send = sending_with(&pair["access_token"]);
    let advance = async |ms: u64| {
        let request = simulator
            .post("/_simulator/clock")
            .json(&json!({"advanceMs": ms}));
        assert_eq!(request.send().await.unwrap().status(), 204);
    };
    advance(1_700_000).await;
    assert_eq!(code(&simulator, &send, &tagged()).await, 0);
    advance(100_000).await;
    assert_eq!(code(&simulator, &send, &tagged()).await, 10004);
    let refresh = json!({"refresh_token": pair["refresh_token"]});
    assert_eq!(code(&simulator, "/refresh_token", &refresh).await, 0);

    let late = token(&simulator).await;
    advance(86_400_000).await;
    let refresh = json!({"refresh_token": late["refresh_token"]});
    assert_eq!(code(&simulator, "/refresh_token", &refresh).await, 10004);
    let fixed = sending_with(&json!("sim-yeastar-access-2ab9"));
    assert_eq!(code(&simulator, &fixed, &tagged()).await, 0);
}

#[tokio::test]
async fn has_eight_tokens_at_most() {
    let simulator = Simulator::start().await;
    for _ in 0..8 {
        assert_eq!(token(&simulator).await["errcode"], 0);
    }
    let ninth = json!({"errcode": 60002, "errmsg": "MAX LIMITATION EXCEEDED"});
    assert_eq!(token(&simulator).await, ninth);
    let advance = json!({"advanceMs": 1_800_000});
    simulator
        .post("/_simulator/clock")
        .json(&advance)
        .send()
        .await
        .unwrap();
    assert_eq!(token(&simulator).await["errcode"], 0);
}

#[tokio::test]
async fn counts_refreshed_tokens_too() {
    let simulator = Simulator::start().await;
    let first = token(&simulator).await;
    let control = async |path: &str, body: Value| {
        let path = format!("/_simulator/{path}");
        let answer = simulator.post(&path).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 204);
    };
    for _ in 0..7 {
        assert_eq!(token(&simulator).await["errcode"], 0);
    }
    // A pair that lives makes room for the one it becomes.
    let old = json!({"refresh_token": first["refresh_token"]});
    assert_eq!(code(&simulator, "/refresh_token", &old).await, 0);

    control("reset", json!(null)).await;
    let first = token(&simulator).await;
    control("clock", json!({"advanceMs": 1_800_000})).await;
    for _ in 0..8 {
        assert_eq!(token(&simulator).await["errcode"], 0);
    }
    let old = json!({"refresh_token": first["refresh_token"]});
    assert_eq!(code(&simulator, "/refresh_token", &old).await, 60002);
    control("tokens/expire", json!(null)).await;
    assert_eq!(code(&simulator, "/refresh_token", &old).await, 0);
}

#[tokio::test]
async fn shows_tokens_and_ends_them_on_demand() {
    let simulator = Simulator::start().await;
    let counts = async || {
        let answer = simulator.get("/_simulator/tokens").send().await.unwrap();
        body(answer).await
    };
    let expected = |live: u64, most: u64, logins: u64, refreshes: u64| json!({"live": live, "most": most, "logins": logins, "refreshes": refreshes});
    assert_eq!(counts().await, expected(0, 0, 0, 0));
    let first = token(&simulator).await;
    let second = token(&simulator).await;
    assert_eq!(counts().await, expected(2, 2, 2, 0));
    let expire = simulator.post("/_simulator/tokens/expire").send().await;
    assert_eq!(expire.unwrap().status(), 204);
    assert_eq!(counts().await, expected(0, 2, 2, 0));
    for pair in [&first, &second] {
        let send = sending_with(&pair["access_token"]);
        assert_eq!(code(&simulator, &send, &tagged()).await, 10004);
    }
    let fixed = sending_with(&json!("sim-yeastar-access-2ab9"));
    assert_eq!(code(&simulator, &fixed, &tagged()).await, 0);
    let refresh = json!({"refresh_token": first["refresh_token"]});
    assert_eq!(code(&simulator, "/refresh_token", &refresh).await, 0);
    assert_eq!(code(&simulator, "/refresh_token", &refresh).await, 10004);
    assert_eq!(counts().await, expected(1, 2, 2, 1));
    simulator.post("/_simulator/reset").send().await.unwrap();
    assert_eq!(counts().await, expected(0, 0, 0, 0));
}

#[tokio::test]
async fn refuses_strangers() {
    let simulator = Simulator::start().await;
    let wrong = json!({"username": "sim-yeastar-client", "password": "x"});
    let path = format!("{API}/get_token");
    let answer = simulator.post(&path).json(&wrong).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let expected = json!({
        "errcode": -1,
        "errmsg": "FAILURE",
        "invalid_param_list": [{"field": "username or password", "value": "error"}],
    });
    assert_eq!(body(answer).await, expected);
    assert_eq!(
        code(&simulator, "/get_token", &json!({"username": "x"})).await,
        40002
    );
    let misnamed = json!({"refreshtoken": "x"});
    assert_eq!(code(&simulator, "/refresh_token", &misnamed).await, 40002);
    for path in ["/message/send", "/message/send?access_token=x"] {
        let answer = simulator
            .post(&format!("{API}{path}"))
            .json(&tagged())
            .send()
            .await;
        let expected = json!({"errcode": 10004, "errmsg": "TOKEN EXPIRED"});
        assert_eq!(body(answer.unwrap()).await, expected);
    }
}
