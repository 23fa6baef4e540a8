//! Derivations as LaTeX: a paragraph and a display for each part.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::expression::{Between, Binary, Call, Choice, Reduction, Slope, Subscript, Term};
use super::letters::{high_digit, low_digit};
use super::statement::{Head, Over, Targets};
use super::{Derivation, Expression, Expression as E, Line, Part, Statement};

/// Functions that have a command of their own.
const COMMANDS: [&str; 17] = [
    "exp", "ln", "log", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "max",
    "min", "det", "coth", "cot",
];

/// Letters by their names.
#[rustfmt::skip]
const GREEK: [(&str, char); 24] = [
    ("alpha", 'α'), ("beta", 'β'), ("gamma", 'γ'), ("delta", 'δ'), ("epsilon", 'ε'), ("zeta", 'ζ'), ("eta", 'η'),
    ("theta", 'θ'), ("iota", 'ι'), ("kappa", 'κ'), ("lambda", 'λ'), ("mu", 'μ'), ("nu", 'ν'), ("xi", 'ξ'),
    ("pi", 'π'), ("rho", 'ρ'), ("sigma", 'σ'), ("tau", 'τ'), ("upsilon", 'υ'), ("phi", 'φ'), ("chi", 'χ'),
    ("psi", 'ψ'), ("omega", 'ω'), ("Omega", 'Ω'),
];

/// Signs that text has no letters for.
#[rustfmt::skip]
const SIGNS: [(char, &str); 14] = [
    ('≠', "neq"), ('≤', "le"), ('≥', "ge"), ('∂', "partial"), ('√', "surd"), ('·', "cdot"), ('π', "pi"), ('∞', "infty"),
    ('±', "pm"), ('Σ', "Sigma"), ('Π', "Pi"), ('×', "times"), ('←', "gets"), ('∘', "circ"),
];

pub(super) fn whole(derivation: &Derivation) -> String {
    let parameters: Vec<String> = derivation.parameters.iter().map(|parameter| name(parameter)).collect();
    let function = function(&derivation.function);
    let mut text = format!("\\noindent$ {function}\\left({}\\right) $\n", parameters.join(", "));
    for part in &derivation.parts {
        text.push_str(&format!("\n\\paragraph{{{}}}\n\\[\n{}\n\\]\n", title(&part.title), self::part(part)));
    }
    text
}

/// A title may have formulas in it.
fn title(title: &str) -> String {
    let words = title.split(' ').map(|word| {
        let (bare, comma) = word.strip_suffix(',').map_or((word, ""), |bare| (bare, ","));
        match bare.parse::<Expression>() {
            Ok(formula) if !bare.is_ascii() => format!("${}${comma}", expression(&formula)),
            _ => in_text(word),
        }
    });
    words.collect::<Vec<String>>().join(" ")
}

/// What a part says, as one display. Lines are aligned at what they say, unless some stand within others.
pub(super) fn part(part: &Part) -> String {
    let is_flat = part.lines.iter().all(|line| line.lines.is_empty());
    let mut rows = Vec::new();
    push_rows(&part.lines, 0, if is_flat { "&" } else { "" }, &mut rows);
    if is_flat {
        format!("\\begin{{aligned}}\n{}\n\\end{{aligned}}", rows.join(" \\\\\n"))
    } else {
        format!("\\begin{{array}}{{l}}\n{}\n\\end{{array}}", rows.join(" \\\\\n"))
    }
}

fn push_rows(lines: &[Line], depth: usize, align: &str, rows: &mut Vec<String>) {
    for line in lines {
        let style = if align.is_empty() { "\\displaystyle " } else { "" };
        rows.push(format!("{}{style}{}", "\\quad ".repeat(depth), statement(&line.statement, align)));
        push_rows(&line.lines, depth + 1, align, rows);
    }
}

