//! Which of the numbers that a loop carries are only added to: their cotangents are the same in each iteration.
//!
//! What comes in: a function before anything goes back through it. What goes out: for each loop the positions of those
//! numbers. What is always true: there is one path from such a number to what it becomes, or one on either side of a
//! choice, and each step has slope 1.

use crate::elementary::Kind;
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, RegionId, StatementId};

/// Where a node is used.
#[derive(Clone, Copy)]
enum Use {
    Argument(Id, usize),
    /// As the one side or the other of what is chosen.
    Side(Id, bool),
    /// As what a loop's number becomes.
    Next(RegionId, usize),
    /// As what a loop begins with.
    Initial(StatementId, usize),
    /// Otherwise than in a sum.
    Other,
}

#[derive(Default)]
struct Passing {
    uses: HashMap<Id, Vec<Use>>,
    added_to: HashMap<StatementId, Vec<usize>>,
}

impl Graph {
    /// For each loop the numbers that are only added to.
    pub(super) fn added_to(&self, outputs: impl Iterator<Item = Id>) -> HashMap<StatementId, Vec<usize>> {
        let mut passing = Passing::default();
        let mut roots: Vec<Id> = outputs.collect();
        for &output in &roots {
            passing.note(output, Use::Other);
        }
        let mut loops = Vec::new();
        for id in self.statements_within(RegionId::BODY) {
            let statement = self.statement(id);
            if statement.derivative {
                continue;
            }
            roots.extend(statement.action.uses());
            let yields = |region: RegionId| (0..).zip(self.region(region).yields.clone());
            match &statement.action {
                Action::Loop { body, initial, exit, .. } => {
                    loops.push((id, *body));
                    initial
                        .iter()
                        .zip(0..)
                        .for_each(|(&start, number)| passing.note(start, Use::Initial(id, number)));
                    for (number, next) in yields(*body) {
                        passing.note(next, Use::Next(*body, number));
                        roots.push(next);
                    }
                    roots.extend(exit);
                }
                Action::Branch { then, otherwise, .. } => {
                    for side in [*then, *otherwise] {
                        for (number, value) in yields(side) {
                            let result = statement.results.get(number);
                            passing.note(
                                value,
                                result.map_or(Use::Other, |&result| Use::Side(result, side == *then)),
                            );
                            roots.push(value);
                        }
                    }
                }
                action => action.uses().into_iter().for_each(|used| passing.note(used, Use::Other)),
            }
        }
        for id in self.reachable(&roots).into_iter().filter(|&id| self.is_active(id)) {
            match *self.node(id) {
                Node::Select { then, otherwise, .. } => {
                    passing.note(then, Use::Side(id, true));
                    passing.note(otherwise, Use::Side(id, false));
                }
                _ if self.kind(id) == Kind::Boolean => {}
                _ => {
                    let arguments = self.arguments(id).into_iter().zip(0..);
                    arguments
                        .for_each(|(argument, position)| passing.note(argument, Use::Argument(id, position)));
                }
            }
        }
        // What an outer loop hands to an inner one is known once the inner one is.
        loops.sort_by_key(|&(_, body)| std::cmp::Reverse(self.region(body).depth));
        for (statement, body) in loops {
            let carried = &self.region(body).carried;
            let added_to = (0..carried.len()).filter(|&number| passing.is_added_to(self, body, number));
            let added_to = added_to.collect();
            passing.added_to.insert(statement, added_to);
        }
        passing.added_to
    }
}

impl Passing {
    fn note(&mut self, id: Id, used: Use) {
        self.uses.entry(id).or_default().push(used);
    }

    fn is_added_to(&self, graph: &Graph, body: RegionId, number: usize) -> bool {
        let start = graph.region(body).carried[number];
        if !graph.is_active(start) {
            return false;
        }
        let mut arrived = 0;
        // Choices of which a path has reached one side.
        let mut open: HashMap<Id, bool> = HashMap::default();
        let mut pending = vec![start];
        while let Some(id) = pending.pop() {
            for &used in self.uses.get(&id).into_iter().flatten() {
                match used {
                    Use::Argument(node, position) => match graph.node(node) {
                        Node::Apply(function, _) if function.slopes.get(position) == Some(&"d") => {
                            pending.push(node);
                        }
                        _ => return false,
                    },
                    Use::Initial(inner, number) => match self.added_to.get(&inner) {
                        Some(added_to) if added_to.contains(&number) => {
                            pending.push(graph.statement(inner).results[number]);
                        }
                        _ => return false,
                    },
                    Use::Side(chosen, side) => match open.remove(&chosen) {
                        None => _ = open.insert(chosen, side),
                        Some(other) if other != side => pending.push(chosen),
                        Some(_) => return false,
                    },
                    Use::Next(region, other) if region == body && other == number => arrived += 1,
                    Use::Next(..) | Use::Other => return false,
                }
            }
        }
        arrived == 1 && open.is_empty()
    }
}
