//! The intermediate representation: a hash-consed graph of expressions.
//!
//! A node's arguments always come before it, so that the order of the identifiers is an order of evaluation,
//! and equal expressions are one node, so that sharing costs nothing. The user's value is built verbatim
//! (`Graph::make`); derivatives are built through the simplifying constructors in `simplify` and `choices`.

mod by_node;
mod node;

pub(crate) use by_node::{ByNode, NodeSet};
pub(crate) use node::{Float, Id, Literal, Node, Output, Part, TokensId};

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;

use crate::elementary::{Function, Kind, Notation};
use crate::hash::{HashMap, HashSet};
use crate::region::{ArrayId, Origin, RegionId, StatementId, Structure};
use crate::syntax::tokens::{self, Token};

/// What a node is called, in the emitted code and in the derivation.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    /// The user's own identifier, if the name is the user's; with a number behind it if it shadows another.
    pub(crate) user: Option<Ident>,
    /// That identifier as it stands in the source.
    pub(crate) written: Option<Ident>,
}

#[derive(Clone)]
pub(crate) struct Graph {
    nodes: Vec<Node>,
    active: Vec<bool>,
    kinds: Vec<Kind>,
    /// Which nodes are literals, or operations on nothing but literals.
    of_literals: Vec<bool>,
    homes: Vec<RegionId>,
    pub(crate) structure: Structure,
    interned: HashMap<Node, Id>,
    tokens: Vec<TokenStream>,
    interned_tokens: HashMap<String, TokensId>,
    names: ByNode<Name>,
    /// Names for derivatives, should they need one.
    suggested: ByNode<String>,
    /// Nodes that are used more than once, and therefore are not taken apart to simplify what uses them.
    sealed: NodeSet,
    /// How on paper what is computed in a form with more digits is written.
    on_paper: ByNode<Id>,
    /// Numbers of which only rustc knows whether they stand behind a reference.
    lent: HashSet<Id>,
    /// Of which kind the types say that tokens are.
    told: HashMap<Id, Kind>,
    /// The kind of each parameter, and whether it is differentiated.
    parameters: Vec<(Kind, bool)>,
    pub(crate) float: Float,
    /// Whether the float type is a type parameter, so that numbers of the source have to be made into it.
    pub(crate) generic: bool,
    /// Whether it is of a constant function, which calls nothing else.
    pub(crate) is_constant: bool,
    /// Whether what goes back will be differentiated once more.
    pub(crate) twice: bool,
    /// Whether zeros at kinks are to be told from others: on the way back, where `twice`.
    pub(crate) keeps_noughts: bool,
    /// Truth values that say whether a cotangent is there at all: see `differentiate/present.rs`.
    pub(crate) presences: HashSet<Id>,
    /// Whether the functions with kinks change along directions, too: `differentiate/noughts.rs`.
    pub(crate) directional: bool,
    /// The nodes that are the changes along several directions, where forward mode goes along these at once.
    pub(crate) lanes: Option<HashSet<Id>>,
    /// The sums of slopes that loops carry: in which order they are added up is ours to say.
    pub(crate) free_sums: HashSet<Id>,
    /// By how much a cotangent that a loop carries back changes with a value of the way forth: by both.
    pub(crate) carried_rates: BTreeMap<(Id, Id), Id>,
    /// A cotangent that changes as this output does: of what tells callers about kinks.
    pub(crate) followed: Option<(Id, Id)>,
    /// How many operations were gone through for such rates.
    pub(crate) operations_of_rates: usize,
}

