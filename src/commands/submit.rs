mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use super::entry::words;
use super::returns::Inherited;
use super::weekly::{self, Past, digest, is_called};
use super::{Context, Desk, Outcome, Writing};
use crate::clock::Week;
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, quoted};
use crate::lint::{Engine, Finding, Level};
use crate::record::review::{ReviewedClient, Verdict};
use crate::record::{Client, Day, Moment, Person, Review};
use crate::review::{Touch, freeze, touched};
use crate::store::{ClientFile, Problem, Severity, Store};
use crate::text;

/// Hand in your week for the manager's review
///
/// The clients that you worked on in the week: contacts, moves of stages, new needs, actions, with what the checks find
/// and where their deals stand. Refused with the list while a record has errors. It can be done again until all is approved.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The week: `2026-W26`, `W26`, `last week`, or a day in it; this week, when absent
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
    /// What you add for the manager
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Hand in with errors in the records, for this reason
    #[arg(long, value_name = "REASON")]
    with_gaps: Option<String>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Hands it in.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    let me = desk.me()?;
    let week = desk.week(args.week.as_deref())?;
    weekly::not_ahead(&desk, week)?;
    let checks = desk.checks(&[], &[])?;
    let engine = desk.engine(&checks);
    let said = |said: Option<&str>, what: Text| -> Result<Option<String>> {
        let said = said.map(|said| words(said, &what)).transpose()?;
        said.as_deref().map_or(Ok(()), |said| weekly::nothing_private(&engine, said)).map(|()| said)
    };
    let note = said(args.note.as_deref(), Text::fixed("note", "说明"))?;
    let gaps = said(args.with_gaps.as_deref(), Text::fixed("reason", "原因"))?;
    let before = desk.store.review(week, &me.id)?.map(|file| file.review);
    refuse_settled(before.as_ref(), week)?;
    let (past, mut problems) = desk.reviewed_before(week);
    let inherited = Inherited::of(&desk, me);
    let worked = worked_on(&desk, me, week, (&past, before.as_ref()), &inherited);
    let unread = unread_of(&desk, me, &worked.problems);
    problems.extend(worked.problems);
    if worked.clients.is_empty() && unread.is_empty() && note.is_none() && before.is_none() {
        return Err(nothing(week));
    }
    let files: Vec<ClientFile> = worked.clients.iter().map(|one| one.file.clone()).collect();
    let findings = by_file(desk.look_at(&engine, files, None).findings);
    let entries = entries(&desk, &engine, &worked.clients, &findings);
    if gaps.is_none() {
        refuse_errors(&findings, &unread)?;
    }
    let mut after = before.clone().unwrap_or_default();
    for entry in &mut after.clients {
        let now = worked.clients.iter().find(|one| is_called(&entry.client, one.file.id(), &one.client));
        entry.client = now.map_or_else(|| entry.client.clone(), |one| one.file.id().to_string());
    }
    let mut told = put(&desk, &mut after, entries.clone());
    let mended: Vec<(&ClientFile, &Client, &ReviewedClient)> =
        worked.clients.iter().zip(&entries).map(|(one, entry)| (&one.file, &one.client, entry)).collect();
    told.inherited = inherited.settle(&mended)?.1;
    after.week = Some(week);
    after.person = Some(me.id.clone());
    after.gaps = gaps.filter(|_| told.errors(&after) > 0 || !unread.is_empty());
    after.note = note.or(after.note);
    if told.is_nothing() && before.as_ref() == Some(&after) {
        return Ok(told::unchanged(&desk, week, &after).problems(problems));
    }
    let now = Some(Moment::at(desk.clock.minute()));
    if told.first { after.submitted = now } else { after.again = now }
    let dry = args.writing.dry_run;
    let path = Store::review_path(week, &me.id);
    let paths: Vec<PathBuf> = std::iter::once(path.clone()).chain(inherited.paths()).collect();
    let (changes, ()) = desk.store.together(None, &paths, dry, || {
        let change = match before {
            None => desk.store.new_review(week, &me.id, &after)?,
            Some(before) => {
                let give = |review: &mut Review| {
                    if *review != before {
                        return Err(meanwhile(&path));
                    }
                    *review = after.clone();
                    Ok(())
                };
                desk.store.change_review(&path, true, give)?.0
            }
        };
        let others = inherited.settle(&mended)?.0;
        Ok((std::iter::once(change).chain(others).collect(), ()))
    })?;
    Ok(told.outcome(&desk, week, me, &after, &changes, dry).problems(problems))
}

