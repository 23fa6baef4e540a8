//! Functions: what they take and give, and calls of them.

use crate::code::{Code, Number, Outcome, Slot, State, Value};
use crate::number::{Dual, Real};
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::writer::Writer;

/// What a parameter is declared to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declared {
    Number,
    /// An array, and whether its length is the constant `N`.
    Array {
        shape: Shape,
        generic: bool,
    },
    /// `&Vec<f64>`
    VectorReference(usize),
    Whole,
    Truth,
    /// `&[usize]`
    Wholes(usize),
}

#[derive(Clone)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) declared: Declared,
    pub(crate) mutable: bool,
    pub(crate) differentiated: bool,
}

impl Declared {
    pub(crate) fn is_real(self) -> bool {
        !matches!(self, Declared::Whole | Declared::Truth | Declared::Wholes(_))
    }

    /// As it stands in the signature.
    pub(crate) fn text(self, float: &str) -> String {
        match self {
            Declared::Number => float.to_owned(),
            Declared::Array { shape: Shape { length, columns, form }, generic } => {
                let element = columns.map_or(float.to_owned(), |columns| format!("[{float}; {columns}]"));
                let length = if generic { "N".to_owned() } else { length.to_string() };
                match form {
                    Form::Fixed => format!("[{element}; {length}]"),
                    Form::FixedReference => format!("&[{element}; {length}]"),
                    Form::Slice => format!("&[{element}]"),
                    Form::Vector => format!("Vec<{element}>"),
                }
            }
            Declared::VectorReference(_) => format!("&Vec<{float}>"),
            Declared::Whole => "usize".to_owned(),
            Declared::Truth => "bool".to_owned(),
            Declared::Wholes(_) => "&[usize]".to_owned(),
        }
    }

    /// What the body sees.
    fn kind(self) -> Kind {
        match self {
            Declared::Number => Kind::Number,
            // The length is known to those who call it alone.
            Declared::Array { shape, generic: true } => Kind::Array(Shape { form: Form::Slice, ..shape }),
            Declared::Array { shape, .. } => Kind::Array(shape),
            Declared::VectorReference(length) => {
                Kind::Array(Shape { length, columns: None, form: Form::Slice })
            }
            Declared::Whole => Kind::Whole,
            Declared::Truth => Kind::Truth,
            Declared::Wholes(_) => Kind::Wholes,
        }
    }

    /// How many numbers it has.
    pub(crate) fn size(self) -> usize {
        match self {
            Declared::Number => 1,
            Declared::Array { shape, .. } => shape.length * shape.columns.unwrap_or(1),
            Declared::VectorReference(length) => length,
            _ => 0,
        }
    }

    /// The numbers as what a gradient gives for this parameter: `1.0`, `[1.0, 2.0]`, `vec![1.0]`.
    pub(crate) fn owned(self, numbers: &[f64]) -> String {
        let list = |numbers: &[f64]| {
            let texts: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
            texts.join(", ")
        };
        match self {
            Declared::Number => list(numbers),
            Declared::Array { shape, .. } => {
                let content = match shape.columns {
                    None => list(numbers),
                    Some(columns) => {
                        let rows = numbers.chunks(columns).map(|row| format!("[{}]", list(row)));
                        rows.collect::<Vec<_>>().join(", ")
                    }
                };
                let vector = matches!(shape.form, Form::Slice | Form::Vector);
                format!("{}{content}]", if vector { "vec![" } else { "[" })
            }
            _ => format!("vec![{}]", list(numbers)),
        }
    }

    /// The numbers as an argument of this parameter.
    pub(crate) fn argument(self, numbers: &[f64]) -> String {
        let owned = self.owned(numbers);
        let reference = match self {
            Declared::Array { shape, .. } => matches!(shape.form, Form::FixedReference | Form::Slice),
            Declared::VectorReference(_) => true,
            _ => false,
        };
        if reference { format!("&{owned}") } else { owned }
    }

    /// The value that the body sees.
    pub(crate) fn value(self, numbers: &[Number]) -> Value {
        let array = |numbers: &[Number]| Value::Many(numbers.iter().copied().map(Value::Number).collect());
        match self {
            Declared::Number => Value::Number(numbers[0]),
            Declared::Array { shape: Shape { columns: Some(columns), .. }, .. } => {
                Value::Many(numbers.chunks(columns).map(array).collect())
            }
            _ => array(numbers),
        }
    }
}

