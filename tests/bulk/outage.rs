//! A provider that dies and comes back: few are in doubt, and all others are sent.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Context, Poll};

use sessage::delivery::{
    Begin, BulkItem, BulkOptions, BulkProgress, BulkRun, HeldBy, Outside, Sent, Source,
};
use sessage::json::Json;
use sessage::outcome::{Error, ErrorCode, Outcome, PartOutcome, PartReceipt};

use crate::bench::{PROVIDER, Switch, receipt};
use crate::support_delivery::World;

/// How a send ends while the provider is away.
#[derive(Debug, Clone, Copy)]
enum Away {
    /// The runtime does not say why no answer came, as workerd.
    Unknown,
    /// Nothing left.
    Refused,
    /// What stands before it answers.
    Gateway(u16),
    TimedOut,
}

struct Provider {
    world: World,
    away: (i64, i64),
    how: Away,
    /// What is asked by HEAD answers from then on.
    back: i64,
    ms: i64,
    started: RefCell<Vec<(usize, i64)>>,
    probes: RefCell<Vec<i64>>,
    most: Cell<usize>,
    abort: Switch,
}

impl Provider {
    fn new(away: (i64, i64), how: Away) -> Self {
        Self {
            world: World::new(),
            away,
            how,
            back: away.1,
            ms: 20,
            started: RefCell::default(),
            probes: RefCell::default(),
            most: Cell::new(0),
            abort: Switch::default(),
        }
    }

    fn is_away(&self) -> bool {
        (self.away.0..self.away.1).contains(&self.world.elapsed())
    }

    async fn send(self: Rc<Self>, index: usize) -> Sent {
        self.started
            .borrow_mut()
            .push((index, self.world.elapsed()));
        self.world.timer(self.ms).await;
        if !self.is_away() {
            return Ok(receipt(&index.to_string()));
        }
        let (code, outcome, status) = match self.how {
            Away::Unknown => (ErrorCode::Network, Outcome::Unknown, None),
            Away::Refused => (ErrorCode::Network, Outcome::NotSent, None),
            Away::TimedOut => (ErrorCode::Timeout, Outcome::Unknown, None),
            Away::Gateway(status) => (ErrorCode::Unavailable, Outcome::Unknown, Some(status)),
        };
        let mut error = Error::new(code, "Away.");
        let part = match outcome {
            Outcome::NotSent => PartOutcome::NotSent,
            _ => PartOutcome::Unknown,
        };
        error.retryable = outcome == Outcome::NotSent;
        error.outcome = outcome;
        error.status = status;
        error.attempts = 1;
        error.parts = vec![PartReceipt::failed(0, part)];
        Err(error)
    }

    async fn probe(self: Rc<Self>) -> bool {
        self.probes.borrow_mut().push(self.world.elapsed());
        self.world.timer(5).await;
        self.world.elapsed() >= self.back
    }
}

struct Feed(Rc<Provider>, std::ops::Range<usize>);

impl Source for Feed {
    type Fault = Error;

    fn refused(error: Error) -> Error {
        error
    }

    fn poll_next(&mut self, _: &mut Context<'_>) -> Poll<Result<Option<BulkItem>, Error>> {
        Poll::Ready(Ok(self.1.next().map(|index| {
            let provider = Rc::clone(&self.0);
            let begin: Begin = Box::new(move |_| Box::pin(Rc::clone(&provider).send(index)));
            BulkItem {
                to: Json::from(format!("+8525{index:07}")),
                reference: None,
                begin,
            }
        })))
    }
}

fn run(provider: &Rc<Provider>, count: usize, options: &str) -> (BulkProgress, Vec<BulkProgress>) {
    let options = BulkOptions::read(&Json::parse(options).unwrap(), PROVIDER).unwrap();
    let seen: Rc<RefCell<Vec<BulkProgress>>> = Rc::default();
    let (sees, probed) = (Rc::clone(&seen), Rc::clone(provider));
    let outside = Outside {
        abort: Box::new(provider.abort.clone()),
        probe: Box::new(move || Box::pin(Rc::clone(&probed).probe())),
        on_progress: Box::new(move |progress| sees.borrow_mut().push(*progress)),
    };
    let feed = Feed(Rc::clone(provider), 0..count);
    let run = BulkRun::new(feed, options, provider.world.clone(), outside);
    let work = run.start().unwrap();
    provider.world.run::<()>(vec![
        Box::pin(work),
        Box::pin(async {
            run.done().await.unwrap();
        }),
    ]);
    let progress = run.progress();
    provider.most.set(seen.borrow().len());
    let seen = seen.borrow().clone();
    (progress, seen)
}

