//! Calls of functions by their paths: those of the float types, other differentiated functions, and their derivatives.

use proc_macro2::TokenStream;
use quote::quote;

use super::Lowering;
use super::arithmetic::float_method;
use super::value::Value;
use crate::elementary::{Function, Kind, SEVERAL};
use crate::ir::{Id, Node, Output, Part};
use crate::outputs::Results;
use crate::region::{Action, Argument, Array, Call, CallShape, Callee, Form, Layout, Place, Target, Wrapped};
use crate::signature::Returns;
use crate::syntax::{
    Derivative, Expr, ExprKind, Method, Ty, Type, derivative, is_other_derivative, is_struct, is_variant,
    made_by_closure,
};
use crate::table::methods::is_conversion;

/// What a call gives, as far as its use shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Number,
    List(usize),
    /// A number or an array, which is only handed on.
    Any,
    /// A struct or a list of structs, with the fields that are looked at.
    Struct(Layout),
    Tuple(Vec<Shape>),
}
use super::callable::function_of;

impl Shape {
    fn is_of_numbers(&self) -> bool {
        match self {
            Shape::Number => true,
            Shape::Tuple(parts) => parts.iter().all(|part| *part == Shape::Number),
            _ => false,
        }
    }

    /// The same, where what may be anything is a number.
    pub(super) fn or_numbers(self) -> Shape {
        match self {
            Shape::Any => Shape::Number,
            Shape::Tuple(parts) => Shape::Tuple(parts.into_iter().map(Shape::or_numbers).collect()),
            other => other,
        }
    }

    fn call_shape(&self) -> CallShape {
        match self {
            Shape::Tuple(parts) => CallShape::Tuple(parts.iter().map(Shape::call_shape).collect()),
            _ => CallShape::Single,
        }
    }
}

