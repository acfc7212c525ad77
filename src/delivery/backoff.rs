//! How long to wait before an attempt is repeated.

use std::time::UNIX_EPOCH;

use super::Retry;
use crate::provider::END_OF_TIME;

/// The wait that a Retry-After header asks for, in milliseconds: seconds, or a date.
#[must_use]
pub fn retry_after_ms(header: &str, now: i64) -> Option<i64> {
    // More than fits is a wait beyond any deadline.
    let most = END_OF_TIME.saturating_sub(now);
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds = header.parse::<i64>().unwrap_or(i64::MAX);
        return Some(seconds.saturating_mul(1000).min(most));
    }
    let date = httpdate::parse_http_date(header).ok()?;
    let at = date.duration_since(UNIX_EPOCH).ok()?.as_millis();
    let at = i64::try_from(at).ok()?;
    Some(at.saturating_sub(now).max(0))
}

/// A wait by full jitter: from nothing up to a limit that doubles with each attempt. `random` lies in 0..1.
/// <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>
#[must_use]
pub fn jitter_ms(retry: &Retry, attempt: u32, random: f64) -> i64 {
    let doublings = attempt.saturating_sub(1).min(30);
    let limit = retry
        .base_delay_ms
        .saturating_mul(1_i64 << doublings)
        .min(retry.max_delay_ms);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a wait in milliseconds; its fraction does not matter"
    )]
    let wait = (limit as f64 * random) as i64;
    wait
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_in_every_form() {
        let now = 784_111_777_000;
        let cases = [
            ("2", Some(2000)),
            (" 0 ", Some(0)),
            ("99999999999999999999", Some(END_OF_TIME - now)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10_000)),
            ("Sun, 06 Nov 1994 08:49:27 GMT", Some(0)),
            ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10_000)),
            ("Sun Nov  6 08:49:47 1994", Some(10_000)),
            (
                "Fri, 31 Dec 9999 23:59:59 GMT",
                Some(253_402_300_799_000 - now),
            ),
            ("Wed, 31 Dec 1969 23:59:59 GMT", None),
            ("Sun, 06 Nov 1994 24:49:47 GMT", None),
            ("Sun, 06 Nov 1994 08:49:47", None),
            ("1994-11-06T08:49:47Z", None),
            ("soon", None),
            ("-1", None),
            ("", None),
        ];
        for (header, wait) in cases {
            assert_eq!(retry_after_ms(header, now), wait, "{header}");
        }
    }

    #[test]
    fn jitter_doubles_up_to_the_maximum() {
        let retry = Retry::default();
        let most: Vec<i64> = (1..=6)
            .map(|attempt| jitter_ms(&retry, attempt, 1.0))
            .collect();
        assert_eq!(most, [500, 1000, 2000, 4000, 8000, 8000]);
        assert_eq!(jitter_ms(&retry, 3, 0.0), 0);
        assert_eq!(jitter_ms(&retry, u32::MAX, 0.5), 4000);
    }
}
