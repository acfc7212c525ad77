//! What is repeated, how often, and how long it waits.

use sessage::delivery::TransportError::{Broken, NotBuilt, TooLarge};
use sessage::outcome::{ErrorCode, Outcome};
use sessage::provider::Answer;

use crate::support_delivery::{
    Bench, CONNECTLY, EVERY, ISLASH, Line, Reply, START, TEXTER, YEASTAR, answer, body,
};
use crate::{ONCE, later, refused_connection, unreadable};

#[test]
fn what_was_surely_not_taken_is_repeated() {
    // Chance stands at a half, and the first wait is at most 500 ms: 250 where nothing else is asked.
    let date = "Tue, 14 Nov 2023 22:13:24 GMT";
    let passed = "Tue, 14 Nov 2023 22:13:19 GMT";
    let cases: [(&str, Reply, i64); 10] = [
        ("429", answer(429, "").into(), 250),
        ("429, in seconds", later(429, "3").into(), 3000),
        ("429, at once", later(429, "0").into(), 0),
        ("503, in seconds", later(503, "2").into(), 2000),
        ("503, at a date", later(503, date).into(), 4000),
        (
            "503, at a date that has passed",
            later(503, passed).into(),
            0,
        ),
        ("429, at no date", later(429, "soon").into(), 250),
        ("429, in two days", later(429, "172800").into(), 250),
        (
            "429, longer than maxDelayMs",
            later(429, "20").into(),
            20_000,
        ),
        ("no connection", refused_connection().into(), 250),
    ];
    for line in EVERY {
        for (name, first, wait) in cases.clone() {
            let name = format!("{}: {name}", line.name);
            let bench = Bench::new(line);
            bench.script([first, line.accepted.into()]);
            let receipt = bench.send().unwrap();
            assert_eq!(receipt.attempts, 2, "{name}");
            assert_eq!(bench.times(), [0, wait], "{name}");
            let seen = bench.seen();
            assert_eq!(seen[0].request, seen[1].request, "{name}: the same request");
            let ends = bench.ends();
            assert_eq!(
                (ends[0].wait_ms, ends[1].wait_ms),
                (Some(wait), None),
                "{name}"
            );
            assert_eq!((ends[0].attempt, ends[1].attempt), (1, 2), "{name}");
        }
    }
}

