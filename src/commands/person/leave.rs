//! The leaving gate: somebody goes when nothing waits for them any more.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use serde_json::Value;

use crate::commands::{Desk, Outcome, Writing};
use crate::config;
use crate::document::{Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, list_of};
use crate::record::handover::{Part, Standing};
use crate::record::{Client, Person, StageKind, TeamFile};
use crate::store::{Change, ClientFile, SETTINGS, unread};
use crate::text;

/// Who leaves.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The person: id, name, mail, or a part only one has
    #[arg(value_name = "PERSON")]
    person: String,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Lets the person go.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let person = desk.person(&args.person)?;
    let name = person.shown();
    if !person.active {
        return Err(Error::new(Kind::Refused, text!("{name} has left already", "{name}已经离职")));
    }
    let scan = desk.store.scan(desk.store.files(false), |file, client| {
        let owned = client.owner.as_deref() == Some(person.id.as_str());
        Some((owned, waiting(desk, person, file, &client)))
    });
    let owns = scan.found.iter().any(|(owned, _)| *owned);
    let matters: Vec<Text> = scan.found.into_iter().flat_map(|(_, open)| open).collect();
    let mut open = Vec::new();
    let mut under_way = None;
    let (handovers, mut problems) = desk.store.handovers();
    problems.extend(scan.problems);
    for file in handovers.iter().filter(|file| file.handover.is_open()) {
        let handover = &file.handover;
        let signs = |part: &Part| matches!(part, Part::Giver | Part::Receiver) || handover.countersigners().any(|one| one == *part);
        let plays = |part: &Part| signs(part) && handover.people(*part).contains(&person.id.as_str());
        let Some(part) = Part::ALL.into_iter().find(plays) else { continue };
        if part == Part::Giver {
            under_way = Some(file.name().to_string());
        }
        let (file, part) = (file.name(), part.shown());
        let left = handover.clients.iter().filter(|client| handover.standing(client) < Standing::Moved).count();
        let not_moved = count(left, "client", "clients", "个客户");
        let told = Text::new(
            format!("handover {file} is not closed, as {}", part.en),
            format!("交接 {file}（{}）尚未关闭", part.zh),
        );
        open.push(match left {
            0 => told,
            _ => told.then(&Text::new(format!(": {} not moved", not_moved.en), format!("：{}未过户", not_moved.zh))),
        });
    }
    let on_clients = matters.len();
    open.extend(matters);
    if !open.is_empty() {
        return Err(refused(person, &open, owns, on_clients, under_way.as_deref()));
    }
    if unread(&problems) > 0 {
        let paths: Vec<String> = problems
            .iter()
            .filter_map(|problem| Some(problem.error.place.as_ref()?.path.display().to_string()))
            .collect();
        let paths = list_of(&paths);
        return Err(Error::new(
            Kind::Refused,
            text!("files cannot be read: it is not known what waits for {name}", "有文件无法读取：不知道{name}还有什么未了结"),
        )
        .cause(paths)
        .hint(Text::fixed("`salesrec lint` shows what is wrong with them", "`salesrec lint` 说明问题所在")));
    }
    let path = Path::new(SETTINGS);
    let before = desk.store.text(SETTINGS)?;
    let after = config::set_person(path, &before, &person.id, "active", false)?;
    let team: TeamFile = config::parse(path, &after)?;
    let Some(gone) = team.people.iter().find(|one| one.id == person.id && !one.active) else {
        return Err(Error::new(Kind::Defect, text!("the person was not marked", "未能标记")));
    };
    if !args.writing.dry_run {
        desk.store.overwrite(path, &before, &after)?;
    }
    let change = Change { path: PathBuf::from(SETTINGS), before, after };
    let mut document = Document::new();
    let line = Line::new().good(Text::fixed("Has left: ", "已标为离职：")).strong(name.to_string());
    document.paragraph(line.plain("  ").plain(person.id.clone()));
    let mut facts = super::desk::facts(gone);
    facts.insert("active".into(), Value::Bool(false));
    let outcome = Outcome::written("person", &change, args.writing.dry_run, document, facts);
    let led: Vec<&str> = desk
        .team
        .people
        .iter()
        .filter(|one| one.active && one.manager.as_deref() == Some(person.id.as_str()))
        .map(Person::shown)
        .collect();
    Ok(if led.is_empty() {
        outcome
    } else {
        let led = list_of(&led);
        outcome.note(Text::new(
            format!("still has them as manager: {}", led.en),
            format!("上级仍写着此人的成员：{}", led.zh),
        ))
    })
}

