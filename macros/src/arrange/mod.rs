//! What is done to straight-line code once all of it is known, before it is written down.
//!
//! Simplification sees a derivative while it is being built, and cannot know who will share what. Here every use is
//! known: powers become products, and constants go where they cost least. The user's own value keeps its bits.

mod constants;
mod powers;

use crate::ir::{ByNode, Graph, Id, NodeSet};

/// What a graph is when it is arranged: the derivatives in it may be computed otherwise, the values may not.
struct Arrangement<'g> {
    graph: &'g mut Graph,
    roots: Vec<Id>,
    /// What the user's value is computed from.
    values: NodeSet,
}

impl Graph {
    /// Arranges what the roots are computed from, except that the values keep their bits; the roots in their new form.
    pub(crate) fn arrange(&mut self, roots: &[Id], values: &[Id]) -> Vec<Id> {
        let values = self.reachable(values).into_iter().collect();
        let mut arrangement = Arrangement { graph: self, roots: roots.to_vec(), values };
        arrangement.multiply_out();
        arrangement.multiply_by_constants_last();
        arrangement.multiply_slopes_by_constants();
        arrangement.roots
    }
}

impl Arrangement<'_> {
    /// Everything that the roots are computed from, in order of evaluation.
    fn order(&self) -> Vec<Id> {
        self.graph.reachable(&self.roots)
    }

    /// How often each node is used, as an argument or as a root.
    fn uses(&self, order: &[Id]) -> ByNode<usize> {
        let mut uses = ByNode::default();
        for id in order.iter().flat_map(|&id| self.graph.arguments(id)).chain(self.roots.iter().copied()) {
            *uses.slot(id).get_or_insert(0) += 1;
        }
        uses
    }

    /// Replaces nodes in order of evaluation, each by what `new` makes of it: it is told what its arguments have become.
    /// Where it makes nothing, the node stays, over its new arguments.
    fn rewrite(&mut self, order: &[Id], mut new: impl FnMut(&mut Graph, Id, &ByNode<Id>) -> Option<Id>) {
        let mut rewritten: ByNode<Id> = ByNode::default();
        for &id in order {
            let replacement = new(self.graph, id, &rewritten).unwrap_or_else(|| {
                if self.graph.arguments(id).iter().all(|&argument| rewritten[argument] == argument) {
                    return id;
                }
                let node = self.graph.with_arguments(id, |argument| rewritten[argument]);
                self.graph.make(node)
            });
            self.graph.rename(id, replacement);
            rewritten.insert(id, replacement);
        }
        for root in &mut self.roots {
            *root = rewritten[*root];
        }
        let values: Vec<Id> = self.values.iter().filter_map(|(id, ())| rewritten.get(id).copied()).collect();
        self.values = self.graph.reachable(&values).into_iter().collect();
    }
}
