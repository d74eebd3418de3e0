use crate::lang::is_blank;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// An entry that says word for word what the one before it says.
pub struct RepeatedEntry;

impl Rule for RepeatedEntry {
    fn about(&self) -> &'static About {
        crate::about!(
            "repeated-entry", Log, Warning, "a log entry is a copy of the one before", "沟通记录照抄上一条"
        )
    }

    fn entry(&self, check: &mut Check<'_>, client: &Client, at: usize, entry: &LogEntry) {
        let Some(before) = at.checked_sub(1).map(|before| &client.log[before]) else { return };
        if !same_words(&entry.summary, &before.summary) || is_blank(&entry.summary) {
            return;
        }
        let id = check.id();
        let message = match before.at {
            Some(moment) => text!("the same words as on {moment}", "与 {moment} 那条一字不差"),
            None => text!("the same words as in the entry before", "与上一条一字不差"),
        };
        check.report(Route::root().key("log").index(at).key("summary"), message).mend(text!(
            "`salesrec edit {id}`: what was new in this contact, or delete the entry if it is there twice",
            "`salesrec edit {id}`：写这一次的新情况；如果是重复录入，请删掉一条"
        ));
    }
}

/// As many bytes as are compared at once.
const PIECE: usize = 16;

/// Whether two texts have the same words, however their lines are broken. Most differ within a word.
fn same_words(one: &str, other: &str) -> bool {
    let (one_bytes, other_bytes) = (one.as_bytes(), other.as_bytes());
    // By pieces, since entries of one client often begin alike.
    let alike = one_bytes.chunks_exact(PIECE).zip(other_bytes.chunks_exact(PIECE)).take_while(|(one, other)| one == other);
    let alike = alike.count() * PIECE;
    let differs = one_bytes[alike..].iter().zip(&other_bytes[alike..]).find(|(one, other)| one != other);
    let in_words = differs.is_some_and(|(one, other)| !one.is_ascii_whitespace() && !other.is_ascii_whitespace());
    !in_words && one.split_whitespace().eq(other.split_whitespace())
}
