use crate::clock;
use crate::lang::{Text, apart};
use crate::lint::{About, Check, OptionDefault, Rule};
use crate::record::{Client, Deal, Fact, StageKind};
use crate::text;
use crate::yaml::Route;

/// A deal that was won and has no contract yet.
pub struct WonWithoutContract;

impl Rule for WonWithoutContract {
    fn about(&self) -> &'static About {
        crate::about!("won-without-contract", Stage, Warning, "a won deal has no contract", "成交的商机没有合同", "days" = OptionDefault::Number(14))
    }

    fn deal(&self, check: &mut Check<'_>, client: &Client, at: usize, deal: &Deal) {
        let stages = &check.team.stages;
        let is_won = |name: &str| {
            stages.get(name).is_some_and(|stage| matches!(stage.kind, StageKind::Won | StageKind::Aftercare))
        };
        let Some(stage) = deal.stage.as_deref().filter(|name| is_won(name)).and_then(|name| stages.get(name)) else {
            return;
        };
        if client.has_contract(deal) {
            return;
        }
        // The last entries that are all won: a deal may have been lost or taken back before.
        let since = deal.history.iter().rev().take_while(|entry| is_won(&entry.stage)).last();
        let (since, today) = (since.and_then(|entry| entry.since), check.clock.today());
        let late = since.is_some_and(|since| (today - since.0).num_days() > check.number("days"));
        if !late && !stage.requires.contains(&Fact::Contract) {
            return;
        }
        let (id, name, stage, there) = (check.id(), &deal.name, &stage.name, apart(&stage.name));
        let message = match since.map(|since| clock::since(since.0, today)) {
            Some(Text { en, zh }) => {
                text!("“{name}” was won {en} and has no contract", "“{name}”{zh}已成交，还没有合同")
            }
            None => text!("“{name}” is in {stage} and has no contract", "“{name}”已到{there}阶段，却没有合同"),
        };
        check.report(Route::root().key("deals").index(at), message).wanting(Route::root().key("contracts")).mend(text!(
            "`salesrec edit {id}`: contracts, with number, deal, amount and signed",
            "`salesrec edit {id}`：补上 contracts，写明 number、deal、amount 和 signed"
        ));
    }
}
