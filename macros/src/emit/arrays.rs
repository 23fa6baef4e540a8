//! The derivatives of a function that takes or returns arrays.
//!
//! One body goes back through the function: it adds to cotangents that the caller holds. What users call makes these
//! cotangents, hands them in, and returns them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::body::Body;
use super::derivatives::Derivatives;
use super::emission::{Emission, gather, ours};
use crate::ir::{Id, Node};
use crate::lower::{Output, Program};
use crate::region::{Action, Array, ArrayId, Initial, Place, RegionId};
use crate::signature::{Parameter, Returns, rank_of, returns_fields, strip, vector_element};
use crate::syntax::tokens;
use crate::table::matrices;

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
            Type::Tuple(tuple) => {
                let elements = tuple.elems.iter().map(|element| self.owned_type(element));
                quote!((#(#elements,)*))
            }
            Type::Path(path) if rank_of(&self.signature.known(declared)).is_none() => {
                match vector_element(path) {
                    Some(element) => {
                        let element = self.owned_type(element);
                        quote!(#krate::support::Vec<#element>)
                    }
                    // A view borrows, and what it borrows from does not matter here.
                    None if matrices::is_view(path) => {
                        let declared = matrices::with_lifetime(path);
                        quote!(<#declared as #krate::Differentiable>::Tangent)
                    }
                    // rustc says on the type what is missing.
                    None => {
                        let held = tokens::without_lifetimes(declared.to_token_stream());
                        quote_spanned!(declared.span()=> <#held as #krate::Differentiable>::Tangent)
                    }
                }
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
        let types = self.signature.returned.iter().map(|declared| {
            if returns_fields(&self.signature.known(declared)) {
                declared.to_token_stream()
            } else {
                self.owned_type(declared)
            }
        });
        if self.signature.tuple { quote!((#(#types,)*)) } else { quote!(#(#types)*) }
    }

    /// The type of what is returned, with arrays in it or without.
    pub(super) fn value_type(&self) -> TokenStream {
        if self.signature.returns == Returns::Composite {
            self.composite_type()
        } else {
            self.returned_type()
        }
    }

    /// The type of a cotangent or a change of what is returned.
    pub(super) fn tangent_returned(&self) -> TokenStream {
        if !self.signature.returns_fields() {
            return self.value_type();
        }
        let types = self.signature.returned.iter().map(|declared| self.owned_type(declared));
        if self.signature.tuple { quote!((#(#types,)*)) } else { quote!(#(#types)*) }
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
        // A vector of structs may have tangents of another type in its elements' places.
        let is_list =
            matches!(strip(&parameter.declared), Type::Path(path) if vector_element(path).is_some());
        match (parameter.rank, parameter.reference) {
            (0, _) => self.zero(),
            _ if is_list && parameter.has_fields => quote!(#krate::support::zeros_like(&#name[..])),
            (_, true) => quote!(#krate::support::zeros_like(#name)),
            (_, false) => quote!(#krate::support::zeros_like(&#name)),
        }
    }

    /// An array that the caller hands in.
    pub(super) fn foreign(program: &mut Program, name: Ident, like: ArrayId, reference: bool) -> ArrayId {
        let original = program.graph.array(like).clone();
        let vector = !program.graph.is_of_fixed_length(like);
        program.graph.new_array(Array {
            name,
            vector,
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
            let pattern = quote!((#(mut #names,)*));
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
            _ if self.signature.tuple => quote!((#(#parts,)*)),
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
                        // What the function changes has cotangents of its own, to start from zero, and of its own length.
                        let name = ours(&format!("own_{slot}"));
                        let own = Self::foreign(&mut program, name, array, false);
                        let initial = Initial::ZerosLike(Place::of(array));
                        program.graph.perform_where_settled(array, Action::Declare { array: own, initial });
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

    /// The body that goes back: adds to the slots and gives the value.
    pub(super) fn back(&self, prepared: Prepared, slots: &[Ident]) -> TokenStream {
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
        let returned = self.value_type();
        let tangent = self.tangent_returned();
        let is_scalar = self.signature.returns == Returns::Scalar;
        let gradient = self.gradient_of_arrays();
        let names = &self.names;
        let slots = self.named("d_");
        let (made, handed) = (self.made("d_"), self.lent_mutably("d_"));
        let gathered = self.gathered(&slots);
        let (value, cotangent) = (ours("value"), ours("cotangent"));
        let none = TokenStream::new();
        let one = self.one();

        let prepared = self.prepared_back(&slots);
        let mut functions = self.way_back_of(prepared.clone(), &returned);
        let (types, zeros) = self.zeros_by_place();
        functions.extend(self.hidden_with(
            "__zeros_of_arguments",
            &none,
            &quote!((#types)),
            |_| quote!((#zeros)),
        ));
        let constant = self.goes_forward();
        if constant {
            functions.extend(self.constant_functions(&returned, &gradient));
        } else if is_scalar {
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
        if !constant {
            functions.extend(self.method("vjp", &quote!(#cotangent: #tangent), &quote!((#returned, #gradient)), |_| {
                quote!(#made let #value = Self::__pull_back #turbofish(#(#names,)* #cotangent, #handed); (#value, #gathered))
            }));
        }
        functions.extend(self.jvp_of_arrays(&returned, &gradient));
        if !is_scalar && !constant {
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

    fn prepared_back(&self, slots: &[Ident]) -> Option<Prepared> {
        let Derivatives::Differentiated { program, .. } = self.derivatives else { return None };
        let (seeds, _) = self.output_pattern("cotangent");
        Some(self.prepared(program, slots, &seeds, false))
    }

    /// Adds to slots what the cotangents contribute to them, and gives the value.
    pub(super) fn way_back(&self, returned: &TokenStream) -> TokenStream {
        self.way_back_of(self.prepared_back(&self.named("d_")), returned)
    }

    fn way_back_of(&self, prepared: Option<Prepared>, returned: &TokenStream) -> TokenStream {
        let body = prepared.map(|prepared| self.back(prepared, &self.named("d_")));
        let (whole, slot_parameters) = (ours("cotangents"), self.slot_parameters("d_"));
        let tangent = self.tangent_returned();
        let extra = quote!(#whole: #tangent, #slot_parameters);
        self.hidden_with("__pull_back", &extra, returned, |_| body.clone().unwrap_or_default())
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
        if self.goes_forward() {
            return self.constant_partials(returned);
        }
        let positions = self.signature.differentiated();
        let types: Vec<TokenStream> =
            self.differentiated().iter().map(|parameter| self.owned_type(&parameter.declared)).collect();
        let types = self.by_parameter(&positions, &types);
        let slots = self.by_parameter(&positions, &self.named("d_"));
        let (names, one, value) = (&self.names, self.one(), ours("value"));
        self.hidden_with("__partials", &TokenStream::new(), &quote!((#returned, #types)), |_| {
            quote! {
                #made
                let #value = Self::__pull_back #turbofish(#(#names,)* #one, #handed);
                (#value, #slots)
            }
        })
    }

    /// A hidden function with parameters of its own behind the user's.
    pub(super) fn hidden_with(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let function = self.function_with(None, &self.name_in_view(name), extra, returned, body);
        quote!(#[doc(hidden)] #function)
    }
}
