//! A whole program: a function, those that it calls, points, and what its derivatives there are.

use chacha20::ChaCha8Rng;
use rand::SeedableRng;

use crate::code::{Body, Code, Leave, Number, Outcome, State, Value};
use crate::function::{Callee, Declared, Gives, Parameter};
use crate::number::{Dual, Real};
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::statements::run_all;
use crate::writer::Writer;

/// Larger numbers are not compared: rounding grows with them.
const LARGEST: f64 = 1e5;

pub(crate) struct Program {
    /// The module that has it.
    pub(crate) text: String,
    pub(crate) figures: Vec<Figure>,
}

/// What a call gives, by the oracle.
pub(crate) struct Figure {
    /// The call, as the program names it when it prints what it found.
    pub(crate) call: String,
    pub(crate) numbers: Vec<f64>,
    /// Whether the first numbers are the value, which is the same to the last bit wherever it stands.
    pub(crate) values: usize,
}

/// What the function returns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Returns {
    Number,
    Pair,
    Fixed,
    Vector,
    Rows,
}

struct Function {
    parameters: Vec<Parameter>,
    returns: Returns,
    second_order: bool,
    bodies: Vec<Body>,
}

impl Program {
    /// The program of this number; nothing, where no point of it can be compared.
    pub(crate) fn write(seed: u64, number: usize) -> Option<Program> {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(number as u64);
        let kind = Writer::new(&mut chance, "f64", vec![]).below(8);
        let (second_order, derivatives) = (kind < 3, kind == 3);
        let float = if kind == 4 { "T" } else { "f64" };
        let mut writer = Writer::new(&mut chance, float, vec![]);
        let parameters = writer.parameter_list();

        let mut callees: Vec<Callee> = Vec::new();
        let mut bodies: Vec<Body> = Vec::new();
        let mut text = String::new();
        let helpers = writer.weighted(&[(4, 0), (4, 1), (3, 2)]).max(usize::from(derivatives));
        for _ in 0..helpers {
            let (callee, code) = helper(&mut chance, float, callees.clone(), second_order || derivatives);
            text.push_str(&format!("    {}\n", code.text));
            bodies.push(code.run);
            callees.push(callee);
        }

        let mut writer = Writer::new(&mut chance, float, callees);
        writer.derivatives = derivatives;
        let returns = if second_order {
            Returns::Number
        } else {
            writer.weighted(&[
                (8, Returns::Number),
                (1, Returns::Pair),
                (1, Returns::Fixed),
                (1, Returns::Vector),
                (1, Returns::Rows),
            ])
        };
        let generics = generics(float, &parameters);
        let mut declared = Vec::new();
        for Parameter { name, declared: kind, mutable, .. } in &parameters {
            declared.push(format!("{}{name}: {}", if *mutable { "mut " } else { "" }, kind.text(float)));
        }
        let result = match returns {
            Returns::Number => float.to_owned(),
            Returns::Pair => format!("({float}, {float})"),
            Returns::Fixed => format!("[{float}; 2]"),
            Returns::Vector => format!("Vec<{float}>"),
            Returns::Rows => format!("[[{float}; 2]; 2]"),
        };
        let body = writer.body(&parameters, returns);
        bodies.push(body.run);
        let options = options(&parameters, second_order);
        text.push_str(&format!(
            "    #[differentiate{options}] fn f{generics}({}) -> {result} {{ {body} }}\n",
            declared.join(", "),
            body = body.text,
        ));
        let function = Function { parameters, returns, second_order, bodies };
        let mut figures = Vec::new();
        let mut calls = String::new();
        for point in 0..6 {
            if let Ok(found) = function.at(&mut Writer::new(&mut chance, "f64", vec![]), point) {
                calls.push_str(&found.0);
                figures.extend(found.1);
                if figures.iter().filter(|figure| figure.call.ends_with(" f")).count() == 2 {
                    break;
                }
            }
        }
        let text = format!(
            "mod program_{number} {{\n    use super::*;\n{text}    pub fn run() {{\n{calls}    }}\n}}\n"
        );
        (!figures.is_empty()).then_some(Program { text, figures })
    }
}