/// What a call gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    Number,
    Array(Shape),
}

impl Gives {
    /// The type.
    pub(crate) fn text(self, float: &str) -> String {
        match self {
            Gives::Number => float.to_owned(),
            Gives::Array(Shape { form: Form::Fixed, length, .. }) => format!("[{float}; {length}]"),
            Gives::Array(_) => format!("Vec<{float}>"),
        }
    }

    /// How many numbers there are.
    fn count(self) -> usize {
        if let Gives::Array(shape) = self { shape.length } else { 1 }
    }

    /// What a variable is that holds it.
    fn kind(self) -> Kind {
        match self {
            Gives::Number => Kind::Number,
            Gives::Array(shape) => Kind::Array(shape),
        }
    }
}

/// A function that the others of its program can call.
#[derive(Clone)]
pub(crate) struct Callee {
    pub(crate) name: String,
    /// Its place among the functions of the program.
    pub(crate) number: usize,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) gives: Gives,
}

/// The arguments of a call.
pub(crate) struct Arguments {
    pub(crate) text: String,
    codes: Vec<Code<Value>>,
}

impl Arguments {
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
        parameters.iter().map(variable).collect()
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
        if self.callees.is_empty() || scope.loops.len() > 2 {
            return None;
        }
        let callee = self.one_of(&self.callees.clone());
        let arguments = self.arguments(scope, depth, &callee.parameters);
        let number = callee.number;
        match callee.gives {
            Gives::Number => {
                let text = format!("{}({})", callee.name, arguments.text);
                Some(Code::new(text, move |state| {
                    let arguments = arguments.run(state)?;
                    Ok(state.call(number, arguments)?.number())
                }))
            }
            Gives::Array(shape) => {
                let index = self.index(scope, shape.length);
                let text = format!("{}({})[{index}]", callee.name, arguments.text);
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
        let callees: Vec<Callee> =
            self.callees.iter().filter(|callee| callee.gives == Gives::Array(shape)).cloned().collect();
        if callees.is_empty() {
            return None;
        }
        let callee = self.one_of(&callees);
        let arguments = self.arguments(scope, 1, &callee.parameters);
        let text = format!("{}({})", callee.name, arguments.text);
        Some(Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            state.call(callee.number, arguments)
        }))
    }

    /// `let … = g::gradient(…);` and its like.
    pub(crate) fn let_derivative(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let callees: Vec<Callee> = self.callees.clone();
        if callees.is_empty() || !self.derivatives || scope.loops.len() > 1 {
            return None;
        }
        let callee = self.one_of(&callees);
        let Callee { name, number, parameters, gives } = callee.clone();
        let arguments = self.arguments(scope, 1, &parameters);
        let real: Vec<Declared> =
            parameters.iter().map(|parameter| parameter.declared).filter(|d| d.is_real()).collect();
        let scalars = real.iter().all(|&declared| declared == Declared::Number);
        let with_value = self.happens(0.5);
        let rows = matches!(gives, Gives::Array(_)) && (real.len() == 1 || scalars);
        match self.below(6) {
            0 | 1 => return Some(self.let_vjp(scope, callee, arguments, &real)),
            2 | 3 if rows => return Some(self.let_entry(scope, callee, arguments, &real)),
            choice if gives != Gives::Number || choice < 3 => {
                return Some(self.let_jvp(scope, callee, arguments, &real));
            }
            _ => {}
        }
        let (variables, mut pattern) = self.slopes(&real);
        let value = self.variable(scope, "v", Kind::Number, false);
        let function = if with_value { "value_and_gradient" } else { "gradient" };
        if with_value {
            pattern = format!("({}, {pattern})", value.name);
        }
        let text = format!("let {pattern} = {name}::{function}({});", arguments.text);
        let slots: Vec<_> = variables.iter().map(|variable| variable.slot).collect();
        let value_slot = value.slot;
        for variable in variables {
            scope.add(variable);
        }
        if with_value {
            scope.add(value);
        }
        Some(Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let mut slopes = Vec::new();
            for along in 0..count(&arguments) {
                let result = state.call(number, along_unit(&arguments, along))?.number();
                state.set(value_slot, Value::Number(result.innermost(|inner| inner.value)));
                slopes.push(result.innermost(|inner| inner.tangent));
            }
            set_slopes(state, &slots, &real, slopes);
            Ok(())
        }))
    }

    /// One variable for the slope by each parameter, and the pattern that takes them apart.
    fn slopes(&mut self, real: &[Declared]) -> (Vec<Variable>, String) {
        let mut variables = Vec::new();
        for declared in real {
            let kind = match *declared {
                Declared::Array { shape, .. } => {
                    let form = if shape.form == Form::Slice { Form::Vector } else { Form::Fixed };
                    Kind::Array(Shape { form, ..shape })
                }
                _ => Kind::Number,
            };
            variables.push(Variable { name: self.name("d"), slot: self.slot(), kind, mutable: false });
        }
        let names: Vec<&str> = variables.iter().map(|variable| variable.name.as_str()).collect();
        let scalars = real.iter().all(|&declared| declared == Declared::Number);
        let pattern = match (names.len(), scalars) {
            (1, _) => names[0].to_owned(),
            (_, true) => format!("[{}]", names.join(", ")),
            (_, false) => format!("({})", names.join(", ")),
        };
        (variables, pattern)
    }

    fn let_vjp(
        &mut self,
        scope: &mut Scope,
        Callee { name, number, gives, .. }: Callee,
        arguments: Arguments,
        real: &[Declared],
    ) -> Code<()> {
        let cotangent: Vec<Code<Number>> = (0..gives.count()).map(|_| self.number(scope, 2)).collect();
        let texts: Vec<&str> = cotangent.iter().map(|number| number.text.as_str()).collect();
        let list = texts.join(", ");
        let seed = match gives {
            Gives::Number => list,
            Gives::Array(shape) if shape.form == Form::Fixed => format!("[{list}]"),
            Gives::Array(_) => format!("vec![{list}]"),
        };
        let value = Variable { name: self.name("d"), slot: self.slot(), kind: gives.kind(), mutable: false };
        let (variables, pattern) = self.slopes(real);
        let text = format!("let ({}, {pattern}) = {name}::vjp({}, {seed});", value.name, arguments.text);
        let slots: Vec<_> = variables.iter().map(|variable| variable.slot).collect();
        let (value_slot, real) = (value.slot, real.to_vec());
        for variable in variables.into_iter().chain([value]) {
            scope.add(variable);
        }
        Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let cotangent =
                cotangent.iter().map(|number| number.run(state)).collect::<Outcome<Vec<Number>>>()?;
            let value = state.call(number, arguments.clone())?;
            state.set(value_slot, value);
            let mut slopes = Vec::new();
            for along in 0..count(&arguments) {
                let result = state.call(number, along_unit(&arguments, along))?;
                let changes =
                    result.numbers().into_iter().map(|change| change.innermost(|inner| inner.tangent));
                let terms = changes.zip(&cotangent).map(|(change, &seed)| change * seed);
                slopes.push(terms.fold(Number::of(0.0), |sum, term| sum + term));
            }
            set_slopes(state, &slots, &real, slopes);
            Ok(())
        })
    }

    /// An entry of a Jacobian.
    fn let_entry(
        &mut self,
        scope: &mut Scope,
        Callee { name, number, gives, .. }: Callee,
        arguments: Arguments,
        real: &[Declared],
    ) -> Code<()> {
        let inputs: usize = real.iter().map(|declared| declared.size()).sum();
        let (row, column) = (self.below(gives.count()), self.below(inputs));
        let entry = match real {
            [Declared::Number] => format!("[{row}]"),
            [Declared::Array { shape: Shape { columns: Some(columns), .. }, .. }] => {
                format!("[{row}][{}][{}]", column / columns, column % columns)
            }
            _ => format!("[{row}][{column}]"),
        };
        let with_value = self.happens(0.5);
        let variable = self.variable(scope, "v", Kind::Number, false);
        let jacobian = self.name("d");
        let text = if with_value {
            format!(
                "let (_, {jacobian}) = {name}::value_and_jacobian({}); let {} = {jacobian}{entry};",
                arguments.text, variable.name
            )
        } else {
            format!("let {} = {name}::jacobian({}){entry};", variable.name, arguments.text)
        };
        let slot = variable.slot;
        scope.add(variable);
        Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let result = state.call(number, along_unit(&arguments, column))?;
            state.set(slot, Value::Number(result.numbers()[row].innermost(|inner| inner.tangent)));
            Ok(())
        })
    }

    fn let_jvp(
        &mut self,
        scope: &mut Scope,
        Callee { name, number, gives, .. }: Callee,
        arguments: Arguments,
        real: &[Declared],
    ) -> Code<()> {
        let scalars = real.iter().all(|&declared| declared == Declared::Number);
        let mut direction: Vec<Code<Number>> = Vec::new();
        let mut parts = Vec::new();
        for declared in real {
            let numbers: Vec<Code<Number>> = (0..declared.size()).map(|_| self.number(scope, 2)).collect();
            let texts: Vec<&str> = numbers.iter().map(|number| number.text.as_str()).collect();
            let list = texts.join(", ");
            parts.push(match declared {
                Declared::Array { shape, .. } if shape.form == Form::Slice => format!("vec![{list}]"),
                Declared::Array { .. } => format!("[{list}]"),
                _ => list,
            });
            direction.extend(numbers);
        }
        let along = match (parts.as_slice(), scalars) {
            ([only], _) => only.clone(),
            (all, true) => format!("[{}]", all.join(", ")),
            (all, false) => format!("({})", all.join(", ")),
        };
        let [value, change] = ["d", "d"].map(|prefix| {
            let name = self.name(prefix);
            Variable { name, slot: self.slot(), kind: gives.kind(), mutable: false }
        });
        // What is used as an array is seen from how it is used.
        let typed = match gives {
            Gives::Number => String::new(),
            Gives::Array(_) => {
                let kind = gives.text(self.float);
                format!(": ({kind}, {kind})")
            }
        };
        let text = format!(
            "let ({}, {}){typed} = {name}::jvp({}, {along});",
            value.name, change.name, arguments.text
        );
        let slots = (value.slot, change.slot);
        scope.add(value);
        scope.add(change);
        Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let direction =
                direction.iter().map(|number| number.run(state)).collect::<Outcome<Vec<Number>>>()?;
            let result = state.call(number, along_direction(&arguments, |i| direction[i]))?;
            let value = result.map(&mut |number| number.innermost(|inner| inner.value));
            let change = result.map(&mut |number| number.innermost(|inner| inner.tangent));
            state.set(slots.0, value);
            state.set(slots.1, change);
            Ok(())
        })
    }
}

