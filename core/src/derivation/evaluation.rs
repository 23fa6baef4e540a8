//! A derivation carried out at a point, line by line, as it is written.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::carrying::known_as;
use super::evaluate::{Function, Functions, Names};
use super::letters::subscript;
use super::places::binds;
use super::statement::Targets;
use super::trace::Trace;
use super::{Derivation, Error, Expression, Line, Moment, Slope, Statement, Topic, Value};

/// A derivation carried out at a point: what everything is worth there, and what the slopes are.
///
/// It knows the text of the derivation and nothing of the function.
///
/// ```
/// use chainrule::derivation::{Derivation, Evaluation};
/// use chainrule::differentiate;
///
/// #[differentiate]
/// fn f(x1: f64, x2: f64) -> f64 {
///     ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
/// }
///
/// let derivation = Derivation::read(f::DERIVATION)?;
/// let mut evaluation = Evaluation::new(&derivation).argument("x1", 1.0).argument("x2", 2.0);
/// evaluation.forward()?;
/// assert_eq!(evaluation.number("u")?, 4.0);
/// assert_eq!(evaluation.number("f")?, f(1.0, 2.0));
///
/// evaluation.backward()?;
/// assert_eq!(evaluation.number("∂v/∂u")?, 8.0);
/// assert_eq!(evaluation.number("∂f/∂x1")?, 37_632.0);
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
pub struct Evaluation<'d> {
    pub(super) derivation: &'d Derivation,
    pub(super) functions: Functions<'d>,
    /// What the names stand for at the moment.
    pub(super) names: Names,
    /// The derivatives, on the way back.
    pub(super) slopes: Names,
    /// What each loop saw in each of its iterations, by its head and the iterations of the loops around.
    pub(super) seen: BTreeMap<(String, Vec<usize>), Vec<Names>>,
    /// The numbers of the iterations that are being gone through.
    pub(super) path: Vec<usize>,
    pub(super) is_back: bool,
    /// What depends on what, where that is asked for.
    pub(super) trace: Option<Trace<'d>>,
}

impl<'d> Evaluation<'d> {
    /// An evaluation that has no arguments yet.
    #[must_use]
    pub fn new(derivation: &'d Derivation) -> Self {
        Evaluation {
            derivation,
            functions: Functions::new(),
            names: Names::new(),
            slopes: Names::new(),
            seen: BTreeMap::new(),
            path: Vec::new(),
            is_back: false,
            trace: None,
        }
    }

    /// Says what a parameter is; a field of a struct goes by its path, as in `p.mass`.
    #[must_use]
    pub fn argument(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.names.insert(name.into(), value.into());
        self
    }

    /// Says how to call a function that the derivation mentions: its values, and its slopes in the argument of a number, which is
    /// counted from 1.
    ///
    /// ```
    /// use chainrule::derivation::{Derivation, Evaluation};
    /// use chainrule::differentiate;
    ///
    /// #[differentiate]
    /// fn cube(x: f64) -> f64 {
    ///     x * x * x
    /// }
    ///
    /// #[differentiate]
    /// fn twice(x: f64) -> f64 {
    ///     2.0 * cube(x)
    /// }
    ///
    /// let number = |arguments: &[chainrule::derivation::Value]| arguments[0].number().unwrap_or(f64::NAN);
    /// let derivation = Derivation::read(twice::DERIVATION)?;
    /// let mut evaluation = Evaluation::new(&derivation).argument("x", 2.0).function(
    ///     "cube",
    ///     move |arguments| vec![cube(number(arguments)).into()],
    ///     move |_, arguments| vec![cube::gradient(number(arguments)).into()],
    /// );
    /// evaluation.forward()?;
    /// evaluation.backward()?;
    /// assert_eq!(evaluation.number("∂twice/∂x")?, 24.0);
    /// # Ok::<(), chainrule::derivation::Error>(())
    /// ```
    #[must_use]
    pub fn function(
        mut self,
        name: &str,
        values: impl Fn(&[Value]) -> Vec<Value> + 'd,
        slopes: impl Fn(usize, &[Value]) -> Vec<Value> + 'd,
    ) -> Self {
        let function = Function { values: Box::new(values), slopes: Box::new(slopes) };
        self.functions.insert(name.into(), function);
        self
    }

