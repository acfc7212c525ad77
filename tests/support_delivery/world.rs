//! Virtual time, and an executor on one thread: time moves on only when no task can.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use sessage::delivery::Clock;

/// When every bench begins: Tue, 14 Nov 2023 22:13:20 GMT.
pub const START: i64 = 1_700_000_000_000;

/// Virtual time and chosen chance.
#[derive(Clone)]
pub struct World(Rc<State>);

struct State {
    now: Cell<i64>,
    chance: Cell<f64>,
    timers: RefCell<BTreeMap<Key, Waker>>,
    next: Cell<u64>,
}

/// When a timer is up, and its number among those of that moment.
type Key = (i64, u64);

impl World {
    pub fn new() -> Self {
        Self(Rc::new(State {
            now: Cell::new(START),
            chance: Cell::new(0.5),
            timers: RefCell::default(),
            next: Cell::new(0),
        }))
    }

    /// What [`Clock::random`] gives from now on.
    pub fn set_chance(&self, chance: f64) {
        self.0.chance.set(chance);
    }

    /// Milliseconds since the bench began.
    pub fn elapsed(&self) -> i64 {
        self.0.now.get() - START
    }

    /// Lets time pass while nothing is under way.
    pub fn pass(&self, ms: i64) {
        self.0.now.set(self.0.now.get() + ms);
    }

    /// How many timers were set.
    pub fn timers(&self) -> u64 {
        self.0.next.get()
    }

    pub fn timer(&self, ms: i64) -> Timer {
        let number = self.0.next.get();
        self.0.next.set(number + 1);
        Timer {
            state: Rc::clone(&self.0),
            key: (self.0.now.get().saturating_add(ms.max(0)), number),
        }
    }

    /// Runs tasks to their ends, in turn.
    pub fn run<'a, T>(&self, futures: Vec<Pin<Box<dyn Future<Output = T> + 'a>>>) -> Vec<T> {
        let mut tasks: Vec<Task<'a, T>> = futures.into_iter().map(Task::new).collect();
        while tasks.iter().any(|task| task.value.is_none()) {
            let mut moved = false;
            for task in &mut tasks {
                moved |= task.step();
            }
            if !moved {
                self.advance();
            }
        }
        tasks.into_iter().filter_map(|task| task.value).collect()
    }

    /// Runs tasks as [`World::run`] does, up to so many polls, and drops them; whether all had ended.
    pub fn run_for<'a>(
        &self,
        polls: usize,
        futures: Vec<Pin<Box<dyn Future<Output = ()> + 'a>>>,
    ) -> bool {
        let mut tasks: Vec<Task<'a, ()>> = futures.into_iter().map(Task::new).collect();
        let mut left = polls;
        while tasks.iter().any(|task| task.value.is_none()) {
            let mut moved = false;
            for task in &mut tasks {
                if left == 0 {
                    return false;
                }
                let steps = task.step();
                left -= usize::from(steps);
                moved |= steps;
            }
            if !moved {
                self.advance();
            }
        }
        true
    }

    /// To the next timer.
    fn advance(&self) {
        let next = self.0.timers.borrow_mut().pop_first();
        let ((at, _), waker) = next.expect("a send is stuck: nothing can wake it");
        self.0.now.set(at.max(self.0.now.get()));
        waker.wake();
    }
}

impl Clock for World {
    fn now(&self) -> i64 {
        self.0.now.get()
    }

    fn sleep(&self, ms: i64) -> impl Future<Output = ()> {
        self.timer(ms)
    }

    fn random(&self) -> f64 {
        self.0.chance.get()
    }
}

/// Ready once its moment has come.
pub struct Timer {
    state: Rc<State>,
    key: Key,
}

impl Timer {
    pub fn poll_up(&self, context: &mut Context<'_>) -> Poll<()> {
        if self.state.now.get() >= self.key.0 {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        self.state.timers.borrow_mut().insert(self.key, waker);
        Poll::Pending
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.poll_up(context)
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.state.timers.borrow_mut().remove(&self.key);
    }
}

struct Task<'a, T> {
    future: Option<Pin<Box<dyn Future<Output = T> + 'a>>>,
    woken: Arc<Woken>,
    value: Option<T>,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl<'a, T> Task<'a, T> {
    fn new(future: Pin<Box<dyn Future<Output = T> + 'a>>) -> Self {
        Self {
            future: Some(future),
            woken: Arc::new(Woken(AtomicBool::new(true))),
            value: None,
        }
    }

    /// Polls the task where it was woken, and says whether it was.
    fn step(&mut self) -> bool {
        let Some(future) = &mut self.future else {
            return false;
        };
        if !self.woken.0.swap(false, Ordering::Relaxed) {
            return false;
        }
        let waker = Waker::from(Arc::clone(&self.woken));
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            self.value = Some(value);
            self.future = None;
        }
        true
    }
}
