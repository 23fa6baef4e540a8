//! A file of ours taken apart and put together again with a right digest, by what its format says and not by the crate's own code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};
use twox_hash::XxHash3_128;

/// What is in a file.
pub(crate) struct WholeFile {
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) tensors: BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)>,
}

impl WholeFile {
    pub(crate) fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let (_, metadata) = SafeTensors::read_metadata(&bytes).unwrap();
        let file = SafeTensors::deserialize(&bytes).unwrap();
        let tensors = file.tensors().into_iter();
        WholeFile {
            texts: metadata.metadata().clone().unwrap_or_default().into_iter().collect(),
            tensors: tensors
                .map(|(name, view)| (name, (view.dtype(), view.shape().to_vec(), view.data().to_vec())))
                .collect(),
        }
    }

    /// The digest: XXH3 of 128 bits over the sorted texts, each behind its length, and the tensors in the order of the file.
    fn digest(&self) -> String {
        let mut digest = XxHash3_128::with_seed(0);
        let mut text = |text: &str| {
            digest.write(&(text.len() as u64).to_le_bytes());
            digest.write(text.as_bytes());
        };
        for (property, value) in self.texts.iter().filter(|(property, _)| *property != "digest") {
            text(property);
            text(value);
        }
        for kind in [Dtype::F64, Dtype::F32] {
            for (name, (_, shape, bytes)) in self.tensors.iter().filter(|(_, tensor)| tensor.0 == kind) {
                for text in [name.as_str(), &format!("{kind:?} {shape:?}")] {
                    digest.write(&(text.len() as u64).to_le_bytes());
                    digest.write(text.as_bytes());
                }
                digest.write(bytes);
            }
        }
        format!("xxh3:{:032x}", digest.finish_128())
    }

    pub(crate) fn write(mut self, path: &Path) {
        let digest = self.digest();
        self.texts.insert("digest".to_owned(), digest);
        let views: Vec<(&String, TensorView<'_>)> = self
            .tensors
            .iter()
            .map(|(name, (kind, shape, bytes))| (name, TensorView::new(*kind, shape.clone(), bytes).unwrap()))
            .collect();
        let texts = self.texts.into_iter().collect();
        fs::write(path, safetensors::serialize(views, Some(texts)).unwrap()).unwrap();
    }
}
