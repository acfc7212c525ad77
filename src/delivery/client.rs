//! A client: a configured provider, and what it remembers between sends.

use std::cell::RefCell;

use super::call::Run;
use super::gate::Gate;
use super::report::Fault;
use super::send::is_window_closed;
use super::{Abort, Clock, Observer, Options, Retry, SendOptions, TokenStore, Transport};
use crate::adapt::Adapt;
use crate::json::Json;
use crate::message::Attachment;
use crate::outcome::Error;
use crate::plan::{self, Plan};
use crate::problem::{Code, Problem, Problems};
use crate::provider::{self, Entry, Memory, Provider, Store, Surroundings};
use crate::secret::Secret;

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
    /// The caller's store of tokens, where there is one.
    pub store: Option<&'a dyn TokenStore>,
}

impl Client {
    /// A client for a configuration.
    ///
    /// ```
    /// use sessage::delivery::{Client, Options};
    /// use sessage::json::Json;
    ///
    /// let config = r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k"}"#;
    /// let client = Client::new(&Json::parse(config).unwrap(), Options::default(), false).unwrap();
    /// assert_eq!(client.provider(), "connectly");
    ///
    /// let config = Json::parse(r#"{"provider": "connectly"}"#).unwrap();
    /// let error = Client::new(&config, Options::default(), false).err().unwrap();
    /// assert_eq!(error.problems.len(), 2);
    /// ```
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
        {
            let mut memory = state.memory.borrow_mut();
            memory.chat_cache_ms = options.chat_cache_ms;
            if options.token_store {
                memory.store = Store::Unread;
            }
        }
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

    pub(crate) fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// How long one send may take, in milliseconds, where its options name no other time.
    #[must_use]
    pub fn deadline_ms(&self) -> i64 {
        self.options.deadline_ms
    }

    /// Whether receipts and errors carry the provider's answer.
    #[must_use]
    pub fn keeps_raw(&self) -> bool {
        self.options.raw
    }

    pub(in crate::delivery) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn configured(&self) -> &dyn Provider {
        self.provider.as_ref()
    }

    /// Every problem of a message as it stands `now`, in epoch milliseconds; none where it can be sent so.
    ///
    /// ```
    /// # use sessage::delivery::{Client, Options};
    /// # use sessage::json::Json;
    /// # let config = r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k"}"#;
    /// # let config = Json::parse(config).unwrap();
    /// # let client = Client::new(&config, Options::default(), false).unwrap();
    /// let message = r#"{"to": "+85256872847", "content": {"type": "text", "text": "Hello"}}"#;
    /// assert_eq!(client.validate(&Json::parse(message).unwrap(), &[], 0), []);
    /// ```
    #[must_use]
    pub fn validate(&self, message: &Json, attachments: &[Attachment], now: i64) -> Vec<Problem> {
        let problems = Problems::new();
        let prepared = self.prepare(message, attachments, Adapt::Off, now, problems);
        prepared.problems.into_vec()
    }

    /// What sending a message would do `now`, in epoch milliseconds, adapted as `mode` or the client's options
    /// say.
    ///
    /// ```
    /// # use sessage::delivery::{Client, Options};
    /// # use sessage::json::Json;
    /// # let config = r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k"}"#;
    /// # let config = Json::parse(config).unwrap();
    /// # let client = Client::new(&config, Options::default(), false).unwrap();
    /// let message = r#"{"to": "+85256872847", "content": {"type": "text", "text": "Hello"}}"#;
    /// let plan = client.plan(&Json::parse(message).unwrap(), &[], None, 0);
    /// let request = &plan.requests[0];
    /// assert_eq!(request.url, "https://api.connectly.ai/v1/businesses/acme/send/messages");
    /// assert!(request.curl.contains("--header 'X-API-Key: MASKED_apiKey'"));
    /// ```
    #[must_use]
    pub fn plan(
        &self,
        message: &Json,
        attachments: &[Attachment],
        mode: Option<Adapt>,
        now: i64,
    ) -> Plan {
        let mode = mode.unwrap_or(self.options.adapt);
        let mut prepared = self.prepare(message, attachments, mode, now, Problems::new());
        let is_closed = |message| is_window_closed(message, now);
        let is_closed = prepared.parts.first().is_some_and(is_closed);
        let mut messages = Vec::new();
        if !prepared.problems.has_errors() {
            if is_closed && prepared.fallback.is_none() {
                prepared.problems.add(closed());
            }
            // While it is open, the provider may still say that it is closed.
            messages.extend(prepared.parts.into_iter().filter(|_| !is_closed));
            messages.extend(prepared.fallback);
        }
        let provider = self.provider.as_ref();
        let chat_cache_ms = self.options.chat_cache_ms;
        Plan {
            provider: self.provider(),
            requests: plan::requests(provider, messages, chat_cache_ms),
            problems: prepared.problems.into_vec(),
            // What goes out instead is not adapted.
            changes: if is_closed {
                Vec::new()
            } else {
                prepared.changes
            },
        }
    }

    /// What a task needs beside its calls.
    pub(super) fn run<'a, T: Transport, C: Clock>(
        &'a self,
        secrets: &'a [Secret],
        options: &SendOptions,
        io: &Io<'a, T, C>,
    ) -> Run<'a, T, C> {
        let deadline_ms = options.deadline_ms.unwrap_or(self.options.deadline_ms);
        let retry = &self.options.retry;
        Run {
            provider: self.provider(),
            secrets,
            reference: None,
            transport: io.transport,
            clock: io.clock,
            abort: io.abort,
            observer: io.observer,
            store: io.store,
            state: &self.state,
            retry: Retry {
                max_attempts: options.max_attempts.unwrap_or(retry.max_attempts),
                ..retry.clone()
            },
            timeout_ms: options.timeout_ms.unwrap_or(self.options.timeout_ms),
            deadline: io.clock.now().saturating_add(deadline_ms),
            network_hint: self.network_hint(),
            guarded: None,
            pass: None,
            attempts: 0,
            uncertain: false,
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

    pub(super) fn error(&self, mut fault: Fault, attempts: u32, now: i64) -> Error {
        if !self.options.raw {
            fault.answer = None;
        }
        let title = self.entry.capabilities.title;
        fault.into_error(self.provider(), title, attempts, now, &self.secrets())
    }

    /// Every secret that an answer might echo: the configuration's, and those that calls brought in.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let mut secrets = self.provider.secrets();
        secrets.extend(self.state.memory.borrow().secrets());
        secrets
    }
}

/// What a plan says of a message that would be refused because it is too late for it.
fn closed() -> Problem {
    let words = "The session window is closed, so nothing would be sent. Give a fallback.";
    Problem::error("/lastInboundAt", Code::OutOfRange, words).warning()
}
