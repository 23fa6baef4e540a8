//! Calls of the functions of a program.

use crate::code::{Code, Number, Outcome, State, Value};
use crate::function::{Callee, Declared, Gives, Parameter};
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::writer::Writer;

/// The arguments of a call.
pub(crate) struct Arguments {
    pub(crate) text: String,
    codes: Vec<Code<Value>>,
}

impl Arguments {
    /// The call with them: of a method behind what it is called on, or by its path.
    fn call(&self, callee: &Callee, by_path: bool) -> String {
        let Callee { name, method_of, .. } = callee;
        match method_of {
            None => format!("{name}({})", self.text),
            // What is written out has methods that the attribute does not follow.
            Some(of) if by_path || self.codes[0].text.contains(' ') => format!("{of}::{name}({})", self.text),
            Some(_) => {
                let on = self.codes[0].text.trim_start_matches('&');
                let texts: Vec<&str> = self.codes[1..].iter().map(|code| code.text.as_str()).collect();
                format!("{on}.{name}({})", texts.join(", "))
            }
        }
    }

    pub(crate) fn run(&self, state: &mut State) -> Outcome<Vec<Value>> {
        self.codes.iter().map(|code| code.run(state)).collect()
    }
}

impl Writer<'_> {
    /// The variables that the parameters are.
    pub(crate) fn parameters(&mut self, parameters: &[Parameter]) -> Vec<Variable> {
        let variable = |parameter: &Parameter| Variable {
            name: parameter.name.clone(),
            slot: self.slot(),
            kind: parameter.declared.kind(),
            mutable: parameter.mutable,
        };
        let variables: Vec<Variable> = parameters.iter().map(variable).collect();
        let varying = variables.iter().zip(parameters).filter(|(_, p)| p.differentiated && !p.mutable);
        self.varying = varying
            .flat_map(|(variable, _)| variable.parts().into_iter().chain([variable.clone()]))
            .filter(|variable| matches!(variable.kind, Kind::Number | Kind::Array(_)))
            .map(|variable| variable.slot)
            .collect();
        variables
    }

    pub(crate) fn arguments(&mut self, scope: &Scope, depth: usize, parameters: &[Parameter]) -> Arguments {
        // An argument that is borrowed must not change in a block within another one.
        let numbers = parameters.iter().all(|parameter| parameter.declared == Declared::Number);
        let depth = if numbers { depth + 1 } else { 2.max(depth + 1) };
        let codes: Vec<Code<Value>> =
            parameters.iter().map(|parameter| self.argument(scope, depth, parameter.declared)).collect();
        let texts: Vec<&str> = codes.iter().map(|code| code.text.as_str()).collect();
        Arguments { text: texts.join(", "), codes }
    }

    fn argument(&mut self, scope: &Scope, depth: usize, declared: Declared) -> Code<Value> {
        match declared {
            Declared::Number => {
                let number = self.number(scope, depth);
                Code::new(number.text.clone(), move |state| Ok(Value::Number(number.run(state)?)))
            }
            Declared::Whole => {
                let count = self.below(3);
                Code::new(count.to_string(), move |_| Ok(Value::Whole(count)))
            }
            Declared::Array { shape, .. } => self.array_argument(scope, shape),
            Declared::Parts(of, reference) => self.parts_argument(scope, depth, of, reference),
            Declared::Matrix(of, held) => self.matrix_argument(scope, depth, of, held),
            _ => unreachable!("no callee has other parameters"),
        }
    }

    fn array_argument(&mut self, scope: &Scope, shape: Shape) -> Code<Value> {
        let slice = shape.form == Form::Slice;
        let arrays = scope.arrays(|other| {
            let fixed = matches!(other.form, Form::Fixed | Form::FixedReference);
            other.columns.is_none()
                && if slice { other.length >= shape.length } else { fixed && other.length == shape.length }
        });
        let length = shape.length;
        if shape.form != Form::FixedReference && scope.loops.len() < 2 && self.happens(0.15) {
            let form = if slice { Form::Vector } else { Form::Fixed };
            // What another call gives, handed on.
            if let Some(call) = self.array_call(scope, Shape { form, ..shape }) {
                let ampersand = if slice { "&" } else { "" };
                return Code::new(format!("{ampersand}{call}"), move |state| call.run(state));
            }
        }
        if arrays.is_empty() || self.happens(0.25) {
            let (text, run) = self.numbers_of(scope, length);
            let ampersand = if shape.form == Form::Fixed { "" } else { "&" };
            return Code::new(format!("{ampersand}[{text}]"), move |state| {
                Ok(Value::Many(run(state)?.into_iter().map(Value::Number).collect()))
            });
        }
        let (Variable { name, slot, .. }, from) = self.one_of(&arrays);
        let reference = matches!(from.form, Form::FixedReference | Form::Slice);
        let begin = self.below(from.length - length + 1);
        let text = match (shape.form, reference) {
            (Form::Fixed, false) => name,
            (Form::Fixed, true) => format!("*{name}"),
            _ if from.length != length => format!("&{name}[{begin}..{}]", begin + length),
            (_, true) => name,
            (_, false) => format!("&{name}"),
        };
        Code::new(text, move |state| Ok(Value::Many(state.get(slot).many()[begin..begin + length].to_vec())))
    }

    /// A call that gives a number.
    pub(crate) fn call(&mut self, scope: &Scope, depth: usize) -> Option<Code<Number>> {
        let mut callees = self.callees.clone();
        callees.retain(|callee| {
            callee.is_by_all()
                && !scope.has(&callee.name)
                && !matches!(callee.gives, Gives::Option(_) | Gives::Matrix(_))
        });
        if callees.is_empty() || scope.loops.len() > 2 {
            return None;
        }
        let callee = self.one_of(&callees);
        let by_path = self.happens(0.3);
        let arguments = self.arguments(scope, depth, &callee.parameters);
        let number = callee.number;
        match callee.gives {
            Gives::Number => {
                let text = arguments.call(&callee, by_path);
                Some(Code::new(text, move |state| {
                    let arguments = arguments.run(state)?;
                    Ok(state.call(number, arguments)?.number())
                }))
            }
            Gives::Parts(of) => {
                let parts: Vec<Variable> =
                    Variable::of_parts(of).into_iter().filter(|part| part.kind == Kind::Number).collect();
                let Variable { name, slot, .. } = self.one_of(&parts);
                let text = format!("{}{name}", arguments.call(&callee, by_path));
                Some(Code::new(text, move |state| {
                    let arguments = arguments.run(state)?;
                    Ok(slot.within(&state.call(number, arguments)?).number())
                }))
            }
            Gives::Option(_) | Gives::Matrix(_) => unreachable!("only the others were asked for"),
            Gives::Array(shape) => {
                let index = self.index(scope, shape.length);
                let text = format!("{}[{index}]", arguments.call(&callee, by_path));
                Some(Code::new(text, move |state| {
                    let arguments = arguments.run(state)?;
                    let index = index.run(state)?;
                    Ok(state.call(number, arguments)?.many()[index].number())
                }))
            }
        }
    }

    /// A call that gives an array of this shape.
    pub(crate) fn array_call(&mut self, scope: &Scope, shape: Shape) -> Option<Code<Value>> {
        self.call_that(scope, Gives::Array(shape))
    }

    /// A call that gives this.
    pub(crate) fn call_that(&mut self, scope: &Scope, gives: Gives) -> Option<Code<Value>> {
        let mut callees = self.callees.clone();
        callees.retain(|callee| callee.gives == gives && callee.is_by_all() && !scope.has(&callee.name));
        if callees.is_empty() {
            return None;
        }
        let callee = self.one_of(&callees);
        let by_path = self.happens(0.3);
        let arguments = self.arguments(scope, 1, &callee.parameters);
        let text = arguments.call(&callee, by_path);
        Some(Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            state.call(callee.number, arguments)
        }))
    }
}
