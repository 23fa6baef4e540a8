//! The signature of the function: what is differentiated, what is constant, what is returned.

use proc_macro2::Ident;
use quote::{ToTokens, format_ident};
use syn::{FnArg, ItemFn, Pat, ReturnType, Type};

use crate::elementary::Kind;
use crate::errors::{Errors, quoted};
use crate::ir::Float;
use crate::options::Options;
use crate::outputs::Written;
use crate::spelling::nearest;

pub(crate) struct Signature {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) float: Float,
    /// The float type as the user spells it.
    pub(crate) scalar: Type,
    pub(crate) returns: Returns,
    /// The type of what is returned, element by element if it is a tuple.
    pub(crate) returned: Vec<Type>,
    pub(crate) tuple: bool,
    /// The whole type that is returned, as it is written.
    pub(crate) output: Option<Type>,
    pub(crate) generics: syn::Generics,
    /// The type parameter that stands for the float type, or another name of that type.
    pub(crate) number: Option<Ident>,
    /// Whether it stands in an `impl`, and its derivatives beside it.
    pub(crate) is_method: bool,
    /// The type that may hold no value, if such a one is returned: `Option<f64>`, `Result<f64, Error>`. All else that is said of what
    /// is returned is said of what it holds.
    pub(crate) fallible: Option<Type>,
    /// The parameters that the function itself writes to, where it returns nothing.
    pub(crate) written: Vec<Written>,
}

#[derive(Clone)]
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    pub(crate) declared: Type,
    pub(crate) kind: Kind,
    pub(crate) differentiated: bool,
    /// How many indices lead to a number.
    pub(crate) rank: usize,
    pub(crate) reference: bool,
    pub(crate) mutable: bool,
}

impl Parameter {
    fn can_be_differentiated(&self) -> bool {
        self.kind == Kind::Real || self.rank > 0
    }
}

/// What the function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Returns {
    Scalar,
    Tuple(usize),
    Array(usize),
    /// Several values with arrays among them, or an array of a length that is not in the source.
    Composite,
}

impl Returns {
    /// How many values there are.
    pub(crate) fn count(self) -> usize {
        match self {
            Returns::Scalar => 1,
            Returns::Tuple(count) | Returns::Array(count) => count,
            Returns::Composite => 0,
        }
    }
}

