//! iSlash: multipart forms, one file or sticker beside the text.

mod capabilities;
mod config;
mod list;
mod request;
mod response;
mod template;

use super::{Entry, Exchange, OneCall, Provider, Task};
use crate::message::Content;
use crate::problem::Problems;
use crate::secret::Secret;

pub use config::Islash;

/// What the registry knows of iSlash.
pub static ENTRY: Entry = Entry {
    capabilities: &capabilities::CAPABILITIES,
    codes: &[],
    configure: |fields, surroundings| Box::new(Islash::read(fields, surroundings)),
    check: request::check,
};

impl Provider for Islash {
    fn base_url(&self) -> &str {
        &self.base_url
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![self.token.clone(), self.session.clone()]
    }

    fn check_task(&self, task: &Task, problems: &mut Problems) {
        if let Task::Templates(query) = task {
            list::check(query, problems);
        }
    }

    fn exchange(&self, task: Task) -> Option<Box<dyn Exchange>> {
        Some(match &task {
            Task::Send(message) => match &*message.content {
                Content::Template(template) => Box::new(OneCall {
                    request: template::send(self, message, template),
                    read: response::read_template,
                }),
                _ => Box::new(OneCall {
                    request: request::send(self, message),
                    read: response::read,
                }),
            },
            Task::Stickers => Box::new(OneCall {
                request: Ok(list::stickers(self)),
                read: list::read_stickers,
            }),
            Task::Templates(query) => Box::new(list::Templates {
                request: list::templates(self),
                query: query.clone(),
            }),
            Task::Upload(_) | Task::Chats(_) => return None,
        })
    }
}
