//! How long to wait before an attempt is repeated.

use std::time::UNIX_EPOCH;

use super::Retry;
use crate::provider::Answer;

/// The longest wait that is believed: a day.
const LONGEST_MS: i64 = 86_400_000;

/// The wait that an answer asks for. What cannot be read, or is not believed, counts as no header, and the words
/// say what stood there.
pub fn asked(answer: &mut Answer, now: i64) -> (Option<i64>, Option<String>) {
    let Some(header) = answer.retry_after.take() else {
        return (None, None);
    };
    let wait = retry_after_ms(&header, now).filter(|wait| *wait <= LONGEST_MS);
    if wait.is_some() {
        answer.retry_after = Some(header);
        return (wait, None);
    }
    let start: String = header.chars().take(40).collect();
    let words = "Its Retry-After is no wait of a day or less, and counts as none: ";
    (None, Some(format!("{words}{start}.")))
}

/// The wait that a Retry-After header asks for, in milliseconds: seconds, or a date.
fn retry_after_ms(header: &str, now: i64) -> Option<i64> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds = header.parse::<i64>().unwrap_or(i64::MAX);
        return Some(seconds.saturating_mul(1000));
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
            ("99999999999999999999", Some(i64::MAX)),
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
    fn a_wait_that_is_not_believed_counts_as_none() {
        let cases = [
            ("86400", Some(86_400_000)),
            ("86401", None),
            ("99999999999999999999", None),
            ("Mon, 07 Nov 1994 08:49:37 GMT", Some(86_400_000)),
            ("Mon, 07 Nov 1994 08:49:38 GMT", None),
            ("soon", None),
            ("", None),
        ];
        for (header, wait) in cases {
            let mut answer = Answer {
                retry_after: Some(header.to_owned()),
                ..Answer::default()
            };
            let (asked, words) = asked(&mut answer, 784_111_777_000);
            assert_eq!(asked, wait, "{header}");
            assert_eq!(answer.retry_after.is_some(), wait.is_some(), "{header}");
            let said = words.unwrap_or_default();
            assert_eq!(said.is_empty(), wait.is_some(), "{header}");
            assert!(said.is_empty() || said.ends_with(&format!(": {header}.")));
        }
        let mut answer = Answer {
            retry_after: Some("x".repeat(5000)),
            ..Answer::default()
        };
        let (_, words) = asked(&mut answer, 0);
        assert!(words.unwrap_or_default().len() < 120);
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