#[test]
fn few_are_in_doubt_after_an_outage_and_all_others_are_sent() {
    for how in [
        Away::Unknown,
        Away::TimedOut,
        Away::Gateway(502),
        Away::Refused,
    ] {
        for concurrency in [1, 2, 8, 50] {
            for from in [0, 150, 300] {
                let provider = Rc::new(Provider::new((from, from + 60_000), how));
                let options = format!(r#"{{"concurrency":{concurrency}}}"#);
                let (progress, seen) = run(&provider, 500, &options);
                let name = format!("{how:?}, {concurrency}, {from}: {progress:?}");
                assert_eq!(progress.sent + progress.unknown, 500, "{name}");
                assert!(progress.unknown <= 5 + concurrency, "{name}");
                if matches!(how, Away::Refused) {
                    assert_eq!(progress.unknown, 0, "{name}");
                }
                let is_held = |seen: &BulkProgress| seen.held_by == Some(HeldBy::Outage);
                assert!(seen.iter().any(is_held), "{name}");
                // Asked after 5 s, and each time after twice as long.
                let probes = provider.probes.borrow();
                let gaps: Vec<i64> = probes.windows(2).map(|pair| pair[1] - pair[0]).collect();
                assert_eq!(gaps, [10_005, 20_005, 40_005][..gaps.len()], "{name}");
                assert!(provider.world.elapsed() < 100_000, "{name}");
                if concurrency == 8 {
                    println!("{name}");
                }
            }
        }
    }
}

#[test]
fn without_a_breaker_an_outage_uses_up_what_it_meets() {
    let provider = Rc::new(Provider::new((100, 60_000), Away::Unknown));
    let (progress, _) = run(&provider, 500, r#"{"concurrency":8,"breaker":false}"#);
    assert!(progress.unknown > 400, "{progress:?}");
    assert!(provider.probes.borrow().is_empty());
    let provider = Rc::new(Provider::new((100, 60_000), Away::Refused));
    let (progress, _) = run(&provider, 500, r#"{"concurrency":8,"breaker":false}"#);
    assert!(progress.not_sent > 300, "{progress:?}");
}

#[test]
fn a_breaker_opens_after_as_many_failures_and_asks_when_it_is_told_to() {
    for failures in [1, 3, 10] {
        let provider = Rc::new(Provider::new((0, 1_000), Away::Unknown));
        let options =
            format!(r#"{{"concurrency":1,"breaker":{{"failures":{failures},"probeMs":400}}}}"#);
        let (progress, _) = run(&provider, 30, &options);
        assert_eq!(progress.unknown, failures, "{progress:?}");
        let opened = i64::try_from(failures).unwrap() * 20;
        assert_eq!(provider.probes.borrow()[..2], [opened + 400, opened + 1205]);
    }
}

#[test]
fn what_answers_by_head_and_takes_no_message_costs_one_message_each_time() {
    let provider = Rc::new(Provider {
        back: 0,
        ..Provider::new((0, 60_000), Away::Gateway(500))
    });
    let (progress, _) = run(&provider, 100, r#"{"concurrency":8}"#);
    // Five, the three beside them, and one after 5, 15 and 35 seconds.
    assert!(progress.unknown <= 5 + 3 + 3 + 1, "{progress:?}");
    assert_eq!(progress.sent, 100 - progress.unknown);
}

#[test]
fn an_outage_without_end_is_asked_about_every_five_minutes() {
    let provider = Rc::new(Provider::new((0, 3_000_000), Away::Unknown));
    let (progress, _) = run(&provider, 50, "{}");
    assert_eq!(progress.sent + progress.unknown, 50);
    let probes = provider.probes.borrow();
    let longest = probes.windows(2).map(|pair| pair[1] - pair[0]).max();
    assert_eq!(longest, Some(300_005));
}

#[test]
fn an_abort_ends_a_hold_at_once() {
    for at in [3_000, 5_002, 20_000] {
        let provider = Rc::new(Provider::new((0, 600_000), Away::Refused));
        let aborts = Rc::clone(&provider);
        let options = BulkOptions::read(&Json::parse("{}").unwrap(), PROVIDER).unwrap();
        let probed = Rc::clone(&provider);
        let outside = Outside {
            abort: Box::new(provider.abort.clone()),
            probe: Box::new(move || Box::pin(Rc::clone(&probed).probe())),
            on_progress: Box::new(|_| {}),
        };
        let feed = Feed(Rc::clone(&provider), 0..50);
        let run = BulkRun::new(feed, options, provider.world.clone(), outside);
        let results = RefCell::new(0);
        provider.world.run::<()>(vec![
            Box::pin(run.start().unwrap()),
            Box::pin(async {
                while run.next().await.unwrap().is_some() {
                    *results.borrow_mut() += 1;
                }
            }),
            Box::pin(async {
                aborts.world.timer(at).await;
                assert_eq!(run.progress().held_by, Some(HeldBy::Outage));
                assert!(run.progress().held_until.is_some());
                aborts.abort.abort();
            }),
        ]);
        assert_eq!(provider.world.elapsed(), at);
        // What was refused is untouched: it is neither told nor taken.
        assert_eq!(
            (*results.borrow(), run.progress()),
            (0, BulkProgress::default())
        );
        assert_eq!(
            run.checkpoint()
                .write()
                .get("inFlight")
                .unwrap()
                .to_string(),
            "[]"
        );
    }
}
