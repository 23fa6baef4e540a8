//! Pictures of differentiated functions: what is in them is what the functions say.

use chainrule::derivation::{Derivation, Evaluation};
use chainrule::{Descent, differentiate};
use chainrule_pictures::{Curve, Landscape, function_graph, gradient_check};

#[differentiate(wrt(weights))]
fn layer(weights: &[[f64; 2]; 2], inputs: &[f64; 2]) -> f64 {
    let mut sum = 0.0;
    for row in weights {
        let mut inner = 0.0;
        for j in 0..2 {
            inner += row[j] * inputs[j];
        }
        sum += inner.tanh();
    }
    sum
}

#[differentiate]
fn bowl(x1: f64, x2: f64) -> f64 {
    x1.powi(2) + 2.0 * x2.powi(2)
}

#[differentiate]
fn two_valleys(x: f64) -> f64 {
    x.powi(4) - 4.0 * x.powi(2) + x + 1.0
}

#[test]
fn loops_are_unrolled_with_the_values_and_slopes_of_each_iteration() {
    let (weights, inputs) = ([[0.2, 1.1], [-0.4, 0.6]], [0.7, 0.2]);
    let derivation = Derivation::read(layer::DERIVATION).unwrap();
    let evaluation = Evaluation::new(&derivation).argument("weights", weights).argument("inputs", inputs);
    let picture = function_graph("A layer", &evaluation.graph("layer").unwrap()).to_string();
    let gradient = layer::gradient(&weights, &inputs);
    for (row, slopes) in gradient.iter().enumerate() {
        for (column, slope) in slopes.iter().enumerate() {
            let words = format!("∂layer/∂weights[{row}, {column}] = {}", chainrule_pictures::short(*slope));
            assert!(picture.contains(&words), "{words}");
        }
    }
    assert!(picture.contains("layer = 0.1866"), "{}", layer(&weights, &inputs));
}

#[test]
fn descents_have_a_dot_for_each_step() {
    let steps =
        Descent::new(0.05).steps::<two_valleys>(-0.5).take(16).collect::<Result<Vec<_>, _>>().unwrap();
    let more = Descent::new(0.05).steps::<two_valleys>(0.5).take(9).collect::<Result<Vec<_>, _>>().unwrap();
    let curve = Curve::new("Two valleys", two_valleys).descent("left", &steps).descent("right", &more);
    let picture = curve.note("global minimum", [-1.473, -4.44]).draw().to_string();
    // The steps, the walkers, and their marks in the legend.
    assert_eq!(picture.matches("<circle").count(), 16 + 9 + 2 + 2);
    assert!(picture.contains("global minimum") && picture.contains("left"));

    let steps = Descent::new(0.1).steps::<bowl>([3.0, 2.0]).take(11).collect::<Result<Vec<_>, _>>().unwrap();
    let landscape = Landscape::new("A bowl", |[x1, x2]| bowl(x1, x2)).slopes(0.1).minimum([0.0, 0.0]);
    let picture = landscape.descent(&steps).draw().to_string();
    assert_eq!(picture.matches("<circle").count(), 11 + 1 + 1 + 1);
    assert!(picture.contains("iteration 10: x = (0.322, 0.012)"));
    assert!(!picture.contains("NaN") && !picture.contains("inf"));
}

#[test]
fn nothing_to_walk_on_is_a_picture_too() {
    assert!(Curve::new("", f64::sin).draw().to_string().ends_with("</svg>"));
    assert!(Landscape::new("", |[x, y]| x + y).draw().to_string().ends_with("</svg>"));
}

/// A slope that is wrong has no V: its error stays where it is.
#[test]
fn a_wrong_slope_shows_in_the_check() {
    let lowest = |slope: f64| {
        let picture = gradient_check("", f64::sin, 1.0, slope).to_string();
        // The lowest power of ten along the axis.
        ["10⁻⁹", "10⁻⁷", "10⁻⁵"].iter().any(|power| picture.contains(&format!(">\n{power}\n</text>")))
    };
    assert!(lowest(1.0_f64.cos()));
    assert!(!gradient_check("", f64::sin, 1.0, 1.0).to_string().contains("NaN"));
}
