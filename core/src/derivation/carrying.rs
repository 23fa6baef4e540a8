//! Lines carried out: forth, and back through the iterations that there were.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::evaluate::{Names, Scope, whole};
use super::places::{binds, is_at, put};
use super::statement::{Head, Over, Targets};
use super::{Error, Evaluation, Expression, Line, Statement, Value};

/// So many iterations a loop without an end is waited for.
const MOST_ITERATIONS: usize = 100_000;

/// What comes of a line.
#[derive(PartialEq)]
pub(super) enum Flow {
    On,
    Leave,
}

impl Evaluation<'_> {
    fn scope<'s>(&'s self, over: &'s Over, indices: Vec<(char, i64)>) -> Scope<'s> {
        Scope {
            names: &self.names,
            slopes: &self.slopes,
            functions: &self.functions,
            over: &over.indices,
            indices,
        }
    }

    fn plain(&self, expression: &Expression) -> Result<Value, Error> {
        self.scope(&Over::default(), Vec::new()).value(expression)
    }

    fn holds(&self, condition: &Expression) -> Result<bool, Error> {
        self.plain(condition)?.truth()
    }

    pub(super) fn lines(&mut self, lines: &[Line]) -> Result<Flow, Error> {
        let mut otherwise = false;
        for line in lines {
            match &line.statement {
                Statement::If(condition) => {
                    let holds = self.holds(condition)?;
                    if holds && self.lines(&line.lines)? == Flow::Leave {
                        return Ok(Flow::Leave);
                    }
                    otherwise = !holds;
                }
                Statement::Else => {
                    if otherwise && self.lines(&line.lines)? == Flow::Leave {
                        return Ok(Flow::Leave);
                    }
                }
                Statement::LeaveIf(condition) => {
                    if self.holds(condition)? {
                        return Ok(Flow::Leave);
                    }
                }
                Statement::For(head) if self.is_back => self.again(head, &line.lines)?,
                Statement::For(head) => self.repeat(head, &line.lines)?,
                statement => self.statement(statement)?,
            }
        }
        Ok(Flow::On)
    }

    fn repeat(&mut self, head: &Head, lines: &[Line]) -> Result<(), Error> {
        let mut elements = match &head.range {
            Expression::Range(_, None) => None,
            range => Some(self.plain(range)?.list()?.to_vec()),
        };
        if let (Some(elements), true) = (&mut elements, head.backwards) {
            elements.reverse();
        }
        let is_update = |line: &Line| matches!(line.statement, Statement::Become { .. });
        let (steps, ends) = lines.split_at(lines.iter().position(is_update).unwrap_or(lines.len()));
        let mut seen = Vec::new();
        for number in 0.. {
            match &elements {
                Some(elements) => {
                    let Some(element) = elements.get(number) else { break };
                    self.bind(&head.pattern, element)?;
                    self.trace_element(head, number, elements.len())?;
                }
                None if number == MOST_ITERATIONS => {
                    return Err(Error::Endless { head: head.to_string(), iterations: number });
                }
                None => self.bind(&head.pattern, &Value::from(number))?,
            }
            if let Some(condition) = &head.condition
                && !self.holds(condition)?
            {
                break;
            }
            self.path.push(number);
            let mut flow = self.lines(steps)?;
            self.settle();
            seen.push(self.names.clone());
            if flow == Flow::On {
                flow = self.lines(ends)?;
            }
            self.path.pop();
            if flow == Flow::Leave {
                break;
            }
        }
        if head.backwards {
            seen.reverse();
        }
        self.seen.insert((known_as(head), self.path.clone()), seen);
        Ok(())
    }

    /// Goes through the iterations of the way there once more.
    fn again(&mut self, head: &Head, lines: &[Line]) -> Result<(), Error> {
        let key = (known_as(head), self.path.clone());
        let seen = self.seen.get(&key).ok_or_else(|| Error::Undefined { name: key.0.clone() })?.clone();
        let around = self.names.clone();
        let mut all: Vec<(usize, Names)> = seen.into_iter().enumerate().collect();
        if head.backwards {
            all.reverse();
        }
        for (number, names) in all {
            // What is defined behind the loop has one value.
            self.names.clone_from(&around);
            self.names.extend(names);
            self.path.push(number);
            self.lines(lines)?;
            self.path.pop();
        }
        self.names = around;
        Ok(())
    }

    /// Binds the names of a pattern to the parts of a value.
    fn bind(&mut self, pattern: &str, value: &Value) -> Result<(), Error> {
        let Some(inner) = pattern.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) else {
            self.names.insert(pattern.into(), value.clone());
            return Ok(());
        };
        let mut depth = 0;
        let names = inner.split(|letter| {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            letter == ',' && depth == 0
        });
        let names: Vec<&str> = names.map(str::trim).collect();
        names.into_iter().zip(value.list()?).try_for_each(|(name, value)| self.bind(name, value))
    }

    fn statement(&mut self, statement: &Statement) -> Result<(), Error> {
        match statement {
            Statement::Append { value, to } => {
                let (found, key) = (self.plain(value)?, self.scope(&Over::default(), Vec::new()).key(to)?);
                let length = self.slot(&key)?.elements()?.len();
                let traced = self.traced(to, value, value, &Over::default(), &[])?;
                self.keep_trace(traced.map(|(place, content)| (format!("{place}[{length}]"), content)));
                self.slot(&key)?.elements()?.push(found);
                Ok(())
            }
            Statement::Remove(element) => {
                let array = match element {
                    Expression::Element(array, _) => (**array).clone(),
                    Expression::Adjoint(inner) => match &**inner {
                        Expression::Element(array, _) => Expression::Adjoint(array.clone()),
                        other => other.clone(),
                    },
                    other => other.clone(),
                };
                let key = self.scope(&Over::default(), Vec::new()).key(&array)?;
                let traced =
                    self.traced(element, element, &Expression::Number("0".into()), &Over::default(), &[])?;
                self.keep_trace(traced);
                let removed = self.slot(&key)?.elements()?.pop();
                removed.map(|_| ()).ok_or(Error::OutOfBounds { index: 0.0, length: 0 })
            }
            Statement::Become { targets, value, over } => {
                self.trace_next(targets, value, over)?;
                let scope = self.scope(over, Vec::new());
                let keys = targets.iter().map(|target| scope.key(target)).collect::<Result<Vec<_>, _>>()?;
                let value = scope.value(value)?;
                let values = if keys.len() == 1 { Vec::from([value]) } else { value.list()?.to_vec() };
                keys.iter().zip(values).try_for_each(|(key, value)| {
                    *self.slot(key)? = value;
                    Ok(())
                })
            }
            Statement::Change { target, minus, by, over } => {
                let sign = if *minus { -1.0 } else { 1.0 };
                self.store_for(&Targets::One(target.clone()), by, over, &mut Vec::new(), Some(sign))
            }
            Statement::Equal { targets, values, over } => match values.as_slice() {
                [value] => self.store_for(targets, value, over, &mut Vec::new(), None),
                _ => self.equal(statement, targets, values, over),
            },
            Statement::AppendRow(_) => Err(Error::Unsupported { what: statement.to_string() }),
            Statement::LeftOut(words) => Err(Error::Shortened { line: words.clone() }),
            _ => Ok(()),
        }
    }

    /// The same, written in several ways.
    fn equal(
        &mut self,
        statement: &Statement,
        targets: &Targets,
        values: &[Expression],
        over: &Over,
    ) -> Result<(), Error> {
        let scope = self.scope(over, Vec::new());
        let mut known = targets.first().and_then(|target| scope.value(target).ok());
        // A name that is only now defined has had another value in the last iteration, perhaps.
        known = known.filter(|_| matches!(targets.first(), Some(Expression::Slope(_))));
        for value in values {
            let value = scope.value(value)?;
            if let Some(known) = &known
                && !is_close(known.number()?, value.number()?)
            {
                let line = statement.to_string();
                return Err(Error::Unequal { line, left: known.clone(), right: value });
            }
            known = Some(value);
        }
        let (Some(value), Some(target)) = (known, targets.first()) else { return Ok(()) };
        self.store(target, value, None, &[])?;
        if let Some(first) = values.first().filter(|_| !self.is_back) {
            self.trace_together(core::slice::from_ref(target), first, over, &[])?;
        }
        Ok(())
    }

    fn slot(&mut self, name: &str) -> Result<&mut Value, Error> {
        let names = if name.starts_with('∂') { &mut self.slopes } else { &mut self.names };
        names.get_mut(name).ok_or_else(|| Error::Undefined { name: name.into() })
    }

    /// A line, for all values of the indices that no sum in it goes through.
    fn store_for(
        &mut self,
        targets: &Targets,
        value: &Expression,
        over: &Over,
        indices: &mut Vec<(char, i64)>,
        change: Option<f64>,
    ) -> Result<(), Error> {
        let is_own = |letter: char| match targets {
            Targets::One(_) => !binds(value, letter),
            several => several.iter().any(|target| is_at(target, letter)),
        };
        let free = over.indices.iter().filter(|(letter, _)| is_own(*letter)).nth(indices.len());
        if let Some((letter, range)) = free {
            let is_last = over.indices.last().is_some_and(|(last, _)| last == letter);
            let mut range = self.scope(over, indices.clone()).value(range)?.list()?.to_vec();
            if over.backwards && is_last {
                range.reverse();
            }
            for index in range {
                indices.push((*letter, whole(index.number()?)));
                self.store_for(targets, value, over, indices, change)?;
                indices.pop();
            }
            return Ok(());
        }
        let found = self.scope(over, indices.clone()).value(value)?;
        match targets {
            Targets::One(target) => {
                if let Some(sign) = change {
                    let traced = self.traced_change(target, value, sign, over, indices)?;
                    self.keep_trace(traced);
                    return self.store(target, found, change, indices);
                }
                self.store(target, found, change, indices)?;
                self.trace_together(core::slice::from_ref(target), value, over, indices)
            }
            Targets::AtOnce(all) | Targets::Results(all) => {
                for (target, value) in all.iter().zip(found.list()?.to_vec()) {
                    self.store(target, value, None, indices)?;
                }
                self.trace_together(all, value, over, indices)
            }
        }
    }

    fn store(
        &mut self,
        target: &Expression,
        value: Value,
        change: Option<f64>,
        indices: &[(char, i64)],
    ) -> Result<(), Error> {
        let over = Over::default();
        let (key, path) = self.scope(&over, indices.to_vec()).place(target)?;
        if !path.is_empty() || change.is_some() {
            return put(self.slot(&key)?, &path, value, change);
        }
        let Some(name) = key.strip_prefix('∂') else {
            self.names.insert(key, value);
            return Ok(());
        };
        // An array of the same number.
        let value = match (self.names.get(name), &value) {
            (Some(shape @ Value::List(_)), Value::Number(number)) => shape.filled(*number),
            _ => value,
        };
        self.slopes.insert(key, value);
        Ok(())
    }
}

/// What a loop is known by on the way back.
pub(super) fn known_as(head: &Head) -> String {
    format!("{} in {}{}", head.pattern, head.range, head.again)
}

/// Whether two numbers are the same but for rounding.
pub(super) fn is_close(a: f64, b: f64) -> bool {
    let scale = 1.0 + a.abs().max(b.abs());
    (a - b).abs() <= 1e-8 * scale || a.is_nan() && b.is_nan() || a == b
}
