mod show;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::changes::Changes;
use super::entry::{line, line_if};
use super::shown::{headline, object, record_json};
use super::{Context, Desk, Outcome, Writing};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Client, Issue, Pick, Project, Resource, ResourceKind, Risk, fold, pick};
use crate::text;

/// Keep the project around a deal: goal, progress, issues, resources, risks
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Show the project
    Show(show::Show),
    /// Say what the project is to achieve
    Goal(Item),
    /// Put an item among what is done; one that is elsewhere moves
    Done(Item),
    /// Put an item among what is under way; one that is elsewhere moves
    Doing(Item),
    /// Put an item among what is to do; one that is elsewhere moves
    Todo(Item),
    /// Add an open problem, or change one
    Issue(PutIssue),
    /// Add something that could go wrong, or change it
    Risk(PutRisk),
    /// Add something that the project takes
    Resource(PutResource),
}

/// What every change of a project names.
#[derive(ClapArgs, Clone, Debug)]
struct Item {
    /// The client: id, name, alias, phone, or a part only one has
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The text; for an item that is there already a part is enough
    #[arg(value_name = "TEXT")]
    text: String,
    /// Which deal, where the client has several
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct PutIssue {
    #[command(flatten)]
    item: Item,
    /// What is done about it
    #[arg(long, value_name = "TEXT")]
    solution: Option<String>,
    /// Who sees to it
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Until when
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    due: Option<String>,
}

#[derive(ClapArgs, Clone, Debug)]
struct PutRisk {
    #[command(flatten)]
    item: Item,
    /// How likely it is
    #[arg(long, value_name = "DEGREE")]
    likelihood: Option<String>,
    /// How bad it would be
    #[arg(long, value_name = "DEGREE")]
    impact: Option<String>,
    /// The counter-measure
    #[arg(long, value_name = "TEXT")]
    measure: Option<String>,
    /// Who sees to it
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
}

#[derive(ClapArgs, Clone, Debug)]
struct PutResource {
    #[command(flatten)]
    item: Item,
    /// Of which kind
    #[arg(long, value_name = "KIND")]
    kind: OfKind,
}

/// The kinds of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OfKind {
    /// People's time
    People,
    /// Money
    Money,
    /// Material and equipment
    Material,
}

/// The three lists of what a project consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Done,
    Doing,
    Todo,
}

/// Does it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.what {
        What::Show(show) => show.run(&desk),
        What::Goal(item) => item.write(&desk, |project| goal(&item, project)),
        What::Done(item) => item.write(&desk, |project| progress(&item, project, Progress::Done)),
        What::Doing(item) => item.write(&desk, |project| progress(&item, project, Progress::Doing)),
        What::Todo(item) => item.write(&desk, |project| progress(&item, project, Progress::Todo)),
        What::Issue(args) => args.item.write(&desk, |project| issue(&args, &desk, project)),
        What::Risk(args) => args.item.write(&desk, |project| risk(&args, &desk, project)),
        What::Resource(args) => args.item.write(&desk, |project| resource(&args, project)),
    }
}

/// What became of a part of the project.
struct Put {
    said: Text,
    label: Text,
    text: String,
    /// What of it is new, already as lines.
    changes: Changes,
    from: Option<Text>,
    data: Value,
}

/// What is told of a change of a project.
struct Told {
    client: String,
    deal: String,
    put: Put,
    /// The position of the deal.
    at: usize,
}

impl Item {
    fn write(&self, desk: &Desk, act: impl FnOnce(&mut Project) -> Result<Put>) -> Result<Outcome> {
        let file = desk.client(&self.client)?;
        let (change, told) = desk.store.change(&file, self.writing.dry_run, |client| self.tell(desk, client, act))?;
        let mut document = Document::new();
        document.paragraph(headline(told.put.said.clone(), &told.client, Some(&told.deal)));
        let mut text = Line::new().strong(told.put.text.clone());
        if let Some(from) = &told.put.from {
            text = text.plain("  ").dim(Text::fixed("was: ", "原为：").then(from));
        }
        let mut pairs = vec![(told.put.label.clone(), text)];
        pairs.extend(told.put.changes.pairs(desk, ""));
        document.push(Block::Pairs(pairs));
        let missing = desk.missing(&change, None, &[told.at], &self.client).of_facts();
        missing.tell(&mut document);
        let mut data = object(told.put.data);
        data.insert("deal".into(), told.deal.into());
        data.insert("missing".into(), missing.data());
        Ok(Outcome::written("project", &change, self.writing.dry_run, document, data))
    }

