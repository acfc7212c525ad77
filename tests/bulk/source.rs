//! A run that resumes takes the same source, or nothing leaves.

use sessage::json::Json;
use sessage::outcome::ErrorCode;

use crate::bench::{Bench, Fault, Job, job, jobs, resuming};

#[test]
fn a_source_that_is_not_the_same_is_refused_before_anything_leaves() {
    let list = jobs(&[10; 60]);
    let first = Bench::new();
    let run = first.run(list.clone(), r#"{"concurrency":4}"#);
    first.drive(&run, async {
        for _ in 0..30 {
            run.next().await.unwrap().unwrap();
        }
        run.stop();
    });
    let taken = run.progress().taken;
    let options = resuming(r#"{"concurrency":4}"#, &run);
    let changed = |change: fn(&mut Vec<Job>)| {
        let mut list = list.clone();
        change(&mut list);
        list
    };
    let others = [
        ("in reverse", changed(|list| list.reverse())),
        ("two swapped", changed(|list| list.swap(3, 4))),
        (
            "one more before",
            changed(|list| list.insert(0, job("+85251111111", 1))),
        ),
        (
            "one other",
            changed(|list| list[9].to = Json::from("+85251111111")),
        ),
        (
            "one that is no recipient",
            changed(|list| list[9].to = Json::Null),
        ),
        ("shorter", changed(|list| list.truncate(20))),
        ("empty", Vec::new()),
    ];
    for (name, other) in others {
        let bench = Bench::new();
        let run = bench.run(other, &options);
        let before = run.checkpoint();
        let (results, fault) = bench.collect(&run);
        let Some(Fault::Refused(error)) = fault else {
            panic!("{name}: {fault:?}");
        };
        assert_eq!(error.code, ErrorCode::InvalidConfig, "{name}");
        assert_eq!(error.problems[0].path, "/resume/recipients", "{name}");
        assert_eq!(
            (results.len(), bench.log.starts.borrow().len()),
            (0, 0),
            "{name}"
        );
        assert_eq!(run.checkpoint(), before, "{name}");
    }
    let same = [
        ("as it was", changed(|_| {})),
        (
            "other spellings",
            changed(|list| {
                for job in list {
                    job.to = Json::from(job.to.as_str().unwrap().replace("+852", "+852 "));
                }
            }),
        ),
        ("others after those", changed(|list| list[40..].reverse())),
        ("shorter after those", changed(|list| list.truncate(40))),
        (
            "longer",
            changed(|list| list.extend(jobs(&[10; 90]).split_off(60))),
        ),
    ];
    assert!(taken <= 40, "{taken}");
    for (name, same) in same {
        let bench = Bench::new();
        let count = same.len();
        let run = bench.run(same, &options);
        let (results, fault) = bench.collect(&run);
        assert_eq!((results.len(), fault), (count - 30, None), "{name}");
        assert_eq!(bench.log.starts.borrow().len(), count - taken, "{name}");
    }
}
