//! Loops that are written with an index instead of line by line: sums, and recurrences.

use super::live::{Live, Uses};
use crate::elementary::Function;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Header, Origin, RegionId, StatementId};

/// A loop over an index.
#[derive(Clone)]
pub(super) struct Indexed {
    /// What each number becomes that the loop carries.
    pub(super) slots: Vec<Slot>,
    /// Whether the loop goes through an array, whose elements its pattern stands for.
    pub(super) over_array: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Slot {
    /// `s + term`, or `s − term`; `continued` if it only goes on where the loop around it is.
    Sum { term: Id, minus: bool, continued: bool },
    /// Anything else, each from the one before: a product, a maximum or a minimum of terms, perhaps.
    Recurrence(Option<(&'static str, Id)>),
    /// Nobody needs it.
    Unused,
}

impl Indexed {
    pub(super) fn is_recurrence(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot, Slot::Recurrence(_)))
    }
}

/// The loops that can be written with an index, inner ones first.
pub(super) fn find(
    graph: &Graph,
    live: &Live,
    uses: &Uses,
    refused: &HashSet<StatementId>,
) -> HashMap<StatementId, Indexed> {
    let mut search = Search { graph, live, uses, refused, found: HashMap::default() };
    search.region(RegionId::BODY);
    let mut found = search.found;
    // What only goes on is a sum of the loop around, if that is one.
    let continued: Vec<(StatementId, usize)> = found
        .values()
        .flat_map(|indexed| &indexed.slots)
        .filter_map(|slot| match slot {
            Slot::Sum { term, .. } => result_of(graph, *term),
            _ => None,
        })
        .collect();
    for (id, indexed) in &mut found {
        let Action::Loop { initial, .. } = &graph.statement(*id).action else { continue };
        for (number, slot) in indexed.slots.iter_mut().enumerate() {
            if let Slot::Sum { continued: goes_on, .. } = slot {
                let is_carried = matches!(graph.node(initial[number]), Node::Fresh(Origin::Carried(..)));
                *goes_on = is_carried && continued.contains(&(*id, number));
            }
        }
    }
    found
}

fn result_of(graph: &Graph, id: Id) -> Option<(StatementId, usize)> {
    match graph.node(id) {
        Node::Fresh(Origin::Result(statement, number)) => Some((*statement, *number)),
        _ => None,
    }
}

struct Search<'a> {
    graph: &'a Graph,
    live: &'a Live,
    uses: &'a Uses,
    refused: &'a HashSet<StatementId>,
    found: HashMap<StatementId, Indexed>,
}

