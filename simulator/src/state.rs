//! What the server remembers between requests.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{
    clock::Clock, connectly::Counters as ConnectlyState, fault::Faults,
    islash::Memory as IslashState, record::Records, texter::Counters as TexterState,
    yeastar::Memory as YeastarState,
};

/// Everything behind one server.
#[derive(Debug, Default)]
pub struct State {
    pub clock: Clock,
    pub records: Mutex<Records>,
    pub faults: Mutex<Faults>,
    pub islash: Mutex<IslashState>,
    pub connectly: Mutex<ConnectlyState>,
    pub texter: Mutex<TexterState>,
    pub yeastar: Mutex<YeastarState>,
}

impl State {
    /// Back to how the server started.
    pub fn reset(&self) {
        self.clock.reset();
        lock(&self.records).clear();
        lock(&self.faults).clear();
        *lock(&self.islash) = IslashState::default();
        *lock(&self.connectly) = ConnectlyState::default();
        *lock(&self.texter) = TexterState::default();
        *lock(&self.yeastar) = YeastarState::default();
    }
}

/// The value behind a lock; a thread that died while holding it left nothing half done here.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Adds one and gives the value from before.
pub fn take_next(counter: &mut u64) -> u64 {
    let taken = *counter;
    *counter = counter.saturating_add(1);
    taken
}
