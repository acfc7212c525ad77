//! One call with its repeats, and one send with its calls.

use std::cell::Cell;

use super::race::{Ended, race};
use super::report::Fault;
use super::{
    Abort, AttemptEvent, Clock, Observer, Phase, Retry, Transport, TransportError, backoff,
};
use crate::delivery::client::State;
use crate::outcome::{ErrorCode, Outcome};
use crate::provider::{Answer, Exchange, Failure, Purpose, Request, Sent, Step};
use crate::secret::{Secret, mask_id};

/// One send under way.
pub struct Run<'a, T, C> {
    pub provider: &'static str,
    /// The configuration's secrets, which a provider may give back as an id.
    pub secrets: &'a [Secret],
    pub transport: &'a T,
    pub clock: &'a C,
    pub abort: &'a dyn Abort,
    pub observer: &'a dyn Observer,
    pub state: &'a State,
    pub retry: &'a Retry,
    pub timeout_ms: i64,
    /// When the send must be over, in epoch milliseconds.
    pub deadline: i64,
    /// What to add where a connection broke, for a runtime that hides the cause.
    pub network_hint: &'a str,
    /// How many requests carried the message.
    pub attempts: u32,
    /// Whether an attempt before this one may have sent the message.
    pub uncertain: bool,
}

impl<T: Transport, C: Clock> Run<'_, T, C> {
    /// Drives an exchange to its end.
    pub async fn drive(
        &mut self,
        exchange: &mut dyn Exchange,
    ) -> Result<(Sent, Answer), Box<Fault>> {
        let mut last = Answer::default();
        let mut step = self.begin(exchange);
        loop {
            match step {
                Step::Sent(sent) => return Ok((sent, last)),
                Step::Failed(failure) => return Err(Box::new(Fault::unasked(failure))),
                Step::Call(request) if request.purpose == Purpose::Token => {
                    (step, last) = self.exclusive(exchange, request).await?;
                }
                Step::Call(request) => {
                    (step, last) = self.call(exchange, &request).await?;
                }
            }
        }
    }

    fn begin(&self, exchange: &mut dyn Exchange) -> Step {
        exchange.begin(&mut self.state.memory.borrow_mut(), self.clock.now())
    }

    /// A call that one send at a time makes. Who had to wait asks the exchange again: the other may have
    /// obtained what this one needs.
    async fn exclusive(
        &mut self,
        exchange: &mut dyn Exchange,
        request: Request,
    ) -> Result<(Step, Answer), Box<Fault>> {
        let state = self.state;
        let (pass, waited) = match self.race(state.gate.pass(), self.left()).await {
            Ended::Done(passed) => passed,
            Ended::TimedOut => return Err(Box::new(Fault::timeout(Outcome::NotSent))),
            Ended::Aborted => return Err(Box::new(Fault::aborted(Outcome::NotSent))),
        };
        let step = if waited {
            self.begin(exchange)
        } else {
            Step::Call(request)
        };
        match step {
            Step::Call(request) if request.purpose == Purpose::Token => {
                let answered = self.call(exchange, &request).await;
                drop(pass);
                answered
            }
            other => Ok((other, Answer::default())),
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
            attempt = attempt.saturating_add(1);
            let started = self.clock.now();
            self.observe(request, attempt, Phase::Start, None, started, None);
            let mut fault = match self.attempt(request).await {
                Ok(answer) => match self.answer(exchange, &answer) {
                    Step::Failed(failure) => {
                        let now = self.clock.now();
                        let header = answer.retry_after.as_deref();
                        let asked = header.and_then(|value| backoff::retry_after_ms(value, now));
                        Fault::answered(failure, &answer, asked)
                    }
                    step => {
                        self.observe_success(request, attempt, started, &answer);
                        return Ok((step, answer));
                    }
                },
                Err(fault) => *fault,
            }
            .of(request.purpose);
            let wait = self.wait(&fault, attempt);
            let fits = wait.is_none_or(|wait| wait < self.left());
            let next = wait.filter(|_| fits);
            self.observe(request, attempt, Phase::End, Some(&fault), started, next);
            self.uncertain |= fault.failure.outcome == Outcome::Unknown;
            if let Some(wait) = next {
                match self.race(self.clock.sleep(wait), self.left()).await {
                    Ended::Done(()) | Ended::TimedOut => continue,
                    Ended::Aborted => fault = Fault::aborted(Outcome::NotSent),
                }
            } else if !fits {
                fault.held_ms = wait;
            }
            return Err(Box::new(fault));
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
        let ended = self.race(call, self.timeout_ms.min(left)).await;
        if matches!(ended, Ended::Done(Err(TransportError::NotBuilt(_)))) {
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
                .unwrap_or_else(|| backoff::jitter_ms(self.retry, attempt, self.clock.random()))
        })
    }

    fn left(&self) -> i64 {
        self.deadline.saturating_sub(self.clock.now())
    }

    async fn race<O>(&self, work: impl Future<Output = O>, ms: i64) -> Ended<O> {
        race(work, self.clock.sleep(ms), self.abort).await
    }

    fn observe_success(&self, request: &Request, attempt: u32, started: i64, answer: &Answer) {
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
        }
    }
}
