//! Failing over: who is tried, who rests, and what the caller is told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support_delivery;

use std::cell::RefCell;

use sessage::delivery::TransportError::{Broken, NeverOpened};
use sessage::delivery::{
    Client, Failover, Io, Never, Options, SendOptions, Transport, TransportError, Turn, Unobserved,
};
use sessage::json::Json;
use sessage::outcome::ErrorCode::{self, *};
use sessage::outcome::{Error, Outcome, Receipt};
use sessage::provider::{Answer, Request};

use support_delivery::{CONNECTLY, ISLASH, Line, Reply, World, YEASTAR, answer, body};

const MESSAGE: &str = r#"{"to":"+85256872847","content":{"type":"text","text":"Hello"}}"#;

/// Three clients, each of which answers every request alike.
struct Bench {
    world: World,
    failover: Failover,
    clients: Vec<Client>,
    replies: RefCell<Vec<Reply>>,
    /// The clients that were asked, and when.
    asked: RefCell<Vec<(usize, i64)>>,
}

struct Wire<'a>(&'a Bench, usize);

impl Transport for Wire<'_> {
    async fn call(&self, _request: &Request) -> Result<Answer, TransportError> {
        let Self(bench, client) = self;
        bench
            .asked
            .borrow_mut()
            .push((*client, bench.world.elapsed()));
        let reply = bench.replies.borrow()[*client].clone();
        reply.give(&bench.world).await
    }
}

const LINES: [&Line; 3] = [&ISLASH, &CONNECTLY, &YEASTAR];

impl Bench {
    fn new(replies: [Reply; 3]) -> Self {
        let client = |line: &&Line| {
            Client::new(
                &Json::parse(line.config).unwrap(),
                Options::default(),
                false,
            )
            .unwrap()
        };
        Self {
            world: World::new(),
            failover: Failover::new(3),
            clients: LINES.iter().map(client).collect(),
            replies: RefCell::new(replies.into()),
            asked: RefCell::default(),
        }
    }

    fn send_with(&self, message: impl Fn(&str) -> String, options: &str) -> Result<Receipt, Error> {
        let options = SendOptions::read(&Json::parse(options).unwrap()).unwrap();
        let send = async |turn: Turn| {
            let client = &self.clients[turn.client];
            let message = Json::parse(&message(client.provider())).unwrap();
            let io = Io {
                transport: &Wire(self, turn.client),
                clock: &self.world,
                abort: &Never,
                observer: &Unobserved,
                store: None,
            };
            client.send(&message, &[], &turn.options, io).await
        };
        let sent = self.failover.send(&options, &self.world, send);
        self.world.run(vec![Box::pin(sent)]).remove(0)
    }

    fn send(&self) -> Result<Receipt, Error> {
        self.send_with(|_| MESSAGE.to_owned(), "{}")
    }

    /// The clients asked since the last call of this.
    fn asked(&self) -> Vec<usize> {
        self.asked
            .take()
            .into_iter()
            .map(|(client, _)| client)
            .collect()
    }
}

fn accepted(client: usize) -> Reply {
    LINES[client].accepted.into()
}

fn status(status: u16) -> Reply {
    answer(status, "").into()
}

fn down() -> Reply {
    NeverOpened("connect ECONNREFUSED.".to_owned()).into()
}

fn later(status: u16, seconds: &str) -> Reply {
    Answer {
        retry_after: Some(seconds.to_owned()),
        ..answer(status, "")
    }
    .into()
}

#[test]
fn parts_are_resumed_with_the_client_that_has_them() {
    let bench = Bench::new([accepted(0), accepted(1), accepted(2)]);
    let options = r#"{"resume":[{"index":0,"outcome":"not_sent"}]}"#;
    let error = bench
        .send_with(|_| MESSAGE.to_owned(), options)
        .unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (ErrorCode::InvalidConfig, Outcome::NotSent)
    );
    assert_eq!(error.problems[0].path, "/resume");
    assert!(error.message.contains("error's provider"), "{error}");
    assert!(bench.asked().is_empty());
}

#[test]
fn an_opt_out_is_told_by_the_code_whatever_the_words_hold() {
    let opted_out = r#"{"code":"ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT","message":"ref (#131047)"}"#;
    let bench = Bench::new([status(401), answer(400, opted_out).into(), accepted(2)]);
    let error = bench.send().unwrap_err();
    assert_eq!(error.code, ErrorCode::OptedOut);
    assert_eq!(bench.asked(), [0, 1]);
}

#[test]
fn the_first_that_sends_is_the_last_that_is_asked() {
    let bench = Bench::new([accepted(0), accepted(1), accepted(2)]);
    let receipt = bench.send().unwrap();
    assert_eq!((receipt.provider, receipt.attempts), ("islash", 1));
    assert_eq!(bench.asked(), [0]);
}

