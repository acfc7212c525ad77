//! What the server does beside playing providers.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::fs;

use common::{Simulator, body};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn is_well_and_names_its_credentials() {
    let simulator = Simulator::start().await;
    let health = simulator.get("/_simulator/health").send().await.unwrap();
    assert_eq!(body(health).await, json!({"ok": true}));
    let credentials = simulator
        .get("/_simulator/credentials")
        .send()
        .await
        .unwrap();
    let credentials = body(credentials).await;
    assert_eq!(credentials["islash"]["token"], "sim-islash-token-7f3a");
    assert_eq!(credentials["connectly"]["apiKey"], "sim-connectly-key-5d8e");
    assert_eq!(
        credentials["texter"]["chats"][0]["id"],
        "67a87067aeedqdee1271ck4d"
    );
    assert_eq!(credentials["yeastar"]["sessionIds"], json!([3077, 3069]));
    assert_eq!(credentials["yeastar"]["omnichannelId"], 1);
    assert_eq!(credentials["texter"]["unsubscribed"], "+15550131050");
    let order = json!({
        "name": "order_update",
        "language": "en_US",
        "header": {"format": "TEXT", "variable": "1"},
        "body": ["1", "2"],
        "buttons": [{"type": "URL", "variable": true}],
    });
    let templates = credentials["connectly"]["templates"].as_array().unwrap();
    assert!(templates.contains(&order), "{templates:?}");
}

#[tokio::test]
async fn answers_preflights_everywhere() {
    let simulator = Simulator::start().await;
    for path in [
        "/texter/server/api/v2/messages/send/x",
        "/islash",
        "/_simulator/faults",
        "/x",
    ] {
        let preflight = simulator
            .request(Method::OPTIONS, path)
            .header("origin", "https://example.com")
            .header("access-control-request-method", "POST")
            .header(
                "access-control-request-headers",
                "authorization,content-type,x-own",
            );
        let answer = preflight.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}");
        let headers = answer.headers();
        assert_eq!(headers["access-control-allow-origin"], "*");
        assert_eq!(
            headers["access-control-allow-headers"],
            "authorization,content-type,x-own"
        );
        let methods = headers["access-control-allow-methods"].to_str().unwrap();
        assert!(
            methods.contains("POST") && methods.contains("DELETE"),
            "{methods}"
        );
    }
}

#[tokio::test]
async fn lets_pages_read_answers_and_refusals() {
    let simulator = Simulator::start().await;
    simulator.fault(json!({"preset": "unavailable"})).await;
    for status in [503, 401] {
        let path = "/texter/server/api/v2/chats/search";
        let request = simulator.get(path).header("origin", "https://example.com");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status);
        let headers = answer.headers();
        assert_eq!(headers["access-control-allow-origin"], "*");
        let exposed = headers["access-control-expose-headers"].to_str().unwrap();
        assert_eq!(exposed, "retry-after,x-simulator-note");
    }
}

#[tokio::test]
async fn forgets_everything_on_reset() {
    let simulator = Simulator::start().await;
    let text = json!({"type": "text", "text": "Hi"});
    let id = async || {
        let answer = simulator.texter(&text).send().await.unwrap();
        body(answer).await["messages"][0]["_id"].clone()
    };
    let first = id().await;
    assert_ne!(id().await, first);
    simulator.fault(json!({"status": 500})).await;
    let reset = simulator.post("/_simulator/reset").send().await.unwrap();
    assert_eq!(reset.status(), 204);
    assert_eq!(simulator.requests().await, json!([]));
    assert_eq!(id().await, first);
}

#[tokio::test]
async fn serves_folders() {
    let root = std::env::temp_dir().join(format!("sessage-simulator-{}", std::process::id()));
    let (www, pkg) = (root.join("www"), root.join("pkg"));
    fs::create_dir_all(&www).unwrap();
    fs::create_dir_all(&pkg).unwrap();
    for (file, text) in [
        (www.join("index.html"), "<p>page"),
        (www.join("page.js"), "1"),
        (pkg.join("module.mjs"), "2"),
        (pkg.join("module.wasm"), "3"),
    ] {
        fs::write(file, text).unwrap();
    }
    let folders = [
        format!("/={}", www.display()),
        format!("/pkg/={}", pkg.display()),
    ];
    let simulator = Simulator::with_folders(&folders).await;
    for (path, media_type, text) in [
        ("/", "text/html", "<p>page"),
        ("/page.js", "text/javascript", "1"),
        ("/pkg/module.mjs", "text/javascript", "2"),
        ("/pkg/module.wasm", "application/wasm", "3"),
    ] {
        let answer = simulator.get(path).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        let headers = answer.headers();
        assert!(
            headers["content-type"]
                .to_str()
                .unwrap()
                .starts_with(media_type),
            "{headers:?}"
        );
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(answer.text().await.unwrap(), text);
    }
    for path in ["/pkg/page.js", "/nothing", "/pkg/../../secret"] {
        assert_eq!(
            simulator.get(path).send().await.unwrap().status(),
            404,
            "{path}"
        );
    }
    // A folder at the root takes nothing away from the providers.
    assert_eq!(
        simulator.get("/texter/x").send().await.unwrap().status(),
        404
    );
    assert_eq!(simulator.requests().await[0]["path"], "/texter/x");
    fs::remove_dir_all(root).unwrap();
}
