//! Vectors and matrices that are made of lists of numbers, of vectors, and of one number for many places: each number is put where it belongs in
//! what the maker itself makes, so that only its derivative is ours.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::Path;

use super::Lowering;
use super::iterator::Source;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::region::{Initial, Layout, Place};
use crate::syntax::{Expr, ExprKind, Type};
use crate::table::matrices::{Arrangement, Family};

impl<'t> Lowering<'t, '_> {
    /// `array![[a, b], [c, d]]`, `matrix![a, b; c, d]` and `vector![a, b]`: numbers, each in its place.
    pub(super) fn made_by_macro(
        &mut self,
        expr: &'t Expr,
        path: &Path,
        parts: &'t [Expr],
    ) -> Option<Value<'t>> {
        let Type::Matrix(family) = *self.type_of(expr) else { return self.unsupported(expr) };
        let mut ids = Vec::new();
        let mut places = Vec::new();
        self.elements(parts, &mut Vec::new(), &mut ids, &mut places)?;
        let krate = self.context.krate.clone();
        let float = &self.context.signature.scalar;
        let zeros = written(parts, &mut || quote!(0.0 as #float), family);
        self.require(quote! {
            const _: () = { fn is_of_a_library() { let _ = || { #krate::support::linear::plain(&#path![#zeros]); }; } };
        });
        let words: Vec<_> = (0..ids.len()).map(|number| format_ident!("__part_{number}")).collect();
        let mut next = words.iter();
        let tokens =
            written(parts, &mut || next.next().map(|word| quote!(#word)).unwrap_or_default(), family);
        let mentions = words.iter().map(ToString::to_string).zip(ids.iter().copied()).collect();
        let whole = self.graph.constant(quote!(#path![#tokens]), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = ids.iter().any(|&id| self.graph.is_active(id));
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        for (id, at) in ids.into_iter().zip(places) {
            if !self.graph.is_active(id) {
                continue;
            }
            let at = at.into_iter().map(syn::Index::from);
            let tokens = match family {
                Family::Grid(1) => quote!(#(#at)*),
                Family::Grid(_) => quote!([#(#at),*]),
                _ if at.len() == 1 => quote!(#(#at)*),
                _ => quote!((#(#at),*)),
            };
            let index = self.graph.constant(tokens, Vec::new(), Vec::new(), false);
            let element = self.graph.at(&place, index);
            self.store_at(element, id);
        }
        Some(Value::Array(place))
    }

    /// The numbers that are written out, and where each stands.
    fn elements(
        &mut self,
        parts: &'t [Expr],
        around: &mut Vec<usize>,
        ids: &mut Vec<Id>,
        places: &mut Vec<Vec<usize>>,
    ) -> Option<()> {
        let mut all = Some(());
        for (number, part) in parts.iter().enumerate() {
            around.push(number);
            let found = match &part.kind {
                ExprKind::List(parts, _) => self.elements(parts, around, ids, places),
                _ => self.operand(part).map(|id| {
                    ids.push(id);
                    places.push(around.clone());
                }),
            };
            around.pop();
            all = all.and(found);
        }
        all
    }

    /// The same number everywhere, or along the diagonal of what is nought elsewhere.
    pub(super) fn of_one_number(
        &mut self,
        expr: &'t Expr,
        path: &Path,
        (sizes, number): (&'t [Expr], &'t Expr),
        arrangement: Arrangement,
    ) -> Option<Value<'t>> {
        let (id, sizes) = (self.operand(number), self.sizes(sizes));
        let (id, (words, mut mentions)) = id.zip(sizes)?;
        mentions.push(("__number".to_owned(), id));
        let whole = self.graph.constant(quote!(#path(#words __number)), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = self.graph.is_active(id);
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        if active && arrangement != Arrangement::Everywhere {
            let count = self.size_of(&place, "nrows");
            let count = if arrangement == Arrangement::Scaling { self.one_less(count) } else { count };
            self.count_up(count, &mut |lowering, index| {
                let index = lowering.pair((index, index));
                let element = lowering.graph.at(&place, index);
                lowering.store_at(element, id);
            });
        } else if active {
            let Type::Matrix(family) = *self.type_of(expr) else { return self.unsupported(expr) };
            if self.fill_matrix(&place, id, family).is_none() {
                return self.unsupported(expr);
            }
        }
        Some(Value::Array(place))
    }

    /// What a list of numbers or of vectors holds, in the places that the maker has for it.
    pub(super) fn of_list(
        &mut self,
        expr: &'t Expr,
        (path, maker): (&Path, &str),
        (sizes, list): (&'t [Expr], &'t Expr),
        arrangement: Arrangement,
    ) -> Option<Value<'t>> {
        let is_nested =
            matches!(self.types.get(list.ty), Type::List(inner) if *self.types.get(*inner) != Type::Real);
        if is_nested != matches!(arrangement, Arrangement::Rows | Arrangement::Columns) {
            return self.unsupported(expr);
        }
        let (from, sizes) = (self.listed(list), self.sizes(sizes));
        let (from, sizes) = from.zip(sizes)?;
        let reference = matches!(list.bare().kind, ExprKind::Reference(..))
            || from.borrowed
            || maker.ends_with("_slice")
            || matches!(arrangement, Arrangement::Diagonal | Arrangement::Rows | Arrangement::Columns)
            || matches!(arrangement, Arrangement::ScalingBy | Arrangement::Translation);
        let (path, fallible) = (path.to_token_stream(), maker == "from_shape_vec");
        self.of_list_in_memory(expr, &from, (path, reference, fallible), sizes, arrangement)
    }

    /// `iterator.collect::<Array1<_>>()`
    pub(super) fn collected_array(
        &mut self,
        expr: &'t Expr,
        array: &syn::GenericArgument,
        source: &Source<'t>,
    ) -> Option<Value<'t>> {
        let from = self.empty_numbers(true);
        self.each(None, Vec::new(), source, None, &mut |lowering, value| {
            lowering.append_item(&from, expr, value);
        })?;
        let path = quote!(<#array as ::core::iter::FromIterator<_>>::from_iter);
        let sizes = (TokenStream::new(), Vec::new());
        self.of_list_in_memory(expr, &from, (path, false, false), sizes, Arrangement::InOrder)
    }

    /// The same of a list that is in memory: what makes it, and whether that takes a reference and may give nothing.
    fn of_list_in_memory(
        &mut self,
        expr: &'t Expr,
        from: &Place,
        (path, reference, fallible): (TokenStream, bool, bool),
        (words, mut mentions): (TokenStream, Vec<(String, Id)>),
        arrangement: Arrangement,
    ) -> Option<Value<'t>> {
        let krate = self.context.krate.clone();
        let first = mentions.len();
        let steps = self.graph.steps(from, |index| {
            let name = format_ident!("__index_{}", mentions.len() - first);
            mentions.push((name.to_string(), index));
            quote!(#name)
        });
        let name = self.graph.array(from.array).name.clone();
        let lent = if self.graph.array(from.array).reference && from.path.is_empty() {
            quote!(&*#name)
        } else {
            quote!(&#name #steps)
        };
        let given = quote!(#krate::support::owned(#lent));
        let given = if reference { quote!(&#given) } else { given };
        // What does not fit is nothing, of which nobody asks anything.
        let or_nothing = fallible.then(|| quote!(.unwrap_or_default()));
        let made = quote!(#path(#words #given));
        let whole = quote!(#made #or_nothing);
        let mut pinned = |tokens| {
            let id = self.graph.constant(tokens, mentions.clone(), vec![from.array], false);
            if self.graph.array(from.array).constant { id } else { self.pinned(id) }
        };
        let whole = pinned(whole);
        let is_some = fallible.then(|| pinned(quote!(#made.is_ok())));
        let name = self.wanted_name("made");
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), true);
        let family = match *self.type_of(expr) {
            Type::Option(held) => self.types.get(held).clone(),
            ref other => other.clone(),
        };
        let is_grid = matches!(family, Type::Matrix(Family::Grid(rank)) if rank > 1);
        self.arrange(from, &place, arrangement, is_grid)?;
        let made = Value::Array(place);
        Some(match is_some {
            Some(is_some) => Value::Option(is_some, Box::new(made)),
            None => made,
        })
    }

    /// Puts each number of a list where it belongs.
    fn arrange(&mut self, from: &Place, to: &Place, arrangement: Arrangement, is_grid: bool) -> Option<()> {
        match arrangement {
            Arrangement::Rows | Arrangement::Columns => {
                let by_rows = arrangement == Arrangement::Rows;
                let [lines, count] = if by_rows { ["nrows", "ncols"] } else { ["ncols", "nrows"] };
                let (lines, count) = (self.size_of(to, lines), self.size_of(to, count));
                self.count_up(lines, &mut |lowering, line| {
                    let from = lowering.graph.at(from, line);
                    lowering.count_up(count, &mut |lowering, index| {
                        let element = lowering.graph.at(&from, index);
                        let number = lowering.graph.element(element);
                        let index = lowering.pair(if by_rows { (line, index) } else { (index, line) });
                        let element = lowering.graph.at(to, index);
                        lowering.store_at(element, number);
                    });
                })
            }
            _ => {
                let by_columns = matches!(arrangement, Arrangement::ByRows | Arrangement::Translation);
                let columns = by_columns.then(|| self.size_of(to, "ncols"));
                let count = match arrangement {
                    Arrangement::Diagonal => self.size_of(to, "nrows"),
                    Arrangement::ScalingBy | Arrangement::Translation => {
                        let rows = self.size_of(to, "nrows");
                        self.one_less(rows)
                    }
                    _ => self.size_of(to, "len"),
                };
                self.count_up(count, &mut |lowering, index| {
                    let element = lowering.graph.at(from, index);
                    let number = lowering.graph.element(element);
                    let index = lowering.index_in((arrangement, is_grid), columns, index);
                    let element = lowering.graph.at(to, index);
                    lowering.store_at(element, number);
                })
            }
        }
    }

    /// The index of the number that stands at some place of a list.
    fn index_in(
        &mut self,
        (arrangement, is_grid): (Arrangement, bool),
        columns: Option<Id>,
        index: Id,
    ) -> Id {
        let mut mentions = vec![("__n".to_owned(), index)];
        let parts = match (arrangement, columns) {
            (Arrangement::Diagonal | Arrangement::ScalingBy, _) => quote!(__n, __n),
            (Arrangement::Translation, Some(columns)) => {
                mentions.push(("__columns".to_owned(), columns));
                quote!(__n, __columns - 1)
            }
            (_, Some(columns)) => {
                mentions.push(("__columns".to_owned(), columns));
                quote!(__n / __columns, __n % __columns)
            }
            _ => return index,
        };
        let tokens = if is_grid { quote!([#parts]) } else { quote!((#parts)) };
        self.graph.constant(tokens, mentions, Vec::new(), false)
    }

    fn one_less(&mut self, count: Id) -> Id {
        let mentions = vec![("__count".to_owned(), count)];
        self.graph.constant(quote!(__count - 1), mentions, Vec::new(), false)
    }

    /// A list in memory; an iterator becomes one.
    fn listed(&mut self, list: &'t Expr) -> Option<Place> {
        if matches!(self.type_of(list), Type::Iterator(_)) {
            let source = self.source(list)?;
            let to = self.empty_numbers(true);
            self.each(None, Vec::new(), &source, None, &mut |lowering, value| {
                lowering.append_item(&to, list, value);
            })?;
            return Some(to);
        }
        let value = self.part_value(list)?;
        self.memory(list, value)
    }

    /// Sizes, as they stand before what a maker is given.
    #[allow(clippy::type_complexity, reason = "words, and what they mention")]
    pub(super) fn sizes(&mut self, sizes: &'t [Expr]) -> Option<(TokenStream, Vec<(String, Id)>)> {
        let ids: Vec<Option<Id>> = sizes.iter().map(|size| self.size(size)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let words: Vec<_> = (0..ids.len()).map(|number| format_ident!("__size_{number}")).collect();
        let mentions = words.iter().map(ToString::to_string).zip(ids).collect();
        Some((quote!(#(#words,)*), mentions))
    }

    /// One size, or several in a tuple.
    fn size(&mut self, size: &'t Expr) -> Option<Id> {
        match &size.bare().kind {
            ExprKind::Tuple(_) => self.index_of_matrix(size),
            _ if self.is_constant(size) => self.constant(size),
            _ => self.index(size),
        }
    }

    /// Gives every element of a vector or a matrix the same number.
    pub(super) fn fill_matrix(&mut self, place: &Place, number: Id, family: Family) -> Option<()> {
        let mut step = |lowering: &mut Self, index| {
            let element = lowering.graph.at(place, index);
            lowering.store_at(element, number);
        };
        match family {
            Family::Grid(2) => {
                let form = |row, column| quote!([#row, #column]);
                self.for_rows_and_columns(place, &form, &mut |lowering, _, index| step(lowering, index))
            }
            Family::Grid(3) => None,
            _ => {
                let count = self.size_of(place, "len");
                self.count_up(count, &mut step)
            }
        }
    }
}

/// What stands in the brackets of a macro, with other elements.
fn written(parts: &[Expr], element: &mut impl FnMut() -> TokenStream, family: Family) -> TokenStream {
    let is_nested = parts.iter().any(|part| matches!(part.kind, ExprKind::List(..)));
    let all: Vec<TokenStream> = parts
        .iter()
        .map(|part| match &part.kind {
            ExprKind::List(parts, _) => {
                let inner = written(parts, element, family);
                if family == Family::Algebra { inner } else { quote!([#inner]) }
            }
            _ => element(),
        })
        .collect();
    if is_nested && family == Family::Algebra { quote!(#(#all);*) } else { quote!(#(#all),*) }
}
