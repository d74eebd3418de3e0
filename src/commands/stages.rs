//! Moving a deal from stage to stage: what `advance`, `log --stage` and new deals have in common.

use super::Desk;
use super::entry::new_action;
use crate::document::Line;
use crate::error::{Error, Kind, Result};
use crate::lang::quoted;
use crate::lang::{Lang, Text, list};
use crate::record::{Action, Client, Day, Fact, Gap, Loss, Moment, Stage, StageEntry, StageKind, gaps};
use crate::text;

/// How a deal is moved.
#[derive(Clone, Debug, Default)]
pub struct Move {
    /// Why, or what came of it.
    pub note: Option<String>,
    /// Go on although the stage's facts are missing.
    pub force: bool,
    /// Why it was lost: a value of the vocabulary.
    pub reason: Option<String>,
    /// Who got it.
    pub to: Option<String>,
    /// When to ask again.
    pub revisit: Option<Day>,
}

/// Which way a deal went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the sale.
    Forward,
    /// Back to an earlier stage.
    Back,
    /// Out of the process.
    Out,
    /// In again.
    Reopened,
}

/// What a move did.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The stage before, when there was one.
    pub from: Option<String>,
    /// What the stage requires and is missing; forced.
    pub gaps: Vec<Gap>,
    /// Which way it went.
    pub way: Way,
    /// The stages between that were skipped.
    pub skipped: Vec<String>,
    /// The actions that ended with the deal.
    pub cancelled: Vec<String>,
    /// The action made for asking again.
    pub revisit: Option<Action>,
}

impl Desk {
    /// Moves the deal at `index` into `target`, as the trade allows.
    ///
    /// # Errors
    /// `Refused` when it is there already, when facts are missing and it is not forced with a note, or when a lost deal
    /// has no reason.
    pub fn enter(&self, client: &mut Client, index: usize, target: &Stage, how: &Move, said: &str) -> Result<Moved> {
        let stages = &self.team.stages;
        let from = client.deals[index].stage.clone();
        if from.as_deref() == Some(target.name.as_str()) {
            let stage = &target.name;
            return Err(Error::new(Kind::Refused, text!("the deal is in {stage} already", "商机已经处于{stage}阶段")));
        }
        if how.force && how.note.is_none() {
            return Err(Error::new(
                Kind::Usage,
                Text::fixed("--force needs --note WHY", "--force 需要用 --note 说明原因"),
            ));
        }
        let from_position = from.as_deref().and_then(|name| stages.position(name));
        let was_lost = stages.kind(&client.deals[index]) == StageKind::Lost;
        let position = stages.position(&target.name).unwrap_or_default();
        let forward = from_position.is_none_or(|from| from < position) || was_lost;
        let lost = target.kind == StageKind::Lost;
        let missing = if forward && !lost { gaps(&self.team, client, index, target) } else { Vec::new() };
        if !missing.is_empty() && !how.force {
            return Err(self.not_ready(&missing, target, said, one_of_several(client, index)));
        }
        let skipped = match from_position {
            Some(from) if forward && !lost && !was_lost => {
                stages.0[from + 1..position].iter().map(|stage| stage.name.clone()).collect()
            }
            _ => Vec::new(),
        };
        let me = self.me()?.id.clone();
        let today = Day(self.clock.today());
        let deal_name = client.deals[index].name.clone();
        let way = match (lost, was_lost, forward) {
            (true, ..) => Way::Out,
            (_, true, _) => Way::Reopened,
            (_, _, true) => Way::Forward,
            _ => Way::Back,
        };
        let mut moved = Moved { from, gaps: missing, way, skipped, cancelled: Vec::new(), revisit: None };
        if lost {
            let reason = self.loss_reason(how)?;
            moved.cancelled = self.cancel_actions(client, &deal_name, &reason);
            if let Some(revisit) = how.revisit {
                let action = self.revisit(client, &deal_name, &me, revisit);
                client.actions.push(action.clone());
                moved.revisit = Some(action);
            }
            client.deals[index].lost =
                Some(Loss { reason: Some(reason), to: how.to.clone(), note: how.note.clone(), revisit: how.revisit });
        }
        let deal = &mut client.deals[index];
        let note = match deal.lost.take_if(|_| !lost) {
            Some(loss) => Some(self.reopened(&loss, how.note.as_deref())),
            None => how.note.clone(),
        };
        deal.stage = Some(target.name.clone());
        deal.history.push(StageEntry { stage: target.name.clone(), since: Some(today), by: Some(me), note });
        Ok(moved)
    }

