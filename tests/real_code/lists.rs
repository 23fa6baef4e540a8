//! Lists and what becomes of them.

mod parts_that_are_looked_for {

    use chainrule::differentiate;
    #[differentiate(wrt(x))]
    fn f(xs: &[f64], x: f64) -> f64 {
        let first = xs.iter().find_map(|&k| if k > x { Some(k - x * x) } else { None }).unwrap_or(x);
        let v: Vec<f64> = xs.iter().map(|k| k * x).collect();
        let (pos, neg): (Vec<f64>, Vec<f64>) = v.iter().partition(|&&q| q > 0.5);
        let (a, b): (Vec<f64>, Vec<f64>) = xs.iter().map(|k| (k * x, k + x)).unzip();
        let mut kept = v.clone();
        kept.retain(|q| *q > 0.3);
        first
            + pos.iter().sum::<f64>() * 2.0
            + neg.iter().map(|q| q * q).sum::<f64>()
            + a[0] * b[1]
            + kept.iter().product::<f64>()
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let xs = [0.2, 0.9, 1.5];
        check(&0.7, |x| f(&xs, *x), f::value_and_gradient(&xs, 0.7));
    }
}

mod all_or_none {

    use chainrule::differentiate;
    #[differentiate(wrt(x))]
    fn safe_ln(x: f64) -> Result<f64, String> {
        if x <= 0.0 { Err("neg".into()) } else { Ok(x.ln()) }
    }
    #[differentiate(wrt(x))]
    fn f(x: &[f64]) -> Result<f64, String> {
        let l = x.iter().map(|&v| safe_ln(v)).collect::<Result<Vec<_>, _>>()?;
        let m: Vec<f64> = x.iter().map(|&v| safe_ln(v * 2.0)).collect::<Result<Vec<f64>, String>>()?;
        Ok(l.iter().sum::<f64>() + m[0] * m[1])
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = vec![0.2, 0.9, 1.5];
        check(&at, |x| f(x).unwrap(), f::value_and_gradient(&at).unwrap());
        assert!(f::gradient(&[1.0, -1.0]).is_err());
    }
}

mod the_best_by_reference {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Debug, Differentiable)]
    pub struct S {
        x: f64,
        y: f64,
    }
    #[differentiate(wrt(s))]
    fn f(s: &[S], q: f64) -> f64 {
        let mut best = &s[0];
        for p in s.iter() {
            if (p.x - q).abs() < (best.x - q).abs() {
                best = p;
            }
        }
        best.y * best.x
    }
    #[differentiate(wrt(s))]
    fn g(s: &[S], q: f64) -> f64 {
        let mut best: Option<&S> = None;
        for p in s {
            if best.is_none_or(|b| p.x > b.x) {
                best = Some(p);
            }
        }
        best.map_or(0.0, |b| b.y * q)
    }
    #[differentiate(wrt(s))]
    fn h(s: &[S]) -> f64 {
        let total = s.iter().fold(S { x: 0.0, y: 0.0 }, |acc, p| S { x: acc.x + p.x, y: acc.y + p.x * p.y });
        let m = s.iter().cloned().reduce(|a, b| if a.x > b.x { a } else { b }).unwrap();
        total.x * total.y + m.y
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = vec![S { x: 0.1, y: 0.5 }, S { x: 0.7, y: 0.9 }, S { x: 0.4, y: -0.2 }];
        check(&at, |s| f(s, 0.6), f::value_and_gradient(&at, 0.6));
        check(&at, |s| g(s, 0.6), g::value_and_gradient(&at, 0.6));
        check(&at, |s| h(s), h::value_and_gradient(&at));
    }
}

