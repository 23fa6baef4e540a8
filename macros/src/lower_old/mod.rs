//! Lowering: from the syntax of the user's function to the graph.
//!
//! What depends on a differentiated parameter must be in the language, or an error says so. What does not is a
//! constant, and passes through as the user's own tokens.

mod array;
mod array_call;
mod branch;
mod call;
mod closure;
mod constant;
mod derivative;
mod expected;
mod expression;
mod handed_on;
mod iterator;
mod pattern;
mod repeat;
mod statement;
mod suggest;
mod unsupported;
mod value;

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ItemFn;
use syn::ext::IdentExt;

use crate::elementary::Kind;
use crate::errors::Errors;
use crate::ir::{Graph, Id, Name, Node};
use crate::nesting::Nested;
use crate::options::Options;
use crate::region::Initial;
use crate::signature::Signature;
use handed_on::HandedOn;
use value::Value;

pub(crate) use constant::identifier;

/// A function in the form that the passes behind this one work on.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) graph: Graph,
    pub(crate) outputs: Vec<Id>,
    /// What is returned, where there are arrays in it.
    pub(crate) composite: Option<Vec<Output>>,
    /// The partial derivatives of an opaque function, one for each differentiated parameter.
    pub(crate) given: Option<Vec<Id>>,
    /// `const`, `use` and `fn` items of the body, which stand before the code of every derivative.
    pub(crate) items: Vec<TokenStream>,
    /// Names that the emitted code must not take.
    pub(crate) taken: HashSet<String>,
}

/// One of the values that a function returns.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    Number(Id),
    Array(crate::region::ArrayId),
}

/// Lowers the whole function; the errors say what could not be.
pub(crate) fn lower(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<Program> {
    let before = errors.count();
    let mut lowering = Lowering::new(function, nested, options, signature, errors);
    let (outputs, given) = match &options.derivative {
        Some((keyword, partials)) => {
            let given = lowering.given_partials(keyword, partials);
            (vec![lowering.own_value(&function.sig.ident)], given)
        }
        None => (lowering.body(&function.block).unwrap_or_default(), None),
    };
    let Lowering { graph, items, taken, errors, composite, .. } = lowering;
    (errors.count() == before).then_some(Program { graph, outputs, composite, given, items, taken })
}

/// What a name stands for.
#[derive(Clone)]
enum Meaning {
    /// A number, or another value that the chain rule does not look into.
    Known(Id),
    /// An array, a tuple, a closure.
    Composite(Value),
    /// A variable whose value an error hides.
    Hidden,
    /// No local variable.
    Unknown,
}

struct Lowering<'a> {
    graph: Graph,
    nested: &'a Nested,
    signature: &'a Signature,
    second_order: bool,
    /// The names in scope, innermost last; without a node if an error keeps us from knowing it.
    scopes: Vec<HashMap<String, Option<Value>>>,
    /// The assignments of the branches that are being lowered.
    changes: Vec<branch::Change>,
    /// The condition on which the statement being lowered runs, within branches.
    path: Option<Id>,
    /// What was returned early, and on which condition.
    early: Vec<(Option<Id>, Vec<Id>)>,
    /// Where the branch or the loop begins that is being lowered.
    keyword: Span,
    /// The loops around the statement being lowered, with their labels.
    loops: Vec<Option<String>>,
    /// The branch whose results are being joined, if it is a statement.
    joining: Option<crate::region::StatementId>,
    /// What is returned, where there are arrays in it.
    composite: Option<Vec<Output>>,
    /// The path of the crate.
    krate: TokenStream,
    /// Whether a loop could be left by what is unrolled.
    leaves_loops: bool,
    /// The rank that the array being computed is expected to have.
    expected: Option<usize>,
    /// The length of the array that is expected, as the user writes it.
    expected_length: Option<TokenStream>,
    /// What the array being computed would be called.
    hint: Option<Ident>,
    /// The array that was made last.
    temporary: Option<crate::region::ArrayId>,
    /// How many indices stand behind each name, at most, or how else it is used as an array.
    ranks: HashMap<String, usize>,
    handed_on: HandedOn,
    /// The vectors that become longer or shorter, or may.
    resized: HashSet<String>,
    /// The arrays of which elements are given new values.
    changed: HashSet<String>,
    /// How many closures are being called within each other.
    depth: usize,
    /// Whether the next branch is a statement in any case.
    as_statement: bool,
    /// Whether the code behind is out of reach, because all has been returned.
    left: bool,
    /// The variables that were declared with `mut`.
    mutable: HashSet<String>,
    items: Vec<TokenStream>,
    taken: HashSet<String>,
    /// How many nodes go by the name of each local variable.
    given_names: HashMap<String, usize>,
    errors: &'a mut Errors,
}

