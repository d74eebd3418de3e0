//! The speed and size figures, as ratios in one interleaved run: `cargo bench --bench speed`.
//!
//! The yardsticks are this same program run bare: reading all bytes with one thread; writing, syncing and renaming one
//! file. Both are whole processes, as the commands are. `cargo bench --bench speed -- writing` measures one part alone.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement stops where something is wrong, and prints"
)]

mod generator;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The program as it is when it is installed: a copy, since the file that a linker wrote lies in pieces in the memory of
/// the system, and starts slower.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| installed(Path::new(env!("CARGO_BIN_EXE_salesrec"))));

/// This program, likewise.
static BARE: LazyLock<PathBuf> = LazyLock::new(|| installed(&std::env::current_exe().expect("this program")));

fn installed(program: &Path) -> PathBuf {
    let name = program.file_name().expect("a name").to_string_lossy().into_owned();
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("installed-{name}"));
    std::fs::copy(program, &copy).expect("a copy");
    copy
}

/// Measures one part on directories of 1,000, 10,000 and 100,000 clients.
type Measure = fn(&[PathBuf; 3]);

fn main() {
    let words: Vec<String> = std::env::args().collect();
    match words.get(1).map(String::as_str) {
        Some("--bare-start") => return,
        Some("--bare-read") => return bare_read(Path::new(&words[2])),
        Some("--bare-write") => return bare_write(Path::new(&words[2]), Path::new(&words[3])),
        Some("--bare-changed") => return bare_changed(Path::new(&words[2])),
        _ => {}
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let sizes = [1_000, 10_000, 100_000];
    let roots = sizes.map(|size| generator::records(&folder, size));
    let total: u64 = clients(&roots[1]).iter().map(|path| path.metadata().expect("a file").len()).sum();
    println!("10,000 clients: {:.1} MB, {} bytes each\n", total as f64 / 1e6, total / 10_000);
    let parts: [(&str, Measure); 8] = [
        ("reading", reading),
        ("checking", checking),
        ("reporting", reporting),
        ("memory", memory),
        ("writing", writing),
        ("showing", showing),
        ("finding", finding),
        ("bundling", bundling),
    ];
    let asked = |name: &str| words.iter().any(|word| word == name);
    let all = !parts.iter().any(|(name, _)| asked(name));
    for (_, measure) in parts.iter().filter(|(name, _)| all || asked(name)) {
        measure(&roots);
    }
}

/// `overdue` against reading the same bytes, and from size to size.
fn reading(roots: &[PathBuf; 3]) {
    let overdue = |root: &Path| run(&mut salesrec(root, &["overdue", "--format", "ids"]));
    let bare = |root: &Path| run(bare("--bare-read").arg(root.join("clients")));
    let [small, middle, large] = roots;
    let times = interleaved(9, &mut [&mut || overdue(middle), &mut || bare(middle), &mut || overdue(small)]);
    say("overdue, 10,000 clients / reading the bytes, one thread", &times, 0, 1, "at most 8");
    say("overdue, 10,000 clients / 1,000 clients", &times, 0, 2, "at most 12");
    let times = interleaved(3, &mut [&mut || overdue(large), &mut || overdue(middle), &mut || bare(large)]);
    say("overdue, 100,000 clients / 10,000 clients", &times, 0, 1, "at most 12");
    say("overdue, 100,000 clients / reading the bytes, one thread", &times, 0, 2, "");
}

/// `lint` against loading alone, for which `list` stands, and a single path against a process that does nothing.
fn checking(roots: &[PathBuf; 3]) {
    let [small, middle, large] = roots;
    let list = || run(&mut salesrec(middle, &["list", "--format", "ids"]));
    let lint = || run(&mut salesrec(middle, &["lint", "--fail-on", "never", "--statistics"]));
    let times = interleaved(21, &mut [&mut || lint(), &mut || list()]);
    say("lint, 10,000 clients / loading them", &times, 0, 1, "at most 1.3");
    let path = format!("clients/{}.yaml", generator::id(700));
    // Rules that compare files read them all, and one asks git, which is a process of its own.
    let alone = |rule: &&&dyn salesrec::lint::Rule| !rule.compares_files() && rule.about().id != "recorded-against-git";
    let others = salesrec::lint::ALL.iter().filter(|rule| !alone(rule));
    let ignored = others.map(|rule| rule.about().id).collect::<Vec<_>>().join(",");
    let one = |root: &Path| run(&mut salesrec(root, &["lint", &path, "--ignore", &ignored, "--fail-on", "never"]));
    let start = || run(&mut bare("--bare-start"));
    let times = interleaved(31, &mut [&mut || one(small), &mut || one(large), &mut || start()]);
    let over = |at: usize| (median(&times[at]).as_secs_f64() - median(&times[2]).as_secs_f64()) * 1e3;
    println!("lint of one path, 1,000 clients: {:.1} ms over process start (at most 2)", over(0));
    println!("lint of one path, 100,000 clients: {:.1} ms over process start (at most 2)", over(1));
    // What git itself takes grows with the files, all of which it looks at.
    for (root, name) in [(small, "1,000"), (middle, "10,000")] {
        let root = committed(root);
        let words = ["lint", "--changed", "--ignore", &ignored, "--fail-on", "never"];
        let times = interleaved(
            31,
            &mut [&mut || run(&mut salesrec(&root, &words)), &mut || run(bare("--bare-changed").arg(&root))],
        );
        let over = (median(&times[0]).as_secs_f64() - median(&times[1]).as_secs_f64()) * 1e3;
        println!("lint --changed of one file, {name} clients: {over:.1} ms over asking git (at most 2)");
    }
    against_yamllint(small);
}

/// Each report, and the weekly review of everybody, against loading alone, for which `list` stands.
fn reporting(roots: &[PathBuf; 3]) {
    let list = || run(&mut salesrec(&roots[1], &["list", "--format", "ids"]));
    for report in salesrec::report::REPORTS {
        let report = report.name;
        let made = || run(&mut salesrec(&roots[1], &["report", report, "--format", "json"]));
        let times = interleaved(15, &mut [&mut || made(), &mut || list()]);
        say(&format!("report {report}, 10,000 clients / loading them"), &times, 0, 1, "at most 1.2");
    }
    let asked: [&[&str]; 4] =
        [&["review"], &["review", "status"], &["review", "minutes"], &["submit", "--dry-run", "--as", "lin.xiaofeng"]];
    for words in asked {
        let times = interleaved(5, &mut [&mut || run(&mut salesrec(&roots[1], words)), &mut || list()]);
        say(&format!("{}, 10,000 clients / loading them", words.join(" ")), &times, 0, 1, "");
    }
}

/// `lint` with all its rules against yamllint, which is to be on the path, with the milder of its two sets of rules.
fn against_yamllint(root: &Path) {
    let yamllint = || {
        let mut command = Command::new("yamllint");
        command.args(["-d", "relaxed"]).arg(root.join("clients")).stdout(Stdio::null());
        command
    };
    if yamllint().arg("--version").status().is_err() {
        println!("NOT MEASURED: lint against yamllint, which is not installed (`pip install yamllint`)");
        return;
    }
    let lint = || run(&mut salesrec(root, &["lint", "--fail-on", "never"]));
    let times = interleaved(3, &mut [&mut || run(&mut yamllint()), &mut || lint()]);
    say("yamllint, 1,000 clients / lint", &times, 0, 1, "at least 50");
}

/// The most memory that `overdue` holds, as the system counts it.
fn memory(roots: &[PathBuf; 3]) {
    let [_, _, root] = roots;
    for form in ["table", "json"] {
        let mut child = salesrec(root, &["overdue", "--format", form]).stdout(Stdio::null()).spawn().expect("it runs");
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0;
        while child.try_wait().expect("a child").is_none() {
            let now = std::fs::read_to_string(&status).unwrap_or_default();
            let line = now.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
            let kib = line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0);
            most = most.max(kib);
            std::thread::sleep(Duration::from_millis(1));
        }
        println!("overdue --format {form}, 100,000 clients: {} MB at most (64 allowed)", most / 1024);
    }
}

