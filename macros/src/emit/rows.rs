//! Something for each number of a value: the rows of a Jacobian, for each number of the result, and those of a Hessian,
//! for each number of the gradient.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::{Index, Type};

use super::emission::{Emission, ours};
use crate::signature::{Returns, strip, vector_element};

/// One of the values that a function returns or takes.
struct Part {
    declared: Type,
    /// How it is read from all of them.
    field: TokenStream,
}

/// The way from a value to a number in it.
#[derive(Default)]
pub(super) struct Path {
    steps: TokenStream,
    depth: usize,
}

impl Path {
    fn then(&self, step: &TokenStream) -> Path {
        let steps = &self.steps;
        Path { steps: quote!(#steps #step), depth: self.depth + 1 }
    }
}

/// How the values stand together.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Single,
    Tuple,
    /// Numbers in a tuple, of which the rows stand in an array.
    Numbers,
}

/// The rows of the Jacobian of a function.
pub(super) struct Rows<'e> {
    emission: &'e Emission<'e>,
    parts: Vec<Part>,
    form: Form,
    /// The type of the Jacobian, and the type of the values beside it.
    pub(super) jacobian: TokenStream,
    pub(super) values: TokenStream,
}

impl<'e> Rows<'e> {
    /// `None` for one number, which has a gradient instead, and for structs.
    pub(super) fn of(
        emission: &'e Emission,
        returned: &TokenStream,
        gradient: &TokenStream,
    ) -> Option<Rows<'e>> {
        let signature = emission.signature;
        // A struct has no place for a gradient of each of its numbers.
        if signature.returns_structs() {
            return None;
        }
        let form = match signature.returns {
            Returns::Scalar => return None,
            Returns::Tuple(_) => Form::Numbers,
            _ if signature.tuple => Form::Tuple,
            _ => Form::Single,
        };
        let parts = signature.returned.iter().enumerate().map(|(number, declared)| {
            let number = Index::from(number);
            let field = if form == Form::Single { TokenStream::new() } else { quote!(.#number) };
            Part { declared: declared.clone(), field }
        });
        let parts: Vec<Part> = parts.collect();
        let (scalar, count) = (&emission.scalar, Literal::usize_unsuffixed(parts.len()));
        let types = parts.iter().map(|part| emission.filled(&part.declared, gradient));
        let (jacobian, values) = match form {
            Form::Single => (quote!(#(#types)*), returned.clone()),
            Form::Tuple => (quote!((#(#types,)*)), returned.clone()),
            Form::Numbers => (quote!([#gradient; #count]), quote!([#scalar; #count])),
        };
        Some(Rows { emission, parts, form, jacobian, values })
    }

    /// The value under this name, where it is needed to count by.
    pub(super) fn counted_by(&self, name: &Ident, value: &TokenStream) -> TokenStream {
        if self.parts.iter().any(|part| has_vector(&part.declared)) {
            quote!(let #name = #value;)
        } else {
            TokenStream::new()
        }
    }

    /// A row for each number, from the cotangent that is one for this number, else zero.
    pub(super) fn each(&self, value: &Ident, row: &dyn Fn(&TokenStream) -> TokenStream) -> TokenStream {
        let rows = self.parts.iter().map(|part| {
            let field = &part.field;
            Emission::for_each_number(&part.declared, &quote!(#value #field), &Path::default(), &|path| {
                row(&self.unit(value, part, path))
            })
        });
        match self.form {
            Form::Single => quote!(#(#rows)*),
            Form::Tuple => quote!((#(#rows,)*)),
            Form::Numbers => quote!([#(#rows),*]),
        }
    }

    /// What is done with each row of a Jacobian, by name, and its cotangent.
    pub(super) fn over(
        &self,
        rows: &Ident,
        value: &Ident,
        body: &dyn Fn(&Ident, &TokenStream) -> TokenStream,
    ) -> TokenStream {
        let names: Vec<Ident> =
            (1..=self.parts.len()).map(|number| ours(&format!("{rows}{number}"))).collect();
        let loops =
            self.parts.iter().zip(&names).map(|(part, name)| {
                self.over_part((value, part), &part.declared, name, &Path::default(), body)
            });
        let pattern = match self.form {
            Form::Single => quote!(#(#names)*),
            Form::Tuple => quote!((#(#names,)*)),
            Form::Numbers => quote!([#(#names),*]),
        };
        quote!(let #pattern = #rows; #({ #loops })*)
    }

    fn over_part(
        &self,
        (value, part): (&Ident, &Part),
        declared: &Type,
        name: &Ident,
        path: &Path,
        body: &dyn Fn(&Ident, &TokenStream) -> TokenStream,
    ) -> TokenStream {
        if let Type::Tuple(tuple) = strip(declared) {
            let names: Vec<Ident> =
                (1..=tuple.elems.len()).map(|number| ours(&format!("{name}_{number}"))).collect();
            let fields = tuple.elems.iter().zip(&names).enumerate().map(|(number, (element, name))| {
                let number = Index::from(number);
                self.over_part((value, part), element, name, &path.then(&quote!(.#number)), body)
            });
            return quote!(let (#(#names,)*) = #name; #({ #fields })*);
        }
        let Some((element, _)) = elements(declared) else {
            return body(name, &self.unit(value, part, &path.steps));
        };
        let index = ours(&format!("i{}", path.depth + 1));
        let code = self.over_part((value, part), element, name, &path.then(&quote!([#index])), body);
        quote! {
            for (#index, #name) in ::core::iter::Iterator::enumerate(::core::iter::IntoIterator::into_iter(#name)) {
                #code
            }
        }
    }

    /// One for a number, else zero, in the form in which the function returns them.
    fn unit(&self, value: &Ident, of: &Part, path: &TokenStream) -> TokenStream {
        let (krate, seed, none, field) = (&self.emission.krate, ours("seed"), self.none(value), &of.field);
        quote! {{
            let mut #seed = #none;
            #seed #field #path = #krate::support::one();
            #seed
        }}
    }

    /// Zero for each number.
    pub(super) fn none(&self, value: &Ident) -> TokenStream {
        let zeros = self.parts.iter().map(|part| {
            let field = &part.field;
            self.emission.zeros_in_shape(&part.declared, &quote!(#value #field))
        });
        match self.form {
            Form::Single => quote!(#(#zeros)*),
            Form::Tuple | Form::Numbers => quote!((#(#zeros,)*)),
        }
    }

    /// A Jacobian of which each row is the same.
    pub(super) fn filled_with(&self, row: &TokenStream) -> TokenStream {
        let rows = self.parts.iter().map(|part| Emission::filled_with(&part.declared, row));
        match self.form {
            Form::Single => quote!(#(#rows)*),
            Form::Tuple => quote!((#(#rows,)*)),
            Form::Numbers => quote!([#(#rows),*]),
        }
    }

    /// Where the row of a number stands in the Jacobian, from where the number stands in the result.
    pub(super) fn row_of(&self, number: &TokenStream) -> TokenStream {
        let field = self.parts.iter().position(|part| part.field.to_string() == number.to_string());
        match (self.form, field) {
            (Form::Numbers, Some(field)) => quote!([#field]),
            _ => number.clone(),
        }
    }

    /// The values beside a Jacobian.
    pub(super) fn beside(&self, values: &Ident) -> TokenStream {
        let fields = self.parts.iter().map(|part| &part.field);
        if self.form == Form::Numbers { quote!([#(#values #fields),*]) } else { quote!(#values) }
    }

    /// What stands beside a Jacobian, as the function returns it.
    pub(super) fn returned(&self, values: &Ident) -> TokenStream {
        let numbers = (0..self.parts.len()).map(Index::from);
        if self.form == Form::Numbers { quote!((#(#values[#numbers],)*)) } else { quote!(#values) }
    }
}

impl Emission<'_> {
    /// The type with another one in place of each number.
    pub(super) fn filled(&self, declared: &Type, number: &TokenStream) -> TokenStream {
        if let Type::Tuple(tuple) = strip(declared) {
            let elements = tuple.elems.iter().map(|element| self.filled(element, number));
            return quote!((#(#elements,)*));
        }
        let Some((element, length)) = elements(declared) else { return number.clone() };
        let (krate, element) = (&self.krate, self.filled(element, number));
        match length {
            Some(length) => quote!([#element; #length]),
            None => quote!(#krate::support::Vec<#element>),
        }
    }

    /// What there is for each number of a value, from the indices that lead to the number.
    pub(super) fn for_each_number(
        declared: &Type,
        value: &TokenStream,
        path: &Path,
        of_number: &dyn Fn(&TokenStream) -> TokenStream,
    ) -> TokenStream {
        if let Type::Tuple(tuple) = strip(declared) {
            let fields = tuple.elems.iter().enumerate().map(|(number, element)| {
                let number = Index::from(number);
                let path = path.then(&quote!(.#number));
                Self::for_each_number(element, &quote!(#value.#number), &path, of_number)
            });
            return quote!((#(#fields,)*));
        }
        let Some((element, length)) = elements(declared) else { return of_number(&path.steps) };
        let index = ours(&format!("i{}", path.depth + 1));
        let path = path.then(&quote!([#index]));
        let inner = Self::for_each_number(element, &quote!(#value[#index]), &path, of_number);
        if length.is_some() {
            return quote!(::core::array::from_fn(|#index| #inner));
        }
        quote!(::core::iter::Iterator::collect(::core::iter::Iterator::map(0..#value.len(), |#index| #inner)))
    }

    /// Zeros in the shape of a value.
    fn zeros_in_shape(&self, declared: &Type, value: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        if let Type::Tuple(tuple) = strip(declared) {
            let zeros = tuple.elems.iter().enumerate().map(|(number, element)| {
                let number = Index::from(number);
                self.zeros_in_shape(element, &quote!(#value.#number))
            });
            return quote!((#(#zeros,)*));
        }
        match elements(declared) {
            None => self.zero(),
            Some(_) if has_vector(declared) => quote!(#krate::support::zeros_like(&#value)),
            Some((element, length)) => {
                let element = self.zeros_in_shape(element, value);
                quote!([#element; #length])
            }
        }
    }
}

/// What the elements of an array or a vector are, and how many there are, if the type says it.
pub(super) fn elements(declared: &Type) -> Option<(&Type, Option<&syn::Expr>)> {
    match strip(declared) {
        Type::Array(array) => Some((&array.elem, Some(&array.len))),
        Type::Slice(slice) => Some((&slice.elem, None)),
        Type::Path(path) => Some((vector_element(path)?, None)),
        _ => None,
    }
}

pub(super) fn has_vector(declared: &Type) -> bool {
    elements(declared).is_some_and(|(element, length)| length.is_none() || has_vector(element))
}
