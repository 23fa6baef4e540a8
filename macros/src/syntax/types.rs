//! Types, as far as they decide how a value is represented, and the table in which they are unified.
//!
//! rustc has checked the function, so nothing is checked here, and references are not told apart from what is behind
//! them. What stays unknown in the end is left to rustc: a constant of any type, or what is only handed on.

use std::cell::Cell;

use syn::{GenericArgument, PathArguments, Type as Syntax};

use super::field::Field;
use super::tree::{ClosureId, Expr, Method};
use crate::signature::vector_element;
use crate::table::matrices::{self, Family};

/// A type, by its position in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Ty(u32);

/// What is known of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Unknown,
    Real,
    Integer,
    Truth,
    /// An array, a slice or a vector.
    List(Ty),
    Tuple(Vec<Ty>),
    /// A struct, with the fields that the function looks at.
    Record(Vec<(Field, Ty)>),
    /// A vector or a matrix of another crate.
    Matrix(Family),
    Iterator(Ty),
    Option(Ty),
    Closure(ClosureId),
    /// One of several constants: a variant of an enum that holds nothing.
    Choice,
    /// Any other type of Rust.
    Other,
}

#[derive(Clone, Debug)]
enum Entry {
    Known(Type),
    /// A link, which is led further whenever somebody follows it.
    Same(Cell<Ty>),
}

#[derive(Clone, Default)]
pub(crate) struct Types {
    entries: Vec<Entry>,
    /// How often something new became known.
    pub(super) learnt: usize,
    /// What the function returns, within an option or a result if it is one.
    pub(crate) output: Option<Ty>,
}

impl Types {
    pub(crate) fn fresh(&mut self) -> Ty {
        self.of(Type::Unknown)
    }

    pub(crate) fn of(&mut self, known: Type) -> Ty {
        self.entries.push(Entry::Known(known));
        Ty(u32::try_from(self.entries.len() - 1).expect("a function has fewer than 2³² types"))
    }

    /// The one that stands for all types which are the same.
    pub(super) fn root(&self, mut ty: Ty) -> Ty {
        while let Entry::Same(link) = &self.entries[ty.0 as usize] {
            ty = link.get();
            if let Entry::Same(further) = &self.entries[ty.0 as usize] {
                link.set(further.get());
            }
        }
        ty
    }

    pub(crate) fn get(&self, ty: Ty) -> &Type {
        match &self.entries[self.root(ty).0 as usize] {
            Entry::Known(known) => known,
            Entry::Same(_) => unreachable!("a root is no link"),
        }
    }

    /// Whether two types are known to be one.
    pub(crate) fn same(&self, a: Ty, b: Ty) -> bool {
        self.root(a) == self.root(b)
    }

    /// Whether a method takes or gives a struct: one that numbers have, too, is then of that struct.
    pub(crate) fn has_struct(&self, expr: &Expr, method: &Method) -> bool {
        std::iter::once(expr).chain(&method.arguments).any(|one| matches!(self.get(one.ty), Type::Record(_)))
    }

    pub(crate) fn is_known(&self, ty: Ty) -> bool {
        *self.get(ty) != Type::Unknown
    }

    pub(super) fn set(&mut self, ty: Ty, known: Type) {
        let known = self.of(known);
        self.unify(ty, known);
    }

    /// What was taken for a struct is a vector, a matrix or a complex number, and its fields are numbers.
    pub(super) fn becomes_matrix(&mut self, ty: Ty, family: Family) {
        let root = self.root(ty);
        let Type::Record(fields) = self.get(root).clone() else { return };
        self.entries[root.0 as usize] = Entry::Known(Type::Matrix(family));
        self.learnt += 1;
        for (_, field) in fields {
            self.set(field, Type::Real);
        }
    }

    /// Variants of it hold something, or nobody knows what it is.
    pub(super) fn becomes_other(&mut self, ty: Ty) {
        let root = self.root(ty);
        if matches!(self.get(root), Type::Choice | Type::Unknown) {
            self.entries[root.0 as usize] = Entry::Known(Type::Other);
        }
    }

