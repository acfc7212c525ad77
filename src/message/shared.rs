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
    /// Whose writing it is: another provider writes the same content in another way.
    written: OnceCell<(&'static str, Members)>,
}

impl Shared {
    /// What a provider's `write` makes of the content, which is the same for all messages that share it: lists and
    /// objects stand in it as the text that they are sent as. What the first provider wrote is kept, for itself alone.
    ///
    /// # Errors
    /// What `write` fails with, which is not kept.
    pub fn written<E>(
        &self,
        provider: &'static str,
        write: impl FnOnce(&Content) -> Result<Members, E>,
    ) -> Result<Members, E> {
        match self.0.written.get() {
            Some((writer, members)) if *writer == provider => return Ok(members.clone()),
            _ => {}
        }
        let mut members = write(&self.0.content)?;
        for (_, value) in &mut members {
            value.settle();
        }
        // Another provider's stays: a message that two of them send is rare.
        let _ = self.0.written.set((provider, members.clone()));
        Ok(members)
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
