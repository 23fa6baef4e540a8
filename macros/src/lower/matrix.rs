//! Vectors and matrices of other crates: each operation is a call of the function of the core crate that has its rule.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{BinOp, Path, UnOp};

use super::Lowering;
use super::call::Shape;
use super::iterator::Source;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Argument, Callee, Form, Initial, Layout, Place};
use crate::syntax::{Expr, ExprKind, Field, Link, Method, Ty, Type, decomposed, made};
use crate::table::matrices::{self, Family, Operand, Outcome};

/// What is calculated with: a number, or a matrix as it is handed over, and what it comes from.
enum Side {
    Number(Id),
    Matrix(Handed),
}

/// What is handed over, and how.
type Handed = (Argument, Form);

fn number(id: Id) -> Handed {
    (Argument::Value(id), Form::Plain)
}

/// What does not vary, behind whatever references.
fn lent(id: Id) -> Handed {
    (Argument::Value(id), Form::Lent)
}

fn place(place: Place) -> Handed {
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
        // What is of a type that nobody sees here is either: rustc sees which.
        if !self.is_matrix(expr) && !self.is_constant(expr) && *self.type_of(expr) != Type::Unknown {
            return self.operand(expr).map(Side::Number);
        }
        self.matrix(expr).map(Side::Matrix)
    }

    /// A vector or a matrix, or something constant that is multiplied by one, as it is handed over.
    fn matrix(&mut self, expr: &'t Expr) -> Option<Handed> {
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
            let lend = |tokens| {
                if has_place { quote!(&#tokens) } else { matrices::with_number(tokens, &number) }
            };
            return self.constant_around(expr, lend).map(lent);
        }
        match self.part_value(expr)? {
            Value::Array(found) => Some(place(found)),
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(id) => Some(lent(id)),
            other => self.memory(expr, other).map(place),
        }
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
                (if is_grid { "component_product" } else { "product" }, vec![a, b])
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

    /// `iterator.sum()` of vectors, matrices or complex numbers.
    pub(super) fn sum_of_matrices(
        &mut self,
        expr: &'t Expr,
        items: &'t Expr,
        source: &Source<'t>,
    ) -> Option<Value<'t>> {
        let krate = self.context.krate.clone();
        let nothing = self.graph.constant(quote!(#krate::support::nothing()), Vec::new(), Vec::new(), false);
        let name = self.wanted_name("sum");
        let initial = Initial::Value(nothing);
        let sum = self.new_memory(&name, Layout::Matrix, Kind::Real, initial, expr.varies.get());
        let total = self.variables.fresh(Some(Value::Array(sum.clone())));
        self.each(None, vec![(total, expr.varies.get())], source, None, &mut |lowering, value| {
            let item = match value {
                Value::Number(id) | Value::Borrowed(id) if !lowering.graph.is_active(id) => Some(lent(id)),
                value => lowering.memory(items, value).map(place),
            };
            let Some(item) = item else { return };
            let next =
                lowering.applied_to_matrices("joined", vec![place(sum.clone()), item], Outcome::Matrix);
            let Value::Array(next) = next else { return };
            lowering.assign_whole(&sum, items, Value::Array(next));
        })?;
        Some(Value::Array(sum))
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
    fn applied_to_matrices(&mut self, function: &str, arguments: Vec<Handed>, outcome: Outcome) -> Value<'t> {
        let krate = self.context.krate.clone();
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
        let name = method.name.to_string();
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
            [] if name == "mean" && matches!(family, Family::Grid(_)) => {
                let argument = self.matrix(receiver)?;
                let mean = self.applied_to_matrices("mean_of", vec![argument], Outcome::Number);
                let is_some = self.constant_around(receiver, |receiver| quote!(!(#receiver).is_empty()))?;
                return Some(Value::Option(is_some, Box::new(mean)));
            }
            [closure] if matrices::is_map(&name) => return self.mapped_matrix(receiver, closure),
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
            return self.method_of_object(expr, method);
        };
        let mut arguments = vec![self.matrix(receiver)?];
        for (operand, argument) in operation.operands.iter().zip(&method.arguments) {
            arguments.push(match operand {
                Operand::Matrix => self.matrix(argument)?,
                Operand::Number => number(self.operand(argument)?),
                Operand::Index => number(self.index(argument)?),
            });
        }
        if operation.outcome == Outcome::Option {
            let is_some = self.asked(receiver, &method.name)?;
            let value = self.applied_to_matrices(operation.function, arguments, operation.outcome);
            return Some(Value::Option(is_some, Box::new(value)));
        }
        Some(self.applied_to_matrices(operation.function, arguments, operation.outcome))
    }

    /// `a.lu().solve(&b)`
    pub(super) fn solution(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let (matrix, function) = decomposed(method)?;
        let arguments = vec![self.matrix(matrix)?, self.matrix(&method.arguments[0])?];
        let is_some = self.asked_of(matrix, |matrix| quote!((#matrix).clone_owned().lu().is_invertible()))?;
        let value = self.applied_to_matrices(function, arguments, Outcome::Matrix);
        Some(Value::Option(is_some, Box::new(value)))
    }

    /// Whether a method that may give nothing gives something.
    fn asked(&mut self, receiver: &'t Expr, method: &syn::Ident) -> Option<Id> {
        self.asked_of(receiver, |receiver| quote!((#receiver).clone_owned().#method().is_some()))
    }

    /// A truth value about a matrix as it is here.
    fn asked_of(
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

    /// The root of the squared norm, as the library has it.
    fn norm(&mut self, of: &'t Expr) -> Option<Id> {
        let argument = self.matrix(of)?;
        let square = self.applied_to_matrices("squared_norm", vec![argument], Outcome::Number);
        let square = self.number_of(of, square)?;
        Some(self.graph.make(Node::Apply(Function::find("sqrt", true)?, vec![square])))
    }

    /// A closure of each number.
    fn mapped_matrix(&mut self, receiver: &'t Expr, closure: &'t Expr) -> Option<Value<'t>> {
        let from = self.matrix_in_memory(receiver)?;
        let name = self.wanted_name("mapped");
        let to = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Copy(from.clone()), true);
        if matches!(self.type_of(receiver), Type::Matrix(Family::Grid(2))) {
            return self.mapped_grid(&from, to, closure);
        }
        let count = self.length(&from);
        let mut carried = Vec::new();
        self.carry_changes(&mut carried, closure);
        self.filled(to, count, carried, closure, |lowering, index| {
            let place = lowering.graph.at(&from, index);
            lowering.part_of_memory(place)
        })
    }

    /// The same of an array of two dimensions, which one index does not go through.
    fn mapped_grid(&mut self, from: &Place, to: Place, closure: &'t Expr) -> Option<Value<'t>> {
        let name = self.graph.array(from.array).name.clone();
        let mut size = |size: &str| {
            let size = format_ident!("{size}");
            let mut mentions = Vec::new();
            let steps = self.graph.steps(from, |index| {
                let name = format_ident!("__index_{}", mentions.len());
                mentions.push((name.to_string(), index));
                quote!(#name)
            });
            self.graph.constant(quote!(#name #steps.#size()), mentions, vec![from.array], false)
        };
        let (rows, columns) = (size("nrows"), size("ncols"));
        self.count_up(rows, &mut |lowering, row| {
            lowering.count_up(columns, &mut |lowering, column| {
                let mentions = vec![("__row".to_owned(), row), ("__column".to_owned(), column)];
                let index = lowering.graph.constant(quote!([__row, __column]), mentions, Vec::new(), false);
                let element = lowering.graph.at(from, index);
                let value = Value::Number(lowering.graph.element(element));
                let Some(found) = lowering.without_name(|lowering| lowering.applied(closure, vec![value]))
                else {
                    return;
                };
                if let Some(id) = lowering.number_of(closure, found) {
                    let place = lowering.graph.at(&to, index);
                    lowering.store_at(place, id);
                }
            });
        })?;
        Some(Value::Array(to))
    }

    fn matrix_in_memory(&mut self, expr: &'t Expr) -> Option<Place> {
        match self.matrix(expr)?.0 {
            Argument::Array(place, _) => Some(place),
            Argument::Value(id) => {
                let krate = self.context.krate.clone();
                let mentions = vec![("__matrix".to_owned(), id)];
                let owned = quote!(#krate::support::owned(__matrix));
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

    /// `Vector3::new(a, b, c)`, `DVector::from_vec(v)`: nothing, if a path is that of something else.
    pub(super) fn made_matrix(
        &mut self,
        expr: &'t Expr,
        path: &Path,
        arguments: &'t [Expr],
    ) -> Option<Option<Value<'t>>> {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let [.., owner, maker] = names.as_slice() else { return None };
        made(owner, maker)?;
        if !self.is_matrix(expr) {
            return None;
        }
        if made(owner, maker)? == Family::Complex {
            return Some(self.complex(expr, path, maker, arguments));
        }
        Some(match (maker.as_str(), arguments) {
            ("new", _) => self.of_numbers(owner, path, arguments),
            ("from_element" | "repeat", [number]) => self.of_one_number(path, None, number),
            ("from_element", [length, number]) => self.of_one_number(path, Some(length), number),
            ("from" | "from_vec" | "from_column_slice" | "from_iterator", [list]) => self.of_list(path, list),
            _ => self.unsupported(expr),
        })
    }

    /// A complex number from its parts, or from a modulus and an argument.
    fn complex(
        &mut self,
        expr: &'t Expr,
        path: &Path,
        maker: &str,
        arguments: &'t [Expr],
    ) -> Option<Value<'t>> {
        let ids: Vec<Option<Id>> = arguments.iter().map(|argument| self.operand(argument)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let zero = self.graph.zero();
        let turned = |lowering: &mut Self, name: &str, angle: Id| {
            Some(lowering.graph.make(Node::Apply(Function::find(name, true)?, vec![angle])))
        };
        let (re, im) = match (maker, ids.as_slice()) {
            ("new", &[re, im]) => (re, im),
            ("from", &[re]) => (re, zero),
            ("cis", &[angle]) => (turned(self, "cos", angle)?, turned(self, "sin", angle)?),
            ("from_polar", &[modulus, angle]) => {
                let (cos, sin) = (turned(self, "cos", angle)?, turned(self, "sin", angle)?);
                let mut times = |part| self.graph.make(Node::Apply(Function::MUL, vec![modulus, part]));
                (times(cos), times(sin))
            }
            _ => return self.unsupported(expr),
        };
        let mut path = path.clone();
        if let Some(last) = path.segments.last_mut() {
            last.ident = format_ident!("new");
        }
        let mentions = vec![("__re".to_owned(), re), ("__im".to_owned(), im)];
        let whole = self.graph.constant(quote!(#path(__re, __im)), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = self.graph.is_active(re) || self.graph.is_active(im);
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        for (part, id) in [("re", re), ("im", im)] {
            if self.graph.is_active(id) {
                let field = self.graph.field_of(&place, &Field::Named(format_ident!("{part}")));
                self.store_at(field, id);
            }
        }
        Some(Value::Array(place))
    }

    /// Numbers in their places, row by row.
    fn of_numbers(&mut self, owner: &str, path: &Path, arguments: &'t [Expr]) -> Option<Value<'t>> {
        let ids: Vec<Option<Id>> = arguments.iter().map(|argument| self.operand(argument)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let krate = self.context.krate.clone();
        let zeros = vec![quote!(0.0); ids.len()];
        self.require(quote! {
            const _: () = { fn is_of_a_library() { let _ = || { #krate::support::linear::plain(&#path(#(#zeros),*)); }; } };
        });
        let words: Vec<_> = (0..ids.len()).map(|number| format_ident!("__part_{number}")).collect();
        let mentions = words.iter().map(ToString::to_string).zip(ids.iter().copied()).collect();
        let whole = self.graph.constant(quote!(#path(#(#words),*)), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = ids.iter().any(|&id| self.graph.is_active(id));
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        let columns = columns_of(owner);
        for (number, &id) in ids.iter().enumerate() {
            if !self.graph.is_active(id) {
                continue;
            }
            let index = match columns {
                None => self.graph.literal(&number.to_string(), Kind::Integer),
                Some(columns) => {
                    let (row, column) = (number / columns, number % columns);
                    let (row, column) = (syn::Index::from(row), syn::Index::from(column));
                    self.graph.constant(quote!((#row, #column)), Vec::new(), Vec::new(), false)
                }
            };
            let element = self.graph.at(&place, index);
            self.store_at(element, id);
        }
        Some(Value::Array(place))
    }

    /// The same number everywhere.
    fn of_one_number(
        &mut self,
        path: &Path,
        length: Option<&'t Expr>,
        number: &'t Expr,
    ) -> Option<Value<'t>> {
        let id = self.operand(number)?;
        let mut mentions = vec![("__number".to_owned(), id)];
        let length = match length {
            Some(length) => {
                mentions.push(("__length".to_owned(), self.index(length)?));
                quote!(__length,)
            }
            None => TokenStream::new(),
        };
        let whole = self.graph.constant(quote!(#path(#length __number)), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = self.graph.is_active(id);
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        if active {
            self.fill(&place, id);
        }
        Some(Value::Array(place))
    }

    /// The numbers of a list, one after the other.
    fn of_list(&mut self, path: &Path, list: &'t Expr) -> Option<Value<'t>> {
        let value = self.part_value(list)?;
        let from = self.memory(list, value)?;
        let krate = self.context.krate.clone();
        let mut mentions = Vec::new();
        let steps = self.graph.steps(&from, |index| {
            let name = format_ident!("__index_{}", mentions.len());
            mentions.push((name.to_string(), index));
            quote!(#name)
        });
        let name = self.graph.array(from.array).name.clone();
        let reference = matches!(list.bare().kind, ExprKind::Reference(..)) || from.borrowed;
        let lent = if self.graph.array(from.array).reference && from.path.is_empty() {
            quote!(&*#name)
        } else {
            quote!(&#name #steps)
        };
        let given = quote!(#krate::support::owned(#lent));
        let given = if reference { quote!(&#given) } else { given };
        let whole = self.graph.constant(quote!(#path(#given)), mentions, vec![from.array], false);
        let whole = if self.graph.array(from.array).constant { whole } else { self.pinned(whole) };
        let name = self.wanted_name("made");
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), true);
        let count = self.length(&from);
        self.count_up(count, &mut |lowering, index| {
            let element = lowering.graph.at(&from, index);
            let number = lowering.graph.element(element);
            let element = lowering.graph.at(&place, index);
            lowering.store_at(element, number);
        });
        Some(Value::Array(place))
    }
}

/// How many columns a type has that is called by them: none, where one index leads to a number.
fn columns_of(owner: &str) -> Option<usize> {
    let size = owner.strip_prefix("Matrix")?;
    size.chars().last()?.to_digit(10).map(|columns| columns as usize)
}
