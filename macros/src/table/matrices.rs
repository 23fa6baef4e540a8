//! The operations on vectors, matrices and complex numbers of other crates, each with the function of the core crate that has its rule.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, Ident, PathArguments, TypePath};

use crate::elementary::Function;
use crate::syntax::tokens::{self, Token};

pub(crate) use super::back::{reads_size_alone, reads_value};
pub(crate) use super::changes::{Change, Lent, change, lent};
use super::complex_numbers::COMPLEX;
use super::families::family;
pub(crate) use super::families::{
    Family, family_by_maker, family_called, family_of, held, is_turn, may_be_own, may_hold_floats,
    missing_feature, of_type,
};

/// What an operation gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Number,
    /// A vector or a matrix of the same family.
    Matrix,
    /// One of another family.
    Of(Family),
    /// One of so many dimensions more.
    More(isize),
    /// One, if there is one.
    Option(Family),
}

/// What an operation takes beside the one that it is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operand {
    Matrix,
    Number,
    Index,
    /// What ndarray counts its dimensions by.
    Axis,
}

/// A method: its name, what it takes, what it gives, and the function of the core crate that stands for it.
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    pub(crate) operands: &'static [Operand],
    pub(crate) outcome: Outcome,
    pub(crate) function: &'static str,
}

pub(super) const fn row(
    method: &'static str,
    operands: &'static [Operand],
    outcome: Outcome,
    function: &'static str,
) -> Operation {
    Operation { method, operands, outcome, function }
}

#[rustfmt::skip]
const ALGEBRA: &[Operation] = &[
    row("dot",               &[Operand::Matrix], Outcome::Number, "dot"),
    row("cross",             &[Operand::Matrix], Outcome::Matrix, "cross"),
    row("component_mul",     &[Operand::Matrix], Outcome::Matrix, "component_product"),
    row("component_div",     &[Operand::Matrix], Outcome::Matrix, "component_quotient"),
    row("scale",             &[Operand::Number], Outcome::Matrix, "scaled"),
    row("unscale",           &[Operand::Number], Outcome::Matrix, "unscaled"),
    row("add_scalar",        &[Operand::Number], Outcome::Matrix, "shifted"),
    row("xy",                &[],                Outcome::Matrix, "xy"),
    row("xyz",               &[],                Outcome::Matrix, "xyz"),
    row("rows",              &[Operand::Index, Operand::Index], Outcome::Matrix, "rows_of"),
    row("columns",           &[Operand::Index, Operand::Index], Outcome::Matrix, "columns_of"),
    row("norm_squared",      &[],                Outcome::Number, "squared_norm"),
    row("magnitude_squared", &[],                Outcome::Number, "squared_norm"),
    row("sum",               &[],                Outcome::Number, "total"),
    row("mean",              &[],                Outcome::Number, "mean_of"),
    row("trace",             &[],                Outcome::Number, "trace"),
    row("determinant",       &[],                Outcome::Number, "determinant"),
    row("transpose",         &[],                Outcome::Matrix, "transposed"),
    row("diagonal",          &[],                Outcome::Matrix, "diagonal_of"),
    row("row",               &[Operand::Index],  Outcome::Matrix, "row_of"),
    row("column",            &[Operand::Index],  Outcome::Matrix, "column_of"),
    row("inverse",           &[],                Outcome::Matrix, "turned_back"),
    row("transform_vector",  &[Operand::Matrix], Outcome::Matrix, "product"),
    row("transform_point",   &[Operand::Matrix], Outcome::Matrix, "product"),
    row("inverse_transform_vector", &[Operand::Matrix], Outcome::Matrix, "turned_back_by"),
    row("inverse_transform_point",  &[Operand::Matrix], Outcome::Matrix, "turned_back_by"),
    row("to_rotation_matrix", &[],               Outcome::Matrix, "rotation_matrix_of"),
    row("matrix",            &[],                Outcome::Matrix, "inner_of"),
    row("quaternion",        &[],                Outcome::Matrix, "inner_of"),
    row("into_inner",        &[],                Outcome::Matrix, "inner_of"),
    row("conjugate",         &[],                Outcome::Matrix, "conjugated"),
    row("try_inverse",       &[],                Outcome::Option(Family::Algebra), "inverse"),
    row("cholesky",          &[],                Outcome::Option(Family::Factor), "factor"),
    row("lu",                &[],                Outcome::Of(Family::Lu), "lu_of"),
    row("qr",                &[],                Outcome::Of(Family::Qr), "qr_of"),
    row("lower_triangle",    &[],                Outcome::Matrix, "lower_triangle_of"),
    row("upper_triangle",    &[],                Outcome::Matrix, "upper_triangle_of"),
    row("row_sum",           &[],                Outcome::Matrix, "row_sum"),
    row("row_mean",          &[],                Outcome::Matrix, "row_mean"),
    row("column_sum",        &[],                Outcome::Matrix, "column_sum"),
    row("column_mean",       &[],                Outcome::Matrix, "column_mean"),
    row("cross_matrix",      &[],                Outcome::Matrix, "cross_matrix"),
    row("to_homogeneous",    &[],                Outcome::Matrix, "homogeneous"),
    row("push",              &[Operand::Number], Outcome::Matrix, "appended"),
    row("kronecker",         &[Operand::Matrix], Outcome::Matrix, "kronecker"),
    row("angle",             &[],                Outcome::Number, "angle_of"),
    row("solve_lower_triangular",    &[Operand::Matrix], Outcome::Option(Family::Algebra), "lower_solved"),
    row("solve_upper_triangular",    &[Operand::Matrix], Outcome::Option(Family::Algebra), "upper_solved"),
    row("tr_solve_lower_triangular", &[Operand::Matrix], Outcome::Option(Family::Algebra), "lower_transposed_solved"),
    row("tr_solve_upper_triangular", &[Operand::Matrix], Outcome::Option(Family::Algebra), "upper_transposed_solved"),
];

