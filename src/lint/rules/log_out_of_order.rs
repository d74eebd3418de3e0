use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// An entry that stands below a later one.
pub struct LogOutOfOrder;

impl Rule for LogOutOfOrder {
    fn about(&self) -> &'static About {
        crate::about!("log-out-of-order", Log, Info, "log entries are out of order", "沟通记录没有按时间先后排列")
    }

    fn entry(&self, check: &mut Check<'_>, client: &Client, at: usize, entry: &LogEntry) {
        let Some(moment) = entry.at else { return };
        let Some(before) = client.log[..at].iter().rev().find(|entry| entry.at.is_some()) else { return };
        let Some(earlier) = before.at else { return };
        // What is written down later is added below, even if it took place earlier.
        let appended = before.recorded.zip(entry.recorded);
        if appended.is_some_and(|(before, own)| own.end(check.clock) >= before.start(check.clock)) {
            return;
        }
        // A day without an hour is not out of order among the hours of that day.
        if moment.end(check.clock) < earlier.start(check.clock) {
            let id = check.id();
            check
                .report(
                    Route::root().key("log").index(at).key("at"),
                    text!("{moment} stands below {earlier}", "{moment} 排在 {earlier} 的后面"),
                )
                .mend(text!(
                    "`salesrec edit {id}`: move the entry up, or mend the date; the oldest stands first",
                    "`salesrec edit {id}`：把这条往上移，或改正日期；最早的在最前面"
                ));
        }
    }
}
