//! How a run ends: by itself, left, aborted, or by a source that fails.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use sessage::delivery::{BulkProgress, BulkResult};

use crate::bench::{Bench, Fault, Job, Run, indexes, job, jobs, stand};

#[test]
fn an_empty_source_ends_at_once() {
    let bench = Bench::new();
    let run = bench.run(Vec::new(), "{}");
    assert_eq!(bench.collect(&run), (Vec::new(), None));
    assert_eq!(run.progress(), BulkProgress::default());
}

#[test]
fn an_ended_run_stays_ended() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[1]), "{}");
    bench.collect(&run);
    assert!(run.start().is_none(), "a run starts once");
    bench.world.run::<()>(vec![Box::pin(async {
        assert_eq!(run.next().await, Ok(None));
        assert_eq!(run.done().await.unwrap().sent, 1);
    })]);
}

#[test]
fn leaving_takes_no_more_and_lets_what_runs_finish() {
    for concurrency in [1, 2, 5] {
        let bench = Bench::new();
        let run = bench.run(
            jobs(&[10; 100]),
            &format!(r#"{{"concurrency":{concurrency}}}"#),
        );
        let read = bench.drive(&run, async {
            for _ in 0..3 {
                run.next().await.unwrap().unwrap();
            }
            let read = bench.log.read.get();
            run.stop();
            read
        });
        assert_eq!(bench.log.read.get(), read, "{concurrency}");
        assert!(read <= 3 + concurrency + 1, "{concurrency}: {read}");
        assert!(bench.log.source_dropped.get());
        assert_eq!(bench.log.running(), 0, "what ran has ended");
        assert_eq!(bench.log.starts.borrow().len(), run.progress().taken);
        // What ended after that is held.
        let checkpoint = run.checkpoint().write();
        let held = checkpoint.get("held").unwrap().as_array().unwrap();
        assert_eq!(held.len(), run.progress().taken - 3);
        assert_eq!(checkpoint.get("inFlight").unwrap().to_string(), "[]");
    }
}

#[test]
fn what_was_left_can_still_be_drained() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[10; 100]), r#"{"concurrency":4}"#);
    let progress = bench.drive(&run, async {
        run.next().await.unwrap().unwrap();
        run.stop();
        run.done().await.unwrap()
    });
    assert_eq!(
        (progress.taken, progress.sent, progress.in_flight),
        (4, 4, 0)
    );
}

#[test]
fn a_run_that_is_dropped_stops() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[10; 100]), r#"{"concurrency":4}"#);
    let driver = run.start().unwrap();
    let caller = async move {
        run.next().await.unwrap().unwrap();
        drop(run);
    };
    bench
        .world
        .run::<()>(vec![Box::pin(driver), Box::pin(caller)]);
    assert_eq!(
        (bench.log.starts.borrow().len(), bench.log.running()),
        (4, 0)
    );
}

/// Runs until an abort after `ms`; every result, and how many messages had been read then.
fn abort_after(bench: &Bench, run: &Run, ms: i64) -> (Vec<BulkResult>, usize) {
    let results: RefCell<Vec<BulkResult>> = RefCell::default();
    let read = Cell::new(0);
    bench.world.run::<()>(vec![
        Box::pin(run.start().unwrap()),
        Box::pin(async {
            bench.world.timer(ms).await;
            bench.abort.abort();
            read.set(bench.log.read.get());
        }),
        Box::pin(async {
            while let Some(result) = run.next().await.unwrap() {
                results.borrow_mut().push(result);
            }
        }),
    ]);
    (results.into_inner(), read.get())
}

#[test]
fn an_abort_gives_what_was_running_and_touches_nothing_else() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[100; 100]), r#"{"concurrency":4}"#);
    let (results, read) = abort_after(&bench, &run, 150);
    assert_eq!(results.len(), 8);
    assert_eq!(
        bench.world.elapsed(),
        200,
        "what ran has its own way to end"
    );
    assert_eq!(bench.log.starts.borrow().len(), 8);
    assert_eq!(bench.log.read.get(), read);
    assert!(bench.log.source_dropped.get());
    assert_eq!(run.progress().taken, 8);
    assert_eq!(stand(&run), "8 [] [] []");
}

