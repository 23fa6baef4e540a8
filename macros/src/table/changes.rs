//! What changes a vector or a matrix of nalgebra or ndarray in its place, number by number, and which part of it is lent to be changed.

/// What becomes of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Fill,
    FillRow,
    FillColumn,
    FillDiagonal,
    Copy,
    Row,
    Column,
    Diagonal,
    ScaledAdd,
    /// A closure gives another number for each.
    Map,
    /// A closure is lent each.
    Visit,
    /// A closure is lent each, and given the one of another matrix beside it.
    Zip,
}

/// Which part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lent {
    Row,
    Column,
    Rows,
    Columns,
    Block,
    Diagonal,
    Axis,
    Slice,
}

#[rustfmt::skip]
const CHANGES: &[(&str, Change)] = &[
    ("fill",          Change::Fill),
    ("fill_row",      Change::FillRow),
    ("fill_column",   Change::FillColumn),
    ("fill_diagonal", Change::FillDiagonal),
    ("copy_from",     Change::Copy),
    ("assign",        Change::Copy),
    ("set_row",       Change::Row),
    ("set_column",    Change::Column),
    ("set_diagonal",  Change::Diagonal),
    ("scaled_add",    Change::ScaledAdd),
    ("mapv_inplace",  Change::Map),
    ("map_inplace",   Change::Visit),
    ("apply",         Change::Visit),
    ("zip_mut_with",  Change::Zip),
    ("zip_apply",     Change::Zip),
];

#[rustfmt::skip]
const LENT: &[(&str, Lent)] = &[
    ("row_mut",           Lent::Row),
    ("column_mut",        Lent::Column),
    ("rows_mut",          Lent::Rows),
    ("columns_mut",       Lent::Columns),
    ("fixed_rows_mut",    Lent::Rows),
    ("fixed_columns_mut", Lent::Columns),
    ("fixed_view_mut",    Lent::Block),
    ("view_mut",          Lent::Block),
    ("diag_mut",          Lent::Diagonal),
    ("index_axis_mut",    Lent::Axis),
    ("slice_mut",         Lent::Slice),
];

/// What a method of this name changes.
pub(crate) fn change(method: &str) -> Option<Change> {
    CHANGES.iter().find(|(name, _)| *name == method).map(|(_, change)| *change)
}

/// The part that a method of this name lends.
pub(crate) fn lent(method: &str) -> Option<Lent> {
    LENT.iter().find(|(name, _)| *name == method).map(|(_, lent)| *lent)
}
