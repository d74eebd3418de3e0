use crate::lang::{Text, count};
use crate::lint::OptionDefault::Number;
use crate::lint::wording::cited;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client};
use crate::text;
use crate::yaml::Route;

/// An open action whose deadline is moved again and again.
pub struct OftenPostponed;

impl Rule for OftenPostponed {
    fn about(&self) -> &'static About {
        crate::about!(
            "often-postponed", Actions, Warning, "an action is postponed again and again", "行动一再延期",
            "times" = Number(3),
        )
    }

    fn action(&self, check: &mut Check<'_>, _client: &Client, at: usize, action: &Action) {
        let times = action.postponed.len();
        if !action.is_open() || (times as i64) < check.number("times").max(1) {
            return;
        }
        let times = count(times, "time", "times", "次");
        let (id, name, words) = (check.id(), check.called(action), cited(&action.action));
        check
            .report(
                Route::root().key("actions").index(at).key("postponed"),
                Text::new(
                    format!("“{words}” was postponed {}", times.en),
                    format!("“{words}”已延期 {}", times.zh),
                ),
            )
            .mend(text!(
                "do it, make it smaller, or `salesrec cancel {id} {name} --why …`",
                "马上做、拆小了做，或 `salesrec cancel {id} {name} --why …`"
            ));
    }
}
