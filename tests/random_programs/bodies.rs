//! The functions of a program: their parameters, and their bodies.

use chacha20::ChaCha8Rng;

use crate::code::{Code, Slot, Value, array};
use crate::function::{Callee, Declared, Gives, Parameter};
use crate::matrices::{Held, Library};
use crate::program::{Returns, generics, options};
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::statements::run_all;
use crate::types::{GIVEN, LISTS, OPTIONS, Type, WHOLE};
use crate::writer::Writer;

impl Writer<'_> {
    /// The parameters of the function.
    pub(crate) fn parameter_list(&mut self) -> Vec<Parameter> {
        let array = |length, columns, form| Declared::Array {
            shape: Shape { length, columns, form },
            generic: false,
        };
        let mut parameters = Vec::new();
        let whole = self.matrix_type();
        let count = self.weighted(&[(3, 1), (5, 2), (3, 3)]);
        let (mut size, mut generic) = (0, false);
        for position in 0..count {
            let length = 2 + self.below(2);
            let declared = match self.below(if self.structs { 16 } else { 12 }) {
                // The first is a vector or a matrix.
                _ if whole.is_some() && (parameters.is_empty() || self.happens(0.5)) => {
                    match self.matrix_parameter() {
                        Some(declared) => declared,
                        None => continue,
                    }
                }
                0..=3 => Declared::Number,
                4 | 5 => array(length, None, Form::Slice),
                6 => array(length, None, Form::FixedReference),
                7 => array(length, None, Form::Fixed),
                8 if !generic => {
                    generic = true;
                    let shape = Shape { length, columns: None, form: Form::FixedReference };
                    Declared::Array { shape, generic }
                }
                9 => array(2, Some(2), Form::FixedReference),
                10 => array(2, Some(2), Form::Slice),
                11 => Declared::VectorReference(length),
                12..=14 => Declared::Parts(self.one_of(&WHOLE), self.happens(0.6)),
                15 => Declared::Parts(self.one_of(&[LISTS[0], LISTS[2]]), true),
                _ => Declared::Number,
            };
            if size + declared.size() > if whole.is_some() { 12 } else { 6 } {
                continue;
            }
            size += declared.size();
            let owned = matches!(
                declared,
                Declared::Number | Declared::Parts(_, false) | Declared::Matrix(_, Held::Owned)
            ) || matches!(declared, Declared::Array { shape, .. } if shape.form == Form::Fixed);
            parameters.push(Parameter {
                name: format!("x{position}"),
                declared,
                mutable: owned && self.happens(0.3),
                differentiated: true,
            });
        }
        // Some of the numbers are constants.
        if parameters.len() > 1 && self.happens(0.3) {
            let constant = self.below(parameters.len());
            // A struct that is constant cannot be the base of one that varies.
            parameters[constant].differentiated =
                matches!(parameters[constant].declared, Declared::Parts(..));
            // A matrix that is constant is none that changes.
            parameters[constant].mutable &= !matches!(parameters[constant].declared, Declared::Matrix(..));
        }
        for (name, declared) in
            [("n", Declared::Whole), ("flag", Declared::Truth), ("order", Declared::Wholes(3))]
        {
            if self.happens(0.25) {
                let parameter =
                    Parameter { name: name.to_owned(), declared, mutable: false, differentiated: false };
                parameters.push(parameter);
            }
        }
        parameters
    }

    /// A parameter that is a vector or a matrix.
    fn matrix_parameter(&mut self) -> Option<Declared> {
        let of = self.matrix_type()?;
        let held = if self.happens(0.15) { Held::Owned } else { Held::Reference };
        Some(Declared::Matrix(of, held))
    }

    /// What the result is written to, and the first statement: something varies in a struct before it is changed.
    fn out(&mut self, scope: &mut Scope, of: Type) -> (Slot, Code<()>) {
        let slot = self.slot();
        scope.reserve("out");
        if let Type::Array(length) = of {
            for i in 0..length {
                let name = format!("out[{i}]");
                scope.add(Variable { name, slot: slot.part(i), kind: Kind::Number, mutable: true });
            }
            return (slot, Code::new("", |_| Ok(())));
        }
        let varying = self.varying(scope);
        let factor = Self::read(&self.one_of(&varying));
        let kind = Kind::Parts { of, reference: true };
        let out = Variable { name: "out".to_owned(), slot, kind, mutable: true };
        let part = out.parts()[0].clone();
        scope.add(out);
        let first = Code::new(format!("{} *= {factor};", part.name), move |state| {
            let value = state.get(part.slot).number() * factor.run(state)?;
            state.set(part.slot, Value::Number(value));
            Ok(())
        });
        (slot, first)
    }

    pub(crate) fn body(&mut self, parameters: &[Parameter], returns: Returns) -> Code<Value> {
        let variables = self.parameters(parameters);
        let mut scope = Scope::new(variables, returns == Returns::Number);
        scope.returns_none = returns == Returns::Option;
        let out = match returns {
            Returns::Written(of) => Some(self.out(&mut scope, of)),
            _ => None,
        };
        let count = 2 + self.below(6);
        let mut statements = vec![];
        for _ in 0..count {
            statements.push(self.statement(&mut scope));
        }
        let texts: Vec<&str> = statements.iter().map(|statement| statement.text.as_str()).collect();
        let text = texts.join(" ");
        if returns == Returns::Number {
            let result = self.number(&scope, 0);
            return Code::new(format!("{text} {result}"), move |state| {
                run_all(&statements, state)?;
                Ok(Value::Number(result.run(state)?))
            });
        }
        if let Some((out, first)) = out {
            return Code::new(format!("{first} {text}"), move |state| {
                first.run(state)?;
                run_all(&statements, state)?;
                Ok(state.get(out).clone())
            });
        }
        if returns == Returns::Pair {
            let (a, b) = (self.number(&scope, 1), self.number(&scope, 1));
            return Code::new(format!("{text} ({a}, {b})"), move |state| {
                run_all(&statements, state)?;
                Ok(Value::Many(vec![Value::Number(a.run(state)?), Value::Number(b.run(state)?)]))
            });
        }
        if let Returns::Parts(_) | Returns::Option = returns {
            let result = match returns {
                Returns::Parts(of) => self.whole(&scope, 0, of),
                _ => self.option(&scope, 0, Type::Number),
            };
            return Code::new(format!("{text} {result}"), move |state| {
                run_all(&statements, state)?;
                result.run(state)
            });
        }
        if let Returns::Matrix(of) = returns {
            let result = self.matrix(&scope, 0, of);
            return Code::new(format!("{text} {}", result.owned), move |state| {
                run_all(&statements, state)?;
                Ok(array(result.run(state)?))
            });
        }
        let shape = match returns {
            Returns::Fixed => Shape { length: 2, columns: None, form: Form::Fixed },
            Returns::Rows => Shape { length: 2, columns: Some(2), form: Form::Fixed },
            _ => Shape { length: 2, columns: None, form: Form::Vector },
        };
        let result = self.array_of(&scope, shape).unwrap_or_else(|| self.list(&scope, shape));
        Code::new(format!("{text} {result}"), move |state| {
            run_all(&statements, state)?;
            result.run(state)
        })
    }
}

