//! A record as it was: what the dates in it tell about any day before.
//!
//! Stages, owners, log, actions, milestones, promises, the office and aftercare carry the day on which they came about, so
//! they can be taken back. What is only ever overwritten (a value, a probability, a close date, a class) has no past in
//! the record and stays as it is.

use chrono::NaiveDate;

use super::{Action, Client, Day, Deal, Moment, Order};
use crate::clock::Clock;

impl Client {
    /// The record at the end of a day, on the team's clock; nothing when the client came later.
    #[must_use]
    pub fn as_of(mut self, day: NaiveDate, clock: &Clock) -> Option<Self> {
        let then = Then { day, clock };
        if self.first_contact.is_some_and(|first| first.0 > day) {
            return None;
        }
        if let Some(at) = self.owners.iter().position(|period| then.later(period.until)) {
            self.owner = self.owners[at].owner.take();
            self.owners.truncate(at);
        }
        for contact in &mut self.contacts {
            then.forget(&mut contact.left);
        }
        self.deals.retain_mut(|deal| then.deal(deal));
        self.log.retain(|entry| !then.after(entry.recorded.or(entry.at)));
        self.actions.retain_mut(|action| then.action(action));
        self.promises.retain_mut(|promise| {
            then.forget(&mut promise.kept);
            !then.later(promise.on)
        });
        self.contracts.retain(|contract| !then.later(contract.signed));
        self.orders.retain_mut(|order| then.order(order));
        self.invoices.retain(|invoice| !then.later(invoice.issued));
        self.payments.retain(|payment| !then.later(payment.on));
        self.collections.retain(|step| !then.later(step.on));
        self.service.retain_mut(|issue| {
            if then.forget(&mut issue.closed) {
                issue.solution = None;
            }
            !then.later(issue.opened)
        });
        self.surveys.retain(|survey| !then.later(survey.on));
        Some(self)
    }

    /// Who owned the client on a day: the earlier owner to the last day of the period, then the next.
    pub fn owner_on(&self, day: NaiveDate) -> Option<&str> {
        let period = self.owners.iter().find(|period| period.until.is_some_and(|until| until.0 >= day));
        period.map_or(self.owner.as_deref(), |period| period.owner.as_deref())
    }
}

/// The end of a day.
struct Then<'a> {
    day: NaiveDate,
    clock: &'a Clock,
}

