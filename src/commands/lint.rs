mod baseline;
mod changed;
mod explain;
mod fixes;
mod forms;

use std::path::{Path, PathBuf};

use chrono::Datelike;
use clap::{Args as ClapArgs, ValueEnum};

use self::baseline::Baseline;
use self::changed::{Chosen, Staged};
use self::forms::Output;
use super::{Context, Desk, Outcome, git};
use crate::document::{Cell, Column, Row, Table};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::lint::{ALL, Fixable, History, Level, LineTimes, Linted};
use crate::store::{ClientFile, Shelf, absolute};
use crate::text;

/// Check the records: complete, true, in time
///
/// All files of clients, targets, reviews and handovers are checked in one run; each finding has its place, what is wrong and what mends it. The
/// exit code is 1 when one is at or above `--fail-on`. Levels and options of the rules stand under [lint] in salesrec.toml. git is asked when
/// lines were committed (`recorded-against-git`) only of files that are named or changed, or with `--select recorded-against-git`: it takes a
/// moment a file.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// Only these files and folders
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only files that differ from REV: a commit or branch, when absent where this branch left the main one
    #[arg(long, value_name = "REV", num_args = 0..=1, default_missing_value = "")]
    changed: Option<String>,
    /// Only what the next commit changes, as it is staged
    #[arg(long, conflicts_with_all = ["changed", "fix", "unsafe_fixes", "diff", "write_baseline"])]
    staged: bool,
    /// Only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Without these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Only findings of this level or worse
    #[arg(long, value_name = "LEVEL")]
    level: Option<AtLeast>,
    /// The exit code is 1 when there is a finding of this level or worse
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// How often each rule finds something
    #[arg(long, conflicts_with = "output")]
    statistics: bool,
    /// Print the document of a rule
    #[arg(long, value_name = "RULE", conflicts_with_all = [
        "paths", "changed", "staged", "select", "ignore", "level", "statistics", "fix", "unsafe_fixes", "diff", "baseline",
        "write_baseline", "output", "all",
    ])]
    explain: Option<String>,
    /// Mend what can be mended without changing what a record means
    #[arg(long)]
    fix: bool,
    /// Mend also what somebody should look at afterwards
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show the fixes as a diff and write nothing
    #[arg(long)]
    diff: bool,
    /// Leave out the findings that FILE lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// List the present findings in FILE, so that only new ones count from now on
    #[arg(long, value_name = "FILE", conflicts_with_all = [
        "paths", "changed", "baseline", "fix", "unsafe_fixes", "diff",
    ])]
    write_baseline: Option<PathBuf>,
    /// Print in this form, or write it to FILE; several are made at once
    #[arg(long, value_name = "FORM[=FILE]", value_parser = forms::output)]
    output: Vec<Output>,
    /// Check the archive too
    #[arg(long)]
    all: bool,
}

/// A level of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AtLeast {
    /// Must be mended
    Error,
    /// Should be mended
    Warning,
    /// Worth knowing
    Info,
}

/// The level from which on the run counts as failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Must be mended
    Error,
    /// Should be mended
    Warning,
    /// Worth knowing
    Info,
    /// Whatever is found
    Never,
}

impl Args {
    /// Whether git is asked when lines were committed: it takes a process a file, so only for files that are named or
    /// changed, or when the rule that wants to know is asked for by its name.
    fn asks_git(&self) -> bool {
        let wanted = self.changed.is_some() || !self.paths.is_empty();
        // What is staged has not been committed.
        !self.staged && (wanted || self.select.iter().any(|rule| rule == "recorded-against-git"))
    }
}

impl AtLeast {
    const fn level(self) -> Level {
        match self {
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Info => Level::Info,
        }
    }
}

impl FailOn {
    const fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Info => Some(Level::Info),
            Self::Never => None,
        }
    }
}

/// Checks the records.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    if let Some(said) = &args.explain {
        return explain::told(said, context.lang);
    }
    let mut desk = context.desk()?;
    let mut written = args.output.iter().filter_map(|output| output.file.as_ref()).chain(&args.write_baseline);
    written.try_for_each(|path| desk.spare(path))?;
    args.write_baseline.as_deref().map_or(Ok(()), baseline::may_be)?;
    let staged = args.staged.then(|| Staged::of(&mut desk.store)).transpose()?;
    let checks = desk.checks(&args.select, &args.ignore)?;
    let blame =
        |file: &ClientFile| git::blame(desk.store.root(), &file.path).map(|said| LineTimes::from_porcelain(&said));
    let mut engine = desk.engine(&checks);
    if args.asks_git() {
        engine.history = Some(History(&blame));
    }
    let baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    let (Chosen { clients: mut files, filed }, unlisted) = files(&args, &desk, staged.as_ref())?;
    // All clients are asked for already, so that only what is put away is to be listed besides.
    let whole = args.paths.is_empty() && args.changed.is_none();
    let others = match staged {
        Some(staged) => Some(staged.all),
        None => whole.then(|| desk.store.on(Shelf::Archive).files),
    };
    let least = args.level.map(AtLeast::level);
    let look = |files: &mut Vec<ClientFile>| {
        let mut linted = desk.look_at(&engine, files, others.as_deref());
        linted.findings.extend(engine.unlisted(&unlisted));
        linted.findings.extend(engine.filed(&filed));
        linted.files += filed.len();
        linted.findings.retain(|finding| least.is_none_or(|least| finding.level >= least));
        if let Some(baseline) = &baseline {
            baseline.keep_back(&mut linted.findings);
        }
        linted
    };
    let mends = args.fix || args.unsafe_fixes || args.diff;
    let mut linted = look(&mut files);
    if let Some(path) = &args.write_baseline {
        return baseline::write(path, &linted.findings);
    }
    let mut mended = None;
    if mends {
        let mending = fixes::mend(&desk, &engine, &linted.findings, args.unsafe_fixes, args.diff)?;
        if args.diff {
            return Ok(mending.shown(&engine));
        }
        mending.follow(&mut files);
        linted = look(&mut files);
        mended = Some(mending);
    }
    let worst = Level::worst(&linted.findings);
    let failed = args.fail_on.level().is_some_and(|level| worst.is_some_and(|worst| worst >= level));
    let mut outcome =
        if args.statistics { statistics(&linted) } else { forms::told(&args.output, context, &engine, &linted)? };
    if let Some(mending) = mended {
        outcome = mending.told(&desk, outcome);
    }
    // The process is about to end: freeing what is said of thousands of records would take longer than saying it.
    std::mem::forget((files, linted));
    Ok(outcome.problems(desk.without_holidays(desk.clock.today().year()).into_iter().collect()).found(failed))
}

