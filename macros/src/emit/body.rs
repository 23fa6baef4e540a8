//! The body of one derivative: its `let`s, and the values that it returns.
//!
//! A node gets a `let` if it has a name, if it is used more than once, or if the expression around it would
//! become too deep to read (and for rustc to parse); everything else stands where it is used.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::callee::{Callee, Order};
use super::expression::{Code, borrows_list, expression, handed, is_only_there, is_part, unlent};
use super::placement::{Branch, Place, Placement};
use super::schedule::{Let, Value, schedule};
use super::structure;
use crate::elementary::Kind;
use crate::hash::{HashMap, HashSet};
use crate::ir::{ByNode, Graph, Id, Node, NodeSet, Output, Part};

const DEEPEST: usize = 10;
const LARGEST: usize = 20;

pub(super) struct Body {
    /// The functions that are called for their derivatives.
    pub(super) callees: Vec<Callee>,
    pub(super) statements: TokenStream,
    pub(super) values: Vec<TokenStream>,
}

pub(super) struct Scope<'a> {
    pub(super) graph: &'a Graph,
    pub(super) parameters: &'a [Ident],
    /// How the user declares them.
    pub(super) types: &'a [&'a syn::Type],
    /// Which of them are functions, handed over by value.
    pub(super) functions: &'a [bool],
    /// The float type.
    pub(super) scalar: &'a TokenStream,
    /// Names that are not free for `let`s.
    pub(super) taken: &'a HashSet<String>,
    /// The path of the crate.
    pub(super) krate: &'a TokenStream,
    /// The arrays that outlive the body: what is returned, and where derivatives are added.
    pub(super) arrays: &'a [crate::region::ArrayId],
    /// Whether it is the body of a constant function.
    pub(super) constant: bool,
    /// Whether what is called may be nothing but what stands in for it, which does not say what it gives.
    pub(super) is_unsure: bool,
}

pub(super) struct Writer<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) uses: ByNode<usize>,
    /// What must have a name of its own, because the user's tokens mention it.
    pub(super) mentioned: NodeSet,
    /// What is read of each call.
    pub(super) parts: HashMap<Id, Vec<Part>>,
    pub(super) written: ByNode<Code>,
    pub(super) placement: Placement,
    pub(super) lets: Vec<Let>,
    pub(super) taken: HashSet<String>,
    pub(super) unnamed: usize,
    pub(super) callees: Vec<Callee>,
    /// What must stand where it is used.
    pub(super) inline: HashSet<Id>,
    /// What is computed outside of the loop that uses it.
    pub(super) hoisted: HashSet<Id>,
    /// What stands for an element of a list that a loop goes through, by the path that leads to it.
    pub(super) views: HashMap<(crate::region::ArrayId, Vec<Id>), TokenStream>,
}

/// Writes the code that computes the results.
pub(super) fn write(scope: &Scope, results: &[Id]) -> Body {
    if scope.graph.is_structured() {
        return structure::write(scope, results);
    }
    let order = scope.graph.reachable(results);
    let mut writer = Writer {
        scope,
        uses: ByNode::default(),
        mentioned: NodeSet::default(),
        parts: HashMap::default(),
        written: ByNode::default(),
        placement: Placement::of(scope.graph, &order, results, std::iter::empty()),
        lets: Vec::new(),
        taken: scope.taken.clone(),
        unnamed: 0,
        callees: Vec::new(),
        inline: HashSet::default(),
        hoisted: HashSet::default(),
        views: HashMap::default(),
    };
    writer.count(&order, results);
    for id in order {
        writer.write(id);
    }
    let used: Vec<Id> = results.iter().flat_map(|id| writer.written[*id].mentions.clone()).collect();
    let values = results.iter().map(|id| writer.written[*id].tokens.clone()).collect();
    let statements = schedule(scope.graph, &writer.placement, &writer.written, &writer.lets, &used);
    Body { callees: writer.callees, statements, values }
}

