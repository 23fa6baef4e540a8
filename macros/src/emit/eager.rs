//! Choices between numbers with both sides worked out first: what stands behind a condition, a processor does for one lane alone.
//!
//! What comes in: straight code. What goes out: the same code, where a choice that is worth it is made of two numbers that are there. What is
//! always true: nothing is worked out without its condition that could fail, as arithmetic of integers can, or a list that is too short.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{BinOp, Block, Expr, ExprIf, Stmt};

use super::emission::ours;
use crate::syntax::tokens::{Token, any, mentions};

/// The statements of a block whose value is a tuple, and the parts of that, with such choices. What is indexed by this name is a list.
pub(super) fn eager(block: &Block, index: Option<&Ident>) -> Option<(TokenStream, Vec<TokenStream>)> {
    let (Stmt::Expr(Expr::Tuple(tuple), None), statements) = block.stmts.split_last()? else { return None };
    let eager = Eager { index };
    let statements = statements.iter().map(|statement| eager.statement(statement)).collect();
    Some((statements, tuple.elems.iter().map(|part| eager.expression(part)).collect()))
}

struct Eager<'i> {
    index: Option<&'i Ident>,
}

impl Eager<'_> {
    fn statement(&self, statement: &Stmt) -> TokenStream {
        match statement {
            Stmt::Local(local) => match &local.init {
                Some(init) => {
                    let (pattern, value) = (&local.pat, self.expression(&init.expr));
                    quote!(let #pattern = #value;)
                }
                None => statement.to_token_stream(),
            },
            Stmt::Expr(expression, None) => self.expression(expression),
            other => other.to_token_stream(),
        }
    }

    fn block(&self, block: &Block) -> TokenStream {
        match block.stmts.as_slice() {
            [Stmt::Expr(value, None)] => self.expression(value),
            statements => {
                let statements = statements.iter().map(|statement| self.statement(statement));
                quote!({ #(#statements)* })
            }
        }
    }

    fn expression(&self, expression: &Expr) -> TokenStream {
        match expression {
            Expr::Paren(inner) => {
                let inner = self.expression(&inner.expr);
                quote!((#inner))
            }
            Expr::Group(inner) => self.expression(&inner.expr),
            Expr::Tuple(tuple) => {
                let parts = tuple.elems.iter().map(|part| self.expression(part));
                quote!((#(#parts,)*))
            }
            Expr::Binary(binary) => {
                let (left, operator) = (self.expression(&binary.left), &binary.op);
                let right = self.expression(&binary.right);
                quote!(#left #operator #right)
            }
            Expr::Block(block) => self.block(&block.block),
            Expr::If(choice) => self.choice(choice),
            other => other.to_token_stream(),
        }
    }

    fn choice(&self, choice: &ExprIf) -> TokenStream {
        let condition = self.expression(&choice.cond);
        let then = self.block(&choice.then_branch);
        let Some((_, other)) = &choice.else_branch else { return choice.to_token_stream() };
        let otherwise = self.expression(other);
        let is_worth_it = operations(&choice.then_branch) + operations_of(other) > 0;
        let cannot_fail = self.cannot_fail(&choice.then_branch) && self.cannot_fail(other);
        if !is_worth_it || !cannot_fail {
            return quote!(if #condition { #then } else { #otherwise });
        }
        // A choice between tuples would be made in memory.
        let parts = match choice.then_branch.stmts.last() {
            Some(Stmt::Expr(Expr::Tuple(tuple), None)) => tuple.elems.len(),
            _ => 0,
        };
        let named = |base: &str| (1..=parts).map(|part| ours(&format!("{base}{part}"))).collect::<Vec<_>>();
        let (firsts, seconds) = (named("then"), named("otherwise"));
        if parts > 0 {
            return quote!({
                let ((#(#firsts,)*), (#(#seconds,)*)) = (#then, #otherwise);
                (#(if #condition { #firsts } else { #seconds },)*)
            });
        }
        let [first, second] = ["then", "otherwise"].map(ours);
        quote!({
            let (#first, #second) = (#then, #otherwise);
            if #condition { #first } else { #second }
        })
    }

    /// Whether code has no arithmetic but that of floats: nothing is converted, compared or counted in it.
    fn cannot_fail(&self, code: &impl ToTokens) -> bool {
        let tokens = code.to_token_stream();
        let compares = |level: &[Token], place: usize| match level[place] {
            Token::Sign('<' | '>') => true,
            Token::Sign('=') => matches!(level[..place].last(), Some(Token::Sign('=' | '!'))),
            _ => false,
        };
        let index = self.index.is_some_and(|index| mentions(&tokens, index));
        !index && !mentions(&tokens, "as") && !any(&tokens, &mut |level, place| compares(level, place))
    }
}

fn operations(block: &Block) -> usize {
    let of_statement = |statement: &Stmt| match statement {
        Stmt::Local(local) => local.init.as_ref().map_or(0, |init| operations_of(&init.expr)),
        Stmt::Expr(expression, _) => operations_of(expression),
        _ => 0,
    };
    block.stmts.iter().map(of_statement).sum()
}

/// How many operations there are in an expression.
fn operations_of(expression: &Expr) -> usize {
    match expression {
        Expr::Paren(inner) => operations_of(&inner.expr),
        Expr::Group(inner) => operations_of(&inner.expr),
        Expr::Unary(unary) => operations_of(&unary.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().map(operations_of).sum(),
        Expr::Block(inner) => operations(&inner.block),
        Expr::Binary(binary) => {
            let is_dear = matches!(binary.op, BinOp::Div(_));
            1 + usize::from(is_dear) + operations_of(&binary.left) + operations_of(&binary.right)
        }
        Expr::MethodCall(call) => {
            2 + operations_of(&call.receiver) + call.args.iter().map(operations_of).sum::<usize>()
        }
        Expr::Call(call) => 2 + call.args.iter().map(operations_of).sum::<usize>(),
        Expr::If(choice) => {
            let other = choice.else_branch.as_ref().map_or(0, |(_, other)| operations_of(other));
            operations(&choice.then_branch) + other
        }
        _ => 0,
    }
}
