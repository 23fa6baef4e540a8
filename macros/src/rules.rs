//! From the text of a rule in the table of elementary functions to nodes of the graph.
//!
//! The texts are ours, so whatever does not parse or is not part of this small language is a mistake in the
//! table; a test instantiates every rule of it.

use std::collections::HashMap;
use std::rc::Rc;

use syn::{BinOp, Expr, Lit, UnOp};

use crate::differentiate::NOUGHT;
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id};

/// The rules parsed so far: a long function uses the same few again and again.
#[derive(Clone, Default)]
pub(crate) struct Rules {
    parsed: HashMap<&'static str, Rc<Expr>>,
}

impl Rules {
    fn parse(&mut self, text: &'static str) -> Rc<Expr> {
        let parse =
            || Rc::new(syn::parse_str(text).unwrap_or_else(|error| panic!("the rule `{text}`: {error}")));
        Rc::clone(self.parsed.entry(text).or_insert_with(parse))
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
    fn lookup(&self, name: &str) -> Option<Id> {
        match (name, self.value_and_change) {
            ("y", Some((value, _))) => Some(value),
            ("d", Some((_, change))) => Some(change),
            _ => {
                let position = self.function.parameters.iter().position(|parameter| *parameter == name)?;
                self.arguments.get(position).copied()
            }
        }
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
        let rule = self.rules.parse(text);
        self.evaluate(&rule, environment)
            .unwrap_or_else(|| panic!("the rule `{text}` leaves the language of rules"))
    }

    /// `None` for an expression outside the language of rules.
    fn evaluate(&mut self, rule: &Expr, environment: &Environment) -> Option<Id> {
        match rule {
            Expr::Paren(paren) => self.evaluate(&paren.expr, environment),
            Expr::Lit(literal) => match &literal.lit {
                Lit::Float(number) => Some(self.literal(number.base10_digits(), Kind::Real)),
                Lit::Int(number) => Some(self.literal(number.base10_digits(), Kind::Integer)),
                _ => None,
            },
            Expr::Path(_) => environment.lookup(&name_of(rule)?),
            Expr::Unary(unary) => {
                let operand = self.evaluate(&unary.expr, environment)?;
                match unary.op {
                    UnOp::Neg(_) => Some(self.neg(operand)),
                    UnOp::Not(_) => Some(self.not(operand)),
                    _ => None,
                }
            }
            Expr::Binary(binary) => {
                let left = self.evaluate(&binary.left, environment)?;
                let right = self.evaluate(&binary.right, environment)?;
                Some(self.apply(Function::find(symbol(&binary.op)?, false)?, &[left, right]))
            }
            Expr::Cast(cast) => {
                let operand = self.evaluate(&cast.expr, environment)?;
                Some(self.apply(Function::CAST, &[operand]))
            }
            Expr::MethodCall(call) => {
                let mut arguments = vec![self.evaluate(&call.receiver, environment)?];
                for argument in &call.args {
                    arguments.push(self.evaluate(argument, environment)?);
                }
                Some(self.apply(Function::find(&call.method.to_string(), true)?, &arguments))
            }
            Expr::Call(call) => {
                let arguments: Option<Vec<Id>> =
                    call.args.iter().map(|argument| self.evaluate(argument, environment)).collect();
                match (name_of(&call.func)?.as_str(), arguments?.as_slice()) {
                    ("variable", &[argument]) => Some(self.boolean(self.is_active(argument))),
                    ("either", &[condition, then, otherwise]) => {
                        let selected = self.select(condition, then, otherwise);
                        self.mark_equal_branches(selected);
                        Some(selected)
                    }
                    ("nought", &[cotangent, value, argument]) => {
                        Some(self.nought(cotangent, value, argument))
                    }
                    _ => None,
                }
            }
            Expr::If(branch) => {
                let condition = self.evaluate(&branch.cond, environment)?;
                let then = self.evaluate_block(&branch.then_branch, environment)?;
                let otherwise = self.evaluate(&branch.else_branch.as_ref()?.1, environment)?;
                Some(self.select(condition, then, otherwise))
            }
            Expr::Block(block) => self.evaluate_block(&block.block, environment),
            _ => None,
        }
    }

    fn evaluate_block(&mut self, block: &syn::Block, environment: &Environment) -> Option<Id> {
        match block.stmts.as_slice() {
            [syn::Stmt::Expr(value, None)] => self.evaluate(value, environment),
            _ => None,
        }
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
