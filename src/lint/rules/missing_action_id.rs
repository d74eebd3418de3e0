use std::collections::BTreeSet;

use crate::lint::wording::cited;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client, action_id};
use crate::store::fnv;
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// An action that no command can name for certain.
pub struct MissingActionId;

impl Rule for MissingActionId {
    fn about(&self) -> &'static About {
        crate::about!("missing-action-id", Actions, Warning, "an action has no id", "行动没有 id", fix = Safe)
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let has_one = |action: &Action| action.id.as_deref().is_some_and(|id| !id.is_empty());
        if client.actions.iter().all(has_one) {
            return;
        }
        let present = client.actions.iter().filter(|action| has_one(action));
        let mut taken: BTreeSet<String> = present.filter_map(|action| action.id.clone()).collect();
        for (at, action) in client.actions.iter().enumerate().filter(|(_, action)| !has_one(action)) {
            let words = cited(&action.action);
            // The same id every time, so that looking twice offers the same fix.
            let fresh = (0_u64..).map(|again| action_id(fnv(format!("{words}\n{at}\n{again}").as_bytes())));
            let Some(id) = fresh.into_iter().find(|id| !taken.contains(id)) else { return };
            taken.insert(id.clone());
            let route = Route::root().key("actions").index(at).key("id");
            check
                .report(route.clone(), text!("“{words}” has no id", "“{words}”没有 id"))
                .mend(text!("`salesrec lint --fix` gives it one", "`salesrec lint --fix` 会补上"))
                .fix(vec![Edit::Set(route, Value::text(id))]);
        }
    }
}
