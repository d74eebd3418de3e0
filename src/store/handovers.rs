//! The files of handovers, as far as the checks ask for them.

use super::Store;

impl Store {
    /// Every file of handovers/ by its stem, with its text; one that cannot be read is left out.
    pub fn handovers(&self) -> Vec<(String, String)> {
        let Ok(entries) = std::fs::read_dir(self.root().join("handovers")) else { return Vec::new() };
        let mut found: Vec<(String, String)> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
            .filter_map(|path| Some((path.file_stem()?.to_str()?.to_string(), std::fs::read_to_string(&path).ok()?)))
            .collect();
        found.sort();
        found
    }
}
