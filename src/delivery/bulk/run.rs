//! A run as its caller holds it.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::book::Book;
use super::slots::Slots;
use super::{BulkOptions, BulkProgress, BulkResult, Checkpoint, Driver, Probe, Source};
use crate::delivery::{Abort, Clock};

/// A run of many messages. Dropping it stops it, as [`BulkRun::stop`] does.
pub struct BulkRun<S: Source, C> {
    shared: Rc<Shared<S::Fault, C>>,
    driver: RefCell<Option<Driver<S, C>>>,
}

/// What a run needs of the world outside beside time.
pub struct Outside {
    /// The caller's wish to stop.
    pub abort: Box<dyn Abort>,
    /// Asks whether a provider that was taken for dead answers again.
    pub probe: Probe,
    /// Hears of the counts.
    pub on_progress: Box<dyn Fn(&BulkProgress)>,
}

/// What the caller and the driver of a run share.
pub(super) struct Shared<F, C> {
    pub book: RefCell<Book<F>>,
    pub clock: Rc<C>,
    started_at: Cell<Option<i64>>,
    is_over: Cell<bool>,
    on_progress: Box<dyn Fn(&BulkProgress)>,
    driver: RefCell<Option<Waker>>,
    callers: RefCell<Vec<Waker>>,
}

impl<S: Source, C: Clock + 'static> BulkRun<S, C> {
    /// A run that has not started. `on_progress` is called whenever a result is handed out, before anything
    /// new leaves, when the run is held, and at the end; a checkpoint taken in it is as good as one taken with
    /// the result.
    ///
    /// ```
    /// use std::future::{Future, pending};
    /// use std::pin::pin;
    /// use std::task::{Context, Poll, Waker};
    ///
    /// use sessage::delivery::{BulkItem, BulkOptions, BulkRun, Clock, Never, Outside, Source};
    /// use sessage::json::Json;
    /// use sessage::outcome::{Error, ErrorCode};
    ///
    /// /// So many messages, none of which anybody takes; real ones are sent by a client.
    /// struct Refused(u32);
    ///
    /// impl Source for Refused {
    ///     type Fault = Error;
    ///
    ///     fn refused(error: Error) -> Error {
    ///         error
    ///     }
    ///
    ///     fn poll_next(&mut self, _: &mut Context<'_>) -> Poll<Result<Option<BulkItem>, Error>> {
    ///         let Some(left) = self.0.checked_sub(1) else {
    ///             return Poll::Ready(Ok(None));
    ///         };
    ///         self.0 = left;
    ///         Poll::Ready(Ok(Some(BulkItem {
    ///             to: Json::from("+85256872847"),
    ///             reference: None,
    ///             begin: Box::new(|_| {
    ///                 Box::pin(async { Err(Error::new(ErrorCode::Rejected, "Refused.")) })
    ///             }),
    ///         })))
    ///     }
    /// }
    /// # struct Still;
    /// # impl Clock for Still {
    /// #     fn now(&self) -> i64 { 0 }
    /// #     async fn sleep(&self, _ms: i64) { pending().await }
    /// #     fn random(&self) -> f64 { 0.5 }
    /// # }
    ///
    /// let options = BulkOptions { provider: "connectly", ..BulkOptions::default() };
    /// let outside = Outside {
    ///     abort: Box::new(Never),
    ///     probe: Box::new(|| Box::pin(async { true })),
    ///     on_progress: Box::new(|_| {}),
    /// };
    /// let run = BulkRun::new(Refused(3), options, Still, outside);
    /// // A runtime polls the two as tasks of their own.
    /// let mut work = run.start().unwrap();
    /// let mut done = pin!(run.done());
    /// let mut context = Context::from_waker(Waker::noop());
    /// let progress = loop {
    ///     let _ = pin!(&mut work).poll(&mut context);
    ///     if let Poll::Ready(progress) = done.as_mut().poll(&mut context) {
    ///         break progress.unwrap();
    ///     }
    /// };
    /// assert_eq!((progress.taken, progress.not_sent), (3, 3));
    /// let checkpoint = run.checkpoint().write();
    /// assert_eq!(checkpoint.get("below"), Some(&Json::from(3)));
    /// ```
    pub fn new(source: S, options: BulkOptions, clock: C, outside: Outside) -> Self {
        let Outside {
            abort,
            probe,
            on_progress,
        } = outside;
        let shared = Rc::new(Shared {
            book: RefCell::new(Book::new(options)),
            clock: Rc::new(clock),
            started_at: Cell::new(None),
            is_over: Cell::new(false),
            on_progress,
            driver: RefCell::default(),
            callers: RefCell::default(),
        });
        let driver = Driver {
            shared: Rc::clone(&shared),
            source: Some(source),
            abort,
            slots: Slots::default(),
            timer: None,
            probe,
            probing: None,
            turn_began: shared.clock.now(),
            pause: None,
        };
        Self {
            shared,
            driver: RefCell::new(Some(driver)),
        }
    }

    /// The work of the run, the first time: it is to be polled beside [`BulkRun::next`] and
    /// [`BulkRun::done`], and after them to its end.
    pub fn start(&self) -> Option<Driver<S, C>> {
        let driver = self.driver.take()?;
        self.shared.started_at.set(Some(self.shared.clock.now()));
        Some(driver)
    }

    /// The next result in the order in which messages end; none after the last. Asking for it says that the
    /// checkpoint taken with the one before is safe. It comes only while the driver is polled.
    ///
    /// # Errors
    /// What the source failed with, after the results of what was running.
    pub async fn next(&self) -> Result<Option<BulkResult>, S::Fault> {
        let result = poll_fn(|context| {
            let mut book = self.shared.book.borrow_mut();
            book.ask();
            if let Some(result) = book.hand_out() {
                return Poll::Ready(Ok(Some(result)));
            }
            if self.shared.is_over.get() {
                return Poll::Ready(book.fault().map_or(Ok(None), Err));
            }
            drop(book);
            self.shared.add_caller(context.waker());
            Poll::Pending
        })
        .await;
        self.shared.wake_driver();
        self.shared.report();
        result
    }

    /// Hands out every result and drops it.
    ///
    /// # Errors
    /// What the source failed with.
    pub async fn done(&self) -> Result<BulkProgress, S::Fault> {
        while self.next().await?.is_some() {}
        Ok(self.progress())
    }

    /// How far the run has come.
    #[must_use]
    pub fn progress(&self) -> BulkProgress {
        self.shared.progress()
    }

    /// Where the run stands.
    #[must_use]
    pub fn checkpoint(&self) -> Checkpoint {
        self.shared.book.borrow().checkpoint()
    }
}

