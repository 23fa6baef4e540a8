//! The one walker over tokens: for what is asked of the user's text as it stands, and for names that change in it.

use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};

/// A token beside others of its level.
#[derive(Clone, Copy)]
pub(crate) enum Token<'t> {
    Word(&'t Ident),
    Sign(char),
    /// What stands within parentheses, brackets or braces.
    List(&'t Group),
    Literal(&'t Literal),
}

fn seen(trees: &[TokenTree]) -> Vec<Token<'_>> {
    let each = trees.iter().map(|tree| match tree {
        TokenTree::Ident(word) => Token::Word(word),
        TokenTree::Punct(sign) => Token::Sign(sign.as_char()),
        TokenTree::Group(group) => Token::List(group),
        TokenTree::Literal(literal) => Token::Literal(literal),
    });
    each.collect()
}

/// What stands outermost, looked at all at once.
pub(crate) fn outermost<T>(tokens: &TokenStream, look: impl FnOnce(&[Token]) -> T) -> T {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    look(&seen(&trees))
}

/// Whether something holds of a token at any depth, from the front; it is told by its level and its place there.
pub(crate) fn any(tokens: &TokenStream, is: &mut dyn FnMut(&[Token], usize) -> bool) -> bool {
    outermost(tokens, |level| {
        (0..level.len()).any(|place| {
            is(level, place) || matches!(level[place], Token::List(list) if any(&list.stream(), is))
        })
    })
}

/// The same tokens with others instead of some, at any depth, from the front.
pub(crate) fn replaced(
    tokens: TokenStream,
    by: &mut dyn FnMut(&[Token], usize) -> Option<TokenStream>,
) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let level = seen(&trees);
    let mut all = TokenStream::new();
    for (place, tree) in trees.iter().enumerate() {
        if let Some(others) = by(&level, place) {
            all.extend(others);
            continue;
        }
        all.extend([match tree {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), by));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other.clone(),
        }]);
    }
    all
}

/// A type with `'static` for every lifetime, for where it counts for nothing how long something is borrowed.
pub(crate) fn without_lifetimes(declared: TokenStream) -> TokenStream {
    replaced(declared, &mut |level, place| {
        let is_lifetime =
            place.checked_sub(1).is_some_and(|before| matches!(level[before], Token::Sign('\'')));
        is_lifetime.then(|| TokenTree::from(Ident::new("static", Span::mixed_site())).into())
    })
}

/// Whether a name stands anywhere in tokens.
pub(crate) fn mentions<N: ?Sized>(tokens: &TokenStream, name: &N) -> bool
where
    Ident: PartialEq<N>,
{
    any(tokens, &mut |level, place| matches!(level[place], Token::Word(word) if *word == *name))
}

/// Whether a name is that of a field or a method: it stands behind one dot, and not behind those of a range.
pub(crate) fn is_member(level: &[Token], place: usize) -> bool {
    level[..place].iter().rev().take_while(|token| matches!(token, Token::Sign('.'))).count() == 1
}

/// The one word that tokens are.
pub(crate) fn word_of(tokens: &TokenStream) -> Option<Ident> {
    outermost(tokens, |level| match level {
        [Token::Word(word)] => Some((*word).clone()),
        _ => None,
    })
}

/// The words that stand outermost.
pub(crate) fn outermost_words(tokens: &TokenStream) -> Vec<Ident> {
    outermost(tokens, |level| {
        let words = level.iter().filter_map(|token| match token {
            Token::Word(word) => Some((*word).clone()),
            _ => None,
        });
        words.collect()
    })
}

/// Every word among tokens.
pub(crate) fn words(tokens: &TokenStream) -> Vec<Ident> {
    let mut found = Vec::new();
    any(tokens, &mut |level, place| {
        if let Token::Word(word) = level[place] {
            found.push(word.clone());
        }
        false
    });
    found
}

/// The same tokens where rustc's errors are to stand. What names in them mean stays as it is.
pub(crate) fn located_at(tokens: TokenStream, place: Span) -> TokenStream {
    let moved = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), located_at(group.stream(), place)).into();
        }
        token.set_span(token.span().located_at(place));
        token
    });
    moved.collect()
}
