//! From the text of a rule in the table of elementary functions to nodes of the graph.
//!
//! The texts are ours, so whatever does not parse or is not part of this small language is a mistake in the
//! table; a test instantiates every rule of it.

use std::cell::RefCell;
use std::rc::Rc;

use syn::{BinOp, Expr, Lit, UnOp};

use crate::differentiate::NOUGHT;
use crate::elementary::{Function, Kind};
use crate::hash::HashMap;
use crate::ir::{Graph, Id};

/// What a rule says, read once for all functions of a crate. It holds nothing of the compiler's own, which would not
/// outlive the function.
enum Rule {
    Number(String, Kind),
    /// A parameter of the row, or `y` or `d`.
    Name(String),
    Apply(Function, Vec<Rule>),
    If(Box<[Rule; 3]>),
    /// `variable`, `on_paper` and `nought`.
    Variable(Box<Rule>),
    OnPaper(Box<[Rule; 2]>),
    Nought(Box<[Rule; 3]>),
}

thread_local! {
    static PARSED: RefCell<HashMap<&'static str, Rc<Rule>>> = RefCell::default();
}

impl Rule {
    fn of(text: &'static str) -> Rc<Rule> {
        PARSED.with_borrow_mut(|parsed| {
            Rc::clone(parsed.entry(text).or_insert_with(|| Rc::new(Rule::parse(text))))
        })
    }

    fn parse(text: &str) -> Rule {
        let expression = syn::parse_str(text).unwrap_or_else(|error| panic!("the rule `{text}`: {error}"));
        Rule::read(&expression).unwrap_or_else(|| panic!("the rule `{text}` leaves the language of rules"))
    }

    /// `None` for an expression outside the language of rules.
    fn read(expression: &Expr) -> Option<Rule> {
        Some(match expression {
            Expr::Paren(paren) => Rule::read(&paren.expr)?,
            Expr::Lit(literal) => match &literal.lit {
                Lit::Float(number) => Rule::Number(number.base10_digits().to_owned(), Kind::Real),
                Lit::Int(number) => Rule::Number(number.base10_digits().to_owned(), Kind::Integer),
                _ => return None,
            },
            Expr::Path(_) => Rule::Name(name_of(expression)?),
            Expr::Unary(unary) => {
                let operand = vec![Rule::read(&unary.expr)?];
                match unary.op {
                    UnOp::Neg(_) => Rule::Apply(Function::NEG, operand),
                    UnOp::Not(_) => Rule::Apply(Function::NOT, operand),
                    _ => return None,
                }
            }
            Expr::Binary(binary) => {
                let operands = vec![Rule::read(&binary.left)?, Rule::read(&binary.right)?];
                Rule::Apply(Function::find(symbol(&binary.op)?, false)?, operands)
            }
            Expr::Cast(cast) => Rule::Apply(Function::CAST, vec![Rule::read(&cast.expr)?]),
            Expr::MethodCall(call) => {
                let all = std::iter::once(&*call.receiver).chain(&call.args);
                let arguments: Option<Vec<Rule>> = all.map(Rule::read).collect();
                Rule::Apply(Function::find(&call.method.to_string(), true)?, arguments?)
            }
            Expr::Call(call) => {
                let arguments: Option<Vec<Rule>> = call.args.iter().map(Rule::read).collect();
                let mut arguments = arguments?;
                match name_of(&call.func)?.as_str() {
                    "variable" => Rule::Variable(Box::new(arguments.pop()?)),
                    "on_paper" => Rule::OnPaper(Box::new(arguments.try_into().ok()?)),
                    "nought" => Rule::Nought(Box::new(arguments.try_into().ok()?)),
                    name => Rule::Apply(Function::find(name, false)?, arguments),
                }
            }
            Expr::If(branch) => {
                let condition = Rule::read(&branch.cond)?;
                let then = Rule::read_block(&branch.then_branch)?;
                let otherwise = Rule::read(&branch.else_branch.as_ref()?.1)?;
                Rule::If(Box::new([condition, then, otherwise]))
            }
            Expr::Block(block) => Rule::read_block(&block.block)?,
            _ => return None,
        })
    }

    fn read_block(block: &syn::Block) -> Option<Rule> {
        match block.stmts.as_slice() {
            [syn::Stmt::Expr(value, None)] => Rule::read(value),
            _ => None,
        }
    }
}

