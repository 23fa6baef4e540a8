//! Lists with a place for every parameter of the user's function, so that callers need not know by which ones it is
//! differentiated.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Index;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::emission::{Emission, View, ours};
use crate::elementary::Kind;
use crate::signature::Parameter;

impl Emission<'_> {
    /// The parameters, with those differentiated by which callers may go: every number, where there are numbers alone,
    /// or where a derivative is called.
    pub(super) fn for_any_caller(&self) -> &[Parameter] {
        let everything = self.by_everything().filter(|_| self.view == View::Nested);
        let signature = match everything {
            Some((everything, _)) => everything,
            None if self.signature.has_arrays() => self.signature,
            None => self.for_callers(),
        };
        &signature.parameters
    }

    /// The parameters by which callers may go, by name, each with its place.
    pub(super) fn placed(&self, prefix: &str) -> Vec<(Ident, Index)> {
        let parameters = self.for_any_caller().iter().enumerate();
        parameters
            .filter(|(_, parameter)| parameter.differentiated)
            .map(|(place, parameter)| {
                (ours(&format!("{prefix}{}", parameter.name.unraw())), Index::from(place))
            })
            .collect()
    }

    /// The parameters as arguments of a call behind which they are needed again.
    pub(super) fn arguments_kept(&self) -> Vec<TokenStream> {
        let parameters = self.signature.parameters.iter();
        parameters
            .map(|parameter| {
                let name = &parameter.name;
                if parameter.function {
                    return quote!(&#name);
                }
                let is_moved =
                    !parameter.reference && (parameter.rank > 0 || parameter.kind == Kind::Unknown);
                // Whose type cannot be cloned, rustc says there.
                let cloned = quote_spanned!(parameter.declared.span()=> ::core::clone::Clone::clone);
                if is_moved { quote!(#cloned(&#name)) } else { quote!(#name) }
            })
            .collect()
    }

    /// The same of a call beside which there are zeros in the shape of what `wrt` leaves out.
    pub(super) fn arguments_beside_zeros(&self) -> Vec<TokenStream> {
        let is_moved = |parameter: &Parameter| parameter.rank > 0 && !parameter.reference;
        if self.for_any_caller().iter().any(|parameter| is_moved(parameter) && self.is_left_out(parameter)) {
            return self.arguments_kept();
        }
        self.names.iter().map(ToTokens::to_token_stream).collect()
    }

    pub(super) fn by_place(
        &self,
        prefix: &str,
        differentiated: impl Fn(Ident, &Parameter) -> TokenStream,
        other: &TokenStream,
    ) -> TokenStream {
        let places = self.for_any_caller().iter().map(|parameter| {
            if parameter.differentiated {
                differentiated(ours(&format!("{prefix}{}", parameter.name.unraw())), parameter)
            } else {
                other.clone()
            }
        });
        quote!(#(#places,)*)
    }

    /// Whether a function is differentiated by a number for its callers alone, as `wrt` leaves it out.
    fn is_left_out(&self, parameter: &Parameter) -> bool {
        !self.differentiated().iter().any(|own| own.name == parameter.name)
    }

    /// `d_x: &mut [f64], _: impl HeldConstant,`: to what derivatives are added.
    pub(super) fn slot_parameters(&self, prefix: &str) -> TokenStream {
        let krate = &self.krate;
        let slot = |name, parameter: &Parameter| {
            let kind = self.slot_type(&parameter.declared);
            quote!(#name: &mut #kind)
        };
        self.by_place(prefix, slot, &quote!(_: impl #krate::HeldConstant))
    }

    /// `direction_x: &[f64], _: impl HeldConstant,`
    pub(super) fn direction_parameters(&self, prefix: &str) -> TokenStream {
        let krate = &self.krate;
        let direction = |name, parameter: &Parameter| {
            let kind = self.slot_type(&parameter.declared);
            quote!(#name: &#kind)
        };
        // What a constant function is handed must not have to be dropped.
        let copied = self.goes_forward().then(|| quote!(+ ::core::marker::Copy));
        self.by_place(prefix, direction, &quote!(_: impl #krate::HeldConstant #copied))
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

    /// A direction of the function's own gradient, handed on.
    pub(super) fn own_direction_handed_on(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        let direction = |name, parameter: &Parameter| {
            let zeros = self.zeros_of(parameter);
            if self.is_left_out(parameter) { quote!(&#zeros) } else { quote!(#name) }
        };
        self.by_place(prefix, direction, &quote!(&#nothing))
    }

    /// What is held by the names of the function's own gradient, as a direction.
    pub(super) fn lent(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        let direction = |name, parameter: &Parameter| {
            let zeros = self.zeros_of(parameter);
            if self.is_left_out(parameter) { quote!(&#zeros) } else { quote!(&#name) }
        };
        self.by_place(prefix, direction, &quote!(&#nothing))
    }

    /// The same of changes along several directions.
    pub(super) fn lent_along(&self, prefix: &str) -> TokenStream {
        let (krate, nothing) = (&self.krate, self.nothing_type());
        let direction = |name, parameter: &Parameter| {
            if self.is_left_out(parameter) { quote!(&#krate::support::nought()) } else { quote!(&#name) }
        };
        self.by_place(prefix, direction, &quote!(&#nothing))
    }

    /// What is held by the names of the function's own gradient, as slots.
    pub(super) fn lent_mutably(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        let slot = |name, parameter: &Parameter| {
            let zeros = self.zeros_of(parameter);
            if self.is_left_out(parameter) { quote!(&mut #zeros) } else { quote!(&mut #name) }
        };
        self.by_place(prefix, slot, &quote!(&mut #nothing))
    }

    /// Slots that go by these names, handed on and needed again.
    pub(super) fn slots_lent(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        self.by_place(prefix, |name, _| quote!(&mut *#name), &quote!(&mut #nothing))
    }

    /// A direction along which nothing changes.
    pub(super) fn directions_ignored(&self) -> TokenStream {
        let nothing = self.nothing_type();
        let direction = |_, parameter: &Parameter| {
            let zeros = self.zeros_of(parameter);
            quote!(&#zeros)
        };
        self.by_place("", direction, &quote!(&#nothing))
    }

    /// Slots of which nobody reads what is added to them.
    pub(super) fn slots_ignored(&self) -> TokenStream {
        let nothing = self.nothing_type();
        let slot = |_, parameter: &Parameter| {
            let zeros = self.zeros_of(parameter);
            quote!(&mut #zeros)
        };
        self.by_place("", slot, &quote!(&mut #nothing))
    }

    /// Slots in the form of the function's own gradient, handed on.
    pub(super) fn own_slots_handed_on(&self, prefix: &str) -> TokenStream {
        let nothing = self.nothing_type();
        let slot = |name, parameter: &Parameter| {
            let zeros = self.zeros_of(parameter);
            if self.is_left_out(parameter) { quote!(&mut #zeros) } else { quote!(#name) }
        };
        self.by_place(prefix, slot, &quote!(&mut #nothing))
    }

    /// Zeros by these names.
    pub(super) fn made(&self, prefix: &str) -> TokenStream {
        let (names, zeros) = (self.named(prefix), self.zeros());
        quote!(#(let mut #names = #zeros;)*)
    }

    /// The type of zeros for every parameter, and the zeros.
    pub(super) fn zeros_by_place(&self) -> (TokenStream, TokenStream) {
        let nothing = self.nothing_type();
        let types = self.by_place("", |_, parameter| self.owned_type(&parameter.declared), &nothing);
        (types, self.by_place("", |_, parameter| self.zeros_of(parameter), &nothing))
    }
}