impl<'a> Lowering<'a> {
    fn new(
        function: &ItemFn,
        nested: &'a Nested,
        options: &Options,
        signature: &'a Signature,
        errors: &'a mut Errors,
    ) -> Self {
        let kinds = signature.parameters.iter().map(|parameter| (parameter.kind, parameter.differentiated));
        let mut taken = HashSet::new();
        identifiers(nested.restore(function.to_token_stream()), &mut taken);
        let mut lowering = Lowering {
            graph: Graph::new(kinds.collect(), signature.float),
            nested,
            signature,
            second_order: options.second_order,
            scopes: vec![HashMap::new()],
            changes: Vec::new(),
            path: None,
            early: Vec::new(),
            keyword: Span::call_site(),
            loops: Vec::new(),
            joining: None,
            composite: None,
            krate: crate::options::crate_path(options),
            leaves_loops: false,
            expected: None,
            expected_length: None,
            hint: None,
            temporary: None,
            ranks: HashMap::new(),
            handed_on: HandedOn::default(),
            resized: HashSet::new(),
            changed: HashSet::new(),
            depth: 0,
            as_statement: false,
            left: false,
            mutable: HashSet::new(),
            items: Vec::new(),
            taken,
            given_names: HashMap::new(),
            errors,
        };
        let body = nested.restore(function.block.to_token_stream());
        lowering.graph.generic = signature.number.is_some();
        lowering.handed_on = HandedOn::of(body.clone());
        uses_as_array(body.clone(), &mut lowering.ranks, &mut lowering.resized, &mut lowering.changed);
        let is_parameter = |name: &String| {
            signature.parameters.iter().any(|parameter| parameter.name.unraw() == name.as_str())
        };
        lowering.graph.structure.flat = signature.is_flat()
            && lowering.ranks.keys().all(is_parameter)
            && !lowering.handed_on.borrows_calls
            && is_flat(body);
        lowering.note_what_is_returned(&function.block);
        lowering.leaves_loops = lowering.taken.contains("break") || lowering.taken.contains("continue");
        for (position, parameter) in signature.parameters.iter().enumerate() {
            if parameter.rank > 0 && parameter.differentiated {
                lowering.bind_parameter(position, parameter);
                continue;
            }
            let id = lowering.graph.make(Node::Parameter(position));
            if parameter.rank > 0 && parameter.mutable && !lowering.graph.structure.flat {
                // Though its first elements are constants, what is stored later may vary.
                let initial = Initial::Value(id);
                let place = lowering.new_memory(&parameter.name, parameter.rank, Kind::Real, initial, false);
                lowering.bind_value(&parameter.name, Value::Array(place));
                continue;
            }
            lowering.bind(&parameter.name, id);
        }
        lowering
    }

    /// Puts a local variable into the innermost scope.
    fn bind(&mut self, name: &Ident, id: Id) {
        self.christen(name, id);
        self.bind_value(name, Value::Number(id));
    }

    /// The same for any value, which is not given the name.
    fn bind_value(&mut self, name: &Ident, value: Value) {
        self.scopes
            .last_mut()
            .expect("there is always a scope")
            .insert(name.unraw().to_string(), Some(value));
    }

    /// Names a node after the user's variable, unless it is called something already.
    fn christen(&mut self, name: &Ident, id: Id) {
        // A number is clearer as itself than by its name.
        if self.graph.number(id).is_none() && self.graph.name_of(id).is_none() {
            let text = name.unraw().to_string();
            let unique = self.unique(&text);
            let user = if unique == text { name.clone() } else { Ident::new(&unique, name.span()) };
            self.graph.name(id, Name { text: unique, user: Some(user), written: Some(name.clone()) });
        }
    }

    /// Names a node after a variable of the user's that it is a new value of.
    fn christen_text(&mut self, name: &str, id: Id) {
        self.christen(&constant::identifier(name), id);
    }

