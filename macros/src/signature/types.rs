//! What a type says by itself: which float type, how many indices lead to a number.

use quote::ToTokens;
use syn::Type;

use super::parameters::TYPES;
use crate::elementary::Kind;
use crate::ir::Float;
use crate::table::matrices;

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

/// How many indices and fields lead from a value with tuples in it to a number; with `structs`, what is no known type is taken for one.
pub(crate) fn depth_of(declared: &Type, structs: bool) -> Option<usize> {
    match plain(declared) {
        Type::Reference(reference) if reference.mutability.is_none() => depth_of(&reference.elem, structs),
        Type::Array(array) => depth_of(&array.elem, structs).map(|depth| depth + 1),
        Type::Slice(slice) => depth_of(&slice.elem, structs).map(|depth| depth + 1),
        Type::Tuple(tuple) => {
            let all = tuple.elems.iter().all(|element| depth_of(element, structs).is_some());
            (all && !tuple.elems.is_empty()).then_some(1)
        }
        Type::Path(path) => {
            if float_of(declared).is_some() {
                return Some(0);
            }
            if let Some(element) = vector_element(path) {
                return depth_of(element, structs).map(|depth| depth + 1);
            }
            if matrices::held(path, None).is_some() {
                return Some(1);
            }
            let last = path.path.segments.last()?.ident.to_string();
            let is_known = path.path.get_ident().is_some() && TYPES.contains(&last.as_str());
            (structs && !is_known && !OWNERS.contains(&last.as_str())).then_some(1)
        }
        _ => None,
    }
}

/// Whether a type has a place for something else instead of each of its numbers: arrays, vectors and tuples have.
pub(super) fn is_plain(declared: &Type) -> bool {
    match plain(declared) {
        _ if rank_of(declared).is_some() => true,
        Type::Reference(reference) => is_plain(&reference.elem),
        Type::Array(array) => is_plain(&array.elem),
        Type::Slice(slice) => is_plain(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(is_plain),
        Type::Path(path) => vector_element(path).is_some_and(is_plain),
        _ => false,
    }
}

/// Types of the standard library that are no structs of numbers.
const OWNERS: [&str; 9] =
    ["String", "Box", "Rc", "Arc", "Option", "Result", "HashMap", "BTreeMap", "VecDeque"];

/// Whether a type is a tuple, or a vector or matrix of another crate, or a reference to one.
pub(super) fn is_whole(declared: &Type) -> bool {
    match strip(declared) {
        Type::Tuple(_) => true,
        Type::Path(path) => matrices::held(path, None).is_some(),
        _ => false,
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
pub(crate) fn element_type(declared: &Type) -> &Type {
    match plain(declared) {
        Type::Reference(reference) => element_type(&reference.elem),
        Type::Array(array) => element_type(&array.elem),
        Type::Slice(slice) => element_type(&slice.elem),
        Type::Path(path) => vector_element(path).map_or(plain(declared), element_type),
        other => other,
    }
}

pub(super) fn element_float(declared: &Type) -> Option<Float> {
    float_of(element_type(declared))
}

/// A type without the parentheses and invisible groups around it.
pub(super) fn plain(declared: &Type) -> &Type {
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

pub(super) fn primitive(declared: &Type) -> Option<String> {
    let Type::Path(path) = plain(declared) else {
        return None;
    };
    let segments: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    match segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [name] | ["std" | "core", "primitive", name] => Some((*name).to_owned()),
        _ => None,
    }
}
