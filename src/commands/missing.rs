//! What deals still lack for the stages that they are in, as the end of an answer.

use super::Desk;
use crate::document::{Block, Document, Line};
use crate::record::{Client, Gap};
use crate::text;

/// What is missing, by deal.
pub struct Missing(Vec<Lack>);

struct Lack {
    stage: String,
    /// The deal's name, where the client has several.
    deal: Option<String>,
    gaps: Vec<(Gap, Line)>,
}

impl Desk {
    /// What the deals at `indexes` lack; `said` is the client as it was typed, for the commands that mend it.
    pub fn missing(&self, client: &Client, indexes: &[usize], said: &str) -> Missing {
        let lack = |&index: &usize| {
            let deal = &client.deals[index];
            Lack {
                stage: deal.stage.clone().unwrap_or_default(),
                deal: (client.deals.len() > 1).then(|| deal.name.clone()),
                gaps: self.still_missing(client, index, said),
            }
        };
        Missing(indexes.iter().map(lack).filter(|lack| !lack.gaps.is_empty()).collect())
    }

    /// What the client's open deals lack.
    pub fn missing_of_open(&self, client: &Client, said: &str) -> Missing {
        self.missing(client, &client.open_deals(&self.team), said)
    }
}

impl Missing {
    /// Says it at the end of an answer; nothing when nothing is missing.
    pub fn tell(&self, document: &mut Document) {
        for Lack { stage, deal, gaps } in &self.0 {
            document.paragraph(match deal {
                Some(deal) => text!("Still missing for {stage} of {deal}:", "“{deal}”在{stage}阶段还缺："),
                None => text!("Still missing for {stage}:", "{stage}阶段还缺："),
            });
            document.push(Block::List(gaps.iter().map(|(_, line)| line.clone()).collect()));
        }
    }

    /// The words of the missing facts, as salesrec.toml has them.
    pub fn words(&self) -> Vec<&'static str> {
        let mut words: Vec<&str> = Vec::new();
        for (gap, _) in self.0.iter().flat_map(|lack| &lack.gaps) {
            if !words.contains(&gap.fact.word()) {
                words.push(gap.fact.word());
            }
        }
        words
    }
}
