//! A number for each name: the conversation of a contact, the session of a number.

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher as _, Hash, RandomState},
};

use crate::{bounds::REMEMBERED, state::take_next};

/// Gives each name a number of its own, and remembers the latest so many. A name is known by its hash, so a long one
/// takes no more room than a short one.
#[derive(Debug)]
pub struct Numbered {
    next: u64,
    hasher: RandomState,
    numbers: HashMap<u64, u64>,
    /// The hashes in the order of their numbers, which have no gaps.
    order: VecDeque<u64>,
}

impl Numbered {
    /// The first name gets this number.
    pub fn from(first: u64) -> Self {
        Self {
            next: first,
            hasher: RandomState::new(),
            numbers: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    /// The number of a name, a new one if it has none.
    pub fn of(&mut self, name: &impl Hash) -> u64 {
        let name = self.hasher.hash_one(name);
        if let Some(known) = self.numbers.get(&name) {
            return *known;
        }
        let number = take_next(&mut self.next);
        self.numbers.insert(name, number);
        self.order.push_back(name);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.numbers.remove(&oldest);
        }
        number
    }

    /// Whether a name has this number.
    pub fn has(&self, number: u64) -> bool {
        let remembered = u64::try_from(self.order.len()).unwrap_or_default();
        (self.next.saturating_sub(remembered)..self.next).contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_the_latest_names() {
        let mut numbered = Numbered::from(7);
        assert_eq!(numbered.of(&"a"), 7);
        assert_eq!(numbered.of(&"b"), 8);
        assert_eq!(numbered.of(&"a"), 7);
        assert!(numbered.has(7) && numbered.has(8) && !numbered.has(6) && !numbered.has(9));
        for name in 0..REMEMBERED {
            numbered.of(&name);
        }
        assert_eq!(numbered.numbers.len(), REMEMBERED);
        assert_eq!(numbered.order.len(), REMEMBERED);
        assert!(!numbered.has(8) && numbered.has(9));
        assert_ne!(numbered.of(&"a"), 7);
    }
}
