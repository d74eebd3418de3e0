//! Moving a client file: a new name, or to another shelf. Never over another file.

use std::path::Path;

use super::write::{failed, sync_folder};
use super::{ClientFile, Store};
use crate::error::Result;

impl Store {
    /// Moves a client file to `target` (relative), in one step.
    ///
    /// # Errors
    /// `Conflict` when there is a file of that name, also one that differs only by case or Unicode form.
    pub fn relocate(&self, file: &ClientFile, target: &Path) -> Result<ClientFile> {
        let (from, to) = (self.root().join(&file.path), self.root().join(target));
        self.make_folder(target)?;
        let folder = target.parent().unwrap_or(Path::new(""));
        let _lock = self.lock(&[&file.path, target, folder])?;
        self.is_free(target, Some(&file.path))?;
        self.note_move(&file.path, target)?;
        move_file(&from, &to).map_err(|error| failed(target, &error))?;
        sync_folder(&from).and_then(|()| sync_folder(&to)).map_err(|error| failed(target, &error))?;
        Ok(ClientFile { path: target.to_path_buf() })
    }
}

#[expect(clippy::disallowed_methods, reason = "the target is free, and the folder is locked")]
pub(super) fn move_file(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    fn store(names: &[&str]) -> (tempfile::TempDir, Store) {
        let root = tempfile::tempdir().unwrap();
        let store = Store::at(root.path());
        for name in names {
            store.create(Path::new(name), &format!("client: {name}\n")).unwrap();
        }
        (root, store)
    }

    fn file(path: &str) -> ClientFile {
        ClientFile { path: path.into() }
    }

    #[test]
    fn a_record_moves_with_its_words() {
        let (_root, store) = store(&["clients/a.yaml"]);
        let moved = store.relocate(&file("clients/a.yaml"), Path::new("archive/2024/a.yaml")).unwrap();
        assert_eq!(store.text("archive/2024/a.yaml").unwrap(), "client: clients/a.yaml\n");
        assert!(store.text("clients/a.yaml").is_err());
        assert_eq!(moved, file("archive/2024/a.yaml"));
    }

    #[test]
    fn a_name_that_is_the_same_on_some_system_is_taken() {
        for (there, wanted) in [
            ("clients/b.yaml", "clients/b.yaml"),
            ("clients/ACME.yaml", "clients/Acme.yaml"),
            ("clients/caf\u{e9}.yaml", "clients/cafe\u{301}.yaml"),
            ("clients/\u{212a}elvin.yaml", "clients/Kelvin.yaml"),
        ] {
            let (_root, store) = store(&["clients/a.yaml", there]);
            let error = store.relocate(&file("clients/a.yaml"), Path::new(wanted)).unwrap_err();
            assert_eq!(error.kind, Kind::Conflict, "{wanted}");
            assert_eq!(error.place.unwrap().path, Path::new(there));
            let error = store.create(Path::new(wanted), "client: c\n").unwrap_err();
            assert_eq!(error.kind, Kind::Conflict, "{wanted}");
            assert_eq!(store.text("clients/a.yaml").unwrap(), "client: clients/a.yaml\n");
            assert_eq!(store.text(there).unwrap(), format!("client: {there}\n"));
            assert_eq!(std::fs::read_dir(store.root().join("clients")).unwrap().count(), 2);
        }
    }

    #[test]
    fn a_record_may_change_the_case_of_its_own_name() {
        let (_root, store) = store(&["clients/acme.yaml"]);
        store.relocate(&file("clients/acme.yaml"), Path::new("clients/ACME.yaml")).unwrap();
        assert_eq!(store.text("clients/ACME.yaml").unwrap(), "client: clients/acme.yaml\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_refused_before_anything_is_made() {
        let (root, store) = store(&["clients/a.yaml"]);
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("clients/east")).unwrap();
        let target = Path::new("clients/east/new/a.yaml");
        assert_eq!(store.relocate(&file("clients/a.yaml"), target).unwrap_err().kind, Kind::Refused);
        assert_eq!(store.create(target, "client: a\n").unwrap_err().kind, Kind::Refused);
        assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
        store.text("clients/a.yaml").unwrap();
    }
}
