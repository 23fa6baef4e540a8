//! `#[derive(Differentiable)]`: a struct as something that functions are differentiated by.
//!
//! What comes in: a struct, with fields that are made of numbers and fields that are marked constant. What goes out: its tangent, which is the
//! struct itself where no field is constant, and what optimisers and emitted code ask of both.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Field, Fields, GenericParam, Generics, Index, Member, Path, Type};

use crate::errors::{Errors, quoted};
use crate::signature::{depth_of, held_type, rank_of, vector_element};
use crate::syntax::tokens::mentions;

/// A struct, and how its fields are treated.
struct Struct<'i> {
    input: &'i DeriveInput,
    krate: TokenStream,
    varying: Vec<Part<'i>>,
    constant: Vec<Part<'i>>,
    /// Whether tangents are of the same type.
    is_own_tangent: bool,
}

struct Part<'i> {
    member: Member,
    field: &'i Field,
}

pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    match read(&input, &mut errors) {
        Some(read) if errors.is_empty() => read.emit(),
        _ => errors.to_compile_errors(),
    }
}

fn read<'i>(input: &'i DeriveInput, errors: &mut Errors) -> Option<Struct<'i>> {
    let Data::Struct(data) = &input.data else {
        errors.report(
            &input.ident,
            format!("`{}` is no struct, and nothing else has fields to differentiate by", input.ident),
            "put the numbers into a struct",
        );
        return None;
    };
    let mut krate = quote!(::chainrule);
    let mut has_tangent = false;
    for attribute in own(&input.attrs) {
        match attribute.parse_args_with(Punctuated::<Choice, syn::Token![,]>::parse_terminated) {
            Ok(choices) => choices.into_iter().for_each(|choice| match choice {
                Choice::Crate(path) => krate = path.to_token_stream(),
                Choice::Tangent => has_tangent = true,
            }),
            Err(error) => errors.push(error),
        }
    }
    let (mut varying, mut constant) = (Vec::new(), Vec::new());
    for (position, field) in data.fields.iter().enumerate() {
        let member = match &field.ident {
            Some(name) => Member::Named(name.clone()),
            None => Member::Unnamed(Index::from(position)),
        };
        let marked = own(&field.attrs).map(|attribute| is_marked(attribute, errors)).count() > 0;
        if !marked && depth_of(boxed(&field.ty), true).is_none() {
            errors.report(
                &field.ty,
                format!("a field of type `{}` is no number, and not made of numbers", quoted(&field.ty)),
                "write `#[differentiate(constant)]` above it",
            );
        }
        if marked { &mut constant } else { &mut varying }.push(Part { member, field });
    }
    if varying.is_empty() {
        errors.report(
            &input.ident,
            format!("`{}` has no field to differentiate by", input.ident),
            "leave the attribute away: what is constant needs none",
        );
    }
    let is_own_tangent = constant.is_empty() && !has_tangent;
    Some(Struct { input, krate, varying, constant, is_own_tangent })
}

/// What stands in a box, or the type itself.
fn boxed(declared: &Type) -> &Type {
    let Type::Path(path) = declared else { return declared };
    let is_box = path.path.segments.last().is_some_and(|last| last.ident == "Box");
    if is_box { held_type(declared).map_or(declared, boxed) } else { declared }
}

fn own(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("differentiate"))
}

/// What may stand in the attribute above the struct.
enum Choice {
    Crate(Path),
    /// A tangent of a type of its own, though no field is constant: those of a field may be.
    Tangent,
}

impl Parse for Choice {
    fn parse(input: ParseStream) -> syn::Result<Choice> {
        if input.peek(syn::Token![crate]) {
            input.parse::<syn::Token![crate]>()?;
            input.parse::<syn::Token![=]>()?;
            return input.call(Path::parse_mod_style).map(Choice::Crate);
        }
        let name: Ident = input.parse()?;
        if name == "tangent" {
            return Ok(Choice::Tangent);
        }
        let wanted = "above a struct stands `#[differentiate(crate = path)]` or `#[differentiate(tangent)]`, for a `…Tangent` of its own";
        Err(syn::Error::new(name.span(), format!("unknown option `{name}`\n  = help: {wanted}")))
    }
}

