//! How fast messages may start, by what the account answers: few at once at first, more while answers are good,
//! none while the account is held, and after that one alone and then the pace that the account took before.

use std::collections::VecDeque;

use serde::Serialize;

use super::heard::Account;
use super::pace::Pace;

/// How many start at once, and after how many good answers one more.
const FIRST: usize = 4;
const GOOD_FOR_ONE_MORE: usize = 4;
/// A hold where the provider names no time: so long, doubled each time in a row up to the most.
const HOLD_MS: i64 = 1_000;
const MOST_HOLD_MS: i64 = 60_000;
/// The longest wait between two questions whether a provider is back.
const MOST_PROBE_MS: i64 = 300_000;
/// The pace is a little less than what was taken, since answers and timers are not even; and less still where it
/// was refused before it was tried higher.
const SAFE: f64 = 0.95;
const SAFER: f64 = 0.85;
/// It is never slower than one in a second: what the account takes less often, holds keep apart.
const LEAST_RATE: f64 = 1.0;
/// Over how long is counted what the account took.
const COUNTED_MS: i64 = 1_000;
/// A slow pace is counted for longer: so many starts.
const COUNTED: f64 = 5.0;
/// How many good answers in a row before the pace is tried higher: more after each time that this was refused.
const PATIENCE: u32 = 24;
const MOST_PATIENCE: u32 = 64;
/// Each good answer beyond those makes the pace faster by so many thousandths more than the one before, up to
/// the most.
const MOST_STEP: u32 = 50;

/// Why a run is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldBy {
    /// The account takes no more messages for a while.
    RateLimited,
    /// The provider does not answer, or does not work.
    Outage,
}

/// When a run takes its provider for dead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breaker {
    /// After so many outcomes in a row that say so.
    pub failures: u32,
    /// How long until the provider is first asked whether it is back, in milliseconds.
    pub probe_ms: i64,
}

