//! What a record still lacks after it was written, as the end of an answer: what the checks find missing in the text
//! as it is now. No other file is read.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Desk;
use crate::clock::Calendar;
use crate::document::{Block, Document, Line, Tone};
use crate::lang::{Text, list, quoted};
use crate::lint::{About, Engine, Finding, Group, Level, Settings, Setup};
use crate::record::Client;
use crate::store::{Change, ClientFile};
use crate::yaml::Step;

/// What the record lacks.
pub struct Missing {
    /// The worst first.
    findings: Vec<Finding>,
    /// The client's id as the rules write it in commands, and what was typed instead.
    client: [String; 2],
}

/// The rules that find what is missing are named so. Those of the log look at what is past: what the entry of this moment
/// lacks is said with it.
fn is_asked(about: &About) -> bool {
    about.id.starts_with("missing-") && about.group != Group::Log
}

impl Desk {
    /// What the record lacks after a change, of its deals only those at `deals`; `said` is the client as it was typed, for
    /// the commands that mend it; `client` is the record, where it is at hand. What the program can supply by itself is not told.
    pub fn missing(&self, change: &Change, client: Option<&Client>, deals: &[usize], said: &str) -> Missing {
        let file = ClientFile { path: change.path.clone() };
        let setup = self.written_setup();
        let engine = Engine {
            store: &self.store,
            team: &self.team,
            clock: &self.clock,
            calendar: &Calendar::weekends_only(),
            setup: &setup,
            history: None,
            unclosed: OnceLock::from(BTreeMap::new()),
            looking: OnceLock::new(),
        };
        // Most records lack nothing, and are not read again to see it.
        let complete = client.is_some_and(|client| engine.is_silent(&file, client));
        let mut findings = if complete { Vec::new() } else { engine.text(&file, &change.after) };
        findings.retain(|finding| finding.lacks.is_some() && finding.suppressed.is_none() && finding.fix.is_none());
        findings.retain(|finding| deal_of(finding).is_none_or(|at| deals.contains(&at)));
        findings.sort_by_key(|finding| Reverse(finding.level));
        Missing { findings, client: [quoted(file.id()), quoted(said)] }
    }

    /// The checks as salesrec.toml sets them; its mistakes are told by the commands that check.
    fn written_setup(&self) -> Setup {
        let written = if self.team.lint.is_empty() {
            Settings::default()
        } else {
            Settings::deserialize(self.team.lint.clone()).unwrap_or_default()
        };
        Setup::only(&written, &[], &[], is_asked).unwrap_or_default()
    }
}

/// The position of the deal that a finding is about.
fn deal_of(finding: &Finding) -> Option<usize> {
    match &finding.route.0[..] {
        [Step::Key(key), Step::Index(at), ..] if key == "deals" => Some(*at),
        _ => None,
    }
}

impl Missing {
    /// Says it at the end of an answer, a line a place; nothing when nothing is missing.
    pub fn tell(&self, document: &mut Document) {
        if !self.findings.is_empty() {
            document.paragraph(Text::fixed("Still missing:", "还缺："));
            let same = |a: &Finding, b: &Finding| (a.rule.id, &a.route) == (b.rule.id, &b.route);
            document.push(Block::List(self.findings.chunk_by(same).map(|found| self.line(found)).collect()));
        }
    }

    /// Without the milestones that nobody planned: whoever writes down a need has not come to plan.
    pub fn of_facts(mut self) -> Self {
        self.findings.retain(|finding| finding.rule.id != "missing-milestone");
        self
    }

    /// What is missing at one place, with the command that supplies the first of it.
    fn line(&self, found: &[Finding]) -> Line {
        let lacks: Vec<Text> = found.iter().filter_map(|finding| finding.lacks.clone()).collect();
        let tone = if found[0].level == Level::Info { Tone::Plain } else { Tone::Warn };
        let line = Line::new().toned(tone, list(&lacks));
        let [id, said] = &self.client;
        match &found[0].mend {
            Some(mend) => line.plain("  ").dim(mend.clone().map(|words| words.replace(id, said))),
            None => line,
        }
    }

    /// The rules that found it, with the places in the record.
    pub fn data(&self) -> Value {
        let one = |finding: &Finding| json!({"rule": finding.rule.id, "route": finding.route.to_string()});
        self.findings.iter().map(one).collect()
    }
}
