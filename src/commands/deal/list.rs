use std::sync::Arc;

use chrono::Datelike;
use clap::Args as ClapArgs;
use rust_decimal::{Decimal, RoundingStrategy};

use super::super::gather::first_ids;
use super::super::{Desk, Outcome};
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::{Client, Deal, StageKind};

#[derive(ClapArgs, Clone, Debug)]
pub struct List {
    /// The client; all clients, when absent
    #[arg(value_name = "CLIENT")]
    client: Option<String>,
    /// Only deals in this stage
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Only deals that are still being worked on
    #[arg(long)]
    open: bool,
    /// Only deals of this person's clients
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
}

/// A row with what it is sorted by: the stage's place, the day of signature, the value.
struct Ranked {
    stage: usize,
    close: (bool, Option<chrono::NaiveDate>),
    value: Decimal,
    row: Row,
}

impl List {
    pub fn run(&self, desk: &Desk) -> Result<Outcome> {
        let stage = self.stage.as_deref().map(|said| desk.stage(said)).transpose()?;
        let owner = self.owner.as_deref().map(|said| desk.person_or_me(said)).transpose()?;
        let wanted = |client: &Client, deal: &Deal| {
            stage.is_none_or(|stage| deal.stage.as_deref() == Some(&stage.name))
                && (!self.open || desk.team.stages.is_open(deal))
                && owner.is_none_or(|owner| client.owner.as_deref() == Some(&owner.id))
        };
        let (mut rows, problems) = desk.gather(self.client.as_deref(), |id, client| {
            let deals = client.deals.iter().filter(|deal| wanted(client, deal));
            deals.map(|deal| ranked(desk, id, client, deal)).collect()
        })?;
        rows.sort_by(|one, other| {
            let key = |ranked: &Ranked| (ranked.stage, ranked.close, std::cmp::Reverse(ranked.value));
            key(one).cmp(&key(other))
        });
        let empty = Text::fixed("no deals", "没有商机");
        let mut table = Table::new(self.columns(desk), empty);
        table.rows = rows.into_iter().map(|ranked| ranked.row).collect();
        first_ids(&mut table);
        Ok(Outcome::tables("deals", vec![table]).problems(problems))
    }

    fn columns(&self, desk: &Desk) -> Vec<Column> {
        let year = desk.clock.today().year();
        vec![
        Column::data("client"),
        Column::new("name", Text::fixed("Client", "客户")).grow().data_if(self.client.is_some()),
        Column::new("deal", Text::fixed("Deal", "商机")).grow(),
        Column::new("stage", Text::fixed("Stage", "阶段")),
        Column::amount("value", Text::fixed("Value", "金额")),
        Column::number("probability", Text::fixed("Chance", "概率")),
        Column::amount("weighted", Text::fixed("Weighted", "加权金额")),
        Column::new("close", Text::fixed("Close", "预计签约")).in_year(year),
        Column::new("owner", Text::fixed("Owner", "负责人")),
    ]
    }
}

fn ranked(desk: &Desk, id: &str, client: &Client, deal: &Deal) -> Ranked {
    let stages = &desk.team.stages;
    let probability = stages.probability(deal);
    let kind = stages.kind(deal);
    let going = matches!(kind, StageKind::Open | StageKind::Won);
    let weighted = deal.value.zip(probability).map(|(value, percent)| value.0 * percent / Decimal::ONE_HUNDRED);
    let tone = if going { Tone::Plain } else { Tone::Dim };
    let close = deal.expected_close.map(|day| day.0);
    let late = kind == StageKind::Open && close.is_some_and(|day| day < desk.clock.today());
    let cells = vec![
        Cell::text(id),
        Cell::text(client.client.clone()),
        Cell::text(deal.name.clone()),
        Cell::text(deal.stage.clone().unwrap_or_default()),
        desk.value_cell(deal),
        Cell::maybe(probability, Cell::Percent),
        Cell::maybe(weighted.filter(|_| going), |sum| Cell::amount(sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize(), Arc::<str>::from(desk.currency(deal)))),
        Cell::maybe(close, |day| if late { Cell::Day(day).toned(Tone::Bad) } else { Cell::Day(day) }),
        Cell::maybe(client.owner.as_deref(), |owner| Cell::label(owner, Text::same(desk.person_name(owner)))),
    ];
    Ranked {
        stage: deal.stage.as_deref().and_then(|name| stages.position(name)).unwrap_or(usize::MAX),
        close: (close.is_none(), close),
        value: deal.value.map_or(Decimal::ZERO, |value| value.0),
        row: Row::new(cells).id(id).toned(tone),
    }
}
