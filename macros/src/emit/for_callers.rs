//! The derivatives in the form that callers use: by parameter, whatever `wrt` says.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::body::Body;
use super::callee::Order;
use super::constant::Slopes;
use super::derivatives::Derivatives;
use super::emission::{Emission, hessian, jacobian, ours, parameters};
use crate::lower::Program;
use crate::signature::{Returns, Signature};

impl Emission<'_> {
    /// The form that callers use: the slopes by parameter, whatever `wrt` says, in a tuple with a place for each.
    pub(super) fn partials(
        &self,
        returned: &TokenStream,
        value: impl Fn(&[TokenStream]) -> TokenStream,
        from_gradient: impl Fn() -> TokenStream,
    ) -> TokenStream {
        let signature = self.for_callers();
        let partials = self.type_by_output(&self.partial_types(signature));
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
            if self.goes_forward() {
                let Slopes { statements, values, rows } = self.slopes_forward(&program, signature);
                let rows = rows.iter().map(|row| self.by_parameter(&positions, row)).collect();
                let (value, partials) = (value(&values), self.by_output(rows));
                return quote!(#statements (#value, #partials));
            }
            let wrt = parameters(&mut program.graph, &positions);
            let rows = jacobian(&mut program, &wrt);
            let Body { statements, values, .. } =
                self.body(&program, signature, &[program.outputs.as_slice(), &rows.concat()].concat());
            let (outputs, partials) = values.split_at(program.outputs.len());
            let rows = partials.chunks(wrt.len()).map(|row| self.by_parameter(&positions, row)).collect();
            let (value, partials) = (value(outputs), self.by_output(rows));
            quote!(#statements (#value, #partials))
        })
    }

    /// The same with second derivatives, for callers that have `order = 2` themselves.
    pub(super) fn second_partials(&self, returned: &TokenStream) -> TokenStream {
        let signature = self.for_callers();
        let positions = signature.differentiated();
        let partials = self.partial_types(signature);
        let rows = self.by_parameter(&positions, &vec![partials.clone(); positions.len()]);
        let (partials, rows) = (self.type_by_output(&partials), self.type_by_output(&rows));
        self.hidden(Order::Second.function(), &quote!((#returned, #partials, #rows, #rows)), |program| {
            let program = match self.derivatives {
                Derivatives::Differentiated { with_every_float: Some(every), .. } => &every.1,
                _ => program,
            };
            if program.graph.is_structured() {
                return self.second_partials_of_loops(program, signature);
            }
            let mut program = program.clone();
            let mut results = program.outputs.clone();
            let outputs = results.len();
            for output in 0..outputs {
                let (gradient, hessian) = hessian(&mut program, signature, output);
                results.extend(gradient);
                results.extend(hessian.concat());
            }
            let (cotangent, scalar, zero) = (ours("cotangent"), &self.scalar, self.zero());
            let wrt = parameters(&mut program.graph, &positions);
            for output in 0..outputs {
                results.extend(program.bends(output, &wrt, &cotangent).concat());
            }
            let Body { statements, values, .. } = self.body(&program, signature, &results);
            let count = positions.len();
            let matrix = |entries: &[TokenStream]| {
                let rows: Vec<TokenStream> =
                    entries.chunks(count).map(|row| self.by_parameter(&positions, row)).collect();
                self.by_parameter(&positions, &rows)
            };
            let (values, derivatives) = values.split_at(outputs);
            let (derivatives, bends) = derivatives.split_at(outputs * (count + count * count));
            let (mut gradients, mut hessians) = (Vec::new(), Vec::new());
            for of_output in derivatives.chunks(derivatives.len() / outputs) {
                let (gradient, hessian) = of_output.split_at(count);
                gradients.push(self.by_parameter(&positions, gradient));
                hessians.push(matrix(hessian));
            }
            let bends = bends.chunks(count * count).map(matrix).collect();
            let (value, gradients) = (self.returned(values.to_vec()), self.by_output(gradients));
            let (hessians, bends) = (self.by_output(hessians), self.by_output(bends));
            quote!(let #cotangent: #scalar = #zero; #statements (#value, #gradients, #hessians, #bends))
        })
    }

    /// The same for a function with loops.
    fn second_partials_of_loops(&self, program: &Program, signature: &Signature) -> TokenStream {
        let positions = signature.differentiated();
        let all = ours("columns");
        let hessians: Vec<TokenStream> = (0..program.outputs.len())
            .map(|output| {
                let columns = self.hessian_columns(program, signature, output, program.graph.has_kinks());
                let rows = self.rows_of(&all, &positions);
                quote!({ let #all = [#(#columns),*]; #rows })
            })
            .collect();
        let bends = self.bends_along(&positions, program.outputs.len());
        // Before a variable of the body hides a function of its name.
        let (all_columns, all_bends) = (ours("hessians"), ours("all_bends"));
        if self.goes_forward() {
            let Slopes { statements, values, rows } = self.slopes_forward(program, signature);
            let gradients = rows.iter().map(|row| self.by_parameter(&positions, row)).collect();
            let (value, gradients, hessians) =
                (self.returned(values), self.by_output(gradients), self.by_output(hessians));
            return quote!(let (#all_columns, #all_bends) = (#hessians, #bends); #statements (#value, #gradients, #all_columns, #all_bends));
        }
        let mut program = program.clone();
        let wrt = parameters(&mut program.graph, &positions);
        let gradients = jacobian(&mut program, &wrt);
        let results = [program.outputs.as_slice(), &gradients.concat()].concat();
        let Body { statements, values, .. } = self.body(&program, signature, &results);
        let (values, gradients) = values.split_at(program.outputs.len());
        let gradients = gradients.chunks(wrt.len()).map(|row| self.by_parameter(&positions, row)).collect();
        let (value, gradients, hessians) =
            (self.returned(values.to_vec()), self.by_output(gradients), self.by_output(hessians));
        quote!(let (#all_columns, #all_bends) = (#hessians, #bends); #statements (#value, #gradients, #all_columns, #all_bends))
    }

    /// The rows of a Hessian by parameter, from an array of its columns.
    pub(super) fn rows_of(&self, columns: &Ident, positions: &[usize]) -> TokenStream {
        let rows: Vec<TokenStream> = (0..positions.len())
            .map(|row| {
                let entries: Vec<TokenStream> =
                    (0..positions.len()).map(|column| quote!(#columns[#column][#row])).collect();
                self.by_parameter(positions, &entries)
            })
            .collect();
        self.by_parameter(positions, &rows)
    }

    pub(super) fn for_callers(&self) -> &Signature {
        match self.derivatives {
            Derivatives::Differentiated { with_every_float: Some(every), .. } => &every.0,
            _ => self.signature,
        }
    }

    pub(super) fn nothing_type(&self) -> TokenStream {
        let krate = &self.krate;
        quote!(#krate::NotDifferentiated)
    }

    fn partial_types(&self, signature: &Signature) -> TokenStream {
        let positions = signature.differentiated();
        let types = vec![self.scalar.clone(); positions.len()];
        self.by_parameter(&positions, &types)
    }

    /// The type of what there is one of for each output.
    fn type_by_output(&self, of_one: &TokenStream) -> TokenStream {
        match self.signature.returns {
            Returns::Scalar | Returns::Composite => of_one.clone(),
            Returns::Tuple(count) | Returns::Array(count) => {
                let length = Literal::usize_unsuffixed(count);
                quote!([#of_one; #length])
            }
        }
    }

    /// What there is one of for each output.
    pub(super) fn by_output(&self, of_each: Vec<TokenStream>) -> TokenStream {
        match self.signature.returns {
            Returns::Scalar | Returns::Composite => quote!(#(#of_each)*),
            Returns::Tuple(_) | Returns::Array(_) => quote!([#(#of_each),*]),
        }
    }

    /// A tuple with a place for every parameter, filled where there is a derivative.
    pub(super) fn by_parameter<T: ToTokens>(&self, positions: &[usize], values: &[T]) -> TokenStream {
        let nothing = self.nothing_type();
        let places = (0..self.signature.parameters.len()).map(|position| {
            let found = positions.iter().position(|&differentiated| differentiated == position);
            found.map_or_else(|| nothing.clone(), |index| values[index].to_token_stream())
        });
        quote!((#(#places,)*))
    }
}