    /// What was taken for a struct, and no field of which is known, is a list by another name of its type.
    pub(super) fn becomes_list(&mut self, ty: Ty) -> Option<Ty> {
        let root = self.root(ty);
        if !matches!(self.get(root), Type::Record(fields) if fields.is_empty()) {
            return None;
        }
        let element = self.fresh();
        self.entries[root.0 as usize] = Entry::Known(Type::List(element));
        self.learnt += 1;
        Some(element)
    }

    /// Makes two types one; where they cannot be, both stay as they are: rustc says so, or knows better.
    pub(super) fn unify(&mut self, a: Ty, b: Ty) {
        let mut pending = vec![(a, b)];
        while let Some((a, b)) = pending.pop() {
            let (a, b) = (self.root(a), self.root(b));
            if a == b {
                continue;
            }
            match (self.get(a).clone(), self.get(b).clone()) {
                (Type::Unknown, _) => self.link(a, b),
                (_, Type::Unknown) => self.link(b, a),
                (Type::List(x), Type::List(y))
                | (Type::Iterator(x), Type::Iterator(y))
                | (Type::Option(x), Type::Option(y)) => {
                    self.link(a, b);
                    pending.push((x, y));
                }
                (Type::Tuple(x), Type::Tuple(y)) if x.len() == y.len() => {
                    self.link(a, b);
                    pending.extend(x.into_iter().zip(y));
                }
                (Type::Record(fields), Type::List(_)) if fields.is_empty() => self.link(a, b),
                (Type::List(_), Type::Record(fields)) if fields.is_empty() => self.link(b, a),
                (Type::Record(fields), Type::Tuple(parts)) => {
                    self.link(a, b);
                    pending.extend(fields.into_iter().filter_map(|(field, ty)| match field {
                        Field::Numbered(number) => Some((ty, *parts.get(number)?)),
                        Field::Named(_) => None,
                    }));
                }
                (Type::Tuple(_), Type::Record(_)) => pending.push((b, a)),
                (Type::Choice, Type::Other) => self.link(a, b),
                (Type::Other, Type::Choice) => self.link(b, a),
                (Type::Record(x), Type::Record(mut y)) => {
                    for (member, ty) in x {
                        match y.iter().find(|(known, _)| *known == member) {
                            Some((_, known)) => pending.push((ty, *known)),
                            None => y.push((member, ty)),
                        }
                    }
                    self.link(a, b);
                    self.entries[b.0 as usize] = Entry::Known(Type::Record(y));
                }
                _ => {}
            }
        }
    }

    /// The type of a field of a struct; of a new one, if nobody has looked at it before.
    pub(super) fn field(&mut self, of: Ty, member: &Field) -> Option<Ty> {
        let root = self.root(of);
        let Type::Record(fields) = self.get(root) else { return None };
        if let Some((_, ty)) = fields.iter().find(|(known, _)| known == member) {
            return Some(*ty);
        }
        let ty = self.fresh();
        if let Entry::Known(Type::Record(fields)) = &mut self.entries[root.0 as usize] {
            fields.push((member.clone(), ty));
        }
        self.learnt += 1;
        Some(ty)
    }

    /// The type that the user writes for what is differentiated: what is no number is a struct.
    pub(crate) fn written_of_parts(&mut self, written: &Syntax, number: Option<&syn::Ident>) -> Ty {
        let known = match written {
            Syntax::Reference(inner) => return self.written_of_parts(&inner.elem, number),
            Syntax::Paren(inner) => return self.written_of_parts(&inner.elem, number),
            Syntax::Group(inner) => return self.written_of_parts(&inner.elem, number),
            Syntax::Array(array) => Type::List(self.written_of_parts(&array.elem, number)),
            Syntax::Slice(slice) => Type::List(self.written_of_parts(&slice.elem, number)),
            Syntax::Tuple(tuple) => {
                Type::Tuple(tuple.elems.iter().map(|part| self.written_of_parts(part, number)).collect())
            }
            Syntax::Path(path) => match vector_element(path) {
                Some(element) => Type::List(self.written_of_parts(element, number)),
                None => {
                    let ty = self.written(written, number);
                    if self.is_known(ty) {
                        return ty;
                    }
                    Type::Record(Vec::new())
                }
            },
            _ => Type::Unknown,
        };
        self.of(known)
    }

