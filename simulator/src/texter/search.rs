//! The search for chats: help.texterchat.com/api-reference/chats/search-chats.

use axum::http::StatusCode;
use serde_json::Value;

use super::answer;
use crate::{
    call::Call,
    credentials::{TEXTER_CHATS, TexterChat},
    respond::Reply,
};

const STATUSES: [&str; 5] = ["BOT", "PENDING", "ASSIGNED", "RESOLVED", "BULK"];
const CHANNELS: [&str; 5] = [
    "whatsapp",
    "messenger",
    "instagram",
    "website_chat",
    "email",
];
const DEFAULT_LIMIT: usize = 30;

/// The chats that match.
pub fn play(call: &Call) -> Reply {
    match Search::read(call) {
        Ok(search) => {
            let found: Vec<&TexterChat> = TEXTER_CHATS
                .iter()
                .filter(|chat| search.finds(chat))
                .collect();
            let total = found.len();
            let shown: Vec<Value> = found
                .into_iter()
                .skip(search.skip)
                .take(search.limit)
                .map(answer::chat)
                .collect();
            answer::chats(shown, total)
        }
        Err(wrong) => Reply::undocumented(StatusCode::BAD_REQUEST, &wrong),
    }
}

#[derive(Default)]
struct Search {
    words: Option<String>,
    channel: Option<String>,
    account: Option<String>,
    labels: Vec<String>,
    statuses: Vec<usize>,
    limit: usize,
    skip: usize,
}

impl Search {
    fn read(call: &Call) -> Result<Self, String> {
        let mut search = Self {
            limit: DEFAULT_LIMIT,
            ..Self::default()
        };
        for (name, value) in &call.query {
            match name.as_str() {
                "search" if value.chars().count() < 2 => {
                    return Err("search: must have at least 2 characters".to_owned());
                }
                "search" => search.words = Some(value.to_lowercase()),
                "channel[name]" if !CHANNELS.contains(&value.as_str()) => {
                    return Err("channel[name]: is no documented channel".to_owned());
                }
                "channel[name]" => search.channel = Some(value.clone()),
                "channel[accountId]" => search.account = Some(value.clone()),
                "labels[]" => search.labels.push(value.clone()),
                "statuses[]" => {
                    let status = STATUSES.iter().position(|status| status == value);
                    search
                        .statuses
                        .push(status.ok_or("statuses[]: is no documented status")?);
                }
                "limit" => {
                    let limit = value
                        .parse()
                        .ok()
                        .filter(|limit| (1..=10_000).contains(limit));
                    search.limit = limit.ok_or("limit: must be 1 to 10000")?;
                }
                "skip" => {
                    let skip = value.parse().map_err(|_| "skip: must be 0 or more")?;
                    search.skip = skip;
                }
                _ => return Err(format!("{name}: is not a documented parameter")),
            }
        }
        if search.channel.is_some() != search.account.is_some() {
            return Err("channel[name] and channel[accountId]: only together".to_owned());
        }
        if search.labels.len() > 100 || search.statuses.len() > 5 {
            return Err("labels[] or statuses[]: too many".to_owned());
        }
        Ok(search)
    }

    fn finds(&self, chat: &TexterChat) -> bool {
        let by_words = self.words.as_deref().is_none_or(|words| {
            chat.title.to_lowercase().contains(words) || chat.phone.contains(words)
        });
        let by_channel = self
            .channel
            .as_deref()
            .is_none_or(|name| name == chat.channel)
            && self.account.as_deref().is_none_or(|id| id == chat.account);
        let by_status =
            self.statuses.is_empty() || self.statuses.contains(&usize::from(chat.status));
        // No chat here has a label.
        by_words && by_channel && by_status && self.labels.is_empty()
    }
}
