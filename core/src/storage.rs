//! Files of named tensors in the safetensors format, replaced at once or not at all.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use safetensors::SafeTensors;
use safetensors::tensor::TensorView;

use crate::Real;
use crate::training::Model;

/// Why a file cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file is damaged, or of another kind.
    #[error("`{}` cannot be used: {problem}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The file belongs to something else.
    #[error("`{}` does not fit: its {property} is `{found}`, and here it is `{expected}`", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What differs.
        property: String,
        /// What is so in the file.
        found: String,
        /// What it should be.
        expected: String,
    },
}

/// What goes into a file, or came from one.
pub(crate) struct Content {
    path: PathBuf,
    tensors: Vec<(String, safetensors::Dtype, Vec<usize>, Vec<u8>)>,
    descriptions: HashMap<String, String>,
}

impl Content {
    pub(crate) fn new(format: &str) -> Self {
        let descriptions = HashMap::from([("format".to_owned(), format.to_owned())]);
        Content { path: PathBuf::new(), tensors: Vec::new(), descriptions }
    }

    pub(crate) fn describe(&mut self, property: &str, text: &str) {
        self.descriptions.insert(property.to_owned(), text.to_owned());
    }

    pub(crate) fn put<T: Real>(&mut self, name: &str, shape: &[usize], numbers: &[T]) {
        self.tensors.push((name.to_owned(), T::DTYPE, shape.to_vec(), T::to_bytes(numbers)));
    }

    /// Numbers that belong to the parameters of a model, a tensor for each part.
    pub(crate) fn put_parameters<T: Real>(&mut self, prefix: &str, model: &impl Model<T>, numbers: &[T]) {
        let mut rest = numbers;
        for part in model.parts() {
            let (numbers, others) = rest.split_at(part.len());
            self.put(&format!("{prefix}{}", part.name), &part.shape, numbers);
            rest = others;
        }
    }

    pub(crate) fn write(self, path: &Path) -> Result<(), Error> {
        let damaged = |error: safetensors::SafeTensorError| Error::Damaged {
            path: path.to_owned(),
            problem: error.to_string(),
        };
        let views: Vec<(&str, TensorView<'_>)> = self
            .tensors
            .iter()
            .map(|(name, kind, shape, bytes)| {
                Ok((name.as_str(), TensorView::new(*kind, shape.clone(), bytes)?))
            })
            .collect::<Result<_, _>>()
            .map_err(damaged)?;
        let bytes = safetensors::serialize(views, Some(self.descriptions)).map_err(damaged)?;
        replace(path, &bytes)
    }

    pub(crate) fn damaged(&self, problem: impl Into<String>) -> Error {
        Error::Damaged { path: self.path.clone(), problem: problem.into() }
    }

    pub(crate) fn described(&self, property: &str) -> Result<&str, Error> {
        let text = self.descriptions.get(property).map(String::as_str);
        text.ok_or_else(|| self.damaged(format!("it does not say its {property}")))
    }

    /// Checks that something is so in the file, too.
    pub(crate) fn expect(&self, property: &str, expected: &str) -> Result<(), Error> {
        let found = self.described(property)?;
        if found == expected {
            return Ok(());
        }
        Err(Error::Foreign {
            path: self.path.clone(),
            property: property.to_owned(),
            found: found.to_owned(),
            expected: expected.to_owned(),
        })
    }

    /// The shape and the numbers of a tensor.
    pub(crate) fn numbers<T: Real>(&self, name: &str) -> Result<(Vec<usize>, Vec<T>), Error> {
        let found = self.tensors.iter().find(|(known, ..)| known == name);
        let (_, kind, shape, bytes) =
            found.ok_or_else(|| self.damaged(format!("the tensor `{name}` is missing")))?;
        if *kind != T::DTYPE {
            return Err(self.damaged(format!("the tensor `{name}` is of {kind:?} and not of {:?}", T::DTYPE)));
        }
        Ok((shape.clone(), T::from_bytes(bytes)))
    }

    pub(crate) fn has_parameters<T: Real>(&self, prefix: &str, model: &impl Model<T>) -> bool {
        let first = model.parts().first().map(|part| format!("{prefix}{}", part.name));
        self.tensors.iter().any(|(name, ..)| Some(name) == first.as_ref())
    }

    pub(crate) fn parameters<T: Real>(&self, prefix: &str, model: &impl Model<T>) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        for part in model.parts() {
            let name = format!("{prefix}{}", part.name);
            let (shape, numbers) = self.numbers::<T>(&name)?;
            if shape != part.shape {
                let problem = format!("the tensor `{name}` has the shape {shape:?} and not {:?}", part.shape);
                return Err(self.damaged(problem));
            }
            if numbers.iter().any(|number| !number.is_finite()) {
                return Err(self.damaged(format!("the tensor `{name}` has numbers that are not finite")));
            }
            all.extend(numbers);
        }
        Ok(all)
    }
}

pub(crate) fn read(path: &Path) -> Result<Content, Error> {
    let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let damaged = |error: safetensors::SafeTensorError| Error::Damaged {
        path: path.to_owned(),
        problem: error.to_string(),
    };
    let (_, metadata) = SafeTensors::read_metadata(&bytes).map_err(damaged)?;
    let file = SafeTensors::deserialize(&bytes).map_err(damaged)?;
    let tensors = file
        .tensors()
        .into_iter()
        .map(|(name, view)| (name, view.dtype(), view.shape().to_vec(), view.data().to_vec()));
    let descriptions = metadata.metadata().clone().unwrap_or_default();
    let content = Content { path: path.to_owned(), tensors: tensors.collect(), descriptions };
    if !content.described("format")?.starts_with("chainrule ") {
        return Err(content.damaged("it was not written by chainrule"));
    }
    Ok(content)
}

/// Writes a file beside the one that is wanted, and puts it in its place when it is complete.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let name = path.file_name().ok_or_else(|| failed(std::io::ErrorKind::InvalidFilename.into()))?;
    let mut partial = name.to_owned();
    partial.push(".partial");
    let partial = path.with_file_name(partial);
    let mut file = File::create(&partial).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    drop(file);
    fs::rename(&partial, path).map_err(failed)
}
