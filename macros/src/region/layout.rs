//! How what is in memory is arranged: what each index and each field of a place leads to.

use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::quote;

use super::Place;
use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use crate::syntax::Field;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Layout {
    Number,
    /// An integer or a truth value among parts that may vary.
    Count(Kind),
    List(Rc<Layout>),
    /// The fields of a tuple or a struct, as far as the function looks at them.
    Fields(Rc<Vec<(Field, Layout)>>),
    /// A vector or a matrix of another crate, in which an index or a field leads to a number.
    Matrix,
    /// Something that is only handed on.
    Whole,
}

/// As many lists within each other.
impl From<usize> for Layout {
    fn from(rank: usize) -> Layout {
        (0..rank).fold(Layout::Number, |inner, _| Layout::List(Rc::new(inner)))
    }
}

impl Layout {
    /// How many indices lead to a number; what has fields counts as one more.
    pub(crate) fn rank(&self) -> usize {
        match self {
            Layout::Number | Layout::Count(_) => 0,
            Layout::List(element) => 1 + element.rank(),
            Layout::Fields(_) | Layout::Matrix | Layout::Whole => 1,
        }
    }

    /// Whether a number is reached by indices alone.
    pub(crate) fn is_of_lists(&self) -> bool {
        match self {
            Layout::Number => true,
            Layout::List(element) => element.is_of_lists(),
            Layout::Fields(_) | Layout::Matrix | Layout::Whole | Layout::Count(_) => false,
        }
    }

    /// Whether indices lead to something that is no list of numbers.
    pub(crate) fn has_fields(&self) -> bool {
        match self {
            Layout::List(element) => element.has_fields(),
            Layout::Fields(_) | Layout::Matrix => true,
            Layout::Number | Layout::Whole | Layout::Count(_) => false,
        }
    }

    /// Whether something in it is of a type that nobody sees.
    pub(crate) fn has_whole(&self) -> bool {
        match self {
            Layout::Whole => true,
            Layout::List(element) => element.has_whole(),
            Layout::Fields(fields) => fields.iter().any(|(_, layout)| layout.has_whole()),
            Layout::Number | Layout::Matrix | Layout::Count(_) => false,
        }
    }

    /// Whether there are integers or truth values in it, among what may vary.
    pub(crate) fn has_counts(&self) -> bool {
        match self {
            Layout::Count(_) => true,
            Layout::List(element) => element.has_counts(),
            Layout::Fields(fields) => fields.iter().any(|(_, layout)| layout.has_counts()),
            Layout::Number | Layout::Matrix | Layout::Whole => false,
        }
    }

    /// What an index leads to.
    pub(crate) fn element(&self) -> Layout {
        match self {
            Layout::List(element) => (**element).clone(),
            Layout::Whole => Layout::Whole,
            _ => Layout::Number,
        }
    }

    fn field(&self, member: &Field) -> Layout {
        match self {
            Layout::Fields(fields) => fields
                .iter()
                .find(|(known, _)| known == member)
                .map_or(Layout::Whole, |(_, layout)| layout.clone()),
            Layout::Matrix => Layout::Number,
            _ => Layout::Whole,
        }
    }
}

impl Graph {
    /// Of which kind the element in a place is, and whether it varies.
    pub(crate) fn element_at(&self, place: &Place) -> (Kind, bool) {
        let array = self.array(place.array);
        self.counts(place).map_or((array.kind, array.active), |kind| (kind, false))
    }

    pub(crate) fn layout(&self, place: &Place) -> Layout {
        let whole = self.array(place.array).layout.clone();
        place.path.iter().fold(whole, |layout, &step| match self.node(step) {
            Node::Field(member) => layout.field(member),
            _ => layout.element(),
        })
    }

    /// Of which kind the integer or truth value in a place is, if it is one among parts that may vary.
    pub(crate) fn counts(&self, place: &Place) -> Option<Kind> {
        let leads_to_field = place.path.iter().any(|&step| matches!(self.node(step), Node::Field(_)));
        match leads_to_field.then(|| self.layout(place))? {
            Layout::Count(kind) => Some(kind),
            _ => None,
        }
    }

    /// How many indices lead from a place to a number.
    pub(crate) fn rank(&self, place: &Place) -> usize {
        self.layout(place).rank()
    }

    /// The indices and fields that lead from an array to a place, as tokens.
    pub(crate) fn steps(&self, place: &Place, mut index: impl FnMut(Id) -> TokenStream) -> TokenStream {
        let steps = place.path.iter().map(|&step| match self.node(step) {
            Node::Field(member) => quote!(.#member),
            _ => {
                let index = index(step);
                quote!([#index])
            }
        });
        steps.collect()
    }

    /// Whether a place is a field of a derivative, or a part of a tuple in one: no number where the field is constant, and of
    /// fields only rustc knows the type.
    pub(crate) fn is_field_of_derivative(&self, place: &Place) -> bool {
        let is_field = |step: &Id| matches!(self.node(*step), Node::Field(_));
        self.array(place.array).derivative && place.path.iter().any(is_field)
    }

    /// The place of a field.
    pub(crate) fn field_of(&mut self, place: &Place, member: &Field) -> Place {
        let field: Id = self.make(Node::Field(member.clone()));
        let mut path = place.path.clone();
        path.push(field);
        Place { array: place.array, path, range: None, borrowed: false }
    }
}
