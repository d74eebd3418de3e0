use crate::lang::Text;
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Fact};
use crate::text;
use crate::yaml::Route;

/// A client at whom nobody is known by name.
pub struct MissingContact;

impl Rule for MissingContact {
    fn about(&self) -> &'static About {
        crate::about!("missing-contact", Basics, Warning, "nobody at the client is known by name", "没有写联系人")
    }

    fn client(&self, check: &mut Check<'_>, client: &Client) {
        if client.has_contact() {
            return;
        }
        let id = check.id();
        let new = text!(
            "`salesrec contact {id} NAME --role ROLE --phone NUMBER`",
            "`salesrec contact {id} 姓名 --role 角色 --phone 电话`"
        );
        let (message, mend) = if client.contacts.is_empty() {
            (Text::fixed("no contact person is written down", "没有写联系人"), new)
        } else if client.contacts.iter().all(|contact| !contact.is_there()) {
            (Text::fixed("every contact person has left the client", "所有联系人都已离开该客户"), new)
        } else {
            let name = text!("`salesrec edit {id}`: name", "`salesrec edit {id}`：补上 name（姓名）");
            (Text::fixed("the contact person has no name", "联系人没有写姓名"), name)
        };
        check.report(Route::root().key("contacts"), message).lacks(Fact::Contact.shown()).mend(mend);
    }
}
