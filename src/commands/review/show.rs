//! A submitted week as it was, and whether a record is still what was approved.

use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::decide::not_submitted;
use super::look::{meant, no_person, when};
use super::page::return_words;
use crate::commands::shown::record_json;
use crate::commands::weekly::{clients_table, digest, fitting, is_called, name_in};
use crate::commands::{Desk, Outcome, git};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, list_of};
use crate::record::review::{ReviewedClient, Verdict};
use crate::review::stood;
use crate::store::{ClientFile, Look, ReviewFile, unified};
use crate::text;

/// Whose week, and which record.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// Whose week
    #[arg(value_name = "PERSON")]
    person: String,
    /// The client whose record is compared with what was submitted or approved; the whole week, when absent
    #[arg(value_name = "CLIENT")]
    client: Option<String>,
    /// Also the whole record as it was then
    #[arg(long, requires = "client")]
    full: bool,
    /// The week: `2026-W26`, `W26`, `last week`, or a day in it; the last one that is due or submitted, when absent
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
}

/// Shows it.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let week = meant(desk, args.week.as_deref())?;
    let person = desk.person_or_me(&args.person).map_err(|error| no_person(desk, &args.person, error))?;
    let file = desk.store.review(week, &person.id)?.ok_or_else(|| not_submitted(person.shown(), week))?;
    match &args.client {
        None => Ok(whole(desk, &file)),
        Some(said) => {
            let at = position(desk, &file, said)?;
            record(desk, &file, &file.review.clients[at], args.full)
        }
    }
}

fn position(desk: &Desk, file: &ReviewFile, said: &str) -> Result<usize> {
    if let [only] = fitting(&file.review, said)[..] {
        return Ok(only);
    }
    let found = desk.store.look_up(said, Look::All);
    let by_record = found.and_then(|(found, _)| {
        let client = desk.store.load(&found)?.client;
        Ok(file.review.clients.iter().position(|entry| is_called(&entry.client, found.id(), &client)))
    });
    match by_record {
        Ok(Some(at)) => Ok(at),
        Err(error) if error.kind != Kind::NotFound => Err(error),
        _ => {
            let ids: Vec<&str> = file.review.clients.iter().map(|client| client.client.as_str()).collect();
            let names = list_of(&ids);
            let error = Error::new(Kind::NotFound, text!("the week has no client “{said}”", "这一周没有客户“{said}”"));
            Err(if ids.is_empty() { error } else { error.hint(Text::fixed("its clients: ", "其中的客户：").then(&names)) })
        }
    }
}

fn whole(desk: &Desk, file: &ReviewFile) -> Outcome {
    let review = &file.review;
    let mut document = Document::new();
    let name = desk.person_name(&file.person);
    document.paragraph(Line::new().strong(name).plain("  ").plain(file.week.shown()));
    let mut pairs = vec![(Text::fixed("submitted", "提交时间"), Line::from(when(desk, review.submitted)))];
    let again = when(desk, review.again);
    pairs.extend(review.again.map(|_| (Text::fixed("again", "重新提交"), Line::from(again))));
    pairs.extend(review.note.iter().map(|note| (Text::fixed("note", "说明"), Line::from(note.clone()))));
    pairs.extend(review.gaps.iter().map(|gaps| (Text::fixed("with gaps", "带缺项提交"), Line::new().warn(gaps.clone()))));
    document.push(Block::Pairs(pairs));
    document.push(Block::Table(clients_table(desk, review.clients.iter())));
    let points: Vec<Line> = review.clients.iter().flat_map(|entry| decisions(desk, entry)).collect();
    if !points.is_empty() {
        document.push(Block::List(points));
    }
    let data = json!({
        "week": file.week.to_string(),
        "person": file.person,
        "path": file.path.to_string_lossy().replace('\\', "/"),
        "review": record_json(review),
    });
    Outcome::document("review-show", document, data)
}

/// What was decided on a client, in words.
fn decisions(desk: &Desk, entry: &ReviewedClient) -> Vec<Line> {
    let name = name_in(&entry.client);
    let start = || Line::new().strong(name.to_string()).plain("  ");
    let returned = entry.returned.iter().map(|last| {
        let line = start().plain(return_words(desk, last));
        match last.settled {
            Some(day) => line.plain("  ").good(text!("mended {day}", "{day} 已补正")),
            None => line,
        }
    });
    let approved = entry.approved.iter().map(|approval| {
        let (by, on) = (approval.by.as_deref().map(|id| desk.person_name(id)).unwrap_or_default(), when(desk, approval.on));
        let line = start().good(Text::new(format!("approved by {by}, {}", on.en), format!("{by}于 {} 通过", on.zh)));
        match &approval.comment {
            Some(comment) => line.plain("  ").plain(comment.clone()),
            None => line,
        }
    });
    returned.chain(approved).collect()
}

