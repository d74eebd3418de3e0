//! How well a handover went: what the records tell, and what both sides said.

use chrono::{Days, NaiveDate};

use crate::clock::Clock;
use crate::record::handover::{HandedClient, Side};
use crate::record::{Client, Handover, StageKind, TeamFile};

/// The figures of one handover.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quality {
    /// Clients in the scope.
    pub clients: usize,
    /// Of them, those that changed their owner.
    pub moved: usize,
    /// How often the receiver sent a client back.
    pub rejected: usize,
    /// How complete the records were when it was made, in percent.
    pub score_before: Option<u8>,
    /// How complete they were when the clients were moved.
    pub score_after: Option<u8>,
    /// By how many days the last client was moved after the giver's last day; 0 when in time, nothing while one is open.
    pub days_late: Option<i64>,
    /// Steps that were done after their day, or are not done and their day has passed.
    pub late_steps: usize,
    /// Clients whose time for the first contact has passed, or that were spoken to.
    pub to_contact: usize,
    /// Of them, those that the new owner spoke to in time.
    pub contacted: usize,
    /// Overdue actions on the clients that were moved, now.
    pub overdue: usize,
    /// Deals that went back a stage or were lost, within 30, 60 and 90 days.
    pub fates: [Fate; 3],
    /// The points that givers gave for completeness, accuracy, timeliness and communication: means of 1 to 5.
    pub givers: [Option<f64>; 4],
    /// The points that receivers gave.
    pub receivers: [Option<f64>; 4],
    /// How many answered the questionnaire.
    pub replies: usize,
}

/// What became of the deals within so many days after their client was moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// The number of days.
    pub days: u64,
    /// Whether they have passed for every client that was moved.
    pub over: bool,
    /// Deals that went back a stage.
    pub regressed: usize,
    /// Deals that were lost.
    pub lost: usize,
}

/// The figures of a handover; `find` gives the client of an id as it is now.
pub fn quality(handover: &Handover, team: &TeamFile, clock: &Clock, find: impl Fn(&str) -> Option<Client>) -> Quality {
    let today = clock.today();
    let moved: Vec<(&HandedClient, NaiveDate)> =
        handover.clients.iter().filter_map(|client| Some((client, client.moved?.0))).collect();
    let mut quality = Quality {
        clients: handover.clients.len(),
        moved: moved.len(),
        rejected: handover.clients.iter().map(|client| client.rejected.len()).sum(),
        score_before: handover.score(),
        score_after: handover.score_moved(),
        days_late: days_late(handover, &moved),
        late_steps: late_steps(handover, today),
        fates: [30, 60, 90].map(|days| Fate { days, over: !moved.is_empty(), ..Fate::default() }),
        givers: means(handover, Side::Giver),
        receivers: means(handover, Side::Receiver),
        replies: handover.survey.len(),
        ..Quality::default()
    };
    let within = u64::try_from(team.handover.contact_within.days()).unwrap_or_default();
    for (handed, on) in moved {
        let Some(client) = find(&handed.client) else { continue };
        let receiver = handover.receiver(handed);
        let first = client
            .log
            .iter()
            .filter(|entry| entry.by.as_deref() == receiver)
            .filter_map(|entry| entry.at.map(|at| at.shown(clock).0))
            .filter(|day| *day >= on)
            .min();
        let last_day = on.checked_add_days(Days::new(within)).unwrap_or(on);
        if first.is_some() || last_day < today {
            quality.to_contact += 1;
        }
        quality.contacted += usize::from(first.is_some_and(|first| first <= last_day));
        quality.overdue += client.actions.iter().filter(|action| action.is_overdue(clock)).count();
        for fate in &mut quality.fates {
            let end = on.checked_add_days(Days::new(fate.days)).unwrap_or(on);
            fate.over &= end < today;
            let (regressed, lost) = fates(&client, team, on, end);
            fate.regressed += regressed;
            fate.lost += lost;
        }
    }
    quality
}

fn days_late(handover: &Handover, moved: &[(&HandedClient, NaiveDate)]) -> Option<i64> {
    let last = moved.iter().map(|(_, on)| *on).max().filter(|_| moved.len() == handover.clients.len())?;
    Some((last - handover.until?.0).num_days().max(0))
}

fn late_steps(handover: &Handover, today: NaiveDate) -> usize {
    let late = |(due, done): (Option<crate::record::Day>, Option<crate::record::Day>)| {
        due.is_some_and(|due| done.map_or(today, |done| done.0) > due.0)
    };
    handover.steps.iter().filter(|step| late((step.due, step.done))).count()
}

/// How many deals went back a stage, and how many were lost, from one day to another.
fn fates(client: &Client, team: &TeamFile, from: NaiveDate, until: NaiveDate) -> (usize, usize) {
    let stages = &team.stages;
    let (mut regressed, mut lost) = (0, 0);
    for deal in &client.deals {
        let steps = deal
            .history
            .windows(2)
            .filter(|pair| pair[1].since.is_some_and(|since| since.0 >= from && since.0 <= until));
        let steps: Vec<(Option<usize>, Option<usize>, StageKind)> = steps
            .map(|pair| {
                let kind = stages.get(&pair[1].stage).map_or(StageKind::Open, |stage| stage.kind);
                (stages.position(&pair[0].stage), stages.position(&pair[1].stage), kind)
            })
            .collect();
        let is_lost = steps.iter().any(|(.., kind)| *kind == StageKind::Lost);
        let back =
            steps.iter().any(|(before, after, kind)| *kind != StageKind::Lost && after.is_some() && after < before);
        lost += usize::from(is_lost);
        regressed += usize::from(back && !is_lost);
    }
    (regressed, lost)
}

fn means(handover: &Handover, side: Side) -> [Option<f64>; 4] {
    let replies: Vec<_> = handover.survey.iter().filter(|reply| reply.side == Some(side)).collect();
    std::array::from_fn(|at| {
        let points: Vec<f64> = replies.iter().filter_map(|reply| reply.answers.all()[at].2).map(f64::from).collect();
        (!points.is_empty()).then(|| points.iter().sum::<f64>() / points.len() as f64)
    })
}
