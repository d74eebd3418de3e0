//! What a manager decides on records of a week: which are meant, and how it is written into the review and the records.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::{Map, Value, json};

use super::deed::Deed;
use super::look::{self, meant};
use crate::clock::{self, Week};
use crate::commands::answer::DRY_RUN;
use crate::commands::entry::{line, new_action, words};
use crate::commands::weekly::{digest, fitting, is_called, nothing_private};
use crate::commands::{Desk, Outcome, git};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count, list_of, quoted};
use crate::record::review::{Approval, Return, ReviewedClient, Verdict};
use crate::record::{Client, Day, Moment, Person};
use crate::store::{Change, ClientFile, Look, Problem, ReviewFile};
use crate::text;

/// Whose week.
#[derive(ClapArgs, Clone, Debug, Default)]
pub(super) struct Which {
    /// Only in the week of this person; needed where a client is in the weeks of two
    #[arg(long, value_name = "PERSON")]
    pub person: Option<String>,
    /// The week: `2026-W26`, `W26`, `last week`, or a day in it; the last one that is due or submitted, when absent
    #[arg(long, value_name = "WEEK")]
    pub week: Option<String>,
}

/// What is decided.
#[derive(Clone, Debug)]
pub(super) enum Decision {
    /// Complete and true.
    Approve,
    /// To be mended until a day.
    Return(Day),
}

/// A record on which is decided.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Whose week.
    pub person: String,
    /// The review's file.
    pub review: PathBuf,
    /// What the review calls the client.
    pub id: String,
    /// The client's file.
    pub file: ClientFile,
}

/// The reviews of the week that somebody may mean.
pub(super) struct Submitted<'a> {
    pub desk: &'a Desk,
    pub me: &'a Person,
    pub week: Week,
    pub files: Vec<ReviewFile>,
    /// What was in the way of reading the others.
    pub problems: Vec<Problem>,
}

impl<'a> Submitted<'a> {
    /// # Errors
    /// `Usage` for a week that is none, `NotFound` for an unknown person; `Unreadable` when that person's file does not
    /// parse; `Refused` when nothing was handed in, or `me` may not decide on it.
    pub(super) fn of(desk: &'a Desk, which: &Which) -> Result<Self> {
        let me = desk.me()?;
        let week = meant(desk, which.week.as_deref())?;
        let mut problems = Vec::new();
        let files = match &which.person {
            Some(said) => {
                let person = desk.person(said)?;
                if let Some(error) = look::refused(desk, me, &person.id) {
                    return Err(error);
                }
                let file = desk.store.review(week, &person.id)?;
                vec![file.ok_or_else(|| not_submitted(person.shown(), week))?]
            }
            None => {
                let (files, unread) = desk.store.reviews(&(week..=week));
                problems = unread;
                if files.is_empty() && !problems.is_empty() {
                    return Err(problems.swap_remove(0).error);
                }
                files
            }
        };
        if files.is_empty() {
            return Err(Error::new(Kind::NotFound, text!("nobody has submitted {week}", "{week} 还没有人提交")).hint(
                Text::fixed(
                    "`salesrec review status` shows who is late; `--week` names another week",
                    "`salesrec review status` 查看谁还没交；`--week` 指定其他周",
                ),
            ));
        }
        Ok(Self { desk, me, week, files, problems })
    }

    /// The records that somebody means, each once.
    ///
    /// # Errors
    /// As [`Submitted::target`].
    pub(super) fn targets(&self, said: &[String]) -> Result<Vec<Target>> {
        let mut targets: Vec<Target> = Vec::new();
        for one in said {
            let target = self.target(one)?;
            if targets.iter().all(|known| (&known.review, &known.id) != (&target.review, &target.id)) {
                targets.push(target);
            }
        }
        Ok(targets)
    }

