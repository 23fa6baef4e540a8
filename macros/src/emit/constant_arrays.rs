//! What a `const fn` that takes or returns arrays is differentiated by: forward, once for each number that is
//! differentiated, in loops that count by themselves.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, Index, Type};

use super::emission::{Emission, ours};
use super::rows::{Rows, elements};
use crate::signature::{Parameter, Returns};

impl Emission<'_> {
    /// The functions that users call.
    pub(super) fn constant_functions(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        let (turbofish, names) = (self.turbofish(), &self.names);
        let none = TokenStream::new();
        let mut functions = self.constant_vjp(returned, gradient);
        if self.signature.returns == Returns::Scalar {
            functions.extend(self.method(
                "gradient",
                &none,
                gradient,
                |_| quote!(Self::value_and_gradient #turbofish(#(#names),*).1),
            ));
            functions.extend(self.method(
                "value_and_gradient",
                &none,
                &quote!((#returned, #gradient)),
                |_| quote!(Self::vjp #turbofish(#(#names,)* 1.0)),
            ));
        } else {
            functions.extend(self.method(
                "jacobian",
                &none,
                &Rows::of(self, returned, gradient).map_or_else(TokenStream::new, |rows| rows.jacobian),
                |_| quote!(Self::value_and_jacobian #turbofish(#(#names),*).1),
            ));
            functions.extend(self.constant_jacobian(returned, gradient));
        }
        if self.options.second_order && self.signature.returns == Returns::Scalar {
            functions.extend(self.constant_products(gradient));
        }
        functions
    }

    /// What callers use whose arrays are constant.
    pub(super) fn constant_partials(&self, returned: &TokenStream) -> TokenStream {
        let (turbofish, names) = (self.turbofish(), &self.names);
        let positions = self.signature.differentiated();
        let types = self.differentiated().into_iter().map(|parameter| self.owned_type(&parameter.declared));
        let types = self.by_parameter(&positions, &types.collect::<Vec<_>>());
        let slots = self.named("d_");
        let (value, pattern, slopes) =
            (ours("value"), self.gathered(&slots), self.by_parameter(&positions, &slots));
        self.hidden_forward("__partials", &TokenStream::new(), &quote!((#returned, #types)), |_| {
            quote! {
                let (#value, #pattern) = Self::value_and_gradient #turbofish(#(#names),*);
                (#value, #slopes)
            }
        })
    }

    fn value(&self) -> TokenStream {
        let (turbofish, names, function) = (self.turbofish(), &self.names, self.function_itself());
        if self.is_called_like_a_parameter() {
            let nothing = self.nothing_type();
            let zeros = |_, parameter: &Parameter| {
                let zeros = Self::filled_with(&parameter.declared, &quote!(0.0));
                quote!(&#zeros)
            };
            let blank = self.by_place("", zeros, &quote!(&#nothing));
            return quote!(Self::__push_forward #turbofish(#(#names,)* #blank).0);
        }
        quote!(#function #turbofish(#(#names),*))
    }

    fn constant_vjp(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        let [cotangent, slope, value, sums] = ["cotangent", "slope", "value", "sums"].map(ours);
        let extra = quote!(#cotangent: #returned);
        self.method("vjp", &extra, &quote!((#returned, #gradient)), |_| {
            let (call, zeros) = (self.value(), self.constant_zeros());
            let each = self.for_each_unit(&|field, along| {
                let additions = self
                    .for_each_output(&|output| quote!(#sums #field += #cotangent #output * #slope #output;));
                let forward = self.forward(along);
                quote!(let (_, #slope) = #forward; #additions)
            });
            quote!(let #value = #call; let mut #sums: #gradient = #zeros; #each (#value, #sums))
        })
    }

    fn constant_jacobian(&self, returned: &TokenStream, gradient: &TokenStream) -> TokenStream {
        let Some(rows) = Rows::of(self, returned, gradient) else { return TokenStream::new() };
        let [slope, value, slopes] = ["slope", "value", "slopes"].map(ours);
        let (jacobian, values) = (&rows.jacobian, &rows.values);
        self.method("value_and_jacobian", &TokenStream::new(), &quote!((#values, #jacobian)), |_| {
            let (call, zeros) = (self.value(), rows.filled_with(&self.constant_zeros()));
            let each = self.for_each_unit(&|field, along| {
                let stores = self.for_each_output(&|output| {
                    let row = rows.row_of(output);
                    quote!(#slopes #row #field = #slope #output;)
                });
                let forward = self.forward(along);
                quote!(let (_, #slope) = #forward; #stores)
            });
            let values = rows.beside(&value);
            quote!(let #value = #call; let mut #slopes: #jacobian = #zeros; #each (#values, #slopes))
        })
    }

    fn constant_products(&self, gradient: &TokenStream) -> TokenStream {
        let (turbofish, names) = (self.turbofish(), &self.names);
        let [direction, product, all] = ["direction", "product", "all"].map(ours);
        let (given, unit, none) =
            (self.lent_from(&quote!(#direction)), self.lent("direction_"), self.lent("none_"));
        let zeros = self.constant_zeros();
        let mut functions = self.method("hvp", &quote!(#direction: #gradient), gradient, |_| {
            let blank = self.constant_units("none_");
            let each = self.for_each_unit(&|field, _| {
                quote! {
                    #product #field =
                        Self::__push_forward_twice #turbofish(#(#names,)* #unit #given #none).1.1;
                }
            });
            quote!(#blank let mut #product: #gradient = #zeros; #each #product)
        });
        let along = quote!(#direction: #gradient);
        functions.extend(self.method("gradient_and_hvp", &along, &quote!((#gradient, #gradient)), |_| {
            quote!((Self::gradient #turbofish(#(#names),*), Self::hvp #turbofish(#(#names,)* #direction)))
        }));
        let types =
            self.differentiated().into_iter().map(|parameter| self.filled(&parameter.declared, gradient));
        let returned = self.gathered(&types.collect::<Vec<_>>());
        functions.extend(self.method("hessian", &TokenStream::new(), &returned, |_| {
            let rows = self.differentiated().into_iter().map(|parameter| {
                let blank = self.constant_zeros();
                Self::filled_with(&parameter.declared, &blank)
            });
            let blank = self.gathered(&rows.collect::<Vec<_>>());
            let unit = self.gathered(&self.named("direction_"));
            let each = self
                .for_each_unit(&|field, _| quote!(#all #field = Self::hvp #turbofish(#(#names,)* #unit);));
            quote!(let mut #all: #returned = #blank; #each #all)
        }));
        functions
    }

    /// The value and its slope along a direction.
    fn forward(&self, along: &TokenStream) -> TokenStream {
        let (turbofish, names) = (self.turbofish(), &self.names);
        quote!(Self::__push_forward #turbofish(#(#names,)* #along))
    }

    /// What is handed over of a direction in the form of the gradient.
    fn lent_from(&self, direction: &TokenStream) -> TokenStream {
        let fields = self.fields();
        let nothing = self.nothing_type();
        let mut fields = fields.into_iter();
        let places = self.signature.parameters.iter().map(|parameter| {
            if !parameter.differentiated {
                return quote!(&#nothing);
            }
            let field = fields.next();
            quote!(&#direction #field)
        });
        quote!(#(#places,)*)
    }

    /// How each parameter's part of the gradient is read from it.
    pub(super) fn fields(&self) -> Vec<TokenStream> {
        let parameters = self.differentiated();
        let numbers = parameters.iter().all(|parameter| parameter.rank == 0);
        let field = |number: usize| {
            let index = Index::from(number);
            match parameters.len() {
                1 => TokenStream::new(),
                _ if numbers => quote!([#index]),
                _ => quote!(.#index),
            }
        };
        (0..parameters.len()).map(field).collect()
    }

    /// Zeros in the form of the gradient.
    fn constant_zeros(&self) -> TokenStream {
        let zeros = self
            .differentiated()
            .into_iter()
            .map(|parameter| Self::filled_with(&parameter.declared, &quote!(0.0)));
        self.gathered(&zeros.collect::<Vec<_>>())
    }

    /// Zeros for each parameter, by name.
    fn constant_units(&self, prefix: &str) -> TokenStream {
        let parameters = self.differentiated().into_iter().zip(self.named(prefix));
        parameters
            .map(|(parameter, name)| {
                let kind = self.owned_type(&parameter.declared);
                let zeros = Self::filled_with(&parameter.declared, &quote!(0.0));
                quote!(let mut #name: #kind = #zeros;)
            })
            .collect()
    }

    /// What is done for each number that is differentiated, from its place in the gradient and the direction along it.
    fn for_each_unit(&self, body: &dyn Fn(&TokenStream, &TokenStream) -> TokenStream) -> TokenStream {
        let along = self.lent("direction_");
        let mut code = self.constant_units("direction_");
        let fields = self.fields();
        for ((parameter, name), field) in
            self.differentiated().into_iter().zip(self.named("direction_")).zip(&fields)
        {
            code.extend(Self::counting(&parameter.declared, "i", &mut |path| {
                let inner = body(&quote!(#field #path), &along);
                quote! {
                    #name #path = 1.0;
                    #inner
                    #name #path = 0.0;
                }
            }));
        }
        code
    }

    /// What is done for each number of the result, from its place in it.
    fn for_each_output(&self, body: &dyn Fn(&TokenStream) -> TokenStream) -> TokenStream {
        let several = self.signature.tuple;
        let parts = self.signature.returned.iter().enumerate().map(|(number, declared)| {
            let number = Index::from(number);
            let field = several.then(|| quote!(.#number));
            Self::counting(declared, "j", &mut |path| body(&quote!(#field #path)))
        });
        parts.collect()
    }

    /// Loops over the indices that lead to the numbers of a type.
    fn counting(
        declared: &Type,
        prefix: &str,
        body: &mut dyn FnMut(&TokenStream) -> TokenStream,
    ) -> TokenStream {
        let mut lengths: Vec<&Expr> = Vec::new();
        let mut within = declared;
        while let Some((element, Some(length))) = elements(within) {
            lengths.push(length);
            within = element;
        }
        let indices: Vec<Ident> =
            (1..=lengths.len()).map(|depth| ours(&format!("{prefix}{depth}"))).collect();
        let mut code = body(&quote!(#([#indices])*));
        for (index, length) in indices.iter().zip(lengths).rev() {
            code = quote! {
                let mut #index = 0;
                while #index < #length {
                    #code
                    #index += 1;
                }
            };
        }
        code
    }

    /// A value of this type with something in place of each number.
    pub(super) fn filled_with(declared: &Type, number: &TokenStream) -> TokenStream {
        match elements(declared) {
            Some((element, Some(length))) => {
                let element = Self::filled_with(element, number);
                quote!([#element; #length])
            }
            _ => number.clone(),
        }
    }
}
