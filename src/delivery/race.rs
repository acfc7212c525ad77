//! Whichever comes first: the work, its time limit, or the caller's abort.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use super::Abort;

/// How work ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended<T> {
    /// By itself.
    Done(T),
    /// The time was up first.
    TimedOut,
    /// The caller aborted first.
    Aborted,
}

/// Work in a box, so that the code that waits for it is there once for each kind of outcome.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Runs `work` until it ends, `timer` is up or the caller aborts. What is not finished is dropped.
pub fn race<T>(
    mut work: Work<'_, T>,
    mut timer: Work<'_, ()>,
    abort: &dyn Abort,
) -> impl Future<Output = Ended<T>> {
    poll_fn(move |context| {
        // The abort first: work that was asked to stop must not start.
        if abort.poll_aborted(context).is_ready() {
            return Poll::Ready(Ended::Aborted);
        }
        if let Poll::Ready(value) = work.as_mut().poll(context) {
            return Poll::Ready(Ended::Done(value));
        }
        match timer.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Ended::TimedOut),
            Poll::Pending => Poll::Pending,
        }
    })
}
