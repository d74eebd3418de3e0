//! git, as far as making and checking a records directory needs it. Everything else in git is the user's own business.

use std::collections::BTreeMap;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::{DateTime, Utc};

use crate::error::{Error, Kind, Place, Result};
use crate::lang::Text;
use crate::store;
use crate::text;

/// Whether a folder, which need not exist yet, is in a repository.
///
/// # Errors
/// `System` when there is no git.
pub fn is_in_repository(folder: &Path) -> Result<bool> {
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(folder);
    Ok(git(there, &["rev-parse", "--is-inside-work-tree"])?.status.success())
}

/// The way from the top of the repository to a folder in it; none when it is in none, or there is no git.
pub fn prefix(folder: &Path) -> Option<String> {
    let output = git(folder, &["rev-parse", "--show-prefix"]).ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim_end().to_string())
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

/// What `git blame` says of the lines of a file of `root`; nothing where the file or the folder is not in a repository.
pub fn blame(root: &Path, file: &Path) -> Option<String> {
    let output = git(root, &["blame", "-w", "--porcelain", "--", file.to_str()?]).ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command of git, ready to run in a folder.
fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("git");
    // In a hook these are relative to where git runs it, and git would take them as relative to the folder.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        if let Some(path) = std::env::var_os(name).and_then(|path| store::absolute(Path::new(&path)).ok()) {
            command.env(name, path);
        }
    }
    command.arg("-C").arg(folder).args(words);
    command
}

fn git(folder: &Path, words: &[&str]) -> Result<Output> {
    command(folder, words).output().map_err(|error| {
        Error::io(text!("git cannot be run; nothing was written", "无法运行 git；未写入任何内容"), &error)
            .hint(Text::fixed("install git, or leave out --git", "请安装 git，或去掉 --git"))
    })
}

/// Branches that are usually the main one, in the order in which they are looked for.
const MAIN: [&str; 5] = [
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
];

/// The files in `folders` of `root` that differ from a revision, or are not committed; without a revision, from the
/// commit where the current branch left the main one. Relative to `root`; deleted ones are not among them.
///
/// # Errors
/// `Usage` when `root` is in no repository, or git does not know the revision.
pub fn changed(root: &Path, revision: Option<&str>, folders: &[&str]) -> Result<Vec<String>> {
    let ask = |words: &[&str]| listed(root, &[words, &["--"], folders].concat());
    let differing = || match compared_with(root, revision)? {
        Some(since) => ask(&["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--relative", &since]),
        // Nothing is committed yet: what is in the index is new too.
        None => ask(&["ls-files", "-z", "--cached"]),
    };
    // Each looks at every file, which is what takes git's time.
    let (untracked, differing) = rayon::join(|| ask(&["ls-files", "-z", "--others", "--exclude-standard"]), differing);
    let Ok(mut names) = untracked else {
        if is_in_repository(root)? {
            return untracked;
        }
        let message = Text::fixed("the records are in no git repository", "记录目录不在 git 仓库中");
        return Err(Error::new(Kind::Usage, message)
            .hint(Text::fixed("without `--changed`, every file is looked at", "去掉 `--changed` 即检查所有文件")));
    };
    names.extend(differing?);
    Ok(names)
}

/// The commit that files are compared with; none when there is none yet.
fn compared_with(root: &Path, revision: Option<&str>) -> Result<Option<String>> {
    match revision {
        Some("HEAD") if commit(root, "HEAD")?.is_none() => Ok(None),
        Some(revision) => commit(root, revision)?.map(Some).ok_or_else(|| {
            Error::new(Kind::Usage, text!("git knows no revision “{revision}”", "git 中没有“{revision}”这个版本"))
        }),
        None => left_main(root),
    }
}

/// What the next commit would hold.
#[derive(Debug, Default)]
pub struct Staged {
    /// The files that it changes.
    pub changed: Vec<String>,
    /// All files that it holds.
    pub all: Vec<String>,
    /// The contents of those that are otherwise in the working tree.
    pub contents: BTreeMap<PathBuf, Vec<u8>>,
}