impl Signature {
    /// `None` after errors that leave nothing to work with.
    ///
    /// A function of an `impl` block may have its type from the generic parameters around it.
    pub(crate) fn read(
        function: &ItemFn,
        options: &Options,
        around: Option<&syn::Generics>,
        errors: &mut Errors,
    ) -> Option<Signature> {
        let before = errors.count();
        let fallible = fallible(&function.sig.output);
        let inside = fallible.as_ref().and_then(held_type).map(|held| {
            // Without the body, which may be deep: nobody looks at it here.
            let mut sig = function.sig.clone();
            sig.output = syn::parse_quote!(-> #held);
            syn::parse_quote!(#sig {})
        });
        let function = inside.as_ref().unwrap_or(function);
        refuse_qualifiers(function, around.is_some(), errors);
        let number = number_parameter(&function.sig.generics)
            .or_else(|| around.and_then(number_parameter))
            .or_else(|| alias(function, options));
        let mut parameters: Vec<Parameter> = Vec::new();
        for (position, input) in function.sig.inputs.iter().enumerate() {
            parameters.extend(parameter(position, input, number.as_ref(), errors));
        }
        choose(&mut parameters, options, errors);
        let scalar = common_float(function, &parameters, number.as_ref(), options, errors);
        let returns = returns(function, scalar.as_ref().map(|(float, _)| *float), number.as_ref(), errors);
        if errors.count() > before {
            return None;
        }
        let (float, scalar) = scalar?;
        let (returned, tuple) = returned_types(function);
        let output = match &function.sig.output {
            ReturnType::Type(_, declared) => Some((**declared).clone()),
            ReturnType::Default => None,
        };
        let generics = function.sig.generics.clone();
        Some(Signature {
            parameters,
            float,
            scalar,
            returns: returns?,
            returned,
            tuple,
            output,
            generics,
            number,
            is_method: around.is_some() || function.sig.receiver().is_some(),
            fallible,
            written: Vec::new(),
        })
    }

    /// Says that the function returns nothing, and writes there: what stood there before is constant, unless `wrt` names it.
    pub(crate) fn write_to(&mut self, written: &[Written], options: &Options) {
        if options.wrt.is_none() {
            for parameter in &mut self.parameters {
                parameter.differentiated &= !written.iter().any(|place| place.name == parameter.name);
            }
        }
        self.written = written.to_vec();
    }

    /// A type with a float type for the parameter that stands for one.
    pub(crate) fn known(&self, declared: &Type) -> Type {
        with_number(declared, self.number.as_ref())
    }

    /// Whether arrays are differentiated, or returned as such.
    pub(crate) fn has_arrays(&self) -> bool {
        !self.is_flat()
    }

    /// Whether numbers alone go in and come out.
    pub(crate) fn is_flat(&self) -> bool {
        self.returns != Returns::Composite
            && self.parameters.iter().all(|parameter| parameter.rank == 0 || !parameter.differentiated)
    }

    /// The positions of the parameters that are differentiated.
    pub(crate) fn differentiated(&self) -> Vec<usize> {
        (0..self.parameters.len()).filter(|&position| self.parameters[position].differentiated).collect()
    }

    /// The same function with every number differentiated, for callers that vary them all; arrays stay as they are.
    pub(crate) fn with_every_float(&self) -> Signature {
        let mut parameters = self.parameters.clone();
        for parameter in &mut parameters {
            parameter.differentiated |= parameter.can_be_differentiated() && parameter.rank == 0;
        }
        Signature {
            parameters,
            float: self.float,
            scalar: self.scalar.clone(),
            returns: self.returns,
            returned: self.returned.clone(),
            tuple: self.tuple,
            output: self.output.clone(),
            generics: self.generics.clone(),
            number: self.number.clone(),
            is_method: self.is_method,
            fallible: self.fallible.clone(),
            written: self.written.clone(),
        }
    }
}

/// What is returned, if it may hold no value.
fn fallible(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, declared) = output else { return None };
    held_type(declared).map(|_| plain(declared).clone())
}

/// What an option or a result holds.
fn held_type(declared: &Type) -> Option<&Type> {
    let Type::Path(path) = plain(declared) else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(held) if last.ident == "Option" || last.ident == "Result" => {
            held.args.iter().find_map(|argument| match argument {
                syn::GenericArgument::Type(held) => Some(held),
                _ => None,
            })
        }
        _ => None,
    }
}