    fn tell(&self, desk: &Desk, client: &mut Client, act: impl FnOnce(&mut Project) -> Result<Put>) -> Result<Told> {
        let index = desk.deal(client, self.deal.as_deref())?;
        let put = act(client.deals[index].project.get_or_insert_default())?;
        Ok(Told {
            client: client.client.clone(),
            deal: client.deals[index].name.clone(),
            put,
            at: index,
        })
    }
}

const fn added() -> Text {
    Text::fixed("Added to", "已添加")
}

const fn changed() -> Text {
    Text::fixed("Changed", "已修改")
}

fn goal(item: &Item, project: &mut Project) -> Result<Put> {
    let goal = line(&item.text, &Text::fixed("goal", "目标"))?;
    let before = project.goal.replace(goal.clone());
    Ok(Put {
        said: if before.is_some() { changed() } else { added() },
        label: Text::fixed("goal", "目标"),
        from: before.clone().map(Text::same),
        changes: Changes::default(),
        data: json!({"goal": goal, "from": before}),
        text: goal,
    })
}

impl Progress {
    const ALL: [Self; 3] = [Self::Done, Self::Doing, Self::Todo];

    const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Doing => "doing",
            Self::Todo => "todo",
        }
    }

    const fn shown(self) -> Text {
        match self {
            Self::Done => Text::fixed("done", "已完成"),
            Self::Doing => Text::fixed("under way", "进行中"),
            Self::Todo => Text::fixed("to do", "待办"),
        }
    }

    const fn list(self, project: &mut Project) -> &mut Vec<String> {
        match self {
            Self::Done => &mut project.done,
            Self::Doing => &mut project.doing,
            Self::Todo => &mut project.todo,
        }
    }
}

/// Puts an item into one of the three lists, out of the one that it is in.
fn progress(item: &Item, project: &mut Project, into: Progress) -> Result<Put> {
    let text = line(&item.text, &Text::fixed("item", "事项"))?;
    let mut places = Vec::new();
    for list in Progress::ALL {
        places.extend(list.list(project).iter().enumerate().map(|(at, known)| (list, at, known.clone())));
    }
    let names: Vec<Vec<&str>> = places.iter().map(|(.., known)| vec![known.as_str()]).collect();
    let found = match pick(&text, &names) {
        Pick::One(at) => Some(&places[at]),
        Pick::None { .. } => None,
        Pick::Many(found) => {
            let found: Vec<&str> = found.into_iter().map(|at| places[at].2.as_str()).collect();
            return Err(several(&text, &found));
        }
    };
    let (text, from) = match found {
        Some((list, _, known)) if *list == into => {
            let place = into.shown();
            return Err(Error::new(
                Kind::Conflict,
                Text::new(format!("“{known}” is {} already", place.en), format!("“{known}”已列为{}", place.zh)),
            ));
        }
        Some((list, at, _)) => (list.list(project).remove(*at), Some(*list)),
        None => (text, None),
    };
    into.list(project).push(text.clone());
    Ok(Put {
        said: if from.is_some() { Text::fixed("Moved in", "已更新") } else { added() },
        label: into.shown(),
        from: from.map(Progress::shown),
        changes: Changes::default(),
        data: json!({"item": text, "list": into.code(), "from": from.map(Progress::code)}),
        text,
    })
}

fn several(said: &str, found: &[&str]) -> Error {
    let list = crate::lang::list_of(found);
    Error::new(Kind::Ambiguous, text!("“{said}” could mean several items", "“{said}”对应不止一个事项"))
        .hint(Text::fixed("one of: ", "请从中选择：").then(&list))
        .instead_of(said, found.iter().map(ToString::to_string))
}

