//! Calls of functions with arrays, and of what goes back through them.

use super::callee::{Order, TAKES, is_method, is_ours};
use super::emission::ours;
use super::expression::handed;
use super::method::of_method;
use super::structure::Structure;
use super::{along_kinks, lanes};
use crate::companion::method_of;
use crate::differentiate::KINKED;
use crate::elementary::Kind;
use crate::hash::HashSet;
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Argument, ArrayId, Call, CallShape, Callee, Change, Form, Place, RegionId, StatementId, Target,
    Wrapped,
};
use crate::syntax::tokens::{self, Token, word_of};
use crate::syntax::{Derivative, without_arguments};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// To what the derivatives by the arguments of a call are added.
#[derive(Default)]
struct Slots {
    /// What is declared before the call.
    before: TokenStream,
    references: Vec<TokenStream>,
    /// What is done with it behind the call.
    after: TokenStream,
    needs_spare: bool,
}

/// What an operation keeps beside its value.
fn kept_by(call: StatementId) -> Ident {
    ours(&format!("kept_{}", call.index()))
}

impl Slots {
    /// What the call is the first to add to.
    fn await_first(&mut self, krate: &TokenStream, name: &Ident) {
        self.before.extend(quote!(let mut #name = #krate::support::linear::Awaited::nothing();));
        self.after.extend(quote!(let mut #name = #name.given();));
    }
}

impl Structure<'_, '_> {
    fn argument(&self, argument: &Argument, form: Form) -> TokenStream {
        match argument {
            Argument::Value(id) => match form {
                Form::Lent => {
                    let (krate, code) = (self.writer.scope.krate, self.code(*id));
                    let code = if word_of(&code).is_some() { code } else { quote!((#code)) };
                    quote!(#krate::support::linear::plain(&#code))
                }
                Form::Reference | Form::Either | Form::This => {
                    handed(self.writer.scope.krate, &self.code(*id), form)
                }
                Form::Plain | Form::Dereference => self.handed_over(*id),
            },
            Argument::Array(place, form) => {
                let array = self.graph().array(place.array);
                let whole = place.path.is_empty() && place.range.is_none();
                let tokens = self.place(place);
                let krate = self.writer.scope.krate;
                match form {
                    Form::Reference => self.borrowed(place),
                    Form::This => {
                        let borrowed = self.borrowed(place);
                        quote!(#krate::support::this(&(#borrowed)))
                    }
                    // A tuple or a struct is given away, and may be needed again.
                    Form::Plain | Form::Dereference
                        if !self.graph().layout(place).is_of_lists()
                            && (*form == Form::Dereference
                                || !(place.borrowed || whole && array.reference)) =>
                    {
                        let borrowed = self.borrowed(place);
                        quote!(#krate::support::cloned(#borrowed))
                    }
                    // The name of a reference is one; what stands for it by now may be the array itself.
                    Form::Plain
                        if whole
                            && array.parameter.is_none()
                            && array.constant
                            && !array.reference
                            && !place.borrowed
                            && !self.graph().is_copied(place.array) =>
                    {
                        tokens
                    }
                    Form::Plain if place.range.is_some() => quote!(&#tokens),
                    Form::Plain if place.borrowed && !(whole && array.reference) => quote!(&#tokens),
                    Form::Dereference if whole && array.reference => quote!(*#tokens),
                    // A vector is given away, and may be needed again.
                    Form::Plain
                        if whole && !array.reference && !self.graph().is_of_fixed_length(place.array) =>
                    {
                        quote!(#krate::support::owned(&#tokens))
                    }
                    Form::Plain | Form::Dereference | Form::Either | Form::Lent => tokens,
                }
            }
        }
    }

    /// A number, or what does not vary: that may be given away, and is copied if it is needed again.
    fn handed_over(&self, id: Id) -> TokenStream {
        let (graph, code) = (self.graph(), self.code(id));
        if matches!(graph.node(id), Node::Parameter(position) if self.writer.scope.functions[*position]) {
            return quote!(&#code);
        }
        let is_given_away = match graph.node(id) {
            _ if graph.kind(id) != Kind::Unknown => false,
            Node::Parameter(position) => {
                let again = self.writer.uses.get(id) > Some(&1);
                again && !matches!(self.writer.scope.types[*position], syn::Type::Reference(_))
            }
            // One word is that of a constant. What is made before a loop is needed again in each iteration.
            Node::Constant { tokens, .. } => tokens::outermost(graph.tokens(*tokens), |level| {
                level.len() > 1 && !matches!(level[0], Token::Sign('&'))
            }),
            _ => false,
        };
        if is_given_away && word_of(&code).is_some() {
            quote!(::core::clone::Clone::clone(&#code))
        } else {
            code
        }
    }

    pub(super) fn call(&mut self, call: &Call, results: &[Id]) -> TokenStream {
        let function = self.graph().tokens(call.function).clone();
        let pattern = self.targets(call, &call.targets, results);
        let (own, direction) = call.arguments.split_at(call.arguments.len() - call.direction);
        let mut arguments: Vec<TokenStream> =
            own.iter().zip(&call.forms).map(|(argument, &form)| self.argument(argument, form)).collect();
        let direction = direction.iter().map(|part| match part {
            // It may be a list, which is given away, and the way back asks for it again.
            Argument::Value(id) if matches!(self.graph().node(*id), Node::Constant { .. }) => {
                let code = self.code(*id);
                if word_of(&code).is_some() { quote!(::core::clone::Clone::clone(&#code)) } else { code }
            }
            Argument::Value(id) => self.handed_over(*id),
            Argument::Array(place, _) => {
                let (krate, place) = (self.writer.scope.krate, self.borrowed(place));
                quote!(#krate::support::owned(#place))
            }
        });
        let direction: Vec<TokenStream> = direction.collect();
        self.lend_receiver(call, &mut arguments);
        match direction.as_slice() {
            [] => {}
            [whole] => arguments.push(whole.clone()),
            parts => arguments.push(quote!((#(#parts),*))),
        }
        let called = match &call.callee {
            Callee::Itself | Callee::Within | Callee::Asked => {
                let called = match arguments.split_first() {
                    Some((receiver, arguments)) if is_method(&function) => {
                        quote!((#receiver) #function(#(#arguments),*))
                    }
                    _ => quote!(#function(#(#arguments),*)),
                };
                let krate = self.writer.scope.krate;
                return match &call.callee {
                    Callee::Within => quote!(let #pattern = #krate::support::present(#called);),
                    Callee::Asked => quote!(let #pattern = #krate::support::is_present(&#called);),
                    _ => quote!(let #pattern = #called;),
                };
            }
            Callee::Derivative(name) => {
                let (function, generic) = without_arguments(&function);
                quote_spanned!(name.span()=> #function::#name #generic)
            }
            Callee::Companion(name, wrapped) => {
                let called = self.callee(&function, name, &arguments, Order::PullBack);
                let krate = self.writer.scope.krate;
                return match wrapped {
                    Wrapped::Yes => quote!(let #pattern = #krate::support::present(#called);),
                    Wrapped::Asked => quote!(let #pattern = #krate::support::is_present(&#called);),
                    Wrapped::No => quote!(let #pattern = #called;),
                };
            }
        };
        quote!(let #pattern = #called(#(#arguments),*);)
    }

    /// The calls of which the way back asks for what they keep beside their value.
    pub(super) fn asked_for_kept(graph: &Graph) -> HashSet<StatementId> {
        let statements = graph.statements_within(RegionId::BODY).into_iter();
        let asked = statements.filter_map(|id| match &graph.statement(id).action {
            Action::PullBack { known: Some((call, _)), change: None, .. } => Some(*call),
            _ => None,
        });
        asked.collect()
    }

    /// A call of an operation on matrices that keeps something.
    pub(super) fn call_kept(&mut self, id: StatementId, call: &Call, results: &[Id]) -> TokenStream {
        let (pattern, kept) = (self.targets(call, &call.targets, results), kept_by(id));
        let arguments = self.arguments(call);
        let found = self.hidden("__kept", call, &arguments, false);
        quote!(let (#pattern, #kept) = #found;)
    }

    /// The arguments of the hidden functions, which take the parts of a direction one by one.
    pub(super) fn arguments(&mut self, call: &Call) -> Vec<TokenStream> {
        let (own, direction) = call.arguments.split_at(call.arguments.len() - call.direction);
        let mut arguments: Vec<TokenStream> =
            own.iter().zip(&call.forms).map(|(argument, &form)| self.argument(argument, form)).collect();
        self.lend_receiver(call, &mut arguments);
        arguments.into_iter().chain(direction.iter().map(|part| self.by_reference(part))).collect()
    }

    /// A method is called on what is behind references, and borrows it by itself if it only looks at it.
    fn lend_receiver(&mut self, call: &Call, arguments: &mut [TokenStream]) {
        let function = self.graph().tokens(call.function).clone();
        if !is_method(&function) {
            return;
        }
        if let (Some(receiver), Some(argument)) = (arguments.first_mut(), call.arguments.first()) {
            let mut this = match argument {
                Argument::Value(id) => {
                    let code = self.code(*id);
                    quote!(*#code)
                }
                Argument::Array(place, _) => {
                    let (tokens, array) = (self.place(place), self.graph().array(place.array));
                    let is_reference = array.reference && place.path.is_empty();
                    if is_reference { quote!(*#tokens) } else { tokens }
                }
            };
            let name = tokens::outermost_words(&function).pop();
            if let Some(name) = name.filter(|_| !matches!(call.callee, Callee::Derivative(_))) {
                let written = name.to_string();
                // A companion takes `self` as the method itself does; any other hidden method is ours.
                let method = method_of(&written);
                if method != written || !written.starts_with("__") {
                    let method = if method == written { name } else { Ident::new(method, name.span()) };
                    let of_method = quote!(.#method);
                    let takes = self.callee(&of_method, TAKES, std::slice::from_ref(&this), Order::PullBack);
                    this = quote!(#takes.handed_over());
                }
            }
            *receiver = this;
        }
    }

    pub(super) fn by_reference(&self, argument: &Argument) -> TokenStream {
        match argument {
            Argument::Value(id) => {
                let code = self.code(*id);
                quote!(&(#code))
            }
            Argument::Array(place, _) => self.borrowed(place),
        }
    }

    /// A call of one of the hidden functions of what is called.
    pub(super) fn hidden(
        &mut self,
        does: &str,
        call: &Call,
        arguments: &[TokenStream],
        twice: bool,
    ) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let order = match () {
            () if does == lanes::HIDDEN => Order::Lanes,
            () if twice => Order::PullBackTwice,
            () => Order::PullBack,
        };
        match &call.callee {
            Callee::Itself if self.writer.scope.is_unsure => self.unsure_callee(call, does, arguments, order),
            Callee::Itself | Callee::Within | Callee::Asked => self.callee(&path, does, arguments, order),
            Callee::Derivative(name) => {
                let is_hessian = *name == Derivative::Hessian.name();
                let order = if is_hessian { Order::NestedHessian } else { Order::Nested };
                self.callee(&path, &format!("{does}_{name}"), arguments, order)
            }
            Callee::Companion(name, _) => {
                let does = format_ident!("{does}");
                let hidden = of_method(&format_ident!("{name}"), &does).to_string();
                self.callee(&path, &hidden, arguments, order)
            }
        }
    }

    /// What notices kinks of what is called, where directions are followed through them.
    pub(super) fn follows_kinks(&self, call: &Call) -> Option<TokenStream> {
        let follows = self.graph().directional && self.graph().may_have_kinks(call);
        follows.then(|| ours(KINKED).into_token_stream())
    }

    /// Zeros in the shape of each argument, by this name, if they are needed.
    pub(super) fn zeros(&mut self, call: &Call, name: &Ident, needed: bool) -> TokenStream {
        if !needed {
            return TokenStream::new();
        }
        let arguments = self.arguments(call);
        let zeros = self.hidden("__zeros_of_arguments", call, &arguments, false);
        quote!(let mut #name = #zeros;)
    }

    /// The pattern of the names of the targets.
    pub(super) fn targets(&mut self, call: &Call, targets: &[Target], results: &[Id]) -> TokenStream {
        let mut numbers = results.iter();
        let parts: Vec<TokenStream> = targets
            .iter()
            .filter_map(|target| match target {
                Target::Number => Some(self.named(*numbers.next()?).to_token_stream()),
                Target::Array(array) => {
                    let name = &self.graph().array(*array).name;
                    Some(quote!(mut #name))
                }
            })
            .collect();
        Self::shaped(&call.shape, &mut parts.into_iter())
    }

    /// What belongs to the targets of a call, in the form in which the function returns them.
    fn shaped(shape: &CallShape, parts: &mut impl Iterator<Item = TokenStream>) -> TokenStream {
        match shape {
            CallShape::Single => parts.next().unwrap_or_default(),
            CallShape::Tuple(shapes) => {
                let inner: Vec<TokenStream> =
                    shapes.iter().map(|shape| Self::shaped(shape, &mut *parts)).collect();
                quote!((#(#inner,)*))
            }
        }
    }

    /// Numbers by value, arrays as they are.
    pub(super) fn values(&self, arguments: &[Argument]) -> Vec<TokenStream> {
        arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(id) => self.code(*id),
                Argument::Array(place, _) => self.place(place),
            })
            .collect()
    }

    fn is_varying_number(&self, argument: &Argument) -> bool {
        matches!(argument, Argument::Value(id) if self.graph().is_active(*id))
    }

    pub(super) fn varies(&self, argument: &Argument) -> bool {
        match argument {
            Argument::Value(id) => self.graph().is_active(*id),
            Argument::Array(place, _) => self.graph().array(place.array).active,
        }
    }

    /// A place for the derivative by each argument: those of numbers are declared, those of arrays are there, and what
    /// does not vary gets one that nobody reads. An array that is handed over twice gets a second place.
    fn slots(
        &mut self,
        call: &Call,
        results: &[Id],
        (places, makes): (&[Option<Place>], &[ArrayId]),
        spare: &Ident,
    ) -> Slots {
        let (krate, scalar) = (self.writer.scope.krate, self.writer.scope.scalar);
        let mut slots = Slots::default();
        let mut numbers = results.iter();
        let mut lent = Vec::new();
        for (position, argument) in call.arguments.iter().enumerate() {
            let slot = match (argument, &places[position]) {
                (Argument::Value(id), _) if self.graph().is_active(*id) => numbers.next().map(|&result| {
                    let name = self.named(result);
                    slots.before.extend(quote!(let mut #name: #scalar = #krate::support::zero();));
                    quote!(&mut #name)
                }),
                (Argument::Array(..), Some(place)) if lent.contains(&place.array) => {
                    let again = ours(&format!("{spare}_{position}"));
                    if is_ours(self.graph().tokens(call.function)) {
                        slots.await_first(krate, &again);
                    } else {
                        let borrowed = self.borrowed(place);
                        slots.before.extend(quote!(let mut #again = #krate::support::zeros_like(#borrowed);));
                    }
                    slots.after.extend(if self.graph().layout(place).is_of_lists() {
                        let place = self.place(place);
                        quote!(#krate::support::increase_all(&mut #place[..], &#again[..]);)
                    } else {
                        let place = self.borrowed_mutably(place);
                        quote!(#krate::support::increase(#place, &#again);)
                    });
                    Some(quote!(&mut #again))
                }
                (Argument::Array(..), Some(place)) if makes.contains(&place.array) => {
                    lent.push(place.array);
                    let name = &self.graph().array(place.array).name;
                    slots.await_first(krate, name);
                    Some(quote!(&mut #name))
                }
                (Argument::Array(..), Some(place)) => {
                    lent.push(place.array);
                    Some(self.borrowed_mutably(place))
                }
                _ if is_ours(self.graph().tokens(call.function)) => {
                    Some(quote!(&mut #krate::support::Constant))
                }
                (Argument::Value(id), _) if call.callee == Callee::Itself => {
                    self.spare_of_number(*id, &ours(&format!("{spare}_{position}")), &mut slots)
                }
                _ => None,
            };
            slots.references.push(slot.unwrap_or_else(|| {
                slots.needs_spare = true;
                let position = syn::Index::from(position);
                quote!(&mut #spare.#position)
            }));
        }
        slots
    }

    /// A place for the derivative by a number that does not vary, or by what is none.
    fn spare_of_number(&self, id: Id, spare: &Ident, slots: &mut Slots) -> Option<TokenStream> {
        let krate = self.writer.scope.krate;
        match self.graph().kind_or_told(id) {
            Kind::Integer | Kind::Boolean => Some(quote!(&mut #krate::NotDifferentiated)),
            Kind::Real => {
                let scalar = self.writer.scope.scalar;
                slots.before.extend(quote!(let mut #spare = #krate::support::Spare::<#scalar>::new();));
                Some(quote!(&mut #spare))
            }
            Kind::Unknown => None,
        }
    }

    /// A call of what goes back through a function: it adds to the cotangents of the arrays among the arguments, and to
    /// their changes.
    pub(super) fn pull_back(
        &mut self,
        call: &Call,
        cotangents: &[Argument],
        (slots, makes): (&[Option<Place>], &[ArrayId]),
        (change, known): (Option<&Change>, Option<(StatementId, &Argument)>),
        values: &[Id],
        gradients: &[Id],
    ) -> TokenStream {
        let arguments = self.arguments(call);
        let seed = Self::shaped(&call.shape, &mut self.values(cotangents).into_iter());
        let spare = ours("spare");
        let contributing = call.arguments.iter().filter(|argument| self.is_varying_number(argument)).count();
        let (gradients, tangents) = gradients.split_at(contributing);
        let Slots { mut before, references: slots, mut after, needs_spare } =
            self.slots(call, gradients, (slots, makes), &spare);
        before.extend(self.zeros(call, &spare, needs_spare));
        let called = match change {
            None => {
                let alone = values.is_empty() && is_ours(self.graph().tokens(call.function));
                let does = match known {
                    Some(_) => "__pull_back_kept",
                    None if alone => "__pull_back_alone",
                    None => "__pull_back",
                };
                let known = known.map(|(call, value)| {
                    let (value, kept) = (self.by_reference(value), kept_by(call));
                    quote!((#value, &#kept))
                });
                let arguments = [arguments, known.into_iter().collect(), vec![seed], slots].concat();
                self.hidden(does, call, &arguments, false)
            }
            Some(Change { arguments: changes, cotangents, slots: changed }) => {
                let (blank, ignored) = (ours("blank"), ours("ignored"));
                let (references, needs_blank) = self.changes(call, changes, &blank);
                let seed_change = Self::shaped(&call.shape, &mut self.values(cotangents).into_iter());
                let changed = self.slots(call, tangents, (changed, makes), &ignored);
                before.extend(changed.before);
                before.extend(self.zeros(call, &blank, needs_blank));
                before.extend(self.zeros(call, &ignored, changed.needs_spare));
                after.extend(changed.after);
                let seeds = vec![seed, seed_change];
                let arguments = [arguments, references, seeds, slots, changed.references].concat();
                match self.follows_kinks(call) {
                    Some(kinked) => {
                        let arguments = [arguments, vec![kinked]].concat();
                        self.hidden(along_kinks::BACK, call, &arguments, true)
                    }
                    None => self.hidden("__pull_back_change", call, &arguments, true),
                }
            }
        };
        if values.is_empty() {
            return quote!(#before #called; #after);
        }
        let names: Vec<TokenStream> =
            values.iter().map(|&value| self.named(value).to_token_stream()).collect();
        let pattern = Self::shaped(&call.shape, &mut names.into_iter());
        quote!(#before let #pattern = #called; #after)
    }
}
