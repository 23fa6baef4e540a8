//! The derivatives that a function does not have: their names are there, and say why where they are called.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::derivatives::{Derivatives, silent};
use super::emission::Emission;
use super::method::of_method;
use crate::signature::Returns;

/// Derivatives, and what they are handed beside the function's own arguments.
const OF_ONE_VALUE: [(&str, usize); 2] = [("gradient", 0), ("value_and_gradient", 0)];
const OF_SEVERAL_VALUES: [(&str, usize); 2] = [("jacobian", 0), ("value_and_jacobian", 0)];
const OF_SECOND_ORDER: [(&str, usize); 3] = [("hessian", 0), ("hvp", 1), ("gradient_and_hvp", 1)];

impl Emission<'_> {
    /// Functions that nobody can call, each with a bound that does not hold. That the bound is for any lifetime keeps rustc from
    /// looking at it before.
    pub(super) fn absent(&self) -> TokenStream {
        if matches!(self.derivatives, Derivatives::Stubs) {
            return TokenStream::new();
        }
        let is_one = self.signature.returns == Returns::Scalar;
        let not_of_this_form = if is_one { OF_SEVERAL_VALUES } else { OF_ONE_VALUE };
        let mut absent: Vec<(&str, usize, Ident)> = Vec::new();
        let mut add = |functions: &[(&'static str, usize)], needed: &str| {
            let needed = format_ident!("{needed}");
            absent.extend(functions.iter().map(|&(name, more)| (name, more, needed.clone())));
        };
        add(&not_of_this_form, if is_one { "HasJacobian" } else { "HasGradient" });
        if !is_one {
            add(&OF_SECOND_ORDER, "HasGradient");
        } else if !self.options.second_order {
            add(&OF_SECOND_ORDER, "HasHessian");
        }
        let (krate, visibility, any) = (&self.krate, &self.function.vis, quote!(impl ::core::marker::Sized));
        // Each type that is left to the caller costs rustc more than all else in such a function.
        let is_known = self.signature.generics.params.is_empty() && !self.signature.has_unnamed_types();
        let own: Vec<_> =
            self.types.iter().map(|own| if is_known { quote!(_: #own) } else { quote!(_: #any) }).collect();
        let is_of_numbers = is_known && !self.signature.has_arrays();
        let direction = if is_of_numbers { self.gradient_type() } else { any };
        // Beside a method nothing around them keeps the lints of the user's crate away.
        let silent = self.signature.is_method.then(silent);
        let functions = absent.into_iter().map(|(name, more, needed)| {
            let mut name = format_ident!("{name}");
            let mut arguments = own.clone();
            arguments.extend(vec![quote!(_: #direction); more]);
            if self.signature.is_method {
                name = of_method(&self.function.sig.ident, &name);
                if let Some(receiver) = self.function.sig.receiver() {
                    arguments[0] = quote!(#receiver);
                }
            }
            quote! {
                #[doc(hidden)]
                #silent
                #visibility fn #name(#(#arguments),*) -> !
                where
                    for<'absent> Self: #krate::#needed<'absent>,
                {
                    loop {}
                }
            }
        });
        quote!(#(#functions)*)
    }
}