#[rustfmt::skip]
const FACTORS: &[Operation] = &[
    row("l",              &[],                Outcome::Of(Family::Algebra), "lower_triangle_of"),
    row("unpack",         &[],                Outcome::Of(Family::Algebra), "lower_triangle_of"),
    row("determinant",    &[],                Outcome::Number,              "factor_determinant"),
    row("ln_determinant", &[],                Outcome::Number,              "factor_ln_determinant"),
    // These two are two systems one after the other.
    row("solve",          &[Operand::Matrix], Outcome::Of(Family::Algebra), ""),
    row("inverse",        &[],                Outcome::Of(Family::Algebra), ""),
];

#[rustfmt::skip]
const LU: &[Operation] = &[
    row("solve",       &[Operand::Matrix], Outcome::Option(Family::Algebra), "solved"),
    row("try_inverse", &[],                Outcome::Option(Family::Algebra), "inverse"),
    row("determinant", &[],                Outcome::Number,                  "triangles_determinant"),
];

#[rustfmt::skip]
const QR: &[Operation] = &[
    row("solve",       &[Operand::Matrix], Outcome::Option(Family::Algebra), "solved"),
    row("try_inverse", &[],                Outcome::Option(Family::Algebra), "inverse"),
];

#[rustfmt::skip]
const GRIDS: &[Operation] = &[
    row("sum",        &[],                Outcome::Number,  "total"),
    row("t",          &[],                Outcome::Matrix,  "transposed"),
    row("reversed_axes", &[],             Outcome::Matrix,  "transposed"),
    row("row",        &[Operand::Index],  Outcome::Of(Family::Grid(1)), "row_of"),
    row("column",     &[Operand::Index],  Outcome::Of(Family::Grid(1)), "column_of"),
    row("diag",       &[],                Outcome::Of(Family::Grid(1)), "diagonal_of"),
    row("sum_axis",   &[Operand::Axis],   Outcome::More(-1), "axis_total"),
    row("insert_axis", &[Operand::Axis],  Outcome::More(1), "with_axis"),
];

/// Where what a maker is given goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// Numbers one after the other, column by column.
    InOrder,
    ByRows,
    Diagonal,
    /// Vectors, each of which is a row or a column.
    Rows,
    Columns,
    /// One number.
    Everywhere,
    OnDiagonal,
    /// The same, and a one in the last place.
    Scaling,
    /// Several numbers so.
    ScalingBy,
    /// In the last column, beside a diagonal of ones.
    Translation,
}

