//! iSlash: multipart forms, one file or sticker beside the text.

mod capabilities;
mod config;
mod request;
mod response;

use super::{Answer, Entry, Exchange, Memory, Provider, Step};
use crate::message::Message;
use crate::secret::Secret;

pub use config::Islash;

/// What the registry knows of iSlash.
pub static ENTRY: Entry = Entry {
    capabilities: &capabilities::CAPABILITIES,
    configure: |fields, surroundings| Box::new(Islash::read(fields, surroundings)),
    check: request::check,
};

impl Provider for Islash {
    fn secrets(&self) -> Vec<Secret> {
        vec![self.token.clone(), self.session.clone()]
    }

    fn exchange(&self, message: &Message) -> Box<dyn Exchange> {
        Box::new(Send(request::send(self, message)))
    }
}

struct Send(super::Request);

impl Exchange for Send {
    fn begin(&mut self, _memory: &mut Memory, _now: i64) -> Step {
        Step::Call(self.0.clone())
    }

    fn answer(&mut self, answer: &Answer, _memory: &mut Memory, _now: i64) -> Step {
        response::read(answer)
    }
}
