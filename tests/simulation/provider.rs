//! A simulated provider behind a real client, and the source that sends through it.

use std::cell::{Cell, RefCell};
use std::future::pending;
use std::rc::Rc;
use std::task::{Context, Poll};

use sessage::adapt::Adapt;
use sessage::delivery::{
    BulkItem, BulkProgress, BulkRun, Client, Io, Never, Options, Outside, SendOptions, Source,
    Transport, TransportError, Unobserved,
};
use sessage::json::Json;
use sessage::outcome::Error;
use sessage::provider::{Answer, Body, PartValue, Request, Text};

use crate::fate::{Fate, away, fate, throttled};
use crate::support_delivery::{Chance, Line, World};

/// A provider that remembers what it took, over all lives of a run.
pub struct Provider {
    pub line: &'static Line,
    pub chance: Chance,
    /// How often it took each message.
    pub accepted: RefCell<Vec<u32>>,
    /// The messages of each recipient, in the order in which they came.
    pub arrived: RefCell<Vec<Vec<usize>>>,
    pub recipients: usize,
    /// When it is away, in milliseconds of each life.
    away: Option<(i64, i64)>,
    /// How many it takes in each second.
    most: Option<usize>,
}

impl Provider {
    pub fn new(line: &'static Line, seed: u64, messages: usize) -> Rc<Self> {
        // Each provider meets another world.
        let name = line.name.bytes().fold(seed, |mixed, byte| {
            mixed.wrapping_mul(257) ^ u64::from(byte)
        });
        let chance = Chance::new(name);
        let recipients = 1 + chance.below(messages);
        let from = chance.up_to(2_000);
        let away = chance
            .one_in(3)
            .then(|| (from, from + chance.up_to(90_000)));
        let most = chance.one_in(3).then(|| 1 + chance.below(30));
        Rc::new(Self {
            line,
            chance,
            accepted: RefCell::new(vec![0; messages]),
            arrived: RefCell::new(vec![Vec::new(); recipients]),
            recipients,
            away,
            most,
        })
    }

    pub fn messages(&self) -> usize {
        self.accepted.borrow().len()
    }

    fn recipient(&self, index: usize) -> usize {
        // The same in every life.
        index * 7919 % self.recipients
    }

