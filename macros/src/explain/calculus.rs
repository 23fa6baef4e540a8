//! How calls are written, and the rules of matrix calculus as they stand in books: `y = w·x`, and backwards `∂w += ∂y·xᵀ`.

use proc_macro2::TokenStream;

use super::notation::subscript;
use crate::companion::method_of;
use crate::emit::is_ours;
use crate::syntax::without_arguments;

/// A call on the way there, and what its slopes are made of.
#[derive(Clone)]
pub(super) struct Called {
    function: String,
    arguments: Vec<String>,
    results: Vec<String>,
    rule: Option<&'static Rule>,
}

/// An operation on vectors and matrices: `$a` and `$b` are what it is of, `$y` is what it gives, `$c` the cotangent of that.
struct Rule {
    function: &'static str,
    value: &'static str,
    /// What each argument gets; nothing, where there is no sign for it.
    pulled_back: [&'static str; 2],
}

const fn rule(function: &'static str, value: &'static str, pulled_back: [&'static str; 2]) -> Rule {
    Rule { function, value, pulled_back }
}

/// Standard results, as in K. B. Petersen, M. S. Pedersen, "The Matrix Cookbook", 2012, sections 2.1 to 2.5.
#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule("sum",                "$a + $b",   ["$c", "$c"]),
    rule("difference",         "$a − $b",   ["$c", "−$c"]),
    rule("negated",            "−$a",       ["−$c", ""]),
    rule("product",            "$a·$b",     ["$c·$bᵀ", "$aᵀ·$c"]),
    // Of complex numbers, each as the pair of its parts.
    rule("complex_product",    "$a·$b",     ["$c·conj($b)", "conj($a)·$c"]),
    rule("scaled",             "$b·$a",     ["$b·$c", "⟨$a, $c⟩"]),
    rule("unscaled",           "$a / $b",   ["$c / $b", "−⟨$y, $c⟩ / $b"]),
    rule("dot",                "⟨$a, $b⟩",  ["$c·$b", "$c·$a"]),
    rule("cross",              "$a × $b",   ["$b × $c", "$c × $a"]),
    rule("component_product",  "$a ∘ $b",   ["$c ∘ $b", "$c ∘ $a"]),
    rule("component_square",   "$a ∘ $a",   ["2·$c ∘ $a", ""]),
    rule("inner_square",       "⟨$a, $a⟩",  ["2·$c·$a", ""]),
    rule("component_quotient", "$a ⊘ $b",   ["$c ⊘ $b", "−($c ∘ $y) ⊘ $b"]),
    rule("squared_norm",       "‖$a‖²",     ["2·$c·$a", ""]),
    rule("trace",              "tr($a)",    ["$c·I", ""]),
    rule("transposed",         "$aᵀ",       ["$cᵀ", ""]),
    rule("determinant",        "det($a)",   ["$c·cof($a)", ""]),
    rule("inverse",            "$a⁻¹",      ["−$yᵀ·$c·$yᵀ", ""]),
    rule("solved",             "$a⁻¹·$b",   ["−$a⁻ᵀ·$c·$yᵀ", "$a⁻ᵀ·$c"]),
    rule("solved_by",          "$b⁻¹·$a",   ["$b⁻ᵀ·$c", ""]),
    rule("triangles_determinant", "det($a)", ["$c·cof($a)", ""]),
    rule("lu_of",              "$a",        ["$c", ""]),
    rule("qr_of",              "$a",        ["$c", ""]),
];

/// What a function is called: `F::call` is `F`.
pub(super) fn name_of_function<'p>(path: &[&'p str]) -> &'p str {
    match path {
        [.., owner, "call"] if owner.starts_with(char::is_uppercase) => owner,
        [.., name] => name,
        [] => "",
    }
}

impl Called {
    /// A call by the path of what is called, with the name of the derivative that it is one of.
    pub(super) fn new(
        path: &TokenStream,
        derivative: &str,
        arguments: Vec<String>,
        results: Vec<String>,
    ) -> Called {
        let is_ours = is_ours(path);
        let path = without_arguments(path).0.to_string();
        let parts: Vec<&str> = path.split("::").map(str::trim).collect();
        let name = name_of_function(&parts);
        let rule = RULES.iter().find(|rule| is_ours && rule.function == name);
        // A method of an object is a function of it.
        let name = method_of(name.trim_start_matches('.').trim());
        Called { function: format!("{name}{derivative}"), arguments, results, rule }
    }

    pub(super) fn results(&self) -> String {
        self.results.join(", ")
    }

    pub(super) fn value(&self) -> String {
        match self.rule {
            Some(rule) => self.filled(rule.value, ""),
            None => format!("{}({})", self.function, self.arguments.join(", ")),
        }
    }

    /// What the argument of a number gets for the result of a number, of several.
    pub(super) fn pulled_back(&self, argument: usize, cotangent: &str, of: &str) -> String {
        let template = self.rule.and_then(|rule| rule.pulled_back.get(argument)).copied().unwrap_or_default();
        if !template.is_empty() {
            return self.filled(template, cotangent);
        }
        let by = subscript(argument + 1);
        format!("{cotangent}·∂{by}{}({}){of}", self.function, self.arguments.join(", "))
    }

    fn filled(&self, template: &str, cotangent: &str) -> String {
        let mut text = template.to_owned();
        let given =
            [("$a", self.arguments.first()), ("$b", self.arguments.get(1)), ("$y", self.results.first())];
        for (sign, value) in given {
            let value = value.map(String::as_str).unwrap_or_default();
            text = text.replace(sign, &within_a_product(value));
        }
        text.replace("$c", cotangent)
    }
}

fn within_a_product(text: &str) -> String {
    let is_one = !text.contains([' ', '·', '−']) || text.ends_with(')') && text.starts_with('(');
    if is_one { text.to_owned() } else { format!("({text})") }
}