/// What is staged in `folders` of `root`, relative to it.
///
/// # Errors
/// `Usage` when `root` is in no repository, `System`.
pub fn staged(root: &Path, folders: &[&str]) -> Result<Staged> {
    if !is_in_repository(root)? {
        return Err(Error::new(
            Kind::Usage,
            Text::fixed("the records are in no git repository", "记录目录不在 git 仓库中"),
        ));
    }
    let ask = |words: &[&str]| listed(root, &[words, &["--"], folders].concat());
    let all = ask(&["ls-files", "-z", "--cached"])?;
    let changed = match commit(root, "HEAD")? {
        Some(_) => ask(&["diff", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--relative"])?,
        None => all.clone(),
    };
    let otherwise = ask(&["diff", "--name-only", "-z", "--no-renames", "--relative"])?;
    Ok(Staged { changed, all, contents: contents(root, &otherwise)? })
}

/// The contents that files have in the index, as they would be checked out.
fn contents(root: &Path, names: &[String]) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    if names.is_empty() {
        return Ok(BTreeMap::new());
    }
    let failed =
        |error: &std::io::Error| Error::io(Text::fixed("what is staged cannot be read", "无法读取已暂存的内容"), error);
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    let prefix = format!("--prefix={}/", folder.path().display());
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    for some in words.chunks(AT_ONCE) {
        listed(root, &[&["checkout-index", "--quiet", &prefix, "--"], some].concat())?;
    }
    // Below the prefix, paths are those from the top of the repository.
    let below = folder.path().join(self::prefix(root).unwrap_or_default());
    let mut contents = BTreeMap::new();
    for name in names {
        let path = below.join(name);
        // A link is no record, and would lead elsewhere.
        if path.symlink_metadata().is_ok_and(|kind| kind.is_file()) {
            contents.insert(PathBuf::from(name), std::fs::read(path).map_err(|error| failed(&error))?);
        }
    }
    Ok(contents)
}

/// So many names fit on a command line everywhere.
const AT_ONCE: usize = 100;

/// The commit where the current branch left the main one; none when there is no commit yet.
fn left_main(root: &Path) -> Result<Option<String>> {
    let known = git(root, &[&["for-each-ref", "--format=%(refname) %(objectname)"], &MAIN[..]].concat())?;
    let known = String::from_utf8_lossy(&known.stdout).into_owned();
    let known: BTreeMap<&str, &str> = known.lines().filter_map(|line| line.split_once(' ')).collect();
    let main = MAIN.iter().find_map(|main| known.get(main));
    if let Some(main) = main {
        let base = git(root, &["merge-base", "HEAD", main])?;
        let base = String::from_utf8_lossy(&base.stdout).trim().to_string();
        if !base.is_empty() {
            return Ok(Some(base));
        }
    }
    match (commit(root, "HEAD")?, main) {
        (None, _) => Ok(None),
        (Some(_), Some(main)) => Ok(Some(main.to_string())),
        (Some(_), None) => {
            let message = Text::fixed("it is not known which branch is the main one", "不知道哪个分支是主分支");
            Err(Error::new(Kind::Usage, message)
                .hint(Text::fixed("name what to compare with: `--changed REV`", "请写明与什么比较：`--changed 版本`")))
        }
    }
}

fn commit(root: &Path, revision: &str) -> Result<Option<String>> {
    let wanted = format!("{revision}^{{commit}}");
    let output = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
    let hash = String::from_utf8_lossy(&output.stdout).trim().to_string();
    Ok(output.status.success().then_some(hash).filter(|hash| !hash.is_empty()))
}

fn listed(root: &Path, words: &[&str]) -> Result<Vec<String>> {
    let output = git(root, words)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_string();
        let message = Text::fixed("git would not say what has changed", "git 无法列出改动");
        return Err(Error::new(Kind::System, message).cause(Text::same(said)));
    }
    let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.filter_map(|name| String::from_utf8(name.to_vec()).ok()).collect())
}

/// Makes a hook of the repository that `folder` is in, and says whether it did: never over another, and not where
/// hooks are kept outside of the repository.
///
/// # Errors
/// `System`.
pub fn hook(folder: &Path, name: &str, text: &str) -> Result<bool> {
    let elsewhere = git(folder, &["config", "--get", "core.hooksPath"])?.status.success();
    let output = git(folder, &["rev-parse", "--git-path", &format!("hooks/{name}")])?;
    let said = String::from_utf8_lossy(&output.stdout).trim_end().to_string();
    let path = folder.join(said);
    if elsewhere || !output.status.success() || path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    store::save(&path, text)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).map_err(|error| {
            Error::io(Text::fixed("the hook cannot be made", "无法建立钩子"), &error).at(Place::file(&path))
        })?;
    }
    Ok(true)
}

/// The commit that a folder's files are at, in short, and whether files in `folders` differ from it; none where there is
/// no repository, no commit or no git.
pub fn head(root: &Path, folders: &[&str]) -> Option<(String, bool)> {
    let output = git(root, &["rev-parse", "--short=10", "--verify", "--quiet", "HEAD"]).ok()?;
    let hash = String::from_utf8_lossy(&output.stdout).trim().to_string();
    if !output.status.success() || hash.is_empty() {
        return None;
    }
    let mut words = vec!["status", "--porcelain", "--untracked-files=all", "--"];
    words.extend(folders);
    let changed = git(root, &words).ok().is_none_or(|output| !output.status.success() || !output.stdout.is_empty());
    Some((hash, changed))
}

