//! How a loop in lanes is written.
//!
//! ```text
//! let mut d_a_lanes = [0.0; 16];
//! for at in (0..end).step_by(16) {
//!     let count = min(16, end - at);
//!     let block = &x[at..][..count];
//!     for lane in 0..count { …; sum_terms[lane] = …; d_a_lanes[lane] += …; }
//!     for lane in 0..count { sum += sum_terms[lane]; }
//! }
//! d_a += sum_of_lanes(d_a_lanes);
//! ```
//!
//! That the inner loop's end is not known beforehand keeps LLVM from unrolling it, and so lets it take several lanes at once. All terms are there
//! before the first is added: an addition behind a condition would be one for each lane alone.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::factors::Factors;
use super::iterations::Iterations;
use super::structure::Structure;
use super::views::Slice;
use crate::ir::Id;
use crate::lower::identifier;
use crate::syntax::tokens::mentions;

/// How many lanes there are: enough to fill the registers of every processor, and for additions not to wait for each other.
const LANES: usize = 16;
/// Loops of fewer iterations stay as they are: the lanes have to be added up, too.
pub(super) const LEAST: usize = 2 * LANES;

/// A number to which each iteration adds.
pub(super) struct Sum {
    pub(super) name: Ident,
    /// What is added, one after the other.
    pub(super) terms: Vec<Term>,
    /// Whether the order of the additions is ours.
    pub(super) free: bool,
}

/// A truth value: whether something held in any iteration, or whether there was one.
pub(super) struct Flag {
    pub(super) name: Ident,
    pub(super) held: Option<Id>,
}

/// What is added to a number.
pub(super) struct Term {
    pub(super) number: Id,
    /// Whether it is subtracted.
    pub(super) negative: bool,
    /// On what condition, and whether that holds or not.
    pub(super) condition: Option<(Id, bool)>,
}

/// What a loop is in lanes.
pub(super) struct InLanes {
    /// On what condition the loop stays as it is.
    pub(super) few: TokenStream,
    pub(super) before: TokenStream,
    pub(super) instead: TokenStream,
}

/// The lists that every iteration looks at by the loop's index, and which of them are slices already.
pub(super) struct Lists<'s> {
    pub(super) seen: BTreeSet<String>,
    pub(super) slices: &'s [Slice],
}

/// The body of the loop, but for what is the same in each iteration.
pub(super) struct Written {
    /// The elements that stay the same.
    pub(super) elements: TokenStream,
    pub(super) statements: TokenStream,
    /// What is added up.
    pub(super) codes: Vec<TokenStream>,
    pub(super) factors: Vec<Factors>,
}

