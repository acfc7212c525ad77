//! What a client remembers between sends: tokens and chats.

use crate::json::{Json, object};
use crate::secret::Secret;

/// What a client remembers between sends.
#[derive(Debug, Default)]
pub struct Memory {
    /// The tokens that a login gave.
    pub tokens: Option<Tokens>,
    /// The tokens before them, which an answer on its way may still name.
    pub past_tokens: Vec<Tokens>,
    /// Whether a login was refused for its credentials, so that another would be too.
    pub login_refused: bool,
    /// Whether the caller's store may have tokens that are not known here.
    pub store: Store,
    /// Chats found for phone numbers.
    pub chats: Vec<KnownChat>,
    /// How long a found chat is remembered, in milliseconds.
    pub chat_cache_ms: i64,
}

/// The last moment that JavaScript's dates know, in epoch milliseconds: the end of a token that names none.
pub const END_OF_TIME: i64 = 8_640_000_000_000_000;

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

/// The caller's store of tokens, as a client knows it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Store {
    /// There is none.
    #[default]
    None,
    /// It has not been read, or may have changed since.
    Unread,
    /// It has been read.
    Read,
}

/// A chat found for a phone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownChat {
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

    /// Takes over the tokens that the caller's store has, unless this client knows that they have ended.
    pub fn recall(&mut self, stored: Option<Tokens>) {
        self.store = Store::Read;
        let has_ended = |stored: &Tokens| {
            let mut past = self.past_tokens.iter();
            past.any(|past| {
                let same_refresh = past.refresh.is_some() && past.refresh == stored.refresh;
                past.access == stored.access || same_refresh
            })
        };
        if let Some(stored) = stored.filter(|stored| !has_ended(stored)) {
            self.replace_tokens(Some(stored));
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
        self.chats.push(KnownChat {
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

impl Tokens {
    /// Reads tokens that the caller's store kept; `None` where they are none that this module wrote.
    #[must_use]
    pub fn read(stored: &Json) -> Option<Self> {
        let text = |key: &str| stored.get(key)?.as_str().filter(|text| !text.is_empty());
        let time = |key: &str| stored.get(key)?.as_i64();
        Some(Self {
            access: Secret::obtained("token.accessToken", text("accessToken")?),
            expires_at: time("expiresAt")?,
            refresh: text("refreshToken")
                .map(|token| Secret::obtained("token.refreshToken", token)),
            refresh_expires_at: time("refreshExpiresAt"),
        })
    }

    /// The tokens for the caller's store, with their secrets.
    #[must_use]
    pub fn reveal(&self) -> Json {
        let secret = |secret: &Secret| Json::from(secret.reveal());
        object([
            ("accessToken", Some(secret(&self.access))),
            ("refreshToken", self.refresh.as_ref().map(secret)),
            ("expiresAt", Some(Json::from(self.expires_at))),
            ("refreshExpiresAt", self.refresh_expires_at.map(Json::from)),
        ])
    }
}
