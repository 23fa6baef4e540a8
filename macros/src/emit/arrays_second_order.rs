//! Second derivatives of a function with arrays: forward through the way back, and forward twice.

use super::along_kinks::BACK;
use super::arrays::Prepared;
use super::body::Body;
use super::emission::{Emission, ours};
use super::rows::Path;
use crate::differentiate::KINKED;
use crate::lower::{Output, Program};
use crate::region::ArrayId;
use crate::signature::{Parameter, Returns};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Index;

impl Emission<'_> {
    /// `hvp` and `hessian`, and what callers need that are differentiated twice, or call a derivative.
    pub(super) fn second_order_of_arrays(
        &self,
        returned: &TokenStream,
        gradient: &TokenStream,
    ) -> TokenStream {
        let mut functions = self.pull_back_change(returned);
        functions.extend(self.push_forward_twice(returned));
        functions.extend(self.derivatives_of_derivatives(returned, gradient));
        if self.signature.returns == Returns::Scalar {
            functions.extend(self.second_partials_of_arrays());
            if !self.goes_forward() {
                functions.extend(self.hvp_of_arrays(gradient));
                // A struct has no place for a gradient by each of its numbers.
                if !self.signature.takes_structs() {
                    functions.extend(self.hessian_of_arrays(gradient));
                }
            }
        }
        functions
    }

    /// Adds what `__pull_back` adds, and the changes of that along the changes of the arguments and of the cotangents.
    pub(super) fn pull_back_change(&self, returned: &TokenStream) -> TokenStream {
        self.change_of_pull_back("__pull_back_change", returned, false)
    }

    /// The same, or what follows directions through kinks.
    pub(super) fn change_of_pull_back(
        &self,
        name: &str,
        returned: &TokenStream,
        directional: bool,
    ) -> TokenStream {
        let (seeds, pattern) = self.output_pattern("cotangent");
        let (seed_changes, changed_pattern) = self.output_pattern("cotangent_change");
        let (cotangents, cotangent_changes) = (ours("cotangents"), ours("cotangent_changes"));
        let directions = self.direction_parameters("direction_");
        let (slots, changes) = (self.slot_parameters("d_"), self.slot_parameters("change_"));
        let tangent = self.tangent_returned();
        let noticed = directional.then(|| self.noticed(&ours(KINKED)));
        let extra = quote! {
            #directions #cotangents: #tangent, #cotangent_changes: #tangent, #slots #changes #noticed
        };
        self.hidden_with(name, &extra, returned, |program| {
            let mut program = program.clone();
            program.graph.directional = directional;
            let body = self.back_change(&program, &seeds, &seed_changes);
            quote!(let #pattern = #cotangents; let #changed_pattern = #cotangent_changes; #body)
        })
    }

    fn back_change(&self, program: &Program, seeds: &[Ident], seed_changes: &[Ident]) -> TokenStream {
        let slots = self.named("d_");
        let (changes, directions) = (self.named("change_"), self.named("direction_"));
        let mut program = program.clone();
        program.graph.twice = true;
        let Prepared { mut program, numbers, mut arrays } = self.prepared(&program, &slots, seeds, true);
        let mut along = self.directed(&mut program, &directions, false);
        program.taken.extend(changes.iter().chain(seed_changes).map(ToString::to_string));
        let outputs = Self::outputs(&program);
        for (output, (seed, change)) in outputs.iter().zip(seeds.iter().zip(seed_changes)) {
            match output {
                Output::Number(_) => {
                    let seed = program.graph.variable_word(seed);
                    along.push((seed, program.graph.word(change)));
                }
                Output::Array(array) => {
                    if let Some(cotangent) = program.graph.array(*array).cotangent {
                        let tangent = Self::foreign(&mut program, change.clone(), cotangent, false);
                        program.graph.array_mut(cotangent).tangent = Some(tangent);
                    }
                }
            }
        }
        let positions = self.signature.differentiated();
        let mut array_slots = arrays.clone().into_iter();
        for (&position, change) in positions.iter().zip(&changes) {
            if Self::array_of(&program, position).is_some()
                && let Some(slot) = array_slots.next()
            {
                let tangent = Self::foreign(&mut program, change.clone(), slot, true);
                program.graph.array_mut(slot).tangent = Some(tangent);
                arrays.push(tangent);
            }
        }
        let tangents = program.graph.push_forward(&numbers, &along);
        let (ids, returned) = Self::output_ids(&program);
        arrays.extend(returned);
        let results = [ids.as_slice(), &numbers, &tangents].concat();
        let Body { statements, values, .. } = self.body_with(&program, &self.names, &results, &arrays);
        let (values, partials) = values.split_at(ids.len());
        let (partials, tangents) = partials.split_at(numbers.len());
        let parameters = self.differentiated();
        let scalars =
            parameters.iter().zip(slots.iter().zip(&changes)).filter(|(parameter, _)| parameter.rank == 0);
        let additions: TokenStream = scalars
            .zip(partials.iter().zip(tangents))
            .map(
                |((_, (slot, change)), (partial, tangent))| quote!(*#slot += #partial; *#change += #tangent;),
            )
            .collect();
        let value = self.returned_of_arrays(&outputs, values, &program);
        let read = self.read_directions(&directions, false);
        quote!(#read #statements #additions #value)
    }

    /// The value and its change along a direction, and the changes of both along a second one and along the change of
    /// the first.
    pub(super) fn push_forward_twice(&self, returned: &TokenStream) -> TokenStream {
        let [first, second, mixed] =
            ["direction_", "second_", "mixed_"].map(|prefix| self.direction_parameters(prefix));
        let tangent = self.tangent_returned();
        self.hidden_forward(
            "__push_forward_twice",
            &quote!(#first #second #mixed),
            &quote!(((#returned, #tangent), (#tangent, #tangent))),
            |program| self.forth_twice(program),
        )
    }

    fn forth_twice(&self, program: &Program) -> TokenStream {
        let [first, second, mixed] = ["direction_", "second_", "mixed_"].map(|prefix| self.named(prefix));
        let constant = self.goes_forward();
        let mut program = program.clone();
        program.taken.extend(second.iter().chain(&mixed).map(ToString::to_string));
        let along = self.directed(&mut program, &first, true);
        let (ids, arrays) = Self::output_ids(&program);
        let positions = self.signature.differentiated();
        let tangents_of_arrays: Vec<Option<ArrayId>> = positions
            .iter()
            .map(|&position| {
                Self::array_of(&program, position).and_then(|array| program.graph.array(array).tangent)
            })
            .collect();
        let tangents = program.graph.push_forward(&ids, &along);
        let outputs = Self::outputs(&program);
        let (mut constants, changed) = self.changed_outputs(&mut program, &outputs, constant);
        program.graph.forget_tangents();

        let mut again = self.directed(&mut program, &second, false);
        let mut numbers = along.iter();
        for (tangent, name) in tangents_of_arrays.into_iter().zip(&mixed) {
            match tangent {
                Some(tangent) => {
                    let constant = program.graph.array(tangent).constant;
                    let change = Self::foreign(&mut program, name.clone(), tangent, constant);
                    program.graph.array_mut(change).constant = constant;
                    program.graph.array_mut(tangent).tangent = Some(change);
                }
                None => {
                    if let Some(&(_, direction)) = numbers.next() {
                        again.push((direction, program.graph.word(name)));
                    }
                }
            }
        }
        let both = [ids.as_slice(), &tangents].concat();
        let changes = program.graph.push_forward(&both, &again);
        let (more, seconds) = self.changed_outputs(&mut program, &outputs, constant);
        constants.extend(more);
        let (more, mixeds) = self.changed_outputs(&mut program, &changed, constant);
        constants.extend(more);
        let alive: Vec<ArrayId> = [&changed, &seconds, &mixeds]
            .into_iter()
            .flat_map(|outputs| Self::arrays_among(outputs))
            .collect();
        let results = [both, changes].concat();
        let Body { statements, values, .. } =
            self.body_in(&program, &self.names, &results, &[arrays, alive].concat(), constant);
        let parts: Vec<TokenStream> = [&outputs, &changed, &seconds, &mixeds]
            .into_iter()
            .enumerate()
            .map(|(number, outputs)| {
                let values = &values[number * ids.len()..][..ids.len()];
                self.returned_of_arrays(outputs, values, &program)
            })
            .collect();
        let read: TokenStream = [first, second, mixed]
            .iter()
            .map(|directions| self.read_directions(directions, constant))
            .collect();
        let [value, first, second, mixed] = parts.try_into().expect("they are four");
        quote!(#read #statements #constants ((#value, #first), (#second, #mixed)))
    }

    fn hvp_of_arrays(&self, gradient: &TokenStream) -> TokenStream {
        let (turbofish, krate, names) = (self.turbofish(), &self.krate, &self.names);
        let (one, zero) = (self.one(), self.zero());
        let direction = ours("direction");
        let pattern = self.gathered(&self.named("direction_"));
        let changes = self.named("change_");
        let [slopes, gathered] = [self.named("d_"), changes.clone()].map(|names| self.gathered(&names));
        let [made, made_changes] = ["d_", "change_"].map(|prefix| self.made(prefix));
        let [handed, handed_changes] = ["d_", "change_"].map(|prefix| self.lent_mutably(prefix));
        let (along, checked) = (self.lent("direction_"), self.checked_directions(false));
        let (kinked, change_along) = (ours(KINKED), ours(BACK));
        let kept_arguments = self.arguments_kept();
        // What is needed again is cloned, if it is known to be what can be.
        let again = |parameter: &Parameter| parameter.reference || !parameter.has_fields;
        let has_kinks = self.program().is_some_and(|program| program.graph.has_kinks())
            && self.signature.parameters.iter().all(again);
        let checked_behind = self.checked_directions(true);
        let mut functions = TokenStream::new();
        let alone = ("hvp", gradient.clone(), quote!(()), quote!(#gathered));
        let both = (
            "gradient_and_hvp",
            quote!((#gradient, #gradient)),
            slopes.clone(),
            quote!((#slopes, #gathered)),
        );
        for (name, returned, beside, result) in [alone, both] {
            functions.extend(self.method(name, &quote!(#direction: #gradient), &returned, |_| {
                if has_kinks {
                    let part = (name == "hvp").then(|| quote!(.1));
                    return quote! {
                        #krate::support::odd_part(&#direction, |#direction, #kinked| {
                            let #pattern = #direction;
                            #checked_behind
                            #made #made_changes
                            Self::#change_along #turbofish(
                                #(#kept_arguments,)* #along #one, #zero, #handed #handed_changes #kinked
                            );
                            (#beside, #gathered)
                        }) #part
                    };
                }
                quote! {
                    let #pattern = #direction;
                    #checked
                    #made #made_changes
                    Self::__pull_back_change #turbofish(
                        #(#names,)* #along #one, #zero, #handed #handed_changes
                    );
                    #result
                }
            }));
        }
        if !self.has_slice() {
            return functions;
        }
        let parameters = self.differentiated();
        let (mut directions, mut kept, mut read, mut cleared) =
            (TokenStream::new(), TokenStream::new(), TokenStream::new(), TokenStream::new());
        for (parameter, (along, change)) in
            parameters.iter().zip(self.named("direction_").iter().zip(&changes))
        {
            let kind = self.slot_type(&parameter.declared);
            kept.extend(quote!(#change: &mut #kind,));
            if parameter.rank == 0 {
                directions.extend(quote!(#along: #kind,));
                read.extend(quote!(let #along = &#along;));
                cleared.extend(quote!(*#change = #zero;));
            } else {
                directions.extend(quote!(#along: &#kind,));
                cleared.extend(quote!(#krate::support::clear(&mut *#change);));
            }
        }
        let along = self.direction_handed_on("direction_");
        let names_of_directions = self.named("direction_");
        let owned = names_of_directions.iter().map(|direction| quote!(#krate::support::owned(#direction)));
        let again = self.gathered(&owned.collect::<Vec<_>>());
        let odd = self.named("odd_");
        let pattern = self.gathered(&odd);
        let lent_changes = self.slots_lent("change_");
        let handed_changes = self.slots_handed_on("change_");
        functions.extend(self.method("hvp_into", &quote!(#directions #kept), &quote!(()), |_| {
            if has_kinks {
                return quote! {
                    #read #checked_behind #cleared #made
                    let #kinked = #krate::support::Kinked::default();
                    Self::#change_along #turbofish(
                        #(#kept_arguments,)* #along #one, #zero, #handed #lent_changes &#kinked
                    );
                    if #kinked.is_noticed() {
                        let #pattern = Self::hvp #turbofish(#(#kept_arguments,)* #again);
                        #(#krate::support::assign(&mut *#changes, &#odd);)*
                    }
                };
            }
            quote! {
                #read #checked_behind #cleared #made
                Self::__pull_back_change #turbofish(#(#names,)* #along #one, #zero, #handed #handed_changes);
            }
        }));
        functions
    }

    /// The shape of the gradient with a gradient in place of each number: the product with a unit for each.
    fn hessian_of_arrays(&self, gradient: &TokenStream) -> TokenStream {
        let parameters = self.differentiated();
        let (turbofish, krate, kept) = (self.turbofish(), &self.krate, self.arguments_kept());
        let unit = ours("unit");
        let zeros = self.gathered(&self.zeros());
        let rows = parameters.iter().enumerate().map(|(number, parameter)| {
            let number = Index::from(number);
            let field = (parameters.len() > 1).then(|| quote!(.#number));
            let value = parameter.name.to_token_stream();
            Self::for_each_number(&parameter.declared, &value, &Path::default(), &|path| {
                quote! {{
                    let mut #unit: #gradient = #zeros;
                    #unit #field #path = #krate::support::one();
                    Self::hvp #turbofish(#(#kept,)* #unit)
                }}
            })
        });
        let rows = self.gathered(&rows.collect::<Vec<_>>());
        let types = parameters.iter().map(|parameter| self.filled(&parameter.declared, gradient));
        let returned = self.gathered(&types.collect::<Vec<_>>());
        self.method("hessian", &TokenStream::new(), &returned, |_| rows.clone())
    }

    /// Directions come by reference; the numbers among them are read, and what the function changes is copied.
    pub(super) fn read_directions(&self, directions: &[Ident], constant: bool) -> TokenStream {
        let krate = &self.krate;
        self.differentiated()
            .iter()
            .zip(directions)
            .map(|(parameter, name)| match (parameter.rank, parameter.mutable) {
                (0, _) => quote!(let #name = *#name;),
                (_, true) if constant => quote!(let mut #name = *#name;),
                (_, true) => quote!(let mut #name = #krate::support::owned(#name);),
                (_, false) => TokenStream::new(),
            })
            .collect()
    }
}
