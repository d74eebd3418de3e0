use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A first contact that was not the first.
pub struct FirstContactAfterLog;

impl Rule for FirstContactAfterLog {
    fn about(&self) -> &'static About {
        crate::about!(
            "first-contact-after-log",
            Basics,
            Warning,
            "the log begins before the first contact",
            "首次接触日期晚于最早的沟通记录"
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let clock = check.clock;
        let earliest = client.log.iter().filter_map(|entry| entry.at).map(|at| at.shown(clock).0).min();
        let (Some(first), Some(logged)) = (client.first_contact, earliest) else { return };
        if logged < first.0 {
            let id = check.id();
            check
                .report(
                    Route::root().key("first_contact"),
                    text!(
                        "the first contact is said to be on {first}, but the log begins on {logged}",
                        "首次接触日期写的是 {first}，而最早的沟通记录在 {logged}"
                    ),
                )
                .mend(text!(
                    "`salesrec edit {id}`: first_contact: {logged}, or the date in the log",
                    "`salesrec edit {id}`：把 first_contact 改成 {logged}，或者更正记录的日期"
                ));
        }
    }
}
