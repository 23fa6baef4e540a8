//! Conditions: truth values of all kinds, and all that joins them.

use std::rc::Rc;

use crate::code::{Code, State, Value};
use crate::number::Real;
use crate::scope::{Kind, Scope, Variable};
use crate::writer::Writer;

/// What joins two truth values; the first two do not evaluate the second one where the first one decides.
const JOINED: [&str; 7] = ["&&", "||", "&", "|", "^", "==", "!="];

impl Writer<'_> {
    pub(crate) fn condition(&mut self, scope: &Scope) -> Code<bool> {
        let wholes = scope.all(|variable| variable.kind == Kind::Whole);
        let truths = scope.all(|variable| variable.kind == Kind::Truth);
        let lists = scope.all(|variable| matches!(variable.kind, Kind::Truths(_)));
        let closures = scope.all(|variable| variable.kind == Kind::Test);
        match self.below(16) {
            0 | 1 if !wholes.is_empty() => {
                let Variable { name, slot, .. } = self.one_of(&wholes);
                self.of_whole(name, move |state| state.get(slot).whole())
            }
            2 | 3 if !truths.is_empty() => {
                let Variable { name, slot, .. } = self.one_of(&truths);
                Code::new(name, move |state| Ok(state.get(slot).truth()))
            }
            4 if !lists.is_empty() => {
                let Variable { name, slot, kind, .. } = self.one_of(&lists);
                let Kind::Truths(length) = kind else { unreachable!("only lists were asked for") };
                let index = self.index(scope, length);
                Code::new(format!("{name}[{index}]"), move |state| {
                    let index = index.run(state)?;
                    Ok(state.get(slot).many()[index].truth())
                })
            }
            5 if !closures.is_empty() => {
                let Variable { name, slot, .. } = self.one_of(&closures);
                let argument = self.number(scope, 2);
                let (parameter, body) = self.tests[&slot].clone();
                Code::new(format!("{name}({argument})"), move |state: &mut State| {
                    let value = argument.run(state)?;
                    state.set(parameter, Value::Number(value));
                    body.run(state)
                })
            }
            6..=8 if scope.depth < 4 => self.joined(&scope.block()),
            9 => {
                let a = self.number(scope, 2);
                let method = self.one_of(&["is_nan", "is_finite"]);
                let path = self.float;
                Code::new(format!("{path}::{method}({a})"), move |state| {
                    let nan = a.run(state)?.primal().is_nan();
                    Ok(if method == "is_nan" { nan } else { !nan })
                })
            }
            10 => match self.guarded(scope) {
                Some(condition) => condition,
                None => self.compared(scope),
            },
            _ => self.compared(scope),
        }
    }

    fn of_whole(&mut self, name: String, whole: impl Fn(&mut State) -> usize + 'static) -> Code<bool> {
        let against = self.below(3);
        match self.below(4) {
            0 => Code::new(format!("{name} % 3 == {against}"), move |state| Ok(whole(state) % 3 == against)),
            1 => Code::new(format!("{name} & 1 != 0"), move |state| Ok(whole(state) & 1 != 0)),
            2 => Code::new(format!("{name} > {against}"), move |state| Ok(whole(state) > against)),
            _ => {
                let text = format!("matches!({name}, 0 | {})", against + 1);
                Code::new(text, move |state| {
                    Ok(matches!(whole(state), whole if whole == 0 || whole == against + 1))
                })
            }
        }
    }

    fn compared(&mut self, scope: &Scope) -> Code<bool> {
        let (a, b) = (self.number(scope, 2), self.number(scope, 2));
        let less = self.happens(0.5);
        let text = if less { format!("{a} < {b}") } else { format!("{a} >= {b}") };
        Code::new(text, move |state| {
            let (a, b) = (a.run(state)?.primal(), b.run(state)?.primal());
            Ok(if less { a < b } else { a >= b })
        })
    }

    /// One condition made of others.
    fn joined(&mut self, scope: &Scope) -> Code<bool> {
        let a = self.condition(scope);
        let (a_text, run) = (format!("({a})"), Rc::clone(&a.run));
        match self.below(10) {
            0 | 1 => Code::new(format!("!{a_text}"), move |state| Ok(!run(state)?)),
            2 => {
                let (b, c) = (self.condition(scope), self.condition(scope));
                let text = format!("(if {a} {{ {b} }} else {{ {c} }})");
                Code::new(text, move |state| if run(state)? { b.run(state) } else { c.run(state) })
            }
            _ => {
                let b = self.condition(scope);
                let operator = self.one_of(&JOINED);
                Code::new(format!("({a_text} {operator} ({b}))"), move |state| {
                    let a = run(state)?;
                    match operator {
                        "&&" => Ok(a && b.run(state)?),
                        "||" => Ok(a || b.run(state)?),
                        _ => Ok(combined(operator, a, b.run(state)?)),
                    }
                })
            }
        }
    }

    /// `let t = …;`, `t = …;`, `t ^= …;`
    pub(crate) fn let_truth(&mut self, scope: &mut Scope) -> Code<()> {
        let condition = self.condition(scope);
        let changing = scope.all(|variable| variable.kind == Kind::Truth && variable.mutable);
        let mut operator = "";
        let (text, slot) = if !changing.is_empty() && self.happens(0.6) {
            operator = self.one_of(&["", "&", "|", "^"]);
            let Variable { name, slot, .. } = self.one_of(&changing);
            (name, slot)
        } else {
            let variable = self.variable(scope, "flag", Kind::Truth, true);
            let found = (format!("let mut {}", variable.name), variable.slot);
            scope.add(variable);
            found
        };
        Code::new(format!("{text} {operator}= {condition};"), move |state| {
            let mut truth = condition.run(state)?;
            if !operator.is_empty() {
                truth = combined(operator, state.get(slot).truth(), truth);
            }
            state.set(slot, Value::Truth(truth));
            Ok(())
        })
    }

    /// `let t = [a < b, c];`, and an element that is another one.
    pub(crate) fn let_truths(&mut self, scope: &mut Scope) -> Code<()> {
        let conditions: Vec<Code<bool>> = (0..2 + self.below(2)).map(|_| self.condition(scope)).collect();
        let (changed, another) = (self.index(scope, conditions.len()), self.condition(scope));
        let list = self.variable(scope, "t", Kind::Truths(conditions.len()), true);
        let texts: Vec<&str> = conditions.iter().map(|condition| condition.text.as_str()).collect();
        let name = list.name.clone();
        let changes = self.happens(0.4) && !scope.has(&name);
        let vector = if self.happens(0.3) { "vec!" } else { "" };
        let mut text = format!("let mut {name} = {vector}[{}];", texts.join(", "));
        if changes {
            text.push_str(&format!(" {name}[{changed}] = {another};"));
        }
        let slot = list.slot;
        scope.add(list);
        Code::new(text, move |state| {
            let mut truths = Vec::new();
            for condition in &conditions {
                truths.push(Value::Truth(condition.run(state)?));
            }
            if changes {
                let truth = another.run(state)?;
                let at = changed.run(state)?;
                truths[at] = Value::Truth(truth);
            }
            state.set(slot, Value::Many(truths));
            Ok(())
        })
    }

    /// `let t = |c: f64| c > a && …;`
    pub(crate) fn let_test(&mut self, scope: &mut Scope) -> Code<()> {
        let mut inner = scope.without_mutable().closure();
        let parameter = self.variable(&inner, "c", Kind::Number, false);
        let (text, slot) = (format!("{}: {}", parameter.name, self.float), parameter.slot);
        inner.add(parameter);
        let body = self.condition(&inner);
        let test = self.variable(scope, "t", Kind::Test, false);
        let text = format!("let {} = |{text}| {body};", test.name);
        self.tests.insert(test.slot, (slot, body));
        scope.add(test);
        Code::new(text, |_| Ok(()))
    }
}

fn combined(operator: &str, a: bool, b: bool) -> bool {
    match operator {
        "&" => a & b,
        "|" => a | b,
        "==" => a == b,
        _ => a ^ b,
    }
}
