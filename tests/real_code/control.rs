//! Control.

mod a_rollout_of_states_by_another_name {

    use chainrule::{Differentiable, differentiate};
    type State = [f64; 4];
    type Control = (f64, f64);
    const DT: f64 = 0.1;
    #[differentiate(wrt(s, u))]
    fn step(s: State, u: Control) -> State {
        let [x, y, th, v] = s;
        let (a, w) = u;
        [x + DT * v * th.cos(), y + DT * v * th.sin(), th + DT * w, v + DT * a]
    }
    #[differentiate(wrt(us))]
    pub fn cost(us: &[Control], goal: State) -> f64 {
        let mut s: State = [0.0, 0.0, 0.1, 1.0];
        let mut j = 0.0;
        for &u in us {
            s = step(s, u);
            j += 0.01 * (u.0.powi(2) + u.1.powi(2));
        }
        j + s.iter().zip(goal.iter()).map(|(a, b)| (a - b).powi(2)).sum::<f64>()
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = vec![(0.1, 0.2), (0.3, -0.4), (0.0, 0.1)];
        let g = [1.0, 0.2, 0.0, 0.5];
        check(&at, |u| cost(u, g), cost::value_and_gradient(&at, g));
    }
}

mod an_orbit_by_newton_steps {

    use chainrule::differentiate;
    /// Kepler's equation.
    #[differentiate(wrt(ecc, m))]
    pub fn true_anomaly(ecc: f64, m: f64) -> Result<f64, String> {
        if !(0.0..1.0).contains(&ecc) {
            return Err(format!("eccentricity {ecc} out of range"));
        }
        let mut e = if ecc > 0.8 { std::f64::consts::PI } else { m };
        for _ in 0..50 {
            let delta = (e - ecc * e.sin() - m) / (1.0 - ecc * e.cos());
            e -= delta;
            if delta.abs() < 1e-15 {
                break;
            }
        }
        Ok(2.0 * (((1.0 + ecc) / (1.0 - ecc)).sqrt() * (e / 2.0).tan()).atan())
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        let at = (0.3, 0.8);
        check(&at, |a| true_anomaly(a.0, a.1).unwrap(), true_anomaly::value_and_gradient(0.3, 0.8).unwrap());
    }
}

mod a_thermostat_with_a_mode {

    use chainrule::differentiate;
    #[derive(Clone, Copy, PartialEq)]
    enum Mode {
        Idle,
        Heat,
        Cool,
    }
    #[differentiate(wrt(k, t0))]
    fn thermostat(k: f64, t0: f64, n: usize) -> f64 {
        let mut mode = Mode::Idle;
        let mut t = t0;
        let mut cost = 0.0;
        for _ in 0..n {
            mode = match mode {
                Mode::Idle if t < 19.0 => Mode::Heat,
                Mode::Heat if t > 21.0 => Mode::Idle,
                Mode::Cool if t < 20.0 => Mode::Idle,
                m => m,
            };
            let p = match mode {
                Mode::Heat => k,
                Mode::Cool => -k,
                Mode::Idle => 0.0,
            };
            t += 0.1 * (p - 0.2 * (t - 10.0));
            cost += (t - 20.0).powi(2);
        }
        cost
    }
    #[differentiate]
    fn simple(x: f64) -> f64 {
        let mut m = Mode::Idle;
        if x > 0.5 {
            m = Mode::Heat;
        }
        if m == Mode::Heat { x * x } else { x }
    }
    use super::super::check;

    #[test]
    fn its_derivatives() {
        for n in 1..40 {
            let (v, [g0, g1]) = thermostat::value_and_gradient(5.0, 18.5, n);
            let h = 1e-7;
            let d0 = (thermostat(5.0 + h, 18.5, n) - thermostat(5.0 - h, 18.5, n)) / (2.0 * h);
            let d1 = (thermostat(5.0, 18.5 + h, n) - thermostat(5.0, 18.5 - h, n)) / (2.0 * h);
            assert!((g0 - d0).abs() < 1e-4 && (g1 - d1).abs() < 1e-4, "{n} {g0} {d0} {g1} {d1}");
        }
        check(&0.7, |x| simple(*x), simple::value_and_gradient(0.7));
    }
}
