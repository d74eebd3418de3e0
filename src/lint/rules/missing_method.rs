use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, LogEntry};
use crate::text;
use crate::yaml::Route;

/// A contact of which nobody wrote down by which means it was made.
pub struct MissingMethod;

impl Rule for MissingMethod {
    fn about(&self) -> &'static About {
        crate::about!("missing-method", Log, Warning, "a log entry without a means of contact", "沟通记录没有沟通方式")
    }

    fn entry(&self, check: &mut Check<'_>, _client: &Client, at: usize, entry: &LogEntry) {
        if entry.method.as_deref().is_none_or(is_blank) {
            let id = check.id();
            check
                .report(
                    Route::root().key("log").index(at).key("method"),
                    Text::fixed("it is not written down how the client was contacted", "没有写用什么方式沟通的"),
                )
                .mend(text!("`salesrec edit {id}`: `method`", "`salesrec edit {id}`：补上 `method`（沟通方式）"));
        }
    }
}