fn generics(float: &str, parameters: &[Parameter]) -> String {
    let length = parameters.iter().any(|p| matches!(p.declared, Declared::Array { generic: true, .. }));
    let mut generics = Vec::new();
    if float == "T" {
        generics.push("T: Float");
    }
    if length {
        generics.push("const N: usize");
    }
    if generics.is_empty() { String::new() } else { format!("<{}>", generics.join(", ")) }
}

fn options(parameters: &[Parameter], second_order: bool) -> String {
    let mut options = Vec::new();
    if second_order {
        options.push("order = 2".to_owned());
    }
    let real = || parameters.iter().filter(|parameter| parameter.declared.is_real());
    if real().any(|parameter| !parameter.differentiated) {
        let names: Vec<&str> = real().filter(|p| p.differentiated).map(|p| p.name.as_str()).collect();
        options.push(format!("wrt({})", names.join(", ")));
    }
    if options.is_empty() { String::new() } else { format!("({})", options.join(", ")) }
}

impl Writer<'_> {
    /// The parameters of the function.
    fn parameter_list(&mut self) -> Vec<Parameter> {
        let array = |length, columns, form| Declared::Array {
            shape: Shape { length, columns, form },
            generic: false,
        };
        let mut parameters = Vec::new();
        let count = self.weighted(&[(3, 1), (5, 2), (3, 3)]);
        let (mut size, mut generic) = (0, false);
        for position in 0..count {
            let length = 2 + self.below(2);
            let declared = match self.below(12) {
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
                _ => Declared::Number,
            };
            if size + declared.size() > 6 {
                continue;
            }
            size += declared.size();
            let owned = matches!(declared, Declared::Number)
                || matches!(declared, Declared::Array { shape, .. } if shape.form == Form::Fixed);
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
            parameters[constant].differentiated = false;
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

    fn body(&mut self, parameters: &[Parameter], returns: Returns) -> Code<Value> {
        let variables = self.parameters(parameters);
        let mut scope = Scope::new(variables, returns == Returns::Number);
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
        if returns == Returns::Pair {
            let (a, b) = (self.number(&scope, 1), self.number(&scope, 1));
            return Code::new(format!("{text} ({a}, {b})"), move |state| {
                run_all(&statements, state)?;
                Ok(Value::Many(vec![Value::Number(a.run(state)?), Value::Number(b.run(state)?)]))
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
fn helper(
    chance: &mut ChaCha8Rng,
    float: &'static str,
    callees: Vec<Callee>,
    second_order: bool,
) -> (Callee, Code<Value>) {
    let number = callees.len();
    let mut writer = Writer::new(chance, float, callees);
    let name = format!("g{number}");
    let length = 2 + writer.below(2);
    let parameter = |name: &str, declared| Parameter {
        name: name.to_owned(),
        declared,
        mutable: false,
        differentiated: true,
    };
    let form = writer.one_of(&[Form::Slice, Form::Slice, Form::FixedReference, Form::Fixed]);
    let array = Declared::Array { shape: Shape { length, columns: None, form }, generic: false };
    let mut parameters = Vec::new();
    let vector = writer.happens(0.25);
    if vector || writer.happens(0.4) {
        parameters.push(parameter("x", array));
    }
    if parameters.is_empty() || writer.happens(0.6) {
        parameters.push(parameter("a", Declared::Number));
    }
    if parameters.len() == 1 && writer.happens(0.5) {
        parameters.push(parameter("b", Declared::Number));
    }
    let recursive = !vector && writer.happens(0.2);
    if recursive {
        parameters.push(parameter("depth", Declared::Whole));
    }
    let given = Shape { length, columns: None, form: writer.one_of(&[Form::Vector, Form::Fixed]) };
    let gives = if vector { Gives::Array(given) } else { Gives::Number };
    let callee = Callee { name: name.clone(), number, parameters, gives };
    let variables = writer.parameters(&callee.parameters);
    let declared: Vec<String> = callee
        .parameters
        .iter()
        .map(|parameter| format!("{}: {}", parameter.name, parameter.declared.text(float)))
        .collect();
    let result = gives.text(float);
    let options = if second_order { "(order = 2)" } else { "" };
    let head = format!(
        "#[differentiate{options}] fn {name}{}({}) -> {result}",
        generics(float, &callee.parameters),
        declared.join(", "),
    );
    let body = if recursive {
        writer.recursive(&callee, variables)
    } else {
        let mut scope = Scope::new(variables, !vector);
        let count = writer.below(3);
        let statements: Vec<Code<()>> = (0..count).map(|_| writer.statement(&mut scope)).collect();
        let texts: Vec<&str> = statements.iter().map(|statement| statement.text.as_str()).collect();
        let result = if vector {
            writer.array_of(&scope, given).unwrap_or_else(|| writer.list(&scope, given))
        } else {
            let number = writer.number(&scope, 0);
            Code::new(number.text.clone(), move |state| Ok(Value::Number(number.run(state)?)))
        };
        Code::new(format!("{} {result}", texts.join(" ")), move |state| {
            run_all(&statements, state)?;
            result.run(state)
        })
    };
    (callee, Code { text: format!("{head} {{ {body} }}"), run: body.run })
}

impl Writer<'_> {
    /// The body of a function that calls itself, with one less.
    fn recursive(&mut self, callee: &Callee, variables: Vec<Variable>) -> Code<Value> {
        let depth = variables[variables.len() - 1].slot;
        let mut scope = Scope::new(variables, true);
        let last = self.number(&scope, 1);
        let before = self.statement(&mut scope);
        let parameters = &callee.parameters[..callee.parameters.len() - 1];
        let arguments = self.arguments(&scope, 2, parameters);
        let inner = Variable { name: self.name("v"), slot: self.slot(), kind: Kind::Number, mutable: true };
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

/// An argument of the function: its numbers, or what does not vary.
enum Argument {
    Numbers(Vec<f64>),
    Constant(Value, String),
}

impl Function {
    /// The calls at a point, as a text, and what they give.
    fn at(&self, chance: &mut Writer, point: usize) -> Outcome<(String, Vec<Figure>)> {
        let arguments: Vec<Argument> =
            self.parameters.iter().map(|parameter| argument(chance, parameter.declared)).collect();
        let sizes = self.parameters.iter().filter(|p| p.differentiated).map(|p| p.declared.size());
        let inputs: usize = sizes.sum();
        let direction: Vec<f64> = (0..inputs).map(|_| chance.below(9) as f64 / 4.0 - 1.0).collect();

        let mut columns = Vec::new();
        let (mut values, mut product) = (Vec::new(), Vec::new());
        for i in 0..inputs {
            let result = self.result(&arguments, |k| f64::from(u8::from(k == i)), |k| direction[k])?;
            values = result.iter().map(|number| number.primal()).collect();
            columns.push(result.iter().map(|number| number.tangent.primal()).collect::<Vec<f64>>());
            product.push(result.iter().map(|number| number.tangent.tangent.primal()).collect::<Vec<f64>>());
        }
        let cotangent: Vec<f64> = (0..values.len()).map(|_| chance.below(9) as f64 / 4.0 - 1.0).collect();

        let mut calls = Calls { function: self, text: String::new(), figures: vec![], point };
        let texts: Vec<String> = self
            .parameters
            .iter()
            .zip(&arguments)
            .map(|(parameter, argument)| match argument {
                Argument::Numbers(numbers) => parameter.declared.argument(numbers),
                Argument::Constant(_, text) => text.clone(),
            })
            .collect();
        let texts = texts.join(", ");
        let count = values.len();
        calls.add("f", &texts, count, &values);
        let rows: Vec<f64> =
            (0..count).flat_map(|row| columns.iter().map(move |column| column[row])).collect();
        let with_values = |numbers: &[f64]| [values.as_slice(), numbers].concat();
        let several = if self.returns == Returns::Number { "gradient" } else { "jacobian" };
        // What returns rows has no Jacobian.
        if self.returns != Returns::Rows {
            calls.add(&format!("f::{several}"), &texts, 0, &rows);
            calls.add(&format!("f::value_and_{several}"), &texts, count, &with_values(&rows));
        }
        let change: Vec<f64> = (0..count)
            .map(|row| columns.iter().zip(&direction).map(|(column, along)| column[row] * along).sum())
            .collect();
        let along = self.owned(&direction);
        calls.add("f::jvp", &format!("{texts}, {along}"), count, &with_values(&change));
        let pulled: Vec<f64> = columns
            .iter()
            .map(|column| column.iter().zip(&cotangent).map(|(slope, back)| slope * back).sum())
            .collect();
        let back = self.cotangent(&cotangent);
        calls.add("f::vjp", &format!("{texts}, {back}"), count, &with_values(&pulled));
        if self.has_slice() && self.returns == Returns::Number {
            calls.add_into("f::gradient_into", &texts, None, &rows);
        }
        if self.second_order {
            let product: Vec<f64> = product.concat();
            calls.add("f::hvp", &format!("{texts}, {along}"), 0, &product);
            if self.has_slice() {
                calls.add_into("f::hvp_into", &texts, Some(&direction), &product);
            }
            if self.has_hessian() {
                let mut hessian = Vec::new();
                for i in 0..inputs {
                    for j in 0..inputs {
                        let unit = |of: usize| move |k: usize| f64::from(u8::from(k == of));
                        let result = self.result(&arguments, unit(i), unit(j))?;
                        hessian.push(result[0].tangent.tangent.primal());
                    }
                }
                calls.add("f::hessian", &texts, 0, &hessian);
            }
        }
        let numbers = || calls.figures.iter().flat_map(|figure| &figure.numbers);
        if numbers().any(|number| !number.is_finite() || number.abs() > LARGEST) {
            return Err(Leave::Unsuitable);
        }
        Ok((calls.text, calls.figures))
    }

    fn differentiated(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.differentiated)
    }

    fn has_slice(&self) -> bool {
        self.differentiated().any(|parameter| {
            matches!(parameter.declared, Declared::Array { shape, .. } if shape.form == Form::Slice)
        })
    }

    fn has_hessian(&self) -> bool {
        let kinds: Vec<Declared> = self.differentiated().map(|parameter| parameter.declared).collect();
        let only_array = |declared: &Declared| match declared {
            Declared::Array { shape, .. } => shape.columns.is_none(),
            Declared::VectorReference(_) => true,
            _ => false,
        };
        kinds.iter().all(|declared| *declared == Declared::Number)
            || matches!(kinds.as_slice(), [only] if only_array(only))
    }

    /// The numbers that the function gives, where its parameters vary along two directions.
    fn result(
        &self,
        arguments: &[Argument],
        first: impl Fn(usize) -> f64,
        second: impl Fn(usize) -> f64,
    ) -> Outcome<Vec<Number>> {
        let mut next = 0;
        let mut variables = Vec::new();
        for (parameter, argument) in self.parameters.iter().zip(arguments) {
            variables.push(match argument {
                Argument::Constant(value, _) => value.clone(),
                Argument::Numbers(numbers) => {
                    let mut number = |value: f64| {
                        let mut number = Number::of(value);
                        if parameter.differentiated {
                            number.tangent = Dual::of(first(next));
                            number.value.tangent = Dual::of(second(next));
                            next += 1;
                        }
                        number
                    };
                    let numbers: Vec<Number> = numbers.iter().map(|&value| number(value)).collect();
                    parameter.declared.value(&numbers)
                }
            });
        }
        let (body, functions) = (&self.bodies[self.bodies.len() - 1], &self.bodies);
        let mut state = State { variables, functions, patience: 3_000 };
        match body(&mut state) {
            Ok(value) | Err(Leave::Return(value)) => Ok(value.numbers()),
            Err(other) => Err(other),
        }
    }

    /// Numbers in the shape of the gradient.
    fn owned(&self, numbers: &[f64]) -> String {
        let mut rest = numbers;
        let mut parts = Vec::new();
        for parameter in self.differentiated() {
            let (numbers, after) = rest.split_at(parameter.declared.size());
            parts.push(parameter.declared.owned(numbers));
            rest = after;
        }
        match parts.as_slice() {
            [only] => only.clone(),
            _ if self.differentiated().all(|p| p.declared == Declared::Number) => {
                format!("[{}]", parts.join(", "))
            }
            _ => format!("({})", parts.join(", ")),
        }
    }

    /// Numbers in the shape of the result.
    fn cotangent(&self, numbers: &[f64]) -> String {
        let list: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
        match self.returns {
            Returns::Number => list[0].clone(),
            Returns::Pair => format!("({})", list.join(", ")),
            Returns::Fixed => format!("[{}]", list.join(", ")),
            Returns::Vector => format!("vec![{}]", list.join(", ")),
            Returns::Rows => format!("[[{}], [{}]]", list[..2].join(", "), list[2..].join(", ")),
        }
    }
}

struct Calls<'a> {
    function: &'a Function,
    text: String,
    figures: Vec<Figure>,
    point: usize,
}

impl Calls<'_> {
    fn add(&mut self, call: &str, arguments: &str, values: usize, numbers: &[f64]) {
        let name = format!("{} {call}", self.point);
        self.text.push_str(&format!("        figure(\"{name}\", &{call}({arguments}));\n"));
        self.figures.push(Figure { call: name, numbers: numbers.to_vec(), values });
    }

    /// A call that writes into memory of its caller.
    fn add_into(&mut self, call: &str, arguments: &str, direction: Option<&[f64]>, numbers: &[f64]) {
        let name = format!("{} {call}", self.point);
        let (mut declared, mut along, mut slots, mut names) = (String::new(), vec![], vec![], vec![]);
        let mut next = 0;
        for parameter in self.function.differentiated() {
            let size = parameter.declared.size();
            let slot = format!("slot_{}", parameter.name);
            let stale = parameter.declared.owned(&vec![9.0; size]);
            declared.push_str(&format!("let mut {slot} = {stale}; "));
            slots.push(format!("&mut {slot}"));
            names.push(format!("&{slot}"));
            if let Some(direction) = direction {
                let owned = parameter.declared.owned(&direction[next..next + size]);
                let number = parameter.declared == Declared::Number;
                along.push(if number { owned } else { format!("&{owned}") });
            }
            next += size;
        }
        let arguments = [vec![arguments.to_owned()], along, slots].concat().join(", ");
        let shown = names.join(", ");
        self.text.push_str(&format!(
            "        {{ {declared}{call}({arguments}); figures(\"{name}\", &[{}]); }}\n",
            shown.split(", ").map(|name| format!("{name} as &dyn Numbers")).collect::<Vec<_>>().join(", "),
        ));
        self.figures.push(Figure { call: name, numbers: numbers.to_vec(), values: 0 });
    }
}

fn argument(chance: &mut Writer, declared: Declared) -> Argument {
    match declared {
        Declared::Whole => {
            let whole = chance.below(4);
            Argument::Constant(Value::Whole(whole), whole.to_string())
        }
        Declared::Truth => {
            let truth = chance.happens(0.5);
            Argument::Constant(Value::Truth(truth), truth.to_string())
        }
        Declared::Wholes(length) => {
            let wholes: Vec<usize> = (0..length).map(|_| chance.below(5)).collect();
            let value = Value::Many(wholes.iter().copied().map(Value::Whole).collect());
            Argument::Constant(value, format!("&{wholes:?}"))
        }
        _ => {
            let mut number = || chance.below(41) as f64 / 16.0 - 1.25 + 1.0 / 64.0;
            Argument::Numbers((0..declared.size()).map(|_| number()).collect())
        }
    }
}
