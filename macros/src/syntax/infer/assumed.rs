//! What is learnt once all expressions have been seen, and what is assumed where nothing says more.

use super::by_method::{is_copy, is_of_others};
use super::{Inference, Pending};
use crate::hash::HashSet;
use crate::syntax::tree::ExprKind;
use crate::syntax::types::{Ty, Type};
use crate::table::methods::{self, Shape};

impl Inference<'_, '_> {
    pub(super) fn settle(&mut self) {
        self.propagate();
        self.assume_queues();
        self.propagate();
        self.assume_structs();
        self.propagate();
        let assumptions =
            [Self::assume_lists as fn(&mut Self), Self::assume_calculated_structs, Self::assume_numbers];
        for assume in assumptions {
            loop {
                let before = self.types.learnt;
                assume(self);
                if self.types.learnt == before {
                    break;
                }
                self.propagate();
            }
        }
        self.propagate();
    }

    /// A queue of what may vary is a vector, and any other is what it is.
    fn assume_queues(&mut self) {
        for (queue, made_of) in std::mem::take(&mut self.queues) {
            if self.types.is_known(queue) {
                continue;
            }
            let put_in = self.pending.iter().filter_map(|one| match one {
                Pending::Method(_, method) if self.types.same(method.receiver.ty, queue) => {
                    let puts = ["push_back", "push_front"].iter().any(|name| method.name == name);
                    method.arguments.first().filter(|_| puts).map(|value| value.ty)
                }
                _ => None,
            });
            let put_in: Vec<Ty> = put_in.collect();
            let list = made_of.filter(|&list| {
                matches!(self.types.get(list), Type::List(_) | Type::Iterator(_)) && self.holds_numbers(list)
            });
            if list.is_some() || put_in.iter().any(|&ty| self.holds_numbers(ty)) {
                let element = self.types.fresh();
                self.is(queue, Type::List(element));
                for ty in put_in {
                    self.unify(element, ty);
                }
                if let Some(list) = list {
                    self.pending.push(Pending::Items(list, element));
                }
            } else {
                self.is(queue, Type::Other);
            }
        }
    }

    /// Whether there are real numbers in something.
    fn holds_numbers(&self, ty: Ty) -> bool {
        match self.types.get(ty) {
            Type::Real | Type::Record(_) => true,
            Type::List(inner) | Type::Iterator(inner) => self.holds_numbers(*inner),
            Type::Tuple(parts) => parts.iter().any(|&part| self.holds_numbers(part)),
            _ => false,
        }
    }

    /// Asks what waits again, until nothing new comes up.
    pub(super) fn propagate(&mut self) {
        loop {
            let before = self.types.learnt;
            let pending = std::mem::take(&mut self.pending);
            for one in pending {
                if !self.resolve(&one) {
                    self.pending.push(one);
                }
            }
            if self.types.learnt == before {
                break;
            }
        }
    }

