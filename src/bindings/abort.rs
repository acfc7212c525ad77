//! The caller's AbortSignal, as something that a future can wait for.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::AbortSignal;

use crate::delivery::Abort;

/// Listens to a signal until dropped, for any number of tasks.
pub struct Listener {
    signal: AbortSignal,
    wakers: Rc<RefCell<Vec<Waker>>>,
    listener: Closure<dyn FnMut()>,
}

impl Listener {
    /// Listens to a signal.
    pub fn new(signal: AbortSignal) -> Self {
        let wakers: Rc<RefCell<Vec<Waker>>> = Rc::default();
        let woken = Rc::clone(&wakers);
        let listener = Closure::<dyn FnMut()>::new(move || {
            for waker in woken.take() {
                waker.wake();
            }
        });
        // A signal that cannot be listened to is still asked whenever the send moves.
        let _ = signal.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        Self {
            signal,
            wakers,
            listener,
        }
    }
}

impl Abort for Listener {
    fn poll_aborted(&self, context: &mut Context<'_>) -> Poll<()> {
        if self.signal.aborted() {
            return Poll::Ready(());
        }
        let mut wakers = self.wakers.borrow_mut();
        if !wakers.iter().any(|waker| waker.will_wake(context.waker())) {
            wakers.push(context.waker().clone());
        }
        Poll::Pending
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        let _ = self
            .signal
            .remove_event_listener_with_callback("abort", listener);
    }
}