    /// The record that somebody means.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous`; `Refused` when it is not for `me` to decide; also when its file is gone.
    fn target(&self, said: &str) -> Result<Target> {
        let mut found: Vec<(&ReviewFile, usize)> = Vec::new();
        for file in &self.files {
            found.extend(fitting(&file.review, said).into_iter().map(|at| (file, at)));
        }
        if found.is_empty() {
            found = self.by_record(said)?;
        }
        let mut ids: Vec<&str> = found.iter().map(|(file, at)| file.review.clients[*at].client.as_str()).collect();
        ids.dedup();
        if ids.iter().any(|id| *id != ids[0]) {
            let names = list_of(&ids);
            let week = self.week;
            return Err(Error::new(Kind::Ambiguous, text!("“{said}” could mean several clients of {week}", "“{said}”可能是 {week} 的多个客户"))
                .hint(Text::fixed("name one of them: ", "请指明其中一个：").then(&names))
                .instead_of(said, ids.iter().map(|id| (*id).to_string())));
        }
        let mine: Vec<&(&ReviewFile, usize)> =
            found.iter().filter(|(file, _)| look::reviews(self.desk, self.me, &file.person)).collect();
        match (&mine[..], &found[..]) {
            ([(file, at)], _) => self.at(file, *at),
            ([], [(file, _), ..]) => Err(look::refused(self.desk, self.me, &file.person).unwrap_or_else(|| self.absent(said))),
            ([], []) => Err(self.absent(said)),
            (several, _) => {
                let people: Vec<&str> = several.iter().map(|(file, _)| file.person.as_str()).collect();
                let names = list_of(&people);
                let id = &several[0].0.review.clients[several[0].1].client;
                Err(Error::new(
                    Kind::Ambiguous,
                    Text::new(
                        format!("{id} is in the weeks of {}", names.en),
                        format!("“{id}”同时在{}的提交中", names.zh),
                    ),
                )
                .hint(Text::fixed("say whose with `--person`", "请用 `--person` 指明是谁的"))
                .with_option("--person", people.iter().map(ToString::to_string)))
            }
        }
    }

    /// By the record that the words mean: one that was renamed since, or goes by an alias.
    fn by_record(&self, said: &str) -> Result<Vec<(&ReviewFile, usize)>> {
        let (found, _) = self.desk.store.look_up(said, Look::All).map_err(|error| match self.desk.person(said) {
            Ok(person) if error.kind == Kind::NotFound => {
                let (id, name) = (&person.id, person.shown());
                error.hint(text!(
                    "{name} is a person: `salesrec review {id}` shows the clients",
                    "{name}是团队成员：`salesrec review {id}` 列出其客户"
                ))
            }
            _ => error,
        })?;
        let client = self.desk.store.load(&found)?.client;
        let mut all = Vec::new();
        for file in &self.files {
            let named = file.review.clients.iter().position(|entry| is_called(&entry.client, found.id(), &client));
            all.extend(named.map(|at| (file, at)));
        }
        if all.is_empty() { Err(self.absent(found.id())) } else { Ok(all) }
    }

    fn at(&self, file: &ReviewFile, at: usize) -> Result<Target> {
        let id = file.review.clients[at].client.clone();
        let record = self.desk.reviewed_file(&id).ok_or_else(|| {
            Error::new(Kind::NotFound, text!("the file of {id} is gone", "找不到“{id}”的档案文件")).hint(Text::fixed(
                "put it back (`git checkout`), or let the rep submit the week again",
                "请恢复该文件（`git checkout`），或请销售重新提交这一周",
            ))
        })?;
        Ok(Target { person: file.person.clone(), review: file.path.clone(), id, file: record })
    }

    fn absent(&self, id: &str) -> Error {
        let week = self.week;
        let mut error =
            Error::new(Kind::NotFound, text!("{id} is in nobody's submission of {week}", "{week} 的提交中没有“{id}”"));
        // It may be in one that nobody can read.
        for place in self.problems.iter().filter_map(|problem| problem.error.place.as_ref()) {
            let path = place.path.display();
            error = error.cause(text!("{path} cannot be read", "{path} 无法读取"));
        }
        error.hint(Text::fixed(
            "`salesrec review show PERSON` lists what was submitted; `--week` names another week",
            "`salesrec review show 人员` 列出提交内容；`--week` 指定其他周",
        ))
    }
}

/// That a person has handed in nothing.
pub(super) fn not_submitted(name: &str, week: Week) -> Error {
    Error::new(Kind::NotFound, text!("{name} has not submitted {week}", "{name}还没有提交 {week}"))
        .hint(Text::fixed("`salesrec review status` shows who has", "`salesrec review status` 查看提交情况"))
}

/// What was decided, checked and ready to be written.
pub(super) struct Ruling {
    pub decision: Decision,
    pub comment: Option<String>,
    action: Option<(String, Moment, Option<String>)>,
}

impl Ruling {
    /// # Errors
    /// `Usage` for words or a deadline that are none, `Refused` for words that must not be kept.
    pub(super) fn new(desk: &Desk, decision: Decision, comment: Option<&str>, deed: &Deed) -> Result<Self> {
        let checks = desk.checks(&[], &[])?;
        let engine = desk.engine(&checks);
        let comment = comment.map(|said| words(said, &Text::fixed("comment", "审核意见"))).transpose()?;
        let action = match (&deed.action, &deed.due) {
            (Some(said), Some(due)) => {
                let said = line(said, &Text::fixed("action", "行动"))?;
                let owner = deed.owner.as_deref().map(|said| desk.person(said)).transpose()?;
                Some((said, desk.deadline(due)?, owner.map(|person| person.id.clone())))
            }
            _ => None,
        };
        for said in comment.iter().chain(action.as_ref().map(|(said, ..)| said)) {
            nothing_private(&engine, said)?;
        }
        Ok(Self { decision, comment, action })
    }
}

