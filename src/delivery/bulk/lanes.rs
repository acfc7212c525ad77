//! One lane for each recipient: its messages leave in order, one at a time, with the least gap between two.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::sorted::Sorted;
use crate::json::Json;
use crate::rules::phone_digits;

/// The lanes that are in use. A recipient who waits for nothing has none, so their number is bounded by the
/// messages held and by the gaps that run.
#[derive(Debug, Default)]
pub struct Lanes {
    gap_ms: i64,
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

    /// It was sent, or failed.
    pub fn end(&mut self, key: &Rc<str>, now: i64) {
        let Some(lane) = self.lanes.get_mut(key) else {
            return;
        };
        lane.is_busy = false;
        if self.gap_ms > 0 {
            lane.free_at = now.saturating_add(self.gap_ms);
            self.gaps.push_back((lane.free_at, Rc::clone(key)));
            if let Some(first) = lane.queue.front() {
                wait(&mut self.soon, (lane.free_at, *first));
            }
        } else {
            self.free(key);
        }
    }

    /// Frees the lanes whose gap is over, or cannot be that long: then the clock was set back.
    pub fn pass(&mut self, now: i64) {
        let latest = now.saturating_add(self.gap_ms);
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

/// What a recipient is known by: the conversation, where one is named, since the message goes there; else a
/// number's digits, or the id. One that cannot be read is nobody else.
pub fn key(to: &Json, index: usize) -> Rc<str> {
    let text = |name| to.get(name).and_then(Json::as_str);
    let phone = to.as_str().or_else(|| text("phone"));
    let name = if let Some(id) = to.get("conversationId").and_then(Json::as_id) {
        format!("c{id}")
    } else if let Some(phone) = phone {
        format!("p{}", phone_digits(phone).as_deref().unwrap_or(phone))
    } else if let Some(bsuid) = text("bsuid") {
        format!("b{bsuid}")
    } else {
        format!("#{index}")
    };
    Rc::from(name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_one_however_it_is_written() {
        let cases = [
            (r#""+852 5687-2847""#, "p85256872847"),
            (r#"{"phone":"+85256872847"}"#, "p85256872847"),
            (r#""13001""#, "p13001"),
            (r#"{"conversationId":30}"#, "c30"),
            (r#"{"conversationId":"30"}"#, "c30"),
            (r#"{"bsuid":"b1"}"#, "bb1"),
            (r#"{"conversationId":30,"phone":"+85256872847"}"#, "c30"),
            ("null", "#7"),
            ("{}", "#7"),
        ];
        for (to, expected) in cases {
            assert_eq!(&*key(&Json::parse(to).unwrap(), 7), expected, "{to}");
        }
    }

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
        lanes.end(&a, 10);
        lanes.end(&b, 20);
        assert_eq!((lanes.next_at(), lanes.lanes.len()), (Some(110), 2));
        lanes.push(&b, 3);
        assert_eq!(lanes.soon().collect::<Vec<_>>(), [1, 3]);
        lanes.pass(110);
        assert_eq!(lanes.ready().collect::<Vec<_>>(), [1]);
        lanes.start(&a, 1);
        lanes.end(&a, 115);
        lanes.pass(120);
        assert_eq!(
            (lanes.ready().collect::<Vec<_>>(), lanes.next_at()),
            (vec![3], None)
        );
        lanes.start(&b, 3);
        lanes.end(&b, 130);
        lanes.pass(230);
        assert!(lanes.lanes.is_empty() && lanes.gaps.is_empty());
    }
}