/// A function that the others call.
#[allow(clippy::too_many_arguments, reason = "each is another kind of choice")]
pub(crate) fn helper(
    chance: &mut ChaCha8Rng,
    program: usize,
    float: &'static str,
    callees: Vec<Callee>,
    second_order: bool,
    few_names: bool,
    structs: bool,
    library: Option<Library>,
) -> (Callee, Code<Value>) {
    let number = callees.len();
    let mut writer = Writer::new(chance, float, callees);
    (writer.few_names, writer.structs, writer.library) = (few_names, structs, library);
    let name = format!("g{number}");
    let length = 2 + writer.below(2);
    let parameter = |name: &str, declared| Parameter {
        name: name.to_owned(),
        declared,
        mutable: false,
        differentiated: true,
    };
    let form = writer.one_of(&[Form::Slice, Form::Slice, Form::FixedReference, Form::Fixed]);
    let list = Declared::Array { shape: Shape { length, columns: None, form }, generic: false };
    let mut parameters = Vec::new();
    let vector = writer.happens(0.25);
    if let Some(of) = writer.matrix_parameter() {
        parameters.push(parameter("x", of));
    } else if structs && writer.happens(0.6) {
        let of = writer.one_of(&WHOLE);
        parameters.push(parameter("s", Declared::Parts(of, writer.happens(0.5))));
    } else if vector || writer.happens(0.4) {
        parameters.push(parameter("x", list));
    }
    if parameters.is_empty() || writer.happens(0.6) {
        parameters.push(parameter("a", Declared::Number));
    }
    if parameters.len() == 1 && writer.happens(0.5) {
        parameters.push(parameter("b", Declared::Number));
    }
    // Some numbers are constants for whoever asks for its derivatives; calls see all of them vary. Of arrays that are left
    // out, a caller's derivative needs slopes that there are not: an error says so.
    let last = parameters.len() - 1;
    if last > 0 && matches!(parameters[last].declared, Declared::Number) && writer.happens(0.3) {
        parameters[last].differentiated = false;
    }
    let recursive =
        !vector && parameters.iter().all(|parameter| parameter.differentiated) && writer.happens(0.2);
    if recursive {
        parameters.push(parameter("depth", Declared::Whole));
    }
    // A method is another item of the struct in each program.
    let (method_of, name) = match parameters[0].declared {
        Declared::Parts(Type::Struct(of), true) if !recursive && writer.happens(0.5) => {
            "self".clone_into(&mut parameters[0].name);
            (Some(of.name), format!("m{program}_{number}"))
        }
        _ => (None, name),
    };
    let given = Shape { length, columns: None, form: writer.one_of(&[Form::Vector, Form::Fixed]) };
    let whole = writer.matrix_type();
    let gives = match vector {
        _ if !recursive && whole.is_some() && writer.happens(0.5) => {
            whole.map_or(Gives::Number, Gives::Matrix)
        }
        _ if structs && !recursive && writer.happens(0.3) => Gives::Parts(writer.one_of(&GIVEN)),
        _ if structs && !recursive && writer.happens(0.4) => Gives::Option(writer.one_of(&OPTIONS)),
        true => Gives::Array(given),
        false => Gives::Number,
    };
    let callee = Callee { name: name.clone(), number, parameters, gives, method_of };
    let variables = writer.parameters(&callee.parameters);
    let declared: Vec<String> = callee
        .parameters
        .iter()
        .map(|parameter| match parameter.name.as_str() {
            "self" => "&self".to_owned(),
            name => format!("{name}: {}", parameter.declared.text(float)),
        })
        .collect();
    let result = gives.text(float);
    let options = options(&callee.parameters, second_order, false);
    let head = format!(
        "#[differentiate{options}] fn {name}{}({}) -> {result}",
        generics(float, &callee.parameters),
        declared.join(", "),
    );
    let body = if recursive {
        writer.recursive(&callee, variables)
    } else {
        let mut scope = Scope::new(variables, gives == Gives::Number);
        scope.reserve("self");
        scope.returns_none = matches!(gives, Gives::Option(_));
        let count = writer.below(3);
        let statements: Vec<Code<()>> = (0..count).map(|_| writer.statement(&mut scope)).collect();
        let texts: Vec<&str> = statements.iter().map(|statement| statement.text.as_str()).collect();
        let result = match gives {
            Gives::Array(given) => {
                writer.array_of(&scope, given).unwrap_or_else(|| writer.list(&scope, given))
            }
            Gives::Parts(of) => writer.whole(&scope, 0, of),
            Gives::Matrix(of) => {
                let made = writer.matrix(&scope, 0, of);
                made.value(made.owned.clone())
            }
            Gives::Option(of) => writer.option(&scope, 0, of),
            Gives::Number => {
                let number = writer.number(&scope, 0);
                Code::new(number.text.clone(), move |state| Ok(Value::Number(number.run(state)?)))
            }
        };
        Code::new(format!("{} {result}", texts.join(" ")), move |state| {
            run_all(&statements, state)?;
            result.run(state)
        })
    };
    let function = format!("{head} {{ {body} }}");
    let text = match method_of {
        Some(of) => format!("impl {of} {{ {function} }}"),
        None => function,
    };
    (callee, Code { text, run: body.run })
}

