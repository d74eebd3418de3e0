use clap::{Args as ClapArgs, Subcommand};
use rust_decimal::Decimal;
use serde_json::json;

use super::entry::{amount, currency};
use super::shown::{object, record_json};
use super::{Context, Desk, Outcome, Writing};
use crate::clock::{Period, phrase};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, quoted};
use crate::record::{Amount, Goal, Person, Target, Targets};
use crate::store::{Problem, Store};
use crate::text;

/// Set what the team and its people are to reach
///
/// Targets are by year, quarter or month, of the team or of a person: a sum to be signed, a number of deals, a number of new
/// clients. `report targets` holds them against what was signed and paid.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Set a target; what is not named stays
    Set(Set),
    /// Take a target away
    Remove(Remove),
    /// List the targets
    List(List),
}

#[derive(ClapArgs, Clone, Debug)]
struct Set {
    /// The year, quarter or month: `2026`, `2026-Q3`, `next quarter`, `2026-07`
    #[arg(value_name = "PERIOD")]
    period: String,
    /// Whose target; the team's, when absent
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
    /// The sum to be signed: `1.2m`, `480000`, `120万`, `USD 30k`
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: Option<String>,
    /// The currency, an ISO 4217 code; not needed for the team's
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// How many deals are to be signed
    #[arg(long, value_name = "NUMBER")]
    deals: Option<u32>,
    /// How many clients are to sign for the first time
    #[arg(long, value_name = "NUMBER")]
    new_clients: Option<u32>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct Remove {
    /// The year, quarter or month
    #[arg(value_name = "PERIOD")]
    period: String,
    /// Whose target; the team's, when absent
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct List {
    /// Only what lies in this year, quarter or month; this year, when absent
    #[arg(value_name = "PERIOD")]
    period: Option<String>,
    /// Only this person's
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
}

/// Does it.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.what {
        What::Set(args) => set(&args, &desk),
        What::Remove(args) => remove(&args, &desk),
        What::List(args) => list(&args, &desk),
    }
}

fn set(args: &Set, desk: &Desk) -> Result<Outcome> {
    let period = phrase::period(&args.period, &desk.clock)?;
    let person = whose(desk, args.person.as_deref())?;
    if args.amount.is_none() && args.currency.is_none() && args.deals.is_none() && args.new_clients.is_none() {
        let typed = quoted(&args.period);
        return Err(Error::new(Kind::Usage, Text::fixed("nothing to set", "没有要设定的内容")).hint(text!(
            "for example `salesrec target set {typed} --amount 480k --deals 5 --new-clients 2`",
            "例如：`salesrec target set {typed} --amount 48万 --deals 5 --new-clients 2`"
        )));
    }
    let team = &desk.team.team.currency;
    let money = args.amount.as_deref().map(|said| amount(said, team)).transpose()?;
    if let Some(money) = money.as_ref().filter(|money| money.amount.0.is_sign_negative()) {
        let said = &money.amount;
        return Err(Error::new(Kind::Usage, text!("{said} is no target", "{said} 不能作为目标")));
    }
    let named = args.currency.as_deref().map(currency).transpose()?;
    let own = money.as_ref().and_then(|money| money.currency).map(str::to_string);
    if let (Some(one), Some(other)) = (&named, &own)
        && one != other
    {
        let message = text!("the amount is in {other}, --currency says {one}", "金额的币种是 {other}，--currency 写的是 {one}");
        return Err(Error::new(Kind::Usage, message));
    }
    let said = named.or(own);
    let (change, (before, after)) = desk.store.change_targets(period.in_year(), args.writing.dry_run, |targets| {
        let at = targets.position(period, person.map(|person| person.id.as_str())).unwrap_or_else(|| {
            targets.targets.push(Target::new(period, person.map(|person| person.id.clone())));
            targets.targets.len() - 1
        });
        let target = &mut targets.targets[at];
        let before = target.clone();
        if let Some(money) = &money {
            target.amount = Some(money.amount);
            // A new amount without a currency is in the team's.
            target.currency = None;
        }
        if let Some(said) = &said {
            target.currency = Some(said.clone()).filter(|said| said != team);
        }
        target.deals = args.deals.or(target.deals);
        target.new_clients = args.new_clients.or(target.new_clients);
        if target.currency.is_some() && target.amount.is_none() {
            return Err(Error::new(Kind::Usage, Text::fixed("a currency needs an amount: --amount", "有币种还需要金额：--amount")));
        }
        Ok((before, target.clone()))
    })?;
    let said = if before.is_empty() { Text::fixed("Set the target", "已设定目标") } else { Text::fixed("Changed the target", "已修改目标") };
    let mut pairs = Vec::new();
    for (name, before, after) in figures(desk, &before).into_iter().zip(figures(desk, &after)).map(|(b, a)| (a.0, b.1, a.1)) {
        let Some(after) = after else { continue };
        let line = match before {
            Some(before) if before != after => Line::new().dim(before).plain(" → ").strong(after),
            Some(_) => Line::from(after),
            None => Line::new().strong(after),
        };
        pairs.push((name, line));
    }
    Ok(told("target-set", desk, &change, args.writing, said, &after, pairs))
}

