//! What is evaluated only where something else allows it: indices, roots, logarithms, quotients.

use crate::code::{Code, Leave, Number, State, Value, apart};
use crate::number::Real;
use crate::scope::{Kind, Scope, Shape, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// An array of numbers and an index that may be outside of it.
    fn array_and_index(&mut self, scope: &Scope) -> Option<(Variable, Shape, Variable)> {
        let arrays = scope.arrays(|shape| shape.columns.is_none());
        let wholes = scope.all(|variable| variable.kind == Kind::Whole);
        if arrays.is_empty() || wholes.is_empty() {
            return None;
        }
        let (array, shape) = self.one_of(&arrays);
        Some((array, shape, self.one_of(&wholes)))
    }

    /// `k > 0 && k <= y.len() && y[k - 1] > …`
    pub(crate) fn guarded(&mut self, scope: &Scope) -> Option<Code<bool>> {
        let (array, Shape { length, .. }, whole) = self.array_and_index(scope)?;
        let bound = self.compared_with(scope);
        let (y, k) = (&array.name, &whole.name);
        let before = self.happens(0.5);
        let (guard, index) = if before {
            (format!("{k} > 0 && {k} <= {y}.len()"), format!("{k} - 1"))
        } else {
            (format!("{k} < {y}.len()"), k.clone())
        };
        let negated = self.happens(0.4);
        let text = if negated {
            format!("(!({guard}) || {y}[{index}] < {bound})")
        } else {
            format!("({guard} && {y}[{index}] < {bound})")
        };
        let (array, whole) = (array.slot, whole.slot);
        Some(Code::new(text, move |state| {
            let index = state.get(whole).whole().wrapping_sub(usize::from(before));
            if index >= length {
                return Ok(negated);
            }
            let bound = bound.run(state)?.primal();
            Ok(state.get(array).many()[index].number().primal() < bound)
        }))
    }

    fn compared_with(&mut self, scope: &Scope) -> Code<Number> {
        self.number(&scope.block(), 3)
    }

    /// A number that is asked for by its guard alone.
    pub(crate) fn guarded_number(&mut self, scope: &Scope) -> Code<Number> {
        let other = self.number(scope, 2);
        if self.happens(0.3)
            && let Some((array, Shape { length, .. }, whole)) = self.array_and_index(scope)
        {
            let (y, k) = (&array.name, &whole.name);
            let text = match self.below(2) {
                0 => format!("(if {k} < {y}.len() {{ {y}[{k}] }} else {{ {other} }})"),
                _ => format!("(if {k} >= {y}.len() {{ {other} }} else {{ {y}[{k}] }})"),
            };
            let (array, whole) = (array.slot, whole.slot);
            return Code::new(text, move |state| {
                let index = state.get(whole).whole();
                if index >= length { other.run(state) } else { Ok(state.get(array).many()[index].number()) }
            });
        }
        let of = self.number(scope, 3);
        let zero = if self.float == "T" { "T::of(0.0)" } else { "0.0" };
        let name = self.new_name(scope, "p");
        let float = self.float;
        let choice = self.below(4);
        let then = match choice {
            0 => format!("{float}::sqrt({name})"),
            1 => format!("{float}::ln({name})"),
            _ => format!("({of} / {name})"),
        };
        // The bound name shadows what the quotient is of.
        let (then, choice) = if scope.has(&name) && choice > 1 {
            (format!("{float}::sqrt({name})"), 0)
        } else {
            (then, choice)
        };
        let tested = self.number(scope, 3);
        let hidden = scope.has(&name);
        let text = if hidden {
            format!(
                "({{ let {name}: {float} = {tested}; if {name} > {zero} {{ {then} }} else {{ {name} }} }})"
            )
        } else {
            format!(
                "({{ let {name}: {float} = {tested}; if {name} > {zero} {{ {then} }} else {{ {other} }} }})"
            )
        };
        Code::new(text, move |state: &mut State| {
            let tested = tested.run(state)?;
            apart(tested, Number::of(0.0))?;
            match (tested.primal() > 0.0, choice) {
                (true, 0) => Ok(tested.sqrt()),
                (true, 1) => Ok(tested.ln()),
                (true, _) => Ok(of.run(state)? / tested),
                (false, _) if hidden => Ok(tested),
                (false, _) => other.run(state),
            }
        })
    }

    /// `if k >= y.len() { return …; } let v = y[k];`, or with `continue` and `break`.
    pub(crate) fn let_guarded(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let (array, Shape { length, .. }, whole) = self.array_and_index(scope)?;
        let around = scope.loops.last().cloned();
        let goes_on = self.happens(0.5);
        let result = self.number(scope, 2);
        let leave = match &around {
            Some(_) => if goes_on { "continue" } else { "break" }.to_owned(),
            None if scope.returns => format!("return {result}"),
            None => return None,
        };
        let variable = self.variable(scope, "v", Kind::Number, false);
        let (y, k) = (&array.name, &whole.name);
        let text = format!("if {k} >= {y}.len() {{ {leave}; }} let {} = {y}[{k}];", variable.name);
        let (array, whole, slot) = (array.slot, whole.slot, variable.slot);
        scope.add(variable);
        Some(Code::new(text, move |state| {
            let index = state.get(whole).whole();
            if index >= length {
                return Err(match &around {
                    Some(around) if goes_on => Leave::Continue(around.number),
                    Some(around) => Leave::Break(around.number),
                    None => Leave::Return(Value::Number(result.run(state)?)),
                });
            }
            let value = state.get(array).many()[index].clone();
            state.set(slot, value);
            Ok(())
        }))
    }
}
