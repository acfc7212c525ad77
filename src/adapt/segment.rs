//! Where a text may be cut: between graphemes, what a reader takes for one character.

/// Finds grapheme boundaries.
pub trait Segmenter {
    /// The byte offsets at which the graphemes of `text` end, in order; the last is the text's length.
    fn ends(&self, text: &str) -> Vec<usize>;
}

/// Graphemes by the tables of the `unicode-segmentation` crate.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy, Default)]
pub struct Unicode;

#[cfg(not(target_arch = "wasm32"))]
impl Segmenter for Unicode {
    fn ends(&self, text: &str) -> Vec<usize> {
        use unicode_segmentation::UnicodeSegmentation;
        text.grapheme_indices(true)
            .map(|(start, grapheme)| start.saturating_add(grapheme.len()))
            .collect()
    }
}

/// The segmenter of where this runs: tables natively, `Intl.Segmenter` in JavaScript, which saves the
/// module 12 KB.
#[must_use]
pub fn default_segmenter() -> &'static dyn Segmenter {
    #[cfg(not(target_arch = "wasm32"))]
    {
        &Unicode
    }
    #[cfg(target_arch = "wasm32")]
    {
        &crate::bindings::Intl
    }
}

/// The first `max` code points of a text, and whether that is all of it.
pub(super) fn head(text: &str, max: usize) -> (&str, bool) {
    match text.char_indices().nth(max) {
        Some((end, _)) => (text.get(..end).unwrap_or(text), false),
        None => (text, true),
    }
}

/// The graphemes at the start of `text`: all that begin within `max` code points, and some after them.
pub(super) fn graphemes<'t>(segmenter: &dyn Segmenter, text: &'t str, max: usize) -> Vec<&'t str> {
    // What ends the window may be half a grapheme, but not one that ends within the limit.
    let (window, _) = head(text, max.saturating_add(64));
    let mut start = 0;
    let ends = segmenter.ends(window).into_iter();
    ends.map(|end| {
        let grapheme = window.get(start..end).unwrap_or_default();
        start = end;
        grapheme
    })
    .collect()
}

/// The longest beginning of `text` that holds whole graphemes and at most `max` code points.
pub(super) fn whole_graphemes<'t>(segmenter: &dyn Segmenter, text: &'t str, max: usize) -> &'t str {
    let (limit, is_all) = head(text, max);
    if is_all {
        return text;
    }
    let mut end: usize = 0;
    for grapheme in graphemes(segmenter, text, max) {
        let next = end.saturating_add(grapheme.len());
        if next > limit.len() {
            break;
        }
        end = next;
    }
    text.get(..end).unwrap_or_default()
}
