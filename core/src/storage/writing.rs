//! What goes into a file: tensors, each with its name, and texts that describe them.

use std::io::Write;

use safetensors::tensor::{Dtype, Metadata, TensorInfo};

use super::{DIGEST_KEY, Destination, Digest, Error, KIND_KEY, VERSION, VERSION_KEY};
use crate::Float;
use crate::training::Part;

/// What goes into a file; the numbers stay where they are until they are written.
pub(crate) struct Content<'a> {
    tensors: Vec<Tensor<'a>>,
    descriptions: Vec<(String, String)>,
}

struct Tensor<'a> {
    name: String,
    kind: Dtype,
    shape: Vec<usize>,
    numbers: Box<dyn Numbers + 'a>,
}

/// Numbers of either type.
trait Numbers {
    fn bytes(&self, hand_out: &mut dyn FnMut(&[u8]));
}

impl<T: Float> Numbers for &[T] {
    fn bytes(&self, hand_out: &mut dyn FnMut(&[u8])) {
        T::bytes_of(self, hand_out);
    }
}

impl<'a> Content<'a> {
    pub(crate) fn new(kind: &str) -> Self {
        let mut content = Content { tensors: Vec::new(), descriptions: Vec::new() };
        content.describe(VERSION_KEY, VERSION);
        content.describe(KIND_KEY, kind);
        content
    }

    pub(crate) fn describe(&mut self, property: &str, text: &str) {
        self.descriptions.push((property.to_owned(), text.to_owned()));
    }

    pub(crate) fn put<T: Float>(&mut self, name: &str, shape: &[usize], numbers: &'a [T]) {
        let (name, shape) = (name.to_owned(), shape.to_vec());
        self.tensors.push(Tensor { name, kind: T::DTYPE, shape, numbers: Box::new(numbers) });
    }

    /// Numbers that belong to the parameters of a model, a tensor for each part.
    pub(crate) fn put_parts<T: Float>(&mut self, prefix: &str, parts: &[Part], numbers: &'a [T]) {
        let mut rest = numbers;
        for part in parts {
            let (numbers, others) = rest.split_at(part.len());
            self.put(&format!("{prefix}{}", part.name), &part.shape, numbers);
            rest = others;
        }
    }

    pub(crate) fn write(mut self, destination: &Destination) -> Result<(), Error> {
        // The widest numbers first, so that all are aligned.
        self.tensors.sort_by(|a, b| b.kind.cmp(&a.kind).then(a.name.cmp(&b.name)));
        let digest = self.digest();
        self.describe(DIGEST_KEY, &digest);
        let header = self
            .header()
            .map_err(|problem| Error::Damaged { path: destination.named().to_owned(), problem })?;
        destination.replace(|file| {
            file.write_all(&(header.len() as u64).to_le_bytes())?;
            file.write_all(&header)?;
            for tensor in &self.tensors {
                let mut done = Ok(());
                tensor.numbers.bytes(&mut |bytes| {
                    if done.is_ok() {
                        done = file.write_all(bytes);
                    }
                });
                done?;
            }
            Ok(())
        })
    }

    fn digest(&mut self) -> String {
        self.descriptions.sort();
        let mut digest = Digest::new();
        for (property, text) in &self.descriptions {
            digest.text(property);
            digest.text(text);
        }
        for tensor in &self.tensors {
            describe_tensor(&mut digest, &tensor.name, tensor.kind, &tensor.shape);
            tensor.numbers.bytes(&mut |bytes| digest.bytes(bytes));
        }
        digest.finish()
    }

    fn header(&self) -> Result<Vec<u8>, String> {
        let mut end = 0;
        let tensors = self.tensors.iter().map(|tensor| {
            let start = end;
            end += tensor.shape.iter().product::<usize>() * tensor.kind.bitsize() / 8;
            let info =
                TensorInfo { dtype: tensor.kind, shape: tensor.shape.clone(), data_offsets: (start, end) };
            (tensor.name.clone(), info)
        });
        let tensors = tensors.collect();
        // Whether the map is that of `std` or of `hashbrown` depends on the features of `safetensors`.
        let descriptions = self.descriptions.iter().cloned().collect();
        let metadata = Metadata::new(Some(descriptions), tensors).map_err(|error| error.to_string())?;
        let mut header = serde_json::to_vec(&metadata).map_err(|error| error.to_string())?;
        header.resize(header.len().next_multiple_of(8), b' ');
        Ok(header)
    }
}

/// What the digest has of a tensor before its numbers.
pub(super) fn describe_tensor(digest: &mut Digest, name: &str, kind: Dtype, shape: &[usize]) {
    digest.text(name);
    digest.text(&format!("{kind:?} {shape:?}"));
}
