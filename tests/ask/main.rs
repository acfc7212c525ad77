//! What a provider is asked for beside sending: files to keep, templates, stickers, chats.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

#[path = "../support_delivery/mod.rs"]
mod support_delivery;

mod failures;
mod lists;
mod queries;
mod uploads;

use sessage::json::{Foreign, Json};
use sessage::listing::{ChatQuery, TemplateQuery, Upload};
use sessage::message::Attachment;
use sessage::provider::{Found, Task};
use support_delivery::Bench;

fn parse(text: &str) -> Json {
    Json::from_input(text).unwrap()
}

fn templates(query: &str) -> Task {
    Task::Templates(TemplateQuery::read(&parse(query)).unwrap())
}

fn chats(query: &str) -> Task {
    Task::Chats(ChatQuery::read(&parse(query)).unwrap())
}

/// A file of so many bytes.
fn upload(size: u64, options: &str) -> Task {
    let file = Attachment {
        handle: 0,
        content_type: "image/jpeg".to_owned(),
        size,
        name: Some("demo.jpeg".to_owned()),
    };
    let mark = Json::Foreign(Foreign::Blob(0));
    Task::Upload(Upload::read(&mark, &[file], &parse(options)).unwrap())
}

/// What was found, as JavaScript sees it.
fn shown(found: &Found) -> Json {
    let text = match found {
        Found::File(file) => serde_json::to_string(file),
        Found::Templates(templates) => serde_json::to_string(templates),
        Found::Stickers(stickers) => serde_json::to_string(stickers),
        Found::Chats(chats) => serde_json::to_string(chats),
    };
    Json::parse(&text.unwrap()).unwrap()
}

/// The URLs that were called, secrets as they travel.
fn urls(bench: &Bench) -> Vec<String> {
    bench.seen().iter().map(|it| it.request.url()).collect()
}
