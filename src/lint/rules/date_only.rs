use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// A contact of which only the day is known.
pub struct DateOnly;

impl Rule for DateOnly {
    fn about(&self) -> &'static About {
        crate::about!("date-only", Log, Warning, "a log entry with a day but no hour", "沟通记录只有日期，没有钟点")
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        if let Some(day) = entry.at.filter(|moment| moment.time.is_none()) {
            let id = check.id();
            check
                .report(
                    Route::root().key("log").index(at).key("at"),
                    text!("{day} has no hour", "{day} 没有写钟点"),
                )
                .mend(text!(
                    "`salesrec edit {id}`: the hour too, as in `{day} 14:30`",
                    "`salesrec edit {id}`：补上钟点，如 `{day} 14:30`"
                ));
        }
    }
}