    /// What has fields is a struct; what has a method that lists alone have is a list; and so is, if nothing else says more, what is indexed or
    /// gone through.
    pub(super) fn assume_lists(&mut self) {
        if self.has_matrices && self.assume_matrices() {
            return;
        }
        let (mut structs, mut lists, mut options, mut others, mut gone_through) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut elements = Vec::new();
        for one in &self.pending {
            match one {
                Pending::Method(expr, method) => {
                    let name = method.name.to_string();
                    let mut rows = methods::rows(&name).peekable();
                    // An iterator is known by what it comes from, and is no part of anything.
                    let of_list = |row: &methods::Method| matches!(row.receiver, Shape::List(_));
                    let is_part =
                        matches!(method.receiver.bare().kind, ExprKind::Field(..) | ExprKind::Index(..))
                            || method.receiver.as_local().is_some() && methods::rows(&name).any(of_list);
                    let is_list = |row: &methods::Method| {
                        matches!(row.receiver, Shape::List(_) | Shape::Items(_))
                            || (name == "len" || is_part) && matches!(row.receiver, Shape::Iterator(_))
                    };
                    if rows.peek().is_some()
                        && rows.all(is_list)
                        && !is_copy(&name)
                        && !methods::is_of_queues(&name)
                    {
                        // No list is as long as a number that has a fraction.
                        let is_number = name == "len" && *self.types.get(expr.ty) == Type::Real;
                        if is_number { &mut structs } else { &mut lists }.push(method.receiver.ty);
                    }
                    // What has a method that numbers and lists have not is of another type.
                    let of_iterator = |row: &methods::Method| matches!(row.receiver, Shape::Iterator(_));
                    let is_other = (methods::rows(&name).all(of_iterator) || methods::is_of_queues(&name))
                        && method.function().is_none()
                        && !methods::keeps_number(&name)
                        && !methods::compares(&name)
                        && !is_copy(&name);
                    if is_other && method.receiver.as_local().is_some() {
                        // What varies is no map or generator: it is a struct.
                        let is_struct = is_of_others(method) && method.receiver.varies.get();
                        if is_struct { &mut structs } else { &mut others }.push(method.receiver.ty);
                    }
                    if is_of_others(method) && matches!(method.receiver.behind().kind, ExprKind::Index(..)) {
                        elements.push(method.receiver.ty);
                    }
                    // What a variable holds that was given by a call.
                    if methods::of_options(&name).1 && method.receiver.as_local().is_some() {
                        options.push(method.receiver.ty);
                    }
                }
                Pending::Field(base, ..) => structs.push(*base),
                Pending::Index(base, ..) => gone_through.push(*base),
                Pending::Items(all, _) => gone_through.push(*all),
                _ => {}
            }
        }
        // What a method gives that is waited for, its row says.
        let waited_for: HashSet<Ty> = self
            .pending
            .iter()
            .filter_map(|one| match one {
                Pending::Method(expr, _) => Some(self.types.root(expr.ty)),
                _ => None,
            })
            .collect();
        let (given, gone_through): (Vec<Ty>, Vec<Ty>) =
            gone_through.into_iter().partition(|&ty| waited_for.contains(&self.types.root(ty)));
        let before = self.types.learnt;
        for ty in structs {
            if !self.types.is_known(ty) {
                self.types.set(ty, Type::Record(Vec::new()));
            }
        }
        for ty in options {
            if !self.types.is_known(ty) {
                let held = self.types.fresh();
                self.types.set(ty, Type::Option(held));
            }
        }
        let sides = if self.has_operators { self.sides_of_operators() } else { Vec::new() };
        // What an item of a list is, another loop over that may say.
        let items = self.pending.iter().filter_map(|one| match one {
            Pending::Items(list, item) if !self.types.is_known(*list) => Some(*item),
            _ => None,
        });
        let items: Vec<Ty> = items.collect();
        others.retain(|&ty| !items.iter().any(|&item| self.types.same(item, ty)));
        for ty in others {
            let is_calculated_with = sides.iter().any(|&side| self.types.same(side, ty));
            if !self.types.is_known(ty) && !is_calculated_with {
                // What is another one after a method, as in `q = q.turned(by)` or in a fold, is a struct, and no map or generator.
                let given_again = self.pending.iter().filter_map(|one| match one {
                    Pending::Method(expr, method) if self.types.same(expr.ty, method.receiver.ty) => {
                        Some(expr.ty)
                    }
                    _ => None,
                });
                let is_replaced =
                    given_again.chain(self.assigned.iter().copied()).any(|other| self.types.same(other, ty));
                self.types.set(ty, if is_replaced { Type::Record(Vec::new()) } else { Type::Other });
            }
        }
        // There are no operators of lists: what is calculated with is a struct that has a method of this name as well, such as `len`.
        lists.retain(|&ty| !sides.iter().any(|&side| self.types.same(side, ty)));
        self.all_lists(lists);
        // So has an element that is a struct, as in `w[0].dot(&w[1])`, once its list is one.
        if self.types.learnt == before {
            for ty in elements {
                if !self.types.is_known(ty) {
                    self.types.set(ty, Type::Record(Vec::new()));
                }
            }
        }
        for more in [gone_through, given] {
            if self.types.learnt == before {
                self.all_lists(more);
            }
        }
    }

