//! One writer at a time: locks that every process of the program respects.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::Store;
use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::text;

/// The folder of the lock files.
const LOCKS: &str = ".salesrec/locks";

/// A fixed number of lock files serves any number of records; two records that share one only wait for each other.
const SLOTS: u64 = 256;

/// A write takes some milliseconds, so whoever waits this long waits for something broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// The right to write some files, given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _files: Vec<File>,
}

impl Store {
    /// Waits for the right to write the files, or to fill the folders, at `paths` (relative to the records directory).
    /// A change of several files that was interrupted is settled first.
    pub(super) fn lock(&self, paths: &[&Path]) -> Result<Lock> {
        loop {
            self.settle()?;
            let lock = self.lock_only(paths)?;
            // Another process may have begun, and been interrupted, in between.
            if !self.is_interrupted() {
                return Ok(lock);
            }
        }
    }

    /// As [`Store::lock`], for whoever writes a change of several files.
    pub(super) fn lock_only(&self, paths: &[&Path]) -> Result<Lock> {
        self.lock_within(paths, PATIENCE)
    }

    /// Waits for the right to change several files together.
    pub(super) fn lock_journal(&self) -> Result<Lock> {
        self.lock_names(["journal".to_string()], PATIENCE)
    }

    fn lock_within(&self, paths: &[&Path], patience: Duration) -> Result<Lock> {
        // In one order, so that no two processes wait for each other; and each once, as a process waits for itself too.
        let slots: BTreeSet<u64> = paths.iter().map(|path| fnv(path.as_os_str().as_encoded_bytes()) % SLOTS).collect();
        self.lock_names(slots.into_iter().map(|slot| format!("{slot:02x}")), patience)
    }

    fn lock_names(&self, names: impl IntoIterator<Item = String>, patience: Duration) -> Result<Lock> {
        let until = Instant::now() + patience;
        let files = names.into_iter().map(|name| {
            let path = Path::new(LOCKS).join(format!("{name}.lock"));
            let failed = |error| {
                Error::io(text!("cannot lock the records for writing", "无法锁定记录以便写入"), &error)
                    .at(Place::file(&path))
            };
            let file = self.lock_file(&path).map_err(failed)?;
            loop {
                match file.try_lock() {
                    Ok(()) => return Ok(file),
                    Err(TryLockError::WouldBlock) if Instant::now() < until => {
                        std::thread::sleep(Duration::from_millis(2));
                    }
                    Err(TryLockError::WouldBlock) => return Err(stuck(patience).at(Place::file(&path))),
                    Err(TryLockError::Error(error)) => return Err(failed(error)),
                }
            }
        });
        Ok(Lock { _files: files.collect::<Result<_>>()? })
    }

    fn lock_file(&self, path: &Path) -> std::io::Result<File> {
        let open = || OpenOptions::new().create(true).truncate(false).write(true).open(self.root().join(path));
        open().or_else(|_| std::fs::create_dir_all(self.root().join(LOCKS)).and_then(|()| open()))
    }
}

fn stuck(patience: Duration) -> Error {
    let seconds = patience.as_secs();
    Error::new(
        Kind::Conflict,
        text!("another salesrec has been writing for {seconds} seconds", "另一个 salesrec 已经写了 {seconds} 秒"),
    )
    .hint(Text::fixed("end it, then run this again", "请先结束它，再重试"))
}

/// FNV-1a: the same in every build of the program, unlike the standard library's hash.
pub fn fnv<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path whose lock file is not that of `other`.
    fn apart_from(other: &str) -> String {
        let slot = |path: &str| fnv(path.as_bytes()) % SLOTS;
        (0..).map(|number| format!("clients/{number}.yaml")).find(|path| slot(path) != slot(other)).unwrap()
    }

    #[test]
    fn who_waits_too_long_is_told_where_and_what_to_do() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::at(root.path());
        let path = Path::new("clients/a.yaml");
        let held = store.lock(&[path]).unwrap();
        let since = Instant::now();
        let error = store.lock_within(&[path], Duration::from_millis(60)).unwrap_err();
        assert!(since.elapsed() >= Duration::from_millis(60));
        assert_eq!(error.kind, Kind::Conflict);
        assert!(error.place.unwrap().path.starts_with(LOCKS));
        assert_eq!(error.hints.len(), 1);
        drop(held);
        store.lock_within(&[path], Duration::ZERO).unwrap();
    }

    #[test]
    fn records_with_lock_files_of_their_own_do_not_wait_for_each_other() {
        let root = tempfile::tempdir().unwrap();
        let store = Store::at(root.path());
        let _held = store.lock(&[Path::new("clients/a.yaml")]).unwrap();
        store.lock_within(&[Path::new(&apart_from("clients/a.yaml"))], Duration::ZERO).unwrap();
    }

    #[test]
    fn the_same_file_twice_is_one_lock() {
        let root = tempfile::tempdir().unwrap();
        let path = Path::new("clients/a.yaml");
        Store::at(root.path()).lock_within(&[path, path], Duration::ZERO).unwrap();
    }
}
