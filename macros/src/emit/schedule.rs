//! The order of the `let`s, and the `if`s that they stand in.
//!
//! A `let` that belongs into a branch goes into a block, an `if` on that branch's condition. Blocks of one
//! condition are shared as far as the order of evaluation allows; what is needed behind a block is handed out of it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::expression::{Code, is_of_literals};
use super::placement::{Place, Placement};
use crate::elementary::Kind;
use crate::hash::{HashMap, HashSet};
use crate::ir::{ByNode, Graph, Id, Node};

/// rustc fails on about 3,000 `let`s in one function when it writes debug information; from this number on
/// they are declared in groups.
const MOST_LETS: usize = 1000;
const GROUP: usize = 64;

pub(super) struct Let {
    pub(super) id: Id,
    pub(super) name: Ident,
    pub(super) place: Place,
    pub(super) value: Value,
}

pub(super) enum Value {
    Plain(Code),
    /// The one or the other, with `let`s of their own.
    Choice {
        condition: Id,
        then: Code,
        otherwise: Code,
    },
}

/// Writes the `let`s; `used` are those that the results mention.
pub(super) fn schedule(
    graph: &Graph,
    placement: &Placement,
    written: &ByNode<Code>,
    lets: &[Let],
    used: &[Id],
) -> TokenStream {
    let mut schedule = Schedule { graph, placement, written, lets, users: HashMap::default() };
    for (user, binding) in lets.iter().enumerate() {
        for mentioned in schedule.needs(Place::BODY, binding) {
            schedule.users.entry(mentioned).or_default().push(Some(user));
        }
    }
    for &mentioned in used {
        schedule.users.entry(mentioned).or_default().push(None);
    }
    schedule.write(Place::BODY, &(0..lets.len()).collect::<Vec<_>>())
}

impl Let {
    fn mentions(&self) -> Vec<Id> {
        match &self.value {
            Value::Plain(code) => code.mentions.clone(),
            Value::Choice { then, otherwise, .. } => {
                [then, otherwise].into_iter().flat_map(|code| code.mentions.iter().copied()).collect()
            }
        }
    }
}

struct Schedule<'a> {
    graph: &'a Graph,
    placement: &'a Placement,
    /// How each node is written where it is used; conditions are looked up here.
    written: &'a ByNode<Code>,
    lets: &'a [Let],
    /// The `let`s that mention each one; nothing stands for the results.
    users: HashMap<Id, Vec<Option<usize>>>,
}

/// An `if`, with the positions of its `let`s.
#[derive(Default)]
struct Block {
    then: Vec<usize>,
    otherwise: Vec<usize>,
    choices: Vec<usize>,
}

/// Where a `let` stands among its neighbours.
#[derive(Clone, Copy)]
enum Position {
    /// Behind this many blocks.
    Between(usize),
    /// In the block of this number, in one of its branches.
    Branch(usize, bool),
    /// As a result of the block of this number.
    Choice(usize),
}

