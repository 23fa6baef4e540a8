//! What one loop, or loops within each other, are the first to add to each element of an array is stored there instead: whoever hands in memory for a
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

/// Over which elements a loop goes.
struct Run {
    start: Id,
    end: Id,
    /// How far the element is from the loop's index.
    distance: i64,
}

impl Graph {
    /// Stores what is first added to an array, and clears what no iteration stores to; whether this could be done. If its elements are
    /// arrays, their lengths are told as they are declared.
    pub(crate) fn store_first_addition(&mut self, array: ArrayId, rows: &[String]) -> bool {
        let Some(first) = self.first_addition(array, rows) else { return false };
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

    fn first_addition(&mut self, array: ArrayId, rows: &[String]) -> Option<FirstAddition> {
        // A vector or a matrix of another crate has no parts by ranges.
        if self.is_read_by_nodes(array) || self.array(array).layout == Layout::Matrix {
            return None;
        }
        let statements = self.region(RegionId::BODY).statements.clone();
        let repeat = statements.into_iter().find(|&id| self.touches(id, array, true))?;
        let Action::Loop { header, body, exit: None, .. } = self.statement(repeat).action.clone() else {
            return None;
        };
        let mut headers = vec![header];
        let mut increase = self.only_one_touching(body, array)?;
        while let Action::Loop { header, body, exit: None, .. } = self.statement(increase).action.clone() {
            headers.push(header);
            increase = self.only_one_touching(body, array)?;
        }
        let Action::Increase { place, .. } = self.statement(increase).action.clone() else { return None };
        if place.path.len() != headers.len() || place.range.is_some() || rows.len() + 1 < headers.len() {
            return None;
        }
        let first = self.run(&headers[0], place.path[0])?;
        let inner = headers[1..].iter().zip(&place.path[1..]).zip(rows);
        for ((header, &position), length) in inner {
            if !self.goes_through_all(header, position, length) {
                return None;
            }
        }
        let Run { start, end, distance } = first;
        Some(FirstAddition { repeat, increase, start, end, distance })
    }

    /// The statement of a region that does anything with an array, if it is one.
    fn only_one_touching(&self, region: RegionId, array: ArrayId) -> Option<StatementId> {
        let own = self.region(region).statements.iter().copied();
        let mut touching = own.filter(|&id| self.touches(id, array, true));
        touching.next().filter(|_| touching.next().is_none())
    }

    /// Whether a loop goes from the first element of an array to the last, as its length is declared.
    fn goes_through_all(&mut self, header: &Header, position: Id, length: &str) -> bool {
        let Some(Run { start, end, distance: 0 }) = self.run(header, position) else { return false };
        let end = match self.node(end) {
            Node::Constant { tokens, mentions, arrays, .. } if mentions.is_empty() && arrays.is_empty() => {
                self.tokens(*tokens).to_string()
            }
            Node::Literal(literal) => literal.text.clone(),
            _ => return false,
        };
        self.number(start) == Some(0.0) && end.trim_matches(['(', ')']) == length
    }

    /// Over which elements a loop goes, of which the index leads to this position.
    fn run(&mut self, header: &Header, position: Id) -> Option<Run> {
        let (index, start, end) = match header {
            Header::Count { count, index } | Header::CountDown { count, index } => {
                (*index, self.literal("0", Kind::Integer), *count)
            }
            Header::For { bindings, iterable, .. } | Header::ForReversed { bindings, iterable, .. } => {
                let &[index] = bindings.as_slice() else { return None };
                let (start, end) = self.bounds(*iterable)?;
                (index, start, end)
            }
            Header::Forever => return None,
        };
        let distance = self.distance(position, index).filter(|&distance| distance >= 0)?;
        Some(Run { start, end, distance })
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
