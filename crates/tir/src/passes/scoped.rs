//! A hash table whose entries end with the part of the dominator tree in which they were made.
//!
//! It is only asked for keys, never walked, so its order reaches nothing.

use std::hash::Hash;

use crate::fast_hash::FastMap;

/// The table, and what stood in the place of each entry of the open scopes.
pub(super) struct Scoped<K, V> {
    entries: FastMap<K, V>,
    undo: Vec<(K, Option<V>)>,
}

impl<K: Clone + Eq + Hash, V> Scoped<K, V> {
    pub(super) fn new() -> Self {
        Self {
            entries: FastMap::default(),
            undo: Vec::new(),
        }
    }

    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(key)
    }

    /// Sets an entry until the scope ends.
    pub(super) fn set(&mut self, key: K, value: V) {
        let old = self.entries.insert(key.clone(), value);
        self.undo.push((key, old));
    }

    /// Where the scope that begins now must end.
    pub(super) fn mark(&self) -> usize {
        self.undo.len()
    }

    /// Ends all scopes since a mark.
    pub(super) fn end(&mut self, mark: usize) {
        // The first scope began with nothing.
        if mark == 0 {
            self.entries.clear();
            self.undo.clear();
            return;
        }
        while self.undo.len() > mark {
            let Some((key, old)) = self.undo.pop() else { break };
            match old {
                Some(value) => self.entries.insert(key, value),
                None => self.entries.remove(&key),
            };
        }
    }
}
