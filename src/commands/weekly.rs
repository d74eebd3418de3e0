//! The weekly review as commands see it: which week, what was reviewed before, whether a record is still as it was.

mod past;

use std::borrow::Cow;
use std::path::Path;

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

use super::{Desk, git};
use crate::clock::{Calendar, Week};
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, count};
use crate::lint::Engine;
use crate::record::review::{FrozenDeal, ReviewedClient, Verdict};
use crate::record::{Client, Review, file_stem, stem_parts};
use crate::review::{changes, freeze};
use crate::store::{ClientFile, Shelf};
use crate::text;

pub use past::{Own, Past};

impl Desk {
    /// The week that somebody names; this one, when none is.
    ///
    /// # Errors
    /// `Usage` when it is not understood.
    pub fn week(&self, said: Option<&str>) -> Result<Week> {
        match said {
            Some(said) => Week::said(said, &self.clock, &|| self.calendar()),
            None => Ok(Week::of(self.clock.today())),
        }
    }

    /// Until when a week is to be handed in: close of work on its last working day up to Friday; none when it has none.
    ///
    /// # Errors
    /// As [`Desk::calendar`].
    pub fn week_deadline(&self, week: Week) -> Result<Option<NaiveDateTime>> {
        let calendar = self.calendar()?;
        Ok(last_working_day(week, calendar).map(|day| day.and_time(self.team.review.close)))
    }

    /// The file of a client that a review names, also when it was renamed or put away since; none when it is gone.
    pub fn reviewed_file(&self, id: &str) -> Option<ClientFile> {
        let direct = [Shelf::Clients, Shelf::Archive].into_iter().find_map(|shelf| self.store.by_id(id, shelf));
        direct.or_else(|| {
            let files = self.store.files(true);
            if let Some(file) = files.files.iter().find(|file| file.id() == id) {
                return Some(file.clone());
            }
            let scan = self.store.scan(files, |file, client| is_called(id, file.id(), &client).then(|| file.clone()));
            match &scan.found[..] {
                [only] => Some(only.clone()),
                _ => None,
            }
        })
    }

    /// Where the deals of a client stand, without what is private in its file.
    ///
    /// # Errors
    /// As [`Desk::checks`].
    pub fn frozen(&self, file: &ClientFile, text: &str, client: &Client) -> Result<Vec<FrozenDeal>> {
        let checks = self.checks(&[], &[])?;
        let mut kept = ReviewedClient { deals: freeze(client, &self.clock), ..ReviewedClient::default() };
        without_secrets(&self.engine(&checks), file, text, &mut kept);
        Ok(kept.deals)
    }

    /// What became different in the deals of a client since a review, in words.
    pub fn changes_since(&self, before: &[FrozenDeal], now: &[FrozenDeal]) -> Vec<Text> {
        changes(before, now, &self.team.team.currency, &self.clock)
    }

    /// The names that git has for the bytes of some files, where the records are in a repository.
    pub fn blobs(&self, paths: &[&Path]) -> Vec<Option<String>> {
        git::blobs(self.store.root(), paths).unwrap_or_else(|| vec![None; paths.len()])
    }
}

fn last_working_day(week: Week, calendar: &Calendar) -> Option<chrono::NaiveDate> {
    let days = week.monday().iter_days().take_while(|day| *day <= week.friday());
    days.filter(|day| calendar.is_working(*day)).last()
}

/// What reviews may call a client: by its id, or by the one that it had under an earlier name.
pub fn ids<'c>(id: &'c str, client: &'c Client) -> impl Iterator<Item = Cow<'c, str>> {
    let date = stem_parts(id).map(|(_, date)| date);
    let earlier = client.aliases.iter().filter_map(move |alias| Some(Cow::Owned(file_stem(alias, date?))));
    std::iter::once(Cow::Borrowed(id)).chain(earlier)
}

/// Whether a client is the one that a review calls `named`.
pub fn is_called(named: &str, id: &str, client: &Client) -> bool {
    ids(id, client).any(|id| id == named)
}

/// SHA-256 of some bytes, in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Blots out of what is kept of a record what is private in it.
pub fn without_secrets(engine: &Engine<'_>, file: &ClientFile, text: &str, kept: &mut ReviewedClient) {
    if !engine.is_private(file, text) {
        return;
    }
    let words = kept.needs.iter_mut().chain(&mut kept.planned).chain(&mut kept.done);
    let deals = kept.deals.iter_mut().flat_map(|deal| deal.needs.iter_mut().chain(&mut deal.next));
    for words in words.chain(deals) {
        *words = engine.blotted(file, &[text], words);
    }
}

/// Refuses words for a review that hold a password, a card or an identity number.
///
/// # Errors
/// `Refused`.
pub fn nothing_private(engine: &Engine<'_>, said: &str) -> Result<()> {
    let nowhere = ClientFile { path: "clients/review.yaml".into() };
    if !engine.is_private(&nowhere, &format!("notes: {said}\n")) {
        return Ok(());
    }
    let message = Text::fixed(
        "the text holds a password, a card number or an identity number",
        "文字中有密码、银行卡号或身份证号",
    );
    Err(Error::new(Kind::Refused, message)
        .cause(Text::fixed("nothing was written", "未写入任何内容"))
        .hint(Text::fixed("say where it is kept instead", "请改为写明它存放在哪里")))
}

