use chrono::TimeDelta;

use crate::lint::OptionDefault::Number;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// An entry that came into the repository at another time than it says it was written down.
pub struct RecordedAgainstGit;

impl Rule for RecordedAgainstGit {
    fn about(&self) -> &'static About {
        crate::about!(
            "recorded-against-git", Log, Info,
            "the time of recording is contradicted by git", "补记时间与 git 提交时间不符",
            "hours" = Number(1),
        )
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        if !check.has_history() {
            return;
        }
        let Some(recorded) = entry.recorded.filter(|recorded| recorded.time.is_some()) else { return };
        let place = Route::root().key("log").index(at);
        // Where one of the two was corrected later, the other still tells when the entry came.
        let lines = ["at", "recorded"].map(|key| check.committed(&place.clone().key(key)));
        let Some(committed) = lines.into_iter().flatten().min() else { return };
        let says = recorded.start(check.clock);
        if (committed - says).abs() <= TimeDelta::hours(check.number("hours")) {
            return;
        }
        let shown = committed.format("%Y-%m-%d %H:%M");
        let message = if committed < says {
            text!(
                "recorded {recorded}, but it was committed before that: {shown}",
                "写的补记时间是 {recorded}，但 {shown} 就已经提交"
            )
        } else {
            text!(
                "recorded {recorded}, but it was first committed {shown}",
                "写的补记时间是 {recorded}，但 {shown} 才首次提交"
            )
        };
        check.report(place.key("recorded"), message).mend(text!(
            "commit what is recorded the same hour; if `recorded` is wrong, put the true time",
            "记录之后一小时内提交；`recorded` 写错的，改成真实时间"
        ));
    }
}
