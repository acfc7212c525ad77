//! What is looked for: a secret as it is, or as a part of base64. A text is read once for each, whatever stands in it.

use super::view::View;

/// From so many bytes on, or characters of base64, a secret does not stand somewhere by chance.
pub const TELLING_LENGTH: usize = 8;

/// Bytes that are looked for.
pub struct Needle {
    bytes: Vec<u8>,
    /// For each beginning of the bytes, how long a shorter one it ends with (Knuth, Morris and Pratt).
    borders: Vec<usize>,
    /// The place of the secret.
    pub secret: usize,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The secret itself.
    Plain,
    /// Base64 of something that holds the secret: what is the same whatever stands around it. Whether the character
    /// before it, and the one after it, hold some bits of the secret too.
    Within { before: bool, after: bool },
    /// Base64 of the secret alone, which is too short to be told within more.
    Alone,
}

/// A place in a text, and the secret that is there.
#[derive(Clone, Copy)]
pub struct Hit {
    pub start: usize,
    pub end: usize,
    pub secret: usize,
}

impl Needle {
    /// What a secret is looked for as.
    pub fn all(value: &str, secret: usize) -> Vec<Self> {
        let plain = Self::new(value.as_bytes().to_vec(), secret, Form::Plain);
        let mut needles = vec![plain];
        for ahead in 0..3 {
            needles.extend(Self::encoded(value, secret, ahead));
        }
        needles
    }

    /// The secret in base64, where so many bytes of three stand ahead of it.
    fn encoded(value: &str, secret: usize, ahead: usize) -> Option<Self> {
        let mut bytes = vec![0; ahead];
        bytes.extend_from_slice(value.as_bytes());
        let encoded = base64(&bytes);
        let after = bytes.len() % 3 != 0;
        // The first characters hold bits of what is ahead, the last one may hold bits of what follows.
        let first = [0, 2, 3].get(ahead).copied()?;
        let last = encoded.len().checked_sub(usize::from(after))?;
        let core = encoded.get(first..last).unwrap_or_default();
        if core.len() >= TELLING_LENGTH {
            let before = ahead > 0;
            return Some(Self::new(
                core.to_vec(),
                secret,
                Form::Within { before, after },
            ));
        }
        let is_alone = ahead == 0 && encoded.len() >= TELLING_LENGTH / 2;
        is_alone.then(|| Self::new(encoded, secret, Form::Alone))
    }

    fn new(bytes: Vec<u8>, secret: usize, form: Form) -> Self {
        let mut borders = vec![0];
        let mut border: usize = 0;
        for byte in bytes.iter().skip(1) {
            border = next(&bytes, &borders, border, *byte);
            borders.push(border);
        }
        Self {
            bytes,
            borders,
            secret,
            form,
        }
    }

    /// Every place where it stands, those that overlap as one.
    pub fn hits(&self, view: &View<'_>, holds_base64: bool) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        if self.form != Form::Plain && !holds_base64 {
            return hits;
        }
        let mut length: usize = 0;
        for (at, byte) in view.bytes().iter().enumerate() {
            let byte = match byte {
                // Base64 for URLs has these two.
                b'-' if self.form != Form::Plain => b'+',
                b'_' if self.form != Form::Plain => b'/',
                byte => *byte,
            };
            length = next(&self.bytes, &self.borders, length, byte);
            if length < self.bytes.len() {
                continue;
            }
            length = self.borders.last().copied().unwrap_or_default();
            let end = at.saturating_add(1);
            let start = end.saturating_sub(self.bytes.len());
            let Some((start, end)) = self.place(view.bytes(), start, end) else {
                continue;
            };
            let (start, end) = view.span(start, end);
            match hits.last_mut() {
                Some(last) if start < last.end => last.end = end,
                _ => hits.push(Hit {
                    start,
                    end,
                    secret: self.secret,
                }),
            }
        }
        hits
    }

    /// What of the text there is the secret's.
    fn place(&self, text: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
        let is_base64 = |at: Option<usize>| {
            let byte = at.and_then(|at| text.get(at));
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte))
        };
        let (has_before, has_after) = (is_base64(start.checked_sub(1)), is_base64(Some(end)));
        match self.form {
            Form::Plain => Some((start, end)),
            Form::Within { before, after } => Some((
                start.saturating_sub(usize::from(before && has_before)),
                end.saturating_add(usize::from(after && has_after)),
            )),
            Form::Alone => (!has_before && !has_after).then_some((start, end)),
        }
    }
}

