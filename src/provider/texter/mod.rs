//! Texter: JSON to an existing chat, which a phone number is looked up for.

mod capabilities;
mod chats;
mod config;
mod request;
mod response;
mod template;

use super::{Answer, Entry, Exchange, Failure, Memory, OneCall, Provider, Request, Step, Task};
use crate::message::{Content, Message, Recipient};
use crate::outcome::{ErrorCode, Outcome};
use crate::rules::phone_digits;
use crate::secret::Secret;

pub use config::Texter;

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

    fn placeholder(&self, request: &Request) -> Answer {
        chats::placeholder(request)
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
                    looking_up: false,
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

struct Send {
    config: Texter,
    message: Message,
    looking_up: bool,
}

impl Send {
    /// The phone number to look a chat up for, where no chat is named.
    fn phone(&self) -> Option<String> {
        match &self.message.to {
            Recipient::Conversation { .. } => None,
            other => other.phone().and_then(phone_digits),
        }
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
        self.looking_up = true;
        Step::Call(chats::look_up(&self.config, &phone))
    }

    fn answer(&mut self, answer: &Answer, memory: &mut Memory, now: i64) -> Step {
        let phone = self.phone().unwrap_or_default();
        if !self.looking_up {
            let step = response::read(answer);
            // A remembered chat may have been deleted since.
            if matches!(&step, Step::Failed(failure) if failure.code == ErrorCode::NotFound) {
                memory.forget_chat(&phone);
            }
            return step;
        }
        match chats::of_phone(answer, &phone) {
            Err(failure) => Step::Failed(failure),
            Ok(chats) => match chats.as_slice() {
                [chat] => {
                    self.looking_up = false;
                    memory.remember_chat(&phone, chat, now);
                    self.send(chat)
                }
                [] => Step::Failed(
                    Failure::new(ErrorCode::NotFound, Outcome::NotSent)
                        .noted("No chat has this phone number; only a contact who wrote has one."),
                ),
                several => Step::Failed(Failure::new(ErrorCode::Conflict, Outcome::NotSent).noted(
                    &format!(
                        "{} chats have this phone number: name one of them as conversationId: {}.",
                        several.len(),
                        several.join(", ")
                    ),
                )),
            },
        }
    }
}
