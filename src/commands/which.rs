//! Which client is meant.

use super::Desk;
use crate::clock;
use crate::error::Result;
use crate::lang::Text;
use crate::store::{Candidate, ClientFile, Found, Look, Problem, ambiguous, ranked};
use crate::text;

impl Desk {
    /// The client that is meant. Where several could be, the failure names them: the best fit first, then the own
    /// clients, then the most recent.
    ///
    /// # Errors
    /// `NotFound` with similar names; `Ambiguous` with every candidate.
    pub fn find(&self, said: &str, look: Look) -> Result<(ClientFile, Vec<Problem>)> {
        match self.store.seek(said, look) {
            Found::One(file, problems) => Ok((file, problems)),
            Found::Several(candidates) => {
                let me = self.me().ok().map(|person| person.id.as_str());
                Err(ambiguous(said, &ranked(candidates, me), |candidate| self.beside(candidate)))
            }
            Found::None(error) => Err(error),
        }
    }

    /// What tells a candidate from the others: whose it is, and the last contact.
    fn beside(&self, candidate: &Candidate) -> Text {
        let owner = candidate.owner.as_deref().map(|owner| self.person_name(owner)).unwrap_or_default();
        match (owner.as_str(), candidate.last) {
            (owner, None) => Text::same(owner.to_string()),
            ("", Some(last)) => last_contact(last),
            (owner, Some(last)) => text!("{owner}, ", "{owner}，").then(&last_contact(last)),
        }
    }
}

fn last_contact(day: chrono::NaiveDate) -> Text {
    Text::fixed("last contact ", "最近联系 ").then(&clock::day(day))
}
