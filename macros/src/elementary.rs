//! The table of elementary functions: everything that the crate knows about any one of them.
//!
//! A row says how a function is spelled in Rust and written on paper, and for each argument how a small
//! change `d` of that argument changes the value. That one expression serves forward mode (`d` is the
//! tangent of the argument) and reverse mode (`d` is the cotangent of the value) alike, because both multiply
//! by the same slope. Rules are themselves Rust, over the row's parameters, `d`, and `y`, the value of the
//! function; a rule may use any other row. Every other file reads this table and knows no function by name,
//! but for the arithmetic that `simplify` is about.
//!
//! Within a rule `real` is the float type of the function, and `variable(a)` asks whether the argument `a`
//! depends on a differentiated parameter; `on_paper(a, b)` is computed as `b` and written as `a`, which is the same number
//! with fewer digits; `nought(d, y, x)` is the zero at a kink in `x`, of which second
//! derivatives know that `d` may go through zero there together with `y`.

/// One function or operator.
#[derive(Debug)]
pub(crate) struct Elementary {
    /// The name of the method, or the operator's token.
    pub(crate) name: &'static str,
    pub(crate) notation: Notation,
    /// How it is written on paper: `{x}` stands for an argument, `[x]` for one that wants parentheses unless
    /// it is a single symbol.
    pub(crate) written: &'static str,
    pub(crate) parameters: &'static [&'static str],
    /// For each parameter the change of the value; empty for one that cannot be differentiated (an integer).
    pub(crate) slopes: &'static [&'static str],
    /// Simpler forms for particular last arguments, used in derivatives alone: the user's value stays as it
    /// was written.
    pub(crate) special: &'static [(&'static str, &'static str)],
    /// Whether it is repeated multiplication, which for small exponents gives the same bits and leaves more to share.
    pub(crate) multiplies: bool,
    /// Whether processors work it out for several numbers at once, and not by a call.
    pub(crate) in_lanes: bool,
    pub(crate) domain: &'static str,
    pub(crate) kinks: &'static str,
    pub(crate) result: Kind,
}

/// The way in which Rust writes a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// Left-associative, with its level of precedence.
    Infix(u8),
    Prefix,
    /// `n as f64`
    Cast,
    /// A function of the core crate's `support`, which nobody can write.
    Support,
    Method,
}

/// What sort of value an expression has, as far as it can be told without type inference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Real,
    Integer,
    Boolean,
    Unknown,
}

/// Levels of precedence in Rust, the higher the tighter.
pub(crate) mod level {
    pub(crate) const LOWEST: u8 = 0;
    pub(crate) const OR: u8 = 1;
    pub(crate) const AND: u8 = 2;
    pub(crate) const COMPARE: u8 = 3;
    pub(crate) const SUM: u8 = 4;
    pub(crate) const PRODUCT: u8 = 5;
    pub(crate) const CAST: u8 = 6;
    pub(crate) const PREFIX: u8 = 7;
    pub(crate) const METHOD: u8 = 8;
    pub(crate) const ATOM: u8 = 9;
}

/// A row of the table, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Function(usize);

impl std::ops::Deref for Function {
    type Target = Elementary;

    fn deref(&self) -> &Elementary {
        &TABLE[self.0]
    }
}

impl Function {
    pub(crate) const ADD: Function = Function(0);
    pub(crate) const SUB: Function = Function(1);
    pub(crate) const MUL: Function = Function(2);
    pub(crate) const DIV: Function = Function(3);
    pub(crate) const NEG: Function = Function(4);
    pub(crate) const NOT: Function = Function(5);
    pub(crate) const AND: Function = Function(6);
    pub(crate) const OR: Function = Function(7);
    pub(crate) const EQUAL: Function = Function(8);
    pub(crate) const UNEQUAL: Function = Function(9);
    pub(crate) const CAST: Function = Function(10);
    pub(crate) const PREDECESSOR: Function = Function(11);
    /// A change along each of several directions, where there is that direction.
    pub(crate) const WHERE_ALONG: Function = Function(12);

    /// The function with this name and notation, if there is one.
    pub(crate) fn find(name: &str, method: bool) -> Option<Function> {
        TABLE
            .iter()
            .position(|row| row.name == name && (row.notation == Notation::Method) == method)
            .map(Function)
    }

    /// Every row in its order, for documentation and messages.
    pub(crate) fn all() -> impl Iterator<Item = Function> {
        (0..TABLE.len()).map(Function)
    }

    /// Whether a user may call it as a method of a differentiated value, and has a number.
    pub(crate) fn is_public(self) -> bool {
        self.notation == Notation::Method && self.result == Kind::Real
    }

