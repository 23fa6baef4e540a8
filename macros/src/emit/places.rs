//! Lists with a place for every parameter of the user's function, so that callers need not know by which ones it is
//! differentiated.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::emission::{Emission, ours};
use crate::signature::Parameter;

impl Emission<'_> {
    fn by_place(
        &self,
        prefix: &str,
        differentiated: impl Fn(Ident, &Parameter) -> TokenStream,
        other: &TokenStream,
    ) -> TokenStream {
        let places = self.signature.parameters.iter().map(|parameter| {
            if parameter.differentiated {
                differentiated(ours(&format!("{prefix}{}", parameter.name.unraw())), parameter)
            } else {
                other.clone()
            }
        });
        quote!(#(#places,)*)
    }

    /// `d_x: &mut [f64], _: &mut NotDifferentiated,`: to what derivatives are added.
    pub(super) fn slot_parameters(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        let slot = |name, parameter: &Parameter| {
            let kind = self.slot_type(&parameter.declared);
            quote!(#name: &mut #kind)
        };
        self.by_place(prefix, slot, &quote!(_: &mut #nothing))
    }

    /// `direction_x: &[f64], _: &NotDifferentiated,`
    pub(super) fn direction_parameters(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        let direction = |name, parameter: &Parameter| {
            let kind = self.slot_type(&parameter.declared);
            quote!(#name: &#kind)
        };
        self.by_place(prefix, direction, &quote!(_: &#nothing))
    }

    /// What is held by these names, as slots.
    pub(super) fn lent_mutably(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        self.by_place(prefix, |name, _| quote!(&mut #name), &quote!(&mut #nothing))
    }

    /// What is held by these names, as a direction.
    pub(super) fn lent(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        self.by_place(prefix, |name, _| quote!(&#name), &quote!(&#nothing))
    }

    /// Slots that go by these names, handed on.
    pub(super) fn slots_handed_on(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        self.by_place(prefix, |name, _| quote!(#name), &quote!(&mut #nothing))
    }

    /// A direction that goes by these names, handed on.
    pub(super) fn direction_handed_on(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        self.by_place(prefix, |name, _| quote!(#name), &quote!(&#nothing))
    }

    /// Zeros by these names.
    pub(super) fn made(&self, prefix: &str) -> TokenStream {
        let (names, zeros) = (self.named(prefix), self.zeros());
        quote!(#(let mut #names = #zeros;)*)
    }

    /// The type of zeros for every parameter, and the zeros.
    pub(super) fn zeros_by_place(&self) -> (TokenStream, TokenStream) {
        let nothing = self.nothing_type();
        let mut zeros = self.zeros().into_iter();
        let (mut types, mut values) = (TokenStream::new(), TokenStream::new());
        for parameter in &self.signature.parameters {
            let (kind, value) = match parameter.differentiated {
                true => (self.owned_type(&parameter.declared), zeros.next().unwrap_or_default()),
                false => (nothing.clone(), nothing.clone()),
            };
            types.extend(quote!(#kind,));
            values.extend(quote!(#value,));
        }
        (types, values)
    }
}