fn statement(statement: &Statement, align: &str) -> String {
    match statement {
        Statement::Equal { targets, values, over } => {
            let values: Vec<String> = values.iter().map(|value| format!("= {}", expression(value))).collect();
            format!("{} {align}{}{}", self::targets(targets), values.join(" "), self::over(over))
        }
        Statement::Become { targets, value, over } => {
            format!("{} {align}\\gets {}{}", self::targets(targets), expression(value), self::over(over))
        }
        Statement::Change { target, minus, by, over } => {
            let sign = if *minus { "-" } else { "+" };
            let [target, by] = [target, by].map(expression);
            format!("{target} {align}\\mathrel{{{sign}}}= {by}{}", self::over(over))
        }
        Statement::Append { value, to } => {
            format!("{align}\\text{{append }} {} \\text{{ to }} {}", expression(value), expression(to))
        }
        Statement::AppendRow(to) => format!("{align}\\text{{append a row to }} {}", expression(to)),
        Statement::Remove(element) => format!("{align}\\text{{remove }} {}", expression(element)),
        Statement::For(head) => format!("{align}\\text{{for }} {}", self::head(head)),
        Statement::If(condition) => format!("{align}\\text{{if }} {}", expression(condition)),
        Statement::Else => format!("{align}\\text{{else}}"),
        Statement::LeaveIf(condition) => format!("{align}\\text{{leave if }} {}", expression(condition)),
        Statement::Proviso { of, words } => format!("{} {align}\\colon\\ {}", expression(of), plain(words)),
        Statement::LeftOut(words) => format!("{align}{}", plain(words)),
    }
}

fn targets(targets: &Targets) -> String {
    match targets {
        Targets::One(only) => expression(only),
        Targets::AtOnce(all) => format!("\\left({}\\right)", list(all)),
        Targets::Results(all) => list(all),
    }
}

fn over(over: &Over) -> String {
    if over.indices.is_empty() {
        return String::new();
    }
    let indices =
        over.indices.iter().map(|(letter, range)| format!("{letter} \\text{{ in }} {}", expression(range)));
    let indices = indices.collect::<Vec<String>>().join(",\\ ");
    format!("\\quad\\text{{for }} {indices}{}", backwards(over.backwards))
}

fn head(head: &Head) -> String {
    let pattern = head.pattern.parse::<Expression>();
    let pattern = pattern.map_or_else(|_| plain(&head.pattern), |pattern| expression(&pattern));
    let mut text = format!("{pattern} \\text{{ in }} {}", expression(&head.range));
    if !head.again.is_empty() {
        text.push_str(&plain(&head.again));
    }
    if let Some(condition) = &head.condition {
        text.push_str(&format!(" \\text{{ while }} {}", expression(condition)));
    }
    text + backwards(head.backwards)
}

const fn backwards(backwards: bool) -> &'static str {
    if backwards { ",\\text{ backwards}" } else { "" }
}

/// Several formulas with commas between them.
fn list(all: &[Expression]) -> String {
    all.iter().map(expression).collect::<Vec<String>>().join(", ")
}

