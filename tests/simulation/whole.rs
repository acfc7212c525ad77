//! A run from start to end: every message has one result, and none is told otherwise than it was.

use std::time::Instant;

use crate::provider::{Life, Provider};
use crate::support_delivery::{EVERY, Line, seeds};

#[test]
fn every_message_has_one_true_result() {
    let sends: usize = match std::env::var("SESSAGE_SENDS") {
        Ok(sends) => sends.parse().expect("SESSAGE_SENDS is a whole number"),
        Err(_) => 2_000,
    };
    for seed in seeds(1) {
        for line in EVERY {
            let began = Instant::now();
            let (requests, virtual_ms) = send(line, seed, sends);
            println!(
                "{}: seed {seed}, {sends} messages, {requests} requests, {virtual_ms} ms of its time, {:.1} s",
                line.name,
                began.elapsed().as_secs_f64()
            );
        }
    }
}

fn send(line: &'static Line, seed: u64, sends: usize) -> (usize, i64) {
    let provider = Provider::new(line, seed, sends);
    let life = Life::new(&provider);
    let concurrency = 1 + provider.chance.below(60);
    let run = life.run(&format!(r#"{{"concurrency":{concurrency}}}"#), |_| {});
    let mut outcomes: Vec<Option<&'static str>> = vec![None; sends];
    let work = run.start().unwrap();
    life.world.run::<()>(vec![
        Box::pin(work),
        Box::pin(async {
            while let Some(result) = run.next().await.unwrap() {
                let outcome = &mut outcomes[result.index];
                assert_eq!(
                    *outcome, None,
                    "seed {seed}: two results of {}",
                    result.index
                );
                *outcome = Some(result.outcome());
            }
        }),
    ]);
    let name = format!("{}, seed {seed}", line.name);
    for (index, (outcome, accepted)) in outcomes
        .iter()
        .zip(&*provider.accepted.borrow())
        .enumerate()
    {
        let is_true = matches!(
            (outcome, accepted),
            (Some("sent"), 1) | (Some("not_sent"), 0) | (Some("unknown"), 0 | 1)
        );
        assert!(
            is_true,
            "{name}: {index} is {outcome:?}, accepted {accepted} times"
        );
    }
    assert!(life.most_running.get() <= concurrency, "{name}");
    for arrived in &*provider.arrived.borrow() {
        assert!(arrived.is_sorted(), "{name}: {arrived:?}");
    }
    let count = |outcome| outcomes.iter().filter(|it| **it == Some(outcome)).count();
    let progress = run.progress();
    let counted = [
        progress.sent,
        progress.not_sent,
        progress.partial,
        progress.unknown,
    ];
    assert_eq!(
        counted,
        ["sent", "not_sent", "partial", "unknown"].map(count),
        "{name}"
    );
    assert_eq!((progress.taken, progress.in_flight), (sends, 0), "{name}");
    assert!(
        sends < 100 || counted[..2].iter().all(|count| *count > 0),
        "{name}: {counted:?}"
    );
    (life.requests.get(), life.world.elapsed())
}