/// Where the thing that is meant stands among those that are there; none when it is a new one.
fn place(said: &str, known: &[&str]) -> Result<Option<usize>> {
    let names: Vec<Vec<&str>> = known.iter().map(|text| vec![*text]).collect();
    match pick(said, &names) {
        Pick::One(at) => Ok(Some(at)),
        Pick::None { .. } => Ok(None),
        Pick::Many(found) => {
            let found: Vec<&str> = found.into_iter().map(|at| known[at]).collect();
            Err(several(said, &found))
        }
    }
}

fn issue(args: &PutIssue, desk: &Desk, project: &mut Project) -> Result<Put> {
    let label = Text::fixed("issue", "问题");
    let text = line(&args.item.text, &label)?;
    let known: Vec<&str> = project.issues.iter().map(|issue| issue.issue.as_str()).collect();
    let at = place(&text, &known)?;
    let before = at.map(|at| project.issues[at].clone()).unwrap_or_default();
    let mut issue = if at.is_some() { before.clone() } else { Issue { issue: text, ..Issue::default() } };
    if let Some(said) = line_if(args.solution.as_deref(), &Text::fixed("solution", "解决办法"))? {
        issue.solution = Some(said);
    }
    if let Some(said) = &args.owner {
        issue.owner = Some(desk.person_or_me(said)?.id.clone());
    }
    if let Some(said) = &args.due {
        issue.due = Some(desk.deadline(said)?);
    }
    let changes = Changes::between(&before, &issue);
    match at {
        Some(_) if changes.is_empty() => return Err(there(&label, &issue.issue)),
        Some(at) => project.issues[at] = issue.clone(),
        None => project.issues.push(issue.clone()),
    }
    let said = if at.is_some() { changed() } else { added() };
    Ok(Put { said, label, data: json!({"issue": record_json(&issue)}), text: issue.issue, changes, from: None })
}

fn risk(args: &PutRisk, desk: &Desk, project: &mut Project) -> Result<Put> {
    let label = Text::fixed("risk", "风险");
    let text = line(&args.item.text, &label)?;
    let known: Vec<&str> = project.risks.iter().map(|risk| risk.risk.as_str()).collect();
    let at = place(&text, &known)?;
    let before = at.map(|at| project.risks[at].clone()).unwrap_or_default();
    let mut risk = if at.is_some() { before.clone() } else { Risk { risk: text, ..Risk::default() } };
    for (said, what, place) in [
        (&args.likelihood, Text::fixed("likelihood", "可能性"), &mut risk.likelihood),
        (&args.impact, Text::fixed("impact", "影响"), &mut risk.impact),
        (&args.measure, Text::fixed("counter-measure", "应对措施"), &mut risk.measure),
    ] {
        if let Some(said) = line_if(said.as_deref(), &what)? {
            *place = Some(said);
        }
    }
    if let Some(said) = &args.owner {
        risk.owner = Some(desk.person_or_me(said)?.id.clone());
    }
    let changes = Changes::between(&before, &risk);
    match at {
        Some(_) if changes.is_empty() => return Err(there(&label, &risk.risk)),
        Some(at) => project.risks[at] = risk.clone(),
        None => project.risks.push(risk.clone()),
    }
    let said = if at.is_some() { changed() } else { added() };
    Ok(Put { said, label, data: json!({"risk": record_json(&risk)}), text: risk.risk, changes, from: None })
}

fn resource(args: &PutResource, project: &mut Project) -> Result<Put> {
    let label = Text::fixed("resource", "资源");
    let resource = line(&args.item.text, &label)?;
    if project.resources.iter().any(|known| fold(&known.resource) == fold(&resource)) {
        return Err(there(&label, &resource));
    }
    let kind = match args.kind {
        OfKind::People => ResourceKind::People,
        OfKind::Money => ResourceKind::Money,
        OfKind::Material => ResourceKind::Material,
    };
    let resource = Resource { kind: Some(kind), resource };
    project.resources.push(resource.clone());
    Ok(Put {
        said: added(),
        label: show::kind(kind),
        data: json!({"resource": record_json(&resource)}),
        text: resource.resource,
        changes: Changes::default(),
        from: None,
    })
}

fn there(what: &Text, name: &str) -> Error {
    Error::new(
        Kind::Conflict,
        Text::new(format!("the {} “{name}” is recorded already", what.en), format!("{}“{name}”已经记录过", what.zh)),
    )
}
