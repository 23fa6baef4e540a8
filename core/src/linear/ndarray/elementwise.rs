//! What is done element by element, with smaller operands broadcast.

use ::ndarray::{Array, ArrayBase, Data, DimMax, Dimension, Zip};

use super::Entry;
use super::broadcast::{add_gathered, gathered, spread};
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, bilinear, linear_in_first, quotient, square};
use crate::linear::{
    Slot, component_product, component_quotient, component_square, difference, negated, scaled, shifted,
    subtracted, sum, unscaled,
};
use crate::support::{Constant, zeros_like};

additive! {
    sum [T: Entry, D: Dimension + DimMax<E, Output = O>, E: Dimension, O: Dimension, S1: Data<Elem = T>, S2: Data<Elem = T>]
    (ArrayBase<S1, D>, ArrayBase<S2, E>) -> (Array<T, D>, Array<T, E>, Array<T, O>)
    where {}
    value |a, b| a + b;
    of_first |at, along| spread(along, at.value());
    of_second |at, along| spread(along, at.value());
    first to slot |at, cotangent| add_gathered(slot, cotangent, at.a, |sum, by| *sum += by);
    second to slot |at, cotangent| add_gathered(slot, cotangent, at.b, |sum, by| *sum += by);
}

additive! {
    difference [T: Entry, D: Dimension + DimMax<E, Output = O>, E: Dimension, O: Dimension, S1: Data<Elem = T>, S2: Data<Elem = T>]
    (ArrayBase<S1, D>, ArrayBase<S2, E>) -> (Array<T, D>, Array<T, E>, Array<T, O>)
    where {}
    value |a, b| a - b;
    of_first |at, along| spread(along, at.value());
    of_second |at, along| -spread(along, at.value());
    first to slot |at, cotangent| add_gathered(slot, cotangent, at.a, |sum, by| *sum += by);
    second to slot |at, cotangent| add_gathered(slot, cotangent, at.b, |sum, by| *sum -= by);
}

bilinear! {
    component_product [
        T: Entry,
        D: Dimension + DimMax<E, Output = O>,
        E: Dimension,
        O: Dimension + DimMax<D, Output = O> + DimMax<E, Output = O>,
        S1: Data<Elem = T>,
        S2: Data<Elem = T>
    ]
    (ArrayBase<S1, D>, ArrayBase<S2, E>) -> (Array<T, D>, Array<T, E>, Array<T, O>)
    where {}
    value |a, b| a * b;
    first |at, cotangent, b| gathered(cotangent * b, at.a);
    second |at, a, cotangent| gathered(cotangent * a, at.b);
}

square! {
    component_square [T: Entry, D: Dimension + DimMax<D, Output = D>, S: Data<Elem = T>]
    (ArrayBase<S, D>) -> (Array<T, D>, Array<T, D>)
    where {}
    value |a, b| a * b;
    back |cotangent, b| Zip::from(cotangent).and(b).map_collect(|&by, &number| {
        let product = by * number;
        product + product
    });
}

quotient! {
    component_quotient [
        T: Entry,
        D: Dimension + DimMax<E, Output = O>,
        E: Dimension,
        O: Dimension + DimMax<E, Output = O>,
        S1: Data<Elem = T>,
        S2: Data<Elem = T>
    ]
    (ArrayBase<S1, D>, ArrayBase<S2, E>) -> (Array<T, D>, Array<T, E>, Array<T, O>)
    where {}
    value |a, b| a / b;
    times |v, b| v * b;
    first |at, cotangent| gathered(cotangent, at.a);
    back |at, v, cotangent| -gathered(v * cotangent, at.b);
    over |numbers, b| numbers / b;
    times_second |numbers, b| numbers * b;
}

linear_in_first! {
    negated [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, ()) -> (Array<T, D>, Array<T, D>)
    where {}
    value |a, _b| a.mapv(|number| -number);
    back |_at, cotangent| -cotangent.clone();
}

additive! {
    shifted [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, T) -> (Array<T, D>, T, Array<T, D>)
    where {}
    value |a, s| a + *s;
    of_first |_at, along| along.clone();
    of_second |at, along| Array::from_elem(at.value().raw_dim(), *along);
    first |_at, cotangent| cotangent.clone();
    second |_at, cotangent| cotangent.sum();
}

additive! {
    subtracted [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, T) -> (Array<T, D>, T, Array<T, D>)
    where {}
    value |a, s| a.mapv(|number| *s - number);
    of_first |_at, along| -along.clone();
    of_second |at, along| Array::from_elem(at.value().raw_dim(), *along);
    first |_at, cotangent| -cotangent.clone();
    second |_at, cotangent| cotangent.sum();
}

bilinear! {
    scaled [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, T) -> (Array<T, D>, T, Array<T, D>)
    where {}
    value |a, s| a * *s;
    first |_at, cotangent, s| cotangent * *s;
    second |_at, a, cotangent| (cotangent * a).sum();
}

quotient! {
    unscaled [T: Entry, D: Dimension, S: Data<Elem = T>]
    (ArrayBase<S, D>, T) -> (Array<T, D>, T, Array<T, D>)
    where {}
    value |a, s| a / *s;
    times |v, s| v * *s;
    first |_at, cotangent| cotangent;
    back |_at, v, cotangent| -(v * cotangent).sum();
    over |number, s| *number / *s;
    times_second |number, s| *number * *s;
}
