//! `[handover]` of salesrec.toml: how the team hands clients over.

use serde::Deserialize;

use super::Part;
use crate::clock::Length;
use crate::lang::Lang;

/// The table as it is written; what it leaves out is as the practice has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HandoverSettings {
    /// The steps of the plan, in order; the last one is due on the giver's last day. Empty: the six steps of the trade.
    pub steps: Vec<String>,
    /// How long the giver still answers questions afterwards.
    pub transition: Length,
    /// Who signs. The receiver signs by accepting; others than giver and receiver have to countersign each client.
    pub signers: Vec<Part>,
    /// Who watches over handovers: the id of a person. The giver's manager when absent.
    pub supervisor: Option<String>,
    /// Who confirms contracts and money: the id of a person.
    pub finance: Option<String>,
    /// The head of the department: the id of a person.
    pub head: Option<String>,
    /// The checklists; each that is left out is the practice's.
    pub checklist: Checklist,
    /// Within which time the new owner should have spoken to every client.
    pub contact_within: Length,
    /// Keys of records that never leave in a bundle, besides those that begin with `x-private`.
    pub private: Vec<String>,
    /// What `--redact` leaves out of a bundle.
    pub redact: Vec<Redaction>,
}

impl Default for HandoverSettings {
    fn default() -> Self {
        Self {
            steps: Vec::new(),
            transition: Length::of_days(14),
            signers: vec![Part::Giver, Part::Receiver],
            supervisor: None,
            finance: None,
            head: None,
            checklist: Checklist::default(),
            contact_within: Length::of_days(7),
            private: Vec::new(),
            redact: Redaction::ALL.to_vec(),
        }
    }
}

/// The points of the checklists.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Checklist {
    /// Before the meeting.
    pub before: Option<Vec<String>>,
    /// While clients are handed over.
    pub during: Option<Vec<String>>,
    /// In the transition.
    pub after: Option<Vec<String>>,
}

/// What can be left out of a bundle that travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Redaction {
    /// Phone numbers.
    Phones,
    /// Mail addresses.
    Mails,
    /// Amounts of money.
    Amounts,
    /// Remarks, preferences and what to avoid.
    Notes,
}

impl Redaction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Phones, Self::Mails, Self::Amounts, Self::Notes];
}

/// The six steps of the practice.
const STEPS: [[&str; 2]; 6] = [
    ["Preparation", "准备"],
    ["Documents", "文档整理"],
    ["Client information", "客户信息移交"],
    ["Project status", "项目状态更新"],
    ["Pipeline", "商机交接"],
    ["Tools and access", "工具和权限交接"],
];

const BEFORE: [[&str; 2]; 4] = [
    ["Every question on the records is answered", "档案中的缺漏都已补齐"],
    ["The bundle is printed and read by the receiver", "交接材料已生成，接手人已读过"],
    ["Contracts and papers are where the records say", "合同和纸质材料与档案所写位置一致"],
    ["The time of the meeting is agreed with all who take part", "交接会议时间已与各方约定"],
];

const DURING: [[&str; 2]; 3] = [
    ["Every client was talked through, the most urgent first", "已按优先级逐个客户过一遍"],
    ["Promises, written and spoken, are named and taken over", "书面和口头承诺都已说明并由接手人承接"],
    ["Receivables are confirmed by finance", "应收款已由财务核对"],
];

const AFTER: [[&str; 2]; 2] = [
    ["Every client knows the new contact", "客户都已知晓新的对接人"],
    ["Both sides have answered the questionnaire", "双方都已填写评价"],
];

fn in_language(words: &[[&str; 2]], lang: Lang) -> Vec<String> {
    words.iter().map(|[en, zh]| if lang == Lang::Zh { *zh } else { *en }.to_string()).collect()
}

impl HandoverSettings {
    /// The steps of the plan, in the team's language where the practice's are taken.
    pub fn steps(&self, lang: Lang) -> Vec<String> {
        if self.steps.is_empty() { in_language(&STEPS, lang) } else { self.steps.clone() }
    }

    /// The points of the three checklists, before, during and after.
    pub fn checklists(&self, lang: Lang) -> [Vec<String>; 3] {
        let list = |own: &Option<Vec<String>>, words: &[[&str; 2]]| match own {
            Some(own) => own.clone(),
            None => in_language(words, lang),
        };
        let Checklist { before, during, after } = &self.checklist;
        [list(before, &BEFORE), list(during, &DURING), list(after, &AFTER)]
    }
}