#[test]
fn codes_that_ask_to_slow_down_are_repeated() {
    const ISLASH_SAYS: &str = r#"{"meta":{"code":"E","message":"(#130429)"}}"#;
    const LIMITS: &str = r#"{"code":"ERROR_CODE_BUSINESS_REACHED_LIMITS"}"#;
    let cases: [(&Line, u16, &str); 9] = [
        (&ISLASH, 200, ISLASH_SAYS),
        (&ISLASH, 400, ISLASH_SAYS),
        (&ISLASH, 400, r#"{"error":{"code":131056}}"#),
        (&CONNECTLY, 400, LIMITS),
        (&CONNECTLY, 400, r#"{"code":"131056","message":"m"}"#),
        (&CONNECTLY, 400, r#"{"type":"T","message":"(#130429)"}"#),
        (&TEXTER, 200, r#"{"success":false,"error":"(#131056)"}"#),
        (&TEXTER, 400, r#"{"error":{"code":130429}}"#),
        (&YEASTAR, 200, r#"{"errcode":70082}"#),
    ];
    for (line, status, text) in cases {
        let name = format!("{} {status} {text}", line.name);
        let bench = Bench::new(line);
        bench.script([answer(status, text), body(line.accepted)]);
        let receipt = bench
            .send()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(receipt.attempts, 2, "{name}");
        assert_eq!(bench.ends()[0].code, Some(ErrorCode::RateLimited), "{name}");
    }
}

#[test]
fn the_pair_rate_is_waited_out_for_six_seconds_at_least() {
    let told = r#"{"success":false,"error":{"code":131056,"message":"Pair rate"}}"#;
    let cases = [(None, 6000), (Some("2"), 6000), (Some("20"), 20_000)];
    for (header, wait) in cases {
        let bench = Bench::new(&TEXTER);
        let first = Answer {
            retry_after: header.map(str::to_owned),
            ..answer(429, told)
        };
        bench.script([first, body(TEXTER.accepted)]);
        assert_eq!(bench.send().unwrap().attempts, 2);
        assert_eq!(bench.times(), [0, wait], "{header:?}");

        let bench = Bench::with(&TEXTER, ONCE);
        bench.script([answer(429, told)]);
        let error = bench.fail();
        assert_eq!(error.retry_at, Some(START + 6000), "{header:?}");
        assert!(error.retryable);
    }
}

#[test]
fn codes_that_last_are_not_repeated_whatever_the_status() {
    let codes = ["131048", "131049", "131064", "131047", "130497"];
    let statuses = [(200, None), (429, None), (429, Some("1")), (503, Some("1"))];
    for line in [&ISLASH, &CONNECTLY, &TEXTER] {
        for code in codes {
            for (status, header) in statuses {
                let name = format!("{} {code} {status} {header:?}", line.name);
                let text = match line.name {
                    "islash" => format!(r#"{{"meta":{{"code":"{code}","message":"m"}}}}"#),
                    "connectly" => format!(r#"{{"code":{code},"message":"m"}}"#),
                    _ => format!(r#"{{"success":false,"error":{{"code":{code}}}}}"#),
                };
                let bench = Bench::new(line);
                bench.script([Answer {
                    retry_after: header.map(str::to_owned),
                    ..answer(status, &text)
                }]);
                let error = bench.fail();
                assert_eq!(error.outcome, Outcome::NotSent, "{name}");
                assert_eq!((error.attempts, error.retryable), (1, false), "{name}");
            }
        }
    }
}

#[test]
fn nothing_else_is_repeated() {
    let cases: [(&str, Reply); 19] = [
        ("400", answer(400, "").into()),
        ("401", answer(401, "").into()),
        ("403", answer(403, "").into()),
        ("404", answer(404, "").into()),
        ("408", answer(408, "").into()),
        ("409", answer(409, "").into()),
        ("500", answer(500, "").into()),
        ("500 that names a time", later(500, "1").into()),
        ("502", answer(502, "").into()),
        ("503 without a time", answer(503, "").into()),
        ("503 at no date", later(503, "soon").into()),
        ("503 in two days", later(503, "172800").into()),
        ("a redirect", answer(302, "").into()),
        ("no answer of its own", body("<html>").into()),
        ("a timeout", Reply::never()),
        ("a broken connection", Broken("reset".to_owned()).into()),
        ("half a body", unreadable().into()),
        ("a body too large", TooLarge { status: 200 }.into()),
        ("no request", NotBuilt("bad header".to_owned()).into()),
    ];
    for line in EVERY {
        for (name, reply) in cases.clone() {
            let bench = Bench::new(line);
            bench.script([reply]);
            let error = bench.fail();
            // A request that could not be built has not left.
            let left = u32::from(name != "no request");
            assert_eq!(bench.seen().len(), 1, "{}: {name}", line.name);
            assert_eq!(error.attempts, left, "{}: {name}", line.name);
            assert_eq!(bench.ends()[0].wait_ms, None, "{}: {name}", line.name);
        }
    }
}

#[test]
fn attempts_end_at_their_maximum() {
    let cases = [
        ("{}", 3),
        (r#"{"retry":{}}"#, 3),
        (r#"{"retry":{"maxAttempts":1}}"#, 1),
        (r#"{"retry":{"maxAttempts":5}}"#, 5),
        (ONCE, 1),
    ];
    for line in EVERY {
        for (options, most) in cases {
            let bench = Bench::with(line, options);
            bench.script(vec![answer(429, ""); most]);
            let error = bench.fail();
            assert_eq!(error.code, ErrorCode::RateLimited, "{options}");
            assert_eq!(error.attempts as usize, most, "{options}");
            assert!(error.retryable, "{options}");
            assert_eq!(bench.ends().last().unwrap().wait_ms, None, "{options}");
        }
    }
}

#[test]
fn a_wait_is_jitter_that_doubles_up_to_its_maximum() {
    let own = r#"{"retry":{"maxAttempts":5,"baseDelayMs":100,"maxDelayMs":300}}"#;
    let none = r#"{"retry":{"maxAttempts":3,"baseDelayMs":0}}"#;
    let all = r#"{"retry":{"maxAttempts":7}}"#;
    let nearly = 0.999_999;
    let cases: [(&str, f64, &[i64]); 6] = [
        (all, 0.0, &[0, 0, 0, 0, 0, 0]),
        (all, 0.5, &[250, 500, 1000, 2000, 4000, 4000]),
        (all, nearly, &[499, 999, 1999, 3999, 7999, 7999]),
        (own, 0.5, &[50, 100, 150, 150]),
        (own, nearly, &[99, 199, 299, 299]),
        (none, nearly, &[0, 0]),
    ];
    for (options, chance, waits) in cases {
        let bench = Bench::with(&ISLASH, options);
        bench.world.set_chance(chance);
        bench.script(vec![answer(429, ""); waits.len()]);
        bench.script([body(ISLASH.accepted)]);
        bench.send().unwrap();
        let times = bench.times();
        let waited: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(waited, waits, "{options} {chance}");
    }
}
