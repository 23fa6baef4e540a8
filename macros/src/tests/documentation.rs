//! The table of functions in the documentation is made from the table in the code.

use super::expand;
use crate::elementary::{ALL, Elementary, Function, SEVERAL};
use crate::explain::in_general;

/// A row of the documentation: how it is called, how it is written, what its slopes are, where it holds.
fn row(function: Function) -> String {
    let Elementary { name, parameters, slopes, domain, kinks, .. } = &*function;
    let (receiver, others) = parameters.split_first().expect("a method has a receiver");
    let slopes: Vec<String> = parameters
        .iter()
        .zip(*slopes)
        .filter(|(_, slope)| !slope.is_empty())
        .map(|(parameter, slope)| {
            let slope = slope.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{parameter}: `{slope}`")
        })
        .collect();
    let domain = if *domain == ALL { "" } else { domain };
    let cells = [
        format!("`{receiver}.{name}({})`", others.join(", ")),
        in_general(function),
        slopes.join("<br>"),
        domain.to_owned(),
        (*kinks).to_owned(),
    ];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

/// `UPDATE=1 cargo test -p chainrule-macros` writes the file anew.
#[test]
fn the_documented_functions_are_the_rows_of_the_table() {
    let mut text = String::from(
        "In a rule `d` is a small change of the argument, `y` the value, `real` the float type; `variable(a)` asks whether `a` \
         is differentiated, and `on_paper(a, b)` is computed as `b` and written as `a`, the same number with fewer digits; \
         `nought(d, y, x)` is the zero at a kink in `x`, of which second derivatives know that `d` may go through zero there \
         together with `y`.\n\n\
         | method | written | how the value changes with each argument | domain | kinks |\n\
         |---|---|---|---|---|\n",
    );
    for function in Function::all().filter(|function| function.is_public()) {
        text.push_str(&row(function));
    }
    text.push('\n');
    for (name, functions) in SEVERAL {
        let each: Vec<String> = functions.iter().map(|function| format!("`x.{function}()`")).collect();
        text.push_str(&format!("`x.{name}()` is the tuple of {}. ", each.join(" and ")));
    }
    let tests = Function::all().filter(|function| function.is_test());
    let tests: Vec<String> = tests.map(|test| format!("`x.{}()`", test.name)).collect();
    text.push_str(&format!("Conditions may ask {}.\n", tests.join(", ")));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/functions.md"), &text)
            .expect("the file can be written");
        return;
    }
    assert_eq!(text, include_str!("../functions.md"), "run `UPDATE=1 cargo test -p chainrule-macros`");
}

/// The documentation of an emitted function.
fn documented<'t>(emitted: &'t str, function: &str) -> &'t str {
    let before = emitted.split(&format!("pub fn {function}(")).next().unwrap_or_default();
    let start = before.rfind("    ///").expect("it is documented");
    &before[start..]
}

#[test]
fn the_forms_that_write_say_what_they_write() {
    let emitted = expand("order = 2", "pub fn f(x: &[f64], s: f64) -> f64 { x[0] * s }");
    let emitted = prettyplease::unparse(&syn::parse2(emitted).expect("what is emitted is Rust"));
    for (function, text) in [
        ("gradient_into", "Writes the gradient of `f` by `x`, `s` into `d_x`, `d_s`"),
        ("value_and_gradient_into", "The value of `f`; writes its gradient by `x`, `s` into `d_x`, `d_s`"),
        ("vjp_into", "The value of `f`; writes `cotangent` pulled back to `x`, `s` into `d_x`, `d_s`"),
        ("hvp_into", "Writes the Hessian of `f` times the direction"),
    ] {
        let docs = documented(&emitted, function);
        assert!(docs.contains(text), "{docs}");
    }
}
