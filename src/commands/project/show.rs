use chrono::Datelike;
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::super::{Desk, Outcome};
use super::Progress;
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Client, Deal, Project, ResourceKind};

use super::super::shown::{record_json};
use crate::lang::quoted;
use crate::text;

#[derive(ClapArgs, Clone, Debug)]
pub struct Show {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// Which deal; all that have a project, when absent
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
}

impl Show {
    pub fn run(&self, desk: &Desk) -> Result<Outcome> {
        let (file, _) = desk.find(&self.client, crate::store::Look::All)?;
        let loaded = desk.store.load(&file)?;
        let client = &loaded.client;
        let only = self.deal.as_deref().map(|said| desk.deal(client, Some(said))).transpose()?;
        let wanted = client.deals.iter().enumerate().filter(|(at, _)| only.is_none_or(|only| only == *at));
        let projects: Vec<(&Deal, &Project)> =
            wanted.filter_map(|(_, deal)| deal.project.as_ref().map(|project| (deal, project))).collect();
        if projects.is_empty() {
            return Err(self.none());
        }
        let mut document = Document::new();
        for (deal, project) in &projects {
            page(desk, client, deal, project, &mut document);
        }
        let data = |(deal, project): &(&Deal, &Project)| json!({"deal": deal.name, "project": record_json(project)});
        let data = json!({
            "client": file.id(),
            "projects": projects.iter().map(data).collect::<Vec<Value>>(),
        });
        Ok(Outcome::document("project", document, data).problems(loaded.problems().collect()))
    }

    fn none(&self) -> Error {
        let client = quoted(&self.client);
        Error::new(Kind::NotFound, Text::fixed("no project is recorded here", "这里还没有记录项目")).hint(text!(
            "`salesrec project goal {client} \"GOAL\"` begins one",
            "用 `salesrec project goal {client} \"目标\"` 开始记录"
        ))
    }
}

fn page(desk: &Desk, client: &Client, deal: &Deal, project: &Project, document: &mut Document) {
    document.heading(1, Line::from(client.client.clone()).plain("  ").plain(deal.name.clone()));
    if let Some(goal) = &project.goal {
        document.push(Block::Pairs(vec![(Text::fixed("goal", "目标"), Line::new().strong(goal.clone()))]));
    }
    for table in [progress(project), issues(desk, project), risks(desk, project), resources(project)] {
        if !table.rows.is_empty() {
            document.push(Block::Table(table));
        }
    }
}

fn words(said: &Option<String>) -> Cell {
    Cell::text(said.clone().unwrap_or_default())
}

fn person(desk: &Desk, owner: &Option<String>) -> Cell {
    Cell::maybe(owner.as_deref(), |owner| Cell::label(owner, Text::same(desk.person_name(owner))))
}

fn progress(project: &Project) -> Table {
    let columns = vec![
        Column::new("list", Text::fixed("Progress", "进度")),
        Column::new("item", Text::fixed("Item", "事项")).grow(),
    ];
    let mut table = Table::new(columns, Text::default());
    for (list, items) in
        [(Progress::Done, &project.done), (Progress::Doing, &project.doing), (Progress::Todo, &project.todo)]
    {
        let label = Cell::label(list.code(), list.shown());
        let label = if list == Progress::Done { label.toned(Tone::Good) } else { label };
        table.rows.extend(items.iter().map(|item| Row::new(vec![label.clone(), Cell::text(item.clone())])));
    }
    table
}

fn issues(desk: &Desk, project: &Project) -> Table {
    let columns = vec![
        Column::new("issue", Text::fixed("Issue", "问题")).grow(),
        Column::new("solution", Text::fixed("Solution", "解决办法")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
        Column::new("due", Text::fixed("Due", "期限")).in_year(desk.clock.today().year()),
    ];
    let mut table = Table::new(columns, Text::default());
    table.rows.extend(project.issues.iter().map(|issue| {
        let cells = [Cell::text(issue.issue.clone()), words(&issue.solution), person(desk, &issue.owner)];
        Row::new(cells.into_iter().chain([desk.moment_cell(issue.due)]).collect())
    }));
    table
}

fn risks(desk: &Desk, project: &Project) -> Table {
    let columns = vec![
        Column::new("risk", Text::fixed("Risk", "风险")).grow(),
        Column::new("likelihood", Text::fixed("Likelihood", "可能性")),
        Column::new("impact", Text::fixed("Impact", "影响")),
        Column::new("measure", Text::fixed("Measure", "应对措施")).grow(),
        Column::new("owner", Text::fixed("Owner", "负责人")),
    ];
    let mut table = Table::new(columns, Text::default());
    table.rows.extend(project.risks.iter().map(|risk| {
        Row::new(vec![
            Cell::text(risk.risk.clone()),
            words(&risk.likelihood),
            words(&risk.impact),
            words(&risk.measure),
            person(desk, &risk.owner),
        ])
    }));
    table
}

fn resources(project: &Project) -> Table {
    let columns = vec![
        Column::new("kind", Text::fixed("Kind", "类别")),
        Column::new("resource", Text::fixed("Resource", "资源")).grow(),
    ];
    let mut table = Table::new(columns, Text::default());
    table.rows.extend(project.resources.iter().map(|resource| {
        let of = resource.kind.map(|of| Cell::label(code(of), kind(of))).unwrap_or(Cell::Empty);
        Row::new(vec![of, Cell::text(resource.resource.clone())])
    }));
    table
}

const fn code(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::People => "people",
        ResourceKind::Money => "money",
        ResourceKind::Material => "material",
    }
}

/// What people call a kind of resource.
pub const fn kind(kind: ResourceKind) -> Text {
    match kind {
        ResourceKind::People => Text::fixed("people", "人力"),
        ResourceKind::Money => Text::fixed("money", "资金"),
        ResourceKind::Material => Text::fixed("material", "物料"),
    }
}
