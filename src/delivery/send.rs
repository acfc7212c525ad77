//! Sending a message: its parts in order, or its template where the session window is closed.

use super::call::Run;
use super::parts;
use super::prepare::Prepared;
use super::report::Fault;
use super::window::{WINDOW_HOURS, window_state};
use super::{Client, Clock, Io, SendOptions, Transport};
use crate::json::Json;
use crate::message::{Attachment, Content, Message};
use crate::outcome::{Error, Outcome, PartOutcome, PartReceipt, Receipt, Status};
use crate::problem::Problems;
use crate::provider::{Answer, END_OF_TIME, Sent, Step, Task};
use crate::secret::{mask_answer, mask_id};

impl Client {
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
    /// let io = Io {
    ///     transport: &Wire,
    ///     clock: &Still,
    ///     abort: &Never,
    ///     observer: &Unobserved,
    ///     store: None,
    /// };
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
        let mode = options.adapt.unwrap_or(self.options().adapt);
        let prepared = self.prepare(message, attachments, mode, Problems::new());
        self.send_prepared(prepared, options, io).await
    }

    /// Sends what has no error.
    pub(super) async fn send_prepared<T: Transport, C: Clock>(
        &self,
        prepared: Prepared,
        options: &SendOptions,
        io: Io<'_, T, C>,
    ) -> Result<Receipt, Error> {
        if prepared.problems.has_errors() {
            return Err(Error::invalid_message(self.provider(), prepared.problems));
        }
        let parts = parts::begin(prepared.parts.len(), options.resume.as_deref())?;
        self.deliver(prepared, parts, options, io).await
    }

    /// Sends the parts that did not go out yet, in order, and stops at the first that fails. Where the window
    /// is closed before any part went out, the fallback is sent instead.
    async fn deliver<T: Transport, C: Clock>(
        &self,
        mut prepared: Prepared,
        mut parts: Vec<PartReceipt>,
        options: &SendOptions,
        io: Io<'_, T, C>,
    ) -> Result<Receipt, Error> {
        let secrets = self.configured().secrets();
        let mut run = self.run(&secrets, options, &io);
        let mut first = None;
        let messages = std::mem::take(&mut prepared.parts);
        let reference = messages.first().and_then(|part| part.reference.clone());
        for (index, message) in messages.into_iter().enumerate() {
            let untouched = parts
                .iter()
                .all(|part| part.outcome == PartOutcome::NotSent);
            let Some(part) = parts.get_mut(index) else {
                continue;
            };
            if part.outcome != PartOutcome::NotSent {
                continue;
            }
            match self.part(message, &mut run).await {
                Ok((sent, answer)) => {
                    self.mark_sent(part, &sent);
                    first = first.or(Some((sent, answer)));
                }
                Err(fault) => match &prepared.fallback {
                    Some(fallback) if untouched && fault.is_window_closed() => {
                        let fallback = fallback.clone();
                        return self.fall_back(fallback, parts, run).await;
                    }
                    _ => {
                        let mut error = self.error(*fault, run.attempts, io.clock.now());
                        parts::conclude(&mut error, parts, index);
                        return Err(error);
                    }
                },
            }
        }
        if let Some(error) = parts::left_open(self.provider(), &parts, run.attempts) {
            return Err(error);
        }
        let changes = prepared.changes;
        Ok(Receipt {
            reference,
            changes,
            ..self.receipt(parts, first, run.attempts)
        })
    }

    /// Sends the template in place of all the parts.
    async fn fall_back<T: Transport, C: Clock>(
        &self,
        fallback: Message,
        mut parts: Vec<PartReceipt>,
        mut run: Run<'_, T, C>,
    ) -> Result<Receipt, Error> {
        let reference = fallback.reference.clone();
        match self.part(fallback, &mut run).await {
            Ok((sent, answer)) => {
                parts.truncate(1);
                for part in &mut parts {
                    self.mark_sent(part, &sent);
                }
                Ok(Receipt {
                    reference,
                    used_fallback: true,
                    ..self.receipt(parts, Some((sent, answer)), run.attempts)
                })
            }
            Err(fault) => {
                let mut error = self.error(*fault, run.attempts, run.clock.now());
                // The template stands for every part, so none may be sent again where it is not known.
                if error.outcome == Outcome::Unknown {
                    for part in &mut parts {
                        part.outcome = PartOutcome::Unknown;
                    }
                }
                parts::conclude(&mut error, parts, 0);
                Err(error)
            }
        }
    }

    fn mark_sent(&self, part: &mut PartReceipt, sent: &Sent) {
        let secrets = self.secrets();
        let masked = |id: &String| mask_id(id, &secrets);
        part.outcome = PartOutcome::Sent;
        // A provider may document no id.
        let id = Some(&sent.message_id).filter(|id| !id.is_empty());
        part.message_id = id.map(masked);
        part.channel_message_id = sent.channel_message_id.as_ref().map(masked);
    }

    /// Sends one part.
    async fn part<T: Transport, C: Clock>(
        &self,
        message: Message,
        run: &mut Run<'_, T, C>,
    ) -> Result<(Sent, Answer), Box<Fault>> {
        run.guarded = guarded(&message);
        run.ask_window()?;
        run.uncertain = false;
        let Some(mut exchange) = self.configured().exchange(Task::Send(message)) else {
            return Err(Box::new(Fault::internal()));
        };
        let driven = run.drive(exchange.as_mut()).await;
        match driven {
            Ok((Step::Sent(sent), answer)) => Ok((sent, answer)),
            Ok(_) => Err(Box::new(Fault::internal())),
            Err(mut fault) => {
                if run.uncertain {
                    fault.failure.outcome = Outcome::Unknown;
                }
                Err(fault)
            }
        }
    }

    /// The receipt of a message whose parts are out; `first` is what the provider said of the first part
    /// that this send sent.
    fn receipt(
        &self,
        parts: Vec<PartReceipt>,
        first: Option<(Sent, Answer)>,
        attempts: u32,
    ) -> Receipt {
        let secrets = self.secrets();
        let (sent, answer) = first.unzip();
        let (message_id, channel_message_id) = parts
            .first()
            .map(|part| (part.message_id.clone(), part.channel_message_id.clone()))
            .unwrap_or_default();
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
            reference: None,
            used_fallback: false,
            attempts,
            parts,
            changes: Vec::new(),
            raw: mask_answer(&answer.unwrap_or_default().text, &secrets),
        }
    }
}

/// When the contact last wrote, where the session window decides whether a message may go out. A template is meant
/// for a closed one, and so is a message tag.
fn guarded(message: &Message) -> Option<i64> {
    let is_guarded =
        message.message_tag.is_none() && !matches!(*message.content, Content::Template(_));
    message.last_inbound_at.filter(|_| is_guarded)
}

/// Whether the session window is closed for a message.
pub(super) fn is_window_closed(message: &Message, now: i64) -> bool {
    guarded(message).is_some_and(|last| is_over(last, now))
}

/// Whether the session that the contact's last message began is over.
pub(super) fn is_over(last_inbound_at: i64, now: i64) -> bool {
    window_state(last_inbound_at, now, WINDOW_HOURS).ms_left == 0
}
