//! git, as far as making a records directory needs it. Everything else in git is the user's own business.

use std::path::Path;
use std::process::{Command, Output};

use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::text;

/// Whether a folder, which need not exist yet, is in a repository.
///
/// # Errors
/// `System` when there is no git.
pub fn is_in_repository(folder: &Path) -> Result<bool> {
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(folder);
    Ok(git(there, &["rev-parse", "--is-inside-work-tree"])?.status.success())
}

/// Makes a folder a repository.
///
/// # Errors
/// `System` when git is not there or refuses.
pub fn init(folder: &Path) -> Result<()> {
    let output = git(folder, &["init", "--quiet"])?;
    if output.status.success() {
        // Without this git shows a Chinese file name as escaped bytes; where it cannot be set, nothing is lost.
        git(folder, &["config", "core.quotePath", "false"])?;
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_string();
    let message = Text::fixed("git would not make a repository", "git 无法建立仓库");
    Err(Error::new(Kind::System, message).at(Place::file(folder)).cause(Text::same(said)))
}

fn git(folder: &Path, words: &[&str]) -> Result<Output> {
    Command::new("git").arg("-C").arg(folder).args(words).output().map_err(|error| {
        Error::io(text!("git cannot be run; nothing was written", "无法运行 git；未写入任何内容"), &error)
            .hint(Text::fixed("install git, or leave out --git", "请安装 git，或去掉 --git"))
    })
}
