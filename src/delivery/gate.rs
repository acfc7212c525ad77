//! A gate that one task passes at a time: token calls of a client.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// The gate.
#[derive(Debug, Default)]
pub struct Gate {
    taken: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

/// Holds the gate until dropped.
#[derive(Debug)]
pub struct Pass<'a>(&'a Gate);

impl Gate {
    /// Waits for the gate. The flag tells whether another held it meanwhile.
    pub async fn pass(&self) -> (Pass<'_>, bool) {
        let mut waited = false;
        poll_fn(|context| {
            if self.taken.get() {
                waited = true;
                self.waiting.borrow_mut().push(context.waker().clone());
                return Poll::Pending;
            }
            self.taken.set(true);
            Poll::Ready(())
        })
        .await;
        (Pass(self), waited)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        self.0.taken.set(false);
        // All are woken: one that was aborted meanwhile would not pass the turn on.
        for waker in self.0.waiting.take() {
            waker.wake();
        }
    }
}