/// What the names in a rule stand for.
struct Environment<'a> {
    function: Function,
    arguments: &'a [Id],
    /// The value of the function and the small change, which special forms do without.
    value_and_change: Option<(Id, Id)>,
}

impl Environment<'_> {
    fn lookup(&self, name: &str) -> Id {
        let found = match (name, self.value_and_change) {
            ("y", Some((value, _))) => Some(value),
            ("d", Some((_, change))) => Some(change),
            _ => {
                let position = self.function.parameters.iter().position(|parameter| *parameter == name);
                position.and_then(|position| self.arguments.get(position).copied())
            }
        };
        found.unwrap_or_else(|| panic!("a rule of `{}` speaks of `{name}`", self.function.name))
    }
}

impl Graph {
    /// How much the value of `function(arguments)` changes with a small change of the argument at `position`.
    pub(crate) fn change(
        &mut self,
        function: Function,
        arguments: &[Id],
        position: usize,
        value: Id,
        change: Id,
    ) -> Id {
        let text = function.slopes[position];
        // What a cotangent is masked by masks its noughts, too.
        if self.keeps_noughts && text.contains(NOUGHT) {
            if let Some((condition, change)) = self.masked(change) {
                let change = self.change(function, arguments, position, value, change);
                return self.mask(condition, change);
            }
            if let Some(support) = self.support(change) {
                let environment =
                    Environment { function, arguments, value_and_change: Some((value, change)) };
                let change = self.instantiate(text, &environment);
                return self.mask(support, change);
            }
        }
        self.instantiate(text, &Environment { function, arguments, value_and_change: Some((value, change)) })
    }

    /// A special form of a function: `x.powf(1.5)` as `x * x.sqrt()`.
    pub(crate) fn special_form(&mut self, function: Function, arguments: &[Id], text: &'static str) -> Id {
        self.instantiate(text, &Environment { function, arguments, value_and_change: None })
    }

    fn instantiate(&mut self, text: &'static str, environment: &Environment) -> Id {
        self.evaluate(&Rule::of(text), environment)
    }

    fn evaluate(&mut self, rule: &Rule, environment: &Environment) -> Id {
        match rule {
            Rule::Number(digits, kind) => self.literal(digits, *kind),
            Rule::Name(name) => environment.lookup(name),
            Rule::Apply(function, arguments) => {
                let arguments: Vec<Id> =
                    arguments.iter().map(|argument| self.evaluate(argument, environment)).collect();
                match (*function, arguments.as_slice()) {
                    (Function::NEG, &[operand]) => self.neg(operand),
                    (Function::NOT, &[operand]) => self.not(operand),
                    (function, arguments) => self.apply(function, arguments),
                }
            }
            Rule::Variable(argument) => {
                let argument = self.evaluate(argument, environment);
                self.boolean(self.is_active(argument))
            }
            Rule::If(parts) => {
                let [condition, then, otherwise] = self.evaluate_all(parts, environment);
                self.select(condition, then, otherwise)
            }
            Rule::OnPaper(forms) => {
                let written = self.evaluate(&forms[0], environment);
                let computed = self.evaluate(&forms[1], environment);
                self.write_as(computed, written);
                computed
            }
            Rule::Nought(parts) => {
                let [cotangent, value, argument] = self.evaluate_all(parts, environment);
                self.nought(cotangent, value, argument)
            }
        }
    }

    fn evaluate_all(&mut self, parts: &[Rule; 3], environment: &Environment) -> [Id; 3] {
        let mut evaluated = parts.iter().map(|part| self.evaluate(part, environment));
        std::array::from_fn(|_| evaluated.next().expect("there are three"))
    }
}

fn name_of(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// The token of a binary operator that the table has.
pub(crate) fn symbol(operator: &BinOp) -> Option<&'static str> {
    Some(match operator {
        BinOp::Add(_) | BinOp::AddAssign(_) => "+",
        BinOp::Sub(_) | BinOp::SubAssign(_) => "-",
        BinOp::Mul(_) | BinOp::MulAssign(_) => "*",
        BinOp::Div(_) | BinOp::DivAssign(_) => "/",
        BinOp::Rem(_) | BinOp::RemAssign(_) => "%",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        BinOp::Eq(_) => "==",
        BinOp::Ne(_) => "!=",
        BinOp::Lt(_) => "<",
        BinOp::Le(_) => "<=",
        BinOp::Gt(_) => ">",
        BinOp::Ge(_) => ">=",
        _ => return None,
    })
}
