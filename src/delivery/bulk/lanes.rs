//! One lane for each recipient: its messages leave in order, one at a time, with the least gap between two.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::sorted::Sorted;

/// The lanes that are in use. A recipient who waits for nothing has none, so their number is bounded by the
/// messages held and by the gaps that run.
#[derive(Debug, Default)]
pub struct Lanes {
    gap_ms: i64,
    /// The longest wait there was.
    longest_ms: i64,
    lanes: BTreeMap<Rc<str>, Lane>,
    /// The first messages of the lanes that are free.
    ready: Sorted<()>,
    /// The first messages of the lanes whose gap still runs, by its end.
    soon: Vec<(i64, usize)>,
    /// The lanes whose gap runs, in the order in which the gaps end.
    gaps: VecDeque<(i64, Rc<str>)>,
}

#[derive(Debug, Default)]
struct Lane {
    queue: VecDeque<usize>,
    /// Whether a message of it is being sent.
    is_busy: bool,
    /// When its gap is over.
    free_at: i64,
}

impl Lanes {
    /// Lanes with that least gap between the end of one message and the start of the next.
    pub fn new(gap_ms: i64) -> Self {
        Self {
            gap_ms,
            ..Self::default()
        }
    }

    /// Puts a message at the end of its lane.
    pub fn push(&mut self, key: &Rc<str>, index: usize) {
        let lane = self.lanes.entry(Rc::clone(key)).or_default();
        lane.queue.push_back(index);
        if lane.is_busy || lane.queue.len() > 1 {
            return;
        }
        if lane.free_at > 0 {
            wait(&mut self.soon, (lane.free_at, index));
        } else {
            self.ready.insert(index, ());
        }
    }

    /// The first message of a lane is being sent.
    pub fn start(&mut self, key: &str, index: usize) {
        self.ready.remove(index);
        if let Some(lane) = self.lanes.get_mut(key) {
            lane.queue.pop_front();
            lane.is_busy = true;
        }
    }

    /// It was sent, or failed. Nothing more goes to the recipient for the gap, or for `wait_ms` where that is
    /// longer.
    pub fn end(&mut self, key: &Rc<str>, now: i64, wait_ms: i64) {
        let Some(lane) = self.lanes.get_mut(key) else {
            return;
        };
        lane.is_busy = false;
        let wait_ms = wait_ms.max(self.gap_ms);
        if wait_ms > 0 {
            self.longest_ms = self.longest_ms.max(wait_ms);
            lane.free_at = now.saturating_add(wait_ms);
            let place = self.gaps.partition_point(|(end, _)| *end <= lane.free_at);
            self.gaps.insert(place, (lane.free_at, Rc::clone(key)));
            if let Some(first) = lane.queue.front() {
                wait(&mut self.soon, (lane.free_at, *first));
            }
        } else {
            self.free(key);
        }
    }

    /// As [`Lanes::end`], and the message is the first of its lane again.
    pub fn put_back(&mut self, key: &Rc<str>, index: usize, now: i64, wait_ms: i64) {
        if let Some(lane) = self.lanes.get_mut(key) {
            lane.queue.push_front(index);
        }
        self.end(key, now, wait_ms);
    }

    /// Frees the lanes whose gap is over, or cannot be that long: then the clock was set back.
    pub fn pass(&mut self, now: i64) {
        let latest = now.saturating_add(self.longest_ms);
        let is_over = |(end, _): &(i64, Rc<str>)| *end <= now || *end > latest;
        while self.gaps.front().is_some_and(is_over) {
            if let Some((_, key)) = self.gaps.pop_front() {
                self.free(&key);
            }
        }
    }

    fn free(&mut self, key: &str) {
        let Some(lane) = self.lanes.get_mut(key) else {
            return;
        };
        if let Some(first) = lane.queue.front() {
            if let Ok(place) = self.soon.binary_search(&(lane.free_at, *first)) {
                self.soon.remove(place);
            }
            self.ready.insert(*first, ());
            lane.free_at = 0;
        } else {
            self.lanes.remove(key);
        }
    }

    pub fn is_ready(&self, index: usize) -> bool {
        self.ready.contains(index)
    }

    /// The messages that may leave now, the earliest taken first.
    pub fn ready(&self) -> impl Iterator<Item = usize> {
        self.ready.indexes()
    }

    pub fn ready_count(&self) -> usize {
        self.ready.len()
    }

    /// The messages that may leave after a gap, that of the shortest wait first.
    pub fn soon(&self) -> impl Iterator<Item = usize> {
        self.soon.iter().map(|(_, index)| *index)
    }

    /// When the next of them may leave.
    pub fn next_at(&self) -> Option<i64> {
        self.soon.first().map(|(at, _)| *at)
    }
}

/// Puts a message in its place among those that wait.
fn wait(soon: &mut Vec<(i64, usize)>, message: (i64, usize)) {
    let place = soon.partition_point(|other| *other < message);
    soon.insert(place, message);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_are_forgotten_once_their_gap_is_over() {
        let mut lanes = Lanes::new(100);
        let (a, b) = (Rc::from("a"), Rc::from("b"));
        lanes.push(&a, 0);
        lanes.push(&a, 1);
        lanes.push(&b, 2);
        assert_eq!(lanes.ready().collect::<Vec<_>>(), [0, 2]);
        lanes.start(&a, 0);
        lanes.start(&b, 2);
        assert_eq!(lanes.ready_count(), 0);
        lanes.end(&a, 10, 0);
        lanes.end(&b, 20, 0);
        assert_eq!((lanes.next_at(), lanes.lanes.len()), (Some(110), 2));
        lanes.push(&b, 3);
        assert_eq!(lanes.soon().collect::<Vec<_>>(), [1, 3]);
        lanes.pass(110);
        assert_eq!(lanes.ready().collect::<Vec<_>>(), [1]);
        lanes.start(&a, 1);
        lanes.end(&a, 115, 0);
        lanes.pass(120);
        assert_eq!(
            (lanes.ready().collect::<Vec<_>>(), lanes.next_at()),
            (vec![3], None)
        );
        lanes.start(&b, 3);
        lanes.end(&b, 130, 0);
        lanes.pass(230);
        assert!(lanes.lanes.is_empty() && lanes.gaps.is_empty());
    }
}
