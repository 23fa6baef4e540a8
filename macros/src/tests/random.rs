//! Random programs, against second-order dual numbers that know nothing of the table.
//!
//! A program is generated as a small syntax tree, printed as Rust, and differentiated by the pipeline; its graph is
//! evaluated and compared with what the dual numbers say of the tree. `PROGRAMS=100000 cargo test -p chainrule-macros random`
//! tries more of them.

use std::collections::HashMap;
use std::fmt::Write;

use crate::elementary::{Function, Notation};
use crate::errors::Errors;
use crate::expand::read_and_lower;
use crate::ir::{Graph, Id, Node};
use crate::lower::Program;
use crate::names::name_intermediates;
use crate::nesting::Nested;
use crate::options::Options;
use crate::signature::Signature;

/// A value with its gradient and Hessian in two variables: truncated Taylor series, multiplied out by hand.
#[derive(Clone, Copy, Debug)]
struct Dual {
    value: f64,
    gradient: [f64; 2],
    hessian: [[f64; 2]; 2],
}

impl Dual {
    fn constant(value: f64) -> Dual {
        Dual { value, gradient: [0.0; 2], hessian: [[0.0; 2]; 2] }
    }

    fn variable(value: f64, position: usize) -> Dual {
        let mut dual = Dual::constant(value);
        dual.gradient[position] = 1.0;
        dual
    }

    /// A function of one argument, from its value and first two derivatives there.
    fn chain(self, value: f64, first: f64, second: f64) -> Dual {
        self.binary(Dual::constant(0.0), value, [first, 0.0], [second, 0.0, 0.0])
    }

    /// A function of two arguments, from its value, slopes, and second derivatives aa, ab, bb.
    fn binary(self, other: Dual, value: f64, [a, b]: [f64; 2], [aa, ab, bb]: [f64; 3]) -> Dual {
        let mut result = Dual::constant(value);
        for i in 0..2 {
            result.gradient[i] = a * self.gradient[i] + b * other.gradient[i];
            for j in 0..2 {
                result.hessian[i][j] = a * self.hessian[i][j]
                    + b * other.hessian[i][j]
                    + aa * self.gradient[i] * self.gradient[j]
                    + ab * (self.gradient[i] * other.gradient[j] + other.gradient[i] * self.gradient[j])
                    + bb * other.gradient[i] * other.gradient[j];
            }
        }
        result
    }
}

/// An expression of the generator; where it could be constant, a term of no value makes it vary.
#[derive(Clone, Debug)]
enum Tree {
    Number(f64),
    Variable(String),
    Negative(Box<Tree>),
    Binary(char, Box<Tree>, Box<Tree>),
    Method(&'static str, Box<Tree>),
    Power(Box<Tree>, i32),
    /// `if a > b { c } else { d }`
    If(Box<[Tree; 4]>),
    Block(Box<Statement>, Box<Tree>),
}

#[derive(Clone, Debug)]
enum Statement {
    Let(String, Tree),
    Assign(String, char, Tree),
    /// `if a > b { x = c; }`
    When(Box<[Tree; 3]>, String),
}

/// The functions without kinks and poles near the points, with their first two derivatives from a textbook.
const METHODS: [&str; 9] = ["sin", "cos", "exp", "tanh", "atan", "sqrt1", "ln1", "sinh", "logistic"];

fn method(name: &str, x: Dual) -> Dual {
    let v = x.value;
    match name {
        "sin" => x.chain(v.sin(), v.cos(), -v.sin()),
        "cos" => x.chain(v.cos(), -v.sin(), -v.cos()),
        "exp" => x.chain(v.exp(), v.exp(), v.exp()),
        "tanh" => {
            let slope = 1.0 / v.cosh().powi(2);
            x.chain(v.tanh(), slope, -2.0 * v.tanh() * slope)
        }
        "atan" => {
            let slope = 1.0 / (1.0 + v * v);
            x.chain(v.atan(), slope, -2.0 * v * slope * slope)
        }
        // √(1 + x²) and ln(1 + x²), which are smooth everywhere.
        "sqrt1" => {
            let root = (1.0 + v * v).sqrt();
            x.chain(root, v / root, 1.0 / root.powi(3))
        }
        "ln1" => {
            let inner = 1.0 + v * v;
            x.chain(inner.ln(), 2.0 * v / inner, (2.0 - 2.0 * v * v) / (inner * inner))
        }
        "sinh" => x.chain(v.sinh(), v.cosh(), v.sinh()),
        _ => {
            let s = 1.0 / (1.0 + (-v).exp());
            x.chain(s, s * (1.0 - s), s * (1.0 - s) * (1.0 - 2.0 * s))
        }
    }
}

type Scope = HashMap<String, Dual>;

impl Tree {
    fn evaluate(&self, scope: &Scope) -> Dual {
        match self {
            Tree::Number(value) => Dual::constant(*value),
            Tree::Variable(name) => scope[name],
            Tree::Negative(inner) => {
                let inner = inner.evaluate(scope);
                inner.chain(-inner.value, -1.0, 0.0)
            }
            Tree::Binary(operator, a, b) => combine(*operator, a.evaluate(scope), b.evaluate(scope)),
            Tree::Method(name, inner) => method(name, inner.evaluate(scope)),
            Tree::Power(inner, n) => {
                let inner = inner.evaluate(scope);
                let (v, real) = (inner.value, f64::from(*n));
                let first = if *n == 0 { 0.0 } else { real * v.powi(n - 1) };
                let second = if [0, 1].contains(n) { 0.0 } else { real * (real - 1.0) * v.powi(n - 2) };
                inner.chain(v.powi(*n), first, second)
            }
            Tree::If(parts) => {
                let [a, b, then, otherwise] = &**parts;
                let holds = a.evaluate(scope).value > b.evaluate(scope).value;
                if holds { then.evaluate(scope) } else { otherwise.evaluate(scope) }
            }
            Tree::Block(statement, value) => {
                let mut inner = scope.clone();
                statement.run(&mut inner);
                value.evaluate(&inner)
            }
        }
    }