    /// The name itself the first time, then the name with a number: shadowing needs names of its own, because
    /// the emitted code has one scope.
    fn unique(&mut self, name: &str) -> String {
        let number = self.given_names.entry(name.to_owned()).or_insert(0);
        *number += 1;
        if *number == 1 {
            return name.to_owned();
        }
        loop {
            let candidate = format!("{name}_{number}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            *number += 1;
        }
    }

    /// What is returned by its name has the rank that the signature says.
    fn note_what_is_returned(&mut self, block: &syn::Block) {
        let Some(syn::Stmt::Expr(last, None)) = block.stmts.last() else { return };
        let values: Vec<&syn::Expr> = match last {
            syn::Expr::Tuple(tuple) if self.signature.tuple => tuple.elems.iter().collect(),
            single => vec![single],
        };
        for (value, declared) in values.into_iter().zip(&self.signature.returned) {
            let rank = crate::signature::rank_of(&self.signature.known(declared)).unwrap_or(0);
            if let syn::Expr::Path(path) = value
                && let Some(name) = path.path.get_ident()
                && rank > 0
            {
                self.ranks.insert(name.unraw().to_string(), rank);
            }
        }
    }

    /// The name of an array in the emitted code.
    fn unique_array(&mut self, name: &Ident) -> Ident {
        let text = name.unraw().to_string();
        let unique = self.unique(&text);
        if unique == text {
            return name.clone();
        }
        if self.resized.contains(&text) {
            self.resized.insert(unique.clone());
        }
        Ident::new(&unique, name.span())
    }

    /// What a name stands for.
    fn lookup(&self, name: &Ident) -> Meaning {
        let name = name.unraw().to_string();
        match self.scopes.iter().rev().find_map(|scope| scope.get(&name)) {
            Some(Some(Value::Number(id) | Value::Borrowed(id))) => Meaning::Known(*id),
            Some(Some(value)) => Meaning::Composite(value.clone()),
            Some(None) => Meaning::Hidden,
            None => Meaning::Unknown,
        }
    }
}

/// Every identifier among the tokens.
fn identifiers(tokens: TokenStream, found: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                found.insert(name.unraw().to_string());
            }
            TokenTree::Group(group) => identifiers(group.stream(), found),
            _ => {}
        }
    }
}

/// Whether tokens are expressions, blocks and branches alone: no loop, array, closure or macro.
fn is_flat(tokens: TokenStream) -> bool {
    let mut last = None;
    for token in tokens {
        match &token {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                if ["for", "while", "loop", "vec", "Vec", "from_fn"].contains(&name.as_str())
                    || derivative::is_name_of_statement(&name)
                    || name.contains("assert")
                {
                    return false;
                }
            }
            TokenTree::Group(group) => {
                // A pattern or a list is taken apart where it stands; an index is not.
                let indexes = group.delimiter() == proc_macro2::Delimiter::Bracket
                    && matches!(last, Some(TokenTree::Ident(_) | TokenTree::Group(_)));
                let calls = group.delimiter() == proc_macro2::Delimiter::Parenthesis
                    && matches!(last, Some(TokenTree::Ident(_)));
                // `[x; 3]`, which a loop fills.
                let repeats = group.delimiter() == proc_macro2::Delimiter::Bracket
                    && group.stream().into_iter().any(|token| is_semicolon(&token));
                if indexes || repeats || calls && has_list(group.stream()) || !is_flat(group.stream()) {
                    return false;
                }
            }
            TokenTree::Punct(sign) if sign.as_char() == '|' => {
                // `||` in a condition is no closure, and a pattern has its own.
                let joint = sign.spacing() == proc_macro2::Spacing::Joint;
                let after = matches!(&last, Some(TokenTree::Punct(before)) if before.as_char() == '|');
                let begins = last.is_none()
                    || matches!(&last, Some(TokenTree::Punct(before)) if ['=', ',', '('].contains(&before.as_char()));
                if begins && !joint && !after {
                    return false;
                }
            }
            _ => {}
        }
        last = Some(token);
    }
    true
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(sign) if sign.as_char() == ';')
}

/// Whether a list is among the arguments of a call.
fn has_list(arguments: TokenStream) -> bool {
    arguments.into_iter().any(|token| {
        matches!(token, TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Bracket)
    })
}

/// Methods that give the elements of an array new values.
const CHANGES: [&str; 4] = ["swap", "fill", "iter_mut", "copy_from_slice"];

