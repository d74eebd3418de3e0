//! Clients change their owner: the records, and what the handover's file says of it.

use chrono::{Days, NaiveDate};

use super::open::{file_of, language};
use crate::clock::Calendar;
use crate::commands::Desk;
use crate::commands::entry::new_action;
use crate::error::{Error, Kind, Place, Result};
use crate::handover::{Move, Moved, support, tier, transfer};
use crate::lang::{Text, quoted};
use crate::record::handover::{Planned, Transition};
use crate::record::{Client, Day, Handover, Moment};
use crate::store::Change;
use crate::text;

/// How the clients are moved.
pub(super) struct Way<'a> {
    /// The handover's name.
    pub name: &'a str,
    /// The days that the team works.
    pub calendar: &'a Calendar,
    /// Whether actions that support the transition are added.
    pub supported: bool,
    /// How complete the records are now, by client.
    pub scores: &'a [(String, u8)],
}

/// What became of one client.
pub(super) struct Carried {
    /// Its position in the handover.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// What changed hands with it.
    pub moved: Moved,
    /// How many actions support its transition.
    pub supported: usize,
}

/// Moves the clients at these positions to their receivers, and writes that down in `handover`. The changes of the
/// clients' files, and of the reviews that sent some of them back, are still to be written.
///
/// # Errors
/// `Conflict` when a client is no longer the giver's; `NotFound` when its file is gone; as `Store::change`.
pub(super) fn carry(
    desk: &Desk,
    handover: &mut Handover,
    positions: &[usize],
    way: &Way<'_>,
) -> Result<(Vec<Change>, Vec<Carried>)> {
    let today = desk.clock.today();
    let (mut changes, mut carried) = (Vec::new(), Vec::new());
    extend_transition(desk, handover, today);
    for &at in positions {
        let file = file_of(desk, &handover.clients[at].client)?;
        let (change, (one, planned)) =
            desk.store.change(&file, true, |client| one(desk, handover, at, client, way, today).map_err(|error| {
                if error.place.is_none() { error.at(Place::file(&file.path)) } else { error }
            }))?;
        changes.push(change);
        carried.push(one);
        let handed = &mut handover.clients[at];
        handed.moved = Some(Day(today));
        handed.score_moved = way.scores.iter().find(|(id, _)| *id == handed.client).map(|(_, score)| *score);
        handover.transition.get_or_insert_default().plan.extend(planned);
    }
    changes.extend(desk.keep_returned(&changes)?);
    Ok((changes, carried))
}

fn one(
    desk: &Desk,
    handover: &Handover,
    at: usize,
    client: &mut Client,
    way: &Way<'_>,
    today: NaiveDate,
) -> Result<(Carried, Vec<Planned>)> {
    let handed = &handover.clients[at];
    let Some(to) = handover.receiver(handed) else { return Err(nobody(&handed.client)) };
    if client.owner.as_deref() != Some(handover.from.as_str()) {
        return Err(not_the_givers(desk, handover, client));
    }
    let urgency = tier(client, &desk.team, &desk.clock);
    let change =
        Move { from: &handover.from, to, on: today, handover: way.name, keeps: &handed.keeps };
    let moved = transfer(client, &desk.team.stages, &change);
    let mut planned = Vec::new();
    if way.supported {
        let (giver, receiver) = (desk.person_name(&handover.from), desk.person_name(to));
        let ends = handover.ends().unwrap_or(today);
        let last = handover.until.map(|day| day.0);
        let dates = (today, last.filter(|last| *last >= today), ends);
        for support in support(client, &urgency, (&giver, &receiver), way.calendar, dates) {
            let words = support.deed.get(language(desk)).to_string();
            let action = new_action(desk, client, words, to.to_string(), Moment::day(support.due));
            planned.push(Planned {
                client: handed.client.clone(),
                action: action.id.clone().unwrap_or_default(),
                kind: Some(support.kind),
            });
            client.actions.push(action);
        }
    }
    let carried = Carried { at, name: client.client.clone(), moved, supported: planned.len() };
    Ok((carried, planned))
}

/// The transition lasts its time after the last client was moved, also when that was late.
fn extend_transition(desk: &Desk, handover: &mut Handover, today: NaiveDate) {
    let days = u64::try_from(desk.team.handover.transition.days()).unwrap_or_default();
    let planned = handover.transition.get_or_insert_default();
    let Transition { from, until, .. } = planned;
    if handover.until.is_some_and(|last| last.0 < today) || until.is_none() {
        let end = today.checked_add_days(Days::new(days)).unwrap_or(today);
        *until = Some(until.map_or(Day(end), |until| until.max(Day(end))));
    }
    from.get_or_insert(Day(today));
}

fn nobody(client: &str) -> Error {
    Error::new(Kind::Refused, text!("nobody is to take {client} over", "{client} 没有接手人"))
        .hint(Text::fixed("write `to` into the handover's file", "请在交接文件中填写 `to`"))
}

fn not_the_givers(desk: &Desk, handover: &Handover, client: &Client) -> Error {
    let (name, giver) = (&client.client, desk.person_name(&handover.from));
    let typed = quoted(name);
    let error = match client.owner.as_deref().map(|id| desk.person_name(id)) {
        Some(owner) => Error::new(
            Kind::Conflict,
            text!("{name} is {owner}'s now, no longer {giver}'s", "{name}的负责人现在是{owner}，已不是{giver}"),
        ),
        None => Error::new(Kind::Conflict, text!("{name} has no owner any more", "{name}已没有负责人")),
    };
    error.cause(Text::fixed("nothing was written", "未写入任何内容")).hint(text!(
        "put the owner back (`salesrec edit {typed}`), or take the client out of the handover's file",
        "请改回负责人（`salesrec edit {typed}`），或从交接文件中去掉该客户"
    ))
}
