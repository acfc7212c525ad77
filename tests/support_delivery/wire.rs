//! A transport that records requests and answers each with the next reply of its script.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::pending;

use sessage::delivery::{Transport, TransportError};
use sessage::provider::{Answer, Body, Purpose, Request};

use super::World;

/// What becomes of one request.
#[derive(Debug, Clone)]
pub struct Reply {
    after_ms: i64,
    /// `None` where no answer ever comes.
    result: Option<Result<Answer, TransportError>>,
}

impl Reply {
    /// A request that is never answered.
    pub fn never() -> Self {
        Self {
            after_ms: 0,
            result: None,
        }
    }

    /// Waits, and gives what comes back.
    pub async fn give(self, world: &World) -> Result<Answer, TransportError> {
        world.timer(self.after_ms).await;
        match self.result {
            Some(result) => result,
            None => pending().await,
        }
    }

    /// The same reply, that long after the request.
    pub fn after(mut self, ms: i64) -> Self {
        self.after_ms = ms;
        self
    }
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self {
            after_ms: 0,
            result: Some(Ok(answer)),
        }
    }
}

impl From<TransportError> for Reply {
    fn from(error: TransportError) -> Self {
        Self {
            after_ms: 0,
            result: Some(Err(error)),
        }
    }
}

/// A reply with HTTP 200 and this body.
impl From<&str> for Reply {
    fn from(text: &str) -> Self {
        body(text).into()
    }
}

/// An answer with HTTP 200 and this body.
pub fn body(text: &str) -> Answer {
    answer(200, text)
}

pub fn answer(status: u16, text: &str) -> Answer {
    Answer {
        status,
        text: text.to_owned(),
        ..Answer::default()
    }
}

/// A request that left.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Milliseconds since the bench began.
    pub at: i64,
    pub request: Request,
}

impl Seen {
    /// The end of the URL's path: `get_token`, `chat1`.
    pub fn call(&self) -> &str {
        self.request.address.rsplit('/').next().unwrap_or_default()
    }

    /// The credentials that the body carries, as they go over the wire.
    pub fn credentials(&self) -> Vec<(&'static str, &str)> {
        match &self.request.body {
            Body::Credentials(secrets) => secrets
                .iter()
                .map(|(name, secret)| (*name, secret.reveal()))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// The script, and what has happened of it.
pub struct Wire {
    world: World,
    script: RefCell<VecDeque<Reply>>,
    pub seen: RefCell<Vec<Seen>>,
    /// Requests whose answer was not waited for.
    pub dropped: Cell<usize>,
    tokens_running: Cell<usize>,
    /// The most token calls that were ever under way at one moment.
    pub most_tokens: Cell<usize>,
}

impl Wire {
    pub fn new(world: &World) -> Self {
        Self {
            world: world.clone(),
            script: RefCell::default(),
            seen: RefCell::default(),
            dropped: Cell::default(),
            tokens_running: Cell::default(),
            most_tokens: Cell::default(),
        }
    }

    pub fn add(&self, replies: impl IntoIterator<Item = Reply>) {
        self.script.borrow_mut().extend(replies);
    }

    /// How many replies nobody asked for.
    pub fn left_over(&self) -> usize {
        self.script.borrow().len()
    }
}

struct InFlight<'a> {
    wire: &'a Wire,
    is_token: bool,
    answered: bool,
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        if self.is_token {
            self.wire
                .tokens_running
                .set(self.wire.tokens_running.get() - 1);
        }
        if !self.answered {
            self.wire.dropped.set(self.wire.dropped.get() + 1);
        }
    }
}

impl Transport for Wire {
    async fn call(&self, request: &Request) -> Result<Answer, TransportError> {
        self.seen.borrow_mut().push(Seen {
            at: self.world.elapsed(),
            request: request.clone(),
        });
        let is_token = request.purpose == Purpose::Token;
        if is_token {
            self.tokens_running.set(self.tokens_running.get() + 1);
            let most = self.most_tokens.get().max(self.tokens_running.get());
            self.most_tokens.set(most);
        }
        let mut flight = InFlight {
            wire: self,
            is_token,
            answered: false,
        };
        let next = self.script.borrow_mut().pop_front();
        let reply = next.unwrap_or_else(|| panic!("an unexpected request: {request:?}"));
        let result = reply.give(&self.world).await;
        flight.answered = true;
        result
    }
}
