//! The scope and the receivers as they are said: which clients of the giver, and who gets which.

use std::path::Path;

use clap::Args as ClapArgs;
use serde::Deserialize;

use crate::commands::Desk;
use crate::config;
use crate::error::{Error, Kind, Place, Result};
use crate::handover::{Covered, Load, Misfit, Rule, assign, by_value};
use crate::lang::{Text, count, list_of};
use crate::record::{Amount, Person, Pick, fold, pick};
use crate::store::{Loaded, Look, Problem, Severity};
use crate::text;

/// Which clients of the giver.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct Scope {
    /// Who hands over; you, when absent
    #[arg(long, value_name = "PERSON")]
    pub from: Option<String>,
    /// Only this client; may be repeated
    #[arg(long, value_name = "CLIENT")]
    pub client: Vec<String>,
    /// Only clients of this region
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// Only clients with a deal in this stage
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<String>,
}

impl Scope {
    pub(super) fn is_empty(&self) -> bool {
        self.from.is_none() && self.is_whole()
    }

    /// Whether it is all of the giver's clients.
    pub(super) fn is_whole(&self) -> bool {
        self.client.is_empty() && self.region.is_none() && self.stage.is_none()
    }
}

/// The clients that are handed over, most valuable first, with what was in the way of reading the others.
pub(super) struct Gathered<'d> {
    pub giver: &'d Person,
    pub covered: Vec<Covered>,
    pub problems: Vec<Problem>,
}

/// Finds the clients of the giver.
///
/// # Errors
/// `NotFound` when the giver has none; `Refused` when a named client is somebody else's.
pub(super) fn gather<'d>(desk: &'d Desk, scope: &Scope) -> Result<Gathered<'d>> {
    let giver = scope.from.as_deref().map_or_else(|| desk.me(), |said| desk.person_or_me(said))?;
    let stage = scope.stage.as_deref().map(|said| desk.stage(said)).transpose()?;
    let named = scope.client.iter().map(|said| named(desk, giver, said)).collect::<Result<Vec<_>>>()?;
    let scan = desk.store.scan(desk.store.files(false), |file, client| {
        let own = client.owner.as_deref() == Some(giver.id.as_str());
        own.then(|| Covered::of(file.id(), &client, &desk.team, &desk.clock))
    });
    let mut covered = scan.found;
    if covered.is_empty() {
        return Err(no_clients(giver, &scan.problems));
    }
    let region = scope.region.as_deref().map(fold);
    let regions: Vec<String> = covered.iter().filter_map(|client| client.region.clone()).collect();
    covered.retain(|client| {
        (named.is_empty() || named.contains(&client.id))
            && region.as_ref().is_none_or(|region| client.region.as_deref().is_some_and(|own| fold(own) == *region))
            && stage.is_none_or(|stage| client.stages.contains(&stage.name))
    });
    if covered.is_empty() {
        return Err(none_left(giver, regions));
    }
    by_value(&mut covered, &desk.team.team.currency);
    Ok(Gathered { giver, covered, problems: scan.problems })
}

fn named(desk: &Desk, giver: &Person, said: &str) -> Result<String> {
    let (file, _) = desk.store.look_up(said, Look::Clients)?;
    let Loaded { client, .. } = desk.store.load(&file)?;
    if client.owner.as_deref() == Some(giver.id.as_str()) {
        return Ok(file.id().to_string());
    }
    let (name, giver) = (&client.client, giver.shown());
    Err(match client.owner.as_deref().map(|id| desk.person_name(id)) {
        Some(owner) => Error::new(
            Kind::Refused,
            text!("{name} is looked after by {owner}, not by {giver}", "{name}的负责人是{owner}，不是{giver}"),
        )
        .hint(text!("`--from PERSON` names the giver", "`--from 成员` 指定交接人")),
        None => Error::new(Kind::Refused, text!("{name} has no owner yet", "{name}还没有负责人"))
            .hint(text!("`salesrec edit {said}`: `owner`", "`salesrec edit {said}`：填写 `owner`")),
    })
}

fn no_clients(giver: &Person, problems: &[Problem]) -> Error {
    let (name, id) = (giver.shown(), &giver.id);
    let error = Error::new(Kind::NotFound, text!("{name} has no clients to hand over", "{name}名下没有可交接的客户"));
    let unread: Vec<String> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .filter_map(|problem| Some(problem.error.place.as_ref()?.path.display().to_string()))
        .collect();
    let error = if unread.is_empty() {
        error
    } else {
        let files = list_of(&unread);
        error.hint(Text::new(
            format!("some files could not be read: {}", files.en),
            format!("有文件无法读取：{}", files.zh),
        ))
    };
    error.hint(text!(
        "`salesrec list --owner {id}` shows clients; `--from PERSON` names another giver",
        "`salesrec list --owner {id}` 列出客户；`--from 成员` 指定其他交接人"
    ))
}

