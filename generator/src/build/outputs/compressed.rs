//! What stands beside the texts of a site, compressed. Nothing is compressed again as long as its text is the same.

use super::super::known::Wanted;
use super::{Made, Work};
use crate::compress::{Encoding, is_text};
use crate::fingerprint::Fingerprint;

impl Work<'_> {
    /// Puts a text beside itself, compressed, where that makes it smaller.
    pub(super) fn compress(&self, file: &str, bytes: &[u8]) -> Made {
        if !self.is_compressed(file) {
            return Ok(0);
        }
        let inputs = Fingerprint::of(bytes);
        let mut changed = 0;
        for encoding in Encoding::ALL {
            let wanted = self.find(encoding.beside(file), inputs);
            if wanted.found.is_none() {
                let Some(compressed) = encoding.compressed(bytes) else { continue };
                changed += usize::from(self.output.put(&wanted.file, &compressed)?);
            }
            self.want_beside(wanted);
        }
        Ok(changed)
    }

    /// The same for a text that is in place: what was put beside it with it is still its own.
    pub(super) fn keep_compressed(&self, file: &str) -> Made {
        if !self.is_compressed(file) {
            return Ok(0);
        }
        let kept: Vec<_> =
            Encoding::ALL.into_iter().filter_map(|encoding| self.known.in_place(encoding.beside(file))).collect();
        if kept.len() < Encoding::ALL.len() {
            return self.compress(file, &self.output.read(file)?);
        }
        kept.into_iter().for_each(|wanted| self.want_beside(wanted));
        Ok(0)
    }

    /// Whether a file is a text to compress. A file of the site that has the name already stays what it is.
    fn is_compressed(&self, file: &str) -> bool {
        let is_free = |encoding: Encoding| !self.files.contains(&encoding.beside(file));
        self.compress && is_text(file) && Encoding::ALL.into_iter().all(is_free)
    }

    fn want_beside(&self, wanted: Wanted) {
        // A poisoned lock means that another thread panicked, which ends the build.
        if let Ok(mut beside) = self.beside.lock() {
            beside.push(wanted.file.clone());
        }
        self.want(wanted);
    }
}
