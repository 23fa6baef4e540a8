//! What a file has in it. One of ours is checked against its digest before anything of it is used.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use safetensors::tensor::{Dtype, Metadata};

use super::writing::describe_tensor;
use super::{DIGEST_KEY, Digest, Error, KIND_KEY, VERSION, VERSION_KEY};
use crate::Float;
use crate::training::Part;

/// A file that was found to be whole. Its numbers are read when they are asked for.
pub(crate) struct Opened {
    path: PathBuf,
    file: File,
    /// Where the numbers begin.
    start: u64,
    metadata: Metadata,
    descriptions: BTreeMap<String, String>,
}

/// The longest header that is read.
const LONGEST_HEADER: u64 = 100_000_000;

impl Opened {
    /// Opens a file of ours.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let opened = Self::open_any(path)?;
        if !opened.is_ours() {
            return Err(opened.damaged("it was not written by chainrule"));
        }
        Ok(opened)
    }

    /// Opens a file of anybody's; only ours have a digest to be checked.
    pub(crate) fn open_any(path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Read { path: path.to_owned(), source };
        let damaged = |problem: String| Error::Damaged { path: path.to_owned(), problem };
        // Before it is opened, as to open a pipe is to wait for a writer.
        if !std::fs::metadata(path).map_err(failed)?.is_file() {
            return Err(Error::NoFile { path: path.to_owned() });
        }
        let mut file = File::open(path).map_err(failed)?;
        let there = file.metadata().map_err(failed)?;
        let mut length = [0; 8];
        file.read_exact(&mut length).map_err(|_| damaged("it is too short".to_owned()))?;
        let length = u64::from_le_bytes(length);
        if length > LONGEST_HEADER || length > there.len().saturating_sub(8) {
            return Err(damaged("it is no safetensors file, or its end is missing".to_owned()));
        }
        let mut header = Vec::new();
        (&mut file).take(length).read_to_end(&mut header).map_err(failed)?;
        let metadata: Metadata = serde_json::from_slice(&header)
            .map_err(|error| damaged(format!("its header is damaged: {error}")))?;
        let start = 8 + length;
        if start + metadata.data_len() as u64 != there.len() {
            return Err(damaged("its end is missing, or something follows it".to_owned()));
        }
        let descriptions =
            metadata.metadata().iter().flatten().map(|(key, text)| (key.clone(), text.clone()));
        let descriptions = descriptions.collect();
        let mut opened = Opened { path: path.to_owned(), file, start, metadata, descriptions };
        if opened.is_ours() {
            opened.check()?;
        }
        Ok(opened)
    }

    /// Whether it has anything that only ours have.
    pub(crate) fn is_ours(&self) -> bool {
        let kind = self.descriptions.get(KIND_KEY).is_some_and(|kind| kind.starts_with("chainrule "));
        kind || [VERSION_KEY, DIGEST_KEY].iter().any(|&key| self.descriptions.contains_key(key))
    }

    fn check(&mut self) -> Result<(), Error> {
        let wanted = self.described(DIGEST_KEY)?.to_owned();
        let mut digest = Digest::new();
        for (property, text) in self.descriptions.iter().filter(|(property, _)| *property != DIGEST_KEY) {
            digest.text(property);
            digest.text(text);
        }
        for name in self.metadata.offset_keys() {
            let Some(info) = self.metadata.info(&name) else { continue };
            describe_tensor(&mut digest, &name, info.dtype, &info.shape);
            let range = info.data_offsets;
            self.bytes(range, &mut |bytes| digest.bytes(bytes))?;
        }
        if digest.finish() != wanted {
            return Err(self.damaged("its digest is not that of what is in it"));
        }
        let version = self.described(VERSION_KEY)?;
        if version != VERSION {
            let problem = format!("it is of version {version}, and this is version {VERSION}");
            return Err(self.damaged(problem));
        }
        Ok(())
    }

    pub(crate) fn damaged(&self, problem: impl Into<String>) -> Error {
        Error::Damaged { path: self.path.clone(), problem: problem.into() }
    }

    pub(crate) fn foreign(&self, property: &str, found: &str, expected: &str) -> Error {
        let [property, found, expected] = [property, found, expected].map(str::to_owned);
        Error::Foreign { path: self.path.clone(), property, found, expected }
    }

    pub(crate) fn described(&self, property: &str) -> Result<&str, Error> {
        let text = self.descriptions.get(property).map(String::as_str);
        text.ok_or_else(|| self.damaged(format!("it does not say its {property}")))
    }

    pub(crate) fn has(&self, property: &str) -> bool {
        self.descriptions.contains_key(property)
    }

    pub(crate) fn kind(&self) -> &str {
        self.descriptions.get(KIND_KEY).map_or("", String::as_str)
    }

    /// Checks that something is so in the file, too.
    pub(crate) fn expect(&self, property: &str, expected: &str) -> Result<(), Error> {
        let found = self.described(property)?;
        if found == expected { Ok(()) } else { Err(self.foreign(property, found, expected)) }
    }

    /// The names of all tensors, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names = self.metadata.offset_keys();
        names.sort();
        names
    }

    pub(crate) fn shape(&self, name: &str) -> Result<&[usize], Error> {
        let info = self.metadata.info(name);
        let info = info.ok_or_else(|| self.damaged(format!("the tensor `{name}` is missing")))?;
        Ok(&info.shape)
    }

    /// The numbers of a tensor, which are of this type.
    pub(crate) fn numbers<T: Float>(&mut self, name: &str) -> Result<Vec<T>, Error> {
        self.shape(name)?;
        let kind = self.metadata.info(name).map(|info| info.dtype);
        if kind.is_some_and(|kind| kind != T::DTYPE) {
            let problem = format!("the tensor `{name}` is of {kind:?} and not of {:?}", T::DTYPE);
            return Err(self.damaged(problem));
        }
        self.read(name)
    }

    /// The numbers of a tensor, converted if they are of the other type.
    pub(crate) fn converted<T: Float>(&mut self, name: &str) -> Result<Vec<T>, Error> {
        self.shape(name)?;
        match self.metadata.info(name).map(|info| info.dtype) {
            Some(kind) if kind == T::DTYPE => self.read(name),
            Some(Dtype::F64) => Ok(self.read::<f64>(name)?.into_iter().map(T::of).collect()),
            Some(Dtype::F32) => {
                Ok(self.read::<f32>(name)?.into_iter().map(|number| T::of(number.to_f64())).collect())
            }
            kind => {
                let kind = kind.map(|kind| format!("{kind:?}")).unwrap_or_default();
                Err(self.damaged(format!(
                    "the tensor `{name}` is of {kind}; write it as F32 or F64, in PyTorch with `.float()`"
                )))
            }
        }
    }

    /// The numbers of all parts of a model, and all of them finite.
    pub(crate) fn parts<T: Float>(
        &mut self,
        prefix: &str,
        parts: &[Part],
        numbers: impl Fn(&mut Self, &str) -> Result<Vec<T>, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        let count = parts.iter().map(Part::len).sum();
        let bytes = count * size_of::<T>();
        all.try_reserve_exact(count).map_err(|_| self.no_memory("the weights", bytes))?;
        for part in parts {
            let name = format!("{prefix}{}", part.name);
            let shape = self.shape(&name)?;
            if shape != part.shape {
                let problem = format!("the tensor `{name}` has the shape {shape:?} and not {:?}", part.shape);
                return Err(self.damaged(problem));
            }
            let numbers = numbers(self, &name)?;
            if numbers.iter().any(|number| !number.is_finite()) {
                return Err(self.damaged(format!("the tensor `{name}` has numbers that are not finite")));
            }
            all.extend(numbers);
        }
        Ok(all)
    }

    fn no_memory(&self, tensor: &str, bytes: usize) -> Error {
        Error::Memory { path: self.path.clone(), tensor: tensor.to_owned(), bytes }
    }

    fn read<T: Float>(&mut self, name: &str) -> Result<Vec<T>, Error> {
        let Some(info) = self.metadata.info(name) else { return Ok(Vec::new()) };
        let range = info.data_offsets;
        let bytes = range.1 - range.0;
        let mut numbers = Vec::new();
        numbers.try_reserve_exact(bytes / size_of::<T>()).map_err(|_| self.no_memory(name, bytes))?;
        self.bytes(range, &mut |bytes| T::of_bytes(bytes, &mut numbers))?;
        Ok(numbers)
    }

    /// Hands out the bytes between two places, some at a time: a multiple of the size of a number.
    fn bytes(&mut self, (start, end): (usize, usize), hand_out: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
        let mut buffer = vec![0; 65536];
        let mut rest = end - start;
        let mut read = || -> io::Result<()> {
            self.file.seek(SeekFrom::Start(self.start + start as u64))?;
            while rest > 0 {
                let part = &mut buffer[..rest.min(65536)];
                self.file.read_exact(part)?;
                hand_out(part);
                rest -= part.len();
            }
            Ok(())
        };
        read().map_err(|source| Error::Read { path: self.path.clone(), source })
    }
}
