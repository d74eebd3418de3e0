//! The editor: a text opened in the program that the user writes with.

use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Context;
use super::context::env;
use crate::config;
use crate::error::{Error, Kind, Result};
use crate::lang::Text;
use crate::text;

/// Lines that begin with this are for the writer's eyes and are not kept.
const SCISSORS: &str = "# ------";

/// Asks for a text in the editor, starting from `start`; what stands below the scissors line is not kept.
///
/// # Errors
/// `System` when the editor cannot be run, `Usage` when it ends without success.
pub fn text(context: &Context, start: &str, what: &Text) -> Result<String> {
    let ask = what.get(context.lang);
    let below = Text::fixed("everything below this line is left out", "此行以下的内容不会保存");
    let offered = format!("{start}\n{SCISSORS} {}\n# {ask}\n", below.get(context.lang));
    let edited = edit(context, &offered, ".md")?;
    Ok(edited.split(SCISSORS).next().unwrap_or_default().to_string())
}

/// Opens `text` in the editor and gives back what it was made into. `suffix` tells the editor the kind of text.
///
/// # Errors
/// `System` when the editor cannot be run, `Usage` when it ends without success or leaves no UTF-8.
pub fn edit(context: &Context, text: &str, suffix: &str) -> Result<String> {
    let trouble = |error: &std::io::Error| {
        Error::io(text!("no temporary file for the editor", "无法为编辑器建立临时文件"), error)
    };
    let mut file =
        tempfile::Builder::new().prefix("salesrec-").suffix(suffix).tempfile().map_err(|error| trouble(&error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|error| trouble(&error))?;
    let ended = open(context, file.path());
    // Editors write a new file under the old name, so it is opened again by name.
    let mut edited = Vec::new();
    std::fs::File::open(file.path())
        .and_then(|mut file| file.rewind().and_then(|()| file.read_to_end(&mut edited)))
        .map_err(|error| trouble(&error))?;
    if let Err(error) = ended {
        let written = String::from_utf8_lossy(&edited);
        return Err(if written == text { error } else { keep(&written, suffix, error) });
    }
    String::from_utf8(edited).map_err(|_| {
        Error::new(Kind::Usage, Text::fixed("the editor left text that is not UTF-8", "编辑器保存的不是 UTF-8 文本"))
    })
}

fn open(context: &Context, path: &Path) -> Result<()> {
    let (editor, origin) = config::editor(&env, &context.user);
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let hint = || {
        Text::fixed(
            "`salesrec config set editor PROGRAM`, or the variable EDITOR, names another",
            "可用 `salesrec config set editor 程序` 或环境变量 EDITOR 指定编辑器",
        )
    };
    let status = Command::new(program).args(words).arg(path).status().map_err(|error| {
        Error::io(text!("the editor “{editor}” cannot be run", "无法运行编辑器“{editor}”"), &error)
            .cause(origin.describe())
            .hint(hint())
    })?;
    if status.success() {
        return Ok(());
    }
    Err(Error::new(
        Kind::Usage,
        text!(
            "the editor “{editor}” ended without success; nothing was written",
            "编辑器“{editor}”异常退出；未写入任何内容"
        ),
    )
    .hint(hint()))
}

/// The same failure, with the place where the text is that could not be saved; `suffix` tells the kind of text.
pub fn keep(text: &str, suffix: &str, error: Error) -> Error {
    match kept(text, suffix) {
        Ok(path) => {
            let path = path.display();
            error.hint(text!("nothing was saved; your text is in {path}", "未保存；您编辑的文本在 {path}"))
        }
        Err(trouble) => {
            let mut error = error.cause(trouble.message);
            error.causes.extend(trouble.causes);
            error
        }
    }
}

fn kept(text: &str, suffix: &str) -> Result<PathBuf> {
    let trouble = |error: &std::io::Error| Error::io(text!("your text cannot be kept", "您的文本无法保存"), error);
    let file = tempfile::Builder::new().prefix("salesrec-edit-").suffix(suffix).tempfile();
    let file = file.map_err(|error| trouble(&error))?;
    file.as_file().write_all(text.as_bytes()).map_err(|error| trouble(&error))?;
    let (_, path) = file.keep().map_err(|error| trouble(&error.error))?;
    Ok(path)
}
