//! The Jacobian of a function with arrays.

use super::body::Body;
use super::emission::{Emission, ours};
use crate::ir::Node;
use crate::signature::{Returns, length_of, rank_of};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

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
        let turbofish = self.turbofish();
        let names = &self.names;
        let krate = &self.krate;
        let parameters = self.arguments_kept();
        let (count, rows, single) = match (self.signature.returns, self.signature.returned.as_slice()) {
            (Returns::Array(count) | Returns::Tuple(count), _) => {
                (quote!(#count), quote!([#gradient; #count]), false)
            }
            (_, [only]) if rank_of(&self.signature.known(only)) == Some(1) => match length_of(only) {
                Some(length) => (length.clone(), quote!([#gradient; #length]), true),
                None => {
                    let (row, i) = (ours("row"), ours("i"));
                    let (value, seed) = (ours("value"), ours("seed"));
                    let rows = quote!(#krate::support::Vec<#gradient>);
                    let name = &self.function.sig.ident;
                    let first = quote! {
                        let #value = #name #turbofish(#(#parameters),*);
                        let mut #row = #krate::support::Vec::with_capacity(#value.len());
                        for #i in 0..#value.len() {
                            let mut #seed = #krate::support::zeros_like(&#value);
                            #seed[#i] = #krate::support::one();
                            #row.push(Self::vjp #turbofish(#(#parameters,)* #seed).1);
                        }
                    };
                    let mut functions = self.method(
                        "jacobian",
                        &TokenStream::new(),
                        &rows,
                        |_| quote!(Self::value_and_jacobian #turbofish(#(#names),*).1),
                    );
                    functions.extend(self.method(
                        "value_and_jacobian",
                        &TokenStream::new(),
                        &quote!((#returned, #rows)),
                        |_| quote!(#first (#value, #row)),
                    ));
                    return functions;
                }
            },
            _ => return TokenStream::new(),
        };
        let name = &self.function.sig.ident;
        let (i, seed, value) = (ours("i"), ours("seed"), ours("value"));
        let seeded = match self.signature.returns {
            Returns::Tuple(count) => {
                let parts = (0..count).map(|number| {
                    quote!(if #i == #number { #krate::support::one() } else { #krate::support::zero() })
                });
                quote!((#(#parts,)*))
            }
            _ => quote! {{
                let mut #seed: #returned = [#krate::support::zero(); #count];
                #seed[#i] = #krate::support::one();
                #seed
            }},
        };
        let _ = single;
        let scalar = &self.scalar;
        let value_type = match self.signature.returns {
            Returns::Tuple(count) => quote!([#scalar; #count]),
            _ => returned.clone(),
        };
        let as_array = match self.signature.returns {
            Returns::Tuple(count) => {
                let parts = (0..count).map(|number| {
                    let number = syn::Index::from(number);
                    quote!(#value.#number)
                });
                quote!([#(#parts),*])
            }
            _ => quote!(#value),
        };
        let mut functions = self.method(
            "jacobian",
            &TokenStream::new(),
            &rows,
            |_| quote!(Self::value_and_jacobian #turbofish(#(#names),*).1),
        );
        functions.extend(self.method(
            "value_and_jacobian",
            &TokenStream::new(),
            &quote!((#value_type, #rows)),
            |_| {
                quote! {
                    let #value = #name #turbofish(#(#parameters),*);
                    (#as_array, ::core::array::from_fn(|#i| Self::vjp #turbofish(#(#parameters,)* #seeded).1))
                }
            },
        ));
        functions
    }
}
