//! A run on its bench: a source that is a list of jobs, sends that end when and as their job says, and a log of
//! what happened when.

use std::cell::{Cell, RefCell};
use std::future::{Future, pending};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use sessage::delivery::{
    Abort, BulkItem, BulkOptions, BulkProgress, BulkResult, BulkRun, Outside, Sent, Source,
};
use sessage::hash::{Hash, hex};
use sessage::json::Json;
use sessage::outcome::{Error, ErrorCode, Outcome, PartReceipt, Receipt, Status};

use sessage::provider::{by_name, recipient_key};

use crate::support_delivery::{Timer, World};

/// Whose runs these are.
pub const PROVIDER: &str = "connectly";

/// One message: what becomes of it, and when.
#[derive(Debug, Clone)]
pub struct Job {
    pub to: Json,
    /// How long its send takes; none where it never ends.
    pub ms: Option<i64>,
    /// How long the source takes to give it.
    pub read_ms: i64,
    pub sent: Sent,
    /// How its first sends end, before those that end as `sent` says.
    pub first: Vec<Sent>,
}

/// A message to `to` that is sent within `ms`.
pub fn job(to: &str, ms: i64) -> Job {
    Job {
        to: Json::from(to),
        ms: Some(ms),
        read_ms: 0,
        sent: Ok(receipt(to)),
        first: Vec::new(),
    }
}

/// As many messages as durations, each to somebody else.
pub fn jobs(durations: &[i64]) -> Vec<Job> {
    let numbered = durations.iter().enumerate();
    numbered
        .map(|(to, ms)| job(&format!("+85250000{to:05}"), *ms))
        .collect()
}

pub fn receipt(id: &str) -> Receipt {
    Receipt {
        provider: "connectly",
        message_id: id.to_owned(),
        channel_message_id: None,
        conversation_id: None,
        status: Status::Accepted,
        sent_at: None,
        reference: None,
        to: None,
        used_fallback: false,
        attempts: 1,
        parts: Vec::new(),
        changes: Vec::new(),
        raw: Some(r#"{"id":1}"#.to_owned()),
    }
}

pub fn failure(code: ErrorCode, outcome: Outcome) -> Error {
    let mut error = Error::new(code, "It failed.");
    error.outcome = outcome;
    error
}

/// What happened, by index and time.
#[derive(Debug, Default)]
pub struct Log {
    pub read: Cell<usize>,
    pub source_dropped: Cell<bool>,
    pub starts: RefCell<Vec<(usize, i64)>>,
    pub ends: RefCell<Vec<(usize, i64)>>,
    /// The parts that a message went on from.
    pub parts: RefCell<Vec<(usize, Vec<PartReceipt>)>>,
    running: Cell<usize>,
    pub most_running: Cell<usize>,
}

impl Log {
    pub fn started(&self) -> Vec<usize> {
        self.starts
            .borrow()
            .iter()
            .map(|(index, _)| *index)
            .collect()
    }

    pub fn times(&self) -> Vec<i64> {
        self.starts.borrow().iter().map(|(_, at)| *at).collect()
    }

    pub fn running(&self) -> usize {
        self.running.get()
    }
}

/// Why a source gives no more.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    Thrown(&'static str),
    Refused(Error),
}

/// The jobs as a source, which may fail after the last.
pub struct Feed {
    world: World,
    log: Rc<Log>,
    jobs: Box<dyn Iterator<Item = Job>>,
    coming: Option<(Job, Timer)>,
    fault: Option<&'static str>,
}

impl Source for Feed {
    type Fault = Fault;

