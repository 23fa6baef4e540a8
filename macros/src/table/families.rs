//! The types of vectors, matrices and complex numbers of other crates: of whose they are, and what they hold.

use syn::{GenericArgument, Ident, PathArguments, TypePath};

use crate::ir::Float;
use crate::signature::float_of;

/// Whose type it is, and of how many dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// nalgebra: its types know their dimensions.
    Algebra,
    /// ndarray.
    Grid(usize),
    /// A complex number of num-complex, as the pair that it is.
    Complex,
    /// The factor into which nalgebra decomposes a positive definite matrix.
    Factor,
    /// A matrix that it decomposes into two triangles.
    Lu,
    /// One that it decomposes into a turn and a triangle.
    Qr,
}

/// The types that hold numbers, by the last word of their path.
const TYPES: [(&str, Family); 49] = [
    ("Vector1", Family::Algebra),
    ("Vector2", Family::Algebra),
    ("Vector3", Family::Algebra),
    ("Vector4", Family::Algebra),
    ("Vector5", Family::Algebra),
    ("Vector6", Family::Algebra),
    ("RowVector1", Family::Algebra),
    ("RowVector2", Family::Algebra),
    ("RowVector3", Family::Algebra),
    ("RowVector4", Family::Algebra),
    ("RowVector5", Family::Algebra),
    ("RowVector6", Family::Algebra),
    ("Matrix1", Family::Algebra),
    ("Matrix2", Family::Algebra),
    ("Matrix3", Family::Algebra),
    ("Matrix4", Family::Algebra),
    ("Matrix5", Family::Algebra),
    ("Matrix6", Family::Algebra),
    ("Matrix2x3", Family::Algebra),
    ("Matrix2x4", Family::Algebra),
    ("Matrix3x2", Family::Algebra),
    ("Matrix3x4", Family::Algebra),
    ("Matrix4x2", Family::Algebra),
    ("Matrix4x3", Family::Algebra),
    ("Matrix3x6", Family::Algebra),
    ("Matrix6x3", Family::Algebra),
    ("Matrix2x6", Family::Algebra),
    ("Matrix6x2", Family::Algebra),
    ("SVector", Family::Algebra),
    ("RowSVector", Family::Algebra),
    ("SMatrix", Family::Algebra),
    ("OVector", Family::Algebra),
    ("OMatrix", Family::Algebra),
    ("DVector", Family::Algebra),
    ("RowDVector", Family::Algebra),
    ("DMatrix", Family::Algebra),
    ("Matrix2xX", Family::Algebra),
    ("Matrix3xX", Family::Algebra),
    ("MatrixXx2", Family::Algebra),
    ("MatrixXx3", Family::Algebra),
    ("Array1", Family::Grid(1)),
    ("Array2", Family::Grid(2)),
    ("ArrayView1", Family::Grid(1)),
    ("ArrayView2", Family::Grid(2)),
    ("Complex", Family::Complex),
    ("Complex32", Family::Complex),
    ("Complex64", Family::Complex),
    ("Array3", Family::Grid(3)),
    ("ArrayView3", Family::Grid(3)),
];

/// What turns and moves vectors: made of what varies, and as a parameter constant, as a step along its slope would lead
/// to what turns no more. Beside each name, whether programs that have nothing to do with nalgebra have types called so, too.
const TURNS: [(&str, bool); 21] = [
    ("Rotation2", true),
    ("Rotation3", false),
    ("UnitComplex", false),
    ("UnitQuaternion", false),
    ("Quaternion", true),
    ("Unit", true),
    ("UnitVector2", true),
    ("UnitVector3", true),
    ("Isometry2", false),
    ("Isometry3", false),
    ("IsometryMatrix2", false),
    ("IsometryMatrix3", false),
    ("Translation1", true),
    ("Translation2", true),
    ("Translation3", true),
    ("Translation4", true),
    ("Point1", true),
    ("Point2", true),
    ("Point3", true),
    ("Point4", true),
    ("OPoint", true),
];

