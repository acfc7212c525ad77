//! A slow caller slows the taking, and nothing grows with the number of messages.

use crate::bench::{Bench, job, jobs};

#[test]
fn nothing_is_read_before_the_first_request() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[10; 3]), "{}");
    assert_eq!((bench.log.read.get(), run.progress().taken), (0, 0));
    bench.drive(&run, run.done()).unwrap();
    assert_eq!(bench.log.read.get(), 3);
}

#[test]
fn a_slow_caller_slows_the_taking() {
    for concurrency in [1, 2, 8] {
        let bench = Bench::new();
        let run = bench.run(
            jobs(&[1; 200]),
            &format!(r#"{{"concurrency":{concurrency}}}"#),
        );
        bench.drive(&run, async {
            let mut handed = 0;
            while run.next().await.unwrap().is_some() {
                handed += 1;
                bench.world.timer(100).await;
                let progress = run.progress();
                assert!(
                    bench.log.read.get() <= handed + concurrency + 1,
                    "{concurrency}"
                );
                assert!(progress.taken <= handed + concurrency, "{concurrency}");
                assert_eq!(progress.sent, handed);
                assert_eq!(progress.in_flight, progress.taken - handed);
            }
            assert_eq!(handed, 200);
        });
    }
}

#[test]
fn a_slow_caller_does_not_make_the_sends_stand_still() {
    // While the caller is busy, what was released goes on leaving and ending.
    let bench = Bench::new();
    let run = bench.run(jobs(&[90; 40]), r#"{"concurrency":4}"#);
    bench.drive(&run, async {
        while run.next().await.unwrap().is_some() {
            bench.world.timer(30).await;
        }
    });
    // As fast as the caller: 30 ms each, and the first send.
    assert!(
        bench.world.elapsed() <= 90 + 42 * 30,
        "{}",
        bench.world.elapsed()
    );
}

#[test]
fn taking_pauses_at_the_span() {
    let bench = Bench::new();
    let slow = job("+85259999999", 1_000_000);
    let others = (0..30_000).map(|number| job(&format!("+8525{number:07}"), 10));
    let run = bench.run(
        std::iter::once(slow).chain(others),
        r#"{"concurrency":100}"#,
    );
    bench.drive(&run, async {
        for _ in 0..9_999 {
            run.next().await.unwrap().unwrap();
        }
        assert_eq!(bench.log.read.get(), 10_000);
        let next = run.next().await.unwrap().unwrap();
        assert_eq!((next.index, bench.world.elapsed()), (0, 1_000_000));
        assert_eq!(run.done().await.unwrap().sent, 30_001);
    });
}

#[test]
fn memory_is_bounded_by_the_look_ahead() {
    let bench = Bench::new();
    let run = bench.run((0..5_000).map(|_| job("+85259999999", 1)), "{}");
    bench.drive(&run, async {
        let mut handed = 0;
        while run.next().await.unwrap().is_some() {
            handed += 1;
            assert!(bench.log.read.get() <= handed + 66, "{handed}");
            let text = run.checkpoint().write().to_string();
            assert!(text.len() < 400, "{text}");
        }
    });
}

#[test]
fn a_checkpoint_of_a_long_run_is_short() {
    let bench = Bench::new();
    let list = (0..3_000).map(|number| job(&format!("+8525{:07}", number % 700), number % 13));
    let run = bench.run(list, r#"{"perRecipientMs":20}"#);
    bench.drive(&run, async {
        while run.next().await.unwrap().is_some() {
            let text = run.checkpoint().write().to_string();
            assert!(text.len() < 2_000, "{text}");
        }
    });
}