impl Default for Breaker {
    fn default() -> Self {
        Self {
            failures: 5,
            probe_ms: 5_000,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Hold {
    since: i64,
    until: i64,
    by: HeldBy,
}

/// Whether the provider was asked if it is back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Probe {
    Due,
    Asked,
    Answered,
}

/// What a message that could start is told.
#[derive(Debug, PartialEq, Eq)]
pub enum Gate {
    /// Go.
    Open,
    /// Not before this time.
    At(i64),
    /// The provider is to be asked first.
    Probe,
    /// Not before something is heard.
    Shut,
}

/// The valve of a run.
#[derive(Debug)]
pub struct Valve {
    concurrency: usize,
    breaker: Option<Breaker>,
    /// Good answers since the start, or since an outage.
    grown: usize,
    /// All good answers.
    pub goods: u64,
    /// When the last of them came, within the time that is counted.
    recent: VecDeque<i64>,
    /// Starts a second that the account takes; 0 as long as it never asked to go slower.
    rate: f64,
    pace: Pace,
    /// Good answers since the last hold, and how many are due before the pace is tried higher.
    calm: u32,
    patience: u32,
    hold: Option<Hold>,
    /// The next hold where the provider names no time.
    next_hold: i64,
    /// Counts the holds: what started before one tells nothing new after it.
    round: u32,
    began: i64,
    /// Whether one message goes alone, and which it is.
    is_trying: bool,
    trial: Option<usize>,
    /// Outcomes in a row that speak of an outage.
    misses: u32,
    probe: Probe,
    probe_ms: i64,
}

impl Valve {
    pub fn new(concurrency: usize, breaker: Option<Breaker>) -> Self {
        Self {
            concurrency,
            breaker,
            grown: 0,
            goods: 0,
            recent: VecDeque::new(),
            rate: 0.0,
            pace: Pace::default(),
            calm: 0,
            patience: PATIENCE,
            hold: None,
            next_hold: HOLD_MS,
            round: 0,
            began: 0,
            is_trying: false,
            trial: None,
            misses: 0,
            probe: Probe::Due,
            probe_ms: 0,
        }
    }

    /// How many may be under way.
    pub fn width(&self) -> usize {
        let more = self.grown.checked_div(GOOD_FOR_ONE_MORE);
        let width = FIRST.saturating_add(more.unwrap_or_default());
        width.min(self.concurrency)
    }

    /// How many may be named as about to leave.
    pub fn ahead(&self) -> usize {
        self.pace.ahead()
    }

    /// Whether messages go one at a time, from a hold until an answer is good.
    pub fn is_trying(&self) -> bool {
        self.is_trying
    }

    /// Whether an outcome that is network, timeout or unavailable counts for a breaker.
    pub fn has_breaker(&self) -> bool {
        self.breaker.is_some()
    }

    /// Until when the run is held, and why.
    pub fn held(&self, now: i64) -> Option<(i64, HeldBy)> {
        let is_on = |hold: &Hold| hold.by == HeldBy::Outage || hold.until > now;
        let hold = self.hold.filter(is_on)?;
        Some((hold.until.max(now), hold.by))
    }

    // ---- starting

    /// Whether the next message may start now.
    pub fn gate(&mut self, now: i64) -> Gate {
        if let Some(hold) = &mut self.hold {
            // The clock was set back.
            if now < hold.since {
                let length = hold.until.saturating_sub(hold.since);
                (hold.since, hold.until) = (now, now.saturating_add(length));
            }
            if now < hold.until {
                return Gate::At(hold.until);
            }
            match (hold.by, self.probe) {
                (HeldBy::RateLimited, _) => self.hold = None,
                (HeldBy::Outage, Probe::Answered) => {}
                (HeldBy::Outage, Probe::Asked) => return Gate::Shut,
                (HeldBy::Outage, Probe::Due) => {
                    self.probe = Probe::Asked;
                    return Gate::Probe;
                }
            }
        }
        if self.is_trying {
            return if self.trial.is_some() {
                Gate::Shut
            } else {
                Gate::Open
            };
        }
        self.pace.wait(now).map_or(Gate::Open, Gate::At)
    }

    /// A message starts; the round it belongs to.
    pub fn start(&mut self, index: usize, now: i64) -> u32 {
        if self.is_trying {
            self.trial = Some(index);
            self.began = now;
        }
        self.pace.take(now);
        self.round
    }

    /// The provider answers again, or still does not.
    pub fn probed(&mut self, answers: bool, now: i64) {
        if answers {
            self.probe = Probe::Answered;
        } else {
            self.hold_for_outage(now);
        }
    }

    // ---- hearing

    /// A message that started in a round has ended. Whether a hold begins by that.
    pub fn hear(&mut self, account: Account, index: usize, round: u32, now: i64) -> bool {
        let is_new = round == self.round;
        if self.trial == Some(index) {
            self.trial = None;
        }
        let is_outage = self.hold.is_some_and(|hold| hold.by == HeldBy::Outage);
        if is_outage && !is_new {
            // What left before an outage does not say that it is over.
            return false;
        }
        match account {
            Account::Unknown => return false,
            Account::Dead(asked) => {
                let begins = self.miss(is_outage, now);
                return asked.is_some_and(|_| self.slow_down(asked, is_new, now)) || begins;
            }
            Account::Good | Account::Slower(_) => {
                self.misses = 0;
                self.hold = self.hold.filter(|hold| hold.by != HeldBy::Outage);
            }
        }
        if let Account::Slower(asked) = account {
            return self.slow_down(asked.filter(|ms| *ms > 0), is_new, now);
        }
        self.goods = self.goods.saturating_add(1);
        self.recent.push_back(now);
        self.count(now);
        if is_new {
            self.grown = self.grown.saturating_add(1);
            self.is_trying = false;
            self.next_hold = HOLD_MS;
            self.speed_up();
        }
        false
    }

    /// The account asks to wait.
    fn slow_down(&mut self, asked: Option<i64>, is_new: bool, now: i64) -> bool {
        if !is_new && asked.is_none() {
            return false;
        }
        let before = self.held(now).is_some();
        let until = now.saturating_add(asked.unwrap_or(self.next_hold));
        if is_new {
            if asked.is_none() {
                self.next_hold = self.next_hold.saturating_mul(2).min(MOST_HOLD_MS);
            }
            self.measure(now);
            self.begin_round();
        }
        let since = self.hold.map_or(now, |hold| hold.since);
        let until = self.hold.map_or(until, |hold| hold.until.max(until));
        let by = self.hold.map_or(HeldBy::RateLimited, |hold| hold.by);
        self.hold = Some(Hold { since, until, by });
        !before
    }

    fn miss(&mut self, is_outage: bool, now: i64) -> bool {
        self.misses = self.misses.saturating_add(1);
        if is_outage {
            self.hold_for_outage(now);
            return false;
        }
        let Some(breaker) = self.breaker else {
            return false;
        };
        if self.misses < breaker.failures {
            return false;
        }
        self.grown = 0;
        self.probe_ms = breaker.probe_ms;
        self.hold_until(now.saturating_add(breaker.probe_ms), now);
        true
    }

    /// The provider is asked later, each time after twice as long.
    fn hold_for_outage(&mut self, now: i64) {
        let longer = self.probe_ms.saturating_mul(2).min(MOST_PROBE_MS);
        self.probe_ms = self.probe_ms.max(longer);
        self.hold_until(now.saturating_add(self.probe_ms), now);
    }

    fn hold_until(&mut self, until: i64, now: i64) {
        let before = self.hold.map_or(until, |hold| hold.until);
        self.hold = Some(Hold {
            since: now,
            until: until.max(before),
            by: HeldBy::Outage,
        });
        self.probe = Probe::Due;
        self.begin_round();
    }

    fn begin_round(&mut self) {
        self.round = self.round.wrapping_add(1);
        (self.is_trying, self.trial) = (true, None);
        self.calm = 0;
        self.recent.clear();
    }

    // ---- the pace

    /// Over how long the good answers are counted.
    fn counted_ms(&self) -> i64 {
        if self.rate <= 0.0 {
            return COUNTED_MS;
        }
        #[expect(clippy::cast_possible_truncation, reason = "some seconds")]
        let ms = (COUNTED * 1_000.0 / self.rate) as i64;
        ms.max(COUNTED_MS)
    }

    /// Forgets the good answers of long ago.
    fn count(&mut self, now: i64) {
        let counted_ms = self.counted_ms();
        let is_old = |at: &i64| now.saturating_sub(*at) > counted_ms;
        while self.recent.front().is_some_and(is_old) {
            self.recent.pop_front();
        }
    }

    /// What the account took before it asked to wait becomes the pace.
    fn measure(&mut self, now: i64) {
        self.count(now);
        #[expect(clippy::cast_precision_loss, reason = "a pace need not be exact")]
        let count = |ms: i64| self.recent.len() as f64 * 1_000.0 / ms as f64;
        if self.rate <= 0.0 {
            self.rate = SAFE * count(COUNTED_MS);
        } else if !self.is_trying {
            let ms = now.saturating_sub(self.began);
            let taken = count(ms.min(self.counted_ms()).max(COUNTED_MS));
            let was_tried_higher = self.calm > self.patience;
            // Refused though it was not tried higher: the pace itself is too fast.
            let safe = if was_tried_higher { SAFE } else { SAFER };
            // Not `clamp`, which brings along the printing of floats.
            self.rate = safe * taken.max(self.rate / 2.0).min(self.rate);
            self.patience = if was_tried_higher {
                self.patience.saturating_mul(2).min(MOST_PATIENCE)
            } else {
                PATIENCE
            };
        }
        self.rate = self.rate.max(SAFE * LEAST_RATE);
        self.pace.set(self.rate);
    }

    /// A good answer: after enough of them the pace is tried a little higher, where it is what holds the run up.
    fn speed_up(&mut self) {
        self.calm = self.calm.saturating_add(1);
        let step = self.calm.saturating_sub(self.patience).min(MOST_STEP);
        if self.rate > 0.0 && step > 0 && self.pace.was_waited_for() {
            self.rate *= 1.0 + f64::from(step) / 1_000.0;
            self.pace.set(self.rate);
        }
    }
}
