//! Checkpoints: what they hold, and going on from them.

use sessage::delivery::{BulkOptions, BulkResult};
use sessage::json::Json;
use sessage::outcome::{Error, ErrorCode, PartOutcome};

use crate::bench::{Bench, Fault, PROVIDER, checkpoint, indexes, jobs, outcomes, resuming, stand};
use crate::held::{full_error, full_receipt};

#[test]
fn what_is_done_is_skipped() {
    let first = Bench::new();
    let run = first.run(jobs(&[10; 20]), r#"{"concurrency":3}"#);
    first.drive(&run, async {
        for _ in 0..5 {
            run.next().await.unwrap().unwrap();
        }
        run.stop();
        run.done().await.unwrap();
    });
    let done = first.log.starts.borrow().len();
    let second = Bench::new();
    let run = second.run(jobs(&[10; 20]), &resuming(r#"{"concurrency":3}"#, &run));
    let (results, _) = second.collect(&run);
    assert_eq!(indexes(&results), (done..20).collect::<Vec<_>>());
    assert_eq!(second.log.started(), (done..20).collect::<Vec<_>>());
    assert_eq!(results[0].reference, Some(format!("r{done}")));
    assert_eq!(run.progress().taken, 20 - done);
}

#[test]
fn what_was_in_flight_comes_back_as_unknown_and_is_not_sent() {
    let first = Bench::new();
    let mut list = jobs(&[10; 10]);
    list[1].ms = Some(1000);
    let run = first.run(list.clone(), r#"{"concurrency":2}"#);
    let options = first.drive(&run, async {
        for _ in 0..3 {
            run.next().await.unwrap().unwrap();
        }
        let options = resuming("{}", &run);
        run.stop();
        options
    });
    // 0, 2 and 3 are done; 1 runs and 4 was to leave next.
    assert!(
        options.contains(r#""below":1,"done":[[2,3]],"inFlight":[1,4]"#),
        "{options}"
    );
    let second = Bench::new();
    let run = second.run(list, &options);
    let (results, _) = second.collect(&run);
    assert_eq!(indexes(&results[..2]), [1, 4]);
    assert_eq!(outcomes(&results[..2]), ["unknown"; 2]);
    let error = results[0].sent.as_ref().unwrap_err();
    assert_eq!((error.code, error.retryable), (ErrorCode::Aborted, false));
    assert!(error.message.contains("ended while"), "{error}");
    assert_eq!(error.parts[0].outcome, PartOutcome::Unknown);
    assert_eq!(
        (&results[0].to, results[0].reference.as_deref()),
        (&Json::from("+8525000000001"), Some("r1"))
    );
    assert_eq!(second.log.started(), [5, 6, 7, 8, 9]);
    assert_eq!(run.progress().unknown, 2);
}

#[test]
fn what_finished_and_was_not_handed_out_is_handed_out_in_full() {
    let endings = [Ok(full_receipt()), Err(full_error())];
    let first = Bench::new();
    let mut list = jobs(&[10, 20, 20]);
    for (job, sent) in list[1..].iter_mut().zip(endings.clone()) {
        job.sent = sent;
    }
    let run = first.run(list.clone(), "{}");
    first.drive(&run, async {
        run.next().await.unwrap().unwrap();
        run.stop();
    });
    let second = Bench::new();
    let run = second.run(list.clone(), &resuming("{}", &run));
    let (results, _) = second.collect(&run);
    let expected: Vec<BulkResult> = (1..)
        .zip(endings)
        .map(|(index, sent)| BulkResult {
            index,
            to: list[index].to.clone(),
            reference: Some(format!("r{index}")),
            sent,
        })
        .collect();
    assert_eq!(results, expected);
    assert!(second.log.started().is_empty());
    assert_eq!(run.checkpoint().write().get("below"), Some(&Json::from(3)));
}

#[test]
fn a_checkpoint_comes_back_as_it_was() {
    let first = Bench::new();
    let mut list = jobs(&[10, 500, 10, 10, 10, 10]);
    list[2].sent = Err(full_error());
    let run = first.run(list, r#"{"concurrency":4}"#);
    first.drive(&run, async {
        for _ in 0..2 {
            run.next().await.unwrap().unwrap();
            first.world.timer(30).await;
            let checkpoint = run.checkpoint();
            let options = Json::parse(&resuming("{}", &run)).unwrap();
            assert_eq!(
                BulkOptions::read(&options, PROVIDER).unwrap().resume,
                Some(checkpoint)
            );
        }
        run.stop();
    });
}

#[test]
fn what_was_only_named_may_be_missing_from_the_source() {
    // 9 was named before it was read.
    let list = jobs(&[10; 7]);
    let rest = r#""below":2,"done":[[4,5]],"inFlight":[2,3,9],"held":[]"#;
    let options = format!(r#"{{"resume":{}}}"#, checkpoint(&list, 6, rest));
    let bench = Bench::new();
    let run = bench.run(list, &options);
    let (results, fault) = bench.collect(&run);
    assert_eq!(indexes(&results), [2, 3, 6]);
    assert_eq!(outcomes(&results), ["unknown", "unknown", "sent"]);
    assert_eq!((fault, stand(&run).as_str()), (None, "7 [] [] []"));
}

#[test]
fn a_source_that_fails_leaves_the_unknown_in_the_checkpoint() {
    let list = jobs(&[10; 4]);
    let rest = r#""below":2,"done":[],"inFlight":[2,6],"held":[]"#;
    let options = format!(r#"{{"resume":{}}}"#, checkpoint(&list, 3, rest));
    let bench = Bench {
        fault: Some("gone"),
        ..Bench::new()
    };
    let run = bench.run(list, &options);
    let (results, fault) = bench.collect(&run);
    assert_eq!((results[0].index, fault), (2, Some(Fault::Thrown("gone"))));
    assert!(stand(&run).contains("[6]"), "{}", stand(&run));
}

#[test]
fn nothing_leaves_in_a_resumed_run_before_its_first_result() {
    // The one in flight lies behind many that may leave: they must wait for it all the same.
    let list = jobs(&[10; 400]);
    let rest = r#""below":0,"done":[],"inFlight":[300],"held":[]"#;
    let options = format!(r#"{{"resume":{}}}"#, checkpoint(&list, 301, rest));
    let bench = Bench::new();
    let run = bench.run(list, &options);
    bench.drive(&run, async {
        let first = run.next().await.unwrap().unwrap();
        assert_eq!((first.index, first.outcome()), (300, "unknown"));
        assert!(bench.log.starts.borrow().is_empty());
        assert_eq!(run.done().await.unwrap().sent, 399);
    });
}

#[test]
fn what_is_named_leaves_only_after_the_next_request() {
    let bench = Bench::new();
    let run = bench.run(jobs(&[10; 30]), r#"{"concurrency":3}"#);
    bench.drive(&run, async {
        while run.next().await.unwrap().is_some() {
            let named = run.checkpoint().write();
            let named = named.get("inFlight").unwrap().as_array().unwrap();
            let named: Vec<i64> = named.iter().map(|it| it.as_i64().unwrap()).collect();
            assert!(named.len() <= 3, "{named:?}");
            let before = bench.log.started();
            bench.world.timer(25).await;
            for index in &bench.log.started()[before.len()..] {
                assert!(named.contains(&i64::try_from(*index).unwrap()));
            }
        }
    });
}

#[test]
fn a_checkpoint_that_is_none_is_refused_with_its_place() {
    const WHOLE: &str = r#"{"version":2,"provider":"connectly","taken":9,"recipients":"00000000000000aa","below":5,"done":[[6,6],[8,8]],"inFlight":[5,7],"held":[]}"#;
    assert!(read(WHOLE).is_ok());
    let error = |index: usize| {
        format!(
            r#"{{"index":{index},"to":"a","error":{{"code":"timeout","message":"m","outcome":"unknown"}}}}"#
        )
    };
    let twice = format!(r#""held":[{},{}]"#, error(10), error(10));
    let cases = [
        (r#""version":2"#, r#""version":3"#, "/version"),
        (r#""version":2"#, r#""version":1"#, "/version"),
        (r#""version":2,"#, "", "/version"),
        (r#""connectly""#, r#""texter""#, "/provider"),
        (r#""provider":"connectly","#, "", "/provider"),
        (r#""taken":9,"#, "", "/taken"),
        (r#""taken":9"#, r#""taken":8"#, "/taken"),
        (r#""taken":9"#, r#""taken":-1"#, "/taken"),
        (r#""taken":9"#, r#""taken":10006"#, "/taken"),
        ("00000000000000aa", "aa", "/recipients"),
        ("00000000000000aa", "0000000000000xaa", "/recipients"),
        (r#""below":5,"#, "", "/below"),
        (r#""below":5"#, r#""below":-1"#, "/below"),
        (r#""below":5"#, r#""below":4294967296"#, "/below"),
        (r#""below":5"#, r#""below":9007199254740991"#, "/below"),
        (r#""below":5"#, r#""below":5.5"#, "/below"),
        ("[[6,6],[8,8]]", "[6]", "/done/0"),
        ("[[6,6],[8,8]]", "[[6]]", "/done/0"),
        ("[[6,6],[8,8]]", "[[30,20]]", "/done/0"),
        ("[[6,6],[8,8]]", "[[6,90000]]", "/done/0"),
        ("[[6,6],[8,8]]", "[[4,6]]", "/done/0"),
        ("[[6,6],[8,8]]", "[[6,6],[6,6]]", "/done/1"),
        ("[[6,6],[8,8]]", "[[6,8],[8,8]]", "/done/1"),
        ("[[6,6],[8,8]]", "[[8,8],[6,8]]", "/done/1"),
        ("[5,7]", "[5,4]", "/inFlight/1"),
        ("[5,7]", r#"["5"]"#, "/inFlight/0"),
        ("[5,7]", "[5,5]", "/inFlight/1"),
        ("[5,7]", "[5,8]", "/inFlight/1"),
        ("[5,7]", "[4294967301]", "/inFlight/0"),
        (r#","held":[]"#, "", "/held"),
        (r#""held":[]"#, r#""held":[1]"#, "/held/0"),
        (
            r#""held":[]"#,
            r#""held":[{"index":8,"to":"a"}]"#,
            "/held/0/receipt",
        ),
        (
            r#""held":[]"#,
            r#""held":[{"index":10,"to":"a","receipt":{"provider":"post","messageId":"1","status":"sent"}}]"#,
            "/held/0/receipt/provider",
        ),
        (
            r#""held":[]"#,
            r#""held":[{"index":10,"to":"a","receipt":{"provider":"texter","messageId":"1","status":"gone"}}]"#,
            "/held/0/receipt/status",
        ),
        (
            r#""held":[]"#,
            r#""held":[{"index":10,"to":"a","error":{"code":"x","message":"m","outcome":"unknown"}}]"#,
            "/held/0/error/code",
        ),
        (
            r#""held":[]"#,
            &format!(r#""held":[{}]"#, error(10_005)),
            "/held/0/index",
        ),
        (
            r#""held":[]"#,
            &format!(r#""held":[{}]"#, error(8)),
            "/held/0/index",
        ),
        (
            r#""held":[]"#,
            &format!(r#""held":[{}]"#, error(7)),
            "/held/0/index",
        ),
        (r#""held":[]"#, &twice, "/held/1/index"),
        (r#""held":[]"#, r#""held":[],"more":1"#, "/more"),
        (WHOLE, "7", ""),
    ];
    for (part, instead, path) in cases {
        let checkpoint = WHOLE.replacen(part, instead, 1);
        assert_ne!(checkpoint, WHOLE);
        let error = read(&checkpoint).expect_err(&checkpoint);
        assert_eq!(error.code, ErrorCode::InvalidConfig);
        let paths: Vec<&str> = error.problems.iter().map(|it| it.path.as_str()).collect();
        let path = format!("/resume{path}");
        assert!(paths.contains(&path.as_str()), "{checkpoint}: {paths:?}");
    }
}

fn read(checkpoint: &str) -> Result<BulkOptions, Error> {
    let options = Json::parse(&format!(r#"{{"resume":{checkpoint}}}"#)).unwrap();
    BulkOptions::read(&options, PROVIDER)
}
