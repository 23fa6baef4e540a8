//! Second derivatives of a function with arrays: forward through the way back.

use super::arrays::Prepared;
use super::body::Body;
use super::emission::{Emission, ours};
use crate::lower::Program;
use crate::signature::{length_of, strip};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

impl Emission<'_> {
    /// `hvp` and `hessian`: forward through the way back.
    pub(super) fn second_order_of_arrays(&self, gradient: &TokenStream) -> TokenStream {
        let turbofish = self.turbofish();
        let (krate, names) = (&self.krate, &self.names);
        let slots = self.named("d_");
        let changes = self.named("change_");
        let directions = self.named("direction_");
        let zeros = self.zeros();
        let parameters = self.differentiated();
        let direction = ours("direction");
        let pattern = self.gathered(&directions);
        let gathered = self.gathered(&changes);
        let cotangent = ours("cotangent");
        let cotangent_change = ours("cotangent_change");
        let scalar = &self.scalar;
        let positions = self.signature.differentiated();
        let nothing = self.nothing_type();

        let (mut slot_parameters, mut direction_parameters, mut change_parameters) =
            (TokenStream::new(), TokenStream::new(), TokenStream::new());
        for (position, parameter) in self.signature.parameters.iter().enumerate() {
            let (slot, change, along) = (
                ours(&format!("d_{}", parameter.name.unraw())),
                ours(&format!("change_{}", parameter.name.unraw())),
                ours(&format!("direction_{}", parameter.name.unraw())),
            );
            if positions.contains(&position) {
                let kind = self.slot_type(&parameter.declared);
                slot_parameters.extend(quote!(#slot: &mut #kind,));
                change_parameters.extend(quote!(#change: &mut #kind,));
                direction_parameters.extend(quote!(#along: &#kind,));
            } else {
                slot_parameters.extend(quote!(_: &mut #nothing,));
                change_parameters.extend(quote!(_: &mut #nothing,));
                direction_parameters.extend(quote!(_: &#nothing,));
            }
        }
        let extra = quote! {
            #direction_parameters #cotangent: #scalar, #cotangent_change: #scalar, #slot_parameters #change_parameters
        };
        let mut functions = self.hidden_with("__pull_back_change", &extra, &quote!(#scalar), |program| {
            self.back_change(program, &slots, &changes, &directions, &cotangent, &cotangent_change)
        });
        let mut handed = TokenStream::new();
        let mut handed_changes = TokenStream::new();
        let mut handed_directions = TokenStream::new();
        for (position, parameter) in self.signature.parameters.iter().enumerate() {
            let (slot, change, along) = (
                ours(&format!("d_{}", parameter.name.unraw())),
                ours(&format!("change_{}", parameter.name.unraw())),
                ours(&format!("direction_{}", parameter.name.unraw())),
            );
            if positions.contains(&position) {
                handed.extend(quote!(&mut #slot,));
                handed_changes.extend(quote!(&mut #change,));
                handed_directions.extend(quote!(&#along,));
            } else {
                handed.extend(quote!(&mut #nothing,));
                handed_changes.extend(quote!(&mut #nothing,));
                handed_directions.extend(quote!(&#nothing,));
            }
        }
        functions.extend(self.derivatives_of_gradient(gradient, &slot_parameters));
        let made = quote!(#(let mut #slots = #zeros;)* #(let mut #changes = #zeros;)*);
        let one = quote!(#krate::support::one());
        let zero = quote!(#krate::support::zero());
        functions.extend(self.second_partials_of_arrays(&made, &quote!(#handed #handed_changes)));
        functions.extend(self.method("hvp", &quote!(#direction: #gradient), gradient, |_| {
            quote! {
                let #pattern = #direction;
                #made
                Self::__pull_back_change #turbofish(
                    #(#names,)* #handed_directions #one, #zero, #handed #handed_changes
                );
                #gathered
            }
        }));
        if let [only] = parameters.as_slice()
            && only.rank == 1
        {
            let (rows, length) = match length_of(strip(&only.declared)) {
                Some(length) => (quote!([#gradient; #length]), Some(length)),
                None => (quote!(#krate::support::Vec<#gradient>), None),
            };
            let (i, unit) = (ours("i"), ours("unit"));
            let blank = &zeros[0];
            let row = quote! {{
                let mut #unit: #gradient = #blank;
                #unit[#i] = #one;
                Self::hvp #turbofish(#(#names,)* #unit)
            }};
            let name = &only.name;
            functions.extend(self.method("hessian", &TokenStream::new(), &rows, |_| {
                if length.is_some() {
                    quote!(::core::array::from_fn(|#i| #row))
                } else {
                    quote!(::core::iter::Iterator::collect(::core::iter::Iterator::map(0..#name.len(), |#i| #row)))
                }
            }));
        }
        if self.has_slice() {
            let extra: TokenStream = parameters
                .iter()
                .zip(&directions)
                .map(|(parameter, along)| {
                    let kind = self.slot_type(&parameter.declared);
                    if parameter.rank == 0 { quote!(#along: #kind,) } else { quote!(#along: &#kind,) }
                })
                .chain(parameters.iter().zip(&changes).map(|(parameter, change)| {
                    let kind = self.slot_type(&parameter.declared);
                    quote!(#change: &mut #kind,)
                }))
                .collect();
            let cleared: TokenStream = parameters
                .iter()
                .zip(&changes)
                .map(|(parameter, change)| match parameter.rank {
                    0 => quote!(*#change = #zero;),
                    _ => quote!(#krate::support::clear(&mut *#change);),
                })
                .collect();
            let (mut lent, mut lent_changes) = (TokenStream::new(), TokenStream::new());
            for (position, parameter) in self.signature.parameters.iter().enumerate() {
                let along = ours(&format!("direction_{}", parameter.name.unraw()));
                let change = ours(&format!("change_{}", parameter.name.unraw()));
                if positions.contains(&position) {
                    lent.extend(if self.signature.parameters[position].rank == 0 {
                        quote!(&#along,)
                    } else {
                        quote!(#along,)
                    });
                    lent_changes.extend(quote!(#change,));
                } else {
                    lent.extend(quote!(&#nothing,));
                    lent_changes.extend(quote!(&mut #nothing,));
                }
            }
            functions.extend(self.method("hvp_into", &extra, &quote!(()), |_| {
                quote! {
                    #cleared
                    #(let mut #slots = #zeros;)*
                    Self::__pull_back_change #turbofish(#(#names,)* #lent #one, #zero, #handed #lent_changes);
                }
            }));
        }
        functions
    }

    /// What callers use that call `gradient` or `value_and_gradient` and are differentiated themselves.
    pub(super) fn derivatives_of_gradient(
        &self,
        gradient: &TokenStream,
        slot_parameters: &TokenStream,
    ) -> TokenStream {
        let turbofish = self.turbofish();
        let (krate, names, scalar) = (&self.krate, &self.names, &self.scalar);
        let slots = self.named("d_");
        let (along, ignored) = (self.named("direction_"), self.named("change_"));
        let zeros = self.zeros();
        let positions = self.signature.differentiated();
        let nothing = self.nothing_type();
        let pattern = self.gathered(&along);
        let (mut directions, mut lost, mut kept, mut owned) =
            (TokenStream::new(), TokenStream::new(), TokenStream::new(), TokenStream::new());
        let mut direction_parameters = TokenStream::new();
        for (position, parameter) in self.signature.parameters.iter().enumerate() {
            let named = |prefix: &str| ours(&format!("{prefix}{}", parameter.name.unraw()));
            if positions.contains(&position) {
                let (direction, change, slot) = (named("direction_"), named("change_"), named("d_"));
                let kind = self.slot_type(&parameter.declared);
                directions.extend(quote!(&#direction,));
                lost.extend(quote!(&mut #change,));
                kept.extend(quote!(#slot,));
                owned.extend(quote!(&mut #slot,));
                direction_parameters.extend(quote!(#direction: &#kind,));
            } else {
                directions.extend(quote!(&#nothing,));
                lost.extend(quote!(&mut #nothing,));
                kept.extend(quote!(&mut #nothing,));
                owned.extend(quote!(&mut #nothing,));
                direction_parameters.extend(quote!(_: &#nothing,));
            }
        }
        let (one, zero) = (quote!(#krate::support::one()), quote!(#krate::support::zero()));
        let (cotangent, seed) = (ours("cotangent"), ours("seed"));
        let made = quote!(#(let mut #ignored = #zeros;)*);
        let mut functions = self.hidden_with(
            "__pull_back_gradient",
            &quote!(#cotangent: #gradient, #slot_parameters),
            &quote!(()),
            |_| {
                quote! {
                    let #pattern = #cotangent;
                    #made
                    Self::__pull_back_change #turbofish(#(#names,)* #directions #one, #zero, #lost #kept);
                }
            },
        );
        functions.extend(self.hidden_with(
            "__pull_back_value_and_gradient",
            &quote!(#cotangent: (#scalar, #gradient), #slot_parameters),
            &quote!(()),
            |_| {
                quote! {
                    let (#seed, #pattern) = #cotangent;
                    #made
                    Self::__pull_back_change #turbofish(#(#names,)* #directions #one, #seed, #lost #kept);
                }
            },
        ));
        let (gathered, changed) = (self.gathered(&slots), self.gathered(&ignored));
        let both = quote!(#(let mut #slots = #zeros;)* #made);
        let references: TokenStream = self
            .signature
            .parameters
            .iter()
            .enumerate()
            .map(|(position, parameter)| {
                let direction = ours(&format!("direction_{}", parameter.name.unraw()));
                if positions.contains(&position) { quote!(#direction,) } else { quote!(&#nothing,) }
            })
            .collect();
        let value = ours("value");
        let run = quote! {
            #both
            let #value = Self::__pull_back_change #turbofish(#(#names,)* #references #one, #zero, #owned #lost);
        };
        functions.extend(self.hidden_with(
            "__push_forward_gradient",
            &direction_parameters,
            &quote!((#gradient, #gradient)),
            |_| quote!(#run (#gathered, #changed)),
        ));
        let change = ours("change");
        functions.extend(self.hidden_with(
            "__push_forward_value_and_gradient",
            &direction_parameters,
            &quote!(((#scalar, #gradient), (#scalar, #gradient))),
            |_| {
                quote! {
                    #run
                    let (_, #change) = Self::__push_forward #turbofish(#(#names,)* #references);
                    ((#value, #gathered), (#change, #changed))
                }
            },
        ));
        functions
    }

    /// For callers whose arrays are constant: the second derivatives by the numbers among the parameters.
    fn second_partials_of_arrays(&self, made: &TokenStream, handed: &TokenStream) -> TokenStream {
        let (turbofish, krate, names) = (self.turbofish(), &self.krate, &self.names);
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
        let changes: Vec<Ident> = numbers
            .iter()
            .map(|&position| ours(&format!("change_{}", self.signature.parameters[position].name.unraw())))
            .collect();
        let columns = numbers.iter().map(|column| {
            let directions = (0..self.signature.parameters.len()).map(|position| {
                match positions.iter().position(|&other| other == position) {
                    _ if position == *column => quote!(&#krate::support::one()),
                    Some(number) => {
                        let zero = &zeros[number];
                        quote!(&#zero)
                    }
                    None => quote!(&#nothing),
                }
            });
            quote! {{
                #made
                Self::__pull_back_change #turbofish(
                    #(#names,)* #(#directions,)* #krate::support::one(), #krate::support::zero(), #handed
                );
                [#(#changes),*]
            }}
        });
        let columns: Vec<TokenStream> = columns.collect();
        let all = ours("columns");
        let rows = self.rows_of(&all, &numbers);
        let (value, slopes) = (ours("value"), ours("slopes"));
        let count = numbers.len();
        self.hidden_with(
            "__second_partials",
            &TokenStream::new(),
            &quote!((#scalar, #types, #rows_type)),
            |_| {
                quote! {
                    let #all: [[#scalar; #count]; #count] = [#(#columns),*];
                    let (#value, #slopes) = Self::__partials #turbofish(#(#names),*);
                    (#value, #slopes, #rows)
                }
            },
        )
    }

    #[allow(clippy::too_many_arguments, reason = "they are the names of one signature")]
    pub(super) fn back_change(
        &self,
        program: &Program,
        slots: &[Ident],
        changes: &[Ident],
        directions: &[Ident],
        cotangent: &Ident,
        cotangent_change: &Ident,
    ) -> TokenStream {
        let Prepared { mut program, numbers, mut arrays } =
            self.prepared(program, slots, std::slice::from_ref(cotangent), true);
        let mut along = self.directed(&mut program, directions, true);
        let seed = program.graph.variable_word(cotangent);
        let seed_change = program.graph.word(cotangent_change);
        program.taken.extend(changes.iter().chain([cotangent_change]).map(ToString::to_string));
        along.push((seed, seed_change));
        let positions = self.signature.differentiated();
        let mut array_slots = arrays.clone().into_iter();
        for (&position, change) in positions.iter().zip(changes) {
            if Self::array_of(&program, position).is_some()
                && let Some(slot) = array_slots.next()
            {
                let tangent = Self::foreign(&mut program, change.clone(), slot, true);
                program.graph.array_mut(slot).tangent = Some(tangent);
                arrays.push(tangent);
            }
        }
        let tangents = program.graph.push_forward(&numbers, &along);
        let (outputs, _) = Self::output_ids(&program);
        let results = [outputs.as_slice(), &numbers, &tangents].concat();
        let Body { statements, values, .. } = self.body_with(&program, &self.names, &results, &arrays);
        let (values, partials) = values.split_at(outputs.len());
        let (partials, tangents) = partials.split_at(numbers.len());
        let parameters = self.differentiated();
        let mut additions = TokenStream::new();
        let scalars =
            parameters.iter().zip(slots.iter().zip(changes)).filter(|(parameter, _)| parameter.rank == 0);
        for ((_, (slot, change)), (partial, tangent)) in scalars.zip(partials.iter().zip(tangents)) {
            additions.extend(quote!(*#slot += #partial; *#change += #tangent;));
        }
        let value = &values[0];
        let read = self.read_directions(directions);
        quote!(#read #statements #additions #value)
    }

    /// Directions come by reference; the numbers among them are read, and what the function changes is copied.
    pub(super) fn read_directions(&self, directions: &[Ident]) -> TokenStream {
        let krate = &self.krate;
        self.differentiated()
            .iter()
            .zip(directions)
            .map(|(parameter, name)| match (parameter.rank, parameter.mutable) {
                (0, _) => quote!(let #name = *#name;),
                (_, true) => quote!(let mut #name = #krate::support::owned(#name);),
                (_, false) => TokenStream::new(),
            })
            .collect()
    }
}
