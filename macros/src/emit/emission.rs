//! What every emitted function is made with: names, types, signatures, and the results of differentiation.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{ItemFn, Token, Type};

use super::body::{Body, Scope, write};
use super::callee::Callee;
use super::derivatives::Derivatives;
use super::roles::without_span;
use super::{documentation, literals};
use crate::ir::{Graph, Id, Node};
use crate::lower::Program;
use crate::options::{Options, crate_path};
use crate::outputs::{Written, together};
use crate::region::ArrayId;
use crate::signature::{Returns, Signature};

pub(super) struct Emission<'a> {
    pub(super) function: &'a ItemFn,
    pub(super) options: &'a Options,
    pub(super) signature: &'a Signature,
    pub(super) derivatives: &'a Derivatives,
    pub(super) scalar: TokenStream,
    pub(super) names: Vec<Ident>,
    pub(super) types: Vec<&'a Type>,
    pub(super) krate: TokenStream,
    /// The type that carries the derivatives.
    pub(super) own_type: TokenStream,
    /// Whether nobody but rustc knows if what it calls has derivatives.
    pub(super) is_unsure: bool,
    /// The functions that the bodies call for their derivatives, by alias.
    pub(super) callees: RefCell<BTreeMap<String, Callee>>,
    /// Whether the derivatives of a function with loops or arrays are constant functions.
    pub(super) is_constant: OnceCell<bool>,
    /// What is emitted, and for whom.
    pub(super) view: View,
}

/// For whom something is emitted: what stands behind the parameters that `wrt` leaves out depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// For the users of the function, and for callers of the function itself.
    Own,
    /// For callers of its derivatives, which may vary every number among the parameters.
    Nested,
    /// For the functions of `Nested` alone.
    EveryNumber,
}

