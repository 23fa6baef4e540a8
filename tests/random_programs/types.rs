//! Types of several numbers: structs, tuples, and lists of them.

use crate::code::{Number, Slot, Value, array};
use crate::number::Real;
use crate::scope::{Form, Kind, Shape, Variable};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Number,
    /// A field that is constant.
    Constant,
    Array(usize),
    Struct(&'static Struct),
    Tuple(&'static [Type]),
    /// `&[S]` as a parameter, `[S; 2]` as a local variable.
    List(&'static Type, usize),
}

#[derive(PartialEq, Eq)]
pub(crate) struct Struct {
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [(&'static str, Type)],
}

const POINT: Type =
    Type::Struct(&Struct { name: "Point", fields: &[("x", Type::Number), ("y", Type::Number)] });
const BODY: Type = Type::Struct(&Struct {
    name: "Body",
    fields: &[("mass", Type::Number), ("v", Type::Array(2)), ("at", POINT), ("scale", Type::Constant)],
});

const LINE: Type = Type::Struct(&Struct { name: "Line", fields: &[("from", POINT), ("v", Type::Array(2))] });

const PAIR: Type = Type::Tuple(&[Type::Number, Type::Number]);
const MIXED: Type = Type::Tuple(&[Type::Number, PAIR]);

/// What a variable or a parameter may be.
pub(crate) const WHOLE: [Type; 5] = [POINT, LINE, BODY, PAIR, MIXED];
/// What a function may give: what has something constant has no derivative of its own type.
pub(crate) const GIVEN: [Type; 3] = [POINT, LINE, PAIR];
/// What may be written through a reference.
pub(crate) const WRITTEN: [Type; 2] = [Type::Array(2), POINT];
/// What may be missing.
pub(crate) const OPTIONS: [Type; 2] = [Type::Number, POINT];
pub(crate) const LISTS: [Type; 3] = [Type::List(&POINT, 2), Type::List(&POINT, 3), Type::List(&PAIR, 2)];

/// The constant field of an argument.
const CONSTANT: f64 = 0.625;

impl Type {
    pub(crate) fn text(self) -> String {
        match self {
            Type::Number | Type::Constant => "f64".to_owned(),
            Type::Array(length) => format!("[f64; {length}]"),
            Type::Struct(Struct { name, .. }) => (*name).to_owned(),
            Type::Tuple(parts) => {
                let parts: Vec<String> = parts.iter().map(|of| of.text()).collect();
                format!("({})", parts.join(", "))
            }
            Type::List(of, length) => format!("[{}; {length}]", of.text()),
        }
    }

    /// What stands behind a variable for each of its parts, and what that is.
    pub(crate) fn parts(self) -> Vec<(String, Type)> {
        match self {
            Type::Number | Type::Constant | Type::Array(_) => vec![],
            Type::Struct(Struct { fields, .. }) => {
                fields.iter().map(|&(name, of)| (format!(".{name}"), of)).collect()
            }
            Type::Tuple(parts) => parts.iter().enumerate().map(|(i, of)| (format!(".{i}"), *of)).collect(),
            Type::List(of, length) => (0..length).map(|i| (format!("[{i}]"), *of)).collect(),
        }
    }

    /// What a part is that has this type.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Type::Number => Kind::Number,
            Type::Constant => Kind::Constant,
            Type::Array(length) => Kind::Array(Shape { length, columns: None, form: Form::Fixed }),
            of => Kind::Parts { of, reference: false },
        }
    }

    /// How many numbers may vary.
    pub(crate) fn size(self) -> usize {
        match self {
            Type::Number => 1,
            Type::Constant => 0,
            Type::Array(length) => length,
            _ => self.parts().into_iter().map(|(_, of)| of.size()).sum(),
        }
    }

    /// Whether it may be one or another one, depending on a condition.
    pub(crate) fn may_branch(self) -> bool {
        !matches!(self, Type::Array(_) | Type::Tuple(_) | Type::List(..))
            && self.parts().into_iter().all(|(_, of)| of.may_branch())
    }

    fn has_constant(self) -> bool {
        self == Type::Constant || self.parts().into_iter().any(|(_, of)| of.has_constant())
    }

    /// These parts, written out: of the type itself, or of its derivatives.
    pub(crate) fn written(self, parts: &[String], derivatives: bool) -> String {
        match self {
            Type::Number | Type::Constant => parts[0].clone(),
            Type::Array(_) | Type::List(..) => format!("[{}]", parts.join(", ")),
            Type::Tuple(_) => format!("({})", parts.join(", ")),
            Type::Struct(Struct { name, fields }) => {
                let suffix = if derivatives && self.has_constant() { "Tangent" } else { "" };
                let left = fields.iter().filter(|(_, of)| !derivatives || *of != Type::Constant);
                let fields: Vec<String> =
                    left.zip(parts).map(|((field, _), part)| format!("{field}: {part}")).collect();
                format!("{name}{suffix} {{ {} }}", fields.join(", "))
            }
        }
    }

    /// The numbers as an argument or, without what is constant, as a gradient.
    pub(crate) fn literal(self, numbers: &mut impl Iterator<Item = f64>, derivatives: bool) -> String {
        let mut next = || format!("{:?}", numbers.next().expect("there are as many as the type has"));
        let parts: Vec<String> = match self {
            Type::Number => vec![next()],
            Type::Constant => vec![format!("{CONSTANT:?}")],
            Type::Array(length) => (0..length).map(|_| next()).collect(),
            _ => {
                let mut parts = self.parts();
                parts.retain(|(_, of)| !derivatives || *of != Type::Constant);
                parts.into_iter().map(|(_, of)| of.literal(numbers, derivatives)).collect()
            }
        };
        let list = if matches!(self, Type::List(..)) { "vec!" } else { "" };
        format!("{list}{}", self.written(&parts, derivatives))
    }

    pub(crate) fn value(self, numbers: &mut impl Iterator<Item = Number>) -> Value {
        match self {
            Type::Number => Value::Number(numbers.next().expect("there are as many as the type has")),
            Type::Constant => Value::Number(Number::of(CONSTANT)),
            Type::Array(length) => array(numbers.take(length)),
            _ => Value::Many(self.parts().into_iter().map(|(_, of)| of.value(numbers)).collect()),
        }
    }
}

impl Variable {
    /// All that is within a value of a type.
    pub(crate) fn of_parts(of: Type) -> Vec<Variable> {
        let whole = Variable { name: String::new(), slot: Slot::new(0), kind: of.kind(), mutable: false };
        whole.parts()
    }

    /// All that it has within it, as variables of their own: `s.at`, `s.at.x`.
    pub(crate) fn parts(&self) -> Vec<Variable> {
        let Kind::Parts { of, .. } = self.kind else { return vec![] };
        let mut all = Vec::new();
        for (place, (suffix, of)) in of.parts().into_iter().enumerate() {
            let name = format!("{}{suffix}", self.name);
            let part = Variable { name, slot: self.slot.part(place), kind: of.kind(), ..*self };
            all.extend(part.parts());
            all.push(part);
        }
        all
    }
}

/// The structs as a program declares them, and how it prints them.
pub(crate) fn declarations() -> String {
    let mut text = String::new();
    for of in WHOLE {
        let Type::Struct(Struct { name, fields }) = of else { continue };
        let (mut declared, mut printed) = (String::new(), String::new());
        for (field, of) in *fields {
            if *of == Type::Constant {
                declared.push_str("#[differentiate(constant)] ");
            } else {
                printed.push_str(&format!("self.{field}.numbers(to); "));
            }
            declared.push_str(&format!("{field}: {}, ", of.text()));
        }
        text.push_str(&format!(
            "#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]\nstruct {name} {{ {declared}}}\n"
        ));
        let suffixes = if of.has_constant() { ["", "Tangent"].as_slice() } else { &[""] };
        for suffix in suffixes {
            text.push_str(&format!(
                "impl Numbers for {name}{suffix} {{ fn numbers(&self, to: &mut Vec<f64>) {{ {printed}}} }}\n"
            ));
        }
    }
    text
}
