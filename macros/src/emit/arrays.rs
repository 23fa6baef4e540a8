//! The derivatives of a function that takes or returns arrays.
//!
//! One body goes back through the function: it adds to cotangents that the caller holds. What users call makes these
//! cotangents, hands them in, and returns them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;
use syn::ext::IdentExt;

use super::body::Body;
use super::derivatives::Derivatives;
use super::emission::{Emission, gather, ours};
use crate::ir::{Id, Node};
use crate::lower::{Output, Program};
use crate::region::{Action, Array, ArrayId, Initial, Place, RegionId};
use crate::signature::{Parameter, Returns, strip};

/// A program that is ready to be gone through in one of the two ways.
#[derive(Clone)]
pub(super) struct Prepared {
    pub(super) program: Program,
    /// The derivatives by the parameters that are numbers, in their order.
    pub(super) numbers: Vec<Id>,
    /// The arrays that outlive the body.
    pub(super) arrays: Vec<ArrayId>,
}

impl Emission<'_> {
    pub(super) fn differentiated(&self) -> Vec<&Parameter> {
        self.signature.parameters.iter().filter(|parameter| parameter.differentiated).collect()
    }

    pub(super) fn array_of(program: &Program, position: usize) -> Option<ArrayId> {
        program.graph.arrays().find(|(_, array)| array.parameter == Some(position)).map(|(id, _)| id)
    }

    /// The type that holds what a parameter of this type holds.
    pub(super) fn owned_type(&self, declared: &Type) -> TokenStream {
        let krate = &self.krate;
        match declared {
            Type::Paren(inner) => self.owned_type(&inner.elem),
            Type::Group(inner) => self.owned_type(&inner.elem),
            Type::Reference(reference) => self.owned_type(&reference.elem),
            Type::Slice(slice) => {
                let element = self.owned_type(&slice.elem);
                quote!(#krate::support::Vec<#element>)
            }
            Type::Array(array) => {
                let (element, length) = (self.owned_type(&array.elem), &array.len);
                quote!([#element; #length])
            }
            other => other.to_token_stream(),
        }
    }

    /// The type behind the mutable reference to which derivatives are added.
    pub(super) fn slot_type(&self, declared: &Type) -> TokenStream {
        match declared {
            Type::Paren(inner) => self.slot_type(&inner.elem),
            Type::Group(inner) => self.slot_type(&inner.elem),
            Type::Reference(reference) => self.slot_type(&reference.elem),
            Type::Slice(slice) => {
                let element = self.owned_type(&slice.elem);
                quote!([#element])
            }
            other => self.owned_type(other),
        }
    }

    pub(super) fn gradient_of_arrays(&self) -> TokenStream {
        let parameters = self.differentiated();
        let scalar = &self.scalar;
        let types: Vec<TokenStream> =
            parameters.iter().map(|parameter| self.owned_type(&parameter.declared)).collect();
        match types.as_slice() {
            [only] => only.clone(),
            _ if parameters.iter().all(|parameter| parameter.rank == 0) => {
                let count = types.len();
                quote!([#scalar; #count])
            }
            _ => quote!((#(#types),*)),
        }
    }

    /// Values in the form of the gradient.
    pub(super) fn gathered<T: ToTokens>(&self, values: &[T]) -> TokenStream {
        if self.differentiated().iter().all(|parameter| parameter.rank == 0) {
            return gather(values);
        }
        match values {
            [only] => only.to_token_stream(),
            _ => quote!((#(#values),*)),
        }
    }

    pub(super) fn composite_type(&self) -> TokenStream {
        let types = self.signature.returned.iter().map(|declared| self.owned_type(declared));
        if self.signature.tuple { quote!((#(#types),*)) } else { quote!(#(#types)*) }
    }

    /// A name for each parameter that is differentiated.
    pub(super) fn named(&self, prefix: &str) -> Vec<Ident> {
        self.differentiated()
            .iter()
            .map(|parameter| ours(&format!("{prefix}{}", parameter.name.unraw())))
            .collect()
    }

    /// Zeros for each parameter that is differentiated.
    pub(super) fn zeros(&self) -> Vec<TokenStream> {
        self.differentiated().iter().map(|parameter| self.zeros_of(parameter)).collect()
    }

    /// Zeros in the shape of a parameter.
    pub(super) fn zeros_of(&self, parameter: &Parameter) -> TokenStream {
        let (krate, name) = (&self.krate, &parameter.name);
        match (parameter.rank, parameter.reference) {
            (0, _) => quote!(#krate::support::zero()),
            (_, true) => quote!(#krate::support::zeros_like(#name)),
            (_, false) => quote!(#krate::support::zeros_like(&#name)),
        }
    }

    /// An array that the caller hands in.
    pub(super) fn foreign(program: &mut Program, name: Ident, like: ArrayId, reference: bool) -> ArrayId {
        let original = program.graph.array(like).clone();
        program.graph.new_array(Array {
            name,
            active: true,
            constant: false,
            parameter: Some(usize::MAX),
            home: RegionId::BODY,
            cotangent: None,
            tangent: None,
            derivative: true,
            reference,
            ..original
        })
    }

    /// The names by which the outputs' cotangents (or their changes) are known, and the pattern that gives them.
    pub(super) fn output_names(&self, prefix: &str) -> (Vec<Ident>, TokenStream) {
        let count = self.signature.returned.len();
        if self.signature.tuple {
            let names: Vec<Ident> = (1..=count).map(|number| ours(&format!("{prefix}{number}"))).collect();
            let pattern = quote!((#(mut #names),*));
            (names, pattern)
        } else {
            let name = ours(prefix);
            (vec![name.clone()], quote!(mut #name))
        }
    }

    /// The outputs of the program, numbers and arrays alike.
    pub(super) fn outputs(program: &Program) -> Vec<Output> {
        match &program.composite {
            Some(outputs) => outputs.clone(),
            None => program.outputs.iter().map(|&id| Output::Number(id)).collect(),
        }
    }

    /// Whether the outputs are several numbers, as a tuple or as an array of them.
    pub(super) fn output_pattern(&self, prefix: &str) -> (Vec<Ident>, TokenStream) {
        match self.signature.returns {
            Returns::Array(count) => {
                let names: Vec<Ident> =
                    (1..=count).map(|number| ours(&format!("{prefix}{number}"))).collect();
                let pattern = quote!([#(#names),*]);
                (names, pattern)
            }
            Returns::Scalar => {
                let name = ours(prefix);
                (vec![name.clone()], quote!(#name))
            }
            _ => self.output_names(prefix),
        }
    }

    pub(super) fn returned_of_arrays(
        &self,
        outputs: &[Output],
        values: &[TokenStream],
        program: &Program,
    ) -> TokenStream {
        let mut numbers = values.iter();
        let parts: Vec<TokenStream> = outputs
            .iter()
            .map(|output| match output {
                Output::Number(_) => numbers.next().cloned().unwrap_or_default(),
                Output::Array(array) => program.graph.array(*array).name.to_token_stream(),
            })
            .collect();
        match self.signature.returns {
            Returns::Array(_) => quote!([#(#parts),*]),
            Returns::Tuple(_) => quote!((#(#parts,)*)),
            _ if self.signature.tuple => quote!((#(#parts),*)),
            _ => quote!(#(#parts)*),
        }
    }

    /// Goes back through the program; the cotangents of the outputs go by these names.
    pub(super) fn prepared(
        &self,
        program: &Program,
        slots: &[Ident],
        seeds: &[Ident],
        varying_seed: bool,
    ) -> Prepared {
        let mut program = program.clone();
        program.taken.extend(slots.iter().chain(seeds).map(ToString::to_string));
        let mut arrays = Vec::new();
        let mut numbers = Vec::new();
        let mut changed = Vec::new();
        let positions = self.signature.differentiated();
        for (&position, slot) in positions.iter().zip(slots) {
            match Self::array_of(&program, position) {
                Some(array) => {
                    let cotangent = Self::foreign(&mut program, slot.clone(), array, true);
                    if program.graph.array(array).constant {
                        program.graph.array_mut(array).cotangent = Some(cotangent);
                    } else {
                        // What the function changes has cotangents of its own, to start from zero.
                        let name = ours(&format!("own_{slot}"));
                        let own = Self::foreign(&mut program, name, array, false);
                        program.graph.perform_first(Action::Declare {
                            array: own,
                            initial: Initial::ZerosLike(Place::of(array)),
                        });
                        program.graph.array_mut(array).cotangent = Some(own);
                        changed.push((cotangent, own));
                    }
                    arrays.push(cotangent);
                }
                None => numbers.push(program.graph.make(Node::Parameter(position))),
            }
        }
        let mut cotangents = Vec::new();
        for (output, seed) in Self::outputs(&program).into_iter().zip(seeds) {
            match output {
                Output::Number(id) => {
                    let seed = if varying_seed {
                        program.graph.variable_word(seed)
                    } else {
                        program.graph.word(seed)
                    };
                    cotangents.push((id, seed));
                }
                Output::Array(array) => {
                    let cotangent = Self::foreign(&mut program, seed.clone(), array, false);
                    program.graph.array_mut(array).cotangent = Some(cotangent);
                }
            }
        }
        let numbers = program.graph.pull_back(&cotangents, &numbers);
        for (slot, own) in changed {
            program.graph.perform(Action::IncreaseAll { place: Place::of(slot), by: Place::of(own) }, &[]);
        }
        Prepared { program, numbers, arrays }
    }

    pub(super) fn output_ids(program: &Program) -> (Vec<Id>, Vec<ArrayId>) {
        let (mut ids, mut arrays) = (Vec::new(), Vec::new());
        for output in Self::outputs(program) {
            match output {
                Output::Number(id) => ids.push(id),
                Output::Array(array) => arrays.push(array),
            }
        }
        (ids, arrays)
    }

    /// The body that goes back into slots that hold anything, and which of these come to hold the derivatives alone;
    /// `None` if all of them would have to be cleared before.
    fn back_into(&self, mut prepared: Prepared, slots: &[Ident]) -> Option<(TokenStream, Vec<Ident>)> {
        let graph = &mut prepared.program.graph;
        let mut stored = Vec::new();
        for &array in &prepared.arrays {
            if graph.store_first_addition(array) {
                stored.push(graph.array(array).name.clone());
            }
        }
        (!stored.is_empty()).then(|| (self.back(prepared, slots), stored))
    }

    /// The body that goes back: adds to the slots and gives the value.
    fn back(&self, prepared: Prepared, slots: &[Ident]) -> TokenStream {
        let Prepared { program, numbers, mut arrays } = prepared;
        let (outputs, returned) = Self::output_ids(&program);
        arrays.extend(returned);
        let results = [outputs.as_slice(), &numbers].concat();
        let parameters = self.names.clone();
        let Body { statements, values, .. } = self.body_with(&program, &parameters, &results, &arrays);
        let (values, partials) = values.split_at(outputs.len());
        let scalars = self.differentiated();
        let scalar_slots = scalars.iter().zip(slots).filter(|(parameter, _)| parameter.rank == 0);
        let additions: TokenStream =
            scalar_slots.zip(partials).map(|((_, slot), partial)| quote!(*#slot += #partial;)).collect();
        let value = self.returned_of_arrays(&Self::outputs(&program), values, &program);
        let (whole, (_, pattern), lengths) =
            (ours("cotangents"), self.output_pattern("cotangent"), self.lengths());
        quote!(let #pattern = #whole; #lengths #statements #additions #value)
    }

    /// All functions of a function with arrays.
    pub(super) fn of_arrays(&self) -> TokenStream {
        let turbofish = self.turbofish();
        let krate = &self.krate;
        let returned = if self.signature.returns == Returns::Composite {
            self.composite_type()
        } else {
            self.returned_type()
        };
        let is_scalar = self.signature.returns == Returns::Scalar;
        let gradient = self.gradient_of_arrays();
        let names = &self.names;
        let slots = self.named("d_");
        let (made, handed) = (self.made("d_"), self.lent_mutably("d_"));
        let gathered = self.gathered(&slots);
        let (value, cotangent) = (ours("value"), ours("cotangent"));
        let none = TokenStream::new();
        let one = quote!(#krate::support::one());

        let prepared = match self.derivatives {
            Derivatives::Differentiated { program, .. } => {
                let (seeds, _) = self.output_pattern("cotangent");
                Some(self.prepared(program, &slots, &seeds, false))
            }
            Derivatives::Stubs => None,
        };
        let body = prepared.clone().map(|prepared| self.back(prepared, &slots));
        let (whole, slot_parameters) = (ours("cotangents"), self.slot_parameters("d_"));
        let extra = quote!(#whole: #returned, #slot_parameters);
        let mut functions =
            self.hidden_with("__pull_back", &extra, &returned, |_| body.clone().unwrap_or_default());
        let (types, zeros) = self.zeros_by_place();
        functions.extend(self.hidden_with(
            "__zeros_of_arguments",
            &none,
            &quote!((#types)),
            |_| quote!((#zeros)),
        ));
        if is_scalar {
            functions.extend(self.method(
                "gradient",
                &none,
                &gradient,
                |_| quote!(#made Self::__pull_back #turbofish(#(#names,)* #one, #handed); #gathered),
            ));
            functions.extend(self.method("value_and_gradient", &none, &quote!((#returned, #gradient)), |_| {
                quote!(#made let #value = Self::__pull_back #turbofish(#(#names,)* #one, #handed); (#value, #gathered))
            }));
        }
        functions.extend(self.method("vjp", &quote!(#cotangent: #returned), &quote!((#returned, #gradient)), |_| {
            quote!(#made let #value = Self::__pull_back #turbofish(#(#names,)* #cotangent, #handed); (#value, #gathered))
        }));
        functions.extend(self.jvp_of_arrays(&returned, &gradient));
        if !is_scalar {
            functions.extend(self.jacobian_of_arrays(&returned, &gradient));
        }
        if self.has_slice() {
            functions.extend(self.forms_that_write(&returned, &slots, is_scalar, prepared));
        }
        if self.options.second_order {
            functions.extend(self.second_order_of_arrays(&returned, &gradient));
        }
        functions.extend(self.partials_of_arrays(is_scalar, &returned, &made, &handed));
        functions
    }

    /// A slice and its cotangent are of one length, and the compiler may know it.
    pub(super) fn lengths(&self) -> TokenStream {
        self.differentiated()
            .iter()
            .filter(|parameter| parameter.rank > 0 && matches!(strip(&parameter.declared), Type::Slice(_)))
            .map(|parameter| {
                let (name, slot) = (&parameter.name, ours(&format!("d_{}", parameter.name.unraw())));
                quote!(let #slot = &mut #slot[..#name.len()];)
            })
            .collect()
    }

    /// What callers with numbers alone use.
    pub(super) fn partials_of_arrays(
        &self,
        is_scalar: bool,
        returned: &TokenStream,
        made: &TokenStream,
        handed: &TokenStream,
    ) -> TokenStream {
        let turbofish = self.turbofish();
        if !is_scalar {
            return TokenStream::new();
        }
        let positions = self.signature.differentiated();
        let types: Vec<TokenStream> =
            self.differentiated().iter().map(|parameter| self.owned_type(&parameter.declared)).collect();
        let types = self.by_parameter(&positions, &types);
        let slots = self.by_parameter(&positions, &self.named("d_"));
        let (names, krate, value) = (&self.names, &self.krate, ours("value"));
        self.hidden_with("__partials", &TokenStream::new(), &quote!((#returned, #types)), |_| {
            quote! {
                #made
                let #value = Self::__pull_back #turbofish(#(#names,)* #krate::support::one(), #handed);
                (#value, #slots)
            }
        })
    }

    pub(super) fn has_slice(&self) -> bool {
        fn is_slice(declared: &Type) -> bool {
            match declared {
                Type::Paren(inner) => is_slice(&inner.elem),
                Type::Group(inner) => is_slice(&inner.elem),
                Type::Reference(reference) => is_slice(&reference.elem),
                Type::Slice(_) | Type::Path(_) => {
                    !matches!(declared, Type::Path(path) if path.path.segments.last().is_none_or(|last| last.ident != "Vec"))
                }
                _ => false,
            }
        }
        self.differentiated().iter().any(|parameter| parameter.rank > 0 && is_slice(&parameter.declared))
    }

    /// The forms that write into what the caller holds.
    pub(super) fn forms_that_write(
        &self,
        returned: &TokenStream,
        slots: &[Ident],
        is_scalar: bool,
        prepared: Option<Prepared>,
    ) -> TokenStream {
        let turbofish = self.turbofish();
        let (krate, names) = (&self.krate, &self.names);
        let parameters = self.differentiated();
        let slot_types = parameters.iter().map(|parameter| self.slot_type(&parameter.declared));
        let extra: TokenStream =
            slots.iter().zip(slot_types).map(|(slot, kind)| quote!(#slot: &mut #kind,)).collect();
        let (function, body, stored) = match prepared.and_then(|prepared| self.back_into(prepared, slots)) {
            Some((body, stored)) => (quote!(__pull_back_into), body, stored),
            None => (quote!(__pull_back), TokenStream::new(), Vec::new()),
        };
        let cleared: TokenStream = self
            .differentiated()
            .iter()
            .zip(slots)
            .map(|(parameter, slot)| match parameter.rank {
                0 => quote!(*#slot = #krate::support::zero();),
                _ => {
                    let name = &parameter.name;
                    let message = format!("the gradient by `{}` has its length", parameter.name.unraw());
                    let is_stored = stored.contains(slot);
                    let cleared = (!is_stored).then(|| quote!(#krate::support::clear(&mut *#slot);));
                    quote! {
                        ::core::assert!(#slot.len() == #name.len(), #message);
                        #cleared
                    }
                }
            })
            .collect();
        let handed = self.slots_handed_on("d_");
        let one = quote!(#krate::support::one());
        let cotangent = ours("cotangent");
        let mut functions = TokenStream::new();
        if !stored.is_empty() {
            let (whole, slot_parameters) = (ours("cotangents"), self.slot_parameters("d_"));
            functions.extend(self.hidden_with(
                "__pull_back_into",
                &quote!(#whole: #returned, #slot_parameters),
                returned,
                |_| body.clone(),
            ));
        }
        if is_scalar {
            functions.extend(self.method(
                "gradient_into",
                &extra,
                &quote!(()),
                |_| quote!(#cleared Self::#function #turbofish(#(#names,)* #one, #handed);),
            ));
            functions.extend(self.method(
                "value_and_gradient_into",
                &extra,
                returned,
                |_| quote!(#cleared Self::#function #turbofish(#(#names,)* #one, #handed)),
            ));
        }
        functions.extend(self.method(
            "vjp_into",
            &quote!(#cotangent: #returned, #extra),
            returned,
            |_| quote!(#cleared Self::#function #turbofish(#(#names,)* #cotangent, #handed)),
        ));
        functions
    }

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

    pub(super) fn jvp_of_arrays(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        let turbofish = self.turbofish();
        let direction = ours("direction");
        let directions = self.named("direction_");
        let pattern = self.gathered(&directions);
        let (parameters, handed) = (self.direction_parameters("direction_"), self.lent("direction_"));
        let pair = quote!((#returned, #returned));
        let mut functions = self.hidden_with("__push_forward", &parameters, &pair, |program| {
            let read = self.read_directions(&directions);
            let body = self.forth(program, &directions);
            quote!(#read #body)
        });
        let (names, checked) = (&self.names, self.checked_directions());
        functions.extend(self.method(
            "jvp",
            &quote!(#direction: #gradient),
            &pair,
            |_| quote!(let #pattern = #direction; #checked Self::__push_forward #turbofish(#(#names,)* #handed)),
        ));
        functions
    }

    /// That a direction is as long as the slice or vector that it is a direction of.
    pub(super) fn checked_directions(&self) -> TokenStream {
        let pairs = self.differentiated().into_iter().zip(self.named("direction_"));
        let open = pairs.filter(|(parameter, _)| {
            let declared = match &parameter.declared {
                syn::Type::Reference(reference) => &*reference.elem,
                other => other,
            };
            parameter.rank > 0 && !matches!(declared, syn::Type::Array(_))
        });
        open.map(|(parameter, direction)| {
            let name = &parameter.name;
            let message = format!("the direction by `{}` has its length", name.unraw());
            quote!(::core::assert!(#direction.len() == #name.len(), #message);)
        })
        .collect()
    }

    /// The body that goes forward: the value and its change.
    pub(super) fn forth(&self, program: &Program, directions: &[Ident]) -> TokenStream {
        let mut program = program.clone();
        let changes = self.directed(&mut program, directions, false);
        let (ids, arrays) = Self::output_ids(&program);
        let tangents = program.graph.push_forward(&ids, &changes);
        let results = [ids.as_slice(), &tangents].concat();
        let outputs = Self::outputs(&program);
        let (constants, changed) = self.changed_outputs(&mut program, &outputs);
        let alive = [arrays, Self::arrays_among(&changed)].concat();
        let Body { statements, values, .. } = self.body_with(&program, &self.names, &results, &alive);
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
                        constants.extend(quote!(let #name = #krate::support::zeros_like(&#original);));
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

    /// A hidden function with parameters of its own behind the user's.
    pub(super) fn hidden_with(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let function = self.function_with(None, name, extra, returned, body);
        quote!(#[doc(hidden)] #[allow(clippy::too_many_arguments)] #function)
    }
}