impl Graph {
    pub(crate) fn new(parameters: Vec<(Kind, bool)>, float: Float) -> Self {
        Graph {
            nodes: Vec::new(),
            active: Vec::new(),
            kinds: Vec::new(),
            of_literals: Vec::new(),
            homes: Vec::new(),
            structure: Structure::default(),
            interned: HashMap::default(),
            tokens: Vec::new(),
            interned_tokens: HashMap::default(),
            names: ByNode::default(),
            suggested: ByNode::default(),
            sealed: NodeSet::default(),
            on_paper: ByNode::default(),
            lent: HashSet::default(),
            told: HashMap::default(),
            parameters,
            float,
            generic: false,
            is_constant: false,
            twice: false,
            keeps_noughts: false,
            presences: HashSet::default(),
            directional: false,
            lanes: None,
            free_sums: HashSet::default(),
            carried_rates: BTreeMap::new(),
            followed: None,
            operations_of_rates: 0,
        }
    }

    /// The node, made if there is no equal one; never rewritten.
    pub(crate) fn make(&mut self, node: Node) -> Id {
        if let Some(&id) = self.interned.get(&node) {
            return id;
        }
        let active = match &node {
            Node::Parameter(position) => self.parameters[*position].1,
            Node::Literal(_) | Node::Constant { .. } | Node::Field(_) => false,
            Node::Apply(function, arguments) => {
                function.result == Kind::Real && arguments.iter().any(|&argument| self.is_active(argument))
            }
            Node::Select { then, otherwise, .. } => self.is_active(*then) || self.is_active(*otherwise),
            Node::Call { arguments, .. } => arguments.iter().any(|&argument| self.is_active(argument)),
            Node::Part { call, .. } => self.is_active(*call),
            Node::Element { place, .. } => self.element_at(place).1,
            Node::Nought { argument, .. } => self.is_active(*argument),
            Node::Fresh(_) => unreachable!("what is no expression says itself whether it varies"),
        };
        let kind = self.kind_of(&node);
        let home = self.home_of(&node);
        if let Node::Constant { region, .. } | Node::Call { region, .. } | Node::Element { region, .. } = node
            && region != RegionId::BODY
        {
            self.region_mut(region).fragile = true;
        }
        self.insert(node, kind, active, home)
    }

    /// A node about which everything is known.
    pub(crate) fn insert(&mut self, node: Node, kind: Kind, active: bool, home: RegionId) -> Id {
        let id = Id(u32::try_from(self.nodes.len()).expect("a function has fewer than 2³² operations"));
        if self.is_along_directions(&node) {
            self.goes_along_directions(id);
        }
        self.nodes.push(node.clone());
        self.active.push(active);
        self.kinds.push(kind);
        self.of_literals.push(match &node {
            Node::Literal(_) => true,
            Node::Apply(function, arguments) => {
                function.notation != Notation::Cast
                    && arguments.iter().all(|argument| self.of_literals[argument.index()])
            }
            _ => false,
        });
        self.homes.push(home);
        self.interned.insert(node, id);
        id
    }

    /// Notes of which kind something is that its tokens alone do not tell.
    pub(crate) fn tell_kind(&mut self, id: Id, kind: Kind) {
        self.told.insert(id, kind);
    }

    /// The kind of a node, also where only the types tell.
    pub(crate) fn kind_or_told(&self, id: Id) -> Kind {
        match self.kind(id) {
            Kind::Unknown => self.told.get(&id).copied().unwrap_or(Kind::Unknown),
            known => known,
        }
    }

    /// Notes that a number may stand behind a reference.
    pub(crate) fn may_be_lent(&mut self, id: Id) {
        self.lent.insert(id);
    }

    /// Whether a number may stand behind a reference, and is wanted without it beside another one.
    pub(crate) fn is_lent_beside(&self, id: Id, other: Id) -> bool {
        self.lent.contains(&id) && !self.lent.contains(&other) && self.kind(other) == Kind::Real
    }

    /// Whether a number may stand behind a reference.
    pub(crate) fn is_lent(&self, id: Id) -> bool {
        self.lent.contains(&id)
    }

    /// Makes a node the only result of a statement, instead of what it is computed from.
    pub(crate) fn make_result(&mut self, id: Id, statement: StatementId) {
        let result = Node::Fresh(Origin::Result(statement, 0));
        let computed = std::mem::replace(&mut self.nodes[id.index()], result.clone());
        self.interned.remove(&computed);
        self.interned.insert(result, id);
        self.homes[id.index()] = self.statement(statement).region;
        self.statement_mut(statement).results = vec![id];
    }