    /// Whether a user may call it, and has a truth value.
    pub(crate) fn is_test(self) -> bool {
        self.notation == Notation::Method && self.result == Kind::Boolean
    }

    /// What a user may call by that name.
    pub(crate) fn method(name: &str) -> Option<Function> {
        Function::find(name, true).filter(|function| function.is_public() || function.is_test())
    }
}

/// Methods that return several values, each of which is a row of its own.
pub(crate) const SEVERAL: &[(&str, &[&str])] = &[("sin_cos", &["sin", "cos"])];

const fn row(
    name: &'static str,
    notation: Notation,
    written: &'static str,
    parameters: &'static [&'static str],
    slopes: &'static [&'static str],
    domain: &'static str,
    kinks: &'static str,
) -> Elementary {
    Elementary {
        name,
        notation,
        written,
        parameters,
        slopes,
        special: &[],
        multiplies: false,
        in_lanes: false,
        domain,
        kinks,
        result: Kind::Real,
    }
}

impl Elementary {
    const fn special(mut self, special: &'static [(&'static str, &'static str)]) -> Self {
        self.special = special;
        self
    }

    const fn multiplies(mut self) -> Self {
        self.multiplies = true;
        self
    }

    const fn in_lanes(mut self) -> Self {
        self.in_lanes = true;
        self
    }

    const fn result(mut self, result: Kind) -> Self {
        self.result = result;
        self
    }
}

const fn condition(name: &'static str, level: u8, written: &'static str) -> Elementary {
    row(name, Infix(level), written, &["a", "b"], &["", ""], ALL, "").result(Kind::Boolean)
}

const fn test(name: &'static str, written: &'static str) -> Elementary {
    row(name, Method, written, &["x"], &[""], ALL, "").result(Kind::Boolean).in_lanes()
}

const fn step(name: &'static str, written: &'static str, kinks: &'static str) -> Elementary {
    row(name, Method, written, &["x"], &["0.0"], ALL, kinks)
}

use Notation::{Cast, Infix, Method, Prefix, Support};
use level::{AND, COMPARE, OR, PRODUCT, SUM};

/// The domain of a function that every number is in.
pub(crate) const ALL: &str = "all";
const JUMPS: &str = "jumps at the integers: slope 0 throughout";

