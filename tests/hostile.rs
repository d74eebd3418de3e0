//! Whatever lies in the directory or is typed: a clear answer, soon; nothing is lost, and the other records are there.

mod names;
mod records;
mod screen;
mod settings;
mod texts;
mod typed;

use std::time::{Duration, Instant};

use crate::support::{Records, Shown};

/// The file that is bad.
const BAD: &str = "clients/Bad_20260101.yaml";

/// Longer than any of these may take, in a build for tests on a busy machine.
const SOON: Duration = Duration::from_secs(4);

/// A small team whose only client is as it should be, and has something overdue.
fn team() -> Records {
    let records = Records::small();
    records.write("clients/Good_20260101.yaml", GOOD);
    records
}

const GOOD: &str = "client: Good Ltd\naliases: [Fine]\nowner: ann\nactions:\n  \
                    - {id: k7q2, action: send the quote, owner: ann, due: 2026-06-01, created: 2026-05-20}\n";

/// Runs the program and sees that it is soon done.
#[track_caller]
fn run(records: &Records, words: &[&str]) -> Shown {
    let since = Instant::now();
    let shown = records.run(words);
    assert!(since.elapsed() < SOON, "{} took {:?}", words[0], since.elapsed());
    shown
}

/// What is said of the bad file when somebody wants to write to it; that it is left as it is, and that the others are
/// still there.
#[track_caller]
fn refused(records: &Records, lang: &str) -> Shown {
    let before = records.all();
    let shown = run(records, &["log", "Bad", "x", "--no-next", "y", "--lang", lang]);
    assert_eq!(shown.code, 2, "{}", shown.screen());
    assert_eq!(shown.stdout, "");
    let others = run(records, &["overdue", "--lang", lang]);
    assert_eq!(others.code, 0, "{}", others.screen());
    assert!(others.stdout.contains("send the quote"), "{}", others.screen());
    assert!(records.all() == before, "a file was changed");
    shown
}