    /// Whether any node reads an array; what statements read is up to them.
    pub(crate) fn is_read_by_nodes(&self, array: ArrayId) -> bool {
        self.nodes.iter().any(|node| match node {
            Node::Element { place, .. } => place.array == array,
            Node::Constant { arrays, .. } => arrays.contains(&array),
            _ => false,
        })
    }

    /// The nodes that read an array.
    pub(crate) fn readers(&self, array: ArrayId) -> Vec<Id> {
        let reads = |node: &Node| match node {
            Node::Element { place, .. } => place.array == array,
            Node::Constant { arrays, .. } => arrays.contains(&array),
            _ => false,
        };
        (0..).zip(&self.nodes).filter(|(_, node)| reads(node)).map(|(position, _)| Id(position)).collect()
    }

    /// Whether the user's tokens name an array, unless they only ask for its length.
    pub(crate) fn is_named_by_constants(&self, array: ArrayId) -> bool {
        self.nodes.iter().any(|node| match node {
            Node::Constant { arrays, tokens, .. } if arrays.contains(&array) => {
                !self.asks_size(*tokens, array, &["len"])
            }
            _ => false,
        })
    }

    /// Whether tokens ask no more of an array than by one of these methods without arguments.
    pub(crate) fn asks_size(&self, tokens: TokensId, array: ArrayId, methods: &[&str]) -> bool {
        let name = &self.array(array).name;
        tokens::outermost(self.tokens(tokens), |level| match level {
            [Token::Word(asked), Token::Sign('.'), Token::Word(method), Token::List(arguments)] => {
                *asked == name
                    && methods.iter().any(|known| *method == known)
                    && arguments.stream().is_empty()
            }
            _ => false,
        })
    }

    /// The node, if it is there already.
    pub(crate) fn existing(&self, node: &Node) -> Option<Id> {
        self.interned.get(node).copied()
    }

    pub(crate) fn node(&self, id: Id) -> &Node {
        &self.nodes[id.index()]
    }

    /// Whether the value of the node depends on a differentiated parameter.
    pub(crate) fn is_active(&self, id: Id) -> bool {
        self.active[id.index()]
    }

    /// The nodes that this one is computed from.
    pub(crate) fn arguments(&self, id: Id) -> Vec<Id> {
        self.arguments_of(self.node(id))
    }

    #[allow(clippy::unused_self, reason = "it reads as a property of the graph")]
    fn arguments_of(&self, node: &Node) -> Vec<Id> {
        match node {
            Node::Parameter(_) | Node::Literal(_) | Node::Field(_) | Node::Nought { .. } => Vec::new(),
            Node::Constant { mentions, .. } => mentions.iter().map(|(_, id)| *id).collect(),
            Node::Apply(_, arguments) | Node::Call { arguments, .. } => arguments.clone(),
            Node::Select { condition, then, otherwise } => vec![*condition, *then, *otherwise],
            Node::Part { call, .. } => vec![*call],
            Node::Element { place, .. } => place.ids(),
            Node::Fresh(_) => Vec::new(),
        }
    }

    fn home_of(&self, node: &Node) -> RegionId {
        let (own, arrays): (RegionId, &[ArrayId]) = match node {
            Node::Constant { region, arrays, .. } => (*region, arrays),
            Node::Call { region, .. } => (*region, &[]),
            Node::Element { region, place } => (*region, std::slice::from_ref(&place.array)),
            _ => (RegionId::BODY, &[]),
        };
        let arguments = self.arguments_of(node);
        let homes = arguments.iter().map(|argument| self.homes[argument.index()]);
        homes
            .chain(arrays.iter().map(|&array| self.array(array).home))
            .fold(own, |a, b| self.structure.inner(a, b))
    }

