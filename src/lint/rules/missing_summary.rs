use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// A contact of which nobody wrote down what was said.
pub struct MissingSummary;

impl Rule for MissingSummary {
    fn about(&self) -> &'static About {
        crate::about!("missing-summary", Log, Error, "a log entry without a summary", "沟通记录没有内容")
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        if is_blank(&entry.summary) {
            let id = check.id();
            check
                .report(
                    Route::root().key("log").index(at).key("summary"),
                    Text::fixed("it is not written down what was said", "没有写沟通了什么"),
                )
                .mend(text!(
                    "`salesrec edit {id}`: what the client asked, what we said, what was agreed",
                    "`salesrec edit {id}`：写上客户说了什么、我方答复什么、约定了什么"
                ));
        }
    }
}