fn record(desk: &Desk, file: &ReviewFile, entry: &ReviewedClient, full: bool) -> Result<Outcome> {
    let mut document = Document::new();
    let name = desk.person_name(&file.person);
    document.paragraph(Line::new().strong(entry.client.clone()).plain("  ").plain(name).plain("  ").dim(file.week.shown()));
    let points = decisions(desk, entry);
    if !points.is_empty() {
        document.push(Block::List(points));
    }
    let record = desk.reviewed_file(&entry.client);
    let now = record.as_ref().map(|record| desk.store.text(&record.path.to_string_lossy())).transpose()?;
    let then = entry.blob.as_deref().and_then(|blob| git::kept(desk.store.root(), blob));
    let then = then.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|text| as_it_was(text, entry));
    // What has not changed is as it was, whether git has it or not.
    let then = then.or_else(|| now.clone().and_then(|text| as_it_was(text, entry)));
    let same = now.as_ref().map(|now| entry.sha256.as_deref() == Some(&digest(now.as_bytes())));
    let (verdict, approved) = (entry.verdict(), entry.verdict() == Verdict::Approved);
    let mut diff = None;
    document.paragraph(match same {
        None => Line::new().bad(Text::fixed("The record is gone.", "档案已不存在。")),
        Some(true) if approved => {
            Line::new().good(Text::fixed("The record is as it was approved, byte for byte.", "档案与通过时完全一致。"))
        }
        Some(true) if verdict == Verdict::Returned => {
            Line::new().warn(Text::fixed("The record is as it was returned, byte for byte.", "档案与退回时完全一致。"))
        }
        Some(true) => {
            Line::new().good(Text::fixed("The record is as it was submitted, byte for byte.", "档案与提交时完全一致。"))
        }
        Some(false) if approved => {
            Line::new().warn(Text::fixed("The record has changed since it was approved.", "通过之后，档案又有改动。"))
        }
        Some(false) => {
            Line::new().warn(Text::fixed("The record has changed since it was submitted.", "提交之后，档案又有改动。"))
        }
    });
    let mut what = Vec::new();
    if let (Some(record), Some(false)) = (&record, same) {
        let client = desk.store.load(record)?.client;
        let checks = desk.checks(&[], &[])?;
        let engine = desk.engine(&checks);
        let text = now.as_deref().unwrap_or_default();
        let texts = [text, then.as_deref().unwrap_or_default()];
        let blotted = |said: &str| engine.blotted(record, &texts, said);
        what = desk.changes_since(&entry.deals, &desk.frozen(record, text, &client)?);
        if !what.is_empty() {
            document.push(Block::List(what.iter().map(|said| Line::from(said.clone())).collect()));
        }
        diff = then.as_deref().map(|then| blotted(&unified(&record.path, then, text)));
    }
    if let Some(diff) = &diff {
        document.push(Block::Diff(diff.clone()));
    }
    let wanted = full || now.is_none();
    let whole = then.as_deref().filter(|_| wanted).map(|then| -> Result<String> {
        let checks = desk.checks(&[], &[])?;
        let file = ClientFile { path: format!("clients/{}.yaml", entry.client).into() };
        Ok(desk.engine(&checks).blotted(&file, &[then], then))
    });
    let whole = whole.transpose()?;
    if then.is_none() {
        document.paragraph(Line::new().dim(not_kept(entry)));
    }
    as_it_stood(desk, entry, &mut document);
    if let Some(whole) = &whole {
        document.heading(2, Text::fixed("The whole record then", "当时的完整档案"));
        document.push(Block::Verbatim(whole.clone()));
    }
    let data = json!({
        "client": entry.client,
        "week": file.week.to_string(),
        "person": file.person,
        "verdict": entry.verdict().code(),
        "sha256": entry.sha256,
        "blob": entry.blob,
        "same": same,
        "kept": then.is_some(),
        "changes": what.iter().map(|said| json!({"en": said.en, "zh": said.zh})).collect::<Vec<Value>>(),
        "diff": diff,
        "deals": entry.deals.iter().map(record_json).collect::<Vec<Value>>(),
        "record": whole,
    });
    Ok(Outcome::document("review-show", document, data))
}

/// Where the deals stood, which the review keeps itself.
fn as_it_stood(desk: &Desk, entry: &ReviewedClient, document: &mut Document) {
    for deal in &entry.deals {
        let facts = stood(deal, &desk.team.team.currency, &desk.clock);
        document.heading(2, Line::from(deal.deal.clone()).plain("  ").dim(Text::fixed("as it stood", "当时")));
        document.push(Block::Pairs(facts.into_iter().map(|(name, fact)| (name, Line::from(fact))).collect()));
    }
}

/// The text that git keeps, when it is proved to be the one that was reviewed; git may keep it with other line ends.
fn as_it_was(text: String, entry: &ReviewedClient) -> Option<String> {
    let proved = |text: &str| entry.sha256.as_deref() == Some(&digest(text.as_bytes()));
    if proved(&text) {
        return Some(text);
    }
    Some(text.replace('\n', "\r\n")).filter(|text| proved(text))
}

fn not_kept(entry: &ReviewedClient) -> Text {
    match &entry.blob {
        Some(blob) => text!(
            "git does not keep what was reviewed ({blob}): it was never committed in that form",
            "git 中没有当时的内容（{blob}）：那个版本从未提交"
        ),
        None => Text::fixed(
            "the records were in no git repository then, so the whole record cannot be shown; its digest proves a copy",
            "当时记录目录不在 git 仓库中，无法还原完整档案；若有副本，可用摘要核对",
        ),
    }
}
