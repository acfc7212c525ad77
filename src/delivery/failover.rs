//! Trying one client after another, where the one before surely did not send.

use std::cell::RefCell;

use super::{Clock, SendOptions};
use crate::outcome::{Error, ErrorCode, Outcome, Receipt};
use crate::problem::{Code, Problem};

/// How long a client rests, in milliseconds.
const REST_MS: i64 = 30_000;
/// How many failures in a row make it rest.
const MISSES: u32 = 2;
/// The whole of a send over all clients, in milliseconds, where the caller names no deadline. It is that of a
/// client by default; what a client's own options say is for sends of its own.
const DEADLINE_MS: i64 = 60_000;

/// Clients in the order in which they are tried, known by their places.
///
/// A client that failed twice in a row on its credentials (`unauthorized`, `forbidden`) or for not working
/// (`unavailable`, `network`, `timeout`) rests for 30 seconds, and again after each such failure until it
/// sends, or answers with a failure of another kind.
#[derive(Debug)]
pub struct Failover {
    clients: RefCell<Vec<Health>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Health {
    misses: u32,
    rests_until: i64,
}

/// One client's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The client's place.
    pub client: usize,
    /// What it is to send with: the time that is left, and a single attempt where another client follows.
    pub options: SendOptions,
}

impl Failover {
    /// That many clients.
    #[must_use]
    pub fn new(clients: usize) -> Self {
        Self {
            clients: RefCell::new(vec![Health::default(); clients]),
        }
    }

    /// Sends with one client after another, until one sends or fails for a reason that another would not mend,
    /// or in an unknown way. Attempts are those of all clients together.
    ///
    /// ```
    /// # use std::future::{pending, Future};
    /// # use std::pin::pin;
    /// # use std::task::{Context, Poll, Waker};
    /// use sessage::delivery::{Clock, Failover, SendOptions};
    /// use sessage::outcome::{Error, ErrorCode};
    /// # struct Still;
    /// # impl Clock for Still {
    /// #     fn now(&self) -> i64 { 0 }
    /// #     async fn sleep(&self, _ms: i64) { pending().await }
    /// #     fn random(&self) -> f64 { 0.5 }
    /// # }
    ///
    /// let failover = Failover::new(2);
    /// let options = SendOptions::default();
    /// let mut send = pin!(failover.send(&options, &Still, async |turn| {
    ///     // Here `clients[turn.client].send(message, &[], &turn.options, io)` sends.
    ///     Err(Error::new(if turn.client == 0 { ErrorCode::RateLimited } else { ErrorCode::OptedOut }, ""))
    /// }));
    /// let Poll::Ready(sent) = send.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
    ///     panic!("nothing here waits");
    /// };
    /// assert_eq!(sent.unwrap_err().code, ErrorCode::OptedOut);
    /// ```
    ///
    /// # Errors
    /// `invalid_config` with `resume`, since the parts are those of one provider; else the error of the last client
    /// tried.
    pub async fn send<C: Clock>(
        &self,
        options: &SendOptions,
        clock: &C,
        mut send: impl AsyncFnMut(Turn) -> Result<Receipt, Error>,
    ) -> Result<Receipt, Error> {
        if options.resume.is_some() {
            let words = "The parts are one provider's: resume with the client that the error's provider names.";
            let problem = Problem::error("/resume", Code::Conflict, words);
            return Err(Error::invalid_options(vec![problem]));
        }
        let deadline_ms = options.deadline_ms.unwrap_or(DEADLINE_MS);
        let deadline = clock.now().saturating_add(deadline_ms);
        let mut order = self.order(clock.now()).into_iter().peekable();
        let mut attempts: u32 = 0;
        let none = || Error::new(ErrorCode::InvalidConfig, "There is no client to send with.");
        let mut last: Option<Error> = None;
        while let Some(client) = order.next() {
            let left = deadline.saturating_sub(clock.now());
            if left <= 0 && last.is_some() {
                break;
            }
            let options = SendOptions {
                deadline_ms: Some(left),
                max_attempts: order.peek().map(|_| 1),
                ..options.clone()
            };
            let sent = send(Turn { client, options }).await;
            self.note(client, sent.as_ref().err(), clock.now());
            match sent {
                Ok(mut receipt) => {
                    receipt.attempts = receipt.attempts.saturating_add(attempts);
                    return Ok(receipt);
                }
                Err(mut error) => {
                    attempts = attempts.saturating_add(error.attempts);
                    error.attempts = attempts;
                    if !moves_on(&error) {
                        return Err(error);
                    }
                    last = Some(error);
                }
            }
        }
        Err(last.unwrap_or_else(none))
    }

    /// The clients to try now, in order: those that do not rest, else the one that rests no longer first.
    fn order(&self, now: i64) -> Vec<usize> {
        let clients = self.clients.borrow();
        let places = || clients.iter().enumerate();
        let awake = places().filter(|(_, health)| health.rests_until <= now);
        let awake: Vec<usize> = awake.map(|(place, _)| place).collect();
        if !awake.is_empty() {
            return awake;
        }
        let first = places().min_by_key(|(_, health)| health.rests_until);
        first.into_iter().map(|(place, _)| place).collect()
    }

    /// Notes how a client fared.
    fn note(&self, client: usize, error: Option<&Error>, now: i64) {
        let mut clients = self.clients.borrow_mut();
        let Some(health) = clients.get_mut(client) else {
            return;
        };
        match error {
            Some(error) if is_miss(error.code) => {
                health.misses = health.misses.saturating_add(1);
                if health.misses >= MISSES {
                    health.rests_until = now.saturating_add(REST_MS);
                }
            }
            // Without an answer nothing is known of the client: the message did not fit, or was aborted.
            Some(error) if error.status.is_none() => {}
            _ => *health = Health::default(),
        }
    }
}

fn is_miss(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Unauthorized
            | ErrorCode::Forbidden
            | ErrorCode::Unavailable
            | ErrorCode::Network
            | ErrorCode::Timeout
    )
}

/// Whether another client may do better, nothing having been sent.
fn moves_on(error: &Error) -> bool {
    error.outcome == Outcome::NotSent
        && matches!(
            error.code,
            ErrorCode::Unsupported
                | ErrorCode::Unauthorized
                | ErrorCode::Forbidden
                | ErrorCode::NotFound
                | ErrorCode::RateLimited
                | ErrorCode::Unavailable
                | ErrorCode::Network
                | ErrorCode::WindowClosed
        )
}
