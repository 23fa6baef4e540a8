//! The signature of the function: what is differentiated, what is constant, what is returned.

mod generic;
mod number;
mod parameters;
mod returned;
mod types;

use proc_macro2::Ident;
use syn::{ItemFn, ReturnType, Type};

use crate::elementary::Kind;
use crate::errors::Errors;
use crate::ir::Float;
use crate::options::Options;
use crate::outputs::Written;
use crate::table::matrices;
use generic::{FunctionType, function_types, is_inferred};
use number::{alias, common_float, hold_other_floats, number_parameter};
pub(crate) use number::{is_float_trait, may_be_aliases, with_number};
use parameters::{choose, differentiate_if_numbers, parameter, refuse_qualifiers};
pub(crate) use returned::held_type;
use returned::{fallible, returned_types, returns};
pub(crate) use returned::{holding, returns_fields};
use types::is_plain;
pub(crate) use types::{depth_of, element_type};
pub(crate) use types::{float_of, kind_of, length_of, rank_of, strip, vector_element};

#[derive(Clone)]
pub(crate) struct Signature {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) float: Float,
    /// The float type as the user spells it.
    pub(crate) scalar: Type,
    pub(crate) returns: Returns,
    /// The type of what is returned, element by element if it is a tuple.
    pub(crate) returned: Vec<Type>,
    pub(crate) tuple: bool,
    /// The whole type that is returned, as it is written.
    pub(crate) output: Option<Type>,
    pub(crate) generics: syn::Generics,
    /// The type parameter that stands for the float type, or another name of that type.
    pub(crate) number: Option<Ident>,
    /// The type parameters that stand for differentiated functions.
    functions: Vec<FunctionType>,
    /// Whether it stands in an `impl`, and its derivatives beside it.
    pub(crate) is_method: bool,
    /// The type that may hold no value, if such a one is returned: `Option<f64>`, `Result<f64, Error>`. All else that is said of what
    /// is returned is said of what it holds.
    pub(crate) fallible: Option<Type>,
    /// What the function is called.
    pub(crate) function: Ident,
    /// The parameters that the function itself writes to.
    pub(crate) written: Vec<Written>,
    /// What is returned where the function leaves early, if its results are what it writes.
    pub(crate) result: Option<syn::Expr>,
    /// The option or the result that the function leaves, if its results tell whether that holds something.
    pub(crate) attempted: Option<Type>,
}

#[derive(Clone)]
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    pub(crate) declared: Type,
    pub(crate) kind: Kind,
    pub(crate) differentiated: bool,
    /// How many indices lead to a number.
    pub(crate) rank: usize,
    pub(crate) reference: bool,
    pub(crate) mutable: bool,
    /// Whether there are tuples or structs in what is differentiated.
    pub(crate) has_fields: bool,
    /// Whether it is a function, handed over by value: a reference to it is one, too.
    pub(crate) function: bool,
}

impl Parameter {
    fn can_be_differentiated(&self) -> bool {
        self.kind == Kind::Real || self.rank > 0
    }
}

/// What the function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Returns {
    Scalar,
    Tuple(usize),
    Array(usize),
    /// Several values with arrays among them, or an array of a length that is not in the source.
    Composite,
}

impl Returns {
    /// How many values there are.
    pub(crate) fn count(self) -> usize {
        match self {
            Returns::Scalar => 1,
            Returns::Tuple(count) | Returns::Array(count) => count,
            Returns::Composite => 0,
        }
    }
}