    fn message(&self, index: usize) -> Json {
        let recipient = self.recipient(index);
        let to = if self.line.name == "texter" {
            format!(r#"{{"conversationId":"chat{recipient}"}}"#)
        } else {
            format!(r#""+8525{recipient:07}""#)
        };
        let content = format!(r#"{{"type":"text","text":"Hello #{index}#"}}"#);
        Json::parse(&format!(r#"{{"to":{to},"content":{content}}}"#)).unwrap()
    }
}

/// One life: a client with its world.
pub struct Life {
    pub world: World,
    provider: Rc<Provider>,
    client: Client,
    running: Cell<usize>,
    pub most_running: Cell<usize>,
    pub requests: Cell<usize>,
    /// The second that was last asked in, and how many were taken in it.
    taken: Cell<(i64, usize)>,
    /// From when until when nothing may start.
    hold: Cell<(i64, i64)>,
}

impl Life {
    pub fn new(provider: &Rc<Provider>) -> Rc<Self> {
        let config = Json::parse(provider.line.config).unwrap();
        Rc::new(Self {
            world: World::new(),
            provider: Rc::clone(provider),
            client: Client::new(&config, Options::default(), false).unwrap(),
            running: Cell::default(),
            most_running: Cell::default(),
            requests: Cell::default(),
            taken: Cell::default(),
            hold: Cell::default(),
        })
    }

    pub fn run(
        self: &Rc<Self>,
        options: &str,
        on_progress: impl Fn(&BulkProgress) + 'static,
    ) -> BulkRun<Feed, World> {
        let options = Json::parse(options).unwrap();
        let options = self.client.bulk_options(&options).unwrap();
        let feed = Feed {
            life: Rc::clone(self),
            next: 0,
            adapt: options.adapt,
        };
        let world = self.world.clone();
        BulkRun::new(
            feed,
            options,
            world,
            Outside {
                abort: Box::new(Never),
                probe: {
                    let life = Rc::clone(self);
                    Box::new(move || {
                        let life = Rc::clone(&life);
                        Box::pin(async move { !life.is_away() })
                    })
                },
                on_progress: Box::new(on_progress),
            },
        )
    }
}

impl Life {
    fn is_away(&self) -> bool {
        let now = self.world.elapsed();
        let away = self.provider.away;
        away.is_some_and(|(from, to)| (from..to).contains(&now))
    }

    /// Whether the account takes one more in this second.
    fn takes(&self) -> bool {
        let second = self.world.elapsed() / 1000;
        let (at, count) = self.taken.get();
        let count = if at == second { count } else { 0 };
        let takes = self.provider.most.is_none_or(|most| count < most);
        self.taken.set((second, count + usize::from(takes)));
        takes
    }

    fn fate(&self) -> Fate {
        let Provider { line, chance, .. } = &*self.provider;
        if self.is_away() {
            away(chance)
        } else if self.takes() {
            fate(line, chance)
        } else {
            throttled(chance)
        }
    }
}

/// Every message of the provider, once.
pub struct Feed {
    life: Rc<Life>,
    next: usize,
    adapt: Option<Adapt>,
}

impl Source for Feed {
    type Fault = Error;

    fn refused(error: Error) -> Error {
        error
    }

    fn poll_next(&mut self, _context: &mut Context<'_>) -> Poll<Result<Option<BulkItem>, Error>> {
        let index = self.next;
        if index == self.life.provider.messages() {
            return Poll::Ready(Ok(None));
        }
        self.next += 1;
        let life = Rc::clone(&self.life);
        let message = life.provider.message(index);
        let adapt = self.adapt;
        Poll::Ready(Ok(Some(BulkItem {
            to: message.get("to").cloned().unwrap(),
            reference: None,
            begin: Box::new(move |parts| {
                let (life, message) = (Rc::clone(&life), message.clone());
                let options = SendOptions::in_run(adapt, parts);
                Box::pin(async move {
                    life.running.set(life.running.get() + 1);
                    life.most_running
                        .set(life.most_running.get().max(life.running.get()));
                    let io = Io {
                        transport: &*life,
                        clock: &life.world,
                        abort: &Never,
                        observer: &Unobserved,
                        store: None,
                    };
                    let sent = life.client.send(&message, &[], &options, io).await;
                    life.running.set(life.running.get() - 1);
                    sent
                })
            }),
        })))
    }
}

impl Transport for Life {
    async fn call(&self, request: &Request) -> Result<Answer, TransportError> {
        let Provider {
            chance,
            accepted,
            arrived,
            ..
        } = &*self.provider;
        self.requests.set(self.requests.get() + 1);
        let index = index_of(&request.body);
        let (from, until) = self.hold.get();
        let now = self.world.elapsed();
        assert!(
            now <= from || now >= until,
            "{index} left at {now}, held {from} to {until}"
        );
        let fate = self.fate();
        if fate.accepts {
            accepted.borrow_mut()[index] += 1;
        }
        arrived.borrow_mut()[self.provider.recipient(index)].push(index);
        self.world.timer(chance.up_to(250)).await;
        match fate.back {
            Some(back) => {
                if let Ok(answer) = &back
                    && let Some(after) = &answer.retry_after
                {
                    let now = self.world.elapsed();
                    let until = now + after.parse::<i64>().unwrap() * 1000;
                    if until > self.hold.get().1 {
                        self.hold.set((now, until));
                    }
                }
                back
            }
            None => pending().await,
        }
    }
}

/// Which message a body carries: its number stands in the text.
fn index_of(body: &Body) -> usize {
    let text = match body {
        Body::Json(text) => text.to_string(),
        Body::Form(parts) => {
            let texts = parts.iter().filter_map(|part| match &part.value {
                PartValue::Text(Text::Plain(text)) => Some(text.as_str()),
                _ => None,
            });
            texts.collect::<Vec<_>>().join(" ")
        }
        other => panic!("no message: {other:?}"),
    };
    text.split('#').nth(1).unwrap().parse().unwrap()
}
