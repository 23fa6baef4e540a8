//! Calls of functions with arrays, and of what goes back and forward through them.

use super::callee::is_method;
use super::emission::ours;
use super::expression::{handed, word_of};
use super::structure::Structure;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::region::{Argument, Call, CallShape, Callee, Change, Form, Place, Target};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

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

impl Structure<'_, '_> {
    fn argument(&self, argument: &Argument, form: Form) -> TokenStream {
        match argument {
            Argument::Value(id) => match form {
                Form::Lent => {
                    let (krate, code) = (self.writer.scope.krate, self.code(*id));
                    let code = if word_of(&code).is_some() { code } else { quote!((#code)) };
                    quote!(#krate::support::linear::plain(&#code))
                }
                Form::Reference | Form::Either => handed(self.writer.scope.krate, &self.code(*id), form),
                Form::Plain | Form::Dereference => self.handed_over(*id),
            },
            Argument::Array(place, form) => {
                let array = self.graph().array(place.array);
                let whole = place.path.is_empty() && place.range.is_none();
                let tokens = self.place(place);
                let krate = self.writer.scope.krate;
                match form {
                    Form::Reference => self.borrowed(place),
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
        let is_given_away = match graph.node(id) {
            _ if graph.kind(id) != Kind::Unknown => false,
            Node::Parameter(position) => {
                let again = self.writer.uses.get(&id) > Some(&1);
                again && !matches!(self.writer.scope.types[*position], syn::Type::Reference(_))
            }
            // One word is that of a constant. What is made before a loop is needed again in each iteration.
            Node::Constant { tokens, .. } => {
                let mut words = graph.tokens(*tokens).clone().into_iter();
                let first = words.next();
                words.next().is_some()
                    && !matches!(first, Some(TokenTree::Punct(sign)) if sign.as_char() == '&')
            }
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
            Callee::Itself if is_method(&function) => {
                let (receiver, arguments) = arguments.split_first().expect("a method has a receiver");
                return quote!(let #pattern = (#receiver) #function(#(#arguments),*););
            }
            Callee::Itself => quote!(#function),
            Callee::Within => {
                let krate = self.writer.scope.krate;
                return quote!(let #pattern = #krate::support::present(#function(#(#arguments),*)););
            }
            Callee::Derivative(name) => {
                let name = Ident::new(name, Span::call_site());
                quote!(#function::#name)
            }
        };
        quote!(let #pattern = #called(#(#arguments),*);)
    }

    /// The arguments of the hidden functions, which take the parts of a direction one by one.
    fn arguments(&self, call: &Call) -> Vec<TokenStream> {
        let (own, direction) = call.arguments.split_at(call.arguments.len() - call.direction);
        let mut arguments: Vec<TokenStream> =
            own.iter().zip(&call.forms).map(|(argument, &form)| self.argument(argument, form)).collect();
        self.lend_receiver(call, &mut arguments);
        arguments.into_iter().chain(direction.iter().map(|part| self.by_reference(part))).collect()
    }

    /// A method is called on what is behind references, and borrows it by itself if it only looks at it.
    fn lend_receiver(&self, call: &Call, arguments: &mut [TokenStream]) {
        if !is_method(self.graph().tokens(call.function)) {
            return;
        }
        if let (Some(receiver), Some(argument)) = (arguments.first_mut(), call.arguments.first()) {
            *receiver = match argument {
                Argument::Value(id) => {
                    let code = self.code(*id);
                    quote!(*#code)
                }
                Argument::Array(place, _) => {
                    let tokens = self.place(place);
                    let is_reference = self.graph().array(place.array).reference && place.path.is_empty();
                    if is_reference { quote!(*#tokens) } else { tokens }
                }
            };
        }
    }

    fn by_reference(&self, argument: &Argument) -> TokenStream {
        match argument {
            Argument::Value(id) => {
                let code = self.code(*id);
                quote!(&(#code))
            }
            Argument::Array(place, _) => self.borrowed(place),
        }
    }

    /// One of the hidden functions of what is called; `arguments` counts those behind the call's own.
    fn hidden(&mut self, does: &str, call: &Call, arguments: usize, twice: bool) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let arguments = call.arguments.len() + arguments;
        match &call.callee {
            Callee::Itself | Callee::Within => self.callee(&path, does, arguments, twice),
            Callee::Derivative(name) => self.callee(&path, &format!("{does}_{name}"), arguments, true),
        }
    }

    /// Zeros in the shape of each argument, by this name, if they are needed.
    fn zeros(&mut self, call: &Call, name: &Ident, needed: bool) -> TokenStream {
        if !needed {
            return TokenStream::new();
        }
        let arguments = self.arguments(call);
        let function = match (&call.callee, call.direction) {
            (Callee::Derivative(_), 0) => {
                let path = self.graph().tokens(call.function).clone();
                self.callee(&path, "__zeros_of_arguments_of_derivative", arguments.len(), true)
            }
            _ => self.hidden("__zeros_of_arguments", call, 0, false),
        };
        quote!(let mut #name = #function(#(#arguments),*);)
    }

    /// The pattern of the names of the targets.
    fn targets(&mut self, call: &Call, targets: &[Target], results: &[Id]) -> TokenStream {
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
    fn slots(&mut self, call: &Call, results: &[Id], places: &[Option<Place>], spare: &Ident) -> Slots {
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
                    let borrowed = self.borrowed(place);
                    slots.before.extend(quote!(let mut #again = #krate::support::zeros_like(#borrowed);));
                    slots.after.extend(if self.graph().layout(place).is_of_lists() {
                        let place = self.place(place);
                        quote!(#krate::support::increase_all(&mut #place[..], &#again[..]);)
                    } else {
                        let place = self.borrowed_mutably(place);
                        quote!(#krate::support::Shape::increase(#place, &#again);)
                    });
                    Some(quote!(&mut #again))
                }
                (Argument::Array(..), Some(place)) => {
                    lent.push(place.array);
                    Some(self.borrowed_mutably(place))
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

    /// A call of what goes back through a function: it adds to the cotangents of the arrays among the arguments, and to
    /// their changes.
    pub(super) fn pull_back(
        &mut self,
        call: &Call,
        cotangents: &[Argument],
        slots: &[Option<Place>],
        change: Option<&Change>,
        values: &[Id],
        gradients: &[Id],
    ) -> TokenStream {
        let arguments = self.arguments(call);
        let seed = Self::shaped(&call.shape, &mut self.values(cotangents).into_iter());
        let spare = ours("spare");
        let contributing = call.arguments.iter().filter(|argument| self.is_varying_number(argument)).count();
        let (gradients, tangents) = gradients.split_at(contributing);
        let Slots { mut before, references: slots, mut after, needs_spare } =
            self.slots(call, gradients, slots, &spare);
        before.extend(self.zeros(call, &spare, needs_spare));
        let called = match change {
            None => {
                let function = self.hidden("__pull_back", call, arguments.len() + 1, false);
                quote!(#function(#(#arguments,)* #seed, #(#slots),*))
            }
            Some(Change { arguments: changes, cotangents, slots: changed }) => {
                let (blank, ignored) = (ours("blank"), ours("ignored"));
                let (references, needs_blank) = self.changes(call, changes, &blank);
                let seed_change = Self::shaped(&call.shape, &mut self.values(cotangents).into_iter());
                let changed = self.slots(call, tangents, changed, &ignored);
                before.extend(changed.before);
                before.extend(self.zeros(call, &blank, needs_blank));
                before.extend(self.zeros(call, &ignored, changed.needs_spare));
                after.extend(changed.after);
                let changed = changed.references;
                let function = self.hidden("__pull_back_change", call, 3 * arguments.len() + 2, true);
                quote! {
                    #function(#(#arguments,)* #(#references,)* #seed, #seed_change, #(#slots,)* #(#changed),*)
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

    /// References to changes, by argument.
    pub(super) fn changes(
        &self,
        call: &Call,
        changes: &[Argument],
        spare: &Ident,
    ) -> (Vec<TokenStream>, bool) {
        let mut needs_spare = false;
        let references =
            call.arguments.iter().zip(changes).enumerate().map(|(position, (argument, change))| {
                if !self.varies(argument) {
                    needs_spare = true;
                    let position = syn::Index::from(position);
                    return quote!(&#spare.#position);
                }
                self.by_reference(change)
            });
        let references: Vec<TokenStream> = references.collect();
        (references, needs_spare)
    }

    /// A call of what goes forward through a function, for the changes alone.
    pub(super) fn push_forward(
        &mut self,
        call: &Call,
        changes: &[Vec<Argument>],
        targets: &[Target],
        results: &[Id],
    ) -> TokenStream {
        let arguments = self.arguments(call);
        let spare = ours("spare");
        let (mut references, mut needs_spare) = (Vec::new(), false);
        for along in changes {
            let (along, needs) = self.changes(call, along, &spare);
            references.extend(along);
            needs_spare |= needs;
        }
        let before = self.zeros(call, &spare, needs_spare);
        let pattern = self.targets(call, targets, results);
        let (does, pattern, twice) = match changes {
            [_] => ("__push_forward", quote!((_, #pattern)), false),
            _ => ("__push_forward_twice", quote!((_, (_, #pattern))), true),
        };
        let function = self.hidden(does, call, references.len(), twice);
        quote!(#before let #pattern = #function(#(#arguments,)* #(#references),*);)
    }
}
