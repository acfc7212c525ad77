//! Sending: attempts, waits, the deadline, aborting. Knows no provider and does no I/O of its own.

mod ask;
mod backoff;
mod broadcast;
mod bulk;
mod call;
mod client;
mod event;
mod failover;
mod gate;
mod next;
mod options;
mod parts;
mod prepare;
mod race;
mod report;
mod send;
mod window;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

pub use broadcast::Broadcast;
pub use bulk::{
    Begin, Breaker, BulkItem, BulkOptions, BulkProgress, BulkResult, BulkRun, Checkpoint, Driver,
    HeldBy, Outside, Probe, Sending, Sent, Source,
};
pub use client::{Client, Io};
pub use event::{AttemptEvent, Phase};
pub use failover::{Failover, Turn};
pub use next::{Ended, Failed, NextOptions, NextStep, Scope, Verdict, next_step};
pub use options::{Options, Retry, SendOptions, read_plan_options};
pub use window::{WINDOW_HOURS, WindowState, window_state};

use crate::provider::{Answer, Request, Tokens};

/// What carries requests to a provider.
pub trait Transport {
    /// Sends a request and reads the whole answer. Dropping the future cancels it.
    fn call(&self, request: &Request) -> impl Future<Output = Result<Answer, TransportError>>;

    /// Asks an address by HEAD whether anything answers there: the HTTP status, or 0 where there is an answer
    /// that hides it. One that cannot ask says that something does.
    fn probe(&self, _url: &str) -> impl Future<Output = Option<u16>> {
        async { Some(0) }
    }
}

/// Why no answer could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransportError {
    /// The request could not be built; nothing left.
    NotBuilt(String),
    /// The caller's fetch threw at once, or does not take the request; nothing left.
    NotTaken(String),
    /// No connection was made; nothing left.
    NeverOpened(String),
    /// The server's certificate was not accepted; nothing left, and waiting does not mend it.
    NotTrusted(String),
    /// The request had left, or may have, when the connection broke.
    Broken(String),
    /// An answer began, and its body could not be read to the end.
    Unreadable {
        /// The answer's HTTP status.
        status: u16,
        /// What the runtime says.
        reason: String,
    },
    /// The answer's body is larger than any that a provider documents.
    TooLarge {
        /// The answer's HTTP status.
        status: u16,
    },
}

/// Time and chance.
pub trait Clock {
    /// Now, in epoch milliseconds.
    fn now(&self) -> i64;

    /// A wait. Dropping the future ends it.
    fn sleep(&self, ms: i64) -> impl Future<Output = ()>;

    /// A number from 0 up to, not including, 1.
    fn random(&self) -> f64;
}

/// Where the caller keeps access tokens, for clients elsewhere to use. It is asked within the time of one attempt;
/// what it fails at, the client does without.
pub trait TokenStore {
    /// The tokens that are kept.
    fn get(&self) -> Pin<Box<dyn Future<Output = Option<Tokens>> + '_>>;

    /// Keeps new tokens in the place of those there are.
    fn set(&self, tokens: &Tokens) -> Pin<Box<dyn Future<Output = ()> + '_>>;
}

/// The caller's wish to stop.
pub trait Abort {
    /// Ready once the caller has aborted; else wakes the task when they do.
    fn poll_aborted(&self, context: &mut Context<'_>) -> Poll<()>;
}

impl<A: Abort> Abort for Rc<A> {
    fn poll_aborted(&self, context: &mut Context<'_>) -> Poll<()> {
        A::poll_aborted(self, context)
    }
}

/// A send that nobody aborts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Never;

impl Abort for Never {
    fn poll_aborted(&self, _context: &mut Context<'_>) -> Poll<()> {
        Poll::Pending
    }
}

/// Who hears of attempts.
pub trait Observer {
    /// One attempt starts or has ended.
    fn attempt(&self, event: &AttemptEvent);

    /// Whether anybody listens: if not, no event is made.
    fn listens(&self) -> bool {
        true
    }
}

/// Nobody hears of attempts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn attempt(&self, _event: &AttemptEvent) {}

    fn listens(&self) -> bool {
        false
    }
}
