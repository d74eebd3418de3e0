//! What every command works with: the settings, the records directory, the clock, who is at the keyboard.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use crate::cli::{Global, Tongues};
use crate::clock::{self, Clock, Direction, phrase};
use crate::config::{self, Origin, UserConfig};
use crate::error::{Error, Kind, Result};
use crate::lang::{Lang, Text};
use crate::record::{Moment, Person, TeamFile};
use crate::store::{ClientFile, Look, SETTINGS, Store};
use crate::text;
use crate::ui::{Ui, When};

/// Options of every command that writes.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Writing {
    /// Show the change as a diff and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// The settings of this run, before a records directory is needed.
#[derive(Debug)]
pub struct Context {
    /// The global options.
    pub global: Global,
    /// The user's own settings.
    pub user: UserConfig,
    /// The language of this run.
    pub lang: Lang,
    found: Result<Found>,
}

#[derive(Clone, Debug)]
struct Found {
    store: Store,
    team: Result<TeamFile>,
}

/// The records directory, opened.
#[derive(Debug)]
pub struct Desk {
    /// The files.
    pub store: Store,
    /// What the team agrees on.
    pub team: TeamFile,
    /// Now and today in the team's zone.
    pub clock: Clock,
    me: Option<(String, Origin)>,
}

/// A variable of the environment; an empty one counts as unset.
pub fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// What the answer goes to, as the environment and the global options make it.
pub fn screen(lang: Lang, global: &Global) -> Ui {
    let color = global.color.map_or(When::Auto, Into::into);
    let width = global.width.or_else(|| env("SALESREC_WIDTH")?.parse().ok());
    let no_input = global.no_input || env("SALESREC_NO_INPUT").is_some();
    Ui::detect(lang, color, width.map(usize::from), global.quiet, no_input)
}

impl Context {
    /// Gathers the settings of this run. A broken file of the user's own is the error beside it, so that its message
    /// can be shown in the right language.
    pub fn gather(global: Global) -> (Self, Result<()>) {
        let (user, trouble) = match UserConfig::path(&env).and_then(|path| UserConfig::load(&path)) {
            Ok(user) => (user, Ok(())),
            Err(error) => (UserConfig::default(), Err(error)),
        };
        let start = global.dir.clone().or_else(|| env("SALESREC_DIR").map(PathBuf::from));
        let found = Store::find(start.as_deref().unwrap_or_else(|| Path::new("."))).map(|store| {
            let team = store.text(SETTINGS).and_then(|text| team_file(&text));
            Found { store, team }
        });
        let team_lang = found.as_ref().ok().and_then(|found| found.team.as_ref().ok()?.team.language);
        let team_lang = team_lang.map(|lang| (lang, Origin::Directory(PathBuf::from(SETTINGS), 0)));
        let (lang, _) = config::language(global.lang.and_then(Tongues::one), &env, &user, team_lang);
        (Self { global, user, lang, found }, trouble)
    }

    /// The records directory without its settings, for commands that show or mend them.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn store(&self) -> Result<Store> {
        self.found.as_ref().map(|found| found.store.clone()).map_err(Clone::clone)
    }

    /// Opens the records directory.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Unreadable` when its salesrec.toml does not parse.
    pub fn desk(&self) -> Result<Desk> {
        let found = self.found.as_ref().map_err(Clone::clone)?;
        let team = found.team.clone()?;
        let clock = Clock::new(&team.team.timezone, env("SALESREC_NOW").as_deref())?;
        let me = config::me_name(self.global.me.as_deref(), &env, &self.user);
        Ok(Desk { store: found.store.clone(), team, clock, me })
    }
}

/// What salesrec.toml says, its time zone being one that there is.
fn team_file(text: &str) -> Result<TeamFile> {
    let path = Path::new(SETTINGS);
    let file: TeamFile = config::parse(path, text)?;
    clock::zone(&file.team.timezone).map_err(|error| error.at(config::place(path, text, &["team", "timezone"])))?;
    Ok(file)
}

