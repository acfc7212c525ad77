//! Messages that must not leave.

use sessage::outcome::{ErrorCode, Outcome, PartOutcome};
use sessage::problem::Code;

use crate::support_delivery::{Bench, CONNECTLY, EVERY, ISLASH, Sending, YEASTAR};

#[test]
fn a_message_with_errors_does_not_leave() {
    for line in EVERY {
        let bench = Bench::new(line);
        let message = r#"{"to":"","content":{"type":"text","text":""},"nonsense":1}"#;
        let sending = Sending {
            message: message.to_owned(),
            ..bench.sending()
        };
        let error = bench.send_one(sending).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidMessage, "{}", line.name);
        assert_eq!((error.outcome, error.attempts), (Outcome::NotSent, 0));
        let paths: Vec<&str> = error.problems.iter().map(|it| it.path.as_str()).collect();
        for path in ["/to", "/content/text", "/nonsense"] {
            assert!(paths.contains(&path), "{}: {paths:?}", line.name);
        }
        assert_eq!(error.parts[0].outcome, PartOutcome::NotSent);
        assert!(bench.seen().is_empty() && bench.events().is_empty());
    }
}

#[test]
fn what_is_only_unsupported_is_unsupported() {
    let contacts = r#"{"type":"contacts","contacts":[{"name":{"formatted":"Ann"}}]}"#;
    for line in [&ISLASH, &CONNECTLY, &YEASTAR] {
        let bench = Bench::new(line);
        let sending = Sending {
            message: format!(r#"{{"to":"+85256872847","content":{contacts}}}"#),
            ..bench.sending()
        };
        let error = bench.send_one(sending).unwrap_err();
        assert_eq!(error.code, ErrorCode::Unsupported, "{}", line.name);
        assert_eq!(error.outcome, Outcome::NotSent, "{}", line.name);
        let unsupported = |code: Code| code == Code::Unsupported;
        assert!(
            error.problems.iter().all(|it| unsupported(it.code)),
            "{error:?}"
        );
        assert!(bench.seen().is_empty());
    }
}

#[test]
fn a_message_that_is_no_object_does_not_leave() {
    for line in EVERY {
        for message in ["null", "[]", "\"text\"", "5", r#"{"\u0000":"Map"}"#] {
            let bench = Bench::new(line);
            let sending = Sending {
                message: message.to_owned(),
                ..bench.sending()
            };
            let error = bench.send_one(sending).unwrap_err();
            let [problem] = error.problems.as_slice() else {
                panic!("{message}: {error:?}");
            };
            assert_eq!(
                (problem.path.as_str(), problem.code),
                ("", Code::InvalidType)
            );
        }
    }
}
