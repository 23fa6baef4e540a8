//! What is known of some nodes, by their positions: a look is one step, where a hash takes dozens in a macro that cargo builds
//! without optimisation. For what holds of many nodes of a graph; for a few, a map is smaller.

use std::ops::Index;

use super::Id;

#[derive(Clone, Debug)]
pub(crate) struct ByNode<V>(Vec<Option<V>>);

impl<V> Default for ByNode<V> {
    fn default() -> Self {
        ByNode(Vec::new())
    }
}

impl<V> ByNode<V> {
    pub(crate) fn get(&self, id: Id) -> Option<&V> {
        match self.0.get(id.index()) {
            Some(slot) => slot.as_ref(),
            None => None,
        }
    }

    pub(crate) fn contains(&self, id: Id) -> bool {
        matches!(self.0.get(id.index()), Some(Some(_)))
    }

    /// The place of a node, be there something or not.
    pub(crate) fn slot(&mut self, id: Id) -> &mut Option<V> {
        let position = id.index();
        if position >= self.0.len() {
            self.0.resize_with(position + 1, || None);
        }
        &mut self.0[position]
    }

    pub(crate) fn insert(&mut self, id: Id, value: V) {
        *self.slot(id) = Some(value);
    }

    /// In the order of the graph.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Id, &V)> {
        (0..).zip(&self.0).filter_map(|(position, slot)| Some((Id(position), slot.as_ref()?)))
    }
}

impl<V> Index<Id> for ByNode<V> {
    type Output = V;

    fn index(&self, id: Id) -> &V {
        self.get(id).expect("something is known of the node")
    }
}

impl<V> FromIterator<(Id, V)> for ByNode<V> {
    fn from_iter<I: IntoIterator<Item = (Id, V)>>(pairs: I) -> Self {
        let mut known = ByNode::default();
        for (id, value) in pairs {
            known.insert(id, value);
        }
        known
    }
}

/// Some nodes of a graph.
pub(crate) type NodeSet = ByNode<()>;

impl FromIterator<Id> for NodeSet {
    fn from_iter<I: IntoIterator<Item = Id>>(ids: I) -> Self {
        ids.into_iter().map(|id| (id, ())).collect()
    }
}
