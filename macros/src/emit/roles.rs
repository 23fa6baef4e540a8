//! What a function can be used as, by its parameters: an objective, an activation, a loss, the error of an example.
//! Each is a trait of the core crate.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;

use super::derivatives::Derivatives;
use super::emission::{Emission, gather, ours};
use crate::signature::{Parameter, Returns};

/// The user's name for use in our code, where pointing at it would mean nothing to an editor.
pub(super) fn without_span(name: &Ident) -> Ident {
    let mut unspanned = name.clone();
    unspanned.set_span(Span::call_site());
    unspanned
}

impl Emission<'_> {
    /// The implementations of all traits that the function's parameters fit.
    pub(super) fn roles(&self) -> TokenStream {
        if self.signature.returns != Returns::Scalar {
            return TokenStream::new();
        }
        let parameters = self.signature.parameters.as_slice();
        let all = parameters.iter().all(|parameter| parameter.differentiated);
        let numbers = parameters.iter().all(|parameter| self.is_number(parameter));
        let mut roles = TokenStream::new();
        if all && self.signature.generics.params.is_empty() {
            roles.extend(self.objective());
        }
        // Nothing is called generically that has no derivatives.
        if !self.is_generic_over_numbers_only() || matches!(self.derivatives, Derivatives::Stubs) {
            return roles;
        }
        match parameters {
            [input] if all && self.is_number(input) => roles.extend(self.activation()),
            [prediction, target]
                if prediction.differentiated
                    && !target.differentiated
                    && self.is_slice(prediction)
                    && self.is_slice(target) =>
            {
                roles.extend(self.loss());
            }
            _ if numbers && !all => roles.extend(self.example_error()),
            _ => {}
        }
        roles
    }

    fn is_generic_over_numbers_only(&self) -> bool {
        let generics = &self.signature.generics;
        match (generics.params.len(), &self.signature.number) {
            (0, _) => true,
            (1, Some(_)) => generics.where_clause.is_none(),
            _ => false,
        }
    }

    fn is_number(&self, parameter: &Parameter) -> bool {
        parameter.rank == 0
            && !parameter.reference
            && parameter.declared.to_token_stream().to_string() == self.scalar.to_string()
    }

    fn is_slice(&self, parameter: &Parameter) -> bool {
        let Type::Reference(reference) = &parameter.declared else { return false };
        matches!(&*reference.elem, Type::Slice(slice)
            if reference.mutability.is_none()
                && slice.elem.to_token_stream().to_string() == self.scalar.to_string())
    }

    /// `impl Objective`, for a function of one value that is differentiated by all its parameters.
    fn objective(&self) -> TokenStream {
        if self.signature.has_arrays() {
            return self.objective_of_arrays();
        }
        let name = without_span(&self.function.sig.ident);
        let (krate, scalar, gradient) = (&self.krate, &self.scalar, self.gradient_type());
        let names: Vec<Ident> =
            (1..=self.names.len()).map(|position| ours(&format!("x{position}"))).collect();
        let pattern = gather(&names);
        let point = ours("point");
        quote! {
            #[automatically_derived]
            impl #krate::Objective for #name {
                type Point = #gradient;

                fn evaluate(#point: &Self::Point) -> (#scalar, Self::Point) {
                    let #pattern = *#point;
                    Self::value_and_gradient(#(#names),*)
                }
            }
        }
    }

    /// The same for a function of one array.
    fn objective_of_arrays(&self) -> TokenStream {
        let [parameter] = self.signature.parameters.as_slice() else { return TokenStream::new() };
        if !matches!(self.derivatives, Derivatives::Differentiated { .. }) || parameter.rank != 1 {
            return TokenStream::new();
        }
        let name = without_span(&self.function.sig.ident);
        let (krate, scalar, gradient) = (&self.krate, &self.scalar, self.gradient_of_arrays());
        let point = ours("point");
        let handed = if parameter.reference { quote!(#point) } else { quote!(#point.clone()) };
        quote! {
            #[automatically_derived]
            impl #krate::Objective for #name {
                type Point = #gradient;

                fn evaluate(#point: &Self::Point) -> (#scalar, Self::Point) {
                    Self::value_and_gradient(#handed)
                }
            }
        }
    }

    /// `impl Activation`, for a function of one number.
    fn activation(&self) -> TokenStream {
        let function = &self.function.sig.ident;
        let (name, turbofish) = (without_span(function), self.turbofish());
        let (krate, scalar, generics) = (&self.krate, &self.scalar, self.generics_of_role());
        // Named as a value, so that rustc says once that it is missing, as it is where it is an associated function.
        let [input, called] = ["input", "called"].map(ours);
        quote! {
            #[automatically_derived]
            impl #generics #krate::Activation<#scalar> for #name {
                #[inline]
                fn value(#input: #scalar) -> #scalar {
                    let #called = #function;
                    #called(#input)
                }

                #[inline]
                fn value_and_slope(#input: #scalar) -> (#scalar, #scalar) {
                    Self::value_and_gradient #turbofish(#input)
                }
            }
        }
    }

    /// `impl Loss`, for a function of a slice of predictions and a slice of targets.
    fn loss(&self) -> TokenStream {
        let function = &self.function.sig.ident;
        let (name, turbofish) = (without_span(function), self.turbofish());
        let (krate, scalar, generics) = (&self.krate, &self.scalar, self.generics_of_role());
        let [prediction, target, gradient] = ["prediction", "target", "gradient"].map(ours);
        quote! {
            #[automatically_derived]
            impl #generics #krate::Loss<#scalar> for #name {
                #[inline]
                fn value(#prediction: &[#scalar], #target: &[#scalar]) -> #scalar {
                    #function(#prediction, #target)
                }

                #[inline]
                fn value_and_gradient_into(
                    #prediction: &[#scalar],
                    #target: &[#scalar],
                    #gradient: &mut [#scalar],
                ) -> #scalar {
                    Self::value_and_gradient_into #turbofish(#prediction, #target, #gradient)
                }
            }
        }
    }

    /// `impl ExampleError`, for a function of numbers of which some are held constant.
    fn example_error(&self) -> TokenStream {
        let function = &self.function.sig.ident;
        let (name, turbofish) = (without_span(function), self.turbofish());
        let (krate, scalar, generics) = (&self.krate, &self.scalar, self.generics_of_role());
        let [weights, example, gradient, value] = ["weights", "example", "gradient", "value"].map(ours);
        let (mut weight_count, mut example_count) = (0usize, 0usize);
        let arguments: Vec<TokenStream> = self
            .signature
            .parameters
            .iter()
            .map(|parameter| {
                let (slice, count) = if parameter.differentiated {
                    (&weights, &mut weight_count)
                } else {
                    (&example, &mut example_count)
                };
                *count += 1;
                let position = *count - 1;
                quote!(#slice[#position])
            })
            .collect();
        let slopes: Vec<Ident> = (1..=weight_count).map(|number| ours(&format!("slope{number}"))).collect();
        let pattern = gather(&slopes);
        let positions = 0..weight_count;
        quote! {
            #[automatically_derived]
            impl #generics #krate::ExampleError<#scalar> for #name {
                const WEIGHTS: usize = #weight_count;
                const NUMBERS: usize = #example_count;

                #[inline]
                fn value(#weights: &[#scalar], #example: &[#scalar]) -> #scalar {
                    let (#weights, #example) = (&#weights[..#weight_count], &#example[..#example_count]);
                    #function(#(#arguments),*)
                }

                #[inline]
                fn add_gradient(
                    #weights: &[#scalar],
                    #example: &[#scalar],
                    #gradient: &mut [#scalar],
                ) -> #scalar {
                    let (#weights, #example) = (&#weights[..#weight_count], &#example[..#example_count]);
                    let #gradient = &mut #gradient[..#weight_count];
                    let (#value, #pattern) = Self::value_and_gradient #turbofish(#(#arguments),*);
                    #(#gradient[#positions] += #slopes;)*
                    #value
                }
            }
        }
    }

    /// The parameters of an implementation: the type that stands for either float type, if there is one.
    fn generics_of_role(&self) -> TokenStream {
        let (generics, _, _) = self.signature.generics.split_for_impl();
        generics.to_token_stream()
    }
}
