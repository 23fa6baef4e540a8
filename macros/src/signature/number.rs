//! The float type of a function: one of the two, a type parameter that stands for either, or another name of one.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{FnArg, GenericArgument, ItemFn, Pat, PathArguments, Type};

use super::generic::is_named;
use super::parameters::TYPES;
use super::types::{depth_of, element_float, element_type, float_of, plain, primitive};
use super::{Parameter, strip};
use crate::elementary::Kind;
use crate::errors::{Errors, quoted};
use crate::ir::Float;
use crate::options::{Options, crate_path};
use crate::syntax::tokens::{self, Token};
use crate::table::matrices;

/// The traits by which code bounds a type that it computes with: this crate's, those of `num_traits`, `nalgebra` and
/// `num_dual`, and the arithmetic of the standard library.
pub(super) const NUMBERS: [&str; 20] = [
    "Float",
    "FloatCore",
    "Real",
    "RealField",
    "ComplexField",
    "DualNum",
    "Num",
    "NumOps",
    "NumRef",
    "RefNum",
    "NumAssign",
    "NumAssignOps",
    "Signed",
    "Add",
    "Sub",
    "Mul",
    "Div",
    "Rem",
    "Neg",
    "AddAssign",
];

/// Whether a name is that of a trait with the functions of the float types, as in `Float::sin(x)`.
pub(crate) fn is_float_trait(name: &str) -> bool {
    ["Float", "FloatCore", "Real", "RealField", "ComplexField", "Signed"].contains(&name)
}

/// The type parameter that stands for a float type: `T: Float`.
pub(super) fn number_parameter(generics: &syn::Generics) -> Option<Ident> {
    let is_number = |bound: &syn::TypeParamBound| is_named(bound, &NUMBERS);
    let bounded = generics.params.iter().find_map(|parameter| match parameter {
        syn::GenericParam::Type(kind) if kind.bounds.iter().any(is_number) => Some(kind.ident.clone()),
        _ => None,
    });
    bounded.or_else(|| {
        generics.where_clause.as_ref()?.predicates.iter().find_map(|predicate| match predicate {
            syn::WherePredicate::Type(bound) if bound.bounds.iter().any(is_number) => {
                match &bound.bounded_ty {
                    Type::Path(path) => path.path.get_ident().cloned(),
                    _ => None,
                }
            }
            _ => None,
        })
    })
}

/// A parameter which `wrt` names, and another name of a float type, as in `type Real = f64;`, that is its type. rustc sees whether it is one.
pub(super) fn alias(function: &ItemFn, options: &Options, structs: &[Ident]) -> Option<Ident> {
    let mut aliases = aliases(function, options).into_iter();
    Some(aliases.find(|(parameter, _)| !structs.contains(parameter))?.1)
}

/// The parameters of which only what the function does with them can tell whether they are numbers of another name, or structs.
pub(crate) fn may_be_aliases(function: &ItemFn, options: &Options) -> Vec<Ident> {
    if number_parameter(&function.sig.generics).is_some() {
        return Vec::new();
    }
    aliases(function, options).into_iter().map(|(parameter, _)| parameter).collect()
}

fn aliases(function: &ItemFn, options: &Options) -> Vec<(Ident, Ident)> {
    let Some(wrt) = &options.wrt else { return Vec::new() };
    let alias = |input: &FnArg| {
        let FnArg::Typed(typed) = input else { return None };
        let Pat::Ident(pattern) = &*typed.pat else { return None };
        if !wrt.contains(&pattern.ident) {
            return None;
        }
        let by_value = !matches!(plain(&typed.ty), Type::Reference(reference) if matches!(plain(&reference.elem), Type::Path(_)));
        match element_type(&typed.ty) {
            Type::Path(path)
                if by_value
                    && path.qself.is_none()
                    && primitive(element_type(&typed.ty))
                        .is_some_and(|name| !TYPES.contains(&name.as_str())) =>
            {
                Some((pattern.ident.clone(), path.path.get_ident()?.clone()))
            }
            _ => None,
        }
    };
    function.sig.inputs.iter().filter_map(alias).collect()
}

