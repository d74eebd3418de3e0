//! The client of the last command, kept in the user's own state: one small file for each records directory.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::lock::fnv;
use super::{ClientFile, Store};

/// How the moment is written.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

impl Store {
    /// Keeps in `folder` that a command named this client. Not synced, and a failure is nobody's: it only saves typing.
    /// The file is written over in place, since one that is emptied first is flushed with the next sync, which is the
    /// record's; only its first line counts.
    pub fn keep_recent(&self, folder: &Path, file: &ClientFile, now: NaiveDateTime) {
        let path = self.recent_file(folder);
        let text = format!("{}\t{}\n", now.format(MOMENT), file.path.display());
        let open = || OpenOptions::new().create(true).write(true).truncate(false).open(&path);
        let opened = open().or_else(|_| std::fs::create_dir_all(folder).and_then(|()| open()));
        let _ = opened.and_then(|mut out| out.write_all(text.as_bytes()));
    }

    /// The client that a command named last, and when; none when it is no longer there.
    pub fn recent(&self, folder: &Path) -> Option<(ClientFile, NaiveDateTime)> {
        let text = std::fs::read_to_string(self.recent_file(folder)).ok()?;
        let (at, path) = text.lines().next()?.split_once('\t')?;
        Some((self.at_path(Path::new(path))?, NaiveDateTime::parse_from_str(at, MOMENT).ok()?))
    }

    fn recent_file(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{:016x}", fnv(self.root().as_os_str().as_encoded_bytes())))
    }
}
