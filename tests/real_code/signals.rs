//! Signals.

mod attention_that_is_normalised_in_place {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[differentiate]
    fn softmax(x: &mut [f64]) {
        let max = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for v in x.iter_mut() {
            *v = (*v - max).exp();
            sum += *v;
        }
        for v in x.iter_mut() {
            *v /= sum;
        }
    }
    #[differentiate]
    fn attention(q: &[Vec<f64>], k: &[Vec<f64>], v: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let d = q[0].len() as f64;
        let mut out = Vec::new();
        for qi in q {
            let mut scores: Vec<f64> =
                k.iter().map(|kj| qi.iter().zip(kj).map(|(a, b)| a * b).sum::<f64>() / d.sqrt()).collect();
            softmax(&mut scores);
            let mut o = vec![0.0; v[0].len()];
            for (s, vj) in scores.iter().zip(v) {
                for (oo, vv) in o.iter_mut().zip(vj) {
                    *oo += s * vv;
                }
            }
            out.push(o);
        }
        out
    }

    #[test]
    fn its_derivatives() {
        let m = |s: f64| vec![vec![0.1 * s, 0.4], vec![0.3, 0.2 - s]];
        let (q, k, v) = (m(1.0), m(-0.3), m(0.5));
        let (value, rows) = attention::value_and_jacobian(&q, &k, &v);
        check(&(q, k, v), |(q, k, v)| attention(q, k, v)[1][0], (value[1][0], rows[1][0].clone()));
    }
}

