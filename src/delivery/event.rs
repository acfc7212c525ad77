//! What an observer hears of attempts.

use serde::Serialize;

use crate::outcome::ErrorCode;
use crate::provider::{Method, Purpose};

/// The start or the end of one attempt. It carries no body, and its URL is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttemptEvent {
    /// Start or end.
    pub phase: Phase,
    /// The provider.
    pub provider: &'static str,
    /// What the call is for.
    pub purpose: Purpose,
    /// Which attempt at this call, from 1.
    pub attempt: u32,
    /// The call's method.
    pub method: Method,
    /// The call's URL, secrets masked.
    pub url: String,
    /// The answer's HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// How long the attempt took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<i64>,
    /// How long the wait before the next attempt is, where one follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_ms: Option<i64>,
    /// Why the attempt failed, where it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<ErrorCode>,
    /// The message's own `reference`, secrets masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// Start or end of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// The request is about to leave.
    Start,
    /// An answer came, or none will.
    End,
}
