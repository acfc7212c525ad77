//! Which messages are done: a mark below which all are, and ranges beyond it.

use super::sorted::Sorted;

/// A set of indexes that fills from below, kept as ranges: its size is that of its gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// Every index below this is in the set.
    pub below: usize,
    /// The ranges beyond, first index to last.
    beyond: Sorted<usize>,
}

impl Done {
    /// The set of all indexes below a mark.
    pub fn up_to(below: usize) -> Self {
        Self {
            below,
            beyond: Sorted::default(),
        }
    }

    /// The last range that begins at an index or before it.
    fn range_before(&self, index: usize) -> Option<(usize, usize)> {
        let range = self.beyond.at_or_before(index)?;
        Some((range.0, *range.1))
    }

    pub fn contains(&self, index: usize) -> bool {
        let range = self.range_before(index);
        index < self.below || range.is_some_and(|(_, last)| index <= last)
    }

    /// Whether one of these is in the set.
    pub fn overlaps(&self, first: usize, last: usize) -> bool {
        let range = self.range_before(last);
        first < self.below || range.is_some_and(|(_, end)| first <= end)
    }

    /// One more than the last index in the set.
    pub fn end(&self) -> usize {
        let last = self.beyond().next_back();
        last.map_or(self.below, |(_, last)| last.saturating_add(1))
    }

    /// Adds every index from `first` to `last`.
    pub fn insert(&mut self, mut first: usize, mut last: usize) {
        let reach = last.saturating_add(1);
        // Ranges that it touches become one with it.
        while let Some((from, to)) = self.range_before(reach) {
            if to.saturating_add(1) < first {
                break;
            }
            self.beyond.remove(from);
            first = first.min(from);
            last = last.max(to);
        }
        if first <= self.below {
            self.below = self.below.max(last.saturating_add(1));
        } else {
            self.beyond.insert(first, last);
        }
    }

    /// The ranges beyond the mark, first index to last, in order.
    pub fn beyond(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> {
        self.beyond.iter().map(|(first, last)| (first, *last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_grow_together_and_the_mark_rises() {
        let mut done = Done::default();
        for index in [3, 5, 4, 1, 8] {
            done.insert(index, index);
        }
        let beyond = |done: &Done| done.beyond().collect::<Vec<_>>();
        assert_eq!(
            (done.below, beyond(&done)),
            (0, vec![(1, 1), (3, 5), (8, 8)])
        );
        done.insert(0, 0);
        assert_eq!((done.below, beyond(&done)), (2, vec![(3, 5), (8, 8)]));
        done.insert(2, 2);
        assert_eq!((done.below, beyond(&done)), (6, vec![(8, 8)]));
        let contained: Vec<usize> = (0..10).filter(|index| done.contains(*index)).collect();
        assert_eq!(contained, [0, 1, 2, 3, 4, 5, 8]);
        done.insert(7, 12);
        done.insert(10, 11);
        done.insert(2, 4);
        assert_eq!((done.below, beyond(&done)), (6, vec![(7, 12)]));
        done.insert(6, 6);
        assert_eq!((done.below, beyond(&done)), (13, vec![]));
    }
}
