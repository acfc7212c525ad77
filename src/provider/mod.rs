//! The four providers, each a folder with the same file names, behind one interface.

mod answer;
pub mod codes;
mod config;
mod connectly;
mod exchange;
mod failure;
mod islash;
mod key;
mod memory;
mod registry;
mod request;
mod texter;
mod yeastar;

pub use answer::Answer;
pub use connectly::CODES as CONNECTLY_CODES;
pub use exchange::{Exchange, Found, OneCall, Sent, Step, Task};
pub use failure::Failure;
pub use key::recipient_key;
pub use memory::{END_OF_TIME, KnownChat, Memory, Store, Tokens};
pub use registry::{
    PROVIDERS, by_name, capabilities, check, check_beside, check_fallback, check_times, configure,
    point_at, unknown_provider, validate,
};
pub use request::{Body, Header, Method, Part, PartValue, Purpose, Request, Text, credentials};
pub use yeastar::CODES as YEASTAR_CODES;

use crate::message::{Fields, Message};
use crate::problem::Problems;
use crate::rules::Capabilities;
use crate::secret::Secret;

/// What the registry knows of a provider before it is configured.
pub struct Entry {
    /// What it takes.
    pub capabilities: &'static Capabilities,
    /// Its own codes.
    pub codes: &'static [codes::KnownCode],
    /// Reads its configuration.
    pub configure: fn(&mut Fields<'_>, Surroundings) -> Box<dyn Provider>,
    /// Adds the problems that neither the table nor the configuration decides.
    pub check: fn(&Message, &mut Problems),
}

/// What a provider may need to know of where it runs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// A browser, which sets the User-Agent itself.
    pub browser: bool,
    /// Whether plain `http:` is allowed to hosts that are not loopback.
    pub allow_insecure: bool,
}

/// A configured provider.
pub trait Provider {
    /// The address that its calls begin with.
    fn base_url(&self) -> &str;

    /// The secrets of its configuration.
    fn secrets(&self) -> Vec<Secret>;

    /// Adds the problems that only the configuration shows, such as a number that nobody named.
    fn check(&self, _message: &Message, _problems: &mut Problems) {}

    /// The channel that its configuration names.
    fn channel(&self) -> Option<&str> {
        None
    }

    /// Adds the problems of a task other than a send.
    fn check_task(&self, _task: &Task, _problems: &mut Problems) {}

    /// The answer that a plan takes for a call other than the one that carries the message: such that each call that
    /// may be needed follows. `calls_before` is how many calls the same send makes before it.
    fn placeholder(&self, _request: &Request, _calls_before: usize) -> Answer {
        Answer::default()
    }

    /// The calls of a task; none where the provider has no such call.
    fn exchange(&self, task: Task) -> Option<Box<dyn Exchange>>;
}
