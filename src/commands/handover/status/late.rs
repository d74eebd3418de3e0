//! What is late in a handover: steps, points of the checklists, what was sent back, the support of the transition.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::clock;
use crate::commands::Desk;
use crate::commands::handover::check::tasks;
use crate::commands::handover::told;
use crate::document::Line;
use crate::lang::Text;
use crate::record::Handover;
use crate::record::handover::Standing;
use crate::store::Loaded;
use crate::text;

/// Something whose day has passed.
pub(in crate::commands::handover) struct Late {
    what: Text,
    who: Text,
    due: NaiveDate,
    since: Text,
}

impl Late {
    pub(super) fn line(&self) -> Line {
        Line::from(self.what.clone()).plain("  ").plain(self.who.clone()).plain("  ").bad(self.since.clone())
    }

    pub(super) fn data(&self) -> Value {
        json!({"what": self.what.en, "due": self.due.to_string()})
    }
}

/// Everything that is late today; of actions on the clients those that support the transition.
pub(in crate::commands::handover) fn items(desk: &Desk, handover: &Handover, loaded: &[Loaded]) -> Vec<Late> {
    let today = desk.clock.today();
    let mut found = Vec::new();
    let mut add = |what: Text, who: Text, due: NaiveDate| {
        if due < today {
            found.push(Late { what, who, due, since: clock::until(due, today) });
        }
    };
    let person = |id: Option<&str>| Text::same(id.map(|id| desk.person_name(id)).unwrap_or_default());
    for task in tasks(handover).into_iter().filter(|task| task.done.is_none()) {
        if let Some(due) = task.due {
            add(Text::same(task.words), person(task.owner), due.0);
        }
    }
    if let Some(meeting) = handover.meeting.as_ref().filter(|meeting| meeting.held.is_none())
        && let Some(at) = meeting.at
    {
        add(Text::fixed("the meeting", "交接会议"), Text::default(), at.shown(&desk.clock).0);
    }
    for handed in &handover.clients {
        let (id, standing) = (&handed.client, handover.standing(handed));
        if let Some(back) = handed.rejection().and_then(|rejection| rejection.back) {
            let what = text!("{id} was sent back", "{id} 被退回，待处理");
            add(what, person(Some(&handover.from)), back.0);
        }
        if standing < Standing::Moved
            && let Some(until) = handover.until
        {
            let what = text!("{id} is not moved", "{id} 尚未过户");
            add(what, person(handover.receiver(handed)), until.0);
        }
    }
    for planned in handover.transition.iter().flat_map(|transition| &transition.plan) {
        let Some(client) = loaded.iter().find(|one| one.id() == planned.client) else { continue };
        let Some(action) = client.client.actions.iter().find(|action| action.id.as_deref() == Some(&planned.action)) else {
            continue;
        };
        if let Some(due) = action.due.filter(|_| action.is_open()) {
            let owner = action.owner.as_deref().map_or_else(Text::default, |id| told::names(desk, &[id]));
            add(Text::same(action.action.clone()), owner, due.shown(&desk.clock).0);
        }
    }
    found.sort_by_key(|late| late.due);
    found
}
