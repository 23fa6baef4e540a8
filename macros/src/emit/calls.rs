//! Calls of functions with arrays, and of what goes back and forward through them.

use super::structure::Structure;
use crate::ir::Id;
use crate::region::{Argument, Call, CallShape, Form, Place, Target};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

impl Structure<'_, '_> {
    pub(super) fn argument(&self, argument: &Argument) -> TokenStream {
        match argument {
            Argument::Value(id) => self.code(*id),
            Argument::Array(place, form) => {
                let array = self.graph().array(place.array);
                let whole = place.path.is_empty() && place.range.is_none();
                let tokens = self.place(place);
                match form {
                    Form::Reference => self.borrowed(place),
                    // The name of a reference is one; what stands for it by now may be the array itself.
                    Form::Plain
                        if whole && array.parameter.is_none() && array.constant && !array.reference =>
                    {
                        tokens
                    }
                    Form::Plain if place.range.is_some() => quote!(&#tokens),
                    Form::Plain if place.borrowed && !(whole && array.reference) => quote!(&#tokens),
                    Form::Dereference if whole && array.reference => quote!(*#tokens),
                    Form::Plain | Form::Dereference => tokens,
                }
            }
        }
    }

    pub(super) fn call(&mut self, call: &Call, results: &[Id]) -> TokenStream {
        let function = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let mut numbers = results.iter();
        let mut pattern = Vec::new();
        for target in &call.targets {
            pattern.push(match target {
                Target::Number => {
                    let name = match numbers.next() {
                        Some(&result) => self.named(result),
                        None => continue,
                    };
                    quote!(#name)
                }
                Target::Array(array) => {
                    let name = &self.graph().array(*array).name;
                    quote!(mut #name)
                }
            });
        }
        let pattern = Self::shaped(call, &pattern);
        let called = match &call.callee {
            crate::region::Callee::Itself => quote!(#function),
            crate::region::Callee::Derivative(name) => {
                let name = Ident::new(name, Span::call_site());
                quote!(#function::#name)
            }
        };
        quote!(let #pattern = #called(#(#arguments),*);)
    }

    /// The hidden function that does this with what is called, and whether it needs second derivatives.
    pub(super) fn hidden(does: &str, call: &Call) -> (String, bool) {
        match &call.callee {
            crate::region::Callee::Itself => (does.to_owned(), false),
            crate::region::Callee::Derivative(name) => (format!("{does}_{name}"), true),
        }
    }

    /// The values of arguments (or of what is like them) in the form in which the function returns them.
    pub(super) fn shaped(call: &Call, parts: &[TokenStream]) -> TokenStream {
        match call.shape {
            CallShape::Single => quote!(#(#parts)*),
            CallShape::Tuple => quote!((#(#parts),*)),
            CallShape::ValueAndTuple => {
                let (value, rest) = (&parts[..1], &parts[1..]);
                quote!((#(#value,)* (#(#rest),*)))
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

    pub(super) fn varies(&self, argument: &Argument) -> bool {
        match argument {
            Argument::Value(id) => self.graph().is_active(*id),
            Argument::Array(place, _) => self.graph().array(place.array).active,
        }
    }

    /// A place for the derivative by each argument: those of numbers are declared, those of arrays are there, and what
    /// does not vary gets one that nobody reads.
    pub(super) fn slots(
        &mut self,
        call: &Call,
        results: &[Id],
        places: &[Option<Place>],
        spare: &Ident,
    ) -> (TokenStream, Vec<TokenStream>, bool) {
        let mut before = TokenStream::new();
        let mut slots = Vec::new();
        let mut numbers = results.iter();
        let mut needs_spare = false;
        for (position, argument) in call.arguments.iter().enumerate() {
            let slot = match argument {
                Argument::Value(id) if self.graph().is_active(*id) => numbers.next().map(|&result| {
                    let name = self.named(result);
                    let krate = self.writer.scope.krate;
                    let scalar = self.writer.scope.scalar;
                    before.extend(quote!(let mut #name: #scalar = #krate::support::zero();));
                    quote!(&mut #name)
                }),
                Argument::Value(_) => None,
                Argument::Array(..) => places[position].as_ref().map(|place| self.borrowed_mutably(place)),
            };
            slots.push(slot.unwrap_or_else(|| {
                needs_spare = true;
                let position = syn::Index::from(position);
                quote!(&mut #spare.#position)
            }));
        }
        (before, slots, needs_spare)
    }

    /// A call of what goes back through a function: it adds to the cotangents of the arrays among the arguments.
    pub(super) fn pull_back(
        &mut self,
        call: &Call,
        cotangents: &[Argument],
        slots: &[Option<Place>],
        results: &[Id],
    ) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let seed = Self::shaped(call, &self.values(cotangents));
        let spare = super::emission::ours("spare");
        let (mut before, slots, needs_spare) = self.slots(call, results, slots, &spare);
        if needs_spare {
            let zeros = self.callee(&path, "__zeros_of_arguments", arguments.len(), false);
            before.extend(quote!(let mut #spare = #zeros(#(#arguments),*);));
        }
        let function = Self::hidden("__pull_back", call);
        let function = self.callee(&path, &function.0, 2 * arguments.len() + 1, function.1);
        quote!(#before #function(#(#arguments,)* #seed, #(#slots),*);)
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
                match change {
                    Argument::Value(id) => {
                        let code = self.code(*id);
                        quote!(&(#code))
                    }
                    Argument::Array(place, _) => self.borrowed(place),
                }
            });
        let references: Vec<TokenStream> = references.collect();
        (references, needs_spare)
    }

    /// A call of what goes forward through a function, for the changes alone.
    pub(super) fn push_forward(
        &mut self,
        call: &Call,
        changes: &[Argument],
        targets: &[Target],
        results: &[Id],
    ) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let spare = super::emission::ours("spare");
        let (references, needs_spare) = self.changes(call, changes, &spare);
        let before = if needs_spare {
            let zeros = self.callee(&path, "__zeros_of_arguments", arguments.len(), false);
            quote!(let #spare = #zeros(#(#arguments),*);)
        } else {
            TokenStream::new()
        };
        let mut numbers = results.iter();
        let mut parts = Vec::new();
        for target in targets {
            parts.push(match target {
                Target::Number => match numbers.next() {
                    Some(&result) => self.named(result).to_token_stream(),
                    None => continue,
                },
                Target::Array(array) => {
                    let name = &self.graph().array(*array).name;
                    quote!(mut #name)
                }
            });
        }
        let pattern = Self::shaped(call, &parts);
        let function = Self::hidden("__push_forward", call);
        let function = self.callee(&path, &function.0, 2 * arguments.len(), function.1);
        quote!(#before let (_, #pattern) = #function(#(#arguments,)* #(#references),*);)
    }

    /// A call of what goes forward through the way back of a function.
    pub(super) fn pull_back_change(
        &mut self,
        call: &Call,
        cotangents: &[Argument],
        [changes, cotangent_changes]: [&[Argument]; 2],
        slots: &[Option<Place>],
        results: &[Id],
    ) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let zeros = self.callee(&path, "__zeros_of_arguments", arguments.len(), false);
        let function = self.callee(&path, "__pull_back_change", 4 * arguments.len() + 2, true);
        let (seed, seed_change) = (
            Self::shaped(call, &self.values(cotangents)),
            Self::shaped(call, &self.values(cotangent_changes)),
        );
        let (spare, ignored, blank) = (
            super::emission::ours("spare"),
            super::emission::ours("ignored"),
            super::emission::ours("blank"),
        );
        let (references, _) = self.changes(call, changes, &blank);
        // What the way back itself adds has been added; here it is worked out again, and not kept.
        let mut before = quote! {
            let #blank = #zeros(#(#arguments),*);
            let mut #spare = #zeros(#(#arguments),*);
            let mut #ignored = #zeros(#(#arguments),*);
        };
        let positions: Vec<syn::Index> = (0..call.arguments.len()).map(syn::Index::from).collect();
        let (more, slots, _) = self.slots(call, results, slots, &spare);
        before.extend(more);
        quote! {
            #before
            #function(
                #(#arguments,)* #(#references,)* #seed, #seed_change, #(&mut #ignored.#positions,)* #(#slots),*
            );
        }
    }
}

/// The statements before the last one, and the last one.
pub(super) fn split_last_statement(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let tokens: Vec<proc_macro2::TokenTree> = tokens.into_iter().collect();
    let ends: Vec<usize> = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| matches!(token, proc_macro2::TokenTree::Punct(sign) if sign.as_char() == ';'))
        .map(|(position, _)| position)
        .collect();
    let split = if ends.len() > 1 { ends[ends.len() - 2] + 1 } else { 0 };
    (tokens[..split].iter().cloned().collect(), tokens[split..].iter().cloned().collect())
}
