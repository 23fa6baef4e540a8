//! Every column of the table of elementary functions, row by row.

use super::expand;
use crate::elementary::{Function, Kind, Notation};
use crate::ir::{Float, Graph, Node};

/// The names in `Function` belong to the rows that they say.
#[test]
fn named_rows_are_where_their_names_say() {
    let names = [
        (Function::ADD, "+"),
        (Function::SUB, "-"),
        (Function::MUL, "*"),
        (Function::DIV, "/"),
        (Function::NEG, "-"),
        (Function::NOT, "!"),
        (Function::AND, "&&"),
        (Function::OR, "||"),
        (Function::EQUAL, "=="),
        (Function::UNEQUAL, "!="),
        (Function::CAST, "as"),
        (Function::PREDECESSOR, "saturating_sub"),
        (Function::WHERE_ALONG, "where_along"),
    ];
    for (function, name) in names {
        assert_eq!(function.name, name);
    }
    assert_eq!(Function::NEG.notation, Notation::Prefix);
}

#[test]
fn no_two_rows_share_a_spelling() {
    let mut spellings: Vec<(&str, Notation)> = Function::all().map(|row| (row.name, row.notation)).collect();
    let count = spellings.len();
    spellings.sort_by_key(|(name, notation)| (*name, format!("{notation:?}")));
    spellings.dedup();
    assert_eq!(spellings.len(), count);
}

/// Each rule parses, and stays within the language of rules, for varying and for constant arguments.
#[test]
fn every_rule_and_special_form_can_be_instantiated() {
    for function in Function::all() {
        assert_eq!(function.slopes.len(), function.parameters.len(), "{}", function.name);
        for constant_last in [false, true] {
            let kinds = vec![(Kind::Real, true); function.parameters.len()];
            let mut graph = Graph::new(kinds, Float::F64);
            let mut arguments: Vec<_> = (0..function.parameters.len())
                .map(|position| graph.make(Node::Parameter(position)))
                .collect();
            if constant_last && arguments.len() > 1 {
                let last = arguments.len() - 1;
                arguments[last] = graph.real(3.0);
            }
            let value = graph.make(Node::Apply(function, arguments.clone()));
            let change = graph.literal("1.5", Kind::Real);
            for (position, slope) in function.slopes.iter().enumerate() {
                if !slope.is_empty() {
                    graph.change(function, &arguments, position, value, change);
                }
            }
            for (_, form) in function.special {
                graph.special_form(function, &arguments, form);
            }
        }
    }
}

/// What is marked goes on in lanes within a loop, and nothing else does: what takes a call would be no faster there.
#[test]
fn marked_rows_go_on_in_lanes() {
    for function in Function::all().filter(|function| function.notation == Notation::Method) {
        let arguments = match function.parameters.len() {
            1 => "",
            2 if function.slopes[1].is_empty() => "2",
            2 => "x * 0.5",
            _ => "-2.0, 2.0",
        };
        let is_public = function.is_public();
        let call = format!("(a * x).{}({arguments})", function.name);
        let term = if is_public { call } else { format!("if {call} {{ a }} else {{ x * a }}") };
        let body = format!(
            "fn f(a: f64, xs: &[f64]) -> f64 {{ let mut sum = 0.0; for x in xs.iter() {{ sum += a * x + {term}; }} sum }}"
        );
        let is_told = is_public || function.is_test();
        let in_lanes = is_told && expand("wrt(a)", &body).to_string().contains("sum_of_lanes");
        assert_eq!(in_lanes, function.in_lanes && is_told, "{}", function.name);
    }
}

#[test]
fn every_written_form_names_every_parameter() {
    for function in Function::all() {
        for parameter in function.parameters {
            let named = function.written.contains(&format!("{{{parameter}}}"))
                || function.written.contains(&format!("[{parameter}]"));
            assert!(named, "{} does not write {parameter}", function.name);
        }
    }
}

/// The values and slopes of every row are held against high-precision figures.
#[test]
fn every_row_has_figures_of_an_oracle() {
    let figures = include_str!("../../../tests/oracle/elementary.csv");
    for function in Function::all() {
        let name = match (function.name, function.notation) {
            ("-", Notation::Prefix) => "neg",
            ("+", _) => "add",
            ("-", _) => "sub",
            ("*", _) => "mul",
            ("/", _) => "div",
            ("%", _) => "rem",
            (name, _) => name,
        };
        let differentiable =
            function.notation != Notation::Support && function.slopes.iter().any(|slope| !slope.is_empty());
        let rows = figures.lines().filter(|line| line.split(',').next() == Some(name)).count();
        assert!(!differentiable || rows > 2, "`{name}` has {rows} figures in tests/oracle/elementary.csv");
    }
}

/// What a vector has and the table has not.
#[test]
fn methods_of_vectors_without_a_rule() {
    let expanded =
        expand("", "fn f(x: f64) -> f64 { let v = Vector2::new(x, 1.0); v.angle(&v) + v.lp_norm(3) }");
    let text = expanded.to_string();
    for expected in [
        "`angle` of a vector or matrix has no derivative here",
        "write `(a.dot(&b) / (a.norm() * b.norm())).acos()`",
        "`lp_norm` of a vector or matrix has no derivative here",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}