/// What the makers of nalgebra and ndarray are given last, behind the sizes.
pub(crate) fn arrangement(maker: &str) -> Option<Arrangement> {
    Some(match maker {
        "from" | "from_vec" | "from_column_slice" | "from_iterator" | "from_iter" => Arrangement::InOrder,
        "from_row_slice" | "from_row_iterator" | "from_shape_vec" => Arrangement::ByRows,
        "from_diagonal" | "from_diag" => Arrangement::Diagonal,
        "from_rows" => Arrangement::Rows,
        "from_columns" => Arrangement::Columns,
        "from_element" | "repeat" | "from_elem" => Arrangement::Everywhere,
        "from_diagonal_element" => Arrangement::OnDiagonal,
        "new_scaling" => Arrangement::Scaling,
        "new_nonuniform_scaling" => Arrangement::ScalingBy,
        "new_translation" => Arrangement::Translation,
        _ => return None,
    })
}

/// Macros that make vectors and matrices of their elements: whether there are rows in them, and of which library they are.
pub(crate) fn family_of_macro(name: &str) -> Option<(bool, Family)> {
    let known = match name {
        "vector" | "dvector" => (false, Family::Algebra),
        "matrix" | "dmatrix" => (true, Family::Algebra),
        "array" => (true, Family::Grid(2)),
        _ => return None,
    };
    known.1.is_there().then_some(known)
}

/// Whether a macro says which part of an array is taken.
pub(crate) fn is_slice(path: &syn::Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "s")
}

/// Whether a method lends one row or column after the other to be changed.
pub(crate) fn lends_lines(method: &str) -> bool {
    let own =
        ["rows_mut", "columns_mut", "outer_iter_mut", "axis_iter_mut", "row_iter_mut", "column_iter_mut"];
    own.contains(&method)
}

/// What goes through the rows or the columns of a matrix, or gives one of them, and the function that does; of ndarray, the axis says of which.
pub(crate) fn lines(family: Family, method: &str, axis: Option<usize>) -> Option<(&'static str, Family)> {
    let of = if family == Family::Algebra { Family::Algebra } else { Family::Grid(1) };
    let by_axis = || ["row_of", "column_of"].get(axis?).copied();
    let function = match (family, method) {
        (Family::Algebra, "row_iter") | (Family::Grid(2), "rows" | "outer_iter") => "row_of",
        (Family::Algebra, "column_iter") | (Family::Grid(2), "columns") => "column_of",
        (Family::Grid(2), "axis_iter" | "index_axis") => by_axis()?,
        _ if lends_lines(method) => return lines(family, method.strip_suffix("_mut")?, axis),
        _ => return None,
    };
    Some((function, of))
}

/// The operation that a method is.
pub(crate) fn operation(family: Family, method: &str) -> Option<&'static Operation> {
    let rows = match family {
        Family::Algebra => ALGEBRA,
        Family::Grid(_) => GRIDS,
        Family::Complex => COMPLEX,
        Family::Factor => FACTORS,
        Family::Lu => LU,
        Family::Qr => QR,
    };
    rows.iter().find(|row| row.method == method)
}

#[rustfmt::skip]
const CHANGES: &[Operation] = &[
    row("scale_mut",            &[Operand::Number], Outcome::Matrix, "scaled"),
    row("unscale_mut",          &[Operand::Number], Outcome::Matrix, "unscaled"),
    row("add_scalar_mut",       &[Operand::Number], Outcome::Matrix, "shifted"),
    row("neg_mut",              &[],                Outcome::Matrix, "negated"),
    row("component_mul_assign", &[Operand::Matrix], Outcome::Matrix, "component_product"),
];

/// What says where a part of known size begins, for the method that gives it.
pub(crate) fn part(family: Family, method: &str) -> Option<&'static str> {
    match (family, method) {
        (Family::Algebra, "fixed_rows") => Some("Rows"),
        (Family::Algebra, "fixed_columns") => Some("Columns"),
        (Family::Algebra, "fixed_view") => Some("Block"),
        _ => None,
    }
}

/// The operation that a method of nalgebra's does in the place of the matrix.
pub(crate) fn in_place(method: &str) -> Option<&'static Operation> {
    CHANGES.iter().find(|row| row.method == method)
}

/// Whether a method changes a matrix of nalgebra in its place, as far as it is known.
pub(crate) fn changes(method: &str) -> bool {
    in_place(method).is_some()
        || change(method).is_some()
        || ["normalize_mut", "swap_rows", "swap_columns"].contains(&method)
}