/// The same option or result of something else.
pub(crate) fn holding(fallible: &Type, held: &proc_macro2::TokenStream) -> Type {
    let mut fallible = fallible.clone();
    if let Type::Path(path) = &mut fallible
        && let Some(last) = path.path.segments.last_mut()
        && let syn::PathArguments::AngleBracketed(arguments) = &mut last.arguments
    {
        let first =
            arguments.args.iter_mut().find(|argument| matches!(argument, syn::GenericArgument::Type(_)));
        if let Some(first) = first {
            *first = syn::parse_quote!(#held);
        }
    }
    fallible
}

/// The types that every scope has.
const TYPES: [&str; 17] = [
    "bool", "char", "str", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32",
    "u64", "u128", "usize",
];

fn refuse_qualifiers(function: &ItemFn, is_method: bool, errors: &mut Errors) {
    let signature = &function.sig;
    if !is_method && TYPES.iter().any(|known| signature.ident == known) {
        let name = &signature.ident;
        errors.report(
            name,
            format!("the derivatives of `{name}` would be functions of a type `{name}`, which hides the one that all know"),
            "give the function another name",
        );
    }
    if let Some(qualifier) = &signature.asyncness {
        errors.report(
            qualifier,
            "an `async` function gives its value later, and the chain rule needs it now",
            "differentiate an ordinary function, and call it from the `async` one",
        );
    }
    if let syn::Safety::Unsafe(qualifier) = &signature.safety {
        errors.report(
            qualifier,
            "an `unsafe` function cannot be differentiated: its derivatives would have to be `unsafe` too",
            "put the arithmetic into a safe function, and differentiate that",
        );
    }
    if let Some(abi) = &signature.abi {
        errors.report(
            abi,
            "an `extern` function follows the rules of another language, and its derivatives would have to as well",
            "differentiate an ordinary function, and call it from the `extern` one",
        );
    }
    if let Some(variadic) = &signature.variadic {
        errors.report(variadic, "there is no derivative by arguments without a name", "name each parameter");
    }
    let number = number_parameter(&signature.generics);
    for generic in &signature.generics.params {
        let syn::GenericParam::Type(kind) = generic else { continue };
        if number.as_ref() == Some(&kind.ident) {
            continue;
        }
        errors.report(
            generic,
            format!("the generic parameter `{}` is not known to be a number", quoted(generic)),
            "bound it by `chainrule::Float` or `num_traits::Float`, as in `T: Float`, or write a type",
        );
    }
}

/// The traits by which code bounds a type that it computes with: this crate's, those of `num_traits`, `nalgebra` and
/// `num_dual`, and the arithmetic of the standard library.
const NUMBERS: [&str; 20] = [
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

/// The type parameter that stands for a float type: `T: Float`.
fn number_parameter(generics: &syn::Generics) -> Option<Ident> {
    let is_number = |bound: &syn::TypeParamBound| match bound {
        syn::TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| NUMBERS.iter().any(|name| last.ident == name))
        }
        _ => false,
    };
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

/// Another name of a float type, as in `type Real = f64;`: that of a parameter which `wrt` names, and which is known by no other.
/// rustc sees whether it is one.
fn alias(function: &ItemFn, options: &Options) -> Option<Ident> {
    let wrt = options.wrt.as_ref()?;
    function.sig.inputs.iter().find_map(|input| {
        let FnArg::Typed(typed) = input else { return None };
        let Pat::Ident(pattern) = &*typed.pat else { return None };
        if !wrt.contains(&pattern.ident) {
            return None;
        }
        let by_value = !matches!(plain(&typed.ty), Type::Reference(reference) if matches!(plain(&reference.elem), Type::Path(_)));
        match element_type(&typed.ty) {
            Type::Path(path) if by_value && path.qself.is_none() && primitive(element_type(&typed.ty)).is_some_and(|name| !TYPES.contains(&name.as_str())) => {
                path.path.get_ident().cloned()
            }
            _ => None,
        }
    })
}

/// The type with `f32` for the parameter that stands for a float type: the narrower of the two that it may be.
pub(crate) fn with_number(declared: &Type, number: Option<&Ident>) -> Type {
    fn replaced(tokens: proc_macro2::TokenStream, number: &Ident) -> proc_macro2::TokenStream {
        tokens
            .into_iter()
            .map(|token| match token {
                proc_macro2::TokenTree::Ident(name) if name == *number => {
                    proc_macro2::TokenTree::Ident(Ident::new("f32", name.span()))
                }
                proc_macro2::TokenTree::Group(group) => {
                    let inner = replaced(group.stream(), number);
                    proc_macro2::TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner))
                }
                other => other,
            })
            .collect()
    }
    match number {
        Some(number) => {
            syn::parse2(replaced(declared.to_token_stream(), number)).unwrap_or_else(|_| declared.clone())
        }
        None => declared.clone(),
    }
}

fn parameter(
    position: usize,
    input: &FnArg,
    number: Option<&Ident>,
    errors: &mut Errors,
) -> Option<Parameter> {
    let typed = match input {
        FnArg::Receiver(receiver) => return this(receiver, errors),
        FnArg::Typed(typed) => typed,
    };
    let wild = match &*typed.pat {
        // What is not looked at has a name in what is emitted.
        Pat::Wild(wild) => Some(format_ident!("__unused_{position}", span = wild.underscore_token.span)),
        _ => None,
    };
    let pattern = wild.map(|ident| syn::PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident,
        subpat: None,
    });
    let pattern = match (&pattern, &*typed.pat) {
        (Some(wild), _) => wild,
        (None, Pat::Ident(pattern)) => pattern,
        (None, _) => {
            errors.report(
                &typed.pat,
                format!("the pattern `{}` has no name to differentiate by", quoted(&typed.pat)),
                "give the parameter a name, and take it apart with `let` in the body",
            );
            return None;
        }
    };
    if pattern.by_ref.is_some() || pattern.subpat.is_some() {
        errors.report(
            pattern,
            "this pattern cannot be differentiated",
            format!("write `{}` alone", pattern.ident),
        );
        return None;
    }
    let declared = plain(&typed.ty).clone();
    if let Type::Reference(reference) = &declared
        && reference.mutability.is_some()
    {
        errors.report(
            &declared,
            format!("what is behind `{}` may change while the function computes", quoted(&declared)),
            "pass the numbers that it needs, and change the rest in the caller",
        );
        return None;
    }
    if let Type::ImplTrait(generic) = &declared {
        errors.report(
            generic,
            format!("`{}` is a generic parameter, which is not supported yet", quoted(generic)),
            "write a type, as in `f64`",
        );
        return None;
    }
    let known = with_number(&declared, number);
    // A number behind a reference, too.
    let is_number = rank_of(&known) == Some(0);
    let kind = if is_number { Kind::Real } else { kind_of(&known) };
    let rank = rank_of(&known).unwrap_or(0);
    let reference = matches!(declared, Type::Reference(_));
    let mutable = pattern.mutability.is_some();
    Some(Parameter {
        name: pattern.ident.clone(),
        declared,
        kind,
        differentiated: false,
        rank,
        reference,
        mutable,
    })
}

