//! Files that a PBX keeps.

use sessage::outcome::{ErrorCode, Outcome};
use sessage::problem::{Code, Unit};
use sessage::provider::{Body, Method, PartValue, Purpose};

use crate::support_delivery::{Bench, YEASTAR, YEASTAR_LOGIN};
use crate::{parse, shown, upload, urls};

const KEPT: &str = r#"{"id":"65a7872eedb341068369fe67664e0fa1","name":"demo.jpeg","uri":"20250725/65a7872eedb341068369fe67664e0fa1","type":"image/jpeg","size":88555}"#;

fn kept(file: &str) -> String {
    format!(r#"{{"errcode":0,"errmsg":"SUCCESS","list":[{file}]}}"#)
}

#[test]
fn a_file_is_kept() {
    for (options, filename) in [
        ("{}", "demo.jpeg"),
        (r#"{"filename":"a \"b\".jpg"}"#, "a \"b\".jpg"),
    ] {
        let bench = Bench::new(&YEASTAR);
        bench.script([kept(KEPT).as_str()]);
        let found = bench.ask(&upload(88_555, options)).unwrap();
        assert_eq!(shown(&found), parse(KEPT));
        let url =
            "https://pbx.example/openapi/v1.0/message/batchupload?access_token=T0k%2Fyea%2B4%3D";
        assert_eq!(urls(&bench), [url]);
        let request = &bench.seen()[0].request;
        assert_eq!(
            (request.method, request.purpose),
            (Method::Post, Purpose::Upload)
        );
        let Body::Form(parts) = &request.body else {
            panic!("no form: {request:?}");
        };
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].name, "files");
        let PartValue::File(file, name) = &parts[0].value else {
            panic!("no file: {request:?}");
        };
        assert_eq!(
            (file.handle, file.size, name.as_str()),
            (0, 88_555, filename)
        );
        let heard: Vec<Purpose> = bench.ends().iter().map(|it| it.purpose).collect();
        assert_eq!(heard, [Purpose::Upload]);
    }
}

#[test]
fn what_a_pbx_says_of_a_file_is_told() {
    let cases = [
        (r#"{"uri":"a/b"}"#, r#"{"uri":"a/b"}"#),
        (
            r#"{"id":7,"uri":"a","size":null,"extra":1}"#,
            r#"{"id":"7","uri":"a"}"#,
        ),
    ];
    for (file, expected) in cases {
        let bench = Bench::new(&YEASTAR);
        bench.script([kept(file).as_str()]);
        let found = bench.ask(&upload(1, "{}")).unwrap();
        assert_eq!(shown(&found), parse(expected));
    }
}

#[test]
fn an_upload_logs_in_and_renews_a_token() {
    let tokens = |number: usize| {
        format!(
            r#"{{"errcode":0,"access_token":"a-{number}","access_token_expire_time":1800,"refresh_token":"r-{number}"}}"#
        )
    };
    let bench = Bench::new(&YEASTAR_LOGIN);
    bench.script([
        tokens(1).as_str(),
        r#"{"errcode":10004}"#,
        tokens(2).as_str(),
        kept(KEPT).as_str(),
    ]);
    bench.ask(&upload(1, "{}")).unwrap();
    let calls = ["get_token", "batchupload", "refresh_token", "batchupload"];
    assert_eq!(bench.calls(), calls);
    assert!(urls(&bench)[3].ends_with("=a-2"));
}

#[test]
fn a_file_that_is_too_large_does_not_leave() {
    const MOST: u64 = 100 << 20;
    let bench = Bench::new(&YEASTAR);
    bench.script([kept(KEPT).as_str()]);
    bench.ask(&upload(MOST, "{}")).unwrap();

    let bench = Bench::new(&YEASTAR_LOGIN);
    let error = bench.ask(&upload(MOST + 1, "{}")).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::InvalidMessage, Outcome::NotSent)
    );
    assert_eq!(error.provider, Some("yeastar"));
    let [problem] = error.problems.as_slice() else {
        panic!("{:?}", error.problems);
    };
    assert_eq!((problem.path.as_str(), problem.code), ("", Code::TooLarge));
    assert_eq!(problem.limit, Some(104_857_600.0));
    assert_eq!(problem.actual, Some(104_857_601.0));
    assert_eq!(problem.unit, Some(Unit::Bytes));
    assert!(problem.source.is_some());
    assert!(bench.seen().is_empty() && bench.events().is_empty());
}

#[test]
fn a_file_that_a_pbx_refuses() {
    let bench = Bench::new(&YEASTAR);
    bench.script([r#"{"errcode":40004,"errmsg":"FILE SIZE EXCEEDED"}"#]);
    let error = bench.ask(&upload(1, "{}")).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::Rejected, Outcome::NotSent)
    );
    assert_eq!(error.provider_code.as_deref(), Some("40004"));
    assert_eq!((error.attempts, error.parts.len()), (0, 0));
}
