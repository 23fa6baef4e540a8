//! Calls of what goes forward through a function, along one direction, two of them, or several at once.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::along_kinks;
use super::callee::Order;
use super::emission::ours;
use super::lanes::{self, still};
use super::structure::Structure;
use crate::ir::Id;
use crate::region::{Argument, Call, Target};

impl Structure<'_, '_> {
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

    /// A call of what goes forward through a function.
    pub(super) fn push_forward(
        &mut self,
        call: &Call,
        changes: &[Vec<Argument>],
        given: &[Option<Vec<Target>>],
        results: &[Id],
    ) -> TokenStream {
        let arguments = self.arguments(call);
        let spare = ours("spare");
        let (mut references, mut needs_spare) = (Vec::new(), false);
        for along in changes {
            let (mut along, needs) = self.changes(call, along, &spare);
            if self.graph().lanes.is_some() {
                for (reference, argument) in along.iter_mut().zip(&call.arguments) {
                    if !self.varies(argument) {
                        let still = still(self.writer.scope.krate, reference);
                        *reference = quote!(&#still);
                    }
                }
            }
            references.extend(along);
            needs_spare |= needs;
        }
        let before = self.zeros(call, &spare, needs_spare);
        let numbers = call.targets.iter().filter(|target| target.array().is_none()).count();
        let mut numbers = results.chunks(numbers.max(1));
        let parts: Vec<TokenStream> = given
            .iter()
            .map(|part| match part {
                Some(targets) => self.targets(call, targets, numbers.next().unwrap_or_default()),
                None => quote!(_),
            })
            .collect();
        let (does, pattern, twice) = match parts.as_slice() {
            [value, change] if self.graph().lanes.is_some() => {
                (lanes::HIDDEN, quote!((#value, #change)), false)
            }
            [value, change] => {
                let pattern = quote!((#value, #change));
                match self.follows_kinks(call) {
                    Some(kinked) => {
                        references.push(kinked);
                        (along_kinks::FORTH, pattern, true)
                    }
                    None => ("__push_forward", pattern, false),
                }
            }
            [value, first, second, mixed] => {
                ("__push_forward_twice", quote!(((#value, #first), (#second, #mixed))), true)
            }
            _ => unreachable!("derivatives are of the first order or of the second"),
        };
        let pushed = self.hidden(does, call, &[arguments, references].concat(), twice);
        quote!(#before let #pattern = #pushed;)
    }

    /// A call of one of the hidden functions of what may have none. What stands in for that gives whatever is wanted: the value of the
    /// function says what, by a call that never runs. Of a number or a list of numbers, a change is of the same type.
    pub(super) fn unsure_callee(
        &mut self,
        call: &Call,
        does: &str,
        arguments: &[TokenStream],
        order: Order,
    ) -> TokenStream {
        let is_of_numbers = |target: &Target| match target {
            Target::Number => true,
            Target::Array(array) => self.graph().array(*array).layout.is_of_lists(),
        };
        let gives_numbers = call.targets.iter().all(is_of_numbers);
        let path = self.graph().tokens(call.function).clone();
        let called = self.callee(&path, does, arguments, order);
        if let Some(callee) = self.writer.callees.last_mut() {
            callee.gives_numbers = gives_numbers;
        }
        let own = self.arguments(call);
        let value = quote!(#path(#(#own),*));
        let twice = quote!((::core::clone::Clone::clone(&value), value));
        let wanted = match does {
            "__push_forward" | along_kinks::FORTH => twice,
            "__push_forward_twice" => quote!({ let value = #twice; #twice }),
            _ => return called,
        };
        quote!(if false { let value = #value; #wanted } else { #called })
    }
}
