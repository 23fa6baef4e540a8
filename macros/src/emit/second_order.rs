//! Second derivatives: the Hessian, and its product with a vector.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Index;

use super::body::Body;
use super::callee::Order;
use super::derivatives::Derivatives;
use super::emission::{Emission, gather, hessian, ours, parameters};
use crate::differentiate::KINKED;
use crate::ir::Graph;
use crate::lower::Program;
use crate::signature::Signature;

impl Emission<'_> {
    /// `hessian` and `hvp` of a function of one value.
    pub(super) fn second_order(&self) -> TokenStream {
        let (scalar, gradient) = (&self.scalar, self.gradient_type());
        let count = self.signature.differentiated().len();
        let length = Literal::usize_unsuffixed(count);
        let mut functions =
            self.method("hessian", &TokenStream::new(), &quote!([[#scalar; #length]; #length]), |program| {
                if program.graph.is_structured() {
                    let columns = self.hessian_columns(program, self.signature, 0, program.graph.has_kinks());
                    return quote!([#(#columns),*]);
                }
                // The form for callers has the same numbers, unless `wrt` leaves some out.
                if matches!(self.derivatives, Derivatives::Differentiated { with_every_float: None, .. }) {
                    return self.hessian_from_partials();
                }
                let mut program = program.clone();
                let (_, hessian) = hessian(&mut program, self.signature, 0);
                let Body { statements, values, .. } = self.body(&program, self.signature, &hessian.concat());
                let rows = values.chunks(count).map(|row| quote!([#(#row),*]));
                quote!(#statements [#(#rows),*])
            });
        let direction = ours("direction");
        let along = quote!(#direction: #gradient);
        functions.extend(self.method("hvp", &along, &gradient, |program| {
            if self.goes_forward() {
                return self.product_forward(program, &direction);
            }
            self.products(program, &direction, false)
        }));
        functions.extend(self.method(
            "gradient_and_hvp",
            &along,
            &quote!((#gradient, #gradient)),
            |program| {
                if self.goes_forward() {
                    let (turbofish, names) = (self.turbofish(), &self.names);
                    let product = self.product_forward(program, &direction);
                    return quote!((Self::gradient #turbofish(#(#names),*), { #product }));
                }
                self.products(program, &direction, true)
            },
        ));
        functions
    }

    /// The Hessian times the direction, in a constant function.
    fn product_forward(&self, program: &Program, direction: &Ident) -> TokenStream {
        let mut program = program.clone();
        let (pattern, _) = self.direction(&mut program.graph);
        let along = |graph: &mut Graph| self.direction(graph).1;
        let product = gather(&self.products_forward(&program, self.signature, 0, &along));
        quote!(let #pattern = #direction; #product)
    }

    /// The Hessian times the direction, beside the gradient or without it.
    fn products(&self, program: &Program, direction: &Ident, beside: bool) -> TokenStream {
        let mut program = program.clone();
        let wrt = self.wrt(&mut program.graph);
        let one = program.graph.real(1.0);
        program.graph.twice = true;
        let directional = program.graph.is_structured() && program.graph.has_kinks();
        program.graph.directional = directional;
        let partials = program.gradient(0, one, &wrt);
        let (pattern, changes) = self.direction(&mut program.graph);
        let products = program.graph.push_forward(&partials, &changes);
        let count = if beside { partials.len() } else { 0 };
        let results = if beside { [partials, products].concat() } else { products };
        let Body { statements, values, .. } = self.body(&program, self.signature, &results);
        let (slopes, product) = values.split_at(count);
        let product = gather(product);
        let slopes = if beside { gather(slopes) } else { quote!(()) };
        if directional {
            let along = quote!(let #pattern = *#direction; #statements (#slopes, #product));
            let both = self.odd_part(direction, &quote!(#direction), &along);
            return if beside { both } else { quote!(#both.1) };
        }
        let result = if beside { quote!((#slopes, #product)) } else { product };
        quote!(let #pattern = #direction; #statements #result)
    }

    /// The columns of the Hessian of an output where there are loops or arrays, each worked out by itself.
    pub(super) fn hessian_columns(
        &self,
        program: &Program,
        signature: &Signature,
        output: usize,
        directional: bool,
    ) -> Vec<TokenStream> {
        let positions = signature.differentiated();
        (0..positions.len())
            .map(|column| {
                if self.goes_forward() {
                    let products = self.products_forward(program, signature, output, &|graph| {
                        let one = graph.real(1.0);
                        vec![(parameters(graph, &[positions[column]])[0], one)]
                    });
                    return quote!([#(#products),*]);
                }
                let mut program = program.clone();
                let wrt = parameters(&mut program.graph, &positions);
                let one = program.graph.real(1.0);
                program.graph.twice = true;
                program.graph.directional = directional;
                let forth = ours("forth");
                let partials = program.gradient(output, one, &wrt);
                let change = if directional { program.graph.word(&forth) } else { one };
                let products = program.graph.push_forward(&partials, &[(wrt[column], change)]);
                let Body { statements, values, .. } = self.body(&program, signature, &products);
                if directional {
                    let along = quote!(let #forth = *#forth; #statements ((), [#(#values),*]));
                    let column = self.odd_part(&forth, &self.one(), &along);
                    return quote!(#column.1);
                }
                quote!({ #statements [#(#values),*] })
            })
            .collect()
    }

    /// What is odd of a derivative along this direction.
    fn odd_part(&self, name: &Ident, direction: &TokenStream, along: &TokenStream) -> TokenStream {
        let (krate, kinked) = (&self.krate, ours(KINKED));
        quote!(#krate::support::odd_part(&#direction, |#name, #kinked| { #along }))
    }

    fn hessian_from_partials(&self) -> TokenStream {
        let turbofish = self.turbofish();
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
            let (_, _, #rows, _) = Self::#function #turbofish(#(#names),*);
            [#(#entries),*]
        }
    }
}