#[test]
fn it_moves_on_where_another_may_do_better() {
    let window = r#"{"meta":{"code":"131047","message":"Re-engagement message"}}"#;
    let cases = [
        ("unauthorized", status(401)),
        ("forbidden", status(403)),
        ("not found", status(404)),
        ("throttled", status(429)),
        ("throttled for long", later(429, "3600")),
        ("not working", later(503, "1")),
        ("no connection", down()),
        ("the window is closed", body(window).into()),
    ];
    for (name, reply) in cases {
        let bench = Bench::new([reply, accepted(1), accepted(2)]);
        let receipt = bench
            .send()
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(
            (receipt.provider, receipt.attempts),
            ("connectly", 2),
            "{name}"
        );
        assert_eq!(bench.asked(), [0, 1], "{name}: one attempt each");
        assert_eq!(bench.world.elapsed(), 0, "{name}: nothing is waited for");
    }
}

#[test]
fn it_stops_where_another_would_do_no_better_or_harm() {
    let cases: [(&str, Reply, ErrorCode, Outcome); 6] = [
        ("rejected", status(400), Rejected, Outcome::NotSent),
        ("a redirect", status(302), BadResponse, Outcome::NotSent),
        ("perhaps sent", status(500), Unavailable, Outcome::Unknown),
        (
            "garbage",
            body("<html>").into(),
            BadResponse,
            Outcome::Unknown,
        ),
        (
            "cut off",
            Broken(String::new()).into(),
            Network,
            Outcome::Unknown,
        ),
        ("no answer", Reply::never(), Timeout, Outcome::Unknown),
    ];
    for (name, reply, code, outcome) in cases {
        let bench = Bench::new([reply, accepted(1), accepted(2)]);
        let error = bench.send().unwrap_err();
        assert_eq!((error.code, error.outcome), (code, outcome), "{name}");
        assert_eq!(error.provider, Some("islash"), "{name}");
        assert_eq!(bench.asked(), [0], "{name}");
    }
}

#[test]
fn an_opt_out_is_not_walked_round() {
    let opted_out = r#"{"code":"ERROR_CODE_MESSAGE_CUSTOMER_OPTED_OUT","message":"No"}"#;
    let bench = Bench::new([status(401), body(opted_out).into(), accepted(2)]);
    let error = bench.send().unwrap_err();
    assert_eq!((error.code, error.attempts), (OptedOut, 2));
    assert_eq!(bench.asked(), [0, 1]);
}

#[test]
fn a_message_with_errors_goes_to_nobody() {
    let bench = Bench::new([accepted(0), accepted(1), accepted(2)]);
    let error = bench.send_with(|_| "{}".to_owned(), "{}").unwrap_err();
    assert_eq!(error.code, InvalidMessage);
    assert!(bench.asked().is_empty());
}

