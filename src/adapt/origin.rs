//! Where a problem of a part stands in the message that was given.

use super::Adapted;
use crate::message::{Content, Kind};

/// The content of a part, and of a message.
const CONTENT: &str = "/content";
/// The rows that were buttons.
const ROWS: &str = "/sections/0/rows";

impl Adapted {
    /// The pointer into the message as it was given that stands for a pointer into a part. Where the part
    /// has another form, it is that of the content that the part was made of.
    #[must_use]
    pub fn path_in(&self, index: usize, path: &str) -> String {
        let part = self.parts.get(index).map(|part| part.content.kind());
        let (Some(rest), Some((place, was)), Some(part)) =
            (path.strip_prefix(CONTENT), self.places.get(index), part)
        else {
            return path.to_owned();
        };
        let rows = rest.strip_prefix(ROWS);
        match rows {
            _ if *was == part => format!("{place}{rest}"),
            Some(row) if *was == Kind::Buttons => format!("{place}/buttons{row}"),
            _ => place.clone(),
        }
    }
}

/// The kind of the content, or of an album's item.
pub(super) fn kind_at(content: &Content, place: &str) -> Kind {
    let index = place.rsplit('/').next().and_then(|it| it.parse().ok());
    match (content, index) {
        (Content::Album(album), Some(index)) => album
            .items
            .get::<usize>(index)
            .map_or(Kind::Album, |item| item.kind.into()),
        _ => content.kind(),
    }
}
