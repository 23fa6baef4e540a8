//! Type parameters that stand for no number: functions that are handed over, and types of constants.

use proc_macro2::Ident;
use syn::{
    AssocType, FnArg, GenericArgument, GenericParam, Generics, ItemFn, PathArguments, Type, TypeParamBound,
    WherePredicate,
};

use super::Parameter;
use super::number::{NUMBERS, number_parameter};
use super::types::strip;
use crate::errors::{Errors, quoted};
use crate::options::Options;

/// The core crate's traits of differentiated functions as types.
const ONCE: [&str; 4] = ["Differentiated1", "Differentiated2", "Differentiated3", "Differentiated4"];

/// Those of functions that have second derivatives, too.
const TWICE: [&str; 4] =
    ["TwiceDifferentiated1", "TwiceDifferentiated2", "TwiceDifferentiated3", "TwiceDifferentiated4"];

/// What says nothing about what a type is for: a parameter that is bounded by these alone may be meant as a number.
const PLAIN: [&str; 12] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "Into",
    "PartialEq",
    "PartialOrd",
    "Send",
    "Sized",
    "Sync",
    "ToOwned",
];

/// A type parameter that stands for a differentiated function.
#[derive(Clone)]
pub(crate) struct FunctionType {
    name: Ident,
    /// What the function returns, if the bound says so.
    output: Option<Type>,
}

/// The type parameters that stand for differentiated functions.
pub(super) fn function_types(generics: &Generics) -> Vec<FunctionType> {
    let functions = generics.type_params().filter_map(|parameter| {
        let output = function_in(&bounds_of(generics, &parameter.ident))?;
        Some(FunctionType { name: parameter.ident.clone(), output: output.cloned() })
    });
    functions.collect()
}

impl super::Signature {
    /// What a differentiated function returns that a type parameter of this name stands for; `None` inside if nobody says so.
    pub(crate) fn function_type(&self, name: &str) -> Option<Option<&Type>> {
        let found = self.functions.iter().find(|function| function.name == name)?;
        Some(found.output.as_ref())
    }

    /// The same of a parameter that is such a function itself.
    pub(crate) fn function_parameter(&self, position: usize) -> Option<Option<&Type>> {
        match strip(&self.parameters[position].declared) {
            Type::ImplTrait(written) => function_in(&written.bounds.iter().collect::<Vec<_>>()),
            Type::Path(path) => self.function_type(&path.path.get_ident()?.to_string()),
            _ => None,
        }
    }
}

/// Whether a type is that of a function which is handed over by value: a reference to it is such a function, too.
pub(super) fn is_function(declared: &Type, generics: &Generics) -> bool {
    let is_one = |bounds: &[&TypeParamBound]| {
        function_in(bounds).is_some() || bounds.iter().any(|bound| is_named(bound, &["Fn"]))
    };
    match declared {
        Type::ImplTrait(written) => is_one(&written.bounds.iter().collect::<Vec<_>>()),
        Type::Path(path) => path.path.get_ident().is_some_and(|name| is_one(&bounds_of(generics, name))),
        _ => false,
    }
}

/// Reports the type parameters of which nobody can tell what they are for.
pub(super) fn refuse_unknown(function: &ItemFn, options: &Options, errors: &mut Errors) {
    let generics = &function.sig.generics;
    let number = number_parameter(generics);
    for parameter in &generics.params {
        let GenericParam::Type(kind) = parameter else { continue };
        let bounds = bounds_of(generics, &kind.ident);
        if let Some(changing) = changing(&bounds) {
            report_changing(changing, errors);
        }
        refuse_first_order(&bounds, options, errors);
        let is_plain =
            bounds.iter().all(|bound| !matches!(bound, TypeParamBound::Trait(_)) || is_named(bound, &PLAIN));
        let may_be_number = is_plain && number.as_ref() != Some(&kind.ident);
        if may_be_number && varies(function, options, &kind.ident) {
            errors.report(
                parameter,
                format!("the generic parameter `{}` is not known to be a number", quoted(parameter)),
                "bound it by `chainrule::Float` or `num_traits::Float`, as in `T: Float`, or name the parameters to differentiate in \
                 `wrt(…)`: the others are constants",
            );
        }
    }
}

