use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args as ClapArgs;

use super::{Context, Outcome, env};
use crate::document::terminal::{self, Look};
use crate::document::{Block, Document, Line};
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, width};
use crate::store::{Store, absolute, unified};
use crate::text;
use crate::ui::{Ui, When};

mod story;

use crate::lang::quoted;
use story::{NOW, Story};

/// Show the tool at work on a copy of the built-in example
///
/// Copies a small team's records into a folder, then lists what is overdue, logs a call, moves the deal on, and shows
/// what that changed in the file. Nothing outside of that folder is touched.
#[derive(ClapArgs, Clone, Debug)]
pub struct Args {
    /// The folder for the copy, new or empty; a temporary one, when absent
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Copies the example and lets the program run there.
pub fn run(args: Args, context: &Context) -> Result<Outcome> {
    let story = Story::of(context.lang);
    let root = folder(args.folder.as_deref(), context)?;
    let store = Store::at(&root);
    for (path, text) in story.files() {
        store.create(path, text)?;
    }
    let color = context.global.color.map_or(When::Auto, Into::into);
    let columns = context.global.width.map(usize::from).or_else(|| env("SALESREC_WIDTH")?.parse().ok());
    let ui = Ui::detect(context.lang, color, columns, false, true);
    let look = Look { lang: ui.lang, width: ui.width, color: ui.color, signs: ui.signs };
    let mut screen = terminal::write(&opening(&root), &look);
    let before = store.text(story.record)?;
    for words in &story.commands {
        screen.push('\n');
        screen.push_str(&typed(words, look));
        screen.push('\n');
        screen.push_str(&step(&root, story, words, look)?);
    }
    let diff = unified(Path::new(story.record), &before, &store.text(story.record)?);
    screen.push('\n');
    screen.push_str(&terminal::write(&closing(&root, story, diff), &unwrapped(look)));
    Ok(Outcome::text("demo", screen))
}

/// An empty folder for the copy.
fn folder(asked: Option<&Path>, context: &Context) -> Result<PathBuf> {
    let trouble = |error: &std::io::Error| Error::io(text!("the folder cannot be made", "无法建立目录"), error);
    let Some(asked) = asked else {
        let folder = tempfile::Builder::new().prefix("salesrec-demo-").tempdir().map_err(|error| trouble(&error))?;
        return Ok(folder.keep());
    };
    let folder = absolute(&context.global.dir.clone().unwrap_or_default().join(asked))?;
    std::fs::create_dir_all(&folder).map_err(|error| trouble(&error).at(Place::file(&folder)))?;
    let mut entries = std::fs::read_dir(&folder).map_err(|error| trouble(&error).at(Place::file(&folder)))?;
    if entries.next().is_some() {
        let shown = folder.display();
        return Err(Error::new(Kind::Conflict, text!("{shown} is not empty", "{shown} 不是空目录"))
            .cause(Text::fixed("nothing was written", "未写入任何内容"))
            .hint(Text::fixed("name a new folder, or none", "请指定一个新目录，或不指定")));
    }
    Ok(folder)
}

/// What this very program says to a command in the copy, with the demo's own clock, person and screen.
fn step(root: &Path, story: &Story, words: &[&str], look: Look) -> Result<String> {
    let message = || text!("the program cannot be run once more", "无法再次运行本程序");
    let program = std::env::current_exe().map_err(|error| Error::io(message(), &error))?;
    let mut command = Command::new(program);
    command.args(words).current_dir(root).env_remove("SALESREC_DIR").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.env("SALESREC_NOW", NOW).env("SALESREC_ME", story.me).env("SALESREC_LANG", look.lang.code());
    command.env("SALESREC_SEED", "1").env(if look.color { "CLICOLOR_FORCE" } else { "NO_COLOR" }, "1");
    if let Some(columns) = look.width {
        command.env("SALESREC_WIDTH", columns.to_string());
    }
    let output = command.output().map_err(|error| Error::io(message(), &error))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        return Ok(said);
    }
    let line = words.join(" ");
    Err(Error::new(Kind::Defect, text!("the demo's `{line}` failed", "演示中的 `{line}` 失败")).cause(Text::same(said)))
}

/// A command as it is typed; a long one with a line for each option.
fn typed(words: &[&str], look: Look) -> String {
    const LONG: usize = 80;
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let mut line = format!("salesrec {}", words.join(" "));
    if width(&line) > LONG {
        line = line.replace(" --", " \\\n--");
    }
    let painted = |(index, part): (usize, &str)| {
        let mut document = Document::new();
        document.paragraph(Line::new().strong(part));
        let before = if index == 0 { "$ " } else { "    " };
        before.to_string() + &terminal::write(&document, &unwrapped(look))
    };
    line.lines().enumerate().map(painted).collect()
}

/// Commands are not wrapped, so that they can be copied.
const fn unwrapped(look: Look) -> Look {
    Look { width: None, ..look }
}

fn opening(root: &Path) -> Document {
    let mut document = Document::new();
    let root = root.display().to_string();
    document.paragraph(
        Line::new().plain(Text::fixed("A small team's records, copied to ", "一个小团队的档案，已复制到 ")).strong(root),
    );
    document
}

fn closing(root: &Path, story: &Story, diff: String) -> Document {
    let mut document = Document::new();
    document.paragraph(Line::new().strong(Text::fixed(
        "What the two commands changed in the record, and nothing else:",
        "这两条命令在档案中改动的全部内容：",
    )));
    document.push(Block::Diff(diff));
    document.paragraph(Line::from(text!(
        "The copy stays where it is. Its clock stands still at Friday {NOW}. Try:",
        "副本会保留。演示的时间停在 {NOW}（周五）。接下来可以试试："
    )));
    let mut lines = vec![format!("cd {}", quoted(&root.display().to_string()))];
    let me = story.me;
    if cfg!(windows) {
        lines.push(format!("$env:SALESREC_NOW = '{NOW}'; $env:SALESREC_ME = '{me}'"));
    } else {
        lines.push(format!("export SALESREC_NOW='{NOW}' SALESREC_ME={me}"));
    }
    if let Some(program) = program_by_path() {
        lines.push(format!("alias salesrec={}", quoted(&program.display().to_string())));
    }
    lines.extend(story.next.iter().map(|words| format!("salesrec {words}")));
    document.push(Block::Verbatim(lines.join("\n")));
    document
}

/// The program's own path, when it was not found by its name alone.
fn program_by_path() -> Option<PathBuf> {
    let typed = PathBuf::from(std::env::args_os().next()?);
    (typed.components().count() > 1).then(std::env::current_exe)?.ok()
}
