//! A function of numbers as callers use it that do not know whether it takes arrays: what they hand on from one call
//! to another may be either.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Index;

use super::emission::{Emission, ours};
use crate::signature::Returns;

impl Emission<'_> {
    /// `__pull_back` and its like, from the derivatives by each parameter.
    pub(super) fn numbers_for_callers(&self) -> TokenStream {
        let outputs = self.slopes_of_outputs();
        let returned = self.returned_type();
        let mut functions = self.numbers_back(&returned, &outputs);
        functions.extend(self.numbers_forth(&returned, &outputs));
        let (types, zeros) = self.zeros_by_place();
        let none = TokenStream::new();
        functions.extend(self.hidden_with(
            "__zeros_of_arguments",
            &none,
            &quote!((#types)),
            |_| quote!((#zeros)),
        ));
        if self.options.second_order {
            functions.extend(self.numbers_back_twice(&returned, &outputs));
            functions.extend(self.numbers_forth_twice(&returned, &outputs));
            let gradient = self.gradient_type();
            functions.extend(self.derivatives_of_derivatives(&returned, &gradient));
        }
        functions
    }

    /// Where the derivatives of each output stand among what `__partials` and `__second_partials` give.
    pub(super) fn slopes_of_outputs(&self) -> Vec<TokenStream> {
        match self.signature.returns {
            Returns::Scalar | Returns::Composite => vec![TokenStream::new()],
            Returns::Tuple(count) | Returns::Array(count) => {
                (0..count).map(Index::from).map(|output| quote!([#output])).collect()
            }
        }
    }

    fn numbers_back(&self, returned: &TokenStream, outputs: &[TokenStream]) -> TokenStream {
        let (whole, value, slopes) = (ours("cotangents"), ours("value"), ours("slopes"));
        let (seeds, pattern) = self.output_pattern("cotangent");
        let slots = self.slot_parameters("d_");
        let additions = self.placed("d_").into_iter().map(|(slot, place)| {
            let terms = seeds.iter().zip(outputs);
            let sum = self.sum(terms.map(|(seed, row)| quote!(#seed * #slopes #row.#place)).collect());
            quote!(*#slot += #sum;)
        });
        let (turbofish, names) = (self.turbofish(), &self.names);
        let body = quote! {
            let #pattern = #whole;
            let (#value, #slopes) = Self::__partials #turbofish(#(#names),*);
            #(#additions)*
            #value
        };
        self.hidden_with("__pull_back", &quote!(#whole: #returned, #slots), returned, |_| body.clone())
    }

    fn numbers_forth(&self, returned: &TokenStream, outputs: &[TokenStream]) -> TokenStream {
        let (value, slopes) = (ours("value"), ours("slopes"));
        let directions = self.direction_parameters("direction_");
        let change = self.along(outputs, &slopes, "direction_");
        let (turbofish, names) = (self.turbofish(), &self.names);
        let body = quote! {
            let (#value, #slopes) = Self::__partials #turbofish(#(#names),*);
            (#value, #change)
        };
        self.hidden_with("__push_forward", &directions, &quote!((#returned, #returned)), |_| body.clone())
    }

    fn numbers_back_twice(&self, returned: &TokenStream, outputs: &[TokenStream]) -> TokenStream {
        let (cotangents, changed) = (ours("cotangents"), ours("cotangent_changes"));
        let (value, slopes, rows) = (ours("value"), ours("slopes"), ours("rows"));
        let (seeds, pattern) = self.output_pattern("cotangent");
        let (seed_changes, changed_pattern) = self.output_pattern("cotangent_change");
        let directions = self.direction_parameters("direction_");
        let (slots, changes) = (self.slot_parameters("d_"), self.slot_parameters("change_"));
        let along = self.placed("direction_");
        let slots_and_changes = self.placed("d_").into_iter().zip(self.placed("change_"));
        let additions = slots_and_changes.map(|((slot, place), (change, _))| {
            let (mut gradient, mut tangent) = (Vec::new(), Vec::new());
            for ((seed, seed_change), row) in seeds.iter().zip(&seed_changes).zip(outputs) {
                gradient.push(quote!(#seed * #slopes #row.#place));
                tangent.push(quote!(#seed_change * #slopes #row.#place));
                for (direction, other) in &along {
                    tangent.push(quote!(#seed * #rows #row.#place.#other * *#direction));
                }
            }
            let (gradient, tangent) = (self.sum(gradient), self.sum(tangent));
            quote!(*#slot += #gradient; *#change += #tangent;)
        });
        let (turbofish, names) = (self.turbofish(), &self.names);
        let body = quote! {
            let (#pattern, #changed_pattern) = (#cotangents, #changed);
            let (#value, #slopes, #rows, _) = Self::__second_partials #turbofish(#(#names),*);
            #(#additions)*
            #value
        };
        let extra = quote!(#directions #cotangents: #returned, #changed: #returned, #slots #changes);
        self.hidden_with("__pull_back_change", &extra, returned, |_| body.clone())
    }

    fn numbers_forth_twice(&self, returned: &TokenStream, outputs: &[TokenStream]) -> TokenStream {
        let (value, slopes, rows) = (ours("value"), ours("slopes"), ours("rows"));
        let [first, second] = ["direction_", "second_"].map(|prefix| self.along(outputs, &slopes, prefix));
        let mixed = outputs.iter().map(|row| {
            let mut terms: Vec<TokenStream> = self
                .placed("mixed_")
                .into_iter()
                .map(|(mixed, place)| quote!(#slopes #row.#place * *#mixed))
                .collect();
            for (a, place) in self.placed("direction_") {
                for (b, other) in self.placed("second_") {
                    terms.push(quote!(*#a * #rows #row.#place.#other * *#b));
                }
            }
            self.sum(terms)
        });
        let mixed = self.returned(mixed.collect());
        let parameters: TokenStream = ["direction_", "second_", "mixed_"]
            .iter()
            .map(|prefix| self.direction_parameters(prefix))
            .collect();
        let (turbofish, names) = (self.turbofish(), &self.names);
        let body = quote! {
            let (#value, #slopes, #rows, _) = Self::__second_partials #turbofish(#(#names),*);
            ((#value, #first), (#second, #mixed))
        };
        let pair = quote!((#returned, #returned));
        self.hidden_with("__push_forward_twice", &parameters, &quote!((#pair, #pair)), |_| body.clone())
    }

    /// The change of each output along a direction.
    fn along(&self, outputs: &[TokenStream], slopes: &Ident, prefix: &str) -> TokenStream {
        let changes = outputs.iter().map(|row| {
            let terms = self.placed(prefix).into_iter();
            self.sum(terms.map(|(direction, place)| quote!(#slopes #row.#place * *#direction)).collect())
        });
        self.returned(changes.collect())
    }

    fn sum(&self, terms: Vec<TokenStream>) -> TokenStream {
        if terms.is_empty() { self.zero() } else { quote!(#(#terms)+*) }
    }
}
