//! Values that may be missing: `Option` of a number and of a struct.

use crate::code::{Code, Leave, Number, Value};
use crate::function::Gives;
use crate::scope::{Kind, Scope, Variable};
use crate::types::{OPTIONS, Type};
use crate::writer::Writer;

/// An option is a list of none or one.
fn some(value: Value) -> Value {
    Value::Many(vec![value])
}

fn inner(option: &Value) -> Option<Value> {
    option.many().first().cloned()
}

impl Writer<'_> {
    /// Options that are variables, and those that calls give: one of them.
    fn an_option(&mut self, scope: &Scope) -> Option<(Code<Value>, Type)> {
        let variables = scope.all(|variable| matches!(variable.kind, Kind::Option(_)));
        if variables.is_empty() || self.happens(0.3) {
            let of = self.one_of(&OPTIONS);
            return Some((self.call_that(scope, Gives::Option(of))?, of));
        }
        let Variable { name, slot, kind, .. } = self.one_of(&variables);
        let Kind::Option(of) = kind else { unreachable!("only options were asked for") };
        Some((Code::new(name, move |state| Ok(state.get(slot).clone())), of))
    }

    /// An option of this type, from whatever there is.
    pub(crate) fn option(&mut self, scope: &Scope, depth: usize, of: Type) -> Code<Value> {
        let same = scope.all(|variable| variable.kind == Kind::Option(of));
        match self.below(9) {
            0 if !same.is_empty() => {
                let Variable { name, slot, .. } = self.one_of(&same);
                Code::new(name, move |state| Ok(state.get(slot).clone()))
            }
            1 if !same.is_empty() => {
                let Variable { name, slot, .. } = self.one_of(&same);
                let other = self.option(scope, depth.max(2), of);
                Code::new(format!("{name}.or({other})"), move |state| {
                    let other = other.run(state)?;
                    let one = state.get(slot).clone();
                    Ok(if one.many().is_empty() { other } else { one })
                })
            }
            2 | 3 if scope.loops.len() < 2 => match self.call_that(scope, Gives::Option(of)) {
                Some(call) => call,
                None => self.option_by_condition(scope, depth, of),
            },
            4 => {
                self.option_of_option(scope, of).unwrap_or_else(|| self.option_by_condition(scope, depth, of))
            }
            5..=7 => self.option_by_condition(scope, depth, of),
            _ => {
                let value = self.part(scope, depth + 1, of);
                Code::new(format!("Some({value})"), move |state| Ok(some(value.run(state)?)))
            }
        }
    }

    /// `if c { Some(x) } else { None }`, `c.then(|| x)`
    fn option_by_condition(&mut self, scope: &Scope, depth: usize, of: Type) -> Code<Value> {
        let condition = self.condition(scope);
        // Not as the result of a function, where it is a struct.
        let as_method = (of == Type::Number || depth > 0) && self.happens(0.4);
        let within = if as_method { scope.closure() } else { scope.block() };
        let value = self.part(&within, if as_method { 2 } else { depth + 1 }, of);
        let varying = self.varying(&within);
        if of == Type::Number && varying.is_empty() {
            return Code::new(format!("Some({value})"), move |state| Ok(some(value.run(state)?)));
        }
        let value = match (of, varying.is_empty()) {
            // What is there varies: an option of a constant is not told apart from one of an array.
            (Type::Number, false) => {
                let factor = Self::read(&self.one_of(&varying));
                Code::new(format!("({factor} * {value})"), move |state| {
                    let factor = factor.run(state)?;
                    Ok(Value::Number(factor * value.run(state)?.number()))
                })
            }
            _ => value,
        };
        let text = if as_method {
            format!("({condition}).then(|| {value})")
        } else {
            format!("if {condition} {{ Some({value}) }} else {{ None }}")
        };
        Code::new(text, move |state| {
            Ok(if condition.run(state)? { some(value.run(state)?) } else { Value::Many(vec![]) })
        })
    }

    /// `o.map(|p| …)`
    fn option_of_option(&mut self, scope: &Scope, of: Type) -> Option<Code<Value>> {
        let (option, from) = self.an_option(scope).filter(|(_, from)| *from == Type::Number)?;
        let mut within = scope.closure();
        let variable = self.variable(&within, "p", from.kind(), false);
        let (head, slot) = (format!("{option}.map(|{}|", variable.name), variable.slot);
        within.add(variable);
        let value = self.part(&within, 2, of);
        Some(Code::new(format!("{head} {value})"), move |state| {
            let Some(found) = inner(&option.run(state)?) else { return Ok(Value::Many(vec![])) };
            state.set(slot, found);
            Ok(some(value.run(state)?))
        }))
    }

    /// A number out of an option, or another one where there is none.
    pub(crate) fn of_option(&mut self, scope: &Scope, depth: usize) -> Option<Code<Number>> {
        let (option, of) = self.an_option(scope)?;
        // A struct is read where it is found: what is not read is of no type.
        let choice = if of == Type::Number { self.below(6) } else { 1 + self.below(5) };
        let branches = matches!(choice, 0..=2);
        let mut within = if branches { scope.block() } else { scope.closure() };
        let otherwise = self.number(&within, if branches { depth + 1 } else { 2 });
        if choice == 0 {
            let then = self.number(&within, depth + 1);
            let text = format!("(if {option}.is_some() {{ {then} }} else {{ {otherwise} }})");
            return Some(Code::new(text, move |state| {
                let found = inner(&option.run(state)?).is_some();
                if found { then.run(state) } else { otherwise.run(state) }
            }));
        }
        if choice == 3 && of == Type::Number {
            return Some(Code::new(format!("{option}.unwrap_or({otherwise})"), move |state| {
                let option = option.run(state)?;
                let otherwise = otherwise.run(state)?;
                Ok(inner(&option).map_or(otherwise, |value| value.number()))
            }));
        }
        let variable = self.variable(&within, "p", of.kind(), false);
        let (p, slot) = (variable.name.clone(), variable.slot);
        let parts = variable.parts();
        within.add(variable);
        let mut then = self.number(&within, if branches { depth + 1 } else { 2 });
        if !parts.is_empty() {
            let read = Self::read(&self.one_of(&parts));
            then =
                Code::new(format!("({read} + {then})"), move |state| Ok(read.run(state)? + then.run(state)?));
        }
        let text = match choice {
            1 => format!("(if let Some({p}) = {option} {{ {then} }} else {{ {otherwise} }})"),
            2 => format!("(match {option} {{ Some({p}) => {then}, None => {otherwise} }})"),
            3 => format!("{option}.map(|{p}| {then}).unwrap_or({otherwise})"),
            4 => format!("{option}.map_or({otherwise}, |{p}| {then})"),
            _ => format!("{option}.map_or_else(|| {otherwise}, |{p}| {then})"),
        };
        let eager = matches!(choice, 3 | 4);
        Some(Code::new(text, move |state| {
            let option = option.run(state)?;
            let other = if eager { Some(otherwise.run(state)?) } else { None };
            match (inner(&option), other) {
                (Some(found), _) => {
                    state.set(slot, found);
                    then.run(state)
                }
                (None, Some(other)) => Ok(other),
                (None, None) => otherwise.run(state),
            }
        }))
    }

    pub(crate) fn let_option(&mut self, scope: &mut Scope) -> Code<()> {
        let of = self.one_of(&OPTIONS);
        let value = self.option(scope, usize::from(of != Type::Number), of);
        // One of a struct does not change in a branch.
        let mutable = of == Type::Number && self.happens(0.5);
        let variable = self.variable(scope, "o", Kind::Option(of), mutable);
        let word = if mutable { "mut " } else { "" };
        let text = format!("let {word}{}: Option<{}> = {value};", variable.name, of.text());
        let slot = variable.slot;
        scope.add(variable);
        Code::new(text, move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        })
    }

    pub(crate) fn assign_option(&mut self, scope: &Scope) -> Option<Code<()>> {
        let all = scope.all(|variable| variable.mutable && matches!(variable.kind, Kind::Option(_)));
        if all.is_empty() {
            return None;
        }
        let Variable { name, slot, kind, .. } = self.one_of(&all);
        let Kind::Option(of) = kind else { unreachable!("only options were asked for") };
        let value = self.option(scope, 1, of);
        Some(Code::new(format!("{name} = {value};"), move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        }))
    }

    /// `if let Some(p) = o { … } else { … }`
    pub(crate) fn if_some(&mut self, scope: &Scope) -> Option<Code<()>> {
        let (option, of) = self.an_option(scope).filter(|(_, of)| *of == Type::Number)?;
        let mut within = scope.block();
        let variable = self.variable(&within, "p", of.kind(), false);
        let (head, slot) = (format!("if let Some({}) = {option}", variable.name), variable.slot);
        within.add(variable);
        let (then, otherwise) = (self.block(within), self.block(scope.block()));
        Some(Code::new(format!("{head} {{ {then} }} else {{ {otherwise} }}"), move |state| {
            match inner(&option.run(state)?) {
                Some(found) => {
                    state.set(slot, found);
                    then.run(state)
                }
                None => otherwise.run(state),
            }
        }))
    }

    /// `let Some(p) = o else { return …; };`, `let p = o?;`
    pub(crate) fn let_some(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let (option, of) = self.an_option(scope).filter(|(_, of)| *of == Type::Number)?;
        let result = self.number(scope, 2);
        let around = scope.loops.last().cloned();
        let question = scope.returns_none && self.happens(0.6);
        let goes_on = self.happens(0.5);
        let leave = match &around {
            _ if question => String::new(),
            Some(_) => if goes_on { "continue" } else { "break" }.to_owned(),
            None if scope.returns => format!("return {result}"),
            None if scope.returns_none => "return None".to_owned(),
            None => return None,
        };
        let none = scope.returns_none;
        let variable = self.variable(scope, "p", of.kind(), false);
        let text = if question {
            format!("let {} = {option}?;", variable.name)
        } else {
            format!("let Some({}) = {option} else {{ {leave}; }};", variable.name)
        };
        let slot = variable.slot;
        scope.add(variable);
        Some(Code::new(text, move |state| {
            let Some(found) = inner(&option.run(state)?) else {
                return Err(match &around {
                    Some(around) if !question && goes_on => Leave::Continue(around.number),
                    Some(around) if !question => Leave::Break(around.number),
                    _ if none => Leave::Return(Value::Many(vec![])),
                    _ => Leave::Return(Value::Number(result.run(state)?)),
                });
            };
            state.set(slot, found);
            Ok(())
        }))
    }
}
