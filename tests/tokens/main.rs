//! Yeastar's access tokens: when sessage logs in, refreshes and repeats, and what a refused login ends.
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

mod abort;
mod failures;
mod gate;
mod lifetime;
mod secrets;
mod store;

use sessage::provider::Purpose;
use support_delivery::{Bench, Ended, Reply, Sending, YEASTAR_LOGIN, body};

const EXPIRED: &str = r#"{"errcode":10004,"errmsg":"TOKEN EXPIRED"}"#;
const OVERLOAD: &str = r#"{"errcode":70082,"errmsg":"OVERLOAD_TASK_RUNNING"}"#;
const LIMIT: &str = r#"{"errcode":60002,"errmsg":"MAX LIMITATION EXCEEDED"}"#;
/// 30 minutes, as the provider gives.
const TOKEN_MS: i64 = 1_800_000;
/// A day.
const REFRESH_MS: i64 = 86_400_000;
/// A token counts as ended this long before its end.
const MARGIN_MS: i64 = 30_000;

/// A client that logs in, and whose tokens are looked for in everything it gives.
fn bench() -> Bench {
    bench_with("{}")
}

fn bench_with(options: &str) -> Bench {
    let bench = Bench::with(&YEASTAR_LOGIN, options);
    for number in 1..=4 {
        bench.keep_secret(&access(number));
        bench.keep_secret(&refresh(number));
    }
    bench
}

fn access(number: usize) -> String {
    format!("acc/ess+{number}=")
}

fn refresh(number: usize) -> String {
    format!("ref/resh+{number}=")
}

/// The answer that brings tokens of that number.
fn tokens(number: usize) -> Reply {
    let (access, refresh) = (access(number), refresh(number));
    let text = format!(
        r#"{{"errcode":0,"errmsg":"SUCCESS","access_token":"{access}","access_token_expire_time":1800,
        "refresh_token":"{refresh}","refresh_token_expire_time":86400}}"#
    );
    body(&text).into()
}

fn taken() -> Reply {
    YEASTAR_LOGIN.accepted.into()
}

fn expired() -> Reply {
    EXPIRED.into()
}

/// The number of the access token in each request that carries a message.
fn tokens_used(bench: &Bench) -> Vec<usize> {
    let seen = bench.seen();
    let sends = seen
        .iter()
        .filter(|seen| seen.request.purpose == Purpose::Send);
    sends
        .map(|seen| {
            let url = seen.request.url();
            let number = |number: &usize| url.ends_with(&format!("=acc%2Fess%2B{number}%3D"));
            (1..=4).find(number).expect("a token of the tests")
        })
        .collect()
}

/// Sends side by side, each at its time.
fn side_by_side(bench: &Bench, starts: &[i64]) -> Vec<Ended> {
    let sendings = starts.iter().map(|at| Sending {
        at: *at,
        ..bench.sending()
    });
    bench.send_all(sendings.collect())
}
