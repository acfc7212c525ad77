//! Text within text, what digits spell, and texts met before. The searches of `str` prepare for long needles, which is
//! 5 KB of wasm; the needles here are short.

use std::collections::BTreeMap;

/// Where `needle` stands in `text` for the first time, in bytes.
fn find(text: &str, needle: &str) -> Option<usize> {
    let mut windows = text.as_bytes().windows(needle.len().max(1));
    windows.position(|window| window == needle.as_bytes())
}

/// Whether `needle` stands in `text`.
#[must_use]
pub fn contains(text: &str, needle: &str) -> bool {
    needle.is_empty() || find(text, needle).is_some()
}

/// What stands before `mark` and after it, where it stands in `text`.
#[must_use]
pub fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, mark)?;
    let (before, rest) = text.split_at_checked(at)?;
    Some((before, rest.strip_prefix(mark)?))
}

/// `text` with `to` wherever `from` stands.
#[must_use]
pub fn replace(text: &str, from: &str, to: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_once(rest, from) {
        replaced.push_str(before);
        replaced.push_str(to);
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

/// The byte that stands percent-encoded at the start of some bytes, as in `%2F`.
#[must_use]
pub fn percent(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else {
        return None;
    };
    u8::try_from(number(&[*high, *low], 16)?).ok()
}

/// The number that these digits are: a sign, or nothing at all, is none.
#[must_use]
pub fn number(digits: &[u8], radix: u32) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, digit| {
        let digit = char::from(*digit).to_digit(radix)?;
        number.checked_mul(radix)?.checked_add(digit)
    })
}

/// As much of a text as an error shows of it.
#[must_use]
pub fn shown(text: &str) -> &str {
    const MOST: usize = 60;
    let end = text.char_indices().nth(MOST).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// `text` in quotation marks, with what cannot be seen escaped as in JSON.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Texts that were met, each with a number of its own. In order, so that no choice of texts makes it slow.
#[derive(Debug, Default)]
pub struct Met(BTreeMap<String, usize>);

impl Met {
    /// The number of a text that was met.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }

    /// Gives a text a number.
    pub fn set(&mut self, text: &str, number: usize) {
        self.0.insert(text.to_owned(), number);
    }

    /// These texts, each with the first place that it has.
    #[must_use]
    pub fn of(texts: &mut dyn Iterator<Item = &str>) -> Self {
        let mut met = Self::default();
        for (place, text) in texts.enumerate() {
            if met.get(text).is_none() {
                met.set(text, place);
            }
        }
        met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_as_str_finds_it() {
        let cases = [
            ("", ""),
            ("a", ""),
            ("", "a"),
            ("aoob", "oo"),
            ("ooo", "oo"),
            ("é{{1}}é{{2}}", "{{"),
            ("né", "é"),
            ("short", "longer than it"),
        ];
        for (text, needle) in cases {
            assert_eq!(contains(text, needle), text.contains(needle));
            if !needle.is_empty() {
                assert_eq!(split_once(text, needle), text.split_once(needle));
                assert_eq!(replace(text, needle, "-"), text.replace(needle, "-"));
            }
        }
    }
}