fn is_marked(attribute: &Attribute, errors: &mut Errors) {
    let option: syn::Result<Ident> = attribute.parse_args();
    if option.as_ref().is_ok_and(|option| option == "constant") {
        return;
    }
    errors.report(
        &attribute.meta,
        format!("`{}` says nothing about a field", quoted(&attribute.meta)),
        "write `#[differentiate(constant)]` above a field that is held constant, and nothing above the others",
    );
}

impl Struct<'_> {
    fn emit(&self) -> TokenStream {
        let tangent = if self.is_own_tangent { TokenStream::new() } else { self.tangent() };
        let (differentiable, shapes, checks) = (self.differentiable(), self.shapes(), self.checks());
        quote! {
            #tangent
            #[allow(warnings, clippy::all, clippy::pedantic)]
            const _: () = {
                #differentiable
                #shapes
                #checks
            };
        }
    }

    fn tangent_name(&self) -> Ident {
        if self.is_own_tangent {
            self.input.ident.clone()
        } else {
            format_ident!("{}Tangent", self.input.ident)
        }
    }

    /// The generic parameters; the types among them that varying fields are made of are float types.
    fn generics(&self) -> Generics {
        let mut generics = self.input.generics.clone();
        let krate = &self.krate;
        let declared: TokenStream = self.varying.iter().map(|part| part.field.ty.to_token_stream()).collect();
        let numbers: Vec<Ident> = self
            .input
            .generics
            .type_params()
            .map(|parameter| parameter.ident.clone())
            .filter(|name| mentions(&declared, name))
            .collect();
        if !numbers.is_empty() {
            let clause = generics.make_where_clause();
            for (place, name) in numbers.iter().enumerate() {
                clause.predicates.push(if place == 0 {
                    syn::parse_quote!(#name: #krate::support::Real)
                } else {
                    // All numbers of a struct are of one type.
                    let first = &numbers[0];
                    syn::parse_quote! {
                        #name: #krate::Differentiable<Number = <#first as #krate::Differentiable>::Number, Tangent = #name>
                            + #krate::support::Shape<Owned = #name>
                            + #krate::support::Nothing
                            + ::core::clone::Clone
                            + ::core::fmt::Debug
                    }
                });
            }
        }
        generics
    }

    /// The generic parameters of tangents and extents: those alone that varying fields speak of, unless the struct is its own tangent.
    fn generics_of_tangent(&self) -> Generics {
        let generics = self.generics();
        if self.is_own_tangent { generics } else { self.spoken_of(generics) }
    }

    fn spoken_of(&self, mut generics: Generics) -> Generics {
        let declared: TokenStream = self.varying.iter().map(|part| part.field.ty.to_token_stream()).collect();
        let name = |parameter: &GenericParam| match parameter {
            GenericParam::Lifetime(lifetime) => lifetime.lifetime.ident.clone(),
            GenericParam::Type(kind) => kind.ident.clone(),
            GenericParam::Const(constant) => constant.ident.clone(),
        };
        let (kept, others): (Vec<GenericParam>, Vec<GenericParam>) =
            generics.params.into_iter().partition(|parameter| mentions(&declared, &name(parameter)));
        generics.params = kept.into_iter().collect();
        if let Some(clause) = &mut generics.where_clause {
            let predicates = std::mem::take(&mut clause.predicates).into_iter();
            let is_kept = |predicate: &syn::WherePredicate| {
                let predicate = predicate.to_token_stream();
                others.iter().all(|other| !mentions(&predicate, &name(other)))
            };
            clause.predicates = predicates.filter(is_kept).collect();
        }
        generics
    }

    /// What rustc is to say of a field that is not made of numbers, on its type.
    fn checks(&self) -> TokenStream {
        let krate = &self.krate;
        let generics = self.generics();
        let (with_bounds, _, clause) = generics.split_for_impl();
        let checks = self.varying.iter().map(|part| {
            let declared = &part.field.ty;
            let function =
                if self.is_own_tangent { quote!(is_own_tangent) } else { quote!(is_differentiable) };
            quote_spanned!(declared.span()=> #krate::support::#function::<#declared>();)
        });
        quote!(fn fields #with_bounds() #clause { #(#checks)* })
    }

    /// The struct without what is constant, and how that reads all the same: as zeros, to which one can add.
    fn tangent(&self) -> TokenStream {
        let Struct { input, krate, varying, constant, .. } = self;
        let (name, visibility, generics) = (self.tangent_name(), &input.vis, self.generics_of_tangent());
        let (with_bounds, names, clause) = generics.split_for_impl();
        let docs = format!(
            "A tangent of [`{}`]: a gradient by it, or a direction in which it changes.",
            input.ident
        );
        let declared: Vec<&Type> = varying.iter().map(|part| &part.field.ty).collect();
        let types = declared.iter().map(|declared| quote!(<#declared as #krate::Differentiable>::Tangent));
        let types: Vec<TokenStream> = types.collect();
        let visibilities: Vec<_> = varying.iter().map(|part| &part.field.vis).collect();
        let plain = |declared: &&Type| rank_of(declared).is_some();
        let compared = declared.iter().all(plain).then(|| quote!(PartialEq));
        // What is plainly numbers shows as such.
        let types = declared.iter().zip(types).map(|(declared, tangent)| match rank_of(declared) {
            Some(_) => declared.to_token_stream(),
            None => tangent,
        });
        let types: Vec<TokenStream> = types.collect();
        let is_tuple = matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Unnamed(_)));
        let fields = varying.iter().map(|part| &part.member);
        let body = if is_tuple {
            quote!((#(#visibilities #types),*) #clause;)
        } else {
            quote!(#clause { #(#[doc = "By the field of this name."] #visibilities #fields: #types),* })
        };
        let hidden = format_ident!("__{}Constants", input.ident);
        // Where fields have numbers for names, those of the tangent do without the ones that are constant.
        let constants: Vec<&Member> = constant
            .iter()
            .map(|part| &part.member)
            .filter(|member| matches!(member, Member::Named(_)))
            .collect();
        let reads = (!constants.is_empty()).then(|| {
            quote! {
                #[doc(hidden)]
                #[allow(warnings)]
                #visibility struct #hidden {
                    #(pub #constants: #krate::support::Constant),*
                }

                #[automatically_derived]
                impl #with_bounds ::core::ops::Deref for #name #names #clause {
                    type Target = #hidden;

                    fn deref(&self) -> &#hidden {
                        const { &#hidden { #(#constants: #krate::support::Constant),* } }
                    }
                }

                #[automatically_derived]
                impl #with_bounds ::core::ops::DerefMut for #name #names #clause {
                    fn deref_mut(&mut self) -> &mut #hidden {
                        #krate::support::lasting(#hidden { #(#constants: #krate::support::Constant),* })
                    }
                }
            }
        });
        quote! {
            #[doc = #docs]
            #[derive(Clone, Debug, #compared)]
            #visibility struct #name #with_bounds #body
            #reads
        }
    }

    /// The members of the tangent, in the order of the fields that vary.
    fn members_of_tangent(&self) -> Vec<Member> {
        let members = self.varying.iter().enumerate().map(|(position, part)| match &part.member {
            Member::Named(_) => part.member.clone(),
            Member::Unnamed(_) => Member::Unnamed(Index::from(position)),
        });
        members.collect()
    }

    fn differentiable(&self) -> TokenStream {
        let Struct { input, krate, varying, .. } = self;
        let own: Vec<&Member> = varying.iter().map(|part| &part.member).collect();
        let members = self.members_of_tangent();
        let (name, tangent, generics) = (&input.ident, self.tangent_name(), self.generics());
        let of_tangent = self.generics_of_tangent();
        let (_, tangent_names, _) = of_tangent.split_for_impl();
        let tangent = quote!(#tangent #tangent_names);
        let made = self.tangent_name();
        let first = &varying[0].field.ty;
        let number = quote!(<#first as #krate::Differentiable>::Number);
        let of = |name: &Ident, own: &[&Member], generics: &Generics| {
            let (with_bounds, names, clause) = generics.split_for_impl();
            quote! {
                #[automatically_derived]
                impl #with_bounds #krate::Differentiable for #name #names #clause {
                    type Number = #number;
                    type Tangent = #tangent;

                    fn zeros(&self) -> #tangent {
                        #made { #(#members: #krate::Differentiable::zeros(&self.#own)),* }
                    }

                    fn add_multiple(&mut self, factor: #number, tangent: &#tangent) {
                        #(#krate::Differentiable::add_multiple(&mut self.#own, factor, &tangent.#members);)*
                    }

                    fn count(&self) -> ::core::primitive::usize {
                        0 #(+ #krate::Differentiable::count(&self.#own))*
                    }

                    fn write_numbers<'n>(&self, numbers: &'n mut [#number]) -> &'n mut [#number] {
                        #(let numbers = #krate::Differentiable::write_numbers(&self.#own, numbers);)*
                        numbers
                    }

                    fn read_numbers<'n>(&mut self, numbers: &'n [#number]) -> &'n [#number] {
                        #(let numbers = #krate::Differentiable::read_numbers(&mut self.#own, numbers);)*
                        numbers
                    }
                }
            }
        };
        let itself = of(name, &own, &generics);
        let its_tangent =
            (!self.is_own_tangent).then(|| of(&made, &members.iter().collect::<Vec<_>>(), &of_tangent));
        quote!(#itself #its_tangent)
    }

    /// Whether a field is a vector of what may have a tangent of another type.
    fn is_list_of_others(&self, declared: &Type) -> bool {
        let is_vector = matches!(declared, Type::Path(path) if vector_element(path).is_some());
        !self.is_own_tangent && is_vector && rank_of(declared).is_none()
    }

    /// The type as which a field is looked at.
    fn looked_at(&self, declared: &Type) -> TokenStream {
        match declared {
            Type::Path(path) if self.is_list_of_others(declared) => {
                let element = vector_element(path);
                quote!([#element])
            }
            _ => declared.to_token_stream(),
        }
    }

    /// What emitted code asks of an arrangement of numbers.
    fn shapes(&self) -> TokenStream {
        let Struct { input, krate, varying, .. } = self;
        let own: Vec<&Member> = varying.iter().map(|part| &part.member).collect();
        let members = self.members_of_tangent();
        let (name, tangent, generics) = (&input.ident, self.tangent_name(), self.generics());
        let visibility = &input.vis;
        let of_tangent = self.generics_of_tangent();
        let (_, tangent_names, _) = of_tangent.split_for_impl();
        let made = self.tangent_name();
        let tangent = quote!(#tangent #tangent_names);
        let of_extent = self.spoken_of(self.generics());
        let (extent_bounds, extent_names, extent_clause) = of_extent.split_for_impl();
        let extents: Vec<TokenStream> = varying
            .iter()
            .map(|part| {
                let declared = self.looked_at(&part.field.ty);
                quote!(<#declared as #krate::support::Shape>::Extent)
            })
            .collect();
        let extent = format_ident!("__{}Extent", input.ident);
        let numbers: Vec<Index> = (0..varying.len()).map(Index::from).collect();
        let of = |name: &Ident, own: &[&Member], generics: &Generics| {
            let (with_bounds, names, clause) = generics.split_for_impl();
            // Lists of what has another type for its tangent are looked at element by element.
            let lists: Vec<bool> =
                varying.iter().map(|part| *name != made && self.is_list_of_others(&part.field.ty)).collect();
            let all: Vec<Option<TokenStream>> =
                lists.iter().map(|&list| list.then(|| quote!([..]))).collect();
            let named = |name: &str, of_list: &str| {
                let chosen = lists.iter().map(|&list| format_ident!("{}", if list { of_list } else { name }));
                chosen.collect::<Vec<Ident>>()
            };
            let (assign, reshape) = (named("assign", "assign_list"), named("reshape", "reshape_list"));
            quote! {
                #[automatically_derived]
                impl #with_bounds #krate::support::Shape for #name #names #clause {
                    type Owned = #tangent;
                    type Extent = #extent #extent_names;

                    fn owned(&self) -> #tangent {
                        #made { #(#members: #krate::support::owned(&self.#own #all)),* }
                    }

                    fn clear(&mut self) {
                        #(#krate::support::clear(&mut self.#own #all);)*
                    }

                    fn assign(&mut self, other: &Self) {
                        #(#krate::support::#assign(&mut self.#own, &other.#own);)*
                    }

                    fn increase(&mut self, by: &Self) {
                        #(#krate::support::Shape::increase(&mut self.#own #all, &by.#own #all);)*
                    }
                    fn is_nought(&self) -> bool { true #(&& #krate::support::is_nought(&self.#own #all))* }

                    fn extent(&self) -> #extent #extent_names {
                        #extent(#(#krate::support::extent(&self.#own #all)),*)
                    }

                    fn reshape(&mut self, extent: &#extent #extent_names) {
                        #(#krate::support::#reshape(&mut self.#own, &extent.#numbers);)*
                    }
                }
            }
        };
        let itself = of(name, &own, &generics);
        let its_tangent =
            (!self.is_own_tangent).then(|| of(&made, &members.iter().collect::<Vec<_>>(), &of_tangent));
        // What is constant has a value of its own where nobody has put another one; only where that is asked for it needs one.
        let constants = self.constant.iter().map(|part| &part.field.ty);
        let defaults = constants.map(|declared| quote!(for<'__constant> #declared: ::core::default::Default));
        let defaults: Vec<TokenStream> = defaults.collect();
        let held: Vec<&Member> = self.constant.iter().map(|part| &part.member).collect();
        let nothing = |name: &Ident,
                       own: &[&Member],
                       (held, defaults): (&[&Member], &[TokenStream]),
                       generics: &Generics| {
            let (with_bounds, names, clause) = generics.split_for_impl();
            let bounds = clause.map(|clause| &clause.predicates);
            quote! {
                impl #with_bounds #krate::support::Nothing for #name #names
                where
                    #(#defaults,)*
                    #bounds
                {
                    fn nothing() -> Self {
                        #name {
                            #(#own: #krate::support::nothing(),)*
                            #(#held: ::core::default::Default::default(),)*
                        }
                    }
                }
            }
        };
        let nothing_of_tangent = (!self.is_own_tangent)
            .then(|| nothing(&made, &members.iter().collect::<Vec<_>>(), (&[], &[]), &of_tangent));
        let nothing_of_itself = nothing(name, &own, (&held, &defaults), &generics);
        quote! {
            #nothing_of_itself
            #nothing_of_tangent

            #visibility struct #extent #extent_bounds (#(#extents),*) #extent_clause;

            impl #extent_bounds ::core::clone::Clone for #extent #extent_names #extent_clause {
                fn clone(&self) -> Self {
                    #extent(#(::core::clone::Clone::clone(&self.#numbers)),*)
                }
            }

            impl #extent_bounds #krate::support::Extent for #extent #extent_names #extent_clause {
                type Of = #tangent;

                fn zeros(&self) -> #tangent {
                    #made { #(#members: #krate::support::zeros_of(&self.#numbers)),* }
                }
            }

            #itself
            #its_tangent
        }
    }
}
