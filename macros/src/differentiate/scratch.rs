//! Scratch memory that is declared outside of loops: where each iteration overwrites all of it before it reads any, it is declared within.
//!
//! What one iteration leaves there is then nothing that the way back would have to keep for the next one.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ExprRange, RangeLimits};

use crate::emit::length_of_zeros;
use crate::ir::{Graph, Id, Node};
use crate::lower::{Output, Program};
use crate::region::{Action, ArrayId, Header, Initial, Place, RegionId, StatementId};
use crate::syntax::tokens::{self, Token};

impl Program {
    /// Declares scratch vectors where they are used.
    pub(crate) fn bring_scratch_in(&mut self) {
        let is_returned = |array| {
            self.composite
                .iter()
                .flatten()
                .any(|output| matches!(output, Output::Array(returned) if *returned == array))
        };
        for id in self.graph.statements_within(RegionId::BODY) {
            let Action::Declare { array, initial: Initial::Value(zeros) } = self.graph.statement(id).action
            else {
                continue;
            };
            let region = self.graph.region_of_scratch(id, array, zeros).filter(|_| !is_returned(array));
            if let Some(region) = region {
                self.graph.bring_in(id, array, zeros, region);
            }
        }
    }
}

impl Graph {
    /// The innermost region with all uses of a vector of zeros, if that is within a loop, and each iteration overwrites the vector first.
    fn region_of_scratch(&self, declaration: StatementId, array: ArrayId, zeros: Id) -> Option<RegionId> {
        let Node::Constant { tokens, mentions, arrays, .. } = self.node(zeros) else { return None };
        let length = length_of_zeros(self.tokens(*tokens))?;
        let known = self.array(array);
        if !arrays.is_empty() || known.late || known.reference || known.parameter.is_some() || known.constant
        {
            return None;
        }
        let outer = self.structure.resolve(self.statement(declaration).region);
        let mut region = outer;
        let uses = loop {
            let touching: Vec<StatementId> = self
                .region(region)
                .statements
                .iter()
                .copied()
                .filter(|&id| id != declaration && self.touches(id, array, true))
                .collect();
            match touching.as_slice() {
                &[only] if matches!(self.statement(only).action, Action::Loop { .. }) => {
                    let Action::Loop { body, .. } = self.statement(only).action else { return None };
                    region = body;
                }
                _ => break touching,
            }
        };
        let fills = self.fills(*uses.first()?, array, &length, mentions);
        let is_scratch = region != outer && fills && self.is_read_within(array, region);
        is_scratch.then_some(region)
    }

    /// Whether a statement is a loop that stores to each element of a vector of this length, and does nothing else to it.
    fn fills(&self, id: StatementId, array: ArrayId, length: &TokenStream, names: &[(String, Id)]) -> bool {
        let Action::Loop { header, body, exit: None, .. } = &self.statement(id).action else { return false };
        let (range, index) = match header {
            Header::For { iterable, bindings, .. } if bindings.len() == 1 => (*iterable, bindings[0]),
            _ => return false,
        };
        let Node::Constant { mentions, arrays, .. } = self.node(range) else { return false };
        let Some(ExprRange { start: Some(start), limits: RangeLimits::HalfOpen(_), end: Some(end), .. }) =
            self.range(range)
        else {
            return false;
        };
        let (start, end) = (start.to_token_stream(), end.to_token_stream());
        // The names stand for the same values.
        let of = |list: &[(String, Id)], name: &str| {
            list.iter().find(|(known, _)| known == name).map(|(_, id)| *id)
        };
        let is_other = |level: &[Token], place: usize| match level[place] {
            Token::Word(name) => of(names, &name.to_string()) != of(mentions, &name.to_string()),
            _ => false,
        };
        let is_same = end.to_string() == length.to_string()
            && !tokens::any(&end, &mut |level, place| is_other(level, place));
        let touching: Vec<StatementId> = self
            .region(*body)
            .statements
            .iter()
            .copied()
            .filter(|&id| self.touches(id, array, true))
            .collect();
        let stores = match touching.as_slice() {
            &[store] => match &self.statement(store).action {
                Action::Store { place, .. } => {
                    *place == Place { array, path: vec![index], range: None, borrowed: place.borrowed }
                }
                _ => false,
            },
            _ => false,
        };
        arrays.is_empty() && start.to_string() == "0" && is_same && stores
    }

    /// Whether all nodes that read an array stand within a region.
    fn is_read_within(&self, array: ArrayId, region: RegionId) -> bool {
        self.readers(array).into_iter().all(|id| self.is_within(self.home(id), region))
    }

    fn bring_in(&mut self, declaration: StatementId, array: ArrayId, zeros: Id, region: RegionId) {
        let outer = self.structure.resolve(self.statement(declaration).region);
        self.region_mut(outer).statements.retain(|&id| id != declaration);
        let around = self.current();
        self.enter(region);
        let node = self.with_arguments(zeros, |argument| argument);
        let zeros = self.make(node);
        let id = self.make_statement(region, Action::Declare { array, initial: Initial::Value(zeros) }, &[]);
        self.enter(around);
        self.region_mut(region).statements.insert(0, id);
        self.array_mut(array).home = region;
    }
}