    /// Works the function out.
    ///
    /// # Errors
    ///
    /// [`Error::Undefined`] if an argument is missing, [`Error::UnknownFunction`] if a function is, and the others if what a line says
    /// cannot be done with the arguments.
    pub fn forward(&mut self) -> Result<(), Error> {
        self.is_back = false;
        match self.derivation.part(Topic::Function) {
            Some(part) => self.lines(&part.lines).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Works the slopes out. Before that, [`forward`](Evaluation::forward) goes forth; and where there are several values, or arrays of
    /// them, [`given`](Evaluation::given) says what is given for each.
    ///
    /// # Errors
    ///
    /// As those of [`forward`](Evaluation::forward); [`Error::NoPart`] if the derivation does not say how.
    pub fn backward(&mut self) -> Result<(), Error> {
        self.is_back = true;
        let derivation = self.derivation;
        let is_list =
            derivation.part(Topic::Function).is_some_and(|part| part.title.contains("step by step"));
        let is_asked = |topic| match topic {
            Topic::Slopes | Topic::Collected => is_list,
            topic => matches!(topic, Topic::Backwards | Topic::Given),
        };
        let mut asked = derivation.parts.iter().filter(|part| part.topic().is_some_and(is_asked)).peekable();
        asked.peek().ok_or(Error::NoPart { title: "Backwards" })?;
        asked.try_for_each(|part| self.lines(&part.lines).map(|_| ()))
    }

    /// Gives a value of the function its cotangent: that of `f₁` is `∂f₁` on the way back.
    ///
    /// ```
    /// use chainrule::derivation::{Derivation, Evaluation};
    /// use chainrule::differentiate;
    ///
    /// #[differentiate]
    /// fn squares(x: &[f64; 2]) -> [f64; 2] {
    ///     [x[0] * x[0], x[1] * x[1]]
    /// }
    ///
    /// let derivation = Derivation::read(squares::DERIVATION)?;
    /// let mut evaluation = Evaluation::new(&derivation).argument("x", [3.0, 5.0]);
    /// evaluation.forward()?;
    /// evaluation.given("squares₁", 0.0);
    /// evaluation.given("squares₂", 1.0);
    /// evaluation.backward()?;
    /// assert_eq!(evaluation.value("∂x"), Some(&[0.0, 10.0].into()));
    /// # Ok::<(), chainrule::derivation::Error>(())
    /// ```
    pub fn given(&mut self, output: &str, cotangent: impl Into<Value>) {
        self.slopes.insert(String::from("∂") + output, cotangent.into());
    }

    /// What a name stands for, or a slope: `u`, `∂f/∂u`, `∂x`.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.slopes.get(name).or_else(|| self.names.get(name))
    }

    /// What a name stands for, or a slope, as a number.
    ///
    /// # Errors
    ///
    /// [`Error::Undefined`] if there is nothing of this name, [`Error::Kind`] if it is a list.
    pub fn number(&self, name: &str) -> Result<f64, Error> {
        self.value(name).ok_or_else(|| Error::Undefined { name: name.into() })?.number()
    }

    /// The values of the function, each with its name: `f`, or `f₁`, `f₂`, ….
    #[must_use]
    pub fn outputs(&self) -> Vec<(String, &Value)> {
        let function = &self.derivation.function;
        if let Some(value) = self.names.get(function) {
            return Vec::from([(function.clone(), value)]);
        }
        let numbered = (1..).map(|number| function.clone() + &subscript(number));
        numbered.map_while(|name| self.names.get(&name).map(|value| (name, value))).collect()
    }

    /// Goes through the slopes of single steps, in all the iterations that there were: each with what everything stands for then.
    ///
    /// # Errors
    ///
    /// As those of [`forward`](Evaluation::forward), which has to come before, and those of the visitor.
    pub fn each_slope(
        &self,
        mut visit: impl FnMut(&Moment, &Slope, &Expression) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(part) = self.derivation.part(Topic::Slopes) else { return Ok(()) };
        self.slopes_within(&part.lines, &self.names, &mut Vec::new(), &mut visit)
    }

    fn slopes_within(
        &self,
        lines: &[Line],
        names: &Names,
        path: &mut Vec<usize>,
        visit: &mut dyn FnMut(&Moment, &Slope, &Expression) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for line in lines {
            let moment = Moment { evaluation: self, names: names.clone(), over: &[], indices: Vec::new() };
            match &line.statement {
                Statement::If(condition) if moment.value(condition)?.truth()? => {
                    self.slopes_within(&line.lines, names, path, visit)?;
                }
                Statement::For(head) => {
                    let key = (known_as(head), path.clone());
                    for (number, seen) in self.seen.get(&key).into_iter().flatten().enumerate() {
                        let mut inside = names.clone();
                        inside.extend(seen.clone());
                        path.push(number);
                        self.slopes_within(&line.lines, &inside, path, visit)?;
                        path.pop();
                    }
                }
                Statement::Equal { targets: Targets::One(Expression::Slope(slope)), values, over } => {
                    let Some(formula) = values.first() else { continue };
                    let mut moment = moment;
                    moment.over = &over.indices;
                    let free: Vec<&(char, Expression)> =
                        over.indices.iter().filter(|(letter, _)| !binds(formula, *letter)).collect();
                    moment.for_all(&free, &mut |moment| visit(moment, slope, formula))?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}
