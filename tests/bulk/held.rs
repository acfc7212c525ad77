//! Results that finished and were not handed out: a checkpoint gives each back as it was.

use sessage::delivery::BulkOptions;
use sessage::json::Json;
use sessage::outcome::{
    Change, ChangeKind, Error, ErrorCode, Outcome, PartOutcome, PartReceipt, Receipt, Status,
};
use sessage::problem::{Code, Problem, Severity, Unit};

use crate::bench::{Bench, Job, PROVIDER, job, receipt, resuming};

#[test]
fn every_name_that_a_result_may_hold_is_read_again() {
    let mut sent = Vec::new();
    for &(_, status) in Status::NAMES {
        sent.push(Ok(Receipt {
            status,
            ..full_receipt()
        }));
    }
    for &(_, kind) in ChangeKind::NAMES {
        let mut receipt = full_receipt();
        receipt.changes[0].kind = kind;
        sent.push(Ok(receipt));
    }
    for &(_, code) in ErrorCode::NAMES {
        let mut error = full_error();
        error.code = code;
        sent.push(Err(error));
    }
    for &(_, outcome) in Outcome::NAMES {
        let mut error = full_error();
        error.outcome = outcome;
        sent.push(Err(error));
    }
    for &code in CODES {
        let mut error = full_error();
        error.problems[0].code = code;
        sent.push(Err(error));
    }
    for unit in [Unit::Characters, Unit::Bytes, Unit::Items] {
        let mut error = full_error();
        error.problems[0].unit = Some(unit);
        sent.push(Err(error));
    }
    let first = Bench::new();
    let list: Vec<Job> = sent
        .iter()
        .enumerate()
        .map(|(number, sent)| Job {
            sent: sent.clone(),
            ..job(&format!("+8525{number:07}"), 10)
        })
        .collect();
    let run = first.run(list, r#"{"concurrency":1000}"#);
    first.drive(&run, async {
        run.next().await.unwrap().unwrap();
        let options = Json::parse(&resuming("{}", &run)).unwrap();
        assert_eq!(
            BulkOptions::read(&options, PROVIDER).unwrap().resume,
            Some(run.checkpoint())
        );
        run.stop();
    });
}

/// A receipt with every field.
pub fn full_receipt() -> Receipt {
    Receipt {
        provider: "texter",
        channel_message_id: Some("wamid.1".to_owned()),
        conversation_id: Some("12345678901234567890".to_owned()),
        sent_at: Some(1_700_000_000_000),
        reference: Some("mine".to_owned()),
        to: Some("447700900000".to_owned()),
        used_fallback: true,
        attempts: 3,
        parts: vec![PartReceipt {
            index: 0,
            outcome: PartOutcome::Sent,
            message_id: Some("m".to_owned()),
            channel_message_id: Some("w".to_owned()),
        }],
        changes: vec![Change {
            path: "/content".to_owned(),
            message: "Cut.".to_owned(),
            kind: ChangeKind::Truncated,
        }],
        raw: Some("{\"a\":\"\u{1f600}\"}".to_owned()),
        ..receipt("m")
    }
}

/// An error with every field.
pub fn full_error() -> Error {
    let mut error = Error::new(ErrorCode::RateLimited, "Slow down.");
    error.provider = Some("yeastar");
    error.outcome = Outcome::Partial;
    error.retryable = true;
    error.retry_after_ms = Some(5);
    error.retry_at = Some(1_700_000_000_005);
    error.status = Some(429);
    error.provider_code = Some("70082".to_owned());
    error.provider_message = Some("OVERLOAD".to_owned());
    let mut problem = Problem::error("/content/text", Code::TooLong, "Too long.");
    problem.severity = Severity::Warning;
    problem.limit = Some(4096.0);
    problem.actual = Some(5000.5);
    problem.unit = Some(Unit::Characters);
    problem.source = Some("https://a.example/".to_owned());
    error.problems = vec![problem];
    error.attempts = 2;
    error.parts = vec![
        PartReceipt::failed(0, PartOutcome::Unknown),
        PartReceipt::failed(1, PartOutcome::NotSent),
    ];
    error.raw = Some("{\"errcode\":70082}".to_owned());
    error
}

/// Every variant: one more in the enum and this does not compile.
macro_rules! every {
    ($name:ident: $of:ty = $($variant:ident)*) => {
        const $name: &[$of] = &[$(<$of>::$variant),*];
        const _: fn($of) = |it| match it { $(<$of>::$variant => {})* };
    };
}

every!(CODES: Code = Required TooLong TooMany TooFew TooLarge OutOfRange InvalidFormat InvalidType Duplicate
    Conflict Unsupported UnknownField);
