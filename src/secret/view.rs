//! A text as its readers take it: what was escaped in it undone, each byte with where it begins in the text.

use std::borrow::Cow;

use crate::text::{self, number};

/// The bytes of a text, or what they spell.
pub struct View<'t> {
    bytes: Cow<'t, [u8]>,
    /// Where each byte begins in the text, and where the text ends; none where it is as it stands.
    starts: Option<Vec<u32>>,
    /// Whether a plus and a slash are themselves, as in base64.
    pub holds_base64: bool,
}

/// What stands escaped at the start of some bytes, and how many they are.
type Undone = Option<(Spelled, usize)>;

/// What an escape spells.
enum Spelled {
    Byte(u8),
    Character(char),
}

impl<'t> View<'t> {
    /// The text as it stands.
    pub fn plain(text: &'t str) -> Self {
        Self {
            bytes: Cow::Borrowed(text.as_bytes()),
            starts: None,
            holds_base64: true,
        }
    }

    /// The ways to read this: as it is, percent-encoded, form-encoded, with HTML's entities.
    pub fn readings(self) -> Vec<View<'t>> {
        let no_base64 = |view: View<'static>| View {
            holds_base64: false,
            ..view
        };
        let form = |bytes: &[u8]| plus(bytes).or_else(|| percent(bytes));
        let readings = [
            self.undone(b'%', &percent),
            // A plus is itself, or in a form a space.
            self.undone(b'+', &form).map(no_base64),
            self.undone(b'&', &entity).map(no_base64),
        ];
        std::iter::once(self)
            .chain(readings.into_iter().flatten())
            .collect()
    }

    /// This with JSON's escapes undone; none where it has none.
    pub fn unescaped(&self) -> Option<View<'static>> {
        self.undone(b'\\', &json)
    }

    /// This with an escape undone that begins with a mark; none where it is not there.
    fn undone(&self, mark: u8, undo: &dyn Fn(&[u8]) -> Undone) -> Option<View<'static>> {
        if !self.bytes.contains(&mark) {
            return None;
        }
        let mut bytes = Vec::with_capacity(self.bytes.len());
        let mut starts = Vec::with_capacity(self.bytes.len());
        let mut rest: &[u8] = &self.bytes;
        let mut at: usize = 0;
        while let Some((first, after)) = rest.split_first() {
            let (spelled, taken) = undo(rest).unwrap_or((Spelled::Byte(*first), 1));
            let start = self.start(at);
            match spelled {
                Spelled::Byte(byte) => {
                    bytes.push(byte);
                    starts.push(start);
                }
                Spelled::Character(character) => {
                    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                        bytes.push(byte);
                        starts.push(start);
                    }
                }
            }
            rest = rest.get(taken..).unwrap_or(after);
            at = at.saturating_add(taken);
        }
        starts.push(self.start(at));
        Some(View {
            bytes: Cow::Owned(bytes),
            starts: Some(starts),
            holds_base64: true,
        })
    }

    /// Where a byte begins in the text, or where the text ends.
    fn start(&self, at: usize) -> u32 {
        match &self.starts {
            None => u32::try_from(at).unwrap_or(u32::MAX),
            Some(starts) => starts
                .get(at)
                .or(starts.last())
                .copied()
                .unwrap_or_default(),
        }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where these bytes stand in the text.
    pub fn span(&self, from: usize, to: usize) -> (usize, usize) {
        let place = |at| usize::try_from(self.start(at)).unwrap_or(usize::MAX);
        (place(from), place(to))
    }
}

fn percent(bytes: &[u8]) -> Undone {
    text::percent(bytes).map(|byte| (Spelled::Byte(byte), 3))
}

fn plus(bytes: &[u8]) -> Undone {
    (bytes.first() == Some(&b'+')).then_some((Spelled::Byte(b' '), 1))
}

fn entity(bytes: &[u8]) -> Undone {
    const NAMED: [(&[u8], u8); 5] = [
        (b"&amp;", b'&'),
        (b"&quot;", b'"'),
        (b"&apos;", b'\''),
        (b"&lt;", b'<'),
        (b"&gt;", b'>'),
    ];
    let named = |(name, byte): &(&[u8], u8)| {
        bytes
            .starts_with(name)
            .then_some((Spelled::Byte(*byte), name.len()))
    };
    if let Some(found) = NAMED.iter().find_map(named) {
        return Some(found);
    }
    let (digits, radix, before) = match bytes {
        [b'&', b'#', b'x' | b'X', digits @ ..] => (digits, 16, 3_usize),
        [b'&', b'#', digits @ ..] => (digits, 10, 2),
        _ => return None,
    };
    // No character has more.
    let length = digits.iter().take(8).position(|byte| *byte == b';')?;
    let code = number(digits.get(..length)?, radix)?;
    let taken = before.saturating_add(length).saturating_add(1);
    Some((Spelled::Character(char::from_u32(code)?), taken))
}

fn json(bytes: &[u8]) -> Undone {
    let [b'\\', letter, digits @ ..] = bytes else {
        return None;
    };
    let byte = match letter {
        b'"' | b'\\' | b'/' => *letter,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => {
            let unit = number(digits.get(..4)?, 16)?;
            if let Some(character) = char::from_u32(unit) {
                return Some((Spelled::Character(character), 6));
            }
            let [_, _, _, _, b'\\', b'u', low @ ..] = digits else {
                return None;
            };
            let pair =
                [unit, number(low.get(..4)?, 16)?].map(|it| u16::try_from(it).unwrap_or_default());
            let character = char::decode_utf16(pair).next()?.ok()?;
            return Some((Spelled::Character(character), 12));
        }
        _ => return None,
    };
    Some((Spelled::Byte(byte), 2))
}
