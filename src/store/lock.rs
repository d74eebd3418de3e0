//! One writer at a time: locks that every process of the program respects.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::Store;
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::text;

/// A fixed number of lock files serves any number of records; two records that share one only wait for each other.
const SLOTS: u64 = 256;

/// A write takes some milliseconds, so whoever waits this long waits for something broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// The right to write a file, given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Store {
    /// Waits for the right to write the file at `path` (relative to the records directory).
    pub(super) fn lock(&self, path: &Path) -> Result<Lock> {
        let folder = self.root().join(".salesrec/locks");
        let name = format!("{:02x}.lock", fnv(path.as_os_str().as_encoded_bytes()) % SLOTS);
        let open = || OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(&name));
        let file = open()
            .or_else(|_| std::fs::create_dir_all(&folder).and_then(|()| open()))
            .map_err(|error| Error::io(text!("cannot lock the records for writing", "无法锁定记录以便写入"), &error))?;
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock { _file: file }),
                Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::new(
                        Kind::Conflict,
                        Text::fixed(
                            "another salesrec has been writing for 30 seconds",
                            "另一个 salesrec 已经写了 30 秒",
                        ),
                    )
                    .hint(Text::fixed("end it, then run this again", "请先结束它，再重试")));
                }
                Err(TryLockError::Error(error)) => {
                    return Err(Error::io(
                        text!("cannot lock the records for writing", "无法锁定记录以便写入"),
                        &error,
                    ));
                }
            }
        }
    }
}

/// FNV-1a: the same in every build of the program, unlike the standard library's hash.
pub(super) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
