//! A content that the messages to several recipients share.

use std::cell::OnceCell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use super::Content;
use crate::json::Members;

/// A content, copied without copying what it holds, and what a request says of it, written once.
#[derive(Debug, Clone)]
pub struct Shared(Rc<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    content: Content,
    written: OnceCell<Members>,
}

impl Shared {
    /// What `write` makes of the content, which is the same for all messages that share it: lists and objects stand in
    /// it as the text that they are sent as.
    #[must_use]
    pub fn written(&self, write: impl FnOnce(&Content) -> Members) -> Members {
        let written = self.0.written.get_or_init(|| {
            let mut members = write(&self.0.content);
            for (_, value) in &mut members {
                value.settle();
            }
            members
        });
        written.clone()
    }
}

impl From<Content> for Shared {
    fn from(content: Content) -> Self {
        Self(Rc::new(Inner {
            content,
            written: OnceCell::new(),
        }))
    }
}

impl Deref for Shared {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.0.content
    }
}

impl DerefMut for Shared {
    /// The content as this message's own, to be written anew.
    fn deref_mut(&mut self) -> &mut Content {
        let inner = Rc::make_mut(&mut self.0);
        inner.written.take();
        &mut inner.content
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        self.0.content == other.0.content
    }
}
