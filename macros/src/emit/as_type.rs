//! The function as a type that others are handed: the implementation of one of the core crate's traits of differentiated functions.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Lifetime, Type};

use super::along_kinks;
use super::derivatives::Derivatives;
use super::emission::{Emission, ours};
use crate::elementary::Kind;
use crate::signature::{Parameter, rank_of, returns_fields, strip};
use crate::syntax::tokens::mentions;

/// There is a trait for each number of parameters up to this one.
const MOST: usize = 4;

impl Emission<'_> {
    /// Nothing, where the traits have no place for something of it.
    pub(super) fn as_type(&self) -> TokenStream {
        let signature = self.signature;
        let parameters = self.for_any_caller();
        let fits = (1..=MOST).contains(&parameters.len())
            && matches!(self.derivatives, Derivatives::Differentiated { .. })
            && signature.fallible.is_none()
            && signature.written.is_empty()
            && signature.returned.iter().all(|returned| self.is_plain_result(returned))
            && parameters.iter().all(is_argument)
            && signature.generics.params.iter().all(|generic| self.occurs(generic));
        let Some(output) = signature.output.as_ref().filter(|_| fits) else { return TokenStream::new() };
        let (krate, function, count) = (&self.krate, &self.function.sig.ident, parameters.len());
        let name = &self.own_type;
        let mut generics = self.generics("Float");
        let mut types: Vec<Type> = Vec::new();
        for (place, parameter) in parameters.iter().enumerate() {
            let mut declared = parameter.declared.clone();
            if let Type::Reference(reference) = &mut declared
                && reference.lifetime.is_none()
            {
                let lifetime = Lifetime::new(&format!("'a{place}"), Span::mixed_site());
                generics.params.insert(0, syn::parse_quote!(#lifetime));
                reference.lifetime = Some(lifetime);
            }
            types.push(declared);
        }
        let (parameters, clause) = (&generics.params, &generics.where_clause);
        let [once, functions, twice, derivatives] =
            ["Differentiated", "Functions", "TwiceDifferentiated", "Derivatives"]
                .map(|kind| format_ident!("{kind}{count}"));
        let [pull_back, push_forward] = [("__pull_back", 1 + count), ("__push_forward", count)]
            .map(|(name, more)| self.pointer(name, more));
        let twice = self.options.second_order.then(|| {
            let pointers = [
                ("__pull_back_change", 2 + 3 * count),
                ("__push_forward_twice", 3 * count),
                (along_kinks::BACK, 3 + 3 * count),
                (along_kinks::FORTH, 1 + count),
            ];
            let pointers = pointers.map(|(name, more)| self.pointer(name, more));
            quote! {
                impl<#parameters> #krate::#twice<#(#types),*> for #name #clause {
                    #[inline]
                    fn __functions_of_derivatives() -> #krate::support::#derivatives<#output, #(#types),*> {
                        (#(#pointers),*)
                    }
                }
            }
        });
        quote! {
            impl<#parameters> #krate::#once<#(#types),*> for #name #clause {
                type Output = #output;

                #[inline]
                fn __functions() -> #krate::support::#functions<#output, #(#types),*> {
                    (#function, #pull_back, #push_forward)
                }
            }
            #twice
        }
    }

    /// One of the hidden functions as a pointer; `more` counts its parameters behind the function's own.
    fn pointer(&self, name: &str, more: usize) -> TokenStream {
        let name = ours(name);
        let parameters = self.names.len() + more;
        // What stands for a constant is of no one type, as long as nobody hands it over.
        if self.for_any_caller().iter().all(|parameter| parameter.differentiated) {
            return quote!(Self::#name);
        }
        let handed: Vec<_> = (0..parameters).map(|place| ours(&format!("x{place}"))).collect();
        quote!(|#(#handed),*| Self::#name(#(#handed),*))
    }

    fn is_plain_result(&self, returned: &Type) -> bool {
        let known = self.signature.known(returned);
        !matches!(returned, Type::Reference(_)) && rank_of(&known).is_some() && !returns_fields(&known)
    }

    /// Whether the arguments say what a generic parameter is.
    fn occurs(&self, generic: &GenericParam) -> bool {
        let name = match generic {
            GenericParam::Type(kind) => &kind.ident,
            GenericParam::Const(constant) => &constant.ident,
            GenericParam::Lifetime(_) => return true,
        };
        self.types.iter().any(|declared| mentions(&declared.to_token_stream(), name))
    }
}

/// Whether the traits take a parameter of this type, as that by which it is differentiated or as a constant.
fn is_argument(parameter: &Parameter) -> bool {
    let declared = &parameter.declared;
    let has_lifetimes = |declared: &Type| declared.to_token_stream().to_string().matches('\'').count() > 0;
    let is_simple = match declared {
        Type::Reference(reference) => {
            !matches!(strip(&reference.elem), Type::Reference(_)) && !has_lifetimes(&reference.elem)
        }
        other => !has_lifetimes(other),
    };
    is_simple
        && if parameter.differentiated {
            !parameter.has_fields || parameter.reference
        } else {
            matches!(parameter.kind, Kind::Integer | Kind::Boolean)
        }
}