/// `self`, which is a constant.
fn this(receiver: &syn::Receiver, errors: &mut Errors) -> Option<Parameter> {
    let declared: Type = match &receiver.kind {
        syn::ReceiverKind::Value => syn::parse_quote!(Self),
        syn::ReceiverKind::Reference(and, lifetime, mutability) => {
            syn::parse_quote!(#and #lifetime #mutability Self)
        }
        syn::ReceiverKind::Typed(_, declared) => (**declared).clone(),
        _ => return None,
    };
    let reference = matches!(&declared, Type::Reference(_));
    if matches!(&declared, Type::Reference(reference) if reference.mutability.is_some()) {
        errors.report(
            receiver,
            "what is behind `&mut self` may change while the method computes",
            "take `&self`, give back what is to change, and change it in the caller",
        );
        return None;
    }
    Some(Parameter {
        name: Ident::new("self", receiver.self_token.span),
        declared,
        kind: Kind::Unknown,
        differentiated: false,
        rank: 0,
        reference,
        mutable: receiver.mutability.is_some(),
    })
}

/// Decides which parameters are differentiated, and refuses what cannot be yet.
fn choose(parameters: &mut [Parameter], options: &Options, errors: &mut Errors) {
    let Some(wrt) = &options.wrt else {
        for parameter in parameters {
            parameter.differentiated = parameter.can_be_differentiated();
            if !parameter.differentiated && holds_floats(&parameter.declared) {
                errors.report(
                    &parameter.declared,
                    format!("a parameter of type `{}` cannot be differentiated yet", quoted(&parameter.declared)),
                    "pass the numbers one by one as `f64`, or name the parameters to differentiate in `wrt(…)`: \
                     the others are constants, of any type",
                );
            }
        }
        return;
    };
    let mut seen: Vec<&Ident> = Vec::new();
    for name in wrt {
        if seen.contains(&name) {
            errors.report(name, format!("`{name}` is named twice in `wrt`"), "name each parameter once");
            continue;
        }
        seen.push(name);
        let known: Vec<String> = parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
        match parameters.iter_mut().find(|parameter| parameter.name == *name) {
            Some(parameter) if parameter.can_be_differentiated() => parameter.differentiated = true,
            Some(parameter) => errors.report(
                name,
                format!(
                    "`{name}` is of type `{}`, which cannot be differentiated",
                    quoted(&parameter.declared)
                ),
                "make it an `f64` or `f32`, spelled out, or leave it out of `wrt`: it is a constant",
            ),
            None if known.is_empty() => {
                errors.report(name, format!("no parameter `{name}`"), "the function has no parameters");
            }
            None => {
                let all = format!("the parameters are {}", known.join(", "));
                let names: Vec<String> =
                    parameters.iter().map(|parameter| parameter.name.to_string()).collect();
                let meant = nearest(&name.to_string(), names.iter().map(|known| (known.as_str(), known)));
                let help =
                    meant.map_or_else(|| all.clone(), |meant| format!("did you mean `{meant}`? {all}"));
                errors.report(name, format!("no parameter is called `{name}`"), help);
            }
        }
    }
}

/// The one float type of the differentiated parameters.
fn common_float(
    function: &ItemFn,
    parameters: &[Parameter],
    number: Option<&Ident>,
    options: &Options,
    errors: &mut Errors,
) -> Option<(Float, Type)> {
    let mut floats = parameters
        .iter()
        .filter(|parameter| parameter.can_be_differentiated())
        .filter_map(|parameter| Some((element_float(&with_number(&parameter.declared, number))?, parameter)));
    let Some((float, first)) = floats.next() else {
        if errors.is_empty() && options.wrt.is_none() {
            let other_name = parameters.iter().find(|parameter| {
                let Type::Path(path) = &parameter.declared else { return false };
                path.path.get_ident().is_some_and(|name| !TYPES.iter().any(|known| name == known))
            });
            let help = match other_name {
                Some(Parameter { name, declared, .. }) => format!(
                    "give the function a parameter of type `f64` or `f32`; if `{}` is another name of one, write `wrt({name})`",
                    quoted(declared)
                ),
                None => "give the function a parameter of type `f64` or `f32`".to_owned(),
            };
            errors.report(
                &function.sig.ident,
                format!("`{}` has no parameter to differentiate by", function.sig.ident),
                help,
            );
        }
        return None;
    };
    for (other, parameter) in floats {
        if other != float {
            errors.report(
                &parameter.declared,
                format!(
                    "`{}` is `{}`, but `{}` is `{}`",
                    parameter.name,
                    other.suffix(),
                    first.name,
                    float.suffix()
                ),
                "use one float type throughout the function",
            );
        }
    }
    Some((float, element_type(&first.declared).clone()))
}

fn returns(
    function: &ItemFn,
    float: Option<Float>,
    number: Option<&Ident>,
    errors: &mut Errors,
) -> Option<Returns> {
    let ReturnType::Type(_, declared) = &function.sig.output else {
        errors.report(
            &function.sig.ident,
            format!("`{}` returns nothing, so there is nothing to differentiate", function.sig.ident),
            "give it a return type, as in `-> f64`",
        );
        return None;
    };
    let known = with_number(declared, number);
    let declared = plain(&known);
    let expected = float.map_or("f64", Float::suffix);
    if is_composite(declared) {
        let (types, _) = returned_types(function);
        let mut sound = true;
        for part in &types.iter().map(|part| with_number(part, number)).collect::<Vec<_>>() {
            let found = element_float(part);
            if rank_of(part).is_none() || found.is_none() || (float.is_some() && found != float) {
                errors.report(
                    part,
                    format!("a value of type `{}` cannot be differentiated here", quoted(part)),
                    format!(
                        "return `{expected}`, an array `[{expected}; 2]`, a `Vec<{expected}>` or a tuple of them"
                    ),
                );
                sound = false;
            }
        }
        return sound.then_some(Returns::Composite);
    }
    let mut scalar = |element: &Type| {
        let found = float_of(plain(element));
        if found.is_none() || (float.is_some() && found != float) {
            errors.report(
                element,
                format!("a value of type `{}` cannot be differentiated here", quoted(element)),
                format!(
                    "return `{expected}`, an array `[{expected}; 2]` or a tuple `({expected}, {expected})`"
                ),
            );
            return false;
        }
        true
    };
    match declared {
        Type::Tuple(tuple) if !tuple.elems.is_empty() => {
            // Each element is looked at, so that each is reported.
            let sound: Vec<bool> = tuple.elems.iter().map(&mut scalar).collect();
            let all = sound.into_iter().all(|sound| sound);
            all.then_some(Returns::Tuple(tuple.elems.len()))
        }
        Type::Array(array) => {
            if !scalar(&array.elem) {
                return None;
            }
            let length = match &array.len {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => number.base10_parse().ok(),
                _ => None,
            };
            if length.is_none_or(|length: usize| length == 0) {
                errors.report(
                    &array.len,
                    format!("the length `{}` is not a positive number in digits", quoted(&array.len)),
                    format!("write it out, as in `[{expected}; 2]`"),
                );
                return None;
            }
            length.map(Returns::Array)
        }
        _ => scalar(declared).then_some(Returns::Scalar),
    }
}

/// Whether a returned type has arrays in it that are not plainly so many numbers.
fn is_composite(declared: &Type) -> bool {
    match declared {
        Type::Tuple(tuple) => tuple.elems.iter().any(|element| rank_of(element).is_some_and(|rank| rank > 0)),
        Type::Array(array) => {
            let digits = matches!(&array.len, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. })
                if number.base10_parse().is_ok_and(|length: usize| length <= MOST_ELEMENTS));
            rank_of(&array.elem).is_some_and(|rank| rank > 0) || (!digits && rank_of(&array.elem).is_some())
        }
        Type::Path(_) => rank_of(declared).is_some_and(|rank| rank > 0),
        _ => false,
    }
}

