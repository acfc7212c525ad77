//! The sends that run, each with a waker of its own: what wakes one does not poll the others.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use super::{Sending, Sent};

/// The running sends.
#[derive(Default)]
pub struct Slots {
    slots: Vec<Slot>,
    free: Vec<usize>,
    inbox: Arc<Inbox>,
}

struct Slot {
    waker: Waker,
    work: Option<(usize, Sending)>,
}

/// Who was woken, and whom to tell of it.
#[derive(Default)]
struct Inbox(Mutex<Woken>);

#[derive(Default)]
struct Woken {
    slots: VecDeque<usize>,
    parent: Option<Waker>,
}

impl Inbox {
    fn lock(&self) -> MutexGuard<'_, Woken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct SlotWaker {
    slot: usize,
    inbox: Arc<Inbox>,
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        let parent = {
            let mut woken = self.inbox.lock();
            if !woken.slots.contains(&self.slot) {
                woken.slots.push_back(self.slot);
            }
            woken.parent.clone()
        };
        if let Some(parent) = parent {
            parent.wake();
        }
    }
}

impl Slots {
    /// From now on this waker hears of every slot that is woken.
    pub fn listen(&self, parent: &Waker) {
        let mut woken = self.inbox.lock();
        if !woken
            .parent
            .as_ref()
            .is_some_and(|there| there.will_wake(parent))
        {
            woken.parent = Some(parent.clone());
        }
    }

    /// Gives a send a slot. It is polled at the next turn.
    pub fn insert(&mut self, index: usize, sending: Sending) {
        let number = self.free.pop().unwrap_or_else(|| {
            let slot = self.slots.len();
            let inbox = Arc::clone(&self.inbox);
            self.slots.push(Slot {
                waker: Waker::from(Arc::new(SlotWaker { slot, inbox })),
                work: None,
            });
            slot
        });
        if let Some(slot) = self.slots.get_mut(number) {
            slot.work = Some((index, sending));
        }
        self.inbox.lock().slots.push_back(number);
    }

    /// Polls one send that was woken: pending where it goes on, `None` where no more is to be polled.
    pub fn turn(&mut self) -> Option<Poll<(usize, Sent)>> {
        let number = self.inbox.lock().slots.pop_front()?;
        let Some(slot) = self.slots.get_mut(number) else {
            return Some(Poll::Pending);
        };
        let Some((index, sending)) = &mut slot.work else {
            return Some(Poll::Pending);
        };
        let polled = sending.as_mut().poll(&mut Context::from_waker(&slot.waker));
        let ended = polled.map(|sent| (*index, sent));
        if ended.is_ready() {
            slot.work = None;
            self.free.push(number);
        }
        Some(ended)
    }
}