/// Writes a ruling into the reviews and, where an action follows, into the records: all or nothing.
pub(super) fn carry_out(
    desk: &Desk,
    me: &Person,
    targets: &[Target],
    ruling: &Ruling,
    dry: bool,
) -> Result<(Vec<Change>, Vec<String>)> {
    let mut reviews: BTreeMap<&PathBuf, Vec<&Target>> = BTreeMap::new();
    for target in targets {
        reviews.entry(&target.review).or_default().push(target);
    }
    let records = targets.iter().map(|target| target.file.path.clone());
    let paths: Vec<PathBuf> = reviews.keys().map(|path| (*path).clone()).chain(records).collect();
    desk.store.together(None, &paths, dry, || {
        let (mut changes, mut actions) = (Vec::new(), Vec::new());
        for (path, targets) in &reviews {
            let mut of_records = Vec::new();
            let (change, ()) = desk.store.change_review(path, true, |review| {
                for target in targets {
                    let entry = review.clients.iter_mut().find(|entry| entry.client == target.id);
                    let entry = entry.ok_or_else(|| meanwhile(path))?;
                    let text = desk.store.text(&target.file.path.to_string_lossy())?;
                    let client = desk.store.load(&target.file)?.client;
                    ruling.refuse(desk, target, entry, &text, &client)?;
                    let mut now = text;
                    if let Some((said, due, owner)) = &ruling.action {
                        let owner = owner.clone().unwrap_or_else(|| target.person.clone());
                        let (change, id) = plan(desk, target, said, *due, owner)?;
                        now.clone_from(&change.after);
                        entry.actions.push(id.clone());
                        entry.blob = git::blob_of(desk.store.root(), &target.file.path, &now);
                        actions.push(id);
                        of_records.push(change);
                    }
                    entry.sha256 = Some(digest(now.as_bytes()));
                    ruling.put(desk, me, entry);
                }
                Ok(())
            })?;
            changes.push(change);
            changes.extend(of_records);
        }
        Ok((changes, actions))
    })
}

/// Puts the action into the record, for the deal that is worked on where there is one.
fn plan(desk: &Desk, target: &Target, said: &str, due: Moment, owner: String) -> Result<(Change, String)> {
    desk.store.change(&target.file, true, |client| {
        let mut action = new_action(desk, client, said.to_string(), owner, due);
        if let [only] = client.open_deals(&desk.team)[..] {
            action.deal = Some(client.deals[only].name.clone());
        }
        let id = action.id.clone().unwrap_or_default();
        client.actions.push(action);
        Ok(id)
    })
}

impl Ruling {
    /// # Errors
    /// `Refused` when the record is approved already, or is not what was handed in.
    fn refuse(&self, desk: &Desk, target: &Target, entry: &ReviewedClient, text: &str, client: &Client) -> Result<()> {
        if !matches!(self.decision, Decision::Approve) {
            return Ok(());
        }
        let id = &target.id;
        if let Some(approval) = &entry.approved {
            let when = look::when(desk, approval.on);
            let typed = quoted(id);
            return Err(Error::new(
                Kind::Refused,
                Text::new(format!("{id} was approved on {}", when.en), format!("“{id}”已于 {} 通过", when.zh)),
            )
            .hint(text!(
                "`salesrec review return {typed} --comment \"…\"` takes that back",
                "`salesrec review return {typed} --comment \"…\"` 可撤回该通过"
            )));
        }
        if entry.sha256.as_deref() == Some(&digest(text.as_bytes())) {
            return Ok(());
        }
        let name = desk.person_name(&target.person);
        let mut error = Error::new(
            Kind::Refused,
            text!("{id} has changed since it was submitted", "“{id}”提交之后又有改动"),
        );
        for change in desk.changes_since(&entry.deals, &desk.frozen(&target.file, text, client)?) {
            error = error.cause(change);
        }
        let (person, typed) = (&target.person, quoted(id));
        Err(error
            .cause(Text::fixed("nothing was written", "未写入任何内容"))
            .hint(text!(
                "{name} submits again: `salesrec submit`",
                "请{name}重新提交：`salesrec submit`"
            ))
            .hint(text!(
                "`salesrec review show {person} {typed}` shows what is different",
                "`salesrec review show {person} {typed}` 查看改动"
            )))
    }

