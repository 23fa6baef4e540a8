//! Functions as people write them with ndarray, with the attribute added and otherwise unchanged.

use super::differences::parts::check_at as check;

mod a_portfolio {

    use chainrule::differentiate;
    use ndarray::{Array1, Array2};
    #[differentiate(wrt(w))]
    pub fn neg_sharpe(w: &Array1<f64>, mu: &Array1<f64>, cov: &Array2<f64>, rf: f64) -> f64 {
        let total = w.sum();
        let weights = w / total;
        let ret = weights.dot(mu) - rf;
        let var = weights.dot(&cov.dot(&weights));
        -ret / var.sqrt()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let mu = Array1::from(vec![0.1, 0.05, 0.07]);
        let cov =
            Array2::from_shape_vec((3, 3), vec![0.04, 0.01, 0.0, 0.01, 0.09, 0.02, 0.0, 0.02, 0.05]).unwrap();
        let at = Array1::from(vec![0.3, 0.5, 0.4]);
        check(&at, |w| neg_sharpe(w, &mu, &cov, 0.01), neg_sharpe::value_and_gradient(&at, &mu, &cov, 0.01));
    }
}

mod a_classifier_row_by_row {

    use chainrule::differentiate;
    use ndarray::{Array1, Array2, ArrayView1, Axis};
    #[differentiate(wrt(w, b))]
    pub fn cross_entropy(w: &Array2<f64>, b: &Array1<f64>, x: &Array2<f64>, labels: &[usize]) -> f64 {
        let logits = x.dot(w) + b;
        let mut loss = 0.0;
        for (row, &label) in logits.outer_iter().zip(labels) {
            let max = row.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
            let lse = row.iter().map(|v| (v - max).exp()).sum::<f64>().ln() + max;
            loss += lse - row[label];
        }
        loss / labels.len() as f64
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let x = Array2::from_shape_vec((3, 2), vec![0.1, 0.2, -0.4, 0.5, 0.3, 0.9]).unwrap();
        let at = (
            Array2::from_shape_vec((2, 3), vec![0.3, -0.2, 0.1, 0.6, 0.4, -0.5]).unwrap(),
            Array1::from(vec![0.1, 0.0, -0.1]),
        );
        let l = [0, 2, 1];
        check(
            &at,
            |a| cross_entropy(&a.0, &a.1, &x, &l),
            cross_entropy::value_and_gradient(&at.0, &at.1, &x, &l),
        );
    }
}

mod counts_by_exponentials {

    use chainrule::differentiate;
    use ndarray::prelude::*;
    #[differentiate(wrt(beta))]
    pub fn poisson_deviance(beta: ArrayView1<f64>, x: ArrayView2<f64>, y: ArrayView1<f64>) -> f64 {
        let eta = x.dot(&beta);
        let mu = eta.mapv(f64::exp);
        let ll = (&y * &eta - &mu).sum();
        -2.0 * ll
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let x = array![[0.1, 0.2], [-0.4, 0.5], [0.3, 0.9]];
        let y = array![1.0, 0.0, 3.0];
        let at = array![0.3, 0.4];
        check(
            &at,
            |b| poisson_deviance(b.view(), x.view(), y.view()),
            poisson_deviance::value_and_gradient(at.view(), x.view(), y.view()),
        );
    }
}

mod layers_one_after_the_other {

    use chainrule::{Differentiable, differentiate};
    use ndarray::{Array1, Array2};
    #[derive(Clone, Debug, Differentiable)]
    pub struct Layer {
        w: Array2<f64>,
        b: Array1<f64>,
    }
    impl Layer {
        #[differentiate(wrt(self, x))]
        pub fn forward(&self, x: &Array1<f64>) -> Array1<f64> {
            (self.w.dot(x) + &self.b).mapv(|v| v.tanh())
        }
    }
    #[differentiate(wrt(layers))]
    pub fn mse(layers: &[Layer], xs: &[Array1<f64>], ys: &[f64]) -> f64 {
        let mut total = 0.0;
        for (x, y) in xs.iter().zip(ys) {
            let mut h = x.clone();
            for layer in layers {
                h = layer.forward(&h);
            }
            total += (h[0] - y).powi(2);
        }
        total / ys.len() as f64
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let l = |o: usize, i: usize, k: f64| Layer {
            w: Array2::from_shape_fn((o, i), |(a, b)| (k * (a as f64) + 0.3 * b as f64).cos()),
            b: Array1::from_shape_fn(o, |a| 0.1 * a as f64),
        };
        let at = vec![l(3, 2, 0.4), l(1, 3, 0.9)];
        let xs = [Array1::from(vec![0.1, 0.5]), Array1::from(vec![-0.3, 0.8])];
        check(&at, |m| mse(m, &xs, &[0.3, -0.1]), mse::value_and_gradient(&at, &xs, &[0.3, -0.1]));
    }
}