impl Writer<'_> {
    fn count(&mut self, order: &[Id], results: &[Id]) {
        for &id in order {
            for argument in self.scope.graph.arguments(id) {
                *self.uses.slot(argument).get_or_insert(0) += 1;
            }
            match self.scope.graph.node(id) {
                Node::Constant { mentions, .. } => {
                    for (_, id) in mentions {
                        self.mentioned.insert(*id, ());
                    }
                }
                Node::Part { call, part } => self.parts.entry(*call).or_default().push(*part),
                _ => {}
            }
        }
        for &result in results {
            *self.uses.slot(result).get_or_insert(0) += 1;
        }
    }

    pub(super) fn write(&mut self, id: Id) {
        let graph = self.scope.graph;
        if !self.placement.is_placed(id) {
            return;
        }
        if let Node::Parameter(position) = graph.node(id) {
            let position = *position;
            let code = match graph.kind(id) {
                Kind::Real => self.parameter(position),
                _ => Code::atom(self.scope.parameters[position].to_token_stream()),
            };
            self.written.insert(id, code);
            return;
        }
        if let Some(settled) = self.placement.settled(graph, id) {
            let code = self.written[graph.arguments(id)[settled]].clone();
            let code = if self.wants_let(id, &code) { self.bind(id, Value::Plain(code)) } else { code };
            self.written.insert(id, code);
            return;
        }
        let mut arguments: Vec<Code> =
            graph.arguments(id).iter().map(|argument| self.written[*argument].clone()).collect();
        if let Node::Select { then, otherwise, .. } = graph.node(id) {
            for (position, (side, other)) in [(then, otherwise), (otherwise, then)].into_iter().enumerate() {
                if graph.is_lent_beside(*side, *other) {
                    let code = &mut arguments[position + 1];
                    *code =
                        code.clone().with_tokens(unlent(self.scope.krate, self.scope.scalar, &code.tokens));
                }
            }
        }
        let code = match graph.node(id) {
            Node::Call { .. } => self.call(id, &arguments),
            // A call of which only the value is read stands for that value.
            Node::Part { call, part: Part::Value(Output::Only) } if self.reads_value_only(*call) => {
                arguments[0].clone()
            }
            Node::Part { call, part: Part::Value(Output::Inside) } if self.reads_value_only(*call) => {
                let (krate, call) = (self.scope.krate, &arguments[0].tokens);
                let tokens = quote!(#krate::support::present(#call));
                arguments[0].clone().with_tokens(tokens)
            }
            node => {
                let plain = expression(graph, self.scope.krate, self.scope.scalar, id, &arguments);
                match node {
                    Node::Element { place, .. } if !graph.is_field_of_derivative(place) => {
                        match self.viewed(place) {
                            Some(tokens) => plain.with_tokens(tokens),
                            None => plain,
                        }
                    }
                    _ => plain,
                }
            }
        };
        let code = if let Some(choice) = self.choice(id, &arguments) {
            self.bind(id, choice)
        } else if self.wants_let(id, &code) {
            self.bind(id, Value::Plain(code))
        } else {
            code
        };
        self.written.insert(id, code);
    }

    /// A parameter that is a number.
    pub(super) fn parameter(&self, position: usize) -> Code {
        let name = self.scope.parameters[position].to_token_stream();
        let is_behind = matches!(self.scope.types[position], syn::Type::Reference(_));
        if is_behind { Code::behind(&name) } else { Code::atom(name) }
    }

    /// A selection whose branches have `let`s of their own.
    fn choice(&self, id: Id, arguments: &[Code]) -> Option<Value> {
        let place = self.placement.place(id);
        let is_inner = |code: &Code| {
            code.mentions
                .iter()
                .any(|&mentioned| self.place_of(mentioned) != place && self.is_inside(mentioned, place))
        };
        let Node::Select { condition, .. } = self.scope.graph.node(id) else { return None };
        let [_, then, otherwise] = arguments else { return None };
        // A selection on several conditions at once reads what their blocks hand out.
        let [Branch { condition, holds }] =
            self.placement.conjuncts(self.scope.graph, Branch { condition: *condition, holds: true })[..]
        else {
            return None;
        };
        let (then, otherwise) = if holds { (then, otherwise) } else { (otherwise, then) };
        let (then, otherwise) = (then.clone(), otherwise.clone());
        let choice = Value::Choice { condition, then, otherwise };
        arguments[1..].iter().any(is_inner).then_some(choice)
    }

    fn is_inside(&self, id: Id, place: Place) -> bool {
        self.placement.step(place, self.place_of(id)).is_some()
    }

    /// The place of a node; what is read of a call is read where it is called, so that the call's tuple stays there.
    fn place_of(&self, id: Id) -> Place {
        match self.scope.graph.node(id) {
            Node::Part { call, .. } => self.placement.place(*call),
            _ => self.placement.place(id),
        }
    }

    /// A call computes as much as is read of it.
    fn call(&mut self, id: Id, arguments: &[Code]) -> Code {
        let plain = expression(self.scope.graph, self.scope.krate, self.scope.scalar, id, arguments);
        let parts = &self.parts[&id];
        let order = match () {
            () if parts.iter().any(|part| matches!(part, Part::SecondPartial(..) | Part::Bend(..))) => {
                Order::Second
            }
            () if parts.iter().any(|part| matches!(part, Part::Partial(..))) => Order::First,
            () if self.reads_value_only(id) => return plain,
            () => {
                let value = &plain.tokens;
                let tokens = quote!((#value,));
                return plain.with_tokens(tokens);
            }
        };
        let Node::Call { callee, returns, forms, .. } = self.scope.graph.node(id) else { return plain };
        let callee = Callee::new(self.scope.graph.tokens(*callee), order, arguments.len(), *returns);
        let arguments = arguments.iter().zip(forms);
        let arguments = arguments.map(|(argument, form)| handed(self.scope.krate, &argument.tokens, *form));
        let tokens = callee.call(&arguments.collect::<Vec<_>>());
        self.callees.push(callee);
        plain.with_tokens(tokens)
    }

    fn reads_value_only(&self, call: Id) -> bool {
        self.parts[&call].iter().all(|part| matches!(part, Part::Value(Output::Only | Output::Inside)))
    }

    fn wants_let(&self, id: Id, code: &Code) -> bool {
        let shared = self.uses.get(id).copied().unwrap_or(0) > 1;
        let graph = self.scope.graph;
        match graph.node(id) {
            Node::Parameter(_) | Node::Literal(_) | Node::Field(_) => false,
            Node::Call { .. } => !self.reads_value_only(id),
            Node::Part { call, .. } if !self.reads_value_only(*call) => {
                graph.name_of(id).is_some() || self.placement.place(*call) != Place::BODY
            }
            _ if self.inline.contains(&id) => false,
            // Tokens of the user's may be of any type, so that they cannot be handed out of a branch.
            Node::Constant { .. } if self.placement.place(id) != Place::BODY => false,
            // Part of what does not vary is of any type, and may not be one to be moved.
            Node::Constant { tokens, arrays, .. }
                if graph.kind(id) == Kind::Unknown
                    && arrays.iter().all(|&array| graph.array(array).constant)
                    && is_part(graph.tokens(*tokens)) =>
            {
                false
            }
            // What `&[…]` borrows from lives as long as the statement that it stands in.
            Node::Constant { tokens, .. } if borrows_list(graph.tokens(*tokens)) => false,
            // What is only there where a pattern fits is not asked for elsewhere.
            Node::Constant { tokens, .. } if is_only_there(graph.tokens(*tokens)) => false,
            _ if graph.number(id).is_some() => false,
            _ => {
                graph.name_of(id).is_some()
                    || self.mentioned.contains(id)
                    || code.depth > DEEPEST
                    || code.size > LARGEST
                    || ((shared || self.hoisted.contains(&id)) && code.depth > 0)
            }
        }
    }

    fn bind(&mut self, id: Id, value: Value) -> Code {
        let name = self.name(id);
        let place = self.place_of(id);
        let code = Code::name_of(id, name.to_token_stream());
        self.lets.push(Let { id, name, place, value });
        code
    }

    /// The name that the node has, one that was suggested for it, or the next number.
    ///
    /// Names that are not the user's are hygienic, and differ from the user's in their letters as well.
    pub(super) fn name(&mut self, id: Id) -> Ident {
        let graph = self.scope.graph;
        if let Some(name) = graph.name_of(id) {
            return name.user.clone().unwrap_or_else(|| Ident::new(&name.text, Span::mixed_site()));
        }
        if let Some(suggested) = graph.suggested_name(id)
            && self.taken.insert(suggested.to_owned())
        {
            return Ident::new(suggested, Span::mixed_site());
        }
        loop {
            self.unnamed += 1;
            let name = match graph.node(id) {
                Node::Call { .. } => format!("call{}", self.unnamed),
                _ => format!("t{}", self.unnamed),
            };
            if self.taken.insert(name.clone()) {
                return Ident::new(&name, Span::mixed_site());
            }
        }
    }
}