    fn put(&self, desk: &Desk, me: &Person, entry: &mut ReviewedClient) {
        let (on, by, comment) = (Some(Moment::at(desk.clock.minute())), Some(me.id.clone()), self.comment.clone());
        match self.decision {
            Decision::Approve => entry.approved = Some(Approval { on, by, comment }),
            Decision::Return(back) => {
                if let Some(taken_back) = entry.approved.take() {
                    let day = taken_back.on.map_or_else(|| desk.clock.today(), |on| on.shown(&desk.clock).0);
                    entry.settle(Day(day));
                }
                entry.returned.push(Return { on, by, comment, back: Some(back), settled: None });
            }
        }
    }
}

fn meanwhile(path: &std::path::Path) -> Error {
    Error::new(Kind::Conflict, Text::fixed("the file was changed meanwhile; nothing was written", "文件刚被改动过；未写入任何内容"))
        .at(crate::error::Place::file(path))
        .hint(Text::fixed("run the command again", "请重新执行该命令"))
}

/// What was decided, for people and for programs.
pub(super) fn told(
    desk: &Desk,
    submitted: &Submitted<'_>,
    targets: &[Target],
    ruling: &Ruling,
    (changes, actions): (Vec<Change>, Vec<String>),
    dry: bool,
) -> Outcome {
    let week = submitted.week;
    let number = count(targets.len(), "record", "records", "份档案");
    let (kind, mut line) = match ruling.decision {
        Decision::Approve if dry => ("review-approve", Line::new().good(Text::fixed("Would approve ", "将通过 "))),
        Decision::Approve => ("review-approve", Line::new().good(Text::fixed("Approved ", "已通过 "))),
        Decision::Return(_) if dry => ("review-return", Line::new().warn(Text::fixed("Would return ", "将退回 "))),
        Decision::Return(_) => ("review-return", Line::new().warn(Text::fixed("Returned ", "已退回 "))),
    };
    line = line.strong(number).plain("  ").dim(week.to_string());
    let mut document = Document::new();
    document.paragraph(line);
    let point = |target: &Target| Line::from(target.id.clone()).plain("  ").dim(desk.person_name(&target.person));
    document.push(Block::List(targets.iter().map(point).collect()));
    let mut pairs = Vec::new();
    pairs.extend(ruling.comment.iter().map(|said| (Text::fixed("comment", "审核意见"), Line::from(said.clone()))));
    if let Decision::Return(back) = ruling.decision {
        pairs.push((Text::fixed("mended by", "补正期限"), Line::from(clock::day(back.0))));
    }
    if let Some((said, due, owner)) = &ruling.action {
        let who = owner.as_deref().map(|id| desk.person_name(id)).unwrap_or_default();
        let due = desk.moment_text(*due);
        let line = Line::new().strong(said.clone()).plain("  ").plain(due).plain("  ").plain(who);
        pairs.push((Text::fixed("action", "行动"), line));
    }
    let waiting: usize = submitted.files.iter().map(|file| file.review.count(Verdict::Waiting)).sum();
    let decided = |target: &&Target| {
        let file = submitted.files.iter().find(|file| file.person == target.person);
        file.and_then(|file| file.review.client(&target.id)).is_some_and(|entry| entry.verdict() == Verdict::Waiting)
    };
    let left = waiting.saturating_sub(targets.iter().filter(decided).count());
    pairs.push((Text::fixed("still to be reviewed", "待审核"), Line::from(count(left, "record", "records", "份档案"))));
    document.push(Block::Pairs(pairs));
    let changed: Vec<&Change> = changes.iter().filter(|change| change.before != change.after).collect();
    let mut data = Map::new();
    data.insert("week".into(), week.to_string().into());
    data.insert("clients".into(), json!(targets.iter().map(|target| &target.id).collect::<Vec<_>>()));
    data.insert("comment".into(), json!(ruling.comment));
    if let Decision::Return(back) = ruling.decision {
        data.insert("back".into(), back.to_string().into());
    }
    data.insert("actions".into(), json!(actions));
    data.insert("waiting".into(), left.into());
    let files = changed.iter().map(|change| change.path.to_string_lossy().replace('\\', "/"));
    data.insert("files".into(), json!(files.collect::<Vec<_>>()));
    data.insert("written".into(), (!dry).into());
    if dry {
        let diff: String = changed.iter().map(|change| change.diff()).collect();
        data.insert("diff".into(), diff.clone().into());
        document.push(Block::Diff(diff));
        return Outcome::document(kind, document, Value::Object(data)).note(DRY_RUN);
    }
    Outcome::document(kind, document, Value::Object(data))
}
