//! Yeastar P-Series: JSON with a token in the URL; `errcode` decides, since HTTP says 200 to everything.

mod capabilities;
mod config;
mod request;
mod response;
mod token;

use super::{Answer, Entry, Exchange, Failure, Memory, Provider, Request, Step, Tokens};
use crate::message::{Message, Recipient};
use crate::outcome::{ErrorCode, Outcome};
use crate::problem::Problems;
use crate::secret::Secret;

pub use config::{Access, Yeastar};
pub use response::CODES;

/// What the registry knows of Yeastar.
pub static ENTRY: Entry = Entry {
    capabilities: &capabilities::CAPABILITIES,
    configure: |fields, surroundings| Box::new(Yeastar::read(fields, surroundings)),
    check: request::check,
};

impl Provider for Yeastar {
    fn secrets(&self) -> Vec<Secret> {
        match &self.access {
            Access::Token(token) => vec![token.clone()],
            Access::Login { id, secret } => vec![id.clone(), secret.clone()],
        }
    }

    fn check(&self, message: &Message, problems: &mut Problems) {
        let starts_session = !matches!(message.to, Recipient::Conversation { .. });
        if starts_session && message.from.is_none() && self.from.is_none() {
            problems.add(request::missing_number());
        }
    }

    fn placeholder(&self, _request: &Request) -> Answer {
        token::placeholder()
    }

    fn exchange(&self, message: &Message) -> Box<dyn Exchange> {
        Box::new(Send {
            config: self.clone(),
            message: message.clone(),
            last: None,
            renewed: false,
        })
    }
}

/// The call that was made last.
enum Call {
    Login,
    Refresh,
    Send(Secret),
}

struct Send {
    config: Yeastar,
    message: Message,
    last: Option<Call>,
    /// A send is repeated once after an expired token.
    renewed: bool,
}

impl Send {
    fn send(&mut self, token: Secret) -> Step {
        let request = request::send(&self.config, &self.message, &token);
        self.last = Some(Call::Send(token));
        Step::Call(request)
    }

    fn log_in(&mut self, memory: &Memory) -> Step {
        let Access::Login { id, secret } = &self.config.access else {
            return Step::Failed(expired());
        };
        if memory.login_refused {
            return Step::Failed(token::refused_before());
        }
        let request = token::log_in(&self.config, id, secret);
        self.last = Some(Call::Login);
        Step::Call(request)
    }

    /// Sends with a new token, however soon it ends.
    fn send_with(&mut self, tokens: Tokens, memory: &mut Memory) -> Step {
        let access = tokens.access.clone();
        memory.replace_tokens(Some(tokens));
        self.send(access)
    }

    /// What follows an answer that says the token has ended.
    fn renew(&mut self, used: &Secret, failure: Failure, memory: &mut Memory, now: i64) -> Step {
        if self.renewed || matches!(self.config.access, Access::Token(_)) {
            let obtained = self.renewed;
            return Step::Failed(failure.noted(if obtained { ENDED_AGAIN } else { ENDED }));
        }
        self.renewed = true;
        // Another send may have renewed the token meanwhile.
        if let Some(tokens) = &mut memory.tokens
            && tokens.access == *used
        {
            tokens.expires_at = 0;
        }
        self.begin(memory, now)
    }
}

fn expired() -> Failure {
    Failure {
        provider_code: Some(response::TOKEN_EXPIRED.to_owned()),
        ..Failure::new(ErrorCode::Unauthorized, Outcome::NotSent)
    }
    .noted(ENDED)
}

/// What to say of a token that is the caller's own, and of one that was just obtained.
const ENDED: &str = "The access token has ended. Give a new one, or clientId and clientSecret.";
const ENDED_AGAIN: &str = "The PBX does not accept the access token that it has just given.";

impl Exchange for Send {
    fn begin(&mut self, memory: &mut Memory, now: i64) -> Step {
        if let Access::Token(token) = &self.config.access {
            return self.send(token.clone());
        }
        match memory.tokens.clone() {
            Some(tokens) if token::is_live(tokens.expires_at, now) => self.send(tokens.access),
            Some(tokens) if tokens.can_refresh(now) => {
                let request = token::refresh(&self.config, tokens.refresh);
                self.last = Some(Call::Refresh);
                Step::Call(request)
            }
            _ => self.log_in(memory),
        }
    }

    fn answer(&mut self, answer: &Answer, memory: &mut Memory, now: i64) -> Step {
        match &self.last {
            Some(Call::Send(used)) => {
                let used = used.clone();
                match response::read(answer) {
                    Step::Failed(failure) if response::is_token_expired(&failure) => {
                        self.renew(&used, failure, memory, now)
                    }
                    step => step,
                }
            }
            Some(Call::Refresh) => match token::read(answer, now) {
                Ok(tokens) => self.send_with(tokens, memory),
                Err(failure) if token::is_refresh_refused(&failure) => {
                    memory.replace_tokens(None);
                    self.log_in(memory)
                }
                Err(failure) => Step::Failed(failure),
            },
            Some(Call::Login) => match token::read(answer, now) {
                Ok(tokens) => self.send_with(tokens, memory),
                Err(failure) => {
                    memory.login_refused = token::is_refused(answer);
                    Step::Failed(failure)
                }
            },
            None => Step::Failed(Failure::new(ErrorCode::Internal, Outcome::NotSent)),
        }
    }
}
