//! What callers use that call a derivative, and are differentiated themselves.

use super::emission::{Emission, ours};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A direction as it is handed to `jvp`: its parts one by one, if it is a tuple.
struct Parts {
    /// The parameters for a direction by reference, and what leads from them to a name for each parameter.
    directions: TokenStream,
    directions_apart: TokenStream,
    /// The same for slots of the derivatives by the direction.
    slots: TokenStream,
    slots_apart: TokenStream,
    /// The type of zeros, and the zeros.
    types: TokenStream,
    zeros: TokenStream,
}

impl Emission<'_> {
    fn parts(&self, gradient: &TokenStream, prefix: &str) -> Parts {
        let parameters = self.differentiated();
        let (names, slots) = (self.named(prefix), self.named(&format!("d_{prefix}")));
        let zeros = self.zeros();
        let numbers = parameters.iter().all(|parameter| parameter.rank == 0);
        if numbers && parameters.len() > 1 {
            let (whole, slot) = (ours(&format!("{prefix}all")), ours(&format!("d_{prefix}all")));
            return Parts {
                directions: quote!(#whole: &#gradient,),
                directions_apart: quote!(let [#(#names),*] = #whole;),
                slots: quote!(#slot: &mut #gradient,),
                slots_apart: quote!(let [#(#slots),*] = #slot;),
                types: quote!(#gradient,),
                zeros: quote!([#(#zeros),*],),
            };
        }
        let types: Vec<TokenStream> =
            parameters.iter().map(|parameter| self.slot_type(&parameter.declared)).collect();
        let owned = parameters.iter().map(|parameter| self.owned_type(&parameter.declared));
        Parts {
            directions: quote!(#(#names: &#types,)*),
            directions_apart: TokenStream::new(),
            slots: quote!(#(#slots: &mut #types,)*),
            slots_apart: TokenStream::new(),
            types: quote!(#(#owned,)*),
            zeros: quote!(#(#zeros,)*),
        }
    }

    /// For callers of `jvp`, whose derivative by the direction is the way back, and by the rest is its change along
    /// the direction.
    pub(super) fn derivatives_of_jvp(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        let (turbofish, names) = (self.turbofish(), self.arguments_beside_zeros());
        let [pull_back_change, push_forward_twice] =
            ["__pull_back_change", "__push_forward_twice"].map(|name| self.way(name));
        let Parts { directions, directions_apart, slots: part_slots, slots_apart, types, zeros } =
            self.parts(gradient, "direction_");
        let slots = self.slot_parameters("d_");
        let tangent = self.tangent_returned();
        let (pair, change) = (quote!((#returned, #tangent)), quote!((#tangent, #tangent)));
        let (cotangent, of_value, of_change) = (ours("cotangent"), ours("of_value"), ours("of_change"));
        let along = self.own_direction_handed_on("direction_");
        let (to_direction, to_rest) = (self.own_slots_handed_on("d_direction_"), self.slots_handed_on("d_"));
        let nothing = self.unless_nought(&cotangent);
        let mut functions = self.hidden_with(
            "__pull_back_jvp",
            &quote!(#directions #cotangent: #change, #slots #part_slots),
            &quote!(()),
            |_| {
                quote! {
                    #nothing
                    #directions_apart #slots_apart
                    let (#of_value, #of_change) = #cotangent;
                    Self::#pull_back_change #turbofish(
                        #(#names,)* #along #of_change, #of_value, #to_direction #to_rest
                    );
                }
            },
        );
        let second = self.direction_parameters("second_");
        let Parts { directions: mixed, directions_apart: mixed_apart, .. } = self.parts(gradient, "mixed_");
        let (second_handed, mixed_handed) =
            (self.direction_handed_on("second_"), self.own_direction_handed_on("mixed_"));
        functions.extend(self.hidden_with(
            "__push_forward_jvp",
            &quote!(#directions #second #mixed),
            &quote!((#pair, #change)),
            |_| {
                quote! {
                    #directions_apart #mixed_apart
                    Self::#push_forward_twice #turbofish(#(#names,)* #along #second_handed #mixed_handed)
                }
            },
        ));
        let (own_types, own_zeros) = self.zeros_by_place();
        functions.extend(self.hidden_with(
            "__zeros_of_arguments_jvp",
            &directions,
            &quote!((#own_types #types)),
            |_| quote!((#own_zeros #zeros)),
        ));
        functions
    }

    /// Where nothing comes back, no infinite slope is met.
    fn unless_nought(&self, cotangent: &Ident) -> TokenStream {
        let krate = &self.krate;
        quote! {
            if #krate::support::is_nought(&#cotangent) {
                return;
            }
        }
    }

    /// For callers of `gradient` or `value_and_gradient`.
    pub(super) fn derivatives_of_gradient(&self, gradient: &TokenStream) -> TokenStream {
        let turbofish = self.turbofish();
        let (names, scalar) = (self.arguments_beside_zeros(), &self.scalar);
        let [pull_back_change, push_forward] =
            ["__pull_back_change", "__push_forward"].map(|name| self.way(name));
        let (one, zero) = (self.one(), self.zero());
        let slot_parameters = self.slot_parameters("d_");
        let pattern = self.gathered(&self.named("direction_"));
        let [made, ignored] = ["d_", "ignored_"].map(|prefix| self.made(prefix));
        let (along, lost, kept) =
            (self.lent("direction_"), self.lent_mutably("ignored_"), self.slots_handed_on("d_"));
        let (cotangent, seed) = (ours("cotangent"), ours("seed"));
        let nothing = self.unless_nought(&cotangent);
        let mut functions = self.hidden_with(
            "__pull_back_gradient",
            &quote!(#cotangent: #gradient, #slot_parameters),
            &quote!(()),
            |_| {
                quote! {
                    #nothing
                    let #pattern = #cotangent;
                    #ignored
                    Self::#pull_back_change #turbofish(#(#names,)* #along #one, #zero, #lost #kept);
                }
            },
        );
        functions.extend(self.hidden_with(
            "__pull_back_value_and_gradient",
            &quote!(#cotangent: (#scalar, #gradient), #slot_parameters),
            &quote!(()),
            |_| {
                quote! {
                    #nothing
                    let (#seed, #pattern) = #cotangent;
                    #ignored
                    Self::#pull_back_change #turbofish(#(#names,)* #along #one, #seed, #lost #kept);
                }
            },
        ));
        let directions = self.direction_parameters("direction_");
        let (along, owned) = (self.direction_handed_on("direction_"), self.lent_mutably("d_"));
        let [gathered, changed] = ["d_", "ignored_"].map(|prefix| self.gathered(&self.named(prefix)));
        let value = ours("value");
        let run = |arguments: &[TokenStream]| {
            quote! {
                #made #ignored
                let #value = Self::#pull_back_change #turbofish(#(#arguments,)* #along #one, #zero, #owned #lost);
            }
        };
        functions.extend(self.hidden_with(
            "__push_forward_gradient",
            &directions,
            &quote!((#gradient, #gradient)),
            |_| {
                let run = run(&names);
                quote!(#run (#gathered, #changed))
            },
        ));
        let change = ours("change");
        functions.extend(self.hidden_with(
            "__push_forward_value_and_gradient",
            &directions,
            &quote!(((#scalar, #gradient), (#scalar, #gradient))),
            |_| {
                let run = run(&self.arguments_kept());
                quote! {
                    #run
                    let (_, #change) = Self::#push_forward #turbofish(#(#names,)* #along);
                    ((#value, #gathered), (#change, #changed))
                }
            },
        ));
        functions
    }

    /// For callers whose arrays are constant: the second derivatives by the numbers among the parameters.
    pub(super) fn second_partials_of_arrays(&self) -> TokenStream {
        let (turbofish, names) = (self.turbofish(), &self.names);
        let (scalar, nothing) = (&self.scalar, self.nothing_type());
        let positions = self.signature.differentiated();
        let is_number = |position: &usize| self.signature.parameters[*position].rank == 0;
        let numbers: Vec<usize> = positions.iter().copied().filter(is_number).collect();
        let zeros = self.zeros();
        let types: Vec<TokenStream> =
            self.differentiated().iter().map(|parameter| self.owned_type(&parameter.declared)).collect();
        let types = self.by_parameter(&positions, &types);
        let row_type = self.by_parameter(&numbers, &vec![scalar.clone(); numbers.len()]);
        let rows_type = self.by_parameter(&numbers, &vec![row_type; numbers.len()]);
        let all_changes = self.named("change_");
        let changes: Vec<&Ident> = positions
            .iter()
            .zip(&all_changes)
            .filter(|(position, _)| is_number(position))
            .map(|(_, change)| change)
            .collect();
        let [made, made_changes] = ["d_", "change_"].map(|prefix| self.made(prefix));
        let [handed, handed_changes] = ["d_", "change_"].map(|prefix| self.lent_mutably(prefix));
        let kept = self.arguments_kept();
        let (one, zero) = (self.one(), self.zero());
        let columns = numbers.iter().map(|column| {
            let directions = (0..self.signature.parameters.len()).map(|position| {
                match positions.iter().position(|&other| other == position) {
                    _ if position == *column => quote!(&#one),
                    Some(number) => {
                        let zero = &zeros[number];
                        quote!(&#zero)
                    }
                    None => quote!(&#nothing),
                }
            });
            quote! {{
                #made #made_changes
                Self::__pull_back_change #turbofish(
                    #(#kept,)* #(#directions,)*
                    #one, #zero, #handed #handed_changes
                );
                [#(#changes),*]
            }}
        });
        let columns: Vec<TokenStream> = columns.collect();
        let all = ours("columns");
        let rows = self.rows_of(&all, &numbers);
        let bends = self.bends_along(&numbers, 1);
        let (value, slopes, all_bends) = (ours("value"), ours("slopes"), ours("bends"));
        let count = numbers.len();
        self.hidden_with(
            "__second_partials",
            &TokenStream::new(),
            &quote!((#scalar, #types, #rows_type, #rows_type)),
            |_| {
                quote! {
                    let #all: [[#scalar; #count]; #count] = [#(#columns),*];
                    let #all_bends = #bends;
                    let (#value, #slopes) = Self::__partials #turbofish(#(#names),*);
                    (#value, #slopes, #rows, #all_bends)
                }
            },
        )
    }
}
