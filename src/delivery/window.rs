//! The session window: 24 hours after the contact's last message.
//! <https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows>

use serde::Serialize;

use crate::json::Json;
use crate::message::{Fields, missing, read_object};
use crate::outcome::Error;
use crate::problem::{Code, Problem, Problems};

/// Whether a session is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WindowState {
    /// `open` or `closed`.
    pub state: &'static str,
    /// When it closes or closed, in epoch milliseconds.
    pub closes_at: i64,
    /// Milliseconds left; 0 where it is closed.
    pub ms_left: i64,
}

/// The hours that a session lasts, unless the contact came by a click-to-WhatsApp advertisement: then 72.
pub const WINDOW_HOURS: f64 = 24.0;

const HOUR_MS: f64 = 3_600_000.0;

/// Whether a session is open at `now`, the contact having last written at `last_inbound_at`; both in epoch
/// milliseconds.
#[must_use]
pub fn window_state(last_inbound_at: i64, now: i64, hours: f64) -> WindowState {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let length = (hours * HOUR_MS) as i64;
    let closes_at = last_inbound_at.saturating_add(length);
    let ms_left = closes_at.saturating_sub(now).max(0);
    WindowState {
        state: if ms_left > 0 { "open" } else { "closed" },
        closes_at,
        ms_left,
    }
}

/// The most hours that a window may have: a year.
const MAX_HOURS: f64 = 8_760.0;

impl WindowState {
    /// Reads `lastInboundAt` and the `options` of the same question: `now`, and how many `hours` a window has.
    ///
    /// # Errors
    /// `invalid_config` with every problem.
    pub fn read(question: &Json, now: i64) -> Result<Self, Error> {
        let mut problems = Problems::new();
        let state = read_object(question, "", &mut problems, |fields| {
            if !fields.has("lastInboundAt") {
                let path = fields.path("lastInboundAt");
                fields.add(missing(&path));
            }
            let last = fields.integer("lastInboundAt", 0).unwrap_or_default();
            let options = fields.object("options", |options| {
                let now = options.integer("now", 0);
                let hours = options.has("hours").then(|| hours(options));
                (now, hours)
            });
            let (at, hours) = options.unwrap_or_default();
            window_state(last, at.unwrap_or(now), hours.unwrap_or(WINDOW_HOURS))
        });
        match state {
            Some(state) if !problems.has_errors() => Ok(state),
            _ => {
                let what = "windowState cannot take this";
                Err(Error::invalid(what, problems.into_vec()))
            }
        }
    }
}

fn hours(options: &mut Fields<'_>) -> f64 {
    let hours = options.number("hours");
    if !(0.0..=MAX_HOURS).contains(&hours) {
        let path = options.path("hours");
        let words = "Must be from 0 to 8760 hours.";
        options.add(Problem::error(path, Code::OutOfRange, words));
    }
    hours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_closes_24_hours_after_the_last_message() {
        let day = 24 * 3_600_000;
        let cases = [
            (0, "open", day),
            (day - 1, "open", 1),
            (day, "closed", 0),
            (2 * day, "closed", 0),
        ];
        for (now, state, ms_left) in cases {
            let expected = WindowState {
                state,
                closes_at: day,
                ms_left,
            };
            assert_eq!(window_state(0, now, WINDOW_HOURS), expected);
        }
    }
}
