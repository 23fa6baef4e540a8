//! `let f = if c { |t| … } else { |t| … };`, also in boxes, behind references and as pointers: which of them it is, and one closure that goes the
//! way of that.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Expr as Syntax, GenericArgument, Pat, PathArguments, ReturnType, Type as SynType, TypeParamBound};

use super::tokens::words;

/// What may be called.
struct Callable<'s> {
    expr: &'s Syntax,
    takes: Option<usize>,
}

/// A `let` of one closure, behind one that says which it is; nothing, if it is not that of closures that are chosen, or if it is one as it is.
/// `stays` says of a name that what it stands for does not change.
pub(super) fn one_closure(local: &syn::Local, stays: &dyn Fn(&Ident) -> bool) -> Option<Vec<syn::Local>> {
    let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
    let (pattern, declared) = match &local.pat {
        Pat::Type(typed) => (&*typed.pat, parameters_of(&typed.ty)),
        pattern => (pattern, None),
    };
    let Pat::Ident(name) = pattern else { return None };
    let mut choice = Choice { ends: Vec::new(), takes_apart: false };
    let which = choice.of(&init.expr, &|number, _| quote!(#number))?;
    let takes = declared.as_ref().map(Vec::len).or_else(|| choice.ends.iter().find_map(|end| end.takes))?;
    let is_plain = matches!(&*init.expr, Syntax::Closure(_));
    if is_plain || choice.ends.iter().any(|end| end.takes.is_some_and(|count| count != takes)) {
        return None;
    }
    let given: Vec<Ident> =
        (0..takes).map(|number| Ident::new(&format!("__given_{number}"), Span::mixed_site())).collect();
    let inputs = given.iter().enumerate().map(|(number, given)| match &declared {
        Some(declared) => {
            let ty = &declared[number];
            quote!(#given: #ty)
        }
        None => quote!(#given),
    });
    let moves = |end: &Callable| matches!(end.expr, Syntax::Closure(closure) if closure.capture.is_some());
    let moves = choice.ends.iter().any(moves).then(|| quote!(move));
    let mut read = Vec::new();
    let body = if choice.takes_apart {
        // The names that a pattern binds are there where it is asked.
        if !is_asked_of_what_stays(&init.expr, stays) {
            return None;
        }
        Choice { ends: Vec::new(), takes_apart: false }.of(&init.expr, &|_, end| called(end, &given))?
    } else {
        let bodies: Vec<TokenStream> = choice.ends.iter().map(|end| called(end.expr, &given)).collect();
        let (last, first) = bodies.split_last()?;
        if first.is_empty() {
            last.clone()
        } else {
            let chosen = format_ident!("__which_{}", name.ident, span = Span::mixed_site());
            read.push(with_value(local, &quote!(#chosen), syn::parse2(which).ok()?)?);
            let numbers = 0..first.len();
            quote!(match #chosen { #(#numbers => #first,)* _ => #last })
        }
    };
    let closure = syn::parse2(quote!(#moves |#(#inputs),*| #body)).ok()?;
    read.push(with_value(local, &quote!(#name), closure)?);
    Some(read)
}

/// The same `let` of another name.
fn with_value(local: &syn::Local, name: &TokenStream, value: Syntax) -> Option<syn::Local> {
    let mut read = local.clone();
    read.pat = syn::parse::Parser::parse2(Pat::parse_single, name.clone()).ok()?;
    *read.init.as_mut()?.expr = value;
    Some(read)
}

/// What closures are chosen by.
struct Choice<'s> {
    ends: Vec<Callable<'s>>,
    /// Whether a name that a pattern binds is used in one.
    takes_apart: bool,
}

/// What stands in the place of an end, of which the number is given.
type Instead<'i> = &'i dyn Fn(usize, &Syntax) -> TokenStream;

impl<'s> Choice<'s> {
    /// The choice with something else in the place of each end.
    fn of(&mut self, expr: &'s Syntax, instead: Instead) -> Option<TokenStream> {
        match expr {
            Syntax::Paren(inner) => self.of(&inner.expr, instead),
            Syntax::Group(inner) => self.of(&inner.expr, instead),
            Syntax::Block(block) if block.label.is_none() => self.of_block(&block.block, instead),
            Syntax::If(branch) => {
                let condition = &branch.cond;
                let before = self.ends.len();
                let then = self.of_block(&branch.then_branch, instead)?;
                if let Syntax::Let(asked) = &**condition {
                    self.note_names(&asked.pat, before);
                }
                let otherwise = self.of(&branch.else_branch.as_ref()?.1, instead)?;
                Some(quote!(if #condition { #then } else { #otherwise }))
            }
            Syntax::Match(choice) => {
                let scrutinee = &choice.expr;
                let mut arms = TokenStream::new();
                for arm in &choice.arms {
                    let (pattern, before) = (&arm.pat, self.ends.len());
                    let end = match &*arm.body {
                        body @ Syntax::Macro(_) => quote!(#body),
                        body => self.of(body, instead)?,
                    };
                    self.note_names(pattern, before);
                    arms.extend(quote!(#pattern => #end,));
                }
                Some(quote!(match #scrutinee { #arms }))
            }
            _ => {
                let end = callable(expr)?;
                let read = instead(self.ends.len(), end.expr);
                self.ends.push(end);
                Some(read)
            }
        }
    }

    fn of_block(&mut self, block: &'s syn::Block, instead: Instead) -> Option<TokenStream> {
        match block.stmts.as_slice() {
            [syn::Stmt::Expr(end, None)] => self.of(end, instead),
            _ => None,
        }
    }

    /// Notes whether the names of a pattern are used in the ends since then.
    fn note_names(&mut self, pattern: &Pat, since: usize) {
        let bound = words(&quote!(#pattern));
        let is_bound =
            |word: &Ident| word.to_string().starts_with(char::is_lowercase) && bound.contains(word);
        self.takes_apart |= self.ends[since..].iter().any(|end| {
            let expr = end.expr;
            words(&quote!(#expr)).iter().any(is_bound)
        });
    }
}

/// Whether all that a choice asks of are names that stay, so that it may be asked again.
fn is_asked_of_what_stays(expr: &Syntax, stays: &dyn Fn(&Ident) -> bool) -> bool {
    let is_fixed = |asked: &Syntax| match asked {
        Syntax::Path(path) => path.path.get_ident().is_some_and(stays),
        Syntax::Reference(lent) => {
            matches!(&*lent.expr, Syntax::Path(path) if path.path.get_ident().is_some_and(stays))
        }
        Syntax::Unary(behind) => {
            matches!(&*behind.expr, Syntax::Path(path) if path.path.get_ident().is_some_and(stays))
        }
        _ => false,
    };
    match expr {
        Syntax::Match(choice) => {
            is_fixed(&choice.expr)
                && choice
                    .arms
                    .iter()
                    .all(|arm| callable(&arm.body).is_some() || matches!(&*arm.body, Syntax::Macro(_)))
        }
        Syntax::If(branch) => {
            matches!(&*branch.cond, Syntax::Let(asked) if is_fixed(&asked.expr))
                && branch
                    .else_branch
                    .as_ref()
                    .is_some_and(|(_, otherwise)| !matches!(&**otherwise, Syntax::If(_)))
        }
        _ => false,
    }
}

fn callable(expr: &Syntax) -> Option<Callable<'_>> {
    match expr {
        Syntax::Closure(closure) => Some(Callable { expr, takes: Some(closure.inputs.len()) }),
        Syntax::Path(_) => Some(Callable { expr, takes: None }),
        Syntax::Reference(lent) if lent.mutability.is_none() => callable(&lent.expr),
        Syntax::Cast(cast) => callable(&cast.expr),
        Syntax::Paren(inner) => callable(&inner.expr),
        Syntax::Call(call) if call.args.len() == 1 => {
            let Syntax::Path(path) = &*call.func else { return None };
            let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
            let is_box = matches!(names.as_slice(), [.., owner, new] if new == "new" && ["Box", "Rc", "Arc"].contains(&owner.as_str()));
            callable(call.args.first()?).filter(|_| is_box)
        }
        _ => None,
    }
}

/// What it gives for these.
fn called(expr: &Syntax, given: &[Ident]) -> TokenStream {
    let Syntax::Closure(closure) = expr else { return quote!(#expr(#(#given),*)) };
    let (parameters, body) = (closure.inputs.iter(), &closure.body);
    let value = match &closure.output {
        ReturnType::Type(_, ty) => quote!({ let value: #ty = #body; value }),
        ReturnType::Default => quote!(#body),
    };
    quote!({ #(let #parameters = #given;)* #value })
}

/// What the type of something that is called says it is given.
fn parameters_of(ty: &SynType) -> Option<Vec<SynType>> {
    let of_bounds = |bounds: &syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>| {
        bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => match &bound.path.segments.last()?.arguments {
                PathArguments::Parenthesized(signature) => {
                    Some(signature.inputs.iter().map(|input| input.ty.clone()).collect())
                }
                _ => None,
            },
            _ => None,
        })
    };
    match ty {
        SynType::FnPtr(pointer) => Some(pointer.inputs.iter().map(|input| input.ty.clone()).collect()),
        SynType::TraitObject(object) => of_bounds(&object.bounds),
        SynType::Reference(lent) => parameters_of(&lent.elem),
        SynType::Paren(inner) => parameters_of(&inner.elem),
        SynType::Path(path) => match &path.path.segments.last()?.arguments {
            PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
                GenericArgument::Type(inner @ SynType::TraitObject(_)) => parameters_of(inner),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