fn remove(args: &Remove, desk: &Desk) -> Result<Outcome> {
    let period = phrase::period(&args.period, &desk.clock)?;
    let person = whose(desk, args.person.as_deref())?;
    let path = Store::target_path(period.in_year());
    if desk.store.root().join(&path).symlink_metadata().is_err() {
        return Err(absent(desk, period, person));
    }
    let (change, gone) = desk.store.change_targets(period.in_year(), args.writing.dry_run, |targets| {
        let at = targets.position(period, person.map(|person| person.id.as_str()));
        at.map(|at| targets.targets.remove(at)).ok_or_else(|| absent(desk, period, person).at(Place::file(path)))
    })?;
    let pairs = figures(desk, &gone).into_iter().filter_map(|(name, value)| Some((name, Line::new().dim(value?))));
    let said = Text::fixed("Took the target away", "已删除目标");
    Ok(told("target-remove", desk, &change, args.writing, said, &gone, pairs.collect()))
}

fn absent(desk: &Desk, period: Period, person: Option<&Person>) -> Error {
    let (name, shown) = (name(desk, person.map(|person| person.id.as_str())), period.shown());
    Error::new(
        Kind::NotFound,
        Text::new(format!("{} has no target for {}", name.en, shown.en), format!("{}在{}没有目标", name.zh, shown.zh)),
    )
    .hint(Text::fixed("`salesrec target list` shows what there is", "`salesrec target list` 列出已有的目标"))
}

/// The answer of what was written.
fn told(
    kind: &'static str,
    desk: &Desk,
    change: &crate::store::Change,
    writing: Writing,
    said: Text,
    target: &Target,
    pairs: Vec<(Text, Line)>,
) -> Outcome {
    let mut document = Document::new();
    let name = name(desk, target.person.as_deref());
    document.paragraph(Line::new().good(said).plain("  ").strong(target.period.map(Period::shown).unwrap_or_default()).plain("  ").plain(name));
    document.push(Block::Pairs(pairs));
    Outcome::written(kind, change, writing.dry_run, document, object(json!({"target": record_json(target)})))
}

/// The person that `--person` names.
fn whose<'d>(desk: &'d Desk, said: Option<&str>) -> Result<Option<&'d Person>> {
    said.map(|said| desk.person_or_me(said)).transpose()
}

/// Whose a target is.
fn name(desk: &Desk, person: Option<&str>) -> Text {
    person.map_or(Text::fixed("the team", "团队"), |person| Text::same(desk.person_name(person)))
}

/// The figures of a target with their names, as people read them.
fn figures(desk: &Desk, target: &Target) -> [(Text, Option<Text>); 3] {
    let currency = target.currency.as_deref().unwrap_or(&desk.team.team.currency);
    let number = |number: Option<u32>| number.map(|number| Cell::Number(number.into()).words());
    [
        (Text::fixed("amount", "金额"), target.amount.map(|amount| Cell::amount(amount.0, currency).words())),
        (Text::fixed("deals", "成交单数"), number(target.deals)),
        (Text::fixed("new clients", "新客户"), number(target.new_clients)),
    ]
}