impl Writer<'_> {
    /// The body of a function that calls itself, with one less.
    fn recursive(&mut self, callee: &Callee, variables: Vec<Variable>) -> Code<Value> {
        let depth = variables[variables.len() - 1].slot;
        let mut scope = Scope::new(variables, true);
        let last = self.number(&scope, 1);
        scope.reserve(&callee.name);
        scope.reserve("depth");
        let before = self.statement(&mut scope);
        let parameters = &callee.parameters[..callee.parameters.len() - 1];
        let arguments = self.arguments(&scope, 2, parameters);
        let inner = self.variable(&scope, "v", Kind::Number, true);
        let text = format!("let mut {} = {}({}, depth - 1);", inner.name, callee.name, arguments.text);
        let slot = inner.slot;
        scope.add(inner);
        let result = self.number(&scope, 0);
        let number = callee.number;
        Code::new(format!("if depth == 0 {{ return {last}; }} {before} {text} {result}"), move |state| {
            let count = state.get(depth).whole();
            if count == 0 {
                return Ok(Value::Number(last.run(state)?));
            }
            before.run(state)?;
            let mut arguments = arguments.run(state)?;
            arguments.push(Value::Whole(count - 1));
            let value = state.call(number, arguments)?;
            state.set(slot, value);
            Ok(Value::Number(result.run(state)?))
        })
    }
}
