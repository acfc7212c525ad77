//! A client: a configured provider, and what it remembers between sends.

use std::cell::RefCell;

use super::backoff::END_OF_TIME;
use super::call::Run;
use super::gate::Gate;
use super::report::Fault;
use super::window::{WINDOW_HOURS, window_state};
use super::{Abort, Clock, Observer, Options, SendOptions, Transport};
use crate::json::Json;
use crate::message::{Attachment, Message};
use crate::outcome::{Error, ErrorCode, Outcome, PartOutcome, PartReceipt, Receipt};
use crate::problem::{Problem, Severity};
use crate::provider::{self, Answer, Entry, Memory, Provider, Sent, Surroundings};
use crate::secret::{Secret, mask_answer, mask_id};

/// A configured provider, ready to send.
pub struct Client {
    entry: &'static Entry,
    provider: Box<dyn Provider>,
    options: Options,
    surroundings: Surroundings,
    state: State,
}

/// What the sends of a client share.
#[derive(Debug, Default)]
pub(super) struct State {
    pub memory: RefCell<Memory>,
    pub gate: Gate,
}

/// What a send needs of the world outside.
pub struct Io<'a, T, C> {
    /// Carries requests.
    pub transport: &'a T,
    /// Time and chance.
    pub clock: &'a C,
    /// The caller's wish to stop.
    pub abort: &'a dyn Abort,
    /// Hears of attempts.
    pub observer: &'a dyn Observer,
}

impl Client {
    /// A client for a configuration.
    ///
    /// # Errors
    /// `invalid_config` with every problem of the configuration.
    pub fn new(config: &Json, options: Options, browser: bool) -> Result<Self, Error> {
        let surroundings = Surroundings {
            browser,
            allow_insecure: options.allow_insecure,
        };
        let (entry, provider) = provider::configure(config, surroundings)?;
        let state = State::default();
        state.memory.borrow_mut().chat_cache_ms = options.chat_cache_ms;
        Ok(Self {
            entry,
            provider,
            options,
            surroundings,
            state,
        })
    }

    /// The provider's name.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.entry.capabilities.provider
    }

    /// Every problem of a message as it stands; none where it can be sent so.
    #[must_use]
    pub fn validate(&self, message: &Json, attachments: &[Attachment]) -> Vec<Problem> {
        self.read(message, attachments).1
    }

    fn read(&self, message: &Json, attachments: &[Attachment]) -> (Option<Message>, Vec<Problem>) {
        provider::validate(
            message,
            attachments,
            self.entry,
            Some(self.provider.as_ref()),
        )
    }

    /// Checks a message and sends it.
    ///
    /// # Errors
    /// `invalid_message` or `unsupported` with every problem, nothing having left; else what went wrong,
    /// with the outcome that is certain.
    pub async fn send<T: Transport, C: Clock>(
        &self,
        message: &Json,
        attachments: &[Attachment],
        options: &SendOptions,
        io: Io<'_, T, C>,
    ) -> Result<Receipt, Error> {
        match self.read(message, attachments) {
            (Some(message), problems) if !has_error(&problems) => {
                self.deliver(&message, options, io).await
            }
            (_, problems) => Err(Error::invalid_message(self.provider(), problems)),
        }
    }

    async fn deliver<T: Transport, C: Clock>(
        &self,
        message: &Message,
        options: &SendOptions,
        io: Io<'_, T, C>,
    ) -> Result<Receipt, Error> {
        let started = io.clock.now();
        if is_window_closed(message, started) {
            let note = "The contact's last message is more than 24 hours old; nothing was sent.";
            let fault = Fault::new(ErrorCode::WindowClosed, Outcome::NotSent, note);
            return Err(self.error(fault, 0, started));
        }
        let deadline_ms = options.deadline_ms.unwrap_or(self.options.deadline_ms);
        let mut exchange = self.provider.exchange(message);
        let secrets = self.provider.secrets();
        let mut run = Run {
            provider: self.provider(),
            secrets: &secrets,
            transport: io.transport,
            clock: io.clock,
            abort: io.abort,
            observer: io.observer,
            state: &self.state,
            retry: &self.options.retry,
            timeout_ms: options.timeout_ms.unwrap_or(self.options.timeout_ms),
            deadline: started.saturating_add(deadline_ms),
            network_hint: self.network_hint(),
            attempts: 0,
            uncertain: false,
        };
        let ended = run.drive(exchange.as_mut()).await;
        let (attempts, uncertain) = (run.attempts, run.uncertain);
        match ended {
            Ok((sent, answer)) => Ok(self.receipt(message, sent, &answer, attempts)),
            Err(mut fault) => {
                if uncertain {
                    fault.failure.outcome = Outcome::Unknown;
                }
                Err(self.error(*fault, attempts, io.clock.now()))
            }
        }
    }

    /// A browser hides why a request failed, and a provider that does not allow the page is the usual
    /// cause.
    fn network_hint(&self) -> &'static str {
        if self.surroundings.browser {
            "In a browser the provider may not allow requests from pages (CORS): send through a gateway \
             of your own and name it as baseUrl."
        } else {
            ""
        }
    }

    fn receipt(&self, message: &Message, sent: Sent, answer: &Answer, attempts: u32) -> Receipt {
        let secrets = self.secrets();
        let masked = |id: &String| mask_id(id, &secrets);
        let message_id = masked(&sent.message_id);
        let channel_message_id = sent.channel_message_id.as_ref().map(masked);
        let part = PartReceipt {
            index: 0,
            outcome: PartOutcome::Sent,
            message_id: Some(message_id.clone()),
            channel_message_id: channel_message_id.clone(),
        };
        Receipt {
            provider: self.provider(),
            message_id,
            channel_message_id,
            conversation_id: sent.conversation_id.as_ref().map(masked),
            status: sent.status,
            sent_at: sent.sent_at.filter(|at| (0..=END_OF_TIME).contains(at)),
            reference: message.reference.clone(),
            used_fallback: false,
            attempts,
            parts: vec![part],
            raw: mask_answer(&answer.text, &secrets),
        }
    }

    fn error(&self, fault: Fault, attempts: u32, now: i64) -> Error {
        let title = self.entry.capabilities.title;
        fault.into_error(self.provider(), title, attempts, now, &self.secrets())
    }

    /// Every secret that an answer might echo: the configuration's, and those that calls brought in.
    fn secrets(&self) -> Vec<Secret> {
        let mut secrets = self.provider.secrets();
        secrets.extend(self.state.memory.borrow().secrets());
        secrets
    }
}

fn has_error(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}

/// A message tag is meant for messages outside the window.
fn is_window_closed(message: &Message, now: i64) -> bool {
    message.message_tag.is_none()
        && message
            .last_inbound_at
            .is_some_and(|last| window_state(last, now, WINDOW_HOURS).ms_left == 0)
}
