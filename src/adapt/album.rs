//! An album that the provider does not carry: one message for each item.

use super::Adapter;
use crate::message::{Album, Content};
use crate::outcome::ChangeKind;

impl Adapter<'_> {
    pub(super) fn album(&mut self, album: &Album, path: &str) -> Vec<Content> {
        if album.items.is_empty() {
            return vec![Content::Album(album.clone())];
        }
        let words = match album.items.len() {
            1 => "The one file of the album is sent as a file alone.".to_owned(),
            count => format!(
                "The {count} files are sent one after another, since {} does not carry this album.",
                self.title()
            ),
        };
        self.note(ChangeKind::AlbumSplit, &format!("{path}/items"), words);
        let mut contents = Vec::new();
        for (index, item) in album.items.iter().enumerate() {
            let item = Content::Media(item.clone());
            contents.extend(self.content(&item, &format!("{path}/items/{index}")));
            let left = album.items.len().saturating_sub(index).saturating_sub(1);
            let count = contents.len().saturating_add(left);
            if !self.allows(count, &format!("{path}/items")) {
                break;
            }
        }
        contents
    }
}
