//! Problems of a fallback, and plans.

use sessage::adapt::Adapt;
use sessage::outcome::ErrorCode;
use sessage::problem::{Code, Severity};
use sessage::provider::Purpose;

use crate::support_delivery::{Bench, EVERY, YEASTAR_LOGIN};
use crate::{WINDOWS, sending, three};

#[test]
fn a_faulty_fallback_is_told_once_and_keeps_everything_here() {
    for line in EVERY {
        let window = WINDOWS.iter().find(|it| it.line.name == line.name).unwrap();
        let faulty = window.guarded(&three(), "").replace("come_back", " ");
        let bench = window.bench();
        let error = bench.send_one(sending(&bench, faulty)).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidMessage, "{}", line.name);
        let found: Vec<_> = error
            .problems
            .iter()
            .map(|it| (it.path.as_str(), it.code))
            .collect();
        assert_eq!(found, [("/fallback/name", Code::Required)], "{}", line.name);
        assert!(bench.seen().is_empty(), "{}", line.name);
    }
}

#[test]
fn a_template_is_never_adapted() {
    let long = "x".repeat(1025);
    let window = &WINDOWS[2];
    let template = format!(
        r#"{{"type":"template","name":"n","header":{{"type":"image","url":"https://e.com"}},"body":["{long}"]}}"#
    );
    let bench = window.bench();
    let message = window
        .message("x", "")
        .replace(r#"{"type":"text","text":"x"}"#, &template);
    let plan = bench.plan(&message, Some(Adapt::Truncate));
    let found: Vec<_> = plan
        .problems
        .iter()
        .map(|it| (it.path.as_str(), it.code))
        .collect();
    assert_eq!(found, [("/content/body/0", Code::TooLong)]);
    assert_eq!((plan.requests.len(), plan.changes.len()), (0, 0));
}

#[test]
fn a_plan_lists_what_may_go_out() {
    let late = r#""lastInboundAt":0,"#;
    for window in &WINDOWS {
        let bench = window.bench();
        let purposes = |message: &str| -> Vec<(Purpose, bool)> {
            let plan = bench.plan(message, None);
            assert_eq!(plan.problems, [], "{}", window.line.name);
            let requests = plan.requests.iter();
            requests
                .map(|it| (it.purpose, format!("{:?}", it.body).contains("come_back")))
                .collect()
        };
        let (session, template) = ((Purpose::Send, false), (Purpose::Send, true));
        assert_eq!(purposes(&window.guarded("x", "")), [session, template]);
        let split = purposes(&window.guarded(&three(), ""));
        assert_eq!(split, [session, session, session, template]);
        assert_eq!(purposes(&window.guarded("x", late)), [template]);
        assert_eq!(purposes(&window.guarded(&three(), late)), [template]);
        assert_eq!(
            bench.plan(&window.guarded(&three(), late), None).changes,
            []
        );
    }
}

#[test]
fn a_plan_of_what_is_too_late_has_no_request_and_says_why() {
    for window in &WINDOWS {
        let plan = window
            .bench()
            .plan(&window.message("x", r#""lastInboundAt":0,"#), None);
        assert!(plan.requests.is_empty(), "{}", window.line.name);
        let found: Vec<_> = plan
            .problems
            .iter()
            .map(|it| (it.path.as_str(), it.code, it.severity))
            .collect();
        let warning = ("/lastInboundAt", Code::OutOfRange, Severity::Warning);
        assert_eq!(found, [warning], "{}", window.line.name);
    }
}

#[test]
fn a_plan_logs_in_once_for_the_message_and_its_fallback() {
    let bench = Bench::new(&YEASTAR_LOGIN);
    let plan = bench.plan(&WINDOWS[3].guarded("x", ""), None);
    let purposes: Vec<Purpose> = plan.requests.iter().map(|it| it.purpose).collect();
    assert_eq!(purposes, [Purpose::Token, Purpose::Send, Purpose::Send]);
}
