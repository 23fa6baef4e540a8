//! One node as a Rust expression, with exactly the parentheses that it needs.

use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::{ToTokens, quote};

use super::call_parts;
use crate::differentiate::NOUGHT_ALONG;
use crate::elementary::{Function, Kind, Notation, level};
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node, Part};
use crate::region::{Action, Form, Origin};
use crate::syntax::tokens::{self, Token, is_member, word_of, words};

/// Tokens with their level of precedence.
#[derive(Clone)]
pub(super) struct Code {
    pub(super) tokens: TokenStream,
    level: u8,
    /// How many operations are nested in it, and how many there are in all.
    pub(super) depth: usize,
    pub(super) size: usize,
    /// The `let`s that it mentions.
    pub(super) mentions: Vec<Id>,
}

impl Code {
    pub(super) fn atom(tokens: TokenStream) -> Code {
        Code { tokens, level: level::ATOM, depth: 0, size: 0, mentions: Vec::new() }
    }

    /// What is behind a reference.
    pub(super) fn behind(reference: &TokenStream) -> Code {
        Code { level: level::PREFIX, ..Code::atom(quote!(*#reference)) }
    }

    /// A name for the `let` of a node.
    pub(super) fn name_of(id: Id, name: TokenStream) -> Code {
        Code { mentions: vec![id], ..Code::atom(name) }
    }

    /// Other tokens for the same expression.
    pub(super) fn with_tokens(self, tokens: TokenStream) -> Code {
        Code { tokens, level: level::ATOM, ..self }
    }

    /// The tokens, as one of several factors.
    pub(super) fn as_factor(&self) -> TokenStream {
        self.at_least(level::PREFIX)
    }

    /// The tokens, in parentheses if they bind less tightly than this level.
    fn at_least(&self, level: u8) -> TokenStream {
        let tokens = &self.tokens;
        if self.level < level { quote!((#tokens)) } else { tokens.clone() }
    }
}

/// The expression of a node over the expressions of its arguments.
pub(super) fn expression(
    graph: &Graph,
    krate: &TokenStream,
    scalar: &TokenStream,
    id: Id,
    arguments: &[Code],
) -> Code {
    let number = |number: &TokenStream| quote!(#krate::support::real::of::<#scalar>(#number));
    let converted: Vec<Code>;
    let arguments = if graph.generic && graph.kind(id) == Kind::Real {
        converted = in_type(graph, krate, scalar, id, arguments);
        &converted
    } else {
        arguments
    };
    let (tokens, level) = match graph.node(id) {
        Node::Parameter(_) => unreachable!("a parameter is bound by the signature"),
        Node::Literal(literal) if literal.text == NOUGHT_ALONG => {
            // With its type, which nothing says of two noughts that are added.
            let lanes = super::lanes::lanes(krate, scalar);
            (quote!(#krate::support::nought::<#lanes>()), level::ATOM)
        }
        Node::Literal(literal) => {
            let digits: TokenStream = literal.text.parse().unwrap_or_default();
            // Of a type parameter, a number is made.
            let generic = literal.kind == Kind::Real && graph.generic;
            (if generic { number(&digits) } else { digits }, level::ATOM)
        }
        Node::Constant { tokens, mentions, .. } => {
            let tokens = with_names(graph.tokens(*tokens).clone(), mentions, arguments);
            let level = if is_atom(&tokens) { level::ATOM } else { level::LOWEST };
            (tokens, level)
        }
        Node::Apply(function, ids) => match function.notation {
            Notation::Infix(own) => {
                let operator: TokenStream = function.name.parse().unwrap_or_default();
                let comparison = own == level::COMPARE;
                // `a as f64 < b` would read as the start of a generic type.
                let left = arguments[0].at_least(if comparison { level::PREFIX } else { own });
                let right = arguments[1].at_least(own + 1);
                (quote!(#left #operator #right), own)
            }
            Notation::Prefix => {
                let operator: TokenStream = function.name.parse().unwrap_or_default();
                let operand = arguments[0].at_least(level::METHOD);
                (quote!(#operator #operand), level::PREFIX)
            }
            Notation::Cast if graph.generic => {
                let operand = arguments[0].at_least(level::PREFIX);
                (number(&quote!(#operand as ::core::primitive::f64)), level::ATOM)
            }
            Notation::Cast => {
                let operand = arguments[0].at_least(level::PREFIX);
                (quote!(#operand as #scalar), level::CAST)
            }
            Notation::Support => {
                let name = Ident::new(function.name, proc_macro2::Span::call_site());
                let arguments = arguments.iter().map(|argument| &argument.tokens);
                (quote!(#krate::support::#name(#(#arguments),*)), level::ATOM)
            }
            // The exponent of a power, whatever its type is known by.
            Notation::Method if *function == Function::PREDECESSOR && !is_typed(graph, ids[0]) => {
                let (exponent, less) = (&arguments[0].tokens, &arguments[1].tokens);
                (quote!(::core::primitive::i32::saturating_sub(#exponent, #less)), level::ATOM)
            }
            // What a type parameter is bounded by is the user's choice, and so are the names that it has.
            Notation::Method if graph.generic && *function != Function::PREDECESSOR => {
                let method = Ident::new(function.name, proc_macro2::Span::call_site());
                let arguments = arguments.iter().map(|argument| &argument.tokens);
                (quote!(#krate::support::real::#method(#(#arguments),*)), level::ATOM)
            }
            Notation::Method => {
                let method = Ident::new(function.name, proc_macro2::Span::call_site());
                let receiver = suffixed(graph, scalar, ids[0], &arguments[0]).at_least(level::METHOD);
                let others = arguments[1..].iter().map(|argument| &argument.tokens);
                (quote!(#receiver.#method(#(#others),*)), level::METHOD)
            }
        },
        Node::Select { .. } => {
            let (condition, then, otherwise) =
                (&arguments[0].tokens, &arguments[1].tokens, &arguments[2].tokens);
            (quote!(if #condition { #then } else { #otherwise }), level::LOWEST)
        }
        Node::Call { callee, forms, .. } => {
            let callee = graph.tokens(*callee);
            let arguments = arguments.iter().zip(forms);
            let arguments = arguments.map(|(argument, form)| handed(krate, &argument.tokens, *form));
            (quote!(#callee(#(#arguments),*)), level::ATOM)
        }
        Node::Nought { .. } | Node::Part { part: Part::Kink(..), .. } => {
            (if graph.generic { number(&quote!(0.0)) } else { quote!(0.0) }, level::ATOM)
        }
        Node::Part { part, call } => {
            (call_parts::read(graph, krate, *call, &arguments[0].tokens, *part), level::ATOM)
        }
        Node::Element { place, .. } => {
            let mut codes = arguments.iter();
            let steps = place.path.iter().zip(codes.by_ref()).map(|(&step, code)| {
                let code = &code.tokens;
                if matches!(graph.node(step), Node::Field(_)) { quote!(.#code) } else { quote!([#code]) }
            });
            let name = &graph.array(place.array).name;
            let element = quote!(#name #(#steps)*);
            // By a constant field there is no derivative.
            let element = if graph.is_field_of_derivative(place) {
                quote!(#krate::support::slope::<#scalar, _>(&#element))
            } else {
                element
            };
            (element, level::ATOM)
        }
        Node::Field(member) => (member.to_token_stream(), level::ATOM),
        Node::Fresh(_) => unreachable!("a statement gives it its name"),
    };
    if level == level::ATOM && arguments.is_empty() {
        return Code::atom(tokens);
    }
    let depth = 1 + arguments.iter().map(|argument| argument.depth).max().unwrap_or(0);
    let size = 1 + arguments.iter().map(|argument| argument.size).sum::<usize>();
    let mentions = arguments.iter().flat_map(|argument| argument.mentions.iter().copied()).collect();
    Code { tokens, level, depth, size, mentions }
}

/// The user's tokens, with the names in them declared again where they are called otherwise by now.
pub(super) fn with_names(tokens: TokenStream, mentions: &[(String, Id)], arguments: &[Code]) -> TokenStream {
    let (mut tokens, mentions) = kept_apart(tokens, mentions, arguments);
    let mentions = &mentions[..];
    let mut declarations = TokenStream::new();
    for ((name, _), code) in mentions.iter().zip(arguments) {
        if name.starts_with("__") {
            // A name of ours gives way to what it stands for.
            tokens = substituted(tokens, name, &code.at_least(level::ATOM));
            continue;
        }
        let text = name;
        let name = crate::lower::identifier(name);
        let code = &code.tokens;
        if name == code.to_string() {
            continue;
        }
        // A declaration would move what is no number.
        match word_of(code) {
            Some(word) if may_be_called(&tokens, &word, mentions) => {
                tokens = substituted(tokens, text, code);
            }
            None if is_part(code)
                && !binds(&tokens)
                && words(code).iter().all(|word| may_be_called(&tokens, word, mentions)) =>
            {
                tokens = substituted(tokens, text, &quote!((#code)));
            }
            // A reference to what is declared in a block would outlive it.
            _ if is_reference_to(&tokens, &name) => return quote!(&(#code)),
            _ => declarations.extend(quote!(let #name = #code;)),
        }
    }
    if declarations.is_empty() {
        return tokens;
    }
    // A reference to a list that is made in a block would outlive it.
    if borrows_list(&tokens) {
        let list: TokenStream = tokens.into_iter().skip(1).collect();
        return quote!(&{ #declarations #list });
    }
    quote!({ #declarations #tokens })
}

/// A name that would hide what another mention is written with becomes one of ours.
fn kept_apart(
    mut tokens: TokenStream,
    mentions: &[(String, Id)],
    arguments: &[Code],
) -> (TokenStream, Vec<(String, Id)>) {
    let mut apart = mentions.to_vec();
    // A macro may read names from its text.
    let is_macro = |level: &[Token], place: usize| matches!(level[place..], [Token::Word(name), Token::Sign('!'), Token::List(_), ..] if name != "vec");
    if mentions.len() < 2 || tokens::any(&tokens, &mut |level, place| is_macro(level, place)) {
        return (tokens, apart);
    }
    let mut written: HashMap<String, Vec<usize>> = HashMap::default();
    for (position, code) in arguments.iter().enumerate() {
        for word in words(&code.tokens) {
            written.entry(word.to_string()).or_default().push(position);
        }
    }
    for (position, (name, _)) in mentions.iter().enumerate() {
        let hides = written.get(name).is_some_and(|by| by.iter().any(|&other| other != position));
        let stays = name.starts_with("__") || arguments[position].tokens.to_string() == *name;
        if hides && !stays {
            let ours = format!("__kept_{position}");
            let word = crate::lower::identifier(&ours);
            tokens = substituted(tokens, name, &quote!(#word));
            apart[position].0 = ours;
        }
    }
    (tokens, apart)
}

/// Whether tokens are a reference to a list that is made there.
pub(super) fn borrows_list(tokens: &TokenStream) -> bool {
    tokens::outermost(tokens, |level| match level {
        [Token::Sign('&'), Token::List(_), ..] => true,
        [Token::Sign('&'), Token::Word(word), ..] => *word == "__list",
        _ => false,
    })
}

/// Whether tokens give what is there only where a pattern fits.
pub(super) fn is_only_there(tokens: &TokenStream) -> bool {
    tokens::mentions(tokens, "only_there")
}

/// Whether tokens are no more than a reference to what has a name.
fn is_reference_to(tokens: &TokenStream, name: &Ident) -> bool {
    tokens::outermost(tokens, |level| matches!(level, [Token::Sign('&'), Token::Word(word)] if *word == name))
}

/// Whether tokens are a part of something by its fields and places, `a.b[i]` or `(&a).b`, or what is behind a reference, `*a`.
pub(super) fn is_part(tokens: &TokenStream) -> bool {
    let is_step = |token: &Token| match token {
        Token::Word(_) | Token::Literal(_) | Token::Sign('.') => true,
        Token::Sign(_) => false,
        Token::List(list) => list.delimiter() == Delimiter::Bracket,
    };
    tokens::outermost(tokens, |level| {
        let leads = level.iter().take_while(|token| matches!(token, Token::Sign('*' | '&'))).count();
        let is_borrowed = matches!(level.first(), Some(Token::Sign('&')));
        match &level[leads..] {
            [Token::Word(_), steps @ ..] => {
                !is_borrowed && leads + steps.len() > 0 && steps.iter().all(is_step)
            }
            [Token::List(list), steps @ ..] if list.delimiter() == Delimiter::Parenthesis => {
                !is_borrowed && steps.iter().all(is_step) && is_place(&list.stream())
            }
            _ => false,
        }
    })
}

/// Whether tokens are a name, a part, or a reference to one.
fn is_place(tokens: &TokenStream) -> bool {
    tokens::word_of(tokens).is_some()
        || is_part(tokens)
        || tokens::outermost(tokens, |level| matches!(level, [Token::Sign('&'), Token::Word(_)]))
        || tokens::outermost(
            tokens,
            |level| matches!(level, [Token::Sign('&'), Token::List(list)] if is_place(&list.stream())),
        )
}

/// Whether there may be names in tokens that are declared there.
fn binds(tokens: &TokenStream) -> bool {
    tokens::any(tokens, &mut |level, place| match level[place] {
        Token::Word(word) => {
            ["let", "match", "for", "if", "while", "fn"].iter().any(|keyword| word == keyword)
        }
        Token::Sign(sign) => sign == '|',
        _ => false,
    })
}

/// Whether something in tokens may go by a new name: nothing else does, and no macro reads names from its text.
fn may_be_called(tokens: &TokenStream, word: &Ident, mentions: &[(String, Id)]) -> bool {
    let is_taken = |level: &[Token], place: usize| match level[place] {
        Token::Word(other) => other == word,
        // `name!(…)`, and neither `!(…)` nor `a != (…)`.
        Token::Sign('!') => {
            let is_keyword = |word: &Ident| {
                ["if", "while", "match", "return", "break"].iter().any(|keyword| word == keyword)
            };
            matches!(level[..place].last(), Some(Token::Word(word)) if !is_keyword(word))
                && matches!(level.get(place + 1), Some(Token::List(_)))
        }
        _ => false,
    };
    mentions.iter().all(|(name, _)| *word != name.as_str())
        && !tokens::any(tokens, &mut |level, place| is_taken(level, place))
}

fn substituted(tokens: TokenStream, name: &str, by: &TokenStream) -> TokenStream {
    tokens::replaced(tokens, &mut |level, place| match level[place] {
        Token::Word(word) if word == name && !is_member(level, place) => Some(by.clone()),
        _ => None,
    })
}

/// The arguments of an operation on numbers of a type parameter, of which constants may be of `f64`.
fn in_type(
    graph: &Graph,
    krate: &TokenStream,
    scalar: &TokenStream,
    id: Id,
    arguments: &[Code],
) -> Vec<Code> {
    let Node::Apply(function, ids) = graph.node(id) else { return arguments.to_vec() };
    let all = ids.iter().zip(function.slopes).zip(arguments);
    let each = all.map(|((&argument, slope), code)| {
        let is_constant = match graph.node(argument) {
            Node::Constant { tokens, .. } => has_type(graph.tokens(*tokens)),
            Node::Parameter(_) => !graph.is_active(argument),
            _ => false,
        };
        if slope.is_empty() || !is_constant {
            return code.clone();
        }
        let tokens = &code.tokens;
        code.clone().with_tokens(quote!(#krate::support::real::constant::<#scalar, _>(#tokens)))
    });
    each.collect()
}

/// Whether the tokens of a constant have a type of their own, be it that of the function's numbers or `f64`.
fn has_type(tokens: &TokenStream) -> bool {
    fn of(expr: &syn::Expr) -> bool {
        match expr {
            syn::Expr::Path(_) | syn::Expr::Cast(_) => true,
            syn::Expr::Paren(inner) => of(&inner.expr),
            syn::Expr::Group(inner) => of(&inner.expr),
            syn::Expr::Unary(unary) => of(&unary.expr),
            syn::Expr::Binary(binary) => of(&binary.left) || of(&binary.right),
            syn::Expr::MethodCall(call) => {
                Function::method(&call.method.to_string()).is_some() && of(&call.receiver)
            }
            _ => false,
        }
    }
    syn::parse2(tokens.clone()).is_ok_and(|expr| of(&expr))
}

/// Whether rustc knows the type of an integer when it comes to it.
fn is_typed(graph: &Graph, id: Id) -> bool {
    match graph.node(id) {
        Node::Parameter(_) => true,
        Node::Apply(Function::PREDECESSOR, arguments) => is_typed(graph, arguments[0]),
        _ => false,
    }
}

/// Rust wants to know the type of a literal that a method is called on.
fn suffixed(graph: &Graph, scalar: &TokenStream, id: Id, code: &Code) -> Code {
    if graph.kind(id) == Kind::Real && !graph.generic && is_choice_of_literals(graph, id) {
        let tokens = &code.tokens;
        return code.clone().with_tokens(quote!(::core::convert::identity::<#scalar>(#tokens)));
    }
    if graph.kind(id) != Kind::Real || !is_untyped(graph, id) || graph.generic {
        return code.clone();
    }
    let tokens = &code.tokens;
    Code { tokens: quote!((#tokens) as #scalar), level: level::CAST, ..code.clone() }
}

/// Whether there are nothing but literals in an expression that has no name.
fn is_untyped(graph: &Graph, id: Id) -> bool {
    matches!(graph.node(id), Node::Literal(_)) || graph.name_of(id).is_none() && is_of_literals(graph, id)
}

/// Whether something is the one literal or the other, the type of which nothing says.
fn is_choice_of_literals(graph: &Graph, id: Id) -> bool {
    let is_literal = |id: Id| is_untyped(graph, id) || is_choice_of_literals(graph, id);
    match graph.node(id) {
        Node::Select { then, otherwise, .. } => is_literal(*then) && is_literal(*otherwise),
        Node::Fresh(Origin::Result(statement, number)) => match graph.statement(*statement).action {
            Action::Branch { then, otherwise, .. } => {
                let yields =
                    [then, otherwise].map(|region| graph.region(region).yields.get(*number).copied());
                yields.into_iter().all(|one| one.is_some_and(is_literal))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether something is an operation on nothing but literals.
pub(super) fn is_of_literals(graph: &Graph, id: Id) -> bool {
    match graph.node(id) {
        Node::Apply(_, arguments) if graph.is_of_literals(id) => {
            arguments.len() <= 2 && arguments.iter().all(|&argument| is_untyped(graph, argument))
        }
        _ => false,
    }
}

/// A path or a literal, which needs no parentheses anywhere; a block would end a statement that begins with it.
fn is_atom(tokens: &TokenStream) -> bool {
    let is_one = |level: &[Token]| match level {
        [Token::List(list)] => list.delimiter() != Delimiter::Brace,
        level => level.len() == 1,
    };
    syn::parse2::<syn::Path>(tokens.to_token_stream()).is_ok() || tokens::outermost(tokens, is_one)
}

/// A number as it is handed to a function.
pub(super) fn handed(krate: &TokenStream, code: &TokenStream, form: Form) -> TokenStream {
    let lent = if word_of(code).is_some() { quote!(&#code) } else { quote!(&(#code)) };
    match form {
        Form::Reference => lent,
        Form::Either => quote!(#krate::support::handed(#lent)),
        Form::This => quote!(#krate::support::this(#lent)),
        Form::Plain | Form::Dereference | Form::Lent => code.clone(),
    }
}

/// A number that may stand behind a reference, without it.
pub(super) fn unlent(krate: &TokenStream, scalar: &TokenStream, code: &TokenStream) -> TokenStream {
    quote!(#krate::support::handed::<_, #scalar>(&#code))
}