fn none_left(giver: &Person, mut regions: Vec<String>) -> Error {
    let name = giver.shown();
    regions.sort();
    regions.dedup();
    let known = list_of(&regions);
    let error = Error::new(Kind::NotFound, text!("none of {name}'s clients is meant", "{name}名下没有符合条件的客户"));
    if regions.is_empty() { error } else { error.hint(Text::fixed("their regions: ", "现有区域：").then(&known)) }
}

/// Somebody who can take clients over: of the team, still here, and not the giver.
///
/// # Errors
/// `NotFound`, `Ambiguous`, `Refused`.
pub(super) fn receiver<'d>(desk: &'d Desk, giver: &Person, said: &str) -> Result<&'d Person> {
    let person = desk.person_or_me(said)?;
    let name = person.shown();
    if !person.active {
        return Err(Error::new(Kind::Refused, text!("{name} has left the team", "{name}已经离职")).hint(Text::fixed(
            "`salesrec person list` shows who is here",
            "`salesrec person list` 列出在职成员",
        )));
    }
    if person.id == giver.id {
        return Err(Error::new(Kind::Refused, text!("{name} cannot hand over to themselves", "{name}不能交接给自己"))
            .hint(Text::fixed("`--from PERSON` names the giver", "`--from 成员` 指定交接人")));
    }
    Ok(person)
}

/// The rules of `--to PERSON[:WHICH]`.
///
/// # Errors
/// As [`receiver`]; `NotFound` when WHICH is nothing that a client has.
pub(super) fn said(desk: &Desk, giver: &Person, covered: &[Covered], to: &[String]) -> Result<Vec<Rule>> {
    let rule = |said: &String| {
        let (who, which) = said.split_once([':', '：']).unwrap_or((said, "*"));
        let to = receiver(desk, giver, who)?.id.clone();
        selected(desk, covered, Rule { to, ..Rule::default() }, which.trim())
    };
    to.iter().map(rule).collect()
}

fn selected(desk: &Desk, covered: &[Covered], rule: Rule, which: &str) -> Result<Rule> {
    if matches!(which, "*" | "" | "＊") {
        return Ok(rule);
    }
    let has = |own: Option<&String>| own.is_some_and(|own| fold(own) == fold(which));
    if covered.iter().any(|client| has(client.region.as_ref())) {
        return Ok(Rule { region: Some(which.to_string()), ..rule });
    }
    if covered.iter().any(|client| has(client.class.as_ref())) {
        return Ok(Rule { class: Some(which.to_string()), ..rule });
    }
    if let Some(stage) = desk.team.stages.named(which) {
        return Ok(Rule { stage: Some(stage.name.clone()), ..rule });
    }
    if let Some(least) = which.strip_prefix(">=").or_else(|| which.strip_prefix('≥')) {
        return Ok(Rule { at_least: Some(crate::commands::entry::amount(least.trim(), &desk.team.team.currency)?.amount), ..rule });
    }
    Ok(Rule { clients: vec![client_named(covered, which)?], ..rule })
}

/// The id of the covered client that is meant.
fn client_named(covered: &[Covered], said: &str) -> Result<String> {
    let names: Vec<Vec<&str>> =
        covered.iter().map(|client| vec![client.id.as_str(), client.name.as_str()]).collect();
    match pick(said, &names) {
        Pick::One(at) => Ok(covered[at].id.clone()),
        Pick::Many(found) => {
            let ids: Vec<&str> = found.into_iter().map(|at| covered[at].id.as_str()).collect();
            Err(Error::new(Kind::Ambiguous, text!("“{said}” could mean several clients", "“{said}”可能是多个客户"))
                .hint(Text::fixed("one of: ", "请从中选择：").then(&list_of(&ids)))
                .candidates(ids.iter().map(ToString::to_string)))
        }
        Pick::None { .. } => Err(Error::new(
            Kind::NotFound,
            text!("“{said}” is no region, class, stage or client of the giver", "“{said}”不是交接人客户的区域、分类、阶段，也不是客户"),
        )
        .hint(Text::fixed(
            "write `--to A:REGION --to B:*`; `*` takes what the others leave",
            "请写成 `--to 甲:区域 --to 乙:*`；`*` 表示其余客户",
        ))),
    }
}

/// A plan as a file: who gets which clients.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    #[serde(default)]
    give: Vec<Give>,
}

/// One rule of a plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Give {
    to: String,
    region: Option<String>,
    class: Option<String>,
    stage: Option<String>,
    at_least: Option<i64>,
    #[serde(default)]
    clients: Vec<String>,
}

