//! Yeastar P-Series: JSON with a token in the URL; `errcode` decides, since HTTP says 200 to everything.

mod capabilities;
mod config;
mod list;
mod request;
mod response;
mod template;
mod token;
mod upload;

use super::{
    Answer, Entry, Exchange, Failure, Found, Memory, Provider, Purpose, Request, Step, Store, Task,
    Tokens,
};
use crate::listing::Template;
use crate::message::{MediaSource, Message, Recipient};
use crate::outcome::{ErrorCode, Outcome};
use crate::problem::Problems;
use crate::secret::Secret;

pub use config::{Access, Yeastar};
pub use response::CODES;

/// What the registry knows of Yeastar.
pub static ENTRY: Entry = Entry {
    capabilities: &capabilities::CAPABILITIES,
    codes: CODES,
    configure: |fields, surroundings| Box::new(Yeastar::read(fields, surroundings)),
    check: request::check,
};

impl Provider for Yeastar {
    fn base_url(&self) -> &str {
        &self.base_url
    }

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
        let channel = message.channel.as_ref().or(self.channel.as_ref());
        if starts_session && let Some(channel) = channel {
            template::check_channel(message, channel, problems);
        }
    }

    fn channel(&self) -> Option<&str> {
        self.channel.as_deref()
    }

    fn check_task(&self, task: &Task, problems: &mut Problems) {
        match task {
            Task::Upload(upload) => upload::check(&upload.file, problems),
            Task::Templates(query) => list::check(query, problems),
            _ => {}
        }
    }

    fn placeholder(&self, request: &Request, _calls_before: usize) -> Answer {
        match request.purpose {
            Purpose::Upload => upload::placeholder(request),
            _ => token::placeholder(),
        }
    }

    fn exchange(&self, task: Task) -> Option<Box<dyn Exchange>> {
        match &task {
            Task::Send(_) | Task::Upload(_) | Task::Templates(_) => Some(Box::new(Session {
                config: self.clone(),
                task,
                listed: Vec::new(),
                pages: 0,
                last: None,
                renewed: false,
                recalled: false,
            })),
            Task::Stickers | Task::Chats(_) => None,
        }
    }
}

/// The call that was made last.
enum Call {
    Login,
    Refresh,
    /// One that the task is about, with the token it went out with.
    Work(Secret),
}

/// A task, and the token that each of its calls needs.
struct Session {
    config: Yeastar,
    task: Task,
    /// The templates of the pages so far.
    listed: Vec<Template>,
    /// How many pages those are.
    pages: usize,
    last: Option<Call>,
    /// A call is repeated once after an expired token.
    renewed: bool,
    /// The caller's store is asked once more after a refused refresh.
    recalled: bool,
}

impl Session {
    /// The next call that the task is about.
    fn work(&mut self, token: Secret) -> Step {
        let config = &self.config;
        let request = match &mut self.task {
            Task::Send(message) => match message.content.file_mut() {
                Some(media) => upload::request_of(config, media, &token),
                None => request::send(config, message, &token),
            },
            Task::Upload(upload) => Ok(upload::request(
                config,
                &upload.file,
                upload.filename.clone(),
                &token,
            )),
            Task::Templates(query) => Ok(list::request(config, query, self.pages, &token)),
            Task::Stickers | Task::Chats(_) => return Step::Failed(no_call()),
        };
        self.last = Some(Call::Work(token));
        request.map_or_else(Step::Failed, Step::Call)
    }

    /// What follows an answer to a call that the task is about.
    fn worked(&mut self, used: &Secret, answer: &Answer) -> Step {
        match &mut self.task {
            Task::Send(message) => match message.content.file_mut() {
                None => response::read(answer),
                Some(media) => match upload::read(answer) {
                    Ok(file) => {
                        media.source = MediaSource::Uploaded(file);
                        self.work(used.clone())
                    }
                    Err(failure) => Step::Failed(failure),
                },
            },
            Task::Upload(_) => match upload::read(answer) {
                Ok(file) => Step::Found(Found::File(file)),
                Err(failure) => Step::Failed(failure),
            },
            Task::Templates(_) => match list::read(answer) {
                Ok(page) => {
                    let count = page.templates.len();
                    self.pages = self.pages.saturating_add(1);
                    self.listed.extend(page.templates);
                    let has_all = match page.total {
                        Some(total) => self.listed.len() >= total,
                        None => count < list::PAGE_SIZE,
                    };
                    if count == 0 || has_all || self.pages >= list::MAX_PAGES {
                        Step::Found(Found::Templates(std::mem::take(&mut self.listed)))
                    } else {
                        self.work(used.clone())
                    }
                }
                Err(failure) => Step::Failed(failure),
            },
            Task::Stickers | Task::Chats(_) => Step::Failed(no_call()),
        }
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

    /// Goes on with a new token, however soon it ends.
    fn work_with(&mut self, tokens: Tokens, memory: &mut Memory) -> Step {
        let access = tokens.access.clone();
        memory.replace_tokens(Some(tokens));
        self.work(access)
    }

    /// What follows an answer that says the token has ended.
    fn renew(&mut self, used: &Secret, failure: Failure, memory: &mut Memory, now: i64) -> Step {
        if self.renewed || matches!(self.config.access, Access::Token(_)) {
            let obtained = self.renewed;
            return Step::Failed(failure.noted(if obtained { ENDED_AGAIN } else { ENDED }));
        }
        self.renewed = true;
        // Another task may have renewed the token meanwhile.
        if let Some(tokens) = &mut memory.tokens
            && tokens.access == *used
        {
            tokens.expires_at = 0;
        }
        self.begin(memory, now)
    }

    /// What follows a refresh that was refused: another isolate may have refreshed first, which ended the
    /// refresh token here, and left its own in the caller's store.
    fn refused(&mut self, memory: &mut Memory, now: i64) -> Step {
        memory.replace_tokens(None);
        if memory.store == Store::None || self.recalled {
            return self.log_in(memory);
        }
        self.recalled = true;
        memory.store = Store::Unread;
        self.begin(memory, now)
    }
}

fn no_call() -> Failure {
    Failure::new(ErrorCode::Internal, Outcome::NotSent)
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

impl Exchange for Session {
    fn begin(&mut self, memory: &mut Memory, now: i64) -> Step {
        if let Access::Token(token) = &self.config.access {
            return self.work(token.clone());
        }
        match memory.tokens.clone() {
            Some(tokens) if token::is_live(tokens.expires_at, now) => self.work(tokens.access),
            _ if memory.store == Store::Unread => Step::Recall,
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
            Some(Call::Work(used)) => {
                let used = used.clone();
                match self.worked(&used, answer) {
                    Step::Failed(failure) if response::is_token_expired(&failure) => {
                        self.renew(&used, failure, memory, now)
                    }
                    step => step,
                }
            }
            Some(Call::Refresh) => match token::read(answer, now) {
                Ok(tokens) => self.work_with(tokens, memory),
                Err(failure) if token::is_refresh_refused(&failure) => self.refused(memory, now),
                Err(failure) => Step::Failed(failure),
            },
            Some(Call::Login) => match token::read(answer, now) {
                Ok(tokens) => self.work_with(tokens, memory),
                Err(failure) => {
                    memory.login_refused = token::is_refused(answer);
                    Step::Failed(failure)
                }
            },
            None => Step::Failed(no_call()),
        }
    }
}
