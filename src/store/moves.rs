//! Moving a client file: a new name, or to another shelf. Never over another file.

use std::path::{Path, PathBuf};

use super::write::{failed, sync_folder};
use super::{Change, ClientFile, Store};
use crate::error::Result;
use crate::record::Handover;

impl Store {
    /// Moves a client file to `target` (relative), in one step. Where that changes the client's id, open handovers that
    /// name it follow; closed ones are history.
    ///
    /// # Errors
    /// `Conflict` when there is a file of that name, also one that differs only by case or Unicode form.
    pub fn relocate(&self, file: &ClientFile, target: &Path) -> Result<ClientFile> {
        let moved = ClientFile { path: target.to_path_buf() };
        let naming = if moved.id() == file.id() { Vec::new() } else { self.open_handovers_naming(file.id()) };
        if naming.is_empty() {
            self.move_alone(file, target)?;
        } else {
            self.move_with(file, &moved, &naming)?;
        }
        Ok(moved)
    }

    fn move_alone(&self, file: &ClientFile, target: &Path) -> Result<()> {
        let (from, to) = (self.root().join(&file.path), self.root().join(target));
        self.make_folder(target)?;
        let folder = target.parent().unwrap_or(Path::new(""));
        let _lock = self.lock(&[&file.path, target, folder])?;
        self.is_free(target, Some(&file.path))?;
        self.note_move(&file.path, target)?;
        move_file(&from, &to).map_err(|error| failed(target, &error))?;
        sync_folder(&from).and_then(|()| sync_folder(&to)).map_err(|error| failed(target, &error))
    }

    fn move_with(&self, file: &ClientFile, moved: &ClientFile, handovers: &[PathBuf]) -> Result<()> {
        let paths: Vec<PathBuf> = [&file.path, &moved.path].into_iter().chain(handovers).cloned().collect();
        self.make_folder(&moved.path)?;
        self.together(None, &paths, false, || {
            self.is_free(&moved.path, Some(&file.path))?;
            let text = self.text(&file.path.to_string_lossy())?;
            let gone = Change { path: file.path.clone(), before: text.clone(), after: String::new() };
            let mut changes = vec![gone, Change { path: moved.path.clone(), before: String::new(), after: text }];
            for path in handovers {
                let renamed = |handover: &mut Handover| {
                    handover.rename(file.id(), moved.id());
                    Ok(())
                };
                changes.push(self.change_handover(path, true, renamed)?.0);
            }
            Ok((changes, ()))
        })
        .map(drop)
    }

    fn open_handovers_naming(&self, id: &str) -> Vec<PathBuf> {
        let open = self.handovers().0.into_iter().filter(|file| file.handover.is_open());
        open.filter(|file| file.handover.names(id)).map(|file| file.path).collect()
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

    #[test]
    fn an_open_handover_follows_a_client_to_its_new_id_and_a_closed_one_stays_history() {
        let (_root, store) = store(&["clients/a.yaml"]);
        let open = "# ours\nfrom: ann\nclients:\n- client: a # the best\n";
        store.create(Path::new("handovers/1.yaml"), open).unwrap();
        store.create(Path::new("handovers/2.yaml"), "closed: 2026-06-01\nclients: [{client: a}]\n").unwrap();
        store.relocate(&file("clients/a.yaml"), Path::new("clients/b.yaml")).unwrap();
        assert_eq!(store.text("clients/b.yaml").unwrap(), "client: clients/a.yaml\n");
        assert!(store.text("clients/a.yaml").is_err());
        assert_eq!(store.text("handovers/1.yaml").unwrap(), open.replace("client: a", "client: b"));
        assert!(store.text("handovers/2.yaml").unwrap().contains("client: a"));
        store.relocate(&file("clients/b.yaml"), Path::new("clients/B.yaml")).unwrap();
        assert!(store.text("handovers/1.yaml").unwrap().contains("client: B "));
        store.create(Path::new("clients/c.yaml"), "client: c\n").unwrap();
        let error = store.relocate(&file("clients/B.yaml"), Path::new("clients/c.yaml")).unwrap_err();
        assert_eq!(error.kind, Kind::Conflict);
        store.relocate(&file("clients/B.yaml"), Path::new("archive/B.yaml")).unwrap();
        assert!(store.text("handovers/1.yaml").unwrap().contains("client: B "));
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
