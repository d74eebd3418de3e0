use crate::lang::{Text, apart, count};
use crate::lint::OptionDefault::Number;
use crate::lint::wording::cited;
use crate::lint::{About, Check, Rule};
use crate::record::{Action, Client, Person};
use crate::text;
use crate::yaml::Route;

/// An open action whose deadline has passed; the longer, the higher up it goes.
pub struct OverdueAction;

impl Rule for OverdueAction {
    fn about(&self) -> &'static About {
        crate::about!(
            "overdue-action", Actions, Warning, "an action is overdue", "行动逾期",
            "days" = Number(0), "rep" = Number(3), "manager" = Number(5), "reassign" = Number(7),
        )
    }

    fn action(&self, check: &mut Check<'_>, _client: &Client, at: usize, action: &Action) {
        let Some(deadline) = action.deadline(check.clock).filter(|_| action.is_overdue(check.clock)) else { return };
        let days = check.calendar.working_days_between(deadline.date(), check.clock.today());
        let borne = check.number("days");
        // What is overdue since today is so by no working day yet.
        if borne > 0 && days <= borne {
            return;
        }
        let words = cited(&action.action);
        let late = match usize::try_from(days) {
            Ok(days @ 1..) => {
                let days = count(days, "working day", "working days", "个工作日");
                Text::new(format!("is {} late", days.en), format!("已逾期 {}", days.zh))
            }
            _ => Text::fixed("has passed its deadline", "已过期限"),
        };
        let turn = turn(check, action, days);
        let (id, name) = (check.id(), check.called(action));
        let mend = if days >= check.number("reassign") {
            text!(
                "`salesrec edit {id}`: another `owner`; or `salesrec cancel {id} {name} --why …`",
                "`salesrec edit {id}`：换一位 `owner`；或 `salesrec cancel {id} {name} --why …`"
            )
        } else {
            text!(
                "`salesrec done {id} {name}`, or `salesrec postpone {id} {name} DATE --why …`",
                "`salesrec done {id} {name}`，或 `salesrec postpone {id} {name} 日期 --why …`"
            )
        };
        check
            .report(
                Route::root().key("actions").index(at).key("due"),
                Text::new(
                    format!("“{words}” {}{}", late.en, turn.en),
                    format!("“{words}”{}{}", late.zh, turn.zh),
                ),
            )
            .mend(mend);
    }
}

/// Whose turn it is after so many working days.
fn turn(check: &Check<'_>, action: &Action, days: i64) -> Text {
    let person = |id: Option<&str>| id.and_then(|id| check.team.people.iter().find(|person| person.id == id));
    let owner = person(action.owner.as_deref());
    if days >= check.number("reassign") {
        return Text::fixed(": give it to somebody else", "：该换人负责");
    }
    let manager = person(owner.and_then(|owner| owner.manager.as_deref())).map(Person::shown);
    if let Some(name) = manager.filter(|_| days >= check.number("manager")) {
        let there = apart(name);
        return text!(": {name}, the manager, steps in", "：请经理{there}介入");
    }
    if days >= check.number("rep") {
        return match owner.map(Person::shown) {
            Some(name) => {
                let there = apart(name);
                text!(": {name} says today when it will be done", "：请{there}今天说明何时完成")
            }
            None => Text::fixed(": its owner says today when it will be done", "：请负责人今天说明何时完成"),
        };
    }
    Text::default()
}