    fn print(&self) -> String {
        match self {
            Tree::Number(value) => format!("{value:?}"),
            Tree::Variable(name) => name.clone(),
            Tree::Negative(inner) => format!("(-{})", inner.print()),
            Tree::Binary(operator, a, b) => format!("({} {operator} {})", a.print(), b.print()),
            Tree::Method("sqrt1", inner) => format!("(1.0 + {}.powi(2)).sqrt()", inner.receiver()),
            Tree::Method("ln1", inner) => format!("{}.powi(2).ln_1p()", inner.receiver()),
            Tree::Method("logistic", inner) => format!("(1.0 / (1.0 + (-{}).exp()))", inner.print()),
            Tree::Method(name, inner) => format!("{}.{name}()", inner.receiver()),
            Tree::Power(inner, n) => format!("{}.powi({n})", inner.receiver()),
            Tree::If(parts) => {
                let [a, b, then, otherwise] = parts.each_ref().map(Tree::print);
                format!("(if {a} + x * 0.0 > {b} {{ {then} }} else {{ {otherwise} }})")
            }
            Tree::Block(statement, value) => {
                format!("{{ {} x * 0.0 + {} }}", statement.print(), value.print())
            }
        }
    }

    fn receiver(&self) -> String {
        format!("(0.0 + x * 0.0 + {})", self.print())
    }
}

fn combine(operator: char, a: Dual, b: Dual) -> Dual {
    let (p, q) = (a.value, b.value);
    match operator {
        '+' => a.binary(b, p + q, [1.0, 1.0], [0.0; 3]),
        '-' => a.binary(b, p - q, [1.0, -1.0], [0.0; 3]),
        '*' => a.binary(b, p * q, [q, p], [0.0, 1.0, 0.0]),
        _ => a.binary(b, p / q, [1.0 / q, -p / (q * q)], [0.0, -1.0 / (q * q), 2.0 * p / (q * q * q)]),
    }
}

impl Statement {
    fn run(&self, scope: &mut Scope) {
        let (name, value) = match self {
            Statement::Let(name, value) | Statement::Assign(name, '=', value) => {
                (name, value.evaluate(scope))
            }
            Statement::Assign(name, operator, value) => {
                (name, combine(*operator, scope[name], value.evaluate(scope)))
            }
            Statement::When(parts, name) => {
                let [a, b, value] = &**parts;
                let holds = a.evaluate(scope).value > b.evaluate(scope).value;
                if !holds {
                    return;
                }
                (name, value.evaluate(scope))
            }
        };
        scope.insert(name.clone(), value);
    }

