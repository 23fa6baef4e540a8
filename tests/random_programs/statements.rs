//! Statements.

use std::rc::Rc;

use crate::code::{Code, Leave, Number, State, Value, apart, array};
use crate::number::Real;
use crate::numbers::{combine, remainder};
use crate::scope::{Around, Form, Kind, Scope, Shape, Variable};
use crate::writer::{Closure, Writer};

#[derive(Clone, Copy)]
enum Statement {
    Number,
    Tuple,
    Destructured,
    Truth,
    Whole,
    Closure,
    Derivative,
    Assign,
    AssignTuple,
    AssignElement,
    Array,
    Replace,
    Rearrange,
    Resize,
    If,
    Match,
    Loop,
    Leave,
    Return,
    ForEach,
    Assertion,
}

const STATEMENTS: [(usize, Statement); 21] = [
    (14, Statement::Number),
    (2, Statement::Tuple),
    (2, Statement::Destructured),
    (2, Statement::Truth),
    (2, Statement::Whole),
    (4, Statement::Closure),
    (4, Statement::Derivative),
    (16, Statement::Assign),
    (2, Statement::AssignTuple),
    (16, Statement::AssignElement),
    (8, Statement::Array),
    (3, Statement::Replace),
    (3, Statement::Rearrange),
    (3, Statement::Resize),
    (8, Statement::If),
    (2, Statement::Match),
    (14, Statement::Loop),
    (10, Statement::Leave),
    (3, Statement::Return),
    (2, Statement::ForEach),
    (1, Statement::Assertion),
];

