use std::path::Path;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::answer::DRY_RUN;
use super::{Command, Context, Desk, Outcome, Writing, env};
use crate::config::{self, Origin, Setting, UserConfig};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table, Tone};
use crate::error::{Error, Kind, Result};
use crate::lang::{Lang, Text};
use crate::store::{self, Problem, SETTINGS, Severity};
use crate::text;

/// Show every setting and where it came from; set your own
///
/// A flag goes before a variable SALESREC_…, that before your own file, that before salesrec.toml of the records
/// directory, that before the default. Who you are is also known from git's user.email.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Show where each value came from
    #[arg(long)]
    origin: bool,
    /// What to do instead
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand, Clone, Debug)]
enum Verb {
    /// Set a value in your own file: me, language, editor or aliases.NAME
    Set(Set),
    /// Print the path of your own file
    Path,
}

#[derive(ClapArgs, Clone, Debug)]
struct Set {
    /// me, language, editor or aliases.NAME, which makes NAME stand for the words of a command
    #[arg(value_name = "KEY")]
    key: String,
    /// The value: a person of the team, zh or en, a command, words such as "log --method phone"
    #[arg(value_name = "VALUE")]
    value: String,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Does what was asked.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    match args.verb {
        Some(Verb::Set(set)) => change(&set, context),
        Some(Verb::Path) => Ok(Outcome::text("config", UserConfig::path(&env)?.display().to_string())),
        None => show(args.origin, context),
    }
}

fn change(set: &Set, context: &Context) -> Result<Outcome> {
    if let Some(name) = set.key.strip_prefix("aliases.") {
        alias(name, &set.value)?;
    }
    // Where there is a team, a slip in a name shows now and not in the next command.
    let value = match (set.key.as_str(), context.desk()) {
        ("me", Ok(desk)) => desk.person(&set.value)?.id.clone(),
        _ => set.value.clone(),
    };
    let path = UserConfig::path(&env)?;
    let text = config::set_user(&path, &set.key, &value)?;
    if set.writing.dry_run {
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let diff = store::unified(&path, &before, &text);
        let data = json!({"key": set.key, "value": value, "path": path.display().to_string(), "written": false, "diff": diff});
        let document = Document { blocks: vec![Block::Diff(diff)] };
        return Ok(Outcome::document("config", document, data).note(DRY_RUN));
    }
    store::save(&path, &text)?;
    let user = UserConfig::load(&path)?;
    let setting = user.settings.iter().find(|setting| setting.key == set.key);
    let value = setting.map_or(value, |setting| setting.value.clone());
    let mut document = Document::new();
    let line = Line::new().good(Text::fixed("Set ", "已设置 ")).plain(set.key.clone()).plain(" = ").strong(value.clone());
    document.paragraph(line.plain("  ").dim(path.display().to_string()));
    let data = json!({"key": set.key, "value": value, "path": path.display().to_string(), "written": true});
    Ok(Outcome::document("config", document, data))
}

/// Refuses an own name that would never be taken, or that stands for nothing.
fn alias(name: &str, value: &str) -> Result<()> {
    if Command::alone(name).is_some() || name == "help" {
        return Err(Error::new(
            Kind::Refused,
            text!("`{name}` is a command, which no alias replaces", "`{name}` 是命令，别名不能取代它"),
        ));
    }
    if name.is_empty() || name.starts_with('-') || name.contains(char::is_whitespace) {
        return Err(Error::new(Kind::Usage, text!("“{name}” is no name to type as a command", "“{name}”不能当作命令来输入")));
    }
    let words = shlex::split(value).unwrap_or_default();
    let first = words.iter().find(|word| !word.starts_with('-')).map_or("", String::as_str);
    if Command::alone(first).is_none() {
        let error = Error::new(Kind::Usage, text!("“{value}” begins with no command", "“{value}”不是以命令开头的"));
        return Err(error.hint(text!(
            "such as `salesrec config set aliases.{name} \"log --method phone\"`",
            "例如 `salesrec config set aliases.{name} \"log --method phone\"`"
        )));
    }
    Ok(())
}

