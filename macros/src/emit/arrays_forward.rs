//! Forward through a function that takes or returns arrays.

use crate::signature::{Parameter, strip, vector_element};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::body::Body;
use super::constant::zeros;
use super::emission::{Emission, ours};
use super::lanes::still;
use crate::ir::{Id, Node};
use crate::lower::{Output, Program};
use crate::region::ArrayId;

/// How a body goes forward.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Along one direction, in a constant function.
    Constant,
    Along,
    /// Along several directions at once.
    AlongSeveral,
}

impl Emission<'_> {
    /// The directions by their names, as numbers and as arrays; they may vary themselves.
    pub(super) fn directed(
        &self,
        program: &mut Program,
        directions: &[Ident],
        varying: bool,
    ) -> Vec<(Id, Id)> {
        let mut changes = Vec::new();
        program.taken.extend(directions.iter().map(ToString::to_string));
        for (&position, name) in self.signature.differentiated().iter().zip(directions) {
            match Self::array_of(program, position) {
                Some(array) => {
                    let constant = program.graph.array(array).constant;
                    let tangent = Self::foreign(program, name.clone(), array, constant);
                    program.graph.array_mut(tangent).constant = constant;
                    program.graph.array_mut(array).tangent = Some(tangent);
                }
                None => {
                    let parameter = program.graph.make(Node::Parameter(position));
                    let change =
                        if varying { program.graph.variable_word(name) } else { program.graph.word(name) };
                    changes.push((parameter, change));
                }
            }
        }
        changes
    }

    /// The value and its change along a direction.
    pub(super) fn way_forth(&self, returned: &TokenStream) -> TokenStream {
        let directions = self.named("direction_");
        let parameters = self.direction_parameters("direction_");
        let (constant, tangent) = (self.goes_forward(), self.tangent_returned());
        self.hidden_forward("__push_forward", &parameters, &quote!((#returned, #tangent)), |program| {
            let read = self.read_directions(&directions, constant);
            let body = self.forth(program, &directions, if constant { Way::Constant } else { Way::Along });
            quote!(#read #body)
        })
    }

    /// That a direction is as long as the slice or vector that it is a direction of.
    pub(super) fn checked_directions(&self, behind: bool) -> TokenStream {
        let pairs = self.differentiated().into_iter().zip(self.named("direction_"));
        let open = pairs.filter(|(parameter, _)| {
            let declared = match &parameter.declared {
                syn::Type::Reference(reference) => &*reference.elem,
                other => other,
            };
            parameter.rank > 0 && !matches!(declared, syn::Type::Array(_))
        });
        open.map(|(parameter, direction)| {
            let message = format!("the direction by `{}` has its length", parameter.name.unraw());
            let given = if behind { quote!((*#direction)) } else { quote!(#direction) };
            self.size_asserted(parameter, &given, &message)
        })
        .collect()
    }

    /// That something by a parameter has as many numbers as that: as many elements, if it is a list.
    pub(super) fn size_asserted(
        &self,
        parameter: &Parameter,
        given: &TokenStream,
        message: &str,
    ) -> TokenStream {
        let (krate, name) = (&self.krate, &parameter.name);
        if !parameter.has_fields || is_list(&parameter.declared) {
            return quote!(::core::assert!(#given.len() == #name.len(), #message););
        }
        let is_reference = matches!(parameter.declared, syn::Type::Reference(_));
        let own = if is_reference { quote!(#name) } else { quote!(&#name) };
        quote! {
            ::core::assert!(
                #krate::Differentiable::count(&#given) == #krate::Differentiable::count(#own),
                #message
            );
        }
    }

    pub(super) fn jvp_of_arrays(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        let (turbofish, names, checked) = (self.turbofish(), &self.names, self.checked_directions(false));
        let (direction, tangent) = (ours("direction"), self.tangent_returned());
        let (pattern, handed) = (self.gathered(&self.named("direction_")), self.lent("direction_"));
        let mut functions = self.way_forth(returned);
        functions.extend(self.method(
            "jvp",
            &quote!(#direction: #gradient),
            &quote!((#returned, #tangent)),
            |_| quote!(let #pattern = #direction; #checked Self::__push_forward #turbofish(#(#names,)* #handed)),
        ));
        functions
    }

    /// The body that goes forward: the value and its change.
    pub(super) fn forth(&self, program: &Program, directions: &[Ident], way: Way) -> TokenStream {
        let constant = way == Way::Constant;
        let mut program = program.clone();
        let changes = self.directed(&mut program, directions, false);
        if way == Way::AlongSeveral {
            program.graph.go_along_directions(&changes);
        }
        let (ids, arrays) = Self::output_ids(&program);
        let tangents = program.graph.push_forward(&ids, &changes);
        let results = [ids.as_slice(), &tangents].concat();
        let outputs = Self::outputs(&program);
        let (constants, changed) = self.changed_outputs(&mut program, &outputs, constant);
        let alive = [arrays, Self::arrays_among(&changed)].concat();
        let Body { statements, values, .. } = self.body_in(&program, &self.names, &results, &alive, constant);
        let (values, tangents) = values.split_at(ids.len());
        let value = self.returned_of_arrays(&outputs, values, &program);
        let tangent = self.returned_of_arrays(&changed, tangents, &program);
        quote!(#statements #constants (#value, #tangent))
    }

    /// The arrays among outputs by those of their changes, and zeros for what does not change.
    pub(super) fn changed_outputs(
        &self,
        program: &mut Program,
        outputs: &[Output],
        constant: bool,
    ) -> (TokenStream, Vec<Output>) {
        let krate = &self.krate;
        let mut constants = TokenStream::new();
        let mut changed = Vec::new();
        for output in outputs {
            changed.push(match output {
                Output::Array(array) => match program.graph.array(*array).tangent {
                    Some(tangent) => Output::Array(tangent),
                    None => {
                        let original = program.graph.array(*array).name.clone();
                        let name = program.graph.unique_array_name(&format!("{original}_change"));
                        let rank = program.graph.array(*array).layout.rank();
                        constants.extend(if program.graph.lanes.is_some() {
                            let still = still(krate, &quote!(&#original));
                            quote!(let #name = #still;)
                        } else if constant {
                            let zeros = zeros(&quote!(#original), rank);
                            quote!(let #name = #zeros;)
                        } else {
                            quote!(let #name = #krate::support::zeros_like(&#original);)
                        });
                        Output::Array(Self::foreign(program, name, *array, false))
                    }
                },
                Output::Number(_) => output.clone(),
            });
        }
        (constants, changed)
    }

    pub(super) fn arrays_among(outputs: &[Output]) -> Vec<ArrayId> {
        let array = |output: &Output| match output {
            Output::Array(array) => Some(*array),
            Output::Number(_) => None,
        };
        outputs.iter().filter_map(array).collect()
    }

    /// One that goes forward, and is constant where the others are.
    pub(super) fn hidden_forward(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let function = self.plain_function(&self.name_in_view(name), extra, returned, body);
        quote!(#[doc(hidden)] #function)
    }
}

/// Whether a type is a slice or a vector.
fn is_list(declared: &syn::Type) -> bool {
    match strip(declared) {
        syn::Type::Slice(_) => true,
        syn::Type::Path(path) => vector_element(path).is_some(),
        _ => false,
    }
}