/// The type with `f32` for the parameter that stands for a float type: the narrower of the two that it may be.
pub(crate) fn with_number(declared: &Type, number: Option<&Ident>) -> Type {
    let Some(number) = number else { return declared.clone() };
    let narrower = tokens::replaced(declared.to_token_stream(), &mut |level, place| match level[place] {
        Token::Word(name) if name == number => Some(Ident::new("f32", name.span()).into_token_stream()),
        _ => None,
    });
    syn::parse2(narrower).unwrap_or_else(|_| declared.clone())
}

/// The one float type of the differentiated parameters.
pub(super) fn common_float(
    function: &ItemFn,
    parameters: &[Parameter],
    number: Option<&Ident>,
    options: &Options,
    errors: &mut Errors,
) -> Option<(Float, Type)> {
    let mut floats = parameters
        .iter()
        .filter(|parameter| parameter.differentiated && !parameter.has_fields)
        .filter_map(|parameter| Some((element_float(&with_number(&parameter.declared, number))?, parameter)));
    let Some((float, first)) = floats.next() else {
        if parameters.iter().any(|parameter| parameter.has_fields && parameter.differentiated) {
            return Some(float_of_parts(function, parameters, number, options));
        }
        if errors.is_empty() && options.wrt.is_none() {
            report_no_float(function, parameters, number, errors);
        }
        return None;
    };
    let written = |float: Float, parameter: &Parameter| match number {
        Some(number) if tokens::mentions(&parameter.declared.to_token_stream(), number) => number.to_string(),
        _ => float.suffix().to_owned(),
    };
    for (other, parameter) in floats {
        if other != float {
            errors.report(
                &parameter.declared,
                format!(
                    "`{}` is `{}`, but `{}` is `{}`",
                    parameter.name,
                    written(other, parameter),
                    first.name,
                    written(float, first)
                ),
                "use one float type throughout the function",
            );
        }
    }
    Some((float, element_type(&first.declared).clone()))
}

/// Constants of the other float type are constants like any other.
pub(super) fn hold_other_floats(parameters: &mut [Parameter], float: Float, number: Option<&Ident>) {
    for parameter in parameters.iter_mut().filter(|parameter| !parameter.differentiated) {
        let own = element_float(&with_number(&parameter.declared, number));
        if own.is_some_and(|own| own != float) {
            (parameter.kind, parameter.rank, parameter.has_fields) = (Kind::Unknown, 0, false);
        }
    }
}

/// Whether a parameter is a list that is differentiated if `wrt` names it.
fn may_be_named(parameter: &Parameter, number: Option<&Ident>) -> bool {
    depth_of(&with_number(&parameter.declared, number), false).is_some_and(|depth| depth > 0)
}

/// Whether a type is a point of nalgebra: its tangents are vectors.
fn is_point(declared: &Type) -> bool {
    let Type::Path(path) = super::types::strip(declared) else { return false };
    let points = ["Point1", "Point2", "Point3", "Point4", "OPoint"];
    path.path
        .segments
        .last()
        .is_some_and(|last| !last.arguments.is_empty() && points.iter().any(|point| last.ident == point))
}

