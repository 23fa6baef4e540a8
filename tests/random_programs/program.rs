//! A whole program: a function, those that it calls, points, and what its derivatives there are.

use chacha20::ChaCha8Rng;
use rand::SeedableRng;

use crate::bodies::helper;
use crate::code::Body;
use crate::function::{Callee, Declared, Parameter};
use crate::matrices::{Library, Matrix};
use crate::scope::Form;
use crate::types::{GIVEN, Type, WRITTEN};
use crate::writer::Writer;

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
pub(crate) enum Returns {
    Number,
    Pair,
    Fixed,
    Vector,
    Rows,
    Parts(Type),
    Option,
    Matrix(Matrix),
    /// Nothing: the result is what is behind the last parameter, `out: &mut …`.
    Written(Type),
}

pub(crate) struct Function {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) returns: Returns,
    pub(crate) second_order: bool,
    /// Whether it goes along several directions at once.
    pub(crate) lanes: bool,
    pub(crate) bodies: Vec<Body>,
}

impl Program {
    /// The program of this number; nothing, where no point of it can be compared.
    pub(crate) fn write(seed: u64, number: usize, matrices: bool) -> Option<Program> {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(number as u64);
        let mut choices = Writer::new(&mut chance, "f64", vec![]);
        let (kind, few_names) = (choices.below(8), choices.happens(0.6));
        let (second_order, derivatives) = (kind < 3, kind == 3 && !matrices);
        let float = if kind == 4 && !matrices { "T" } else { "f64" };
        let library = matrices.then(|| choices.one_of(&[Library::Fixed, Library::Dynamic, Library::Grid]));
        let structs = float == "f64" && !derivatives && !matrices && choices.happens(0.4);
        let given = choices.one_of(&GIVEN);
        let written = choices.one_of(&WRITTEN);
        let mut writer = Writer::new(&mut chance, float, vec![]);
        (writer.structs, writer.library) = (structs, library);
        let parameters = writer.parameter_list();
        let second_order = second_order && !has_slice_beside_struct(&parameters);
        let varies = |p: &Parameter| p.declared == Declared::Number && p.differentiated && !p.mutable;
        let written = if parameters.iter().any(varies) { written } else { WRITTEN[0] };

        let mut callees: Vec<Callee> = Vec::new();
        let mut bodies: Vec<Body> = Vec::new();
        let mut text = String::new();
        let helpers = writer.weighted(&[(4, 0), (4, 1), (3, 2)]).max(usize::from(derivatives));
        for _ in 0..helpers {
            let (callee, code) = helper(
                &mut chance,
                number,
                float,
                callees.clone(),
                second_order || derivatives,
                few_names,
                structs,
                library,
            );
            text.push_str(&format!("    {}\n", code.text));
            bodies.push(code.run);
            callees.push(callee);
        }

        let mut writer = Writer::new(&mut chance, float, callees);
        (writer.derivatives, writer.few_names) = (derivatives, few_names);
        (writer.structs, writer.library) = (structs, library);
        let parts = if structs { 3 } else { 0 };
        let whole = writer.matrix_type();
        let returns = if second_order {
            Returns::Number
        } else if let Some(of) = whole.filter(|_| writer.happens(0.3)) {
            Returns::Matrix(of)
        } else {
            writer.weighted(&[
                (8, Returns::Number),
                (1, Returns::Pair),
                (1, Returns::Fixed),
                (1, Returns::Vector),
                (1, Returns::Rows),
                (parts, Returns::Parts(given)),
                (parts, Returns::Option),
                (2 * parts, Returns::Written(written)),
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
            Returns::Parts(of) => of.text(),
            Returns::Matrix(of) => of.text(),
            Returns::Option => "Option<f64>".to_owned(),
            Returns::Written(of) => {
                let of = if let Type::Array(_) = of { "[f64]".to_owned() } else { of.text() };
                declared.push(format!("out: &mut {of}"));
                String::new()
            }
        };
        let result = if result.is_empty() { result } else { format!("-> {result}") };
        let body = writer.body(&parameters, returns);
        bodies.push(body.run);
        // A function of structs says what it is by.
        let named = matches!(returns, Returns::Written(Type::Struct(_)));
        let options = options(&parameters, second_order, named);
        text.push_str(&format!(
            "    #[differentiate{options}] fn f{generics}({}) {result} {{ {body} }}\n",
            declared.join(", "),
            body = body.text,
        ));
        // Every second one of those for which there are several directions at once.
        let lanes = float == "f64" && !structs && !matrices && !derivatives && number.is_multiple_of(2);
        if lanes {
            text = text.replace("#[differentiate(", "#[differentiate(lanes, ");
            text = text.replace("#[differentiate]", "#[differentiate(lanes)]");
        }
        let function = Function { parameters, returns, second_order, lanes, bodies };
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

/// What has no second derivatives: a slice beside a struct or a matrix.
fn has_slice_beside_struct(parameters: &[Parameter]) -> bool {
    let real: Vec<Declared> = parameters.iter().map(|p| p.declared).filter(|d| d.is_real()).collect();
    let slice = |declared: &Declared| match declared {
        Declared::Array { shape, .. } => shape.form == Form::Slice,
        Declared::Parts(of, _) => matches!(of, Type::List(..)),
        Declared::VectorReference(_) => true,
        _ => false,
    };
    let whole = |declared: &Declared| matches!(declared, Declared::Parts(..) | Declared::Matrix(..));
    real.len() > 1 && real.iter().any(slice) && real.iter().any(whole)
}

pub(crate) fn generics(float: &str, parameters: &[Parameter]) -> String {
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

pub(crate) fn options(parameters: &[Parameter], second_order: bool, named: bool) -> String {
    let mut options = Vec::new();
    if second_order {
        options.push("order = 2".to_owned());
    }
    let real = || parameters.iter().filter(|parameter| parameter.declared.is_real());
    let unlike = |p: &Parameter| !p.differentiated || matches!(p.declared, Declared::Parts(..));
    if named || real().any(unlike) {
        let names: Vec<&str> = real().filter(|p| p.differentiated).map(|p| p.name.as_str()).collect();
        options.push(format!("wrt({})", names.join(", ")));
    }
    if options.is_empty() { String::new() } else { format!("({})", options.join(", ")) }
}