/// How many numbers there are among the arguments.
fn count(arguments: &[Value]) -> usize {
    arguments.iter().map(|value| value.numbers().len()).sum()
}

/// Arguments of which one number alone changes.
fn along_unit(arguments: &[Value], along: usize) -> Vec<Value> {
    along_direction(arguments, |i| Number::of(f64::from(u8::from(i == along))))
}

/// Gives the variables of the slopes their values.
fn set_slopes(state: &mut State, slots: &[Slot], real: &[Declared], slopes: Vec<Number>) {
    let mut slopes = slopes.into_iter();
    for (slot, declared) in slots.iter().zip(real) {
        let numbers: Vec<Number> = slopes.by_ref().take(declared.size()).collect();
        state.set(*slot, declared.value(&numbers));
    }
}

/// Arguments whose innermost tangents are these numbers.
fn along_direction(arguments: &[Value], direction: impl Fn(usize) -> Number) -> Vec<Value> {
    let mut next = 0;
    let mut directed = |number: Number| {
        next += 1;
        number.with_innermost(direction(next - 1))
    };
    arguments.iter().map(|value| value.map(&mut directed)).collect()
}

impl Number {
    /// The same of other innermost dual numbers.
    fn innermost(self, part: impl Fn(Dual<f64>) -> f64) -> Number {
        let constant = |inner| Dual::<f64>::of(part(inner));
        let middle =
            |dual: Dual<Dual<f64>>| Dual { value: constant(dual.value), tangent: constant(dual.tangent) };
        Dual { value: middle(self.value), tangent: middle(self.tangent) }
    }

    /// The same with another's values as innermost tangents.
    fn with_innermost(self, change: Number) -> Number {
        let inner = |a: Dual<f64>, b: Dual<f64>| Dual { value: a.value, tangent: b.value };
        let middle = |a: Dual<Dual<f64>>, b: Dual<Dual<f64>>| Dual {
            value: inner(a.value, b.value),
            tangent: inner(a.tangent, b.tangent),
        };
        Dual { value: middle(self.value, change.value), tangent: middle(self.tangent, change.tangent) }
    }
}
