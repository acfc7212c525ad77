//! The pace of starts, and the gap between two messages to one recipient.

use crate::bench::{Bench, indexes, job, jobs};

#[test]
fn starts_are_paced_evenly() {
    let cases = [
        (r#"{"perSecond":10}"#, vec![0, 100, 200, 300, 400]),
        (r#"{"perSecond":3}"#, vec![0, 334, 667, 1000, 1334]),
        (r#"{"perSecond":0.5}"#, vec![0, 2000, 4000, 6000, 8000]),
        (
            r#"{"perSecond":10,"concurrency":1}"#,
            vec![0, 100, 200, 300, 400],
        ),
        (r#"{"perSecond":400}"#, vec![0, 3, 5, 8, 10]),
    ];
    for (options, times) in cases {
        let bench = Bench::new();
        let run = bench.run(jobs(&[10; 5]), options);
        assert_eq!(bench.collect(&run).0.len(), 5);
        assert_eq!(bench.log.times(), times, "{options}");
    }
}

#[test]
fn a_pace_slower_than_the_sends_allow_is_made_of_the_sends() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[300; 4]), r#"{"perSecond":10,"concurrency":1}"#);
    bench.collect(&run);
    assert_eq!(bench.log.times(), [0, 300, 600, 900]);
}

#[test]
fn a_gap_keeps_two_messages_to_one_recipient_apart() {
    for concurrency in [1, 2, 8] {
        let bench = Bench::new();
        let options = format!(r#"{{"perRecipientMs":1000,"concurrency":{concurrency}}}"#);
        let list = vec![
            job("+85250000001", 10),
            job("+85250000001", 10),
            job("+85250000001", 10),
        ];
        let run = bench.run(list, &options);
        let (results, _) = bench.collect(&run);
        assert_eq!(indexes(&results), [0, 1, 2]);
        assert_eq!(bench.log.times(), [0, 1010, 2020], "{concurrency}");
    }
}

#[test]
fn a_gap_blocks_nobody_else() {
    for concurrency in [1, 2, 8] {
        for read_ms in [0, 1] {
            let bench = Bench::new();
            let options = format!(r#"{{"perRecipientMs":5000,"concurrency":{concurrency}}}"#);
            let mut list = vec![job("+85250000001", 10), job("+85250000001", 10)];
            list.extend(jobs(&[10; 20]).split_off(2));
            for job in &mut list {
                job.read_ms = read_ms;
            }
            let run = bench.run(list, &options);
            assert_eq!(bench.collect(&run).0.len(), 20);
            let starts = bench.log.starts.borrow();
            assert_eq!(starts.last().unwrap().0, 1, "{concurrency} {read_ms}");
            let others = starts.iter().filter(|(index, _)| *index != 1);
            assert!(others.map(|(_, at)| *at).max().unwrap() < 500, "{starts:?}");
        }
    }
}

#[test]
fn a_gap_that_has_passed_is_no_wait() {
    let bench = Bench::new();
    let mut list = vec![job("+85250000001", 10), job("+85250000001", 10)];
    list[1].read_ms = 3000;
    let run = bench.run(list, r#"{"perRecipientMs":1000}"#);
    bench.collect(&run);
    assert_eq!(bench.log.times(), [0, 3000]);
}

#[test]
fn few_are_named_where_the_pace_lets_few_leave() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[2500; 20]), r#"{"perSecond":1,"concurrency":8}"#);
    bench.drive(&run, async {
        while run.next().await.unwrap().is_some() {
            let named = run.checkpoint().write();
            let named = named.get("inFlight").unwrap().as_array().unwrap().len();
            assert!(named <= bench.log.running() + 2, "{named}");
        }
    });
    assert_eq!(
        bench.log.times(),
        (0..20).map(|second| second * 1000).collect::<Vec<_>>()
    );
}
