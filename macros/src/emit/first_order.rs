//! First derivatives: gradient, Jacobian, and the products of either with a vector.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::body::Body;
use super::constant::Slopes;
use super::emission::{Emission, gather, jacobian, ours};
use crate::ir::Id;

impl Emission<'_> {
    /// `gradient`, `value_and_gradient`, `jvp`, `vjp` of a function of one value.
    pub(super) fn of_scalar(&self) -> TokenStream {
        let turbofish = self.turbofish();
        let (scalar, gradient, names) = (&self.scalar, self.gradient_type(), &self.names);
        let components = self.named("d_");
        let components_pattern = gather(&components);
        let (value, cotangent) = (ours("value"), ours("cotangent"));
        let scaled =
            gather(&components.iter().map(|component| quote!(#cotangent * #component)).collect::<Vec<_>>());

        let mut functions = self.method(
            "gradient",
            &TokenStream::new(),
            &gradient,
            |_| quote!(Self::value_and_gradient #turbofish(#(#names),*).1),
        );
        functions.extend(self.method(
            "value_and_gradient",
            &TokenStream::new(),
            &quote!((#scalar, #gradient)),
            |program| {
                if self.goes_forward() {
                    let Slopes { statements, values, rows } = self.slopes_forward(program, self.signature);
                    let (value, gradient) = (&values[0], gather(&rows[0]));
                    return quote!(#statements (#value, #gradient));
                }
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
        functions.extend(if self.is_structured() {
            self.jvp(&self.scalar.clone())
        } else {
            self.jvp_by_slopes(&components)
        });
        functions.extend(self.method(
            "vjp",
            &quote!(#cotangent: #scalar),
            &quote!((#scalar, #gradient)),
            |_| {
                quote! {
                    let (#value, #components_pattern) = Self::value_and_gradient #turbofish(#(#names),*);
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
                    let (#value, #pattern) = Self::value_and_gradient #turbofish(#(#names),*);
                    (#value, #partials)
                }
            },
        ));
        functions
    }

    /// `jacobian`, `value_and_jacobian`, `jvp`, `vjp` of a function of several values.
    pub(super) fn of_several(&self) -> TokenStream {
        let turbofish = self.turbofish();
        let (scalar, gradient, names) = (&self.scalar, self.gradient_type(), &self.names);
        let count = self.signature.returns.count();
        let length = Literal::usize_unsuffixed(count);
        let returned = self.returned_type();
        let rows = quote!([#gradient; #length]);

        let mut functions = self.method(
            "jacobian",
            &TokenStream::new(),
            &rows,
            |_| quote!(Self::value_and_jacobian #turbofish(#(#names),*).1),
        );
        functions.extend(self.method(
            "value_and_jacobian",
            &TokenStream::new(),
            &quote!(([#scalar; #length], #rows)),
            |program| {
                if self.goes_forward() {
                    let Slopes { statements, values, rows } = self.slopes_forward(program, self.signature);
                    let rows = rows.iter().map(|row| gather(row));
                    return quote!(#statements ([#(#values),*], [#(#rows),*]));
                }
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
                if self.goes_forward() {
                    let Slopes { statements, values, rows } = self.slopes_forward(&program, self.signature);
                    let value = self.returned(values);
                    let products = (0..self.signature.differentiated().len()).map(|number| {
                        let terms = seeds.iter().zip(&rows).map(|(seed, row)| {
                            let slope = &row[number];
                            quote!(#seed * #slope)
                        });
                        quote!(#(#terms)+*)
                    });
                    let gradient = gather(&products.collect::<Vec<_>>());
                    return quote!(let #pattern = #cotangent; #statements (#value, #gradient));
                }
                let cotangents: Vec<(Id, Id)> = program
                    .outputs
                    .clone()
                    .into_iter()
                    .zip(&seeds)
                    .map(|(output, seed)| (output, program.graph.word(seed)))
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
                let components = self.named("d_");
                let pattern = gather(&components);
                let positions = self.signature.differentiated();
                let partials = self.by_parameter(&positions, &components);
                let value = self.returned(values.iter().map(ToTokens::to_token_stream).collect());
                quote! {
                    let ([#(#values),*], [#(#rows),*]) = Self::value_and_jacobian #turbofish(#(#names),*);
                    (#value, [#({ let #pattern = #rows; #partials }),*])
                }
            },
        ));
        functions
    }

    /// The slopes times the direction: without loops the gradient costs no more than a way forth of its own.
    fn jvp_by_slopes(&self, components: &[Ident]) -> TokenStream {
        let (direction, value) = (ours("direction"), ours("value"));
        let (scalar, gradient, names) = (&self.scalar, self.gradient_type(), &self.names);
        let directions = self.named("direction_");
        let (taken, slopes) = (gather(&directions), gather(components));
        let turbofish = self.turbofish();
        self.method("jvp", &quote!(#direction: #gradient), &quote!((#scalar, #scalar)), |_| {
            quote! {
                let (#value, #slopes) = Self::value_and_gradient #turbofish(#(#names),*);
                let #taken = #direction;
                (#value, #(#components * #directions)+*)
            }
        })
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
}
