//! What one loop is the first to add to each element of an array is stored there instead: whoever hands in memory for a
//! gradient need not have it cleared, read and written again.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, RangeLimits};

use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, ArrayId, Header, Layout, Place, RegionId, StatementId};

/// A loop that adds once to each element of a part of an array, before anything else is done to that.
struct FirstAddition {
    repeat: StatementId,
    increase: StatementId,
    /// The elements of that part, from the one to right before the other.
    start: Id,
    end: Id,
    /// How far the element is from the loop's index.
    distance: i64,
}

impl Graph {
    /// Stores what is first added to an array, and clears what no iteration stores to; whether this could be done.
    pub(crate) fn store_first_addition(&mut self, array: ArrayId) -> bool {
        let Some(first) = self.first_addition(array) else { return false };
        let FirstAddition { repeat, increase, start, end, distance } = first;
        let name = self.array(array).name.clone();
        let zero = self.literal("0", Kind::Integer);
        // Where the loop does not run, its bounds may be anywhere.
        let [start, end] = [start, end].map(|bound| {
            if distance == 0 && bound == zero {
                return zero;
            }
            let further = (distance > 0).then(|| Literal::i64_unsuffixed(distance));
            let further = further.map(|distance| quote!(+ #distance));
            let mentions = vec![("__bound".to_owned(), bound)];
            let tokens = quote!(::core::cmp::Ord::min(__bound #further, #name.len()));
            self.known_before(repeat, tokens, mentions, array)
        });
        if start != zero {
            self.clear_before(repeat, array, (zero, start));
        }
        let behind = vec![("__end".to_owned(), end)];
        let behind = self.known_before(repeat, quote!(#name.len() - __end), behind, array);
        self.clear_before(repeat, array, (end, behind));
        if let Action::Increase { place, value } = self.statement(increase).action.clone() {
            self.statement_mut(increase).action = Action::Store { place, value };
        }
        true
    }

    /// Tokens that read an array, evaluated right before a statement.
    fn known_before(
        &mut self,
        statement: StatementId,
        tokens: TokenStream,
        mentions: Vec<(String, Id)>,
        array: ArrayId,
    ) -> Id {
        let tokens = self.keep(tokens);
        let known = Action::Opaque { tokens, mentions, arrays: vec![array], changes: Vec::new() };
        let known = self.perform_before(statement, known, &[(Kind::Integer, false)]);
        self.statement(known).results[0]
    }

    fn clear_before(&mut self, statement: StatementId, array: ArrayId, range: (Id, Id)) {
        let place = Place { array, path: Vec::new(), range: Some(range), borrowed: false };
        self.perform_before(statement, Action::Clear { place }, &[]);
    }

    fn first_addition(&mut self, array: ArrayId) -> Option<FirstAddition> {
        // A vector or a matrix of another crate has no parts by ranges.
        if self.is_read_by_nodes(array) || self.array(array).layout == Layout::Matrix {
            return None;
        }
        let statements = self.region(RegionId::BODY).statements.clone();
        let repeat = statements.into_iter().find(|&id| self.touches(id, array, true))?;
        let Action::Loop { header, body, exit: None, .. } = self.statement(repeat).action.clone() else {
            return None;
        };
        let own = self.region(body).statements.clone();
        let mut touching = own.into_iter().filter(|&id| self.touches(id, array, true));
        let (increase, None) = (touching.next()?, touching.next()) else { return None };
        let Action::Increase { place, .. } = &self.statement(increase).action else { return None };
        let &[position] = place.path.as_slice() else { return None };
        let (index, start, end) = match header {
            Header::Count { count, index } | Header::CountDown { count, index } => {
                (index, self.literal("0", Kind::Integer), count)
            }
            Header::For { bindings, iterable, .. } | Header::ForReversed { bindings, iterable, .. } => {
                let &[index] = bindings.as_slice() else { return None };
                let (start, end) = self.bounds(iterable)?;
                (index, start, end)
            }
            Header::Forever => return None,
        };
        let distance = self.distance(position, index).filter(|&distance| distance >= 0)?;
        Some(FirstAddition { repeat, increase, start, end, distance })
    }

    /// The bounds of a range that goes up one by one.
    fn bounds(&mut self, iterable: Id) -> Option<(Id, Id)> {
        let range = self.range(iterable)?;
        let Node::Constant { mentions, arrays, .. } = self.node(iterable).clone() else { return None };
        if !matches!(range.limits, RangeLimits::HalfOpen(_)) {
            return None;
        }
        let (start, end) = (range.start?, range.end?);
        let [start, end] = [start, end].map(|bound| match *bound {
            Expr::Lit(literal) => self.literal(&literal.lit.to_token_stream().to_string(), Kind::Integer),
            other => self.constant(quote!((#other)), mentions.clone(), arrays.clone(), false),
        });
        Some((start, end))
    }
}