    /// Where a node is computed at the earliest, in a region that may have been dissolved since.
    pub(crate) fn unresolved_home(&self, id: Id) -> RegionId {
        self.homes[id.index()]
    }

    /// The node with other arguments.
    pub(crate) fn with_arguments(&self, id: Id, replace: impl Fn(Id) -> Id) -> Node {
        let all = |ids: &[Id]| ids.iter().map(|&id| replace(id)).collect();
        match self.node(id).clone() {
            node @ (Node::Parameter(_)
            | Node::Literal(_)
            | Node::Field(_)
            | Node::Nought { .. }
            | Node::Fresh(_)) => node,
            Node::Constant { tokens, mentions, arrays, occurrence, .. } => {
                let mentions = mentions.into_iter().map(|(name, id)| (name, replace(id))).collect();
                Node::Constant { tokens, mentions, arrays, occurrence, region: self.current() }
            }
            Node::Apply(function, arguments) => Node::Apply(function, all(&arguments)),
            Node::Select { condition, then, otherwise } => Node::Select {
                condition: replace(condition),
                then: replace(then),
                otherwise: replace(otherwise),
            },
            Node::Call { callee, arguments, forms, returns, .. } => {
                Node::Call { callee, arguments: all(&arguments), forms, returns, region: self.current() }
            }
            Node::Part { call, part } => Node::Part { call: replace(call), part },
            Node::Element { place, .. } => {
                Node::Element { place: place.map(replace), region: self.current() }
            }
        }
    }

    /// Every node that the roots are computed from, themselves included, in order of evaluation.
    pub(crate) fn reachable(&self, roots: &[Id]) -> Vec<Id> {
        let mut seen = vec![false; self.nodes.len()];
        let mut pending = roots.to_vec();
        while let Some(id) = pending.pop() {
            if !std::mem::replace(&mut seen[id.index()], true) {
                pending.extend(self.arguments(id));
            }
        }
        (0..).zip(seen).filter(|(_, seen)| *seen).map(|(position, _)| Id(position)).collect()
    }