impl Writer<'_> {
    pub(crate) fn statement(&mut self, scope: &mut Scope) -> Code<()> {
        let statement = if self.derivatives && self.happens(0.3) {
            Statement::Derivative
        } else {
            self.weighted(&STATEMENTS)
        };
        let written = match statement {
            Statement::Number => None,
            Statement::Tuple => Some(self.let_tuple(scope)),
            Statement::Destructured => Some(self.let_destructured(scope)),
            Statement::Truth => Some(self.let_truth(scope)),
            Statement::Whole => Some(self.let_whole(scope)),
            Statement::Closure => Some(self.let_closure(scope)),
            Statement::Derivative => self.let_derivative(scope),
            Statement::Assign => self.assign(scope),
            Statement::AssignTuple => self.assign_tuple(scope),
            Statement::AssignElement => self.assign_element(scope),
            Statement::Array => Some(self.let_array(scope)),
            Statement::Replace => self.replace(scope),
            Statement::Rearrange => self.rearrange(scope),
            Statement::Resize => self.resize(scope),
            Statement::If => (scope.depth < 3).then(|| self.if_statement(scope)),
            Statement::Match => (scope.depth < 3).then(|| self.match_statement(scope)),
            Statement::Loop => self.may_loop(scope).then(|| self.repeat(scope)),
            Statement::Leave => self.leave(scope),
            Statement::Return => (scope.returns && scope.depth > 0).then(|| self.early_return(scope)),
            Statement::ForEach => self.let_for_each(scope),
            Statement::Assertion => Some(self.assertion(scope)),
        };
        match written {
            Some(code) => code,
            None => self.let_number(scope),
        }
    }

    /// The statements of a block.
    pub(crate) fn block(&mut self, mut scope: Scope) -> Code<()> {
        let count = 1 + self.below(3);
        let statements: Vec<Code<()>> = (0..count).map(|_| self.statement(&mut scope)).collect();
        let texts: Vec<&str> = statements.iter().map(|statement| statement.text.as_str()).collect();
        Code::new(texts.join(" "), move |state| run_all(&statements, state))
    }

    fn let_number(&mut self, scope: &mut Scope) -> Code<()> {
        let number = self.number(scope, 0);
        let mutable = self.happens(0.55);
        let variable = self.variable(scope, "v", Kind::Number, mutable);
        let word = if mutable { "mut " } else { "" };
        let typed = if self.happens(0.5) { format!(": {}", self.float) } else { String::new() };
        let text = format!("let {word}{}{typed} = {number};", variable.name);
        let slot = variable.slot;
        scope.add(variable);
        Code::new(text, move |state| {
            let value = number.run(state)?;
            state.set(slot, Value::Number(value));
            Ok(())
        })
    }

    fn let_tuple(&mut self, scope: &mut Scope) -> Code<()> {
        let sine = self.happens(0.4);
        let (a, b) = (self.number(scope, 1), self.number(scope, 1));
        let (first, second) =
            (self.variable(scope, "v", Kind::Number, false), self.variable(scope, "u", Kind::Number, true));
        let names = format!("({}, mut {})", first.name, second.name);
        let slots = [first.slot, second.slot];
        scope.add(first);
        scope.add(second);
        if sine {
            return Code::new(format!("let {names} = {a}.sin_cos();"), move |state| {
                let angle = a.run(state)?;
                state.set(slots[0], Value::Number(angle.sin()));
                state.set(slots[1], Value::Number(angle.cos()));
                Ok(())
            });
        }
        Code::new(format!("let {names} = ({a}, {b});"), move |state| {
            let values = [a.run(state)?, b.run(state)?];
            for (slot, value) in slots.into_iter().zip(values) {
                state.set(slot, Value::Number(value));
            }
            Ok(())
        })
    }

    /// `let [a, b] = …;`, of numbers or of a whole array.
    fn let_destructured(&mut self, scope: &mut Scope) -> Code<()> {
        let pairs =
            scope.arrays(|shape| shape.length == 2 && shape.columns.is_none() && shape.form == Form::Fixed);
        let numbers = [self.number(scope, 1), self.number(scope, 1)];
        let whole = if pairs.is_empty() { None } else { Some(self.one_of(&pairs).0) };
        let variables = [(); 2].map(|()| self.variable(scope, "v", Kind::Number, false));
        let text = format!("let [{}, {}]", variables[0].name, variables[1].name);
        // One name twice is no pattern.
        if variables[0].name == variables[1].name {
            return self.let_number(scope);
        }
        let slots = variables.each_ref().map(|variable| variable.slot);
        for variable in variables {
            scope.add(variable);
        }
        if let Some(Variable { name, slot, .. }) = whole {
            return Code::new(format!("{text} = {name};"), move |state| {
                let values = state.get(slot).many().to_vec();
                for (slot, value) in slots.into_iter().zip(values) {
                    state.set(slot, value);
                }
                Ok(())
            });
        }
        let [a, b] = numbers;
        Code::new(format!("{text} = [{a}, {b}];"), move |state| {
            let values = [a.run(state)?, b.run(state)?];
            for (slot, value) in slots.into_iter().zip(values) {
                state.set(slot, Value::Number(value));
            }
            Ok(())
        })
    }

    fn let_truth(&mut self, scope: &mut Scope) -> Code<()> {
        let condition = self.condition(scope);
        let changing = scope.all(|variable| variable.kind == Kind::Truth && variable.mutable);
        let (text, slot) = if !changing.is_empty() && self.happens(0.5) {
            let Variable { name, slot, .. } = self.one_of(&changing);
            (name, slot)
        } else {
            let variable = self.variable(scope, "flag", Kind::Truth, true);
            let found = (format!("let mut {}", variable.name), variable.slot);
            scope.add(variable);
            found
        };
        Code::new(format!("{text} = {condition};"), move |state| {
            let truth = condition.run(state)?;
            state.set(slot, Value::Truth(truth));
            Ok(())
        })
    }

    fn let_whole(&mut self, scope: &mut Scope) -> Code<()> {
        let index = self.index(scope, 4);
        let variable = self.variable(scope, "k", Kind::Whole, false);
        let (text, slot) = (format!("let {}: usize = {index};", variable.name), variable.slot);
        scope.add(variable);
        Code::new(text, move |state| {
            let whole = index.run(state)?;
            state.set(slot, Value::Whole(whole));
            Ok(())
        })
    }

    fn let_closure(&mut self, scope: &mut Scope) -> Code<()> {
        let count = 1 + self.below(2);
        let mut inner = scope.without_mutable().closure();
        let parameters: Vec<Variable> = (0..count)
            .map(|_| {
                let name = self.name("c");
                Variable { name, slot: self.slot(), kind: Kind::Number, mutable: false }
            })
            .collect();
        let mut declared = Vec::new();
        for parameter in &parameters {
            declared.push(format!("{}: {}", parameter.name, self.float));
            inner.add(parameter.clone());
        }
        let result = self.number(&inner, 1);
        let name = self.name("f");
        let text = format!("let {name} = |{}| {result};", declared.join(", "));
        let slot = self.slot();
        let parameters = parameters.iter().map(|parameter| parameter.slot).collect();
        self.closures.insert(slot, Rc::new(Closure { parameters, result }));
        scope.add(Variable { name, slot, kind: Kind::Closure(count), mutable: false });
        Code::new(text, |_| Ok(()))
    }

    /// The operator of an assignment, and what keeps the numbers from growing.
    fn change(&mut self, scope: &Scope) -> (&'static str, Code<Number>) {
        let operator = self.one_of(&["", "", "+", "-", "*", "*", "/", "%"]);
        // A type parameter is changed behind a reference, so that nothing else may change it meanwhile.
        let number = self.number(scope, if self.float == "T" { 2 } else { 1 });
        let number = match operator {
            "*" => Code::new(format!("{}::sin({number})", self.float), {
                let number = number.clone();
                move |state| Ok(number.run(state)?.sin())
            }),
            "/" => {
                let two = if self.float == "T" { "T::of(2.0)" } else { "2.0" };
                Code::new(format!("({two} + {number}.powi(2))"), {
                    let number = number.clone();
                    move |state| Ok(Number::of(2.0) + number.run(state)?.powi(2))
                })
            }
            "%" => {
                let text = if self.float == "T" { "T::of(1.3)" } else { "1.3" };
                Code::new(text, |_| Ok(Number::of(1.3)))
            }
            _ => number,
        };
        (operator, number)
    }

    fn assign(&mut self, scope: &Scope) -> Option<Code<()>> {
        let numbers =
            scope.all(|variable| variable.mutable && matches!(variable.kind, Kind::Number | Kind::Reference));
        if numbers.is_empty() {
            return None;
        }
        let Variable { name, slot, kind, .. } = self.one_of(&numbers);
        let star = if kind == Kind::Reference { "*" } else { "" };
        let (operator, number) = self.change(scope);
        Some(Code::new(format!("{star}{name} {operator}= {number};"), move |state| {
            let change = number.run(state)?;
            let value = changed(operator, state.get(slot).number(), change)?;
            state.set(slot, Value::Number(value));
            Ok(())
        }))
    }

    /// `(a, b) = (…, …);`
    fn assign_tuple(&mut self, scope: &Scope) -> Option<Code<()>> {
        let numbers = scope.all(|variable| variable.mutable && variable.kind == Kind::Number);
        if numbers.len() < 2 {
            return None;
        }
        let (a, b) = (self.number(scope, 1), self.number(scope, 1));
        let (first, second) = (&numbers[0], &numbers[numbers.len() - 1]);
        let slots = [first.slot, second.slot];
        Some(Code::new(format!("({}, {}) = ({a}, {b});", first.name, second.name), move |state| {
            let values = [a.run(state)?, b.run(state)?];
            for (slot, value) in slots.into_iter().zip(values) {
                state.set(slot, Value::Number(value));
            }
            Ok(())
        }))
    }

    fn assign_element(&mut self, scope: &Scope) -> Option<Code<()>> {
        let arrays = scope.changing_arrays();
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let (mut operator, mut number) = self.change(scope);
        if self.float == "T" {
            // What a type parameter is changed by must not read the array that is changed.
            (operator, number) = ("", self.number(scope, 1));
        }
        let row = self.index(scope, shape.length);
        let Some(columns) = shape.columns else {
            return Some(Code::new(format!("{name}[{row}] {operator}= {number};"), move |state| {
                let change = number.run(state)?;
                let at = row.run(state)?;
                let value = changed(operator, state.get(slot).many()[at].number(), change)?;
                state.get_mut(slot).many_mut()[at] = Value::Number(value);
                Ok(())
            }));
        };
        let column = self.index(scope, columns);
        Some(Code::new(format!("{name}[{row}][{column}] {operator}= {number};"), move |state| {
            let change = number.run(state)?;
            let (row, column) = (row.run(state)?, column.run(state)?);
            let element = &mut state.get_mut(slot).many_mut()[row].many_mut()[column];
            *element = Value::Number(changed(operator, element.number(), change)?);
            Ok(())
        }))
    }

    fn if_statement(&mut self, scope: &Scope) -> Code<()> {
        let condition = self.condition(scope);
        let then = self.block(scope.block());
        match self.below(4) {
            0 | 1 => Code::new(format!("if {condition} {{ {then} }}"), move |state| {
                if condition.run(state)? { then.run(state) } else { Ok(()) }
            }),
            2 => {
                let otherwise = self.block(scope.block());
                let text = format!("if {condition} {{ {then} }} else {{ {otherwise} }}");
                Code::new(
                    text,
                    move |state| {
                        if condition.run(state)? { then.run(state) } else { otherwise.run(state) }
                    },
                )
            }
            _ => {
                let second = self.condition(scope);
                let (middle, last) = (self.block(scope.block()), self.block(scope.block()));
                let text =
                    format!("if {condition} {{ {then} }} else if {second} {{ {middle} }} else {{ {last} }}");
                Code::new(text, move |state| {
                    if condition.run(state)? {
                        then.run(state)
                    } else if second.run(state)? {
                        middle.run(state)
                    } else {
                        last.run(state)
                    }
                })
            }
        }
    }

    fn match_statement(&mut self, scope: &Scope) -> Code<()> {
        let on = self.index(scope, 4);
        let (first, second) = (self.block(scope.block()), self.block(scope.block()));
        Code::new(
            format!("match {on} {{ 0 => {{ {first} }} 1..=2 => {{ {second} }} _ => {{}} }}"),
            move |state| match on.run(state)? {
                0 => first.run(state),
                1 | 2 => second.run(state),
                _ => Ok(()),
            },
        )
    }

    fn leave(&mut self, scope: &Scope) -> Option<Code<()>> {
        if scope.loops.is_empty() {
            return None;
        }
        let condition = self.condition(scope);
        let labelled: Vec<Around> =
            scope.loops.iter().filter(|around| around.label.is_some()).cloned().collect();
        let around = if labelled.is_empty() || self.happens(0.5) {
            Around { label: None, ..scope.loops[scope.loops.len() - 1].clone() }
        } else {
            self.one_of(&labelled)
        };
        let goes_on = self.happens(0.5);
        let word = if goes_on { "continue" } else { "break" };
        let label = around.label.map(|label| format!(" {label}")).unwrap_or_default();
        let number = around.number;
        Some(Code::new(format!("if {condition} {{ {word}{label}; }}"), move |state| {
            match (condition.run(state)?, goes_on) {
                (false, _) => Ok(()),
                (true, true) => Err(Leave::Continue(number)),
                (true, false) => Err(Leave::Break(number)),
            }
        }))
    }

    fn early_return(&mut self, scope: &Scope) -> Code<()> {
        let condition = self.condition(scope);
        let number = self.number(scope, 1);
        Code::new(format!("if {condition} {{ return {number}; }}"), move |state| {
            if condition.run(state)? {
                return Err(Leave::Return(Value::Number(number.run(state)?)));
            }
            Ok(())
        })
    }

    fn let_for_each(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let numbers = scope.all(|variable| variable.mutable && variable.kind == Kind::Number);
        if numbers.is_empty() {
            return None;
        }
        let changed = self.one_of(&numbers);
        Some(self.for_each(scope, &changed))
    }

    fn assertion(&mut self, scope: &Scope) -> Code<()> {
        let number = self.number(scope, 2);
        let word = self.one_of(&["assert", "debug_assert"]);
        let path = self.float;
        let text = format!("{word}!({path}::is_finite({number}), \"it is a number\");");
        Code::new(
            text,
            move |state| {
                if number.run(state)?.primal().is_finite() { Ok(()) } else { Err(Leave::Unsuitable) }
            },
        )
    }

    fn let_array(&mut self, scope: &mut Scope) -> Code<()> {
        let (value, shape) = self.array(scope);
        let mutable = self.happens(0.8);
        let variable = self.variable(scope, "a", Kind::Array(shape), mutable);
        let word = if mutable { "mut " } else { "" };
        let (text, slot) = (format!("let {word}{} = {value};", variable.name), variable.slot);
        scope.add(variable);
        Code::new(text, move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        })
    }

    /// `a = …;` of a whole array.
    fn replace(&mut self, scope: &Scope) -> Option<Code<()>> {
        let arrays = scope.changing_arrays();
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let value = self.array_of(scope, shape)?;
        Some(Code::new(format!("{name} = {value};"), move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        }))
    }

    /// `a = a[1..].to_vec();` or `a = vec![…];`, and within a block the old length again.
    fn resize(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let mut arrays = scope.changing_arrays();
        arrays.retain(|(_, shape)| shape.form == Form::Vector && shape.columns.is_none());
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let (first, other) = if shape.length > 2 && self.happens(0.6) {
            let (from, length) = (self.below(2), shape.length - 1);
            let text = format!("{name}[{from}..{}].to_vec()", from + length);
            let part = Code::new(text, move |state: &mut State| {
                Ok(Value::Many(state.get(slot).many()[from..from + length].to_vec()))
            });
            (part, Shape { length, ..shape })
        } else {
            let other = Shape { length: 2 + self.below(3), ..shape };
            (self.array_of(scope, other).unwrap_or_else(|| self.list(scope, other)), other)
        };
        if scope.depth == 0 {
            scope.resize(&name, other.length);
            return Some(Code::new(format!("{name} = {first};"), move |state| {
                let value = first.run(state)?;
                state.set(slot, value);
                Ok(())
            }));
        }
        // Nothing leaves where the length is another one.
        let mut inner = scope.block();
        inner.loops.clear();
        inner.returns = false;
        inner.resize(&name, other.length);
        let between: Vec<Code<()>> = (0..2).map(|_| self.statement(&mut inner)).collect();
        let back = self.list(&scope.without_mutable(), shape);
        let texts: Vec<&str> = between.iter().map(|statement| statement.text.as_str()).collect();
        let text = format!("{name} = {first}; {{ {} }} {name} = {back};", texts.join(" "));
        Some(Code::new(text, move |state| {
            let value = first.run(state)?;
            state.set(slot, value);
            run_all(&between, state)?;
            let value = back.run(state)?;
            state.set(slot, value);
            Ok(())
        }))
    }

    /// `swap`, `fill`, `copy_from_slice`, `reverse` and whole rows.
    fn rearrange(&mut self, scope: &Scope) -> Option<Code<()>> {
        let arrays = scope.changing_arrays();
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        if let Some(columns) = shape.columns {
            let row = self.index(scope, shape.length);
            let value = self.array_of(scope, Shape { length: columns, columns: None, form: Form::Fixed })?;
            return Some(Code::new(format!("{name}[{row}] = {value};"), move |state| {
                let value = value.run(state)?;
                let row = row.run(state)?;
                state.get_mut(slot).many_mut()[row] = value;
                Ok(())
            }));
        }
        match self.below(3) {
            0 => {
                let (a, b) = (self.index(scope, shape.length), self.index(scope, shape.length));
                Some(Code::new(format!("{name}.swap({a}, {b});"), move |state| {
                    let (a, b) = (a.run(state)?, b.run(state)?);
                    state.get_mut(slot).many_mut().swap(a, b);
                    Ok(())
                }))
            }
            1 => {
                let mut inner = scope.clone();
                inner.remove(&name);
                let number = self.number(&inner, 2);
                Some(Code::new(format!("{name}.fill({number});"), move |state| {
                    let number = number.run(state)?;
                    state.set(slot, array(vec![number; shape.length]));
                    Ok(())
                }))
            }
            _ => {
                let same = |other: &Shape| other.length == shape.length && other.columns.is_none();
                let mut others = scope.arrays(same);
                others.retain(|(other, _)| other.name != name);
                if others.is_empty() {
                    return None;
                }
                let (other, from) = self.one_of(&others);
                let reference = matches!(from.form, Form::Slice | Form::FixedReference);
                let ampersand = if reference { "" } else { "&" };
                Some(Code::new(format!("{name}.copy_from_slice({ampersand}{});", other.name), move |state| {
                    let value = state.get(other.slot).clone();
                    state.set(slot, value);
                    Ok(())
                }))
            }
        }
    }
}

pub(crate) fn run_all(statements: &[Code<()>], state: &mut State) -> Result<(), Leave> {
    statements.iter().try_for_each(|statement| statement.run(state))
}

/// What an assignment makes of a number.
fn changed(operator: &str, before: Number, change: Number) -> Result<Number, Leave> {
    if operator == "%" {
        apart(change, Number::of(0.0))?;
        return remainder(before, change);
    }
    Ok(combine(operator, before, change))
}

/// Runs a body for what a loop goes through; whether the loop goes on.
pub(crate) fn once(state: &mut State, body: &Code<()>, number: usize) -> Result<bool, Leave> {
    state.take_time()?;
    match body.run(state) {
        Err(Leave::Continue(of)) if of == number => Ok(true),
        Err(Leave::Break(of)) if of == number => Ok(false),
        other => other.map(|()| true),
    }
}
