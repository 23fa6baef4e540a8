//! Structs and lists of them: expressions, bindings, assignments and loops.

use crate::code::{Code, Number, Outcome, Value, array};
use crate::function::Gives;
use crate::number::Real;
use crate::scope::{Kind, Scope, Variable};
use crate::statements::{once, run_all, text_of};
use crate::types::{LISTS, Type, WHOLE};
use crate::writer::Writer;

/// A variable as a value: what is behind a reference is copied.
fn copied(variable: &Variable) -> String {
    let reference = matches!(variable.kind, Kind::Parts { reference: true, .. });
    format!("{}{}", if reference { "*" } else { "" }, variable.name)
}

impl Writer<'_> {
    /// An expression of this type, from whatever there is.
    pub(crate) fn whole(&mut self, scope: &Scope, depth: usize, of: Type) -> Code<Value> {
        let list = matches!(of, Type::List(..));
        let mut same = scope.parts(of);
        if list {
            same.retain(|variable| matches!(variable.kind, Kind::Parts { reference: false, .. }));
        }
        match self.below(10) {
            0..=2 if !same.is_empty() => {
                let variable = self.one_of(&same);
                let slot = variable.slot;
                Code::new(copied(&variable), move |state| Ok(state.get(slot).clone()))
            }
            3 | 4 if !same.is_empty() && !list => {
                let base = self.one_of(&same);
                self.with_base(scope, depth, of, &base)
            }
            5 if depth < 2 && of.may_branch() => {
                let condition = self.condition(scope);
                let (a, b) = (self.whole_branch(scope, depth, of), self.whole_branch(scope, depth, of));
                let text = format!("if {condition} {{ {a} }} else {{ {b} }}");
                Code::new(text, move |state| if condition.run(state)? { a.run(state) } else { b.run(state) })
            }
            6 if depth < 2 && of.may_branch() => {
                let on = self.index(scope, 3);
                let (a, b) = (self.whole_branch(scope, depth, of), self.whole_branch(scope, depth, of));
                let text = format!("match {on} {{ 0 => {{ {a} }} _ => {{ {b} }} }}");
                Code::new(text, move |state| if on.run(state)? == 0 { a.run(state) } else { b.run(state) })
            }
            7 | 8 if scope.loops.len() < 2 => match self.call_that(scope, Gives::Parts(of)) {
                Some(call) => call,
                None => self.written(scope, depth, of),
            },
            _ => self.written(scope, depth, of),
        }
    }

    /// All parts, one by one.
    fn written(&mut self, scope: &Scope, depth: usize, of: Type) -> Code<Value> {
        let parts: Vec<Code<Value>> =
            of.parts().into_iter().map(|(_, of)| self.part(scope, depth + 1, of)).collect();
        let texts: Vec<String> = parts.iter().map(|part| part.text.clone()).collect();
        Code::new(of.written(&texts, false), move |state| {
            let parts = parts.iter().map(|part| part.run(state));
            Ok(Value::Many(parts.collect::<Outcome<_>>()?))
        })
    }

    pub(crate) fn part(&mut self, scope: &Scope, depth: usize, of: Type) -> Code<Value> {
        match of {
            Type::Number => {
                let number = self.number(scope, depth);
                Code::new(number.text.clone(), move |state| Ok(Value::Number(number.run(state)?)))
            }
            Type::Constant => {
                let (plain, _, value) = self.a_literal();
                Code::new(plain, move |_| Ok(Value::Number(Number::of(value))))
            }
            Type::Array(length) => self.array_part(scope, depth, length),
            of => self.struct_part(scope, depth, of),
        }
    }

    fn array_part(&mut self, scope: &Scope, depth: usize, length: usize) -> Code<Value> {
        let arrays = scope.all(|variable| variable.kind == Type::Array(length).kind());
        if !arrays.is_empty() && self.happens(0.4) {
            let Variable { name, slot, .. } = self.one_of(&arrays);
            return Code::new(name, move |state| Ok(state.get(slot).clone()));
        }
        let elements: Vec<Code<Number>> = (0..length).map(|_| self.number(scope, depth)).collect();
        let texts: Vec<&str> = elements.iter().map(|number| number.text.as_str()).collect();
        Code::new(format!("[{}]", texts.join(", ")), move |state| {
            let numbers = elements.iter().map(|number| number.run(state));
            Ok(array(numbers.collect::<Outcome<Vec<_>>>()?))
        })
    }

    /// The numbers that vary, wherever they are seen.
    pub(crate) fn varying(&self, scope: &Scope) -> Vec<Variable> {
        scope.all(|variable| variable.kind == Kind::Number && self.varying.contains(&variable.slot))
    }

    /// Whether there is one.
    fn varies(&self, scope: &Scope) -> bool {
        !self.varying(scope).is_empty()
    }

    /// A struct within another one: its numbers one by one, as what is read as a whole cannot be handed on within another.
    fn struct_part(&mut self, scope: &Scope, depth: usize, of: Type) -> Code<Value> {
        let same = scope.parts(of);
        if same.is_empty() || self.happens(0.5) {
            return self.written(scope, depth, of);
        }
        let base = self.one_of(&same);
        self.with_base(scope, depth, of, &base)
    }

    /// Some of the fields, and the others from another one: `S { x: …, ..s }`.
    fn with_base(&mut self, scope: &Scope, depth: usize, of: Type, base: &Variable) -> Code<Value> {
        let Type::Struct(described) = of else { return self.written(scope, depth, of) };
        let place = self.below(described.fields.len());
        let (field, inner) = described.fields[place];
        let part = self.part(scope, depth + 1, inner);
        let text = format!("{} {{ {field}: {part}, ..{} }}", described.name, copied(base));
        let slot = base.slot;
        Code::new(text, move |state| {
            let part = part.run(state)?;
            let mut whole = state.get(slot).clone();
            whole.many_mut()[place] = part;
            Ok(whole)
        })
    }

    /// What stands in the braces of a branch: statements, perhaps, and a value.
    fn whole_branch(&mut self, scope: &Scope, depth: usize, of: Type) -> Code<Value> {
        let mut inner = scope.block();
        let count = usize::from(scope.depth < 2 && self.happens(0.3));
        let statements = self.with_items(&mut inner, count);
        let result = self.whole(&inner, depth + 1, of);
        Code::new(format!("{} {result}", text_of(&statements)), move |state| {
            run_all(&statements, state)?;
            result.run(state)
        })
    }

    /// An argument of this type.
    pub(crate) fn parts_argument(
        &mut self,
        scope: &Scope,
        depth: usize,
        of: Type,
        reference: bool,
    ) -> Code<Value> {
        let same = scope.parts(of);
        if !reference {
            return self.whole(scope, depth, of);
        }
        if same.is_empty() || self.happens(0.2) {
            let written = self.written(scope, depth, of);
            return Code::new(format!("&{written}"), move |state| written.run(state));
        }
        let Variable { name, slot, kind, .. } = self.one_of(&same);
        let lent = matches!(kind, Kind::Parts { reference: true, .. });
        let text = if lent { name } else { format!("&{name}") };
        Code::new(text, move |state| Ok(state.get(slot).clone()))
    }

    pub(crate) fn let_parts(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        if !self.structs {
            return None;
        }
        let of = if self.happens(0.2) { self.one_of(&LISTS) } else { self.one_of(&WHOLE) };
        let of = if self.varies(scope) { of } else { WHOLE[0] };
        let value = self.whole(scope, 0, of);
        let mutable = self.happens(0.6);
        let variable = self.variable(scope, "s", of.kind(), mutable);
        let word = if mutable { "mut " } else { "" };
        let typed = if self.happens(0.3) { format!(": {}", of.text()) } else { String::new() };
        let text = format!("let {word}{}{typed} = {value};", variable.name);
        let slot = variable.slot;
        scope.add(variable);
        Some(Code::new(text, move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        }))
    }

    /// `s = …;`, `*s = …;`, `s.at = …;`
    pub(crate) fn assign_parts(&mut self, scope: &Scope) -> Option<Code<()>> {
        let all = scope.all(|variable| variable.mutable && matches!(variable.kind, Kind::Parts { .. }));
        if all.is_empty() || !self.varies(scope) {
            return None;
        }
        let variable = self.one_of(&all);
        let Kind::Parts { of, .. } = variable.kind else { unreachable!("only these were asked for") };
        let value = self.whole(scope, 1, of);
        let slot = variable.slot;
        Some(Code::new(format!("{} = {value};", copied(&variable)), move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        }))
    }

    /// `let S { x, y: z } = s;`
    pub(crate) fn take_apart(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let all = scope.all(|variable| {
            matches!(variable.kind, Kind::Parts { of: Type::Struct(_) | Type::Tuple(_), .. })
        });
        if all.is_empty() {
            return None;
        }
        let whole = self.one_of(&all);
        let Kind::Parts { of, .. } = whole.kind else { unreachable!("only these were asked for") };
        let mut names = scope.clone();
        let (mut bound, mut texts) = (Vec::new(), Vec::new());
        for (place, (_, part)) in of.parts().into_iter().enumerate() {
            if part == Type::Constant {
                texts.push("_".to_owned());
                continue;
            }
            let mutable = self.happens(0.4);
            let variable = self.variable(&names, "t", part.kind(), mutable);
            names.reserve(&variable.name);
            texts.push(format!("{}{}", if variable.mutable { "mut " } else { "" }, variable.name));
            bound.push((variable, whole.slot.part(place)));
        }
        let text = format!("let {} = {};", of.written(&texts, false), copied(&whole));
        let slots: Vec<_> = bound.iter().map(|(variable, from)| (variable.slot, *from)).collect();
        for (variable, _) in bound {
            scope.add(variable);
        }
        Some(Code::new(text, move |state| {
            let values: Vec<Value> = slots.iter().map(|(_, from)| state.get(*from).clone()).collect();
            for ((slot, _), value) in slots.iter().zip(values) {
                state.set(*slot, value);
            }
            Ok(())
        }))
    }

    /// A list, and what its elements are.
    fn a_list(&mut self, scope: &Scope) -> Option<(Variable, Type, usize)> {
        let all = scope.all(|variable| matches!(variable.kind, Kind::Parts { of: Type::List(..), .. }));
        if all.is_empty() {
            return None;
        }
        let variable = self.one_of(&all);
        let Kind::Parts { of: Type::List(of, length), .. } = variable.kind else { return None };
        Some((variable, *of, length))
    }

    /// A loop over a list of structs, which may change them.
    pub(crate) fn for_parts(
        &mut self,
        scope: &Scope,
        mut inner: Scope,
        before: &str,
        number: usize,
    ) -> Option<Code<()>> {
        let (list, of, length) = self.a_list(scope)?;
        let changed = list.mutable && self.happens(0.7);
        if changed {
            inner.remove(&list.name);
        } else {
            inner.freeze(&list.name);
        }
        let enumerated = self.happens(0.3);
        let kind = Kind::Parts { of, reference: true };
        let [element, count] = self.variables(&inner, [("p", kind, changed), ("i", Kind::Whole, false)]);
        let iterator = if changed { "iter_mut" } else { "iter" };
        let (pattern, end) = if enumerated {
            (format!("({}, {})", count.name, element.name), ".enumerate()")
        } else {
            (element.name.clone(), "")
        };
        let head = format!("{before}for {pattern} in {}.{iterator}(){end}", list.name);
        let (slot, counter, from) = (element.slot, count.slot, list.slot);
        inner.add(element);
        if enumerated {
            inner.add(count);
        }
        let body = self.block(inner);
        Some(Code::new(format!("{head} {{ {body} }}"), move |state| {
            for i in 0..length {
                let element = state.get(from.part(i)).clone();
                state.set(slot, element);
                state.set(counter, Value::Whole(i));
                let goes_on = once(state, &body, number);
                if changed {
                    let element = state.get(slot).clone();
                    state.set(from.part(i), element);
                }
                if !goes_on? {
                    break;
                }
            }
            Ok(())
        }))
    }

    /// A number out of a list of structs: an element's, or a sum over all of them.
    pub(crate) fn of_parts(&mut self, scope: &Scope) -> Option<Code<Number>> {
        let (list, of, length) = self.a_list(scope)?;
        let from = list.slot;
        if self.happens(0.5) {
            let index = self.index(scope, length);
            let mut parts = Variable::of_parts(of);
            parts.retain(|part| part.kind == Kind::Number);
            let part = self.one_of(&parts);
            return Some(Code::new(format!("{}[{index}]{}", list.name, part.name), move |state| {
                let index = index.run(state)?;
                Ok(part.slot.within(state.get(from.part(index))).number())
            }));
        }
        let mut inner = scope.closure();
        let kind = Kind::Parts { of, reference: true };
        let element = self.variable(&inner, "p", kind, false);
        let head = format!("{}.iter().map(|{}|", list.name, element.name);
        let slot = element.slot;
        inner.add(element);
        let term = self.number(&inner, 2);
        Some(Code::new(format!("{head} {term}).sum::<f64>()"), move |state| {
            let mut sum: Option<Number> = None;
            for i in 0..length {
                let element = state.get(from.part(i)).clone();
                state.set(slot, element);
                let term = term.run(state)?;
                sum = Some(sum.map_or(term, |sum| sum + term));
            }
            Ok(sum.expect("a list has elements"))
        }))
    }
}
