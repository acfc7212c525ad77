//! A small map from indexes, in order: a list, since there are few at a time and a tree is much code.

/// Values by index, the least first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted<V>(Vec<(usize, V)>);

impl<V> Default for Sorted<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Sorted<V> {
    fn find(&self, index: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&index, |(index, _)| *index)
    }

    pub fn get(&self, index: usize) -> Option<&V> {
        let place = self.find(index).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// What lies at an index, or else the last before it.
    pub fn at_or_before(&self, index: usize) -> Option<(usize, &V)> {
        let place = self
            .find(index)
            .or_else(|place| place.checked_sub(1).ok_or(()));
        let (index, value) = self.0.get(place.ok()?)?;
        Some((*index, value))
    }

    pub fn contains(&self, index: usize) -> bool {
        self.find(index).is_ok()
    }

    /// Adds a value where the index has none.
    pub fn insert(&mut self, index: usize, value: V) {
        if let Err(place) = self.find(index) {
            self.0.insert(place, (index, value));
        }
    }

    pub fn remove(&mut self, index: usize) -> Option<V> {
        let place = self.find(index).ok()?;
        Some(self.0.remove(place).1)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &V)> {
        self.0.iter().map(|(index, value)| (*index, value))
    }

    pub fn indexes(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.0.iter().map(|(index, _)| *index)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub fn into_entries(self) -> impl Iterator<Item = (usize, V)> {
        self.0.into_iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Drops what lies at an index or beyond.
    pub fn cut(&mut self, index: usize) {
        let place = self.find(index).unwrap_or_else(|place| place);
        self.0.truncate(place);
    }
}