mod attention_by_axes {

    use chainrule::differentiate;
    use ndarray::{Array2, Axis};
    #[differentiate(wrt(q, k, v))]
    pub fn attention_energy(q: &Array2<f64>, k: &Array2<f64>, v: &Array2<f64>) -> f64 {
        let scale = (q.ncols() as f64).sqrt();
        let scores = q.dot(&k.t()) / scale;
        let e = scores.mapv(f64::exp);
        let z = e.sum_axis(Axis(1)).insert_axis(Axis(1));
        let out = (&e / &z).dot(v);
        out.mapv(|x| x * x).sum()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let m = |k: f64| Array2::from_shape_fn((3, 2), |(a, b)| (k * (a as f64) + 0.3 * b as f64).cos());
        let at = (m(0.3), m(0.7), m(1.1));
        check(
            &at,
            |a| attention_energy(&a.0, &a.1, &a.2),
            attention_energy::value_and_gradient(&at.0, &at.1, &at.2),
        );
    }
}

mod axes_and_slices {

    use chainrule::differentiate;
    use ndarray::{Array1, Array2, Axis};
    #[differentiate]
    fn f(x: &Array2<f64>, w: &Array1<f64>) -> f64 {
        let mut t = 0.0;
        for (i, row) in x.rows().into_iter().enumerate() {
            t += row.dot(w).tanh() * (i as f64 + 1.0);
        }
        for col in x.axis_iter(Axis(1)) {
            t += col.iter().map(|v| v * v).sum::<f64>().sqrt();
        }
        let m = x.mean_axis(Axis(0)).unwrap();
        let c = x - &m;
        t + c.mapv(|v| v.powi(3)).sum() + x.iter().map(|v| v.powi(2)).sum::<f64>() + (&m * w).sum()
    }
    #[differentiate]
    fn g(x: &Array2<f64>) -> f64 {
        let b = x.sum_axis(Axis(0)).insert_axis(Axis(0));
        b.dot(&x.t()).sum()
            + x.index_axis(Axis(1), 1).dot(&x.column(0)) * x.diag().sum()
            + x.sum_axis(Axis(1))[1].exp()
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let at = (
            Array2::from_shape_fn((3, 2), |(i, j)| 0.3 * i as f64 - 0.4 * j as f64 + 0.1),
            Array1::from(vec![0.4, -0.7]),
        );
        check(&at, |a| f(&a.0, &a.1), f::value_and_gradient(&at.0, &at.1));
        check(&at.0, |a| g(a), g::value_and_gradient(&at.0));
    }
}

mod a_softmax_with_folds {
    use chainrule::differentiate;
    use ndarray::Array2;

    #[differentiate(wrt(theta))]
    pub fn loss(x: &Array2<f64>, labels: &[usize], theta: &Array2<f64>) -> f64 {
        let logits = x.dot(theta);
        let mut loss = 0.0;
        for (row, &label) in logits.outer_iter().zip(labels) {
            let max = row.fold(f64::NEG_INFINITY, |a, &b| a.max(b));
            let lse = row.mapv(|v| (v - max).exp()).sum().ln() + max;
            loss += lse - row[label];
        }
        loss / labels.len() as f64 + 0.01 * theta.fold(0.0, |sum, t| sum + t * t)
    }
    use super::check;

    #[test]
    fn its_derivatives() {
        let x = Array2::from_shape_fn((3, 2), |(i, j)| (i as f64 - j as f64) * 0.4 + 0.1);
        let at = Array2::from_shape_fn((2, 3), |(i, j)| (i as f64 + j as f64) * 0.2 - 0.1);
        check(&at, |t| loss(&x, &[0, 2, 1], t), loss::value_and_gradient(&x, &[0, 2, 1], &at));
    }
}
