//! The operations of ndarray.

use ::ndarray::{
    Array, Array0, Array1, Array2, Array3, ArrayBase, ArrayD, ArrayView1, ArrayView2, Axis, Data, Ix1, Ix2,
    ShapeBuilder, Slice, SliceInfo, SliceInfoElem, array,
};

use super::{against_slopes, against_value, moved, numbers, some};
use crate::linear;
use crate::support::{Constant, Shape, nothing};
use crate::{Differentiable, Float};

fn vector(length: usize, seed: u32) -> Array1<f64> {
    some(&Array1::zeros(length), seed)
}

fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    some(&Array2::zeros((rows, columns)), seed)
}

/// The same kind of matrix, column by column in memory.
fn standing(rows: usize, columns: usize, seed: u32) -> Array2<f64> {
    some(&Array2::zeros((rows, columns)), seed).as_standard_layout().t().to_owned().reversed_axes()
}

fn part(of: &Array2<f64>, rows: Slice, columns: Slice) -> ArrayView2<'_, f64> {
    let mut part = of.view();
    part.slice_axis_inplace(Axis(0), rows);
    part.slice_axis_inplace(Axis(1), columns);
    part
}

#[test]
fn sums() {
    two!(sum(vector(3, 1), &vector(3, 2)));
    two!(sum(matrix(2, 3, 1), &standing(2, 3, 2)));
    two!(difference(matrix(2, 3, 1), &matrix(2, 3, 2)));
    two!(difference(
        some(&ArrayD::<f64>::zeros(vec![2, 1, 3]), 1),
        &some(&ArrayD::<f64>::zeros(vec![2, 1, 3]), 2)
    ));
    two!(shifted(matrix(2, 3, 1), 1.5));
    two!(subtracted(matrix(2, 3, 1), 1.5));
    one!(negated(matrix(2, 3, 1)));
}

#[test]
fn element_by_element() {
    two!(component_product(vector(3, 1), &vector(3, 2)));
    one!(component_square(standing(2, 3, 2)));
    two!(component_product(matrix(2, 3, 1), &standing(2, 3, 2)));
    two!(component_quotient(vector(3, 1), &(vector(3, 2) + 3.0)));
    two!(component_quotient(matrix(2, 3, 1), &(matrix(2, 3, 2) + 3.0)));
    two!(scaled(matrix(2, 3, 1), 1.5));
    two!(unscaled(matrix(2, 3, 1), -1.5));
}

#[test]
fn smaller_ones_are_broadcast() {
    two!(sum(matrix(2, 3, 1), &vector(3, 2)));
    two!(sum(vector(3, 2), &matrix(2, 3, 1)));
    two!(difference(matrix(2, 3, 1), &vector(3, 2)));
    two!(difference(matrix(2, 1, 1), &matrix(1, 3, 2)));
    two!(sum(vector(3, 1), &Array0::from_elem((), 2.0)));
    two!(component_product(matrix(2, 3, 1), &vector(3, 2)));
    two!(component_product(matrix(2, 1, 1), &matrix(1, 3, 2)));
    two!(component_quotient(matrix(2, 3, 1), &(vector(3, 2) + 3.0)));
    two!(component_quotient(vector(3, 1), &(matrix(2, 3, 2) + 3.0)));
    two!(component_quotient(matrix(2, 1, 1), &(matrix(1, 3, 2) + 3.0)));
    two!(sum(some(&Array3::<f64>::zeros((2, 3, 4)), 1), &matrix(3, 1, 2)));
}

#[test]
fn products() {
    two!(dot(vector(3, 1), &vector(3, 2)));
    one!(inner_square(vector(3, 1)));
    one!(row_total(matrix(2, 3, 1), 1));
    one!(column_total(standing(2, 3, 1), 2));
    two!(product(vector(3, 1), &vector(3, 2)));
    two!(product(matrix(2, 3, 1), &vector(3, 2)));
    two!(product(standing(2, 3, 1), &vector(3, 2)));
    two!(product(vector(2, 1), &matrix(2, 3, 2)));
    two!(product(matrix(2, 4, 1), &matrix(4, 3, 2)));
    two!(dot(matrix(2, 4, 1), &standing(4, 3, 2)));
}

#[test]
fn parts() {
    one!(total(matrix(2, 3, 1)));
    one!(mean_of(matrix(2, 3, 1)));
    one!(mean_of(vector(3, 1)));
    one!(transposed(matrix(2, 3, 1)));
    one!(row_of(matrix(2, 3, 1), 1));
    one!(column_of(matrix(2, 3, 1), 2));
    one!(diagonal_of(matrix(3, 3, 1)));
    for axis in [0, 1] {
        one!(axis_total(matrix(2, 3, 1), axis));
        one!(axis_mean(matrix(2, 3, 1), axis));
        one!(with_axis(vector(3, 1), axis));
    }
    // As `s![…]` makes them, which the lints of this crate refuse.
    let every_other = SliceInfoElem::from(Slice::new(0, Some(3), 2));
    let block = SliceInfo::<_, Ix2, Ix2>::try_from([SliceInfoElem::from(1..), every_other]).unwrap();
    one!(sliced(matrix(3, 4, 1), &block));
    let row = SliceInfo::<_, Ix2, Ix1>::try_from([SliceInfoElem::Index(-1), (..).into()]).unwrap();
    one!(sliced(matrix(3, 4, 1), &row));
}

