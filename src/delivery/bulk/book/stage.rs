//! Naming what may leave next: the rule is told in the module of runs.

use super::super::sorted::Sorted;
use super::super::taken::Taken;
use super::{Book, NAMED_ON_TRIAL, SPAN};

impl<F: Clone> Book<F> {
    /// How many more messages may be named.
    pub(super) fn room(&self) -> usize {
        let most = if self.valve.is_trying() {
            NAMED_ON_TRIAL
        } else {
            self.valve.width().saturating_sub(self.busy())
        };
        let ahead = self.pace.ahead().min(self.valve.ahead());
        most.min(ahead).saturating_sub(self.staged.len())
    }

    pub(super) fn busy(&self) -> usize {
        self.running.len().saturating_add(self.held.len())
    }

    pub(super) fn stage_unbound(&mut self) {
        if !self.is_bound && self.lost.is_empty() && self.prefix.is_met() {
            self.stage();
        }
    }

    /// Whether some of a message may be out, so that it stays named until it is out whole.
    fn is_pinned(&self, index: usize) -> bool {
        self.waiting.get(index).is_some_and(Taken::has_part_out)
    }

    /// Names what may leave next.
    pub(super) fn stage(&mut self) {
        let before = std::mem::take(&mut self.staged);
        if self.is_stopped {
            return;
        }
        let room = self.room();
        // What is released already goes first: the others must wait for the next request.
        let is_released = |index: &usize| before.get(*index).copied().unwrap_or(false);
        let (mut chosen, others): (Vec<usize>, Vec<usize>) =
            self.lanes.ready().partition(is_released);
        chosen.extend(others);
        chosen.truncate(room);
        chosen.extend(before.indexes().filter(|index| self.is_pinned(*index)));
        let left = room.saturating_sub(chosen.len());
        if left > 0 {
            chosen.extend(self.lanes.soon().take(left));
            if self.is_bound {
                // At least one, so that a long gap does not keep others from leaving.
                let left = room.saturating_sub(chosen.len()).max(1);
                chosen.extend(self.coming(left));
            }
        }
        let is_free = !self.is_bound;
        for index in chosen {
            self.staged.insert(index, is_free || is_released(&index));
        }
    }

    /// The indexes that the source will give next, where it may be read.
    fn coming(&self, count: usize) -> Vec<usize> {
        if !self.can_read() {
            return Vec::new();
        }
        let known = |index: &usize| {
            self.done.contains(*index)
                || self.lost.contains(*index)
                || self.finished.contains(*index)
        };
        let end = self.done.below.saturating_add(SPAN);
        (self.next..end)
            .filter(|index| !known(index))
            .take(count.min(self.look_ahead()))
            .collect()
    }

    /// While the run is held, no more is named as in flight than goes next: it would be in doubt after a kill.
    pub(super) fn unstage(&mut self) {
        let mut kept = Sorted::default();
        for index in self.staged.indexes().filter(|index| self.is_pinned(*index)) {
            kept.insert(index, true);
        }
        for wants_ready in [true, false] {
            for (index, released) in self.staged.iter() {
                if kept.len() < NAMED_ON_TRIAL
                    && (!wants_ready || (*released && self.lanes.is_ready(index)))
                {
                    kept.insert(index, *released);
                }
            }
        }
        self.staged = kept;
    }
}
