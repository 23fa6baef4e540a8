//! Every column of the table of elementary functions, row by row.

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
