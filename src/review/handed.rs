//! Which of somebody's submissions a contact, a move or an action belongs to, so that each is seen in exactly one.
//!
//! It belongs to the week in which it was made, as long as that is open: what was recorded after its last submission
//! belongs to the next week, and what was recorded in a later week belongs to that one, unless a late submission of the
//! week in which it was made has it. `earlier` in a submission says which contacts it took from weeks before.

use std::cell::OnceCell;

use chrono::NaiveDateTime;

use crate::clock::{Clock, Week};
use crate::record::review::ReviewedClient;
use crate::record::{LogEntry, Moment};

/// A week that the same person handed in, as far as it is about one client.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'r> {
    /// When it was, the last time.
    pub at: Moment,
    /// What it keeps of the client; none when the client is not in it.
    pub entry: Option<&'r ReviewedClient>,
}

/// What `person` handed in of a client, by week.
pub type HandedIn<'r> = dyn Fn(Week) -> Option<Handed<'r>> + 'r;

/// The contacts that somebody made with a client.
pub(super) struct Contacts<'a, 'r> {
    /// Theirs, in the order of the log.
    pub logged: &'a [&'a LogEntry],
    pub clock: &'a Clock,
    pub handed: &'a HandedIn<'r>,
}

/// What a contact is known by.
pub(super) const fn key(entry: &LogEntry) -> Option<Moment> {
    match entry.at {
        Some(at) => Some(at),
        None => entry.recorded,
    }
}

impl Contacts<'_, '_> {
    fn weeks(&self, entry: &LogEntry) -> (Option<Week>, Option<Week>) {
        let week = |moment: Option<Moment>| moment.map(|moment| Week::of(moment.shown(self.clock).0));
        (week(entry.at), week(entry.recorded))
    }

    /// The contacts of a week that were made in it, and those that it takes from weeks before.
    pub(super) fn of_week(&self, week: Week) -> (usize, Vec<Moment>) {
        let (mut made_here, mut earlier) = (0, Vec::new());
        let own = (self.handed)(week).and_then(|own| own.entry);
        let before = OnceCell::new();
        let was_handed_in = || *before.get_or_init(|| (self.handed)(week.before(1)).is_some());
        for entry in self.logged {
            let (made, written) = self.weeks(entry);
            let Some(made_or_written) = made.or(written).filter(|first| *first <= week) else { continue };
            let listed = key(entry).filter(|key| own.is_some_and(|own| own.earlier.contains(key)));
            if let Some(key) = listed {
                earlier.push(key);
            } else if made_or_written == week {
                made_here += usize::from(!self.is_taken_after(entry, week));
            } else {
                let comes_here = match written {
                    Some(written) if written == week => true,
                    _ => made.max(written) == Some(week.before(1)) && was_handed_in(),
                };
                let is_elsewhere = || {
                    self.is_taken_after(entry, week)
                        || [made, written].into_iter().flatten().any(|at| at < week && self.is_seen(entry, at))
                };
                earlier.extend(key(entry).filter(|_| comes_here && !is_elsewhere()));
            }
        }
        (made_here, earlier)
    }

    /// Whether a later week took a contact.
    fn is_taken_after(&self, entry: &LogEntry, week: Week) -> bool {
        let (_, written) = self.weeks(entry);
        let after = [Some(week.after(1)), written].into_iter().flatten().filter(|later| *later > week);
        let lists = |later| {
            let entry_of = (self.handed)(later).and_then(|handed| handed.entry);
            entry_of.is_some_and(|of| key(entry).is_some_and(|key| of.earlier.contains(&key)))
        };
        after.into_iter().any(lists)
    }

