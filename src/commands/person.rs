use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::entry::line;
use super::{Context, Desk, Outcome, Writing};
use crate::config;
use crate::document::{Cell, Column, Document, Line, Row, Table, Tone};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::record::{Person, TeamFile};
use crate::store::{Change, SETTINGS};
use crate::text;

mod desk;
mod leave;

/// The people of the team: add one, list them, show one, let one go
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// What to do
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Clone, Debug)]
enum Verb {
    /// Add a person to salesrec.toml
    Add(Add),
    /// List the people of the team
    List(List),
    /// Show a person's clients, open deals and overdue actions
    Show(Show),
    /// Mark a person as having left; refused while anything waits for them
    Leave(leave::Args),
}

#[derive(ClapArgs, Clone, Debug)]
struct Add {
    /// What records call the person: lower-case letters, digits, dots, dashes and underscores
    #[arg(value_name = "ID")]
    id: String,
    /// The full name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The mail address; when git's user.email is the same, the tool knows who is typing
    #[arg(long, value_name = "MAIL")]
    email: Option<String>,
    /// The person's part in the team
    #[arg(long, value_name = "ROLE", default_value = "rep")]
    role: Part,
    /// The sales region
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// The person's manager, who must be on the team
    #[arg(long, value_name = "PERSON")]
    manager: Option<String>,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

#[derive(ClapArgs, Clone, Debug)]
struct List {
    /// Also those who have left
    #[arg(long)]
    all: bool,
}

#[derive(ClapArgs, Clone, Debug)]
struct Show {
    /// The person: id, name, mail, or a part only one has
    #[arg(value_name = "PERSON")]
    person: String,
}

/// The parts that people play in a team.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    #[value(alias = "销售")]
    Rep,
    #[value(alias = "经理")]
    Manager,
    #[value(alias = "内勤")]
    Assistant,
    #[value(alias = "财务")]
    Finance,
}

impl Part {
    const fn code(self) -> &'static str {
        match self {
            Self::Rep => "rep",
            Self::Manager => "manager",
            Self::Assistant => "assistant",
            Self::Finance => "finance",
        }
    }
}

/// Does what was asked.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let desk = context.desk()?;
    match args.verb {
        Verb::Add(args) => add(&args, &desk),
        Verb::List(args) => Ok(list(&args, &desk)),
        Verb::Show(args) => desk::show(&desk, desk.person(&args.person)?),
        Verb::Leave(args) => leave::run(&args, &desk),
    }
}

fn add(args: &Add, desk: &Desk) -> Result<Outcome> {
    free(args, desk)?;
    let manager = args.manager.as_deref().map(|said| desk.person(said)).transpose()?;
    let mut fields = vec![("id", args.id.clone())];
    let said = [("name", args.name.as_deref()), ("email", args.email.as_deref()), ("role", Some(args.role.code()))];
    let more = [("region", args.region.as_deref()), ("manager", manager.map(|person| person.id.as_str()))];
    for (key, value) in said.into_iter().chain(more) {
        if let Some(value) = value {
            fields.push((key, line(value, &Text::same(key))?));
        }
    }
    let path = Path::new(SETTINGS);
    let before = desk.store.text(SETTINGS)?;
    let after = config::append_person(path, &before, &fields)?;
    let team: TeamFile = config::parse(path, &after)?;
    let Some(person) = team.people.iter().find(|person| person.id == args.id) else {
        return Err(Error::new(Kind::Defect, text!("the person was not added", "未能加入成员")));
    };
    if !args.writing.dry_run {
        desk.store.overwrite(path, &before, &after)?;
    }
    let change = Change { path: PathBuf::from(SETTINGS), before, after };
    let mut document = Document::new();
    let added = Line::new().good(Text::fixed("Added ", "已加入 ")).strong(person.shown().to_string());
    document.paragraph(added.plain("  ").plain(person.id.clone()).plain("  ").dim(person.role.shown()));
    let outcome = Outcome::written("person", &change, args.writing.dry_run, document, desk::facts(person));
    let unknown = desk.me().is_err() && !args.writing.dry_run;
    Ok(if unknown && !is_at_keyboard(desk, person) {
        let id = &person.id;
        outcome.note(text!("if that is you: `salesrec config set me {id}`", "如果这就是您：`salesrec config set me {id}`"))
    } else {
        outcome
    })
}

