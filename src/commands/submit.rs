mod told;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use super::entry::words;
use super::returns::{Inherited, Mended};
use super::weekly::{self, Own, Past, digest, ids};
use super::{Context, Desk, Outcome, Writing};
use crate::clock::Week;
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, quoted};
use crate::lint::{Engine, Finding, Level};
use crate::record::review::{ReviewedClient, Verdict};
use crate::record::{Client, Day, Moment, Person, Review};
use crate::review::{Touch, freeze, touched};
use crate::store::{ClientFile, Files, Problem, Reading, Severity, Store};
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
    refuse_settled(before.as_ref(), week, Week::of(desk.clock.today()))?;
    let (past, mut problems) = desk.reviewed_before(week);
    let (later, unread) = desk.handed_in_after(week, me);
    problems.extend(unread);
    let own = Own::of(me, &past, before.as_ref().map(|before| (week, before)), &later);
    let inherited = Inherited::of(&desk, me);
    let (worked, unreadable) = worked_on(&desk, &engine, me, (week, &past, before.as_ref(), &own), &inherited);
    let unread = unread_of(&desk, me, &unreadable);
    problems.extend(unreadable);
    if worked.is_empty() && unread.is_empty() && note.is_none() && before.is_none() {
        return Err(nothing(week));
    }
    if gaps.is_none() {
        refuse_errors(&worked, &unread)?;
    }
    let mut after = before.clone().unwrap_or_default();
    let now: HashMap<&str, &str> =
        worked.iter().flat_map(|one| one.was.iter().map(|was| (was.as_str(), one.entry.client.as_str()))).collect();
    for entry in &mut after.clients {
        if let Some(now) = now.get(entry.client.as_str()) {
            entry.client = (*now).to_string();
        }
    }
    let (entries, mended) = with_blobs(&desk, worked);
    let mut told = put(&desk, &mut after, entries);
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
    let for_people = context.global.format.unwrap_or_default().is_for_people();
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
    Ok(told.outcome(&desk, week, me, &after, (&changes, dry), for_people).problems(problems))
}

/// A client that was worked on.
struct Worked {
    file: ClientFile,
    /// The ids by which it was handed in before.
    was: Vec<String>,
    /// What is kept of it.
    entry: ReviewedClient,
    /// The errors in its record, in words.
    errors: Vec<Text>,
    /// The record, where it was sent back to an earlier owner and is mended.
    mended: Option<Client>,
}

