//! One pipeline: `validate`, `plan`, a send, a run and a broadcast say the same of one message.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support_delivery;

use sessage::adapt::Adapt;
use sessage::delivery::{
    Client, Io, Never, Options, SendOptions, Transport, TransportError, Unobserved,
};
use sessage::json::Json;
use sessage::outcome::Error;
use sessage::problem::{Problem, Severity};
use sessage::provider::{Answer, Request, by_name, validate};

use support_delivery::{EVERY, World};

/// Nothing here may leave.
struct Wall;

impl Transport for Wall {
    async fn call(&self, request: &Request) -> Result<Answer, TransportError> {
        panic!("this left: {}", request.url())
    }
}

/// What adapting solves, where it is not sent as it stands.
const CONTENTS: [&str; 7] = [
    r#"{"type":"location","latitude":1,"longitude":2,"name":"Office"}"#,
    r#"{"type":"buttons","text":"Which?","buttons":[{"id":"1","title":"A title that is too long for it"}]}"#,
    r#"{"type":"image","url":"https://e.example/a.jpg","caption":"Look","filename":"a.jpg"}"#,
    r#"{"type":"contacts","contacts":[{"name":{"formatted":"Ann","first":"Ann"}}]}"#,
    r#"{"type":"text","text":"LONG"}"#,
    r#"{"type":"text","text":5}"#,
    r#"{"type":"contacts","contacts":[{"name":{"formatted":"Ann","first":5}}]}"#,
];
const RECIPIENTS: [&str; 6] = [
    r#""+85256872847""#,
    r#""nobody""#,
    "5",
    r#"{"phone":7}"#,
    r#"{"phone":"+85256872847","bsuid":"US.1"}"#,
    r#"{"conversationId":"30"}"#,
];
/// What stands beside them, with one wrong type in some.
const BESIDE: [&str; 5] = [
    "",
    r#","reference":5"#,
    r#","replyTo":true"#,
    r#","lastInboundAt":"yesterday""#,
    r#","from":"+85256872847","fallback":{"type":"template","name":"t","language":"en","body":["1"]}"#,
];

fn client(config: &str) -> Client {
    Client::new(&Json::parse(config).unwrap(), Options::default(), false).unwrap()
}

fn parsed(text: &str) -> Json {
    Json::parse(&text.replace("LONG", &"word ".repeat(1000))).unwrap()
}

fn has_error(problems: &[Problem]) -> bool {
    problems.iter().any(|it| it.severity == Severity::Error)
}

fn refused(client: &Client, message: &Json, mode: Adapt) -> Error {
    let world = World::new();
    let options = SendOptions {
        adapt: Some(mode),
        ..SendOptions::default()
    };
    let send = async { client.send(message, &[], &options, io(&world)).await };
    world.run(vec![Box::pin(send)]).pop().unwrap().unwrap_err()
}

fn io(world: &World) -> Io<'_, Wall, World> {
    Io {
        transport: &Wall,
        clock: world,
        abort: &Never,
        observer: &Unobserved,
        store: None,
    }
}

#[test]
fn all_say_the_same() {
    let mut refusals = 0;
    for line in EVERY {
        let client = client(line.config);
        for content in CONTENTS {
            for to in RECIPIENTS {
                for beside in BESIDE {
                    for mode in [Adapt::Off, Adapt::Reshape, Adapt::Truncate] {
                        let name = format!("{}, {mode:?}: {to} {content} {beside}", line.name);
                        let message =
                            parsed(&format!(r#"{{"to":{to},"content":{content}{beside}}}"#));
                        let plan = client.plan(&message, &[], Some(mode), 0);
                        if mode == Adapt::Off {
                            assert_eq!(client.validate(&message, &[], 0), plan.problems, "{name}");
                        }
                        if !has_error(&plan.problems) {
                            continue;
                        }
                        refusals += 1;
                        let sent = refused(&client, &message, mode);
                        assert_eq!(sent.problems, plan.problems, "{name}");
                        if beside.is_empty() {
                            let broadcast = client.broadcast(&parsed(content), &[], Some(mode));
                            let world = World::new();
                            let (to, options) = (parsed(to), SendOptions::default());
                            let send = async {
                                client.send_to(&broadcast, &to, &options, io(&world)).await
                            };
                            let told = world.run(vec![Box::pin(send)]).pop().unwrap();
                            let told = told.unwrap_err();
                            assert_eq!(sorted(&told.problems), sorted(&sent.problems), "{name}");
                            assert_eq!(told.code, sent.code, "{name}");
                        }
                    }
                }
            }
        }
    }
    assert!(refusals > 500, "{refusals}");
}

fn sorted(problems: &[Problem]) -> Vec<String> {
    let mut problems: Vec<String> = problems
        .iter()
        .map(|problem| format!("{} {}", problem.path, problem.message))
        .collect();
    problems.sort();
    problems
}

#[test]
fn a_wrong_type_beside_a_content_does_not_keep_the_content_from_being_adapted() {
    let message = r#"{"to":"+85256872847","reference":5,"content":{"type":"text","text":"LONG"}}"#;
    for line in EVERY {
        let client = client(line.config);
        let plan = client.plan(&parsed(message), &[], Some(Adapt::Reshape), 0);
        let paths: Vec<&str> = plan.problems.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["/reference"], "{}", line.name);
        assert!(plan.requests.is_empty());
    }
}

#[test]
fn with_and_without_a_configuration_a_fallback_beside_a_sender_is_told_once() {
    for line in EVERY {
        let client = client(line.config);
        let entry = by_name(client.provider()).unwrap();
        for content in CONTENTS {
            for to in RECIPIENTS {
                for beside in BESIDE {
                    let message = parsed(&format!(r#"{{"to":{to},"content":{content}{beside}}}"#));
                    let (_, free) = validate(&message, &[], entry, None, 0);
                    let own = client.validate(&message, &[], 0);
                    // A configuration here supplies all that only it can.
                    assert_eq!(
                        sorted(&free),
                        sorted(&own),
                        "{}: {to} {content} {beside}",
                        line.name
                    );
                }
            }
        }
    }
}