/// The files that are asked for, and what was in the way of listing them.
fn files(args: &Args, desk: &Desk, staged: Option<&Staged>) -> Result<(Chosen, Vec<Error>)> {
    let some = args.changed.is_some() || staged.is_some();
    if args.paths.is_empty() && !some {
        let listed = desk.store.files(args.all);
        let chosen = Chosen { clients: listed.files, filed: desk.store.all_filed() };
        return Ok((chosen, listed.problems.into_iter().map(|problem| problem.error).collect()));
    }
    let mut chosen = match (&args.changed, staged) {
        (Some(revision), _) => changed::files(&desk.store, revision)?,
        (None, Some(staged)) => staged.changed.clone(),
        (None, None) => Chosen::default(),
    };
    if !args.paths.is_empty() {
        let mut named = Chosen::default();
        for path in &args.paths {
            let Chosen { clients, filed } = under(desk, path)?;
            named.clients.extend(clients);
            named.filed.extend(filed);
        }
        if some {
            chosen.clients.retain(|file| named.clients.contains(file));
            chosen.filed.retain(|file| named.filed.contains(file));
        } else {
            named.filed.sort();
            named.filed.dedup();
            chosen = named;
        }
    } else if !args.all {
        chosen.clients.retain(|file| file.shelf() == Shelf::Clients);
    }
    Ok((chosen, Vec::new()))
}

/// The files that a path names: one, or those in a folder.
fn under(desk: &Desk, typed: &Path) -> Result<Chosen> {
    let store = &desk.store;
    let here = absolute(typed)?;
    let path = if here.symlink_metadata().is_ok() { here } else { store.root().join(typed) };
    let one = Chosen {
        clients: store.at_path(&path).into_iter().collect(),
        filed: store.filed_at(&path).into_iter().collect(),
    };
    if !one.clients.is_empty() || !one.filed.is_empty() {
        return Ok(one);
    }
    let shown = typed.display();
    if path.symlink_metadata().is_err() {
        return Err(Error::new(Kind::NotFound, text!("there is no “{shown}”", "没有“{shown}”")).hint(text!(
            "a client is checked by its name with `salesrec check {shown}`",
            "按名称检查一个客户：`salesrec check {shown}`"
        )));
    }
    let Some(folder) = path.strip_prefix(store.root()).ok().filter(|_| path.is_dir()) else {
        let message =
            text!("“{shown}” is none of these records' files", "“{shown}”不是这个记录目录中的档案文件");
        return Err(Error::new(Kind::Usage, message).hint(Text::fixed(
            "they lie in clients/, archive/, targets/, reviews/ and handovers/ and end in .yaml",
            "这些文件在 clients/、archive/、targets/、reviews/ 和 handovers/ 中，以 .yaml 结尾",
        )));
    };
    let archive = folder.starts_with(Shelf::Archive.folder());
    let mut chosen = Chosen { clients: store.files(archive).files, filed: store.all_filed() };
    chosen.clients.retain(|file| file.path.starts_with(folder));
    chosen.filed.retain(|file| file.starts_with(folder));
    Ok(chosen)
}

/// One row a rule, the most frequent first.
fn statistics(linted: &Linted) -> Outcome {
    let columns = vec![
        Column::number("count", Text::fixed("Findings", "数量")),
        Column::new("level", Text::fixed("Level", "级别")),
        Column::new("rule", Text::fixed("Rule", "规则")).whole(),
        Column::new("finds", Text::fixed("Finds", "检查什么")).grow(),
        Column::number("fixable", Text::fixed("Fixable", "可自动修正")).optional(),
        Column::data("suppressed"),
    ];
    let mut table = Table::new(columns, Text::fixed("Nothing was found.", "没有发现问题。"));
    let mut rows: Vec<(usize, Row)> = ALL
        .iter()
        .filter_map(|rule| {
            let about = rule.about();
            let own = || linted.findings.iter().filter(|finding| finding.rule.id == about.id);
            let level = own().next()?.level;
            let open = own().filter(|finding| finding.suppressed.is_none()).count();
            let fixable = own().filter(|finding| finding.fix.is_some() && finding.suppressed.is_none()).count();
            let row = Row::new(vec![
                number(open),
                Cell::label(level.code(), level.shown()),
                Cell::text(about.id),
                Cell::label(about.says.en.clone(), about.says.clone()),
                if about.fixable == Fixable::No { Cell::Empty } else { number(fixable) },
                number(own().count() - open),
            ]);
            Some((open, row.id(about.id)))
        })
        .collect();
    rows.sort_by_key(|(open, _)| std::cmp::Reverse(*open));
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    Outcome::tables("lint-statistics", vec![table])
}

fn number(number: usize) -> Cell {
    Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
}