/// A name of ours: hygienic, so that it cannot meet one of the user's.
pub(super) fn ours(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

impl<'a> Emission<'a> {
    pub(super) fn new(
        function: &'a ItemFn,
        options: &'a Options,
        signature: &'a Signature,
        derivatives: &'a Derivatives,
    ) -> Self {
        Emission {
            function,
            options,
            signature,
            derivatives,
            scalar: signature.scalar.to_token_stream(),
            names: signature.parameters.iter().map(|parameter| parameter.name.clone()).collect(),
            types: signature.parameters.iter().map(|parameter| &parameter.declared).collect(),
            krate: crate_path(options),
            is_unsure: false,
            own_type: without_span(&function.sig.ident).into_token_stream(),
            callees: RefCell::default(),
            is_constant: OnceCell::new(),
            view: View::Own,
        }
    }

    /// A public function with the user's parameters and perhaps one more.
    pub(super) fn method(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        self.documented(name, &self.plain_function(name, extra, returned, body))
    }

    /// A public function with what it is.
    pub(super) fn documented(&self, name: &str, function: &TokenStream) -> TokenStream {
        let docs = documentation::of_function(name, self.function, self.signature, self.derivatives);
        let docs = literals::of_text(&docs);
        quote!(#[doc = #docs] #function)
    }

    /// The generic parameters as they stand in a call.
    pub(super) fn turbofish(&self) -> TokenStream {
        let arguments = self.generic_arguments_in_call();
        if arguments.is_empty() { TokenStream::new() } else { quote!(::<#(#arguments),*>) }
    }

    pub(super) fn generic_arguments_in_call(&self) -> Vec<TokenStream> {
        let arguments = self.generic_arguments();
        let arguments = arguments.iter().map(|generic| {
            if self.signature.is_inferred(generic) { quote!(_) } else { generic.to_token_stream() }
        });
        arguments.collect()
    }

    fn generic_arguments(&self) -> Vec<&Ident> {
        let generics = self.signature.generics.params.iter().filter_map(|parameter| match parameter {
            syn::GenericParam::Const(constant) => Some(&constant.ident),
            syn::GenericParam::Type(kind) => Some(&kind.ident),
            syn::GenericParam::Lifetime(_) => None,
        });
        generics.collect()
    }

    pub(super) fn program(&self) -> Option<&Program> {
        match self.derivatives {
            Derivatives::Differentiated { program, .. } => Some(program),
            Derivatives::Stubs => None,
        }
    }

    /// Whether there are loops or arrays in the body.
    pub(super) fn is_structured(&self) -> bool {
        self.program().is_some_and(|program| program.graph.is_structured())
    }

    pub(super) fn hidden(
        &self,
        name: &str,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let function = self.plain_function(name, &TokenStream::new(), returned, body);
        quote!(#[doc(hidden)] #function)
    }

    pub(super) fn plain_function(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let constness = self.function.sig.constness.filter(|_| !self.is_structured() || self.goes_forward());
        self.function_with(constness, name, extra, returned, body)
    }

    pub(super) fn function_with(
        &self,
        constness: Option<Token![const]>,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        self.function_of(&self.generics("support::Real"), constness, name, extra, returned, body)
    }

    /// The same with these generic parameters.
    pub(super) fn function_of(
        &self,
        generics: &syn::Generics,
        constness: Option<Token![const]>,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let name = format_ident!("{name}");
        let (visibility, names, types) = (&self.function.vis, &self.names, &self.types);
        let body = match self.derivatives {
            Derivatives::Differentiated { program, .. } => body(program),
            Derivatives::Stubs => quote!(::core::panic!("the function has errors")),
        };
        // A generic function of which only the derivatives are called is not unused.
        let arguments = self.generic_arguments();
        let used = (!arguments.is_empty()
            && !self.is_called_like_a_parameter()
            && !self.signature.has_unnamed_types()
            && ["jvp", "__push_forward"].contains(&name.to_string().as_str()))
        .then(|| {
            let function = self.function_itself();
            quote!(let _ = #function::<#(#arguments),*>;)
        });
        let changing =
            self.signature.parameters.iter().filter(|parameter| parameter.mutable && parameter.rank > 0);
        let changing: Vec<&Ident> = changing.map(|parameter| &parameter.name).collect();
        let (generics, _, clause) = generics.split_for_impl();
        quote! {
            #[inline]
            #visibility #constness fn #name #generics(#(#names: #types,)* #extra) -> #returned #clause {
                #used
                #(let mut #changing = #changing;)*
                #body
            }
        }
    }

    /// The user's generic parameters, of which the one that stands for a float type is also bounded by this trait.
    pub(super) fn generics(&self, bound: &str) -> syn::Generics {
        let mut generics = self.signature.generics.clone();
        if let Some(number) = &self.signature.number {
            let (krate, bound): (_, TokenStream) = (&self.krate, bound.parse().unwrap_or_default());
            generics.make_where_clause().predicates.push(syn::parse_quote!(#number: #krate::#bound));
        }
        generics
    }

    /// Whether the function's own name is that of a parameter where its derivatives are worked out.
    pub(super) fn is_called_like_a_parameter(&self) -> bool {
        self.names.contains(&self.function.sig.ident)
    }

    /// The user's function as it is called.
    pub(super) fn function_itself(&self) -> TokenStream {
        let name = &self.function.sig.ident;
        if self.signature.is_method { quote!(<Self>::#name) } else { quote!(#name) }
    }

    /// The value of a function with arrays, behind which its arguments are needed again.
    pub(super) fn value_alone(&self) -> TokenStream {
        if self.is_called_like_a_parameter() {
            let (turbofish, arguments) = (self.turbofish(), self.arguments_kept());
            let blank = self.directions_ignored();
            let push_forward = match self.view {
                View::Nested => self.way("__push_forward"),
                View::Own | View::EveryNumber => format_ident!("__push_forward"),
            };
            return quote!(Self::#push_forward #turbofish(#(#arguments,)* #blank).0);
        }
        let value = self.call_of_itself();
        let krate = &self.krate;
        if self.signature.fallible.is_some() { quote!(#krate::support::present(#value)) } else { value }
    }

    /// What the user's function gives of the parameters, which are needed again; of what it writes it has copies.
    pub(super) fn call_of_itself(&self) -> TokenStream {
        let (function, turbofish) = (self.function_itself(), self.turbofish());
        let written = &self.signature.written;
        let copies = written.iter().map(|place| {
            let (own, copy) = (&place.own, &place.copy);
            quote!(let mut #own = #copy;)
        });
        let arguments = self.signature.parameters.iter().zip(self.arguments_kept()).map(
            |(parameter, kept)| match written.iter().find(|place| place.name == parameter.name) {
                Some(Written { own, .. }) => quote!(&mut #own),
                None => kept,
            },
        );
        let call = quote!(#function #turbofish(#(#arguments),*));
        if !self.signature.writes_results() {
            return if written.is_empty() { call } else { quote!({ #(#copies)* #call }) };
        }
        let outputs: Vec<_> =
            written.iter().filter(|place| place.is_output).map(|place| &place.own).collect();
        let result = together(&outputs);
        match self.signature.fallible {
            Some(_) => quote!({ #(#copies)* #call.map(|_| #result) }),
            None => quote!({ #(#copies)* #call; #result }),
        }
    }

    /// The statements and results of a body.
    pub(super) fn body(&self, program: &Program, signature: &Signature, results: &[Id]) -> Body {
        let parameters: Vec<Ident> =
            signature.parameters.iter().map(|parameter| parameter.name.clone()).collect();
        self.body_in(program, &parameters, results, &[], self.goes_forward())
    }

    /// The same with arrays that outlive the body.
    pub(super) fn body_with(
        &self,
        program: &Program,
        parameters: &[Ident],
        results: &[Id],
        arrays: &[ArrayId],
    ) -> Body {
        self.body_in(program, parameters, results, arrays, false)
    }

    /// The same in a constant function, or not.
    pub(super) fn body_in(
        &self,
        program: &Program,
        parameters: &[Ident],
        results: &[Id],
        arrays: &[ArrayId],
        constant: bool,
    ) -> Body {
        let mut graph = program.graph.clone();
        let results = if graph.is_structured() {
            graph.make_cotangents_late();
            results.to_vec()
        } else {
            graph.arrange(results, &program.outputs)
        };
        let functions: Vec<bool> =
            self.signature.parameters.iter().map(|parameter| parameter.function).collect();
        let scope = Scope {
            graph: &graph,
            functions: &functions,
            parameters,
            types: &self.types,
            scalar: &self.scalar,
            taken: &program.taken,
            krate: &self.krate,
            arrays,
            constant,
            is_unsure: self.is_unsure,
        };
        let mut body = write(&scope, &results);
        self.callees
            .borrow_mut()
            .extend(body.callees.drain(..).map(|callee| (callee.alias.to_string(), callee)));
        body
    }

    /// The number 0, which has no type of its own where the float type is known.
    pub(super) fn zero(&self) -> TokenStream {
        self.number("zero", quote!(0.0))
    }

    /// The number 1.
    pub(super) fn one(&self) -> TokenStream {
        self.number("one", quote!(1.0))
    }

    fn number(&self, name: &str, literal: TokenStream) -> TokenStream {
        let (krate, name) = (&self.krate, ours(name));
        if self.signature.is_generic_over_floats() { quote!(#krate::support::#name()) } else { literal }
    }

    pub(super) fn wrt(&self, graph: &mut Graph) -> Vec<Id> {
        parameters(graph, &self.signature.differentiated())
    }

    /// The pattern that takes the direction apart, and the change of each parameter.
    pub(super) fn direction(&self, graph: &mut Graph) -> (TokenStream, Vec<(Id, Id)>) {
        let names = self.named("direction_");
        let pattern = gather(&names);
        let changes = names.iter().map(|name| graph.word(name)).collect::<Vec<_>>();
        (pattern, self.wrt(graph).into_iter().zip(changes).collect())
    }

    /// The type of the gradient: plain for one parameter, an array for several.
    pub(super) fn gradient_type(&self) -> TokenStream {
        let scalar = &self.scalar;
        match self.signature.differentiated().len() {
            1 => scalar.clone(),
            count => {
                let length = Literal::usize_unsuffixed(count);
                quote!([#scalar; #length])
            }
        }
    }

    pub(super) fn returned_type(&self) -> TokenStream {
        let scalar = &self.scalar;
        match self.signature.returns {
            Returns::Scalar | Returns::Composite => scalar.clone(),
            Returns::Tuple(count) => {
                let scalars = vec![scalar; count];
                quote!((#(#scalars,)*))
            }
            Returns::Array(count) => {
                let length = Literal::usize_unsuffixed(count);
                quote!([#scalar; #length])
            }
        }
    }

    /// Values in the form in which the function returns them.
    pub(super) fn returned(&self, values: Vec<TokenStream>) -> TokenStream {
        match self.signature.returns {
            Returns::Scalar | Returns::Composite => values.into_iter().next().unwrap_or_default(),
            Returns::Tuple(_) => quote!((#(#values,)*)),
            Returns::Array(_) => quote!([#(#values),*]),
        }
    }
}

/// The components in the form of the gradient: one by itself, several in an array.
pub(super) fn gather<T: ToTokens>(components: &[T]) -> TokenStream {
    match components {
        [only] => only.to_token_stream(),
        _ => quote!([#(#components),*]),
    }
}

pub(super) fn parameters(graph: &mut Graph, positions: &[usize]) -> Vec<Id> {
    positions.iter().map(|&position| graph.make(Node::Parameter(position))).collect()
}

/// The rows of the Jacobian: reverse mode visits the program once a row, forward mode once a column.
pub(super) fn jacobian(program: &mut Program, wrt: &[Id]) -> Vec<Vec<Id>> {
    let one = program.graph.real(1.0);
    let outputs = program.outputs.len();
    // Statements are gone back over once a row; going forward would carry every column along.
    if outputs <= wrt.len() || program.given.is_some() || program.graph.is_structured() {
        return (0..outputs).map(|output| program.gradient(output, one, wrt)).collect();
    }
    let columns: Vec<Vec<Id>> =
        wrt.iter().map(|&parameter| program.push_forward(&[(parameter, one)])).collect();
    (0..outputs).map(|output| columns.iter().map(|column| column[output]).collect()).collect()
}

/// The gradient and the Hessian of an output, forward over reverse; one triangle is computed and mirrored.
pub(super) fn hessian(
    program: &mut Program,
    signature: &Signature,
    output: usize,
) -> (Vec<Id>, Vec<Vec<Id>>) {
    let wrt = parameters(&mut program.graph, &signature.differentiated());
    let one = program.graph.real(1.0);
    program.graph.twice = true;
    let gradient = program.gradient(output, one, &wrt);
    let mut rows = vec![vec![one; wrt.len()]; wrt.len()];
    for (j, &parameter) in wrt.iter().enumerate() {
        let column = program.graph.push_forward(&gradient[..=j], &[(parameter, one)]);
        for (i, entry) in column.into_iter().enumerate() {
            rows[i][j] = entry;
            rows[j][i] = entry;
        }
    }
    (gradient, rows)
}