/// A week that lies ahead.
///
/// # Errors
/// `Refused` when it does.
pub fn not_ahead(desk: &Desk, week: Week) -> Result<()> {
    if week <= Week::of(desk.clock.today()) {
        return Ok(());
    }
    Err(Error::new(Kind::Refused, text!("{week} lies ahead", "{week} 还没有到")))
}

/// The clients of a review whose names hold `said`, by position.
pub fn fitting(review: &Review, said: &str) -> Vec<usize> {
    let exact: Vec<usize> = (0..review.clients.len()).filter(|&at| review.clients[at].client == said).collect();
    if !exact.is_empty() {
        return exact;
    }
    let wanted = crate::record::Wanted::new(said);
    (0..review.clients.len()).filter(|&at| wanted.rank_telling(&review.clients[at].client).is_some()).collect()
}

/// What was done with a client, in a few words.
pub fn did(client: &ReviewedClient) -> Text {
    let mut parts = Vec::new();
    let contacts = client.contacts.unwrap_or_default() as usize;
    if contacts > 0 {
        let all = count(contacts, "contact", "contacts", "次沟通");
        parts.push(match client.earlier.len() {
            0 => all,
            number => Text::new(format!("{} ({number} earlier)", all.en), format!("{}（{number} 次在此前）", all.zh)),
        });
    }
    for moved in &client.moves {
        let to = &moved.to;
        parts.push(match &moved.from {
            Some(from) => text!("{from} → {to}", "{from} → {to}"),
            None => text!("new deal in {to}", "新商机：{to}"),
        });
    }
    for (number, one, many, zh) in [
        (client.needs.len(), "new need", "new needs", "条新需求"),
        (client.planned.len(), "action agreed", "actions agreed", "项新行动"),
        (client.done.len(), "action done", "actions done", "项行动完成"),
    ] {
        if number > 0 {
            parts.push(count(number, one, many, zh));
        }
    }
    joined(&parts, ", ", "，")
}

/// Parts with a mark between them.
pub fn joined(parts: &[Text], en: &str, zh: &str) -> Text {
    let words = |pick: fn(&Text) -> &str, between: &str| parts.iter().map(pick).collect::<Vec<_>>().join(between);
    Text::new(words(|part| &part.en, en), words(|part| &part.zh, zh))
}

/// The next action of a client's deals that is due first, with its day.
pub fn next(desk: &Desk, deals: &[FrozenDeal]) -> Text {
    let planned = deals.iter().filter(|deal| deal.next.is_some());
    let first = planned.min_by_key(|deal| (deal.due.is_none(), deal.due.map(|due| due.end(&desk.clock))));
    let Some((words, deal)) = first.and_then(|deal| Some((deal.next.as_deref()?, deal))) else {
        return Text::default();
    };
    match deal.due {
        Some(due) => {
            let day = due.shown(&desk.clock).0.format("%m-%d");
            text!("{day} {words}", "{day} {words}")
        }
        None => Text::same(words),
    }
}

/// What the checks found, as a cell: errors, or warnings, or that there is nothing.
pub fn lint_cell(client: &ReviewedClient) -> Cell {
    let (errors, warnings) = (client.errors.unwrap_or_default() as usize, client.warnings.unwrap_or_default() as usize);
    match (errors, warnings) {
        (0, 0) => Cell::label("clean", Text::fixed("clean", "无问题")).toned(Tone::Good),
        (0, _) => Cell::label("warnings", count(warnings, "warning", "warnings", "条警告")).toned(Tone::Warn),
        _ => Cell::label("errors", count(errors, "error", "errors", "处错误")).toned(Tone::Bad),
    }
}

/// How far a review has come, as a cell.
pub fn verdict_cell(verdict: Verdict) -> Cell {
    let tone = match verdict {
        Verdict::Approved => Tone::Good,
        Verdict::Returned => Tone::Bad,
        Verdict::Waiting => Tone::Plain,
    };
    Cell::label(verdict.code(), verdict.shown()).toned(tone)
}

/// That a file cannot be read, with its place and why.
pub fn unread(error: &Error) -> Text {
    let (place, why) = (error.place.as_ref().map(ToString::to_string).unwrap_or_default(), &error.message);
    Text::new(format!("cannot be read: {place}: {}", why.en), format!("无法读取：{place}：{}", why.zh))
}

/// The name in a client's id.
pub fn name_in(id: &str) -> &str {
    stem_parts(id).map_or(id, |(name, _)| name)
}

/// Clients of a week in a table.
pub fn clients_table<'r>(desk: &Desk, clients: impl Iterator<Item = &'r ReviewedClient>) -> Table {
    let columns = vec![
        Column::new("name", Text::fixed("Client", "客户")).grow(),
        Column::new("did", Text::fixed("This week", "本周")).grow().in_full(),
        Column::new("lint", Text::fixed("Checks", "检查")),
        Column::new("next", Text::fixed("Next action", "下一步行动")).grow(),
        Column::new("verdict", Text::fixed("Review", "审核")),
    ];
    let mut table = Table::new(columns, Text::fixed("no clients", "没有客户"));
    let words = |text: Text| if text.en.is_empty() { Cell::Empty } else { Cell::label(text.en.clone(), text) };
    table.rows = clients
        .map(|client| {
            let next = words(next(desk, &client.deals));
            let cells = vec![
                Cell::text(name_in(&client.client)),
                words(did(client)),
                lint_cell(client),
                next,
                verdict_cell(client.verdict()),
            ];
            Row::new(cells).id(&client.client)
        })
        .collect();
    table
}