/// `log` against a bare program that writes, syncs and renames the same file.
fn writing(roots: &[PathBuf; 3]) {
    let [small, _, large] = roots;
    let log = |root: &Path, number: &mut usize| {
        *number += 1;
        let id = generator::id(*number);
        run(&mut salesrec(root, &["log", &id, "客户确认了交付时间", "--next", "发送合同草案", "--due", "+3d"]))
    };
    let bare_write = |root: &Path| {
        let source = root.join("clients").join(generator::id(500)).with_extension("yaml");
        run(bare("--bare-write").arg(source).arg(root.join("bare.yaml")))
    };
    let (mut one, mut other) = (0, 0);
    let times = interleaved(
        31,
        &mut [&mut || log(small, &mut one), &mut || bare_write(small), &mut || log(large, &mut other), &mut || {
            bare_write(large)
        }],
    );
    say("log, 1,000 clients / bare write, sync, rename", &times, 0, 1, "at most 1.5");
    say("log, 100,000 clients / bare write, sync, rename", &times, 2, 3, "at most 1.5");
    say("log, 100,000 clients / 1,000 clients", &times, 2, 0, "about 1");
    for root in [small, large] {
        std::fs::remove_dir_all(root).ok();
    }
}

/// `show` by id against a process that does nothing.
fn showing(roots: &[PathBuf; 3]) {
    let folder = roots[0].parent().expect("a folder");
    let [small, large] = [1_000, 100_000].map(|size| generator::records(folder, size));
    let show = |root: &Path| run(&mut salesrec(root, &["show", &generator::id(700)]));
    let start = || run(&mut bare("--bare-start"));
    let times = interleaved(31, &mut [&mut || show(&small), &mut || show(&large), &mut || start()]);
    let over = |at: usize| (median(&times[at]).as_secs_f64() - median(&times[2]).as_secs_f64()) * 1e3;
    println!("show by id, 1,000 clients: {:.1} ms over process start (at most 3)", over(0));
    println!("show by id, 100,000 clients: {:.1} ms over process start (at most 3)", over(1));
}

