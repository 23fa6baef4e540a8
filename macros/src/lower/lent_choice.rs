//! `let q = if c { &mut a } else { &mut b };`: a reference to one of several. It is a copy of what it leads to, which goes back there after each statement
//! that changes it: as long as it is known by its name, nobody else can look at what it leads to.

use std::cell::RefCell;
use std::rc::Rc;

use syn::UnOp;

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::region::{ArrayId, Place};
use crate::syntax::{Bind, Expr, ExprKind, LocalId, Pat, PatKind, Ty, Type};

/// Where a reference may lead to, and which of these ways it does.
pub(super) struct LentChoice<'t> {
    which: Id,
    ways: Vec<&'t Expr>,
}

/// What each of the ways ends with.
type Ways<'t> = RefCell<Vec<&'t Expr>>;

impl<'t> Lowering<'t, '_> {
    /// A name that is a reference to one of several; nothing, if it is none that is followed.
    pub(super) fn lent_by_choice(&mut self, bind: &Bind, value: &'t Expr) -> Option<Option<Value<'t>>> {
        let is_followed =
            self.chooses(value) && self.is_followed(bind) && self.leads_to_one(value, None, bind.mutable);
        is_followed.then(|| {
            let ways = RefCell::new(Vec::new());
            let (which, mut parts) = self.chosen_references(value, &[Some(value.ty)], &ways)?;
            let found = parts.pop()?;
            self.resize_with(bind, &ways.borrow());
            self.lead_to(found, which, ways.into_inner())
        })
    }

    /// The names of a tuple, some of which are such references; nothing, if none is.
    pub(super) fn lent_by_choices(&mut self, pattern: &'t Pat, value: &'t Expr) -> Option<Option<()>> {
        let PatKind::Tuple(patterns) = &pattern.bare().kind else { return None };
        let Type::Tuple(types) = self.type_of(value).clone() else { return None };
        let binds: Vec<&Bind> = patterns.iter().map(Pat::as_bind).collect::<Option<_>>()?;
        if !self.chooses(value) || types.len() != binds.len() {
            return None;
        }
        let is_lent = |number: usize| {
            self.is_followed(binds[number]) && self.leads_to_one(value, Some(number), binds[number].mutable)
        };
        let lent: Vec<bool> = (0..binds.len()).map(is_lent).collect();
        if !lent.contains(&true) {
            return None;
        }
        let rooms: Vec<Option<Ty>> = types.iter().zip(&lent).map(|(&ty, lent)| lent.then_some(ty)).collect();
        let ways = RefCell::new(Vec::new());
        let found = self.chosen_references(value, &rooms, &ways);
        let ends = ways.into_inner();
        let bound = found.map(|(which, parts)| {
            for (number, (bind, part)) in binds.iter().zip(parts).enumerate() {
                let part = if lent[number] {
                    let ways: Vec<_> =
                        ends.iter().filter_map(|end| part_of_tuple(end, number)).map(lent_place).collect();
                    self.resize_with(bind, &ways);
                    self.lead_to(part, which, ways)
                } else {
                    Some(part)
                };
                match part {
                    Some(part) => self.declare(bind.local, part),
                    None => self.variables.declare(bind.local, None),
                }
            }
        });
        Some(bound)
    }

    /// Whether a value is chosen, and no name is bound on the way by which a place could be found.
    fn chooses(&self, value: &Expr) -> bool {
        !self.is_flat()
            && matches!(value.bare().kind, ExprKind::If(_) | ExprKind::Match(_))
            && !value.any(&mut |part| binds_something(part))
    }

    /// Whether changes behind a name are followed. One that is led elsewhere later is not.
    fn is_followed(&self, bind: &Bind) -> bool {
        let local = self.tree.local(bind.local);
        let is_known = match self.types.get(local.ty) {
            Type::Real | Type::List(_) | Type::Record(_) => true,
            Type::Tuple(parts) => !parts.iter().any(|&part| matches!(self.types.get(part), Type::Option(_))),
            _ => false,
        };
        is_known
            && !(bind.mutable && self.variables.is_led_elsewhere(bind.local))
            && self.activity.ever(bind.local)
            && self.variables.is_changed(bind.local)
    }

    /// What becomes longer or shorter behind one name does so by its own.
    fn resize_with(&mut self, bind: &Bind, ways: &[&'t Expr]) {
        if !self.variables.is_resized(bind.local) {
            return;
        }
        for way in ways {
            let found = lent_place(way).root().and_then(|root| self.variables.get(root));
            let arrays: Vec<ArrayId> =
                found.into_iter().flat_map(Value::places).map(|place| place.array).collect();
            self.variables.resized_arrays.extend(arrays);
        }
    }

    /// Which way is gone, and what is found there; what is lent, of these types, has memory of its own.
    fn chosen_references(
        &mut self,
        value: &'t Expr,
        lent: &[Option<Ty>],
        ways: &Ways<'t>,
    ) -> Option<(Id, Vec<Value<'t>>)> {
        let mut rooms = Vec::new();
        for ty in lent {
            let room = ty.filter(|&ty| *self.types.get(ty) != Type::Real).map(|ty| {
                let layout = self.layout_of(ty);
                Value::Array(self.empty_memory("lent", layout, None, true))
            });
            if let Some(room) = &room {
                self.assign_again(room);
            }
            rooms.push(room);
        }
        let found = self.branches(value.bare(), &|lowering, last| lowering.way(ways, &rooms, last))?;
        let Value::Tuple(mut parts) = found else { return None };
        let Value::Number(which) = parts.remove(0) else { return None };
        Some((which, parts))
    }

    /// Lets memory be a copy that goes back to where it comes from.
    fn lead_to(&mut self, found: Value<'t>, which: Id, ways: Vec<&'t Expr>) -> Option<Value<'t>> {
        let found = match found {
            Value::Array(place) => Value::Array(place),
            number => {
                let place = self.stored(None, &[number], false, true)?;
                let first = self.graph.literal("0", Kind::Integer);
                Value::Slot(self.graph.at(&place, first))
            }
        };
        let [Place { array, .. }] = found.places()[..] else { return None };
        let array = *array;
        self.variables.copies_of_lent.insert(array);
        let ways = ways.into_iter().map(lent_place).collect();
        self.variables.choices.insert(array, Rc::new(LentChoice { which, ways }));
        Some(found)
    }

    /// One of the ways: its number, and copies of what it leads to.
    fn way(&mut self, ways: &Ways<'t>, rooms: &[Option<Value<'t>>], expr: &'t Expr) -> Option<Value<'t>> {
        match &expr.bare().kind {
            ExprKind::Block(block, None) => {
                return self.in_block(block, &|lowering, last| lowering.way(ways, rooms, last));
            }
            ExprKind::If(_) | ExprKind::Match(_) => {
                return self.branches(expr.bare(), &|lowering, last| lowering.way(ways, rooms, last));
            }
            _ if crate::syntax::is_never(expr) => {
                self.effect(expr);
                return None;
            }
            _ => {}
        }
        let number = ways.borrow().len();
        ways.borrow_mut().push(expr);
        let mut parts = vec![Value::Number(self.graph.literal(&number.to_string(), Kind::Integer))];
        for (number, room) in rooms.iter().enumerate() {
            let part = if rooms.len() == 1 { expr } else { part_of_tuple(expr, number)? };
            let place = lent_place(part);
            let found = self.part_value(place)?;
            parts.push(match room {
                Some(room) => self.put_into(room, place, found)?,
                None => Value::Number(self.number_of(place, found)?),
            });
        }
        Some(Value::Tuple(parts))
    }

    /// Whether all that a value ends with is a mutable reference to a place that stays the same, or nothing at all; of a tuple, this part.
    fn leads_to_one(&self, value: &Expr, part: Option<usize>, mutable: bool) -> bool {
        let ends = |block: &crate::syntax::Block| {
            block.statements.is_empty()
                && block.tail.as_ref().is_some_and(|tail| self.leads_to_one(tail, part, mutable))
        };
        match (&value.bare().kind, part) {
            (ExprKind::Block(block, None), _) => ends(block),
            (ExprKind::If(branch), _) => {
                ends(&branch.then)
                    && branch
                        .otherwise
                        .as_ref()
                        .is_some_and(|otherwise| self.leads_to_one(otherwise, part, mutable))
            }
            (ExprKind::Match(choice), _) => {
                choice.arms.iter().all(|arm| self.leads_to_one(&arm.body, part, mutable))
            }
            (ExprKind::Reference(true, place), None) => self.stays(place),
            // What is changed behind a name without `mut` was a reference before.
            (ExprKind::Local(_), None) => !mutable,
            (ExprKind::Tuple(parts), Some(number)) => {
                parts.get(number).is_some_and(|part| self.leads_to_one(part, None, mutable))
            }
            _ => crate::syntax::is_never(value),
        }
    }

    fn stays(&self, place: &Expr) -> bool {
        match &place.bare().kind {
            ExprKind::Local(_) => true,
            ExprKind::Field(base, _) | ExprKind::Unary(UnOp::Deref(_), base) => self.stays(base),
            ExprKind::Index(base, index) => {
                let may_differ = |part: &Expr| match &part.kind {
                    ExprKind::Local(local) => self.tree.local(*local).mutable,
                    ExprKind::Literal(_) | ExprKind::Chain(..) | ExprKind::Paren(_) | ExprKind::Cast(..) => {
                        false
                    }
                    ExprKind::Path(_) => false,
                    _ => true,
                };
                self.stays(base) && !index.any(&mut |part| may_differ(part))
            }
            _ => false,
        }
    }

    /// A reference to a number goes by the name of that: another one would change what it leads to.
    pub(super) fn refuse_leading_elsewhere(&mut self, target: &Expr, local: LocalId) {
        let name = self.name_of(local);
        self.errors.report(
            target.spans,
            format!("the mutable reference `{name}` is led elsewhere, and changes behind it are not followed then"),
            format!("choose once, as in `let {name} = if … {{ &mut a }} else {{ &mut b }};`, or change each by its own name"),
        );
        self.variables.assign(local, None);
    }

    /// Notes that memory changes which is a copy; whether it goes back to where it comes from.
    pub(super) fn goes_back(&mut self, array: ArrayId) -> bool {
        let is_choice =
            self.variables.choices.contains_key(&array) || self.variables.views.contains_key(&array);
        if is_choice && !self.variables.to_go_back.contains(&array) {
            self.variables.to_go_back.push(array);
        }
        is_choice
    }

    /// Lets what was changed arrive where it comes from.
    pub(super) fn bring_back(&mut self) {
        while let Some(array) = self.variables.to_go_back.pop() {
            if self.bring_view_back(array) {
                continue;
            }
            let Some(choice) = self.variables.choices.get(&array).cloned() else { continue };
            let Some((&first, _)) = choice.ways.split_first() else { continue };
            let whole = Place::of(array);
            let value = if *self.type_of(first) == Type::Real {
                let number = self.graph.literal("0", Kind::Integer);
                let place = self.graph.at(&whole, number);
                Value::Number(self.graph.element(place))
            } else {
                Value::Array(whole)
            };
            self.without_name(|lowering| lowering.bring_way_back(&choice, 0, &value));
        }
    }

    fn bring_way_back(&mut self, choice: &LentChoice<'t>, number: usize, value: &Value<'t>) -> Option<()> {
        let &way = choice.ways.get(number)?;
        if number + 1 == choice.ways.len() {
            self.arrive_at(way, value.clone());
            return Some(());
        }
        let this = self.graph.literal(&number.to_string(), Kind::Integer);
        let is_this = self.comparison("==", choice.which, this);
        self.choose(
            Some(is_this),
            |lowering| {
                lowering.arrive_at(way, value.clone());
                Some(())
            },
            |lowering| lowering.bring_way_back(choice, number + 1, value),
        )
    }

    /// Gives what a way leads to another value; where the way is the name of a reference, what is behind that.
    fn arrive_at(&mut self, way: &'t Expr, value: Value<'t>) {
        let Some(local) = way.as_local() else { return self.give(way, way, value) };
        match self.variables.get(local) {
            Some(Value::Array(place) | Value::Slot(place)) if !self.graph.array(place.array).constant => {
                let Some(place) = self.target(way) else { return };
                if self.graph.rank(&place) > 0 {
                    // The whole of it, which may be of another length now.
                    self.assign_whole(&Place { borrowed: false, ..place }, way, value);
                } else if let Some(number) = self.number_of(way, value) {
                    self.store_at(place, number);
                }
            }
            Some(current) if self.variables.is_lent(local) => {
                let current = current.clone();
                let value = self.in_parts_like(&current, value);
                self.assign_local(local, Some(value));
                self.variables.arrive(local);
            }
            _ => self.give(way, way, value),
        }
    }

    /// The variables that a change behind a name may arrive in.
    pub(super) fn led_to(&self, local: LocalId) -> Vec<LocalId> {
        let Some(value) = self.variables.get(local) else { return Vec::new() };
        let choices = value.places().into_iter().filter_map(|place| self.variables.choices.get(&place.array));
        let mut all: Vec<LocalId> =
            choices.flat_map(|choice| choice.ways.iter().filter_map(|way| way.root())).collect();
        let further: Vec<LocalId> = all.iter().flat_map(|&root| self.led_to(root)).collect();
        all.extend(further);
        all
    }
}

/// Whether names are bound on the way, by which a place could be found.
fn binds_something(part: &Expr) -> bool {
    match &part.kind {
        ExprKind::Let(pattern, _) => !pattern.binds().is_empty(),
        ExprKind::Match(choice) => choice.arms.iter().any(|arm| !arm.pattern.binds().is_empty()),
        _ => false,
    }
}

/// The place that `&mut place` lends; anything else as it is.
fn lent_place(expr: &Expr) -> &Expr {
    match &expr.bare().kind {
        ExprKind::Reference(true, place) => place,
        _ => expr,
    }
}

fn part_of_tuple(expr: &Expr, number: usize) -> Option<&Expr> {
    match &expr.bare().kind {
        ExprKind::Tuple(parts) => parts.get(number),
        _ => None,
    }
}
