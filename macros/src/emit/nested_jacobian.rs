//! What callers use that call `jacobian` or `value_and_jacobian`, and are differentiated themselves.

use proc_macro2::TokenStream;
use quote::quote;

use super::emission::{Emission, ours};
use super::rows::Rows;

impl Emission<'_> {
    /// Each row is a gradient, so that its derivative is that of `gradient`, for one output.
    pub(super) fn derivatives_of_jacobian(
        &self,
        returned: &TokenStream,
        gradient: &TokenStream,
    ) -> TokenStream {
        let Some(rows) = Rows::of(self, returned, gradient) else { return TokenStream::new() };
        let (turbofish, kept) = (self.turbofish(), self.arguments_kept());
        let [pull_back, pull_back_change, push_forward] =
            ["__pull_back", "__pull_back_change", "__push_forward"].map(|name| self.way(name));
        let [value, row, cotangent, of_value] = ["value", "row", "cotangent", "of_value"].map(ours);
        let counted = rows.counted_by(&value, &self.value_alone());
        let none = rows.none(&value);
        let (rows_type, values_type) = (&rows.jacobian, &rows.values);
        let slots = self.slot_parameters("d_");
        let pattern = self.gathered(&self.named("direction_"));
        let (along, ignored, lent) = (self.lent("direction_"), self.slots_ignored(), self.slots_lent("d_"));
        let back = rows.over(&row, &value, &|row, unit| {
            quote! {
                let #pattern = #row;
                Self::#pull_back_change #turbofish(#(#kept,)* #along #unit, #none, #ignored #lent);
            }
        });
        let mut functions = self.hidden_with(
            "__pull_back_jacobian",
            &quote!(#cotangent: #rows_type, #slots),
            &quote!(()),
            |_| quote!(let #row = #cotangent; #counted #back),
        );
        let returned_value = rows.returned(&of_value);
        functions.extend(self.hidden_with(
            "__pull_back_value_and_jacobian",
            &quote!(#cotangent: (#values_type, #rows_type), #slots),
            &quote!(()),
            |_| {
                quote! {
                    let (#of_value, #row) = #cotangent;
                    let #value = Self::#pull_back #turbofish(#(#kept,)* #returned_value, #lent);
                    #back
                }
            },
        ));
        let directions = self.direction_parameters("second_");
        let second = self.direction_handed_on("second_");
        let made = self.made("changed_");
        let lent_changes = self.lent_mutably("changed_");
        let changed = self.gathered(&self.named("changed_"));
        let each = rows.each(&value, &|unit| {
            quote! {{
                #made
                Self::#pull_back_change #turbofish(
                    #(#kept,)* #second #unit, #none, #ignored #lent_changes
                );
                #changed
            }}
        });
        functions.extend(self.hidden_with(
            "__push_forward_jacobian",
            &directions,
            &quote!(((), #rows_type)),
            |_| quote!(#counted ((), #each)),
        ));
        let values = rows.beside(&of_value);
        functions.extend(self.hidden_with(
            "__push_forward_value_and_jacobian",
            &directions,
            &quote!(((), (#values_type, #rows_type))),
            |_| {
                quote! {
                    let (#value, #of_value) = Self::#push_forward #turbofish(#(#kept,)* #second);
                    ((), (#values, #each))
                }
            },
        ));
        functions
    }
}
