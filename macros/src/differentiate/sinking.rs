//! In which region each expression is gone back through: within a branch, if it is used nowhere else.
//!
//! Expressions float to the outermost region in which they can be computed. Their slopes must not: on the way back, those
//! of a branch that does not run would be multiplied by the zero that it contributes, and may be infinite.

use std::collections::BTreeMap;

use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, RegionId, RegionKind};

impl Graph {
    /// The regions of the expressions that are used in branches alone; all others are gone back through where they are
    /// at home.
    pub(super) fn sunk(&self, outputs: impl Iterator<Item = Id>) -> HashMap<Id, RegionId> {
        let mut uses: BTreeMap<Id, RegionId> = BTreeMap::new();
        for output in outputs {
            self.used(&mut uses, output, RegionId::BODY);
        }
        for statement in self.statements_within(RegionId::BODY) {
            let statement = self.statement(statement);
            if statement.derivative {
                continue;
            }
            let region = self.structure.resolve(statement.region);
            for id in statement.action.uses() {
                self.used(&mut uses, id, region);
            }
            for inner in statement.action.regions() {
                for &id in &self.region(inner).yields {
                    self.used(&mut uses, id, inner);
                }
            }
            if let Action::Loop { body, exit: Some(exit), .. } = statement.action {
                self.used(&mut uses, exit, body);
            }
        }
        let mut sunk = HashMap::default();
        // What uses an expression is younger than it.
        while let Some((id, used_in)) = uses.pop_last() {
            let home = self.home(id);
            let region = match self.node(id) {
                Node::Parameter(_) | Node::Fresh(_) => home,
                _ => self.innermost_branch(home, used_in),
            };
            if region != home {
                sunk.insert(id, region);
            }
            for argument in self.arguments(id) {
                self.used(&mut uses, argument, region);
            }
        }
        sunk
    }

    fn used(&self, uses: &mut BTreeMap<Id, RegionId>, id: Id, region: RegionId) {
        let common = uses.get(&id).map_or(region, |&known| self.common_region(known, region));
        uses.insert(id, common);
    }

    /// The innermost branch on the way from a region into another one, before any loop.
    fn innermost_branch(&self, outer: RegionId, inner: RegionId) -> RegionId {
        let (mut region, mut found) = (inner, inner);
        while region != outer {
            let Some(parent) = self.region(region).parent else { return outer };
            if self.region(region).kind == RegionKind::Loop {
                found = parent;
            }
            region = parent;
        }
        found
    }
}
