//! One content for many recipients: read, adapted and checked once.

use super::prepare::Prepared;
use super::{Client, Clock, Io, SendOptions, Transport};
use crate::adapt::Adapt;
use crate::json::{Json, object};
use crate::message::{Attachment, Message, Recipient};
use crate::outcome::{Change, Error, Receipt};
use crate::problem::Problems;
use crate::provider;

/// A content ready for any recipient.
pub struct Broadcast {
    parts: Vec<Message>,
    changes: Vec<Change>,
    /// What is wrong with it whoever receives it.
    problems: Problems,
}

impl Client {
    /// Reads, adapts and checks a content.
    #[must_use]
    pub fn broadcast(
        &self,
        content: &Json,
        attachments: &[Attachment],
        mode: Option<Adapt>,
    ) -> Broadcast {
        let message = object([
            ("to", Some(Json::from(""))),
            ("content", Some(content.clone())),
        ]);
        let mode = mode.unwrap_or(self.options().adapt);
        // What the recipient decides is asked again for each.
        let of_content = Problems::within("/content");
        // It names no time.
        let prepared = self.prepare(&message, attachments, mode, 0, of_content);
        Broadcast {
            parts: prepared.parts,
            changes: prepared.changes,
            problems: prepared.problems,
        }
    }

    /// Sends a content to one recipient, as [`Client::send`] sends a message.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send_to<T: Transport, C: Clock>(
        &self,
        broadcast: &Broadcast,
        to: &Json,
        options: &SendOptions,
        io: Io<'_, T, C>,
    ) -> Result<Receipt, Error> {
        // What could not be read of the content is not judged beside a recipient either.
        let mut problems = broadcast.problems.beside();
        let recipient = Recipient::read(to, "/to", &mut problems).unwrap_or_default();
        let parts: Vec<Message> = broadcast
            .parts
            .iter()
            .map(|part| Message {
                to: recipient.clone(),
                ..part.clone()
            })
            .collect();
        if let Some(first) = parts.first() {
            provider::check_beside(first, self.entry(), self.configured(), &mut problems);
        }
        let mut problems = provider::point_at(Some(to), problems);
        problems.merge(broadcast.problems.clone());
        let prepared = Prepared {
            parts,
            fallback: None,
            changes: broadcast.changes.clone(),
            problems,
        };
        self.send_prepared(prepared, options, io).await
    }
}