/// The float type of a function of tuples and structs: that which stands in a tuple, in what is returned, or among the type parameters. Where
/// there is none, and the function does not speak of `f64`, it is that of the first struct, whichever rustc sees it to be.
fn float_of_parts(
    function: &ItemFn,
    parameters: &[Parameter],
    number: Option<&Ident>,
    options: &Options,
) -> (Float, Type) {
    let output = match &function.sig.output {
        syn::ReturnType::Type(_, declared) => Some(&**declared),
        syn::ReturnType::Default => None,
    };
    let declared =
        parameters.iter().filter(|parameter| parameter.has_fields).map(|parameter| &parameter.declared);
    if let Some(found) = declared.clone().chain(output).find_map(|declared| first_float(declared, number)) {
        return found;
    }
    if let Some(number) = number {
        return (Float::F32, syn::parse_quote!(#number));
    }
    let differentiated = parameters.iter().find(|parameter| parameter.differentiated && parameter.has_fields);
    match differentiated.map(|parameter| element_type(&parameter.declared)) {
        Some(element @ Type::Path(_)) if !speaks_of_f64(function) => {
            (Float::F32, number_of(element, &crate_path(options)))
        }
        _ => (Float::F64, syn::parse_quote!(f64)),
    }
}

/// What the numbers of a struct are, which only rustc sees.
fn number_of(of: &Type, krate: &TokenStream) -> Type {
    let of = tokens::without_lifetimes(of.to_token_stream());
    syn::parse_quote!(<#of as #krate::Differentiable>::Number)
}

/// Whether a function names the wider float type, or writes numbers of it.
fn speaks_of_f64(function: &ItemFn) -> bool {
    tokens::any(&function.to_token_stream(), &mut |level, place| match level[place] {
        Token::Word(word) => word == "f64",
        Token::Literal(literal) => literal.to_string().ends_with("f64"),
        _ => false,
    })
}

fn first_float(declared: &Type, number: Option<&Ident>) -> Option<(Float, Type)> {
    match element_type(declared) {
        Type::Tuple(tuple) => tuple.elems.iter().find_map(|element| first_float(element, number)),
        Type::Path(path) if matrices::family_of(path).is_some() => {
            let (held, _) = matrices::held(path, number)?;
            Some((float_of(&with_number(&held, number))?, held))
        }
        element => Some((float_of(&with_number(element, number))?, element.clone())),
    }
}

/// Says what the parameters are instead, and how one of them could be differentiated by.
fn report_no_float(function: &ItemFn, parameters: &[Parameter], number: Option<&Ident>, errors: &mut Errors) {
    let name = &function.sig.ident;
    let ways = parameters.iter().filter_map(|parameter| {
        // Those of one type are named together.
        let alike = |other: &&Parameter| quoted(strip(&other.declared)) == quoted(strip(&parameter.declared));
        let names: Vec<String> =
            parameters.iter().filter(alike).map(|other| other.name.to_string()).collect();
        Some((parameter, way_out(parameter, &names.join(", "), number)?))
    });
    match ways.max_by_key(|(_, (_, certain))| *certain) {
        Some((Parameter { name: other, declared, .. }, (way, _))) => errors.report(
            declared,
            format!(
                "`{other}` is a constant of type `{}`, and `{name}` has no parameter to differentiate by",
                quoted(declared)
            ),
            way,
        ),
        None => errors.report(
            name,
            format!("`{name}` has no parameter to differentiate by"),
            "give the function a parameter of type `f64` or `f32`",
        ),
    }
}

/// What to write so that a parameter is differentiated by, and those of its type, if there is such a way, and whether it is certain to be one.
pub(super) fn way_out(parameter: &Parameter, names: &str, number: Option<&Ident>) -> Option<(String, bool)> {
    if may_be_named(parameter, number) {
        let way = format!("write `wrt({names})`: a list of tuples or matrices is data otherwise");
        return Some((way, true));
    }
    if let Type::Path(path) = element_type(&parameter.declared)
        && let Some(feature) = matrices::missing_feature(path)
    {
        return Some((
            format!(
                "turn on the feature `{feature}` of chainrule, if it is a type of that crate, or write `wrt({names})`, if it is a struct with `#[derive(Differentiable)]`"
            ),
            true,
        ));
    }
    if is_point(&parameter.declared) {
        let way = "give the function the coordinates of the point: `&Vector3<f64>`, and `&point.coords` where it is called";
        return Some((way.to_owned(), true));
    }
    let Type::Path(path) = strip(&parameter.declared) else { return None };
    let last = path.path.segments.last()?;
    if TYPES.iter().chain(&["String", "Self"]).any(|known| last.ident == known) {
        return None;
    }
    let name = &parameter.name;
    match &last.arguments {
        PathArguments::AngleBracketed(given)
            if ["Box", "Rc", "Arc", "Cow"].iter().any(|holder| last.ident == holder) =>
        {
            let held = given.args.iter().find_map(|held| match held {
                GenericArgument::Type(held) => Some(held),
                _ => None,
            })?;
            let is_float = element_float(held).is_some();
            is_float.then(|| (format!("take what it holds: `{name}: &{}`", quoted(held)), true))
        }
        PathArguments::None => {
            let way = format!(
                "write `wrt({names})`, if `{}` is another name of a float type, or a struct with `#[derive(Differentiable)]`",
                quoted(path)
            );
            Some((way, false))
        }
        _ => None,
    }
}