/// An array of more numbers than this is returned as a whole.
const MOST_ELEMENTS: usize = 16;

fn returned_types(function: &ItemFn) -> (Vec<Type>, bool) {
    match &function.sig.output {
        ReturnType::Type(_, declared) => match plain(declared) {
            Type::Tuple(tuple) => (tuple.elems.iter().cloned().collect(), true),
            single => (vec![single.clone()], false),
        },
        ReturnType::Default => (Vec::new(), false),
    }
}

/// How many indices lead from a value of this type to a float; `None` if none lead there.
pub(crate) fn rank_of(declared: &Type) -> Option<usize> {
    match plain(declared) {
        Type::Reference(reference) if reference.mutability.is_none() => rank_of(&reference.elem),
        Type::Array(array) => rank_of(&array.elem).map(|rank| rank + 1),
        Type::Slice(slice) => rank_of(&slice.elem).map(|rank| rank + 1),
        Type::Path(path) => {
            if float_of(declared).is_some() {
                return Some(0);
            }
            vector_element(path).and_then(rank_of).map(|rank| rank + 1)
        }
        _ => None,
    }
}

/// The type behind references.
pub(crate) fn strip(declared: &Type) -> &Type {
    match declared {
        Type::Reference(reference) => strip(&reference.elem),
        Type::Paren(inner) => strip(&inner.elem),
        Type::Group(inner) => strip(&inner.elem),
        other => other,
    }
}

