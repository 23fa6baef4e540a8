//! `let mut row = m.row_mut(i);`: a name for a part of a vector or a matrix that is lent. It is a copy of the part, which goes back there after each
//! statement that changes it: nobody else can look at the matrix as long as the part is lent.

use std::rc::Rc;

use super::Lowering;
use super::value::Value;
use crate::region::ArrayId;
use crate::syntax::{Bind, Expr, ExprKind, Method};
use crate::table::matrices;

impl<'t> Lowering<'t, '_> {
    /// A name of such a part; nothing, if it is none, or if it is the name of another part later.
    pub(super) fn lent_view(&mut self, bind: &'t Bind, value: &'t Expr) -> Option<Option<Value<'t>>> {
        let ExprKind::Method(method) = &value.bare().kind else { return None };
        let is_part = matrices::lent(&method.name.to_string()).is_some() && self.is_matrix(&method.receiver);
        let is_followed = bind.mutable
            && is_part
            && !self.is_flat()
            && self.activity.ever(bind.local)
            && !self.variables.is_led_elsewhere(bind.local);
        is_followed.then(|| self.copy_of_part(bind, value, method))
    }

    fn copy_of_part(&mut self, bind: &'t Bind, value: &'t Expr, method: &'t Method) -> Option<Value<'t>> {
        let errors = self.errors.count();
        let Some(part) = self.part_to_change(value) else {
            return if self.errors.count() == errors { self.unsupported(value) } else { None };
        };
        self.flow.lends_part = true;
        let found = self.value(value);
        self.flow.lends_part = false;
        let copy = self.own_fields(bind, found?);
        let Value::Array(place) = &copy else { return self.unsupported(&method.receiver) };
        self.variables.copies_of_lent.insert(place.array);
        self.variables.views.insert(place.array, Rc::new(part));
        Some(copy)
    }

    /// What a method is called that lends a part, where the part is only looked at.
    pub(super) fn name_of_part(&self, method: &Method) -> String {
        let name = method.name.to_string();
        match name.strip_suffix("_mut") {
            Some(looking) if self.flow.lends_part && matrices::lent(&name).is_some() => looking.to_owned(),
            _ => name,
        }
    }

    /// Puts such a copy back to where it comes from, if it is one; that may be a copy itself.
    pub(super) fn bring_view_back(&mut self, array: ArrayId) -> bool {
        let Some(part) = self.variables.views.get(&array).cloned() else { return false };
        self.put_into_part(&part, array);
        self.goes_back(part.place.array);
        true
    }
}
