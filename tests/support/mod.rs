//! A fresh copy of an example directory, the program run in it, and its whole screen as text.

#[cfg(unix)]
pub mod terminal;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The moment that every test takes for now: the Friday on which both examples end.
pub const NOW: &str = "2026-06-26 16:30";

/// A records directory of the test's own.
pub struct Records {
    root: TempDir,
    vars: Vec<(String, String)>,
}

/// What one run showed.
#[derive(Debug)]
pub struct Shown {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Records {
    /// A copy of `examples/team-zh`; the rep at the keyboard is the first of the team.
    pub fn zh() -> Self {
        Self::copy_of("team-zh")
    }

    /// A copy of `examples/team-en`.
    pub fn en() -> Self {
        Self::copy_of("team-en")
    }

    /// A small team in English without clients: Ann, and one stage.
    pub fn small() -> Self {
        let records = Self::none().var("SALESREC_ME", "ann");
        records.write(
            "salesrec.toml",
            "[team]\nname = \"Team\"\nlanguage = \"en\"\ntimezone = \"UTC\"\n\n\
             [[people]]\nid = \"ann\"\n\n[[stages]]\nname = \"Lead\"\n",
        );
        records
    }

    /// An empty folder, which is no records directory yet.
    pub fn none() -> Self {
        Self { root: TempDir::new().expect("a temporary folder"), vars: Vec::new() }
    }

    fn copy_of(example: &str) -> Self {
        let records = Self::none();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example), records.path());
        let settings = records.read("salesrec.toml");
        let rep = settings
            .split("[[people]]")
            .skip(1)
            .find(|person| person.contains("role = \"rep\"") && !person.contains("active = false"))
            .and_then(|person| person.split("id = \"").nth(1)?.split('"').next())
            .expect("a rep in the example")
            .to_string();
        records.var("SALESREC_ME", &rep)
    }

    /// The same, with a variable in the program's environment.
    pub fn var(mut self, name: &str, value: &str) -> Self {
        self.vars.push((name.to_string(), value.to_string()));
        self
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.root.path()
    }

    /// What was shown, with `[HERE]` for the folder, whose name is another in every run.
    pub fn without_path(&self, shown: &str) -> String {
        shown.replace(&self.path().display().to_string(), "[HERE]")
    }

    /// The path of a file in it.
    pub fn file(&self, relative: &str) -> PathBuf {
        self.path().join(relative)
    }

    /// The text of a file.
    pub fn read(&self, relative: &str) -> String {
        std::fs::read_to_string(self.file(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    /// Writes a file, with the folders above it.
    #[allow(clippy::disallowed_methods)]
    pub fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) {
        let path = self.file(relative);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }

    /// Every file with its bytes, by path: for “nothing else was touched”.
    pub fn all(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        let files =
            walkdir::WalkDir::new(self.path()).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let name = entry.path().strip_prefix(self.path()).expect("inside").display().to_string();
                (name.replace('\\', "/"), std::fs::read(entry.path()).expect("a file"))
            })
            .filter(|(name, _)| {
                let own = ["/locks/", ".salesrec/undo/", "/journal/"];
                !own.iter().any(|own| name.contains(own)) && !name.starts_with(".home/.local/state/")
            })
            .collect()
    }

    /// Takes a file away.
    #[allow(clippy::disallowed_methods)]
    pub fn remove(&self, relative: &str) {
        std::fs::remove_file(self.file(relative)).expect("a file");
    }

    /// The paths of the files that are not as they were.
    pub fn changed(&self, before: &std::collections::BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let now = self.all();
        let names = before.keys().chain(now.keys().filter(|name| !before.contains_key(*name)));
        names.filter(|name| before.get(*name) != now.get(*name)).cloned().collect()
    }

    /// What is different in a file, as a unified diff.
    pub fn diff(&self, relative: &str, before: &std::collections::BTreeMap<String, Vec<u8>>) -> String {
        let before = std::str::from_utf8(&before[relative]).expect("UTF-8");
        salesrec::store::unified(Path::new(relative), before, &self.read(relative))
    }

    /// Runs git here, as somebody on whom the machine's settings have no effect.
    pub fn git(&self, words: &[&str]) {
        self.git_with(&[], words);
    }

    /// The same at noon of a day, for what is asked of the past.
    pub fn git_on(&self, day: &str, words: &[&str]) {
        let at = format!("{day}T12:00:00+08:00");
        self.git_with(&[("GIT_COMMITTER_DATE", &at), ("GIT_AUTHOR_DATE", &at)], words);
    }

    fn git_with(&self, vars: &[(&str, &str)], words: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(self.path()).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        git.env("HOME", self.path()).env("GIT_CONFIG_NOSYSTEM", "1").envs(vars.iter().copied());
        git.args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "core.autocrlf=false"]);
        let output = git.args(["-c", "init.defaultBranch=main"]).args(words).output().expect("git runs");
        assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// The program, ready to run here, in a cleared environment with a fixed now, width, home and seed.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_salesrec"));
        command.args(words).current_dir(self.path()).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, value) in [
            ("HOME", self.path().join(".home").to_string_lossy().as_ref()),
            ("SALESREC_NOW", NOW),
            ("SALESREC_SEED", "7"),
            ("SALESREC_WIDTH", "100"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
        ] {
            command.env(name, value);
        }
        command.envs(self.vars.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        command
    }

    /// Runs the program.
    pub fn run(&self, words: &[&str]) -> Shown {
        let output = self.command(words).output().expect("the program runs");
        Shown::from(output)
    }

    /// Runs the program with something on its standard input.
    pub fn run_with_input(&self, words: &[&str], input: &[u8]) -> Shown {
        use std::io::Write;
        let mut command = self.command(words);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        child.stdin.take().expect("its input").write_all(input).expect("it reads");
        Shown::from(child.wait_with_output().expect("it ends"))
    }
}

impl From<std::process::Output> for Shown {
    fn from(output: std::process::Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
            code: output.status.code().expect("an exit code"),
        }
    }
}

impl Shown {
    /// The whole screen: the answer, then what went to standard error behind a bar, then an exit code other than 0.
    pub fn screen(&self) -> String {
        let mut screen = self.stdout.clone();
        for line in self.stderr.lines() {
            screen.push_str(format!("| {line}").trim_end());
            screen.push('\n');
        }
        if self.code != 0 {
            screen.push_str(&format!("exit {}\n", self.code));
        }
        screen
    }

    /// The answer, when all went well.
    #[track_caller]
    pub fn ok(&self) -> &str {
        assert_eq!(self.code, 0, "{}", self.screen());
        &self.stdout
    }

    /// The answer as JSON, when all went well.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(self.ok()).expect("JSON")
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let target = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).expect("a folder");
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
