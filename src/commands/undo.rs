use std::path::Path;

use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::answer::DRY_RUN;
use super::shelving::move_line;
use super::{Context, Outcome, Writing};
use crate::document::{Block, Cell, Column, Document, Line, Row, Table};
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::store::{Back, Done};

/// Take back what the last command wrote
///
/// Every file gets the bytes that it had before that command: one command, one step, the last of yours first. When a file
/// has changed since, nothing is taken back. The steps are kept in .salesrec/undo/, which git ignores; git itself keeps what
/// was committed.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// List what can be taken back, the last first
    #[arg(long, conflicts_with = "dry_run")]
    list: bool,
    /// How the write is done
    #[command(flatten)]
    writing: Writing,
}

/// Takes the last step back.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    // Without a desk: files are taken back whatever salesrec.toml says.
    let store = context.store()?;
    let steps = store.steps(context.by().as_deref());
    if args.list {
        return Ok(Outcome::tables("undo-list", vec![table(&steps)]));
    }
    let Some(last) = steps.first() else {
        return Err(Error::new(Kind::NotFound, Text::fixed("there is nothing to take back", "没有可以撤销的操作")).hint(
            Text::fixed("`git log` shows what was committed", "已提交的内容可用 `git log` 查看"),
        ));
    };
    let dry = args.writing.dry_run;
    let back = store.take_back(last, dry)?;
    let outcome = Outcome::document("undo", document(last, &back, dry), data(last, &back, dry));
    Ok(if dry { outcome.note(DRY_RUN) } else { outcome })
}

fn table(steps: &[Done]) -> Table {
    let columns = vec![
        Column::new("at", Text::fixed("When", "时间")),
        Column::new("command", Text::fixed("Command", "命令")).grow(),
        Column::new("files", Text::fixed("Files", "文件")).grow(),
    ];
    let mut table = Table::new(columns, Text::fixed("there is nothing to take back", "没有可以撤销的操作"));
    table.rows = steps.iter().map(row).collect();
    table
}

fn row(step: &Done) -> Row {
    let paths: Vec<String> = step.paths().into_iter().map(shown).collect();
    let occasion = &step.occasion;
    Row::new(vec![Cell::text(occasion.at.clone()), Cell::text(occasion.command.clone()), Cell::list(paths)])
}

fn document(step: &Done, back: &[Back], dry: bool) -> Document {
    let mut document = Document::new();
    let said = if dry { Text::fixed("Would take back ", "将撤销 ") } else { Text::fixed("Took back ", "已撤销 ") };
    let command = Line::new().good(said).strong(step.occasion.command.clone());
    document.paragraph(command.plain("  ").dim(step.occasion.at.clone()));
    let pair = |back: &Back| match back {
        Back::Text(path, _) => (Text::fixed("as before", "已还原"), Line::from(shown(path))),
        Back::Gone(path) => (Text::fixed("removed", "已删除"), Line::from(shown(path))),
        Back::Name { from, to } => (Text::fixed("moved back", "已移回"), Line::from(move_line(from, to))),
    };
    document.push(Block::Pairs(back.iter().map(pair).collect()));
    if dry {
        let diffs = back.iter().filter_map(|back| match back {
            Back::Text(_, diff) => Some(diff.as_str()),
            Back::Gone(_) | Back::Name { .. } => None,
        });
        let diffs: String = diffs.collect();
        if !diffs.is_empty() {
            document.push(Block::Diff(diffs));
        }
    }
    document
}

fn data(step: &Done, back: &[Back], dry: bool) -> Value {
    let file = |back: &Back| match back {
        Back::Text(path, diff) if dry => json!({"path": shown(path), "done": "as-before", "diff": diff}),
        Back::Text(path, _) => json!({"path": shown(path), "done": "as-before"}),
        Back::Gone(path) => json!({"path": shown(path), "done": "removed"}),
        Back::Name { from, to } => json!({"path": shown(to), "done": "moved-back", "from": shown(from)}),
    };
    json!({
        "command": step.occasion.command,
        "at": step.occasion.at,
        "files": back.iter().map(file).collect::<Vec<_>>(),
        "written": !dry,
    })
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