pub(super) fn expression(formula: &Expression) -> String {
    let of = |inner: &Expression| expression(inner);
    match formula {
        E::Number(text) => number(text),
        E::Name(text) => name(text),
        E::Indexed(text, subscripts) => {
            let text = name(text);
            let text = if text.contains(['_', '\'']) { format!("{{{text}}}") } else { text };
            let subscripts: Vec<String> = subscripts.iter().map(subscript).collect();
            format!("{text}_{{{}}}", subscripts.join(", "))
        }
        E::Adjoint(inner) => format!("\\partial {}", of(inner)),
        E::Slope(slope) => self::slope(slope),
        E::Group(inner) => format!("\\left({}\\right)", of(inner)),
        E::Negative(inner) => format!("-{}", of(inner)),
        E::Sum(terms) => sum(terms),
        E::Product(factors) => factors.iter().map(of).collect::<Vec<String>>().join(" \\cdot "),
        E::Binary(Binary::Quotient, a, b) => format!("\\frac{{{}}}{{{}}}", of(a.inner()), of(b.inner())),
        E::Binary(operation, a, b) => format!("{} {} {}", of(a), operator(*operation), of(b)),
        E::Raised(base, exponent) => format!("{}^{{{exponent}}}", raisable(base)),
        E::Power(base, exponent) => format!("{}^{{{}}}", raisable(base), of(exponent.inner())),
        E::SquareRoot(inner) => format!("\\sqrt{{{}}}", of(inner.inner())),
        E::CubeRoot(inner) => format!("\\sqrt[3]{{{}}}", of(inner.inner())),
        E::Transposed(inner) => format!("{}^{{\\mathsf{{T}}}}", raisable(inner)),
        E::InverseTransposed(inner) => format!("{}^{{-\\mathsf{{T}}}}", raisable(inner)),
        E::Between(between, inner) => {
            let (before, behind) = match between {
                Between::Absolute => ("\\left|", "\\right|"),
                Between::Floor => ("\\left\\lfloor ", "\\right\\rfloor "),
                Between::Ceiling => ("\\left\\lceil ", "\\right\\rceil "),
                Between::Norm => ("\\left\\| ", "\\right\\| "),
            };
            format!("{before}{}{behind}", of(inner))
        }
        E::Inner(a, b) => format!("\\left\\langle {}, {}\\right\\rangle ", of(a), of(b)),
        E::Not(inner) => format!("\\lnot {}", of(inner)),
        E::All(all) => all.iter().map(of).collect::<Vec<String>>().join(" \\land "),
        E::Any(all) => all.iter().map(of).collect::<Vec<String>>().join(" \\lor "),
        E::Is(inner, what) => format!("{} \\text{{ is {}}}", of(inner), in_text(what)),
        E::Element(array, indices) => format!("{{{}}}_{{{}}}", of(array), list(indices)),
        E::List(elements) => format!("\\left[{}\\right]", list(elements)),
        E::Tuple(elements) => format!("\\left({}\\right)", list(elements)),
        E::Repeat(element, count) => format!("\\left[{}; {}\\right]", of(element), of(count)),
        E::Bracket(inner) => format!("\\left[{}\\right]", of(inner)),
        E::Choice(choice) => {
            let Choice { condition, then, otherwise } = &**choice;
            let [condition, then, otherwise] = [condition, then, otherwise].map(of);
            format!(
                "\\begin{{cases}} {then} & \\text{{if }} {condition} \\\\ {otherwise} & \\text{{else}} \\end{{cases}}"
            )
        }
        E::Call(call) => self::call(call),
        E::Method(receiver, name, arguments) => {
            format!("{}.\\mathrm{{{}}}\\left({}\\right)", of(receiver), escaped(name), list(arguments))
        }
        E::Field(inner, field) => format!("{}.{}", of(inner), name(field)),
        E::Range(from, to) => {
            format!("{}\\,..\\,{}", of(from), to.as_deref().map(of).unwrap_or_default())
        }
        E::Over(sign, letter, inner) => {
            let sign = match sign {
                Reduction::Sum => "\\sum",
                Reduction::Product => "\\prod",
                Reduction::Maximum => "\\max",
                Reduction::Minimum => "\\min",
            };
            format!("{sign}_{{{letter}}} {}", of(inner))
        }
        E::Rust(text) => format!("\\texttt{{{}}}", in_text(text)),
    }
}

/// What a power stands behind: nothing that has one already.
fn raisable(base: &Expression) -> String {
    let text = expression(base);
    if text.contains(['\'', '^']) && !matches!(base, E::Group(_)) { format!("{{{text}}}") } else { text }
}

fn number(text: &str) -> String {
    let digits = text.replace('_', "");
    match digits.split_once('e') {
        _ if text == "∞" => "\\infty ".into(),
        Some((digits, exponent)) => format!("{digits} \\cdot 10^{{{exponent}}}"),
        None => digits,
    }
}

fn sum(terms: &[Term]) -> String {
    let mut text = String::new();
    for (position, Term { minus, term }) in terms.iter().enumerate() {
        text.push_str(match (position, minus) {
            (0, false) => "",
            (0, true) => "-",
            (_, false) => " + ",
            (_, true) => " - ",
        });
        text.push_str(&expression(term));
    }
    text
}