/// The length of an array, as it is written.
pub(crate) fn length_of(declared: &Type) -> Option<proc_macro2::TokenStream> {
    match plain(declared) {
        Type::Array(array) => Some(array.len.to_token_stream()),
        _ => None,
    }
}

pub(crate) fn vector_element(path: &syn::TypePath) -> Option<&Type> {
    let last = path.path.segments.last()?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) if last.ident == "Vec" => {
            match arguments.args.first()? {
                syn::GenericArgument::Type(element) => Some(element),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The type of the numbers within.
fn element_type(declared: &Type) -> &Type {
    match plain(declared) {
        Type::Reference(reference) => element_type(&reference.elem),
        Type::Array(array) => element_type(&array.elem),
        Type::Slice(slice) => element_type(&slice.elem),
        Type::Path(path) => vector_element(path).map_or(plain(declared), element_type),
        other => other,
    }
}

fn element_float(declared: &Type) -> Option<Float> {
    float_of(element_type(declared))
}

/// A type without the parentheses and invisible groups around it.
fn plain(declared: &Type) -> &Type {
    match declared {
        Type::Paren(inner) => plain(&inner.elem),
        Type::Group(inner) => plain(&inner.elem),
        _ => declared,
    }
}

/// `f64` and `f32`, also as `core::primitive::f64`.
pub(crate) fn float_of(declared: &Type) -> Option<Float> {
    match primitive(declared)?.as_str() {
        "f64" => Some(Float::F64),
        "f32" => Some(Float::F32),
        _ => None,
    }
}

/// What sort of value a type is one of, as far as it says so by itself.
pub(crate) fn kind_of(declared: &Type) -> Kind {
    match primitive(declared).as_deref() {
        Some("bool") => Kind::Boolean,
        Some(
            "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize",
        ) => Kind::Integer,
        _ => Kind::Unknown,
    }
}

fn primitive(declared: &Type) -> Option<String> {
    let Type::Path(path) = plain(declared) else {
        return None;
    };
    let segments: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    match segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [name] | ["std" | "core", "primitive", name] => Some((*name).to_owned()),
        _ => None,
    }
}

/// Whether there are floats within a reference, an array or a slice.
fn holds_floats(declared: &Type) -> bool {
    match plain(declared) {
        Type::Reference(reference) => holds_floats(&reference.elem) || float_of(&reference.elem).is_some(),
        Type::Array(array) => holds_floats(&array.elem) || float_of(&array.elem).is_some(),
        Type::Slice(slice) => holds_floats(&slice.elem) || float_of(&slice.elem).is_some(),
        Type::Tuple(tuple) => {
            tuple.elems.iter().any(|element| holds_floats(element) || float_of(element).is_some())
        }
        Type::Path(path) => {
            let tokens = path.to_token_stream().to_string();
            tokens.starts_with("Vec <") && (tokens.contains("f64") || tokens.contains("f32"))
        }
        _ => false,
    }
}
