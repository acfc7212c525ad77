//! Plans: the requests that a send would make, with nothing secret in them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

#[path = "../support"]
mod support {
    pub mod blobs;
    pub mod fixtures;
}
#[path = "../support_delivery/mod.rs"]
mod support_delivery;

mod against_fixtures;
mod curl;
mod requests;

use sessage::delivery::{Client, Options};
use sessage::json::Json;
use sessage::plan::Plan;
use support_delivery::Line;

fn client(line: &Line) -> Client {
    Client::new(
        &Json::parse(line.config).unwrap(),
        Options::default(),
        false,
    )
    .unwrap()
}

fn plan_line(line: &Line, message: &str) -> Plan {
    client(line).plan(&Json::parse(message).unwrap(), &[], None, 0)
}

/// The plan as JavaScript sees it.
fn written(plan: &Plan) -> Json {
    Json::parse(&serde_json::to_string(plan).unwrap()).unwrap()
}
