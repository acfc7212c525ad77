//! The reports in this folder, played natively; README.md says what a row holds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

#[path = "../support/blobs.rs"]
mod blobs;
#[path = "../support_delivery/mod.rs"]
mod support_delivery;

mod right;
mod row;

use std::fs;
use std::path::Path;

use row::{Row, expand};
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/field");

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_report_ends_as_is_right() {
    let configs = read(&Path::new(FOLDER).join("configs.json"));
    let mut files: Vec<_> = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .filter(|path| !path.ends_with("configs.json"))
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut played = 0;
    for file in files {
        for row in read(&file).as_array().unwrap().iter().flat_map(expand) {
            let stem = file.file_stem().unwrap().to_string_lossy();
            let name = format!("{stem}: {}", row["name"].as_str().unwrap());
            let ended = std::panic::catch_unwind(|| Row::new(&row, &configs).play());
            if ended.is_err() {
                wrong.push(name);
            }
            played += 1;
        }
    }
    assert!(played > 0);
    assert!(wrong.is_empty(), "wrong:\n{}", wrong.join("\n"));
}
