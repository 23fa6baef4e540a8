//! The forms that write into memory which the caller holds.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;
use syn::ext::IdentExt;

use super::arrays::Prepared;
use super::emission::{Emission, ours};
use super::straight_line::element_of;
use crate::syntax::tokens;

impl Emission<'_> {
    pub(super) fn has_slice(&self) -> bool {
        fn is_slice(declared: &Type) -> bool {
            match declared {
                Type::Paren(inner) => is_slice(&inner.elem),
                Type::Group(inner) => is_slice(&inner.elem),
                Type::Reference(reference) => is_slice(&reference.elem),
                Type::Slice(_) | Type::Path(_) => {
                    !matches!(declared, Type::Path(path) if path.path.segments.last().is_none_or(|last| last.ident != "Vec"))
                }
                _ => false,
            }
        }
        self.differentiated().iter().any(|parameter| parameter.rank > 0 && is_slice(&parameter.declared))
    }

    /// The forms that write into what the caller holds.
    pub(super) fn forms_that_write(
        &self,
        returned: &TokenStream,
        slots: &[Ident],
        is_scalar: bool,
        prepared: Option<Prepared>,
    ) -> TokenStream {
        let turbofish = self.turbofish();
        let (krate, names) = (&self.krate, &self.names);
        let parameters = self.differentiated();
        let slot_types = parameters.iter().map(|parameter| self.slot_type(&parameter.declared));
        let extra: TokenStream =
            slots.iter().zip(slot_types).map(|(slot, kind)| quote!(#slot: &mut #kind,)).collect();
        let (function, body, stored) = match prepared.and_then(|prepared| self.back_into(prepared, slots)) {
            Some((body, stored)) => (quote!(__pull_back_into), body, stored),
            None => (quote!(__pull_back), TokenStream::new(), Vec::new()),
        };
        let cleared: TokenStream = self
            .differentiated()
            .iter()
            .zip(slots)
            .map(|(parameter, slot)| match parameter.rank {
                0 => quote!(*#slot = #krate::support::zero();),
                _ => {
                    let message = format!("the gradient by `{}` has its length", parameter.name.unraw());
                    let is_stored = stored.contains(slot);
                    let cleared = (!is_stored).then(|| quote!(#krate::support::clear(&mut *#slot);));
                    let given = if parameter.has_fields { quote!((*#slot)) } else { quote!(#slot) };
                    let asserted = self.size_asserted(parameter, &given, &message);
                    quote!(#asserted #cleared)
                }
            })
            .collect();
        let handed = self.slots_handed_on("d_");
        let one = self.one();
        let (cotangent, tangent) = (ours("cotangent"), self.tangent_returned());
        let mut functions = TokenStream::new();
        if !stored.is_empty() {
            let (whole, slot_parameters) = (ours("cotangents"), self.slot_parameters("d_"));
            functions.extend(self.hidden_with(
                "__pull_back_into",
                &quote!(#whole: #tangent, #slot_parameters),
                returned,
                |_| body.clone(),
            ));
        }
        if is_scalar {
            functions.extend(self.method(
                "gradient_into",
                &extra,
                &quote!(()),
                |_| quote!(#cleared Self::#function #turbofish(#(#names,)* #one, #handed);),
            ));
            functions.extend(self.method(
                "value_and_gradient_into",
                &extra,
                returned,
                |_| quote!(#cleared Self::#function #turbofish(#(#names,)* #one, #handed)),
            ));
        }
        functions.extend(self.method(
            "vjp_into",
            &quote!(#cotangent: #tangent, #extra),
            returned,
            |_| quote!(#cleared Self::#function #turbofish(#(#names,)* #cotangent, #handed)),
        ));
        functions
    }

    /// The body that goes back into slots that hold anything, and which of these come to hold the derivatives alone;
    /// `None` if all of them would have to be cleared before.
    fn back_into(&self, mut prepared: Prepared, slots: &[Ident]) -> Option<(TokenStream, Vec<Ident>)> {
        let graph = &mut prepared.program.graph;
        let mut stored = Vec::new();
        for &array in &prepared.arrays {
            let name = &graph.array(array).name;
            let parameters = self.differentiated().into_iter().zip(slots);
            let declared =
                parameters.filter(|(_, slot)| *slot == name).map(|(parameter, _)| &parameter.declared);
            let rows: Vec<String> = declared.take(1).flat_map(lengths_of_rows).collect();
            let rows: Vec<String> =
                rows.into_iter().take_while(|length| self.means_the_same(length)).collect();
            if graph.store_first_addition(array, &rows) {
                stored.push(graph.array(array).name.clone());
            }
        }
        (!stored.is_empty()).then(|| (self.back(prepared, slots), stored))
    }

    /// Whether a length of the signature is that number in the body, too: items there may have the same name.
    fn means_the_same(&self, length: &str) -> bool {
        let body = self.function.block.to_token_stream();
        length.parse::<usize>().is_ok()
            || !["const", "static", "use"].iter().any(|item| tokens::mentions(&body, *item))
    }
}

/// The lengths of the arrays within a list, from the outermost on, as far as its elements are such.
fn lengths_of_rows(declared: &Type) -> Vec<String> {
    let mut lengths = Vec::new();
    let mut row = element_of(declared);
    while let Some(Type::Array(array)) = row {
        lengths.push(array.len.to_token_stream().to_string());
        row = Some(&array.elem);
    }
    lengths
}
