//! The bindings in a real browser, sending to the simulator over real HTTP. The simulator's address is
//! compiled in, since a test in a browser has no environment.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic)]

use sessage::bindings::{WasmClient, free_validate};
use sessage::json::Json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{AbortController, Response};

wasm_bindgen_test_configure!(run_in_browser);

const SIMULATOR: &str = match option_env!("SESSAGE_SIMULATOR") {
    Some(url) => url,
    None => "http://127.0.0.1:8788",
};

/// The configuration of each provider, its message to the simulator, and the path it is sent to.
fn accounts() -> Vec<(&'static str, String, String, &'static str)> {
    let text = r#""content":{"type":"text","text":"Zażółć 👋\nline two"}"#;
    vec![
        (
            "islash",
            format!(
                r#"{{"provider":"islash","baseUrl":"{SIMULATOR}/islash/api/public","token":"sim-islash-token-7f3a","session":"sim-islash-session-91c2"}}"#
            ),
            format!(r#"{{"to":"+85256872847",{text}}}"#),
            "/islash/api/public/send-session-message",
        ),
        (
            "connectly",
            format!(
                r#"{{"provider":"connectly","baseUrl":"{SIMULATOR}/connectly","businessId":"0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00","apiKey":"sim-connectly-key-5d8e"}}"#
            ),
            format!(r#"{{"to":"+16044441111",{text}}}"#),
            "/connectly/v1/businesses/0b6f2b2e-6f0e-4f7e-9a3c-2d1f7a5c1e00/send/messages",
        ),
        (
            "texter",
            format!(
                r#"{{"provider":"texter","baseUrl":"{SIMULATOR}/texter/server/api/v2","token":"sim-texter-token-c4b1"}}"#
            ),
            format!(r#"{{"to":"+14155552671",{text}}}"#),
            "/texter/server/api/v2/messages/send/67a87067aeedqdee1271ck4d",
        ),
        (
            "yeastar",
            format!(
                r#"{{"provider":"yeastar","baseUrl":"{SIMULATOR}/yeastar","clientId":"sim-yeastar-client","clientSecret":"sim-yeastar-secret-8e07"}}"#
            ),
            format!(r#"{{"to":{{"conversationId":3077}},{text}}}"#),
            "/yeastar/openapi/v1.0/message/send",
        ),
    ]
}

/// Plain text as the package's JavaScript makes it.
fn plain(value: &str) -> String {
    format!(r#"{{"value":{value},"files":[]}}"#)
}

fn client(config: &str, options: &str) -> WasmClient {
    let client = WasmClient::new(
        &plain(config),
        &plain(options),
        None,
        None,
        None,
        None,
        true,
    );
    client.unwrap_or_else(|error| panic!("{}", text(&error)))
}

fn text(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).unwrap().into()
}

fn json(value: &JsValue) -> Json {
    Json::parse(&text(value)).unwrap()
}

async fn send(client: &WasmClient, message: &str) -> Result<Json, Json> {
    let signal = AbortController::new().unwrap().signal();
    let promise = client.send(plain(message), Vec::new(), plain("{}"), Some(signal));
    JsFuture::from(promise)
        .await
        .map(|receipt| json(&receipt))
        .map_err(|error| json(&error))
}

/// What the simulator received at a path, newest last.
async fn received(path: &str) -> Vec<Json> {
    let window = web_sys::window().unwrap();
    let url = format!("{SIMULATOR}/_simulator/requests");
    let response = JsFuture::from(window.fetch_with_str(&url)).await.unwrap();
    let response: Response = response.dyn_into().unwrap();
    let body = JsFuture::from(response.text().unwrap()).await.unwrap();
    let requests = Json::parse(&body.as_string().unwrap()).unwrap();
    let at_path = |request: &&Json| request.get("path").and_then(Json::as_str) == Some(path);
    let requests = requests.as_array().unwrap().iter();
    requests.filter(at_path).cloned().collect()
}

#[wasm_bindgen_test]
async fn a_text_reaches_every_provider() {
    for (provider, config, message, path) in accounts() {
        let before = received(path).await.len();
        let receipt = send(&client(&config, "{}"), &message).await;
        let receipt = receipt.unwrap_or_else(|error| panic!("{provider}: {error}"));
        assert_eq!(receipt.get("provider"), Some(&Json::from(provider)));
        assert!(receipt.get("messageId").and_then(Json::as_str).is_some());
        assert_eq!(receipt.get("attempts").and_then(Json::as_i64), Some(1));
        let requests = received(path).await;
        assert_eq!(requests.len().checked_sub(before), Some(1), "{provider}");
        let last = requests.last().unwrap().to_string();
        assert!(last.contains("Zażółć 👋"), "{provider}: {last}");
    }
}

#[wasm_bindgen_test]
async fn wrong_credentials_are_unauthorized_and_stay_secret() {
    for (provider, config, message, _) in accounts() {
        let config = config
            .replace("sim-islash-token-7f3a", "wrong-secret")
            .replace("sim-connectly-key-5d8e", "wrong-secret")
            .replace("sim-texter-token-c4b1", "wrong-secret")
            .replace("sim-yeastar-secret-8e07", "wrong-secret");
        let error = send(&client(&config, "{}"), &message).await.unwrap_err();
        assert_eq!(
            error.get("code"),
            Some(&Json::from("unauthorized")),
            "{provider}: {error}"
        );
        assert_eq!(
            error.get("outcome"),
            Some(&Json::from("not_sent")),
            "{provider}"
        );
        assert!(
            !error.to_string().contains("wrong-secret"),
            "{provider}: {error}"
        );
    }
}

#[wasm_bindgen_test]
async fn an_aborted_send_ends_at_once() {
    let (_, config, message, path) = accounts().remove(1);
    let before = received(path).await.len();
    let controller = AbortController::new().unwrap();
    controller.abort();
    let client = client(&config, "{}");
    let promise = client.send(
        plain(&message),
        Vec::new(),
        plain("{}"),
        Some(controller.signal()),
    );
    let error = json(&JsFuture::from(promise).await.unwrap_err());
    assert_eq!(error.get("code"), Some(&Json::from("aborted")));
    assert_eq!(error.get("outcome"), Some(&Json::from("not_sent")));
    assert_eq!(received(path).await.len(), before);
}

#[wasm_bindgen_test]
async fn a_server_that_is_not_there_is_unknown_in_a_browser_and_names_cors() {
    let config =
        r#"{"provider":"islash","baseUrl":"http://127.0.0.1:9","token":"t-1","session":"s-1"}"#;
    let client = client(config, r#"{"retry":false}"#);
    let message = r#"{"to":"+85256872847","content":{"type":"text","text":"x"}}"#;
    let error = send(&client, message).await.unwrap_err();
    assert_eq!(error.get("code"), Some(&Json::from("network")));
    assert_eq!(error.get("outcome"), Some(&Json::from("unknown")));
    let words = error.get("message").and_then(Json::as_str).unwrap();
    assert!(
        words.contains("CORS") && words.contains("baseUrl"),
        "{words}"
    );
}

#[wasm_bindgen_test]
fn problems_come_back_as_plain_objects() {
    let message = r#"{"to":"+85256872847","content":{"type":"text","text":""}}"#;
    let problems = free_validate(&plain(message), "islash").unwrap();
    let problems = json(&problems);
    let [problem] = problems.as_array().unwrap() else {
        panic!("{problems}");
    };
    assert_eq!(problem.get("path"), Some(&Json::from("/content/text")));
    assert_eq!(problem.get("code"), Some(&Json::from("required")));
    assert!(free_validate(&plain(message), "pigeon").is_err());
}

#[wasm_bindgen_test]
fn a_wrong_configuration_names_every_fault() {
    let config = plain(r#"{"provider":"islash","baseUrl":"file:///x","token":"a\nb"}"#);
    let error = WasmClient::new(&config, &plain("{}"), None, None, None, None, true);
    let error = json(&error.err().unwrap());
    let problems = error.get("problems").and_then(Json::as_array).unwrap();
    let paths: Vec<_> = problems.iter().filter_map(|it| it.get("path")).collect();
    assert_eq!(
        paths,
        [
            &Json::from("/baseUrl"),
            &Json::from("/token"),
            &Json::from("/session")
        ]
    );
}
