//! One call with its repeats, and one task with its calls.

use std::cell::Cell;

use super::gate::{LOOK_AGAIN_MOST_MS, LOOK_AGAIN_MS};
use super::race::{Ended, Work, race};
use super::report::Fault;
use super::send::is_over;
use super::{
    Abort, AttemptEvent, Clock, Never, Observer, Phase, Retry, TokenStore, Transport,
    TransportError, backoff,
};
use crate::delivery::client::State;
use crate::outcome::{ErrorCode, Outcome};
use crate::provider::{Answer, Exchange, Failure, Purpose, Request, Step, Tokens};
use crate::secret::{Secret, mask_id};
use crate::text::contains;

/// One task under way.
pub struct Run<'a, T, C> {
    pub provider: &'static str,
    /// The configuration's secrets, which a provider may give back as an id.
    pub secrets: &'a [Secret],
    /// The message's own `reference`, for events.
    pub reference: Option<String>,
    pub transport: &'a T,
    pub clock: &'a C,
    pub abort: &'a dyn Abort,
    pub observer: &'a dyn Observer,
    pub state: &'a State,
    pub retry: Retry,
    pub timeout_ms: i64,
    /// When the send must be over, in epoch milliseconds.
    pub deadline: i64,
    /// What to add where a connection broke, for a runtime that hides the cause.
    pub network_hint: &'a str,
    /// The caller's store of tokens.
    pub store: Option<&'a dyn TokenStore>,
    /// When the contact last wrote, where the session window is asked before each attempt.
    pub guarded: Option<i64>,
    /// This task's pass through the gate, once it has had one.
    pub pass: Option<u32>,
    /// How many requests carried the message.
    pub attempts: u32,
    /// Whether an attempt before this one may have sent the message.
    pub uncertain: bool,
}

