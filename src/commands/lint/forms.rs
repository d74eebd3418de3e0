//! The forms in which findings are told, and where they go.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::Format;
use crate::commands::{Context, Desk, Outcome, screen};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::lint::Linted;
use crate::store;

/// A form in which findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people: the line, a caret, the command that mends it
    Text,
    /// `path:line:col: level[rule] message`
    Concise,
    /// One JSON value
    Json,
    /// One JSON value a line
    Jsonl,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// JUnit XML
    Junit,
    /// Markdown
    Md,
}

/// A form, and the file that it is written to.
#[derive(Clone, Debug)]
pub struct Output {
    form: Form,
    file: Option<PathBuf>,
}

/// Reads `FORM[=FILE]`.
pub(super) fn output(said: &str) -> Result<Output, String> {
    let (form, file) = match said.split_once('=') {
        Some((form, file)) => (form, Some(PathBuf::from(file))),
        None => (said, None),
    };
    let forms = || {
        let values = Form::value_variants().iter().filter_map(Form::to_possible_value);
        values.map(|value| value.get_name().to_string()).collect::<Vec<_>>().join(", ")
    };
    let form = Form::from_str(form, true).map_err(|_| forms())?;
    if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
        return Err(forms());
    }
    Ok(Output { form, file })
}

/// Writes the forms that go to files, and answers with the one that goes to the screen.
///
/// # Errors
/// `Usage` when two are to go to the screen, `System` when a file cannot be written.
pub(super) fn told(wanted: &[Output], context: &Context, desk: &Desk, linted: &Linted) -> Result<Outcome> {
    let mut screens = wanted.iter().filter(|output| output.file.is_none());
    let shown = screens.next().map(|output| output.form);
    if screens.next().is_some() {
        let message = Text::fixed("only one form can go to the screen", "只能有一种形式输出到屏幕");
        return Err(Error::new(Kind::Usage, message)
            .hint(Text::fixed("give the others a file: `--output sarif=lint.sarif`", "其余的请写到文件：`--output sarif=lint.sarif`")));
    }
    for (form, file) in wanted.iter().filter_map(|output| Some((output.form, output.file.as_ref()?))) {
        store::save(file, &written(form, context, desk, linted, true))?;
    }
    let form = match (shown, context.global.format.unwrap_or_default()) {
        (Some(form), _) => form,
        (None, Format::Table) => Form::Text,
        (None, Format::Json) => Form::Json,
        (None, Format::Jsonl) => Form::Jsonl,
        (None, Format::Md) => Form::Md,
        (None, Format::Ids) => return Ok(Outcome::text("lint", ids(linted))),
        (None, Format::Csv) => {
            let message = Text::fixed("findings have no CSV form", "检查结果没有 CSV 形式");
            return Err(Error::new(Kind::Usage, message).hint(Text::fixed(
                "`--output jsonl` gives one finding a line; `--statistics --format csv` counts them",
                "`--output jsonl` 每行一个问题；`--statistics --format csv` 给出统计",
            )));
        }
    };
    Ok(Outcome::text("lint", written(form, context, desk, linted, false)))
}

/// The ids of the clients in which something was found.
fn ids(linted: &Linted) -> String {
    let open = linted.findings.iter().filter(|finding| finding.suppressed.is_none());
    let mut ids: Vec<String> = open.map(|finding| crate::store::ClientFile { path: finding.path.clone() }.id().to_string()).collect();
    ids.dedup();
    ids.iter().map(|id| format!("{}\n", crate::lang::visible(id))).collect()
}

fn written(_form: Form, context: &Context, _desk: &Desk, linted: &Linted, _to_file: bool) -> String {
    let ui = screen(context.lang, &context.global);
    linted.findings.iter().map(|f| format!("{}:{}:{}: {}[{}] {}\n", f.path.display(), f.place.line, f.place.column, f.level.code(), f.rule.id, f.message.get(ui.lang))).collect()
}
