//! When the lines of a file were committed. Who runs git is not known here: a command supplies it.

use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, Utc};

use crate::store::ClientFile;

/// Gives the commit times of a file's lines as it lies on the disk; `None` where it has none.
#[derive(Clone, Copy)]
pub struct History<'a>(pub &'a (dyn Fn(&ClientFile) -> Option<LineTimes> + Sync));

impl fmt::Debug for History<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("History")
    }
}

/// When each line of a file was committed, the first line first; `None` where that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineTimes(pub Vec<Option<DateTime<Utc>>>);

impl LineTimes {
    /// What `git blame -w --porcelain FILE` says. Lines that are not committed have no time. Neither have those of a
    /// boundary commit: it is where a shallow copy ends, or the first commit of the repository, into which older
    /// records were put.
    pub fn from_porcelain(said: &str) -> Self {
        let mut commits: HashMap<&str, (Option<DateTime<Utc>>, bool)> = HashMap::new();
        let mut times = Vec::new();
        let mut commit = "";
        for line in said.lines() {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            if line.starts_with('\t') {
                let known = commits.get(commit).filter(|(_, boundary)| !boundary);
                times.push(known.and_then(|(time, _)| *time).filter(|_| commit.bytes().any(|digit| digit != b'0')));
            } else if word == "author-time" {
                commits.entry(commit).or_default().0 =
                    rest.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            } else if word == "boundary" {
                commits.entry(commit).or_default().1 = true;
            } else if word.len() >= 40 && word.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                commit = word;
            }
        }
        Self(times)
    }

    /// When a line, counted from 1, was committed.
    pub fn at(&self, line: usize) -> Option<DateTime<Utc>> {
        *self.0.get(line.checked_sub(1)?)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_told_once_and_uncommitted_and_boundary_lines_have_no_time() {
        let (one, two, none) = ("a".repeat(40), "b".repeat(40), "0".repeat(40));
        let said = format!(
            "{one} 1 1 2\nauthor Tom\nauthor-time 1782000000\nsummary author-time 5\nfilename x\n\tclient: A\n\
             {one} 2 2\n\tlog:\n\
             {two} 3 3 1\nauthor-time 1700000000\nboundary\nfilename x\n\tboundary\n\
             {none} 4 4 1\nauthor-time 1782000009\nfilename x\n\tby: y\n"
        );
        let times = LineTimes::from_porcelain(&said);
        let known = DateTime::from_timestamp(1_782_000_000, 0);
        assert_eq!(times.0, [known, known, None, None]);
        assert_eq!((times.at(2), times.at(0), times.at(9)), (known, None, None));
    }
}
