//! What the attribute adds beside the user's function: the type that carries the derivatives.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::ItemFn;

use super::callee::Callee;
use super::emission::Emission;
use super::unsure::{self, Choice, Types};
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

impl Derivatives {
    /// Where mutable references go to functions by their names.
    pub(crate) fn by_name(&self) -> Vec<Span> {
        match self {
            Derivatives::Differentiated { program, .. } => program.by_name.clone(),
            Derivatives::Stubs => Vec::new(),
        }
    }

    fn text(&self) -> &str {
        match self {
            Derivatives::Differentiated { derivation, .. } => &derivation.text,
            Derivatives::Stubs => "",
        }
    }

    /// How many functions are called with what varies.
    pub(crate) fn calls(&self) -> usize {
        match self {
            Derivatives::Differentiated { program, .. } => program.graph.calls(),
            Derivatives::Stubs => 0,
        }
    }

    /// Whether something varies for callers alone that a function may hold constant: a struct, or any argument of a method that is called on
    /// an object, whose type has no name here by which it could be asked.
    fn hands_more_on(&self) -> bool {
        match self {
            Derivatives::Differentiated { program, with_every_float: Some(every), .. } => {
                let own = program.graph.handed_on();
                every.1.graph.handed_on().iter().any(|one| !own.contains(one))
            }
            _ => false,
        }
    }

    /// The same without what only callers vary, where that goes to functions of which nobody but rustc knows whether they have derivatives.
    fn by_wrt_alone(&self) -> Option<Derivatives> {
        match self {
            Derivatives::Differentiated { program, with_every_float: Some(every), derivation, .. }
                if every.1.graph.calls() > 0 =>
            {
                Some(Derivatives::Differentiated {
                    program: program.clone(),
                    with_every_float: None,
                    with_everything: None,
                    derivation: derivation.clone(),
                })
            }
            _ => None,
        }
    }
}

/// Emits everything that stands beside the user's function.
pub(crate) fn emit(
    function: &ItemFn,
    options: &Options,
    signature: &Signature,
    mut derivatives: Derivatives,
) -> TokenStream {
    let name = &function.sig.ident;
    let mut both = None;
    if let Some(sure) = derivatives.by_wrt_alone() {
        let whole = Emission::new(function, options, signature, &derivatives);
        match unsure::choose(whole, Emission::new(function, options, signature, &sure)) {
            _ if derivatives.hands_more_on() => derivatives = sure,
            Choice::Whole => {}
            Choice::Sure => derivatives = sure,
            Choice::OfRustc(types) => both = Some(types),
        }
    }
    let emission = Emission::new(function, options, signature, &derivatives);
    let functions = emission.guarded_functions();
    if signature.is_method {
        let items = emission.items_and_callees(|_| true);
        let changes = signature.written.iter().any(|place| place.name == "self");
        let (beside, absent) = (
            method::beside(function, derivatives.text(), &functions, &items, changes, &emission.krate),
            emission.absent(),
        );
        return quote!(#beside #absent);
    }
    let Types { declaration, beside, implementations } = both.unwrap_or_else(|| Types {
        declaration: quote!(struct #name {}),
        beside: TokenStream::new(),
        implementations: emission.implementation(&functions, |_| true),
    });
    let docs = documentation::of_type(function, options, signature, &derivatives);
    let checks = checks::of(function, signature);
    let hover = match &derivatives {
        Derivatives::Differentiated { derivation, .. } => hover::of(name, derivation),
        Derivatives::Stubs => TokenStream::new(),
    };
    let conditions: Vec<_> =
        function.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect();
    let (visibility, silent) = (&function.vis, silent());
    let like_a_derivative = method::called_like_a_derivative(function, &functions);
    quote! {
        #(#conditions)*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code)]
        #visibility #declaration

        #(#conditions)*
        #beside

        #(#conditions)*
        #silent
        const _: () = {
            #implementations
            #checks
            #hover
        };

        #like_a_derivative
    }
}

/// What keeps the lints of the user's crate away from what is emitted; each group by its name: `warnings` leaves alone what
/// the user's crate denies.
pub(crate) fn silent() -> TokenStream {
    quote! {
        #[allow(
            warnings,
            unused,
            deprecated,
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

    /// The functions, behind a guard each where there may be no value.
    pub(super) fn guarded_functions(&self) -> TokenStream {
        let functions = self.functions();
        match &self.signature.fallible {
            Some(fallible) => fallible::guarded(self, fallible, &functions),
            None => functions,
        }
    }

    /// All that has to do with the type that carries the derivatives; a callee that `must` have its own and has none is an error.
    pub(super) fn implementation(&self, functions: &TokenStream, must: impl Fn(&str) -> bool) -> TokenStream {
        let own = &self.own_type;
        let (absent, derivation, roles, as_type) =
            (self.absent(), self.derivation(), self.roles(), self.as_type());
        let items = self.items_and_callees(must);
        quote! {
            #items

            #[automatically_derived]
            impl #own {
                #derivation
                #functions
                #absent
            }

            #roles
            #as_type
        }
    }

    /// The user's own items, the callees, and what answers in their place; what answers for several is there once, and asks if one of
    /// them does.
    fn items_and_callees(&self, must: impl Fn(&str) -> bool) -> TokenStream {
        let items = self.program().map_or(&[][..], |program| &program.items);
        // Where nothing is called, no type parameter is known.
        let scalar = if self.signature.is_generic_over_floats() {
            quote!(::core::primitive::f64)
        } else {
            self.scalar.clone()
        };
        let callees = self.callees.borrow();
        let mut groups: BTreeMap<String, (&Callee, bool)> = BTreeMap::new();
        for (alias, callee) in callees.iter() {
            let name =
                callee.answers_for_all().map_or_else(|| alias.clone(), |otherwise| otherwise.to_string());
            groups.entry(name).or_insert((callee, false)).1 |= callee.asks(&callees) && must(alias);
        }
        let declared = groups.values().map(|(callee, asks)| callee.declaration(&self.krate, &scalar, *asks));
        quote!(#(#items)* #(#declared)*)
    }

    /// The type's constant with the derivation, and what says that there are second derivatives.
    fn derivation(&self) -> TokenStream {
        let (visibility, text) = (&self.function.vis, literals::of_text(self.derivatives.text()));
        let is_twice = self.options.second_order.then(|| {
            let twice = format_ident!("{}", unsure::TWICE);
            quote!(#[doc(hidden)] #visibility const #twice: ::core::primitive::bool = true;)
        });
        quote! {
            /// The derivation, step by step.
            #visibility const DERIVATION: &'static ::core::primitive::str = #text;
            #is_twice
        }
    }
}
