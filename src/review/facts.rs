//! Whether what was written down of a deal bears out the stage that it is said to be in.
//!
//! Looked at is what was said since the deal entered the stage before this one, since the talk that led to a move comes
//! before it. A stage is known by what the team calls it; of other stages nothing is expected.

use crate::lang::Text;
use crate::record::{Client, Deal, LogEntry, Stage, StageKind, fold};
use crate::text;

/// What talk a stage leaves traces of.
struct Expected {
    /// A stage whose name or alias holds one of these.
    names: &'static [&'static str],
    /// What the log should then hold one of.
    words: &'static [&'static str],
    /// What that is called.
    what: Text,
}

static EXPECTED: [Expected; 3] = [
    Expected {
        names: &["谈判", "议价", "negotiat", "bargain"],
        words: &[
            "价",
            "折",
            "付款",
            "账期",
            "条款",
            "首付",
            "尾款",
            "定金",
            "预付",
            "质保金",
            "万",
            "元",
            "%",
            "预算",
            "合同",
            "price",
            "pricing",
            "discount",
            "payment",
            "terms",
            "instalment",
            "deposit",
            "budget",
            "cost",
            "rent",
            "contract",
            "rebate",
            "lease",
            "leasing",
            "£",
            "€",
            "$",
            "¥",
        ],
        what: Text::fixed("price or terms", "价格或条款"),
    },
    Expected {
        names: &["方案", "报价", "proposal", "quot", "offer"],
        words: &[
            "方案", "报价", "演示", "样机", "试样", "试机", "测试", "标书", "草图", "布局", "价", "proposal", "quot",
            "offer", "demo", "price", "present", "trial", "sample", "pilot", "tender", "layout", "estimate",
        ],
        what: Text::fixed("a solution, a demonstration or a quote", "方案、演示或报价"),
    },
    Expected {
        names: &["签约", "签订", "合同", "signing", "contract", "won"],
        words: &[
            "合同", "签", "盖章", "订单", "中标", "谈定", "定了", "contract", "sign", "order", "agreed", "accept",
            "voted", "award", "approved",
        ],
        what: Text::fixed("a contract or an agreement", "合同或谈定"),
    },
];

/// That the log says nothing of what the deal's stage is about.
pub(super) fn unheard(client: &Client, deal: &Deal, stage: &Stage) -> Option<Text> {
    if !matches!(stage.kind, StageKind::Open | StageKind::Won) {
        return None;
    }
    let names: Vec<String> = stage.names().into_iter().map(fold).collect();
    let named = |expected: &&Expected| expected.names.iter().any(|part| names.iter().any(|name| name.contains(part)));
    let expected = EXPECTED.iter().find(named)?;
    let since = deal.history.len().checked_sub(2).and_then(|before| deal.history[before].since).map(|day| day.0);
    let recent = |entry: &&LogEntry| since.is_none_or(|since| entry.at.is_none_or(|at| at.date >= since));
    let concerning = |entry: &&LogEntry| entry.deal.as_deref().is_none_or(|name| name == deal.name);
    let said =
        |entry: &LogEntry| fold(&[entry.summary.as_str(), entry.agreed.as_deref().unwrap_or_default()].join(" "));
    let heard = client.log.iter().filter(recent).filter(concerning).map(said);
    if heard.into_iter().any(|said| expected.words.iter().any(|word| said.contains(word))) {
        return None;
    }
    let (name, what) = (&stage.name, &expected.what);
    Some(match since {
        Some(since) => Text::new(
            format!("the stage is {name}, but since {since} the log says nothing of {}", what.en),
            format!("阶段是{name}，但自 {since} 以来沟通记录没有提到{}", what.zh),
        ),
        None => {
            text!("the stage is {name}, but the log says nothing of ", "阶段是{name}，但沟通记录没有提到").then(what)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Day;
    use crate::record::StageEntry;

    fn stage(name: &str, alias: &str, kind: StageKind) -> Stage {
        Stage {
            name: name.into(),
            aliases: vec![alias.into()],
            kind,
            probability: None,
            stay: None,
            contact_every: None,
            requires: Vec::new(),
            milestones: Vec::new(),
        }
    }

    fn client(said: &[(&str, &str)]) -> Client {
        let entry = |(at, summary): &(&str, &str)| LogEntry {
            at: at.parse().ok(),
            summary: (*summary).into(),
            ..LogEntry::default()
        };
        Client { log: said.iter().map(entry).collect(), ..Client::default() }
    }

    fn deal() -> Deal {
        let entry = |stage: &str, since: &str| StageEntry {
            stage: stage.into(),
            since: since.parse::<Day>().ok(),
            ..StageEntry::default()
        };
        Deal {
            history: vec![entry("需求确认", "2026-06-01"), entry("谈判推进", "2026-06-10")], ..Deal::default()
        }
    }

    #[test]
    fn a_stage_of_negotiation_without_a_word_of_price_is_told() {
        let negotiation = stage("谈判推进", "negotiation", StageKind::Open);
        let said = |client: &Client| unheard(client, &deal(), &negotiation).map(|said| said.zh.into_owned());
        assert!(said(&client(&[("2026-06-12", "客户问交期")])).unwrap().contains("没有提到价格或条款"));
        assert_eq!(said(&client(&[("2026-06-08", "客户希望总价下浮")])), None);
        // What was said before the stage before this one is another matter.
        assert!(said(&client(&[("2026-05-20", "预算 70 万")])).is_some());
        assert_eq!(unheard(&client(&[]), &deal(), &stage("线索培育", "lead", StageKind::Open)), None);
        assert_eq!(unheard(&client(&[]), &deal(), &stage("Contracts lost", "", StageKind::Lost)), None);
    }

    #[test]
    fn a_stage_is_known_by_its_aliases_too() {
        let phase = stage("Phase 3", "Quote", StageKind::Open);
        assert!(unheard(&client(&[("2026-06-12", "small talk")]), &deal(), &phase).is_some());
        assert_eq!(unheard(&client(&[("2026-06-12", "The DEMO went well")]), &deal(), &phase), None);
    }
}
