//! The guides are true: their commands are run in order, and the screens that they show are compared.
//!
//! In a fence of `console` every `$ salesrec`, `$ git` and `$ cd` line is run, and what stands under it is what it shows, `...`
//! and `[..]` standing for anything; the line after `...` must be one that stands there only once. In a fence of `sh` lines
//! that begin with `salesrec` are run. A comment before a fence sets the scene:
//! `<!-- run: in team-en; now 2026-06-26 16:30; as Tom Ashdown <tom@…>; exit 2; hand OLD => NEW; both -->`.
//! A fence of `yaml` is out of a client file as it is then. `UPDATE_DOCS=1` writes what was shown into the page.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Records;

/// Where a page has come to.
struct Scene {
    records: Records,
    folder: PathBuf,
    now: String,
    name: String,
    mail: String,
    /// Commands so far; also the seed of the next, so that no two actions get the same id.
    count: usize,
}

impl Scene {
    fn new() -> Self {
        let records = Records::none();
        let folder = records.path().to_path_buf();
        Self { records, folder, now: String::new(), name: String::new(), mail: String::new(), count: 0 }
    }

    /// Follows what a comment says; returns the exit code that the last command of the next fence ends with.
    fn set(&mut self, comment: &str) -> i32 {
        let mut code = 0;
        for order in comment.split(';').map(str::trim) {
            match order.split_once(' ').unwrap_or((order, "")) {
                ("in", example) => {
                    self.records = if example == "team-zh" { Records::zh() } else { Records::en() };
                    self.folder = self.records.path().to_path_buf();
                    for words in [&["init", "-q"][..], &["add", "-A"], &["commit", "-qm", "x"]] {
                        let done = Command::new("git")
                            .args(["-c", "user.name=x", "-c", "user.email=x@example.com"])
                            .args(words)
                            .current_dir(&self.folder)
                            .status();
                        assert!(done.expect("git").success());
                    }
                }
                ("now", now) => self.now = now.to_string(),
                ("as", who) => {
                    let (name, mail) = who.split_once(" <").expect("a name and a mail address");
                    (self.name, self.mail) = (name.to_string(), mail.trim_end_matches('>').to_string());
                }
                ("exit", said) => code = said.parse().expect("an exit code"),
                ("hand", edit) => self.edit(edit.split_once(" => ").expect("OLD => NEW")),
                ("both", _) => self.keep_both(),
                _ => panic!("nobody knows what `{order}` means"),
            }
        }
        code
    }

    /// An edit by hand: NEW in the place of OLD.
    fn edit(&self, (old, new): (&str, &str)) {
        let (path, text) = self.client_with(old);
        std::fs::write(path, text.replace(old, new)).expect("a file");
    }

    /// A merge conflict, mended by keeping what both sides have added.
    fn keep_both(&self) {
        let (path, text) = self.client_with("<<<<<<<");
        let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
        let kept = text.lines().filter(|line| !marks.iter().any(|mark| line.starts_with(mark)));
        std::fs::write(path, kept.fold(String::new(), |text, line| text + line + "\n")).expect("a file");
    }

    /// A client file that holds this.
    fn client_with(&self, wanted: &str) -> (PathBuf, String) {
        let clients = walkdir::WalkDir::new(self.folder.join("clients")).into_iter().flatten();
        let files = clients.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path());
        let texts = files.map(|path| (path.clone(), std::fs::read_to_string(path).expect("text")));
        let mut found: Vec<_> = texts.filter(|(_, text)| text.contains(wanted)).collect();
        assert!(!found.is_empty(), "no client file with\n{wanted}");
        found.remove(0)
    }

    /// Runs a line as a shell does, and returns what it shows with its exit code.
    fn run(&mut self, line: &str) -> (String, i32) {
        if let Some(folder) = line.strip_prefix("cd ") {
            self.folder = self.folder.join(folder.trim());
            return (String::new(), 0);
        }
        self.count += 1;
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("exec 2>&1; {line}")).current_dir(&self.folder).env_clear();
        for (name, value) in self.records.command(&[]).get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        let program = Path::new(env!("CARGO_BIN_EXE_salesrec")).parent().expect("a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        shell.env("PATH", format!("{}:{path}", program.display())).env("SALESREC_WIDTH", "90").env("LC_ALL", "C.UTF-8");
        shell.env("SALESREC_NOW", &self.now).env("SALESREC_SEED", self.count.to_string()).env_remove("SALESREC_ME");
        let settings = [
            ("user.name", self.name.as_str()),
            ("user.email", &self.mail),
            ("init.defaultBranch", "main"),
            ("core.quotePath", "false"),
            ("core.pager", "cat"),
        ];
        shell.env("GIT_CONFIG_COUNT", settings.len().to_string());
        for (index, (key, value)) in settings.into_iter().enumerate() {
            shell.env(format!("GIT_CONFIG_KEY_{index}"), key).env(format!("GIT_CONFIG_VALUE_{index}"), value);
        }
        let output = shell.output().expect("a shell");
        let home = self.records.path().to_string_lossy();
        let shown = String::from_utf8(output.stdout).expect("UTF-8").replace(&*home, "~");
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        (lines.join("\n").trim_matches('\n').to_string(), output.status.code().expect("an exit code"))
    }
}