mod structs_that_are_folded {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Debug, Differentiable)]
    pub struct S {
        x: f64,
        y: f64,
    }
    #[differentiate(wrt(s))]
    fn h(s: &[S]) -> f64 {
        let t = s.iter().fold(S { x: 1.0, y: 0.5 }, |acc, p| S { x: acc.y * p.x, y: acc.x + p.y });
        let m = s.iter().cloned().reduce(|a, b| S { x: a.y + b.x, y: a.x * b.y }).unwrap();
        let z = s.iter().fold(s[0].clone(), |acc, p| if p.x > acc.x { p.clone() } else { acc });
        t.x * 3.0 + t.y + m.x * m.y + z.y * z.y
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = vec![S { x: 0.1, y: 0.5 }, S { x: 0.7, y: 0.9 }, S { x: 0.4, y: -0.2 }];
        check(&at, |s| h(s), h::value_and_gradient(&at));
    }
}

mod references_that_are_handed_on {

    use chainrule::{Differentiable, differentiate};
    #[derive(Clone, Debug, Differentiable)]
    pub struct S {
        x: f64,
        y: f64,
    }
    #[differentiate(wrt(a, b))]
    fn dist(a: &S, b: &S) -> f64 {
        (a.x - b.x).powi(2) + (a.y - b.y).powi(2)
    }
    #[differentiate(wrt(s, q))]
    fn f(s: &[S], q: &S) -> f64 {
        let mut best = &s[0];
        let mut last = &s[0];
        let mut total = 0.0;
        for p in &s[1..] {
            total += dist(last, p);
            last = p;
            if dist(p, q) < dist(best, q) {
                best = p;
            }
        }
        total + dist(best, q) * best.x
    }
    #[differentiate(wrt(v))]
    fn g(v: &[Vec<f64>]) -> f64 {
        let mut best = &v[0];
        for r in v {
            if r[0] > best[0] {
                best = r;
            }
        }
        best[1] * best[0]
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at =
            (vec![S { x: 0.1, y: 0.5 }, S { x: 0.7, y: 0.9 }, S { x: 0.4, y: -0.2 }], S { x: 0.5, y: 0.1 });
        check(&at, |a| f(&a.0, &a.1), f::value_and_gradient(&at.0, &at.1));
        let v = vec![vec![0.1, 0.5], vec![0.6, 0.2], vec![0.3, 0.4]];
        check(&v, |a| g(a), g::value_and_gradient(&v));
    }
}

mod values_that_may_be_missing {

    use chainrule::differentiate;
    pub struct Im {
        w: usize,
        data: Vec<f64>,
    }
    impl Im {
        #[differentiate(wrt(x))]
        fn at(&self, x: f64) -> Option<f64> {
            let i = x.floor() as usize;
            if i + 1 >= self.w {
                return None;
            }
            let t = x - x.floor();
            Some(self.data[i] * (1.0 - t) + self.data[i + 1] * t)
        }
        #[differentiate(wrt(s))]
        fn f(&self, o: &Im, s: f64) -> f64 {
            let mut sum = 0.0;
            for i in 0..self.w {
                if let Some(v) = o.at(i as f64 + s) {
                    sum += (v - self.data[i]).powi(2);
                }
                match self.at(i as f64 * s) {
                    Some(v) => sum += v * v,
                    None => sum += 0.1 * s,
                }
                sum += o.at(s).unwrap_or(0.0);
            }
            sum
        }
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let a = Im { w: 4, data: vec![0.1, 0.5, 0.2, 0.7] };
        let b = Im { w: 4, data: vec![0.3, 0.1, 0.9, 0.4] };
        check(&0.4, |s| a.f(&b, *s), a.f_value_and_gradient(&b, 0.4));
    }
}

mod items_that_are_peeked_at {
    use chainrule::differentiate;

    #[differentiate]
    pub fn total_variation(x: &[f64]) -> f64 {
        let mut it = x.iter().peekable();
        let mut tv = 0.0;
        while let Some(a) = it.next() {
            if let Some(b) = it.peek() {
                tv += (*b - a).abs() * a;
            }
        }
        tv
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = vec![1.0, 3.0, 2.0, 2.5];
        check(&at, |x| total_variation(x), total_variation::value_and_gradient(&at));
    }
}