/// What somebody worked on; with it what was sent back to them, even if what they did has gone from the record, and what
/// they mended of what was sent back before it was handed over to them.
fn worked_on(
    desk: &Desk,
    engine: &Engine<'_>,
    me: &Person,
    (week, past, before, own): (Week, &Past, Option<&Review>, &Own<'_>),
    inherited: &Inherited<'_>,
) -> (Vec<Worked>, Vec<Problem>) {
    let is_over = week < Week::of(desk.clock.today());
    let handed_in: HashMap<&str, &ReviewedClient> =
        before.iter().flat_map(|before| &before.clients).map(|entry| (entry.client.as_str(), entry)).collect();
    let look = |reading: &Reading<'_, '_>, findings: &mut dyn FnMut() -> Vec<Finding>| {
        let Reading { file, text, client, .. } = reading;
        let ids: Vec<_> = ids(file.id(), client).collect();
        let known: Vec<&ReviewedClient> = ids.iter().filter_map(|id| handed_in.get(id.as_ref()).copied()).collect();
        let handed = |week| own.handed(week, &ids);
        let touch = touched(client, &me.id, week, &desk.clock, past.deals(file.id(), client), &handed);
        // A need has no date: found after the end of the week it belongs to the next one.
        let touch = touch.filter(|touch| !known.is_empty() || !is_over || !touch.is_needs_only());
        let is_returned = || known.iter().any(|known| known.verdict() == Verdict::Returned);
        let is_mended = inherited.is_mended(file, client, text);
        let touch = touch.or_else(|| (is_mended || is_returned()).then(Touch::default))?;
        let findings: Vec<Finding> = findings().into_iter().filter(|finding| finding.suppressed.is_none()).collect();
        let of_level = |level| findings.iter().filter(move |finding| finding.level == level);
        let mut entry = ReviewedClient {
            client: file.id().to_string(),
            sha256: Some(digest(text.as_bytes())),
            errors: u32::try_from(of_level(Level::Error).count()).ok(),
            warnings: u32::try_from(of_level(Level::Warning).count()).ok(),
            contacts: u32::try_from(touch.contacts).ok(),
            earlier: touch.earlier,
            moves: touch.moves,
            needs: touch.needs,
            planned: touch.planned,
            done: touch.done,
            deals: freeze(client, &desk.clock),
            ..ReviewedClient::default()
        };
        weekly::without_secrets(engine, file, text, &mut entry);
        Some(Worked {
            file: (*file).clone(),
            was: known.into_iter().map(|known| known.client.clone()).collect(),
            entry,
            errors: of_level(Level::Error).map(|finding| finding.message.clone()).collect(),
            mended: is_mended.then(|| client.clone()),
        })
    };
    let Files { files, mut problems } = desk.store.files(true);
    let surveyed = engine.survey(&files, look, |(): &mut (), _, _| {});
    problems.extend(surveyed.problems);
    (surveyed.found, problems)
}

/// What is kept of each client, with the name that git has for its bytes; and what was mended for earlier owners.
fn with_blobs(desk: &Desk, worked: Vec<Worked>) -> (Vec<ReviewedClient>, Vec<Mended>) {
    let paths: Vec<&Path> = worked.iter().map(|one| one.file.path.as_path()).collect();
    let blobs = desk.blobs(&paths);
    let mut mended = Vec::new();
    let kept = |(one, blob): (Worked, Option<String>)| {
        let now = ReviewedClient { blob, ..one.entry };
        mended.extend(one.mended.map(|client| Mended { file: one.file, client, now: now.clone() }));
        now
    };
    let entries = worked.into_iter().zip(blobs).map(kept).collect();
    (entries, mended)
}

/// The records that cannot be read and name the person: what is in them is not handed in.
fn unread_of(desk: &Desk, me: &Person, problems: &[Problem]) -> Vec<Text> {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let theirs = errors.filter_map(|problem| {
        let place = problem.error.place.as_ref()?;
        let bytes = std::fs::read(desk.store.root().join(&place.path)).ok()?;
        String::from_utf8_lossy(&bytes).contains(&me.id).then(|| weekly::unread(&problem.error))
    });
    theirs.collect()
}

/// Puts the clients into a review: what was approved stays as it was; what was sent back and has changed since is
/// settled.
fn put(desk: &Desk, review: &mut Review, entries: Vec<ReviewedClient>) -> told::Told {
    let mut told = told::Told { first: review.submitted.is_none(), ..told::Told::default() };
    let old = std::mem::take(&mut review.clients);
    let known: HashMap<&str, &ReviewedClient> = old.iter().map(|old| (old.client.as_str(), old)).collect();
    let now: HashMap<&str, Option<&str>> =
        entries.iter().map(|new| (new.client.as_str(), new.sha256.as_deref())).collect();
    let mut kept: Vec<ReviewedClient> = Vec::new();
    for before in &old {
        let now = now.get(before.client.as_str());
        if before.verdict() == Verdict::Approved {
            let changed = now.is_some_and(|now| *now != before.sha256.as_deref());
            told.since_approved.extend(changed.then(|| before.client.clone()));
            kept.push(before.clone());
        } else if now.is_none() {
            // What was sent back stays until it is settled, whatever became of its log.
            if before.returned.is_empty() {
                told.gone.push(before.client.clone());
            } else {
                kept.push(before.clone());
            }
        }
    }
    let mut taken: HashSet<String> = kept.iter().map(|kept| kept.client.clone()).collect();
    for mut new in entries {
        if !taken.insert(new.client.clone()) {
            continue;
        }
        match known.get(new.client.as_str()) {
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

fn refuse_settled(before: Option<&Review>, week: Week, this: Week) -> Result<()> {
    if before.is_some_and(|before| before.is_settled() && !before.clients.is_empty()) {
        let next = this.max(week.after(1));
        return Err(Error::new(Kind::Refused, text!("{week} is approved in whole", "{week} 已全部审核通过")).hint(text!(
            "what comes after it belongs to {next} and is handed in with that",
            "此后的工作计入 {next}，届时一并提交"
        )));
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
fn refuse_errors(worked: &[Worked], unread: &[Text]) -> Result<()> {
    let number = unread.len() + worked.iter().map(|one| one.errors.len()).sum::<usize>();
    if number == 0 {
        return Ok(());
    }
    let told = count(number, "error", "errors", "处错误");
    let message = Text::new(
        format!("the records still have {}", told.en),
        format!("档案中还有 {}", told.zh),
    );
    let mut error = Error::new(Kind::Refused, message);
    let mut faulty: Vec<&Worked> = worked.iter().filter(|one| !one.errors.is_empty()).collect();
    faulty.sort_by(|one, other| one.entry.client.cmp(&other.entry.client));
    let lines = faulty.iter().flat_map(|one| {
        let id = &one.entry.client;
        one.errors.iter().map(move |says| Text::new(format!("{id}: {}", says.en), format!("{id}：{}", says.zh)))
    });
    for line in unread.iter().cloned().chain(lines).take(TOLD) {
        error = error.cause(line);
    }
    if number > TOLD {
        let more = number - TOLD;
        error = error.cause(text!("and {more} more", "另有 {more} 处"));
    }
    if !faulty.is_empty() {
        faulty.dedup_by(|one, other| one.entry.client == other.entry.client);
        let check = |one: &&Worked| format!("`salesrec check {}`", quoted(&one.entry.client));
        let checks: Vec<String> = faulty.iter().take(3).map(check).collect();
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
