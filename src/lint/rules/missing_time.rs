use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// A contact of which nobody wrote down when it took place.
pub struct MissingTime;

impl Rule for MissingTime {
    fn about(&self) -> &'static About {
        crate::about!("missing-time", Log, Error, "a log entry without a time", "沟通记录没有时间")
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        if entry.at.is_none() {
            let id = check.id();
            check
                .report(
                    Route::root().key("log").index(at).key("at"),
                    Text::fixed("it is not written down when this contact took place", "没有写这次沟通是什么时候"),
                )
                .mend(text!(
                    "`salesrec edit {id}`: `at`, with day and hour",
                    "`salesrec edit {id}`：补上 `at`（日期和钟点）"
                ));
        }
    }
}