/// What waits for the person on one client.
fn waiting(desk: &Desk, person: &Person, file: &ClientFile, client: &Client) -> Vec<Text> {
    let theirs = |owner: &Option<String>| owner.as_deref() == Some(person.id.as_str());
    let id = file.id();
    let mut open = Vec::new();
    if theirs(&client.owner) {
        open.push(text!("client {id}", "客户 {id}"));
    }
    let actions = client.actions.iter().filter(|action| action.is_open() && theirs(&action.owner));
    open.extend(actions.map(|action| {
        let words = &action.action;
        text!("action on {id}: {words}", "{id} 的行动：{words}")
    }));
    let deals = client.deals.iter().filter(|deal| desk.team.stages.kind(deal) != StageKind::Lost);
    for deal in deals {
        let milestones = deal.milestones.iter().filter(|one| one.done.is_none() && theirs(&one.owner));
        open.extend(milestones.map(|milestone| {
            let words = &milestone.milestone;
            text!("milestone on {id}: {words}", "{id} 的里程碑：{words}")
        }));
        let issues = deal.project.iter().flat_map(|project| &project.issues).filter(|issue| theirs(&issue.owner));
        open.extend(issues.filter(|_| desk.team.stages.is_open(deal)).map(|issue| {
            let words = &issue.issue;
            text!("problem on {id}: {words}", "{id} 的问题：{words}")
        }));
    }
    let service = client.service.iter().filter(|issue| issue.closed.is_none() && theirs(&issue.by));
    open.extend(service.map(|issue| {
        let words = &issue.issue;
        text!("aftercare issue on {id}: {words}", "{id} 的售后问题：{words}")
    }));
    open
}

/// `matters` of what is open are on clients, the rest are handovers; one of those may hand the person's clients over.
fn refused(person: &Person, open: &[Text], owns: bool, matters: usize, under_way: Option<&str>) -> Error {
    const TOLD: usize = 10;
    let (name, id, number) = (person.shown(), &person.id, open.len());
    let mut error = Error::new(
        Kind::Refused,
        Text::new(
            format!("{name} cannot leave yet: {} open", count(number, "matter", "matters", "").en.trim_end()),
            format!("{name}还不能离职：有 {number} 件事没有了结"),
        ),
    );
    for matter in open.iter().take(TOLD) {
        error = error.cause(matter.clone());
    }
    if number > TOLD {
        let more = number - TOLD;
        error = error.cause(text!("and {more} more", "另有 {more} 件"));
    }
    if matters == 0 {
        return error.hint(Text::fixed(
            "`salesrec handover status` shows what is open, `salesrec handover close` ends it",
            "`salesrec handover status` 查看遗留事项，`salesrec handover close` 关闭交接",
        ));
    }
    if let Some(name) = under_way {
        return error.hint(text!(
            "`salesrec handover status {name}` shows how far the clients are",
            "`salesrec handover status {name}` 查看客户交接到哪一步"
        ));
    }
    if !owns {
        return error.hint(Text::fixed(
            "settle each, or give it to somebody else: `salesrec edit CLIENT`, `owner`",
            "请逐项了结，或改由他人负责：`salesrec edit 客户`，改 `owner`",
        ));
    }
    error.hint(text!(
        "`salesrec handover --from {id} --to PERSON --reason leaving` hands the clients over",
        "`salesrec handover --from {id} --to 接手人 --reason leaving` 交接客户"
    ))
}
