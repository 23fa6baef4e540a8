//! What a `const fn` with loops or arrays is differentiated by.
//!
//! The way back keeps values in memory whose extent is known only when the program runs, which no constant can have. So
//! the derivatives go forward, once for each number that is differentiated; and nothing is called that is no `const fn`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::arrays_forward::Way;
use super::body::Body;
use super::emission::{Emission, ours, parameters};
use super::rows::has_vector;
use super::structure::Structure;
use crate::ir::{Graph, Id};
use crate::lower::Program;
use crate::region::{Action, Array, ArrayId, Header, Initial, Place, RegionId};
use crate::signature::Signature;
use crate::syntax::tokens::mentions;

/// The values of a function, and the slopes of each by each parameter, behind the statements that compute them.
pub(super) struct Slopes {
    pub(super) statements: TokenStream,
    pub(super) values: Vec<TokenStream>,
    pub(super) rows: Vec<Vec<TokenStream>>,
}

impl Emission<'_> {
    /// Whether the derivatives are constant functions although there are loops or arrays.
    pub(super) fn goes_forward(&self) -> bool {
        let is_constant = || {
            let program = self.program().filter(|program| {
                self.function.sig.constness.is_some()
                    && !self.signature.has_fields()
                    && program.graph.is_structured()
                    && program.graph.may_be_constant()
                    && !self.types_have_vectors()
            });
            let Some(program) = program else { return false };
            // What stands for a value that nobody reads may be of a type that only its default is known of.
            !mentions(
                &if self.signature.is_flat() {
                    self.slopes_forward(program, self.signature).statements
                } else {
                    self.forth(program, &self.named("direction_"), Way::Constant)
                },
                "default",
            )
        };
        *self.is_constant.get_or_init(is_constant)
    }

    fn types_have_vectors(&self) -> bool {
        let parameters = self.differentiated().into_iter().map(|parameter| &parameter.declared);
        parameters.chain(&self.signature.returned).any(has_vector)
    }

    /// Each column of the Jacobian by itself, in forward mode.
    pub(super) fn slopes_forward(&self, program: &Program, signature: &Signature) -> Slopes {
        let positions = signature.differentiated();
        let count = program.outputs.len();
        let names = |prefix: &str| -> Vec<Ident> {
            (1..=count).map(|number| ours(&format!("{prefix}{number}"))).collect()
        };
        let values = names("value");
        let mut statements = TokenStream::new();
        let mut columns = Vec::new();
        for (number, &position) in positions.iter().enumerate() {
            let mut program = program.clone();
            let one = program.graph.real(1.0);
            let wrt = parameters(&mut program.graph, &[position]);
            let tangents = program.push_forward(&[(wrt[0], one)]);
            // The value is the same each time.
            let outputs = if number == 0 { program.outputs.clone() } else { Vec::new() };
            let column = names(&format!("slope{}_", number + 1));
            let results = [outputs.as_slice(), &tangents].concat();
            let body = self.body_in(&program, &self.names, &results, &[], true);
            let Body { statements: inner, values: computed, .. } = body;
            let bound = if number == 0 { values.as_slice() } else { &[] };
            statements.extend(quote!(let (#(#bound,)* #(#column,)*) = { #inner (#(#computed,)*) };));
            columns.push(column);
        }
        let rows = (0..count).map(|output| columns.iter().map(|column| tokens(&column[output])).collect());
        Slopes { statements, values: values.iter().map(tokens).collect(), rows: rows.collect() }
    }

    /// The second derivatives of an output by each parameter and along a direction, forward twice.
    pub(super) fn products_forward(
        &self,
        program: &Program,
        signature: &Signature,
        output: usize,
        direction: &dyn Fn(&mut Graph) -> Vec<(Id, Id)>,
    ) -> Vec<TokenStream> {
        let each = signature.differentiated().into_iter().map(|position| {
            let mut program = program.clone();
            let one = program.graph.real(1.0);
            let wrt = parameters(&mut program.graph, &[position]);
            let slope = program.push_forward(&[(wrt[0], one)])[output];
            program.graph.forget_tangents();
            let along = direction(&mut program.graph);
            let product = program.graph.push_forward(&[slope], &along);
            let Body { statements, values, .. } = self.body(&program, signature, &product);
            quote!({ #statements #(#values)* })
        });
        each.collect()
    }
}

fn tokens(name: &Ident) -> TokenStream {
    quote!(#name)
}

impl Graph {
    /// Whether the statements can be those of a constant function, gone through forward.
    fn may_be_constant(&self) -> bool {
        let owned = |place: &Place| place.range.is_none() && !place.borrowed;
        let is_own = |array: &Array| !array.reference || array.parameter.is_some() && array.constant;
        self.arrays().all(|(_, array)| !array.vector && is_own(array))
            && self.statements_within(RegionId::BODY).into_iter().all(|id| match &self.statement(id).action {
                Action::Declare { initial, .. } => is_constant(initial),
                Action::Assign { place, initial } => owned(place) && is_constant(initial),
                Action::Load { place }
                | Action::Store { place, .. }
                | Action::Increase { place, .. }
                | Action::Clear { place } => owned(place),
                Action::Opaque { .. } | Action::Branch { .. } => true,
                Action::Loop { header, .. } => matches!(header, Header::Forever | Header::Count { .. }),
                _ => false,
            })
    }
}

fn is_constant(initial: &Initial) -> bool {
    match initial {
        Initial::Value(_) | Initial::ZerosLikeValue(_) => true,
        Initial::List(elements) => elements.iter().all(is_constant),
        Initial::Copy(place) | Initial::ZerosLike(place) => place.range.is_none() && !place.borrowed,
        Initial::Zeros { .. } | Initial::Popped(_) => false,
    }
}

impl Structure<'_, '_> {
    /// What an array of this rank is made from, where nothing but constant functions may be called: arrays are copied by
    /// their name.
    pub(super) fn constant_initial(&self, initial: &Initial, array: ArrayId, rank: usize) -> TokenStream {
        match initial {
            Initial::List(elements) => {
                let elements = elements
                    .iter()
                    .map(|element| self.constant_initial(element, array, rank.saturating_sub(1)));
                self.typed(array, quote!([#(#elements),*]))
            }
            Initial::Copy(place) => self.whole(place),
            Initial::ZerosLike(place) => zeros(&self.whole(place), rank),
            Initial::ZerosLikeValue(id) => zeros(&self.typed(array, self.code(*id)), rank),
            Initial::Value(id) => self.typed(array, self.code(*id)),
            Initial::Zeros { .. } | Initial::Popped(_) => TokenStream::new(),
        }
    }

    /// A place as a value, which is copied.
    fn whole(&self, place: &Place) -> TokenStream {
        let tokens = self.place(place);
        let is_reference = self.graph().array(place.array).reference && place.path.is_empty();
        if is_reference { quote!(*#tokens) } else { tokens }
    }
}

/// Zeros in the shape of an array.
pub(super) fn zeros(like: &TokenStream, rank: usize) -> TokenStream {
    if rank == 0 {
        return quote!(0.0);
    }
    let zeros = ours("zeros");
    let cleared = cleared(&quote!(#zeros), rank);
    quote!({ let mut #zeros = #like; #cleared #zeros })
}

/// Zero for each number of an array.
pub(super) fn cleared(place: &TokenStream, rank: usize) -> TokenStream {
    if rank == 0 {
        return quote!(#place = 0.0;);
    }
    let index = ours(&format!("i{rank}"));
    let inner = cleared(&quote!(#place[#index]), rank - 1);
    quote! {
        let mut #index = 0;
        while #index < #place.len() {
            #inner
            #index += 1;
        }
    }
}
