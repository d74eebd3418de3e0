//! Whether the records are fit to be handed over: every hole as a question to the giver, and a score.

use std::collections::BTreeMap;

use crate::lang::Text;
use crate::lint::{Finding, Group, Level};
use crate::store::ClientFile;

/// What one client's record lacks.
#[derive(Clone, Debug, Default)]
pub struct Readiness {
    /// How complete it is, in percent: 100 less 12 for each error, 5 for each warning and 2 for each remark.
    pub score: u8,
    /// What the giver is asked, the gravest first.
    pub questions: Vec<Asked>,
}

/// A question to the giver.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The check that found the hole.
    pub rule: &'static str,
    /// How bad it is.
    pub level: Level,
    /// The question.
    pub question: Text,
    /// The command, or the deed, that answers it.
    pub mend: Option<Text>,
}

/// How ready each of the files is, by the client's id; one that nothing was found in has the full score.
pub fn readiness(files: &[ClientFile], findings: &[Finding]) -> BTreeMap<String, Readiness> {
    let mut found: BTreeMap<String, Readiness> =
        files.iter().map(|file| (file.id().to_string(), Readiness { score: 100, questions: Vec::new() })).collect();
    let asked = |finding: &&Finding| finding.suppressed.is_none() && finding.rule.group != Group::Suppressions;
    for finding in findings.iter().filter(asked) {
        let file = ClientFile { path: finding.path.clone() };
        let Some(ready) = found.get_mut(file.id()) else { continue };
        ready.score = ready.score.saturating_sub(cost(finding.level));
        ready.questions.push(Asked {
            rule: finding.rule.id,
            level: finding.level,
            question: question(finding),
            mend: finding.mend.clone(),
        });
    }
    for ready in found.values_mut() {
        ready.questions.sort_by_key(|asked| std::cmp::Reverse(asked.level));
    }
    found
}

const fn cost(level: Level) -> u8 {
    match level {
        Level::Error => 12,
        Level::Warning => 5,
        Level::Info => 2,
    }
}

/// What was found, and what is to be said about it.
fn question(finding: &Finding) -> Text {
    let said = &finding.message;
    let ask = QUESTIONS.iter().find(|(rule, _)| *rule == finding.rule.id).map_or(OTHERWISE, |(_, ask)| ask.clone());
    said.then(&Text::fixed(": ", "。")).then(&ask)
}

const OTHERWISE: Text = Text::fixed("please complete or explain it", "请补充或说明。");

/// What the successor wants to know, by the check that found the hole.
const QUESTIONS: &[(&str, Text)] = &[
    ("missing-next-action", Text::fixed("what comes next, and by when?", "下一步做什么，什么时候之前？")),
    ("missing-decision-maker", Text::fixed("who decides at the client?", "客户方由谁拍板？")),
    ("missing-contact", Text::fixed("whom do you speak to there?", "平时和谁联系？")),
    ("unreachable-contact", Text::fixed("how is the person reached?", "怎么联系此人？")),
    ("contact-without-role", Text::fixed("what part does the person play?", "此人在采购中是什么角色？")),
    ("missing-needs", Text::fixed("what does the client want?", "客户要什么？")),
    ("vague-need", Text::fixed("what exactly did the client ask for?", "客户的原话是什么？")),
    ("missing-close-date", Text::fixed("when will it be signed?", "预计什么时候签约？")),
    ("close-date-past", Text::fixed("when will it be signed now?", "现在预计什么时候签约？")),
    ("overdue-action", Text::fixed("is it done, and what came of it?", "做了没有，结果如何？")),
    ("action-without-deadline", Text::fixed("by when?", "什么时候之前？")),
    ("action-without-owner", Text::fixed("who does it?", "由谁负责？")),
    ("vague-action", Text::fixed("what exactly is to be done?", "具体要做什么？")),
    (
        "no-recent-contact",
        Text::fixed("why was there no contact, and how do they feel?", "为什么没有联系，客户现在什么态度？"),
    ),
    ("stale-stage", Text::fixed("what is in the way?", "卡在哪里？")),
    ("overdue-milestone", Text::fixed("was it reached?", "达成了没有？")),
    ("overdue-receivable", Text::fixed("what did the client say about paying?", "客户对付款怎么说？")),
    ("overdue-delivery", Text::fixed("when is it delivered, and does the client know?", "什么时候交付，客户知道吗？")),
    ("missing-industry", Text::fixed("what does the client do?", "客户是做什么的？")),
    ("missing-source", Text::fixed("how did the client come to us?", "客户是怎么来的？")),
    ("missing-first-contact", Text::fixed("since when do we know the client?", "什么时候开始接触的？")),
    ("won-without-contract", Text::fixed("where is the contract?", "合同在哪里？")),
    ("contract-without-scan", Text::fixed("where is the original?", "原件在哪里？")),
    ("lost-without-reason", Text::fixed("why was it lost?", "为什么丢单？")),
    ("pain-without-need", Text::fixed("which need does it answer to?", "对应哪条需求？")),
];