mod a_transform_in_place {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[differentiate]
    fn fft(re: &mut [f64], im: &mut [f64]) {
        let n = re.len();
        let mut j = 0;
        for i in 1..n {
            let mut bit = n >> 1;
            while j & bit != 0 {
                j ^= bit;
                bit >>= 1;
            }
            j |= bit;
            if i < j {
                re.swap(i, j);
                im.swap(i, j);
            }
        }
        let mut len = 2;
        while len <= n {
            let ang = -2.0 * std::f64::consts::PI / len as f64;
            for start in (0..n).step_by(len) {
                for k in 0..len / 2 {
                    let (wi, wr) = (ang * k as f64).sin_cos();
                    let (a, b) = (start + k, start + k + len / 2);
                    let tr = re[b] * wr - im[b] * wi;
                    let ti = re[b] * wi + im[b] * wr;
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
            len <<= 1;
        }
    }
    #[differentiate]
    fn energy_above(x: &[f64], cutoff: usize) -> f64 {
        let mut re = x.to_vec();
        let mut im = vec![0.0; x.len()];
        fft(&mut re, &mut im);
        re.iter().zip(im.iter()).skip(cutoff).map(|(r, i)| r * r + i * i).sum()
    }

    #[test]
    fn its_derivatives() {
        let at = vec![0.1, 0.5, -0.3, 0.8];
        check(&at, |x| energy_above(x, 1), energy_above::value_and_gradient(&at, 1));
    }
}

mod filters_that_remember {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct Ema {
        a: f64,
        s: f64,
        #[differentiate(constant)]
        n: usize,
    }
    impl Ema {
        #[differentiate(wrt(self, x))]
        fn update(&mut self, x: f64) -> f64 {
            self.s += self.a * (x - self.s);
            self.s * self.s
        }
        #[differentiate(wrt(self, x))]
        fn feed(&mut self, x: f64, other: &mut f64) {
            if x > 50.0 {
                return;
            }
            self.s *= x;
            *other += self.s;
        }
        #[differentiate(wrt(self))]
        fn energy(&self) -> f64 {
            self.s * self.a
        }
        #[differentiate(wrt(self, x))]
        fn two(&mut self, x: f64) -> f64 {
            let u = self.update(x);
            self.update(u);
            self.s + self.energy()
        }
    }
    #[derive(Clone, Debug, Differentiable)]
    #[differentiate(tangent)]
    struct Bank {
        lo: Ema,
        hi: Ema,
    }
    impl Bank {
        #[differentiate(wrt(self, x))]
        fn both(&mut self, x: f64) -> f64 {
            let a = self.lo.update(x);
            let b = self.hi.update(a);
            a - b
        }
    }
    #[differentiate]
    fn run(a: f64, xs: &[f64]) -> f64 {
        let mut f = Ema { a, s: 0.0, n: 1 };
        let mut total = 0.0;
        let mut acc = 1.0;
        for &x in xs {
            total += f.update(x);
            f.update(total);
        }
        for x in xs.iter() {
            f.feed(*x, &mut acc);
        }
        total + f.s + acc * f.energy()
    }
    #[differentiate(wrt(e, x))]
    fn twice(e: Ema, x: f64) -> f64 {
        let mut e = e;
        let y = e.two(x);
        y * e.s
    }
    #[differentiate(wrt(b))]
    fn bank(b: &Bank, xs: &[f64]) -> f64 {
        let mut b = b.clone();
        let mut s = 0.0;
        for x in xs {
            s += b.both(*x).powi(2);
        }
        s
    }
    #[differentiate]
    fn scale(v: &mut [f64], k: f64) -> f64 {
        let mut s = 0.0;
        for x in v.iter_mut() {
            *x *= k;
            s += *x;
        }
        if s > 1e6 {
            return s * 2.0;
        }
        s
    }
    #[differentiate]
    fn add(x: &[f64], out: &mut [f64]) {
        for (o, v) in out.iter_mut().zip(x) {
            *o += v * v;
        }
    }
    #[differentiate]
    fn uses(x: &[f64], k: f64) -> f64 {
        let mut v = x.to_vec();
        let s = scale(&mut v, k);
        let mut fixed = [0.5; 3];
        add(&v, &mut fixed);
        add(x, &mut fixed[1..]);
        let mut rows = vec![vec![1.0; 3]; 2];
        scale(&mut rows[1], k);
        add(x, &mut rows[0]);
        s * fixed[0] + fixed[1] * v[2] + fixed[2] + rows[1][0] * rows[0][1]
    }
    #[differentiate(wrt(fs, x))]
    fn all(fs: &[Ema], x: f64) -> f64 {
        let mut fs = fs.to_vec();
        for f in fs.iter_mut() {
            f.update(x);
        }
        let t = fs[0].update(x * 2.0);
        fs.iter().map(|f| f.s).sum::<f64>() + t
    }

    #[test]
    fn its_derivatives() {
        let e = Ema { a: 0.3, s: 0.7, n: 2 };
        let xs = vec![0.1, 0.7, 0.4];
        check(&(0.3, xs.clone()), |(a, x)| run(*a, x), run::value_and_gradient(0.3, &xs));
        check(&(e.clone(), 0.8), |(e, x)| twice(e.clone(), *x), twice::value_and_gradient(e.clone(), 0.8));
        let at = Bank { lo: e.clone(), hi: Ema { a: 0.1, s: 0.5, n: 0 } };
        check(&at, |b| bank(b, &[0.3, 0.9]), bank::value_and_gradient(&at, &[0.3, 0.9]));
        check(&(xs.clone(), 1.5), |(x, k)| uses(x, *k), uses::value_and_gradient(&xs, 1.5));
        let at = (vec![e.clone(), Ema { a: 0.1, s: 0.5, n: 0 }], 0.7);
        check(&at, |(f, x)| all(f, *x), all::value_and_gradient(&at.0, 0.7));
    }
}

mod counters_beside_what_varies {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct Acc {
        sum: f64,
        #[differentiate(constant)]
        n: usize,
    }
    #[differentiate(wrt(start))]
    fn mean_of(start: &Acc, xs: &[f64]) -> f64 {
        let mut d = start.clone();
        let mut t = 0.0;
        for x in xs {
            d.sum += x * d.sum;
            d.n += 1;
            t += d.sum * d.n as f64 * d.sum;
        }
        t + d.sum / d.n as f64
    }
    #[differentiate(wrt(start, xs))]
    fn all(start: &[Acc], xs: &[f64]) -> f64 {
        let mut d = start.to_vec();
        for x in xs {
            for a in d.iter_mut() {
                a.sum *= x * a.n as f64;
                a.n += 2;
            }
        }
        d.iter().map(|a| a.sum / a.n as f64).sum()
    }
    impl Acc {
        #[differentiate(wrt(self, x))]
        fn add(&mut self, x: f64) -> f64 {
            self.n += 1;
            self.sum = self.sum * x + self.n as f64 * x;
            self.sum / self.n as f64
        }
    }
    #[differentiate(wrt(a, xs))]
    fn calls(a: Acc, xs: &[f64]) -> f64 {
        let mut a = a;
        let mut s = 1.0;
        for x in xs {
            s *= a.add(*x);
        }
        s + a.n as f64 * a.sum
    }

    #[test]
    fn its_derivatives() {
        let at = Acc { sum: 1.0, n: 2 };
        check(&at, |s| mean_of(s, &[0.1, 0.5]), mean_of::value_and_gradient(&at, &[0.1, 0.5]));
        let (all_at, xs) = (vec![at.clone(), Acc { sum: 0.5, n: 1 }], vec![0.3, 0.8]);
        check(&(all_at.clone(), xs.clone()), |(s, x)| all(s, x), all::value_and_gradient(&all_at, &xs));
        check(&(at.clone(), xs.clone()), |(s, x)| calls(s.clone(), x), calls::value_and_gradient(at, &xs));
    }
}

mod methods_by_value_and_by_reference {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Copy, Debug, Differentiable)]
    struct A {
        k: f64,
        m: f64,
    }
    impl A {
        #[differentiate(wrt(self, x))]
        fn val(self, x: f64) -> f64 {
            self.k * x * x
        }
        #[differentiate(wrt(self, x))]
        fn refr(&self, x: f64) -> f64 {
            self.m * x.sin()
        }
        #[differentiate(wrt(self, x))]
        fn both(&self, x: f64) -> f64 {
            self.val(x) + self.refr(x) * 2.0
        }
        #[differentiate(wrt(self, x))]
        fn both2(self, x: f64) -> f64 {
            self.val(x) + self.refr(x) * 2.0 + Self::val(self, x) + Self::refr(&self, x)
        }
        #[differentiate]
        fn c1(self, x: f64) -> f64 {
            self.k * x * x
        }
        #[differentiate]
        fn c2(&self, x: f64) -> f64 {
            self.m * x.sin()
        }
        #[differentiate]
        fn c3(&self, x: f64) -> f64 {
            self.c1(x) + self.c2(x) * 2.0
        }
        #[differentiate]
        fn c4(self, x: f64) -> f64 {
            self.c1(x) + self.c2(x) * 2.0
        }
        #[differentiate]
        fn c5(&self, x: &[f64]) -> f64 {
            x.iter().map(|v| self.c1(*v) + self.c2(*v)).sum()
        }
        #[differentiate]
        fn make(k: f64) -> Self {
            Self { k, m: k * k }
        }
        #[differentiate]
        fn twice(k: f64) -> f64 {
            let a = Self::make(k);
            a.val(2.0) + a.m
        }
        #[differentiate]
        const fn kc(&self, x: f64) -> f64 {
            self.k * x * x
        }
        #[differentiate]
        const fn kd(&self, x: f64) -> f64 {
            self.kc(x) * 2.0
        }
        #[differentiate(wrt(self))]
        fn dot(self, o: Self) -> f64 {
            self.k * o.k + self.m * o.m
        }
        #[differentiate(wrt(self, o))]
        fn dot2(self, o: Self) -> f64 {
            self.k * o.k + self.m * o.m
        }
        #[differentiate(wrt(self))]
        fn len(&self) -> f64 {
            self.dot2(*self).sqrt()
        }
    }

