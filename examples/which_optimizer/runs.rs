//! Runs of optimisers: a problem goes in, what it took to its minimum comes out.

use std::cell::Cell;
use std::time::{Duration, Instant};

use argmin::core::Executor;
use argmin::solver::conjugategradient::NonlinearConjugateGradient;
use argmin::solver::conjugategradient::beta::PolakRibiere;
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::newton::NewtonCG;
use argmin::solver::quasinewton::{BFGS, LBFGS};
use argmin::solver::trustregion::{Steihaug, TrustRegion};
use chainrule::Descent;
use chainrule::argmin::Problem as ForArgmin;
use chainrule::least_squares::LeastSquares;
use levenberg_marquardt::LevenbergMarquardt;

use super::problems::Problem;

/// What it took to come within a hundred-thousandth of the minimum, and 10⁻¹⁰ where that is zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cost {
    /// How often the value was computed, with its gradient or the Jacobian.
    pub(crate) evaluations: usize,
    /// How often the Hessian was.
    pub(crate) hessians: usize,
    pub(crate) time: Duration,
}

/// Watches a run.
struct Watch<'a> {
    problem: &'a Problem,
    begin: Instant,
    evaluations: Cell<usize>,
    hessians: Cell<usize>,
    arrival: Cell<Option<Cost>>,
}

impl<'a> Watch<'a> {
    fn new(problem: &'a Problem) -> Self {
        let (evaluations, hessians) = (Cell::new(0), Cell::new(0));
        Self { problem, begin: Instant::now(), evaluations, hessians, arrival: Cell::new(None) }
    }

    fn target(&self) -> f64 {
        self.problem.minimum * (1.0 + 1e-5) + 1e-10
    }

    fn see(&self, value: f64) {
        self.evaluations.set(self.evaluations.get() + 1);
        if self.arrival.get().is_none() && value <= self.target() {
            let (evaluations, hessians) = (self.evaluations.get(), self.hessians.get());
            self.arrival.set(Some(Cost { evaluations, hessians, time: self.begin.elapsed() }));
        }
    }

    fn sum(&self, x: &[f64]) -> (f64, Vec<f64>) {
        let found = (self.problem.sum)(x);
        self.see(found.0);
        found
    }

    fn residuals(&self, x: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let found = (self.problem.residuals)(x);
        self.see(found.0.iter().map(|r| r * r).sum());
        found
    }

    fn hessian(&self, x: &[f64]) -> Vec<Vec<f64>> {
        self.hessians.set(self.hessians.get() + 1);
        (self.problem.hessian)(x)
    }
}

/// An optimiser, by name.
pub(crate) struct Optimizer {
    pub(crate) name: &'static str,
    run: fn(&Watch<'_>),
}

impl Optimizer {
    /// What it takes from the start of a problem to its minimum, and none if it ends elsewhere.
    pub(crate) fn solve(&self, problem: &Problem) -> Option<Cost> {
        let watch = Watch::new(problem);
        (self.run)(&watch);
        watch.arrival.get()
    }
}

/// How many steps an optimiser may make.
const STEPS: u32 = 20_000;

/// Runs a solver of argmin from the start of the problem. That it gives up is an end like others.
macro_rules! run {
    ($watch:ident, $solver:expr $(, $more:ident($argument:expr))?) => {{
        let problem = ForArgmin::new(|x| $watch.sum(x)).with_hessian(|x| $watch.hessian(x));
        let start = $watch.problem.start.clone();
        let settings = Executor::new(problem, $solver).configure(|state| {
            let state = state.param(start).max_iters(STEPS.into()).target_cost($watch.target());
            $(let state = state.$more($argument);)?
            state
        });
        settings.run().ok();
    }};
}

/// All of them, from the simplest on.
pub(crate) const OPTIMIZERS: [Optimizer; 8] = [
    Optimizer { name: "descent", run: |watch| descend(watch, Descent::new(1.0).line_search()) },
    Optimizer { name: "Adam", run: |watch| descend(watch, Descent::new(0.01).adam()) },
    Optimizer { name: "nonlinear CG", run: conjugate_gradients },
    Optimizer { name: "L-BFGS", run: l_bfgs },
    Optimizer { name: "BFGS", run: bfgs },
    Optimizer { name: "Newton-CG", run: |watch| run!(watch, NewtonCG::new(MoreThuenteLineSearch::new())) },
    Optimizer { name: "trust region", run: |watch| run!(watch, TrustRegion::new(Steihaug::new())) },
    Optimizer { name: "Lev.-Marq.", run: least_squares },
];

fn descend(watch: &Watch<'_>, descent: Descent) {
    let start = watch.problem.start.clone();
    for step in descent.iterations(STEPS as usize).steps_with(|x: &Vec<f64>| watch.sum(x), start) {
        if step.is_err() || watch.arrival.get().is_some() {
            return;
        }
    }
}

fn conjugate_gradients(watch: &Watch<'_>) {
    let solver = NonlinearConjugateGradient::new(MoreThuenteLineSearch::new(), PolakRibiere::new());
    run!(watch, solver.restart_iters(watch.problem.start.len() as u64));
}

fn l_bfgs(watch: &Watch<'_>) {
    let solver = LBFGS::new(MoreThuenteLineSearch::new(), 7);
    let solver = solver.with_tolerance_cost(0.0).and_then(|solver| solver.with_tolerance_grad(0.0));
    run!(watch, solver.expect("zero is a tolerance"));
}

fn bfgs(watch: &Watch<'_>) {
    let solver = BFGS::new(MoreThuenteLineSearch::new());
    let solver = solver.with_tolerance_cost(0.0).and_then(|solver| solver.with_tolerance_grad(0.0));
    let count = watch.problem.start.len();
    let unit: Vec<Vec<f64>> = (0..count)
        .map(|row| (0..count).map(|column| if row == column { 1.0 } else { 0.0 }).collect())
        .collect();
    run!(watch, solver.expect("zero is a tolerance"), inv_hessian(unit));
}

fn least_squares(watch: &Watch<'_>) {
    let start = watch.problem.start.clone();
    let Ok(problem) = LeastSquares::new(|x: &Vec<f64>| watch.residuals(x), start) else { return };
    LevenbergMarquardt::new().with_patience(1000).minimize(problem);
}
