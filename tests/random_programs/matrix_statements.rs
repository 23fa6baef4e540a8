//! Statements of vectors and matrices.

use crate::assignments::changed;
use crate::code::{Code, Leave, Number, Value, array};
use crate::matrices::{Held, Matrix};
use crate::matrix_arithmetic::norm;
use crate::matrix_values::each;
use crate::number::Real;
use crate::scope::{Kind, Scope, Variable};
use crate::statements::once;
use crate::writer::Writer;

impl Writer<'_> {
    /// `let mut m = …;`
    pub(crate) fn let_matrix(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let of = self.matrix_type()?;
        let made = self.matrix(scope, 0, of);
        let mutable = self.happens(0.6);
        let variable = self.variable(scope, "m", Kind::Matrix { of, held: Held::Owned }, mutable);
        let word = if mutable { "mut " } else { "" };
        let typed = if self.happens(0.4) { format!(": {}", of.text()) } else { String::new() };
        let text = format!("let {word}{}{typed} = {};", variable.name, made.owned);
        let slot = variable.slot;
        scope.add(variable);
        Some(Code::new(text, move |state| {
            let numbers = made.run(state)?;
            state.set(slot, array(numbers));
            Ok(())
        }))
    }

    fn changing_matrix(&mut self, scope: &Scope) -> Option<(Variable, Matrix)> {
        let mut all = scope.matrices(|_| true);
        all.retain(|(variable, ..)| variable.mutable);
        if all.is_empty() {
            return None;
        }
        let (variable, of, _) = self.one_of(&all);
        Some((variable, of))
    }

    /// `m = …;`, `m += …;`, `m *= s;`
    pub(crate) fn assign_matrix(&mut self, scope: &Scope) -> Option<Code<()>> {
        let (Variable { name, slot, .. }, of) = self.changing_matrix(scope)?;
        if self.happens(0.3) {
            let (operator, number) = self.change_of_number(scope);
            return Some(Code::new(format!("{name} {operator}= {number};"), move |state| {
                let number = number.run(state)?;
                let change = |a| if operator == "*" { a * number } else { a / number };
                let changed = state.get(slot).map(&mut |a| change(a));
                state.set(slot, changed);
                Ok(())
            }));
        }
        let operator = self.one_of(&["", "", "+", "-"]);
        // What is changed is not lent meanwhile.
        let mut inner = scope.clone();
        if !operator.is_empty() {
            inner.remove(&name);
        }
        let made = self.matrix(&inner, 0, of);
        let text = match operator {
            "" => &made.owned,
            _ if of.is_grid() => &made.lent,
            _ => &made.operand,
        };
        Some(Code::new(format!("{name} {operator}= {text};"), move |state| {
            let (other, before) = (made.run(state)?, state.get(slot).numbers());
            let after = match operator {
                "+" => each(&before, &other, |a, b| a + b),
                "-" => each(&before, &other, |a, b| a - b),
                _ => other,
            };
            state.set(slot, array(after));
            Ok(())
        }))
    }

    /// A factor or a divisor that is not large, and not nothing.
    fn change_of_number(&mut self, scope: &Scope) -> (&'static str, Code<Number>) {
        let (number, divides) = (self.number(scope, 1), self.happens(0.5));
        let text = format!("(2.0 + ({number}).sin())");
        let positive = Code::new(text, move |state| Ok(Number::of(2.0) + number.run(state)?.sin()));
        (if divides { "/" } else { "*" }, positive)
    }

    /// `m[(i, j)] += …;`
    pub(crate) fn assign_element_of_matrix(&mut self, scope: &Scope) -> Option<Code<()>> {
        let (Variable { name, slot, .. }, of) = self.changing_matrix(scope)?;
        let (operator, number) = self.change(scope);
        let columns = of.columns.unwrap_or(1);
        let (row, column) = (self.index(scope, of.rows), self.index(scope, columns));
        let index = of.index(&row.text, &column.text);
        Some(Code::new(format!("{name}[{index}] {operator}= {number};"), move |state| {
            let change = number.run(state)?;
            let column = if of.columns.is_some() { column.run(state)? } else { 0 };
            let place = row.run(state)? * columns + column;
            let value = changed(operator, state.get(slot).many()[place].number(), change)?;
            state.get_mut(slot).many_mut()[place] = Value::Number(value);
            Ok(())
        }))
    }

    /// Methods of nalgebra that change a vector or a matrix in its place.
    pub(crate) fn change_in_place(&mut self, scope: &Scope) -> Option<Code<()>> {
        let (Variable { name, slot, .. }, of) = self.changing_matrix(scope)?;
        if of.is_grid() {
            return None;
        }
        let which = self.below(7);
        if which == 0 {
            let mut inner = scope.clone();
            inner.remove(&name);
            let other = self.matrix(&inner, 1, of);
            let text = format!("{name}.component_mul_assign({});", other.lent);
            return Some(Code::new(text, move |state| {
                let product = each(&state.get(slot).numbers(), &other.run(state)?, |a, b| a * b);
                state.set(slot, array(product));
                Ok(())
            }));
        }
        if which == 1 {
            let (i, j) = (self.index(scope, of.rows), self.index(scope, of.rows));
            let columns = of.columns.unwrap_or(1);
            return Some(Code::new(format!("{name}.swap_rows({i}, {j});"), move |state| {
                let (i, j) = (i.run(state)?, j.run(state)?);
                let rows = state.get_mut(slot).many_mut();
                (0..columns).for_each(|column| rows.swap(i * columns + column, j * columns + column));
                Ok(())
            }));
        }
        // The number is there before what it changes is lent.
        let number = self.number(scope, 1);
        let p = self.name("w");
        let (text, of_number) = match which {
            2 => (format!("{name}.normalize_mut();"), false),
            3 => (format!("{name}.neg_mut();"), false),
            4 => (format!("let {p} = {number}; {name}.scale_mut({p});"), true),
            5 => (format!("let {p} = {number}; {name}.add_scalar_mut({p});"), true),
            _ => (format!("let {p} = 2.0 + ({number}).powi(2); {name}.unscale_mut({p});"), true),
        };
        Some(Code::new(text, move |state| {
            let number = if of_number { number.run(state)? } else { Number::of(1.0) };
            let before = state.get(slot).numbers();
            let norm = if which == 2 { norm(&before)? } else { Number::of(1.0) };
            let change = |a: Number| match which {
                2 => a / norm,
                3 => -a,
                4 => a * number,
                5 => a + number,
                _ => a / (Number::of(2.0) + number.powi(2)),
            };
            state.set(slot, array(before.into_iter().map(change)));
            Ok(())
        }))
    }

    /// A loop over the numbers of one.
    pub(crate) fn for_numbers(
        &mut self,
        scope: &Scope,
        mut inner: Scope,
        before: &str,
        number: usize,
    ) -> Option<Code<()>> {
        let all = scope.matrices(|of| of.columns.is_none());
        if all.is_empty() {
            return None;
        }
        let (of, shape, _) = self.one_of(&all);
        inner.freeze(&of.name);
        let element = self.variable(&inner, "p", Kind::Reference, false);
        let head = format!("{before}for {} in {}.iter()", element.name, of.name);
        let (slot, from) = (element.slot, of.slot);
        inner.add(element);
        let body = self.block(inner);
        Some(Code::new(format!("{head} {{ {body} }}"), move |state| {
            for place in 0..shape.size() {
                let number_there = state.get(from).many()[place].clone();
                state.set(slot, number_there);
                if !once(state, &body, number)? {
                    break;
                }
            }
            Ok::<(), Leave>(())
        }))
    }
}
