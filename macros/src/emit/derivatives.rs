//! What the attribute adds beside the user's function: the type that carries the derivatives.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemFn;

use super::callee::Callee;
use super::emission::Emission;
use super::roles::without_span;
use super::{checks, documentation, fallible, hover, literals, method};
use crate::explain::Derivation;
use crate::lower::Program;
use crate::options::Options;
use crate::signature::{Returns, Signature};

/// What there is to emit derivatives from.
pub(crate) enum Derivatives {
    Differentiated {
        program: Box<Program>,
        /// The program with every parameter of float type differentiated, where that is another one.
        with_every_float: Option<Box<(Signature, Program)>>,
        /// The same with arrays, where that is yet another one, and derivatives are called that are differentiated.
        with_everything: Option<Box<(Signature, Program)>>,
        derivation: Derivation,
    },
    /// After an error: the signatures alone, so that callers still compile.
    Stubs,
}

/// Emits everything that stands beside the user's function.
pub(crate) fn emit(
    function: &ItemFn,
    options: &Options,
    signature: &Signature,
    derivatives: &Derivatives,
) -> TokenStream {
    let emission = Emission::new(function, options, signature, derivatives);
    let name = &function.sig.ident;
    let visibility = &function.vis;
    let conditions =
        function.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect::<Vec<_>>();
    let docs = documentation::of_type(function, options, signature, derivatives);
    // Without the user's span: one item alone carries it, so that hovering shows the docs once.
    let unspanned = without_span(name);
    let functions = emission.functions();
    let functions = match &signature.fallible {
        Some(fallible) => fallible::guarded(&emission, fallible, &functions),
        None => functions,
    };
    let absent = emission.absent();
    let derivation = emission.derivation();
    let roles = emission.roles();
    let as_type = emission.as_type();
    let checks = checks::of(function, signature);
    let hover = match derivatives {
        Derivatives::Differentiated { derivation, .. } => hover::of(name, derivation),
        Derivatives::Stubs => TokenStream::new(),
    };
    let items = match derivatives {
        Derivatives::Differentiated { program, .. } => program.items.as_slice(),
        Derivatives::Stubs => &[],
    };
    let callees = emission.callees.borrow();
    // Where nothing is called, no type parameter is known.
    let scalar = if signature.is_generic_over_floats() {
        quote!(::core::primitive::f64)
    } else {
        emission.scalar.clone()
    };
    let declared = declarations(&callees, &emission.krate, &scalar);
    if signature.is_method {
        let items = quote!(#(#items)* #declared);
        let changes = signature.written.iter().any(|place| place.name == "self");
        let beside = method::beside(function, emission.derivation_text(), &functions, &items, changes);
        return quote!(#beside #absent);
    }
    let like_a_derivative = method::called_like_a_derivative(function, &functions);
    let silent = silent();
    quote! {
        #(#conditions)*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code)]
        #visibility struct #name {}

        #(#conditions)*
        #silent
        const _: () = {
            #(#items)*
            #declared

            #[automatically_derived]
            impl #unspanned {
                #derivation
                #functions
                #absent
            }

            #roles
            #as_type
            #checks
            #hover
        };

        #like_a_derivative
    }
}

/// The callees, and what answers in their place; what answers for several is there once, and asks if one of them does.
fn declarations(
    callees: &BTreeMap<String, Callee>,
    krate: &TokenStream,
    scalar: &TokenStream,
) -> TokenStream {
    let mut groups: BTreeMap<String, (&Callee, bool)> = BTreeMap::new();
    for (alias, callee) in callees {
        let name = callee.answers_for_all().map_or_else(|| alias.clone(), |otherwise| otherwise.to_string());
        groups.entry(name).or_insert((callee, false)).1 |= callee.asks(callees);
    }
    groups.values().map(|(callee, asks)| callee.declaration(krate, scalar, *asks)).collect()
}

/// What keeps the lints of the user's crate away from what is emitted; each group by its name: `warnings` leaves alone what
/// the user's crate denies.
pub(crate) fn silent() -> TokenStream {
    quote! {
        #[allow(
            warnings,
            unused,
            deprecated,
            missing_docs,
            unreachable_pub,
            nonstandard_style,
            unexpected_cfgs,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            clippy::restriction
        )]
    }
}

impl Emission<'_> {
    fn functions(&self) -> TokenStream {
        if self.signature.has_arrays() {
            let mut functions = self.of_arrays();
            functions.extend(self.companion_of_unchanged());
            functions.extend(self.along_directions());
            functions.extend(self.ways_along_kinks());
            return functions;
        }
        let mut functions = match self.signature.returns {
            Returns::Scalar | Returns::Composite => self.of_scalar(),
            Returns::Tuple(_) | Returns::Array(_) => self.of_several(),
        };
        if self.options.second_order {
            if self.signature.returns == Returns::Scalar {
                functions.extend(self.second_order());
            }
            functions.extend(self.second_partials(&self.returned_type()));
        }
        functions.extend(self.numbers_for_callers());
        functions.extend(self.along_directions());
        functions.extend(self.ways_along_kinks());
        functions
    }

    fn derivation_text(&self) -> &str {
        match self.derivatives {
            Derivatives::Differentiated { derivation, .. } => &derivation.text,
            Derivatives::Stubs => "",
        }
    }

    /// The type's constant with the derivation.
    fn derivation(&self) -> TokenStream {
        let (visibility, text) = (&self.function.vis, literals::of_text(self.derivation_text()));
        quote! {
            /// The derivation, step by step.
            #visibility const DERIVATION: &'static ::core::primitive::str = #text;
        }
    }
}
