//! Connectly: JSON, one content a message, string codes.

mod capabilities;
mod config;
mod request;
mod response;
mod template;

use super::{Entry, Exchange, OneCall, Provider, Task};
use crate::message::Content;
use crate::secret::Secret;

pub use config::Connectly;
pub use response::CODES;

/// What the registry knows of Connectly.
pub static ENTRY: Entry = Entry {
    capabilities: &capabilities::CAPABILITIES,
    codes: CODES,
    configure: |fields, surroundings| Box::new(Connectly::read(fields, surroundings)),
    check: template::check,
};

impl Provider for Connectly {
    fn base_url(&self) -> &str {
        &self.base_url
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![self.api_key.clone()]
    }

    fn exchange(&self, task: Task) -> Option<Box<dyn Exchange>> {
        let request = match &task {
            Task::Send(message) => match &*message.content {
                Content::Template(template) => template::send(self, message, template),
                _ => request::send(self, message),
            },
            _ => return None,
        };
        let read = response::read;
        Some(Box::new(OneCall { request, read }))
    }
}