impl Family {
    /// The feature that brings its library in. Without it, whatever has the name of one of its types is the user's own.
    const fn feature(self) -> (&'static str, bool) {
        match self {
            Family::Algebra | Family::Factor | Family::Lu | Family::Qr => {
                ("nalgebra", cfg!(feature = "nalgebra"))
            }
            Family::Grid(_) => ("ndarray", cfg!(feature = "ndarray")),
            Family::Complex => ("num-complex", cfg!(feature = "num-complex")),
        }
    }

    pub(super) const fn is_there(self) -> bool {
        self.feature().1 || cfg!(test)
    }
}

/// The feature with which a type of this name would be taken for one of a library.
pub(crate) fn missing_feature(path: &TypePath) -> Option<&'static str> {
    let name = &path.path.segments.last()?.ident;
    let (_, family) = TYPES.iter().find(|(known, _)| name == known)?;
    (!family.is_there()).then_some(family.feature().0)
}

/// The family of what a type of this name makes.
pub(crate) fn family_called(name: &str) -> Option<Family> {
    holding(name).or_else(|| is_turn(name).then_some(Family::Algebra))
}

/// Whether a type turns or moves vectors, or is a point that is moved.
pub(crate) fn is_turn(name: &str) -> bool {
    Family::Algebra.is_there() && TURNS.iter().any(|(known, _)| name == *known)
}

/// Whether it may also be the user's own.
pub(crate) fn may_be_own(name: &str) -> bool {
    TURNS.contains(&(name, true)) || name == OF_ANY_DIMENSION
}

/// What leaves open of how many dimensions an array of ndarray's is.
const OF_ANY_DIMENSION: &str = "Array";

/// The family of what a type makes that leaves its dimensions open, where they follow from what it is made of.
pub(crate) fn family_by_maker(owner: &str, maker: &str) -> Option<Family> {
    let is_flat = ["from_iter", "from_vec"].contains(&maker);
    (owner == OF_ANY_DIMENSION && is_flat).then_some(Family::Grid(1)).filter(|family| family.is_there())
}

fn holding(name: &str) -> Option<Family> {
    TYPES
        .iter()
        .find(|(known, _)| name == *known)
        .map(|(_, family)| *family)
        .filter(|family| family.is_there())
}

pub(super) fn family(name: &Ident) -> Option<Family> {
    holding(&name.to_string())
}

pub(crate) fn family_of(path: &TypePath) -> Option<Family> {
    family(&path.path.segments.last()?.ident)
}

/// The family of a type that says what it holds: `Vector3<f64>`. A name alone may be another type's.
pub(crate) fn of_type(path: &TypePath, number: Option<&Ident>) -> Option<Family> {
    let last = path.path.segments.last()?;
    held(path, number)?;
    family(&last.ident)
}

/// Whether a type holds floats or does not say what it holds.
pub(crate) fn may_hold_floats(path: &TypePath) -> bool {
    let Some(last) = path.path.segments.last() else { return false };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
    arguments.args.iter().all(|argument| match argument {
        GenericArgument::Type(held) => matches!(held, syn::Type::Infer(_)) || float_of(held).is_some(),
        _ => false,
    })
}

/// The float type that a vector or a matrix of another crate holds, as it is written.
pub(crate) fn held(path: &TypePath, number: Option<&Ident>) -> Option<(syn::Type, Option<Float>)> {
    let last = path.path.segments.last()?;
    family(&last.ident)?;
    if last.ident == "Complex64" {
        return Some((syn::parse_quote!(f64), Some(Float::F64)));
    }
    if last.ident == "Complex32" {
        return Some((syn::parse_quote!(f32), Some(Float::F32)));
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let first = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(held) => Some(held),
        _ => None,
    })?;
    match (float_of(first), first) {
        (Some(float), _) => Some((first.clone(), Some(float))),
        (None, syn::Type::Path(name)) if number.is_some_and(|number| name.path.is_ident(number)) => {
            Some((first.clone(), None))
        }
        _ => None,
    }
}
