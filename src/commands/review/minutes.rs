use std::path::PathBuf;

use clap::Args as ClapArgs;
use serde_json::json;

use super::look::{self, Extent, PersonWeek, Seen, Standing, meant, when};
use crate::cli::{FileForm, Format, file_form};
use crate::clock::{self, Week};
use crate::commands::weekly::{did, joined, next, unread};
use crate::commands::{Context, Desk, Outcome, made};
use crate::document::{Block, Document, Languages, Line, Paper, docx, markdown};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::report::{Question, Section, funnel};
use crate::review::{self, ClientWeek, Followed, Minutes, Part, foremost};
use crate::store::{self, Severity};
use crate::text;

/// Which week, and as what.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The week: `2026-W26`, `W26`, `last week`, or a day in it; the last one that is due or submitted, when absent
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
    /// Make it as md or docx; as the file's name says, when absent
    #[arg(id = "format", long = "format", value_name = "FORM", value_parser = file_form)]
    form: Option<Format>,
    /// Write it into this file; Markdown goes to standard output, when absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    force: bool,
}

/// Makes them.
pub(super) fn run(args: &Args, context: &Context, desk: &Desk) -> Result<Outcome> {
    args.out.iter().try_for_each(|path| desk.spare(path))?;
    let week = meant(desk, args.week.as_deref())?;
    let (paper, problems) = paper(desk, context, week)?;
    let form = match &args.out {
        Some(path) => made::form(path, args.form, &["md", "docx"])?,
        None => args.form.unwrap_or(Format::Md),
    };
    let bytes = match form {
        Format::Md | Format::File(FileForm::Md) => markdown::paper(&paper).into_bytes(),
        Format::File(FileForm::Docx) => docx::write(&Paper { header: paper.title.clone(), ..paper })?,
        _ => {
            return Err(Error::new(
                Kind::Usage,
                Text::fixed("minutes are made as md or docx", "会议纪要的格式只有 md 和 docx"),
            )
            .hint(Text::fixed("for Word: `--format docx --out FILE`", "Word 文件：`--format docx --out 文件`")));
        }
    };
    let path = match (&args.out, form) {
        (Some(path), _) => path.clone(),
        (None, Format::Md | Format::File(FileForm::Md)) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            return Ok(Outcome::text("review-minutes", text).problems(problems));
        }
        _ => PathBuf::from(format!("minutes-{week}.docx")),
    };
    desk.make(&path, &bytes, args.force)?;
    let mut document = Document::new();
    let shown = path.display().to_string();
    document.paragraph(Line::new().good(Text::fixed("Made the minutes of ", "已生成会议纪要 ")).strong(week.shown()).plain("  ").plain(shown.clone()));
    let data = json!({"week": week.to_string(), "path": shown, "bytes": bytes.len()});
    Ok(Outcome::document("review-minutes", document, data).problems(problems))
}