    #[test]
    fn its_derivatives() {
        let a = A { k: 0.3, m: 0.4 };
        check(&(a, 0.3), |(a, x)| a.both(*x), a.both_value_and_gradient(0.3));
        check(&(a, 0.3), |(a, x)| a.both2(*x), a.both2_value_and_gradient(0.3));
        check(&0.3, |x| a.c3(*x), a.c3_value_and_gradient(0.3));
        check(&0.3, |x| A::twice(*x), A::twice_value_and_gradient(0.3));
        check(&a, |a| a.len(), a.len_value_and_gradient());
    }
}

mod what_is_changed_by_hand_and_by_a_method {
    use chainrule::{Differentiable, differentiate};

    use super::super::check;

    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct Ema {
        a: f64,
        s: f64,
    }
    impl Ema {
        #[differentiate(wrt(self, x))]
        fn update(&mut self, x: f64) -> f64 {
            self.s += self.a * (x - self.s);
            self.s * self.s
        }
    }
    #[differentiate]
    fn f(a: f64, x: f64) -> f64 {
        let mut e = Ema { a, s: 0.0 };
        e.s = x;
        let u = e.update(x);
        u * e.s
    }

    #[test]
    fn its_derivatives() {
        check(&(0.3, 0.7), |(a, x)| f(*a, *x), f::value_and_gradient(0.3, 0.7));
    }
}
