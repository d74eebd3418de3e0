use crate::lang::{Text, is_blank};
use crate::lint::{About, Check, Rule};
use crate::record::{Client, Contact};
use crate::text;
use crate::yaml::Route;

/// Somebody at the client who cannot be reached.
pub struct UnreachableContact;

impl Rule for UnreachableContact {
    fn about(&self) -> &'static About {
        crate::about!(
            "unreachable-contact",
            Basics,
            Warning,
            "a contact has neither phone nor mail nor WeChat",
            "联系人没有任何联系方式"
        )
    }

    fn contact(&self, check: &mut Check<'_>, _client: &Client, at: usize, contact: &Contact) {
        let ways = [&contact.phone, &contact.email, &contact.wechat];
        let reachable = ways.into_iter().flatten().any(|way| !is_blank(way));
        if contact.is_there() && !reachable {
            let (id, name) = (check.id(), &contact.name);
            check
                .report(
                    Route::root().key("contacts").index(at),
                    text!("it is not written down how “{name}” is reached", "没有写怎样联系“{name}”"),
                )
                .lacks(Text::fixed("phone or mail", "联系方式"))
                .mend(text!(
                    "`salesrec contact {id} \"{name}\" --phone NUMBER`, or --email, or --wechat",
                    "`salesrec contact {id} \"{name}\" --phone 电话`，或用 --email、--wechat"
                ));
        }
    }
}