fn paper(desk: &Desk, context: &Context, week: Week) -> Result<(Paper, Vec<store::Problem>)> {
    let (files, _) = desk.store.reviews(&(week..=week));
    let people: Vec<&str> = look::reporting(desk, &files).into_iter().map(|person| person.id.as_str()).collect();
    let question = Question::of_all(&desk.store, &desk.team, desk.calendar()?, desk.clock, Some(week.sunday()));
    let (weeks, problems, gathered) = look::weeks_and(
        desk,
        week,
        (&people, Extent::HandedIn),
        |(followed, deals): &mut (Followed, Vec<funnel::Grouped>), file, client| {
            followed.add(&client, week, &desk.clock);
            deals.extend(funnel::deals(&question, file, client));
        },
    )?;
    let (mut followed, mut deals) = (Followed::default(), Vec::new());
    for (more_followed, more_deals) in gathered {
        followed.append(more_followed);
        deals.extend(more_deals);
    }
    let deadline = desk.week_deadline(week)?;
    let minutes = Minutes {
        week,
        people: weeks.iter().map(|one| part(desk, one, Standing::of(desk, one, deadline))).collect(),
        funnel: stuck(&funnel::stages(&question, &deals)),
        follow_up: followed.into(),
        unread: problems.iter().filter(|one| one.severity == Severity::Error).map(|one| unread(&one.error)).collect(),
    };
    let mut paper = Paper::new(
        Text::fixed("Weekly sales meeting", "销售周会纪要"),
        desk.clock.minute(),
        Languages::One(context.lang),
    );
    paper.subtitle = Text::same(format!("{}  ", desk.team.team.name)).then(&week.shown());
    let now = clock::moment(desk.clock.today(), Some(desk.clock.minute().time()));
    paper.footer = Text::new(format!("{week}, as of {}", now.en), format!("{week}，数据时点 {}", now.zh));
    paper.author = desk.me().map(|me| me.shown().to_string()).unwrap_or_default();
    paper.document = review::document(&minutes);
    Ok((paper, problems))
}

/// The stages of the funnel, as the report of that name shows them.
fn stuck(stages: &Section) -> Vec<Block> {
    let notes = stages.notes.iter().cloned().map(Block::Paragraph);
    let define = |key: &str| funnel::REPORT.definitions.iter().find(|each| each.key == key);
    let words = define("conversion").map(|each| {
        let (name, says) = (&each.name, &each.says);
        let said = Text::new(format!("{}: {}", name.en, says.en), format!("{}：{}", name.zh, says.zh));
        Block::Paragraph(Line::new().dim(said))
    });
    notes.chain([Block::Table(stages.whole())]).chain(words).collect()
}

fn part(desk: &Desk, one: &PersonWeek, standing: Standing) -> Part {
    let review = one.file.as_ref().map(|file| &file.review);
    let note = review.and_then(|review| review.note.as_ref()).map(|note| Text::same(note.clone()));
    let gaps = review.and_then(|review| review.gaps.as_ref()).map(|gaps| text!("with gaps: {gaps}", "带缺项提交：{gaps}"));
    let submitted = when(desk, review.and_then(|review| review.submitted));
    let seen = one.seen.iter().filter(|seen| seen.entry.is_some());
    Part {
        name: desk.person_name(&one.id),
        standing: if submitted.en.is_empty() { standing.line() } else { standing.line().plain("  ").plain(submitted) },
        notes: note.into_iter().chain(gaps).collect(),
        clients: seen.filter_map(|seen| client(desk, seen)).collect(),
    }
}

fn client(desk: &Desk, seen: &Seen) -> Option<ClientWeek> {
    let entry = seen.entry.as_ref()?;
    let remarks = foremost(&seen.remarks, 2).into_iter().map(|remark| remark.says.clone());
    let ask: Vec<Text> = seen.unreadable.as_ref().map(unread).into_iter().chain(remarks).collect();
    let comment = match &entry.approved {
        Some(approval) => approval.comment.clone(),
        None => {
            let comments: Vec<&str> = entry.open_returns().filter_map(|one| one.comment.as_deref()).collect();
            (!comments.is_empty()).then(|| comments.join(" / "))
        }
    };
    let actions = entry.actions.iter().filter_map(|id| {
        let action = seen.decided.iter().find(|action| action.id.as_deref() == Some(id))?;
        let owner = action.owner.as_deref().map(|id| desk.person_name(id)).unwrap_or_default();
        Some((action.action.clone(), owner, action.due.map(|due| desk.moment_text(due)).unwrap_or_default()))
    });
    Some(ClientWeek {
        name: seen.name.clone(),
        did: did(entry),
        next: next(desk, &entry.deals),
        ask: joined(&ask, "; ", "；"),
        verdict: entry.verdict(),
        comment,
        back: entry.open_returns().filter_map(|one| one.back).min(),
        actions: actions.collect(),
    })
}
