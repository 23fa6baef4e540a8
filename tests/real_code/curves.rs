//! Curves and tables.

mod a_swap_on_a_curve {

    use chainrule::{Differentiable, differentiate};
    pub struct Curve {
        pub tenors: Vec<f64>,
    }
    impl Curve {
        #[differentiate(wrt(rates))]
        pub fn rate(&self, rates: &[f64], t: f64) -> f64 {
            let idx = self.tenors.partition_point(|&x| x < t);
            if idx == 0 {
                return rates[0];
            }
            if idx == self.tenors.len() {
                return *rates.last().unwrap();
            }
            let (t0, t1) = (self.tenors[idx - 1], self.tenors[idx]);
            let w = (t - t0) / (t1 - t0);
            rates[idx - 1] * (1.0 - w) + rates[idx] * w
        }
        #[differentiate(wrt(rates))]
        pub fn swap_par_rate(&self, rates: &[f64], payments: &[f64]) -> f64 {
            let df: Vec<f64> = payments.iter().map(|&t| (-self.rate(rates, t) * t).exp()).collect();
            let annuity: f64 = payments
                .iter()
                .scan(0.0, |prev, &t| {
                    let dt = t - *prev;
                    *prev = t;
                    Some(dt)
                })
                .zip(df.iter())
                .map(|(dt, d)| dt * d)
                .sum();
            (1.0 - df.last().unwrap()) / annuity
        }
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let c = Curve { tenors: vec![0.5, 1.0, 2.0, 5.0] };
        let at = vec![0.01, 0.015, 0.02, 0.03];
        let p = [0.3, 1.0, 1.5, 3.0, 6.0];
        check(&at, |r| c.swap_par_rate(r, &p), c.swap_par_rate_value_and_gradient(&at, &p));
    }
}

mod a_cubic_between_knots {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Debug, Differentiable)]
    pub struct CubicHermite {
        #[differentiate(constant)]
        knots: Vec<f64>,
        values: Vec<f64>,
    }
    impl CubicHermite {
        fn locate(&self, x: f64) -> usize {
            match self.knots.binary_search_by(|k| k.partial_cmp(&x).unwrap()) {
                Ok(i) => i.min(self.knots.len() - 2),
                Err(i) => i.saturating_sub(1).min(self.knots.len() - 2),
            }
        }
        #[differentiate(wrt(self))]
        fn slope_at(&self, i: usize) -> f64 {
            let n = self.knots.len();
            if i == 0 {
                (self.values[1] - self.values[0]) / (self.knots[1] - self.knots[0])
            } else if i == n - 1 {
                (self.values[n - 1] - self.values[n - 2]) / (self.knots[n - 1] - self.knots[n - 2])
            } else {
                (self.values[i + 1] - self.values[i - 1]) / (self.knots[i + 1] - self.knots[i - 1])
            }
        }
        #[differentiate(wrt(self, x))]
        pub fn eval(&self, x: f64) -> f64 {
            let i = match self.knots.binary_search_by(|k| k.partial_cmp(&x).unwrap()) {
                Ok(i) => i.min(self.knots.len() - 2),
                Err(i) => i.saturating_sub(1).min(self.knots.len() - 2),
            };
            let h = self.knots[i + 1] - self.knots[i];
            let t = (x - self.knots[i]) / h;
            let (t2, t3) = (t * t, t * t * t);
            (2.0 * t3 - 3.0 * t2 + 1.0) * self.values[i]
                + (t3 - 2.0 * t2 + t) * h * self.slope_at(i)
                + (-2.0 * t3 + 3.0 * t2) * self.values[i + 1]
                + (t3 - t2) * h * self.slope_at(i + 1)
        }
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = (CubicHermite { knots: vec![0.0, 1.0, 2.5, 4.0], values: vec![0.3, 0.9, -0.2, 0.5] }, 1.7);
        let (v, (gs, gx)) = at.0.eval_value_and_gradient(at.1);
        check(&at, |a| a.0.eval(a.1), (v, (gs.values.clone(), gx)));
    }
}

