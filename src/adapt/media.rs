//! A file that the provider does not carry as it is: a link in its place, or its caption as a text after it.

use super::Adapter;
use crate::message::{Content, Kind, Media};
use crate::outcome::ChangeKind;

impl Adapter<'_> {
    pub(super) fn media(&mut self, media: &Media, path: &str) -> Vec<Content> {
        if let Some(text) = self.link_of(media) {
            let kind = Kind::from(media.kind).name();
            let words = format!(
                "The {kind} is sent as a link, since {} takes none by address.",
                self.title()
            );
            self.note(ChangeKind::MediaToLink, path, words);
            return self.split_text(&text, path);
        }
        let mut bare = media.clone();
        let caption = bare.caption.take().filter(|text| !text.trim().is_empty());
        match caption {
            Some(caption) if self.is_caption_wrong(media) => {
                let path = format!("{path}/caption");
                let words =
                    "The caption is sent as a text after the file, which has no room for it.";
                self.note(ChangeKind::CaptionSplit, &path, words);
                let mut contents = vec![Content::Media(bare)];
                contents.extend(self.split_text(&caption, &path));
                self.allows(contents.len(), &path);
                contents
            }
            _ => vec![Content::Media(media.clone())],
        }
    }

    fn is_caption_wrong(&self, media: &Media) -> bool {
        let problems = self.problems(&Content::Media(media.clone()));
        problems.has_error_at("/content/caption")
    }
}
