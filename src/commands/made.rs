//! Files that commands make where they are told to: in which form, and never in the place of something else.

use std::path::Path;

use clap::ValueEnum;

use super::Desk;
use crate::cli::{FileForm, Format, file_form, report_form};
use crate::clock::Calendar;
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, list_of, quoted};
use crate::store;
use crate::text;

impl Desk {
    /// Writes a file that somebody named; over one that is there only when that is forced, and never over records.
    ///
    /// # Errors
    /// As [`Desk::spare`]; `Conflict` when there is something already, `System` when it cannot be written.
    pub fn make(&self, path: &Path, bytes: impl AsRef<[u8]>, force: bool) -> Result<()> {
        self.spare(path)?;
        if path.exists() && !force {
            return Err(Error::new(
                Kind::Conflict,
                Text::fixed("there is a file of that name already", "同名文件已经存在"),
            )
            .at(Place::file(path))
            .hint(Text::fixed("`--force` writes over it", "`--force` 可覆盖")));
        }
        store::save(path, bytes)
    }

    /// Refuses a path where the team's records, settings or history are kept.
    ///
    /// # Errors
    /// `Refused`.
    pub fn spare(&self, path: &Path) -> Result<()> {
        let calendar = self.team.team.holidays.as_deref().filter(|name| Calendar::builtin(name).is_none());
        if !self.store.keeps(path, calendar.as_slice())? {
            return Ok(());
        }
        Err(Error::new(
            Kind::Refused,
            Text::fixed("that is where the records and settings are kept", "这里存放的是记录和设置，不能写入"),
        )
        .at(Place::file(path))
        .hint(Text::fixed(
            "name a file elsewhere: clients/, archive/, targets/, reviews/, handovers/, .salesrec/, .git/, salesrec.toml and the file of holidays are never written over, nor with `--force`",
            "请换一个位置：clients/、archive/、targets/、reviews/、handovers/、.salesrec/、.git/、salesrec.toml 和节假日文件一律不能覆盖，`--force` 也不行",
        )))
    }
}

/// The form of a file: the one that is asked for, else the one that its name ends in. `takes` are the forms that the command
/// makes, for its hints.
///
/// # Errors
/// `Usage` when the name tells no form and none is asked for, or when the two contradict each other.
pub fn form(path: &Path, asked: Option<Format>, takes: &[&str]) -> Result<Format> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let told = report_form(&ending).or_else(|_| file_form(&ending)).ok();
    let named = |form: &str| path.with_extension(form).display().to_string();
    let Some(asked) = asked else {
        return told.ok_or_else(|| {
            let message = if ending.is_empty() {
                text!("“{name}” has no ending that tells the form", "“{name}”没有扩展名，看不出是什么形式")
            } else {
                text!("“{ending}” tells no form", "“{ending}”看不出是什么形式")
            };
            let better = named(takes.first().copied().unwrap_or_default());
            Error::new(Kind::Usage, message)
                .hint(text!(
                    "end it in one, as in `{better}`, or say it with `--format`",
                    "请加上扩展名，如 `{better}`，或用 `--format` 指定"
                ))
                .hint(Text::fixed("the forms: ", "可用的形式：").then(&list_of(takes)))
        });
    };
    let wanted = code(asked);
    match told.map(code) {
        Some(other) if other != wanted => {
            let message = text!(
                "{wanted} is asked for, and the name “{name}” says {other}",
                "要生成的是 {wanted}，文件名“{name}”却是 {other}"
            );
            let error = Error::new(Kind::Usage, message);
            let error = if takes.contains(&wanted.as_str()) {
                let better = named(&wanted);
                error.hint(text!("name it `{better}`", "请命名为 `{better}`"))
            } else {
                error.hint(text!("give it another ending", "请换一个扩展名"))
            };
            Err(if takes.contains(&other.as_str()) {
                let typed = quoted(&path.to_string_lossy());
                error
                    .hint(text!("for {other}, `--out {typed}` is enough", "要 {other} 的话，只写 `--out {typed}` 即可"))
            } else {
                error
            })
        }
        _ => Ok(asked),
    }
}

/// How a form is typed.
fn code(form: Format) -> String {
    let value = match form {
        Format::File(form) => FileForm::to_possible_value(&form),
        form => Format::to_possible_value(&form),
    };
    value.map(|value| value.get_name().to_string()).unwrap_or_default()
}