/// A client by what people say, against a process that does nothing.
fn finding(roots: &[PathBuf; 3]) {
    let folder = roots[0].parent().expect("a folder");
    let start = || run(&mut bare("--bare-start"));
    for clients in [10_000, 100_000] {
        let root = generator::records(folder, clients);
        for (how, said) in [
            ("a part of the name", "000700"),
            ("pinyin in full", "yuanshanwuliu000007"),
            ("the other script", "華辰電子000008"),
            ("initials, with what is kept of contents", "yswl000007"),
            ("a phone, with what is kept of contents", "13800000700"),
        ] {
            // The first round, which is not counted, makes the cache.
            let show = || run(&mut salesrec(&root, &["show", said]));
            let times = interleaved(11, &mut [&mut || show(), &mut || start()]);
            let over = (median(&times[0]).as_secs_f64() - median(&times[1]).as_secs_f64()) * 1e3;
            println!("finding by {how}, {clients} clients: {over:.1} ms over process start");
        }
    }
    println!("(at most 10 ms among 10,000 where names decide)");
    for clients in [10_000, 100_000] {
        let root = generator::records(folder, clients);
        let words = ["__complete", "bash", "2", "salesrec", "show", "yswl0007"];
        let complete = || run(Command::new(&*PROGRAM).args(words).current_dir(&root).stdout(Stdio::null()));
        let times = interleaved(11, &mut [&mut || complete()]);
        println!(
            "completing a client, {clients} clients: {:.1} ms (at most 50 among 10,000)",
            median(&times[0]).as_secs_f64() * 1e3
        );
    }
}

/// The bundle of a large handover against `lint` of the same clients.
fn bundling(roots: &[PathBuf; 3]) {
    let folder = roots[0].parent().expect("a folder");
    let root = generator::handed(folder, 200, 20);
    let out = folder.join("bundle");
    let out = out.to_str().expect("a path");
    let words = ["handover", "bundle", "--out", out, "--force", "--format", "docx,xlsx,html"];
    let bundle = || run(&mut salesrec(&root, &words));
    let lint = || run(&mut salesrec(&root, &["lint", "--fail-on", "never", "--statistics"]));
    let times = interleaved(5, &mut [&mut || bundle(), &mut || lint()]);
    let [bundle, lint] = [0, 1].map(|at| median(&times[at]).as_secs_f64());
    println!(
        "docx, xlsx and html of 200 clients with 20 log entries: {bundle:.2} s; goal: at most 5 times lint + 1 s, {:.2} s",
        5.0 * lint + 1.0
    );
}