impl Desk {
    /// Who is at the keyboard, and who said so.
    ///
    /// # Errors
    /// `Usage` when nobody says, or the name is nobody's of the team.
    pub fn me_from(&self) -> Result<(&Person, Origin)> {
        if let Some((said, origin)) = &self.me {
            let person = self.person(said).map_err(|error| error.cause(origin.describe()))?;
            return Ok((person, origin.clone()));
        }
        let mail = config::git_email(self.store.root());
        let known = mail.as_deref().and_then(|mail| {
            self.team
                .people
                .iter()
                .find(|person| person.email.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(mail)))
        });
        known.map(|person| (person, Origin::Git)).ok_or_else(|| self.nobody(mail.as_deref()))
    }

    fn nobody(&self, mail: Option<&str>) -> Error {
        let mut error = Error::new(Kind::Usage, Text::fixed("it is not known who you are", "不知道您是谁"));
        if let Some(mail) = mail {
            error = error.cause(text!(
                "git's user.email is {mail}, which is nobody's in salesrec.toml",
                "git 的 user.email 是 {mail}，salesrec.toml 中没有人用这个邮箱"
            ));
        }
        let first = self.team.people.iter().find(|person| person.active).map_or("ID", |person| &person.id);
        if self.team.people.is_empty() {
            error = error.hint(Text::fixed(
                "add yourself first: `salesrec person add zhang.san --name 张三 --email zhang@example.com`",
                "请先登记自己：`salesrec person add zhang.san --name 张三 --email zhang@example.com`",
            ));
        }
        error.hint(text!(
            "say it once with `salesrec config set me {first}`, or each time with `--as {first}`",
            "用 `salesrec config set me {first}` 设定一次，或每次加 `--as {first}`"
        ))
    }

    /// Who is at the keyboard.
    ///
    /// # Errors
    /// As [`Desk::me_from`].
    pub fn me(&self) -> Result<&Person> {
        self.me_from().map(|(person, _)| person)
    }

    /// The client that is meant, among those that the team works with.
    ///
    /// # Errors
    /// `NotFound`, `Ambiguous`.
    pub fn client(&self, said: &str) -> Result<ClientFile> {
        self.store.look_up(said, Look::Clients).map(|(file, _)| file)
    }

    /// A deadline as people say it; it looks forward.
    ///
    /// # Errors
    /// `Usage` when it is not understood, or lies in the past.
    pub fn deadline(&self, said: &str) -> Result<Moment> {
        let moment = self.moment(said, Direction::Forward)?;
        if moment.end(&self.clock) < self.clock.now() {
            let shown = crate::clock::moment(moment.date, moment.time);
            return Err(Error::new(
                Kind::Usage,
                Text::new(format!("{} is in the past", shown.en), format!("{} 已经过去", shown.zh)),
            )
            .hint(Text::fixed("a deadline lies ahead", "期限应在现在之后")));
        }
        Ok(moment)
    }

    /// The moment of a contact as people say it; it looks back.
    ///
    /// # Errors
    /// `Usage` when it is not understood, or lies ahead.
    pub fn past(&self, said: &str) -> Result<Moment> {
        let moment = self.moment(said, Direction::Back)?;
        if moment.start(&self.clock) > self.clock.now() {
            let shown = crate::clock::moment(moment.date, moment.time);
            return Err(Error::new(
                Kind::Usage,
                Text::new(format!("{} is still to come", shown.en), format!("{} 还没有到", shown.zh)),
            )
            .hint(Text::fixed(
                "what is planned is an action: `--next … --due …`",
                "计划中的事请用 `--next … --due …` 记为下一步",
            )));
        }
        Ok(moment)
    }

    /// A day as people say it, in a direction.
    ///
    /// # Errors
    /// `Usage` when it is not understood.
    pub fn day(&self, said: &str, direction: Direction) -> Result<NaiveDate> {
        phrase::parse(said, &self.clock, direction).map(|spoken| spoken.date)
    }

    fn moment(&self, said: &str, direction: Direction) -> Result<Moment> {
        let spoken = phrase::parse(said, &self.clock, direction)?;
        Ok(Moment { date: spoken.date, time: spoken.time, offset: None })
    }
}