/// A client that was worked on.
struct Worked {
    file: ClientFile,
    client: Client,
    touch: Touch,
}

struct WorkedOn {
    clients: Vec<Worked>,
    problems: Vec<Problem>,
}

/// What somebody worked on; with it what was sent back to them, even if what they did has gone from the record, and what
/// they mended of what was sent back before it was handed over to them.
fn worked_on(
    desk: &Desk,
    me: &Person,
    week: Week,
    (past, before): (&Past, Option<&Review>),
    inherited: &Inherited<'_>,
) -> WorkedOn {
    let is_over = week < Week::of(desk.clock.today());
    let scan = desk.store.scan(desk.store.files(true), |file, client| {
        let entries = before.iter().flat_map(|before| &before.clients);
        let known = entries.into_iter().find(|entry| is_called(&entry.client, file.id(), &client));
        let touch = touched(&client, &me.id, week, &desk.clock, past.deals(file.id(), &client));
        // A need has no date: found after the end of the week it belongs to the next one.
        let touch = touch.filter(|touch| known.is_some() || !is_over || !touch.is_needs_only());
        let returned = || known.filter(|known| known.verdict() == Verdict::Returned).map(|_| Touch::default());
        let mended = || inherited.is_mended(file, &client).then(Touch::default);
        let touch = touch.or_else(returned).or_else(mended)?;
        Some(Worked { file: file.clone(), client, touch })
    });
    WorkedOn { clients: scan.found, problems: scan.problems }
}

/// The records that cannot be read and name the person: what is in them is not handed in.
fn unread_of(desk: &Desk, me: &Person, problems: &[Problem]) -> Vec<Text> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let theirs = errors.filter_map(|problem| {
        let path = &problem.error.place.as_ref()?.path;
        let bytes = std::fs::read(desk.store.root().join(path)).ok()?;
        let shown = path.display();
        String::from_utf8_lossy(&bytes)
            .contains(&me.id)
            .then(|| text!("{shown}: cannot be read", "{shown}：无法读取"))
    });
    theirs.collect()
}

fn by_file(findings: Vec<Finding>) -> BTreeMap<String, Vec<Finding>> {
    let mut found: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in findings.into_iter().filter(|finding| finding.suppressed.is_none()) {
        let id = ClientFile { path: finding.path.clone() }.id().to_string();
        found.entry(id).or_default().push(finding);
    }
    found
}

/// What is kept of each client.
fn entries(
    desk: &Desk,
    engine: &Engine<'_>,
    worked: &[Worked],
    findings: &BTreeMap<String, Vec<Finding>>,
) -> Vec<ReviewedClient> {
    let paths: Vec<&Path> = worked.iter().map(|one| one.file.path.as_path()).collect();
    let blobs = desk.blobs(&paths);
    let entry = |(one, blob): (&Worked, Option<String>)| {
        let text = desk.store.text(&one.file.path.to_string_lossy()).unwrap_or_default();
        let of_level = |level| {
            let number = findings.get(one.file.id()).map_or(0, |all| all.iter().filter(|one| one.level == level).count());
            u32::try_from(number).ok()
        };
        let touch = one.touch.clone();
        let mut kept = ReviewedClient {
            client: one.file.id().to_string(),
            sha256: Some(digest(text.as_bytes())),
            blob,
            errors: of_level(Level::Error),
            warnings: of_level(Level::Warning),
            contacts: u32::try_from(touch.contacts).ok(),
            moves: touch.moves,
            needs: touch.needs,
            planned: touch.planned,
            done: touch.done,
            deals: freeze(&one.client, &desk.clock),
            ..ReviewedClient::default()
        };
        weekly::without_secrets(engine, &one.file, &text, &mut kept);
        kept
    };
    worked.iter().zip(blobs).map(entry).collect()
}