    /// Whether the submission of a week has seen a contact that was made or written down in it. What says nothing of when
    /// it was written down, or says the minute of the submission, is told by how many contacts that has counted.
    fn is_seen(&self, entry: &LogEntry, week: Week) -> bool {
        let Some(Handed { at, entry: Some(kept) }) = (self.handed)(week) else { return false };
        let last = self.last(at, kept);
        let order = |entry: &LogEntry| {
            entry.recorded.map(|recorded| recorded.start(self.clock).cmp(&last)).filter(|order| order.is_ne())
        };
        match order(entry) {
            Some(order) => order.is_lt(),
            None => {
                let in_week = |one: &&&LogEntry| self.weeks(one).0.or(self.weeks(one).1) == Some(week);
                let of_week = || self.logged.iter().filter(in_week);
                let sure = of_week().filter(|one| order(one).is_some_and(std::cmp::Ordering::is_lt)).count();
                let unsure = of_week().filter(|one| order(one).is_none());
                let at = unsure.take_while(|one| !std::ptr::eq(**one, entry)).count();
                kept.contacts.is_none_or(|all| at + sure + kept.earlier.len() < all as usize)
            }
        }
    }

    /// When a client was last looked at for a submission: not after its approval, which leaves it as it is.
    fn last(&self, at: Moment, kept: &ReviewedClient) -> NaiveDateTime {
        let at = at.start(self.clock);
        let approved = kept.approved.as_ref().and_then(|approval| approval.on);
        approved.map_or(at, |on| at.min(on.end(self.clock)))
    }
}

/// What a submission of `week` takes of what has only a day: what was `made` in it, but for what the next week took; and
/// what is left of the week before, where that was handed in without it. `kept` is where a submission lists the like.
pub(super) fn of_days<T: PartialEq>(
    week: Week,
    handed: &HandedIn<'_>,
    kept: impl Fn(&ReviewedClient) -> &[T],
    made: impl Fn(Week) -> Vec<T>,
) -> Vec<T> {
    let list = |week: Week| handed(week).map(|handed| handed.entry.map(&kept).unwrap_or_default());
    let (own, next) = (list(week).unwrap_or_default(), list(week.after(1)).unwrap_or_default());
    let is_taken_after = |one: &T| next.contains(one) && !own.contains(one);
    let here = made(week).into_iter().filter(|one| !is_taken_after(one));
    let Some(known) = list(week.before(1)) else { return here.collect() };
    let before = made(week.before(1));
    // Other words for the same deed are nothing new: no more is left than the submission has too few.
    let earlier = if known.is_empty() { Vec::new() } else { made(week.before(2)) };
    let known_of_week = known.iter().filter(|one| before.contains(one) || !earlier.contains(one)).count();
    let most = before.len().saturating_sub(known_of_week);
    let left: Vec<T> = before.into_iter().filter(|one| !known.contains(one)).collect();
    let reworded = left.len().saturating_sub(most);
    left.into_iter().skip(reworded).chain(here).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a submission of W27 takes, where these actions were agreed in W25 and W26, and W26 was handed in with some.
    fn planned(earlier: &[&str], agreed: &[&str], known: &[&str]) -> Vec<String> {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let kept = ReviewedClient { planned: words(known), ..ReviewedClient::default() };
        let week = |written: &str| written.parse::<Week>().unwrap();
        let at = "2026-06-26 16:30".parse().unwrap();
        let handed = |of: Week| (of == week("2026-W26")).then_some(Handed { at, entry: Some(&kept) });
        let made = |of: Week| match of {
            of if of == week("2026-W25") => words(earlier),
            of if of == week("2026-W26") => words(agreed),
            _ => Vec::new(),
        };
        of_days(week("2026-W27"), &handed, |kept| &kept.planned, made)
    }

    #[test]
    fn what_a_submission_lacks_is_left_for_the_next() {
        assert_eq!(planned(&[], &["call", "write"], &["call"]), ["write"]);
        assert_eq!(planned(&[], &["call"], &["call"]), [""; 0]);
        assert_eq!(planned(&["draw"], &["call", "write"], &["draw", "call"]), ["write"]);
    }

    #[test]
    fn other_words_for_the_same_deed_are_nothing_new() {
        assert_eq!(planned(&[], &["call Ruth in Poole"], &["call Ruth"]), [""; 0]);
        assert_eq!(planned(&[], &["call Ruth in Poole", "write"], &["call Ruth"]), ["write"]);
    }
}
