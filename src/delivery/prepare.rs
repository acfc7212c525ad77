//! From what a caller gave to the parts that are sent.

use super::Client;
use crate::adapt::{Adapt, Adapted, adapt, default_segmenter};
use crate::json::Json;
use crate::message::{Attachment, Message};
use crate::outcome::Change;
use crate::problem::Problems;
use crate::provider;

/// A message ready to be sent, where no problem is an error.
pub(crate) struct Prepared {
    /// The parts, in order.
    pub parts: Vec<Message>,
    /// What goes out in their place where the session window is closed.
    pub fallback: Option<Message>,
    /// What was changed.
    pub changes: Vec<Change>,
    /// What is wrong even so.
    pub problems: Problems,
}

impl Client {
    /// Reads, adapts and checks a message `now`, in epoch milliseconds, into an empty list of problems. A content whose
    /// shape is wrong is not adapted, so that its problems are those of what was written.
    pub(crate) fn prepare(
        &self,
        value: &Json,
        attachments: &[Attachment],
        mode: Adapt,
        now: i64,
        mut problems: Problems,
    ) -> Prepared {
        let message = Message::read(value, attachments, &mut problems);
        let mode = if problems.has_none_below("/content") {
            mode
        } else {
            Adapt::Off
        };
        let Some(message) = message else {
            return Prepared {
                parts: Vec::new(),
                fallback: None,
                changes: Vec::new(),
                problems: provider::point_at(value.get("to"), problems),
            };
        };
        let (entry, configured) = (self.entry(), Some(self.configured()));
        let unread = problems.emptied();
        let mut found_in_fallback = Problems::new();
        let fallback = message.instead();
        let mut found_in_times = problems.emptied();
        provider::check_times(&message, now, &mut found_in_times);
        let adapted = if mode == Adapt::Off {
            Adapted::unchanged(message)
        } else {
            let max_parts = self.options().max_parts;
            adapt(
                &message,
                entry.capabilities,
                mode,
                max_parts,
                default_segmenter(),
            )
        };
        for (index, part) in adapted.parts.iter().enumerate() {
            // What could not be read is not judged in any part.
            let mut found = if index == 0 {
                std::mem::replace(&mut problems, unread.clone())
            } else {
                unread.clone()
            };
            provider::check(part, entry, configured, &mut found);
            if index == 0 {
                // After the message, so that what both have is told once.
                found_in_fallback = found.emptied();
                provider::check_fallback(part, entry, configured, &mut found_in_fallback);
            }
            problems.merge(found.repointed(|path| adapted.path_in(index, path)));
        }
        problems.merge(found_in_times);
        problems.extend(adapted.too_many);
        problems.merge(found_in_fallback);
        Prepared {
            parts: adapted.parts,
            fallback,
            changes: adapted.changes,
            problems: provider::point_at(value.get("to"), problems),
        }
    }
}
