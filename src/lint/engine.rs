//! Asks every rule about every file, finds the places of what they report, and keeps back what is suppressed.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::check::{Check, Committed, Raw};
use super::history::{History, LineTimes};
use super::rule::{Height, OF_A_CLIENT, Shown};
use super::settings::{Setup, names};
use super::suppress::{Suppression, complaint, suppressions};
use super::unread;
use super::{ALL, Book, Finding, Level, Page, Rule, Suppressed, shown_path};
use crate::clock::{Calendar, Clock};
use crate::error::{Error, Lines, Place};
use crate::record::{Client, TeamFile};
use crate::store::{ClientFile, Reading, Store, fnv};
use crate::yaml::{self, Fault, Limits, Route, Step, Tree};

/// What a run found.
#[derive(Debug, Default)]
pub struct Linted {
    /// Sorted by path, place and rule; those kept back among them.
    pub findings: Vec<Finding>,
    /// How many files were looked at.
    pub files: usize,
}

/// The checks, ready to run on a records directory.
#[derive(Debug)]
pub struct Engine<'a> {
    /// The files.
    pub store: &'a Store,
    /// What the team agrees on.
    pub team: &'a TeamFile,
    /// Now, in the team's zone.
    pub clock: &'a Clock,
    /// The days that the team works; [`Calendar::weekends_only`] where it names no holidays.
    pub calendar: &'a Calendar,
    /// Which rules are on.
    pub setup: &'a Setup,
    /// When lines were committed, for the rule that asks; without it that rule finds nothing.
    pub history: Option<History<'a>>,
    /// The handovers that nobody has closed, by name, with the last day of their transition; read once, when a rule
    /// first asks.
    pub unclosed: OnceLock<BTreeMap<String, Option<NaiveDate>>>,
    /// The rules that look at each height of a record, by their positions in [`ALL`]; found out when one is first asked.
    /// Most look at one, and all the questions that nobody answers would take as long as those that somebody does.
    pub looking: OnceLock<[Vec<usize>; 7]>,
}

/// Which rules were asked of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All that are on.
    All,
    /// Some of them.
    Some,
}

/// What looking at some files one by one gives.
#[derive(Default)]
struct Looked<'f> {
    findings: Vec<Finding>,
    page: Page<'f>,
}

