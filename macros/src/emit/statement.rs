//! One statement of a body, as Rust.

use super::constant::cleared;
use super::expression::{Code, with_names};
use super::lanes::{lanes, still};
use super::structure::Structure;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Action, ArrayId, Initial, Layout, Origin, Place, StatementId};
use crate::syntax::tokens::{self, Token, word_of};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

impl Structure<'_, '_> {
    /// A copy of a place with what is constant in it. Of a tuple, rustc may have to tell the type of an integer from where the copy goes.
    fn cloned(&self, place: &Place) -> TokenStream {
        let krate = self.writer.scope.krate;
        let is_of_fields = matches!(self.graph().layout(place), Layout::Fields(_));
        let place = self.borrowed(place);
        if is_of_fields {
            quote!(::core::clone::Clone::clone(#place))
        } else {
            quote!(#krate::support::cloned(#place))
        }
    }

    /// Whether what is in an array is no number that could vary.
    pub(super) fn is_of_others(&self, place: &Place) -> bool {
        matches!(self.graph().array(place.array).kind, Kind::Integer | Kind::Boolean)
    }

    /// Whether something is a value of any type that was read between statements.
    pub(super) fn is_read_in_between(&self, id: Id) -> bool {
        let Node::Fresh(Origin::Result(statement, _)) = self.graph().node(id) else { return false };
        matches!(self.graph().statement(*statement).action, Action::Opaque { .. })
            && self.graph().kind(id) == Kind::Unknown
    }

    /// Whether something is a parameter that comes by value, and may be no `Copy`.
    fn is_given_away(&self, id: Id) -> bool {
        let scope = self.writer.scope;
        let Some(word) = word_of(&self.code(id)) else { return false };
        let position = scope.parameters.iter().position(|name| word == *name);
        position.is_some_and(|position| {
            let declared = scope.types[position];
            !matches!(declared, syn::Type::Reference(_) | syn::Type::Array(_))
                && declared.to_token_stream().to_string() != scope.scalar.to_string()
        })
    }

    /// What is written to a place: to a field of a derivative, of which only rustc knows the type, nothing but a number.
    pub(super) fn for_place(&self, place: &Place, value: TokenStream) -> TokenStream {
        if !self.graph().is_field_of_derivative(place) {
            return value;
        }
        let (krate, scalar) = (self.writer.scope.krate, self.writer.scope.scalar);
        quote!(#krate::support::number::<#scalar, _>(#value))
    }

    /// What an array is made from.
    pub(super) fn initial(&mut self, initial: &Initial, array: ArrayId, vector: bool) -> TokenStream {
        let krate = self.writer.scope.krate;
        match initial {
            // What was read in between may be asked for once more, and what came by value in another body.
            Initial::Value(id)
                if self.is_read_in_between(*id) && self.writer.uses.get(*id) > Some(&1)
                    || self.graph().array(array).kind == Kind::Real && self.is_given_away(*id) =>
            {
                let code = self.code(*id);
                quote!(::core::clone::Clone::clone(&#code))
            }
            Initial::Value(id) => self.typed(array, self.code(*id)),
            Initial::List(elements) => {
                let elements: Vec<TokenStream> =
                    elements.iter().map(|element| self.initial(element, array, false)).collect();
                let list = self.typed(array, quote!([#(#elements),*]));
                if vector { quote!(#krate::support::vector(#list)) } else { list }
            }
            Initial::Copy(place) if self.is_of_others(place) => {
                let slice = self.is_slice(place);
                let place = self.place(place);
                if slice { quote!(#place.to_vec()) } else { quote!(::core::clone::Clone::clone(&#place)) }
            }
            // With what is constant in it; of a view, what it shows.
            Initial::Copy(place)
                if !self.graph().layout(place).is_of_lists()
                    && self.graph().layout(place) != Layout::Matrix =>
            {
                self.cloned(place)
            }
            Initial::Copy(place) => {
                let place = self.borrowed(place);
                quote!(#krate::support::owned(#place))
            }
            Initial::ZerosLike(place) if self.is_along_directions(array, Some(place)) => {
                still(krate, &self.borrowed(place))
            }
            Initial::ZerosLikeValue(id) if self.is_along_directions(array, None) => {
                let value = self.typed(array, self.code(*id));
                // What is put into it later need not say of what it is.
                if is_empty_vector(&value) {
                    let of_numbers = Layout::from(1) == self.graph().array(array).layout;
                    let lanes = lanes(krate, self.writer.scope.scalar);
                    return if of_numbers { quote!(#krate::support::Vec::<#lanes>::new()) } else { value };
                }
                still(krate, &quote!(&(#value)))
            }
            Initial::ZerosLike(place) => {
                let place = self.measured(place);
                quote!(#krate::support::zeros_like(#place))
            }
            Initial::ZerosLikeValue(id) => {
                let value = self.typed(array, self.code(*id));
                // Zeros for what is in it are of another type; of nothing, what is put into it says of which.
                let layout = &self.graph().array(array).layout;
                match layout {
                    Layout::List(_) if layout.has_counts() && is_nothing(&value) => value,
                    Layout::List(_) if layout.has_counts() => {
                        quote!(#krate::support::zeros_like_list(&(#value)))
                    }
                    _ => quote!(#krate::support::zeros_like(&(#value))),
                }
            }
            Initial::Zeros { extent } => {
                let extent = self.code(*extent);
                quote!(#krate::support::zeros_of(&#extent))
            }
            Initial::Popped(tape) => {
                let tape = &self.names[tape];
                quote!(#tape.pop())
            }
        }
    }

    /// Whether an array holds changes along several directions, and what it is made like does not.
    fn is_along_directions(&self, array: ArrayId, like: Option<&Place>) -> bool {
        let is_change = |array: ArrayId| self.graph().array(array).derivative;
        self.graph().lanes.is_some() && is_change(array) && !like.is_some_and(|like| is_change(like.array))
    }

    pub(super) fn statement(&mut self, id: StatementId) -> TokenStream {
        let krate = self.writer.scope.krate;
        let statement = self.graph().statement(id).clone();
        match &statement.action {
            Action::Declare { array, initial } => {
                let (name, vector, rank) = {
                    let array = self.graph().array(*array);
                    (array.name.clone(), array.vector, array.layout.rank())
                };
                let initial = if let Some(renewed) = self.renewed(*array, initial) {
                    renewed
                } else if self.writer.scope.constant {
                    self.constant_initial(initial, *array, rank)
                } else {
                    self.initial(initial, *array, vector)
                };
                quote!(let mut #name = #initial;)
            }
            Action::Assign { place, initial } => {
                let (before, target) = self.written_place(place);
                let assigned = match initial {
                    _ if self.writer.scope.constant => {
                        let initial = self.constant_initial(initial, place.array, self.graph().rank(place));
                        quote!(#target = #initial;)
                    }
                    Initial::Zeros { extent } => {
                        let (target, extent) = (self.borrowed_mutably(place), self.code(*extent));
                        quote!(#krate::support::reshape(#target, &#extent);)
                    }
                    Initial::Copy(from) if self.is_of_others(from) => {
                        let slice = self.is_slice(place) && place.range.is_some() || place.borrowed;
                        let is_part = from.range.is_some();
                        let from = self.place(from);
                        if slice {
                            quote!(#target.clone_from_slice(&#from[..]);)
                        } else if is_part {
                            quote!(#target = #from.to_vec();)
                        } else {
                            quote!(#target = ::core::clone::Clone::clone(&#from);)
                        }
                    }
                    // With what is constant in it.
                    Initial::Copy(from) if !self.graph().layout(from).is_of_lists() => {
                        let is_part = place.borrowed || place.range.is_some() || self.is_slice(place);
                        if is_part && matches!(self.graph().layout(place), Layout::List(_)) {
                            let from = self.place(from);
                            quote!(#target[..].clone_from_slice(&#from[..]);)
                        } else {
                            let (target, copy) = (self.borrowed_mutably(place), self.cloned(from));
                            quote!(*#target = #copy;)
                        }
                    }
                    Initial::Value(from) if !self.graph().layout(place).is_of_lists() => {
                        // What was read in between may be asked for once more.
                        let again = self.is_read_in_between(*from) && self.writer.uses.get(*from) > Some(&1);
                        let (target, from) = (self.borrowed_mutably(place), self.code(*from));
                        if again {
                            quote!(*#target = ::core::clone::Clone::clone(&#from);)
                        } else {
                            quote!(*#target = #from;)
                        }
                    }
                    Initial::Copy(from) if place.borrowed => {
                        let from = self.place(from);
                        quote!(#krate::support::assign(&mut #target[..], &#from[..]);)
                    }
                    Initial::Value(from)
                        if (place.borrowed || place.range.is_some()) && self.is_of_others(place) =>
                    {
                        let from = self.code(*from);
                        quote!(#target[..].clone_from_slice(&(#from)[..]);)
                    }
                    Initial::Value(from) if place.borrowed => {
                        let from = self.code(*from);
                        quote!(#krate::support::assign(&mut #target[..], &(#from)[..]);)
                    }
                    // A slice is not of the type of its copy, which is a vector.
                    Initial::Copy(from) if !self.is_slice(from) => {
                        let (target, from) = (self.borrowed_mutably(place), self.borrowed(from));
                        quote!(#krate::support::assign(#target, #from);)
                    }
                    Initial::Value(_)
                        if place.range.is_some() || self.graph().array(place.array).reference =>
                    {
                        let initial = self.initial(initial, place.array, false);
                        let target = self.borrowed_mutably(place);
                        quote!(#krate::support::assign(#target, &*#initial);)
                    }
                    _ => {
                        let vector = self.graph().array(place.array).vector && place.path.is_empty();
                        let initial = self.initial(initial, place.array, vector);
                        quote!(#target = #initial;)
                    }
                };
                quote!(#before #assigned)
            }
            Action::Load { place } => {
                let is_of_tangent = self.graph().is_field_of_derivative(place);
                let place = self.place(place);
                let name = self.named(statement.results[0]);
                if is_of_tangent {
                    {
                        let scalar = self.writer.scope.scalar;
                        quote!(let #name = #krate::support::slope::<#scalar, _>(&#place);)
                    }
                } else {
                    quote!(let #name = #place;)
                }
            }
            Action::Store { place, value } => {
                // Of a field that is constant, nothing is the derivative as well.
                let value = if self.graph().is_field_of_derivative(place) && self.graph().is_zero(*value) {
                    quote!(::core::default::Default::default())
                } else {
                    self.for_place(place, self.number(*value))
                };
                let (before, place) = self.written_place(place);
                in_block(&before, quote!(#place = #value;))
            }
            Action::Increase { place: to, value } => {
                let (before, place) = self.written_place(to);
                if let Node::Apply(Function::NEG, arguments) = self.graph().node(*value)
                    && let Some(code) = self.writer.written.get(arguments[0])
                    && self.writer.uses.get(*value) == Some(&1)
                {
                    let value = self.for_place(to, code.tokens.clone());
                    return in_block(&before, quote!(#place -= #value;));
                }
                // Nothing is written where nothing is added.
                if let Node::Select { condition, then, otherwise } = *self.graph().node(*value)
                    && self.graph().is_zero(otherwise)
                    && self.writer.uses.get(*value) == Some(&1)
                    && let (Some(condition), Some(then)) =
                        (self.writer.written.get(condition), self.writer.written.get(then))
                {
                    let (condition, then) = (&condition.tokens, self.for_place(to, then.tokens.clone()));
                    return in_block(&before, quote!(if #condition { #place += #then; }));
                }
                let value = self.for_place(to, self.number(*value));
                in_block(&before, quote!(#place += #value;))
            }
            Action::IncreaseAll { place, by } if !self.graph().layout(place).is_of_lists() => {
                let (place, by) = (self.borrowed_mutably(place), self.borrowed(by));
                quote!(#krate::support::Shape::increase(#place, #by);)
            }
            Action::IncreaseAll { place, by } => {
                let (place, by) = (self.place(place), self.place(by));
                quote!(#krate::support::increase_all(&mut #place[..], &#by[..]);)
            }
            Action::Take { place } => {
                let take = if self.graph().is_field_of_derivative(place) {
                    {
                        let scalar = self.writer.scope.scalar;
                        quote!(#krate::support::taken::<#scalar, _>)
                    }
                } else {
                    quote!(::core::mem::take)
                };
                let (before, place) = self.written_place(place);
                let name = self.named(statement.results[0]);
                if before.is_empty() {
                    quote!(let #name = #take(&mut #place);)
                } else {
                    quote!(let #name = { #before #take(&mut #place) };)
                }
            }
            Action::Clear { place } if self.writer.scope.constant => {
                let cleared = cleared(&self.place(place), self.graph().rank(place));
                quote!({ #cleared })
            }
            Action::Clear { place } => {
                let place = self.borrowed_mutably(place);
                quote!(#krate::support::clear(#place);)
            }
            Action::Append { place, value } => {
                let (place, value) = (self.place(place), self.number(*value));
                quote!(#place.push(#value);)
            }
            Action::AppendRow { array } => {
                let array = self.graph().array(*array);
                let name = array.name.clone();
                match array.kind {
                    Kind::Integer | Kind::Boolean => quote!(#name.push(::core::default::Default::default());),
                    Kind::Real | Kind::Unknown => quote!(#name.push(#krate::support::nothing());),
                }
            }
            Action::RemoveLastRow { array } => {
                let array = self.graph().array(*array).name.clone();
                quote!(#array.pop();)
            }
            Action::RemoveLast { place } => {
                let place = self.place(place);
                let name = self.named(statement.results[0]);
                quote!(let #name = #place.pop().unwrap_or_default();)
            }
            Action::Measure { place } => {
                let place = self.measured(place);
                let name = self.named(statement.results[0]);
                quote!(let #name = #krate::support::extent(#place);)
            }
            Action::Opaque { tokens, mentions, .. } => {
                let codes: Vec<Code> =
                    mentions.iter().map(|(_, id)| self.writer.written[*id].clone()).collect();
                let tokens = with_names(self.graph().tokens(*tokens).clone(), mentions, &codes);
                match statement.results.first() {
                    Some(&result) => {
                        let name = self.named(result);
                        quote!(let #name = #tokens;)
                    }
                    None => quote!(#tokens),
                }
            }
            Action::Call(call) if self.kept.contains(&id) => self.call_kept(id, call, &statement.results),
            Action::Call(call) => self.call(call, &statement.results),
            Action::PullBack { call, cotangents, slots, gives_value, change, known, makes } => {
                let returned = if *gives_value { call.targets.len() } else { 0 };
                let (values, gradients) = statement.results.split_at(returned);
                let slots = (slots.as_slice(), makes.as_slice());
                let known = known.as_ref().map(|(call, value)| (*call, value));
                self.pull_back(call, cotangents, slots, (change.as_ref(), known), values, gradients)
            }
            Action::PushForward { call, changes, given } => {
                self.push_forward(call, changes, given, &statement.results)
            }
            Action::Branch { condition, then, otherwise } => {
                self.branch(id, *condition, *then, *otherwise, &statement.results)
            }
            Action::Loop { header, body, initial, exit } => self.repeat(id, header, *body, initial, *exit),
            Action::Push { tape, value } => self.push(id, *tape, *value),
            Action::PushArray { tape, place: statement_place } => {
                let place = self.borrowed(statement_place);
                let name = &self.names[tape];
                if self.graph().tape(*tape).lends {
                    quote!(#name.push(#place);)
                } else if !self.graph().layout(statement_place).is_of_lists() {
                    let copy = self.cloned(statement_place);
                    quote!(#name.push(#copy);)
                } else {
                    quote!(#name.push(#krate::support::owned(#place));)
                }
            }
            Action::Pop { tape } => self.pop(id, *tape, statement.results[0]),
        }
    }

    pub(super) fn is_slice(&self, place: &Place) -> bool {
        let parameter = self.graph().array(place.array).parameter.is_some();
        (parameter || place.range.is_some()) && self.graph().is_slice(place)
    }
}

/// Whether tokens make a vector of which they say nothing of its elements.
fn is_nothing(tokens: &TokenStream) -> bool {
    let is_of_nothings = tokens::any(
        tokens,
        &mut |level, place| matches!(&level[place], Token::Word(name) if *name == "nothings" || *name == "nothing"),
    );
    is_of_nothings || is_empty_vector(tokens)
}

/// Whether tokens make a vector with nothing in it, and say nothing of its elements.
fn is_empty_vector(tokens: &TokenStream) -> bool {
    tokens::outermost(tokens, |level| match level {
        [.., Token::Word(vector), Token::Sign(_), Token::Sign(_), Token::Word(made), Token::List(_)] => {
            *vector == "Vec" && (*made == "new" || *made == "with_capacity")
        }
        [
            ..,
            Token::Word(vector),
            Token::Sign(_),
            Token::Sign(_),
            Token::Sign('<'),
            Token::Word(element),
            Token::Sign('>'),
            Token::Sign(_),
            Token::Sign(_),
            Token::Word(made),
            Token::List(_),
        ] => *vector == "Vec" && *element == "_" && (*made == "new" || *made == "with_capacity"),
        [Token::Word(made), Token::Sign(_), Token::List(list)] => *made == "vec" && list.stream().is_empty(),
        _ => false,
    })
}

/// A statement with what has to come before it, if there is any.
fn in_block(before: &TokenStream, statement: TokenStream) -> TokenStream {
    if before.is_empty() { statement } else { quote!({ #before #statement }) }
}