/// Puts the clients into a review: what was approved stays as it was; what was sent back and has changed since is
/// settled.
fn put(desk: &Desk, review: &mut Review, entries: Vec<ReviewedClient>) -> told::Told {
    let mut told = told::Told { first: review.submitted.is_none(), ..told::Told::default() };
    let old = std::mem::take(&mut review.clients);
    let mut kept: Vec<ReviewedClient> = Vec::new();
    for before in &old {
        if before.verdict() == Verdict::Approved {
            let changed = entries.iter().any(|new| new.client == before.client && new.sha256 != before.sha256);
            told.since_approved.extend(changed.then(|| before.client.clone()));
            kept.push(before.clone());
        } else if entries.iter().all(|new| new.client != before.client) {
            // What was sent back stays until it is settled, whatever became of its log.
            if before.returned.is_empty() {
                told.gone.push(before.client.clone());
            } else {
                kept.push(before.clone());
            }
        }
    }
    for mut new in entries {
        if kept.iter().any(|known| known.client == new.client) {
            continue;
        }
        match old.iter().find(|before| before.client == new.client) {
            None if told.first => {}
            None => told.added.push(new.client.clone()),
            Some(before) => {
                new.returned.clone_from(&before.returned);
                new.actions.clone_from(&before.actions);
                let changed = new.sha256 != before.sha256;
                if before.verdict() == Verdict::Returned && changed {
                    new.settle(Day(desk.clock.today()));
                    told.settled.push(new.client.clone());
                } else if before.verdict() == Verdict::Returned {
                    told.unsettled.push(new.client.clone());
                } else if changed {
                    let what = desk.changes_since(&before.deals, &new.deals);
                    told.changed.push((new.client.clone(), what));
                }
            }
        }
        kept.push(new);
    }
    kept.sort_by(|one, other| one.client.cmp(&other.client));
    review.clients = kept;
    told
}

fn refuse_settled(before: Option<&Review>, week: Week) -> Result<()> {
    if before.is_some_and(|before| before.is_settled() && !before.clients.is_empty()) {
        return Err(Error::new(Kind::Refused, text!("{week} is approved in whole", "{week} 已全部审核通过")).hint(
            Text::fixed(
                "what comes after it belongs to the next week: `salesrec review` shows it",
                "此后的工作计入下一周：`salesrec review` 可查看",
            ),
        ));
    }
    Ok(())
}

fn nothing(week: Week) -> Error {
    Error::new(Kind::Refused, text!("you worked on no client in {week}", "{week} 您没有跟进任何客户"))
        .cause(Text::fixed("nothing was written", "未写入任何内容"))
        .hint(Text::fixed(
            "`salesrec log CLIENT …` writes down a contact; `--at` when it was",
            "`salesrec log 客户 …` 记录沟通，`--at` 写明时间",
        ))
        .hint(Text::fixed(
            "for a week without clients, say why: `salesrec submit --note \"on leave\"`",
            "这一周确实没有客户时，写明原因：`salesrec submit --note 休假`",
        ))
}

/// So many errors are told one by one.
const TOLD: usize = 20;

/// # Errors
/// `Refused`, with every error and what mends it, when there is one.
fn refuse_errors(findings: &BTreeMap<String, Vec<Finding>>, unread: &[Text]) -> Result<()> {
    let errors: Vec<(&String, &Finding)> = findings
        .iter()
        .flat_map(|(id, all)| all.iter().map(move |finding| (id, finding)))
        .filter(|(_, finding)| finding.level == Level::Error)
        .collect();
    let number = errors.len() + unread.len();
    if number == 0 {
        return Ok(());
    }
    let told = count(number, "error", "errors", "处错误");
    let message = Text::new(
        format!("the records still have {}", told.en),
        format!("档案中还有 {}", told.zh),
    );
    let mut error = Error::new(Kind::Refused, message);
    let lines = errors.iter().map(|(id, finding)| {
        let says = &finding.message;
        Text::new(format!("{id}: {}", says.en), format!("{id}：{}", says.zh))
    });
    for line in unread.iter().cloned().chain(lines).take(TOLD) {
        error = error.cause(line);
    }
    if number > TOLD {
        let more = number - TOLD;
        error = error.cause(text!("and {more} more", "另有 {more} 处"));
    }
    let mut ids: Vec<&String> = errors.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    if !ids.is_empty() {
        let checks: Vec<String> = ids.iter().take(3).map(|id| format!("`salesrec check {}`", quoted(id))).collect();
        let (en, zh) = (checks.join(", "), checks.join("、"));
        error = error.hint(if checks.len() == 1 {
            text!("{en} says what mends it", "{zh} 说明如何补正")
        } else {
            text!("{en} say what mends them", "{zh} 说明如何补正")
        });
    }
    Err(error.hint(Text::fixed(
        "or hand in as it is and say why: `--with-gaps REASON`",
        "或照原样提交并说明原因：`--with-gaps 原因`",
    )))
}

fn meanwhile(path: &Path) -> Error {
    Error::new(Kind::Conflict, Text::fixed("the file was changed meanwhile; nothing was written", "文件刚被改动过；未写入任何内容"))
        .at(crate::error::Place::file(path))
        .hint(Text::fixed("run the command again", "请重新执行该命令"))
}