/// The names that git has, or would have, for the contents of some files of `root`; nothing where there is no repository
/// or no git.
pub fn blobs(root: &Path, paths: &[&Path]) -> Option<Vec<Option<String>>> {
    if paths.is_empty() || !is_in_repository(root).ok()? {
        return None;
    }
    let words: Vec<&str> = paths.iter().filter_map(|path| path.to_str()).collect();
    let mut names = Vec::new();
    for some in words.chunks(AT_ONCE) {
        let output = git(root, &[&["hash-object", "--"], some].concat()).ok()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        names.extend(output.status.success().then(|| said.lines().map(str::to_string).collect::<Vec<_>>())?);
    }
    (names.len() == paths.len()).then(|| names.into_iter().map(Some).collect())
}

/// The bytes that git keeps under a name; nothing where it has none.
pub fn kept(root: &Path, blob: &str) -> Option<Vec<u8>> {
    let sound = (40..=64).contains(&blob.len()) && blob.bytes().all(|byte| byte.is_ascii_hexdigit());
    let output = git(root, &["cat-file", "blob", blob]).ok().filter(|_| sound)?;
    output.status.success().then_some(output.stdout)
}

/// The name that git would have for a text in the place of a file of `root`; nothing where there is no repository or no
/// git.
pub fn blob_of(root: &Path, path: &Path, text: &str) -> Option<String> {
    if !is_in_repository(root).ok()? {
        return None;
    }
    let mut child = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["hash-object", "--stdin", "--path"])
        .arg(path)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .ok()?;
    std::io::Write::write_all(&mut child.stdin.take()?, text.as_bytes()).ok()?;
    let output = child.wait_with_output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// The files in `folders` of `root` that differ from the last commit before a moment, each with what it held in it; nothing
/// where it was not there. None where no commit is as old.
pub fn since(root: &Path, moment: DateTime<Utc>, folders: &[&str]) -> Option<BTreeMap<PathBuf, Option<Vec<u8>>>> {
    let before = format!("--before={}", moment.to_rfc3339());
    let output = git(root, &["rev-list", "-1", &before, "HEAD"]).ok().filter(|output| output.status.success())?;
    let commit = String::from_utf8_lossy(&output.stdout).trim().to_string();
    if commit.is_empty() {
        return None;
    }
    let ask = |words: &[&str]| listed(root, &[words, &["--"], folders].concat()).ok();
    let differ = ["diff", "--name-only", "-z", "--no-renames", "--relative"];
    let there = ask(&[&differ[..], &["--diff-filter=MDT", &commit]].concat())?;
    let added = ask(&[&differ[..], &["--diff-filter=A", &commit]].concat())?;
    let untracked = ask(&["ls-files", "-z", "--others", "--exclude-standard"])?;
    let mut files: BTreeMap<PathBuf, Option<Vec<u8>>> =
        added.into_iter().chain(untracked).map(|name| (PathBuf::from(name), None)).collect();
    let contents = contents_in(root, &commit, &there)?;
    files.extend(there.into_iter().map(PathBuf::from).zip(contents));
    Some(files)
}

/// What files held in a commit, in the order of their names.
fn contents_in(root: &Path, commit: &str, names: &[String]) -> Option<Vec<Option<Vec<u8>>>> {
    if names.is_empty() {
        return Some(Vec::new());
    }
    let prefix = self::prefix(root)?;
    // A name with a line end would be taken for two.
    let asked: String = names.iter().map(|name| format!("{commit}:{prefix}{}\n", name.replace('\n', "?"))).collect();
    let mut input = tempfile::tempfile().ok()?;
    input.write_all(asked.as_bytes()).and_then(|()| input.seek(SeekFrom::Start(0))).ok()?;
    let output =
        command(root, &["cat-file", "--batch"]).stdin(input).output().ok().filter(|output| output.status.success())?;
    let mut rest = output.stdout.as_slice();
    let mut contents = Vec::with_capacity(names.len());
    for _ in names {
        let line = rest.iter().position(|byte| *byte == b'\n')?;
        let (head, tail) = (std::str::from_utf8(&rest[..line]).ok()?, &rest[line + 1..]);
        let size = head
            .rsplit_once(' ')
            .filter(|(kind, _)| kind.ends_with(" blob"))
            .and_then(|(_, size)| size.parse::<usize>().ok());
        contents.push(size.and_then(|size| tail.get(..size)).map(<[u8]>::to_vec));
        rest = size.map_or(tail, |size| tail.get(size + 1..).unwrap_or_default());
    }
    Some(contents)
}
