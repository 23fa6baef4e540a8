//! How a function changes along a direction through its kinks: what callers go by that follow directions themselves, as
//! `differentiate/noughts.rs` has it. Each notices a kink where the caller does.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::Index;

use super::arrays_forward::Way;
use super::derivatives::Derivatives;
use super::emission::{Emission, View, ours};
use crate::differentiate::KINKED;
use crate::lower::Program;
use crate::signature::{Parameter, Returns};

/// The value and its change.
pub(super) const FORTH: &str = "__push_forward_along";
/// What goes back, and its change.
pub(super) const BACK: &str = "__change_along";

impl Emission<'_> {
    /// Both ways, of which those of a function without kinks are the others.
    #[allow(clippy::redundant_closure_for_method_calls, reason = "the method is that of one lifetime")]
    pub(super) fn ways_along_kinks(&self) -> TokenStream {
        if !self.options.second_order {
            return TokenStream::new();
        }
        match self.derivatives {
            Derivatives::Differentiated { with_every_float: Some(every), .. }
                if !self.signature.has_arrays() =>
            {
                self.with_others(every, View::Own, |every| every.both_along_kinks())
            }
            _ => self.both_along_kinks(),
        }
    }

    fn both_along_kinks(&self) -> TokenStream {
        let is_flat = !self.signature.has_arrays();
        let (returned, tangent) = if is_flat {
            (self.returned_type(), self.returned_type())
        } else {
            (self.value_type(), self.tangent_returned())
        };
        let directions = self.direction_parameters("direction_");
        let pair = quote!((#returned, #tangent));
        if self.is_kinked() {
            let noticed = self.noticed(&ours(KINKED));
            let names = self.named("direction_");
            let mut functions = self.change_of_pull_back(BACK, &returned, true);
            functions.extend(self.hidden_with(FORTH, &quote!(#directions #noticed), &pair, |program| {
                let mut program = program.clone();
                program.graph.directional = true;
                let read = self.read_directions(&names, false);
                let body = self.forth(&program, &names, Way::Along);
                quote!(#read #body)
            }));
            return functions;
        }
        let (turbofish, names, unnoticed) =
            (self.turbofish(), &self.names, self.noticed(&format_ident!("_")));
        let along = self.direction_handed_on("direction_");
        let (cotangents, changed) = (ours("cotangents"), ours("cotangent_changes"));
        let (slots, changes) = (self.slot_parameters("d_"), self.slot_parameters("change_"));
        let (to_slots, to_changes) = (self.slots_handed_on("d_"), self.slots_handed_on("change_"));
        let extra = quote!(#directions #cotangents: #tangent, #changed: #tangent, #slots #changes #unnoticed);
        let mut functions = self.hidden_with(BACK, &extra, &returned, |_| {
            quote! {
                Self::__pull_back_change #turbofish(
                    #(#names,)* #along #cotangents, #changed, #to_slots #to_changes
                )
            }
        });
        functions.extend(self.hidden_with(
            FORTH,
            &quote!(#directions #unnoticed),
            &pair,
            |_| quote!(Self::__push_forward #turbofish(#(#names,)* #along)),
        ));
        functions
    }

    /// By how much half the square of what kinks add to each output bends, by these parameters, which are numbers: column by column, what goes
    /// back where the cotangent is 0 and changes as much as the kinks make the output change.
    pub(super) fn bends_along(&self, numbers: &[usize], outputs: usize) -> TokenStream {
        let zero = self.zero();
        if numbers.is_empty() || !self.is_kinked() {
            let row = self.by_parameter(numbers, &vec![zero; numbers.len()]);
            let rows = self.by_parameter(numbers, &vec![row; numbers.len()]);
            return self.by_output(vec![rows; outputs]);
        }
        let (krate, scalar, turbofish) = (&self.krate, &self.scalar, self.turbofish());
        let (kept, nothing, columns) = (self.arguments_kept(), self.nothing_type(), ours("bends"));
        let [forth, kinked, along, smooth] = ["forth", KINKED, "along", "smooth"].map(ours);
        let (ways_back, ways_forth) = (format_ident!("{BACK}"), format_ident!("{FORTH}"));
        let parameters = self.for_any_caller();
        let zeros = |parameter: &Parameter| match parameter.rank {
            0 => quote!(#zero),
            _ => self.zeros_of(parameter),
        };
        let bends = (0..outputs).map(|output| {
            let each = |value: &dyn Fn(&TokenStream) -> TokenStream| {
                let values = self.slopes_of_outputs().into_iter().enumerate().map(|(place, _)| {
                    let index = Index::from(place);
                    let part = match self.signature.returns {
                        Returns::Tuple(_) => quote!(.#index),
                        Returns::Array(_) => quote!([#index]),
                        Returns::Scalar | Returns::Composite => TokenStream::new(),
                    };
                    if place == output { value(&part) } else { zero.clone() }
                });
                self.returned(values.collect())
            };
            // Without a kink both are the same but for their rounding, of which a root would make much.
            let (none, change) = (
                each(&|_| zero.clone()),
                each(&|part| quote!(if #kinked.is_noticed() { #along #part - #smooth #part } else { #zero })),
            );
            let of_each = numbers.iter().map(|&column| {
                let (mut made, mut directions, mut slots, mut changes) =
                    (TokenStream::new(), TokenStream::new(), TokenStream::new(), TokenStream::new());
                let mut found = Vec::new();
                for (place, parameter) in parameters.iter().enumerate() {
                    if !parameter.differentiated {
                        directions.extend(quote!(&#nothing,));
                        slots.extend(quote!(&mut #nothing,));
                        changes.extend(quote!(&mut #nothing,));
                        continue;
                    }
                    let (slot, changed) = (ours(&format!("slot{place}")), ours(&format!("changed{place}")));
                    let zeros = zeros(parameter);
                    made.extend(quote!(let (mut #slot, mut #changed) = (#zeros, #zeros);));
                    directions.extend(if place == column { quote!(#forth,) } else { quote!(&#zeros,) });
                    slots.extend(quote!(&mut #slot,));
                    changes.extend(quote!(&mut #changed,));
                    if numbers.contains(&place) {
                        found.push(changed);
                    }
                }
                quote! {
                    #krate::support::odd_part(&#krate::support::one::<#scalar>(), |#forth, #kinked| {
                        #made
                        let (_, #along) = Self::#ways_forth #turbofish(#(#kept,)* #directions #kinked);
                        let (_, #smooth) = Self::__push_forward #turbofish(#(#kept,)* #directions);
                        Self::#ways_back #turbofish(
                            #(#kept,)* #directions #none, #change, #slots #changes #kinked
                        );
                        ((), [#(#found),*])
                    }).1
                }
            });
            let of_each: Vec<TokenStream> = of_each.collect();
            let rows = self.rows_of(&columns, numbers);
            quote!({ let #columns = [#(#of_each),*]; #rows })
        });
        self.by_output(bends.collect())
    }

    /// What notices that there was a kink.
    pub(super) fn noticed(&self, name: &impl ToTokens) -> TokenStream {
        let krate = &self.krate;
        quote!(#name: &#krate::support::Kinked)
    }

    /// Whether the function has kinks, or calls one that may have some.
    pub(super) fn is_kinked(&self) -> bool {
        let kinked = |program: &Program| program.given.is_none() && program.graph.is_kinked();
        self.program().is_some_and(kinked) && !self.goes_forward()
    }
}
