use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// A contact that has not taken place yet.
pub struct ContactInFuture;

impl Rule for ContactInFuture {
    fn about(&self) -> &'static About {
        crate::about!("contact-in-future", Log, Error, "a logged contact lies in the future", "沟通记录的时间在未来")
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        let Some(moment) = entry.at.filter(|moment| moment.start(check.clock) > check.clock.now()) else { return };
        let id = check.id();
        check
            .report(
                Route::root().key("log").index(at).key("at"),
                text!("{moment} has not come yet", "{moment} 还没有到"),
            )
            .mend(text!(
                "`salesrec edit {id}`: the true time; what is still planned is an action, not a log entry",
                "`salesrec edit {id}`：改成真实时间；还没发生的事应写成行动，不是沟通记录"
            ));
    }
}