#[test]
fn an_abort_ends_every_kind_of_wait_at_once() {
    let slow_source = |mut list: Vec<Job>| {
        for job in &mut list {
            job.read_ms = 60_000;
        }
        list
    };
    let same = || (0..3).map(|_| job("+85250000001", 10)).collect::<Vec<_>>();
    let cases = [
        ("the pace", jobs(&[10; 9]), r#"{"perSecond":0.01}"#, 1),
        ("the gap", same(), r#"{"perRecipientMs":60000}"#, 1),
        ("the source", slow_source(jobs(&[10; 9])), "{}", 0),
    ];
    for (name, list, options, sent) in cases {
        let bench = Bench::new();
        let run = bench.run(list, options);
        let (results, _) = abort_after(&bench, &run, 500);
        assert_eq!(
            (results.len(), bench.world.elapsed()),
            (sent, 500),
            "{name}"
        );
    }
}

#[test]
fn a_run_aborted_before_it_starts_reads_nothing() {
    let bench = Bench::new();
    bench.abort.abort();
    let run = bench.run(jobs(&[10; 10]), "{}");
    assert_eq!(bench.collect(&run), (Vec::new(), None));
    assert_eq!(bench.log.read.get(), 0);
}

#[test]
fn a_source_that_fails_ends_the_run_with_its_error() {
    for concurrency in [1, 2, 8] {
        let bench = Bench {
            fault: Some("the cursor is gone"),
            ..Bench::new()
        };
        let run = bench.run(
            jobs(&[30, 20, 10]),
            &format!(r#"{{"concurrency":{concurrency}}}"#),
        );
        let (results, fault) = bench.collect(&run);
        assert_eq!(fault, Some(Fault::Thrown("the cursor is gone")));
        assert_eq!(results.len(), bench.log.starts.borrow().len());
        assert_eq!(
            results.len(),
            3,
            "{concurrency}: what came before it was sent"
        );
        bench.world.run::<()>(vec![Box::pin(async {
            assert_eq!(run.done().await, Err(Fault::Thrown("the cursor is gone")));
        })]);
    }
}

#[test]
fn after_an_abort_the_failure_of_the_source_does_not_count() {
    let bench = Bench {
        fault: Some("aborted"),
        ..Bench::new()
    };
    let run = bench.run(jobs(&[30, 20]), "{}");
    let results = bench.drive(&run, async {
        let first = run.next().await.unwrap();
        bench.abort.abort();
        let second = run.next().await.unwrap();
        assert_eq!(run.next().await, Ok(None));
        [first.unwrap(), second.unwrap()]
    });
    assert_eq!(indexes(&results), [1, 0]);
}

#[test]
fn messages_that_wait_when_the_source_fails_stay_untouched() {
    let bench = Bench {
        fault: Some("gone"),
        ..Bench::new()
    };
    let list: Vec<Job> = (0..5).map(|_| job("+85250000001", 10)).collect();
    let run = bench.run(list, "{}");
    let (results, fault) = bench.collect(&run);
    assert_eq!(
        (indexes(&results), fault),
        (vec![0], Some(Fault::Thrown("gone")))
    );
    assert_eq!(stand(&run), "1 [] [] []");
}

#[test]
fn progress_is_told_at_every_hand_out_and_at_the_end() {
    let bench = Bench::new();
    let told: Rc<RefCell<Vec<BulkProgress>>> = Rc::default();
    let tell = Rc::clone(&told);
    let run = bench.run_with(
        jobs(&[10, 20, 30]),
        r#"{"concurrency":2}"#,
        move |progress| {
            tell.borrow_mut().push(*progress);
        },
    );
    let last = bench.drive(&run, run.done()).unwrap();
    let told = told.borrow();
    let sent: Vec<usize> = told.iter().map(|progress| progress.sent).collect();
    assert_eq!(sent, [1, 2, 3, 3]);
    assert_eq!(told.last(), Some(&last));
    assert!(told.iter().all(|it| it.taken == it.sent + it.in_flight));
}