    fn print(&self) -> String {
        match self {
            Statement::Let(name, value) => format!("let mut {name} = {};", value.print()),
            Statement::Assign(name, '=', value) => format!("{name} = {};", value.print()),
            Statement::Assign(name, operator, value) => format!("{name} {operator}= {};", value.print()),
            Statement::When(parts, name) => {
                let [a, b, value] = parts.each_ref().map(Tree::print);
                format!("if {a} + x * 0.0 > {b} {{ {name} = {value}; }}")
            }
        }
    }
}

/// A generator of numbers (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    fn number(&mut self) -> f64 {
        f64::from(u32::try_from(self.below(60)).unwrap_or(0)) / 16.0 + 0.25
    }

    fn tree(&mut self, depth: usize, names: &[String]) -> Tree {
        if depth == 0 || self.below(6) == 0 {
            return if self.below(4) == 0 {
                Tree::Number(self.number())
            } else {
                Tree::Variable(names[self.below(names.len())].clone())
            };
        }
        let mut inner = || Box::new(self.tree(depth - 1, names));
        let (a, b, c, d) = (inner(), inner(), inner(), inner());
        match self.below(16) {
            0 => Tree::Negative(a),
            1..=3 => Tree::Binary('+', a, b),
            4..=5 => Tree::Binary('-', a, b),
            6..=8 => Tree::Binary('*', a, b),
            9 => Tree::Binary('/', a, b),
            10..=12 => Tree::Method(METHODS[self.below(METHODS.len())], a),
            13 => Tree::Power(a, i32::try_from(self.below(7)).unwrap_or(0) - 2),
            14 => Tree::If(Box::new([*a, *b, *c, *d])),
            _ => {
                let mut names = names.to_vec();
                // An assignment within an expression would change the variables of its neighbours.
                let name = format!("v{}", self.below(4));
                let statement = Statement::Let(name.clone(), self.tree(depth - 1, &names));
                names.push(name);
                Tree::Block(Box::new(statement), Box::new(self.tree(depth - 1, &names)))
            }
        }
    }

    fn statement(&mut self, depth: usize, names: &mut Vec<String>) -> Statement {
        let value = self.tree(depth, names);
        // The parameters are not declared with `mut`.
        let assignable: Vec<String> = names.iter().filter(|name| name.len() > 1).cloned().collect();
        match self.below(4) {
            0 if !assignable.is_empty() => {
                let name = assignable[self.below(assignable.len())].clone();
                Statement::Assign(name, ['=', '+', '-', '*'][self.below(4)], value)
            }
            1 if !assignable.is_empty() => {
                let name = assignable[self.below(assignable.len())].clone();
                let (a, b) = (self.tree(1, names), self.tree(1, names));
                Statement::When(Box::new([a, b, value]), name)
            }
            _ => {
                // Few names, so that they are shadowed often.
                let name = format!("v{}", self.below(4));
                names.push(name.clone());
                Statement::Let(name, value)
            }
        }
    }
}

/// The value of every node that the roots need, computed lazily as the emitted code does.
struct Evaluation<'a> {
    graph: &'a Graph,
    point: [f64; 2],
    known: HashMap<Id, f64>,
}

impl Evaluation<'_> {
    fn value(&mut self, id: Id) -> f64 {
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        let value = match self.graph.node(id).clone() {
            Node::Parameter(position) => self.point[position],
            Node::Literal(literal) => match literal.text.as_str() {
                "true" => 1.0,
                "false" => 0.0,
                _ => literal.value(),
            },
            Node::Select { condition, then, otherwise } => {
                if self.value(condition) == 1.0 {
                    self.value(then)
                } else {
                    self.value(otherwise)
                }
            }
            Node::Apply(function, arguments) => {
                let arguments: Vec<f64> = arguments.into_iter().map(|id| self.value(id)).collect();
                apply(function, &arguments)
            }
            // The only constant that a derivative mentions.
            Node::Constant { tokens, .. } => {
                assert_eq!(self.graph.tokens(tokens).to_string(), "f64 :: MAX");
                f64::MAX
            }
            node => unreachable!("no program has {node:?}"),
        };
        self.known.insert(id, value);
        value
    }
}

fn apply(function: Function, arguments: &[f64]) -> f64 {
    let truth = |truth: bool| f64::from(u8::from(truth));
    match (function.name, function.notation, arguments) {
        ("-", Notation::Prefix, [a]) => -a,
        ("!", _, [a]) => 1.0 - a,
        ("+", _, [a, b]) => a + b,
        ("-", _, [a, b]) => a - b,
        ("*" | "&&", _, [a, b]) => a * b,
        ("/", _, [a, b]) => a / b,
        ("||", _, [a, b]) => a.max(*b),
        ("==", _, [a, b]) => truth(a == b),
        ("!=", _, [a, b]) => truth(a != b),
        ("<", _, [a, b]) => truth(a < b),
        ("<=", _, [a, b]) => truth(a <= b),
        (">", _, [a, b]) => truth(a > b),
        (">=", _, [a, b]) => truth(a >= b),
        #[expect(clippy::cast_possible_truncation, reason = "an exponent is an integer")]
        ("powi", _, [a, n]) => a.powi(*n as i32),
        ("sin", _, [a]) => a.sin(),
        ("cos", _, [a]) => a.cos(),
        ("exp", _, [a]) => a.exp(),
        ("tanh", _, [a]) => a.tanh(),
        ("slope_of_tanh", _, [_, x]) => x.cosh().powi(-2),
        ("cosh", _, [a]) => a.cosh(),
        ("sinh", _, [a]) => a.sinh(),
        ("atan", _, [a]) => a.atan(),
        ("sqrt", _, [a]) => a.sqrt(),
        ("ln_1p", _, [a]) => a.ln_1p(),
        ("abs", _, [a]) => a.abs(),
        ("signum", _, [a]) => a.signum(),
        (name, ..) => unreachable!("no program has `{name}`"),
    }
}

