//! What leaves when, and what is handed out when.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll};

use sessage::delivery::{Begin, BulkItem, BulkOptions, BulkRun, Never, Outside, Source};
use sessage::json::Json;
use sessage::outcome::{Error, ErrorCode, Outcome};

use crate::bench::{Bench, Job, failure, indexes, job, jobs, outcomes, receipt};

#[test]
fn results_come_in_order_of_completion() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[50, 20, 40, 10]), "{}");
    let (results, fault) = bench.collect(&run);
    assert_eq!(indexes(&results), [3, 1, 2, 0]);
    assert_eq!(outcomes(&results), ["sent"; 4]);
    assert_eq!(results[0].to, Json::from("+8525000000003"));
    assert_eq!(results[0].reference.as_deref(), Some("r3"));
    assert_eq!(fault, None);
    assert_eq!(bench.log.times(), [0; 4]);
}

#[test]
fn no_more_run_at_once_than_the_concurrency() {
    for concurrency in [1, 2, 4, 8, 1000] {
        let bench = Bench::new();
        let options = format!(r#"{{"concurrency":{concurrency}}}"#);
        let run = bench.run(jobs(&[10; 100]), &options);
        assert_eq!(bench.collect(&run).0.len(), 100);
        let times = bench.log.times();
        let at_once = times.iter().filter(|at| **at == 0).count();
        // A run starts with few at once, and grows with good answers.
        assert_eq!(at_once, concurrency.min(4));
        assert!(bench.log.most_running.get() <= concurrency);
        let least = i64::try_from(100_usize.div_ceil(concurrency)).unwrap() * 10;
        let took = bench.world.elapsed();
        assert!(
            took >= least && took <= least + 130,
            "{concurrency}: {took}"
        );
        if concurrency <= 8 {
            assert_eq!(
                bench.log.most_running.get(),
                concurrency,
                "every place is used"
            );
        }
        if concurrency <= 4 {
            assert_eq!(took, least, "every place is used");
        }
    }
}

#[test]
fn one_failing_message_stops_nothing() {
    let bench = Bench::new();
    let mut jobs = jobs(&[10, 10, 10, 10]);
    jobs[0].sent = Err(failure(ErrorCode::Rejected, Outcome::NotSent));
    jobs[1].sent = Err(failure(ErrorCode::Timeout, Outcome::Unknown));
    jobs[2].sent = Err(failure(ErrorCode::Rejected, Outcome::Partial));
    let run = bench.run(jobs, r#"{"concurrency":1}"#);
    let (results, _) = bench.collect(&run);
    assert_eq!(
        outcomes(&results),
        ["not_sent", "unknown", "partial", "sent"]
    );
    let progress = run.progress();
    assert_eq!(
        (
            progress.taken,
            progress.sent,
            progress.not_sent,
            progress.partial,
            progress.unknown
        ),
        (4, 1, 1, 1, 1)
    );
    assert_eq!(progress.in_flight, 0);
    assert!((progress.per_second - 100.0).abs() < 1e-9, "{progress:?}");
}

#[test]
fn messages_to_one_recipient_leave_in_order_one_at_a_time() {
    let bench = Bench::new();
    let spellings = ["+852 5000 0001", "+85250000001", "+852-5000-0001"];
    let mut jobs: Vec<Job> = spellings.iter().map(|to| job(to, 30)).collect();
    jobs.push(job("+85250000002", 5));
    let object = Json::parse(r#"{"phone":"+85250000001"}"#).unwrap();
    jobs.push(Job {
        to: object,
        ..job("", 30)
    });
    let run = bench.run(jobs, "{}");
    let (results, _) = bench.collect(&run);
    assert_eq!(indexes(&results), [3, 0, 1, 2, 4]);
    let starts = bench.log.starts.borrow().clone();
    assert_eq!(starts, [(0, 0), (3, 0), (1, 30), (2, 60), (4, 90)]);
}

#[test]
fn a_busy_recipient_blocks_nobody_else() {
    // With every message but the last few to one recipient, the others still leave at once.
    for before in [0, 1, 5] {
        let bench = Bench::new();
        let mut list = jobs(&vec![10; before]);
        list.extend((0..20).map(|_| job("+85259999999", 100)));
        list.extend(jobs(&[10; 20]).split_off(10));
        let run = bench.run(list, r#"{"concurrency":2}"#);
        let (results, _) = bench.collect(&run);
        assert_eq!(results.len(), before + 30);
        let busy = |index: &usize| (before..before + 20).contains(index);
        let order: Vec<usize> = bench.log.started().into_iter().filter(busy).collect();
        assert_eq!(order, (before..before + 20).collect::<Vec<_>>());
        let ends = bench.log.ends.borrow();
        let last = ends
            .iter()
            .filter(|(index, _)| !busy(index))
            .map(|(_, at)| *at)
            .max();
        assert!(
            last.unwrap() <= 200,
            "{before}: the others waited until {last:?}"
        );
    }
}

#[test]
fn recipients_that_cannot_be_read_are_each_their_own() {
    let bench = Bench::new();
    let strange = [Json::Null, Json::Null, Json::Array(Vec::new())];
    let jobs: Vec<Job> = strange
        .into_iter()
        .map(|to| Job { to, ..job("", 10) })
        .collect();
    let run = bench.run(jobs, "{}");
    assert_eq!(bench.collect(&run).0.len(), 3);
    assert_eq!(bench.log.times(), [0; 3]);
}

#[test]
fn a_slow_source_is_waited_for() {
    for concurrency in [1, 3] {
        let bench = Bench::new();
        let mut jobs = jobs(&[10, 10, 10, 10, 500]);
        for job in &mut jobs {
            job.read_ms = 100;
        }
        let run = bench.run(jobs, &format!(r#"{{"concurrency":{concurrency}}}"#));
        let (results, _) = bench.collect(&run);
        assert_eq!(indexes(&results), [0, 1, 2, 3, 4]);
        assert_eq!(bench.log.times(), [100, 200, 300, 400, 500]);
    }
}

#[test]
fn a_send_that_wakes_itself_keeps_nobody_from_moving() {
    // It goes on until another task has moved, which needs its turn.
    let bench = Bench::new();
    let moved = Rc::new(Cell::new(false));
    let run = bench.run(jobs(&[0]), "{}");
    let waits = Rc::clone(&moved);
    let source = Single(Some(Box::new(move |_| {
        let waits = Rc::clone(&waits);
        let restless = poll_fn(move |context| {
            context.waker().wake_by_ref();
            if waits.get() {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        });
        Box::pin(async move {
            restless.await;
            Ok(receipt("1"))
        })
    })));
    let options = BulkOptions::default();
    let world = bench.world.clone();
    let outside = Outside {
        abort: Box::new(Never),
        probe: Box::new(|| Box::pin(async { true })),
        on_progress: Box::new(|_| {}),
    };
    let other = BulkRun::new(source, options, world, outside);
    bench.world.run::<()>(vec![
        Box::pin(other.start().unwrap()),
        Box::pin(async {
            assert_eq!(other.next().await.unwrap().unwrap().outcome(), "sent");
        }),
        Box::pin(run.start().unwrap()),
        Box::pin(async {
            run.next().await.unwrap();
            moved.set(true);
            run.stop();
        }),
    ]);
}

/// A source of one message.
struct Single(Option<Begin>);

impl Source for Single {
    type Fault = Error;

    fn refused(error: Error) -> Error {
        error
    }

    fn poll_next(&mut self, _context: &mut Context<'_>) -> Poll<Result<Option<BulkItem>, Error>> {
        Poll::Ready(Ok(self.0.take().map(|begin| BulkItem {
            to: Json::Null,
            reference: None,
            begin,
        })))
    }
}
