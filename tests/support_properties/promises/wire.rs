//! A transport that answers from a script, and futures that never have to wait.

use std::cell::{Cell, RefCell};
use std::future::{Future, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use sessage::delivery::{AttemptEvent, Client, Clock, Io, Never, Observer, SendOptions};
use sessage::delivery::{Transport, TransportError};
use sessage::json::Json;
use sessage::message::Attachment;
use sessage::outcome::{Error, Receipt};
use sessage::provider::{Answer, Found, Request, Task};

use super::NOW;

/// Answers in turn, the last one over and over; without any, no connection is ever opened.
pub struct Script<'a> {
    answers: &'a [Answer],
    next: Cell<usize>,
    /// What was sent.
    pub requests: RefCell<Vec<Request>>,
    /// What was observed.
    pub events: RefCell<Vec<AttemptEvent>>,
}

impl<'a> Script<'a> {
    /// A script from its start.
    pub fn new(answers: &'a [Answer]) -> Self {
        Self {
            answers,
            next: Cell::new(0),
            requests: RefCell::default(),
            events: RefCell::default(),
        }
    }

    /// The next answer.
    pub fn answer(&self) -> Option<&'a Answer> {
        let index = self.next.get();
        self.next.set(index + 1);
        self.answers.get(index).or(self.answers.last())
    }

    /// Sends a message over this script.
    pub fn send(
        &self,
        client: &Client,
        message: &Json,
        attachments: &[Attachment],
    ) -> Result<Receipt, Error> {
        let options = SendOptions::default();
        finish(client.send(message, attachments, &options, self.io()))
    }

    /// Asks for something other than to send.
    pub fn ask(&self, client: &Client, task: &Task) -> Result<Found, Error> {
        finish(client.ask(task, self.io()))
    }

    fn io(&self) -> Io<'_, Self, Still> {
        Io {
            transport: self,
            clock: &Still,
            abort: &Never,
            observer: self,
            store: None,
        }
    }
}

impl Transport for Script<'_> {
    fn call(&self, request: &Request) -> impl Future<Output = Result<Answer, TransportError>> {
        self.requests.borrow_mut().push(request.clone());
        let answer = self.answer().cloned();
        ready(answer.ok_or_else(|| TransportError::NeverOpened("no such host".to_owned())))
    }
}

impl Observer for Script<'_> {
    fn attempt(&self, event: &AttemptEvent) {
        self.events.borrow_mut().push(event.clone());
    }
}

/// Time that stands still, and waits that are over at once.
pub struct Still;

impl Clock for Still {
    fn now(&self) -> i64 {
        NOW
    }

    fn sleep(&self, _ms: i64) -> impl Future<Output = ()> {
        ready(())
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// The output of a future that has nothing to wait for.
fn finish<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a send waits for nothing that could come"),
    }
}
