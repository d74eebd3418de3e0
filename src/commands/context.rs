//! What every command works with: the settings, the records directory, the clock, who is at the keyboard.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDateTime, TimeDelta};
use clap::Args;

use crate::cli::{Global, Tongues};
use crate::clock::{self, Calendar, Clock, Direction, phrase};
use crate::config::{self, Origin, UserConfig};
use crate::error::{Error, Kind, Result};
use crate::lang::{Lang, Text, quoted};
use crate::record::{Moment, Person, TeamFile};
use crate::store::{ClientFile, Look, Occasion, Problem, SETTINGS, Store};
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
    noticed: Arc<OnceLock<Problem>>,
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
    /// Where questions are asked, when there is somebody to answer.
    pub ui: Ui,
    me: Option<(String, Origin)>,
    calendar: OnceLock<Result<Calendar>>,
    noticed: Arc<OnceLock<Problem>>,
    /// Where it is kept between commands which client was named last.
    state: Option<PathBuf>,
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
        (Self { global, user, lang, found, noticed: Arc::default() }, trouble)
    }

    /// The records directory without its settings, for commands that show or mend them.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn store(&self) -> Result<Store> {
        let found = self.found.as_ref().map_err(Clone::clone)?;
        let zone = found.team.as_ref().map_or("UTC", |team| &team.team.timezone);
        let clock = Clock::new(zone, env("SALESREC_NOW").as_deref())?;
        found.store.begin(|| self.occasion(&clock));
        Ok(found.store.clone())
    }

    /// Who sits at this keyboard, as far as the user says it for all commands; steps of others are not taken back.
    pub fn by(&self) -> Option<String> {
        config::me_name(None, &env, &self.user).map(|(name, _)| name)
    }

    /// What is noted of this run when it writes.
    fn occasion(&self, clock: &Clock) -> Occasion {
        let words = std::env::args_os().skip(1).map(|word| quoted(&word.to_string_lossy()));
        let command = std::iter::once("salesrec".to_string()).chain(words).collect::<Vec<_>>().join(" ");
        Occasion { command, at: clock.minute().format("%Y-%m-%d %H:%M").to_string(), by: self.by() }
    }

    /// What was noticed on the way to the answer, and belongs beside it.
    pub fn noticed(&self) -> Option<Problem> {
        self.noticed.get().cloned()
    }

    /// Opens the records directory.
    ///
    /// # Errors
    /// `NotFound` when there is none, `Unreadable` when its salesrec.toml does not parse.
    pub fn desk(&self) -> Result<Desk> {
        let found = self.found.as_ref().map_err(Clone::clone)?;
        let team = found.team.clone()?;
        let clock = Clock::new(&team.team.timezone, env("SALESREC_NOW").as_deref())?;
        found.store.begin(|| self.occasion(&clock));
        let me = config::me_name(self.global.me.as_deref(), &env, &self.user);
        let (calendar, noticed) = (OnceLock::new(), Arc::clone(&self.noticed));
        let (ui, state) = (screen(self.lang, &self.global), UserConfig::state(&env));
        Ok(Desk { store: found.store.clone(), team, clock, ui, me, calendar, noticed, state })
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
    /// As [`Desk::find`].
    pub fn client(&self, said: &str) -> Result<ClientFile> {
        self.find(said, Look::Clients).map(|(file, _)| file)
    }

    /// The days that the team works.
    ///
    /// # Errors
    /// When the file of holidays that salesrec.toml names cannot be read.
    pub fn calendar(&self) -> Result<&Calendar> {
        let read = || {
            let Some(name) = &self.team.team.holidays else { return Ok(Calendar::weekends_only()) };
            match Calendar::builtin(name) {
                Some(calendar) => Ok(calendar),
                None => Calendar::from_text(Path::new(name), &self.store.text(name)?),
            }
        };
        self.calendar.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// The warning that the holidays of a year are not known, when the team names a calendar.
    pub fn without_holidays(&self, year: i32) -> Option<Problem> {
        let name = self.team.team.holidays.as_ref()?;
        self.calendar().ok().filter(|calendar| !calendar.covers(year))?;
        let error = Error::new(
            Kind::Unreadable,
            text!(
                "{name} has no holidays of {year}: only weekends are free",
                "{name} 没有 {year} 年的节假日：只按周末计算"
            ),
        );
        let path = Path::new(SETTINGS);
        Some(Problem::warning(error.at(config::place(path, &self.store.text(SETTINGS).ok()?, &["team", "holidays"]))))
    }

    /// Keeps which client a command named, for commands that name none.
    pub(super) fn keep_recent(&self, file: &ClientFile) {
        if let Some(state) = &self.state {
            self.store.keep_recent(state, file, self.clock.now());
        }
    }

    /// The client that a command of the last hour named, and when.
    pub fn recent(&self) -> Option<(ClientFile, NaiveDateTime)> {
        let (file, at) = self.store.recent(self.state.as_deref()?)?;
        let age = self.clock.now() - at;
        (age >= TimeDelta::zero() && age <= TimeDelta::hours(1)).then_some((file, at))
    }

    /// A deadline as people say it; it looks forward.
    ///
    /// # Errors
    /// `Usage` when it is not understood, or lies in the past.
    pub fn deadline(&self, said: &str) -> Result<Moment> {
        self.moment(said, Direction::Forward)
    }

    /// The moment of a contact as people say it; it looks back.
    ///
    /// # Errors
    /// `Usage` when it is not understood, or lies ahead.
    pub fn past(&self, said: &str) -> Result<Moment> {
        self.moment(said, Direction::Back)
    }

    fn moment(&self, said: &str, direction: Direction) -> Result<Moment> {
        let spoken = phrase::parse(said, &self.clock, direction, &|| self.calendar())?;
        if let Some(problem) = spoken.unlisted.and_then(|year| self.without_holidays(year)) {
            // Once is enough, however many dates a command has.
            let _ = self.noticed.set(problem);
        }
        Ok(Moment { date: spoken.date, time: spoken.time, offset: None })
    }
}