impl<S: Source, C> BulkRun<S, C> {
    /// Takes no more messages. What runs finishes, and can still be handed out.
    pub fn stop(&self) {
        self.shared.book.borrow_mut().stop();
        self.shared.wake_driver();
    }
}

impl<S: Source, C> Drop for BulkRun<S, C> {
    fn drop(&mut self) {
        self.stop();
    }
}

impl<F: Clone, C: Clock> Shared<F, C> {
    fn progress(&self) -> BulkProgress {
        let now = self.clock.now();
        let started = self.started_at.get();
        let ms = started.map_or(0, |at| now.saturating_sub(at));
        self.book.borrow().progress(now).after(ms)
    }

    /// Tells the caller how far the run has come.
    pub fn report(&self) {
        (self.on_progress)(&self.progress());
    }
}

impl<F, C> Shared<F, C> {
    pub fn set_driver(&self, waker: &Waker) {
        let mut driver = self.driver.borrow_mut();
        if !driver.as_ref().is_some_and(|there| there.will_wake(waker)) {
            *driver = Some(waker.clone());
        }
    }

    fn wake_driver(&self) {
        let driver = self.driver.borrow().clone();
        if let Some(driver) = driver {
            driver.wake();
        }
    }

    fn add_caller(&self, waker: &Waker) {
        self.callers.borrow_mut().push(waker.clone());
        self.wake_driver();
    }

    /// Wakes who waits for a result. All are woken: one that was dropped would not pass it on.
    pub fn wake_callers(&self) {
        for caller in self.callers.take() {
            caller.wake();
        }
    }

    /// The driver has ended.
    pub fn end(&self) {
        self.is_over.set(true);
        self.driver.take();
        self.wake_callers();
    }
}