impl Engine<'_> {
    /// Looks at `files`; the rules that compare files see `others` too.
    pub fn run(&self, files: &[ClientFile], others: &[ClientFile]) -> Linted {
        let compares = self.compares_files();
        let looked = self.store.inspect(files, |looked: &mut Looked<'_>, file, bytes| match bytes {
            Ok(bytes) => {
                let (findings, client) = self.bytes(file, bytes);
                looked.findings.extend(findings);
                if let Some(client) = client.filter(|_| compares) {
                    looked.page.add(file, &client);
                }
            }
            Err(error) => looked.findings.extend(self.unopened(file, &error)),
        });
        let many = looked.iter().map(|looked| looked.findings.len()).sum();
        let mut linted = Linted { findings: Vec::with_capacity(many), files: files.len() };
        let mut pages = Vec::new();
        for looked in looked {
            linted.findings.extend(looked.findings);
            pages.push(looked.page);
        }
        if compares {
            let others = self.store.inspect(others, |page: &mut Page<'_>, file, bytes| {
                if let Some(client) = bytes.ok().and_then(readable) {
                    page.add(file, &client);
                }
            });
            pages.extend(others);
            // Mostly nothing is found, and nobody asks.
            let asked = OnceCell::<BTreeSet<&ClientFile>>::new();
            let is_asked = |file: &ClientFile| asked.get_or_init(|| files.iter().collect()).contains(file);
            linted.findings.extend(self.compared(is_asked, &Book::of(pages)));
        }
        linted.findings.sort_by(|a, b| {
            (a.path.as_os_str(), a.place.line, a.place.column, a.rule.id).cmp(&(
                b.path.as_os_str(),
                b.place.line,
                b.place.column,
                b.rule.id,
            ))
        });
        linted
    }

    /// Looks at a text as if it stood in `file`: for what was just written, for examples.
    pub fn text(&self, file: &ClientFile, text: &str) -> Vec<Finding> {
        let mut findings = self.bytes(file, text.as_bytes()).0;
        in_order(&mut findings);
        findings
    }

    /// Looks at a record while it is read, in the order of its text. The rules that compare files are not asked: see
    /// [`Engine::compared`].
    pub(super) fn reading(&self, Reading { file, text, tree, client, faults }: &Reading<'_, '_>) -> Vec<Finding> {
        let mut findings = self.whole(file, text, tree, Some(client), faults);
        in_order(&mut findings);
        findings
    }

    /// Whether the rules have nothing to say of a record.
    pub fn is_silent(&self, file: &ClientFile, client: &Client) -> bool {
        self.ask_at(&OF_A_CLIENT, file, None, &Shown { client: Some(client), ..Shown::default() }).is_empty()
    }

    /// What could not even be listed, as findings: links in the place of records, folders that are closed.
    pub fn unlisted(&self, errors: &[Error]) -> Vec<Finding> {
        let told = errors.iter().flat_map(|error| {
            let path = error.place.as_ref().map(|place| place.path.clone()).unwrap_or_default();
            self.unopened(&ClientFile { path }, error)
        });
        told.collect()
    }

    fn unclosed_handovers(&self) -> BTreeMap<String, Option<NaiveDate>> {
        let open = self.store.handovers().0.into_iter().filter(|file| file.handover.is_open());
        open.map(|file| (file.name().to_string(), file.handover.ends())).collect()
    }

    /// Whether a rule that is on compares files.
    pub fn compares_files(&self) -> bool {
        self.rules_on().any(|rule| rule.compares_files())
    }

    fn rules_on(&self) -> impl Iterator<Item = &'static dyn Rule> + '_ {
        self.setup.rules()
    }

    fn rules_for<'s>(&'s self, file: &'s ClientFile) -> impl Iterator<Item = &'static dyn Rule> + 's {
        let path = self.setup.leaves_out().then(|| shown_path(&file.path));
        let is_left_out = move |about| path.as_ref().is_some_and(|path| self.setup.is_left_out(about, path));
        self.rules_on().filter(move |rule| !is_left_out(rule.about()))
    }

    /// What is wrong with a file, and the client if it can be read.
    fn bytes(&self, file: &ClientFile, bytes: &[u8]) -> (Vec<Finding>, Option<Client>) {
        let limits = Limits::default();
        let text = match yaml::decode(bytes, &limits) {
            Ok(text) => text,
            Err(fault) => return (self.undecoded(file, bytes, &fault), None),
        };
        let tree = match yaml::parse(text, &limits) {
            Ok(tree) => tree,
            Err(faults) => {
                let shown = Shown { text, faults: &faults, client: None };
                let raws = self.ask_at(&Height::ALL, file, None, &shown);
                return (self.placed(file, text, None, raws, Asked::All), None);
            }
        };
        let reading = yaml::read_tree::<Client>(&tree);
        (self.whole(file, text, &tree, reading.value.as_ref(), &reading.faults), reading.value)
    }

    /// What is wrong with a file that parses.
    fn whole(
        &self,
        file: &ClientFile,
        text: &str,
        tree: &Tree<'_>,
        client: Option<&Client>,
        faults: &[Fault],
    ) -> Vec<Finding> {
        let times = OnceCell::new();
        let committed = |route: &Route| {
            let history = self.history?;
            let times: &Option<LineTimes> = times.get_or_init(|| history.0(file));
            let start = tree.span(route)?.start;
            times.as_ref()?.at(text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1)
        };
        let committed = self.history.map(|_| &committed as Committed<'_>);
        let mut raws = self.ask_at(&Height::ALL, file, committed, &Shown { text, faults, client });
        unread::put_right(&mut raws, faults);
        self.placed(file, text, Some(tree), raws, Asked::All)
    }

    pub(super) fn ask(&self, file: &ClientFile, each: impl Fn(&dyn Rule, &mut Check<'_>)) -> Vec<Raw> {
        self.ask_these(self.rules_for(file), file, each)
    }

    /// What rules report of a file, whether they are on or not.
    pub(super) fn ask_these(
        &self,
        rules: impl Iterator<Item = &'static dyn Rule>,
        file: &ClientFile,
        each: impl Fn(&dyn Rule, &mut Check<'_>),
    ) -> Vec<Raw> {
        let mut check = self.check(file, None);
        for rule in rules {
            check.rule = rule.about();
            each(rule, &mut check);
        }
        check.raws
    }

    /// What the rules that are on report of a file at some heights.
    fn ask_at(
        &self,
        heights: &[Height],
        file: &ClientFile,
        committed: Option<Committed<'_>>,
        shown: &Shown<'_>,
    ) -> Vec<Raw> {
        let looking = self.looking.get_or_init(|| self.find_out());
        let path = self.setup.leaves_out().then(|| shown_path(&file.path));
        let is_left_out = |about| path.as_ref().is_some_and(|path| self.setup.is_left_out(about, path));
        let mut check = self.check(file, committed);
        for height in heights {
            for rule in looking[*height as usize].iter().map(|at| ALL[*at]) {
                check.rule = rule.about();
                if !is_left_out(check.rule) {
                    height.ask(rule, &mut check, shown);
                }
            }
        }
        check.raws
    }

    /// The rules that look at each height, found by showing them a record that has something at every one.
    fn find_out(&self) -> [Vec<usize>; 7] {
        let mut client = Client::default();
        client.contacts.push(Default::default());
        client.deals.push(Default::default());
        client.log.push(Default::default());
        client.actions.push(Default::default());
        let (shown, file) =
            (Shown { client: Some(&client), ..Shown::default() }, ClientFile { path: "clients".into() });
        let on: Vec<usize> = self.setup.positions().collect();
        Height::ALL.map(|height| {
            let looks = |at: &usize| {
                let mut check = self.check(&file, None);
                check.rule = ALL[*at].about();
                height.ask(ALL[*at], &mut check, &shown);
                !check.elsewhere
            };
            on.iter().copied().filter(looks).collect()
        })
    }

    fn check<'c>(&'c self, file: &'c ClientFile, committed: Option<Committed<'c>>) -> Check<'c> {
        Check {
            rule: ALL[0].about(),
            team: self.team,
            clock: self.clock,
            calendar: self.calendar,
            file,
            setup: self.setup,
            committed,
            unclosed: self.unclosed.get_or_init(|| self.unclosed_handovers()),
            numerals: OnceCell::new(),
            elsewhere: false,
            raws: Vec::new(),
        }
    }

    pub(super) fn undecoded(&self, file: &ClientFile, bytes: &[u8], fault: &Fault) -> Vec<Finding> {
        let (before, after) = bytes.split_at(fault.span.start.min(bytes.len()));
        let line = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let shown =
            String::from_utf8_lossy(before).into_owned() + &String::from_utf8_lossy(&line[..line.len().min(120)]);
        let start = String::from_utf8_lossy(before).len();
        let fault = Fault { span: start..start + 1, ..fault.clone() };
        let raws = self.ask(file, |rule, check| rule.faults(check, std::slice::from_ref(&fault)));
        self.placed(file, &shown, None, raws, Asked::Some)
    }

    pub(super) fn unopened(&self, file: &ClientFile, error: &Error) -> Vec<Finding> {
        let raws = self.ask(file, |rule, check| {
            if rule.about().id == "syntax" {
                check.report(Route::root(), error.message.clone());
            }
        });
        self.placed(file, "", None, raws, Asked::Some)
    }

    /// What the rules that compare files say of those for which somebody asks, from what all say.
    pub(super) fn compared(&self, is_asked: impl Fn(&ClientFile) -> bool, book: &Book<'_>) -> Vec<Finding> {
        let nowhere = ClientFile { path: "clients".into() };
        let raws = self.ask(&nowhere, |rule, check| {
            if rule.compares_files() {
                rule.book(check, book);
            }
        });
        let mut by_file: BTreeMap<ClientFile, Vec<Raw>> = BTreeMap::new();
        for raw in raws {
            let Some(file) = raw.file.clone().filter(|file| is_asked(file)) else { continue };
            if !self.setup.is_left_out(raw.rule, &shown_path(&file.path)) {
                by_file.entry(file).or_default().push(raw);
            }
        }
        let files: Vec<ClientFile> = by_file.keys().cloned().collect();
        let found = self.store.inspect(&files, |found: &mut Vec<Finding>, file, bytes| {
            let raws = by_file.get(file).cloned().unwrap_or_default();
            let text = bytes.ok().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
            let tree = yaml::parse(text, &Limits::default()).ok();
            found.extend(self.placed(file, text, tree.as_ref(), raws, Asked::Some));
        });
        found.into_iter().flatten().filter(|finding| finding.rule.group != super::Group::Suppressions).collect()
    }

    /// Findings with their places, levels and fingerprints, and what the record's own comments keep back.
    pub(super) fn placed(
        &self,
        file: &ClientFile,
        text: &str,
        tree: Option<&Tree<'_>>,
        raws: Vec<Raw>,
        asked: Asked,
    ) -> Vec<Finding> {
        let comments = suppressions(text);
        if raws.is_empty() && comments.is_empty() {
            return Vec::new();
        }
        let lines = Lines::of(text);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut findings: Vec<Finding> =
            raws.into_iter().filter_map(|raw| self.finding(file, &lines, tree, raw, &mut seen)).collect();
        if !comments.is_empty() {
            self.suppress(file, &lines, &comments, &mut findings, &mut seen);
        }
        self.hide_private(file, text, &mut findings, asked);
        findings
    }

    fn finding(
        &self,
        file: &ClientFile,
        lines: &Lines<'_>,
        tree: Option<&Tree<'_>>,
        raw: Raw,
        seen: &mut BTreeMap<String, usize>,
    ) -> Option<Finding> {
        let level = self.setup.level(raw.rule)?;
        let span = raw.span.or_else(|| {
            let whole = raw.route.0.is_empty() && raw.fix.as_ref().is_some_and(|fix| fix.stem.is_some());
            tree.filter(|_| !whole).map(|tree| tree.span_or_parent(&raw.route))
        });
        let place = span.map_or_else(|| Place::file(&file.path), |span| lines.place(&file.path, span));
        let identity = format!("{}\n{}\n{}", raw.rule.id, shown_path(&file.path), identity(tree, &raw.route));
        let times = seen.entry(identity.clone()).or_default();
        *times += 1;
        let fingerprint = format!("{:016x}", fnv(format!("{identity}\n{times}").as_bytes()));
        Some(Finding {
            rule: raw.rule,
            level,
            path: file.path.clone(),
            route: raw.route,
            place,
            message: raw.message,
            mend: raw.mend,
            lacks: raw.lacks,
            fix: raw.fix,
            fingerprint,
            suppressed: None,
        })
    }

    /// Whether this run can tell that a comment keeps nothing back: all that it names are asked, of this file alone.
    fn is_judged(&self, comment: &Suppression) -> bool {
        let named = |rule: &&&dyn Rule| comment.rules.iter().any(|said| names(said, rule.about()));
        let judged = |rule: &&dyn Rule| self.setup.level(rule.about()).is_some() && !rule.compares_files();
        ALL.iter().filter(named).all(judged)
    }

    fn suppress(
        &self,
        file: &ClientFile,
        lines: &Lines<'_>,
        comments: &[Suppression],
        findings: &mut Vec<Finding>,
        seen: &mut BTreeMap<String, usize>,
    ) {
        let today = self.clock.today();
        let mut trouble = Vec::new();
        for comment in comments {
            let expired = comment.until.is_some_and(|until| until < today) || comment.bad_until;
            let mut used = !self.is_judged(comment);
            for finding in findings.iter_mut().filter(|finding| comment.lines.contains(&finding.place.line.max(1))) {
                if comment.rules.iter().any(|rule| names(rule, finding.rule)) {
                    used = true;
                    if !expired && !comment.reason.is_empty() {
                        finding.suppressed = Some(Suppressed::Comment(comment.reason.clone()));
                    }
                }
            }
            trouble.extend(complaint(comment, expired, used));
        }
        for (rule, span, message) in trouble {
            let about = ALL.iter().map(|known| known.about()).find(|about| about.id == rule);
            let on = about.filter(|about| !self.setup.is_left_out(about, &shown_path(&file.path)));
            let Some(rule) = on else { continue };
            let raw = Raw::new(rule, Route::root(), Some(span), message);
            findings.extend(self.finding(file, lines, None, raw, seen));
        }
    }
}

