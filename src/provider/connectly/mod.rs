//! Connectly: JSON, one content a message, string codes.

mod capabilities;
mod config;
mod request;
mod response;

use super::{Answer, Entry, Exchange, Memory, Provider, Step};
use crate::message::Message;
use crate::secret::Secret;

pub use config::Connectly;
pub use response::CODES;

/// What the registry knows of Connectly.
pub static ENTRY: Entry = Entry {
    capabilities: &capabilities::CAPABILITIES,
    configure: |fields, surroundings| Box::new(Connectly::read(fields, surroundings)),
    check: |_, _| {},
};

impl Provider for Connectly {
    fn secrets(&self) -> Vec<Secret> {
        vec![self.api_key.clone()]
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
