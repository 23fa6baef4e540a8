//! The Hessian at a point as an operator: a direction goes in, its product with the Hessian comes out.

use ::argmin::core::{Error as Refusal, Operator};

use super::Parameters;
use super::parameters::{like, shape};
use crate::Point;

/// The Hessian at a point, without its elements; see [`Problem::curvature_at`](super::Problem::curvature_at).
///
/// ```
/// use argmin::core::Operator;
/// use chainrule::argmin::Problem;
///
/// // x²·y has the Hessian (2y 2x; 2x 0).
/// let problem = Problem::new(|p| (p[0] * p[0] * p[1], [2.0 * p[0] * p[1], p[0] * p[0]]))
///     .with_product(|p, v| [2.0 * p[1] * v[0] + 2.0 * p[0] * v[1], 2.0 * p[0] * v[0]]);
/// assert_eq!(problem.curvature_at(&vec![3.0, 2.0]).apply(&vec![1.0, 10.0])?, [64.0, 6.0]);
/// # Ok::<(), argmin::core::Error>(())
/// ```
pub struct Curvature<'a, P, V> {
    product: &'a V,
    point: P,
}

impl<'a, P, V> Curvature<'a, P, V> {
    pub(super) fn new(product: &'a V, point: P) -> Self {
        Self { product, point }
    }
}

impl<P, V, G> Operator for Curvature<'_, P, V>
where
    P: Parameters,
    V: Fn(&[f64], Vec<f64>) -> G,
    G: Point<Scalar = f64>,
{
    type Param = P;
    type Output = P;

    fn apply(&self, direction: &P) -> Result<P, Refusal> {
        let (point, direction) = (self.point.coordinates(), direction.coordinates());
        shape("slopes", point.len(), direction.len())?;
        let product = (self.product)(point, direction.to_vec());
        Ok(like(&self.point, product.coordinates(), "product")?)
    }
}
