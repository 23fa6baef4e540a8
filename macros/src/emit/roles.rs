//! What a function can be used as, by its parameters: an objective, an activation, a loss, the loss of an example.
//! Each is a trait of the core crate.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;

use super::derivatives::Derivatives;
use super::emission::{Emission, gather, ours};
use crate::signature::{Parameter, Returns, strip};
use crate::syntax::tokens;
use crate::table::matrices;

/// The user's name for use in our code, where pointing at it would mean nothing to an editor.
pub(super) fn without_span(name: &Ident) -> Ident {
    let mut unspanned = name.clone();
    unspanned.set_span(Span::call_site());
    unspanned
}

/// A parameter of the loss of an example.
enum Kind {
    Number,
    Array { length: TokenStream, borrowed: bool },
    Slice,
    Vector,
}

impl Kind {
    fn length(&self, krate: &TokenStream) -> TokenStream {
        match self {
            Kind::Number => quote!(#krate::Length::Fixed(1)),
            Kind::Array { length, .. } => quote!(#krate::Length::Fixed(#length)),
            Kind::Slice | Kind::Vector => quote!(#krate::Length::Any),
        }
    }

    /// What is handed to the function, from a slice.
    fn argument(&self, part: &Ident, scalar: &TokenStream) -> TokenStream {
        match self {
            Kind::Number => quote!(#part[0]),
            Kind::Array { length, borrowed } => {
                let array = quote! {
                    <&[#scalar; #length] as ::core::convert::TryFrom<&[#scalar]>>::try_from(#part)
                        .expect("an array has its length")
                };
                if *borrowed { array } else { quote!(*#array) }
            }
            Kind::Slice => quote!(#part),
            Kind::Vector => quote!(#part.to_vec()),
        }
    }
}

impl Emission<'_> {
    /// The implementations of all traits that the function's parameters fit.
    pub(super) fn roles(&self) -> TokenStream {
        // None of these traits has places to write to.
        let writes = !self.signature.written.is_empty();
        if self.signature.returns != Returns::Scalar || self.signature.fallible.is_some() || writes {
            return TokenStream::new();
        }
        let parameters = self.signature.parameters.as_slice();
        if parameters.iter().any(|parameter| parameter.has_fields) {
            return self.objective_of_fields();
        }
        let all = parameters.iter().all(|parameter| parameter.differentiated);
        let some = parameters.iter().any(|parameter| parameter.differentiated);
        let fit = parameters.iter().all(|parameter| self.kind(parameter).is_some());
        let mut roles = TokenStream::new();
        let by_value = parameters.iter().all(|parameter| parameter.rank > 0 || !parameter.reference);
        if all && by_value && self.signature.generics.params.is_empty() {
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
                roles.extend(self.example_loss());
            }
            _ if fit && some && !all => roles.extend(self.example_loss()),
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
        let name = &self.own_type;
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
        let name = &self.own_type;
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

    /// The same for a function of one tuple or struct, by its numbers in a vector.
    fn objective_of_fields(&self) -> TokenStream {
        let [parameter] = self.signature.parameters.as_slice() else { return TokenStream::new() };
        let is_slice = matches!(strip(&parameter.declared), Type::Slice(_));
        let differentiated = matches!(self.derivatives, Derivatives::Differentiated { .. });
        if !differentiated || is_slice || !self.signature.generics.params.is_empty() {
            return TokenStream::new();
        }
        let (krate, name) = (&self.krate, &self.own_type);
        let (of, point) = (strip(&parameter.declared), ours("point"));
        // A view is one of the array that the numbers make.
        if matches!(of, Type::Path(path) if matrices::is_view(path)) {
            let of = self.owned_type(of);
            return quote!(#krate::__objective_by_fields! { #name, #of, #point => #point.view() });
        }
        let argument = if parameter.reference { quote!(&#point) } else { quote!(#point) };
        let of = tokens::without_lifetimes(of.to_token_stream());
        quote!(#krate::__objective_by_fields! { #name, #of, #point => #argument })
    }

    /// `impl Activation`, for a function of one number.
    fn activation(&self) -> TokenStream {
        let function = &self.function.sig.ident;
        let (name, turbofish) = (&self.own_type, self.turbofish());
        let (krate, scalar, (generics, clause)) = (&self.krate, &self.scalar, self.generics_of_role());
        // Named as a value, so that rustc says once that it is missing, as it is where it is an associated function.
        let [input, called] = ["input", "called"].map(ours);
        quote! {
            #[automatically_derived]
            impl #generics #krate::Activation<#scalar> for #name #clause {
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
        let (name, turbofish) = (&self.own_type, self.turbofish());
        let (krate, scalar, (generics, clause)) = (&self.krate, &self.scalar, self.generics_of_role());
        let [prediction, target, gradient] = ["prediction", "target", "gradient"].map(ours);
        quote! {
            #[automatically_derived]
            impl #generics #krate::Loss<#scalar> for #name #clause {
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

    /// `impl ExampleLoss`, for a function of numbers and arrays of which some are held constant.
    fn example_loss(&self) -> TokenStream {
        let function = &self.function.sig.ident;
        let (name, turbofish) = (&self.own_type, self.turbofish());
        let (krate, scalar, (generics, clause)) = (&self.krate, &self.scalar, self.generics_of_role());
        let [weights, example, gradient, value, lengths] =
            ["weights", "example", "gradient", "value", "lengths"].map(ours);
        let parameters = self.signature.parameters.as_slice();
        let parts: Vec<Ident> = (1..=parameters.len()).map(|number| ours(&format!("part{number}"))).collect();
        let lengths_of = |weighed: bool| -> Vec<TokenStream> {
            let some = parameters.iter().filter(|parameter| parameter.differentiated == weighed);
            some.filter_map(|parameter| self.kind(parameter)).map(|kind| kind.length(&self.krate)).collect()
        };
        let (weight_lengths, number_lengths) = (lengths_of(true), lengths_of(false));
        let split = |weighed: bool, from: &Ident| -> TokenStream {
            let some =
                parameters.iter().zip(&parts).filter(|(parameter, _)| parameter.differentiated == weighed);
            let taken = some
                .enumerate()
                .map(|(place, (_, part))| quote!(let (#part, #from) = #from.split_at(#lengths[#place]);));
            quote!(let (#from, #lengths) = #from; #(#taken)* let _ = #from;)
        };
        let (of_weights, of_example) = (split(true, &weights), split(false, &example));
        let arguments: Vec<TokenStream> = parameters
            .iter()
            .zip(&parts)
            .filter_map(|(parameter, part)| Some(self.kind(parameter)?.argument(part, scalar)))
            .collect();
        let weighed: Vec<&Parameter> =
            parameters.iter().filter(|parameter| parameter.differentiated).collect();
        let slopes: Vec<Ident> = (1..=weighed.len()).map(|number| ours(&format!("slope{number}"))).collect();
        let all_numbers = weighed.iter().all(|parameter| self.is_number(parameter));
        let pattern = match slopes.as_slice() {
            [only] => quote!(#only),
            _ if all_numbers => gather(&slopes),
            _ => quote!((#(#slopes),*)),
        };
        let [place, position] = ["place", "position"].map(ours);
        let additions = weighed.iter().zip(&slopes).enumerate().map(|(number, (parameter, slope))| {
            let here = quote!(let (#place, #gradient) = #gradient.split_at_mut(#lengths[#number]););
            if self.is_number(parameter) {
                quote!(#here #place[0] += #slope;)
            } else {
                quote!(#here for #position in 0..#place.len() { #place[#position] += #slope[#position]; })
            }
        });
        quote! {
            #[automatically_derived]
            impl #generics #krate::ExampleLoss<#scalar> for #name #clause {
                const WEIGHTS: &'static [#krate::Length] = &[#(#weight_lengths),*];
                const NUMBERS: &'static [#krate::Length] = &[#(#number_lengths),*];

                #[inline]
                fn value(#weights: (&[#scalar], &[usize]), #example: (&[#scalar], &[usize])) -> #scalar {
                    #of_weights
                    #of_example
                    #function(#(#arguments),*)
                }

                #[inline]
                fn add_gradient(
                    #weights: (&[#scalar], &[usize]),
                    #example: (&[#scalar], &[usize]),
                    #gradient: &mut [#scalar],
                ) -> #scalar {
                    let (#value, #pattern) = {
                        #of_weights
                        #of_example
                        Self::value_and_gradient #turbofish(#(#arguments),*)
                    };
                    let (_, #lengths) = #weights;
                    #(#additions)*
                    let _ = #gradient;
                    #value
                }
            }
        }
    }

    /// What a parameter is in the loss of an example, if it can be in one.
    fn kind(&self, parameter: &Parameter) -> Option<Kind> {
        if self.is_number(parameter) {
            return Some(Kind::Number);
        }
        let (declared, borrowed) = match &parameter.declared {
            Type::Reference(reference) if reference.mutability.is_none() => (&*reference.elem, true),
            other => (other, false),
        };
        let is_scalar = |elem: &Type| elem.to_token_stream().to_string() == self.scalar.to_string();
        match declared {
            Type::Slice(slice) if borrowed && is_scalar(&slice.elem) => Some(Kind::Slice),
            Type::Array(array) if is_scalar(&array.elem) => {
                Some(Kind::Array { length: array.len.to_token_stream(), borrowed })
            }
            Type::Path(_) if !borrowed && parameter.rank == 1 => Some(Kind::Vector),
            _ => None,
        }
    }

    /// The parameters of an implementation, and what they are bounded by: the type that stands for either float type, if
    /// there is one.
    fn generics_of_role(&self) -> (TokenStream, TokenStream) {
        let generics = self.generics("Float");
        let (generics, _, clause) = generics.split_for_impl();
        (generics.to_token_stream(), clause.to_token_stream())
    }
}
