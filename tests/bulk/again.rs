//! What is refused leaves again: how often, when, and what it is told as in the end.

use sessage::delivery::{BulkProgress, HeldBy, Sent};
use sessage::outcome::{Error, ErrorCode, Outcome, PartOutcome, PartReceipt};

use crate::bench::{Bench, Job, failure, indexes, job, jobs, outcomes, stand};

/// A refusal by a code of WhatsApp's, with a wait in milliseconds where one is told.
fn refusal(code: &str, wait_ms: Option<i64>, retryable: bool) -> Sent {
    let mut error = failure(ErrorCode::RateLimited, Outcome::NotSent);
    error.provider = Some("connectly");
    error.provider_code = Some(code.to_owned());
    error.status = Some(429);
    error.retryable = retryable;
    error.retry_after_ms = wait_ms;
    error.attempts = 1;
    error.parts = vec![PartReceipt::failed(0, PartOutcome::NotSent)];
    Err(error)
}

fn throttled() -> Sent {
    refusal("130429", None, true)
}

fn refused_at_first(list: &mut [Job], index: usize, first: Vec<Sent>) {
    list[index].first = first;
}

#[test]
fn a_throttling_code_holds_for_a_second_doubled_while_it_recurs() {
    let bench = Bench::new();
    let mut list = jobs(&[0]);
    refused_at_first(&mut list, 0, vec![throttled(); 9]);
    let run = bench.run(list, "{}");
    let (results, _) = bench.collect(&run);
    assert_eq!(outcomes(&results), ["sent"]);
    let times = bench.log.times();
    let gaps: Vec<i64> = times
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) / 1000)
        .collect();
    assert_eq!(gaps, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    // The receipt counts every request.
    assert_eq!(results[0].sent.as_ref().unwrap().attempts, 10);
    assert_eq!(run.progress().taken, 1);
}

#[test]
fn a_code_of_one_recipient_holds_that_recipient_alone() {
    let bench = Bench::new();
    let mut list = vec![
        job("+85250000001", 10),
        job("+85250000002", 10),
        job("+85250000001", 10),
        job("+85250000003", 10),
    ];
    refused_at_first(&mut list, 0, vec![refusal("131056", Some(6000), true)]);
    let run = bench.run(list, "{}");
    let (results, _) = bench.collect(&run);
    assert_eq!(indexes(&results), [1, 3, 0, 2]);
    assert_eq!(outcomes(&results), ["sent"; 4]);
    assert_eq!(bench.log.times(), [0, 0, 0, 6010, 6020]);
}

#[test]
fn a_code_of_one_recipient_that_lasts_is_told() {
    for code in ["131049", "130472", "130497"] {
        let bench = Bench::new();
        let mut list = jobs(&[10; 12]);
        list[0].sent = refusal(code, None, false);
        let run = bench.run(list, "{}");
        let (results, _) = bench.collect(&run);
        assert_eq!(
            (results[0].index, results[0].outcome()),
            (0, "not_sent"),
            "{code}"
        );
        assert!(bench.world.elapsed() < 100, "{code} holds nobody");
    }
}

