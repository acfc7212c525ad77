//! The receipt of a message that a provider took.

use serde::Serialize;

use super::Change;
use super::names::names;

/// What a provider answered when it took a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The provider.
    pub provider: &'static str,
    /// The provider's id of the message, to the last digit; of the first part where there are several.
    pub message_id: String,
    /// The channel's id of the message, such as WhatsApp's `wamid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_message_id: Option<String>,
    /// The conversation that the message went into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// How far the message had come when the provider answered.
    pub status: Status,
    /// When the provider says it was sent, in epoch milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<i64>,
    /// The caller's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The channel's own spelling of the recipient, where the answer names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Whether the template was sent instead.
    pub used_fallback: bool,
    /// How many requests carried the message.
    pub attempts: u32,
    /// The parts it was sent in.
    pub parts: Vec<PartReceipt>,
    /// What was changed so that the provider could carry it.
    pub changes: Vec<Change>,
    /// The answer's text, secrets masked; JavaScript receives it parsed. None where the client keeps none.
    #[serde(skip)]
    pub raw: Option<String>,
}

/// How far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The provider has taken it.
    Accepted,
    /// The provider is still working on it.
    Pending,
    /// It is on its way to the contact.
    Sent,
    /// It is on the contact's device.
    Delivered,
    /// The provider says received.
    Received,
    /// The contact has read it.
    Read,
    /// It failed after it was taken.
    Failed,
    /// It was taken back.
    Revoked,
    /// It was deleted.
    Deleted,
    /// The provider gave no status, or one that its documents do not list.
    Unknown,
}

names! { Status:
    Accepted = "accepted",
    Pending = "pending",
    Sent = "sent",
    Delivered = "delivered",
    Received = "received",
    Read = "read",
    Failed = "failed",
    Revoked = "revoked",
    Deleted = "deleted",
    Unknown = "unknown",
}

/// One part of a message that was sent in several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartReceipt {
    /// Its place.
    pub index: usize,
    /// Whether it went out.
    pub outcome: PartOutcome,
    /// The provider's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// The channel's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_message_id: Option<String>,
}

impl PartReceipt {
    /// A part that no provider is known to have taken.
    #[must_use]
    pub fn failed(index: usize, outcome: PartOutcome) -> Self {
        Self {
            index,
            outcome,
            message_id: None,
            channel_message_id: None,
        }
    }
}

/// Whether a part went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOutcome {
    /// The provider took it.
    Sent,
    /// It surely did not go out.
    NotSent,
    /// It may have gone out.
    Unknown,
}

names! { PartOutcome:
    Sent = "sent",
    NotSent = "not_sent",
    Unknown = "unknown",
}
