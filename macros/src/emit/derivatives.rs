//! The functions that the attribute adds beside the user's: their signatures and their bodies.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Index, ItemFn, Type};

use super::body::{Body, Scope, write};
use super::callee::{Callee, Order};
use super::{checks, documentation, hover};
use crate::explain::Derivation;
use crate::ir::{Graph, Id, Node};
use crate::lower::Program;
use crate::options::Options;
use crate::signature::{Returns, Signature};

/// What there is to emit derivatives from.
pub(crate) enum Derivatives {
    Differentiated {
        program: Box<Program>,
        /// The program with every parameter of float type differentiated, where that is another one.
        with_every_float: Option<Box<(Signature, Program)>>,
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
    let derivation = emission.derivation();
    let objective = emission.objective();
    let checks = checks::of(function, signature);
    let hover = match derivatives {
        Derivatives::Differentiated { derivation, .. } => hover::of(derivation),
        Derivatives::Stubs => TokenStream::new(),
    };
    let items = match derivatives {
        Derivatives::Differentiated { program, .. } => program.items.as_slice(),
        Derivatives::Stubs => &[],
    };
    let callees = emission.callees.borrow();
    let callees = callees.values().map(|callee| callee.declaration(&emission.krate, &emission.scalar));
    quote! {
        #(#conditions)*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code)]
        #visibility struct #name {}

        #(#conditions)*
        #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        const _: () = {
            #(#items)*
            #(#callees)*

            #[automatically_derived]
            impl #unspanned {
                #derivation
                #functions
            }

            #objective
            #checks
            #hover
        };
    }
}

struct Emission<'a> {
    function: &'a ItemFn,
    options: &'a Options,
    signature: &'a Signature,
    derivatives: &'a Derivatives,
    scalar: TokenStream,
    names: Vec<Ident>,
    types: Vec<&'a Type>,
    krate: TokenStream,
    /// The functions that the bodies call for their derivatives, by alias.
    callees: RefCell<BTreeMap<String, Callee>>,
}

/// The user's name for use in our code, where pointing at it would mean nothing to an editor.
fn without_span(name: &Ident) -> Ident {
    let mut unspanned = name.clone();
    unspanned.set_span(Span::call_site());
    unspanned
}

