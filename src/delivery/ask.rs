//! Asking a provider for something other than to send: to keep a file, or for a list.

use super::report::Fault;
use super::{Client, Clock, Io, SendOptions, Transport};
use crate::listing::Masked;
use crate::outcome::{Error, ErrorCode};
use crate::problem::Problems;
use crate::provider::{Found, PROVIDERS, Step, Task};
use crate::rules::Operation;
use crate::secret::Masker;

impl Task {
    /// What the task asks for, where that is not to send.
    fn operation(&self) -> Option<Operation> {
        match self {
            Self::Send(_) => None,
            Self::Upload(_) => Some(Operation::Upload),
            Self::Templates(_) => Some(Operation::Templates),
            Self::Stickers => Some(Operation::Stickers),
            Self::Chats(_) => Some(Operation::Chats),
        }
    }
}

impl Client {
    /// Asks the provider for what the task names.
    ///
    /// # Errors
    /// `unsupported` where the provider has no such call; `invalid_config` or `invalid_message` where what is
    /// asked for cannot be; else what went wrong. Nothing was sent to a contact.
    pub async fn ask<T: Transport, C: Clock>(
        &self,
        task: &Task,
        io: Io<'_, T, C>,
    ) -> Result<Found, Error> {
        let exchange = self.configured().exchange(task.clone());
        let (Some(operation), Some(mut exchange)) = (task.operation(), exchange) else {
            return Err(self.lacks(task));
        };
        let mut problems = Problems::new();
        self.configured().check_task(task, &mut problems);
        if problems.has_errors() {
            let problems = problems.into_vec();
            return Err(match operation {
                Operation::Upload => Error::invalid_file(self.provider(), problems),
                _ => Error::invalid_query(problems),
            });
        }
        let secrets = self.configured().secrets();
        let mut run = self.run(&secrets, &SendOptions::default(), &io);
        let fault = match run.drive(exchange.as_mut()).await {
            Ok((Step::Found(mut found), _)) => {
                let secrets = self.secrets();
                let masker = Masker::new(&secrets);
                found.mask(&|text| masker.mask_id(text));
                return Ok(found);
            }
            Ok(_) => Box::new(Fault::internal()),
            Err(fault) => fault,
        };
        let fault = Fault {
            asked: Some(operation),
            ..*fault
        };
        let mut error = self.error(fault, run.attempts, io.clock.now());
        error.parts = Vec::new();
        Err(error)
    }

    fn lacks(&self, task: &Task) -> Error {
        let title = self.entry().capabilities.title;
        let what = task.operation().map_or("send", Operation::name);
        let able: Vec<&str> = PROVIDERS
            .iter()
            .map(|entry| entry.capabilities)
            .filter(|table| {
                task.operation()
                    .is_some_and(|it| table.operations.contains(&it))
            })
            .map(|table| table.title)
            .collect();
        let way_out = match task {
            Task::Upload(_) => " Or give the message its file by url.",
            Task::Chats(_) => " A phone number is enough to send to.",
            _ => "",
        };
        let words = format!(
            "{title} has no {what}(). Offered by: {}.{way_out}",
            able.join(", ")
        );
        let mut error = Error::new(ErrorCode::Unsupported, words);
        error.provider = Some(self.provider());
        error
    }
}
