//! The workflow that checks the records on a service, and the hook that checks them before a commit.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::commands::git;
use crate::error::{Error, Kind, Place, Result};
use crate::lang::{Text, quoted};
use crate::store::save;

/// A service that runs workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// GitHub Actions
    Github,
    /// GitLab CI/CD
    Gitlab,
    /// Gitee Go
    Gitee,
}

impl Service {
    /// Where its workflow stands in a repository, and what it says but for the folder and the version.
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Github => (".github/workflows/records.yml", include_str!("ci/github.yml")),
            Self::Gitlab => (".gitlab-ci.yml", include_str!("ci/gitlab.yml")),
            Self::Gitee => (".workflow/records.yml", include_str!("ci/gitee.yml")),
        }
    }
}

/// A workflow that is to be written.
#[derive(Debug)]
pub(super) struct Workflow {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl Workflow {
    /// The workflow of the service for the records in `root`, at the top of the repository that they are in or will be.
    ///
    /// # Errors
    /// `Conflict` when there is such a file already.
    pub(super) fn new(service: Service, root: &Path) -> Result<Self> {
        let there = root.ancestors().find(|folder| folder.is_dir()).unwrap_or(root);
        let inside = git::prefix(there).map(|prefix| Path::new(&prefix).join(root.strip_prefix(there).unwrap_or(root)));
        let folder = inside.unwrap_or_default();
        let top = root.ancestors().nth(folder.components().count()).unwrap_or(root);
        let (path, template) = service.file();
        let path = top.join(path);
        if path.symlink_metadata().is_ok() {
            let message = Text::fixed("there is a workflow of that name already", "同名的工作流文件已经存在");
            return Err(Error::new(Kind::Conflict, message)
                .at(Place::file(path))
                .cause(Text::fixed("nothing was written", "未写入任何内容"))
                .hint(Text::fixed("add the line `salesrec lint` to it", "请在其中加上一行 `salesrec lint`")));
        }
        let folder = folder.to_string_lossy().replace('\\', "/");
        let folder = folder.trim_end_matches('/');
        let folder = if folder.is_empty() { ".".to_string() } else { quoted(folder) };
        let text = template.replace("{version}", env!("CARGO_PKG_VERSION")).replace("{folder}", &folder);
        Ok(Self { path, text })
    }

    /// Writes it, and says where.
    ///
    /// # Errors
    /// `System`.
    pub(super) fn write(&self) -> Result<&Path> {
        save(&self.path, &self.text)?;
        Ok(&self.path)
    }
}

/// What git runs before a commit. It stops what nobody should share, files that cannot be read and private data; gaps
/// are told by the checks of the shared repository, since a record is committed before it is complete. It lets the
/// commit of somebody pass who has not the program.
pub(super) fn hook(root: &Path) -> Result<bool> {
    let folder = git::prefix(root).unwrap_or_default();
    let folder = if folder.is_empty() { ".".to_string() } else { quoted(folder.trim_end_matches('/')) };
    git::hook(
        root,
        "pre-commit",
        &format!(
            "#!/bin/sh\n\
             # Stops files that cannot be read and private data; `git commit --no-verify` goes past it.\n\
             command -v salesrec >/dev/null 2>&1 || exit 0\n\
             said=$(salesrec -C {folder} lint --staged --select file,privacy) && exit 0\n\
             printf '%s\\n' \"$said\"\nexit 1\n"
        ),
    )
}