/// Reports a parameter `x: impl …` that cannot be a constant. Whether it did so.
pub(super) fn refuse_impl(declared: &Type, options: &Options, name: &Ident, errors: &mut Errors) -> bool {
    let Type::ImplTrait(written) = strip(declared) else { return false };
    let bounds: Vec<&TypeParamBound> = written.bounds.iter().collect();
    if let Some(changing) = changing(&bounds) {
        report_changing(changing, errors);
        return true;
    }
    refuse_first_order(&bounds, options, errors);
    let is_number = bounds.iter().any(|bound| is_named(bound, &NUMBERS));
    let is_left_out = options.wrt.as_ref().is_some_and(|wrt| !wrt.contains(name));
    let is_plain = bounds.iter().all(|bound| is_named(bound, &PLAIN));
    if (is_number || is_plain) && !is_left_out {
        errors.report(
            declared,
            format!("`{}` is a type without a name, which may be meant as that of a number", quoted(declared)),
            "give it a name, as in `<T: Float>` and `x: T`, or name the parameters to differentiate in `wrt(…)`: the others are constants",
        );
        return true;
    }
    false
}

/// Whether a parameter of a type is meant to vary, as far as anybody says.
fn varies(function: &ItemFn, options: &Options, name: &Ident) -> bool {
    function.sig.inputs.iter().any(|input| {
        let FnArg::Typed(typed) = input else { return false };
        let is_named = match &*typed.pat {
            syn::Pat::Ident(pattern) => options.wrt.as_ref().is_none_or(|wrt| wrt.contains(&pattern.ident)),
            _ => options.wrt.is_none(),
        };
        is_named && matches!(super::element_type(&typed.ty), Type::Path(path) if path.path.is_ident(name))
    })
}

fn bounds_of<'g>(generics: &'g Generics, name: &Ident) -> Vec<&'g TypeParamBound> {
    let own = generics.type_params().filter(|parameter| parameter.ident == *name);
    let clauses = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let further = clauses.filter_map(|predicate| match predicate {
        WherePredicate::Type(bound)
            if matches!(&bound.bounded_ty, Type::Path(path) if path.path.is_ident(name)) =>
        {
            Some(&bound.bounds)
        }
        _ => None,
    });
    own.map(|parameter| &parameter.bounds).chain(further).flatten().collect()
}

/// Whether a bound is by a trait that is called one of these names.
pub(super) fn is_named(bound: &TypeParamBound, names: &[&str]) -> bool {
    match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
        }
        _ => false,
    }
}

/// What a function returns that one of the bounds speaks of.
fn function_in<'b>(bounds: &[&'b TypeParamBound]) -> Option<Option<&'b Type>> {
    let TypeParamBound::Trait(bound) =
        bounds.iter().find(|bound| is_named(bound, &ONCE) || is_named(bound, &TWICE))?
    else {
        return None;
    };
    let PathArguments::AngleBracketed(arguments) = &bound.path.segments.last()?.arguments else {
        return Some(None);
    };
    let output = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(AssocType { ident, ty, .. }) if ident == "Output" => Some(ty),
        _ => None,
    });
    Some(output)
}

/// A function that may give something else with each call.
fn changing<'b>(bounds: &[&'b TypeParamBound]) -> Option<&'b TypeParamBound> {
    bounds.iter().copied().find(|bound| is_named(bound, &["FnMut", "FnOnce"]))
}

fn report_changing(bound: &TypeParamBound, errors: &mut Errors) {
    errors.report(
        bound,
        format!(
            "`{}` may give something else when it is called again, which the way back does",
            quoted(bound)
        ),
        "bound it by `Fn`, or call it before, and pass what it gives",
    );
}

/// Reports a function that has only first derivatives where second ones are needed.
fn refuse_first_order(bounds: &[&TypeParamBound], options: &Options, errors: &mut Errors) {
    let once = bounds.iter().find(|bound| is_named(bound, &ONCE));
    let twice = bounds.iter().any(|bound| is_named(bound, &TWICE));
    if let (Some(TypeParamBound::Trait(once)), true, false) = (once, options.second_order, twice) {
        errors.report(
            &once.path,
            "with `order = 2`, the second derivatives of this function are needed, too",
            format!("write `Twice{}`", quoted(once.path.segments.last())),
        );
    }
}

/// The generic arguments that are left to what is handed over, as the functions among it go by reference.
pub(super) fn is_inferred(name: &Ident, parameters: &[Parameter]) -> bool {
    parameters.iter().any(|parameter| {
        parameter.function && matches!(&parameter.declared, Type::Path(path) if path.path.is_ident(name))
    })
}