impl<T: Transport, C: Clock> Run<'_, T, C> {
    /// Drives an exchange to its end: what was sent or found, with the answer that said so.
    pub async fn drive(
        &mut self,
        exchange: &mut dyn Exchange,
    ) -> Result<(Step, Answer), Box<Fault>> {
        let mut last = Answer::default();
        let mut step = self.begin(exchange);
        loop {
            (step, last) = match step {
                Step::Failed(failure) => return Err(Box::new(Fault::unasked(failure))),
                Step::Call(request) if request.purpose != Purpose::Token => {
                    self.call(exchange, &request).await?
                }
                Step::Call(_) | Step::Recall => self.exclusive(exchange).await?,
                Step::Sent(_) | Step::Found(_) => return Ok((step, last)),
            };
        }
    }

    fn begin(&self, exchange: &mut dyn Exchange) -> Step {
        exchange.begin(&mut self.state.memory.borrow_mut(), self.clock.now())
    }

    /// What one task at a time does: a token call, and reading the store before it. The exchange is asked
    /// again, since another task may have obtained meanwhile what this one needs.
    async fn exclusive(
        &mut self,
        exchange: &mut dyn Exchange,
    ) -> Result<(Step, Answer), Box<Fault>> {
        let state = self.state;
        let mut wait = LOOK_AGAIN_MS;
        let pass = loop {
            let now = self.clock.now();
            if let Some(pass) = state.gate.take(now, now.saturating_add(self.timeout_ms)) {
                break pass;
            }
            self.within(self.sleep(wait)).await?;
            wait = wait.saturating_mul(2).min(LOOK_AGAIN_MOST_MS);
        };
        self.pass = Some(pass.number);
        loop {
            match self.begin(exchange) {
                Step::Recall => {
                    let stored = self.stored().await?;
                    state.memory.borrow_mut().recall(stored);
                }
                Step::Call(request) if request.purpose == Purpose::Token => {
                    let before = self.access();
                    let answered = self.call(exchange, &request).await?;
                    if self.access() != before {
                        self.store_tokens().await?;
                    }
                    return Ok(answered);
                }
                other => return Ok((other, Answer::default())),
            }
        }
    }

    fn access(&self) -> Option<Secret> {
        let memory = self.state.memory.borrow();
        memory.tokens.as_ref().map(|tokens| tokens.access.clone())
    }

    /// The tokens in the caller's store; none where it does not answer in time.
    async fn stored(&self) -> Result<Option<Tokens>, Box<Fault>> {
        let Some(store) = self.store else {
            return Ok(None);
        };
        // Whoever waits must not take the gate while the store is still asked.
        self.hold(LOOK_AGAIN_MS);
        let read = race(store.get(), self.sleep(self.timeout_ms), &Never);
        Ok(match self.within(Box::pin(read)).await? {
            Ended::Done(tokens) => tokens,
            Ended::TimedOut | Ended::Aborted => None,
        })
    }

    async fn store_tokens(&self) -> Result<(), Box<Fault>> {
        let tokens = self.state.memory.borrow().tokens.clone();
        if let (Some(store), Some(tokens)) = (self.store, tokens) {
            let write = store.set(&tokens);
            let write = race(write, self.sleep(self.timeout_ms), &Never);
            self.within(Box::pin(write)).await?;
        }
        Ok(())
    }

    /// Work that sends nothing, within the deadline and until the caller aborts.
    async fn within<O>(&self, work: Work<'_, O>) -> Result<O, Box<Fault>> {
        match self.race(work, self.left()).await {
            Ended::Done(done) => Ok(done),
            Ended::TimedOut => Err(Box::new(Fault::timeout(Outcome::NotSent))),
            Ended::Aborted => Err(Box::new(Fault::aborted(Outcome::NotSent))),
        }
    }

    /// A task that holds the gate holds it for as long as its call may take.
    fn hold(&self, wait: i64) {
        if let Some(pass) = self.pass {
            let ms = self.timeout_ms.saturating_add(wait);
            let until = self.clock.now().saturating_add(ms);
            self.state.gate.hold(pass, until);
        }
    }

    /// Makes a call, repeating it where nothing was sent and a repeat may help.
    async fn call(
        &mut self,
        exchange: &mut dyn Exchange,
        request: &Request,
    ) -> Result<(Step, Answer), Box<Fault>> {
        let mut attempt: u32 = 0;
        loop {
            if request.purpose == Purpose::Send {
                self.ask_window()?;
            }
            attempt = attempt.saturating_add(1);
            self.hold(0);
            let started = self.clock.now();
            self.observe(request, attempt, Phase::Start, None, started, None);
            let mut fault = match self.attempt(request).await {
                Ok(mut answer) => {
                    let (asked, words) = backoff::asked(&mut answer, self.clock.now());
                    if contains(&answer.text, "(#") {
                        answer.echoes = request.spelled_codes();
                    }
                    match self.answer(exchange, &answer) {
                        Step::Failed(failure) => {
                            let failure = failure.noted(&words.unwrap_or_default());
                            Fault::answered(failure, &answer, asked)
                        }
                        step => {
                            self.observe_success(request, attempt, started, &answer);
                            return Ok((step, answer));
                        }
                    }
                }
                Err(fault) => *fault,
            }
            .of(request.purpose);
            let wait = self.wait(&fault, attempt);
            let fits = wait.is_none_or(|wait| wait < self.left());
            let next = wait.filter(|_| fits);
            self.observe(request, attempt, Phase::End, Some(&fault), started, next);
            self.uncertain |= fault.failure.outcome == Outcome::Unknown;
            if let Some(wait) = next {
                self.hold(wait);
                match self.race(self.sleep(wait), self.left()).await {
                    Ended::Done(()) | Ended::TimedOut => continue,
                    Ended::Aborted => fault = Fault::aborted(Outcome::NotSent),
                }
            } else if !fits {
                fault.held_ms = wait;
            }
            return Err(Box::new(fault));
        }
    }

    /// Whether the session window is open still, where it decides.
    pub fn ask_window(&self) -> Result<(), Box<Fault>> {
        match self.guarded {
            Some(last) if is_over(last, self.clock.now()) => {
                let note =
                    "The contact's last message is more than 24 hours old; nothing was sent.";
                let fault = Fault::new(ErrorCode::WindowClosed, Outcome::NotSent, note);
                Err(Box::new(fault))
            }
            _ => Ok(()),
        }
    }

    fn answer(&self, exchange: &mut dyn Exchange, answer: &Answer) -> Step {
        exchange.answer(
            answer,
            &mut self.state.memory.borrow_mut(),
            self.clock.now(),
        )
    }

    /// One attempt within its time.
    async fn attempt(&mut self, request: &Request) -> Result<Answer, Box<Fault>> {
        let left = self.left();
        if left <= 0 {
            return Err(Box::new(Fault::timeout(Outcome::NotSent)));
        }
        // Set when the request leaves: an abort that was there before keeps it here.
        let has_left = Cell::new(false);
        let call = async {
            has_left.set(true);
            self.transport.call(request).await
        };
        let ended = self.race(Box::pin(call), self.timeout_ms.min(left)).await;
        if let Ended::Done(Err(TransportError::NotBuilt(_) | TransportError::NotTaken(_))) = &ended
        {
            has_left.set(false);
        }
        if has_left.get() && request.purpose == Purpose::Send {
            self.attempts = self.attempts.saturating_add(1);
        }
        let outcome = if has_left.get() {
            Outcome::Unknown
        } else {
            Outcome::NotSent
        };
        Err(Box::new(match ended {
            Ended::Done(Ok(answer)) => return Ok(answer),
            Ended::Done(Err(error)) => Fault::transport(&error, self.network_hint),
            Ended::TimedOut => Fault::timeout(outcome),
            Ended::Aborted => Fault::aborted(outcome),
        }))
    }

    /// The wait before a repeat, where one is due.
    fn wait(&self, fault: &Fault, attempt: u32) -> Option<i64> {
        let failure: &Failure = &fault.failure;
        let stopped = matches!(failure.code, ErrorCode::Aborted | ErrorCode::Internal);
        let repeats = failure.retry
            || (self.retry.on_unknown && failure.outcome == Outcome::Unknown && !stopped);
        (repeats && attempt < self.retry.max_attempts).then(|| {
            fault
                .wait_ms
                .unwrap_or_else(|| backoff::jitter_ms(&self.retry, attempt, self.clock.random()))
        })
    }

    fn left(&self) -> i64 {
        self.deadline.saturating_sub(self.clock.now())
    }

    fn race<'f, O: 'f>(&'f self, work: Work<'f, O>, ms: i64) -> Work<'f, Ended<O>> {
        Box::pin(race(work, self.sleep(ms), self.abort))
    }

    fn sleep(&self, ms: i64) -> Work<'_, ()> {
        Box::pin(self.clock.sleep(ms))
    }

    fn observe_success(&self, request: &Request, attempt: u32, started: i64, answer: &Answer) {
        if !self.observer.listens() {
            return;
        }
        let mut event = self.event(request, attempt, Phase::End);
        event.duration_ms = Some(self.clock.now().saturating_sub(started));
        event.status = Some(answer.status);
        self.observer.attempt(&event);
    }

    fn observe(
        &self,
        request: &Request,
        attempt: u32,
        phase: Phase,
        fault: Option<&Fault>,
        started: i64,
        wait_ms: Option<i64>,
    ) {
        if !self.observer.listens() {
            return;
        }
        let mut event = self.event(request, attempt, phase);
        if let Some(fault) = fault {
            event.duration_ms = Some(self.clock.now().saturating_sub(started));
            event.status = fault.status.filter(|status| *status != 0);
            event.code = Some(fault.failure.code);
            event.wait_ms = wait_ms;
        }
        self.observer.attempt(&event);
    }

    fn event(&self, request: &Request, attempt: u32, phase: Phase) -> AttemptEvent {
        AttemptEvent {
            phase,
            provider: self.provider,
            purpose: request.purpose,
            attempt,
            method: request.method,
            url: mask_id(&request.masked_url(), self.secrets),
            status: None,
            duration_ms: None,
            wait_ms: None,
            code: None,
            reference: self.reference.clone(),
        }
    }
}
