//! Runs that are killed at any step and resumed from the last checkpoint that was saved.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::provider::{Life, Provider};
use crate::support_delivery::{EVERY, Line, seeds};

#[test]
fn no_provider_takes_a_message_twice_however_often_a_run_is_killed() {
    let seeds = seeds(150);
    for seed in &seeds {
        for line in EVERY {
            lives(line, *seed);
        }
    }
    println!(
        "killed and resumed: seeds {} to {}",
        seeds[0],
        seeds[seeds.len() - 1]
    );
}

fn lives(line: &'static Line, seed: u64) {
    let name = format!("{}, seed {seed}", line.name);
    let provider = Provider::new(line, seed, 40);
    let concurrency = 1 + provider.chance.below(9);
    let mut saved: Option<String> = None;
    let told: RefCell<BTreeMap<usize, &'static str>> = RefCell::default();
    for life in 0.. {
        let polls = if life < 8 {
            provider.chance.below(400)
        } else {
            usize::MAX
        };
        let resume = saved
            .take()
            .map(|text| format!(r#","resume":{text}"#))
            .unwrap_or_default();
        let before = resume.clone();
        let options = format!(r#"{{"concurrency":{concurrency}{resume}}}"#);
        let life = Life::new(&provider);
        let run = Rc::new(life.run(&options, |_| {}));
        let checkpoint: RefCell<Option<String>> = RefCell::default();
        let whole = life.world.run_for(
            polls,
            vec![
                Box::pin(run.start().unwrap()),
                Box::pin(async {
                    while let Some(result) = run.next().await.unwrap() {
                        life.world.timer(provider.chance.up_to(50)).await;
                        *checkpoint.borrow_mut() = Some(run.checkpoint().write().to_string());
                        told.borrow_mut().insert(result.index, result.outcome());
                    }
                }),
            ],
        );
        saved = checkpoint.take();
        if saved.is_none() {
            saved = before.strip_prefix(r#","resume":"#).map(str::to_owned);
        }
        if whole || saved.is_none() {
            // Without a checkpoint there is nothing to go on from.
            break;
        }
    }
    let accepted = provider.accepted.borrow();
    assert!(
        accepted.iter().all(|count| *count <= 1),
        "{name}: {accepted:?}"
    );
    for arrived in &*provider.arrived.borrow() {
        assert!(arrived.is_sorted(), "{name}: {arrived:?}");
    }
    if saved.is_none() {
        return;
    }
    let told = told.borrow();
    for (index, accepted) in accepted.iter().enumerate() {
        let outcome = told.get(&index).copied();
        let is_true = matches!(
            (outcome, accepted),
            (Some("sent"), 1) | (Some("not_sent"), 0) | (Some("unknown"), _)
        );
        assert!(
            is_true,
            "{name}: {index} is {outcome:?}, accepted {accepted} times"
        );
    }
}
