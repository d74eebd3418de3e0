use std::collections::BTreeSet;

use chrono::Datelike;
use clap::Args as ClapArgs;

use super::look::{self, PersonWeek, Standing, meant};
use crate::clock;
use crate::commands::{Desk, Outcome};
use crate::document::{Cell, Column, Row, Table, Tone};
use crate::error::Result;
use crate::lang::Text;
use crate::record::review::Verdict;

/// Which week.
#[derive(ClapArgs, Clone, Debug)]
pub(super) struct Args {
    /// The week: `2026-W26`, `W26`, `last week`, or a day in it; the last one that is due or submitted, when absent
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,
    /// Exit with 1 when somebody is late or a record is returned
    #[arg(long)]
    exit_code: bool,
}

/// Shows who has submitted.
pub(super) fn run(args: &Args, desk: &Desk) -> Result<Outcome> {
    let week = meant(desk, args.week.as_deref())?;
    let (files, problems) = desk.store.reviews(&(week..=week));
    let people = look::reporting(desk, &files);
    let deadline = desk.week_deadline(week)?;
    let owners = if people.iter().all(|person| files.iter().any(|file| file.person == person.id)) {
        BTreeSet::new()
    } else {
        let scan = desk.store.scan(desk.store.files(false), |_, client| client.owner);
        scan.found.into_iter().collect::<BTreeSet<String>>()
    };
    let year = desk.clock.today().year();
    let with_gaps = files.iter().any(|file| file.review.gaps.is_some());
    let columns = vec![
        Column::data("person"),
        Column::new("name", Text::fixed("Name", "姓名")),
        Column::new("status", Text::fixed("Week", "提交")).whole(),
        Column::new("submitted", Text::fixed("Submitted", "提交时间")).in_year(year).whole(),
        Column::number("clients", Text::fixed("Clients", "客户")).optional(),
        Column::number("approved", Text::fixed("Approved", "已通过")),
        Column::number("waiting", Text::fixed("To review", "待审核")),
        Column::number("returned", Text::fixed("Returned", "已退回")),
        Column::new("gaps", Text::fixed("With gaps", "带缺项")).grow().data_if(!with_gaps),
        Column::data("week"),
    ];
    let mut table = Table::new(columns, Text::fixed("nobody hands in a week", "没有需要提交的成员"));
    table.title = Some(week.shown());
    let mut open = false;
    for person in people {
        let path = crate::store::Store::review_path(week, &person.id);
        let broken = problems.iter().find(|problem| problem.error.place.as_ref().is_some_and(|place| place.path == path));
        let one = PersonWeek {
            id: person.id.clone(),
            file: files.iter().find(|file| file.person == person.id).cloned(),
            expected: look::is_rep(desk, &person.id) && owners.contains(&person.id),
            unreadable: broken.map(|problem| problem.error.clone()),
            seen: Vec::new(),
        };
        let standing = Standing::of(desk, &one, deadline);
        let review = one.file.as_ref().map(|file| &file.review);
        let returned = review.map_or(0, |review| review.count(Verdict::Returned));
        open |= matches!(standing, Standing::Late | Standing::Unreadable) || returned > 0;
        let tone = match standing {
            Standing::Late | Standing::Unreadable => Tone::Bad,
            Standing::SubmittedLate => Tone::Warn,
            Standing::Submitted => Tone::Good,
            Standing::Awaited | Standing::Free | Standing::Exempt => Tone::Plain,
        };
        let number = |number: usize| Cell::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let count = |verdict| Cell::maybe(review, |review| number(review.count(verdict)));
        let returned = count(Verdict::Returned);
        let cells = vec![
            Cell::text(person.id.clone()),
            Cell::text(person.shown()),
            Cell::label(standing.code(), standing.shown()).toned(tone),
            desk.moment_cell(review.and_then(|review| review.submitted)),
            Cell::maybe(review, |review| number(review.clients.len())),
            count(Verdict::Approved),
            count(Verdict::Waiting),
            if returned == Cell::Number(0) { returned } else { returned.toned(Tone::Bad) },
            Cell::text(review.and_then(|review| review.gaps.clone()).unwrap_or_default()),
            Cell::text(week.to_string()),
        ];
        table.rows.push(Row::new(cells).id(&person.id));
    }
    let outcome = Outcome::tables("review-status", vec![table]).problems(problems).found(args.exit_code && open);
    Ok(match deadline {
        Some(deadline) => {
            let until = clock::moment(deadline.date(), Some(deadline.time()));
            outcome.note(Text::new(format!("due until {}", until.en), format!("提交截止：{}", until.zh)))
        }
        None => outcome,
    })
}
