//! The session window: 24 hours after the contact's last message.
//! <https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows>

use serde::Serialize;

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

/// The hours that a session lasts.
pub const WINDOW_HOURS: i64 = 24;

const HOUR_MS: i64 = 3_600_000;

/// Whether a session is open at `now`, the contact having last written at `last_inbound_at`; both in epoch
/// milliseconds.
#[must_use]
pub fn window_state(last_inbound_at: i64, now: i64, hours: i64) -> WindowState {
    let closes_at = last_inbound_at.saturating_add(hours.saturating_mul(HOUR_MS));
    let ms_left = closes_at.saturating_sub(now).max(0);
    WindowState {
        state: if ms_left > 0 { "open" } else { "closed" },
        closes_at,
        ms_left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_closes_24_hours_after_the_last_message() {
        let day = 24 * HOUR_MS;
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
