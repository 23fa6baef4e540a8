//! The rows of a Jacobian: how they are held, and the output that each belongs to.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::emission::{Emission, ours};
use crate::signature::{Returns, length_of, rank_of};

/// The Jacobian of outputs that are counted by one index.
pub(super) struct Rows {
    /// The type of the Jacobian, and the type of the values beside it.
    pub(super) jacobian: TokenStream,
    pub(super) values: TokenStream,
    /// How many there are; `None` if the value alone tells.
    length: Option<TokenStream>,
}

impl Rows {
    pub(super) fn of(emission: &Emission, returned: &TokenStream, gradient: &TokenStream) -> Option<Rows> {
        let (krate, scalar) = (&emission.krate, &emission.scalar);
        let length = match (emission.signature.returns, emission.signature.returned.as_slice()) {
            (Returns::Array(count) | Returns::Tuple(count), _) => Some(quote!(#count)),
            (Returns::Composite, [only]) if rank_of(&emission.signature.known(only)) == Some(1) => {
                length_of(only)
            }
            _ => return None,
        };
        let jacobian = match &length {
            Some(length) => quote!([#gradient; #length]),
            None => quote!(#krate::support::Vec<#gradient>),
        };
        let values = match (emission.signature.returns, &length) {
            (Returns::Tuple(_), Some(length)) => quote!([#scalar; #length]),
            _ => returned.clone(),
        };
        Some(Rows { jacobian, values, length })
    }

    /// The value under this name, where it is needed to count by.
    pub(super) fn counted_by(&self, name: &Ident, value: &TokenStream) -> TokenStream {
        if self.length.is_some() { TokenStream::new() } else { quote!(let #name = #value;) }
    }

    /// What there is for each output, from an expression in its number.
    pub(super) fn each(&self, i: &Ident, value: &Ident, row: &TokenStream) -> TokenStream {
        if self.length.is_some() {
            quote!(::core::array::from_fn(|#i| #row))
        } else {
            quote!(::core::iter::Iterator::collect(::core::iter::Iterator::map(0..#value.len(), |#i| #row)))
        }
    }

    /// One for the output of this number, else zero, in the form in which the function returns them.
    pub(super) fn unit(&self, emission: &Emission, i: &Ident, value: &Ident) -> TokenStream {
        let (krate, seed) = (&emission.krate, ours("seed"));
        if let Returns::Tuple(count) = emission.signature.returns {
            let parts = (0..count).map(
                |number| quote!(if #i == #number { #krate::support::one() } else { #krate::support::zero() }),
            );
            return quote!((#(#parts,)*));
        }
        let none = self.none(emission, value);
        quote! {{
            let mut #seed = #none;
            #seed[#i] = #krate::support::one();
            #seed
        }}
    }

    /// Zero for each output.
    pub(super) fn none(&self, emission: &Emission, value: &Ident) -> TokenStream {
        let krate = &emission.krate;
        match (emission.signature.returns, &self.length) {
            (Returns::Tuple(count), _) => {
                let zeros = vec![quote!(#krate::support::zero()); count];
                quote!((#(#zeros,)*))
            }
            (_, Some(length)) => quote!([#krate::support::zero(); #length]),
            (_, None) => quote!(#krate::support::zeros_like(&#value)),
        }
    }
}

impl Emission<'_> {
    /// The values of a tuple in an array; any others as they are.
    pub(super) fn values_in_array(&self, values: &Ident) -> TokenStream {
        self.values_as(values, |names| quote!((#(#names,)*)), |names| quote!([#(#names),*]))
    }

    /// The same the other way round.
    pub(super) fn values_returned(&self, values: &Ident) -> TokenStream {
        self.values_as(values, |names| quote!([#(#names),*]), |names| quote!((#(#names,)*)))
    }

    fn values_as(
        &self,
        values: &Ident,
        from: impl Fn(&[Ident]) -> TokenStream,
        to: impl Fn(&[Ident]) -> TokenStream,
    ) -> TokenStream {
        let Returns::Tuple(count) = self.signature.returns else { return quote!(#values) };
        let names: Vec<Ident> = (1..=count).map(|number| ours(&format!("value{number}"))).collect();
        let (from, to) = (from(&names), to(&names));
        quote!({ let #from = #values; #to })
    }
}