    pub(super) fn all_lists(&mut self, types: Vec<Ty>) {
        for ty in types {
            if !self.types.is_known(ty) {
                let element = self.types.fresh();
                self.types.set(ty, Type::List(element));
            }
        }
    }

    pub(super) fn assume_numbers(&mut self) {
        if !self.is_settled {
            self.is_settled = true;
            self.propagate();
            self.assume_same_calls();
            self.propagate();
        }
        self.assume_counts();
        let (operators, pending): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|one| matches!(one, Pending::Operator(..)));
        self.pending = pending;
        for one in operators {
            if let Pending::Operator(operator, left, right, result) = one
                && !self.operation(operator, left, right, result)
            {
                self.arithmetic(operator, left, right, result);
            }
        }
        self.functions_of_numbers();
        // What is compared by a method is a number, as what is compared by an operator is.
        for one in &self.pending {
            if let Pending::Method(_, method) = one
                && methods::compares(&method.name.to_string())
            {
                self.numbers.push(method.receiver.ty);
            }
        }
        // What is only handed on from one such function to another may be anything.
        for one in &self.pending {
            if let Pending::Method(expr, method) = one
                && is_of_others(method)
            {
                self.given.push(expr.ty);
                self.handed_on.push(method.receiver.ty);
                self.handed_on.extend(method.arguments.iter().map(|argument| argument.ty));
            }
        }
        let is_handed_on = |ty: Ty| self.handed_on.iter().any(|&other| self.types.same(ty, other));
        let numbers: Vec<Ty> = self.given.iter().copied().filter(|&ty| !is_handed_on(ty)).collect();
        self.numbers.extend(numbers);
        for ty in std::mem::take(&mut self.numbers) {
            if !self.types.is_known(ty) {
                self.types.set(ty, Type::Real);
            }
        }
    }

    /// What a call gives, or a part of that, is an integer where it is the place of an element, or is made a float: a float needs no cast. rustc
    /// sees to it.
    fn assume_counts(&mut self) {
        let by_methods = self.pending.iter().filter_map(|one| match one {
            Pending::Method(expr, _) => Some(expr.ty),
            _ => None,
        });
        let mut given: Vec<Ty> = self.given.iter().copied().chain(by_methods).collect();
        let mut parts = HashSet::default();
        while let Some(ty) = given.pop() {
            if !parts.insert(self.types.root(ty)) {
                continue;
            }
            match self.types.get(ty) {
                Type::List(inner) | Type::Iterator(inner) | Type::Option(inner) => given.push(*inner),
                Type::Tuple(several) => given.extend(several),
                _ => {}
            }
        }
        for (list, ty) in std::mem::take(&mut self.counts) {
            let is_place = list.is_none_or(|list| matches!(self.types.get(list), Type::List(_)));
            if is_place && !self.types.is_known(ty) && parts.contains(&self.types.root(ty)) {
                self.is(ty, Type::Integer);
            }
        }
    }

    /// The functions that numbers have as complex ones do: of what is still unknown, they are those of numbers.
    pub(super) fn functions_of_numbers(&mut self) {
        for one in std::mem::take(&mut self.pending) {
            if let Pending::Method(expr, method) = one
                && !self.types.is_known(method.receiver.ty)
                && let Some(function) = method.function()
                && methods::rows(&method.name.to_string()).next().is_none()
            {
                let receiver = std::iter::once(method.receiver.ty);
                let given: Vec<Ty> =
                    receiver.chain(method.arguments.iter().map(|argument| argument.ty)).collect();
                self.function(function, &given, expr.ty);
            } else {
                self.pending.push(one);
            }
        }
    }
}
