//! The calls that one send takes, as a state machine without I/O.

use super::{Answer, Failure, Request};
use crate::outcome::Status;
use crate::secret::Secret;

/// The calls of one send. Its driver sends what [`Step::Call`] gives and hands the answer in, until the
/// machine says that the message was sent or failed.
///
/// A failure moves nothing: the driver may repeat the request and hand in the new answer.
pub trait Exchange {
    /// The first call, or the next one after others may have changed `memory`.
    fn begin(&mut self, memory: &mut Memory, now: i64) -> Step;

    /// What follows the answer to the last call.
    fn answer(&mut self, answer: &Answer, memory: &mut Memory, now: i64) -> Step;
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// This call.
    Call(Request),
    /// Nothing: the provider has the message.
    Sent(Sent),
    /// Nothing: the last call failed.
    Failed(Failure),
}

/// What a provider says of a message that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its id of the message.
    pub message_id: String,
    /// The channel's id of the message.
    pub channel_message_id: Option<String>,
    /// The conversation.
    pub conversation_id: Option<String>,
    /// How far the message has come.
    pub status: Status,
    /// When it was sent, in epoch milliseconds.
    pub sent_at: Option<i64>,
}

/// What a client remembers between sends.
#[derive(Debug, Default)]
pub struct Memory {
    /// The tokens that a login gave.
    pub tokens: Option<Tokens>,
    /// The tokens before them, which an answer on its way may still name.
    pub past_tokens: Vec<Tokens>,
    /// Whether a login was refused for its credentials, so that another would be too.
    pub login_refused: bool,
    /// Chats found for phone numbers.
    pub chats: Vec<Chat>,
    /// How long a found chat is remembered, in milliseconds.
    pub chat_cache_ms: i64,
}

/// Access tokens with their ends, in epoch milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Opens every call.
    pub access: Secret,
    /// When `access` ends.
    pub expires_at: i64,
    /// Obtains new tokens.
    pub refresh: Option<Secret>,
    /// When `refresh` ends.
    pub refresh_expires_at: Option<i64>,
}

/// A chat found for a phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    /// The phone number's digits.
    pub phone: String,
    /// The chat's id.
    pub id: String,
    /// Until when it is remembered, in epoch milliseconds.
    pub until: i64,
}

/// The most chats that a client remembers: the oldest give way.
const MAX_CHATS: usize = 1000;
/// The most past tokens that a client remembers: as many as a PBX keeps alive.
const MAX_PAST_TOKENS: usize = 8;

impl Memory {
    /// Puts new tokens, or none, in the place of those there are.
    pub fn replace_tokens(&mut self, tokens: Option<Tokens>) {
        let past = std::mem::replace(&mut self.tokens, tokens);
        self.past_tokens.extend(past);
        if self.past_tokens.len() > MAX_PAST_TOKENS {
            self.past_tokens.remove(0);
        }
    }

    /// The chat of a phone number, where it was looked up not long ago.
    #[must_use]
    pub fn chat(&self, phone: &str, now: i64) -> Option<&str> {
        self.chats
            .iter()
            .find(|chat| chat.phone == phone && chat.until > now)
            .map(|chat| chat.id.as_str())
    }

    /// Remembers the chat of a phone number.
    pub fn remember_chat(&mut self, phone: &str, id: &str, now: i64) {
        self.forget_chat(phone);
        if self.chats.len() >= MAX_CHATS {
            self.chats.remove(0);
        }
        self.chats.push(Chat {
            phone: phone.to_owned(),
            id: id.to_owned(),
            until: now.saturating_add(self.chat_cache_ms),
        });
    }

    /// Forgets the chat of a phone number.
    pub fn forget_chat(&mut self, phone: &str) {
        self.chats.retain(|chat| chat.phone != phone);
    }

    /// The secrets that calls brought in.
    #[must_use]
    pub fn secrets(&self) -> Vec<Secret> {
        self.tokens
            .iter()
            .chain(&self.past_tokens)
            .flat_map(|tokens| [Some(&tokens.access), tokens.refresh.as_ref()])
            .flatten()
            .cloned()
            .collect()
    }
}
