//! Yeastar takes files and forgets them, by help.yeastar.com.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{Simulator, body, keys, with, yeastar::*};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

const UPLOAD: &str =
    "/yeastar/openapi/v1.0/message/batchupload?access_token=sim-yeastar-access-2ab9";

fn jpeg(name: &'static str) -> Part {
    let part = Part::bytes(vec![0xff, 0xd8, 0xff]).file_name(name);
    part.mime_str("image/jpeg").unwrap()
}

async fn upload(simulator: &Simulator, form: Form) -> Value {
    let answer = simulator.post(UPLOAD).multipart(form).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    body(answer).await
}

async fn code_of_sending(simulator: &Simulator, uri: &Value) -> Value {
    let message = with(&image(), "/files/0/uri", Some(uri.clone()));
    let answer = simulator.yeastar(&message).send().await.unwrap();
    body(answer).await["errcode"].clone()
}

#[tokio::test]
async fn takes_files() {
    let simulator = Simulator::start().await;
    let form = Form::new()
        .part("files", jpeg("/D:/projects/files/demo.jpeg"))
        .part("files", jpeg("C:\\files\\demo.jpeg"))
        .part("files", Part::bytes(vec![]).file_name("empty"));
    let answer = upload(&simulator, form).await;
    assert_eq!(keys(&answer), ["errcode", "errmsg", "list"]);
    assert_eq!(answer["errcode"], 0, "{answer}");
    let list = answer["list"].as_array().unwrap();
    assert_eq!(list.len(), 3);
    for (file, name, media_type, size) in [
        (&list[0], "demo.jpeg", "image/jpeg", 3),
        (&list[1], "demo.jpeg", "image/jpeg", 3),
        (&list[2], "empty", "application/octet-stream", 0),
    ] {
        assert_eq!(keys(file), ["id", "name", "uri", "type", "size"]);
        let id = file["id"].as_str().unwrap();
        assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let (day, key) = file["uri"].as_str().unwrap().split_once('/').unwrap();
        assert!(day.len() == 8 && day.starts_with("20"), "{day}");
        assert_eq!(key, id);
        assert_eq!(file["name"], name);
        assert_eq!(file["type"], media_type);
        assert_eq!(file["size"], size);
        assert_eq!(code_of_sending(&simulator, &file["uri"]).await, 0);
    }
    assert_ne!(list[0]["id"], list[1]["id"]);
}

#[tokio::test]
async fn forgets_files_on_demand() {
    let simulator = Simulator::start().await;
    let answer = upload(&simulator, Form::new().part("files", jpeg("a.jpg"))).await;
    let uri = answer["list"][0]["uri"].clone();
    assert_eq!(code_of_sending(&simulator, &uri).await, 0);
    let purged = simulator.post("/_simulator/purge").send().await.unwrap();
    assert_eq!(purged.status(), 204);
    assert_eq!(code_of_sending(&simulator, &uri).await, 60001);
    let again = upload(&simulator, Form::new().part("files", jpeg("a.jpg"))).await;
    assert_ne!(again["list"][0]["uri"], uri);
    let credentials = simulator.get("/_simulator/credentials").send().await;
    let credentials = body(credentials.unwrap()).await;
    for uri in credentials["yeastar"]["files"].as_array().unwrap() {
        assert_eq!(code_of_sending(&simulator, uri).await, 0, "{uri}");
    }
}

#[tokio::test]
async fn refuses_other_forms() {
    let simulator = Simulator::start().await;
    let unnamed = Part::bytes(vec![1]);
    for (form, field) in [
        (Form::new().part("file", jpeg("a.jpg")), "file"),
        (Form::new().part("files", unnamed), "files"),
        (
            Form::new().part("files", jpeg("a.jpg")).text("tag", "x"),
            "tag",
        ),
    ] {
        let answer = upload(&simulator, form).await;
        assert_eq!(answer["errcode"], 40002);
        let wrong = json!([{"field": field, "value": ""}]);
        assert_eq!(answer["invalid_param_list"], wrong);
    }
    let none = simulator
        .post(UPLOAD)
        .header("content-type", "multipart/form-data; boundary=x")
        .body("--x--\r\n");
    assert_eq!(body(none.send().await.unwrap()).await["errcode"], 40002);
    let json = simulator.post(UPLOAD).json(&json!({"files": []}));
    assert_eq!(body(json.send().await.unwrap()).await["errcode"], 40001);
    let half = || Part::bytes(vec![0; 52_428_800]).file_name("half");
    let form = Form::new().part("files", half()).part("files", half());
    // The page's 100 MB are these: exactly so many are taken.
    let most = Form::new().part("files", half()).part("files", half());
    assert_eq!(upload(&simulator, most).await["errcode"], 0);
    let more = form.part("files", jpeg("a.jpg"));
    let expected = json!({"errcode": 40004, "errmsg": "FILE SIZE EXCEEDED"});
    assert_eq!(upload(&simulator, more).await, expected);
    let path = format!("{API}/message/batchupload?access_token=x");
    let form = Form::new().part("files", jpeg("a.jpg"));
    let stranger = simulator.post(&path).multipart(form).send().await;
    assert_eq!(body(stranger.unwrap()).await["errcode"], 10004);
}