/// One command of a fence with what the page shows under it.
struct Step {
    line: String,
    /// The lines of the page that are its screen.
    shown: std::ops::Range<usize>,
}

/// The commands of a fence that begins after line `start` and ends before line `end`.
fn steps(lines: &[String], start: usize, end: usize, console: bool) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = start;
    while at < end {
        let line = if console { lines[at].strip_prefix("$ ") } else { Some(lines[at].as_str()) };
        let Some(line) = line else {
            at += 1;
            continue;
        };
        let mut line = line.to_string();
        while line.ends_with('\\') {
            at += 1;
            line = format!("{} {}", line.trim_end_matches('\\').trim_end(), lines[at].trim());
        }
        at += 1;
        let until = (at..end).find(|next| console && lines[*next].starts_with("$ ")).unwrap_or(end);
        let run = if console { &["salesrec ", "git ", "cd "][..] } else { &["salesrec "] };
        if run.iter().any(|verb| line.starts_with(verb)) {
            steps.push(Step { line, shown: at..if console { until } else { at } });
        }
    }
    steps
}

#[track_caller]
fn is_true(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{page}: {error}"));
    let mut lines: Vec<String> = text.lines().map(ToString::to_string).collect();
    let mut scene = Scene::new();
    let mut wrong: Vec<String> = Vec::new();
    let mut code = 0;
    let mut at = 0;
    while at < lines.len() {
        if let Some(comment) = lines[at].trim().strip_prefix("<!-- run: ").and_then(|rest| rest.strip_suffix(" -->")) {
            code = scene.set(comment);
        }
        let Some(kind) = lines[at].trim_start().strip_prefix("```") else {
            at += 1;
            continue;
        };
        let kind = kind.trim().to_string();
        let end = (at + 1..lines.len()).find(|next| lines[*next].trim_start().starts_with("```")).expect("an end");
        let mut screens = Vec::new();
        if kind == "yaml" {
            let file = lines[at + 1..end].join("\n") + "\n";
            for part in file.split("...\n") {
                scene.client_with(part);
            }
        }
        if matches!(kind.as_str(), "console" | "sh") {
            let steps = steps(&lines, at + 1, end, kind == "console");
            let last = steps.len();
            for (index, step) in steps.into_iter().enumerate() {
                let (shown, ended) = scene.run(&step.line);
                let wanted = if index + 1 == last { std::mem::take(&mut code) } else { 0 };
                let place = format!("{page}:{}: {}", step.shown.start, step.line);
                assert_eq!(ended, wanted, "{place}\n{shown}\n{}", wrong.join("\n"));
                let expected = lines[step.shown.clone()].join("\n").trim_matches('\n').to_string();
                let same = snapbox::Assert::new().try_eq(Some(&place), shown.clone().into(), expected.into());
                if let Err(difference) = same
                    && kind == "console"
                {
                    wrong.push(difference.to_string());
                    screens.push((step.shown, shown));
                }
            }
        }
        at = end + 1;
        for (place, shown) in screens.into_iter().rev() {
            let after = if lines[place.end].starts_with("```") { vec![] } else { vec![String::new()] };
            let shown: Vec<String> = shown.lines().map(ToString::to_string).chain(after).collect();
            at = at + shown.len() - place.len();
            lines.splice(place, shown);
        }
    }
    assert!(scene.count > 9, "{page} shows {} commands", scene.count);
    if std::env::var_os("UPDATE_DOCS").is_some() && !wrong.is_empty() {
        std::fs::write(&path, lines.join("\n") + "\n").expect("a page");
    } else {
        assert!(wrong.is_empty(), "`UPDATE_DOCS=1 cargo test readme` writes what is shown now\n{}", wrong.join("\n"));
    }
}

#[test]
fn the_readme_is_true() {
    is_true("README.md");
}

#[test]
fn the_chinese_readme_is_true() {
    is_true("README.zh.md");
}

#[test]
fn the_guide_for_the_first_week_is_true() {
    is_true("docs/first-week.md");
}

#[test]
fn the_chinese_guide_for_the_first_week_is_true() {
    is_true("docs/first-week.zh.md");
}

#[test]
fn the_guide_for_a_handover_is_true() {
    is_true("docs/handover.md");
}

#[test]
fn the_chinese_guide_for_a_handover_is_true() {
    is_true("docs/handover.zh.md");
}

#[test]
fn the_guide_for_the_weekly_review_is_true() {
    is_true("docs/review.md");
}

#[test]
fn the_chinese_guide_for_the_weekly_review_is_true() {
    is_true("docs/review.zh.md");
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = walkdir::WalkDir::new(root.join("docs")).into_iter().flatten().map(|entry| entry.into_path());
    let pages = pages.chain(["README.md", "README.zh.md", "CONTRIBUTING.md"].map(|page| root.join(page)));
    let mut broken = Vec::new();
    for page in pages.filter(|page| page.extension().is_some_and(|kind| kind == "md")) {
        let text = std::fs::read_to_string(&page).expect("a page");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            let elsewhere = target.is_empty() || target.contains("://") || target.contains(' ');
            if !elsewhere && !page.parent().expect("a folder").join(target).exists() {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