    /// The note of a reopened deal: what was said now, then every word of the loss, which its section no longer holds.
    fn reopened(&self, loss: &Loss, note: Option<&str>) -> String {
        let chinese = self.team.team.language == Some(Lang::Zh);
        let revisit = loss.revisit.map(|day| day.to_string());
        let parts: Vec<&str> =
            [&loss.reason, &loss.to, &loss.note, &revisit].into_iter().filter_map(|part| part.as_deref()).collect();
        let was = if chinese {
            format!("曾终止：{}", parts.join("；"))
        } else {
            format!("was lost: {}", parts.join("; "))
        };
        match note {
            Some(note) if chinese => format!("{note}（{was}）"),
            Some(note) => format!("{note} ({was})"),
            None => was,
        }
    }

    fn loss_reason(&self, how: &Move) -> Result<String> {
        let reasons = &self.team.vocabulary.loss_reasons;
        let Some(said) = &how.reason else {
            let known: Vec<Text> = reasons.iter().map(|term| Text::same(term.name.clone())).collect();
            let mut error = Error::new(
                Kind::Refused,
                Text::fixed("a deal is terminated only with a reason", "终止商机必须说明原因"),
            );
            if !known.is_empty() {
                error =
                    error.hint(Text::fixed("--reason with one of: ", "用 --reason 指定其中之一：").then(&list(&known)));
            }
            return Err(error);
        };
        self.term(reasons, said, Text::fixed("reason for a loss", "丢单原因"))
    }

    fn cancel_actions(&self, client: &mut Client, deal: &str, reason: &str) -> Vec<String> {
        let only = client.deals.len() == 1;
        let now = Moment::at(self.clock.minute());
        let with_deal = |action: &&mut Action| match action.deal.as_deref() {
            Some(name) => name == deal,
            None => only,
        };
        let ended = client.actions.iter_mut().filter(|action| action.is_open()).filter(with_deal);
        ended
            .map(|action| {
                action.cancelled = Some(now);
                action.why = Some(reason.to_string());
                action.action.clone()
            })
            .collect()
    }

    fn revisit(&self, client: &Client, deal: &str, me: &str, on: Day) -> Action {
        let owner = client.owner.clone().unwrap_or_else(|| me.to_string());
        let words = match self.team.team.language {
            Some(Lang::Zh) => format!("回访：{deal}是否重新有需求"),
            _ => format!("Ask again whether {deal} is wanted"),
        };
        let mut action = new_action(self, client, words, owner, Moment::day(on.0));
        action.deal = Some(deal.to_string());
        action
    }

    fn not_ready(&self, missing: &[Gap], target: &Stage, said: &str, deal: Option<&str>) -> Error {
        let stage = &target.name;
        let what = list(&missing.iter().map(|gap| gap.what.clone()).collect::<Vec<_>>());
        let mut error = Error::new(
            Kind::Refused,
            Text::new(
                format!("cannot enter {stage} yet; missing: {}", what.en),
                format!("还不能进入{stage}，缺：{}", what.zh),
            ),
        );
        for gap in missing {
            error = error.hint(self.mend_in(gap.fact, said, deal));
        }
        error.hint(Text::fixed(
            "`--force --note WHY` goes on regardless and records the reason",
            "加 `--force --note 原因` 可照常推进，原因会记入记录",
        ))
    }

    /// The command that supplies a missing fact, of a client with one deal.
    pub fn mend(&self, fact: Fact, said: &str) -> Text {
        self.mend_in(fact, said, None)
    }

    /// The command that supplies a missing fact; `deal` is named where the client has several.
    fn mend_in(&self, fact: Fact, said: &str, deal: Option<&str>) -> Text {
        let client = quoted(said);
        let deal = deal.map(|deal| format!(" --deal {}", quoted(deal))).unwrap_or_default();
        let decides = self.team.vocabulary.roles.iter().find(|role| role.decides).map_or("ROLE", |role| &role.name);
        fact.mend(&client, &deal, decides)
    }

    /// What is missing for the stage that the deal is in, as lines to read: each with the command that mends it.
    pub fn still_missing(&self, client: &Client, index: usize, said: &str) -> Vec<Line> {
        let deal = one_of_several(client, index);
        let stage = client.deals[index].stage.as_deref().and_then(|name| self.team.stages.get(name));
        let missing = stage.map(|stage| gaps(&self.team, client, index, stage)).unwrap_or_default();
        missing
            .into_iter()
            .map(|gap| Line::default().warn(gap.what).plain("  ").dim(self.mend_in(gap.fact, said, deal)))
            .collect()
    }
}

/// The deal's name, where the client has several.
fn one_of_several(client: &Client, index: usize) -> Option<&str> {
    (client.deals.len() > 1).then(|| client.deals[index].name.as_str())
}
