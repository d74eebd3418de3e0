use chrono::{Datelike, NaiveDateTime};
use clap::Args as ClapArgs;

use super::super::gather::first_ids;
use super::super::{Desk, Outcome};
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Client, Deal, Milestone, StageKind};

#[derive(ClapArgs, Clone, Debug)]
pub struct List {
    /// The client; all clients, when absent
    #[arg(value_name = "CLIENT")]
    client: Option<String>,
    /// Only what is late
    #[arg(long)]
    overdue: bool,
    /// Also what was reached
    #[arg(long, conflicts_with = "overdue")]
    all: bool,
}

/// A row with its deadline on the team's clock; without one it comes last.
struct Dated {
    deadline: Option<NaiveDateTime>,
    row: Row,
}

impl List {
    pub fn run(&self, desk: &Desk) -> Result<Outcome> {
        let late = |milestone: &Milestone| milestone.is_overdue(&desk.clock);
        let wanted = |milestone: &&Milestone| {
            (self.all || milestone.done.is_none()) && (!self.overdue || late(milestone))
        };
        let (mut rows, problems) = desk.gather(self.client.as_deref(), |id, client| {
            let going = client.deals.iter().filter(|deal| self.all || desk.team.stages.kind(deal) != StageKind::Lost);
            let all = going.flat_map(|deal| deal.milestones.iter().filter(wanted).map(move |milestone| (deal, milestone)));
            all.map(|(deal, milestone)| dated(desk, id, client, deal, milestone, late(milestone))).collect()
        })?;
        rows.sort_by_key(|dated| (dated.deadline.is_none(), dated.deadline));
        let empty = if self.overdue {
            Text::fixed("no milestone is late", "没有逾期的里程碑")
        } else {
            Text::fixed("no open milestones", "没有未达成的里程碑")
        };
        let mut table = Table::new(self.columns(desk), empty);
        table.rows = rows.into_iter().map(|dated| dated.row).collect();
        first_ids(&mut table);
        Ok(Outcome::tables("milestones", vec![table]).problems(problems))
    }

    fn columns(&self, desk: &Desk) -> Vec<Column> {
        let year = desk.clock.today().year();
        vec![
        Column::data("client"),
        Column::new("due", Text::fixed("Due", "期限")).in_year(year),
        Column::new("status", Text::fixed("When", "状态")),
        Column::new("milestone", Text::fixed("Milestone", "里程碑")).grow(),
        Column::new("name", Text::fixed("Client", "客户")).grow().data_if(self.client.is_some()),
        Column::new("deal", Text::fixed("Deal", "商机")).grow(),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::new("owner", Text::fixed("Owner", "负责人")),
            Column::new("done", Text::fixed("Reached", "达成")).in_year(year).data_if(!self.all),
        ]
    }
}

fn dated(desk: &Desk, id: &str, client: &Client, deal: &Deal, milestone: &Milestone, late: bool) -> Dated {
    let status = match (milestone.done, milestone.due) {
        (Some(_), _) => Cell::label("done", Text::fixed("reached", "已达成")).toned(Tone::Good),
        (None, Some(due)) => {
            let (date, _) = due.shown(&desk.clock);
            let until = crate::clock::until(date, desk.clock.today());
            // An hour of today that has passed is late too, which a count of days does not say.
            let until = if late && date == desk.clock.today() { Text::fixed("passed today", "今天已过") } else { until };
            let cell = Cell::label(if late { "overdue" } else { "open" }, until);
            if late { cell.toned(Tone::Bad) } else { cell }
        }
        (None, None) => Cell::label("open", Text::fixed("no date", "未定日期")).toned(Tone::Warn),
    };
    let cells = vec![
        Cell::text(id),
        desk.moment_cell(milestone.due),
        status,
        Cell::text(milestone.milestone.clone()),
        Cell::text(client.client.clone()),
        Cell::text(deal.name.clone()),
        Cell::text(milestone.stage.clone().unwrap_or_default()),
        Cell::maybe(milestone.owner.as_deref(), |owner| Cell::label(owner, Text::same(desk.person_name(owner)))),
        desk.moment_cell(milestone.done),
    ];
    Dated { deadline: milestone.due.map(|due| due.end(&desk.clock)), row: Row::new(cells).id(id) }
}
