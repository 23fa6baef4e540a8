//! How many items there are to iterate over, and which one has a number.

use super::Lowering;
use super::iterator::{Access, Source};
use super::value::Value;
use crate::elementary::Function;
use crate::ir::Id;
use crate::region::Place;
use crate::table::matrices::Outcome;
use proc_macro2::TokenStream;
use quote::quote;

impl<'t> Lowering<'t, '_> {
    /// An integer made from others by tokens in which these have names.
    pub(super) fn counted(&mut self, tokens: TokenStream, names: &[(&str, Id)]) -> Id {
        let mentions = names.iter().map(|(name, id)| ((*name).to_owned(), *id)).collect();
        self.graph.constant(tokens, mentions, Vec::new(), false)
    }

    /// How many elements there are.
    pub(super) fn count(&mut self, source: &Source<'t>) -> Option<Id> {
        Some(match source {
            Source::Range { count, .. } | Source::Lines(_, _, count) => *count,
            Source::Constant(list) => self.counted(quote!(__list.len()), &[("__list", *list)]),
            Source::ConstantParts { list, width, step, is_cut } => {
                let tokens = if *is_cut {
                    quote!(::core::primitive::usize::div_ceil(__list.len(), __width))
                } else {
                    quote!(::core::primitive::usize::saturating_sub(__list.len() + __step, __width) / __step)
                };
                self.counted(tokens, &[("__list", *list), ("__width", *width), ("__step", *step)])
            }
            Source::Memory(place, _) => self.length(place),
            Source::Windows(place, width) => {
                let length = self.length(place);
                self.counted(
                    quote!(::core::primitive::usize::saturating_sub(__n + 1, __w)),
                    &[("__n", length), ("__w", *width)],
                )
            }
            Source::Chunks { place, width, exact, .. } => {
                let length = self.length(place);
                let tokens = if *exact {
                    quote!((__n / __w))
                } else {
                    quote!(::core::primitive::usize::div_ceil(__n, __w))
                };
                self.counted(tokens, &[("__n", length), ("__w", *width)])
            }
            Source::Copied(inner)
            | Source::Enumerate(inner)
            | Source::Reversed(inner)
            | Source::Map(inner, _) => {
                return self.count(inner);
            }
            Source::Zip(a, b) => {
                let (a, b) = (self.count(a)?, self.count(b)?);
                if a == b {
                    return Some(a);
                }
                self.counted(quote!(::core::cmp::Ord::min(__a, __b)), &[("__a", a), ("__b", b)])
            }
            Source::Skip(inner, skipped) => {
                let count = self.count(inner)?;
                self.counted(
                    quote!(::core::primitive::usize::saturating_sub(__n, __s)),
                    &[("__n", count), ("__s", *skipped)],
                )
            }
            Source::Take(inner, taken) => {
                let count = self.count(inner)?;
                self.counted(quote!(::core::cmp::Ord::min(__a, __b)), &[("__a", count), ("__b", *taken)])
            }
            Source::Step(inner, step) => {
                let count = self.count(inner)?;
                self.counted(
                    quote!(::core::primitive::usize::div_ceil(__n, __s)),
                    &[("__n", count), ("__s", *step)],
                )
            }
            // As often as nobody counts.
            Source::Cycle(inner) => match self.count(inner) {
                Some(count) => self.counted(
                    quote!(if __n == 0 { 0 } else { ::core::primitive::usize::MAX }),
                    &[("__n", count)],
                ),
                None => self.counted(quote!(::core::primitive::usize::MAX), &[]),
            },
            _ => return None,
        })
    }

    /// The element of that number.
    pub(super) fn at_number(&mut self, source: &Source<'t>, number: Id) -> Option<Value<'t>> {
        Some(match source {
            Source::Range { start, index: true, .. } => {
                Value::Number(self.integer_operation(Function::ADD, *start, number))
            }
            Source::Range { start, end, .. } => {
                let krate = self.context.krate.clone();
                let mut names = vec![("__start", *start), ("__k", number)];
                let range = match end {
                    Some(end) => {
                        names.push(("__end", *end));
                        quote!(__start..__end)
                    }
                    None => quote!(__start..),
                };
                Value::Number(self.counted(quote!(#krate::support::counted(#range, __k)), &names))
            }
            Source::Constant(list) => Value::Borrowed(
                self.counted(quote!(__list[__number]), &[("__list", *list), ("__number", number)]),
            ),
            Source::ConstantParts { list, width, step, is_cut } => {
                let tokens = if *is_cut {
                    quote!(
                        &__list[__number * __step
                            ..::core::cmp::Ord::min(__number * __step + __width, __list.len())]
                    )
                } else {
                    quote!(&__list[__number * __step..__number * __step + __width])
                };
                Value::Number(self.counted(
                    tokens,
                    &[("__list", *list), ("__width", *width), ("__step", *step), ("__number", number)],
                ))
            }
            Source::Memory(place, access) => {
                let place = self.graph.at(place, number);
                if self.graph.rank(&place) > 0 {
                    let borrowed = *access != Access::Value;
                    return Some(Value::Array(Place { borrowed, ..place }));
                }
                match access {
                    Access::Value => Value::Number(self.graph.element(place)),
                    Access::Reference => Value::Borrowed(self.graph.element(place)),
                    Access::Mutable => Value::Slot(place),
                }
            }
            Source::Lines(matrix, function, _) => {
                self.flow.lines.push(number);
                let arguments = vec![matrix.clone(), super::matrix::number(number)];
                return Some(self.applied_to_matrices(function, arguments, Outcome::Matrix));
            }
            Source::Windows(place, width) => {
                let part = self.range_of(place, number, *width);
                Value::Array(Place { borrowed: true, ..part })
            }
            Source::Chunks { place, width, exact, from_end } => {
                let start = self.integer_operation(Function::MUL, number, *width);
                let width = if *exact {
                    *width
                } else {
                    let length = self.length(place);
                    let tokens = quote!(::core::cmp::Ord::min(
                        __w,
                        ::core::primitive::usize::saturating_sub(__n, __start)
                    ));
                    self.counted(tokens, &[("__w", *width), ("__n", length), ("__start", start)])
                };
                let start = if *from_end {
                    let length = self.length(place);
                    let end = self.integer_operation(Function::SUB, length, start);
                    self.integer_operation(Function::SUB, end, width)
                } else {
                    start
                };
                let part = self.range_of(place, start, width);
                Value::Array(Place { borrowed: true, ..part })
            }
            Source::Copied(inner) => {
                let value = self.at_number(inner, number)?;
                self.dereferenced(value)
            }
            Source::Zip(a, b) => Value::Tuple(vec![self.at_number(a, number)?, self.at_number(b, number)?]),
            Source::Enumerate(inner) => {
                Value::Tuple(vec![Value::Number(number), self.at_number(inner, number)?])
            }
            Source::Reversed(inner) => {
                let count = self.count(inner)?;
                let number = self.counted(quote!((__n - 1 - __k)), &[("__n", count), ("__k", number)]);
                self.at_number(inner, number)?
            }
            Source::Skip(inner, skipped) => {
                let number = self.integer_operation(Function::ADD, *skipped, number);
                self.at_number(inner, number)?
            }
            Source::Take(inner, _) => self.at_number(inner, number)?,
            Source::Step(inner, step) => {
                let number = self.integer_operation(Function::MUL, number, *step);
                self.at_number(inner, number)?
            }
            Source::Cycle(inner) => match &**inner {
                Source::Known(values) => values.first()?.clone(),
                inner => {
                    let count = self.count(inner)?;
                    let number = self.counted(quote!((__k % __n)), &[("__k", number), ("__n", count)]);
                    self.at_number(inner, number)?
                }
            },
            Source::Map(inner, closure) => {
                let value = self.at_number(inner, number)?;
                self.applied(closure, vec![value])?
            }
            _ => return None,
        })
    }
}
