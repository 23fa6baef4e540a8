//! The companion of a method that leaves `self` as it is, for callers that cannot tell: they see an object that may change, and a method.
//!
//! What comes in: the functions that callers call of the method. What goes out: the same with `self` behind the value, which hand on what
//! becomes of that; see `companion.rs` for methods that do change it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::along_kinks;
use super::emission::{Emission, ours};
use crate::differentiate::KINKED;
use crate::signature::holding;

impl Emission<'_> {
    /// The companion, if callers may vary `self`.
    pub(super) fn companion_of_unchanged(&self) -> TokenStream {
        let signature = self.signature;
        let Some(this) =
            signature.parameters.first().filter(|first| first.name == "self" && first.differentiated)
        else {
            return TokenStream::new();
        };
        let is_constant = self.function.sig.constness.is_some();
        if !signature.written.is_empty() || is_constant {
            return TokenStream::new();
        }
        let (krate, turbofish, names) = (&self.krate, self.turbofish(), &self.names);
        let value_type = self.value_type();
        let tangent = self.tangent_returned();
        let own_tangent = self.owned_type(&this.declared);
        let (value, change) = (quote!((#value_type, Self)), quote!((#tangent, #own_tangent)));
        let (of_value, of_self, itself) = (ours("of_value"), ours("of_self"), ours("itself"));
        let lent = if this.reference { quote!(self) } else { quote!(&self) };
        let kept = quote!(let #itself: Self = ::core::clone::Clone::clone(#lent););
        let of_this = |prefix: &str| -> Ident { ours(&format!("{prefix}self")) };
        let increased =
            |slot: &Ident, by: &Ident| quote!(#krate::support::Shape::increase(&mut *#slot, &#by););
        let (slots, directions) = (self.slot_parameters("d_"), self.direction_parameters("direction_"));
        let (handed, along) = (self.slots_handed_on("d_"), self.direction_handed_on("direction_"));

        let mut functions = match &signature.fallible {
            Some(fallible) => {
                let (call, returned) = (self.call_of_itself(), holding(fallible, &value));
                let returned = quote!(#returned);
                let mut functions = self.hidden_with(
                    "__returned",
                    &TokenStream::new(),
                    &returned,
                    |_| quote!(#kept #call.map(|value| (value, #itself))),
                );
                functions.extend(self.unchanged_alone(fallible, &kept));
                functions
            }
            None => {
                let all = self.value_alone();
                self.hidden_with("__returned", &TokenStream::new(), &value, |_| quote!(#kept (#all, #itself)))
            }
        };
        let (types, zeros) = self.zeros_by_place();
        functions.extend(self.hidden_with(
            "__returned_zeros_of_arguments",
            &TokenStream::new(),
            &quote!((#types)),
            |_| quote!((#zeros)),
        ));
        let cotangents = ours("cotangents");
        let increase = increased(&of_this("d_"), &of_self);
        functions.extend(self.hidden_with(
            "__returned_pull_back",
            &quote!(#cotangents: #change, #slots),
            &value,
            |_| {
                quote! {
                    #kept
                    let (#of_value, #of_self) = #cotangents;
                    #increase
                    (Self::__pull_back #turbofish(#(#names,)* #of_value, #handed), #itself)
                }
            },
        ));
        let direction = of_this("direction_");
        let mut ways_forth = vec![("__push_forward", TokenStream::new(), TokenStream::new())];
        if self.options.second_order {
            let kinked = ours(KINKED);
            ways_forth.push((along_kinks::FORTH, self.noticed(&kinked), quote!(#kinked)));
        }
        for (forth, noticed, kinked) in ways_forth {
            let (name, forth) = (format!("__returned{}", &forth[1..]), format_ident!("{forth}"));
            functions.extend(self.hidden_forward(
                &name,
                &quote!(#directions #noticed),
                &quote!((#value, #change)),
                |_| {
                    quote! {
                        #kept
                        let (#of_value, #of_self) = Self::#forth #turbofish(#(#names,)* #along #kinked);
                        ((#of_value, #itself), (#of_self, #krate::support::owned(#direction)))
                    }
                },
            ));
        }
        if self.options.second_order {
            functions.extend(self.second_of_unchanged(&kept, &value, &change));
        }
        functions
    }

    /// The same for callers that ask for what may have changed alone: whether there is a value they have asked.
    fn unchanged_alone(&self, fallible: &syn::Type, kept: &TokenStream) -> TokenStream {
        let (krate, names) = (&self.krate, &self.names);
        let own = self.signature.parameters.first().map(|this| self.owned_type(&this.declared));
        let (itself, cotangent) = (ours("itself"), ours("cotangent"));
        let (d_self, direction_self) = (ours("d_self"), ours("direction_self"));
        let (call, returned) = (self.call_of_itself(), holding(fallible, &quote!(Self)));
        let (slots, directions) = (self.slot_parameters("d_"), self.direction_parameters("direction_"));
        let unused = quote!(let _ = (#(&#names,)*););
        let mut functions = self.hidden_with(
            "__written",
            &TokenStream::new(),
            &quote!(#returned),
            |_| quote!(#kept #call.map(|_| #itself)),
        );
        let (types, zeros) = self.zeros_by_place();
        let (nothing, types) = (TokenStream::new(), quote!((#types)));
        functions.extend(self.hidden_with(
            "__written_zeros_of_arguments",
            &nothing,
            &types,
            |_| quote!((#zeros)),
        ));
        functions.extend(self.hidden_with(
            "__written_pull_back",
            &quote!(#cotangent: #own, #slots),
            &quote!(Self),
            |_| quote!(#unused #kept #krate::support::Shape::increase(&mut *#d_self, &#cotangent); #itself),
        ));
        functions.extend(self.hidden_forward(
            "__written_push_forward",
            &directions,
            &quote!((Self, #own)),
            |_| quote!(#unused #kept (#itself, #krate::support::owned(#direction_self))),
        ));
        functions
    }

    fn second_of_unchanged(
        &self,
        kept: &TokenStream,
        value: &TokenStream,
        change: &TokenStream,
    ) -> TokenStream {
        let (krate, turbofish, names) = (&self.krate, self.turbofish(), &self.names);
        let parameters = |prefix| self.direction_parameters(prefix);
        let [first, second, mixed] = ["direction_", "second_", "mixed_"].map(parameters);
        let [along_first, along_second, along_mixed] =
            ["direction_", "second_", "mixed_"].map(|prefix| self.direction_handed_on(prefix));
        let (slots, changes) = (self.slot_parameters("d_"), self.slot_parameters("change_"));
        let (to_slots, to_changes) = (self.slots_handed_on("d_"), self.slots_handed_on("change_"));
        let [itself, cotangents, cotangent_changes, of_value, of_self, of_change, of_own] =
            ["itself", "cotangents", "cotangent_changes", "of_value", "of_self", "of_change", "of_own"]
                .map(ours);
        let own = |prefix: &str| format_ident!("{prefix}self", span = itself.span());
        let [d_self, change_self, direction_self, second_self, mixed_self] =
            ["d_", "change_", "direction_", "second_", "mixed_"].map(own);
        let kinked = ours(KINKED);
        let ways_back = [
            ("__pull_back_change", TokenStream::new(), TokenStream::new()),
            (along_kinks::BACK, self.noticed(&kinked), quote!(#kinked)),
        ];
        let mut functions = TokenStream::new();
        for (back, noticed, kinked) in ways_back {
            let (name, back) = (format!("__returned{}", &back[1..]), format_ident!("{back}"));
            functions.extend(self.hidden_with(
                &name,
                &quote!(#first #cotangents: #change, #cotangent_changes: #change, #slots #changes #noticed),
                value,
                |_| {
                    quote! {
                        #kept
                        let ((#of_value, #of_self), (#of_change, #of_own)) = (#cotangents, #cotangent_changes);
                        #krate::support::Shape::increase(&mut *#d_self, &#of_self);
                        #krate::support::Shape::increase(&mut *#change_self, &#of_own);
                        (
                            Self::#back #turbofish(
                                #(#names,)* #along_first #of_value, #of_change, #to_slots #to_changes #kinked
                            ),
                            #itself
                        )
                    }
                },
            ));
        }
        functions.extend(self.hidden_forward(
            "__returned_push_forward_twice",
            &quote!(#first #second #mixed),
            &quote!(((#value, #change), (#change, #change))),
            |_| {
                quote! {
                    #kept
                    let ((#of_value, #of_self), (#of_change, #of_own)) = Self::__push_forward_twice #turbofish(
                        #(#names,)* #along_first #along_second #along_mixed
                    );
                    (
                        ((#of_value, #itself), (#of_self, #krate::support::owned(#direction_self))),
                        (
                            (#of_change, #krate::support::owned(#second_self)),
                            (#of_own, #krate::support::owned(#mixed_self)),
                        ),
                    )
                }
            },
        ));
        functions
    }
}