/// Whether an assignment follows, and no comparison.
fn is_assigned(behind: &[TokenTree]) -> bool {
    let sign = |position: usize| match behind.get(position) {
        Some(TokenTree::Punct(sign)) => Some(sign.as_char()),
        _ => None,
    };
    match (sign(0), sign(1)) {
        (Some('='), next) => next != Some('='),
        (Some('+' | '-' | '*' | '/' | '%'), next) => next == Some('='),
        _ => false,
    }
}

/// How many indices stand behind each name at most, which vectors may become longer or shorter, as something is
/// appended to them or they are assigned as a whole, and which arrays change.
fn uses_as_array(
    tokens: TokenStream,
    ranks: &mut HashMap<String, usize>,
    resized: &mut HashSet<String>,
    changed: &mut HashSet<String>,
) {
    // A number is copied without `clone`.
    const METHODS: [&str; 11] = [
        "iter",
        "len",
        "is_empty",
        "iter_mut",
        "windows",
        "chunks_exact",
        "to_vec",
        "clone",
        "swap",
        "fill",
        "copy_from_slice",
    ];
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (position, token) in tokens.iter().enumerate() {
        let before = tokens[..position].last();
        match token {
            TokenTree::Group(group) => {
                uses_as_array(group.stream(), ranks, resized, changed);
                // `(a, b) = (b, a)`
                let is_pattern = matches!(before, None | Some(TokenTree::Punct(_)));
                if is_pattern && is_assigned(&tokens[position + 1..]) {
                    constant::names_within(group.stream(), resized);
                }
            }
            TokenTree::Ident(name) => {
                let is_declared =
                    matches!(before, Some(TokenTree::Ident(word)) if word == "let" || word == "mut");
                let name = name.unraw().to_string();
                if !is_declared && is_assigned(&tokens[position + 1..]) {
                    resized.insert(name.clone());
                }
                let mut rank = tokens[position + 1..]
                    .iter()
                    .take_while(|token| matches!(token, TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Bracket))
                    .count();
                if let (Some(TokenTree::Punct(dot)), Some(TokenTree::Ident(method))) =
                    (tokens.get(position + 1), tokens.get(position + 2))
                    && dot.as_char() == '.'
                {
                    let method = method.to_string();
                    if METHODS.contains(&method.as_str()) {
                        rank = rank.max(1);
                    }
                    if method == "push" {
                        resized.insert(name.clone());
                        rank = rank.max(1);
                    }
                    if CHANGES.contains(&method.as_str()) {
                        changed.insert(name.clone());
                    }
                }
                if rank > 0 && is_assigned(&tokens[position + 1 + rank..]) {
                    changed.insert(name.clone());
                }
                // `name = […]`
                if !is_declared
                    && let [TokenTree::Punct(sign), TokenTree::Group(list), ..] = &tokens[position + 1..]
                    && sign.as_char() == '='
                    && list.delimiter() == proc_macro2::Delimiter::Bracket
                {
                    rank = rank.max(1);
                }
                // `&name` as an argument
                if let Some(TokenTree::Punct(sign)) = before
                    && sign.as_char() == '&'
                    && sign.spacing() == proc_macro2::Spacing::Alone
                    && rank == 0
                    && (position < 2
                        || matches!(&tokens[position - 2], TokenTree::Punct(before) if before.as_char() == ','))
                {
                    rank = 1;
                }
                // `let [a, b] = name`
                if let [.., TokenTree::Ident(word), TokenTree::Group(pattern), TokenTree::Punct(sign)] =
                    &tokens[..position]
                    && word == "let"
                    && pattern.delimiter() == proc_macro2::Delimiter::Bracket
                    && sign.as_char() == '='
                {
                    rank = rank.max(1);
                }
                // `in name`, `in &name`, `in &mut name`
                let mut words = tokens[..position].iter().rev().skip_while(|token| {
                    matches!(token, TokenTree::Punct(sign) if sign.as_char() == '&')
                        || matches!(token, TokenTree::Ident(word) if word == "mut")
                });
                if matches!(words.next(), Some(TokenTree::Ident(word)) if word == "in") {
                    rank = rank.max(1);
                    if matches!(before, Some(TokenTree::Ident(word)) if word == "mut") {
                        changed.insert(name.clone());
                    }
                }
                if rank > 0 {
                    let known = ranks.entry(name).or_insert(0);
                    *known = (*known).max(rank);
                }
            }
            _ => {}
        }
    }
}