fn list(args: &List, desk: &Desk) -> Result<Outcome> {
    let today = desk.clock.today();
    let within = match &args.period {
        Some(said) => phrase::period(said, &desk.clock)?,
        None => Period::of(today, crate::clock::Span::Year).ok_or_else(|| {
            Error::new(Kind::Usage, Text::fixed("the calendar does not go that far", "超出日历的范围"))
        })?,
    };
    let person = whose(desk, args.person.as_deref())?;
    let (files, problems) = desk.store.targets(&desk.team.people);
    let file = files.into_iter().find(|file| file.year == within.in_year());
    let mut outcome = Outcome::tables("targets", vec![table(desk, file.as_ref().map(|file| &file.targets), within, person)]);
    for note in file.iter().filter(|_| person.is_none()).flat_map(|file| differences(desk, &file.targets, within)) {
        outcome = outcome.note(note);
    }
    let own = |problem: &Problem| {
        let place = problem.error.place.as_ref();
        place.is_none_or(|place| place.path == Store::target_path(within.in_year()) || !is_of_a_year(&place.path))
    };
    Ok(outcome.problems(problems.into_iter().filter(own).collect()))
}

/// Whether a file of targets is named after a year, so that it has nothing to do with the others.
fn is_of_a_year(path: &std::path::Path) -> bool {
    path.file_stem().and_then(std::ffi::OsStr::to_str).is_some_and(|stem| stem.parse::<i32>().is_ok())
}

/// Every period of the year that lies in `within`, in order.
fn periods(within: Period) -> Vec<Period> {
    let mut all = vec![within];
    for part in within.parts() {
        all.extend(periods(part));
    }
    all
}

fn table(desk: &Desk, targets: Option<&Targets>, within: Period, person: Option<&Person>) -> Table {
    let columns = vec![
        Column::new("period", Text::fixed("Period", "期间")),
        Column::new("person", Text::fixed("Whose", "归属")),
        Column::amount("amount", Text::fixed("Amount", "金额")),
        Column::number("deals", Text::fixed("Deals", "成交单数")),
        Column::number("new_clients", Text::fixed("New clients", "新客户")),
        Column::new("source", Text::fixed("Is", "来源")),
    ];
    let shown = within.shown();
    let empty = Text::new(
        format!("no targets for {}: `salesrec target set {within} --amount 480k`", shown.en),
        format!("{}没有目标：`salesrec target set {within} --amount 48万`", shown.zh),
    );
    let mut table = Table::new(columns, empty);
    let Some(targets) = targets else { return table };
    let people: Vec<&str> = desk.team.people.iter().map(|person| person.id.as_str()).collect();
    for period in periods(within) {
        let own = people.iter().copied().filter(|id| person.is_none_or(|person| person.id == *id)).map(Some);
        for whose in person.is_none().then_some(None).into_iter().chain(own) {
            let goal = targets.goal(period, whose);
            if goal.is_set() {
                table.rows.push(row(desk, targets, period, whose, &goal));
            }
        }
    }
    table
}

fn row(desk: &Desk, targets: &Targets, period: Period, person: Option<&str>, goal: &Goal) -> Row {
    let written = targets.position(period, person).is_some();
    let source = match written {
        true => Cell::label("written", Text::fixed("set", "设定")),
        false => Cell::label("summed", Text::fixed("added up", "合计")).toned(Tone::Dim),
    };
    let currency = goal.currency.as_deref().unwrap_or(&desk.team.team.currency);
    let number = |number: Option<u32>| Cell::maybe(number, |number| Cell::Number(number.into()));
    Row::new(vec![
        Cell::label(period.to_string(), period.shown()),
        person.map_or(Cell::label("team", name(desk, None)), |id| Cell::label(id, name(desk, Some(id)))),
        Cell::maybe(goal.amount, |amount| Cell::amount(amount, currency)),
        number(goal.deals),
        number(goal.new_clients),
        source,
    ])
}

/// Where the sums of the people's targets are not the team's.
fn differences(desk: &Desk, targets: &Targets, within: Period) -> Vec<Text> {
    let mut said = Vec::new();
    for period in periods(within) {
        let Some(at) = targets.position(period, None) else { continue };
        let (team, people) = (&targets.targets[at], targets.of_people(period));
        let (Some(Amount(whole)), Some(sum)) = (team.amount, people.amount) else { continue };
        if people.currency != team.currency || whole == sum {
            continue;
        }
        let currency = team.currency.as_deref().unwrap_or(&desk.team.team.currency);
        let words = |amount: Decimal| Cell::amount(amount, currency).words().en.into_owned();
        let (shown, whole, sum) = (period.shown(), words(whole), words(sum));
        said.push(Text::new(
            format!("{}: the people's targets add up to {sum}, the team's is {whole}", shown.en),
            format!("{}：各成员目标合计 {sum}，团队目标 {whole}", shown.zh),
        ));
    }
    said
}
