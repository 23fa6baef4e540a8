//! The Jacobian of a function with arrays.

use super::body::Body;
use super::emission::{Emission, ours};
use super::rows::Rows;
use crate::ir::Node;
use crate::signature::{Returns, rank_of, strip};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Type;

/// How many columns go forward at once, where several do.
const LANES: usize = 8;

impl Emission<'_> {
    /// The Jacobian of a few numbers: the function once, and back from each of them.
    pub(super) fn jacobian_of_numbers(&self, count: usize, gradient: &TokenStream) -> TokenStream {
        let turbofish = self.turbofish();
        let (scalar, names) = (&self.scalar, &self.names);
        let rows = quote!([#gradient; #count]);
        let mut functions = self.method(
            "jacobian",
            &TokenStream::new(),
            &rows,
            |_| quote!(Self::value_and_jacobian #turbofish(#(#names),*).1),
        );
        let value_type = quote!([#scalar; #count]);
        functions.extend(self.method(
            "value_and_jacobian",
            &TokenStream::new(),
            &quote!((#value_type, #rows)),
            |program| {
                let mut program = program.clone();
                let positions = self.signature.differentiated();
                let zeros = self.zeros();
                let one = program.graph.real(1.0);
                let mut made = TokenStream::new();
                let mut results = program.outputs.clone();
                let mut arrays = Vec::new();
                let mut slots_of_rows = Vec::new();
                for row in 1..=count {
                    let slots = self.named(&format!("row{row}_"));
                    program.taken.extend(slots.iter().map(ToString::to_string));
                    let mut numbers = Vec::new();
                    for ((&position, slot), zero) in positions.iter().zip(&slots).zip(&zeros) {
                        match Self::array_of(&program, position) {
                            Some(array) => {
                                made.extend(quote!(let mut #slot = #zero;));
                                let cotangent = Self::foreign(&mut program, slot.clone(), array, false);
                                program.graph.array_mut(array).cotangent = Some(cotangent);
                                arrays.push(cotangent);
                            }
                            None => numbers.push(program.graph.make(Node::Parameter(position))),
                        }
                    }
                    let output = program.outputs[row - 1];
                    results.extend(program.graph.pull_back(&[(output, one)], &numbers));
                    slots_of_rows.push(slots);
                }
                let Body { statements, values, .. } = self.body_with(&program, names, &results, &arrays);
                let (outputs, partials) = values.split_at(count);
                let mut partials = partials.iter();
                let rows = slots_of_rows.iter().map(|slots| {
                    let parts: Vec<TokenStream> = positions
                        .iter()
                        .zip(slots)
                        .map(|(&position, slot)| match self.signature.parameters[position].rank {
                            0 => partials.next().cloned().unwrap_or_default(),
                            _ => slot.to_token_stream(),
                        })
                        .collect();
                    self.gathered(&parts)
                });
                quote!(#made #statements ([#(#outputs),*], [#(#rows),*]))
            },
        ));
        functions
    }

    pub(super) fn jacobian_of_arrays(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        if let Returns::Array(count) | Returns::Tuple(count) = self.signature.returns
            && self.signature.parameters.iter().all(|parameter| parameter.rank == 0 || !parameter.mutable)
        {
            return self.jacobian_of_numbers(count, gradient);
        }
        let Some(rows) = Rows::of(self, returned, gradient) else { return TokenStream::new() };
        let (turbofish, names, call) = (self.turbofish(), &self.names, self.value_alone());
        let parameters = self.arguments_kept();
        let value = ours("value");
        let each = rows.each(&value, &|unit| quote!(Self::vjp #turbofish(#(#parameters,)* #unit).1));
        let (rows_type, values_type, values) = (&rows.jacobian, &rows.values, rows.beside(&value));
        let mut functions = self.method(
            "jacobian",
            &TokenStream::new(),
            rows_type,
            |_| quote!(Self::value_and_jacobian #turbofish(#(#names),*).1),
        );
        let (slopes, row, krate) = (ours("slopes"), ours("row"), &self.krate);
        // There are as many rows as numbers in the value, one after the other.
        let next = rows.each(
            &value,
            &|_| quote!(::core::iter::Iterator::next(&mut #row).expect("there is a row for each number")),
        );
        let (zeros, kept) = (self.gathered(&self.zeros()), self.arguments_kept());
        let by_columns = self.has_columns().then(|| {
            let along = if self.options.lanes.is_some() {
                quote!(|#slopes: [_; #LANES]| Self::jvp_many(#(#kept,)* #slopes).1)
            } else {
                quote!(|[#slopes]| [Self::jvp #turbofish(#(#kept,)* #slopes).1])
            };
            quote! {
                if let ::core::option::Option::Some(mut #row) = #krate::support::by_columns(
                    &#value, &#zeros, #along,
                ) {
                    let #slopes = #next;
                    return (#values, #slopes);
                }
            }
        });
        functions.extend(self.method(
            "value_and_jacobian",
            &TokenStream::new(),
            &quote!((#values_type, #rows_type)),
            |_| {
                quote! {
                    let #value = #call;
                    #by_columns
                    let #slopes = #each;
                    (#values, #slopes)
                }
            },
        ));
        functions
    }

    /// Whether gradient and result are made of numbers in the way of the core crate's trait, which has tuples up to a length.
    fn has_columns(&self) -> bool {
        const LONGEST: usize = 8;
        let is_short = |declared: &Type| {
            let known = self.signature.known(declared);
            rank_of(&known).is_some() || matches!(&known, Type::Tuple(tuple) if tuple.elems.len() <= LONGEST)
        };
        let differentiated = self.differentiated();
        let numbers = differentiated.iter().all(|parameter| parameter.rank == 0);
        (numbers || differentiated.len() <= LONGEST)
            && differentiated.iter().all(|parameter| is_short(strip(&parameter.declared)))
            && (1..=LONGEST).contains(&self.signature.returned.len())
            && self.signature.returned.iter().all(is_short)
    }
}
