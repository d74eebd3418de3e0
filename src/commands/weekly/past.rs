//! What was handed in in other weeks than the one that is asked for.

use std::collections::{BTreeMap, HashMap};

use super::ids;
use crate::clock::Week;
use crate::commands::Desk;
use crate::record::review::{FrozenDeal, ReviewedClient};
use crate::record::{Client, Moment, Person, Review};
use crate::review::Handed;
use crate::store::{Problem, ReviewFile};

/// So many weeks back a client's last review is looked for.
const BACK: u64 = 26;

impl Desk {
    /// What was reviewed before a week.
    pub fn reviewed_before(&self, week: Week) -> (Past, Vec<Problem>) {
        let (files, problems) = self.store.reviews(&(week.before(BACK)..=week.before(1)));
        (Past::of(files), problems)
    }

    /// What somebody handed in in the weeks after one, up to this one.
    pub fn handed_in_after(&self, week: Week, me: &Person) -> (Vec<ReviewFile>, Vec<Problem>) {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        let mut later = week.after(1);
        while later <= Week::of(self.clock.today()) {
            match self.store.review(later, &me.id) {
                Ok(file) => files.extend(file),
                Err(error) => problems.push(Problem::error(error)),
            }
            later = later.after(1);
        }
        (files, problems)
    }
}

/// What was reviewed in earlier weeks: of each client the last time.
pub struct Past {
    files: Vec<ReviewFile>,
    /// Where in the files.
    last: HashMap<String, (usize, usize)>,
}

impl Past {
    fn of(files: Vec<ReviewFile>) -> Self {
        let mut last = HashMap::new();
        // The later weeks come last and stay.
        for (of, file) in files.iter().enumerate() {
            for (at, client) in file.review.clients.iter().enumerate() {
                last.insert(client.client.clone(), (of, at));
            }
        }
        Self { files, last }
    }

    /// The last review of a client, with its week.
    pub fn last(&self, id: &str, client: &Client) -> Option<(Week, &ReviewedClient)> {
        let (of, at) = ids(id, client).filter_map(|id| self.last.get(id.as_ref())).max()?;
        let file = self.files.get(*of)?;
        Some((file.week, file.review.clients.get(*at)?))
    }

    /// Where the deals of a client stood in its last review.
    pub fn deals(&self, id: &str, client: &Client) -> Option<&[FrozenDeal]> {
        self.last(id, client).map(|(_, reviewed)| &reviewed.deals[..])
    }
}

/// What one person handed in, by week.
pub struct Own<'r>(BTreeMap<Week, (Moment, HashMap<&'r str, &'r ReviewedClient>)>);

impl<'r> Own<'r> {
    /// Out of what was reviewed before a week, what `me` handed `in_it`, and in the weeks `after`.
    pub fn of(me: &Person, past: &'r Past, in_it: Option<(Week, &'r Review)>, after: &'r [ReviewFile]) -> Self {
        let before = past.files.iter().filter(|file| file.person == me.id);
        let others = before.chain(after).map(|file| (file.week, &file.review));
        let of_week = |(week, review): (Week, &'r Review)| {
            let clients = review.clients.iter().map(|entry| (entry.client.as_str(), entry));
            Some((week, (review.again.or(review.submitted)?, clients.collect())))
        };
        Self(others.chain(in_it).filter_map(of_week).collect())
    }

    /// The submission of a week, as far as it is about a client that has these ids.
    pub fn handed(&self, week: Week, ids: &[impl AsRef<str>]) -> Option<Handed<'r>> {
        let (at, clients) = self.0.get(&week)?;
        let entry = ids.iter().find_map(|id| clients.get(id.as_ref()).copied());
        Some(Handed { at: *at, entry })
    }
}