mod a_picture_between_its_pixels {

    use chainrule::{Differentiable, differentiate};
    pub struct Image {
        width: usize,
        height: usize,
        data: Vec<f64>,
    }
    impl Image {
        pub fn get(&self, x: usize, y: usize) -> f64 {
            self.data[y * self.width + x]
        }
        #[differentiate(wrt(x, y))]
        pub fn bilinear(&self, x: f64, y: f64) -> Option<f64> {
            let x0 = x.floor();
            let y0 = y.floor();
            let (ix, iy) = (x0 as usize, y0 as usize);
            if x < 0.0 || y < 0.0 || ix + 1 >= self.width || iy + 1 >= self.height {
                return None;
            }
            let (fx, fy) = (x - x0, y - y0);
            Some(
                self.get(ix, iy) * (1.0 - fx) * (1.0 - fy)
                    + self.get(ix + 1, iy) * fx * (1.0 - fy)
                    + self.get(ix, iy + 1) * (1.0 - fx) * fy
                    + self.get(ix + 1, iy + 1) * fx * fy,
            )
        }
        #[differentiate(wrt(shift))]
        pub fn ssd(&self, other: &Image, shift: [f64; 2]) -> f64 {
            let mut sum = 0.0;
            let mut count = 0;
            for y in 0..self.height {
                for x in 0..self.width {
                    if let Some(v) = other.bilinear(x as f64 + shift[0], y as f64 + shift[1]) {
                        sum += (v - self.get(x, y)).powi(2);
                        count += 1;
                    }
                }
            }
            if count > 0 { sum / count as f64 } else { 0.0 }
        }
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let im =
            |k: f64| Image { width: 4, height: 3, data: (0..12).map(|i| (i as f64 * k).sin()).collect() };
        let a = im(0.7);
        let b = im(0.9);
        let at = [0.3, 0.4];
        check(&at, |s| a.ssd(&b, *s), a.ssd_value_and_gradient(&b, at));
    }
}

mod arrays_and_tuples_by_other_names {

    use chainrule::differentiate;
    type State = [f64; 4];
    type Pair = (f64, f64);
    type Points = Vec<[f64; 2]>;
    #[differentiate(wrt(s, u))]
    fn step(s: State, u: Pair) -> State {
        let [x, y, th, v] = s;
        let (a, w) = u;
        [x + 0.1 * v * th.cos(), y + 0.1 * v * th.sin(), th + 0.1 * w, v + 0.1 * a]
    }
    #[differentiate(wrt(s))]
    fn energy(s: &State, p: Pair) -> f64 {
        s[0] * s[1] + s.iter().map(|v| v * v).sum::<f64>() * p.0
    }
    #[differentiate(wrt(p))]
    fn dist(p: Pair, q: Pair) -> f64 {
        ((p.0 - q.0).powi(2) + (p.1 - q.1).powi(2)).sqrt()
    }
    #[differentiate(wrt(u))]
    fn cost(u: Pair) -> f64 {
        let s: State = [0.1, 0.2, 0.3, 1.0];
        let s2 = step(s, u);
        let s3 = step(s2, u);
        energy(&s3, (0.3, 0.0))
    }
    #[differentiate(wrt(p))]
    fn len(p: &Points) -> f64 {
        p.windows(2).map(|w| (w[1][0] - w[0][0]).hypot(w[1][1] - w[0][1])).sum()
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = [0.1, 0.2, 0.3, 0.4];
        check(&at, |s| energy(s, (0.3, 0.4)), energy::value_and_gradient(&at, (0.3, 0.4)));
        check(&(0.1, 0.3), |p| dist(*p, (1.0, 2.0)), dist::value_and_gradient((0.1, 0.3), (1.0, 2.0)));
        check(&(0.5, 0.6), |u| cost(*u), cost::value_and_gradient((0.5, 0.6)));
        let p = vec![[0.0, 0.1], [1.0, 0.5], [1.5, 0.2]];
        check(&p, |p| len(p), len::value_and_gradient(&p));
    }
}