/// The rules of a plan's file.
///
/// # Errors
/// `System`, `Unreadable` with its place; as [`receiver`].
pub(super) fn planned(desk: &Desk, giver: &Person, covered: &[Covered], path: &Path) -> Result<Vec<Rule>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::io(text!("the plan cannot be read", "分配方案无法读取"), &error).at(Place::file(path)))?;
    let plan: Plan = config::parse(path, &text)?;
    if plan.give.is_empty() {
        return Err(Error::new(Kind::Unreadable, Text::fixed("the plan gives nothing", "分配方案是空的"))
            .at(Place::file(path))
            .hint(Text::fixed(
                "write `[[give]]` with `to` and one of region, class, stage, at_least, clients; `salesrec handover plan --out FILE` makes one",
                "请写 `[[give]]`，其中有 `to` 和 region、class、stage、at_least、clients 之一；`salesrec handover plan --out 文件` 可生成",
            )));
    }
    let rule = |give: Give| {
        let to = receiver(desk, giver, &give.to)?.id.clone();
        let stage = give.stage.as_deref().map(|said| desk.stage(said)).transpose()?.map(|stage| stage.name.clone());
        let clients = give.clients.iter().map(|said| client_named(covered, said)).collect::<Result<_>>()?;
        let at_least = give.at_least.map(|least| Amount(least.into()));
        Ok(Rule { to, region: give.region, class: give.class, stage, at_least, clients })
    };
    let rules: Result<Vec<Rule>> = plan.give.into_iter().map(rule).collect();
    rules.map_err(|error: Error| if error.place.is_none() { error.at(Place::file(path)) } else { error })
}

/// Who gets each of the covered clients.
///
/// # Errors
/// `Usage` naming every client that nobody or several would get.
pub(super) fn assigned(desk: &Desk, covered: &[Covered], rules: &[Rule]) -> Result<Vec<String>> {
    assign(covered, rules, &desk.team.team.currency).map_err(|misfits| misfitting(desk, covered.len(), rules, &misfits))
}

fn misfitting(desk: &Desk, all: usize, rules: &[Rule], misfits: &[Misfit]) -> Error {
    const TOLD: usize = 10;
    if rules.len() > 1 && rules.iter().all(Rule::is_rest) {
        return Error::new(
            Kind::Usage,
            Text::fixed("it is not said who gets which clients", "没有说明谁接手哪些客户"),
        )
        .hint(Text::fixed(
            "say it by region, class, stage or client: `--to A:REGION --to B:*`",
            "请按区域、分类、阶段或客户指明：`--to 甲:区域 --to 乙:*`",
        ))
        .hint(Text::fixed(
            "or let it be split evenly: `salesrec handover plan --to A --to B --out plan.toml`, then `--plan plan.toml`",
            "或均衡分配：`salesrec handover plan --to 甲 --to 乙 --out plan.toml`，再用 `--plan plan.toml`",
        ));
    }
    let (twice, not): (Vec<&Misfit>, Vec<&Misfit>) = misfits.iter().partition(|misfit| !misfit.receivers.is_empty());
    let number = count(misfits.len(), "client", "clients", "个客户");
    let mut error = Error::new(
        Kind::Usage,
        Text::new(
            format!("{} of {all} would not get exactly one receiver", number.en),
            format!("{all} 个客户中有 {}不是恰好由一人接手", number.zh),
        ),
    );
    for misfit in twice.iter().take(TOLD) {
        let (client, people) = (&misfit.client, super::told::names(desk, &misfit.receivers));
        error = error.cause(Text::new(format!("{client}: {}", people.en), format!("{client}：{}", people.zh)));
    }
    for misfit in not.iter().take(TOLD) {
        let client = &misfit.client;
        error = error.cause(text!("{client}: nobody", "{client}：无人接手"));
    }
    error.hint(Text::fixed(
        "`--to PERSON:*` takes what the others leave; a client named for one receiver must fit no other",
        "`--to 成员:*` 接手其余客户；已指明的客户不能再符合别人的条件",
    ))
}

/// What each of the people looks after now: clients that are not being handed over here.
pub(super) fn loads(desk: &Desk, people: &[&Person]) -> Vec<Load> {
    let own = desk.store.scan(desk.store.files(false), |_, client| {
        let at = people.iter().position(|person| client.owner.as_deref() == Some(person.id.as_str()))?;
        Some((at, Load::of(&client, &desk.team, &desk.clock)))
    });
    let mut loads = vec![Load::default(); people.len()];
    for (at, load) in own.found {
        loads[at].add(&load);
    }
    loads
}