    fn link(&mut self, from: Ty, to: Ty) {
        self.entries[from.0 as usize] = Entry::Same(Cell::new(to));
        self.learnt += 1;
    }

    /// Whether there are vectors or matrices of other crates among them.
    pub(super) fn has_matrices(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::Known(Type::Matrix(_))))
    }

    /// Of which library the matrices are, if there are some.
    pub(super) fn first_family(&self) -> Option<Family> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Known(Type::Matrix(family)) => Some(*family),
            _ => None,
        })
    }

    /// How many indices lead to what is no list; nothing, if a type is no list of numbers.
    pub(crate) fn rank(&self, mut ty: Ty) -> usize {
        let mut rank = 0;
        // A list of itself, which rustc refuses, has no end.
        while let Type::List(element) = *self.get(ty) {
            ty = element;
            rank += 1;
            if rank > 32 {
                return 0;
            }
        }
        rank
    }

    /// What all indices lead to.
    pub(crate) fn scalar(&self, mut ty: Ty) -> &Type {
        for _ in 0..32 {
            match *self.get(ty) {
                Type::List(element) => ty = element,
                _ => break,
            }
        }
        self.get(ty)
    }

    /// Whether numbers that could vary may be in it.
    pub(crate) fn may_vary(&self, ty: Ty) -> bool {
        let mut pending = vec![(ty, 0)];
        while let Some((ty, depth)) = pending.pop() {
            match self.get(ty) {
                Type::Integer | Type::Truth | Type::Choice => {}
                Type::List(inner) | Type::Iterator(inner) | Type::Option(inner) if depth < 32 => {
                    pending.push((*inner, depth + 1));
                }
                Type::Tuple(parts) if depth < 32 => {
                    pending.extend(parts.iter().map(|&part| (part, depth + 1)));
                }
                _ => return true,
            }
        }
        false
    }

    /// The type that the user writes; a type parameter that stands for a float type is one.
    pub(crate) fn written(&mut self, written: &Syntax, number: Option<&syn::Ident>) -> Ty {
        let known = match written {
            Syntax::Reference(inner) => return self.written(&inner.elem, number),
            Syntax::Paren(inner) => return self.written(&inner.elem, number),
            Syntax::Group(inner) => return self.written(&inner.elem, number),
            Syntax::Array(array) => Type::List(self.written(&array.elem, number)),
            Syntax::Slice(slice) => Type::List(self.written(&slice.elem, number)),
            Syntax::Tuple(tuple) => {
                Type::Tuple(tuple.elems.iter().map(|part| self.written(part, number)).collect())
            }
            Syntax::Infer(_) => Type::Unknown,
            Syntax::Path(path) => {
                let Some(last) = path.path.segments.last() else { return self.fresh() };
                if let Some(family) = matrices::of_type(path, number) {
                    return self.of(Type::Matrix(family));
                }
                match (last.ident.to_string().as_str(), path.path.segments.len()) {
                    ("f64" | "f32", _) => Type::Real,
                    ("bool", _) => Type::Truth,
                    (integer, _) if INTEGERS.contains(&integer) => Type::Integer,
                    (_, 1) if number.is_some_and(|number| *number == last.ident) => Type::Real,
                    (name @ ("Vec" | "Option" | "Result"), _) => {
                        let element = match &last.arguments {
                            PathArguments::AngleBracketed(all) => match all.args.first() {
                                Some(GenericArgument::Type(element)) => self.written(element, number),
                                _ => self.fresh(),
                            },
                            _ => self.fresh(),
                        };
                        if name == "Vec" { Type::List(element) } else { Type::Option(element) }
                    }
                    (name, _) if super::infer::is_of_std(name) => Type::Other,
                    // An alias may stand for any type.
                    _ => Type::Unknown,
                }
            }
            _ => Type::Unknown,
        };
        self.of(known)
    }
}

pub(crate) const INTEGERS: [&str; 12] =
    ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];