/// A name of ours: hygienic, so that it cannot meet one of the user's.
fn ours(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

impl<'a> Emission<'a> {
    fn new(
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
            callees: RefCell::default(),
        }
    }

    fn functions(&self) -> TokenStream {
        let mut functions = match self.signature.returns {
            Returns::Scalar => self.of_scalar(),
            Returns::Tuple(_) | Returns::Array(_) => self.of_several(),
        };
        if self.options.second_order.is_some() {
            functions.extend(self.second_order());
        }
        functions
    }

    /// `gradient`, `value_and_gradient`, `jvp`, `vjp` of a function of one value.
    fn of_scalar(&self) -> TokenStream {
        let (scalar, gradient, names) = (&self.scalar, self.gradient_type(), &self.names);
        let components = self.component_names("d_");
        let components_pattern = gather(&components);
        let (value, cotangent) = (ours("value"), ours("cotangent"));
        let scaled =
            gather(&components.iter().map(|component| quote!(#cotangent * #component)).collect::<Vec<_>>());

        let mut functions = self.method(
            "gradient",
            &TokenStream::new(),
            &gradient,
            |_| quote!(Self::value_and_gradient(#(#names),*).1),
        );
        functions.extend(self.method(
            "value_and_gradient",
            &TokenStream::new(),
            &quote!((#scalar, #gradient)),
            |program| {
                let mut program = program.clone();
                let one = program.graph.real(1.0);
                let wrt = self.wrt(&mut program.graph);
                let partials = program.gradient(0, one, &wrt);
                let Body { statements, values, .. } =
                    self.body(&program, self.signature, &[program.outputs.as_slice(), &partials].concat());
                let gradient = gather(&values[1..]);
                let value = &values[0];
                quote!(#statements (#value, #gradient))
            },
        ));
        functions.extend(self.jvp(&self.scalar.clone()));
        functions.extend(self.method(
            "vjp",
            &quote!(#cotangent: #scalar),
            &quote!((#scalar, #gradient)),
            |_| {
                quote! {
                    let (#value, #components_pattern) = Self::value_and_gradient(#(#names),*);
                    (#value, #scaled)
                }
            },
        ));
        let pattern = components_pattern;
        functions.extend(self.partials(
            &quote!(#scalar),
            |values| values[0].clone(),
            || {
                let positions = self.signature.differentiated();
                let partials = self.by_parameter(&positions, &components);
                quote! {
                    let (#value, #pattern) = Self::value_and_gradient(#(#names),*);
                    (#value, #partials)
                }
            },
        ));
        functions
    }

    /// `jacobian`, `value_and_jacobian`, `jvp`, `vjp` of a function of several values.
    fn of_several(&self) -> TokenStream {
        let (scalar, gradient, names) = (&self.scalar, self.gradient_type(), &self.names);
        let count = self.signature.returns.count();
        let length = Literal::usize_unsuffixed(count);
        let returned = self.returned_type();
        let rows = quote!([#gradient; #length]);

        let mut functions = self.method(
            "jacobian",
            &TokenStream::new(),
            &rows,
            |_| quote!(Self::value_and_jacobian(#(#names),*).1),
        );
        functions.extend(self.method(
            "value_and_jacobian",
            &TokenStream::new(),
            &quote!(([#scalar; #length], #rows)),
            |program| {
                let mut program = program.clone();
                let wrt = self.wrt(&mut program.graph);
                let rows = jacobian(&mut program, &wrt);
                let Body { statements, values, .. } = self.body(
                    &program,
                    self.signature,
                    &[program.outputs.as_slice(), &rows.concat()].concat(),
                );
                let (outputs, partials) = values.split_at(count);
                let rows = partials.chunks(wrt.len()).map(gather);
                quote!(#statements ([#(#outputs),*], [#(#rows),*]))
            },
        ));
        functions.extend(self.jvp(&returned));
        let cotangent = ours("cotangent");
        functions.extend(self.method(
            "vjp",
            &quote!(#cotangent: #returned),
            &quote!((#returned, #gradient)),
            |program| {
                let mut program = program.clone();
                let seeds: Vec<Ident> =
                    (1..=count).map(|position| ours(&format!("cotangent{position}"))).collect();
                let pattern = self.returned(seeds.iter().map(ToTokens::to_token_stream).collect());
                let cotangents: Vec<(Id, Id)> = program
                    .outputs
                    .clone()
                    .into_iter()
                    .zip(&seeds)
                    .map(|(output, seed)| {
                        (output, program.graph.constant(seed.to_token_stream(), Vec::new(), false))
                    })
                    .collect();
                let wrt = self.wrt(&mut program.graph);
                let partials = program.graph.pull_back(&cotangents, &wrt);
                let Body { statements, values, .. } =
                    self.body(&program, self.signature, &[program.outputs.as_slice(), &partials].concat());
                let (outputs, partials) = values.split_at(count);
                let (value, gradient) = (self.returned(outputs.to_vec()), gather(partials));
                quote!(let #pattern = #cotangent; #statements (#value, #gradient))
            },
        ));
        functions.extend(self.partials(
            &returned,
            |values| self.returned(values.to_vec()),
            || {
                let values: Vec<Ident> =
                    (1..=count).map(|position| ours(&format!("value{position}"))).collect();
                let rows: Vec<Ident> = (1..=count).map(|position| ours(&format!("row{position}"))).collect();
                let components = self.component_names("d_");
                let pattern = gather(&components);
                let positions = self.signature.differentiated();
                let partials = self.by_parameter(&positions, &components);
                let value = self.returned(values.iter().map(ToTokens::to_token_stream).collect());
                quote! {
                    let ([#(#values),*], [#(#rows),*]) = Self::value_and_jacobian(#(#names),*);
                    (#value, [#({ let #pattern = #rows; #partials }),*])
                }
            },
        ));
        functions
    }

    /// Forward mode, for one value and for several.
    fn jvp(&self, returned: &TokenStream) -> TokenStream {
        let direction = ours("direction");
        let gradient = self.gradient_type();
        self.method("jvp", &quote!(#direction: #gradient), &quote!((#returned, #returned)), |program| {
            let mut program = program.clone();
            let (pattern, changes) = self.direction(&mut program.graph);
            let tangents = program.push_forward(&changes);
            let Body { statements, values, .. } =
                self.body(&program, self.signature, &[program.outputs.as_slice(), &tangents].concat());
            let (outputs, tangents) = values.split_at(program.outputs.len());
            let (value, tangent) = (self.returned(outputs.to_vec()), self.returned(tangents.to_vec()));
            quote!(let #pattern = #direction; #statements (#value, #tangent))
        })
    }

    /// `hessian` and `hvp`.
    fn second_order(&self) -> TokenStream {
        let (scalar, gradient) = (&self.scalar, self.gradient_type());
        let count = self.signature.differentiated().len();
        let length = Literal::usize_unsuffixed(count);
        let mut functions =
            self.method("hessian", &TokenStream::new(), &quote!([[#scalar; #length]; #length]), |program| {
                // The form for callers has the same numbers, unless `wrt` leaves some out.
                if matches!(self.derivatives, Derivatives::Differentiated { with_every_float: None, .. }) {
                    return self.hessian_from_partials();
                }
                let mut program = program.clone();
                let (_, hessian) = hessian(&mut program, self.signature);
                let Body { statements, values, .. } = self.body(&program, self.signature, &hessian.concat());
                let rows = values.chunks(count).map(|row| quote!([#(#row),*]));
                quote!(#statements [#(#rows),*])
            });
        let direction = ours("direction");
        functions.extend(self.method("hvp", &quote!(#direction: #gradient), &gradient, |program| {
            let mut program = program.clone();
            let wrt = self.wrt(&mut program.graph);
            let one = program.graph.real(1.0);
            let partials = program.gradient(0, one, &wrt);
            let (pattern, changes) = self.direction(&mut program.graph);
            let products = program.graph.push_forward(&partials, &changes);
            let Body { statements, values, .. } = self.body(&program, self.signature, &products);
            let product = gather(&values);
            quote!(let #pattern = #direction; #statements #product)
        }));
        functions.extend(self.second_partials());
        functions
    }

    /// The form that callers use: the slopes by parameter, whatever `wrt` says, in a tuple with a place for each.
    fn partials(
        &self,
        returned: &TokenStream,
        value: impl Fn(&[TokenStream]) -> TokenStream,
        from_gradient: impl Fn() -> TokenStream,
    ) -> TokenStream {
        let signature = self.for_callers();
        let types = self.partial_types(signature);
        let partials = match self.signature.returns {
            Returns::Scalar => types,
            Returns::Tuple(count) | Returns::Array(count) => {
                let length = Literal::usize_unsuffixed(count);
                quote!([#types; #length])
            }
        };
        let every = match self.derivatives {
            Derivatives::Differentiated { with_every_float: Some(every), .. } => Some(&every.1),
            _ => None,
        };
        self.hidden(Order::First.function(), &quote!((#returned, #partials)), |_| {
            let Some(program) = every else {
                return from_gradient();
            };
            let mut program = program.clone();
            let positions = signature.differentiated();
            let wrt = parameters(&mut program.graph, &positions);
            let rows = jacobian(&mut program, &wrt);
            let Body { statements, values, .. } =
                self.body(&program, signature, &[program.outputs.as_slice(), &rows.concat()].concat());
            let (outputs, partials) = values.split_at(program.outputs.len());
            let mut rows = partials.chunks(wrt.len()).map(|row| self.by_parameter(&positions, row));
            let value = value(outputs);
            let partials = match self.signature.returns {
                Returns::Scalar => rows.next().unwrap_or_default(),
                Returns::Tuple(_) | Returns::Array(_) => quote!([#(#rows),*]),
            };
            quote!(#statements (#value, #partials))
        })
    }

    /// The same with second derivatives, for callers that have `order = 2` themselves.
    fn second_partials(&self) -> TokenStream {
        let scalar = &self.scalar;
        let signature = self.for_callers();
        let partials = self.partial_types(signature);
        let positions = signature.differentiated();
        let rows_type = self.by_parameter(&positions, &vec![partials.clone(); positions.len()]);
        self.hidden(Order::Second.function(), &quote!((#scalar, #partials, #rows_type)), |program| {
            let mut program = match self.derivatives {
                Derivatives::Differentiated { with_every_float: Some(every), .. } => every.1.clone(),
                _ => program.clone(),
            };
            let (gradient, hessian) = hessian(&mut program, signature);
            let results = [program.outputs.as_slice(), &gradient, &hessian.concat()].concat();
            let Body { statements, values, .. } = self.body(&program, signature, &results);
            let (value, rest) = values.split_first().expect("there is a value");
            let (gradient, hessian) = rest.split_at(positions.len());
            let gradient = self.by_parameter(&positions, gradient);
            let rows: Vec<TokenStream> =
                hessian.chunks(positions.len()).map(|row| self.by_parameter(&positions, row)).collect();
            let rows = self.by_parameter(&positions, &rows);
            quote!(#statements (#value, #gradient, #rows))
        })
    }

    fn hessian_from_partials(&self) -> TokenStream {
        let names = &self.names;
        let function = format_ident!("{}", Order::Second.function());
        let positions = self.signature.differentiated();
        let rows = ours("rows");
        let entries = positions.iter().map(|&i| {
            let row = positions.iter().map(|&j| {
                let (i, j) = (Index::from(i), Index::from(j));
                quote!(#rows.#i.#j)
            });
            quote!([#(#row),*])
        });
        quote! {
            let (_, _, #rows) = Self::#function(#(#names),*);
            [#(#entries),*]
        }
    }

    /// The type's constant with the derivation.
    fn derivation(&self) -> TokenStream {
        let visibility = &self.function.vis;
        let text = match self.derivatives {
            Derivatives::Differentiated { derivation, .. } => derivation.text.as_str(),
            Derivatives::Stubs => "",
        };
        quote! {
            /// The derivation, step by step.
            #visibility const DERIVATION: &'static ::core::primitive::str = #text;
        }
    }

    /// `impl Objective`, for a function of one value that is differentiated by all its parameters.
    fn objective(&self) -> TokenStream {
        let all = self.signature.parameters.iter().all(|parameter| parameter.differentiated);
        if !all || self.signature.returns != Returns::Scalar {
            return TokenStream::new();
        }
        let name = &self.function.sig.ident;
        let name = without_span(name);
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

    /// A public function with the user's parameters and perhaps one more.
    fn method(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let docs = documentation::of_function(name, self.function, self.signature, self.derivatives);
        let function = self.plain_function(name, extra, returned, body);
        quote!(#[doc = #docs] #function)
    }

    fn hidden(
        &self,
        name: &str,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let function = self.plain_function(name, &TokenStream::new(), returned, body);
        quote!(#[doc(hidden)] #function)
    }

    fn plain_function(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let name = format_ident!("{name}");
        let (visibility, constness) = (&self.function.vis, &self.function.sig.constness);
        let (names, types) = (&self.names, &self.types);
        let body = match self.derivatives {
            Derivatives::Differentiated { program, .. } => body(program),
            Derivatives::Stubs => quote!(::core::panic!("the function has errors")),
        };
        quote! {
            #[inline]
            #visibility #constness fn #name(#(#names: #types,)* #extra) -> #returned {
                #body
            }
        }
    }

    /// The statements and results of a body.
    fn body(&self, program: &Program, signature: &Signature, results: &[Id]) -> Body {
        let parameters: Vec<Ident> =
            signature.parameters.iter().map(|parameter| parameter.name.clone()).collect();
        let scope = Scope {
            graph: &program.graph,
            parameters: &parameters,
            scalar: &self.scalar,
            taken: &program.taken,
        };
        let mut body = write(&scope, results);
        self.callees
            .borrow_mut()
            .extend(body.callees.drain(..).map(|callee| (callee.alias.to_string(), callee)));
        body
    }

    fn wrt(&self, graph: &mut Graph) -> Vec<Id> {
        parameters(graph, &self.signature.differentiated())
    }

    /// The pattern that takes the direction apart, and the change of each parameter.
    fn direction(&self, graph: &mut Graph) -> (TokenStream, Vec<(Id, Id)>) {
        let names = self.component_names("direction_");
        let pattern = gather(&names);
        let changes = names
            .iter()
            .map(|name| graph.constant(name.to_token_stream(), Vec::new(), false))
            .collect::<Vec<_>>();
        (pattern, self.wrt(graph).into_iter().zip(changes).collect())
    }

    /// A name for each component of the gradient.
    fn component_names(&self, prefix: &str) -> Vec<Ident> {
        use syn::ext::IdentExt;
        let differentiated = self.signature.parameters.iter().filter(|parameter| parameter.differentiated);
        differentiated.map(|parameter| ours(&format!("{prefix}{}", parameter.name.unraw()))).collect()
    }

    /// The type of the gradient: plain for one parameter, an array for several.
    fn gradient_type(&self) -> TokenStream {
        let scalar = &self.scalar;
        match self.signature.differentiated().len() {
            1 => scalar.clone(),
            count => {
                let length = Literal::usize_unsuffixed(count);
                quote!([#scalar; #length])
            }
        }
    }

    fn returned_type(&self) -> TokenStream {
        self.returned(vec![self.scalar.clone(); self.signature.returns.count()]).to_token_stream()
    }

    /// Values in the form in which the function returns them.
    fn returned(&self, values: Vec<TokenStream>) -> TokenStream {
        match self.signature.returns {
            Returns::Scalar => values.into_iter().next().unwrap_or_default(),
            Returns::Tuple(_) => quote!((#(#values,)*)),
            Returns::Array(_) => quote!([#(#values),*]),
        }
    }

    fn for_callers(&self) -> &Signature {
        match self.derivatives {
            Derivatives::Differentiated { with_every_float: Some(every), .. } => &every.0,
            _ => self.signature,
        }
    }

    fn nothing_type(&self) -> TokenStream {
        let krate = &self.krate;
        quote!(#krate::NotDifferentiated)
    }

    fn partial_types(&self, signature: &Signature) -> TokenStream {
        let positions = signature.differentiated();
        let types = vec![self.scalar.clone(); positions.len()];
        self.by_parameter(&positions, &types)
    }

    /// A tuple with a place for every parameter, filled where there is a derivative.
    fn by_parameter<T: ToTokens>(&self, positions: &[usize], values: &[T]) -> TokenStream {
        let nothing = self.nothing_type();
        let places = (0..self.signature.parameters.len()).map(|position| {
            let found = positions.iter().position(|&differentiated| differentiated == position);
            found.map_or_else(|| nothing.clone(), |index| values[index].to_token_stream())
        });
        quote!((#(#places,)*))
    }
}

/// The components in the form of the gradient: one by itself, several in an array.
fn gather<T: ToTokens>(components: &[T]) -> TokenStream {
    match components {
        [only] => only.to_token_stream(),
        _ => quote!([#(#components),*]),
    }
}

fn parameters(graph: &mut Graph, positions: &[usize]) -> Vec<Id> {
    positions.iter().map(|&position| graph.make(Node::Parameter(position))).collect()
}

/// The rows of the Jacobian: reverse mode visits the program once a row, forward mode once a column.
fn jacobian(program: &mut Program, wrt: &[Id]) -> Vec<Vec<Id>> {
    let one = program.graph.real(1.0);
    let outputs = program.outputs.len();
    if outputs <= wrt.len() || program.given.is_some() {
        return (0..outputs).map(|output| program.gradient(output, one, wrt)).collect();
    }
    let columns: Vec<Vec<Id>> =
        wrt.iter().map(|&parameter| program.push_forward(&[(parameter, one)])).collect();
    (0..outputs).map(|output| columns.iter().map(|column| column[output]).collect()).collect()
}

/// The gradient and the Hessian, forward over reverse; one triangle is computed and mirrored.
fn hessian(program: &mut Program, signature: &Signature) -> (Vec<Id>, Vec<Vec<Id>>) {
    let wrt = parameters(&mut program.graph, &signature.differentiated());
    let one = program.graph.real(1.0);
    let gradient = program.gradient(0, one, &wrt);
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

fn crate_path(options: &Options) -> TokenStream {
    match &options.crate_path {
        Some(path) => path.to_token_stream(),
        None => quote!(::chainrule),
    }
}