fn salesrec(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(&*PROGRAM);
    command.arg("-C").arg(root).args(words).env("SALESREC_NOW", generator::NOW).env("SALESREC_ME", "chen.yuehua");
    command.stdout(Stdio::null()).stdin(Stdio::null());
    command
}

fn bare(what: &str) -> Command {
    let mut command = Command::new(&*BARE);
    command.arg(what).stdout(Stdio::null());
    command
}

fn run(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.status().expect("it runs");
    let took = start.elapsed();
    assert!(status.success(), "{command:?}");
    took
}

/// Runs each in turn, round after round, after one round that is not counted.
fn interleaved(rounds: usize, runs: &mut [&mut dyn FnMut() -> Duration]) -> Vec<Vec<Duration>> {
    let mut times = vec![Vec::new(); runs.len()];
    for round in 0..=rounds {
        for (at, run) in runs.iter_mut().enumerate() {
            let took = run();
            if round > 0 {
                times[at].push(took);
            }
        }
    }
    times
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

fn say(what: &str, times: &[Vec<Duration>], one: usize, other: usize, goal: &str) {
    let mut ratios: Vec<f64> =
        times[one].iter().zip(&times[other]).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let ms = |at: usize| median(&times[at]).as_secs_f64() * 1e3;
    println!(
        "{what}: {:.2} times ({:.2} to {:.2}; {:.1} ms / {:.1} ms){}",
        ratios[ratios.len() / 2],
        ratios[0],
        ratios[ratios.len() - 1],
        ms(one),
        ms(other),
        if goal.is_empty() { String::new() } else { format!("; goal: {goal}") }
    );
}

fn clients(root: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(root.join("clients")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

/// A copy of records in a repository, with one file that differs from what is committed.
fn committed(root: &Path) -> PathBuf {
    let copy = root.with_extension("git");
    if !copy.is_dir() {
        std::fs::create_dir_all(copy.join("clients")).expect("a folder");
        std::fs::copy(root.join("salesrec.toml"), copy.join("salesrec.toml")).expect("a copy");
        for path in clients(root) {
            std::fs::copy(&path, copy.join("clients").join(path.file_name().expect("a name"))).expect("a copy");
        }
        git(&copy, &["init", "--quiet", "--initial-branch=main"]);
        git(&copy, &["add", "--all"]);
        git(&copy, &["-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "-m", "records"]);
        let file = |number| copy.join("clients").join(generator::id(number)).with_extension("yaml");
        std::fs::copy(file(2), file(1)).expect("a copy");
    }
    copy
}

fn git(root: &Path, words: &[&str]) {
    let mut command = Command::new("git");
    run(command.arg("-C").arg(root).args(words).stdout(Stdio::null()));
}

/// Asks git for what differs from the main branch, one list beside the other.
fn bare_changed(root: &Path) {
    let ask = |words: &[&str]| {
        git(root, &[words, &["--", "clients", "archive", "targets", "reviews", "handovers"]].concat());
    };
    std::thread::scope(|scope| {
        scope.spawn(|| ask(&["ls-files", "-z", "--others", "--exclude-standard"]));
        git(root, &["for-each-ref", "refs/remotes/origin/main", "refs/heads/main"]);
        git(root, &["merge-base", "HEAD", "main"]);
        ask(&["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--relative", "main"]);
    });
}

fn bare_read(folder: &Path) {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        bytes += std::fs::read(entry.expect("an entry").path()).expect("a file").len();
    }
    std::hint::black_box(bytes);
}

#[allow(clippy::disallowed_methods)]
fn bare_write(source: &Path, target: &Path) {
    let text = std::fs::read(source).expect("a file");
    let temporary = target.with_extension("tmp");
    let mut file = std::fs::File::create(&temporary).expect("a file");
    file.write_all(&text).and_then(|()| file.sync_all()).expect("written");
    std::fs::rename(&temporary, target).expect("renamed");
    std::fs::File::open(target.parent().expect("a folder")).and_then(|folder| folder.sync_all()).expect("synced");
}
