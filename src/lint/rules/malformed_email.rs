use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Contact, mail_address};
use crate::text;
use crate::yaml::{Edit, Route, Value};

/// A mail address that cannot be one.
pub struct MalformedEmail;

impl Rule for MalformedEmail {
    fn about(&self) -> &'static About {
        crate::about!(
            "malformed-email",
            Basics,
            Warning,
            "a mail address that cannot be one",
            "邮箱地址格式不对",
            fix = Safe
        )
    }

    fn contact(&self, check: &mut Check<'_>, _client: &Client, at: usize, contact: &Contact) {
        let Some(email) = contact.email.as_deref().map(str::trim).filter(|email| !email.is_empty()) else { return };
        let sound = mail_address(email);
        if sound.as_deref() == Some(email) {
            return;
        }
        let who = check.who(contact);
        let command = check.contact_command(contact, "email", &Text::fixed("ADDRESS", "邮箱"));
        let route = Route::root().key("contacts").index(at).key("email");
        let message = Text::new(
            format!("“{email}” of {} is no mail address", who.en),
            format!("{}的“{email}”不是邮箱地址", who.zh),
        );
        let reported = check.report(route.clone(), message);
        match sound {
            Some(sound) => {
                let edit = Edit::Set(route, Value::text(sound.as_ref()));
                reported.mend(text!("write {sound}: `salesrec lint --fix`", "写成 {sound}：`salesrec lint --fix`")).fix(vec![edit])
            }
            None => reported.mend(command),
        };
    }
}
