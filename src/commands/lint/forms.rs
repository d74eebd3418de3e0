//! The forms in which findings are told, and where they go.

use std::path::{Path, PathBuf};

use crate::cli;
use crate::commands::answer::no_calendar;
use crate::commands::{Context, Outcome, env, git, screen};
use crate::error::{Error, Kind, Result};
use crate::lang::{Text, visible};
use crate::lint::output::text::Look;
use crate::lint::output::{Format, RunInfo, github};
use crate::lint::{Engine, Finding, Linted};
use crate::store::{ClientFile, Drawer, absolute, save};

/// A form, and the file that it is written to.
#[derive(Clone, Debug)]
pub struct Output {
    form: Format,
    pub(super) file: Option<PathBuf>,
}

/// Reads `FORM[=FILE]`.
pub(super) fn output(said: &str) -> Result<Output, String> {
    let (form, file) = match said.split_once('=') {
        Some((form, file)) => (form, Some(PathBuf::from(file))),
        None => (said, None),
    };
    let forms = || format!("{}{}", cli::POSSIBLE, Format::ALL.map(|(_, name)| name).join(", "));
    let form = Format::from_name(form).ok_or_else(forms)?;
    if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
        return Err(forms());
    }
    Ok(Output { form, file })
}

/// Writes the forms that go to files, with `github` also the page of the job that runs there, and answers with the one that goes to the screen.
///
/// # Errors
/// `Usage` when two are to go to the screen, `System` when a file cannot be written.
pub(super) fn told(wanted: &[Output], context: &Context, engine: &Engine<'_>, linted: &Linted) -> Result<Outcome> {
    let mut screens = wanted.iter().filter(|output| output.file.is_none());
    let shown = screens.next().map(|output| output.form);
    if screens.next().is_some() {
        let message = Text::fixed("only one form can go to the screen", "只能有一种形式输出到屏幕");
        return Err(Error::new(Kind::Usage, message).hint(Text::fixed(
            "give the others a file: `--output sarif=lint.sarif`",
            "其余的请写到文件：`--output sarif=lint.sarif`",
        )));
    }
    for (form, file) in wanted.iter().filter_map(|output| Some((output.form, output.file.as_ref()?))) {
        save(file, written(form, context, engine, linted, Look::default()))?;
    }
    if wanted.iter().any(|output| output.form == Format::Github)
        && let Some(page) = env("GITHUB_STEP_SUMMARY")
    {
        let root = git::prefix(engine.store.root()).unwrap_or_default();
        let about = about(linted, &root);
        let before = std::fs::read_to_string(&page).unwrap_or_default();
        let summary = github::summary(&linted.findings, &about, context.lang);
        save(Path::new(&page), &(before + &summary))?;
    }
    let form = match (shown, context.global.format.unwrap_or_default()) {
        (Some(form), _) => form,
        (None, cli::Format::Table | cli::Format::File(_)) => Format::Text,
        (None, cli::Format::Json) => Format::Json,
        (None, cli::Format::Jsonl) => Format::Jsonl,
        (None, cli::Format::Md) => Format::Md,
        (None, cli::Format::Ids) => return Ok(Outcome::text("lint", ids(linted))),
        (None, cli::Format::Ics) => return Err(no_calendar()),
        (None, cli::Format::Csv) => {
            let message = Text::fixed("findings have no CSV form", "检查结果没有 CSV 形式");
            return Err(Error::new(Kind::Usage, message).hint(Text::fixed(
                "`--output jsonl` gives one finding a line; `--statistics --format csv` counts them",
                "`--output jsonl` 每行一个问题；`--statistics --format csv` 给出统计",
            )));
        }
    };
    let ui = screen(context.lang, &context.global);
    let look = Look { width: ui.width, color: ui.color };
    Ok(Outcome::text("lint", written(form, context, engine, linted, look)))
}

/// The ids of the clients in which something was found.
fn ids(linted: &Linted) -> String {
    let of_client = |finding: &&Finding| finding.suppressed.is_none() && Drawer::of(&finding.path).is_none();
    let open = linted.findings.iter().filter(of_client);
    let mut ids: Vec<String> = open.map(|finding| ClientFile { path: finding.path.clone() }.id().to_string()).collect();
    ids.dedup();
    ids.iter().map(|id| format!("{}\n", visible(id))).collect()
}

fn written(form: Format, context: &Context, engine: &Engine<'_>, linted: &Linted, look: Look) -> String {
    let machines = matches!(form, Format::Sarif | Format::Github | Format::Gitlab | Format::Junit);
    let data = matches!(form, Format::Json | Format::Jsonl);
    let root = match form {
        _ if machines => git::prefix(engine.store.root()).unwrap_or_default(),
        _ if data => String::new(),
        _ => from_here(engine.store.root()),
    };
    form.write(&linted.findings, &about(linted, &root), context.lang, look, &|path| {
        // What is private is not quoted, whichever rules were asked.
        let text = engine.store.text(path.to_str()?).ok()?;
        (!engine.is_private(&ClientFile { path: path.to_path_buf() }, &text)).then_some(text)
    })
}

const fn about<'r>(linted: &Linted, root: &'r str) -> RunInfo<'r> {
    RunInfo { files: linted.files, version: env!("CARGO_PKG_VERSION"), root, suppressed: false }
}

/// The way from the working directory to the records directory, so that a path that is shown can be opened.
fn from_here(root: &Path) -> String {
    let Ok(here) = absolute(Path::new(".")) else { return root.display().to_string() };
    match (root.strip_prefix(&here), here.strip_prefix(root)) {
        (Ok(down), _) => down.display().to_string(),
        (_, Ok(up)) => vec![".."; up.components().count()].join("/"),
        _ => root.display().to_string(),
    }
}
