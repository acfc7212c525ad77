//! Does the work of a run: reads, starts, waits.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::book::Start;
use super::run::Shared;
use super::slots::Slots;
use super::{Probe, Source};
use crate::delivery::{Abort, Clock};

/// How long a run works before it waits for a timer, in milliseconds. Without that a run that has nothing to wait
/// for would keep timers, answers and an abort from being heard: what wakes it may itself be a task without end.
const TURN_MS: i64 = 50;
/// How much is done before the clock is looked at, and how often before tasks beside it have their turn: a send may
/// wake itself until one of them does something.
const STEPS: usize = 256;
const LOOKS: usize = 40;

type Sleep = Pin<Box<dyn Future<Output = ()>>>;

/// The work of a run. It ends once nothing runs and nothing more will start; results may be left to hand out.
pub struct Driver<S: Source, C> {
    pub(super) shared: Rc<Shared<S::Fault, C>>,
    pub(super) source: Option<S>,
    pub(super) abort: Box<dyn Abort>,
    pub(super) slots: Slots,
    /// A wait, and its end.
    pub(super) timer: Option<(i64, Sleep)>,
    pub(super) probe: Probe,
    /// The question whether the provider is back, while it is asked.
    pub(super) probing: Option<Pin<Box<dyn Future<Output = bool>>>>,
    /// When this turn began.
    pub(super) turn_began: i64,
    /// The pause between two turns.
    pub(super) pause: Option<Sleep>,
}

impl<S: Source, C: Clock + 'static> Future for Driver<S, C> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        this.slots.listen(context.waker());
        this.shared.set_driver(context.waker());
        for _ in 0..LOOKS {
            if this.is_pausing(context) {
                return Poll::Pending;
            }
            if (0..STEPS).all(|_| this.step(context)) {
                continue;
            }
            if this.shared.book.borrow().is_read_no_more() {
                this.source = None;
            }
            if this.shared.book.borrow().is_over() {
                this.shared.end();
                return Poll::Ready(());
            }
            if !this.wait(context) {
                return Poll::Pending;
            }
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl<S: Source, C: Clock + 'static> Driver<S, C> {
    /// Whether others have their turn now.
    fn is_pausing(&mut self, context: &mut Context<'_>) -> bool {
        let now = self.shared.clock.now();
        if self.pause.is_none() && now.saturating_sub(self.turn_began) >= TURN_MS {
            let clock = Rc::clone(&self.shared.clock);
            self.pause = Some(Box::pin(async move { clock.sleep(0).await }));
        }
        let pause = self.pause.as_mut();
        if pause.is_some_and(|pause| pause.as_mut().poll(context).is_pending()) {
            return true;
        }
        if self.pause.take().is_some() {
            self.turn_began = self.shared.clock.now();
        }
        false
    }

    /// Does one thing; `false` where there is nothing to do now. What is called from here may itself stop the
    /// run or ask it something, so the book is open only between the calls.
    fn step(&mut self, context: &mut Context<'_>) -> bool {
        let shared = &self.shared;
        if !shared.book.borrow().is_aborted() && self.abort.poll_aborted(context).is_ready() {
            shared.book.borrow_mut().abort();
            return true;
        }
        match self.slots.turn() {
            Some(Poll::Ready((index, sent))) => {
                let (now, chance) = (shared.clock.now(), shared.clock.random());
                let is_held = shared.book.borrow_mut().finish(index, sent, now, chance);
                if is_held {
                    shared.report();
                }
                shared.wake_callers();
                return true;
            }
            Some(Poll::Pending) => return true,
            None => {}
        }
        if let Some(probing) = &mut self.probing
            && let Poll::Ready(answers) = probing.as_mut().poll(context)
        {
            self.probing = None;
            let now = shared.clock.now();
            shared.book.borrow_mut().probed(answers, now);
            return true;
        }
        let start = shared.book.borrow_mut().start(shared.clock.now());
        match start {
            Start::Now(index, sending) => {
                self.slots.insert(index, sending);
                return true;
            }
            Start::At(at) => self.set_timer(at),
            Start::Probe => {
                self.probing = Some((self.probe)());
                return true;
            }
            Start::No => self.timer = None,
        }
        self.read(context)
    }

    /// Reads a message where one is wanted and there.
    fn read(&mut self, context: &mut Context<'_>) -> bool {
        if !self.shared.book.borrow().wants() {
            return false;
        }
        let Some(source) = &mut self.source else {
            return false;
        };
        let Poll::Ready(read) = source.poll_next(context) else {
            return false;
        };
        let mut book = self.shared.book.borrow_mut();
        let read = read.map(|item| match item {
            Some(item) => book.read(item),
            None => book.end_source(),
        });
        match read {
            Ok(Ok(())) => {}
            Ok(Err(error)) => book.fail_source(S::refused(error)),
            Err(fault) => book.fail_source(fault),
        }
        drop(book);
        self.shared.wake_callers();
        true
    }

    fn set_timer(&mut self, at: i64) {
        if self.timer.as_ref().is_some_and(|(end, _)| *end == at) {
            return;
        }
        let clock = Rc::clone(&self.shared.clock);
        let ms = at.saturating_sub(clock.now());
        let sleep = async move { clock.sleep(ms).await };
        self.timer = Some((at, Box::pin(sleep)));
    }

    /// Whether a wait is over.
    fn wait(&mut self, context: &mut Context<'_>) -> bool {
        let Some((_, sleep)) = &mut self.timer else {
            return false;
        };
        let is_over = sleep.as_mut().poll(context).is_ready();
        if is_over {
            self.timer = None;
        }
        is_over
    }
}