#[rustfmt::skip]
static TABLE: &[Elementary] = &[
    // The arithmetic and the logic that have names of their own in `Function`, in that order.
    row("+", Infix(SUM),     "{a} + {b}", &["a", "b"], &["d", "d"],                      ALL,     ""),
    row("-", Infix(SUM),     "{a} − {b}", &["a", "b"], &["d", "-d"],                     ALL,     ""),
    row("*", Infix(PRODUCT), "{a}·{b}",   &["a", "b"], &["d * b", "d * a"],              ALL,     ""),
    row("/", Infix(PRODUCT), "{a} / {b}", &["a", "b"], &["d * (1.0 / b)", "-(d * (1.0 / b)) * y"],       "b ≠ 0", ""),
    // The reciprocal does not wait for `d`, and all quotients of one denominator share it.
    row("-", Prefix,         "−{x}",      &["x"],      &["-d"],                          ALL,     ""),
    row("!", Prefix,         "not {x}",   &["x"],      &[""], ALL, "").result(Kind::Boolean),
    condition("&&", AND, "{a} and {b}"),
    condition("||", OR, "{a} or {b}"),
    condition("==", COMPARE, "{a} = {b}"),
    condition("!=", COMPARE, "{a} ≠ {b}"),
    row("as", Cast,          "{n}",       &["n"],      &[""],                            ALL,     ""),
    row("saturating_sub", Method, "({n} − [k])", &["n", "k"], &["", ""], ALL, "").result(Kind::Integer),
    row("where_along", Support, "{change} along {direction}", &["direction", "change"], &["", ""], ALL, ""),

    // The rest of the operators.
    condition("<",  COMPARE, "{a} < {b}"),
    condition("<=", COMPARE, "{a} ≤ {b}"),
    condition(">",  COMPARE, "{a} > {b}"),
    condition(">=", COMPARE, "{a} ≥ {b}"),
    test("is_nan", "{x} is NaN"),
    test("is_finite", "{x} is finite"),
    test("is_infinite", "{x} is infinite"),
    test("is_sign_positive", "{x} has no sign"),
    test("is_sign_negative", "{x} has a sign"),

    // The quotient is recovered from the remainder: truncating a/b itself is off by one where a/b rounds to an integer.
    row("%", Infix(PRODUCT), "{a} rem {b}", &["a", "b"], &["d", "-d * ((a - y) / b).round()"], "b ≠ 0", "jumps where a/b is an integer"),

    // Powers and roots.
    row("powi", Method, "[x]^{n}", &["x", "n"],
        &["if n != 0 { d * (n as real * x.powi(n.saturating_sub(1))) } else { 0.0 }", ""], "x ≠ 0 for n < 0", "")
        .special(&[("0", "1.0"), ("1", "x")])
        .multiplies()
        .in_lanes(),
    row("powf", Method, "[x]^{p}", &["x", "p"],
        &["if variable(p) { if x != 0.0 || p != 0.0 { d * (p * x.powf(p - 1.0)) } else { 0.0 } }
          else if p == 0.0 { 0.0 } else if p == 0.5 { 0.5 * d / y } else { d * (p * x.powf(p - 1.0)) }",
          "if x == 0.0 && p > 0.0 { 0.0 } else { d * y * x.ln() }"], "x ≥ 0, or p an integer", "slope 0 in p at x = 0, p > 0")
        .special(&[("0.0", "1.0"), ("0.5", "x.sqrt()"), ("1.0", "x"), ("1.5", "x * x.sqrt()"), ("2.0", "x * x"),
                   ("2.5", "x * x * x.sqrt()"), ("3.0", "x * x * x"), ("-1.0", "1.0 / x"), ("-2.0", "1.0 / (x * x)")]),
    row("sqrt",  Method, "√[x]",    &["x"], &["0.5 * d / y"],           "x ≥ 0", "vertical at 0").in_lanes(),
    row("cbrt",  Method, "∛[x]",    &["x"], &["d / (3.0 * y.powi(2))"],   ALL,     "vertical at 0"),
    row("recip", Method, "1 / [x]", &["x"], &["-(d / x) * (1.0 / x)"],   "x ≠ 0", "").in_lanes(),
    row("hypot", Method, "hypot({a}, {b})", &["a", "b"],
        &["if y != 0.0 { d * (a / y) } else { nought(d, y, a) }",
          "if y != 0.0 { d * (b / y) } else { nought(d, y, b) }"], ALL, "slope 0 at (0, 0)"),

    // Exponentials and logarithms.
    row("exp",    Method, "exp({x})",       &["x"], &["d * y"],                      ALL,      ""),
    row("exp2",   Method, "2^[x]",          &["x"], &["d * y * 0.6931471805599453"], ALL,      ""),
    // exp(x), not y + 1, which has no digits left where y is near −1.
    row("exp_m1", Method, "(exp({x}) − 1)", &["x"], &["d * x.exp()"],                ALL,      ""),
    row("ln",     Method, "ln({x})",        &["x"], &["d / x"],                      "x > 0",  ""),
    row("ln_1p",  Method, "ln(1 + {x})",    &["x"], &["d / (1.0 + x)"],              "x > −1", ""),
    row("log2",   Method, "log₂({x})",      &["x"], &["d / x * 1.4426950408889634"], "x > 0",  ""),
    row("log10",  Method, "log₁₀({x})",     &["x"], &["d / x * 0.4342944819032518"], "x > 0",  ""),
    row("log",    Method, "log({x}, {b})",  &["x", "b"], &["d / (x * b.ln())", "-d * y / (b * b.ln())"], "x > 0, b > 0, b ≠ 1", ""),

    // Trigonometric functions. 1 − x² is factored so that it keeps its digits near 1.
    row("sin",  Method, "sin({x})",    &["x"], &["d * x.cos()"],                             ALL,       ""),
    row("cos",  Method, "cos({x})",    &["x"], &["-d * x.sin()"],                            ALL,       ""),
    row("tan",  Method, "tan({x})",    &["x"], &["d * (1.0 + y * y)"],                       "x ≠ π/2 + kπ", ""),
    row("asin", Method, "arcsin({x})", &["x"], &["d / ((1.0 - x) * (1.0 + x)).sqrt()"],      "−1 ≤ x ≤ 1", "vertical at ±1"),
    row("acos", Method, "arccos({x})", &["x"], &["-d / ((1.0 - x) * (1.0 + x)).sqrt()"],     "−1 ≤ x ≤ 1", "vertical at ±1"),
    row("atan", Method, "arctan({x})", &["x"], &["d / (1.0 + x * x)"],                       ALL,       ""),
    row("atan2", Method, "atan2({a}, {b})", &["a", "b"],
        &["if a != 0.0 || b != 0.0 { d * (b / a.hypot(b)) / a.hypot(b) } else { 0.0 }",
          "if a != 0.0 || b != 0.0 { -d * (a / a.hypot(b)) / a.hypot(b) } else { 0.0 }"], ALL, "slope 0 at (0, 0)"),

    // Hyperbolic functions.
    row("sinh",  Method, "sinh({x})",   &["x"], &["d * x.cosh()"], ALL, ""),
    row("cosh",  Method, "cosh({x})",   &["x"], &["d * x.sinh()"], ALL, ""),
    // 1 − y² has no digits left where y is near ±1.
    row("tanh",  Method, "tanh({x})",   &["x"], &["d * on_paper((1.0 - y) * (1.0 + y), slope_of_tanh(y, x))"], ALL, ""),
    row("slope_of_tanh", Support, "tanh′({x}) by {t}", &["t", "x"], &["-2.0 * d * t", "0.0"], ALL, ""),
    row("asinh", Method, "arsinh({x})", &["x"], &["d / x.hypot(1.0)"],                            ALL,        ""),
    row("acosh", Method, "arcosh({x})", &["x"], &["d / ((x - 1.0).sqrt() * (x + 1.0).sqrt())"],   "x ≥ 1",    "vertical at 1"),
    row("atanh", Method, "artanh({x})", &["x"], &["d / ((1.0 - x) * (1.0 + x))"],                 "−1 < x < 1", ""),

    // Functions with kinks, each with its one fixed slope there.
    row("abs",      Method, "|{x}|",      &["x"], &["if x != 0.0 { d * x.signum() } else { nought(d, y, x) }"], ALL, "slope 0 at 0").in_lanes(),
    row("signum",   Method, "sign({x})",  &["x"], &["0.0"], ALL, "jumps at 0: slope 0 throughout").in_lanes(),
    row("copysign", Method, "copysign({x}, {s})", &["x", "s"],
        &["if x != 0.0 { d * (x.signum() * s.signum()) } else { nought(d, y, x) }", "0.0"], ALL, "slope 0 at x = 0, and in s throughout").in_lanes(),
    // As in Rust, a NaN loses against a number.
    row("max", Method, "max({a}, {b})", &["a", "b"],
        &["if (if variable(b) { a == y } else { a > b || b != b }) { d } else { 0.0 }",
          "if (if variable(a) { a == y } else { b <= a }) { 0.0 } else { d }"],
        ALL, "where a = b the slope goes to the constant argument, else to the first").in_lanes(),
    row("min", Method, "min({a}, {b})", &["a", "b"],
        &["if (if variable(b) { a == y } else { a < b || b != b }) { d } else { 0.0 }",
          "if (if variable(a) { a == y } else { b >= a }) { 0.0 } else { d }"],
        ALL, "where a = b the slope goes to the constant argument, else to the first").in_lanes(),
    row("clamp", Method, "clamp({x}, {low}, {high})", &["x", "low", "high"],
        &["if x > low && x < high { d } else { 0.0 }", "if x < low { d } else { 0.0 }", "if x > high { d } else { 0.0 }"],
        "low ≤ high", "slope 0 on the bounds"),

    // Rounding and remainders.
    step("floor", "⌊{x}⌋", JUMPS),
    step("ceil",  "⌈{x}⌉", JUMPS),
    step("round", "round({x})", "jumps halfway between the integers: slope 0 throughout"),
    step("round_ties_even", "rint({x})", "jumps halfway between the integers: slope 0 throughout"),
    step("trunc", "trunc({x})", JUMPS),
    row("fract", Method, "fract({x})", &["x"], &["d"], ALL, "jumps at the integers: slope 1 throughout"),
    row("rem_euclid", Method, "{a} mod {b}", &["a", "b"], &["d", "-d * ((a - y) / b).round()"], "b ≠ 0", "jumps where a/b is an integer"),
    row("div_euclid", Method, "([a] − [a] mod [b]) / [b]", &["a", "b"], &["0.0", "0.0"], "b ≠ 0", "jumps where a/b is an integer: slope 0 throughout"),

    // Linear functions.
    row("mul_add",    Method, "([a]·[b] + {c})",   &["a", "b", "c"], &["d * b", "d * a", "d"], ALL, ""),
    row("midpoint",   Method, "midpoint({a}, {b})", &["a", "b"], &["0.5 * d", "0.5 * d"], ALL, ""),
    row("to_degrees", Method, "degrees({x})", &["x"], &["d * 57.29577951308232"],   ALL, "").in_lanes(),
    row("to_radians", Method, "radians({x})", &["x"], &["d * 0.017453292519943295"], ALL, "").in_lanes(),
];