#[test]
fn what_one_cannot_carry_goes_to_the_next_and_each_may_have_its_own_message() {
    let bench = Bench::new([accepted(0), accepted(1), accepted(2)]);
    let from = MESSAGE.replacen('{', r#"{"from":"+85211111111","#, 1);
    let receipt = bench.send_with(|_| from.clone(), "{}").unwrap();
    assert_eq!(
        receipt.provider, "connectly",
        "iSlash cannot choose the number"
    );
    let own = |provider: &str| {
        let message = if provider == "connectly" {
            MESSAGE
        } else {
            from.as_str()
        };
        message.replace("Hello", provider)
    };
    let receipt = bench.send_with(own, "{}").unwrap();
    assert_eq!(receipt.provider, "connectly");
    assert_eq!(bench.asked(), [1, 1]);
}

#[test]
fn the_last_one_repeats_and_its_error_is_the_callers() {
    let bench = Bench::new([status(401), later(429, "1"), later(429, "2")]);
    let error = bench.send().unwrap_err();
    assert_eq!((error.code, error.provider), (RateLimited, Some("yeastar")));
    assert_eq!(error.attempts, 5, "one, one and three");
    let asked = bench.asked.take();
    assert_eq!(asked, [(0, 0), (1, 0), (2, 0), (2, 2000), (2, 4000)]);
}

#[test]
fn the_deadline_covers_the_whole() {
    let bench = Bench::new([status(401), status(401), later(429, "2")]);
    let slow = bench.replies.borrow()[0].clone().after(700);
    bench.replies.borrow_mut()[0] = slow.clone();
    bench.replies.borrow_mut()[1] = slow;
    let error = bench
        .send_with(|_| MESSAGE.to_owned(), r#"{"deadlineMs":3000}"#)
        .unwrap_err();
    // 1600 ms are left to the last one, and its wait of 2000 does not fit.
    assert_eq!((error.code, bench.world.elapsed()), (RateLimited, 1400));
    assert_eq!(bench.asked(), [0, 1, 2]);

    let bench = Bench::new([status(401).after(500), accepted(1), accepted(2)]);
    let error = bench
        .send_with(|_| MESSAGE.to_owned(), r#"{"deadlineMs":500}"#)
        .unwrap_err();
    assert_eq!(error.provider, Some("islash"));
    assert_eq!(bench.asked(), [0], "no time is left for another");
}

#[test]
fn the_default_deadline_is_a_minute() {
    let bench = Bench::new([status(401), status(401), later(429, "59")]);
    let error = bench.send().unwrap_err();
    assert_eq!((error.attempts, bench.world.elapsed()), (4, 59_000));
}

#[test]
fn who_fails_twice_in_a_row_rests() {
    let misses = [
        ("unauthorized", status(401)),
        ("forbidden", status(403)),
        ("not working", later(503, "1")),
        ("no connection", down()),
    ];
    for (name, reply) in misses {
        let bench = Bench::new([reply.clone(), accepted(1), accepted(2)]);
        for asked in [[0, 1].as_slice(), &[0, 1], &[1], &[1]] {
            bench.send().unwrap();
            assert_eq!(bench.asked(), asked, "{name}");
        }
        bench.world.pass(29_999);
        bench.send().unwrap();
        assert_eq!(bench.asked(), [1], "{name}");
        bench.world.pass(1);
        bench.send().unwrap();
        assert_eq!(bench.asked(), [0, 1], "{name}: it is tried again");
        bench.send().unwrap();
        assert_eq!(bench.asked(), [1], "{name}: and rests again");
        bench.world.pass(30_000);
        bench.replies.borrow_mut()[0] = accepted(0);
        bench.send().unwrap();
        bench.replies.borrow_mut()[0] = reply.clone();
        bench.asked();
        bench.send().unwrap();
        bench.send().unwrap();
        assert_eq!(
            bench.asked(),
            [0, 1, 0, 1],
            "{name}: having sent, it may fail once"
        );
    }
}

#[test]
fn what_leaves_it_open_whether_it_was_sent_counts_too() {
    for reply in [status(500), Reply::never(), Broken(String::new()).into()] {
        let bench = Bench::new([reply, accepted(1), accepted(2)]);
        bench.send().unwrap_err();
        bench.send().unwrap_err();
        assert_eq!(bench.send().unwrap().provider, "connectly");
        assert_eq!(bench.asked(), [0, 0, 1]);
    }
}

#[test]
fn other_failures_do_not_count() {
    for reply in [status(429), status(404)] {
        let bench = Bench::new([reply, accepted(1), accepted(2)]);
        for _ in 0..4 {
            bench.send().unwrap();
            assert_eq!(bench.asked(), [0, 1]);
        }
    }
    // Nor do two that are not in a row; a message that reached nobody is none of the row.
    let bench = Bench::new([status(401), accepted(1), accepted(2)]);
    bench.send().unwrap();
    bench.replies.borrow_mut()[0] = status(429);
    bench.send().unwrap();
    bench.replies.borrow_mut()[0] = status(401);
    bench.send().unwrap();
    bench.asked();
    bench.send_with(|_| "{}".to_owned(), "{}").unwrap_err();
    bench.send().unwrap();
    assert_eq!(bench.asked(), [0, 1]);
    bench.send().unwrap();
    assert_eq!(bench.asked(), [1]);
}

#[test]
fn where_all_rest_the_one_that_is_back_first_is_asked() {
    let bench = Bench::new([down(), down(), down()]);
    bench.replies.borrow_mut()[1] = down().after(5);
    bench.send().unwrap_err();
    bench.asked();
    bench.send().unwrap_err();
    assert_eq!(bench.asked(), [0, 1, 2, 2, 2], "the last repeats");
    bench.replies.borrow_mut()[0] = accepted(0);
    assert_eq!(bench.send().unwrap().provider, "islash");
    assert_eq!(bench.asked(), [0]);
    // It is awake again, and the others still rest.
    bench.replies.borrow_mut()[0] = later(429, "1");
    assert_eq!(
        bench.send().unwrap_err().attempts,
        3,
        "nobody follows, so it repeats"
    );
    assert_eq!(bench.asked(), [0, 0, 0]);
}

#[test]
fn without_clients_nothing_is_sent() {
    let world = World::new();
    let failover = Failover::new(0);
    let options = SendOptions::default();
    let sent = failover.send(&options, &world, async |_| panic!("nobody is there"));
    let error = world.run(vec![Box::pin(sent)]).remove(0).unwrap_err();
    assert_eq!(
        (error.code, error.outcome),
        (InvalidConfig, Outcome::NotSent)
    );
}
