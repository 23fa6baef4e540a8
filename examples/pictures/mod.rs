//! Pictures of the lesson, as SVG.
//!
//! A [`Picture`] is a sheet with a title. On it stand one or more [`Plane`]s, each with two [`Axis`]es, and a
//! [`Timeline`] makes what is drawn appear step by step; [`graph`] has boxes and arrows. [`Chart`], [`Map`] and [`Tiles`]
//! are whole pictures in one expression. A [`Folder`] writes them.
//!
//! Without its animation, each picture shows the last step: that is what its attributes say.
#![allow(dead_code, unused_imports, reason = "each chapter draws what it needs")]

mod axis;
mod chart;
mod contours;
mod folder;
pub(crate) mod graph;
mod legend;
mod map;
pub(crate) mod palette;
mod picture;
mod plane;
mod text;
mod tiles;
mod timeline;

pub(crate) use axis::Axis;
pub(crate) use chart::Chart;
pub(crate) use contours::contours;
pub(crate) use folder::Folder;
pub(crate) use legend::Legend;
pub(crate) use map::Map;
pub(crate) use picture::Picture;
pub(crate) use plane::{Frame, Plane};
pub(crate) use text::{Anchor, number, text};
pub(crate) use tiles::Tiles;
pub(crate) use timeline::Timeline;
