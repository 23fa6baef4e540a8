//! Vectors and matrices of other crates: each operation is a call of the function of the core crate that has its rule.

use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{BinOp, UnOp};

use super::Lowering;
use super::call::Shape;
use super::iterator::Source;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Argument, Callee, Form, Initial, Layout, Place};
use crate::syntax::{Expr, ExprKind, Link, Method, Ty, Type, lines, slice_rank};
use crate::table::matrices::{self, Family, Operand, Outcome};

/// What is calculated with: a number, or a matrix as it is handed over, and what it comes from.
enum Side {
    Number(Id),
    Matrix(Handed),
}

/// What is handed over, and how.
pub(super) type Handed = (Argument, Form);

pub(super) fn number(id: Id) -> Handed {
    (Argument::Value(id), Form::Plain)
}

/// What does not vary, behind whatever references.
pub(super) fn lent(id: Id) -> Handed {
    (Argument::Value(id), Form::Lent)
}

pub(super) fn place(place: Place) -> Handed {
    (Argument::Array(place, Form::Reference), Form::Reference)
}

impl<'t> Lowering<'t, '_> {
    /// Whether something is a vector or a matrix of another crate.
    pub(super) fn is_matrix(&self, expr: &Expr) -> bool {
        matches!(self.type_of(expr), Type::Matrix(_))
    }

    /// Operators from the left to the right, of which some are between matrices.
    pub(super) fn chain_of_matrices(&mut self, first: &'t Expr, links: &'t [Link]) -> Option<Value<'t>> {
        let (mut left, mut so_far) = (self.side(first), first.ty);
        for link in links {
            // Both sides are lowered before either is given up, so that both report their errors.
            let right = self.side(&link.right);
            left = match left.zip(right) {
                Some((left, right)) => {
                    self.combined(&link.operator, (first, so_far, left), (&link.right, right))
                }
                None => None,
            };
            so_far = link.ty;
        }
        Some(match left? {
            Side::Number(id) => Value::Number(id),
            Side::Matrix((Argument::Array(place, _), _)) => Value::Array(place),
            Side::Matrix((Argument::Value(id), _)) => Value::Number(id),
        })
    }

    fn side(&mut self, expr: &'t Expr) -> Option<Side> {
        if *self.type_of(expr) == Type::Real {
            return self.operand(expr).map(Side::Number);
        }
        // What a pattern took out of an option is a number where nothing says more.
        if let Some(local) = expr.as_local()
            && let Some(Value::Number(id)) = self.variables.get(local)
            && self.graph.is_active(*id)
        {
            return Some(Side::Number(*id));
        }
        // What is of a type that nobody sees here is either: rustc sees which.
        if !self.is_matrix(expr) && !self.is_constant(expr) && *self.type_of(expr) != Type::Unknown {
            return self.operand(expr).map(Side::Number);
        }
        self.matrix(expr).map(Side::Matrix)
    }

    /// A vector or a matrix, or something constant that is multiplied by one, as it is handed over.
    pub(super) fn matrix(&mut self, expr: &'t Expr) -> Option<Handed> {
        if self.is_constant(expr) && !self.is_in_changing_memory(expr) {
            let expr = expr.behind_reference();
            // What has a place stays there.
            let has_place = matches!(
                expr.kind,
                ExprKind::Local(_)
                    | ExprKind::Field(..)
                    | ExprKind::Index(..)
                    | ExprKind::Unary(UnOp::Deref(_), _)
            );
            let number = self.context.signature.scalar.to_token_stream();
            // A view of what has no place would outlive it.
            let is_view = match (&expr.kind, self.type_of(expr)) {
                (ExprKind::Method(method), Type::Matrix(family)) => {
                    matrices::gives_view(*family, &method.name.to_string())
                }
                _ => false,
            };
            let lend = |tokens| {
                if has_place {
                    return quote!(&#tokens);
                }
                let tokens = matrices::with_number(tokens, &number);
                if is_view { quote!(#tokens.into_owned()) } else { tokens }
            };
            return self.constant_around(expr, lend).map(lent);
        }
        match self.part_value(expr)? {
            Value::Array(found) => Some(place(found)),
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(id) => Some(lent(id)),
            other => self.memory(expr, other).map(place),
        }
    }

    /// Whether something is a constant one, which may leave open of which numbers.
    pub(super) fn is_open_matrix(&self, expr: &Expr) -> bool {
        self.is_matrix(expr) && self.is_constant(expr) && !self.is_in_changing_memory(expr)
    }

    /// A constant one, of the number that the function computes with where it leaves that open.
    pub(super) fn constant_matrix(&mut self, expr: &'t Expr) -> Option<Id> {
        let number = self.context.signature.scalar.to_token_stream();
        self.constant_around(expr, |tokens| matrices::with_number(tokens, &number))
    }

    fn combined(
        &mut self,
        operator: &BinOp,
        (left_syntax, left_type, left): (&'t Expr, Ty, Side),
        (right_syntax, right): (&'t Expr, Side),
    ) -> Option<Side> {
        let among = |is: fn(&Family) -> bool| {
            [left_type, right_syntax.ty]
                .iter()
                .any(|&ty| matches!(self.types.get(ty), Type::Matrix(family) if is(family)))
        };
        let is_complex = among(|family| *family == Family::Complex);
        let is_grid = among(|family| matches!(family, Family::Grid(_)));
        // Numbers are added to each element, and to the real part.
        let adds_numbers = is_grid || is_complex;
        let (function, arguments) = match (operator, left, right) {
            (operator, Side::Number(a), Side::Number(b)) => {
                let spans = left_syntax.spans;
                return self.operator(operator, (spans, left_syntax, a), (right_syntax, b)).map(Side::Number);
            }
            (BinOp::Add(_) | BinOp::AddAssign(_), Side::Matrix(a), Side::Matrix(b)) => ("sum", vec![a, b]),
            (BinOp::Sub(_) | BinOp::SubAssign(_), Side::Matrix(a), Side::Matrix(b)) => {
                ("difference", vec![a, b])
            }
            (BinOp::Mul(_) | BinOp::MulAssign(_), Side::Matrix(a), Side::Matrix(b)) => {
                let function = match (is_grid, is_complex) {
                    (true, _) => "component_product",
                    (_, true) => "complex_product",
                    _ => "product",
                };
                (function, vec![a, b])
            }
            (BinOp::Div(_) | BinOp::DivAssign(_), Side::Matrix(a), Side::Matrix(b)) if adds_numbers => {
                (if is_grid { "component_quotient" } else { "quotient" }, vec![a, b])
            }
            (BinOp::Div(_), Side::Number(s), Side::Matrix(b)) if is_complex => {
                ("divided", vec![b, number(s)])
            }
            (BinOp::Sub(_), Side::Number(s), Side::Matrix(b)) if adds_numbers => {
                ("subtracted", vec![b, number(s)])
            }
            (BinOp::Mul(_) | BinOp::MulAssign(_), Side::Matrix(a), Side::Number(s))
            | (BinOp::Mul(_), Side::Number(s), Side::Matrix(a)) => ("scaled", vec![a, number(s)]),
            (BinOp::Div(_) | BinOp::DivAssign(_), Side::Matrix(a), Side::Number(s)) => {
                ("unscaled", vec![a, number(s)])
            }
            (BinOp::Add(_) | BinOp::AddAssign(_), Side::Matrix(a), Side::Number(s))
            | (BinOp::Add(_), Side::Number(s), Side::Matrix(a))
                if adds_numbers =>
            {
                ("shifted", vec![a, number(s)])
            }
            (BinOp::Sub(_) | BinOp::SubAssign(_), Side::Matrix(a), Side::Number(s)) if adds_numbers => {
                let minus = self.graph.make(Node::Apply(Function::NEG, vec![s]));
                ("shifted", vec![a, number(minus)])
            }
            (operator, ..) => {
                self.errors.report(
                    operator,
                    "this operator between these has no rule",
                    "write it with sums, differences and products of vectors and matrices, or element by element",
                );
                return None;
            }
        };
        let result = self.applied_to_matrices(function, arguments, Outcome::Matrix);
        Some(match result {
            Value::Array(found) => Side::Matrix(place(found)),
            other => Side::Number(self.number_of(left_syntax, other)?),
        })
    }

    pub(super) fn negated_matrix(&mut self, inner: &'t Expr) -> Option<Value<'t>> {
        let argument = self.matrix(inner)?;
        Some(self.applied_to_matrices("negated", vec![argument], Outcome::Matrix))
    }

    /// `target += value;` on a whole matrix.
    pub(super) fn increased_matrix(
        &mut self,
        operator: &BinOp,
        target: &'t Expr,
        value: &'t Expr,
    ) -> Option<Value<'t>> {
        let (left, right) = (self.side(target)?, self.side(value)?);
        match self.combined(operator, (target, target.ty, left), (value, right))? {
            Side::Matrix((Argument::Array(place, _), _)) => Some(Value::Array(place)),
            Side::Matrix((Argument::Value(id), _)) | Side::Number(id) => Some(Value::Number(id)),
        }
    }

    /// A call of the function of the core crate that stands for an operation.
    pub(super) fn applied_to_matrices(
        &mut self,
        function: &str,
        arguments: Vec<Handed>,
        outcome: Outcome,
    ) -> Value<'t> {
        let krate = self.context.krate.clone();
        let (function, arguments) = match (squared(function), arguments.as_slice()) {
            (Some(square), [(Argument::Array(one, _), _), (Argument::Array(other, _), _)])
                if one == other =>
            {
                (square, arguments.into_iter().take(1).collect())
            }
            _ => (function, arguments),
        };
        let function = format_ident!("{function}");
        let shape = match outcome {
            Outcome::Number => Shape::Number,
            _ => Shape::Struct(Layout::Matrix),
        };
        let (arguments, forms) = arguments.into_iter().unzip();
        let path = quote!(#krate::support::linear::#function);
        self.perform_call(path, Callee::Itself, (arguments, forms), 0, &shape)
    }

    /// A method of a vector or a matrix.
    pub(super) fn method_of_matrix(
        &mut self,
        expr: &'t Expr,
        method: &'t Method,
        family: Family,
    ) -> Option<Value<'t>> {
        let name = self.name_of_part(method);
        let receiver = &method.receiver;
        if matrices::is_size(&name) {
            return self.constant(expr).map(Value::Number);
        }
        match method.arguments.as_slice() {
            [] if matrices::is_norm(&name) && family == Family::Algebra => {
                return self.norm(receiver).map(Value::Number);
            }
            [] if name == "normalize" && family == Family::Algebra => {
                let (argument, norm) = (self.matrix(receiver)?, self.norm(receiver)?);
                let arguments = vec![argument, number(norm)];
                return Some(self.applied_to_matrices("unscaled", arguments, Outcome::Matrix));
            }
            [] if matrices::is_same(&name) => {
                let value = self.part_value(receiver)?;
                return Some(self.dereferenced(value));
            }
            [axis] if name == "mean_axis" && matches!(family, Family::Grid(_)) => {
                let arguments = vec![self.matrix(receiver)?, self.axis(axis)?];
                let mean = self.applied_to_matrices("axis_mean", arguments, Outcome::Matrix);
                let is_some = self.asked_of(receiver, |matrix| quote!(!(#matrix).is_empty()))?;
                return Some(Value::Option(is_some, Box::new(mean)));
            }
            [] if name == "mean" && matches!(family, Family::Grid(_)) => {
                let argument = self.matrix(receiver)?;
                let mean = self.applied_to_matrices("mean_of", vec![argument], Outcome::Number);
                let is_some = self.constant_around(receiver, |receiver| quote!(!(#receiver).is_empty()))?;
                return Some(Value::Option(is_some, Box::new(mean)));
            }
            [closure] if matrices::is_map(&name) => return self.mapped_matrix(receiver, closure),
            [_, _] if name == "fold" && matches!(family, Family::Grid(_)) => {
                return self.folded_matrix(expr, method);
            }
            [second, closure] if name == "zip_map" => return self.zipped_matrices(receiver, second, closure),
            [] if matrices::extreme(family, &name).is_some() => return self.extreme(receiver, family, &name),
            [] if matrices::elementwise(family, &name).is_some() => {
                return self.elementwise(receiver, matrices::elementwise(family, &name)?);
            }
            [second] if name == "metric_distance" && family == Family::Algebra => {
                let arguments = vec![self.matrix(receiver)?, self.matrix(second)?];
                let apart = self.applied_to_matrices("difference", arguments, Outcome::Matrix);
                return self.norm_of(receiver, apart).map(Value::Number);
            }
            [second, part] if name == "lerp" && family == Family::Algebra => {
                return self.interpolated(receiver, second, part);
            }
            [second] if matrices::transposes_first(family, &name) => {
                let argument = self.matrix(receiver)?;
                let transposed = self.applied_to_matrices("transposed", vec![argument], Outcome::Matrix);
                let Value::Array(transposed) = transposed else { return None };
                let arguments = vec![place(transposed), self.matrix(second)?];
                return Some(self.applied_to_matrices("product", arguments, Outcome::Matrix));
            }
            [_, ..] if matrices::part(family, &name).is_some() => return self.fixed_part(method, family),
            [] if name == "to_polar" && family == Family::Complex => {
                let parts = ["modulus", "argument"].map(|function| {
                    let argument = self.matrix(receiver)?;
                    Some(self.applied_to_matrices(function, vec![argument], Outcome::Number))
                });
                let parts: Option<Vec<_>> = parts.into_iter().collect();
                return parts.map(Value::Tuple);
            }
            [part] if slice_rank(family, &name, part).is_some() => {
                let part = self.constant(part).map(lent)?;
                let arguments = vec![self.matrix(receiver)?, part];
                return Some(self.applied_to_matrices("sliced", arguments, Outcome::Matrix));
            }
            given
                if lines(family, &name, given).is_some()
                    && (!matrices::lends_lines(&name) || self.flow.lends_lines) =>
            {
                let (function, _) = lines(family, &name, given)?;
                if let [_, number_of_line] = given {
                    let arguments = vec![self.matrix(receiver)?, number(self.index(number_of_line)?)];
                    return Some(self.applied_to_matrices(function, arguments, Outcome::Matrix));
                }
                let counts = if function == "row_of" { quote!(nrows) } else { quote!(ncols) };
                let count = self.asked_of(receiver, |matrix| quote!((#matrix).#counts()))?;
                let source = Source::Lines(self.matrix(receiver)?, function, count);
                return Some(Value::Iterator(Rc::new(source)));
            }
            given if family == Family::Factor && (name == "solve" || name == "inverse") => {
                return self.solved_by_factor(receiver, given);
            }
            [second] if name == "dot" => {
                if let (Family::Grid(first), Type::Matrix(Family::Grid(rank))) =
                    (family, self.type_of(second))
                {
                    let (function, outcome) = matrices::product_of_grids(first, *rank);
                    let arguments = vec![self.matrix(receiver)?, self.matrix(second)?];
                    return Some(self.applied_to_matrices(function, arguments, outcome));
                }
            }
            _ => {}
        }
        let Some(operation) = matrices::operation(family, &name)
            .filter(|operation| operation.operands.len() == method.arguments.len())
        else {
            return self.unknown_of_matrix(method, family);
        };
        if operation.function == "lu_of" {
            return self.with_triangles(receiver).map(Value::Array);
        }
        let (function, mut arguments) = self.operands(method, operation)?;
        if let [Operand::Index, Operand::Index] = operation.operands {
            let ids = arguments.split_off(1).into_iter().filter_map(|(argument, _)| match argument {
                Argument::Value(id) => Some(id),
                Argument::Array(..) => None,
            });
            let mentions = ["__start", "__count"].map(str::to_owned).into_iter().zip(ids).collect();
            let part = self.graph.constant(quote!((__start, __count)), mentions, Vec::new(), false);
            arguments.push(number(part));
        }
        if matches!(operation.outcome, Outcome::Option(_)) {
            let is_some = self.asked(receiver, method)?;
            return self.found_if(is_some, expr, function, arguments);
        }
        Some(self.applied_to_matrices(function, arguments, operation.outcome))
    }

    /// `m.fixed_view::<2, 3>(0, 1)`
    fn fixed_part(&mut self, method: &'t Method, family: Family) -> Option<Value<'t>> {
        let matrix = self.matrix(&method.receiver)?;
        let ids: Vec<Option<Id>> = method.arguments.iter().map(|argument| self.index(argument)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let words: Vec<_> = (0..ids.len()).map(|number| format_ident!("__start_{number}")).collect();
        let mentions = words.iter().map(ToString::to_string).zip(ids).collect();
        let (krate, sizes) = (self.context.krate.clone(), &method.turbofish);
        let part = format_ident!("{}", matrices::part(family, &self.name_of_part(method))?);
        let tokens = quote!(#krate::support::linear::#part #sizes (#(#words),*));
        let part = self.graph.constant(tokens, mentions, Vec::new(), false);
        Some(self.applied_to_matrices("part_of", vec![matrix, lent(part)], Outcome::Matrix))
    }

    /// `a.lerp(&b, t)`, as the library has it.
    fn interpolated(&mut self, first: &'t Expr, second: &'t Expr, part: &'t Expr) -> Option<Value<'t>> {
        let (first, second) = (self.matrix(first)?, self.matrix(second)?);
        let part = self.operand(part)?;
        let one = self.graph.real(1.0);
        let rest = self.graph.make(Node::Apply(Function::SUB, vec![one, part]));
        let mut scaled = |matrix, by| match self.applied_to_matrices(
            "scaled",
            vec![matrix, number(by)],
            Outcome::Matrix,
        ) {
            Value::Array(found) => Some(place(found)),
            _ => None,
        };
        let arguments = vec![scaled(second, part)?, scaled(first, rest)?];
        Some(self.applied_to_matrices("sum", arguments, Outcome::Matrix))
    }

    /// A method that has no rule.
    fn unknown_of_matrix(&mut self, method: &Method, family: Family) -> Option<Value<'t>> {
        let name = method.name.to_string();
        let of = if family == Family::Complex { "a complex number" } else { "a vector or matrix" };
        self.errors.report(
            &method.name,
            format!("`{name}` of {of} has no derivative here"),
            matrices::instead_of(family, &name),
        );
        None
    }

    /// What an operation takes.
    pub(super) fn handed(&mut self, operand: Operand, argument: &'t Expr) -> Option<Handed> {
        match operand {
            Operand::Matrix => self.matrix(argument),
            Operand::Number => self.operand(argument).map(number),
            Operand::Index => self.index(argument).map(number),
            Operand::Axis => self.axis(argument),
        }
    }

    /// The number of an axis of ndarray's.
    fn axis(&mut self, axis: &'t Expr) -> Option<Handed> {
        self.constant_around(axis, |axis| quote!((#axis).index())).map(number)
    }

    /// A truth value about a matrix as it is here.
    pub(super) fn asked_of(
        &mut self,
        matrix: &'t Expr,
        question: impl FnOnce(TokenStream) -> TokenStream,
    ) -> Option<Id> {
        match self.matrix(matrix)?.0 {
            Argument::Value(id) => {
                let mentions = vec![("__matrix".to_owned(), id)];
                Some(self.graph.constant(question(quote!(__matrix)), mentions, Vec::new(), false))
            }
            Argument::Array(place, _) => {
                let mut mentions = Vec::new();
                let steps = self.graph.steps(&place, |index| {
                    let name = format_ident!("__index_{}", mentions.len());
                    mentions.push((name.to_string(), index));
                    quote!(#name)
                });
                let name = self.graph.array(place.array).name.clone();
                let asked = question(quote!(#name #steps));
                let id = self.graph.constant(asked, mentions, vec![place.array], false);
                Some(if self.graph.array(place.array).constant { id } else { self.pinned(id) })
            }
        }
    }

    pub(super) fn matrix_in_memory(&mut self, expr: &'t Expr) -> Option<Place> {
        match self.matrix(expr)?.0 {
            Argument::Array(place, _) => Some(place),
            Argument::Value(id) => {
                let krate = self.context.krate.clone();
                let mentions = vec![("__matrix".to_owned(), id)];
                let owned = quote!(#krate::support::owned(#krate::support::linear::plain(&__matrix)));
                let id = self.graph.constant(owned, mentions, Vec::new(), false);
                let name = self.wanted_name("constant");
                Some(self.new_constant_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(id)))
            }
        }
    }

    /// `m[(i, j)]` and `a[[i, j]]`: several indices as one.
    pub(super) fn index_of_matrix(&mut self, index: &'t Expr) -> Option<Id> {
        let (parts, is_tuple) = match &index.bare().kind {
            ExprKind::Tuple(parts) => (parts, true),
            ExprKind::List(parts, _) => (parts, false),
            _ => return self.index(index),
        };
        let ids: Vec<Option<Id>> = parts.iter().map(|part| self.index(part)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let names: Vec<_> = (0..ids.len()).map(|number| format_ident!("__index_{number}")).collect();
        let mentions = names.iter().map(ToString::to_string).zip(ids).collect();
        let tokens = if is_tuple { quote!((#(#names),*)) } else { quote!([#(#names),*]) };
        Some(self.graph.constant(tokens, mentions, Vec::new(), false))
    }
}

/// The operation that a product of something with itself is: it goes back once.
fn squared(product: &str) -> Option<&'static str> {
    match product {
        "component_product" => Some("component_square"),
        "dot" => Some("inner_square"),
        _ => None,
    }
}