    /// Every node.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = Id> {
        (0..).take(self.nodes.len()).map(Id)
    }

    pub(crate) fn kind(&self, id: Id) -> Kind {
        self.kinds[id.index()]
    }

    fn kind_of(&self, node: &Node) -> Kind {
        match node {
            Node::Parameter(position) => self.parameters[*position].0,
            Node::Literal(literal) => literal.kind,
            Node::Constant { .. } | Node::Field(_) => Kind::Unknown,
            Node::Apply(Function::CAST | Function::WHERE_ALONG, _)
            | Node::Call { .. }
            | Node::Part { .. }
            | Node::Nought { .. } => Kind::Real,
            Node::Apply(function, arguments) if function.result == Kind::Real => {
                // The exponent of `powi` is an integer whatever the rest is.
                let varying = || arguments.iter().zip(function.slopes).filter(|(_, slope)| !slope.is_empty());
                let among = |kind| varying().any(|(&argument, _)| self.kind(argument) == kind);
                [Kind::Real, Kind::Integer].into_iter().find(|&kind| among(kind)).unwrap_or(Kind::Unknown)
            }
            Node::Apply(function, _) => function.result,
            Node::Select { then, otherwise, .. } => match self.kind(*then) {
                Kind::Unknown => self.kind(*otherwise),
                known => known,
            },
            Node::Element { place, .. } => self.element_at(place).0,
            Node::Fresh(_) => Kind::Unknown,
        }
    }

    pub(crate) fn literal(&mut self, text: &str, kind: Kind) -> Id {
        self.make(Node::Literal(Literal { text: text.to_owned(), kind }))
    }

    pub(crate) fn constant(
        &mut self,
        tokens: TokenStream,
        mentions: Vec<(String, Id)>,
        arrays: Vec<ArrayId>,
        calls: bool,
    ) -> Id {
        // One word cannot fail.
        let is_word =
            tokens::outermost(&tokens, |level| level.len() == 1 && !matches!(level[0], Token::List(_)));
        let region = if is_word { RegionId::BODY } else { self.current() };
        let tokens = self.keep(tokens);
        let occurrence = if calls { self.nodes.len() + 1 } else { 0 };
        self.make(Node::Constant { tokens, mentions, arrays, occurrence, region })
    }

    /// A name of ours as a node.
    pub(crate) fn word(&mut self, name: &Ident) -> Id {
        self.constant(name.to_token_stream(), Vec::new(), Vec::new(), false)
    }

    /// The same, as something that varies.
    pub(crate) fn variable_word(&mut self, name: &Ident) -> Id {
        let tokens = self.keep(name.to_token_stream());
        let node = Node::Constant {
            tokens,
            mentions: Vec::new(),
            arrays: Vec::new(),
            occurrence: usize::MAX,
            region: RegionId::BODY,
        };
        match self.existing(&node) {
            Some(known) => known,
            None => self.insert(node, Kind::Real, true, RegionId::BODY),
        }
    }

    /// Keeps tokens, equal ones once.
    pub(crate) fn keep(&mut self, tokens: TokenStream) -> TokensId {
        let next =
            TokensId(u32::try_from(self.tokens.len()).expect("a function has fewer than 2³² constants"));
        *self.interned_tokens.entry(tokens.to_string()).or_insert_with(|| {
            self.tokens.push(tokens);
            next
        })
    }

    pub(crate) fn tokens(&self, id: TokensId) -> &TokenStream {
        &self.tokens[id.0 as usize]
    }

    /// Names a node, unless it has a name already.
    pub(crate) fn name(&mut self, id: Id, name: Name) {
        self.names.slot(id).get_or_insert(name);
    }

    /// Whether there are nothing but literals in what a node is computed from.
    pub(crate) fn is_of_literals(&self, id: Id) -> bool {
        self.of_literals[id.index()]
    }

    pub(crate) fn name_of(&self, id: Id) -> Option<&Name> {
        self.names.get(id)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = (Id, &Name)> {
        self.names.iter()
    }

    /// Suggests a name for a derivative, made from the name of the node that it belongs to.
    pub(crate) fn suggest_name(&mut self, derivative: Id, of: Id, name: impl Fn(&str) -> String) {
        if let Some(given) = self.names.get(of) {
            self.suggested.slot(derivative).get_or_insert_with(|| name(&given.text));
        }
    }

    pub(crate) fn suggested_as(&mut self, id: Id, name: &str) {
        self.suggested.slot(id).get_or_insert_with(|| name.to_owned());
    }

    pub(crate) fn suggested_name(&self, id: Id) -> Option<&str> {
        self.suggested.get(id).map(String::as_str)
    }

    pub(crate) fn seal(&mut self, id: Id) {
        self.sealed.insert(id, ());
    }

    /// Whether simplification must leave the node whole: it has a name, or it is shared.
    pub(crate) fn is_whole(&self, id: Id) -> bool {
        self.names.contains(id) || self.sealed.contains(id)
    }

    /// What is computed in a form with more digits is written on paper in the form that everybody knows.
    pub(crate) fn write_as(&mut self, computed: Id, written: Id) {
        // What masks both forms stands before them.
        let inner = |id| self.masked(id).map_or(id, |(_, inner)| inner);
        let (computed, written) = (inner(computed), inner(written));
        self.on_paper.insert(computed, written);
    }

    /// The form on paper, where that is another one.
    pub(crate) fn on_paper(&self, id: Id) -> Option<Id> {
        self.on_paper.get(id).copied()
    }

    /// Gives a node's names to the node that takes its place.
    pub(crate) fn rename(&mut self, id: Id, new: Id) {
        if new == id {
            return;
        }
        if let Some(name) = self.names.get(id).cloned() {
            self.name(new, name);
        }
        if let Some(suggested) = self.suggested.get(id).cloned() {
            self.suggested.slot(new).get_or_insert(suggested);
        }
    }
}