impl Schedule<'_> {
    /// The `let`s of one place and of all the places inside of it, given in the order of evaluation.
    fn write(&self, place: Place, members: &[usize]) -> TokenStream {
        let mut conditions: Vec<Id> = Vec::new();
        // The last block of each condition.
        let mut latest: HashMap<Id, usize> = HashMap::default();
        let mut blocks: Vec<Block> = Vec::new();
        let mut between: HashMap<usize, Vec<usize>> = HashMap::default();
        let mut positions: HashMap<Id, Position> = HashMap::default();
        for &member in members {
            let binding = &self.lets[member];
            let target = match (&binding.value, self.placement.step(place, binding.place)) {
                (_, Some((branch, _))) => Some((branch.condition, Some(branch.holds))),
                (Value::Choice { condition, .. }, None) => Some((*condition, None)),
                (Value::Plain(_), None) => None,
            };
            let Some((condition, side)) = target else {
                let behind = Self::behind(&binding.mentions(), &positions, None);
                between.entry(behind).or_default().push(member);
                positions.insert(binding.id, Position::Between(behind));
                continue;
            };
            let mut mentions = self.needs(place, binding);
            mentions.extend(self.written[condition].mentions.iter().copied());
            let last = latest.get(&condition).copied();
            let fitting =
                last.filter(|&last| Self::behind(&mentions, &positions, Some((last, side))) <= last);
            // The parts of a call stand beside it: they can be handed out of a block, and the call cannot.
            let fitting = self.block_of_call(binding.id, &positions, side).or(fitting);
            let block = fitting.unwrap_or_else(|| {
                conditions.push(condition);
                latest.insert(condition, blocks.len());
                blocks.push(Block::default());
                blocks.len() - 1
            });
            match side {
                Some(true) => blocks[block].then.push(member),
                Some(false) => blocks[block].otherwise.push(member),
                None => blocks[block].choices.push(member),
            }
            let position = side.map_or(Position::Choice(block), |side| Position::Branch(block, side));
            positions.insert(binding.id, position);
        }
        let few = members.len() <= MOST_LETS;
        let mut statements = TokenStream::new();
        for (number, (block, condition)) in blocks.iter().zip(&conditions).enumerate() {
            statements.extend(self.plain(between.get(&number), few));
            statements.extend(self.block(place, &self.written[*condition], block));
        }
        statements.extend(self.plain(between.get(&blocks.len()), few));
        statements
    }

    /// What a `let` mentions, and what the conditions mention that it stands behind from this place on.
    fn needs(&self, place: Place, binding: &Let) -> Vec<Id> {
        let mut conditions = self.placement.conditions_between(place, binding.place);
        if let Value::Choice { condition, .. } = &binding.value {
            conditions.push(*condition);
        }
        let mentioned_by = |condition: Id| self.written[condition].mentions.clone();
        binding.mentions().into_iter().chain(conditions.into_iter().flat_map(mentioned_by)).collect()
    }

    /// The block of the call that a node is a part of, if it stands in that branch of one.
    fn block_of_call(&self, id: Id, positions: &HashMap<Id, Position>, side: Option<bool>) -> Option<usize> {
        let Node::Part { call, .. } = self.graph.node(id) else { return None };
        match positions.get(call) {
            Some(&Position::Branch(block, of_call)) if Some(of_call) == side => Some(block),
            _ => None,
        }
    }

    /// How many blocks must come first, for all that is mentioned to be there.
    fn behind(
        mentions: &[Id],
        positions: &HashMap<Id, Position>,
        within: Option<(usize, Option<bool>)>,
    ) -> usize {
        let needed =
            mentions.iter().filter_map(|mentioned| positions.get(mentioned)).map(
                |position| match *position {
                    Position::Between(behind) => behind,
                    Position::Branch(block, side) => match within {
                        // The same branch, or the choice that comes out of it.
                        Some((own, own_side))
                            if own == block && own_side.is_none_or(|own_side| own_side == side) =>
                        {
                            0
                        }
                        _ => block + 1,
                    },
                    Position::Choice(block) => block + 1,
                },
            );
        needed.max().unwrap_or(0)
    }

    fn plain(&self, members: Option<&Vec<usize>>, few: bool) -> TokenStream {
        let bindings = members.into_iter().flatten().map(|&member| {
            let Let { id, name, value, .. } = &self.lets[member];
            let Value::Plain(Code { tokens, .. }) = value else {
                return (name, None, TokenStream::new());
            };
            (name, self.type_of_literals(*id), tokens.clone())
        });
        if few {
            let typed = bindings.map(|(name, kind, value)| {
                let kind = kind.map(|kind| quote!(: #kind));
                quote!(let #name #kind = #value;)
            });
            return typed.collect();
        }
        let bindings: Vec<_> = bindings.collect();
        let mut statements = TokenStream::new();
        for group in bindings.chunks(GROUP) {
            let names = group.iter().map(|(name, ..)| name);
            let kinds = group.iter().any(|(_, kind, _)| kind.is_some()).then(|| {
                let kinds = group.iter().map(|(_, kind, _)| kind.clone().unwrap_or_else(|| quote!(_)));
                quote!(: (#(#kinds,)*))
            });
            statements.extend(quote!(let (#(#names,)*) #kinds;));
            for (name, _, value) in group {
                statements.extend(quote!(#name = #value;));
            }
        }
        statements
    }

    /// The type of what is computed from literals alone, which would be known too late: a method is called on it.
    fn type_of_literals(&self, id: Id) -> Option<TokenStream> {
        let literals =
            self.graph.kind(id) == Kind::Real && !self.graph.generic && is_of_literals(self.graph, id);
        let float = format_ident!("{}", self.graph.float.suffix());
        literals.then(|| quote!(::core::primitive::#float))
    }

    fn block(&self, place: Place, test: &Code, block: &Block) -> TokenStream {
        let members: HashSet<usize> =
            [&block.then, &block.otherwise, &block.choices].into_iter().flatten().copied().collect();
        let leaves = |member: &&usize| {
            let users = self.users.get(&self.lets[**member].id).map_or(&[][..], Vec::as_slice);
            users.iter().any(|user| user.is_none_or(|user| !members.contains(&user)))
        };
        let from_then: Vec<usize> = block.then.iter().filter(leaves).copied().collect();
        let from_otherwise: Vec<usize> = block.otherwise.iter().filter(leaves).copied().collect();
        let mut names: Vec<&Ident> = Vec::new();
        let (mut then, mut otherwise): (Vec<TokenStream>, Vec<TokenStream>) = (Vec::new(), Vec::new());
        for &member in &block.choices {
            let Value::Choice { then: first, otherwise: second, .. } = &self.lets[member].value else {
                continue;
            };
            names.push(&self.lets[member].name);
            then.push(first.tokens.clone());
            otherwise.push(second.tokens.clone());
        }
        // What only one branch computes, and something behind the block reads under the same condition.
        for (&member, holds) in from_then
            .iter()
            .map(|member| (member, true))
            .chain(from_otherwise.iter().map(|member| (member, false)))
        {
            let name = &self.lets[member].name;
            let (computed, other) =
                if holds { (&mut then, &mut otherwise) } else { (&mut otherwise, &mut then) };
            names.push(name);
            computed.push(name.to_token_stream());
            other.push(self.unused(self.lets[member].id));
        }
        let inside = |members: &[usize]| {
            let first = members.first()?;
            let (_, inner) = self.placement.step(place, self.lets[*first].place)?;
            Some(self.write(inner, members))
        };
        let (in_then, in_otherwise) = (inside(&block.then), inside(&block.otherwise));
        let test = &test.tokens;
        match names.as_slice() {
            [name] => {
                quote!(let #name = if #test { #in_then #(#then)* } else { #in_otherwise #(#otherwise)* };)
            }
            _ => quote! {
                let (#(#names),*) = if #test { #in_then (#(#then),*) } else { #in_otherwise (#(#otherwise),*) };
            },
        }
    }

    /// A value that nobody reads, of the right type.
    fn unused(&self, id: Id) -> TokenStream {
        match self.graph.kind(id) {
            Kind::Real if !self.graph.generic && !self.graph.is_in_lanes(id) => quote!(0.0),
            Kind::Integer => quote!(0),
            Kind::Boolean => quote!(false),
            Kind::Real | Kind::Unknown => quote!(::core::default::Default::default()),
        }
    }
}
