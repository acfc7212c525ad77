//! A conversation that a provider lists.

use serde::Serialize;

use crate::json::Json;

/// A conversation with one contact on one of the account's numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chat {
    /// Its id: a message's `conversationId`.
    pub id: String,
    /// The contact's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The contact's phone number, `+` and digits, where the channel knows contacts by number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Which of the account's numbers it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Who or what answers it: `bot`, `pending`, `assigned`, `resolved` or `bulk`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// When the contact last wrote, in epoch milliseconds: a message's `lastInboundAt`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_inbound_at: Option<i64>,
    /// The provider's own entry.
    pub raw: Json,
}
