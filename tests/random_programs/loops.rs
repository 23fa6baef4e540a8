//! Loops.

use crate::code::{Code, Number, Value};
use crate::scope::{Around, Form, Kind, Scope, Shape};
use crate::statements::once;
use crate::writer::Writer;

impl Writer<'_> {
    /// A loop of any kind.
    pub(crate) fn repeat(&mut self, scope: &mut Scope) -> Code<()> {
        let number = self.next_loop();
        let label = self.happens(0.3).then(|| format!("'l{number}"));
        let before = label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
        let inner = scope.within(Around { number, label });
        if self.happens(0.4)
            && let Some(code) = self.for_parts(scope, inner.clone(), &before, number)
        {
            return code;
        }
        if self.library.is_some()
            && self.happens(0.3)
            && let Some(code) = self.for_numbers(scope, inner.clone(), &before, number)
        {
            return code;
        }
        match self.below(10) {
            0..=3 => self.for_range(scope, inner, &before, number),
            4 | 5 => self.for_iterator(inner, &before, number),
            6 => match self.for_changed(scope, inner.clone(), &before, number) {
                Some(code) => code,
                None => self.for_iterator(inner, &before, number),
            },
            7 => self.pushed(scope, inner, &before, number),
            8 => self.while_loop(scope, inner, &before, number),
            _ => self.endless(scope, inner, &before, number),
        }
    }

    fn for_range(&mut self, scope: &Scope, mut inner: Scope, before: &str, number: usize) -> Code<()> {
        let (from, to) = (self.below(2), self.count(scope, 4));
        let (mut wholes, inclusive): (String, bool) = if self.happens(0.2) {
            (format!("{from}..={to}"), true)
        } else {
            (format!("{from}..{to}"), false)
        };
        let reversed = self.happens(0.25);
        let step = if self.happens(0.15) { 2 } else { 1 };
        if reversed || step > 1 {
            wholes = format!("({wholes})");
        }
        if reversed {
            wholes.push_str(".rev()");
        }
        if step > 1 {
            wholes.push_str(".step_by(2)");
        }
        let index = self.variable(&inner, "i", Kind::Whole, false);
        let (name, slot) = (index.name.clone(), index.slot);
        inner.add(index);
        let body = self.block(inner);
        Code::new(format!("{before}for {name} in {wholes} {{ {body} }}"), move |state| {
            let to = to.run(state)? + usize::from(inclusive);
            let mut wholes: Vec<usize> = (from..to).collect();
            if reversed {
                wholes.reverse();
            }
            for whole in wholes.into_iter().step_by(step) {
                state.set(slot, Value::Whole(whole));
                if !once(state, &body, number)? {
                    break;
                }
            }
            Ok(())
        })
    }

    fn for_iterator(&mut self, mut inner: Scope, before: &str, number: usize) -> Code<()> {
        let iterator = self.iterator(&inner);
        for borrowed in &iterator.borrowed {
            inner.freeze(borrowed);
        }
        let pattern = self.pattern(&iterator.item, &mut inner);
        let body = self.block(inner);
        let text = format!("{before}for {} in {} {{ {body} }}", pattern.text, iterator.code);
        Code::new(text, move |state| {
            for item in iterator.code.run(state)? {
                (pattern.bind)(state, item);
                if !once(state, &body, number)? {
                    break;
                }
            }
            Ok(())
        })
    }

    /// A loop that changes the elements that it goes through.
    fn for_changed(
        &mut self,
        scope: &Scope,
        mut inner: Scope,
        before: &str,
        number: usize,
    ) -> Option<Code<()>> {
        let mut changing = scope.changing_arrays();
        changing.retain(|(_, shape)| shape.columns.is_none());
        if changing.is_empty() {
            return None;
        }
        let (changed, shape) = self.one_of(&changing);
        inner.remove(&changed.name);
        let beside = if self.happens(0.4) { Some(self.iterator(&inner)) } else { None };
        let element = self.variable(&inner, "m", Kind::Reference, true);
        let (name, slot) = (element.name.clone(), element.slot);
        let names = {
            let mut names = inner.clone();
            names.reserve(&name);
            names
        };
        let mut pattern = None;
        let head = match &beside {
            Some(iterator) => {
                for borrowed in &iterator.borrowed {
                    inner.freeze(borrowed);
                }
                let beside = self.pattern_beside(&iterator.item, names, &mut inner);
                let head = format!(
                    "({name}, {}) in {}.iter_mut().zip({})",
                    beside.text, changed.name, iterator.code
                );
                pattern = Some(beside);
                head
            }
            None if self.happens(0.5) => format!("{name} in &mut {}", changed.name),
            None => format!("{name} in {}.iter_mut()", changed.name),
        };
        inner.add(element);
        let body = self.block(inner);
        let array = changed.slot;
        Some(Code::new(format!("{before}for {head} {{ {body} }}"), move |state| {
            let items = match &beside {
                Some(iterator) => iterator.code.run(state)?,
                None => vec![Value::Truth(true); shape.length],
            };
            for (i, item) in items.into_iter().take(shape.length).enumerate() {
                if let Some(pattern) = &pattern {
                    (pattern.bind)(state, item);
                }
                let element = state.get(array).many()[i].clone();
                state.set(slot, element);
                let goes_on = once(state, &body, number);
                let element = state.get(slot).clone();
                state.get_mut(array).many_mut()[i] = element;
                if !goes_on? {
                    break;
                }
            }
            Ok(())
        }))
    }

    /// A vector that grows by an element each time.
    fn pushed(&mut self, scope: &mut Scope, mut inner: Scope, before: &str, number: usize) -> Code<()> {
        let length = 2 + self.below(3);
        let shape = Shape { length, columns: None, form: Form::Vector };
        let vector = self.variable(&inner, "a", Kind::Array(shape), true);
        let (name, array) = (vector.name.clone(), vector.slot);
        inner.remove(&name);
        inner.reserve(&name);
        let index = self.variable(&inner, "i", Kind::Whole, false);
        let (counter, at) = (index.name.clone(), index.slot);
        // No iteration may be left before it has pushed.
        inner.loops.clear();
        inner.add(index);
        let body = self.block(inner.clone());
        let pushed = self.number(&inner, 1);
        let start = match self.below(3) {
            0 => "Vec::new()".to_owned(),
            1 => "vec![]".to_owned(),
            _ => format!("Vec::with_capacity({length})"),
        };
        let text = format!(
            "let mut {name} = {start}; {before}for {counter} in 0..{length} {{ {{ {body} }} {name}.push({pushed}); }}"
        );
        scope.add(vector);
        Code::new(text, move |state| {
            let mut numbers: Vec<Number> = Vec::new();
            for i in 0..length {
                state.set(at, Value::Whole(i));
                once(state, &body, number)?;
                numbers.push(pushed.run(state)?);
            }
            state.set(array, crate::code::array(numbers));
            Ok(())
        })
    }

    fn while_loop(&mut self, scope: &mut Scope, mut inner: Scope, before: &str, number: usize) -> Code<()> {
        let most = self.below(5);
        let counter = self.variable(&inner, "n", Kind::Whole, true);
        let (name, slot) = (counter.name.clone(), counter.slot);
        scope.remove(&name);
        inner.remove(&name);
        let condition = if self.happens(0.5) { Some(self.condition(&inner)) } else { None };
        inner.add(counter);
        let body = self.block(inner);
        let more = condition.as_ref().map(|condition| format!(" && {condition}")).unwrap_or_default();
        let text = format!(
            "let mut {name} = 0; {before}while {name} < {most}{more} {{ {name} += 1; {{ {body} }} }}"
        );
        Code::new(text, move |state| {
            let mut count = 0;
            while count < most {
                if let Some(condition) = &condition
                    && !condition.run(state)?
                {
                    break;
                }
                count += 1;
                state.set(slot, Value::Whole(count));
                if !once(state, &body, number)? {
                    break;
                }
            }
            Ok(())
        })
    }

    /// `loop`, which is left with a value or without one.
    fn endless(&mut self, scope: &mut Scope, mut inner: Scope, before: &str, number: usize) -> Code<()> {
        let most = self.below(4);
        let with_value = self.happens(0.5);
        if with_value {
            // Every `break` has a value, then.
            inner.loops.clear();
        }
        let counter = self.variable(&inner, "n", Kind::Whole, true);
        let (name, slot) = (counter.name.clone(), counter.slot);
        scope.remove(&name);
        inner.add(counter);
        let condition = if self.happens(0.3) { Some(self.condition(&inner)) } else { None };
        let result = self.number(&inner, 1);
        let body = self.block(inner);
        let more = condition.as_ref().map(|condition| format!(" || {condition}")).unwrap_or_default();
        let left = if with_value { format!("break {result};") } else { "break;".to_owned() };
        let mut text =
            format!("{before}loop {{ if {name} >= {most}{more} {{ {left} }} {name} += 1; {{ {body} }} }}");
        let mut found = None;
        if with_value {
            let variable = self.variable(scope, "v", Kind::Number, false);
            text = format!("let {}: {} = {text};", variable.name, self.float);
            found = Some(variable.slot);
            scope.add(variable);
        }
        Code::new(format!("let mut {name} = 0; {text}"), move |state| {
            state.set(slot, Value::Whole(0));
            loop {
                let left = match (state.get(slot).whole() >= most, &condition) {
                    (true, _) => true,
                    (false, Some(condition)) => condition.run(state)?,
                    (false, None) => false,
                };
                if left {
                    if let Some(found) = found {
                        let value = result.run(state)?;
                        state.set(found, Value::Number(value));
                    }
                    return Ok(());
                }
                let count = state.get(slot).whole() + 1;
                state.set(slot, Value::Whole(count));
                if !once(state, &body, number)? {
                    return Ok(());
                }
            }
        })
    }
}
