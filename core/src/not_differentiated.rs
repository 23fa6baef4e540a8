//! The place of a derivative that does not exist.

/// Stands where a derivative by a parameter would stand that is no number: an integer, a truth value, a slice
/// of indices.
///
/// It appears only in code that `#[differentiate]` emits. A compile error that names it says that a varying
/// number was passed to a parameter that cannot be differentiated.
///
/// ```
/// let nothing = chainrule::NotDifferentiated;
/// assert_eq!(core::mem::size_of_val(&nothing), 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDifferentiated;
