//! What callers use that call a derivative, and are differentiated themselves.
//!
//! By which parameters a function is differentiated, it alone knows. A derivative that is called has the shape that the
//! signature says; its own slopes are those in every number among the parameters, whichever of them `wrt` leaves out.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::derivatives::Derivatives;
use super::emission::{Emission, View};
use crate::explain::Derivation;
use crate::lower::Program;
use crate::signature::{Returns, Signature};

impl Emission<'_> {
    /// The functions that are called on the way through each derivative.
    pub(super) fn derivatives_of_derivatives(
        &self,
        returned: &TokenStream,
        gradient: &TokenStream,
    ) -> TokenStream {
        let mut functions = self.of_every_number(returned);
        let nested = self.seen_as(View::Nested);
        if self.signature.returns == Returns::Scalar {
            functions.extend(nested.derivatives_of_gradient(gradient));
        }
        functions.extend(nested.derivatives_of_jvp(returned, gradient));
        functions.extend(nested.derivatives_of_vjp(returned, gradient));
        functions.extend(nested.derivatives_of_jacobian(returned, gradient));
        let (types, zeros) = nested.zeros_by_place();
        let derivatives = match self.signature.returns {
            Returns::Scalar => ["gradient", "value_and_gradient"],
            _ => ["jacobian", "value_and_jacobian"],
        };
        for derivative in derivatives {
            functions.extend(nested.hidden_with(
                &format!("__zeros_of_arguments_{derivative}"),
                &TokenStream::new(),
                &quote!((#types)),
                |_| quote!((#zeros)),
            ));
        }
        functions
    }

    fn seen_as(&self, view: View) -> Emission<'_> {
        Emission {
            function: self.function,
            options: self.options,
            signature: self.signature,
            derivatives: self.derivatives,
            scalar: self.scalar.clone(),
            names: self.names.clone(),
            types: self.types.clone(),
            krate: self.krate.clone(),
            is_unsure: self.is_unsure,
            own_type: self.own_type.clone(),
            callees: RefCell::new(BTreeMap::new()),
            is_constant: self.is_constant.clone(),
            view,
        }
    }

    /// The function by everything that callers of its derivatives may vary, where that is another one. Functions of numbers alone have but
    /// one way back and forth by numbers, which serves all callers.
    pub(super) fn by_everything(&self) -> Option<&(Signature, Program)> {
        match self.derivatives {
            Derivatives::Differentiated { with_everything: Some(everything), .. } => Some(everything),
            Derivatives::Differentiated { with_every_float: Some(every), .. }
                if self.signature.has_arrays() =>
            {
                Some(every)
            }
            _ => None,
        }
    }

    /// What of these functions stands for the function by other parameters.
    pub(super) fn with_others(
        &self,
        (signature, program): &(Signature, Program),
        view: View,
        functions: impl Fn(&Emission) -> TokenStream,
    ) -> TokenStream {
        let derivatives = Derivatives::Differentiated {
            program: Box::new(program.clone()),
            with_every_float: None,
            with_everything: None,
            derivation: Derivation::default(),
        };
        let is_constant = OnceCell::new();
        let other = Emission { signature, derivatives: &derivatives, is_constant, ..self.seen_as(view) };
        let functions = functions(&other);
        self.callees.borrow_mut().append(&mut other.callees.borrow_mut());
        functions
    }

    /// The way back and forth by every number among the parameters, where it is another one.
    fn of_every_number(&self, returned: &TokenStream) -> TokenStream {
        let Some(everything) = self.by_everything() else { return TokenStream::new() };
        self.with_others(everything, View::EveryNumber, |every| {
            let mut functions = every.way_back(returned);
            functions.extend(every.way_forth(returned));
            functions.extend(every.pull_back_change(returned));
            functions.extend(every.push_forward_twice(returned));
            functions
        })
    }

    /// One of the ways back and forth, as a derivative that is called goes through it.
    pub(super) fn way(&self, name: &str) -> Ident {
        if self.by_everything().is_some() {
            format_ident!("{}", of_every_number(name))
        } else {
            format_ident!("{name}")
        }
    }

    /// What a hidden function goes by.
    pub(super) fn name_in_view(&self, name: &str) -> String {
        match self.view {
            View::EveryNumber => of_every_number(name),
            View::Own | View::Nested => name.to_owned(),
        }
    }
}

fn of_every_number(name: &str) -> String {
    format!("{name}_of_every_number")
}