impl Search<'_> {
    fn region(&mut self, region: RegionId) {
        for id in self.live.within(self.graph, region) {
            for inner in self.graph.statement(id).action.regions() {
                self.region(inner);
            }
            if !self.refused.contains(&id)
                && let Some(indexed) = self.indexed(id)
            {
                self.found.insert(id, indexed);
            }
        }
    }

    fn indexed(&self, id: StatementId) -> Option<Indexed> {
        let graph = self.graph;
        let Action::Loop { header, body, initial, exit: None } = &graph.statement(id).action else {
            return None;
        };
        let (over_array, from_nought) = match header {
            Header::Count { .. } => (false, true),
            Header::For { pattern, iterable, bindings } => {
                let pattern = graph.tokens(*pattern).to_string().replace(['&', ' '], "");
                let is_name = pattern.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
                if !is_name || bindings.len() > 1 {
                    return None;
                }
                self.iterable(*iterable)?
            }
            _ => return None,
        };
        for inner in self.live.within(graph, *body) {
            match &graph.statement(inner).action {
                Action::Load { place } if !graph.changes_later(place.array, inner) => {}
                Action::Loop { .. } if self.found.get(&inner).is_some_and(|inner| !inner.is_recurrence()) => {
                }
                _ => return None,
            }
        }
        let region = graph.region(*body);
        let carried: HashSet<Id> = region.carried.iter().copied().collect();
        let slots: Vec<Slot> = (0..initial.len())
            .map(|number| {
                if !self.live.results.contains(&(id, number)) {
                    return Slot::Unused;
                }
                let (start, next) = (region.carried[number], region.yields[number]);
                let sum = self.sum(start, next, &carried);
                sum.unwrap_or_else(|| Slot::Recurrence(self.closed(start, next, &carried)))
            })
            .collect();
        let indexed = Indexed { slots, over_array };
        // Only where the first one is known by the number nought, and no sum depends on the numbers before.
        let is_plain = !indexed.is_recurrence()
            || from_nought
                && self.live.within(graph, *body).iter().all(|inner| !self.found.contains_key(inner));
        (is_plain && indexed.slots.iter().any(|slot| *slot != Slot::Unused)).then_some(indexed)
    }

    /// Whether a loop goes through an array, and whether it begins at nought.
    fn iterable(&self, iterable: Id) -> Option<(bool, bool)> {
        let Node::Constant { tokens, .. } = self.graph.node(iterable) else {
            return matches!(self.graph.node(iterable), Node::Parameter(_)).then_some((true, true));
        };
        let expression: syn::Expr = syn::parse2(self.graph.tokens(*tokens).clone()).ok()?;
        match plain(&expression) {
            syn::Expr::Range(range) => {
                let start = range.start.as_deref()?;
                let begins = matches!(start, syn::Expr::Lit(literal) if matches!(&literal.lit, syn::Lit::Int(value) if value.base10_digits() == "0"));
                Some((false, begins && matches!(range.limits, syn::RangeLimits::HalfOpen(_))))
            }
            syn::Expr::Path(path) if path.path.get_ident().is_some() => Some((true, true)),
            _ => None,
        }
    }

    /// `s + term`, where the term knows nothing of what the loop carries.
    fn sum(&self, carried: Id, next: Id, all: &HashSet<Id>) -> Option<Slot> {
        let graph = self.graph;
        if self.uses.count(carried) != 1 {
            return None;
        }
        if let Some((inner, number)) = result_of(graph, next)
            && let Some(indexed) = self.found.get(&inner)
            && let Action::Loop { initial, .. } = &graph.statement(inner).action
            && initial[number] == carried
            && matches!(indexed.slots[number], Slot::Sum { .. })
            && self.uses.count(next) == 1
        {
            return Some(Slot::Sum { term: next, minus: false, continued: false });
        }
        let Node::Apply(function, arguments) = graph.node(next) else { return None };
        let (term, minus) = match (*function, arguments.as_slice()) {
            (Function::ADD, &[a, b]) if a == carried => (b, false),
            (Function::ADD, &[a, b]) if b == carried => (a, false),
            (Function::SUB, &[a, b]) if a == carried => (b, true),
            _ => return None,
        };
        let depends = self.depends(term, all);
        (self.uses.count(next) == 1 && !depends).then_some(Slot::Sum { term, minus, continued: false })
    }

    /// `s·term`, or the larger or the smaller one of both.
    fn closed(&self, carried: Id, next: Id, all: &HashSet<Id>) -> Option<(&'static str, Id)> {
        let Node::Apply(function, arguments) = self.graph.node(next) else { return None };
        let &[a, b] = arguments.as_slice() else { return None };
        let sign = match function.name {
            "*" => "Π",
            "max" => "max",
            "min" => "min",
            _ => return None,
        };
        let term = if a == carried { b } else { a };
        let is_one = a == carried || b == carried;
        (is_one && self.uses.count(carried) == 1 && !self.depends(term, all)).then_some((sign, term))
    }

    /// Whether a node is made of any of these.
    fn depends(&self, id: Id, on: &HashSet<Id>) -> bool {
        let (mut seen, mut pending) = (HashSet::default(), vec![id]);
        while let Some(id) = pending.pop() {
            if on.contains(&id) {
                return true;
            }
            if !seen.insert(id) {
                continue;
            }
            pending.extend(self.graph.arguments(id));
            if let Some((statement, _)) = result_of(self.graph, id) {
                let action = &self.graph.statement(statement).action;
                pending.extend(action.uses());
                for region in action.regions() {
                    pending.extend(self.graph.used_within(region));
                }
            }
        }
        false
    }
}

/// An expression without what borrows or copies it.
pub(super) fn plain(expression: &syn::Expr) -> &syn::Expr {
    match expression {
        syn::Expr::Reference(inner) => plain(&inner.expr),
        syn::Expr::Paren(inner) => plain(&inner.expr),
        syn::Expr::Group(inner) => plain(&inner.expr),
        syn::Expr::MethodCall(call)
            if call.args.is_empty()
                && ["iter", "copied", "cloned", "clone"].contains(&call.method.to_string().as_str()) =>
        {
            plain(&call.receiver)
        }
        syn::Expr::Call(call) if call.args.len() == 1 => match &*call.func {
            syn::Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "clone") => {
                plain(&call.args[0])
            }
            _ => expression,
        },
        _ => expression,
    }
}

const LETTERS: [(&str, char); 12] = [
    ("k", 'ₖ'),
    ("j", 'ⱼ'),
    ("i", 'ᵢ'),
    ("l", 'ₗ'),
    ("m", 'ₘ'),
    ("n", 'ₙ'),
    ("p", 'ₚ'),
    ("r", 'ᵣ'),
    ("s", 'ₛ'),
    ("t", 'ₜ'),
    ("u", 'ᵤ'),
    ("v", 'ᵥ'),
];

/// The letter below the line, if there is one.
pub(super) fn lowered(name: &str) -> Option<char> {
    LETTERS.iter().find(|(plain, _)| *plain == name).map(|(_, low)| *low)
}

/// Letters for indices, in the order in which they are taken.
pub(super) fn letters() -> impl Iterator<Item = &'static str> {
    LETTERS.iter().map(|(plain, _)| *plain)
}
