//! A run killed at any moment and resumed from the last checkpoint that was saved sends nothing twice.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use sessage::json::Json;
use sessage::outcome::{ErrorCode, Outcome};

use crate::bench::{Bench, Job, failure, job};
use crate::support_delivery::{Chance, seeds};

/// What the user keeps: the last checkpoint, and what was handed out before it.
#[derive(Default)]
struct Kept {
    checkpoint: Option<String>,
    results: BTreeMap<usize, &'static str>,
}

#[test]
fn a_killed_run_goes_on_and_sends_nothing_twice() {
    for seed in seeds(600) {
        let chance = Chance::new(seed);
        let list = list(&chance);
        let options = options(&chance);
        let kept = Rc::new(RefCell::new(Kept::default()));
        let mut started = Vec::new();
        let in_callback = chance.one_in(3);
        for life in 0.. {
            // Enough lives, and then one that is not cut short.
            let polls = if life < 12 {
                chance.below(120)
            } else {
                usize::MAX
            };
            let bench = Bench::new();
            let whole = live(&bench, &list, &options, &kept, polls, in_callback, &chance);
            started.extend(bench.log.started());
            if whole || kept.borrow().checkpoint.is_none() {
                // Without a checkpoint there is nothing to go on from.
                break;
            }
        }
        let mut once = started.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(
            once.len(),
            started.len(),
            "seed {seed}: sent twice: {started:?}"
        );
        in_order(&list, &started, seed);
        let kept = kept.borrow();
        if kept.checkpoint.is_some() {
            let handed: Vec<usize> = kept.results.keys().copied().collect();
            assert_eq!(
                handed,
                (0..list.len()).collect::<Vec<_>>(),
                "seed {seed}: all have a result"
            );
            for (index, outcome) in &kept.results {
                let was_sent = started.contains(index);
                assert!(
                    was_sent || *outcome != "sent",
                    "seed {seed}: {index} was never sent"
                );
            }
        }
    }
}

/// One life of a run; whether it came to its end.
fn live(
    bench: &Bench,
    list: &[Job],
    options: &str,
    kept: &Rc<RefCell<Kept>>,
    polls: usize,
    in_callback: bool,
    chance: &Chance,
) -> bool {
    let resume = kept.borrow().checkpoint.clone();
    let resume = resume
        .map(|text| format!(r#","resume":{text}"#))
        .unwrap_or_default();
    let options = format!("{{{options}{resume}}}");
    let run: Rc<RefCell<Option<Rc<crate::bench::Run>>>> = Rc::default();
    let save = {
        let (run, kept) = (Rc::clone(&run), Rc::clone(kept));
        move || {
            let run = run.borrow();
            let checkpoint = run.as_ref().unwrap().checkpoint().write().to_string();
            kept.borrow_mut().checkpoint = Some(checkpoint);
        }
    };
    let saves = save.clone();
    let made = bench.run_with(list.to_vec(), &options, move |_| {
        if in_callback {
            saves();
        }
    });
    *run.borrow_mut() = Some(Rc::clone(&made));
    let driver = made.start().unwrap();
    let caller = async {
        while let Some(result) = made.next().await.unwrap() {
            let note = || {
                let outcome = result.outcome();
                kept.borrow_mut().results.insert(result.index, outcome);
            };
            if in_callback {
                // The callback has saved that this one was handed out.
                note();
            }
            if chance.one_in(2) {
                bench.world.timer(chance.up_to(40)).await;
            }
            if !in_callback {
                save();
                note();
            }
            if chance.one_in(4) {
                bench.world.timer(chance.up_to(90)).await;
            }
        }
    };
    let whole = bench
        .world
        .run_for(polls, vec![Box::pin(driver), Box::pin(caller)]);
    // The process is gone: nothing of it may run on.
    run.borrow_mut().take();
    whole
}

fn list(chance: &Chance) -> Vec<Job> {
    let recipients = 1 + chance.up_to(30);
    let slow_source = chance.one_in(3);
    let count = 1 + chance.below(90);
    (0..count)
        .map(|_| {
            let mut job = job(&format!("+8525000{:04}", chance.up_to(recipients)), 0);
            job.ms = Some(if chance.one_in(10) {
                chance.up_to(900)
            } else {
                chance.up_to(60)
            });
            if slow_source {
                job.read_ms = chance.up_to(80);
            }
            if chance.one_in(6) {
                job.sent = Err(failure(ErrorCode::Rejected, Outcome::NotSent));
            }
            if chance.one_in(40) {
                job.to = Json::Null;
            }
            job
        })
        .collect()
}

fn options(chance: &Chance) -> String {
    let mut options = format!(r#""concurrency":{}"#, 1 + chance.below(9));
    if chance.one_in(3) {
        options.push_str(&format!(r#","perRecipientMs":{}"#, chance.up_to(300)));
    }
    if chance.one_in(3) {
        options.push_str(&format!(r#","perSecond":{}"#, 1 + chance.up_to(100)));
    }
    options
}

/// Messages to one recipient left in the order given, over all lives.
fn in_order(list: &[Job], started: &[usize], seed: u64) {
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for index in started {
        let to = list[*index].to.to_string();
        if to != "null" {
            let before = last.insert(to, *index);
            assert!(
                before.is_none_or(|before| before < *index),
                "seed {seed}: {started:?}"
            );
        }
    }
}
