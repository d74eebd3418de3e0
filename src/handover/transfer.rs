//! A client changes its owner, and nothing else in its record changes.

use chrono::{Days, NaiveDate};

use crate::record::{Client, Day, OwnerPeriod, StageKind, Stages};

/// From whom to whom, and when.
#[derive(Clone, Copy, Debug)]
pub struct Move<'a> {
    /// The owner until now: the id of a person.
    pub from: &'a str,
    /// The new owner.
    pub to: &'a str,
    /// The earlier owner's last day.
    pub on: NaiveDate,
    /// The handover's name.
    pub handover: &'a str,
    /// What stays with the earlier owner: ids of actions, names of milestones.
    pub keeps: &'a [String],
}

/// What changed hands besides the client itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Open actions.
    pub actions: usize,
    /// Milestones that are not reached.
    pub milestones: usize,
    /// Open problems and risks of projects, aftercare issues.
    pub others: usize,
}

/// Gives the client its new owner, with what is open and was the earlier owner's. The earlier owner's time is added to
/// `owners`. Who wrote the log, who moved a stage, who promised, and everything about deals that were lost, is history
/// and stays. The earlier owner must be the client's.
pub fn transfer(client: &mut Client, stages: &Stages, change: &Move<'_>) -> Moved {
    let mut moved = Moved::default();
    let began = client.owners.last().and_then(|last| last.until?.0.checked_add_days(Days::new(1))).map(Day);
    client.owners.push(OwnerPeriod {
        owner: Some(change.from.to_string()),
        from: began.or(client.first_contact),
        until: Some(Day(change.on)),
        handover: Some(change.handover.to_string()),
    });
    client.owner = Some(change.to.to_string());
    let keeps = |item: &str| change.keeps.iter().any(|kept| kept == item);
    let pass = |owner: &mut Option<String>, number: &mut usize| {
        if owner.as_deref() == Some(change.from) {
            *owner = Some(change.to.to_string());
            *number += 1;
        }
    };
    for action in client.actions.iter_mut().filter(|action| action.is_open()) {
        if !action.id.as_deref().is_some_and(keeps) {
            pass(&mut action.owner, &mut moved.actions);
        }
    }
    for deal in client.deals.iter_mut().filter(|deal| stages.kind(deal) != StageKind::Lost) {
        let open = deal.milestones.iter_mut().filter(|milestone| milestone.done.is_none());
        for milestone in open.filter(|milestone| !keeps(&milestone.milestone)) {
            pass(&mut milestone.owner, &mut moved.milestones);
        }
        let Some(project) = &mut deal.project else { continue };
        for issue in &mut project.issues {
            pass(&mut issue.owner, &mut moved.others);
        }
        for risk in &mut project.risks {
            pass(&mut risk.owner, &mut moved.others);
        }
    }
    for issue in client.service.iter_mut().filter(|issue| issue.closed.is_none()) {
        pass(&mut issue.by, &mut moved.others);
    }
    moved
}
