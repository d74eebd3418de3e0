use crate::lint::{About, Check, Rule};
use crate::record::Client;
use crate::text;
use crate::yaml::Route;

/// A first contact that has not taken place.
pub struct FirstContactInFuture;

impl Rule for FirstContactInFuture {
    fn about(&self) -> &'static About {
        crate::about!(
            "first-contact-in-future",
            Basics,
            Error,
            "the first contact lies in the future",
            "首次接触日期在将来"
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        let today = check.clock.today();
        let Some(day) = client.first_contact.filter(|day| day.0 > today) else { return };
        let id = check.id();
        check
            .report(
                Route::root().key("first_contact"),
                text!("the first contact is on {day}, today is {today}", "首次接触日期是 {day}，而今天是 {today}"),
            )
            .mend(text!("`salesrec edit {id}`: first_contact", "`salesrec edit {id}`：更正 first_contact"));
    }
}
