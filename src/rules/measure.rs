//! The length of a text in the units that limits and platforms count.

/// A text's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Unicode code points, which limits count.
    pub characters: usize,
    /// UTF-16 units, which JavaScript's `length` counts.
    pub utf16: usize,
    /// Bytes of UTF-8.
    pub utf8: usize,
}

/// Measures a text.
///
/// ```
/// let measure = sessage::rules::measure("né 👋");
/// assert_eq!((measure.characters, measure.utf16, measure.utf8), (4, 5, 8));
/// ```
#[must_use]
pub fn measure(text: &str) -> Measure {
    Measure {
        characters: text.chars().count(),
        utf16: text.encode_utf16().count(),
        utf8: text.len(),
    }
}
