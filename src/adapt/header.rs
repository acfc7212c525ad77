//! Headers and footers that the provider does not carry: folded into the text, or a file before it.

use super::Adapter;
use super::links::header_text;
use super::text::paragraphs;
use crate::message::{Content, Header, Kind, Media, MediaSource};
use crate::outcome::ChangeKind;
use crate::url::is_web_url;

/// The parts of buttons and lists that surround their choices.
pub(super) struct Frame {
    pub header: Option<Header>,
    pub text: String,
    pub footer: Option<String>,
    /// What is sent before.
    pub before: Vec<Content>,
}

impl Adapter<'_> {
    /// Moves the header and the footer out of the way where `kind` does not carry them.
    pub(super) fn reframe(&mut self, frame: Frame, kind: Kind, path: &str) -> Frame {
        let frame = self.move_header(frame, kind, path);
        self.move_footer(frame, kind, path)
    }

    fn move_header(&mut self, mut frame: Frame, kind: Kind, path: &str) -> Frame {
        let Some(header) = frame.header.take() else {
            return frame;
        };
        if self.carries_header(&header, kind) || !can_move(&header) {
            frame.header = Some(header);
            return frame;
        }
        let path = format!("{path}/header");
        if let Some(file) = as_media(&header) {
            let words = if self.fits(&file) {
                frame.before.push(file);
                "The header is sent as a file of its own before the text."
            } else {
                frame.text = paragraphs(&[&header_text(&header), &frame.text]);
                "The header stands above the text, as a link."
            };
            self.note(ChangeKind::HeaderMoved, &path, words);
        } else {
            frame.text = paragraphs(&[&header_text(&header), &frame.text]);
            let words = "The header stands above the text, as its first paragraph.";
            self.note(ChangeKind::HeaderMoved, &path, words);
        }
        frame
    }

    fn move_footer(&mut self, mut frame: Frame, kind: Kind, path: &str) -> Frame {
        let room = self.room(kind, "footer");
        if let Some(footer) = frame.footer.take() {
            if footer.chars().count() <= room || footer.trim().is_empty() {
                frame.footer = Some(footer);
            } else {
                let words = "The footer stands below the text, as its last paragraph.";
                self.note(ChangeKind::FooterMoved, &format!("{path}/footer"), words);
                frame.text = paragraphs(&[&frame.text, &footer]);
            }
        }
        frame
    }

    fn carries_header(&self, header: &Header, kind: Kind) -> bool {
        match header {
            Header::Text(text) => text.chars().count() <= self.room(kind, "header"),
            Header::Media { kind: media, .. } => self
                .rule(kind, &format!("header/{}", media.name()))
                .is_some(),
        }
    }
}

/// Whether moving a header hides nothing that is wrong with it.
pub(super) fn can_move(header: &Header) -> bool {
    match header {
        Header::Text(text) => !text.trim().is_empty(),
        Header::Media { url, .. } => is_web_url(url),
    }
}

fn as_media(header: &Header) -> Option<Content> {
    match header {
        Header::Text(_) => None,
        Header::Media {
            kind,
            url,
            filename,
        } => Some(Content::Media(Media {
            kind: *kind,
            source: MediaSource::Url(url.clone()),
            caption: None,
            filename: filename.clone(),
        })),
    }
}
