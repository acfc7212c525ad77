//! Texter: JSON to an existing chat, which a phone number is looked up for.

mod capabilities;
mod chats;
mod config;
mod request;
mod response;
mod spelling;
mod template;

use super::{Answer, Entry, Exchange, Failure, Memory, OneCall, Provider, Request, Step, Task};
use crate::message::{Content, Message, Recipient};
use crate::outcome::{ErrorCode, Outcome};
use crate::rules::phone_digits;
use crate::secret::Secret;

pub use config::Texter;
use spelling::other_spelling;

/// What the registry knows of Texter.
pub static ENTRY: Entry = Entry {
    capabilities: &capabilities::CAPABILITIES,
    codes: &[],
    configure: |fields, surroundings| Box::new(Texter::read(fields, surroundings)),
    check: request::check,
};

impl Provider for Texter {
    fn base_url(&self) -> &str {
        &self.base_url
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![self.token.clone()]
    }

    fn placeholder(&self, request: &Request, calls_before: usize) -> Answer {
        chats::placeholder(request, calls_before)
    }

    fn exchange(&self, task: Task) -> Option<Box<dyn Exchange>> {
        Some(match task {
            Task::Send(message) => match &*message.content {
                Content::Template(template) => Box::new(OneCall {
                    request: template::send(self, &message, template),
                    read: response::read_template,
                }),
                _ => Box::new(Send {
                    config: self.clone(),
                    message,
                    looking_up: None,
                }),
            },
            Task::Chats(query) => Box::new(OneCall {
                request: Ok(chats::search(self, &query.search, query.limit)),
                read: chats::read,
            }),
            Task::Upload(_) | Task::Templates(_) | Task::Stickers => return None,
        })
    }
}

/// What to do about a number without a chat.
const NO_CHAT: &str = "No chat has this phone number. A template reaches a number without a chat: send one, or give it \
                       as the fallback of a message whose lastInboundAt is 0.";

struct Send {
    config: Texter,
    message: Message,
    /// The number whose chat is being looked up.
    looking_up: Option<String>,
}

impl Send {
    /// The phone number to look a chat up for, where no chat is named.
    fn phone(&self) -> Option<String> {
        match &self.message.to {
            Recipient::Conversation { .. } => None,
            other => other.phone().and_then(phone_digits),
        }
    }

    fn look_up(&mut self, phone: String) -> Step {
        let request = chats::look_up(&self.config, &phone);
        self.looking_up = Some(phone);
        Step::Call(request)
    }

    fn send(&self, chat: &str) -> Step {
        request::send(&self.config, &self.message, chat).map_or_else(Step::Failed, Step::Call)
    }
}

impl Exchange for Send {
    fn begin(&mut self, memory: &mut Memory, now: i64) -> Step {
        if let Recipient::Conversation { id, .. } = &self.message.to {
            return self.send(id);
        }
        let phone = self.phone().unwrap_or_default();
        if let Some(chat) = memory.chat(&phone, now) {
            return self.send(chat);
        }
        self.look_up(phone)
    }

    fn answer(&mut self, answer: &Answer, memory: &mut Memory, now: i64) -> Step {
        let phone = self.phone().unwrap_or_default();
        let Some(asked) = &self.looking_up else {
            let step = response::read(answer);
            // A remembered chat may have been deleted since.
            if matches!(&step, Step::Failed(failure) if failure.code == ErrorCode::NotFound) {
                memory.forget_chat(&phone);
            }
            return step;
        };
        let other = other_spelling(&phone);
        let is_first = *asked == phone;
        match chats::of_contact(answer, &phone, other.as_deref()) {
            Err(failure) => Step::Failed(failure),
            Ok(chats) => match (chats.as_slice(), other) {
                ([], Some(other)) if is_first => self.look_up(other),
                ([chat], _) => {
                    self.looking_up = None;
                    memory.remember_chat(&phone, chat, now);
                    self.send(chat)
                }
                ([], _) => {
                    Step::Failed(Failure::new(ErrorCode::NotFound, Outcome::NotSent).noted(NO_CHAT))
                }
                (several, _) => Step::Failed(
                    Failure::new(ErrorCode::Conflict, Outcome::NotSent).noted(&format!(
                        "{} chats have this phone number: name one of them as conversationId: {}.",
                        several.len(),
                        several.join(", ")
                    )),
                ),
            },
        }
    }
}
