//! The name of a field.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Index, Member};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Named(Ident),
    Numbered(usize),
}

impl From<&Member> for Field {
    fn from(member: &Member) -> Field {
        match member {
            Member::Named(name) => Field::Named(name.clone()),
            Member::Unnamed(index) => Field::Numbered(index.index as usize),
        }
    }
}

impl ToTokens for Field {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Field::Named(name) => name.to_tokens(tokens),
            Field::Numbered(number) => Index::from(*number).to_tokens(tokens),
        }
    }
}
