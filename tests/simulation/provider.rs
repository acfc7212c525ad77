//! A simulated provider behind a real client, and the source that sends through it.

use std::cell::{Cell, RefCell};
use std::future::pending;
use std::rc::Rc;
use std::task::{Context, Poll};

use sessage::delivery::BulkOptions;
use sessage::delivery::{
    BulkItem, BulkProgress, BulkRun, Client, Io, Never, Options, Outside, Source, Transport,
    TransportError, Unobserved,
};
use sessage::json::Json;
use sessage::outcome::Error;
use sessage::provider::{Answer, Body, PartValue, Request, Text};

use crate::fate::fate;
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
}

impl Provider {
    pub fn new(line: &'static Line, seed: u64, messages: usize) -> Rc<Self> {
        // Each provider meets another world.
        let name = line.name.bytes().fold(seed, |mixed, byte| {
            mixed.wrapping_mul(257) ^ u64::from(byte)
        });
        let chance = Chance::new(name);
        let recipients = 1 + chance.below(messages);
        Rc::new(Self {
            line,
            chance,
            accepted: RefCell::new(vec![0; messages]),
            arrived: RefCell::new(vec![Vec::new(); recipients]),
            recipients,
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
            options: Rc::new(options.clone()),
        };
        let world = self.world.clone();
        BulkRun::new(
            feed,
            &options,
            world,
            Outside {
                abort: Box::new(Never),
                probe: Box::new(|| Box::pin(async { true })),
                on_progress: Box::new(on_progress),
            },
        )
    }
}

/// Every message of the provider, once.
pub struct Feed {
    life: Rc<Life>,
    next: usize,
    options: Rc<BulkOptions>,
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
        let options = Rc::clone(&self.options);
        Poll::Ready(Ok(Some(BulkItem {
            to: message.get("to").cloned().unwrap(),
            reference: None,
            begin: Box::new(move |parts| {
                let (life, message) = (Rc::clone(&life), message.clone());
                let options = options.of_one(parts);
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
            line,
            chance,
            accepted,
            arrived,
            ..
        } = &*self.provider;
        self.requests.set(self.requests.get() + 1);
        let index = index_of(&request.body);
        let fate = fate(line, chance);
        if fate.accepts {
            accepted.borrow_mut()[index] += 1;
        }
        arrived.borrow_mut()[self.provider.recipient(index)].push(index);
        self.world.timer(chance.up_to(250)).await;
        match fate.back {
            Some(back) => back,
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
