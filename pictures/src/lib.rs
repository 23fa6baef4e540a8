//! Pictures of differentiated functions, as SVG that stands on its own in a browser, a README or a book.
//!
//! The graph of a function at a point, with every value, every gradient, and the local slope on every edge:
//!
//! ```
//! use chainrule::derivation::{Derivation, Evaluation};
//! use chainrule::differentiate;
//! use chainrule_pictures::function_graph;
//!
//! #[differentiate]
//! fn f(x1: f64, x2: f64) -> f64 {
//!     ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
//! }
//!
//! let derivation = Derivation::read(f::DERIVATION)?;
//! let graph = Evaluation::new(&derivation).argument("x1", 1.0).argument("x2", 0.5).graph("f")?;
//! let picture = function_graph("The chain of the lesson", &graph);
//! assert!(picture.to_string().contains("∂f/∂u = 735"));
//! # Ok::<(), chainrule::derivation::Error>(())
//! ```
//!
//! | picture | of what |
//! |---|---|
//! | [`function_graph`], [`value_graph`] | what depends on what, with values and slopes, or values alone; loops are unrolled |
//! | [`Curve`] | descents of a function of one number, over its curve |
//! | [`Landscape`] | descents of a function of two numbers, over its contours |
//! | [`gradient_check`] | the error of difference quotients against a gradient, by the length of the step: a V |
#![cfg_attr(feature = "network", doc = "| [`training_curves`] | the loss of trainings, epoch by epoch |")]
#![cfg_attr(
    not(feature = "network"),
    doc = "| `training_curves` | the loss of trainings, epoch by epoch (feature `network`) |"
)]
//! | [`Chart`], [`Map`], [`Tiles`], [`confusion`] | lines and dots; decisions over the plane; small images; what is taken for what |
//!
//! A [`Picture`] is a sheet with a title, to which anything of [`svg`] can be added: one or more [`Plane`]s, each with two [`Axis`]es and a
//! [`Legend`], [`boxes`] and arrows. A [`Timeline`] makes what is drawn appear step by step, by the animation that SVG itself has. Without
//! it, in a viewer that cannot, each picture shows the last step. A [`Folder`] writes files.
//!
//! # Why not a library of charts?
//!
//! The elements are those of the crate `svg` (0.18, which needs no other). What was compared for axes and scales: `plotters` (0.3.7, four
//! crates more) draws through a backend that knows lines, rectangles and text, so that what is drawn can neither be clipped to the plane,
//! nor faded, nor animated, which is what these pictures are for; for text it wants a font at hand, and its scales are the fifty lines of
//! [`Axis`] here. `poloto` writes SVG of good taste for lines alone; `charming` and `plotly` bring a JavaScript of megabytes, which a README
//! does not run.

mod axis;
pub mod boxes;
mod chart;
mod confusion;
mod contours;
mod curve;
mod error;
mod folder;
mod function_graph;
mod gradient_check;
mod landscape;
mod layers;
mod legend;
mod map;
pub mod palette;
mod picture;
mod plane;
mod text;
mod tiles;
mod timeline;
#[cfg(feature = "network")]
mod training;

pub use axis::Axis;
pub use chart::Chart;
pub use confusion::confusion;
pub use contours::contours;
pub use curve::Curve;
pub use error::Error;
pub use folder::Folder;
pub use function_graph::{function_graph, value_graph};
pub use gradient_check::gradient_check;
pub use landscape::Landscape;
pub use legend::Legend;
pub use map::Map;
pub use picture::Picture;
pub use plane::{Frame, Plane};
pub use svg;
pub use text::{Anchor, number, short, text};
pub use tiles::Tiles;
pub use timeline::Timeline;
#[cfg(feature = "network")]
pub use training::training_curves;
