//! What callers use that call `vjp`, and are differentiated themselves.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;

use super::emission::{Emission, ours};
use crate::signature::{rank_of, returns_fields};

impl Emission<'_> {
    /// For callers of `vjp`, whose derivative by the cotangent is the derivative along the cotangent of the slopes, and by
    /// the rest is the change of the way back along it.
    pub(super) fn derivatives_of_vjp(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        let (turbofish, krate, kept) = (self.turbofish(), &self.krate, self.arguments_kept());
        let [pull_back_change, push_forward] =
            ["__pull_back_change", "__push_forward"].map(|name| self.way(name));
        let count = self.signature.returned.len();
        let numbered = |prefix: &str| -> Vec<Ident> {
            (1..=count).map(|number| ours(&format!("{prefix}{number}"))).collect()
        };
        let is_number = |declared: &Type| rank_of(&self.signature.known(declared)) == Some(0);
        let returned_types = &self.signature.returned;
        let types: Vec<TokenStream> =
            returned_types.iter().map(|declared| self.slot_type(declared)).collect();
        let [parts, changes, slots, sums] = ["part", "change", "d_part", "sum"].map(numbered);
        let whole = |names: &[Ident]| {
            let values = names.iter().zip(returned_types).map(|(name, declared)| {
                if is_number(declared) { quote!(*#name) } else { quote!(#krate::support::owned(#name)) }
            });
            if self.signature.tuple { quote!((#(#values,)*)) } else { quote!(#(#values)*) }
        };
        let pattern_of_sums = if self.signature.tuple { quote!((#(#sums,)*)) } else { quote!(#(#sums)*) };
        let additions = slots.iter().zip(&sums).zip(returned_types).map(|((slot, sum), declared)| {
            if is_number(declared) {
                quote!(*#slot += #sum;)
            } else if returns_fields(&self.signature.known(declared)) {
                quote!(#krate::support::Shape::increase(#slot, &#sum);)
            } else {
                quote!(#krate::support::increase_all(&mut #slot[..], &#sum[..]);)
            }
        });
        let additions: TokenStream = additions.collect();
        let (cotangent, of_value) = (ours("cotangent"), ours("of_value"));
        let pattern = self.gathered(&self.named("direction_"));
        // What belongs to a struct with constant fields has none of these.
        let tangent =
            if self.signature.returns_fields() { self.tangent_returned() } else { returned.clone() };
        let (slot_parameters, pair) = (self.slot_parameters("d_"), quote!((#tangent, #gradient)));
        let (along, ignored, handed) =
            (self.lent("direction_"), self.slots_ignored(), self.slots_handed_on("d_"));
        let (of_parts, of_changes) = (whole(&parts), whole(&changes));
        let mut functions = self.hidden_with(
            "__pull_back_vjp",
            &quote!(#(#parts: &#types,)* #cotangent: #pair, #slot_parameters #(#slots: &mut #types,)*),
            &quote!(()),
            |_| {
                quote! {
                    let (#of_value, #pattern) = #cotangent;
                    let (_, #pattern_of_sums) = Self::#push_forward #turbofish(#(#kept,)* #along);
                    #additions
                    Self::#pull_back_change #turbofish(#(#kept,)* #along #of_parts, #of_value, #ignored #handed);
                }
            },
        );
        let second = self.direction_parameters("second_");
        let second_handed = self.direction_handed_on("second_");
        let [made, made_changes] = ["d_", "changed_"].map(|prefix| self.made(prefix));
        let [lent, lent_changes] = ["d_", "changed_"].map(|prefix| self.lent_mutably(prefix));
        let changed = self.gathered(&self.named("changed_"));
        let change = ours("change");
        functions.extend(self.hidden_with(
            "__push_forward_vjp",
            &quote!(#(#parts: &#types,)* #second #(#changes: &#types,)*),
            &quote!(((), #pair)),
            |_| {
                quote! {
                    let (_, #change) = Self::#push_forward #turbofish(#(#kept,)* #second_handed);
                    #made #made_changes
                    Self::#pull_back_change #turbofish(
                        #(#kept,)* #second_handed #of_parts, #of_changes, #lent #lent_changes
                    );
                    ((), (#change, #changed))
                }
            },
        ));
        let (own_types, own_zeros) = self.zeros_by_place();
        let owned = returned_types.iter().map(|declared| self.owned_type(declared));
        let zeros = parts.iter().zip(returned_types).map(|(part, declared)| {
            if is_number(declared) { self.zero() } else { quote!(#krate::support::zeros_like(#part)) }
        });
        let zeros: Vec<TokenStream> = zeros.collect();
        functions.extend(self.hidden_with(
            "__zeros_of_arguments_vjp",
            &quote!(#(#parts: &#types,)*),
            &quote!((#own_types #(#owned,)*)),
            |_| quote!((#own_zeros #(#zeros,)*)),
        ));
        functions
    }
}