/// Parses and lowers a function of `x` and `y`.
fn program(source: &str) -> Program {
    let function = syn::parse_str(source).unwrap_or_else(|error| panic!("{error} in\n{source}"));
    let (options, mut errors) = (Options::default(), Errors::default());
    let signature =
        Signature::read(&function, &options, None, &[], &mut errors).expect("the signature is sound");
    let program = read_and_lower(&function, &Nested::default(), &options, &signature, &mut errors);
    let mut program = program.unwrap_or_else(|| panic!("{source}\n{}", errors.to_compile_errors()));
    name_intermediates(&mut program);
    program
}

/// Compares the derivatives at one point; `false` where the oracle has nothing to say.
fn check(source: &str, program: &Program, body: &(Vec<Statement>, Tree), point: [f64; 2]) -> bool {
    let mut scope = Scope::new();
    scope.insert("x".to_owned(), Dual::variable(point[0], 0));
    scope.insert("y".to_owned(), Dual::variable(point[1], 1));
    for statement in &body.0 {
        statement.run(&mut scope);
    }
    let expected = body.1.evaluate(&scope);
    let numbers = [expected.value].into_iter().chain(expected.gradient).chain(expected.hessian.concat());
    // Where numbers grow this large, rounding tells the two ways of computing apart.
    if numbers.clone().any(|number| !number.is_finite() || number.abs() > 1e8) {
        return false;
    }
    let scale = numbers.fold(1.0_f64, |scale, number| scale.max(number.abs()));

    let mut program = program.clone();
    let wrt: Vec<Id> = (0..2).map(|position| program.graph.make(Node::Parameter(position))).collect();
    let one = program.graph.real(1.0);
    let gradient = program.gradient(0, one, &wrt);
    let forward: Vec<Id> = wrt.iter().map(|&id| program.push_forward(&[(id, one)])[0]).collect();
    let hessian: Vec<Vec<Id>> =
        wrt.iter().map(|&id| program.graph.push_forward(&gradient, &[(id, one)])).collect();
    let roots = [program.outputs.clone(), gradient, forward, hessian.concat()].concat();
    let roots = program.graph.arrange(&roots, &program.outputs);
    let mut evaluation = Evaluation { graph: &program.graph, point, known: HashMap::new() };
    let found: Vec<f64> = roots.iter().map(|&id| evaluation.value(id)).collect();
    let [[a, b], [c, d]] = expected.hessian;
    let [e, f] = expected.gradient;
    let wanted = [expected.value, e, f, e, f, a, b, c, d];
    for (place, (found, wanted)) in found.iter().zip(wanted).enumerate() {
        let close = (found - wanted).abs() <= 1e-7 * scale;
        assert!(close, "number {place} at {point:?} is {wanted}, not {found}, in\n{source}");
    }
    true
}

#[test]
fn random_programs() {
    let count = std::env::var("PROGRAMS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_500);
    let mut random = Random(2026);
    let mut compared = 0;
    for _ in 0..count {
        let mut names = vec!["x".to_owned(), "y".to_owned()];
        let statements: Vec<Statement> =
            (0..random.below(5)).map(|_| random.statement(3, &mut names)).collect();
        let value = random.tree(3, &names);
        let mut source = String::from("fn f(x: f64, y: f64) -> f64 {\n");
        for statement in &statements {
            writeln!(source, "    {}", statement.print()).expect("strings can be written to");
        }
        writeln!(source, "    x * 0.0 + {}\n}}", value.print()).expect("strings can be written to");
        let lowered = program(&source);
        let body = (statements, value);
        for _ in 0..2 {
            let point = [random.number() - 2.0, random.number() - 1.5];
            compared += usize::from(check(&source, &lowered, &body, point));
        }
        // The emitted code is long; that it is Rust is seen in some of it.
        if random.below(10) == 0 {
            let emitted = super::expand("order = 2", &source);
            syn::parse2::<syn::File>(emitted)
                .unwrap_or_else(|error| panic!("{error} in what is emitted for\n{source}"));
        }
    }
    assert!(compared > count, "most points can be compared: {compared} of {}", 2 * count);
}