fn show(origin: bool, context: &Context) -> Result<Outcome> {
    let desk = context.desk();
    let of_team = desk.as_ref().map_or_else(|_| Ok(Vec::new()), of_team)?;
    let (me, trouble) = me(context, desk.as_ref());
    let team_language = of_team.iter().find(|setting| setting.key == "team.language");
    let team_language = team_language.and_then(|own| Some((Lang::from_name(&own.value)?, own.origin.clone())));
    let (language, language_from) = config::language(context.global.lang.and_then(crate::cli::Tongues::one), &env, &context.user, team_language);
    let (editor, editor_from) = config::editor(&env, &context.user);
    let mut settings =
        vec![me, setting("language", language.code(), language_from), setting("editor", &editor, editor_from)];
    if let Ok(store) = context.store() {
        let from = match &context.global.dir {
            Some(_) => Origin::Flag("--dir"),
            None if env("SALESREC_DIR").is_some() => Origin::Environment("SALESREC_DIR"),
            None => Origin::Above,
        };
        settings.push(setting("directory", &store.root().display().to_string(), from));
    }
    settings.extend(context.user.settings.iter().filter(|own| own.key.starts_with("aliases.")).cloned());
    if let Some(now) = env("SALESREC_NOW") {
        settings.push(setting("now", &now, Origin::Environment("SALESREC_NOW")));
    }
    settings.extend(of_team);
    let mut outcome = Outcome::tables("config", vec![table(&settings, origin)]);
    outcome.problems.extend(trouble);
    Ok(match &desk {
        Err(error) if error.kind == Kind::NotFound => outcome.note(Text::fixed(
            "this is not in a records directory: only your own settings are shown",
            "当前不在记录目录中：只显示您自己的设置",
        )),
        _ => outcome,
    })
}

/// Who is at the keyboard, by name alone where there is no team to look it up in; and what is wrong with that.
fn me(context: &Context, desk: Result<&Desk, &Error>) -> (Setting, Option<Problem>) {
    let problem = |severity, error: &Error| Some(Problem { severity, error: error.clone() });
    let trouble = match desk {
        Ok(desk) => match desk.me_from() {
            Ok((person, from)) => return (setting("me", &person.id, from), None),
            Err(error) => problem(Severity::Warning, &error),
        },
        Err(error) if error.kind == Kind::NotFound => None,
        Err(error) => problem(Severity::Error, error),
    };
    let said = config::me_name(context.global.me.as_deref(), &env, &context.user);
    let mail = || Some((config::git_email(Path::new(".")).filter(|_| desk.is_err())?, Origin::Git));
    let (value, origin) = said.or_else(mail).unwrap_or((String::new(), Origin::Default));
    (setting("me", &value, origin), trouble)
}

fn setting(key: &str, value: &str, origin: Origin) -> Setting {
    Setting { key: key.to_string(), value: value.to_string(), origin }
}

/// What salesrec.toml says, and what holds where it says nothing.
fn of_team(desk: &Desk) -> Result<Vec<Setting>> {
    let text = desk.store.text(SETTINGS)?;
    let mut settings = config::flatten(Path::new(SETTINGS), &text, Origin::Directory)?;
    let team = &desk.team.team;
    for (key, value) in
        [("team.timezone", team.timezone.as_str()), ("team.currency", &team.currency), ("team.folders", "flat")]
    {
        if settings.iter().all(|setting| setting.key != key) {
            settings.push(setting(key, value, Origin::Default));
        }
    }
    Ok(settings)
}

fn table(settings: &[Setting], origin: bool) -> Table {
    let from = Column { data: !origin, ..Column::new("origin", Text::fixed("from", "来源")) };
    let columns = vec![
        Column::new("key", Text::fixed("setting", "设置")),
        Column::new("value", Text::fixed("value", "值")).grow(),
        Column { data: true, ..Column::new("source", Text::default()) },
        from,
    ];
    let mut table = Table::new(columns, Text::fixed("no settings", "没有设置"));
    table.rows = settings
        .iter()
        .map(|setting| {
            let words = setting.origin.describe();
            let row = Row::new(vec![
                Cell::text(setting.key.clone()),
                Cell::text(setting.value.clone()),
                Cell::text(source(&setting.origin)),
                Cell::label(words.en.clone(), words).toned(Tone::Dim),
            ]);
            row.id(setting.key.clone())
        })
        .collect();
    table
}

/// The kind of place that a value came from, for programs.
const fn source(origin: &Origin) -> &'static str {
    match origin {
        Origin::Flag(_) => "flag",
        Origin::Environment(_) => "environment",
        Origin::User(..) => "user",
        Origin::Directory(..) => "directory",
        Origin::Git => "git",
        Origin::Locale(_) => "locale",
        Origin::Above => "above",
        Origin::Default => "default",
    }
}
