//! A client: a configured provider, and what it remembers between sends.

use std::cell::RefCell;

use super::backoff::END_OF_TIME;
use super::call::Run;
use super::gate::Gate;
use super::parts;
use super::prepare::Prepared;
use super::report::Fault;
use super::window::{WINDOW_HOURS, window_state};
use super::{Abort, Clock, Observer, Options, SendOptions, Transport};
use crate::adapt::Adapt;
use crate::json::Json;
use crate::message::{Attachment, Message};
use crate::outcome::{Error, ErrorCode, Outcome, PartOutcome, PartReceipt, Receipt, Status};
use crate::plan::{self, Plan};
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

    pub(crate) fn entry(&self) -> &'static Entry {
        self.entry
    }

    pub(crate) fn configured(&self) -> &dyn Provider {
        self.provider.as_ref()
    }

    /// Every problem of a message as it stands; none where it can be sent so.
    ///
    /// ```
    /// # use sessage::delivery::{Client, Options};
    /// # use sessage::json::Json;
    /// # let config = r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k"}"#;
    /// # let config = Json::parse(config).unwrap();
    /// # let client = Client::new(&config, Options::default(), false).unwrap();
    /// let message = r#"{"to": "+85256872847", "content": {"type": "text", "text": "Hello"}}"#;
    /// assert_eq!(client.validate(&Json::parse(message).unwrap(), &[]), []);
    /// ```
    #[must_use]
    pub fn validate(&self, message: &Json, attachments: &[Attachment]) -> Vec<Problem> {
        self.prepare(message, attachments, Adapt::Off).problems
    }

    /// What sending a message would do, adapted as `mode` or the client's options say.
    ///
    /// ```
    /// # use sessage::delivery::{Client, Options};
    /// # use sessage::json::Json;
    /// # let config = r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k"}"#;
    /// # let config = Json::parse(config).unwrap();
    /// # let client = Client::new(&config, Options::default(), false).unwrap();
    /// let message = r#"{"to": "+85256872847", "content": {"type": "text", "text": "Hello"}}"#;
    /// let plan = client.plan(&Json::parse(message).unwrap(), &[], None);
    /// let request = &plan.requests[0];
    /// assert_eq!(request.url, "https://api.connectly.ai/v1/businesses/acme/send/messages");
    /// assert!(request.curl.contains("--header 'X-API-Key: MASKED_apiKey'"));
    /// ```
    #[must_use]
    pub fn plan(&self, message: &Json, attachments: &[Attachment], mode: Option<Adapt>) -> Plan {
        let mode = mode.unwrap_or(self.options.adapt);
        let prepared = self.prepare(message, attachments, mode);
        let requests = if has_error(&prepared.problems) {
            Vec::new()
        } else {
            let provider = self.provider.as_ref();
            plan::requests(provider, &prepared.parts, self.options.chat_cache_ms)
        };
        Plan {
            provider: self.provider(),
            requests,
            problems: prepared.problems,
            changes: prepared.changes,
        }
    }

    /// Adapts a message as the options say, checks it and sends it.
    ///
    /// ```
    /// use std::future::{Future, pending};
    /// use std::pin::pin;
    /// use std::task::{Context, Poll, Waker};
    ///
    /// use sessage::delivery::{
    ///     Client, Clock, Io, Never, Options, SendOptions, Transport, TransportError, Unobserved,
    /// };
    /// use sessage::json::Json;
    /// use sessage::provider::{Answer, Request};
    ///
    /// /// Answers every request alike; a real one is an HTTP client.
    /// struct Wire;
    ///
    /// impl Transport for Wire {
    ///     async fn call(&self, request: &Request) -> Result<Answer, TransportError> {
    ///         assert!(request.url().ends_with("/send/messages"));
    ///         let text = r#"{"id": "con-1"}"#.to_owned();
    ///         Ok(Answer { status: 200, text, ..Answer::default() })
    ///     }
    /// }
    ///
    /// /// Time that stands still; a real one is that of the runtime.
    /// struct Still;
    ///
    /// impl Clock for Still {
    ///     fn now(&self) -> i64 {
    ///         0
    ///     }
    ///     async fn sleep(&self, _ms: i64) {
    ///         pending().await
    ///     }
    ///     fn random(&self) -> f64 {
    ///         0.5
    ///     }
    /// }
    ///
    /// let config = r#"{"provider": "connectly", "businessId": "acme", "apiKey": "k"}"#;
    /// let config = Json::parse(config).unwrap();
    /// let client = Client::new(&config, Options::default(), false).unwrap();
    /// let message = r#"{"to": "+85256872847", "content": {"type": "text", "text": "Hello"}}"#;
    /// let message = Json::parse(message).unwrap();
    /// let options = SendOptions::default();
    /// let io = Io { transport: &Wire, clock: &Still, abort: &Never, observer: &Unobserved };
    ///
    /// let mut send = pin!(client.send(&message, &[], &options, io));
    /// let Poll::Ready(sent) = send.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
    ///     panic!("nothing here waits");
    /// };
    /// assert_eq!(sent.unwrap().message_id, "con-1");
    /// ```
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
        let mode = options.adapt.unwrap_or(self.options.adapt);
        let prepared = self.prepare(message, attachments, mode);
        if has_error(&prepared.problems) {
            return Err(Error::invalid_message(self.provider(), prepared.problems));
        }
        let parts = parts::begin(prepared.parts.len(), options.resume.as_deref())?;
        self.deliver(prepared, parts, options, io).await
    }

    /// Sends the parts that did not go out yet, in order, and stops at the first that fails.
    async fn deliver<T: Transport, C: Clock>(
        &self,
        prepared: Prepared,
        mut parts: Vec<PartReceipt>,
        options: &SendOptions,
        io: Io<'_, T, C>,
    ) -> Result<Receipt, Error> {
        let deadline_ms = options.deadline_ms.unwrap_or(self.options.deadline_ms);
        let secrets = self.provider.secrets();
        let mut retry = self.options.retry.clone();
        retry.max_attempts = options.max_attempts.unwrap_or(retry.max_attempts);
        let mut run = Run {
            provider: self.provider(),
            secrets: &secrets,
            transport: io.transport,
            clock: io.clock,
            abort: io.abort,
            observer: io.observer,
            state: &self.state,
            retry: &retry,
            timeout_ms: options.timeout_ms.unwrap_or(self.options.timeout_ms),
            deadline: io.clock.now().saturating_add(deadline_ms),
            network_hint: self.network_hint(),
            attempts: 0,
            uncertain: false,
        };
        let mut first = None;
        for (index, message) in prepared.parts.iter().enumerate() {
            let Some(part) = parts.get_mut(index) else {
                continue;
            };
            if part.outcome != PartOutcome::NotSent {
                continue;
            }
            match self.part(message, &mut run).await {
                Ok((sent, answer)) => {
                    part.outcome = PartOutcome::Sent;
                    let secrets = self.secrets();
                    let masked = |id: &String| mask_id(id, &secrets);
                    part.message_id = Some(masked(&sent.message_id));
                    part.channel_message_id = sent.channel_message_id.as_ref().map(masked);
                    first = first.or(Some((sent, answer)));
                }
                Err(fault) => {
                    let mut error = self.error(*fault, run.attempts, io.clock.now());
                    parts::conclude(&mut error, parts, index);
                    return Err(error);
                }
            }
        }
        Ok(self.receipt(prepared, parts, first, run.attempts))
    }

    /// Sends one part.
    async fn part<T: Transport, C: Clock>(
        &self,
        message: &Message,
        run: &mut Run<'_, T, C>,
    ) -> Result<(Sent, Answer), Box<Fault>> {
        if is_window_closed(message, run.clock.now()) {
            let note = "The contact's last message is more than 24 hours old; nothing was sent.";
            let fault = Fault::new(ErrorCode::WindowClosed, Outcome::NotSent, note);
            return Err(Box::new(fault));
        }
        run.uncertain = false;
        let mut exchange = self.provider.exchange(message);
        run.drive(exchange.as_mut()).await.map_err(|mut fault| {
            if run.uncertain {
                fault.failure.outcome = Outcome::Unknown;
            }
            fault
        })
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

    /// The receipt of a message whose parts are out; `first` is what the provider said of the first part
    /// that this send sent.
    fn receipt(
        &self,
        prepared: Prepared,
        parts: Vec<PartReceipt>,
        first: Option<(Sent, Answer)>,
        attempts: u32,
    ) -> Receipt {
        let secrets = self.secrets();
        let (sent, answer) = first.unzip();
        // Both ids are of one part.
        let named = parts.iter().find(|part| part.message_id.is_some()).cloned();
        let (message_id, channel_message_id) = named
            .map(|part| (part.message_id, part.channel_message_id))
            .unwrap_or_default();
        let message = prepared.parts.into_iter().next();
        let conversation_id = sent.as_ref().and_then(|sent| sent.conversation_id.as_ref());
        Receipt {
            provider: self.provider(),
            message_id: message_id.unwrap_or_default(),
            channel_message_id,
            conversation_id: conversation_id.map(|id| mask_id(id, &secrets)),
            status: sent.as_ref().map_or(Status::Unknown, |sent| sent.status),
            sent_at: sent
                .and_then(|sent| sent.sent_at)
                .filter(|at| (0..=END_OF_TIME).contains(at)),
            reference: message.and_then(|message| message.reference),
            used_fallback: false,
            attempts,
            parts,
            changes: prepared.changes,
            raw: mask_answer(&answer.unwrap_or_default().text, &secrets),
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
