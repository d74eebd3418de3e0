//! What a bundle consists of, so that somebody can see whether it arrived whole.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Material;

/// The name of the manifest's file.
pub const MANIFEST: &str = "manifest.json";

/// The files of a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The files, in order.
    pub files: Vec<Entry>,
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the folder or archive.
    pub file: String,
    /// How many bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// How a file stands to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// As it was made.
    Whole,
    /// Other bytes.
    Changed,
    /// Not there.
    Missing,
    /// There, but not listed.
    Unlisted,
}

impl Entry {
    /// The entry of a file.
    pub fn of(file: &str, bytes: &[u8]) -> Self {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { file: file.to_string(), size: bytes.len() as u64, sha256 }
    }
}

impl Manifest {
    /// The manifest of these files.
    pub fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Self {
        Self { files: files.into_iter().map(|(name, bytes)| Entry::of(name, bytes)).collect() }
    }

    /// How these files stand to it; the manifest itself is not one of them.
    pub fn check<'f>(&self, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<(String, Check)> {
        let there: Vec<Entry> = files.into_iter().map(|(name, bytes)| Entry::of(name, bytes)).collect();
        let listed = self.files.iter().map(|entry| {
            let check = match there.iter().find(|file| file.file == entry.file) {
                None => Check::Missing,
                Some(file) if file == entry => Check::Whole,
                Some(_) => Check::Changed,
            };
            (entry.file.clone(), check)
        });
        let known = |file: &&Entry| !self.files.iter().any(|entry| entry.file == file.file);
        let unlisted = there.iter().filter(known).map(|file| (file.file.clone(), Check::Unlisted));
        listed.chain(unlisted).collect()
    }

    /// The manifest as it is written: with what it is the manifest of.
    pub fn written(&self, material: &Material) -> Value {
        json!({
            "salesrec": crate::lang::json::VERSION,
            "kind": "handover-manifest",
            "handover": material.name,
            "from": material.handover.from,
            "to": material.receivers(),
            "shows": super::data::shows(material),
            "clients": material.subjects.len(),
            "unread": material.unread.iter().map(|(id, _)| id).collect::<Vec<_>>(),
            "files": self.files,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_a_missing_and_a_strange_file_are_told_apart() {
        let manifest = Manifest::of([("a", &b"1"[..]), ("b", b"2"), ("c", b"3")]);
        assert_eq!(manifest.files[0].sha256, "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
        let checked = manifest.check([("a", &b"1"[..]), ("b", b"x"), ("d", b"4")]);
        let checked: Vec<(&str, Check)> = checked.iter().map(|(name, check)| (name.as_str(), *check)).collect();
        assert_eq!(
            checked,
            [("a", Check::Whole), ("b", Check::Changed), ("c", Check::Missing), ("d", Check::Unlisted)]
        );
    }
}
