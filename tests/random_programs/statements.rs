//! Statements.

use std::rc::Rc;

use crate::code::{Code, Leave, State, Value};
use crate::number::Real;
use crate::scope::{Form, Kind, Scope, Variable};
use crate::writer::{Closure, Writer};

#[derive(Clone, Copy)]
enum Statement {
    Number,
    Tuple,
    Destructured,
    Late,
    Truth,
    Truths,
    Test,
    Guarded,
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
    Parts,
    AssignParts,
    TakeApart,
    Option,
    AssignOption,
    IfSome,
    LetSome,
    Matrix,
    AssignMatrix,
    AssignElementOfMatrix,
    ChangeInPlace,
}

const STATEMENTS: [(usize, Statement); 25] = [
    (14, Statement::Number),
    (2, Statement::Tuple),
    (2, Statement::Destructured),
    (2, Statement::Late),
    (3, Statement::Truth),
    (2, Statement::Truths),
    (2, Statement::Test),
    (3, Statement::Guarded),
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

/// Those of programs with structs.
const OF_PARTS: [(usize, Statement); 7] = [
    (10, Statement::Parts),
    (8, Statement::AssignParts),
    (4, Statement::TakeApart),
    (5, Statement::Option),
    (3, Statement::AssignOption),
    (4, Statement::IfSome),
    (4, Statement::LetSome),
];

/// Those of programs with vectors and matrices.
const OF_MATRICES: [(usize, Statement); 4] = [
    (12, Statement::Matrix),
    (8, Statement::AssignMatrix),
    (8, Statement::AssignElementOfMatrix),
    (5, Statement::ChangeInPlace),
];

impl Writer<'_> {
    pub(crate) fn statement(&mut self, scope: &mut Scope) -> Code<()> {
        let statement = if self.derivatives && self.happens(0.3) {
            Statement::Derivative
        } else if self.library.is_some() && self.happens(0.5) {
            self.weighted(&OF_MATRICES)
        } else if self.structs && self.happens(0.2) {
            self.weighted(&OF_PARTS)
        } else {
            self.weighted(&STATEMENTS)
        };
        let written = match statement {
            Statement::Number => None,
            Statement::Tuple => Some(self.let_tuple(scope)),
            Statement::Destructured => Some(self.let_destructured(scope)),
            Statement::Late => Some(self.let_late(scope)),
            Statement::Truth => Some(self.let_truth(scope)),
            Statement::Truths => Some(self.let_truths(scope)),
            Statement::Test => Some(self.let_test(scope)),
            Statement::Guarded => self.let_guarded(scope),
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
            Statement::Parts => self.let_parts(scope),
            Statement::AssignParts => self.assign_parts(scope),
            Statement::TakeApart => self.take_apart(scope),
            Statement::Option => Some(self.let_option(scope)),
            Statement::AssignOption => self.assign_option(scope),
            Statement::IfSome => {
                if scope.depth < 3 {
                    self.if_some(scope)
                } else {
                    None
                }
            }
            Statement::LetSome => self.let_some(scope),
            Statement::Matrix => self.let_matrix(scope),
            Statement::AssignMatrix => self.assign_matrix(scope),
            Statement::AssignElementOfMatrix => self.assign_element_of_matrix(scope),
            Statement::ChangeInPlace => self.change_in_place(scope),
        };
        match written {
            Some(code) => code,
            None => self.let_number(scope),
        }
    }

    /// The statements of a block.
    pub(crate) fn block(&mut self, mut scope: Scope) -> Code<()> {
        let count = 1 + self.below(3);
        let statements = self.with_items(&mut scope, count);
        Code::new(text_of(&statements), move |state| run_all(&statements, state))
    }

    /// Statements among the items of their block, which stand at its end as well as at its start.
    pub(crate) fn with_items(&mut self, scope: &mut Scope, count: usize) -> Vec<Code<()>> {
        let items = self.items(scope);
        let last = self.happens(0.5);
        let texts = text_of(&items);
        let mut statements: Vec<Code<()>> = (0..count).map(|_| self.statement(scope)).collect();
        if !items.is_empty() {
            let first = if last { String::new() } else { texts.clone() };
            statements.insert(0, Code::new(first, move |state| run_all(&items, state)));
            if last {
                statements.push(Code::new(texts, |_| Ok(())));
            }
        }
        statements
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
        let [first, second] = self.variables(scope, [("v", Kind::Number, false), ("u", Kind::Number, true)]);
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
        let variables = self.variables(scope, [("v", Kind::Number, false), ("v", Kind::Number, false)]);
        let text = format!("let [{}, {}]", variables[0].name, variables[1].name);
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
        let both = self.variables(&inner, [("c", Kind::Number, false), ("c", Kind::Number, false)]);
        let parameters = both[..count].to_vec();
        let mut declared = Vec::new();
        for parameter in &parameters {
            declared.push(format!("{}: {}", parameter.name, self.float));
            inner.add(parameter.clone());
        }
        let result = self.number(&inner, 1);
        let closure = self.variable(scope, "f", Kind::Closure(count), false);
        let text = format!("let {} = |{}| {result};", closure.name, declared.join(", "));
        let slot = closure.slot;
        let parameters = parameters.iter().map(|parameter| parameter.slot).collect();
        self.closures.insert(slot, Rc::new(Closure { parameters, result }));
        scope.add(closure);
        Code::new(text, |_| Ok(()))
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
}

/// The text of statements one behind another.
pub(crate) fn text_of(statements: &[Code<()>]) -> String {
    statements.iter().map(|statement| statement.text.as_str()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn run_all(statements: &[Code<()>], state: &mut State) -> Result<(), Leave> {
    statements.iter().try_for_each(|statement| statement.run(state))
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
