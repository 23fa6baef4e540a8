//! What the way back through the functions of the core crate reads.

/// Whether the way back through a function of the core crate reads no more of an array than its size: where it is linear in it, and in no other
/// argument that varies.
pub(crate) fn reads_size_alone(function: &str, others_vary: bool) -> bool {
    let added_up = [
        "sum",
        "difference",
        "negated",
        "shifted",
        "subtracted",
        "conjugated",
        "total",
        "row_total",
        "column_total",
        "mean_of",
        "trace",
        "transposed",
        "row_of",
        "column_of",
        "rows_of",
        "columns_of",
        "part_of",
        "diagonal_of",
        "xy",
        "xyz",
        "lower_triangle_of",
        "upper_triangle_of",
        "row_sum",
        "row_mean",
        "column_sum",
        "column_mean",
        "homogeneous",
        "axis_total",
        "axis_mean",
        "with_axis",
        "sliced",
        "flattened",
        "vector_of",
        "way_of",
        "turn_of",
        "lu_of",
        "qr_of",
    ];
    let multiplied = ["product", "complex_product", "component_product", "scaled", "dot", "cross"];
    added_up.contains(&function) || !others_vary && multiplied.contains(&function)
}

/// Whether the way back through a function of the core crate reads its value, or what is kept beside it.
pub(crate) fn reads_value(function: &str) -> bool {
    [
        "factor",
        "factor_determinant",
        "lower_solved",
        "lower_transposed_solved",
        "upper_solved",
        "upper_transposed_solved",
        "unscaled",
        "component_quotient",
        "quotient",
        "inverse",
        "determinant",
        "solved",
        "triangles_determinant",
    ]
    .contains(&function)
}