impl Structure<'_, '_> {
    pub(super) fn written_in_lanes(
        &mut self,
        sums: &[Sum],
        flags: &[Flag],
        iterations: Iterations,
        Lists { seen, slices }: &Lists,
        Written { elements, statements, codes, factors }: Written,
    ) -> InLanes {
        let (krate, scalar) = (self.writer.scope.krate, self.writer.scope.scalar);
        let [width, least] = [LANES, LEAST].map(Literal::usize_unsuffixed);
        let Iterations { start, end, bound, index, item } = iterations;
        let [at, count, lane] = ["at", "count", "lane"].map(|name| self.unused(name));
        let nought = self.nought();
        let (mut declared, mut added, mut behind) =
            (TokenStream::new(), TokenStream::new(), TokenStream::new());
        let (mut in_order, mut terms) = (TokenStream::new(), Vec::new());
        for Sum { name, terms: own, free } in sums {
            let mut lanes = |structure: &mut Self, base: &str| {
                let lanes = structure.unused(&format!("{name}_{base}"));
                declared.extend(quote!(let mut #lanes: [#scalar; #width] = [#nought; #width];));
                lanes
            };
            let sum = free.then(|| lanes(self, "lanes"));
            for Term { negative, .. } in own {
                let term = self.unused(&format!("{name}_term"));
                let operator = if *negative { quote!(-=) } else { quote!(+=) };
                if let Some(sum) = &sum {
                    added.extend(quote!(#sum[#lane] #operator #term;));
                } else {
                    let values = lanes(self, "terms");
                    added.extend(quote!(#values[#lane] = #term;));
                    in_order.extend(quote!(#name #operator #values[#lane];));
                }
                terms.push(term);
            }
            if let Some(sum) = sum {
                let Factors { literals, same, .. } = &factors[terms.len() - 1];
                let of_all = literals.iter().chain(same).map(|factor| quote!(#factor *));
                behind.extend(quote!(#name += #(#of_all)* #krate::support::sum_of_lanes(#sum);));
            }
        }
        for Flag { name, held } in flags {
            if held.is_none() {
                behind.extend(quote!(#name = true;));
                continue;
            }
            let [lanes, term] = ["lanes", "term"].map(|base| self.unused(&format!("{name}_{base}")));
            declared.extend(quote!(let mut #lanes = [false; #width];));
            added.extend(quote!(#lanes[#lane] |= #term;));
            behind.extend(quote!(#name |= #lanes.contains(&true);));
            terms.push(term);
        }
        let (mut views, mut first) = (TokenStream::new(), TokenStream::new());
        let mut view = |structure: &mut Self, list: &TokenStream, offset: Option<&TokenStream>| {
            let view = structure.unused("block");
            let from = offset.map_or_else(|| at.to_token_stream(), |offset| quote!((#offset) + #at));
            views.extend(quote!(let #view = &#list[#from..][..#count];));
            view
        };
        let mut body = quote!(#statements let (#(#terms,)*) = (#(#codes,)*););
        if let [term] = terms.as_slice() {
            body = quote!(#statements let #term = #(#codes)*;);
        }
        if let Some((pattern, item)) = item {
            let blocks: Vec<Ident> =
                item.lists().iter().map(|list| view(self, &list.to_token_stream(), None)).collect();
            let item = item.at(&mut blocks.iter(), &at, &lane);
            first = quote!(let #pattern = #item;);
        }
        if let Some(index) = index {
            let mut lists = BTreeMap::new();
            for list in seen {
                let slice = slices.iter().find(|slice| slice.name == list.as_str());
                let (of, offset) = match slice {
                    Some(slice) => (slice.list.clone(), slice.offset.clone()),
                    None => (identifier(list).to_token_stream(), None),
                };
                let block = view(self, &of, offset.as_ref());
                lists.insert(list.clone(), block);
            }
            body = at_lane(body, &index, &lists, &lane);
            if first.is_empty() && mentions(&body, &index) {
                first = quote!(let #index = #at + #lane;);
            }
        }
        let mut few = if start.to_string() == "0" {
            quote!(#end < #least)
        } else {
            quote!(::core::primitive::usize::saturating_sub(#end, #start) < #least)
        };
        let mut same: Vec<&TokenStream> = Vec::new();
        for factor in factors.iter().flat_map(|factors| &factors.same) {
            if same.iter().all(|known| known.to_string() != factor.to_string()) {
                same.push(factor);
            }
        }
        if !same.is_empty() {
            few.extend(quote!(|| !#krate::support::are_moderate([#(#same),*])));
        }
        let in_order = (!in_order.is_empty()).then(|| quote!(for #lane in 0..#count { #in_order }));
        let instead = quote! {
            #elements
            #declared
            for #at in ::core::iter::Iterator::step_by(#start..#end, #width) {
                let #count = ::core::cmp::Ord::min(#width, #end - #at);
                #views
                for #lane in 0..#count { #first #body #added }
                #in_order
            }
            #behind
        };
        InLanes { few, before: bound, instead }
    }
}

/// The same code with the elements of these lists read from others, at this place.
fn at_lane(tokens: TokenStream, index: &Ident, lists: &BTreeMap<String, Ident>, lane: &Ident) -> TokenStream {
    let mut all = TokenStream::new();
    let mut trees = tokens.into_iter().peekable();
    let mut is_member = false;
    while let Some(tree) = trees.next() {
        let is_indexed = |next: &TokenTree| match next {
            TokenTree::Group(group) => {
                let within = group.stream().into_iter().collect::<Vec<_>>();
                matches!(within.as_slice(), [TokenTree::Ident(by)] if by == index)
            }
            _ => false,
        };
        if let TokenTree::Ident(word) = &tree
            && !is_member
            && let Some(list) = lists.get(&word.to_string())
            && trees.peek().is_some_and(is_indexed)
        {
            trees.next();
            all.extend(quote!(#list[#lane]));
            continue;
        }
        is_member = matches!(&tree, TokenTree::Punct(sign) if sign.as_char() == '.');
        all.extend([match tree {
            TokenTree::Group(group) => {
                let inner = at_lane(group.stream(), index, lists, lane);
                let mut moved = Group::new(group.delimiter(), inner);
                moved.set_span(group.span());
                TokenTree::Group(moved)
            }
            other => other,
        }]);
    }
    all
}