/// How many of the bytes have been met after one more byte, where so many were before it.
fn next(bytes: &[u8], borders: &[usize], met: usize, byte: u8) -> usize {
    let mut met = met;
    loop {
        #[cfg(test)]
        tests::STEPS.set(tests::STEPS.get().saturating_add(1));
        if bytes.get(met) == Some(&byte) {
            return met.saturating_add(1);
        }
        match met.checked_sub(1).and_then(|last| borders.get(last)) {
            Some(shorter) => met = *shorter,
            None => return 0,
        }
    }
}

/// Base64 without padding.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = Vec::new();
    for three in bytes.chunks(3) {
        let bits = [16, 8, 0].into_iter().zip(three);
        let bits = bits.fold(0_usize, |bits, (shift, byte)| {
            bits | (usize::from(*byte) << shift)
        });
        let count = three.len().saturating_add(1);
        for shift in [18, 12, 6, 0].into_iter().take(count) {
            encoded.extend(ALPHABET.get((bits >> shift) & 63));
        }
    }
    encoded
}

/// Two lists of places as one, those that overlap as one place of the longer one's secret.
pub fn merged(left: &[Hit], right: &[Hit]) -> Vec<Hit> {
    let mut all: Vec<Hit> = Vec::with_capacity(left.len().saturating_add(right.len()));
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let is_left = match (left.peek(), right.peek()) {
            (Some(left), Some(right)) => left.start <= right.start,
            (left, _) => left.is_some(),
        };
        let Some(hit) = (if is_left { left.next() } else { right.next() }) else {
            return all;
        };
        match all.last_mut() {
            Some(last) if hit.start < last.end => {
                if hit.end.saturating_sub(hit.start) > last.end.saturating_sub(last.start) {
                    last.secret = hit.secret;
                }
                last.end = last.end.max(hit.end);
            }
            _ => all.push(*hit),
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]
mod tests {
    use std::cell::Cell;

    use super::super::{Secret, mask};
    use super::base64;

    thread_local! {
        /// How often two bytes were held against each other.
        pub static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn base64_is_as_rfc_4648_gives_it() {
        let cases = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let encoded = ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"];
        for (text, encoded) in cases.into_iter().zip(encoded) {
            assert_eq!(base64(text.as_bytes()), encoded.as_bytes());
        }
    }

    #[test]
    fn the_steps_grow_with_the_text_whatever_the_secret_and_the_text_are() {
        let long = "a".repeat(1_000);
        let secrets: Vec<Secret> = [
            long.clone(),
            format!("{long}b"),
            format!("b{long}"),
            "ab".repeat(500),
            "a%41\\u0061&#97;".repeat(50),
        ]
        .map(|value| Secret::new("token", value))
        .to_vec();
        for piece in [
            "a",
            "ab",
            "YWFh",
            "%61",
            "\\u0061",
            "\\\\u0061",
            "&#97;",
            "a+%61\\\\u0061&#97;",
        ] {
            let steps = |length: usize| {
                let text = piece.repeat(length / piece.len());
                STEPS.set(0);
                let _ = mask(&text, &secrets);
                STEPS.get()
            };
            let (once, twice) = (steps(20_000), steps(40_000));
            // Each byte is met twice at most, in twelve readings, by four needles for each secret.
            assert!(
                twice <= 40_000 * 2 * 12 * 4 * 5 + 100_000,
                "{piece}: {twice}"
            );
            assert!(twice * 10 <= once * 22, "{piece}: {once}, then {twice}");
        }
    }
}