/// In the order of a file's text.
pub(super) fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.place.line, a.place.column, a.rule.id).cmp(&(b.place.line, b.place.column, b.rule.id)));
}

fn readable(bytes: &[u8]) -> Option<Client> {
    let limits = Limits::default();
    yaml::read(yaml::decode(bytes, &limits).ok()?, &limits).value
}

/// A route in which positions are replaced by what their items are called, so that it stays when lines are added above.
fn identity(tree: Option<&Tree<'_>>, route: &Route) -> String {
    let mut path = Route::root();
    let mut words = String::new();
    for step in &route.0 {
        path.0.push(step.clone());
        match step {
            Step::Key(key) => words.push_str(key),
            Step::Index(index) => {
                let name = tree.and_then(|tree| {
                    ["id", "name", "at", "number", "need", "pain", "milestone", "stage", "on"]
                        .iter()
                        .find_map(|key| tree.text(&path.clone().key(*key)))
                });
                words.push_str(&name.map_or_else(|| index.to_string(), str::to_string));
            }
        }
        words.push('/');
    }
    words
}

impl Level {
    /// The worst of some findings that are not kept back.
    pub fn worst<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Option<Self> {
        findings.into_iter().filter(|finding| finding.suppressed.is_none()).map(|finding| finding.level).max()
    }
}
