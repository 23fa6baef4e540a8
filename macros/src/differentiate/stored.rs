//! What the way forth leaves behind anyway, so that it need not be kept on a tape: numbers that are stored in an array which stays as it is,
//! and how long something is.

use super::recall::Frame;
use super::reverse::Backward;
use crate::ir::{Graph, Id, Node, TokensId};
use crate::region::{Action, ArrayId, Header, Origin, Place, RegionId, RegionKind, StatementId};
use crate::syntax::tokens::{self, Token};

impl Backward<'_> {
    /// A number of the way forth: out of the array in which it was stored, or else off a tape.
    pub(super) fn stored_or_tape(&mut self, id: Id, frame: usize) -> Id {
        let Frame { forth, .. } = self.frames[frame];
        let stored = self.graph.region(forth).statements.iter().copied().find_map(|statement| {
            let Action::Store { place, value } = &self.graph.statement(statement).action else { return None };
            let stays = *value == id
                && self.is_in_scope(place.array)
                && self.graph.stays_as_stored(statement, place, forth);
            stays.then(|| place.clone())
        });
        match stored {
            Some(place) => self.load_again(id, &place, frame),
            None => self.tape(id, frame),
        }
    }

    /// Whether a statement asks no more than how large an array is that is as large on the way back.
    pub(super) fn is_size(&self, statement: StatementId) -> bool {
        let Action::Opaque { tokens, arrays, changes, .. } = &self.graph.statement(statement).action else {
            return false;
        };
        let ([array], []) = (arrays.as_slice(), changes.as_slice()) else { return false };
        self.graph.asks_size(*tokens, *array, &["nrows", "ncols", "len"])
            && self.is_in_scope(*array)
            && self.graph.is_always_as_large(*array)
    }

    pub(super) fn measure_again(&mut self, id: Id, statement: StatementId, frame: usize) -> Id {
        let action = self.graph.statement(statement).action.clone();
        let kind = self.graph.kind(id);
        self.inside(frame, |graph, _| {
            let again = graph.perform(action, &[(kind, false)]);
            graph.statement(again).results[0]
        })
    }
}

impl Graph {
    /// Whether nothing makes an array larger or smaller, be it by what does not vary.
    pub(super) fn is_always_as_large(&self, array: ArrayId) -> bool {
        let home = self.structure.resolve(self.array(array).home);
        let changes_opaquely = |id: &StatementId| match &self.statement(*id).action {
            Action::Opaque { changes, .. } => changes.contains(&array),
            _ => false,
        };
        !self.is_resized(array) && !self.statements_within(home).iter().any(changes_opaquely)
    }

    /// Whether what a statement stores is there until the end: each iteration of the loops around it stores to another element, and nothing
    /// else changes the array from there on.
    fn stays_as_stored(&self, store: StatementId, place: &Place, forth: RegionId) -> bool {
        let home = self.structure.resolve(self.array(place.array).home);
        let Some(position) = self.position_in(home, store) else { return false };
        let from_there = &self.region(home).statements[position..];
        let inner = from_there.iter().flat_map(|&id| self.statement(id).action.regions());
        let all = inner.flat_map(|region| self.statements_within(region)).chain(from_there.iter().copied());
        let mut others = all.filter(|&id| id != store);
        if others.any(|id| self.statement(id).action.changes().contains(&place.array)) {
            return false;
        }
        let mut region = forth;
        while region != home {
            if self.region(region).kind == RegionKind::Loop && !self.stores_to_another(place, region) {
                return false;
            }
            match self.region(region).parent {
                Some(parent) => region = parent,
                None => return false,
            }
        }
        true
    }

    /// Whether a place is another one in each iteration of a loop, as the loop's index leads there.
    fn stores_to_another(&self, place: &Place, region: RegionId) -> bool {
        let Some(around) = self.region(region).parent else { return false };
        let is_counted = self.region(around).statements.iter().any(|&id| match &self.statement(id).action {
            Action::Loop { header: Header::Count { .. }, body, exit, .. } => {
                *body == region && exit.is_none()
            }
            _ => false,
        });
        let is_index = |id: Id| matches!(self.node(id), Node::Fresh(Origin::Binding(of, _)) if *of == region);
        let leads = |&step: &Id| match self.node(step) {
            Node::Constant { tokens, mentions, .. } if self.is_several_indices(*tokens, mentions) => {
                mentions.iter().any(|(_, id)| is_index(*id))
            }
            _ => is_index(step),
        };
        is_counted && place.range.is_none() && place.path.iter().any(leads)
    }

    /// Whether tokens are several indices as one: `(i, j)` or `[i, j]`.
    fn is_several_indices(&self, tokens: TokensId, mentions: &[(String, Id)]) -> bool {
        let inner = tokens::outermost(self.tokens(tokens), |level| match level {
            [Token::List(list)] => Some(list.stream()),
            _ => None,
        });
        inner.is_some_and(|inner| {
            tokens::outermost(&inner, |level| {
                level.iter().all(|token| match token {
                    Token::Word(name) => mentions.iter().any(|(mention, _)| *name == mention),
                    Token::Sign(sign) => *sign == ',',
                    _ => false,
                })
            })
        })
    }
}
