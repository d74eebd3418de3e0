use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, stem_parts};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A client of whom nobody wrote down since when they are known.
pub struct MissingFirstContact;

impl Rule for MissingFirstContact {
    fn about(&self) -> &'static About {
        crate::about!(
            "missing-first-contact",
            Basics,
            Warning,
            "no day of first contact",
            "缺少首次接触日期",
            fix = Safe
        )
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        if client.first_contact.is_some() {
            return;
        }
        let (id, file) = (check.id(), check.file);
        let route = Route::root().key("first_contact");
        let message = Text::fixed("the day of the first contact is not written down", "没有写首次接触日期");
        let reported = check
            .report(route.clone(), message)
            .lacks(Text::fixed("day of the first contact", "首次接触日期"))
            .mend(text!("`salesrec edit {id}`: first_contact", "`salesrec edit {id}`：补上 first_contact（首次接触日期）"));
        // By the filing rule the file is named after that very day.
        if let Some((_, day)) = stem_parts(file.id()) {
            reported.fix(vec![Edit::Set(route, Value::plain(day))]);
        }
    }
}