#[test]
fn one_message_that_alone_is_refused_holds_the_others_up_little() {
    for concurrency in [1, 4, 20] {
        let bench = Bench::new();
        let mut list = jobs(&[10; 40]);
        list[3].sent = throttled();
        let run = bench.run(list, &format!(r#"{{"concurrency":{concurrency}}}"#));
        let (results, _) = bench.collect(&run);
        assert_eq!(results.len(), 40);
        assert_eq!(run.progress().not_sent, 1);
        let told = results.iter().find(|result| result.index == 3).unwrap();
        let error = told.sent.as_ref().unwrap_err();
        assert_eq!(
            (error.code, error.retryable),
            (ErrorCode::RateLimited, true)
        );
        if concurrency > 1 {
            assert!(
                bench.world.elapsed() < 30_000,
                "{concurrency}: {}",
                bench.world.elapsed()
            );
        }
    }
}

#[test]
fn a_message_in_parts_goes_on_from_where_it_was_refused() {
    let parts = |first, second| {
        vec![
            PartReceipt {
                message_id: Some("m".to_owned()),
                ..PartReceipt::failed(0, first)
            },
            PartReceipt::failed(1, second),
        ]
    };
    let mut error: Error = throttled().unwrap_err();
    error.outcome = Outcome::Partial;
    error.retryable = false;
    error.attempts = 2;
    error.parts = parts(PartOutcome::Sent, PartOutcome::NotSent);
    let bench = Bench::new();
    let mut list = jobs(&[10; 6]);
    refused_at_first(&mut list, 1, vec![Err(error.clone())]);
    let run = bench.run(list.clone(), "{}");
    let (results, _) = bench.collect(&run);
    assert_eq!(outcomes(&results), ["sent"; 6]);
    assert_eq!(*bench.log.parts.borrow(), [(1, error.parts.clone())]);

    // It is in flight for as long as it waits, and told when the run is left.
    let bench = Bench::new();
    let run = bench.run(list, "{}");
    bench.drive(&run, async {
        while run.next().await.unwrap().unwrap().index != 0 {}
        bench.world.timer(300).await;
        assert_eq!(run.progress().held_by, Some(HeldBy::RateLimited));
        let stand = stand(&run);
        assert!(stand.contains("[1,") || stand.contains("[1]"), "{stand}");
        run.stop();
        let mut last = None;
        while let Some(result) = run.next().await.unwrap() {
            last = Some(result).filter(|result| result.index == 1).or(last);
        }
        let told = last.unwrap();
        assert_eq!(told.outcome(), "partial");
        assert_eq!(told.sent.unwrap_err().attempts, 2);
        let BulkProgress {
            taken, in_flight, ..
        } = run.progress();
        assert_eq!((taken, in_flight), (run.progress().sent + 1, 0));
    });
}

#[test]
fn what_is_unknown_leaves_again_only_where_the_caller_wants_it_and_stays_in_doubt() {
    let unknown = || {
        let mut error = failure(ErrorCode::Timeout, Outcome::Unknown);
        error.attempts = 1;
        error.parts = vec![PartReceipt::failed(0, PartOutcome::Unknown)];
        Err(error)
    };
    let mut list = jobs(&[10; 3]);
    refused_at_first(&mut list, 1, vec![unknown()]);
    list[1].sent = Err(failure(ErrorCode::Rejected, Outcome::NotSent));
    for (on_unknown, starts) in [(false, 3), (true, 4)] {
        let bench = Bench::new();
        let run = bench.run_on_unknown(list.clone(), on_unknown);
        let (results, _) = bench.collect(&run);
        let told = results.iter().find(|result| result.index == 1).unwrap();
        assert_eq!(told.outcome(), "unknown", "{on_unknown}");
        assert_eq!(bench.log.starts.borrow().len(), starts);
    }
}

#[test]
fn a_run_that_is_left_while_it_is_held_touches_no_more() {
    let bench = Bench::new();
    let mut list = jobs(&[10; 30]);
    for job in &mut list[4..] {
        job.first = vec![refusal("130429", Some(20_000), true)];
    }
    let run = bench.run(list, "{}");
    bench.drive(&run, async {
        for _ in 0..4 {
            run.next().await.unwrap().unwrap();
        }
        bench.world.timer(500).await;
        let named = run.checkpoint().write();
        let named = named.get("inFlight").unwrap().as_array().unwrap().len();
        assert!(named <= 2, "{named} in doubt while nothing can leave");
        run.stop();
        assert_eq!(run.next().await, Ok(None));
    });
    assert!(bench.world.elapsed() < 1_000);
    assert_eq!(
        (run.progress().taken, stand(&run).as_str()),
        (4, "4 [] [] []")
    );
}