/// Whether git's mail tells already that the person is typing.
fn is_at_keyboard(desk: &Desk, person: &Person) -> bool {
    let mail = config::git_email(desk.store.root());
    person.email.as_deref().zip(mail.as_deref()).is_some_and(|(own, mail)| own.eq_ignore_ascii_case(mail))
}

/// # Errors
/// `Usage` when the id or the mail address is none, `Conflict` when somebody has it already.
fn free(args: &Add, desk: &Desk) -> Result<()> {
    let id = &args.id;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    if id.is_empty() || !id.chars().all(fits) || !id.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Err(Error::new(Kind::Usage, text!("“{id}” is no id for a person", "“{id}”不能用作成员编号")).hint(
            Text::fixed(
                "lower-case letters, digits, `.`, `-` and `_`, such as `zhang.san`; the full name goes into --name",
                "只用小写字母、数字和 `.`、`-`、`_`，如 `zhang.san`；姓名请写在 --name 中",
            ),
        ));
    }
    if let Some(mail) = args.email.as_deref().filter(|mail| !mail.contains('@')) {
        return Err(Error::new(Kind::Usage, text!("“{mail}” is no mail address", "“{mail}”不是邮箱地址")));
    }
    let same_id = |person: &&Person| person.id == *id;
    let same_mail = |person: &&Person| {
        person.email.as_deref().zip(args.email.as_deref()).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
    };
    let people = &desk.team.people;
    let (taken, by) = match (people.iter().find(same_id), people.iter().find(same_mail)) {
        (Some(person), _) => (id.as_str(), person),
        (None, Some(person)) => (args.email.as_deref().unwrap_or_default(), person),
        (None, None) => return Ok(()),
    };
    let (name, who) = (by.shown(), &by.id);
    let message = text!("“{taken}” is taken by {name} ({who})", "“{taken}”已由 {name}（{who}）使用");
    let mut error = Error::new(Kind::Conflict, message);
    if !by.active {
        error = error.hint(Text::fixed(
            "who has come back needs no new entry: set `active = true` in salesrec.toml",
            "回归的成员无须重新加入：在 salesrec.toml 中改为 `active = true`",
        ));
    }
    Err(error)
}

fn list(args: &List, desk: &Desk) -> Outcome {
    let columns = vec![
        Column::new("id", Text::fixed("id", "编号")),
        Column::new("name", Text::fixed("name", "姓名")),
        Column::new("role", Text::fixed("role", "角色")),
        Column::new("region", Text::fixed("region", "区域")),
        Column::data("manager"),
        Column::new("email", Text::fixed("mail", "邮箱")).grow(),
        Column { data: !args.all, ..Column::new("status", Text::fixed("status", "状态")) },
    ];
    let nobody = Text::fixed(
        "nobody yet: `salesrec person add zhang.san --name 张三 --email zhang@example.com`",
        "还没有成员：`salesrec person add zhang.san --name 张三 --email zhang@example.com`",
    );
    let mut table = Table::new(columns, nobody);
    table.rows = desk.team.people.iter().filter(|person| args.all || person.active).map(row).collect();
    Outcome::tables("people", vec![table])
}

fn row(person: &Person) -> Row {
    let words = |words: &Option<String>| Cell::text(words.clone().unwrap_or_default());
    let status = if person.active { Text::fixed("active", "在职") } else { Text::fixed("left", "离职") };
    let row = Row::new(vec![
        Cell::text(person.id.clone()),
        words(&person.name),
        Cell::label(person.role.code(), person.role.shown()),
        words(&person.region),
        words(&person.manager),
        words(&person.email),
        Cell::label(if person.active { "active" } else { "left" }, status),
    ]);
    let row = row.id(person.id.clone());
    if person.active { row } else { row.toned(Tone::Dim) }
}