fn operator(operation: Binary) -> &'static str {
    match operation {
        Binary::Quotient => "/",
        Binary::Remainder => "\\mathbin{\\mathrm{rem}}",
        Binary::Modulus => "\\bmod",
        Binary::Division => "\\mathbin{\\mathrm{div}}",
        Binary::Equal => "=",
        Binary::Unequal => "\\neq",
        Binary::AtMost => "\\le",
        Binary::AtLeast => "\\ge",
        Binary::Less => "<",
        Binary::Greater => ">",
        Binary::Cross => "\\times",
        Binary::ProductOfElements => "\\circ",
        Binary::QuotientOfElements => "\\oslash",
    }
}

fn slope(slope: &Slope) -> String {
    let fraction =
        format!("\\frac{{\\partial {}}}{{\\partial {}}}", expression(&slope.of), expression(&slope.by));
    match slope.fixed.as_slice() {
        [] => fraction,
        fixed => format!("\\left.{fraction}\\right|_{{{}}}", list(fixed)),
    }
}

fn call(call: &Call) -> String {
    let mut text = String::new();
    for mark in &call.partial {
        text.push_str(&format!("\\partial_{{{mark}}} "));
    }
    text.push_str(&function(&call.function));
    if let Some(power) = call.power {
        text.push_str(&format!("^{{{power}}}"));
    }
    text.push_str(&format!("\\left({}\\right)", list(&call.arguments)));
    if let Some(output) = call.output {
        text.push_str(&format!("_{{{output}}}"));
    }
    text
}

fn subscript(subscript: &Subscript) -> String {
    match subscript {
        Subscript::Letter(letter, 0) => letter.to_string(),
        Subscript::Letter(letter, plus) => format!("{letter} + {plus}"),
        Subscript::Written(inner) => expression(inner),
    }
}

/// The name of a function.
fn function(name: &str) -> String {
    let (word, below) = below(name);
    let word = if COMMANDS.contains(&word) {
        format!("\\{word}")
    } else if word.chars().count() == 1 {
        self::name(word)
    } else {
        format!("\\operatorname{{{}}}", escaped(word))
    };
    if below.is_empty() { word } else { format!("{word}_{{{below}}}") }
}

/// A name: a letter, or a word upright, with the digits behind it below the line.
fn name(name: &str) -> String {
    let bare = name.trim_end_matches('′');
    let primes = "'".repeat(name.chars().count() - bare.chars().count());
    let (word, mut digits) = below(bare);
    let stem = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let mut word = word;
    if digits.is_empty() && !stem.is_empty() && !stem.ends_with('_') {
        digits = word[stem.len()..].into();
        word = stem;
    }
    let greek = GREEK.iter().find(|(name, letter)| *name == word || word.chars().eq([*letter]));
    let word = match greek {
        Some((name, _)) => format!("\\{name}"),
        None if word.len() == 1 && word != "_" => word.into(),
        None => format!("\\mathrm{{{}}}", escaped(word)),
    };
    // A command ends where no letter follows.
    let word = if word.starts_with('\\') && !word.ends_with('}') { format!("{{{word}}}") } else { word };
    if digits.is_empty() { word + &primes } else { format!("{word}_{{{digits}}}{primes}") }
}

/// A name without its digits below the line, and these.
fn below(name: &str) -> (&str, String) {
    let word = name.trim_end_matches(|letter| low_digit(letter).is_some());
    let digits = name[word.len()..].chars().filter_map(low_digit);
    (word, digits.filter_map(|digit| char::from_digit(digit, 10)).collect())
}

/// Words among formulas.
fn plain(words: &str) -> String {
    format!("\\text{{{}}}", in_text(words))
}

/// Words with the signs of formulas in them.
fn in_text(words: &str) -> String {
    let sign = |letter: char| match SIGNS.iter().find(|(sign, _)| *sign == letter) {
        Some((_, command)) => format!("$\\{command}$"),
        None => match (low_digit(letter), high_digit(letter)) {
            (Some(digit), _) => format!("$_{digit}$"),
            (None, Some(digit)) => format!("$^{digit}$"),
            (None, None) => letter.to_string(),
        },
    };
    escaped(words).chars().map(sign).collect()
}

/// Text in which no letter means anything to LaTeX.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '_' | '&' | '%' | '#' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\\' | '^' | '~' => escaped.push(' '),
            '−' => escaped.push('-'),
            other => escaped.push(other),
        }
    }
    escaped
}