#[test]
fn values_are_those_of_views_to_the_last_bit() {
    let b = vector(37, 3);
    for a in [matrix(37, 37, 1), standing(37, 37, 1)] {
        assert_eq!(linear::mean_of(&a).to_bits(), a.mean().expect("it has elements").to_bits());
        for i in 0..37 {
            let (row, column) = (linear::row_of(&a, i), linear::column_of(&a, i));
            assert_eq!(linear::dot(&row, &b).to_bits(), a.row(i).dot(&b).to_bits());
            assert_eq!(linear::dot(&column, &b).to_bits(), a.column(i).dot(&b).to_bits());
            assert_eq!(linear::total(&column).to_bits(), a.column(i).sum().to_bits());
        }
        assert_eq!(linear::total(&linear::diagonal_of(&a)).to_bits(), a.diag().sum().to_bits());
        let views = [
            a.view(),
            part(&a, Slice::new(1, Some(30), 1), Slice::new(2, Some(35), 1)),
            part(&a, Slice::new(0, None, 2), Slice::new(0, None, 3)),
            part(&a, Slice::new(0, None, -1), Slice::new(3, None, 1)),
            part(&a, Slice::new(0, None, 1), Slice::new(3, None, -1)),
            part(&a, Slice::new(3, Some(4), 1), Slice::new(0, None, 2)),
            part(&a, Slice::new(0, None, 2), Slice::new(3, Some(4), 1)),
        ];
        for view in views {
            assert_eq!(linear::total(&linear::transposed(&view)).to_bits(), view.t().sum().to_bits());
            assert_eq!(linear::total(&view.owned()).to_bits(), view.sum().to_bits());
            assert_eq!(linear::transposed(&view), view.t());
            assert_eq!(view.owned(), view);
        }
    }
}

#[test]
fn views_and_references() {
    let (a, b) = (matrix(4, 3, 1), vector(3, 2));
    let rows: ArrayView2<f64> = part(&a, Slice::new(0, None, 2), Slice::new(0, None, 1));
    let of_b: ArrayView1<f64> = b.view();
    let (mut d_rows, mut d_b) = (rows.zeros(), of_b.zeros());
    let value =
        linear::product::__pull_back(&rows, linear::plain(&&of_b), array![1.0, 2.0], &mut d_rows, &mut d_b);
    assert_eq!(value, rows.dot(&b));
    assert_eq!(d_b, rows.t().dot(&array![1.0, 2.0]));
    assert_eq!((d_rows.row(0), d_rows.row(1)), (b.view(), (&b * 2.0).view()));
    let mut d_s = 0.0;
    let _ = linear::scaled::__pull_back(&rows, 2.0, rows.owned(), &mut Constant, &mut d_s);
    assert_eq!(d_s, (&rows * &rows).sum());
}

/// The slope of a sum of squares, as a function that is generic in what holds the numbers would ask for it.
fn slope_of_squares<S: Data<Elem = f64>>(x: &ArrayBase<S, Ix1>) -> Array1<f64> {
    let mut d_x = crate::support::zeros_like(&x);
    let copy = crate::support::owned(&x);
    let _ = linear::dot::__pull_back(x, &copy, 1.0, &mut d_x, &mut Constant);
    let _ = linear::dot::__pull_back(&copy, x, 1.0, &mut Constant, &mut d_x);
    assert_eq!(numbers(&x), numbers(&copy));
    d_x
}

#[test]
fn whatever_holds_the_numbers() {
    let x = vector(4, 1);
    assert_eq!(slope_of_squares(&x), &x * 2.0);
    assert_eq!(slope_of_squares(&x.view()), &x * 2.0);
    assert_eq!(slope_of_squares(&x.to_shared()), &x * 2.0);
}

#[test]
fn in_single_precision() {
    let (a, b) = (matrix(2, 3, 1), vector(3, 2));
    let (narrow_a, narrow_b) = (a.mapv(<f32 as Float>::of), b.mapv(<f32 as Float>::of));
    let mut d_a: Array2<f32> = nothing();
    let _ = linear::product::__pull_back(&narrow_a, &narrow_b, array![1.0, -1.0], &mut d_a, &mut Constant);
    let mut wanted: Array2<f64> = nothing();
    let _ = linear::product::__pull_back(&a, &b, array![1.0, -1.0], &mut wanted, &mut Constant);
    assert!((d_a.mapv(f64::from) - wanted).iter().all(|difference| difference.abs() < 1e-6));
}

#[test]
#[should_panic(expected = "the arrays are of one shape")]
fn a_slot_is_not_broadcast() {
    let mut slot = Array1::<f64>::zeros(3);
    linear::Slot::add(&mut slot, || array![1.0]);
}

#[test]
fn arrays_as_arrangements() {
    let mut a = Array::from_shape_vec((2, 3).f(), vec![1.0, 4.0, 2.0, 5.0, 3.0, 6.0]).expect("six");
    assert_eq!(numbers(&a), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    a.add_multiple(2.0, &array![[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]);
    assert_eq!(a, array![[3.0, 2.0, 3.0], [4.0, 5.0, 8.0]]);
    let extent = a.extent();
    Shape::assign(&mut a, &array![[1.0]]);
    assert_eq!(a, array![[1.0]]);
    Shape::reshape(&mut a, &extent);
    assert_eq!(a, Array2::<f64>::zeros((2, 3)));
    assert_eq!((nothing::<Array2<f64>>().shape(), nothing::<ArrayD<f64>>().shape()), (&[0, 0][..], &[0][..]));
}