impl Signature {
    /// `None` after errors that leave nothing to work with.
    ///
    /// A parameter that `wrt` names is a struct rather than a number of another name if it is among `structs`, as the function looks at its
    /// fields.
    ///
    /// A function of an `impl` block may have its type from the generic parameters around it.
    pub(crate) fn read(
        function: &ItemFn,
        options: &Options,
        around: Option<&syn::Generics>,
        structs: &[Ident],
        errors: &mut Errors,
    ) -> Option<Signature> {
        let before = errors.count();
        let fallible = fallible(function);
        let inside = fallible.as_ref().and_then(held_type).map(|held| {
            // Without the body, which may be deep: nobody looks at it here.
            let mut sig = function.sig.clone();
            sig.output = syn::parse_quote!(-> #held);
            syn::parse_quote!(#sig {})
        });
        let whole = function;
        let function = inside.as_ref().unwrap_or(function);
        refuse_qualifiers(function, around.is_some(), options, errors);
        let number = number_parameter(&function.sig.generics)
            .or_else(|| around.and_then(number_parameter))
            .or_else(|| alias(function, options, structs));
        let generics = function.sig.generics.clone();
        let mut parameters: Vec<Parameter> = Vec::new();
        for (position, input) in function.sig.inputs.iter().enumerate() {
            parameters.extend(parameter(position, input, &generics, number.as_ref(), options, errors));
        }
        choose(&mut parameters, options, number.as_ref(), errors);
        let scalar = common_float(whole, &parameters, number.as_ref(), options, errors);
        let returns = returns(function, scalar.as_ref().map(|(float, _)| *float), number.as_ref(), errors);
        if errors.count() > before {
            return None;
        }
        let (float, scalar) = scalar?;
        hold_other_floats(&mut parameters, float, number.as_ref());
        let (returned, tuple) = returned_types(function);
        let output = match &function.sig.output {
            ReturnType::Type(_, declared) => Some((**declared).clone()),
            ReturnType::Default => None,
        };
        let functions = std::iter::once(&generics).chain(around).flat_map(function_types).collect();
        Some(Signature {
            parameters,
            float,
            scalar,
            returns: returns?,
            returned,
            tuple,
            output,
            generics,
            number,
            functions,
            is_method: around.is_some() || function.sig.receiver().is_some(),
            fallible,
            function: function.sig.ident.clone(),
            written: Vec::new(),
            result: None,
            attempted: None,
        })
    }

    /// Whether rustc alone knows which of the two float types it computes in.
    pub(crate) fn is_generic_over_floats(&self) -> bool {
        self.number.is_some() || matches!(&self.scalar, Type::Path(path) if path.qself.is_some())
    }

    /// Whether there are tuples or structs in one of the values that it returns.
    pub(crate) fn returns_fields(&self) -> bool {
        self.returns == Returns::Composite
            && self.returned.iter().any(|declared| returns_fields(&self.known(declared)))
    }

    /// Whether there are tuples or structs in what it is differentiated by, or in one of the values that it returns.
    pub(crate) fn has_fields(&self) -> bool {
        self.returns_fields()
            || self.parameters.iter().any(|parameter| parameter.differentiated && parameter.has_fields)
    }

    /// Whether a type of this name among the parameters says not what it holds: it is not that of another crate.
    pub(crate) fn has_own_type(&self, name: &str) -> bool {
        let is_own = |declared: &Type| match element_type(declared) {
            Type::Path(path) => path.path.is_ident(name) && matrices::held(path, None).is_none(),
            _ => false,
        };
        self.parameters.iter().map(|parameter| &parameter.declared).chain(&self.output).any(is_own)
    }

    /// Whether there are structs, or vectors and matrices of other crates, in what it returns.
    pub(crate) fn returns_structs(&self) -> bool {
        self.returned.iter().any(|declared| !is_plain(&self.known(declared)))
    }

    /// Whether it is differentiated by structs, or by vectors and matrices of other crates.
    pub(crate) fn takes_structs(&self) -> bool {
        self.parameters.iter().any(|parameter| {
            parameter.differentiated && parameter.has_fields && !is_plain(&self.known(&parameter.declared))
        })
    }

    /// Says that the function writes there. Where it returns nothing, what stood there before is constant, unless `wrt` names it, or there is
    /// nothing else to differentiate by.
    pub(crate) fn write_to(&mut self, written: &[Written], options: &Options) {
        self.written = written.to_vec();
        let is_place = |parameter: &Parameter| written.iter().any(|place| place.name == parameter.name);
        let is_only =
            self.parameters.iter().all(|parameter| !parameter.differentiated || is_place(parameter));
        if options.wrt.is_some() || is_only || !self.writes_results() {
            return;
        }
        for parameter in &mut self.parameters {
            parameter.differentiated &= !is_place(parameter);
        }
    }

    /// Whether its results are what it writes.
    pub(crate) fn writes_results(&self) -> bool {
        self.written.iter().any(|place| place.is_output)
    }

    /// A type with a float type for the parameter that stands for one.
    pub(crate) fn known(&self, declared: &Type) -> Type {
        with_number(declared, self.number.as_ref())
    }

    /// Whether arrays are differentiated, or returned as such.
    pub(crate) fn has_arrays(&self) -> bool {
        !self.is_flat()
    }

    /// Whether numbers alone go in and come out.
    pub(crate) fn is_flat(&self) -> bool {
        self.returns != Returns::Composite
            && self.parameters.iter().all(|parameter| parameter.rank == 0 || !parameter.differentiated)
    }

    /// Whether what stands for a type parameter is left to what is handed over.
    pub(crate) fn is_inferred(&self, generic: &Ident) -> bool {
        is_inferred(generic, &self.parameters)
    }

    /// Whether there are parameters of types that have no name: `f: impl Fn(f64) -> f64`.
    pub(crate) fn has_unnamed_types(&self) -> bool {
        self.parameters.iter().any(|parameter| matches!(strip(&parameter.declared), Type::ImplTrait(_)))
    }

    /// The positions of the parameters that are differentiated.
    pub(crate) fn differentiated(&self) -> Vec<usize> {
        (0..self.parameters.len()).filter(|&position| self.parameters[position].differentiated).collect()
    }

    /// The same function with every number differentiated, for callers that vary them all; arrays stay as they are.
    pub(crate) fn with_every_float(&self) -> Signature {
        let mut parameters = self.parameters.clone();
        for parameter in &mut parameters {
            parameter.differentiated |= parameter.can_be_differentiated() && parameter.rank == 0;
        }
        Signature { parameters, ..self.clone() }
    }

    /// The same with arrays and tuples of numbers, too, for callers that vary them and call a derivative.
    pub(crate) fn with_everything(&self) -> Signature {
        let mut parameters = self.parameters.clone();
        for parameter in parameters.iter_mut().filter(|parameter| !parameter.differentiated) {
            differentiate_if_numbers(parameter, self.number.as_ref());
        }
        Signature { parameters, ..self.clone() }
    }
}