impl Then<'_> {
    fn later(&self, day: Option<Day>) -> bool {
        day.is_some_and(|day| day.0 > self.day)
    }

    fn after(&self, moment: Option<Moment>) -> bool {
        moment.is_some_and(|moment| moment.shown(self.clock).0 > self.day)
    }

    /// Takes a day away that had not come, and says so.
    fn forget(&self, day: &mut Option<Day>) -> bool {
        let later = self.later(*day);
        if later {
            *day = None;
        }
        later
    }

    /// Takes a moment away that had not come, and says so.
    fn undo(&self, moment: &mut Option<Moment>) -> bool {
        let after = self.after(*moment);
        if after {
            *moment = None;
        }
        after
    }

    /// Whether the deal was there, which is brought to its stage.
    fn deal(&self, deal: &mut Deal) -> bool {
        if let Some(at) = deal.history.iter().position(|entry| self.later(entry.since)) {
            if at == 0 {
                return false;
            }
            deal.history.truncate(at);
            deal.stage = deal.history.last().map(|entry| entry.stage.clone());
            deal.lost = None;
        }
        for milestone in &mut deal.milestones {
            self.undo(&mut milestone.done);
        }
        true
    }

    /// Whether the action was there, which gets the deadline that it had.
    fn action(&self, action: &mut Action) -> bool {
        if self.undo(&mut action.done) {
            action.result = None;
        }
        if self.undo(&mut action.cancelled) {
            action.why = None;
        }
        if let Some(at) = action.postponed.iter().position(|move_| self.later(move_.on)) {
            action.due = action.postponed[at].from.or(action.due);
            action.postponed.truncate(at);
        }
        !self.later(action.created)
    }

    /// Whether the order was there; a status that came with what is taken back is not known.
    fn order(&self, order: &mut Order) -> bool {
        let events = order.events.len();
        order.events.retain(|event| !self.later(event.on));
        if self.forget(&mut order.delivered) || order.events.len() < events {
            order.status = None;
        }
        !self.later(order.placed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        Clock::new("Asia/Shanghai", Some("2026-06-26 16:30")).unwrap()
    }

    fn day(written: &str) -> NaiveDate {
        written.parse().unwrap()
    }

    fn client() -> Client {
        let record = r#"{
            "client": "A", "first_contact": "2026-02-28", "owner": "zhao",
            "owners": [{"owner": "lin", "from": "2026-02-28", "until": "2026-03-31"}, {"owner": "he", "until": "2026-05-31"}],
            "deals": [
                {"name": "one", "stage": "C", "lost": {"reason": "price"}, "history": [
                    {"stage": "A", "since": "2026-02-28"}, {"stage": "B", "since": "2026-03-10"}, {"stage": "C", "since": "2026-04-01"}]},
                {"name": "two", "stage": "A", "history": [{"stage": "A", "since": "2026-04-02"}]}],
            "log": [
                {"at": "2026-03-01T23:30-05:00", "summary": "on 2 March in Shanghai"},
                {"at": "2026-03-01 10:00", "recorded": "2026-03-05 10:00", "summary": "written down late"}],
            "actions": [
                {"id": "a", "action": "x", "created": "2026-03-01", "due": "2026-03-20",
                 "postponed": [{"from": "2026-03-05", "on": "2026-03-04"}, {"from": "2026-03-10", "on": "2026-03-09"}],
                 "done": "2026-03-19 10:00", "result": "y"}],
            "orders": [{"number": "o", "placed": "2026-03-01", "status": "sent", "events": [{"on": "2026-03-08"}]}]
        }"#;
        serde_json::from_str(record).unwrap()
    }

    #[test]
    fn a_client_is_not_there_before_its_first_contact() {
        assert!(client().as_of(day("2026-02-27"), &clock()).is_none());
        assert!(client().as_of(day("2026-02-28"), &clock()).is_some());
    }

    #[test]
    fn a_deal_is_in_the_stage_that_it_was_in_and_not_yet_lost() {
        let then = client().as_of(day("2026-03-31"), &clock()).unwrap();
        assert_eq!((then.deals.len(), then.deals[0].stage.as_deref()), (1, Some("B")));
        assert!(then.deals[0].lost.is_none() && then.deals[0].history.len() == 2);
        let then = client().as_of(day("2026-04-02"), &clock()).unwrap();
        assert!(then.deals.len() == 2 && then.deals[0].lost.is_some());
    }

    #[test]
    fn an_owner_keeps_the_last_day_of_the_period() {
        let owners = ["2026-02-28", "2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01"];
        let owners = owners.map(|written| client().owner_on(day(written)).unwrap().to_string());
        assert_eq!(owners, ["lin", "lin", "he", "he", "zhao"]);
        // On the day of the handover the record names the new owner, as it did that evening.
        let then = client().as_of(day("2026-03-31"), &clock()).unwrap();
        assert_eq!((then.owner.as_deref(), then.owners.len()), (Some("he"), 1));
        assert_eq!(then.owner_on(day("2026-03-31")), Some("lin"));
    }

    #[test]
    fn a_contact_counts_from_when_it_was_written_down_on_the_teams_clock() {
        let entries = |written| client().as_of(day(written), &clock()).unwrap().log.len();
        assert_eq!(["2026-03-01", "2026-03-02", "2026-03-04", "2026-03-05"].map(entries), [0, 1, 1, 2]);
    }

    #[test]
    fn an_action_has_the_deadline_that_it_had() {
        let action = |written| client().as_of(day(written), &clock()).unwrap().actions.into_iter().next();
        assert!(action("2026-02-28").is_none());
        let due = |written| action(written).unwrap().due.unwrap().to_string();
        assert_eq!(["2026-03-01", "2026-03-04", "2026-03-09"].map(due), ["2026-03-05", "2026-03-10", "2026-03-20"]);
        assert!(action("2026-03-18").unwrap().is_open() && !action("2026-03-19").unwrap().is_open());
        assert_eq!(action("2026-03-18").unwrap().result, None);
    }

    #[test]
    fn a_status_that_came_later_is_not_known() {
        let status = |written| client().as_of(day(written), &clock()).unwrap().orders[0].status.clone();
        assert_eq!((status("2026-03-07"), status("2026-03-08")), (None, Some("sent".into())));
    }
}
