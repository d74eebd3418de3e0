use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// A contact that was written down before it took place.
pub struct RecordedBeforeContact;

impl Rule for RecordedBeforeContact {
    fn about(&self) -> &'static About {
        crate::about!(
            "recorded-before-contact", Log, Error, "recorded before the contact took place", "补记时间早于沟通时间"
        )
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        let (Some(took_place), Some(recorded)) = (entry.at, entry.recorded) else { return };
        if recorded.end(check.clock) < took_place.start(check.clock) {
            let id = check.id();
            check
                .report(
                    Route::root().key("log").index(at).key("recorded"),
                    text!(
                        "recorded {recorded}, but the contact was {took_place}",
                        "补记时间是 {recorded}，沟通时间却是 {took_place}"
                    ),
                )
                .mend(text!("`salesrec edit {id}`: one of the two is wrong", "`salesrec edit {id}`：两个时间有一个写错了"));
        }
    }
}
