//! What patterns say of the values that they take apart.

use super::super::field::Field;
use super::super::tree::{Arm, Pat, PatKind};
use super::super::types::{Ty, Type};
use super::{Inference, Pending};

impl<'t> Inference<'_, 't> {
    /// What has the fields that a pattern names: a variant of an enum has others than the next one.
    fn variant(&mut self, path: &syn::Path, ty: Ty) -> Ty {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let is_of_type = matches!(names.as_slice(), [.., owner, _] if owner.starts_with(char::is_uppercase));
        let name = names.join("::");
        if let Some(&known) = self.variants.get(&name) {
            self.holding.push(ty);
            return known;
        }
        if !is_of_type {
            return ty;
        }
        self.holding.push(ty);
        let own = self.types.fresh();
        self.variants.insert(name, own);
        own
    }

    /// The paths in the patterns of a `match` are those of variants, if there are several.
    pub(super) fn variants_of(&mut self, arms: &'t [Arm]) {
        let mut names: Vec<String> = Vec::new();
        let mut pending: Vec<&Pat> = arms.iter().map(|arm| &arm.pattern).collect();
        while let Some(pattern) = pending.pop() {
            match &pattern.kind {
                PatKind::TupleStruct(path, _) | PatKind::Struct(path, ..)
                    if !is_variant(path, &["Some", "Ok", "Err"]) =>
                {
                    let segments = path.segments.iter().map(|segment| segment.ident.to_string());
                    let name = segments.collect::<Vec<_>>().join("::");
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                PatKind::Reference(_, inner) => pending.push(inner),
                PatKind::Or(cases) => pending.extend(cases),
                _ => {}
            }
        }
        if names.len() > 1 {
            for name in names {
                let own = self.types.fresh();
                self.variants.entry(name).or_insert(own);
            }
        }
    }

    pub(super) fn pattern(&mut self, pattern: &'t Pat) {
        let ty = pattern.ty;
        for child in pattern.children() {
            self.pattern(child);
        }
        match &pattern.kind {
            PatKind::Bind(bind) => {
                self.unify(ty, self.tree.local(bind.local).ty);
                if let Some(sub) = &bind.sub {
                    self.unify(ty, sub.ty);
                }
            }
            PatKind::Reference(_, inner) => self.unify(ty, inner.ty),
            PatKind::Typed(inner, written) => {
                let written = self.types.written(written, self.signature.number.as_ref());
                self.unify(ty, written);
                self.unify(ty, inner.ty);
            }
            PatKind::Tuple(parts) => match parts.iter().position(|part| matches!(part.kind, PatKind::Rest)) {
                None => self.is(ty, Type::Tuple(parts.iter().map(|part| part.ty).collect())),
                Some(rest) => {
                    let front = parts[..rest].iter().map(|part| part.ty).collect();
                    let back = parts[rest + 1..].iter().map(|part| part.ty).collect();
                    self.pending.push(Pending::Parts(ty, front, back));
                }
            },
            PatKind::Slice(parts) => {
                let element = self.list_of(ty);
                for part in parts {
                    match &part.kind {
                        PatKind::Rest => {}
                        PatKind::Bind(bind) if is_rest(bind.sub.as_deref()) => self.unify(ty, part.ty),
                        _ => self.unify(element, part.ty),
                    }
                }
            }
            PatKind::Value(value) => {
                self.todo.push((value, ty));
                self.unify(ty, value.ty);
            }
            PatKind::Range(start, _, end) => {
                for bound in [start, end].into_iter().flatten() {
                    self.todo.push((bound, ty));
                    self.unify(ty, bound.ty);
                }
            }
            PatKind::Or(cases) => cases.iter().for_each(|case| self.unify(ty, case.ty)),
            PatKind::TupleStruct(path, parts) if is_variant(path, &["Some", "Ok"]) && parts.len() == 1 => {
                self.is(ty, Type::Option(parts[0].ty));
            }
            PatKind::TupleStruct(path, _) if is_variant(path, &["Err"]) => {
                let held = self.types.fresh();
                self.is(ty, Type::Option(held));
            }
            PatKind::TupleStruct(path, parts) => {
                let whole = self.variant(path, ty);
                for (position, part) in parts.iter().enumerate() {
                    self.pending.push(Pending::Field(whole, Field::Numbered(position), part.ty));
                }
            }
            PatKind::Struct(path, fields, _) => {
                let whole = self.variant(path, ty);
                for (member, pattern) in fields {
                    self.pending.push(Pending::Field(whole, member.into(), pattern.ty));
                }
            }
            PatKind::Wild | PatKind::Rest | PatKind::Foreign(_) => {}
        }
    }
}

pub(super) fn is_rest(pattern: Option<&Pat>) -> bool {
    pattern.is_some_and(|pattern| matches!(pattern.kind, PatKind::Rest))
}

/// Whether a path is that of a variant of `Option` or `Result`.
pub(crate) fn is_variant(path: &syn::Path, variants: &[&str]) -> bool {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let owner = names.len() < 2 || ["Option", "Result"].contains(&names[names.len() - 2].as_str());
    owner && names.last().is_some_and(|last| variants.contains(&last.as_str()))
}