impl<'t> Lowering<'t, '_> {
    pub(super) fn shape_of(&self, ty: Ty) -> Shape {
        match self.types.get(ty) {
            Type::List(_) if self.layout_of(ty).has_fields() => Shape::Struct(self.layout_of(ty)),
            Type::List(_) => Shape::List(self.types.rank(ty)),
            Type::Tuple(parts) => Shape::Tuple(parts.iter().map(|&part| self.shape_of(part)).collect()),
            Type::Unknown | Type::Other | Type::Choice => Shape::Any,
            Type::Record(_) | Type::Matrix(_) => Shape::Struct(self.layout_of(ty)),
            _ => Shape::Number,
        }
    }

    pub(super) fn call(
        &mut self,
        expr: &'t Expr,
        callee: &'t Expr,
        arguments: &'t [Expr],
    ) -> Option<Value<'t>> {
        if let Some(found) = self.run_for_value(expr) {
            return found;
        }
        let is_closure = matches!(callee.bare().kind, ExprKind::Local(_));
        if is_closure && self.is_constant(expr) {
            return self.constant(expr).map(Value::Number);
        }
        if let Some(result) = self.closure_call(callee, arguments) {
            return result;
        }
        if let Some(result) = self.exchanged(callee, arguments) {
            return result;
        }
        if let Some(found) = self.attempt_that_writes(expr) {
            return found;
        }
        if let Some(value) = self.call_that_writes(expr, callee, arguments, (Results::Both, Wrapped::No)) {
            return value;
        }
        if let (ExprKind::Path(path), Type::Option(_)) = (&callee.bare().kind, self.type_of(expr))
            && is_variant(&path.path, &["Err"])
        {
            let never = self.graph.boolean(false);
            return self.nothing_of(expr.ty).map(|nothing| Value::Option(never, Box::new(nothing)));
        }
        let names = callee.function_names();
        if let Some(name) = float_method(&names, self.context.signature.number.as_ref()) {
            return self.call_of_float(expr, callee, arguments, &name);
        }
        if let Some(queue) = self.queue(expr, callee, arguments) {
            return queue;
        }
        // What a function counts, or finds to be true or false, has no slope.
        if self.is_constant(expr) || self.is_counted(expr) {
            return self.counted_by_call(expr).map(Value::Number);
        }
        if let ExprKind::Path(path) = &callee.bare().kind
            && let Some(made) = self.made_matrix(expr, &path.path, arguments)
        {
            return made;
        }
        let is_function =
            matches!(self.type_of(expr), Type::Real | Type::List(_) | Type::Tuple(_) | Type::Option(_));
        let last_two: Vec<&str> = names.iter().rev().take(2).rev().map(String::as_str).collect();
        match (last_two.as_slice(), arguments) {
            ([.., name], arguments) if is_struct(name) && !is_function => {
                if let ExprKind::Path(path) = &callee.bare().kind {
                    return self.tuple_struct(&path.path, arguments);
                }
            }
            (["Vec", "from"], [list]) => {
                let value = self.part_value(list)?;
                return self.new_vector(list, value);
            }
            (["array", "from_fn"] | ["from_fn"], [closure]) if made_by_closure(arguments) => {
                return self.made_by_function(expr, callee, closure);
            }
            (["Some" | "Ok"] | ["Option", "Some"] | ["Result", "Ok"], [value]) => {
                let value = self.own_part(value)?;
                let always = self.graph.boolean(true);
                return Some(Value::Option(always, Box::new(value)));
            }
            _ => {}
        }
        if let Some(held) = self.attempted(expr) {
            return self.attempt(expr, held);
        }
        self.call_of(callee, arguments, self.shape_of(expr.ty))
    }

    /// The same where a pattern shows how many values a list has.
    pub(super) fn call_of_several(
        &mut self,
        expr: &'t Expr,
        callee: &'t Expr,
        arguments: &'t [Expr],
        count: usize,
    ) -> Option<Value<'t>> {
        let plain = matches!(callee.bare().kind, ExprKind::Path(_))
            && derivative(callee).is_none()
            && !self.is_of_function_type(callee)
            && !self.is_constant(expr)
            && arguments.iter().all(|argument| argument.as_closure().is_none());
        let numbers = || {
            arguments.iter().all(|argument| {
                let has_parts =
                    matches!(self.type_of(argument), Type::Tuple(_)) || self.needs_room(argument.ty);
                !has_parts && self.shape_of(argument.ty) != Shape::Any
            })
        };
        let element = match self.types.get(expr.ty) {
            Type::List(element) => self.types.rank(*element),
            _ => 1,
        };
        if plain && element == 0 && numbers() && float_method(&callee.function_names(), None).is_none() {
            return self.call_of_numbers(callee, arguments, Returns::Array(count));
        }
        self.part_value(expr)
    }

    fn call_of_float(
        &mut self,
        expr: &'t Expr,
        callee: &'t Expr,
        arguments: &'t [Expr],
        name: &str,
    ) -> Option<Value<'t>> {
        if self.is_constant(expr) && Function::method(name).is_none() {
            return self.constant(expr).map(Value::Number);
        }
        if is_conversion(name) && arguments.len() == 1 {
            return self.operand(&arguments[0]).map(Value::Number);
        }
        let ids: Vec<Option<Id>> = arguments.iter().map(|argument| self.operand(argument)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        if let Some((_, parts)) = SEVERAL.iter().find(|(known, _)| *known == name)
            && let &[id] = ids.as_slice()
        {
            return Some(self.several(parts, id));
        }
        let Some(function) = Function::method(name) else {
            let what = format!("there is no derivative of `{}`", self.quoted(callee));
            let help = super::suggest::suggestion(name).map_or_else(
                || "write it with arithmetic and the functions that can be differentiated".to_owned(),
                |meant| format!("did you mean {meant}?"),
            );
            self.errors.report_wrong_rust(callee.spans, what, help);
            return None;
        };
        let expressions: Vec<&Expr> = arguments.iter().collect();
        self.elementary(expr, &callee.spans, function, &expressions, &ids).map(Value::Number)
    }

    /// `x.sin_cos()`
    pub(super) fn several(&mut self, parts: &[&str], id: Id) -> Value<'t> {
        let functions = parts.iter().filter_map(|name| Function::find(name, true));
        Value::Tuple(
            functions
                .map(|function| Value::Number(self.graph.make(Node::Apply(function, vec![id]))))
                .collect(),
        )
    }

    /// A function by its path, on values that are known.
    pub(super) fn called_by_path(&mut self, function: &'t Expr, values: Vec<Value<'t>>) -> Option<Value<'t>> {
        let name = float_method(&function.function_names(), self.context.signature.number.as_ref());
        if let (Some("total_cmp" | "partial_cmp"), [a, b]) = (name.as_deref(), values.as_slice()) {
            let total = name.as_deref() == Some("total_cmp");
            let (a, b) = (self.number_of(function, a.clone())?, self.number_of(function, b.clone())?);
            return Some(Value::Ordering(a, b, total));
        }
        if let Some(row) = name.and_then(|name| Function::method(&name)) {
            let ids: Option<Vec<Id>> =
                values.into_iter().map(|value| self.number_of(function, value)).collect();
            let ids = ids?;
            let expressions = vec![function; ids.len()];
            return self.elementary(function, &function.spans, row, &expressions, &ids).map(Value::Number);
        }
        let path = self.callable(function)?;
        let forms: Vec<Form> = values.iter().map(|value| self.form_of(value)).collect();
        let mut arguments = Vec::new();
        for value in values {
            arguments.push(match value {
                Value::Array(place) => Argument::Array(place, Form::Plain),
                Value::Elements(values) => {
                    Argument::Array(self.stored(None, &values, true, false)?, Form::Plain)
                }
                other => Argument::Value(self.number_of(function, other)?),
            });
        }
        let numbers: Option<Vec<Id>> = arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(id) => Some(*id),
                Argument::Array(..) => None,
            })
            .collect();
        match numbers {
            Some(ids) if !self.is_of_function_type(function) => {
                let callee = self.graph.keep(path);
                let region = self.graph.current();
                let returns = Returns::Scalar;
                let call = self.graph.make(Node::Call { callee, arguments: ids, forms, returns, region });
                Some(Value::Number(self.graph.make(Node::Part { call, part: Part::Value(Output::Only) })))
            }
            _ => Some(self.perform_call(path, Callee::Itself, (arguments, forms), 0, &Shape::Number)),
        }
    }

    /// A method of an object, which has derivatives if it has the attribute.
    pub(super) fn method_of_object(
        &mut self,
        method: &'t Method,
        callee: Callee,
        shape: &Shape,
    ) -> Option<Value<'t>> {
        let given = self.arguments_of_method(method)?;
        let name = &method.name;
        Some(self.perform_call(quote!(.#name), callee, given, 0, shape))
    }

    /// A method is called on a place as it is.
    pub(super) fn receiver(&mut self, receiver: &'t Expr) -> Option<Argument> {
        if self.is_constant(receiver) && !self.is_in_changing_memory(receiver) {
            return self.constant_around(receiver, |receiver| quote!(&#receiver)).map(Argument::Value);
        }
        Some(match self.argument(receiver)?.0 {
            Argument::Array(place, _) => Argument::Array(place, Form::Reference),
            value @ Argument::Value(_) => value,
        })
    }

    /// What a method is called on, and its arguments.
    pub(super) fn arguments_of_method(&mut self, method: &'t Method) -> Option<(Vec<Argument>, Vec<Form>)> {
        let receiver = self.receiver(&method.receiver)?;
        let (mut arguments, mut forms) = self.arguments(&method.arguments)?;
        arguments.insert(0, receiver);
        forms.insert(0, Form::Plain);
        Some((arguments, forms))
    }

    fn call_of(&mut self, callee: &'t Expr, arguments: &'t [Expr], shape: Shape) -> Option<Value<'t>> {
        // A function of a module may be called `hessian`, and gives a number.
        let is_hessian = derivative(callee) == Some(Derivative::Hessian);
        if is_other_derivative(callee) || is_hessian && !shape.is_of_numbers() {
            self.errors.report(
                callee.spans,
                format!("`{}` is a second derivative, and third ones are not computed", self.tree.quoted(callee)),
                "call `gradient`, `jacobian`, `jvp` or `vjp`, whose derivatives are the second ones of the function",
            );
            return None;
        }
        let called = derivative(callee);
        if self.is_of_function_type(callee) {
            return self.call_of_function_type(callee, arguments, &shape);
        }
        let takes_numbers = arguments.iter().all(|argument| !self.may_be_list(argument));
        if called.is_none() && takes_numbers && shape.is_of_numbers() {
            let returns = match &shape {
                Shape::Tuple(parts) => Returns::Tuple(parts.len()),
                _ => Returns::Scalar,
            };
            return self.call_of_numbers(callee, arguments, returns);
        }
        if self.is_flat() && called.is_none() && takes_numbers {
            return self.call_of_numbers(callee, arguments, Returns::Scalar);
        }
        if called.is_some() && self.context.second_order {
            self.errors.report(
                callee.spans,
                format!("`{}` would have to be differentiated three times in all", self.tree.quoted(callee)),
                "leave `order = 2` out of this function",
            );
            return None;
        }
        let path = match called {
            Some(_) => function_of(callee)?,
            None => {
                let path = self.callable(callee);
                if path.is_none() {
                    for argument in arguments {
                        self.part_value(argument);
                    }
                }
                path?
            }
        };
        let own = arguments.len().saturating_sub(called.map_or(0, Derivative::more_arguments));
        let given = self.arguments_of(callee, &arguments[..own]);
        let mut directions = Vec::new();
        for along in &arguments[own..] {
            match &along.bare().kind {
                ExprKind::Tuple(parts) => {
                    directions
                        .extend(parts.iter().map(|part| self.argument(part).map(|(argument, _)| argument)));
                }
                _ => directions.extend(self.arguments_of_parts(along)),
            }
        }
        let (mut given, mut forms) = given?;
        given.extend(directions.into_iter().collect::<Option<Vec<_>>>()?);
        forms.resize(given.len(), Form::Plain);
        let (direction, given) = (given.len() - own, (given, forms));
        let kind = match (called, &callee.bare().kind) {
            (Some(_), ExprKind::Path(path)) => path
                .path
                .segments
                .last()
                .map_or(Callee::Itself, |name| Callee::Derivative(name.ident.clone())),
            _ => Callee::Itself,
        };
        Some(self.perform_call(path, kind, given, direction, &shape))
    }

    /// A call of a function of numbers, which is an expression.
    fn call_of_numbers(
        &mut self,
        callee: &'t Expr,
        arguments: &'t [Expr],
        returns: Returns,
    ) -> Option<Value<'t>> {
        let call = self.node_of_call(callee, arguments, returns)?;
        let mut part =
            |output| Value::Number(self.graph.make(Node::Part { call, part: Part::Value(output) }));
        Some(match returns {
            Returns::Tuple(count) => {
                Value::Tuple((0..count).map(|position| part(Output::TupleField(position))).collect())
            }
            Returns::Array(count) => {
                Value::Elements((0..count).map(|position| part(Output::Element(position))).collect())
            }
            _ => part(Output::Only),
        })
    }

    pub(super) fn node_of_call(
        &mut self,
        callee: &'t Expr,
        arguments: &'t [Expr],
        returns: Returns,
    ) -> Option<Id> {
        let path = self.callable(callee);
        let ids: Vec<Option<(Id, Form)>> =
            arguments.iter().map(|argument| self.argument_node(argument)).collect();
        let (ids, mut forms): (Vec<Id>, Vec<Form>) =
            ids.into_iter().collect::<Option<Vec<_>>>()?.into_iter().unzip();
        if self.is_of_this(callee, arguments) {
            forms[0] = Form::This;
        }
        let path = path?;
        for (argument, &id) in arguments.iter().zip(&ids) {
            if self.graph.is_active(id) {
                self.real(argument, id)?;
            }
        }
        let callee = self.graph.keep(path);
        let region = self.graph.current();
        Some(self.graph.make(Node::Call { callee, arguments: ids, forms, returns, region }))
    }

    pub(super) fn perform_call(
        &mut self,
        path: TokenStream,
        callee: Callee,
        (arguments, forms): (Vec<Argument>, Vec<Form>),
        direction: usize,
        shape: &Shape,
    ) -> Value<'t> {
        let active = arguments.iter().any(|argument| match argument {
            Argument::Value(id) => self.graph.is_active(*id),
            Argument::Array(place, _) => self.graph.array(place.array).active,
        });
        let function = self.graph.keep(path);
        let (mut targets, mut results) = (Vec::new(), Vec::new());
        let value = self.targets(shape, active, &mut targets, &mut results);
        let call = Call { function, callee, arguments, forms, direction, targets, shape: shape.call_shape() };
        let statement = self.graph.perform(Action::Call(call), &results);
        let mut numbers = self.graph.statement(statement).results.clone().into_iter();
        value.map(&mut |id| numbers.next().unwrap_or(id))
    }

    /// Where the parts of a result go to; the numbers among them stand for those that the statement has.
    fn targets(
        &mut self,
        shape: &Shape,
        active: bool,
        targets: &mut Vec<Target>,
        results: &mut Vec<(Kind, bool)>,
    ) -> Value<'t> {
        let layout = match shape {
            Shape::Number => {
                targets.push(Target::Number);
                results.push((Kind::Real, active));
                return Value::Number(self.graph.zero());
            }
            Shape::Tuple(parts) => {
                return Value::Tuple(
                    parts.iter().map(|part| self.targets(part, active, targets, results)).collect(),
                );
            }
            Shape::List(rank) => Layout::from(*rank),
            // In memory, whatever it is.
            Shape::Any => Layout::Whole,
            Shape::Struct(layout) => layout.clone(),
        };
        let name = self.wanted_name("called");
        let name = self.names.unique_array(&name);
        let home = self.graph.current();
        let array = self.graph.new_array(Array {
            name,
            layout,
            kind: Kind::Real,
            active,
            constant: false,
            parameter: None,
            home,
            cotangent: None,
            tangent: None,
            derivative: false,
            reference: false,
            vector: false,
            late: false,
            again: false,
            filled: false,
        });
        targets.push(Target::Array(array));
        Value::Array(Place::of(array))
    }
}

/// Whether an expression gives what a call does, or a part of it.
pub(super) fn gives_call(expr: &Expr) -> bool {
    let block = |block: &crate::syntax::Block| block.tail.as_ref().is_some_and(|tail| gives_call(tail));
    match &expr.behind().kind {
        ExprKind::Call(..) => true,
        ExprKind::Block(inner, _) => block(inner),
        ExprKind::If(branch) => block(&branch.then) || branch.otherwise.as_ref().is_some_and(gives_call),
        ExprKind::Match(choice) => choice.arms.iter().any(|arm| gives_call(&arm.body)),
        ExprKind::Field(whole, _) | ExprKind::Index(whole, _) => gives_call(whole),
        _ => false,
    }
}