/// `a.dot(&b)` of the other family, which multiplies what matrices are among its two.
pub(crate) fn product_of_grids(first: usize, second: usize) -> (&'static str, Outcome) {
    match (first, second) {
        (1, 1) => ("dot", Outcome::Number),
        (2, 2) => ("product", Outcome::Of(Family::Grid(2))),
        _ => ("product", Outcome::Of(Family::Grid(1))),
    }
}

/// Tokens in which a type that one type parameter is left open of, as in `Complex::i()`, is that of this number.
pub(crate) fn with_number(tokens: TokenStream, number: &TokenStream) -> TokenStream {
    let takes_one = |name: &Ident| {
        family(name).is_some()
            && !["SVector", "RowSVector", "SMatrix", "OVector", "OMatrix"].iter().any(|other| name == other)
            && !name.to_string().starts_with("Complex6")
            && !name.to_string().starts_with("Complex3")
    };
    let sign = |level: &[Token], place: usize, wanted: char| matches!(level.get(place), Some(Token::Sign(sign)) if *sign == wanted);
    tokens::replaced(tokens, &mut |level, place| match level[place] {
        Token::Word(name)
            if takes_one(name)
                && sign(level, place + 1, ':')
                && sign(level, place + 2, ':')
                && !sign(level, place + 3, '<') =>
        {
            Some(quote!(#name::<#number>))
        }
        _ => None,
    })
}

/// Whether a type is a view of which the lifetime is not written.
pub(crate) fn is_view(path: &TypePath) -> bool {
    let Some(last) = path.path.segments.last() else { return false };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
    let has_lifetime = arguments.args.iter().any(|argument| matches!(argument, GenericArgument::Lifetime(_)));
    last.ident.to_string().starts_with("ArrayView") && !has_lifetime
}

/// The type of such a view that lasts.
pub(crate) fn with_lifetime(path: &TypePath) -> TypePath {
    let mut path = path.clone();
    if let Some(last) = path.path.segments.last_mut()
        && let PathArguments::AngleBracketed(arguments) = &mut last.arguments
    {
        arguments.args.insert(0, syn::parse_quote!('static));
    }
    path
}

/// The methods that give the root of the squared norm, and what is divided by it.
pub(crate) fn is_norm(method: &str) -> bool {
    ["norm", "magnitude"].contains(&method)
}

/// Whether numbers and lists have no method of this name.
pub(crate) fn is_of_matrices_alone(family: Family, method: &str) -> bool {
    let own = ["nrows", "ncols", "dot", "mapv", "normalize", "lu", "qr"].contains(&method) || is_norm(method);
    let shared = [
        "sum", "mean", "exp", "ln", "sqrt", "sin", "cos", "sinh", "cosh", "tanh", "powi", "powf", "t", "row",
        "tan", "asin", "acos", "atan", "asinh", "acosh", "atanh", "cbrt", "exp2", "log", "xy", "xyz", "rows",
        "push", "angle", "columns",
    ];
    own || (operation(family, method).is_some() && !shared.contains(&method))
}

/// The family of which alone a method tells, whoever has it.
pub(crate) fn told_by(method: &str) -> Option<Family> {
    let of_complex = ["norm_sqr", "conj", "to_polar", "powc", "powu", "l1_norm", "arg"];
    let of_algebra =
        ["norm_squared", "magnitude_squared", "component_mul", "component_div", "try_inverse", "cholesky"];
    let known = if of_complex.contains(&method) {
        Some(Family::Complex)
    } else {
        of_algebra.contains(&method).then_some(Family::Algebra)
    };
    known.filter(|family| family.is_there())
}

/// Whether a method may be one of a vector, where the type that has it is calculated with as a whole.
pub(crate) fn may_be_of_vectors(method: &str) -> bool {
    let is_known = is_norm(method) || ["normalize", "dot", "cross", "transpose"].contains(&method);
    is_known && (Family::Algebra.is_there() || Family::Grid(1).is_there() || Family::Complex.is_there())
}

/// Whether the methods of a function say by their names that there may be vectors, matrices or complex numbers.
pub(crate) fn is_telling(method: &str) -> bool {
    told_by(method).is_some() || may_be_of_vectors(method)
}

/// The function that gives the extreme number of two, for a method that gives that of all, and whether it is that of the absolute values.
pub(crate) fn extreme(family: Family, method: &str) -> Option<(&'static str, bool)> {
    match (family, method) {
        (Family::Algebra, "max") => Some(("max", false)),
        (Family::Algebra, "min") => Some(("min", false)),
        (Family::Algebra, "amax") => Some(("max", true)),
        (Family::Algebra, "amin") => Some(("min", true)),
        _ => None,
    }
}

/// The function of the float types that a method takes of each number.
pub(crate) fn elementwise(family: Family, method: &str) -> Option<Function> {
    let of_grids = [
        "abs", "recip", "sqrt", "exp", "exp2", "exp_m1", "ln", "log2", "log10", "ln_1p", "cbrt", "sin",
        "cos", "tan",
    ];
    match family {
        Family::Algebra if method == "abs" => Function::find("abs", true),
        Family::Grid(1 | 2) if of_grids.contains(&method) => Function::find(method, true),
        _ => None,
    }
}

/// The sum of a line of which nothing else is asked, by what gives the line.
pub(crate) fn total_of_line(line: &str) -> Option<&'static str> {
    match line {
        "row_of" => Some("row_total"),
        "column_of" => Some("column_total"),
        _ => None,
    }
}

/// Whether a method is a product with the transposed matrix.
pub(crate) fn transposes_first(family: Family, method: &str) -> bool {
    family == Family::Algebra && method == "tr_mul"
}

/// What to write instead of a method that has no rule.
pub(crate) fn instead_of(family: Family, method: &str) -> &'static str {
    match (family, method) {
        (Family::Algebra, "angle") => "write `(a.dot(&b) / (a.norm() * b.norm())).acos()`",
        (Family::Factor, _) => "use `solve`, `inverse`, `l`, `determinant` and `ln_determinant`",
        (Family::Grid(_), "axis_iter" | "index_axis") => {
            "write the axis as a number, as in `a.axis_iter(Axis(0))`"
        }
        (Family::Grid(_), "slice") => "write the part in place, as in `a.slice(s![1.., 0])`",
        (Family::Lu | Family::Qr, _) => {
            "use `solve`, `try_inverse`, `is_invertible`, and `determinant` of `lu`"
        }
        (Family::Algebra, "svd") => "write `m.lu().solve(&b)` or `m.qr().solve(&b)`",
        (Family::Algebra, _) => {
            "write it with sums, products, `dot`, `cross`, `norm`, `map`, `zip_map` and elements, as in `v[0]`"
        }
        (Family::Grid(_), _) => "write it with sums, products, `dot`, `mapv` and elements, as in `a[[0, 1]]`",
        (Family::Complex, _) => {
            "write it with arithmetic, `exp`, `ln`, `conj`, and the parts `z.re` and `z.im`"
        }
    }
}

/// The function of the core crate that gives a field which is a vector or a turn itself.
pub(crate) fn part_in_field(field: &Ident) -> Option<&'static str> {
    match field.to_string().as_str() {
        "translation" => Some("way_of"),
        "rotation" => Some("turn_of"),
        "vector" | "coords" => Some("vector_of"),
        _ => None,
    }
}

/// Which of the four numbers of a quaternion a field is.
pub(crate) fn part_of_quaternion(field: &Ident) -> Option<usize> {
    ["i", "j", "k", "w"].iter().position(|name| field == name)
}

/// The methods that ask for a size, which does not vary.
pub(crate) fn is_size(method: &str) -> bool {
    ["len", "nrows", "ncols", "is_empty", "is_square", "shape", "dim", "raw_dim", "len_of", "is_invertible"]
        .contains(&method)
}

/// Whether a method gives a view with the same numbers in the same order as in memory of their own.
pub(crate) fn gives_view(family: Family, method: &str) -> bool {
    match family {
        Family::Algebra => ["row", "column", "rows", "columns", "fixed_rows", "fixed_columns", "fixed_view"]
            .contains(&method),
        Family::Grid(_) => ["t", "view"].contains(&method),
        _ => false,
    }
}

/// The methods that give the same numbers, owned or not.
pub(crate) fn is_same(method: &str) -> bool {
    ["clone", "clone_owned", "into_owned", "to_owned", "view", "as_ref", "coords"].contains(&method)
}

/// The methods that give, for each number, what a closure makes of it.
pub(crate) fn is_map(method: &str) -> bool {
    ["map", "mapv"].contains(&method)
}