    fn refused(error: Error) -> Fault {
        Fault::Refused(error)
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<BulkItem>, Fault>> {
        if self.coming.is_none() {
            let Some(job) = self.jobs.next() else {
                return Poll::Ready(
                    self.fault
                        .map_or(Ok(None), |words| Err(Fault::Thrown(words))),
                );
            };
            let timer = self.world.timer(job.read_ms);
            self.coming = Some((job, timer));
        }
        let Some((job, timer)) = self.coming.take() else {
            return Poll::Pending;
        };
        if timer.poll_up(context).is_pending() {
            self.coming = Some((job, timer));
            return Poll::Pending;
        }
        let index = self.log.read.get();
        self.log.read.set(index + 1);
        let (world, log) = (self.world.clone(), Rc::clone(&self.log));
        Poll::Ready(Ok(Some(BulkItem {
            to: job.to.clone(),
            reference: Some(format!("r{index}")),
            begin: {
                let sends = Cell::new(0);
                Box::new(move |parts| {
                    let mut job = job.clone();
                    if let Some(first) = job.first.get(sends.get()) {
                        job.sent = first.clone();
                    }
                    sends.set(sends.get() + 1);
                    log.parts
                        .borrow_mut()
                        .extend(parts.map(|parts| (index, parts)));
                    Box::pin(send(world.clone(), Rc::clone(&log), index, job))
                })
            },
        })))
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.log.source_dropped.set(true);
    }
}

async fn send(world: World, log: Rc<Log>, index: usize, job: Job) -> Sent {
    log.starts.borrow_mut().push((index, world.elapsed()));
    log.running.set(log.running.get() + 1);
    log.most_running
        .set(log.most_running.get().max(log.running.get()));
    let Some(ms) = job.ms else {
        return pending().await;
    };
    world.timer(ms).await;
    log.running.set(log.running.get() - 1);
    log.ends.borrow_mut().push((index, world.elapsed()));
    job.sent
}

/// The abort of a test.
#[derive(Clone, Default)]
pub struct Switch(Rc<(Cell<bool>, RefCell<Option<std::task::Waker>>)>);

impl Switch {
    pub fn abort(&self) {
        self.0.0.set(true);
        if let Some(waker) = self.0.1.take() {
            waker.wake();
        }
    }
}

impl Abort for Switch {
    fn poll_aborted(&self, context: &mut Context<'_>) -> Poll<()> {
        if self.0.0.get() {
            return Poll::Ready(());
        }
        *self.0.1.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

pub type Run = BulkRun<Feed, World>;
type Task<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

pub struct Bench {
    pub world: World,
    pub log: Rc<Log>,
    pub fault: Option<&'static str>,
    pub abort: Switch,
}

impl Bench {
    pub fn new() -> Self {
        Self {
            world: World::new(),
            log: Rc::default(),
            fault: None,
            abort: Switch::default(),
        }
    }

    pub fn run(&self, jobs: impl IntoIterator<Item = Job> + 'static, options: &str) -> Rc<Run> {
        self.run_with(jobs, options, |_| {})
    }

    pub fn run_with(
        &self,
        jobs: impl IntoIterator<Item = Job> + 'static,
        options: &str,
        on_progress: impl Fn(&BulkProgress) + 'static,
    ) -> Rc<Run> {
        let options = BulkOptions::read(&Json::parse(options).unwrap(), PROVIDER).unwrap();
        self.run_so(jobs, &options, on_progress)
    }

    /// A run of a client that repeats what is unknown, or does not.
    pub fn run_on_unknown(&self, jobs: Vec<Job>, on_unknown: bool) -> Rc<Run> {
        let mut options = BulkOptions {
            provider: PROVIDER,
            ..BulkOptions::default()
        };
        options.retry.on_unknown = on_unknown;
        self.run_so(jobs, &options, |_| {})
    }

    fn run_so(
        &self,
        jobs: impl IntoIterator<Item = Job> + 'static,
        options: &BulkOptions,
        on_progress: impl Fn(&BulkProgress) + 'static,
    ) -> Rc<Run> {
        let feed = Feed {
            world: self.world.clone(),
            log: Rc::clone(&self.log),
            jobs: Box::new(jobs.into_iter()),
            coming: None,
            fault: self.fault,
        };
        let outside = Outside {
            abort: Box::new(self.abort.clone()),
            probe: Box::new(|| Box::pin(async { true })),
            on_progress: Box::new(on_progress),
        };
        Rc::new(BulkRun::new(
            feed,
            options.clone(),
            self.world.clone(),
            outside,
        ))
    }

    /// Runs the caller's part beside the work.
    pub fn drive<T>(&self, run: &Run, caller: impl Future<Output = T>) -> T {
        let driver = run.start().expect("a run starts once");
        let work: Task<'_, Option<T>> = Box::pin(async {
            driver.await;
            None
        });
        let caller: Task<'_, Option<T>> = Box::pin(async { Some(caller.await) });
        let mut ended = self.world.run(vec![work, caller]);
        ended.pop().flatten().unwrap()
    }

    /// Every result, and the source's fault.
    pub fn collect(&self, run: &Run) -> (Vec<BulkResult>, Option<Fault>) {
        self.drive(run, async {
            let mut results = Vec::new();
            loop {
                match run.next().await {
                    Ok(Some(result)) => results.push(result),
                    Ok(None) => return (results, None),
                    Err(fault) => return (results, Some(fault)),
                }
            }
        })
    }
}

pub fn indexes(results: &[BulkResult]) -> Vec<usize> {
    results.iter().map(|result| result.index).collect()
}

pub fn outcomes(results: &[BulkResult]) -> Vec<&'static str> {
    results.iter().map(BulkResult::outcome).collect()
}

/// The options with a checkpoint, which goes through text as a caller's would.
pub fn resuming(options: &str, run: &Run) -> String {
    let checkpoint = run.checkpoint().write().to_string();
    options
        .replacen('{', &format!("{{\"resume\":{checkpoint},"), 1)
        .replace(",}", "}")
}

/// Where a run stands: `below`, `done`, `inFlight` and `held`.
pub fn stand(run: &Run) -> String {
    let checkpoint = run.checkpoint().write();
    let of = |key| checkpoint.get(key).unwrap().to_string();
    ["below", "done", "inFlight", "held"].map(of).join(" ")
}

/// A checkpoint of a run that took the first of these jobs, with what it says else.
pub fn checkpoint(list: &[Job], taken: usize, rest: &str) -> String {
    let entry = by_name(PROVIDER).unwrap();
    let mut hash = Hash::default();
    for job in &list[..taken] {
        hash.write_text(&recipient_key(&job.to, entry).unwrap());
    }
    let recipients = hex(hash.finish(), 16);
    format!(
        r#"{{"version":2,"provider":"{PROVIDER}","taken":{taken},"recipients":"{recipients}",{rest}}}"#
    )
}
